"""Horizontal bars from zero in the given order, the value at the outer end of its own bar."""

from math import isfinite
from typing import Final

from interimcoo.charts import measure
from interimcoo.charts.chart import Bar, BarChart
from interimcoo.charts.kinds.draft import Draft
from interimcoo.charts.kinds.figures import value_words
from interimcoo.charts.scale import Linear
from interimcoo.charts.scene import Anchor, Scene, Tag
from interimcoo.text import N_, translate

ROW: Final = 18.0
SHORTEST: Final = 30.0
"""room that the bars keep; notes and then names give way to it"""


def draw(chart: BarChart, width: float, height: float | None, language: str) -> Scene:
    """The scene of a bar chart: label, bar, value and note in one row."""
    rows = len(chart.bars)
    if not rows:
        return _empty(width, height, chart.alt, language)
    row = max(12.0, min(30.0, height / rows)) if height else ROW
    draft = Draft(width, max(height or 0.0, row * rows))
    values = [bar.value if isfinite(bar.value) else 0.0 for bar in chart.bars]
    words = [value_words(bar.value, chart.decimals, language) for bar in chart.bars]
    room = max(measure.width(word, 7.5, "semibold") for word in words) + 4
    before, after = (room if min(values) < 0 else 0.0), (room if max(values) >= 0 else 0.0)
    left = min(max(measure.width(measure.printable(bar.label), 7.5) for bar in chart.bars), width * 0.38) + 8
    notes = min(max(measure.width(measure.printable(bar.note), 7.0) for bar in chart.bars), width * 0.24)
    if width - left - notes - 10 - before - after < SHORTEST:
        draft.left_out.extend(bar.note for bar in chart.bars if bar.note)
        notes = 0.0
    left = max(16.0, min(left, width - before - after - SHORTEST))
    right = width - (notes + 10 if notes else 0)
    low, high = min(0.0, *values), max(0.0, *values)
    x = Linear(low, high if high > low else low + 1, left + before, max(left + before + 4, right - after))
    for at, bar in enumerate(chart.bars):
        middle = row * (at + 0.5)
        draft.text(0, middle + 2.7, bar.label, 7.5, room=left - 7.9)
        if notes:
            draft.text(right + 10, middle + 2.5, bar.note, colour="sub", room=notes + 0.1)
        _bar(draft, bar, at, words[at], x, middle, row)
    draft.line(x.at(0), 0, x.at(0), row * rows, "sub", 0.7)
    return draft.scene(chart.alt)


def _bar(draft: Draft, bar: Bar, at: int, words: str, x: Linear, middle: float, row: float) -> None:
    value = bar.value if isfinite(bar.value) else 0.0
    zero, end, tall = x.at(0), x.at(value), row * 0.58
    said = f"{bar.label}: {words}" + (f", {bar.note}" if bar.note else "")
    tag = Tag("bars", at, "bar", said, bar.record)
    draft.rect(min(zero, end), middle - tall / 2, abs(end - zero), tall, "ac", tag=tag)
    outward = -1 if value < 0 else 1
    anchor: Anchor = "end" if value < 0 else "start"
    draft.text(end + 4 * outward, middle + 2.7, words, 7.5, "semibold", anchor=anchor, tag=Tag("bars", at, "value"))


def _empty(width: float, height: float | None, alt: str, language: str) -> Scene:
    draft = Draft(width, height or ROW * 2)
    draft.text(0, draft.height / 2 + 2.5, translate(N_("No values yet"), language), colour="sub", room=width)
    return draft.scene(alt)
