"""What the mandate page and the window's client block show."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from sqlmodel import col, select

from interimcoo.store.remembered import remembered
from interimcoo.store.tables import Gate, Kpi, Mandate, OrganisationUnit, Person, SuccessCriterion
from interimcoo.text import N_

if TYPE_CHECKING:
    from sqlmodel import Session


PHASES: Final = {
    "preparation": N_("preparation"),
    "entry": N_("entry"),
    "diagnosis": N_("diagnosis"),
    "proposal": N_("proposal"),
    "implementation": N_("implementation"),
    "exit": N_("exit"),
}
"""the words of the phases, by the code a gate carries"""
TYPE_NAMES: Final = {
    "turnaround": N_("Turnaround"),
    "change_project": N_("Change project"),
    "growth": N_("Growth"),
    "vacancy": N_("Vacancy"),
}
"""the words of the mandate types, by code"""


@dataclass(frozen=True, slots=True)
class MandateFacts:
    """The mandate as agreed."""

    client: str
    mandate_type: str
    site: str
    sponsor: str
    consultant: str
    start: date
    end: date
    contract_days: int
    currency: str
    country: str
    language: str
    classification: str
    purpose: str
    scope: str
    exclusions: str
    authority: str
    is_sample: bool
    content_version: str


@dataclass(frozen=True, slots=True)
class GateRow:
    """A gate with its due date; `closed_on` None while it is open."""

    code: str
    name: str
    phase: str
    question: str
    due: date
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A success criterion with the KPI it is tied to ("" without)."""

    position: int
    text: str
    kpi: str
    kpi_name: str
    unit: str
    decimals: int
    baseline: float | None
    target: float | None
    due: date | None

    @property
    def lacking(self) -> tuple[str, ...]:
        """What an agreed result needs and this one lacks: "kpi", "baseline", "target", "due"."""
        parts = (
            ("kpi", bool(self.kpi)),
            ("baseline", self.baseline is not None),
            ("target", self.target is not None),
            ("due", self.due is not None),
        )
        return tuple(name for name, there in parts if not there)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit of organisation and the name of the one above it."""

    name: str
    kind: str
    parent: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person at the client."""

    name: str
    role: str
    unit: str


@dataclass(frozen=True, slots=True)
class ClientBlock:
    """What stands at the top of the rail: client, day n of total, phase and whether it is the sample.

    `day` counts from 1 at the start; it is 0 or less before it and passes `total` after the end. `phase` is a code of
    PHASES, whose words are shown through `_`.
    """

    client: str
    initials: str
    day: int
    total: int
    phase: str
    is_sample: bool
    contract_days: int


@remembered
def mandate(db: "Session") -> MandateFacts | None:
    """The mandate; None in a file that has none yet."""
    found = db.exec(select(Mandate, Person.name).outerjoin(Person, col(Person.id) == Mandate.sponsor_id)).first()
    if found is None:
        return None
    row, sponsor = found
    return MandateFacts(
        client=row.client,
        mandate_type=row.mandate_type,
        site=row.site,
        sponsor=sponsor or "",
        consultant=row.consultant,
        start=row.start,
        end=row.end,
        contract_days=row.contract_days,
        currency=row.currency,
        country=row.country,
        language=row.language,
        classification=row.classification,
        purpose=row.purpose,
        scope=row.scope,
        exclusions=row.exclusions,
        authority=row.authority,
        is_sample=row.is_sample,
        content_version=row.content_version,
    )


@remembered
def gates(db: "Session") -> tuple[GateRow, ...]:
    """The gates in order."""
    return tuple(
        GateRow(row.code, row.name, row.phase, row.question, row.due, row.closed_on)
        for row in db.exec(select(Gate).order_by(col(Gate.code)))
    )


@remembered
def criteria(db: "Session") -> tuple[CriterionRow, ...]:
    """The success criteria in order."""
    rows = db.exec(
        select(SuccessCriterion, Kpi)
        .outerjoin(Kpi, col(Kpi.id) == SuccessCriterion.kpi_id)
        .order_by(col(SuccessCriterion.position))
    )
    return tuple(
        CriterionRow(
            position=row.position,
            text=row.text,
            kpi=kpi.code if kpi else "",
            kpi_name=kpi.name if kpi else "",
            unit=kpi.unit if kpi else "",
            decimals=kpi.decimals if kpi else 1,
            baseline=row.baseline,
            target=row.target,
            due=row.due,
        )
        for row, kpi in rows
    )


def units(db: "Session") -> tuple[UnitRow, ...]:
    """The units of organisation in their order."""
    rows = db.exec(select(OrganisationUnit).order_by(col(OrganisationUnit.position), col(OrganisationUnit.name))).all()
    names = {row.id: row.name for row in rows}
    return tuple(UnitRow(row.name, row.kind, names.get(row.parent_id or 0, "")) for row in rows)


def people(db: "Session") -> tuple[PersonRow, ...]:
    """The people at the client by name."""
    rows = db.exec(
        select(Person, OrganisationUnit.name)
        .outerjoin(OrganisationUnit, col(OrganisationUnit.id) == Person.unit_id)
        .order_by(col(Person.name))
    )
    return tuple(PersonRow(person.name, person.role, unit or "") for person, unit in rows)


def kpi_codes(db: "Session") -> tuple[tuple[str, str], ...]:
    """(code, name) of the KPIs a criterion can be tied to."""
    rows = db.exec(select(Kpi.code, Kpi.name).where(col(Kpi.archived).is_(False)).order_by(col(Kpi.code)))
    return tuple((code, name) for code, name in rows)


@remembered
def client_block(db: "Session", today: date) -> ClientBlock | None:
    """The client block of a day; None in a file without mandate."""
    facts = mandate(db)
    if facts is None:
        return None
    day = day_of(facts.start, today)
    return ClientBlock(
        client=facts.client,
        initials=initials(facts.client),
        day=day,
        total=day_of(facts.start, facts.end),
        phase=phase(gates(db)) if day > 0 else "preparation",
        is_sample=facts.is_sample,
        contract_days=facts.contract_days,
    )


def day_of(start: date, day: date) -> int:
    """Which day of the mandate a day is, counted in calendar days; the start is day 1."""
    return (day - start).days + 1


def phase(rows: tuple[GateRow, ...]) -> str:
    """The phase of the first open gate; "exit" when all are closed."""
    return next((row.phase for row in rows if row.closed_on is None), "exit")


def next_gate(rows: tuple[GateRow, ...]) -> GateRow | None:
    """The first open gate; None when all are closed."""
    return next((row for row in rows if row.closed_on is None), None)


def initials(name: str) -> str:
    """The first letters of the first two words of a name that begin with a letter or digit; an en dash for none."""
    letters = [word[0] for word in name.split() if word[0].isalnum()]
    return "".join(letters[:2]).upper() or "–"
