"""The plot of a control chart: its edges, both axes, and the lines that no label may lie on."""

from dataclasses import dataclass
from itertools import pairwise
from math import isfinite
from typing import Final

from interimcoo.charts.chart import Event, SpcChart, SpcPhase, SpcPoint
from interimcoo.charts.kinds.figures import value_words
from interimcoo.charts.scale import Days, Linear
from interimcoo.text import translate

COLOURS: Final = {"common": "common", "improvement": "improvement", "concern": "concern", "special": "ink"}
INSET: Final = 4.5


@dataclass(frozen=True, slots=True)
class Across:
    """The horizontal half of the plot: edges and the place of each point."""

    left: float
    right: float
    days: Days
    xs: tuple[float, ...]

    def span(self, phase: SpcPhase) -> tuple[float, float]:
        """Where the lines of a phase begin and end: half-way to its neighbours, at the ends the edges of the plot."""
        last = len(self.xs) - 1
        first = min(max(phase.first, 0), last)
        start = self.left if first == 0 else (self.xs[first - 1] + self.xs[first]) / 2
        end = self.right if phase.last >= last else (self.xs[phase.last] + self.xs[phase.last + 1]) / 2
        return start, end


def across(chart: SpcChart, left: float, right: float) -> Across:
    """The horizontal half of the plot of a chart that has points."""
    dates = [point.at for point in chart.points]
    days = Days(min(dates), max(dates), left + INSET, right - INSET)
    return Across(left, right, days, tuple(days.at(day) for day in dates))


@dataclass(frozen=True, slots=True)
class Frame:
    """The whole plot of a chart."""

    chart: SpcChart
    language: str
    across: Across
    top: float
    bottom: float
    y: Linear

    def known(self) -> list[int]:
        """Indices of the points that have a value."""
        return [at for at, point in enumerate(self.chart.points) if has_value(point)]

    def place(self, at: int) -> tuple[float, float]:
        """Where a point with a value stands."""
        return self.across.xs[at], self.y.at(self.chart.points[at].value or 0.0)

    def lines(self) -> list[tuple[float, float, float, float]]:
        """Every line in the plot that a label must not lie on."""
        lines: list[tuple[float, float, float, float]] = []
        for phase in self.chart.phases:
            start, end = self.across.span(phase)
            levels = (phase.lower, phase.centre, phase.upper)
            lines.extend((start, self.y.at(level), end, self.y.at(level)) for level in levels if level is not None)
        if self.chart.target is not None:
            at = self.y.at(self.chart.target)
            lines.append((self.across.left, at, self.across.right, at))
        lines.extend((*self.place(before), *self.place(after)) for before, after in pairwise(self.known()))
        for _nth, event in events_inside(self.chart):
            x = self.across.days.at(event.at)
            lines.append((x, self.top, x, self.bottom))
        return lines


def has_value(point: SpcPoint) -> bool:
    """Whether a period has a value that can be drawn."""
    return point.value is not None and isfinite(point.value)


def values(chart: SpcChart) -> list[float]:
    """The values that can be drawn."""
    return [point.value for point in chart.points if point.value is not None and isfinite(point.value)]


def levels(chart: SpcChart) -> list[float]:
    """Target, limits and means: what must keep its distance from the edges of the plot."""
    lines = [line for phase in chart.phases for line in (phase.lower, phase.centre, phase.upper)]
    return [line for line in (*lines, chart.target) if line is not None]


def latest(chart: SpcChart) -> int | None:
    """Index of the last point with a value."""
    return next((at for at in reversed(range(len(chart.points))) if has_value(chart.points[at])), None)


def named(text: str, value: float, chart: SpcChart, language: str) -> str:
    """A text with its `{value}` slot filled in the decimals of the chart."""
    return translate(text, language).format(value=value_words(value, chart.decimals, language))


def events_inside(chart: SpcChart) -> list[tuple[int, Event]]:
    """The events within the dates of the points, by date, each with its number in the chart."""
    first, last = min(point.at for point in chart.points), max(point.at for point in chart.points)
    inside = [(nth, event) for nth, event in enumerate(chart.events) if first <= event.at <= last]
    return sorted(inside, key=lambda pair: (pair[1].at, pair[0]))
