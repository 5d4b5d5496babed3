"""Sparkline: the series of a control chart in a table row, without axis or labels; decoration beside its words."""

from itertools import groupby
from math import isfinite
from typing import Final

from interimcoo.charts import measure
from interimcoo.charts.chart import Sparkline
from interimcoo.charts.kinds.draft import Draft
from interimcoo.charts.kinds.figures import value_words
from interimcoo.charts.scale import Days, Linear, decimals_of, domain
from interimcoo.charts.scene import Scene

HEIGHT: Final = 20.0
FEWEST: Final = 6
_COLOURS: Final = {"improvement": "improvement", "concern": "concern", "special": "ink"}


def draw(chart: Sparkline, width: float, height: float | None, language: str) -> Scene:
    """The scene of a sparkline; under six values it prints them instead."""
    draft = Draft(width, height or HEIGHT)
    known = [
        (at, point.value) for at, point in enumerate(chart.points) if point.value is not None and isfinite(point.value)
    ]
    if len(known) < FEWEST:
        return _printed(draft, [value for _at, value in known], language)
    lines = [line for phase in chart.phases for line in (phase.lower, phase.upper) if line is not None]
    if chart.target is not None:
        lines.append(chart.target)
    lo, hi = domain([value for _at, value in known], lines)
    y = Linear(lo, hi, draft.height - 3, 3)
    axis = Days(chart.points[0].at, chart.points[-1].at, 3, width - 4)
    xs = [axis.at(point.at) for point in chart.points]
    for phase in chart.phases:
        start = 0.0 if phase.first <= 0 else (xs[phase.first - 1] + xs[phase.first]) / 2
        end = width if phase.last >= len(xs) - 1 else (xs[phase.last] + xs[phase.last + 1]) / 2
        if phase.lower is not None and phase.upper is not None:
            draft.rect(start, y.at(phase.upper), end - start, y.at(phase.lower) - y.at(phase.upper), "band")
        if phase.centre is not None:
            draft.line(start, y.at(phase.centre), end, y.at(phase.centre), "rule", 0.5)
    if chart.target is not None:
        draft.line(0, y.at(chart.target), width, y.at(chart.target), "bad", 0.8, (1.5, 1.5))
    values = dict(known)
    for has_value, group in groupby(range(len(xs)), key=values.__contains__):
        if has_value:
            draft.polyline([(xs[at], y.at(values[at])) for at in group], "sub", 0.9)
    last = known[-1][0]
    for at, value in known:
        kind = chart.points[at].type
        if kind == "common" and at != last:
            continue
        r = 2.3 if at == last else 1.5
        if kind == "concern":
            draft.diamond(xs[at], y.at(value), r + 0.5, "concern")
        elif kind == "special":
            draft.rect(xs[at] - r, y.at(value) - r, 2 * r, 2 * r, "ink")
        else:
            draft.circle(xs[at], y.at(value), r, _COLOURS.get(kind, "ac"))
    return draft.scene("")


def _printed(draft: Draft, values: list[float], language: str) -> Scene:
    """The last values that fit, in words."""
    decimals = decimals_of(values, 2)
    words: list[str] = []
    for value in reversed(values):
        longer = [value_words(value, decimals, language), *words]
        if measure.width("  ".join(longer), 7.0) > draft.width - 2 and words:
            break
        words = longer
    draft.text(1, draft.height / 2 + 2.5, "  ".join(words) or "–", colour="sub", room=draft.width - 1)
    return draft.scene("")
