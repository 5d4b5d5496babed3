"""What the user can change in the assessment: answers, rounds, findings and their decision."""

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from sqlmodel import col, func, select

from interimcoo.store.errors import Refused
from interimcoo.store.people import kpi_id, unit_id
from interimcoo.store.tables import Answer, AssessmentRound, Finding, InitiativeFinding, Question
from interimcoo.text import N_, Label, _

if TYPE_CHECKING:
    from sqlmodel import Session

Gesture = Literal["score", "target", "confidence", "evidence", "not_applicable"]
Verdict = Literal["open", "act", "accept", "defer"]

GRADES: Final = ("", "A", "B", "C", "D")
_SCORED: Final = N_("Score {question}, {who}, {value}")
_SCORED_ALONE: Final = N_("Score {question}, {value}")
_GESTURES: Final[dict[str, tuple[str, str]]] = {
    "score": (_SCORED_ALONE, _SCORED),
    "target": (N_("Set target of {question} to {value}"), N_("Set target of {question}, {who}, to {value}")),
    "confidence": (N_("Grade answer {question}, {value}"), N_("Grade answer {question}, {who}, {value}")),
    "evidence": (N_("Note evidence for {question}"), N_("Note evidence for {question}, {who}")),
    "not_applicable": (N_("Mark {question} as not applicable"), N_("Mark {question} as not applicable, {who}")),
}
_DECISIONS: Final[dict[str, str]] = {
    "open": N_("Reopen {finding}"),
    "act": N_("Decide to act on {finding}"),
    "accept": N_("Accept {finding}"),
    "defer": N_("Defer {finding}"),
}


@dataclass(frozen=True, slots=True)
class Score:
    """Write the whole answer to one question, for a unit ("" is the client as a whole) and a respondent's role.

    An answer without score, target, confidence, evidence and "not applicable" is taken away. `gesture` names what the
    user changed, for the history.
    """

    question: str
    unit: str = ""
    respondent: str = ""
    score: int | None = None
    target: int | None = None
    confidence: str = ""
    evidence: str = ""
    not_applicable: bool = False
    gesture: Gesture = "score"
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        who = ", ".join(part for part in (self.unit, self.respondent) if part)
        alone, named = _GESTURES[self.gesture]
        shown: int | str | None = {"score": self.score, "target": self.target, "confidence": self.confidence}.get(
            self.gesture, ""
        )
        value = "–" if shown in (None, "") else shown
        values: dict[str, str | int] = {"question": self.question, "value": value if value is not None else "–"}
        return Label(named, values | {"who": who}) if who else Label(alone, values)

    def apply(self, db: "Session") -> None:
        """Refuses an unknown question or unit, and a value outside its scale."""
        for value in (self.score, self.target):
            if value is not None and not 0 <= value <= 5:
                raise Refused(_("A score lies between 0 and 5."), _("Choose a whole number from 0 to 5."))
        _check_grade(self.confidence)
        question = _question(db, self.question)
        if question is None:
            raise Refused(
                _("There is no question {code}.").format(code=self.question), _("Choose one of the question bank.")
            )
        unit, held = unit_id(db, self.unit), _current_round(db)
        answer = db.exec(
            select(Answer).where(
                Answer.round_id == held,
                Answer.question_id == question,
                Answer.unit_id == unit,
                Answer.respondent == self.respondent,
            )
        ).first()
        empty = self.score is None and self.target is None and not (self.confidence or self.evidence)
        if empty and not self.not_applicable:
            if answer is not None:
                db.delete(answer)
            return
        if answer is None:
            answer = Answer(round_id=held, question_id=question, unit_id=unit, respondent=self.respondent)
        answer.score = None if self.not_applicable else self.score
        answer.target = self.target
        answer.confidence = self.confidence
        answer.evidence = self.evidence
        answer.not_applicable = self.not_applicable
        db.add(answer)


@dataclass(frozen=True, slots=True)
class NewRound:
    """Begin a new pass through the questions; the answers of the last one stay as they are."""

    held_on: date
    name: str = ""
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Start a new assessment round"))

    def apply(self, db: "Session") -> None:
        """Adds the round with the next number; refuses a date before the last round."""
        last = db.exec(select(AssessmentRound).order_by(col(AssessmentRound.number).desc())).first()
        if last is not None and self.held_on < last.held_on:
            raise Refused(
                _("A round cannot be earlier than the one before it."), _("Choose a date after that of the last round.")
            )
        db.add(AssessmentRound(number=(last.number if last else 0) + 1, name=self.name, held_on=self.held_on))


@dataclass(frozen=True, slots=True)
class AddFinding:
    """Record a gap with its evidence. Costs are minor units of the mandate's currency a year."""

    text: str
    dimension: str
    evidence: str
    recorded_on: date
    evidence_grade: str = ""
    question: str = ""
    kpi: str = ""
    unit: str = ""
    cost_low: int | None = None
    cost_likely: int | None = None
    cost_high: int | None = None
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Add finding {text}"), {"text": _short(self.text)})

    def apply(self, db: "Session") -> None:
        """Gives the next number; refuses a finding without text, dimension or evidence, and costs out of order."""
        _check_finding(self.text, self.dimension, self.evidence, self.evidence_grade)
        _check_costs(self.cost_low, self.cost_likely, self.cost_high)
        db.add(
            Finding(
                number=(db.exec(select(func.max(Finding.number))).first() or 0) + 1,
                text=self.text.strip(),
                dimension=self.dimension,
                question_id=_question(db, self.question),
                kpi_id=kpi_id(db, self.kpi),
                unit_id=unit_id(db, self.unit),
                evidence=self.evidence.strip(),
                evidence_grade=self.evidence_grade,
                cost_low=self.cost_low,
                cost_likely=self.cost_likely,
                cost_high=self.cost_high,
                recorded_on=self.recorded_on,
            )
        )


@dataclass(frozen=True, slots=True)
class ChangeFinding:
    """Change what a finding says; a field left None keeps what it has. Costs are written all three together."""

    number: int
    text: str | None = None
    dimension: str | None = None
    evidence: str | None = None
    evidence_grade: str | None = None
    question: str | None = None
    kpi: str | None = None
    unit: str | None = None
    costs: tuple[int | None, int | None, int | None] | None = None
    """low, likely, high in minor units of the mandate's currency a year"""
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        changed = [part.name for part in fields(self) if part.name != "number" and getattr(self, part.name) is not None]
        if changed == ["costs"]:
            return Label(N_("Estimate cost of {finding}"), {"finding": f"F{self.number}"})
        return Label(N_("Change {finding}"), {"finding": f"F{self.number}"})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown finding, and what AddFinding refuses."""
        finding = _finding(db, self.number)
        if self.text is not None:
            finding.text = self.text.strip()
        if self.dimension is not None:
            finding.dimension = self.dimension
        if self.evidence is not None:
            finding.evidence = self.evidence.strip()
        if self.evidence_grade is not None:
            finding.evidence_grade = self.evidence_grade
        _check_finding(finding.text, finding.dimension, finding.evidence, finding.evidence_grade)
        if self.question is not None:
            finding.question_id = _question(db, self.question)
        if self.kpi is not None:
            finding.kpi_id = kpi_id(db, self.kpi)
        if self.unit is not None:
            finding.unit_id = unit_id(db, self.unit)
        if self.costs is not None:
            _check_costs(*self.costs)
            finding.cost_low, finding.cost_likely, finding.cost_high = self.costs
        db.add(finding)


@dataclass(frozen=True, slots=True)
class DecideFinding:
    """Decide what follows from a finding: act, accept, defer, or open again."""

    number: int
    decision: Verdict
    reason: str = ""
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(_DECISIONS[self.decision], {"finding": f"F{self.number}"})

    def apply(self, db: "Session") -> None:
        """Refuses "act" without an initiative that answers it, "accept" and "defer" without a reason."""
        finding = _finding(db, self.number)
        name = f"F{self.number}"
        if self.decision == "act":
            link = select(InitiativeFinding.id).where(InitiativeFinding.finding_id == finding.id)
            if db.exec(link).first() is None:
                raise Refused(
                    _("{finding} has no initiative, so it cannot be decided as act.").format(finding=name),
                    _("Add an initiative that answers it, or link it to one."),
                )
        elif self.decision != "open" and not self.reason.strip():
            raise Refused(
                _("{finding} cannot be accepted or deferred without a reason.").format(finding=name),
                _("Write the reason in one line."),
            )
        finding.decision = self.decision
        finding.decision_reason = self.reason.strip()
        db.add(finding)


def _question(db: "Session", code: str) -> int | None:
    return db.exec(select(Question.id).where(Question.code == code)).first() if code else None


def _finding(db: "Session", number: int) -> Finding:
    finding = db.exec(select(Finding).where(Finding.number == number)).first()
    if finding is None:
        raise Refused(_("There is no finding {finding}.").format(finding=f"F{number}"), _("Choose one of the list."))
    return finding


def _current_round(db: "Session") -> int:
    held = db.exec(select(AssessmentRound.id).order_by(col(AssessmentRound.number).desc())).first()
    if held is None:
        raise Refused(_("There is no assessment round."), _("Start a round first."))
    return held


def _check_finding(text: str, dimension: str, evidence: str, grade: str) -> None:
    if not text.strip():
        raise Refused(_("A finding needs a text."), _("Write the gap in one sentence."))
    if len(dimension) != 1 or dimension not in "ABCDEFGHIJKL":
        raise Refused(_("A finding belongs to one dimension."), _("Choose a dimension from A to L."))
    if not evidence.strip():
        raise Refused(
            _("A finding needs evidence."), _("Name the observation, document or figure that shows the gap.")
        )
    _check_grade(grade)


def _check_grade(grade: str) -> None:
    if grade not in GRADES:
        raise Refused(_("The trust grade is one of A, B, C and D."), _("Choose a grade, or leave it empty."))


def _check_costs(low: int | None, likely: int | None, high: int | None) -> None:
    given = [cost for cost in (low, likely, high) if cost is not None]
    if given != sorted(given) or any(cost < 0 for cost in given):
        raise Refused(
            _("The costs of a finding rise from low over likely to high."), _("Put the three amounts in order.")
        )


def _short(text: str, most: int = 48) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"
