"""The head of a plan: names of columns, months and weeks, how to read the bars, today and the gates by name."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from interimcoo.charts import measure
from interimcoo.charts.chart import Event, Gantt
from interimcoo.charts.kinds.calendar import Head
from interimcoo.charts.kinds.draft import Box, Draft
from interimcoo.charts.scale import Days
from interimcoo.charts.scene import Tag
from interimcoo.formats import day
from interimcoo.text import N_, translate

BAND: Final = 10.5
LINE: Final = 8.2
MOST_ROWS: Final = 3
_LONGEST: Final = 90.0
_DIAMOND: Final = 3.6
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Named:
    """Today (without event) or a gate in the head: where its line falls, which row its name is in, and the name."""

    event: Event | None
    number: int
    x: float
    row: int
    start: float
    words: str

    @property
    def reach(self) -> Box:
        """What it covers of its row: the diamond and the name, at height 0 to 1."""
        half = 0.0 if self.event is None else _DIAMOND + 1
        end = self.start + measure.width(self.words, 7.0, "medium")
        return Box(min(self.start, self.x - half), 0, max(end, self.x + half), 1)


def named_marks(chart: Gantt, axis: Days, language: str) -> tuple[Named, ...]:
    """Today, then the gates by date, each in the first row of the head where its name is clear of lines and names."""
    wanted: list[tuple[Event | None, int, date, str]] = []
    if chart.today is not None:
        wanted.append((None, 0, chart.today, translate(N_("today"), language)))
    gates = sorted(enumerate(chart.marks), key=lambda pair: (pair[1].at, pair[0]))
    wanted.extend((gate, number, gate.at, measure.printable(gate.text)) for number, gate in gates)
    marks: list[Named] = []
    for event, number, at, words in wanted:
        if axis.first <= at < axis.last:
            x = (axis.at(at) + axis.at(at + _DAY)) / 2
            marks.append(_placed(event, number, x, measure.fit(words, 7.0, "medium", _LONGEST)[0], marks, axis))
    return tuple(marks)


def _placed(event: Event | None, number: int, x: float, words: str, marks: list[Named], axis: Days) -> Named:
    wide = measure.width(words, 7.0, "medium")
    starts = [x + 6, x - 6 - wide] if event is not None else [x - wide / 2, x + 1, x - 1 - wide]
    for row in range(MOST_ROWS):
        for start in starts:
            new = Named(event, number, x, row, start, words)
            if axis.start - 2 <= start and start + wide <= axis.end and all(_apart(new, other) for other in marks):
                return new
    return Named(event, number, x, MOST_ROWS - 1, x, "")


def _apart(new: Named, other: Named) -> bool:
    """Whether two marks share no place: in one row by their reach, in two by the line that falls through the lower."""
    if not other.words:
        return True
    if new.row == other.row:
        return not new.reach.meets(other.reach, 3.0)
    upper, lower = (new, other) if new.row < other.row else (other, new)
    return not lower.reach.left - 1.5 <= upper.x <= lower.reach.right + 1.5


def draw_marks(draft: Draft, chart: Gantt, marks: tuple[Named, ...], top: float, foot: float, language: str) -> None:
    """The names of today and the gates, with the lines and diamonds of the gates; `top` is where the rows begin."""
    rows = max((mark.row for mark in marks), default=0) + 1
    for mark in marks:
        base = top - 3.5 - (rows - 1 - mark.row) * BAND
        if mark.event is None:
            draft.text(mark.start, base, mark.words, 7.0, "medium", "bad", tag=Tag("today", 0, "label"))
            continue
        said = f"{mark.event.text}, {day(mark.event.at, language, year=True)}"
        tag = Tag("gates", mark.number, "mark", said)
        if not mark.words:  # no room for its name: the line begins under the head, the card says the rest
            draft.line(mark.x, top, mark.x, foot, "improvement", 0.8, (1.5, 2.0), tag)
            draft.left_out.append(mark.event.text)
            continue
        draft.line(mark.x, base - 2.5, mark.x, foot, "improvement", 0.8, (1.5, 2.0))
        draft.diamond(mark.x, base - 2.5, _DIAMOND, "canvas", "improvement", 1.0, tag)
        tag = Tag("gates", mark.number, "label")
        draft.text(mark.start, base, mark.words, 7.0, "medium", "improvement", tag=tag)
        if mark.words != mark.event.text:
            draft.left_out.append(mark.event.text)


def draw_calendar(draft: Draft, axis: Days, head: Head) -> None:
    """Months, and weeks or days under them, with a short tick at the start of each month."""
    for at, mark in enumerate(head.upper):
        draft.text(mark.x + (3 if at else 1), 8, mark.words, 7.0, "medium", "sub", tag=Tag("months", at, "tick"))
        if at and mark.line:
            draft.line(mark.x, 1.5, mark.x, 9.5, "rule", 0.6)
    for at, mark in enumerate(head.lower):
        middle = (mark.x + mark.end) / 2
        draft.text(middle, 8 + BAND, mark.words, 7.0, "regular", "sub", "middle", tag=Tag("weeks", at, "tick"))


def reading(chart: Gantt, screen: bool, room: float, language: str) -> tuple[str, ...]:
    """How to read the bars, on as few lines as it takes; first of all that a solid part is a share done, not time."""
    tasks = [row for row in chart.rows if not row.group]
    parts = []
    if any(row.done > 0 and not row.milestone for row in tasks):
        parts.append(N_("solid = share done"))
    if any(row.baseline_start or row.baseline_finish for row in tasks):
        parts.append(N_("thin bar = baseline"))
    if any(row.critical for row in tasks):
        parts.append(N_("orange = critical") if screen else N_("underlined = critical"))
    lines: list[str] = []
    for part in (translate(part, language) for part in parts):
        if lines and measure.width(f"{lines[-1]}, {part}", 6.5) <= room:
            lines[-1] = f"{lines[-1]}, {part}"
        else:
            lines.append(part)
    return tuple(lines)


def draw_reading(draft: Draft, lines: tuple[str, ...], room: float) -> None:
    """The lines that say how to read the bars, over the names."""
    for at, line in enumerate(lines):
        draft.text(3, 7.5 + at * LINE, line, 6.5, colour="sub", room=room, tag=Tag("reading", at, "label"))
