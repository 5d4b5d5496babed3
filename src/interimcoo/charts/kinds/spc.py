"""Control chart of one KPI; with no phases a plain line chart. Limits, phases and flags arrive computed."""

from dataclasses import dataclass
from itertools import groupby, pairwise
from math import isfinite
from statistics import median
from typing import Final

from interimcoo.charts import measure
from interimcoo.charts.chart import Event, SpcChart, SpcPhase, SpcPoint
from interimcoo.charts.kinds.draft import Box, Draft, text_box
from interimcoo.charts.kinds.figures import tick_words, value_words
from interimcoo.charts.kinds.labels import EdgeLabel, along, spread
from interimcoo.charts.scale import Days, Linear, domain, nice
from interimcoo.charts.scene import Scene, Tag
from interimcoo.text import N_, translate

LOWEST: Final = 140.0
NARROW: Final = 240.0
_ROW: Final = 9.5
_COLOURS: Final = {"common": "common", "improvement": "improvement", "concern": "concern", "special": "ink"}


@dataclass(frozen=True, slots=True)
class _Frame:
    """The plot of one chart: edges and both axes."""

    chart: SpcChart
    language: str
    left: float
    right: float
    top: float
    bottom: float
    xs: tuple[float, ...]
    y: Linear

    def known(self) -> list[int]:
        """Indices of the points that have a value."""
        return [at for at, point in enumerate(self.chart.points) if has_value(point)]


def has_value(point: SpcPoint) -> bool:
    """Whether a period has a value that can be drawn."""
    return point.value is not None and isfinite(point.value)


def natural_height(width: float) -> float:
    """The height that suits a width: 2.2 to 1, not under 140 and not over 260 points."""
    return min(260.0, max(LOWEST, width / 2.2))


def draw(chart: SpcChart, width: float, height: float | None, language: str) -> Scene:
    """The scene of a control chart."""
    draft = Draft(width, height or natural_height(width))
    if not chart.points:
        return _empty(draft, chart, language)
    lo, hi = domain(_values(chart), _lines(chart))
    narrow = width < NARROW
    ticks = nice(lo, hi, 3 if draft.height < 110 else 6)
    if chart.unit == "%" and all(value <= 100 for value in _values(chart)):
        ticks = tuple(tick for tick in ticks if tick <= 100) or ticks
    words = tick_words(ticks, chart.decimals, language)
    left = max(measure.width(word, 7.0) for word in words) + 5
    edge = _edge_words(chart, language, narrow)
    gutter = max((measure.width(one.words, one.size, one.weight) for one in edge), default=0.0)
    right = max(left + 30.0, width - gutter - 11)
    years = _year_starts(chart.points)
    xs = _positions(chart.points, left + 5, right - 4)
    heads = _heads(draft, chart, xs, left, width, right, language)
    bottom = draft.height - (12 + (8.5 if years else 0))
    y = Linear(lo, hi, bottom, heads.bottom)
    frame = _Frame(chart, language, left, right, heads.bottom, bottom, xs, y)
    for tick, word in zip(ticks, words, strict=True):
        if frame.top - 0.5 <= y.at(tick) <= bottom + 0.5:
            draft.line(left, y.at(tick), right, y.at(tick), "hair", 0.5)
            draft.text(left - 5, y.at(tick) + 2.5, word, colour="sub", anchor="end")
    _phases(draft, frame)
    if chart.target is not None:
        at = y.at(chart.target)
        draft.line(left, at, right, at, "bad", 0.9, (1.5, 1.5), Tag(chart.name, 0, "target"))
    for event, x, top in heads.lines:
        draft.line(x, top, x, bottom, "brand", 0.8, (2, 2), _event_tag(chart, event))
    draft.line(left, bottom, right, bottom, "rule", 0.7)
    _series(draft, frame)
    _edge(draft, frame, edge, width)
    _time_axis(draft, frame, years, width)
    return draft.scene(chart.alt)


def _empty(draft: Draft, chart: SpcChart, language: str) -> Scene:
    """The axis with the target and what will stand here."""
    bottom = draft.height - 12
    draft.line(0, bottom, draft.width, bottom, "rule", 0.7)
    said = translate(N_("First value after the next import"), language)
    draft.text(draft.width / 2, draft.height / 2, said, colour="sub", anchor="middle", room=draft.width)
    if chart.target is not None:
        draft.line(0, 14, draft.width, 14, "bad", 0.9, (1.5, 1.5), Tag(chart.name, 0, "target"))
        said = _named(N_("target {value}"), chart.target, chart, language)
        draft.text(0, 10, said, colour="bad", weight="medium", room=draft.width)
    return draft.scene(chart.alt)


def _values(chart: SpcChart) -> list[float]:
    return [point.value for point in chart.points if point.value is not None and isfinite(point.value)]


def _lines(chart: SpcChart) -> list[float]:
    lines = [line for phase in chart.phases for line in (phase.lower, phase.centre, phase.upper)]
    return [line for line in (*lines, chart.target) if line is not None]


def _named(text: str, value: float, chart: SpcChart, language: str) -> str:
    return translate(text, language).format(value=value_words(value, chart.decimals, language))


def _positions(points: tuple[SpcPoint, ...], start: float, end: float) -> tuple[float, ...]:
    axis = Days(min(point.at for point in points), max(point.at for point in points), start, end)
    return tuple(axis.at(point.at) for point in points)


def _boundaries(frame: _Frame, phase: SpcPhase) -> tuple[float, float]:
    """Where the lines of a phase begin and end: half-way to its neighbours, at the ends the edges of the plot."""
    xs, last = frame.xs, len(frame.xs) - 1
    start = frame.left if phase.first <= 0 else (xs[phase.first - 1] + xs[phase.first]) / 2
    end = frame.right if phase.last >= last else (xs[phase.last] + xs[phase.last + 1]) / 2
    return start, end


def _phases(draft: Draft, frame: _Frame) -> None:
    """Band, limits and mean of each phase; those before the last one lighter."""
    for number, phase in enumerate(frame.chart.phases):
        latest = number == len(frame.chart.phases) - 1
        start, end = _boundaries(frame, phase)
        tag = Tag(frame.chart.name, number, "limit")
        if phase.lower is not None and phase.upper is not None:
            top, bottom = frame.y.at(phase.upper), frame.y.at(phase.lower)
            draft.rect(start, top, end - start, bottom - top, "band" if latest else "wash")
        for limit in (phase.lower, phase.upper):
            if limit is not None:
                at = frame.y.at(limit)
                dash = (1.5, 2.5) if phase.status == "provisional" else (3.0, 2.0)
                draft.line(start, at, end, at, "mute" if latest else "py", 0.7, dash, tag)
        if phase.centre is not None:
            at = frame.y.at(phase.centre)
            draft.line(start, at, end, at, "sub" if latest else "py", 0.8, (), Tag(frame.chart.name, number, "mean"))


def _series(draft: Draft, frame: _Frame) -> None:
    """The line, broken at gaps, and a mark for every value."""
    points, xs = frame.chart.points, frame.xs
    for known, group in groupby(range(len(points)), key=lambda at: has_value(points[at])):
        if known:
            draft.polyline([(xs[at], frame.y.at(points[at].value or 0.0)) for at in group], "common")
    pitch = (xs[-1] - xs[0]) / max(1, len(xs) - 1)
    scale = min(1.0, max(0.3, pitch / 5.5)) if len(xs) > 1 else 1.0
    for at in frame.known():
        _mark(draft, frame, at, scale)


def _mark(draft: Draft, frame: _Frame, at: int, scale: float) -> None:
    point = frame.chart.points[at]
    value = point.value or 0.0
    x, y = frame.xs[at], frame.y.at(value)
    words = (
        point.words or f"{point.label}: {value_words(value, frame.chart.decimals, frame.language)}{_unit(frame.chart)}"
    )
    tag = Tag(frame.chart.name, at, "point", words, point.record)
    colour = _COLOURS[point.type]
    fill, edge, line = ("canvas", colour, 0.9) if point.excluded else (colour, "canvas" if scale > 0.7 else None, 0.4)
    flagged = max(scale, 0.6)
    if point.type == "concern":
        draft.diamond(x, y, 3.0 * flagged, fill, edge, line, tag)
    elif point.type == "special":
        side = 3.8 * flagged
        draft.rect(x - side / 2, y - side / 2, side, side, fill, edge, line, tag=tag)
    else:
        draft.circle(x, y, 2.3 * (flagged if point.type == "improvement" else scale), fill, edge, line, tag)


def _unit(chart: SpcChart) -> str:
    return chart.unit if chart.unit == "%" else f"\u00a0{chart.unit}" if chart.unit else ""


def _latest(chart: SpcChart) -> int | None:
    return next((at for at in reversed(range(len(chart.points))) if has_value(chart.points[at])), None)


def _edge_words(chart: SpcChart, language: str, narrow: bool) -> list[EdgeLabel]:
    """The labels at the right edge with their values still in place of positions."""
    names = [
        (chart.target, N_("target {value}"), 1, "bad"),
        *(
            (line, text, rank, "sub")
            for phase in chart.phases[-1:]
            for line, text, rank in (
                (phase.upper, N_("upper limit {value}"), 2),
                (phase.lower, N_("lower limit {value}"), 3),
                (phase.centre, N_("mean {value}"), 4),
            )
        ),
    ]
    made = [
        EdgeLabel(
            _named(N_("{value}") if narrow else text, value, chart, language), value, rank, colour,
            weight="medium" if colour == "bad" else "regular",
        )
        for value, text, rank, colour in names
        if value is not None
    ]  # fmt: skip
    latest = _latest(chart)
    if latest is not None:
        value = chart.points[latest].value or 0.0
        colour = _COLOURS[chart.points[latest].type]
        made.append(
            EdgeLabel(
                value_words(value, chart.decimals, language), value, 0, "ink" if colour == "common" else colour, 8.0,
                "semibold",
            )
        )  # fmt: skip
    return made


def _edge(draft: Draft, frame: _Frame, labels: list[EdgeLabel], width: float) -> None:
    """The labels right of the plot, pushed apart, with leaders where they moved."""
    latest = _latest(frame.chart)
    beside = latest is not None and latest == len(frame.chart.points) - 1 and len(frame.chart.points) > 1
    placed = []
    for label in labels:
        if label.rank == 0 and not beside:
            _at_point(draft, frame, latest or 0, label)
        else:
            at = frame.y.at(label.at)
            placed.append(EdgeLabel(label.words, at, label.rank, label.colour, label.size, label.weight))
    kept, left_out = spread(placed, frame.top, frame.bottom)
    for label, at in kept:
        if abs(at - label.at) > 2:
            draft.line(frame.right + 1, label.at, frame.right + 6, at, label.colour, 0.4)
        role = "latest" if label.rank == 0 else "label"
        draft.text(
            frame.right + 8, at + label.size * 0.36, label.words, label.size, label.weight, label.colour,
            room=width - frame.right - 8, tag=Tag(frame.chart.name, label.rank, role),
        )  # fmt: skip
    draft.left_out.extend(left_out)


def _at_point(draft: Draft, frame: _Frame, at: int, label: EdgeLabel) -> None:
    """The latest value over or under its own point, where no line runs through it."""
    x, y = frame.xs[at], frame.y.at(label.at)
    wide = measure.width(label.words, label.size, label.weight)
    middle = min(max(x, frame.left + wide / 2 + 1), frame.right - wide / 2 - 1)
    obstacles = _segments(frame)
    for base in (y - 5.5, y + 11.0, y - 14.0, y + 19.5, y - 22.5, y + 28.0):
        box = text_box(middle, base, label.words, label.size, label.weight, "middle")
        inside = frame.top <= box.top and box.bottom <= frame.bottom - 1
        if inside and not any(box.crossed_by(*one, gap=0.8) for one in obstacles):
            tag = Tag(frame.chart.name, 0, "latest")
            draft.text(middle, base, label.words, label.size, label.weight, label.colour, "middle", tag=tag)
            return
    draft.left_out.append(label.words)


def _segments(frame: _Frame) -> list[tuple[float, float, float, float]]:
    """Every line a label in the plot must not lie on."""
    lines = []
    for phase in frame.chart.phases:
        start, end = _boundaries(frame, phase)
        for value in (phase.lower, phase.centre, phase.upper):
            if value is not None:
                lines.append((start, frame.y.at(value), end, frame.y.at(value)))
    if frame.chart.target is not None:
        lines.append((frame.left, frame.y.at(frame.chart.target), frame.right, frame.y.at(frame.chart.target)))
    known = frame.known()
    for before, after in pairwise(known):
        ends = frame.chart.points[before].value or 0.0, frame.chart.points[after].value or 0.0
        lines.append((frame.xs[before], frame.y.at(ends[0]), frame.xs[after], frame.y.at(ends[1])))
    axis = Days(frame.chart.points[0].at, frame.chart.points[-1].at, frame.left + 5, frame.right - 4)
    lines.extend((axis.at(e.at), frame.top, axis.at(e.at), frame.bottom) for e in _inside(frame.chart))
    return lines


@dataclass(frozen=True, slots=True)
class _Heads:
    """The free band over the plot: where it ends, and from where each event line falls."""

    bottom: float
    lines: tuple[tuple[Event, float, float], ...]


def _inside(chart: SpcChart) -> list[Event]:
    first, last = chart.points[0].at, chart.points[-1].at
    return sorted((event for event in chart.events if first <= event.at <= last), key=lambda event: event.at)


def _event_tag(chart: SpcChart, event: Event) -> Tag:
    return Tag(chart.name, chart.events.index(event), "event", f"{event.text}, {event.at.isoformat()}")


def _heads(
    draft: Draft, chart: SpcChart, xs: tuple[float, ...], left: float, width: float, right: float, language: str
) -> _Heads:
    """Names of events and phases in the free band over the plot, in as few rows as keep every letter clear of lines."""
    axis = Days(chart.points[0].at, chart.points[-1].at, left + 5, right - 4)
    lines: list[tuple[Event, float, float]] = []
    placed: list[Box] = []
    row = 0
    for event in _inside(chart):
        x = axis.at(event.at)
        spot = _free_spot(event, x, placed, lines, left, width)
        if spot is None:
            draft.left_out.append(event.text)
            lines.append((event, x, 3 * _ROW))
            row = max(row, 2)
            continue
        at, box, words = spot
        row = max(row, at)
        placed.append(box)
        lines.append((event, x, at * _ROW + 0.5))
        draft.text(box.left, box.bottom, words, colour="brand", weight="medium", tag=Tag(chart.name, 0, "label"))
        if words != event.text:
            draft.left_out.append(event.text)
    bottom = (row + 1) * _ROW if lines else 0.0
    notes = _notes(draft, chart, xs, [x for _event, x, _top in lines], bottom + 7.0, left, right, language)
    return _Heads(bottom + (_ROW if notes else 0.0) + 4.0, tuple(lines))


def _free_spot(
    event: Event, x: float, placed: list[Box], lines: list[tuple[Event, float, float]], left: float, width: float
) -> tuple[int, Box, str] | None:
    """Row, box and words of an event's name: right or left of its line, in the first row where it is free."""
    full = measure.printable(event.text)
    for words in (full, measure.fit(full, 7.0, "medium", 70.0)[0]):
        wide = measure.width(words, 7.0, "medium")
        for row in range(3):
            base = row * _ROW + 7.0
            for start in (x + 3, x - 3 - wide):
                box = text_box(start, base, words, 7.0, "medium")
                clear = left <= box.left and box.right <= width
                clear = clear and not any(box.meets(other, 2.0) for other in placed)
                clear = clear and not any(box.crossed_by(at, top, at, 999.0, 1.5) for _e, at, top in lines)
                own_top = row * _ROW + 0.5
                if clear and not any(other.crossed_by(x, own_top, x, 999.0, 1.5) for other in placed):
                    return row, box, words
    return None


def _notes(
    draft: Draft, chart: SpcChart, xs: tuple[float, ...], events: list[float], base: float, left: float, right: float,
    language: str,
) -> bool:  # fmt: skip
    """One short note per phase that needs one: number and mean of an older phase, provisional or missing limits."""
    taken = left - 6
    written = False
    for number, phase in enumerate(chart.phases):
        start = left if phase.first <= 0 else (xs[phase.first - 1] + xs[phase.first]) / 2
        following = chart.phases[number + 1].first if number + 1 < len(chart.phases) else None
        end = right if following is None else (xs[following - 1] + xs[following]) / 2
        for words in _phase_notes(chart, number, phase, language):
            box = text_box(max(start + 3, taken + 6), base, words)
            fits = box.right <= (end - 2 if following is not None else draft.width)
            if words and fits and not any(box.crossed_by(x, 0, x, base, 1.5) for x in events):
                draft.text(box.left, base, words, colour="sub", tag=Tag(chart.name, number, "label"))
                taken, written = box.right, True
                break
        else:
            draft.left_out.extend(_phase_notes(chart, number, phase, language)[:1])
    return written


def _phase_notes(chart: SpcChart, number: int, phase: SpcPhase, language: str) -> list[str]:
    """What is said over a phase, longest form first; nothing for a lone phase in order."""
    count = sum(has_value(point) and not point.excluded for point in chart.points[phase.first : phase.last + 1])
    n = phase.base_points or count
    status = {
        "ok": "",
        "provisional": N_("provisional limits, {n} points"),
        "not_enough_data": N_("{n} points, no limits yet"),
        "no_variation": N_("no variation in the data"),
    }[phase.status]
    said = translate(status, language).format(n=n) if status else ""
    if len(chart.phases) == 1:
        return [said] if said else []
    name = translate(N_("phase {n}"), language).format(n=number + 1)
    mean = "" if phase.centre is None else _named(N_("mean {value}"), phase.centre, chart, language)
    parts = [part for part in (name, mean, said) if part]
    return [", ".join(parts), ", ".join(parts[:2]), mean or name, name]


def _year_of(point: SpcPoint, weekly: bool) -> int:
    return point.at.isocalendar().year if weekly else point.at.year


def _year_starts(points: tuple[SpcPoint, ...]) -> list[tuple[int, int]]:
    """(index, year) of the first point and of each first point of a year, when there is more than one year to mark."""
    steps = [(after.at - before.at).days for before, after in pairwise(points)]
    weekly = bool(steps) and 6 <= median(steps) <= 8
    years = [_year_of(point, weekly) for point in points]
    if len(set(years)) < 2 or any(str(year) in point.label for year, point in zip(years, points, strict=True)):
        return []
    return [(at, year) for at, year in enumerate(years) if at == 0 or year != years[at - 1]]


def _time_axis(draft: Draft, frame: _Frame, years: list[tuple[int, int]], width: float) -> None:
    """Labels of periods under the plot, years below them, with a tick at each change of year."""
    points, base = frame.chart.points, frame.bottom + 9.5
    places = [(x, measure.printable(point.label)) for x, point in zip(frame.xs, points, strict=True)]
    for label in along(places, 0.0, width):
        draft.line(frame.xs[label.index], frame.bottom, frame.xs[label.index], frame.bottom + 2.2, "rule", 0.7)
        draft.text(label.left, base, label.words, colour="sub", tag=Tag(frame.chart.name, label.index, "tick"))
    free = -6.0
    for at, year in years:
        if at:
            x = (frame.xs[at - 1] + frame.xs[at]) / 2
            draft.line(x, frame.bottom, x, frame.bottom + 20, "rule", 0.7)
        start = max(frame.xs[at] - measure.width(str(year), 7.0) / 2 if not at else frame.xs[at - 1] + 4, 0.0)
        if start >= free + 6 and start + measure.width(str(year), 7.0) <= width:
            free = draft.text(start, base + 8.5, str(year), weight="medium", colour="sub").right
