"""Plan on a time axis: rows with names and columns, bars with their done share, baseline, milestones, gates, today."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from interimcoo.charts import measure
from interimcoo.charts.chart import Event, Gantt, GanttRow
from interimcoo.charts.kinds.calendar import Head, head
from interimcoo.charts.kinds.columns import GAP, TextColumn, placed
from interimcoo.charts.kinds.draft import Box, Draft, text_box
from interimcoo.charts.kinds.gantt_bars import BAR, Segment, bar, links, milestone
from interimcoo.charts.scale import Days
from interimcoo.charts.scene import Scene, Tag
from interimcoo.formats import day
from interimcoo.text import N_, translate

ROW: Final = 20.0
MOST_ROWS_ON_PAPER: Final = 30
_DAY: Final = timedelta(days=1)
_BAND: Final = 10.5


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where names, columns and the axis stand, and how high head and rows are."""

    label: float
    columns: tuple[TextColumn, ...]
    axis: Days
    head: float
    row: float


def on_screen(chart: Gantt) -> bool:
    """Whether the chart is drawn for the screen: with links, columns at the left, critical tasks in orange."""
    return chart.show_links or bool(chart.links)


def pages(chart: Gantt, most: int = MOST_ROWS_ON_PAPER) -> tuple[Gantt, ...]:
    """The chart in pieces of at most `most` rows for paper; a group that goes on repeats its head, none ends on one."""
    pieces: list[list[GanttRow]] = [[]]
    group: GanttRow | None = None
    for row in chart.rows:
        full = len(pieces[-1]) >= most or (row.group and len(pieces[-1]) == most - 1)
        if full:
            pieces.append([] if row.group or group is None else [group])
        pieces[-1].append(row)
        group = row if row.group else group
    return tuple(replace(chart, rows=tuple(rows), links=(), show_links=False) for rows in pieces)


def draw(chart: Gantt, width: float, height: float | None, language: str) -> Scene:
    """The scene of a plan. Rows share `height` between 18 and 24 points each when it is given, else 20."""
    draft = Draft(width, height or 0.0)
    layout = _layout(chart, width, height, language)
    draft.height = max(height or 0.0, layout.head + layout.row * max(1, len(chart.rows)) + 1)
    named = head(layout.axis, language)
    _grounds(draft, chart, layout, named)
    _head_words(draft, chart, layout, named, language)
    verticals = _gates(draft, chart, layout, language)
    for at, row in enumerate(chart.rows):
        _words(draft, row, at, layout, language)
    segments = links(draft, chart, layout.axis, _middles(chart, layout)) if chart.show_links else []
    for at, row in enumerate(chart.rows):
        if not row.group and row.start is not None and row.finish is not None:
            _shape(draft, chart, row, at, layout, verticals, segments, language)
    if chart.today is not None and layout.axis.first <= chart.today < layout.axis.last:
        x = _centre(layout.axis, chart.today)
        draft.line(x, layout.head - 1, x, _foot(chart, layout), "bad", 0.9, tag=Tag("today", 0, "today"))
    if not chart.rows:
        said = translate(N_("No tasks yet"), language)
        draft.text(4, layout.head + layout.row / 2 + 2.6, said, colour="sub", room=width - 8)
    return draft.scene(chart.alt)


def _layout(chart: Gantt, width: float, height: float | None, language: str) -> _Layout:
    names = [
        measure.width(measure.printable(row.label), 7.5, "semibold" if row.group else "regular") for row in chart.rows
    ]
    label = min(max(names, default=40.0) + 16, width * (0.3 if chart.column_heads else 0.36))
    cells = [row.columns for row in chart.rows if not row.group]
    room = width * 0.26
    columns = placed(chart.column_heads, cells, label + 2, room)
    beside = sum(column.width + GAP for column in columns)
    left, right = label + 4, width
    if on_screen(chart):
        left += beside
    elif columns:
        right -= beside + 6
        columns = placed(chart.column_heads, cells, right + GAP + 2, room)
    axis = Days(chart.first, max(chart.last, chart.first) + _DAY, left, max(left + 20, right))
    marks = 0 if not chart.marks and chart.today is None else len(_gate_rows(chart, axis, language)) or 1
    named = head(axis, language)
    top = _BAND * (1 + bool(named.lower) + marks) + 5
    row = ROW if height is None else min(24.0, max(18.0, (height - top) / max(1, len(chart.rows))))
    return _Layout(label, columns, axis, top, row)


def _foot(chart: Gantt, layout: _Layout) -> float:
    return layout.head + layout.row * max(1, len(chart.rows))


def _middles(chart: Gantt, layout: _Layout) -> list[float]:
    return [layout.head + layout.row * (at + 0.5) - 1.2 for at in range(len(chart.rows))]


def _centre(axis: Days, at: date) -> float:
    return (axis.at(at) + axis.at(at + _DAY)) / 2


def _grounds(draft: Draft, chart: Gantt, layout: _Layout, named: Head) -> None:
    """Group rows on wash, hairlines between rows, grid of weeks or months."""
    for at, row in enumerate(chart.rows):
        top = layout.head + layout.row * at
        if row.group:
            draft.rect(0, top, draft.width, layout.row, "wash")
    for x in named.grid:
        draft.line(x, layout.head - _BAND if named.lower else layout.head - 4, x, _foot(chart, layout), "hair", 0.5)
    for at in range(1, len(chart.rows) + 1):
        y = layout.head + layout.row * at
        draft.line(0, y, draft.width, y, "hair", 0.5)
    draft.line(0, layout.head, draft.width, layout.head, "rule", 0.7)


def _head_words(draft: Draft, chart: Gantt, layout: _Layout, named: Head, language: str) -> None:
    base = layout.head - 4.5
    draft.text(3, base, translate(N_("Task"), language), 7.0, "medium", "sub", room=layout.label - 8)
    for column in layout.columns:
        column.write(draft, base, column.head, "medium", "sub")
    for mark in named.upper:
        draft.text(mark.x + (3 if mark.x > layout.axis.start else 1), 8, mark.words, 7.0, "medium", "sub")
    for mark, following in zip(named.lower, (*named.lower[1:], None), strict=False):
        end = (
            layout.axis.at(following.at)
            if following
            else 2 * mark.x - layout.axis.at(named.lower[-2].at)
            if len(named.lower) > 1
            else layout.axis.end
        )
        draft.text((mark.x + end) / 2, 8 + _BAND, mark.words, 7.0, "regular", "sub", "middle")
    said = _reading(chart, language)
    if said:
        draft.text(3, 8, said[0], 6.5, colour="sub", room=layout.axis.start - 12)
        for at, line in enumerate(said[1:], start=1):
            if 8 + at * 8.6 < base - 8:
                draft.text(3, 8 + at * 8.6, line, 6.5, colour="sub", room=layout.axis.start - 12)


def _reading(chart: Gantt, language: str) -> list[str]:
    """How to read the bars; first that a solid part is a share done, not time gone."""
    tasks = [row for row in chart.rows if not row.group]
    parts = []
    if any(0 < row.done <= 1 and not row.milestone for row in tasks):
        parts.append(N_("solid = share done"))
    if any(row.baseline_start or row.baseline_finish for row in tasks):
        parts.append(N_("thin bar = baseline"))
    if any(row.critical for row in tasks):
        parts.append(N_("orange = critical") if on_screen(chart) else N_("underlined = critical"))
    return [translate(part, language) for part in parts]


def _gate_rows(chart: Gantt, axis: Days, language: str) -> list[list[tuple[Event | None, float, Box, str]]]:
    """Names of today and of the gates in rows of the head band, today first; a name stands right or left of its mark."""
    rows: list[list[tuple[Event | None, float, Box, str]]] = [[]]
    wanted: list[tuple[Event | None, date, str]] = []
    if chart.today is not None:
        wanted.append((None, chart.today, translate(N_("today"), language)))
    wanted.extend((mark, mark.at, measure.printable(mark.text)) for mark in sorted(chart.marks, key=lambda one: one.at))
    for event, at, words in wanted:
        if not axis.first <= at < axis.last:
            continue
        x = _centre(axis, at)
        shown = measure.fit(words, 7.0, "medium", 90.0)[0]
        spot = _gate_spot(rows, x, shown, event is None, axis)
        if spot is None and len(rows) < 3:
            rows.append([])
            spot = _gate_spot(rows, x, shown, event is None, axis)
        if spot is None:
            spot = len(rows) - 1, Box(x - 4, 0, x + 4, 1), ""
        rows[spot[0]].append((event, x, spot[1], spot[2]))
    return [row for row in rows if row]


def _gate_spot(
    rows: list[list[tuple[Event | None, float, Box, str]]], x: float, words: str, today: bool, axis: Days
) -> tuple[int, Box, str] | None:
    """Row, box (with its diamond, at height 0) and words of a mark; lines of marks in upper rows fall through lower ones."""
    wide = measure.width(words, 7.0, "medium")
    reach = 0.0 if today else 6.0
    for row in range(len(rows)):
        starts = (x - wide / 2,) if today else (x + reach, x - reach - wide)
        starts = (*starts, x + 3, x - 3 - wide) if today else starts
        for start in starts:
            box = Box(min(start, x - reach + 1), 0, max(start + wide, x + reach - 1), 1)
            falls = [one for upper in rows[:row] for one in upper]
            passes = [one for lower in rows[row + 1 :] for one in lower]
            if (
                axis.start - 30 <= box.left
                and box.right <= axis.end + 0.5
                and not any(box.meets(other, 3.0) for _event, _x, other, _words in rows[row])
                and not any(box.left - 1.5 <= at <= box.right + 1.5 for _event, at, _box, _words in falls)
                and not any(other.left - 1.5 <= x <= other.right + 1.5 for _event, _x, other, _words in passes)
            ):
                return row, box, words
    return None


def _gates(draft: Draft, chart: Gantt, layout: _Layout, language: str) -> list[float]:
    """Today's name and the gates with their lines; the places of all lines that fall through the rows."""
    rows = _gate_rows(chart, layout.axis, language)
    foot = _foot(chart, layout)
    verticals = []
    for at, row in enumerate(rows):
        base = layout.head - 3.5 - (len(rows) - 1 - at) * _BAND
        for event, x, box, words in row:
            verticals.append(x)
            if event is None:
                start = x - measure.width(words, 7.0, "medium") / 2
                start = (
                    start
                    if abs((box.left + box.right) / 2 - x) < 0.01
                    else box.left + 3
                    if box.left >= x - 3
                    else box.left
                )
                draft.text(start, base, words, 7.0, "medium", "bad", tag=Tag("today", 0, "label"))
                continue
            said = f"{event.text}, {day(event.at, language, year=True)}"
            draft.line(x, base - 2.5, x, foot, "improvement", 0.8, (1.5, 2.0))
            draft.diamond(
                x, base - 2.5, 3.6, "canvas", "improvement", 1.0, Tag("gates", chart.marks.index(event), "mark", said)
            )
            if words:
                start = x + 6 if box.right > x + 6 else x - 6 - measure.width(words, 7.0, "medium")
                draft.text(start, base, words, 7.0, "medium", "improvement", tag=Tag("gates", 0, "label"))
            if words != event.text:
                draft.left_out.append(event.text)
    return verticals


def _words(draft: Draft, row: GanttRow, at: int, layout: _Layout, language: str) -> None:
    """Name and columns of a row."""
    base = layout.head + layout.row * (at + 0.5) + 2.6
    if row.group:
        draft.text(3, base, row.label, 7.5, "semibold", "brand", room=draft.width - 6)
        return
    undated = row.start is None or row.finish is None
    said = row.words or f"{row.label}, {translate(N_('no dates yet'), language)}"
    tag = Tag("plan", at, "task", said, row.record) if undated else Tag("plan", at, "label", "", "")
    draft.text(10, base, row.label, 7.5, room=layout.label - 12, tag=tag)
    for column, words in zip(layout.columns, row.columns, strict=False):
        column.write(draft, base, words, colour="sub")


def _shape(
    draft: Draft, chart: Gantt, row: GanttRow, at: int, layout: _Layout, verticals: Sequence[float],
    segments: Sequence[Segment], language: str,
) -> None:  # fmt: skip
    middle = layout.head + layout.row * (at + 0.5) - 1.2
    if not (row.milestone or row.start == row.finish):
        bar(draft, row, at, layout.axis, middle, on_screen(chart), language)
        return
    edge = milestone(draft, row, at, layout.axis, middle, chart.today, language)
    if edge is None or row.finish is None:
        return
    words = day(row.finish, language)
    for shift in (0.0, 4.0, 8.0, 12.0):
        box = text_box(edge + 4 + shift, middle + 2.5, words)
        clear = box.right <= layout.axis.end and not any(box.left - 1.5 <= x <= box.right + 1.5 for x in verticals)
        if clear and not any(box.crossed_by(*segment, gap=1.0) for segment in segments):
            draft.text(box.left, box.bottom, words, colour="sub", tag=Tag("plan", at, "label"))
            return


__all__ = ["BAR", "draw", "on_screen", "pages"]
