"""Commands for findings: record, change, estimate, decide, take away."""

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from interimcoo.domain.assessment import DIMENSIONS
from interimcoo.features.assessment.checks import check_grade, question_id
from interimcoo.store.errors import Refused
from interimcoo.store.numbered import finding_of, last_number
from interimcoo.store.people import kpi_id, unit_id
from interimcoo.store.tables import Finding, InitiativeFinding
from interimcoo.text import N_, Label, _

if TYPE_CHECKING:
    from sqlmodel import Session

Verdict = Literal["open", "act", "accept", "defer"]

_DECISIONS: Final[dict[str, str]] = {
    "open": N_("Reopen {finding}"),
    "act": N_("Decide to act on {finding}"),
    "accept": N_("Accept {finding}"),
    "defer": N_("Defer {finding}"),
}


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
                number=last_number(db, Finding.number) + 1,
                text=self.text.strip(),
                dimension=self.dimension,
                question_id=question_id(db, self.question),
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
        finding = finding_of(db, self.number)
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
            finding.question_id = question_id(db, self.question)
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
        finding = finding_of(db, self.number)
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


@dataclass(frozen=True, slots=True)
class RemoveFinding:
    """Take a finding away that leads to nothing yet."""

    number: int
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Remove {finding}"), {"finding": f"F{self.number}"})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown finding, and one an initiative or an action answers."""
        finding = finding_of(db, self.number)
        leads = db.exec(select(InitiativeFinding.id).where(InitiativeFinding.finding_id == finding.id)).first()
        try:
            db.delete(finding)
            db.flush()
        except IntegrityError:
            leads = 1
        if leads is not None:
            raise Refused(
                _("{finding} leads to an initiative or an action.").format(finding=f"F{self.number}"),
                _("Take the link away first, or decide on the finding."),
            )


def _check_finding(text: str, dimension: str, evidence: str, grade: str) -> None:
    if not text.strip():
        raise Refused(_("A finding needs a text."), _("Write the gap in one sentence."))
    if dimension not in DIMENSIONS:
        raise Refused(_("A finding belongs to one dimension."), _("Choose a dimension from A to L."))
    if not evidence.strip():
        raise Refused(_("A finding needs evidence."), _("Name the observation, document or figure that shows the gap."))
    check_grade(grade)


def _check_costs(low: int | None, likely: int | None, high: int | None) -> None:
    given = [cost for cost in (low, likely, high) if cost is not None]
    if given != sorted(given) or any(cost < 0 for cost in given):
        raise Refused(
            _("The costs of a finding rise from low over likely to high."), _("Put the three amounts in order.")
        )


def _short(text: str, most: int = 48) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"
