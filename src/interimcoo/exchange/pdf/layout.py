"""What blocks are laid out with: the pieces of a page, the room they may take, and the words of the frame."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from interimcoo.exchange.blocks import Column, Words
from interimcoo.exchange.pdf.ink import Ink
from interimcoo.exchange.pdf.kit import Span, Style, clean, spans
from interimcoo.exchange.pdf.lines import Line, balanced, broken
from interimcoo.text import translate

PAGE: Final = (841.89, 595.28)
LEFT: Final = 40.0
TOP: Final = 38.0
FOOT: Final = 36.0
WIDTH: Final = PAGE[0] - 2 * LEFT
HEIGHT: Final = PAGE[1] - TOP - FOOT
GUTTER: Final = 16.0
GROUP: Final = 12.0
"""between blocks"""
WITHIN: Final = 8.0
HEAD: Final = 4.0
"""between a head and its body"""

Paint = Callable[[Ink, float, float], None]


@dataclass(frozen=True, slots=True)
class Piece:
    """What is never divided: its height, how it is painted at a top left corner, and how it stands among others.

    `gap` is the space before it, none at the top of a page. `keep`: the next piece stands on the same page. `head` is
    painted above it when it begins a page (the repeated head of a table). `opens`: it is the head of a section.
    """

    height: float
    paint: Paint
    gap: float = 0.0
    keep: bool = False
    head: "Piece | None" = None
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Left edges and widths of the columns of a table, and what they are."""

    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    columns: tuple[Column, ...]
    width: float


@dataclass(slots=True)
class Desk:
    """What one document is set with: its language, the places references lead to, and how much room there is.

    `stretch` 1.0 is the natural look; below it rows and charts are tighter, above it they are taller.
    """

    language: str
    links: Mapping[str, str] = field(default_factory=dict)
    stretch: float = 1.0
    broken: dict[tuple[object, ...], tuple[Line, ...]] = field(default_factory=dict)
    """lines that were broken before; words of a report live as long as its layout, so their identity is a key"""

    grids: dict[tuple[int, float], Grid] = field(default_factory=dict)
    """the columns of a table at a width"""

    def say(self, text: str) -> str:
        """Words of the layout in the language of the document."""
        return translate(text, self.language)

    def spans(self, words: Words, style: Style, *, strong: bool = False) -> tuple[Span, ...]:
        """Words as spans."""
        return spans(words, style, self.language, self.links, strong=strong)

    def lines(self, words: Words, style: Style, width: float, *, strong: bool = False) -> tuple[Line, ...]:
        """Words broken into lines; the same words are broken once."""
        key = (id(words), words if isinstance(words, str) else words.template, style, round(width, 2), strong)
        return self.kept(key, lambda: broken(self.spans(words, style, strong=strong), width))

    def kept(self, key: tuple[object, ...], make: Callable[[], tuple[Line, ...]]) -> tuple[Line, ...]:
        """Lines of a key, made once."""
        found = self.broken.get(key)
        if found is None:
            found = self.broken[key] = make()
        return found

    def title_lines(self, words: Words, style: Style, width: float) -> tuple[Line, ...]:
        """Words of a title in balanced lines."""
        return balanced(spans(words, style, self.language), width)

    def plain_lines(self, text: str, style: Style, width: float) -> tuple[Line, ...]:
        """Words without figures or links, broken into lines."""
        return broken((Span(clean(text), style),), width)

    @property
    def row_padding(self) -> float:
        """Space above and below the words of a table row."""
        return min(7.7, max(1.8, 4.4 + (self.stretch - 1.0) * 6.5))

    @property
    def air(self) -> float:
        """What gaps between blocks are multiplied with: less on a tight page, more on a roomy one."""
        return max(0.7, self.stretch) if self.stretch < 1.0 else min(1.5, 1.0 + (self.stretch - 1.0) * 0.8)


def total(pieces: Sequence[Piece]) -> float:
    """Height of pieces under each other, without the gap before the first."""
    return sum(piece.height + (piece.gap if at else 0.0) for at, piece in enumerate(pieces))


def stacked(pieces: Sequence[Piece]) -> Paint:
    """Paints pieces under each other."""

    def paint(ink: Ink, x: float, y: float) -> None:
        for at, piece in enumerate(pieces):
            y += piece.gap if at else 0.0
            piece.paint(ink, x, y)
            y += piece.height

    return paint
