"""Columns of words beside a drawing: widths from their texts, numbers to the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from interimcoo.charts import measure
from interimcoo.charts.kinds.draft import Draft
from interimcoo.charts.scene import Weight

GAP: Final = 10.0
NARROWEST: Final = 24.0


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column with its place: left edge and width."""

    head: str
    left: float
    width: float
    number: bool

    def write(self, draft: Draft, base: float, words: str, weight: Weight = "regular", colour: str = "ink") -> None:
        """One cell; a figure is never cut."""
        if self.number:
            draft.text(self.left + self.width, base, words, 7.0, weight, colour, "end")
        else:
            draft.text(self.left, base, words, 7.0, weight, colour, room=self.width + 0.1)

    def write_head(self, draft: Draft, base: float) -> None:
        """The head, on two lines where it is wider than its figures."""
        room = self.width + 0.1
        lines = measure.wrap(measure.printable(self.head), 7.0, "medium", room)
        for up, line in enumerate(reversed(lines)):
            x = self.left + self.width if self.number else self.left
            draft.text(x, base - up * 8.4, line, 7.0, "medium", "sub", "end" if self.number else "start")
        if any(line.endswith(measure.ELLIPSIS) for line in lines) and not self.head.endswith(measure.ELLIPSIS):
            draft.left_out.append(self.head)


def placed(heads: Sequence[str], rows: Sequence[Sequence[str]], start: float, room: float) -> tuple[TextColumn, ...]:
    """The columns side by side from `start`. When they need more than `room`, columns of words give way, down to 24
    points; columns of figures never do.
    """
    texts = [[row[at] for row in rows if at < len(row)] for at in range(len(heads))]
    numbers = [is_number(cells) for cells in texts]
    widths = [
        max([_on_two_lines(head), *(_wide(cell) for cell in cells)]) for head, cells in zip(heads, texts, strict=True)
    ]
    over = sum(widths) + GAP * len(widths) - room
    flexible = sum(max(0.0, wide - NARROWEST) for wide, number in zip(widths, numbers, strict=True) if not number)
    if over > 0 and flexible > 0:
        share = min(1.0, over / flexible)
        widths = [
            wide if number else wide - max(0.0, wide - NARROWEST) * share
            for wide, number in zip(widths, numbers, strict=True)
        ]
    columns = []
    for head, wide, number in zip(heads, widths, numbers, strict=True):
        columns.append(TextColumn(head, start, wide, number))
        start += wide + GAP
    return tuple(columns)


def fitting(columns: tuple[TextColumn, ...], room: float, draft: Draft) -> tuple[TextColumn, ...]:
    """As many columns from the left as fit into a room; the heads of the others are kept with the drawing."""
    kept = columns
    while kept and kept[-1].left + kept[-1].width - kept[0].left + GAP > room:
        draft.left_out.append(kept[-1].head)
        kept = kept[:-1]
    return kept


def is_number(cells: Sequence[str]) -> bool:
    """Whether a column holds figures: each of its cells is empty, a dash, or starts like a number."""
    return any(cell[:1].isdigit() for cell in cells) and all(
        not cell or cell in "–-" or cell.lstrip("+−-±€$£")[:1].isdigit() for cell in cells
    )


def _wide(words: str) -> float:
    return measure.width(measure.printable(words), 7.0, "semibold")


def _on_two_lines(head: str) -> float:
    """The width a head needs on two lines."""
    whole = measure.width(measure.printable(head), 7.0, "medium")
    words = measure.printable(head).split(" ")
    halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return min([whole, *(max(measure.width(half, 7.0, "medium") for half in pair) for pair in halves)])
