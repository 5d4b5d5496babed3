"""Radar of scores on at most twelve axes in the order of the dimensions; a heat map or table goes with it."""

from dataclasses import dataclass, replace
from itertools import pairwise
from math import cos, isfinite, pi, sin
from typing import Final

from interimcoo.charts import measure
from interimcoo.charts.chart import Radar, RadarSeries
from interimcoo.charts.kinds.draft import Draft, text_box
from interimcoo.charts.scale import Linear, nice
from interimcoo.charts.scene import Anchor, Scene, Tag
from interimcoo.formats import number
from interimcoo.text import N_, translate

MOST_AXES: Final = 12
MOST_SERIES: Final = 3
_STYLES: Final[dict[str, tuple[str, float, tuple[float, ...]]]] = {
    "now": ("brand", 1.7, ()),
    "baseline": ("py", 1.4, ()),
    "target": ("mute", 1.0, (3.0, 2.0)),
}
_ORDER: Final = ("baseline", "target", "now")
_LINE: Final = 8.6
HEIGHT: Final = 170.0
LARGEST: Final = 300.0
FOOT: Final = 15.0


@dataclass(frozen=True, slots=True)
class _Wheel:
    """Centre, radius and value scale; axis 0 points up, the others follow clockwise."""

    x: float
    y: float
    r: float
    low: float
    high: float
    axes: int

    def point(self, axis: int, value: float) -> tuple[float, float]:
        """The place of a value on an axis."""
        far = Linear(self.low, self.high, 0.0, self.r).at(min(max(value, self.low), self.high))
        turn = 2 * pi * axis / self.axes
        return self.x + far * sin(turn), self.y - far * cos(turn)


def draw(chart: Radar, width: float, height: float | None, language: str) -> Scene:
    """The scene of a radar; ValueError for more than 12 axes, more than 3 series or series of another length."""
    _check(chart)
    draft = Draft(width, height or HEIGHT)
    if not chart.axes:
        said = translate(N_("No scores yet"), language)
        draft.text(width / 2, draft.height / 2, said, colour="sub", anchor="middle", room=width)
        return draft.scene(chart.alt)
    names = _axis_names(draft, chart, width)
    foot = FOOT if chart.series else 0.0
    wheel = _wheel(chart, names, width, (height or LARGEST) - foot)
    if height is None:
        draft.height = _needed(wheel, names) + foot
        wheel = replace(wheel, y=(draft.height - foot) / 2)
    _legend(draft, chart, width)
    rings = nice(chart.low, chart.high, 6)
    for series in chart.series:
        _surface(draft, series, wheel)
    for ring in rings[1:] if rings[0] == chart.low else rings:
        outer = ring == rings[-1]
        shape = [wheel.point(axis, ring) for axis in range(wheel.axes)]
        draft.polygon(shape, None, "rule" if outer else "hair", 0.7 if outer else 0.6)
    for axis in range(wheel.axes):
        x, y = wheel.point(axis, chart.high)
        draft.line(wheel.x, wheel.y, x, y, "hair", 0.6)
    for series in sorted(chart.series, key=lambda one: _ORDER.index(one.role)):
        _series(draft, chart, series, wheel, language)
    for axis, lines in enumerate(names):
        _axis_label(draft, wheel, axis, lines, width)
    _ring_numbers(draft, chart, wheel, rings, language)
    return draft.scene(chart.alt)


def _check(chart: Radar) -> None:
    if len(chart.axes) > MOST_AXES:
        raise ValueError(f"a radar has at most {MOST_AXES} axes, not {len(chart.axes)}")
    if len(chart.series) > MOST_SERIES:
        raise ValueError(f"a radar has at most {MOST_SERIES} series, not {len(chart.series)}")
    if any(len(series.values) != len(chart.axes) for series in chart.series):
        raise ValueError("each series of a radar has one value per axis")


def _axis_names(draft: Draft, chart: Radar, width: float) -> list[tuple[str, ...]]:
    """The names of the axes on at most two lines, narrow enough to leave half of the width to the wheel."""
    room = max(34.0, min(84.0, width * 0.23))
    names = []
    for name in chart.axes:
        lines = measure.wrap(measure.printable(name), 7.0, "regular", room)
        if any(line.endswith(measure.ELLIPSIS) for line in lines) and not name.endswith(measure.ELLIPSIS):
            draft.left_out.append(name)
        names.append(lines)
    return names


def _wheel(chart: Radar, names: list[tuple[str, ...]], width: float, height: float) -> _Wheel:
    """The largest wheel whose labels stay inside; its centre is the middle of the drawing."""
    count = len(chart.axes)
    widest = [max(measure.width(line, 7.0) for line in lines) for lines in names]
    radius = min(width, height) / 2
    for axis, wide in enumerate(widest):
        across, up = abs(sin(2 * pi * axis / count)), abs(cos(2 * pi * axis / count))
        tall = _LINE * len(names[axis])
        if across > 0.05:
            radius = min(radius, (width / 2 - wide - 2) / across - 7)
        if up > 0.3:
            radius = min(radius, (height / 2 - (tall if across < 0.3 else tall / 2) - 1) / up - 5)
    return _Wheel(width / 2, height / 2, max(12.0, radius), chart.low, chart.high, count)


def _surface(draft: Draft, series: RadarSeries, wheel: _Wheel) -> None:
    """A solid tint below the rings, so that whatever stands on it keeps its contrast."""
    known = all(value is not None and isfinite(value) for value in series.values)
    if series.role == "now" and known and wheel.axes > 2:
        places = [wheel.point(axis, value or 0.0) for axis, value in enumerate(series.values)]
        draft.polygon(places, "imptint", None)


def _needed(wheel: _Wheel, names: list[tuple[str, ...]]) -> float:
    """The height of a wheel with the labels over and under it."""
    tall = max(_LINE * len(names[0]), *(_LINE * len(names[axis]) for axis in _lowest(wheel.axes)))
    return 2 * (wheel.r + 8 + tall)


def _lowest(axes: int) -> tuple[int, ...]:
    return (axes // 2,) if axes % 2 == 0 else (axes // 2, (axes + 1) // 2 % axes)


def _series(draft: Draft, chart: Radar, series: RadarSeries, wheel: _Wheel, language: str) -> None:
    colour, thick, dash = _STYLES[series.role]
    known = [value is not None and isfinite(value) for value in series.values]
    places = [wheel.point(axis, value or 0.0) for axis, value in enumerate(series.values)]
    around = [*range(len(places)), 0]
    if all(known) and not dash:
        draft.polygon(places, None, colour, thick)
    else:
        for a, b in pairwise(around):
            if known[a] and known[b]:
                draft.line(places[a][0], places[a][1], places[b][0], places[b][1], colour, thick, dash)
    if series.role != "now":
        return
    for axis, (x, y) in enumerate(places):
        if known[axis]:
            said = ", ".join(f"{one.name} {number(one.values[axis], 1, language)}" for one in chart.series if one.name)
            tag = Tag("scores", axis, "point", f"{chart.axes[axis]}, {said}")
            draft.circle(x, y, 2.4, "brand", "canvas", 0.5, tag)


def _axis_label(draft: Draft, wheel: _Wheel, axis: int, lines: tuple[str, ...], width: float) -> None:
    turn = 2 * pi * axis / wheel.axes
    across, up = sin(turn), cos(turn)
    x, y = wheel.x + (wheel.r + 6) * across, wheel.y - (wheel.r + 6) * up
    anchor: Anchor = "middle" if abs(across) < 0.05 else "start" if across > 0 else "end"
    cap = measure.cap_height(7.0)
    tall = cap + (len(lines) - 1) * _LINE
    top = y - tall * (1 + up) / 2
    for at, line in enumerate(lines):
        wide = measure.width(line, 7.0)
        low = {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        inside = min(max(x, low), width - wide + low)
        draft.text(inside, top + cap + at * _LINE, line, anchor=anchor, tag=Tag("scores", axis, "label"))


def _ring_numbers(draft: Draft, chart: Radar, wheel: _Wheel, rings: tuple[float, ...], language: str) -> None:
    """Numbers beside the first axis, from the outside in, where no series runs through them."""
    edges: list[tuple[float, float, float, float]] = []
    for series in chart.series:
        places = [wheel.point(axis, value or 0.0) for axis, value in enumerate(series.values)]
        edges.extend((*places[at], *places[(at + 1) % len(places)]) for at in range(len(places)))
    for ring in [rings[at] for at in range(len(rings) - 1, 0, -2)]:
        _x, y = wheel.point(0, ring)
        for side, anchor in ((-3.0, "end"), (3.0, "start")):
            words = number(ring, 0 if ring == int(ring) else 1, language)
            box = text_box(wheel.x + side, y + 7.0, words, 6.5, anchor="end" if anchor == "end" else "start")
            if not any(box.crossed_by(edge[0], edge[1], edge[2], edge[3], 2.6) for edge in edges):
                draft.text(box.left, box.bottom, words, 6.5, colour="sub")
                break


def _legend(draft: Draft, chart: Radar, width: float) -> None:
    """One line of samples and names under the wheel, in the order of the series."""
    if not chart.series:
        return
    names = [measure.printable(series.name) for series in chart.series]
    widths = sorted(measure.width(name, 7.0) for name in names)
    free, room = width - 32 * len(names) + 12, widths[-1]
    while sum(min(wide, room) for wide in widths) > free and room > 12:
        room -= 2
    shown = [measure.fit(name, 7.0, "regular", room)[0] for name in names]
    total = sum(measure.width(name, 7.0) + 20 for name in shown) + 12 * (len(shown) - 1)
    x = (width - total) / 2
    base = draft.height - 3
    for name, series, full in zip(shown, chart.series, names, strict=True):
        colour, thick, dash = _STYLES[series.role]
        draft.line(x, base - 2.5, x + 16, base - 2.5, colour, thick, dash)
        draft.text(x + 20, base, name, tag=Tag(series.name, 0, "legend"))
        if name != full:
            draft.left_out.append(series.name)
        x += 20 + measure.width(name, 7.0) + 12
