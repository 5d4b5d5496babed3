"""Heat map of scores 0 to 5: a number in each cell, columns named above, words and figures beside."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite
from typing import Final

from interimcoo.charts import measure
from interimcoo.charts.chart import HeatMap, HeatRow
from interimcoo.charts.kinds.columns import GAP, fitting, placed
from interimcoo.charts.kinds.draft import Draft
from interimcoo.charts.scene import Scene, Tag
from interimcoo.formats import number
from interimcoo.text import N_, translate

ROW: Final = 20.0
CELL_GAP: Final = 1.5
NARROWEST: Final = 15.0
WIDEST: Final = 96.0
_KEY: Final = 13.0


def draw(chart: HeatMap, width: float, height: float | None, language: str) -> Scene:
    """The scene of a heat map; colours are those of the rounded score, 0 and 1 share the first."""
    head = 21.0
    count = len(chart.rows)
    row = max(13.0, min(30.0, (height - head) / count)) if height and count else ROW
    draft = Draft(width, max(height or 0.0, head + row * max(1, count) + 1))
    if not chart.rows:
        draft.text(0, head + 12, translate(N_("No scores yet"), language), colour="sub", room=width)
        return draft.scene(chart.alt)
    keyed = _KEY if any(one.key for one in chart.rows) else 0.0
    names = max(measure.width(measure.printable(one.label), 7.5) for one in chart.rows)
    cells = [one.extras for one in chart.rows]
    most = width - keyed - 30 - NARROWEST * len(chart.columns)
    extras = fitting(placed(chart.extra_heads, cells, 0.0, min(width * 0.34, most)), most, draft)
    beside = extras[-1].left + extras[-1].width + GAP if extras else 0.0
    label = max(24.0, min(names + keyed + 8, width * 0.36, width - beside - NARROWEST * len(chart.columns)))
    cell = min(WIDEST, (width - label - beside) / max(1, len(chart.columns)))
    label = width - beside - cell * len(chart.columns)
    extras = tuple(replace(column, left=column.left + width - beside + GAP) for column in extras)
    _heads(draft, chart, label, cell, head)
    for column in extras:
        column.write_head(draft, head - 6)
    for at, one in enumerate(chart.rows):
        top = head + row * at
        draft.line(0, top, width, top, "rule" if at == 0 else "hair", 0.7 if at == 0 else 0.5)
        base = top + row / 2 + 2.6
        if keyed:
            draft.text(0, base, one.key, 7.5, "semibold", "brand", room=keyed - 2)
        draft.text(keyed, base, one.label, 7.5, room=label - keyed - 6)
        _cells(draft, chart, one, at, label, cell, top, row, language)
        for nth, (column, words) in enumerate(zip(extras, one.extras, strict=False)):
            column.write(draft, base - 0.1, words, "semibold" if nth == 0 else "regular", "ink" if nth == 0 else "sub")
    draft.line(0, head + row * count, width, head + row * count, "hair", 0.5)
    return draft.scene(chart.alt)


def step_of(score: float) -> int:
    """The colour step 1 to 5 of a score: that of the score rounded half up, never under 1 or over 5."""
    rounded = int(Decimal(str(score)).quantize(Decimal(1), ROUND_HALF_UP)) if isfinite(score) else 1
    return min(5, max(1, rounded))


def _heads(draft: Draft, chart: HeatMap, label: float, cell: float, head: float) -> None:
    """Names of the columns on at most two lines, centred over their cells."""
    for at, name in enumerate(chart.columns):
        lines = measure.wrap(measure.printable(name), 7.0, "medium", cell - 3)
        if any(line.endswith(measure.ELLIPSIS) for line in lines) and not name.endswith(measure.ELLIPSIS):
            draft.left_out.append(name)
        for up, line in enumerate(reversed(lines)):
            middle = label + cell * (at + 0.5)
            draft.text(middle, head - 6 - up * 8.4, line, 7.0, "medium", "sub", "middle", tag=Tag("heads", at, "label"))


def _cells(
    draft: Draft, chart: HeatMap, row: HeatRow, at: int, label: float, cell: float, top: float, tall: float,
    language: str,
) -> None:  # fmt: skip
    for nth, name in enumerate(chart.columns):
        value = row.values[nth] if nth < len(row.values) else None
        known = value is not None and isfinite(value)
        words = number(value if known else None, chart.decimals, language)
        said = words if known else translate(N_("no value"), language)
        tag = Tag("cells", at * len(chart.columns) + nth, "cell", f"{row.label}, {name}: {said}", row.key)
        x, y = label + cell * nth + CELL_GAP / 2, top + CELL_GAP / 2 + 0.5
        w, h = cell - CELL_GAP, tall - CELL_GAP - 1
        colour = "sub"
        if value is not None and known:
            step = step_of(value)
            draft.rect(x, y, w, h, f"heat{step}", radius=1.5, tag=tag)
            colour = f"heat{step}t"
        else:
            draft.rect(x + 0.3, y + 0.3, w - 0.6, h - 0.6, "canvas", "rule", 0.6, 1.5, (2.0, 1.5), tag)
        draft.text(x + w / 2, y + h / 2 + 2.7, words, 7.5, "medium", colour, "middle")
