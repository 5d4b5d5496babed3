"""What the user can change in the assessment: answers, rounds and questions here, findings beside it."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from sqlmodel import col, select

from interimcoo.domain.assessment import DIMENSIONS, HIGHEST_SCORE
from interimcoo.features.assessment.checks import GRADES, check_grade, question_id
from interimcoo.features.assessment.finding_commands import (
    AddFinding,
    ChangeFinding,
    DecideFinding,
    RemoveFinding,
    Verdict,
)
from interimcoo.store.errors import Refused
from interimcoo.store.people import unit_id
from interimcoo.store.tables import Answer, AssessmentRound, Question
from interimcoo.text import N_, Label, _

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = [
    "GRADES", "AddFinding", "AskDimension", "ChangeFinding", "DecideFinding", "NewRound", "RemoveFinding", "Score",
    "Verdict",
]  # fmt: skip

Extent = Literal["whole", "core", "none"]
Gesture = Literal["score", "target", "confidence", "evidence", "not_applicable"]

_SCORED: Final = N_("Score {question}, {who}, {value}")
_SCORED_ALONE: Final = N_("Score {question}, {value}")
_GESTURES: Final[dict[str, tuple[str, str]]] = {
    "score": (_SCORED_ALONE, _SCORED),
    "target": (N_("Set target of {question} to {value}"), N_("Set target of {question}, {who}, to {value}")),
    "confidence": (N_("Grade answer {question}, {value}"), N_("Grade answer {question}, {who}, {value}")),
    "evidence": (N_("Note evidence for {question}"), N_("Note evidence for {question}, {who}")),
    "not_applicable": (N_("Mark {question} as not applicable"), N_("Mark {question} as not applicable, {who}")),
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
            if value is not None and not 0 <= value <= HIGHEST_SCORE:
                raise Refused(_("A score lies between 0 and 5."), _("Choose a whole number from 0 to 5."))
        check_grade(self.confidence)
        question = question_id(db, self.question)
        if question is None:
            raise Refused(_("An answer belongs to a question."), _("Choose one of the question bank."))
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
class AskDimension:
    """Choose how much of a dimension is asked: all its questions, its core questions, or none. Answers are kept."""

    dimension: str
    extent: Extent
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        texts = {
            "whole": N_("Ask all questions of dimension {dimension}"),
            "core": N_("Ask the core questions of dimension {dimension}"),
            "none": N_("Leave dimension {dimension} out"),
        }
        return Label(texts[self.extent], {"dimension": self.dimension})

    def apply(self, db: "Session") -> None:
        """Refuses what is no dimension."""
        if self.dimension not in DIMENSIONS:
            raise Refused(
                _("There is no dimension {name}.").format(name=self.dimension or "–"),
                _("Choose a dimension from A to L."),
            )
        for question in db.exec(select(Question).where(Question.dimension == self.dimension)).all():
            active = self.extent == "whole" or (self.extent == "core" and question.core)
            if question.active != active:
                question.active = active
                db.add(question)


def _current_round(db: "Session") -> int:
    held = db.exec(select(AssessmentRound.id).order_by(col(AssessmentRound.number).desc())).first()
    if held is None:
        raise Refused(_("There is no assessment round."), _("Start a round first."))
    return held
