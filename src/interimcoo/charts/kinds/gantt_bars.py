"""What lies in the rows of a plan: bars with their done share, baselines, milestones and links."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from interimcoo.charts.chart import Gantt, GanttRow
from interimcoo.charts.kinds.draft import Draft
from interimcoo.charts.scale import Days
from interimcoo.charts.scene import Tag
from interimcoo.formats import day, share
from interimcoo.text import N_, translate

BAR: Final = 7.2
DIAMOND: Final = 4.2
_DAY: Final = timedelta(days=1)

Segment = tuple[float, float, float, float]


def said_of(row: GanttRow, language: str) -> str:
    """The words of a task for the hover card."""
    if row.words:
        return row.words
    if row.milestone or row.start == row.finish:
        return f"{row.label}, {day(row.finish, language, year=True)}"
    dates = f"{day(row.start, language)} – {day(row.finish, language, year=True)}"
    done = translate(N_("{share} done"), language).format(share=share(row.done, 0, language))
    critical = ", " + translate(N_("critical"), language) if row.critical else ""
    return f"{row.label}, {dates}, {done}{critical}"


def _clipped(axis: Days, start: date, finish: date) -> tuple[float, float] | None:
    """Edges of a span of days inside the axis; None when it lies outside."""
    if finish < axis.first or start >= axis.last:
        return None
    return axis.at(max(start, axis.first)), axis.at(min(finish + _DAY, axis.last))


def draw_bar(draft: Draft, row: GanttRow, at: int, axis: Days, middle: float, screen: bool, language: str) -> None:
    """A task: outline, the done share solid, the baseline below, and how critical it is."""
    if row.start is None or row.finish is None:
        return
    if row.baseline_start is not None and row.baseline_finish is not None:
        base = _clipped(axis, row.baseline_start, row.baseline_finish)
        if base is not None:
            draft.rect(base[0], middle + BAR / 2 + 2.4, max(0.8, base[1] - base[0]), 1.8, "py")
    edges = _clipped(axis, row.start, row.finish)
    if edges is None:
        return
    left, right = edges[0], max(edges[1], edges[0] + 1.2)
    colour = "concern" if row.critical and screen else "ac"
    top = middle - BAR / 2
    tag = Tag("plan", at, "task", said_of(row, language), row.record)
    draft.rect(left, top, right - left, BAR, "canvas", colour, 1.1 if row.critical and screen else 0.9, 1.2, tag=tag)
    done = min(1.0, max(0.0, row.done))
    whole = (
        axis.at(max(row.start, axis.first)),
        axis.at(row.start) + done * (axis.at(row.finish + _DAY) - axis.at(row.start)),
    )
    solid = min(whole[1], right) - left
    if solid > 0.3:
        draft.rect(left, top, solid, BAR, colour, radius=min(1.2, solid / 2))
    if row.critical and not screen:
        draft.line(left, top + BAR + 1.3, right, top + BAR + 1.3, "ink", 1.2)


def draw_milestone(
    draft: Draft, row: GanttRow, at: int, axis: Days, middle: float, today: date | None, screen: bool, language: str
) -> float | None:
    """A diamond at its date, filled when it is reached or still to come, hollow when it was missed; its place."""
    if row.finish is None or not axis.first <= row.finish < axis.last:
        return None
    x = (axis.at(row.finish) + axis.at(row.finish + _DAY)) / 2
    if row.baseline_finish is not None and axis.first <= row.baseline_finish < axis.last:
        base = axis.at(row.baseline_finish)
        draft.rect(base, middle + BAR / 2 + 2.4, max(1.6, axis.at(row.baseline_finish + _DAY) - base), 1.8, "py")
    missed = today is not None and row.finish < today and row.done < 1
    tag = Tag("plan", at, "milestone", said_of(row, language), row.record)
    colour = "concern" if row.critical and screen else "improvement"
    draft.diamond(x, middle, DIAMOND, "canvas" if missed else colour, "bad" if missed else "canvas", 1.0, tag)
    if row.critical and not screen:
        draft.line(x - DIAMOND, middle + BAR / 2 + 1.5, x + DIAMOND, middle + BAR / 2 + 1.5, "ink", 1.2)
    return x


def draw_links(draft: Draft, chart: Gantt, axis: Days, middles: list[float]) -> list[Segment]:
    """Thin orthogonal arrows from the end of a row to the start of another; the lines they are made of."""
    drawn: list[Segment] = []
    for link in chart.links:
        if link.before == link.after or not all(0 <= at < len(chart.rows) for at in (link.before, link.after)):
            continue
        before, after = chart.rows[link.before], chart.rows[link.after]
        end, start = _end(axis, before), _start(axis, after)
        if end is None or start is None:
            continue
        path = _path(end, middles[link.before], start, middles[link.after], is_diamond(before), is_diamond(after))
        draft.polyline(path, "mute", 0.7)
        (x0, y0), (x, y) = path[-2:]
        back = (x - 3.2 if x > x0 else x, y - 3.2 if y > y0 else y + 3.2 if y < y0 else y)
        side = (0.0, 1.9) if y == y0 else (1.9, 0.0)
        draft.polygon(((back[0] - side[0], back[1] - side[1]), (x, y), (back[0] + side[0], back[1] + side[1])), "mute")
        drawn.extend((*a, *b) for a, b in pairwise(path))
    return drawn


def is_diamond(row: GanttRow) -> bool:
    """Whether a row is a milestone: it ends on the day it starts."""
    return row.milestone or (row.start is not None and row.start == row.finish)


def _end(axis: Days, row: GanttRow) -> float | None:
    if row.group or row.finish is None or not axis.first <= row.finish < axis.last:
        return None
    if is_diamond(row):
        return (axis.at(row.finish) + axis.at(row.finish + _DAY)) / 2
    return axis.at(row.finish + _DAY)


def _start(axis: Days, row: GanttRow) -> float | None:
    if row.group or row.start is None or not axis.first <= row.start < axis.last:
        return None
    if is_diamond(row):
        return (axis.at(row.start) + axis.at(row.start + _DAY)) / 2
    return axis.at(row.start)


def _path(
    end: float, y1: float, start: float, y2: float, from_diamond: bool, to_diamond: bool
) -> list[tuple[float, float]]:
    """Down into the top (or up into the foot) of the other row when it starts late enough, else round into its left."""
    down = y2 > y1
    half1, half2 = (DIAMOND if from_diamond else BAR / 2), (DIAMOND if to_diamond else BAR / 2)
    entry = start if to_diamond else start + 3.2
    arrive = y2 - half2 - 0.6 if down else y2 + half2 + 0.6
    if from_diamond:
        leave = (end, y1 + half1 if down else y1 - half1)
        if abs(entry - end) < 1:
            return [leave, (entry, arrive)]
        lane = y1 + 9.4 if down else y1 - 7.5
        return [leave, (end, lane), (entry, lane), (entry, arrive)]
    if entry >= end + 3:
        return [(end + 0.5, y1), (entry, y1), (entry, arrive)]
    lane = y1 + 8.6 if down else y1 - 7.0
    side = start - half2 if to_diamond else start
    return [(end + 0.5, y1), (end + 4, y1), (end + 4, lane), (side - 6, lane), (side - 6, y2), (side - 0.4, y2)]
