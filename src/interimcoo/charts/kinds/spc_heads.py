"""The free band over a control chart: names of events at their lines, and a short note per phase that needs one."""

from dataclasses import dataclass, field
from typing import Final

from interimcoo.charts import measure
from interimcoo.charts.chart import Event, SpcChart, SpcPhase
from interimcoo.charts.kinds.draft import Box, Draft, text_box
from interimcoo.charts.kinds.spc_frame import Across, events_inside, has_value, named
from interimcoo.charts.scene import Tag
from interimcoo.formats import day
from interimcoo.text import N_, translate

ROW: Final = 9.5
MOST_ROWS: Final = 3
_LONGEST: Final = 70.0


@dataclass(slots=True)
class Heads:
    """Where the band ends, and each event line: its tag, its x and where it begins."""

    bottom: float = 4.0
    lines: list[tuple[Tag, float, float]] = field(default_factory=list)


def draw_heads(draft: Draft, chart: SpcChart, across: Across, language: str) -> Heads:
    """Write the band in as few rows as keep every letter clear of lines."""
    heads = Heads()
    names: list[Box] = []
    rows = 0
    for nth, event in events_inside(chart):
        at = next(at for at, point in enumerate(chart.points) if point.at >= event.at)  # walked in order of time
        tag = Tag(chart.name, at, "event", f"{event.text}, {day(event.at, language, year=True)}")
        x = across.days.at(event.at)
        spot = _spot(event, x, names, heads, across.left, draft.width)
        if spot is None:
            draft.left_out.append(event.text)
            heads.lines.append((tag, x, MOST_ROWS * ROW))
            rows = MOST_ROWS
            continue
        row, box, words = spot
        rows = max(rows, row + 1)
        names.append(box)
        heads.lines.append((tag, x, row * ROW + 0.5))
        draft.text(box.left, box.bottom, words, colour="brand", weight="medium", tag=Tag("events", nth, "label"))
        if words != event.text:
            draft.left_out.append(event.text)
    noted = _notes(draft, chart, across, [x for _tag, x, _top in heads.lines], rows * ROW + 7.0, language)
    heads.bottom = (rows + noted) * ROW + 4.0
    return heads


def _spot(
    event: Event, x: float, names: list[Box], heads: Heads, left: float, right: float
) -> tuple[int, Box, str] | None:
    """Row, box and words of an event's name: right or left of its line, in the first row where it is free."""
    full = measure.printable(event.text)
    for words in dict.fromkeys((full, measure.fit(full, 7.0, "medium", _LONGEST)[0])):
        wide = measure.width(words, 7.0, "medium")
        for row in range(MOST_ROWS):
            for start in (x + 3, x - 3 - wide):
                box = text_box(start, row * ROW + 7.0, words, 7.0, "medium")
                if left <= box.left and box.right <= right and _clear(box, x, row * ROW + 0.5, names, heads):
                    return row, box, words
    return None


def _clear(box: Box, x: float, top: float, names: list[Box], heads: Heads) -> bool:
    """Whether a name meets no other name, no other line, and its own line no other name."""
    return (
        not any(box.meets(other, 2.0) for other in names)
        and not any(box.crossed_by(at, begin, at, 999.0, 1.5) for _tag, at, begin in heads.lines)
        and not any(other.crossed_by(x, top, x, 999.0, 1.5) for other in names)
    )


def _notes(draft: Draft, chart: SpcChart, across: Across, events: list[float], base: float, language: str) -> bool:
    """The notes of the phases in one row, each over its phase, in the longest form that fits; whether any stands."""
    taken, written = across.left - 6, False
    for number, phase in enumerate(chart.phases):
        start, end = across.span(phase)
        limit = draft.width if number == len(chart.phases) - 1 else end - 2
        forms = _forms(chart, number, phase, language)
        starts = (start + 3, *(x + 3 for x in events if start - 3 <= x <= start + 14))
        for words, left in ((form, max(begin, taken + 6)) for form in forms for begin in starts):
            box = text_box(left, base, words)
            if box.right <= limit and not any(box.left - 1.5 <= x <= box.right + 1.5 for x in events):
                draft.text(box.left, base, words, colour="sub", tag=Tag(chart.name, number, "label"))
                taken, written = box.right, True
                break
        else:
            draft.left_out.extend(forms[:1])
    return written


def _forms(chart: SpcChart, number: int, phase: SpcPhase, language: str) -> list[str]:
    """What is said over a phase, longest form first; nothing for a lone phase in order."""
    points = chart.points[max(0, phase.first) : phase.last + 1]
    n = phase.base_points or sum(has_value(point) and not point.excluded for point in points)
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
    mean = "" if phase.centre is None else named(N_("mean {value}"), phase.centre, chart, language)
    forms = (", ".join(part for part in parts if part) for parts in ((name, mean, said), (name, mean), (mean or name,)))
    return list(dict.fromkeys(forms))
