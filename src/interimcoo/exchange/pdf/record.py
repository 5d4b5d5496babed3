"""What a document printed: every figure with its pages, and the numbers that stand in words and on axes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from interimcoo.exchange.blocks import Figure, Origin

NUMBER: Final = re.compile(
    r"(?<![\w.,])[+\-\u2212\u00b1]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)*(?![.,]?\d|[^\W\d_]*\d)"
)
"""A number as a reader sees it: a unit may follow ("5.3m"), a code is none ("F12")."""
NumberKind = Literal["words", "axis", "frame"]


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure of the report with the pages that print it. `also` holds other spellings, e.g. without its unit."""

    id: str
    label: str
    value: float | int | str | date | None
    shown: str
    origin: Origin
    pages: tuple[int, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number that is no figure: part of somebody's words, a mark on an axis, or the frame of the page."""

    shown: str
    kind: NumberKind
    context: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PdfResult:
    """What was written. `sections` says on which pages each section stands, `left_out` which blocks found no room."""

    pages: int
    figures: tuple[PrintedFigure, ...]
    numbers: tuple[PrintedNumber, ...] = ()
    sections: tuple["SectionPages", ...] = ()
    left_out: tuple[str, ...] = ()
    unprintable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionPages:
    """The pages of a section and the share of pages it fills."""

    key: str
    title: str
    first: int
    last: int
    used: float
    annex: bool


class FigureConflict(ValueError):
    """One figure id stands for two values."""


@dataclass(slots=True)
class _Print:
    figure: Figure
    texts: dict[str, None] = field(default_factory=dict)
    pages: dict[int, None] = field(default_factory=dict)


class Record:
    """Collects while the pages are painted."""

    def __init__(self) -> None:
        self._figures: dict[str, _Print] = {}
        self._numbers: dict[tuple[str, NumberKind, str], dict[int, None]] = {}

    def figure(self, figure: Figure, text: str, page: int) -> None:
        """A figure was printed as `text`; raises FigureConflict when its id stood for another value before."""
        known = self._figures.setdefault(figure.id, _Print(figure))
        if known.figure.value != figure.value:
            raise FigureConflict(f"{figure.id}: {known.figure.value!r} and {figure.value!r}")
        known.texts[text] = None
        known.pages[page] = None

    def words(self, text: str, kind: NumberKind, page: int) -> None:
        """Words were printed that are no figure; their numbers are kept."""
        for number in numbers_in(text):
            self._numbers.setdefault((number, kind, text), {})[page] = None

    def figures(self) -> tuple[PrintedFigure, ...]:
        """The printed figures in the order of their first print."""
        return tuple(
            PrintedFigure(
                print_.figure.id, print_.figure.label, print_.figure.value, next(iter(print_.texts)),
                print_.figure.origin, tuple(sorted(print_.pages)), tuple(print_.texts)[1:],
            )
            for print_ in self._figures.values()
        )  # fmt: skip

    def numbers(self) -> tuple[PrintedNumber, ...]:
        """The numbers that are no figures, in the order of their first print."""
        return tuple(
            PrintedNumber(number, kind, context, tuple(sorted(pages)))
            for (number, kind, context), pages in self._numbers.items()
        )


def numbers_in(text: str) -> Iterator[str]:
    """The numbers of a text, as printed."""
    return iter(NUMBER.findall(text))
