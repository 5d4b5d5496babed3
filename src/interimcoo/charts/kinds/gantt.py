"""Plan on a time axis: rows with names and columns, bars with their done share, baseline, milestones, gates, today."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from interimcoo.charts import measure
from interimcoo.charts.chart import Gantt, GanttRow
from interimcoo.charts.kinds.calendar import Head, head
from interimcoo.charts.kinds.columns import GAP, TextColumn, placed
from interimcoo.charts.kinds.draft import Draft, text_box
from interimcoo.charts.kinds.gantt_bars import DIAMOND, Segment, draw_bar, draw_links, draw_milestone, is_diamond
from interimcoo.charts.kinds.gantt_head import (
    BAND,
    LINE,
    Named,
    draw_calendar,
    draw_marks,
    draw_reading,
    named_marks,
    reading,
)
from interimcoo.charts.scale import Days
from interimcoo.charts.scene import Scene, Tag
from interimcoo.formats import day
from interimcoo.text import N_, translate

ROW: Final = 20.0
LOWEST_ROW: Final = 18.0
HIGHEST_ROW: Final = 24.0
MOST_ROWS_ON_PAPER: Final = 30
_DAY: Final = timedelta(days=1)
_LIFT: Final = 1.2
"""bars stand a little over the middle of their row, to leave room for the baseline"""


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where names, columns and the axis stand, how high head and rows are, and what the head names."""

    label: float
    columns: tuple[TextColumn, ...]
    axis: Days
    head: Head
    marks: tuple[Named, ...]
    reading: tuple[str, ...]
    top: float
    row: float
    rows: int

    @property
    def foot(self) -> float:
        return self.top + self.row * max(1, self.rows)

    def middle(self, at: int) -> float:
        """The height at which the bar of a row stands."""
        return self.top + self.row * (at + 0.5) - _LIFT


def for_screen(chart: Gantt) -> bool:
    """Whether the chart is drawn for the screen: links, columns beside the names, critical tasks in orange."""
    return chart.show_links or bool(chart.links)


def pages(chart: Gantt, most: int = MOST_ROWS_ON_PAPER) -> tuple[Gantt, ...]:
    """The chart in pieces of at most `most` rows for paper; a group that goes on repeats its head, none ends on one."""
    pieces: list[list[GanttRow]] = [[]]
    group: GanttRow | None = None
    for row in chart.rows:
        if len(pieces[-1]) >= most or (row.group and len(pieces[-1]) == most - 1):
            pieces.append([group] if group is not None and not row.group else [])
        pieces[-1].append(row)
        group = row if row.group else group
    return tuple(replace(chart, rows=tuple(rows), links=(), show_links=False) for rows in pieces)


def draw(chart: Gantt, width: float, height: float | None, language: str) -> Scene:
    """The scene of a plan. Rows share `height` between 18 and 24 points each when it is given, else 20."""
    layout = _layout(chart, width, height, language)
    draft = Draft(width, max(height or 0.0, layout.foot + 1))
    _grounds(draft, chart, layout)
    _head(draft, chart, layout, language)
    draw_marks(draft, chart, layout.marks, layout.top, layout.foot, language)
    for at in range(len(chart.rows)):
        _words(draft, chart, at, layout, language)
    middles = [layout.middle(at) for at in range(len(chart.rows))]
    segments = draw_links(draft, chart, layout.axis, middles) if chart.show_links else []
    for at, row in enumerate(chart.rows):
        if row.start is None or row.finish is None or row.group:
            continue
        if is_diamond(row):
            _milestone(draft, chart, at, layout, segments, language)
        else:
            draw_bar(draft, row, at, layout.axis, layout.middle(at), for_screen(chart), language)
    for mark in layout.marks:
        if mark.event is None:
            draft.line(mark.x, layout.top - 1, mark.x, layout.foot, "bad", 0.9, tag=Tag("today", 0, "today"))
    if not chart.rows:
        said = translate(N_("No tasks yet"), language)
        draft.text(4, layout.top + layout.row / 2 + 2.6, said, colour="sub", room=layout.axis.start - 8)
    return draft.scene(chart.alt)


def _layout(chart: Gantt, width: float, height: float | None, language: str) -> _Layout:
    tasks = [row for row in chart.rows if not row.group]
    names = [measure.width(measure.printable(row.label), 7.5) for row in tasks]
    label = max(40.0, min(max(names, default=0.0) + 16, width * (0.3 if chart.column_heads else 0.38)))
    cells = [row.columns for row in tasks]
    room = width * 0.26
    columns = placed(chart.column_heads, cells, label + 4, room)
    beside = sum(column.width + GAP for column in columns)
    left, right = label + 4, width
    if for_screen(chart):
        left += beside
    elif columns:
        right -= beside + 4
        columns = placed(chart.column_heads, cells, right + GAP + 4, room)
    axis = Days(chart.first, max(chart.last, chart.first) + _DAY, left, max(left + 20, right))
    marks = named_marks(chart, axis, language)
    named = head(axis, language)
    rows = 1 + bool(named.lower) + (max(mark.row for mark in marks) + 1 if marks else 0)
    read = reading(chart, for_screen(chart), left - 12, language)
    top = max(BAND * max(2, rows) + 4.5, LINE * len(read) + 18.0)
    row = ROW if height is None else (height - top - 1) / max(1, len(chart.rows))
    row = ROW if height is None else min(HIGHEST_ROW, max(LOWEST_ROW, row))
    return _Layout(label, columns, axis, named, marks, read, top, row, len(chart.rows))


def _grounds(draft: Draft, chart: Gantt, layout: _Layout) -> None:
    """Group rows on wash, hairlines between rows, grid of weeks or months."""
    for at, row in enumerate(chart.rows):
        if row.group:
            draft.rect(0, layout.top + layout.row * at, draft.width, layout.row, "wash")
    for x in layout.head.grid:
        draft.line(x, layout.top, x, layout.foot, "hair", 0.5)
    for at in range(1, len(chart.rows) + 1):
        y = layout.top + layout.row * at
        draft.line(0, y, draft.width, y, "hair", 0.5)
    draft.line(0, layout.top, draft.width, layout.top, "rule", 0.7)


def _head(draft: Draft, chart: Gantt, layout: _Layout, language: str) -> None:
    base = layout.top - 4.5
    draft.text(3, base, translate(N_("Task"), language), 7.0, "medium", "sub", room=layout.label - 8)
    for column in layout.columns:
        column.write_head(draft, base)
    draw_calendar(draft, layout.axis, layout.head)
    draw_reading(draft, layout.reading, layout.axis.start - 12)


def _words(draft: Draft, chart: Gantt, at: int, layout: _Layout, language: str) -> None:
    """Name and columns of a row; a task without dates can be pointed at by its name."""
    row, base = chart.rows[at], layout.top + layout.row * (at + 0.5) + 2.6
    if row.group:
        clear = layout.axis.start if chart.show_links else min((mark.x for mark in layout.marks), default=draft.width)
        draft.text(3, base, row.label, 7.5, "semibold", "brand", room=max(layout.axis.start, clear) - 10)
        return
    tag = Tag("plan", at, "label")
    if row.start is None or row.finish is None:
        said = row.words or f"{row.label}, {translate(N_('no dates yet'), language)}"
        tag = Tag("plan", at, "task", said, row.record)
    draft.text(10, base, row.label, 7.5, room=layout.label - 12, tag=tag)
    for column, words in zip(layout.columns, row.columns, strict=False):
        column.write(draft, base, words, colour="sub")


def _milestone(
    draft: Draft, chart: Gantt, at: int, layout: _Layout, segments: Sequence[Segment], language: str
) -> None:
    """A diamond and its date beside it, where neither today, a gate nor a link runs through the words."""
    row, middle = chart.rows[at], layout.middle(at)
    x = draw_milestone(draft, row, at, layout.axis, middle, chart.today, for_screen(chart), language)
    if x is None:
        return
    words = day(row.finish, language)
    wide = measure.width(words, 7.0)
    for start in (*(x + DIAMOND + 4 + shift for shift in (0, 4, 8, 12)), x - DIAMOND - 4 - wide):
        box = text_box(start, middle + 2.5, words)
        clear = layout.axis.start <= box.left and box.right <= layout.axis.end
        clear = clear and not any(box.left - 1.5 <= mark.x <= box.right + 1.5 for mark in layout.marks)
        if clear and not any(box.crossed_by(*segment, gap=1.0) for segment in segments):
            draft.text(box.left, box.bottom, words, colour="sub", tag=Tag("plan", at, "label"))
            return
