"""What the board report is made with: facts of the mandate, the choices made for it, its sources and definitions."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from sqlmodel import col, select

from interimcoo.features.reports.keys import PREFIX
from interimcoo.store.tables import ImportRun, Kpi, Mandate, Preference, Reading, Source

if TYPE_CHECKING:
    from sqlmodel import Session

PAGE_LIMIT: Final = 5


@dataclass(frozen=True, slots=True)
class MandateFacts:
    """Who the report is about and by whom; empty words in a file without mandate."""

    client: str = ""
    consultant: str = ""
    language: str = "en"
    classification: str = "confidential"
    start: date | None = None


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """What a person has chosen for the board report; sections by their names, charts by their anchors."""

    titles: dict[str, str] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    takeaways: dict[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    annex: dict[str, bool] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    page_limit: int = PAGE_LIMIT


@dataclass(frozen=True, slots=True)
class ImportFacts:
    """One applied import, as a source of the report."""

    file_name: str
    sheet: str
    at: datetime
    read: int
    new: int
    changed: int
    rejected: int
    grade: str


@dataclass(frozen=True, slots=True)
class KpiDefinition:
    """How a KPI is defined."""

    code: str
    name: str
    definition: str
    unit: str
    cadence: str
    direction: str


def mandate(db: "Session") -> MandateFacts:
    """The facts of the mandate."""
    row = db.exec(select(Mandate)).first()
    if row is None:
        return MandateFacts()
    return MandateFacts(row.client, row.consultant, row.language, row.classification, row.start)


def settings(db: "Session") -> ReportSettings:
    """The choices made for the board report."""
    rows = db.exec(select(Preference).where(col(Preference.key).startswith(PREFIX)).order_by(col(Preference.key))).all()
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        kind, _, name = row.key.removeprefix(PREFIX).partition(":")
        found.setdefault(kind, {})[name] = row.value
    limit = found.get("limit", {}).get("", "")
    order = found.get("order", {}).get("", "")
    return ReportSettings(
        titles=found.get("title", {}),
        comments=found.get("comment", {}),
        takeaways=found.get("takeaway", {}),
        left_out=frozenset(found.get("left_out", {})),
        annex={name: value == "annex" for name, value in found.get("place", {}).items()},
        order=tuple(name for name in order.split(",") if name),
        page_limit=int(limit) if limit.isdigit() else PAGE_LIMIT,
    )


def imports(db: "Session", most: int = 40) -> tuple[ImportFacts, ...]:
    """The newest imports."""
    rows = db.exec(
        select(ImportRun, Source.trust_grade)
        .join(Source, col(Source.id) == col(ImportRun.source_id))
        .order_by(col(ImportRun.at).desc(), col(ImportRun.file_name), col(ImportRun.sheet))
        .limit(most)
    ).all()
    return tuple(
        ImportFacts(run.file_name, run.sheet, run.at, run.read, run.new, run.changed, run.rejected, grade)
        for run, grade in rows
    )


def definitions(db: "Session") -> tuple[KpiDefinition, ...]:
    """The KPIs in use, by code."""
    rows = db.exec(select(Kpi).where(col(Kpi.archived).is_(False)).order_by(col(Kpi.code))).all()
    return tuple(
        KpiDefinition(row.code, row.name, row.definition, row.unit, row.cadence, row.direction) for row in rows
    )


def has_readings(db: "Session") -> bool:
    """Whether any KPI has a value."""
    return db.exec(select(Reading.id).where(col(Reading.value).is_not(None)).limit(1)).first() is not None


def newest_reading(db: "Session") -> date | None:
    """The first day of the newest period with a value."""
    return db.exec(
        select(col(Reading.first_day))
        .where(col(Reading.value).is_not(None))
        .order_by(col(Reading.first_day).desc())
        .limit(1)
    ).first()
