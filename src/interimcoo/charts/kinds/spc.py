"""Control chart of one KPI; with no phases a plain line chart. Limits, phases and flags arrive computed."""

from itertools import groupby, pairwise
from statistics import median
from typing import Final

from interimcoo.charts import measure
from interimcoo.charts.chart import SpcChart, SpcPoint
from interimcoo.charts.kinds.draft import Draft
from interimcoo.charts.kinds.figures import tick_words, value_words
from interimcoo.charts.kinds.labels import along
from interimcoo.charts.kinds.spc_edges import GAP, draw_edge, edge_labels
from interimcoo.charts.kinds.spc_frame import COLOURS, Frame, across, has_value, levels, named, values
from interimcoo.charts.kinds.spc_heads import draw_heads
from interimcoo.charts.scale import Linear, domain, nice
from interimcoo.charts.scene import Scene, Tag
from interimcoo.text import N_, translate

LOWEST: Final = 140.0
HIGHEST: Final = 260.0
NARROW: Final = 240.0
_LOW: Final = 110.0


def draw(chart: SpcChart, width: float, height: float | None, language: str) -> Scene:
    """The scene of a control chart, 2.2 times as wide as high where no height is given."""
    draft = Draft(width, height or min(HIGHEST, max(LOWEST, width / 2.2)))
    if not chart.points:
        return _empty(draft, chart, language)
    ticks, words, (lo, hi) = _ticks(chart, draft.height, language)
    left = max(measure.width(word, 7.0) for word in words) + 5
    labels = edge_labels(chart, language, width < NARROW)
    gutter = max((measure.width(one.words, one.size, one.weight) for one in labels), default=0.0) + GAP
    plot = across(chart, left, max(left + 30.0, width - max(gutter, 4.0)))
    heads = draw_heads(draft, chart, plot, language)
    years = _year_starts(chart.points)
    bottom = draft.height - 12 - (8.5 if years else 0)
    frame = Frame(chart, language, plot, heads.bottom, bottom, Linear(lo, hi, bottom, heads.bottom))
    _phases(draft, frame)
    for tick, word in zip(ticks, words, strict=True):
        y = frame.y.at(tick)
        draft.line(left, y, plot.right, y, "hair", 0.5)
        draft.text(left - 5, y + 2.5, word, colour="sub", anchor="end", tag=Tag(chart.name, 0, "tick"))
    draft.line(left, bottom, plot.right, bottom, "rule", 0.7)
    _levels(draft, frame)
    for tag, x, top in heads.lines:
        draft.line(x, top, x, bottom, "brand", 0.8, (2, 2), tag)
    _series(draft, frame)
    draw_edge(draft, frame, labels)
    _time_axis(draft, frame, years)
    return draft.scene(chart.alt)


def _empty(draft: Draft, chart: SpcChart, language: str) -> Scene:
    """The axis with the target, and what will stand here."""
    bottom = draft.height - 12
    draft.line(0, bottom, draft.width, bottom, "rule", 0.7)
    said = translate(N_("First value after the next import"), language)
    draft.text(draft.width / 2, draft.height / 2 + 8, said, colour="sub", anchor="middle", room=draft.width)
    if chart.target is not None:
        draft.line(0, 14, draft.width, 14, "bad", 0.9, (1.5, 1.5), Tag(chart.name, 0, "target"))
        words = named(N_("target {value}"), chart.target, chart, language)
        draft.text(0, 9, words, colour="bad", weight="medium", room=draft.width, tag=Tag(chart.name, 1, "label"))
    return draft.scene(chart.alt)


def _ticks(
    chart: SpcChart, height: float, language: str
) -> tuple[tuple[float, ...], tuple[str, ...], tuple[float, float]]:
    """Ticks, their words and the ends of the scale; percentages that never exceed 100 get no tick over it."""
    data = values(chart)
    lo, hi = domain(data, levels(chart))
    ticks = nice(lo, hi, 3 if height < _LOW else 6)
    if chart.unit == "%" and all(value <= 100 for value in data):
        ticks = tuple(tick for tick in ticks if tick <= 100) or ticks
    return ticks, tick_words(ticks, chart.decimals, language), (lo, hi)


def _phases(draft: Draft, frame: Frame) -> None:
    """The natural range of each phase as a band."""
    for phase in frame.chart.phases:
        start, end = frame.across.span(phase)
        if phase.lower is not None and phase.upper is not None:
            top, bottom = frame.y.at(phase.upper), frame.y.at(phase.lower)
            draft.rect(start, top, end - start, bottom - top, "band")


def _levels(draft: Draft, frame: Frame) -> None:
    """Limits dashed and mean solid, each phase its own, older ones lighter; the target dotted over all."""
    name = frame.chart.name
    for number, phase in enumerate(frame.chart.phases):
        latest = number == len(frame.chart.phases) - 1
        start, end = frame.across.span(phase)
        dash = (1.5, 2.5) if phase.status == "provisional" else (3.0, 2.0)
        for limit in (phase.lower, phase.upper):
            if limit is not None:
                y = frame.y.at(limit)
                draft.line(start, y, end, y, "mute" if latest else "py", 0.7, dash, Tag(name, number, "limit"))
        if phase.centre is not None:
            y = frame.y.at(phase.centre)
            draft.line(start, y, end, y, "sub" if latest else "py", 0.8, (), Tag(name, number, "mean"))
    if frame.chart.target is not None:
        y = frame.y.at(frame.chart.target)
        draft.line(frame.across.left, y, frame.across.right, y, "bad", 0.9, (1.5, 1.5), Tag(name, 0, "target"))


def _series(draft: Draft, frame: Frame) -> None:
    """The line, broken at gaps, and a mark for every value; marks shrink where points are dense."""
    points, xs = frame.chart.points, frame.across.xs
    pitch = (max(xs) - min(xs)) / max(1, len(xs) - 1)
    scale = min(1.0, max(0.2, pitch / 5.5)) if len(xs) > 1 else 1.0
    thick, tag = 1.0 if pitch > 1.5 or len(xs) == 1 else 0.6, Tag(frame.chart.name, 0, "line")
    for known, group in groupby(range(len(points)), key=lambda at: has_value(points[at])):
        if known:
            draft.polyline([frame.place(at) for at in group], "common", thick, tag=tag)
    for at in frame.known():
        _mark(draft, frame, at, scale)


def _mark(draft: Draft, frame: Frame, at: int, scale: float) -> None:
    """Grey dot, blue circle, orange diamond or ink square; hollow when a person left the point out of the limits."""
    chart, point = frame.chart, frame.chart.points[at]
    x, y = frame.place(at)
    figure = value_words(point.value or 0.0, chart.decimals, frame.language)
    unit = chart.unit if chart.unit in ("", "%") else f"\u00a0{chart.unit}"
    tag = Tag(chart.name, at, "point", point.words or f"{point.label}: {figure}{unit}", point.record)
    colour = COLOURS[point.type]
    fill, edge, line = (colour, "canvas" if scale > 0.7 else None, 0.4)
    if point.excluded:
        fill, edge, line = "canvas", colour, 0.9
    flagged = max(scale, 0.6)
    if point.type == "concern":
        draft.diamond(x, y, 3.1 * flagged, fill, edge, line, tag)
    elif point.type == "special":
        side = 3.8 * flagged
        draft.rect(x - side / 2, y - side / 2, side, side, fill, edge, line, tag=tag)
    else:
        draft.circle(x, y, 2.3 * (flagged if point.type == "improvement" else scale), fill, edge, line, tag)


def _year_starts(points: tuple[SpcPoint, ...]) -> list[tuple[int, int]]:
    """(index, year) of the first point and of each first point of a year, when there is more than one year to mark.

    Weeks count by ISO year; labels that name the year themselves need no mark.
    """
    steps = [(after.at - before.at).days for before, after in pairwise(points)]
    weekly = bool(steps) and 6 <= median(steps) <= 8
    years = [point.at.isocalendar().year if weekly else point.at.year for point in points]
    if len(set(years)) < 2 or all(str(year) in point.label for year, point in zip(years, points, strict=True)):
        return []
    return [(at, year) for at, year in enumerate(years) if at == 0 or year != years[at - 1]]


def _time_axis(draft: Draft, frame: Frame, years: list[tuple[int, int]]) -> None:
    """Labels of periods under the plot, years below them, with a tick at each change of year."""
    xs, base = frame.across.xs, frame.bottom + 9.5
    places = [(x, measure.printable(point.label)) for x, point in zip(xs, frame.chart.points, strict=True)]
    for label in along(places, 0.0, draft.width):
        draft.line(xs[label.index], frame.bottom, xs[label.index], frame.bottom + 2.2, "rule", 0.7)
        draft.text(label.left, base, label.words, colour="sub", tag=Tag(frame.chart.name, label.index, "tick"))
    free = 0.0
    for at, year in reversed(years):
        wide = measure.width(str(year), 7.0, "medium")
        start = max(0.0, xs[0] - 3 if at == 0 else (xs[at - 1] + xs[at]) / 2 + 3)
        start = min(start, draft.width - wide)
        if at:
            x = (xs[at - 1] + xs[at]) / 2
            draft.line(x, frame.bottom, x, frame.bottom + 3.2, "sub", 0.7)
        if not free or start + wide + 6 <= free:
            draft.text(start, base + 8.5, str(year), weight="medium", colour="sub", tag=Tag("years", year, "tick"))
            free = start
