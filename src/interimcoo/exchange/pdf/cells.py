"""The cells of a table: words, figures, small drawings and signs, each with the room it needs."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from interimcoo.charts.chart import Bullet, Sparkline
from interimcoo.exchange.blocks import Cell, Column, Figure, Mark, Words
from interimcoo.exchange.pdf.chart_pieces import scene_of
from interimcoo.exchange.pdf.ink import Align, Ink
from interimcoo.exchange.pdf.kit import CELL, Span, Style, figure_span
from interimcoo.exchange.pdf.layout import Desk
from interimcoo.exchange.pdf.lines import Line, broken, measured, one_line, widest_word
from interimcoo.exchange.pdf.marks import mark_scene, mark_width
from interimcoo.exchange.pdf.structure import Node

SIGN: Final = 13.0
SPARK: Final = 20.0
BULLET: Final = 11.0


@dataclass(frozen=True, slots=True)
class CellBox:
    """A cell ready to be placed: its lines, or a drawing `tall` points high, and how both are painted."""

    lines: tuple[Line, ...]
    align: Align
    tall: float = 0.0
    paint: Callable[[Ink, float, float, float], None] | None = None
    indent: float = 0.0
    head: bool = False
    """the cell names its row"""

    @property
    def height(self) -> float:
        """Height of the content."""
        return max(self.tall, len(self.lines) * CELL.leading)

    def draw(self, ink: Ink, x: float, y: float, width: float, own: str) -> None:
        """Paint the content into a column, as a cell of the open row."""
        kind, scope = ("TH", "Row") if self.head else ("TD", "")
        if self.paint is None:
            self._words(ink, kind, x, y, width, own, scope)
            return
        with ink.element(Node(kind, scope=scope)):
            self.paint(ink, x, y + (self.height - self.tall) / 2, width)
            if self.lines:
                self._words(ink, "P", x, y, width, own, "")

    def _words(self, ink: Ink, kind: str, x: float, y: float, width: float, own: str, scope: str) -> None:
        top = y + (self.height - len(self.lines) * CELL.leading) / 2
        ink.lines(
            kind, self.lines, x + self.indent, top, CELL.leading,
            align=self.align, width=width - self.indent, scope=scope, own=own,
        )  # fmt: skip


def cell_box(
    cell: Cell, column: Column, width: float, desk: Desk, *, own: str = "", with_words: bool, first: bool
) -> CellBox:
    """A cell at the width of its column; `own` is the anchor of its row, which is no link here."""
    style = CELL.strong() if column.strong else CELL
    match cell:
        case Mark():
            return _mark(cell, column, width, desk, with_words=with_words)
        case Sparkline() | Bullet():
            return _drawing(cell, width, desk)
        case None:
            return CellBox(desk.lines("–", CELL.in_colour("mute"), width), column.align, head=first)
        case _:
            key = (id(cell), style, round(width, 2), own)
            lines = desk.kept(key, lambda: broken(_spans(cell, style, desk, own), width))
            return CellBox(lines, column.align, head=first)


def least_width(cell: Cell, column: Column, desk: Desk) -> float:
    """The width below which a cell would break a number or a word; long words may break."""
    style = CELL.strong() if column.strong else CELL
    match cell:
        case Mark():
            return mark_width(cell, SIGN)
        case Sparkline():
            return 64.0
        case Bullet():
            return 50.0
        case None:
            return 8.0
        case Figure() if cell.kind != "code":
            return measured(figure_span(cell, style, desk.language)) + 0.5
        case _:
            return min(90.0, widest_word(_spans(cell, style, desk))) + 0.5


def natural_width(cell: Cell, column: Column, desk: Desk) -> float:
    """The width in which a cell needs one line."""
    style = CELL.strong() if column.strong else CELL
    match cell:
        case Sparkline():
            return 112.0
        case Bullet():
            return 92.0
        case Mark() | None:
            return least_width(cell, column, desk)
        case _:
            return one_line(_spans(cell, style, desk)).width + 0.5


def _spans(cell: Figure | Words, style: Style, desk: Desk, own: str = "") -> tuple[Span, ...]:
    if isinstance(cell, Figure):
        made: tuple[Span, ...] = (figure_span(cell, style, desk.language, desk.links),)
    else:
        made = desk.spans(cell or "–", style, strong=False)
    if not own or not any(span.link == own for span in made):
        return made
    return tuple(replace(span, style=style, link="") if span.link == own else span for span in made)


def _mark(mark: Mark, column: Column, width: float, desk: Desk, *, with_words: bool) -> CellBox:
    side = SIGN - 1.5 if mark.kind in ("status", "trust") else SIGN
    scene = mark_scene(mark, side)
    room = width - side - 5.0
    words = desk.plain_lines(mark.words, CELL, room) if with_words and room > 30 and mark.kind == "status" else ()

    def paint(ink: Ink, x: float, y: float, wide: float) -> None:
        left = x if words or column.align == "left" else x + (wide - side) / (2 if column.align == "centre" else 1)
        ink.figure(scene, left, y, mark.words)

    return CellBox(words, "left", side, paint, side + 5.0 if words else 0.0)


def _drawing(chart: Sparkline | Bullet, width: float, desk: Desk) -> CellBox:
    tall = SPARK if isinstance(chart, Sparkline) else BULLET
    wide = min(width, 130.0)

    def paint(ink: Ink, x: float, y: float, _wide: float) -> None:
        ink.picture(scene_of(chart, wide, tall, desk.language), x, y)

    return CellBox((), "left", tall, paint)
