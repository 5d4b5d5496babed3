"""What the user can change about initiatives: add, change, link to findings, move from stage to stage."""

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from sqlmodel import select

from interimcoo.features.initiatives.lacking import lacking_word
from interimcoo.store.command import check_changed
from interimcoo.store.errors import Refused
from interimcoo.store.numbered import finding_of, initiative_of, last_number
from interimcoo.store.people import kpi_id, person_id
from interimcoo.store.tables import ActionItem, Finding, Initiative, InitiativeFinding, KpiTarget, Reading, Task
from interimcoo.text import N_, Label, _, interface_language

if TYPE_CHECKING:
    from sqlmodel import Session

Stage = Literal["idea", "chartered", "approved", "delivery", "delivered", "benefit_confirmed", "closed", "stopped"]
STAGES: Final[tuple[Stage, ...]] = (
    "idea", "chartered", "approved", "delivery", "delivered", "benefit_confirmed", "closed", "stopped",
)  # fmt: skip
_NEEDS_MEASURE: Final = ("delivery", "delivered", "benefit_confirmed", "closed")
_MOVES: Final[dict[str, str]] = {
    "idea": N_("Move {initiative} back to idea"),
    "chartered": N_("Move {initiative} to chartered"),
    "approved": N_("Move {initiative} to approved"),
    "delivery": N_("Move {initiative} to delivery"),
    "delivered": N_("Move {initiative} to delivered"),
    "benefit_confirmed": N_("Move {initiative} to benefit confirmed"),
    "closed": N_("Close {initiative}"),
    "stopped": N_("Stop {initiative}"),
}
_FIELDS: Final[dict[str, str]] = {
    "name": N_("Rename {initiative}"),
    "purpose": N_("Change purpose of {initiative}"),
    "owner": N_("Change owner of {initiative}"),
    "start": N_("Change start of {initiative}"),
    "end": N_("Change end of {initiative}"),
    "review_on": N_("Change review date of {initiative}"),
    "kpi": N_("Change KPI of {initiative}"),
    "benefit_likely": N_("Change estimate, {initiative}"),
}


@dataclass(frozen=True, slots=True)
class AddInitiative:
    """Add a bundle of work that answers findings (by number). `benefit_likely` is in minor units a year.

    An open finding it answers becomes decided as "act": with the initiative the decision is taken.
    """

    name: str
    created_on: date
    purpose: str = ""
    owner: str = ""
    start: date | None = None
    end: date | None = None
    findings: tuple[int, ...] = ()
    kpi: str = ""
    benefit_likely: int | None = None
    review_on: date | None = None
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Add initiative {name}"), {"name": self.name.strip()})

    def apply(self, db: "Session") -> None:
        """Gives the next number; refuses an empty name, dates in the wrong order, unknown findings and KPIs."""
        if not self.name.strip():
            raise Refused(_("An initiative needs a name."), _("Write what is to be reached in a few words."))
        _check_dates(self.start, self.end)
        initiative = Initiative(
            number=last_number(db, Initiative.number) + 1,
            name=self.name.strip(),
            purpose=self.purpose.strip(),
            owner_id=person_id(db, self.owner),
            start=self.start,
            end=self.end,
            review_on=self.review_on,
            kpi_id=kpi_id(db, self.kpi),
            benefit_likely=self.benefit_likely,
            created_on=self.created_on,
        )
        db.add(initiative)
        db.flush()
        for number in self.findings:
            _link(db, initiative, number)


@dataclass(frozen=True, slots=True)
class ChangeInitiative:
    """Change what an initiative says; only the fields named in `changed` are written.

    Example: `ChangeInitiative(1, changed=("owner",), owner="A. Lindqvist")`.
    """

    number: int
    changed: tuple[str, ...]
    name: str = ""
    purpose: str = ""
    owner: str = ""
    start: date | None = None
    end: date | None = None
    review_on: date | None = None
    kpi: str = ""
    benefit_likely: int | None = None
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    def __post_init__(self) -> None:
        """Raises ValueError when `changed` names what is no field."""
        check_changed(self.changed, fields(self))

    @property
    def label(self) -> Label:
        text = _FIELDS[self.changed[0]] if len(self.changed) == 1 else N_("Change {initiative}")
        return Label(text, {"initiative": f"I{self.number}"})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown initiative, an empty name, dates in the wrong order and an unknown KPI."""
        initiative = initiative_of(db, self.number)
        if "name" in self.changed:
            if not self.name.strip():
                raise Refused(_("An initiative needs a name."), _("Write what is to be reached in a few words."))
            initiative.name = self.name.strip()
        if "purpose" in self.changed:
            initiative.purpose = self.purpose.strip()
        if "owner" in self.changed:
            initiative.owner_id = person_id(db, self.owner)
        if "start" in self.changed:
            initiative.start = self.start
        if "end" in self.changed:
            initiative.end = self.end
        if "review_on" in self.changed:
            initiative.review_on = self.review_on
        if "kpi" in self.changed:
            initiative.kpi_id = kpi_id(db, self.kpi)
        if "benefit_likely" in self.changed:
            initiative.benefit_likely = self.benefit_likely
        _check_dates(initiative.start, initiative.end)
        if initiative.stage in _NEEDS_MEASURE and (missing := _missing_for_delivery(db, initiative)):
            raise _refuse_delivery(self.number, missing)
        db.add(initiative)


@dataclass(frozen=True, slots=True)
class LinkFinding:
    """Say that an initiative answers a finding; an open finding becomes decided as "act"."""

    initiative: int
    finding: int
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(
            N_("Link {finding} to {initiative}"), {"finding": f"F{self.finding}", "initiative": f"I{self.initiative}"}
        )

    def apply(self, db: "Session") -> None:
        """Refuses an unknown initiative or finding, and a link that exists."""
        _link(db, initiative_of(db, self.initiative), self.finding)


@dataclass(frozen=True, slots=True)
class UnlinkFinding:
    """Take back that an initiative answers a finding; the decision of the finding stays."""

    initiative: int
    finding: int
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(
            N_("Unlink {finding} from {initiative}"),
            {"finding": f"F{self.finding}", "initiative": f"I{self.initiative}"},
        )

    def apply(self, db: "Session") -> None:
        """Refuses when there is no such link, and the last one of what is more than an idea."""
        initiative, finding = initiative_of(db, self.initiative), finding_of(db, self.finding)
        link = _links(db, initiative, finding)
        if link is None:
            raise Refused(
                _("{finding} is not linked to {initiative}.").format(
                    finding=f"F{self.finding}", initiative=f"I{self.initiative}"
                )
            )
        if initiative.stage not in ("idea", "stopped") and len(_answered(db, initiative)) == 1:
            raise Refused(
                _("{finding} is the only finding {initiative} answers.").format(
                    finding=f"F{self.finding}", initiative=f"I{self.initiative}"
                ),
                _("Link it to another finding first, or move it back to idea."),
            )
        db.delete(link)


@dataclass(frozen=True, slots=True)
class RemoveInitiative:
    """Take an initiative out of the portfolio that nothing else refers to; its findings keep their decision."""

    number: int
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Remove {initiative}"), {"initiative": f"I{self.number}"})

    def apply(self, db: "Session") -> None:
        """Refuses one that tasks or actions belong to."""
        initiative = initiative_of(db, self.number)
        tasks = db.exec(select(Task.id).where(Task.initiative_id == initiative.id)).all()
        actions = db.exec(select(ActionItem.id).where(ActionItem.initiative_id == initiative.id)).all()
        if tasks or actions:
            raise Refused(
                _("{initiative} has {tasks} tasks and {actions} actions.").format(
                    initiative=f"I{self.number}", tasks=len(tasks), actions=len(actions)
                ),
                _("Stop it instead, so that its history stays."),
            )
        db.delete(initiative)


@dataclass(frozen=True, slots=True)
class MoveStage:
    """Move an initiative to another stage."""

    number: int
    stage: Stage
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(_MOVES[self.stage], {"initiative": f"I{self.number}"})

    def apply(self, db: "Session") -> None:
        """Refuses delivery and later without owner, KPI, baseline, target and review date, naming what is missing.

        What is more than an idea needs at least one finding that explains its origin.
        """
        initiative = initiative_of(db, self.number)
        if self.stage not in ("idea", "stopped") and not _answered(db, initiative):
            raise Refused(
                _("{initiative} answers no finding yet, so it stays an idea.").format(initiative=f"I{self.number}"),
                _("Link it to the finding it answers."),
            )
        if self.stage in _NEEDS_MEASURE and (missing := _missing_for_delivery(db, initiative)):
            raise _refuse_delivery(self.number, missing)
        initiative.stage = self.stage
        db.add(initiative)


def _answered(db: "Session", initiative: Initiative) -> list[int]:
    links = select(InitiativeFinding.finding_id).where(InitiativeFinding.initiative_id == initiative.id)
    return list(db.exec(links).all())


def _missing_for_delivery(db: "Session", initiative: Initiative) -> list[str]:
    missing = []
    if initiative.owner_id is None:
        missing.append(lacking_word("owner", interface_language()))
    if initiative.kpi_id is None:
        missing.append(lacking_word("KPI", interface_language()))
    else:
        measured = select(Reading.id).where(Reading.kpi_id == initiative.kpi_id)
        if db.exec(measured).first() is None:
            missing.append(lacking_word("baseline", interface_language()))
        if db.exec(select(KpiTarget.id).where(KpiTarget.kpi_id == initiative.kpi_id)).first() is None:
            missing.append(lacking_word("target", interface_language()))
    if initiative.review_on is None:
        missing.append(lacking_word("review date", interface_language()))
    return missing


def _refuse_delivery(number: int, missing: list[str]) -> Refused:
    return Refused(
        _("{initiative} cannot be in delivery: {missing} missing.").format(
            initiative=f"I{number}", missing=", ".join(missing)
        ),
        _("Add what is missing, then move it to delivery."),
    )


def _link(db: "Session", initiative: Initiative, number: int) -> None:
    finding = finding_of(db, number)
    if _links(db, initiative, finding) is not None:
        raise Refused(
            _("{finding} is linked to {initiative} already.").format(
                finding=f"F{number}", initiative=f"I{initiative.number}"
            )
        )
    db.add(InitiativeFinding(initiative_id=initiative.id, finding_id=finding.id))
    if finding.decision == "open":
        finding.decision = "act"
        db.add(finding)
    db.flush()


def _links(db: "Session", initiative: Initiative, finding: Finding) -> InitiativeFinding | None:
    return db.exec(
        select(InitiativeFinding).where(
            InitiativeFinding.initiative_id == initiative.id, InitiativeFinding.finding_id == finding.id
        )
    ).first()


def _check_dates(start: date | None, end: date | None) -> None:
    if start is not None and end is not None and end < start:
        raise Refused(_("The end lies before the start."), _("Choose an end on or after the start."))
