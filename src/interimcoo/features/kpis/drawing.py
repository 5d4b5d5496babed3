"""The chart values of a KPI: control chart and sparkline over its newest points."""

from collections.abc import Sequence
from typing import Final

from interimcoo import formats
from interimcoo.charts.chart import Event, PointType, Sparkline, SpcChart, SpcPhase, SpcPoint
from interimcoo.exchange.shown import spoken
from interimcoo.features.kpis import words
from interimcoo.features.kpis.figures import KpiFigures, unit_words
from interimcoo.features.kpis.state import KpiState, Point

SPARK_POINTS: Final = 26
SMALL_POINTS: Final = 26
PAPER_POINTS: Final = 52
SCREEN_POINTS: Final = 520
_TYPES: Final[dict[str, PointType]] = {
    "improvement": "improvement",
    "concern": "concern",
    "special_high": "special",
    "special_low": "special",
}


def control_chart(state: KpiState, language: str, most: int = SCREEN_POINTS) -> SpcChart:
    """The control chart of the newest points; with too few for limits a plain line."""
    first = max(0, len(state.points) - most)
    points = state.points[first:]
    figures = KpiFigures(state, language)
    return SpcChart(
        name=state.name,
        unit=unit_words(state, language),
        decimals=state.decimals,
        direction=state.direction,
        points=_points(state, first, language),
        phases=_phases(state, first),
        target=state.standing.target,
        events=_events(state, points),
        takeaway=spoken(words.takeaway(figures), language),
        alt=words.alt(state, len(points), language),
    )


def sparkline(state: KpiState, language: str) -> Sparkline | None:
    """The newest points without axis; None without any value."""
    if state.last is None:
        return None
    first = max(0, len(state.points) - SPARK_POINTS)
    return Sparkline(_points(state, first, language, spoken_too=False), _phases(state, first), state.standing.target)


def _points(state: KpiState, first: int, language: str, *, spoken_too: bool = True) -> tuple[SpcPoint, ...]:
    kinds, labels = state.analysis.kinds, state.analysis.labels
    found = []
    for row in range(first, len(state.points)):
        point = state.points[row]
        kind = kinds.get(row, "common_cause")
        said = words.hover(state, row, language) if spoken_too and point.value is not None else ""
        shape = _TYPES.get(kind, "common")
        if kind == "excluded" and row in labels:
            shape = "special"
        found.append(
            SpcPoint(
                at=point.at,
                label=formats.period(point.period, language, tight=True) if spoken_too else "",
                value=point.value,
                type=shape,
                excluded=kind == "excluded",
                words=said,
                record=point.period,
            )
        )
    return tuple(found)


def _phases(state: KpiState, first: int) -> tuple[SpcPhase, ...]:
    return tuple(
        SpcPhase(
            first=max(0, phase.first - first),
            last=phase.last - first,
            centre=phase.centre if phase.status in ("ok", "provisional", "no_variation") else None,
            lower=phase.lower,
            upper=phase.upper,
            status=phase.status,
            base_points=phase.base_points,
        )
        for phase in state.analysis.phases
        if phase.last >= first
    )


def _events(state: KpiState, points: Sequence[Point]) -> tuple[Event, ...]:
    """Notes and phase borders inside the shown time."""
    if not points:
        return ()
    found = [Event(mark.at, mark.text) for mark in state.marks if points[0].at <= mark.at]
    found += [Event(border.first_day, border.reason) for border in state.borders if points[0].at <= border.first_day]
    return tuple(sorted(found, key=lambda event: event.at))
