"""The one door through which text comes onto a page: cleaned, styled, with its figures and links kept apart.

No text is ever read as markup: a page is set from spans, so what a client typed is printed letter by letter.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from string import Formatter
from typing import Final

from interimcoo.charts.scene import Weight
from interimcoo.exchange.blocks import Figure, Sentence, Words
from interimcoo.exchange.pdf.fonts import coverage
from interimcoo.exchange.shown import shown

NBSP: Final = "\u00a0"
_INVISIBLE: Final = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u061c")
_SPACES: Final = frozenset("\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u3000\t\u1680\u205f")
_REFERENCE: Final = re.compile(r"(?<![\w-])[A-Z]{1,5}-?\d{1,4}(?![\w-])")


@dataclass(frozen=True, slots=True)
class Style:
    """How words are set: weight, size and leading in points, colour by its name."""

    weight: Weight
    size: float
    leading: float
    colour: str = "ink"

    def in_colour(self, colour: str) -> "Style":
        """The same in another colour."""
        return replace(self, colour=colour)

    def strong(self) -> "Style":
        """The same in semibold."""
        return replace(self, weight="semibold")


TITLE: Final = Style("display", 18, 21.5, "brand")
SECOND_TITLE: Final = Style("display", 14, 17, "brand")
KICKER: Final = Style("semibold", 7, 10, "improvement")
SUBTITLE: Final = Style("regular", 8.5, 12, "sub")
HEAD: Final = Style("semibold", 9.5, 13, "brand")
TAKEAWAY: Final = Style("medium", 8.6, 12)
BODY: Final = Style("regular", 9, 13)
CELL: Final = Style("regular", 8, 10.4)
TABLE_HEAD: Final = Style("medium", 7, 8.8, "sub")
GROUP: Final = Style("semibold", 8, 10.4, "brand")
NOTE: Final = Style("regular", 7, 9.2, "sub")
RUNNING: Final = Style("regular", 7, 9, "sub")
TILE_LABEL: Final = Style("medium", 7.5, 9.4, "sub")
TILE_FIGURE: Final = Style("display", 24, 26)
TILE_UNIT: Final = Style("regular", 9, 11, "sub")
TILE_DELTA: Final = Style("semibold", 8, 10)
TILE_PLAN: Final = Style("regular", 7.5, 9.6, "sub")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words in one style; the figure it prints or the place it leads to travels with it."""

    text: str
    style: Style
    figure: Figure | None = None
    link: str = ""


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """Text that the shipped fonts can set, in one spelling.

    Control, direction and joining signs are dropped, odd spaces become plain ones, and a character without a glyph
    is printed as its code ("[U+1F600]"): never silently, never as an empty box. Line feeds are kept.
    """
    if _plain().issuperset(text):
        return text
    return "".join(_letters(unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))))


@lru_cache(maxsize=1)
def _plain() -> frozenset[str]:
    """Characters that are printed as they come; combining ones are not among them, as they may compose."""
    return frozenset(
        sign for sign in coverage() if not _dropped(sign) and sign not in _SPACES and not unicodedata.combining(sign)
    ) | {"\n"}


def unprintable(text: str) -> tuple[str, ...]:
    """The characters of a text that no shipped font can set, each once, in their order."""
    known = coverage()
    signs = (sign for sign in unicodedata.normalize("NFC", text) if not _dropped(sign) and sign not in _SPACES)
    return tuple(dict.fromkeys(sign for sign in signs if sign not in known and sign not in "\n\r"))


def _letters(text: str) -> Iterator[str]:
    known = coverage()
    for sign in text:
        if sign == "\n" or (sign in known and not _dropped(sign)):
            yield sign
        elif sign in _SPACES or sign in "\u2028\u2029\u0085":
            yield " "
        elif not _dropped(sign):
            yield f"[U+{ord(sign):04X}]"


def _dropped(sign: str) -> bool:
    if sign in _INVISIBLE or "\ufe00" <= sign <= "\ufe0f" or "\U000e0000" <= sign <= "\U000e0fff":
        return True
    if "\u202a" <= sign <= "\u202e" or "\u2066" <= sign <= "\u2069":
        return True
    return unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t\u0085"


def spans(
    words: Words, style: Style, language: str, links: Mapping[str, str] | None = None, *, strong: bool = False
) -> tuple[Span, ...]:
    """Words as spans: figures in their slots never broken over lines, known references linked.

    `strong` sets figures in semibold, and differences in the colour of their effect.

    `links` names the anchor of each reference ("F2": "finding.F2").
    """
    places = links or {}
    if isinstance(words, str):
        return tuple(_linked(clean(words), style, places))
    return tuple(_filled(words, style, language, places, strong))


def figure_span(figure: Figure, style: Style, language: str, links: Mapping[str, str] | None = None) -> Span:
    """A figure as one span, unbroken unless it is somebody's words; linked when it is a known reference."""
    text = clean(shown(figure, language))
    if figure.kind == "code":
        place = (links or {}).get(text, "")
        return Span(text, style.in_colour("improvement") if place else style, figure, place)
    if figure.good is not None:
        style = style.in_colour("good" if figure.good else "bad")
    return Span(text.replace(" ", NBSP), style, figure)


def _filled(sentence: Sentence, style: Style, language: str, links: Mapping[str, str], strong: bool) -> Iterator[Span]:
    for literal, slot, _format, _conversion in Formatter().parse(sentence.template):
        if literal:
            yield from _linked(clean(literal), style, links)
        if slot is None:
            continue
        value = sentence.slots[slot]
        if isinstance(value, Figure):
            own = style.strong() if strong and value.kind != "code" else style
            yield figure_span(value if strong else replace(value, good=None), own, language, links)
        else:
            yield from _linked(clean(value), style, links)


def _linked(text: str, style: Style, links: Mapping[str, str]) -> Iterator[Span]:
    at = 0
    for found in _REFERENCE.finditer(text) if links else ():
        place = links.get(found.group())
        if place is None:
            continue
        if found.start() > at:
            yield Span(text[at : found.start()], style)
        yield Span(found.group(), style.in_colour("improvement"), link=place)
        at = found.end()
    if at < len(text):
        yield Span(text[at:], style)
