"""Columns of words beside a drawing: widths from their texts, numbers to the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from interimcoo.charts import measure
from interimcoo.charts.kinds.draft import Draft
from interimcoo.charts.scene import Weight

GAP = 10.0


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column with its place: left edge and width."""

    head: str
    left: float
    width: float
    number: bool

    def write(self, draft: Draft, base: float, words: str, weight: Weight = "regular", colour: str = "ink") -> None:
        """One cell."""
        if self.number:
            draft.text(self.left + self.width, base, words, 7.0, weight, colour, "end", room=self.width + 0.1)
        else:
            draft.text(self.left, base, words, 7.0, weight, colour, room=self.width + 0.1)


def placed(heads: Sequence[str], rows: Sequence[Sequence[str]], start: float, room: float) -> tuple[TextColumn, ...]:
    """The columns side by side from `start`; when they need more than `room`, columns of words give way first."""
    texts = [[row[at] for row in rows if at < len(row)] for at in range(len(heads))]
    numbers = [is_number(cells) for cells in texts]
    widths = [
        max([measure.width(measure.printable(head), 7.0, "medium"), *(_wide(cell) for cell in cells)])
        for head, cells in zip(heads, texts, strict=True)
    ]
    widths = _narrowed(widths, numbers, room - GAP * len(widths))
    columns = []
    for head, width, number in zip(heads, widths, numbers, strict=True):
        columns.append(TextColumn(head, start, width, number))
        start += width + GAP
    return tuple(columns)


def _narrowed(widths: list[float], numbers: list[bool], room: float) -> list[float]:
    over = sum(widths) - room
    if over <= 0:
        return widths
    flexible = sum(width for width, number in zip(widths, numbers, strict=True) if not number)
    if flexible > over:
        factor = 1 - over / flexible
        return [width if number else width * factor for width, number in zip(widths, numbers, strict=True)]
    return [max(0.0, width * room / sum(widths)) for width in widths]


def is_number(cells: Sequence[str]) -> bool:
    """Whether a column holds figures: each of its cells is empty, a dash, or starts like a number."""
    return any(cell[:1].isdigit() for cell in cells) and all(
        not cell or cell in "–-" or cell.lstrip("+−-±€$£")[:1].isdigit() for cell in cells
    )


def _wide(words: str) -> float:
    return measure.width(measure.printable(words), 7.0, "semibold")
