"""From stored readings to the series of a KPI: a point a period, gaps seen, units taken together by its own rule."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from sqlmodel import col, select

from interimcoo.domain.dates import Period
from interimcoo.domain.kpi.aggregate import over_units
from interimcoo.domain.kpi.scorecard import DatedTarget, target_on
from interimcoo.domain.kpi.spc import PhaseStart, Series
from interimcoo.features.kpis.state import PhaseBorder, Point, gap
from interimcoo.store.tables import Kpi, Reading

if TYPE_CHECKING:
    from sqlmodel import Session

ADDITIVE: Final = frozenset({"count", "persons", "currency", "line_days"})
"""units whose amounts add up over units of organisation"""
_AMOUNTS: Final = frozenset({"percent", "count", "persons", "minutes", "hours", "days", "weeks", "line_days", "ppm"})
"""units whose values are never negative"""


class RawReading(NamedTuple):
    """A reading as the file has it, the fields of a Point first; a tuple, as there may be tens of thousands."""

    period: str
    at: date
    value: float | None
    numerator: float | None
    denominator: float | None
    excluded: str
    note: str
    record: int
    unit_id: int | None
    source_id: int | None
    import_id: int | None


def readings(db: "Session", today: date, kpi_id: int | None) -> dict[int, list[RawReading]]:
    """Readings by KPI in time order, from columns, not objects: there may be tens of thousands."""
    wanted = select(  # type: ignore[call-overload, misc]  # SQLModel types only a few columns at a time
        Reading.kpi_id, Reading.period, Reading.first_day, Reading.value, Reading.numerator, Reading.denominator,
        Reading.excluded, Reading.note, Reading.id, Reading.unit_id, Reading.source_id, Reading.import_id,
    ).where(col(Reading.first_day) <= today).order_by(col(Reading.first_day), col(Reading.id))  # fmt: skip
    if kpi_id is not None:
        wanted = wanted.where(Reading.kpi_id == kpi_id)
    found: dict[int, list[RawReading]] = {}
    for row in db.exec(wanted):
        found.setdefault(row[0], []).append(RawReading._make(row[1:]))
    return found


def points_of(kpi: Kpi, raw: Sequence[RawReading], units: dict[int, str], unit: str) -> tuple[Point, ...]:
    """The series of a KPI: that of a unit, else the client's own values, else the units taken together by its rule."""
    if unit:
        chosen = [row for row in raw if row.unit_id is not None and units.get(row.unit_id) == unit]
    else:
        chosen = [row for row in raw if row.unit_id is None]
    if chosen:
        points = [Point(*row[:8]) for row in chosen]
    elif raw and not unit:
        by_period: dict[str, list[RawReading]] = {}
        for row in raw:
            by_period.setdefault(row.period, []).append(row)
        points = [_point(kpi, rows) for rows in by_period.values()]
    else:
        return ()
    return _with_gaps(str(Period.parse(points[-1].period).kind), points)


def _point(kpi: Kpi, rows: list[RawReading]) -> Point:
    first = rows[0]
    if len(rows) == 1:
        return Point(*first[:8])
    together = over_units(
        kpi.aggregation,  # type: ignore[arg-type]
        [(row.value, row.numerator, row.denominator) for row in rows],
        factor=kpi.factor,
        additive=kpi.unit in ADDITIVE,
    )
    return Point(
        first.period,
        first.at,
        together.value,
        together.numerator,
        together.denominator,
        next((row.excluded for row in rows if row.excluded), ""),
        "",
        0,
        together.used,
        together.given,
    )


def _with_gaps(kind: str, points: list[Point]) -> tuple[Point, ...]:
    """Periods without a reading become points without value, unless they would be most of a thin series."""
    missing = sum(max(0, gap(kind, a.at, b.at)) for a, b in pairwise(points))
    if not missing or missing > 2 * len(points):
        return tuple(points)
    filled: list[Point] = []
    for point in points:
        if filled and gap(kind, filled[-1].at, point.at) > 0:
            period = Period.parse(filled[-1].period).next()
            while period.first_day < point.at:
                filled.append(Point(period.text, period.first_day, None))
                period = period.next()
        filled.append(point)
    return tuple(filled)


def series_of(
    kpi: Kpi, points: tuple[Point, ...], borders: Sequence[PhaseBorder], targets: Sequence[DatedTarget], today: date
) -> Series:
    starts = [PhaseStart()]
    for border in borders:
        at = next((row for row, point in enumerate(points) if point.at >= border.first_day), None)
        if at:
            starts.append(PhaseStart(at, border.baseline_points))
    return Series(
        values=[point.value for point in points],
        direction=kpi.direction if kpi.direction in ("higher", "lower") else "target",  # type: ignore[arg-type]
        target=target_on(targets, today),
        excluded=frozenset(row for row, point in enumerate(points) if point.excluded and point.value is not None),
        phases=tuple(starts),
        floor_at_zero=kpi.unit in _AMOUNTS and all(point.value is None or point.value >= 0 for point in points),
    )


def kind_of(kpi: Kpi, points: tuple[Point, ...]) -> str:
    return str(Period.parse(points[-1].period).kind) if points else kpi.cadence
