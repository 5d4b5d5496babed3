"""KPIs: definitions, targets, readings, phases and marks."""

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field

from interimcoo.store.tables.columns import ID, Row, day, link, words


class Kpi(Row, table=True):
    """A measure with definition, owner and direction."""

    __tablename__ = "kpi"
    code: str = words(unique=True)
    """short code, the library's ("LOG01") or a free one ("K-01")"""
    name: str = words()
    department: str = words()
    definition: str = words()
    unit: str = words()
    """unit code of the library ("percent", "days") or the client's own word"""
    decimals: int = 1
    direction: str = words("higher")
    """higher, lower, target"""
    aggregation: str = words("mean")
    chart_type: str = words("i")
    cadence: str = words("week")
    """day, week, month, quarter, year: the kind of its periods"""
    factor: float = 1.0
    weight: int = 0
    """order on home and in the report; 0 is not chosen, 1 comes first"""
    owner_id: int | None = link("person", required=False)
    archived: bool = False


class KpiTarget(Row, table=True):
    """The agreed value from a date on."""

    __tablename__ = "kpi_target"
    kpi_id: int = link("kpi", cascade=True)
    valid_from: date = day()
    value: float = 0.0


class KpiPhase(Row, table=True):
    """A new phase of the process: limits start afresh at this period."""

    __tablename__ = "kpi_phase"
    kpi_id: int = link("kpi", cascade=True)
    first_day: date = day()
    baseline_points: int | None = None
    reason: str = words()


class KpiMark(Row, table=True):
    """A dated event shown on the charts; without KPI it stands on all."""

    __tablename__ = "kpi_mark"
    kpi_id: int | None = link("kpi", cascade=True, required=False)
    at: date = day()
    text: str = words()


class Reading(Row, table=True):
    """The value of a KPI for one period and unit of organisation, with its parts and source."""

    __tablename__ = "reading"
    __table_args__ = (Index("reading_key", "kpi_id", "unit_id", "period", unique=True),)
    kpi_id: int = link("kpi", cascade=True, index=False)
    unit_id: int | None = Field(default=None, sa_type=ID, foreign_key="organisation_unit.id", nullable=True)
    period: str = words()
    first_day: date = day()
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    source_id: int | None = Field(default=None, sa_type=ID, foreign_key="source.id", nullable=True)
    import_id: int | None = Field(default=None, sa_type=ID, foreign_key="import_run.id", nullable=True)
    excluded: str = words()
    """reason why a person left the point out of the limits; empty: it counts"""
    note: str = words()
