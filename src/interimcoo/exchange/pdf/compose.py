"""Sections onto pages: one each where they fill it, small ones together, rows and charts stretched to a full page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from interimcoo.exchange.blocks import ChartBlock, Section, SideBySide, Strip, Table
from interimcoo.exchange.pdf.flowables import block_pieces
from interimcoo.exchange.pdf.ink import Ink
from interimcoo.exchange.pdf.kit import KICKER, SECOND_TITLE, SUBTITLE, TITLE, clean
from interimcoo.exchange.pdf.layout import GROUP, HEIGHT, WIDTH, Desk, Piece
from interimcoo.exchange.pdf.lines import Line
from interimcoo.exchange.pdf.list_pieces import paragraph_pieces
from interimcoo.exchange.shown import spoken
from interimcoo.text import N_

FULL: Final = 0.965
"""share of the frame that a stretched page may fill"""
_LOW: Final = 0.62
"""a page that ends above this share of the frame takes the next section in: whole, in the annex its beginning too"""
_STEPS: Final = tuple(round(0.6 + 0.05 * step, 2) for step in range(29))
_NATURAL: Final = _STEPS.index(1.0)
_BETWEEN: Final = 20.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece on a page: its top, measured from the top of the frame, and the section it belongs to."""

    piece: Piece
    y: float
    section: str


@dataclass(frozen=True, slots=True)
class PageOf:
    """A page as it will be painted."""

    placed: tuple[Placed, ...]

    @property
    def reach(self) -> float:
        """Share of the frame that is filled."""
        return max((one.y + one.piece.height for one in self.placed), default=0.0) / HEIGHT


@dataclass(frozen=True, slots=True)
class Named:
    """A section with the name its links and bookmarks use."""

    name: str
    section: Section


_Flow = list[tuple[Piece, str]]


def compose(sections: Sequence[Named], desk: Desk) -> list[PageOf]:
    """All pages in order."""
    pages: list[PageOf] = []
    at = 0
    while at < len(sections):
        group = [sections[at]]
        current = _pages(group, desk, 1.0)
        alone = len(current) > 1 and len(_pages(group, desk, _STEPS[0])) < len(current)
        while not alone and at + len(group) < len(sections) and current[-1].reach < _LOW:
            following = sections[at + len(group)]
            more = _pages([*group, following], desk, 1.0)
            room = len(_pages([following], desk, 1.0)) if following.section.annex and group[0].section.annex else 0
            if len(more) > len(current) + room:
                break
            group.append(following)
            current = more
        pages.extend(_fitted(group, desk, current))
        at += len(group)
    return pages


def fits_one_page(section: Named, desk: Desk) -> bool:
    """Whether a section fits a page, tight if need be."""
    return len(_pages([section], desk, _STEPS[0])) == 1


def without(section: Section, kind: type[ChartBlock] | type[Strip]) -> Section:
    """The section without its last block that is, or holds side by side, only blocks of a kind."""
    for at in range(len(section.blocks) - 1, -1, -1):
        block = section.blocks[at]
        inside = [one for column in block.columns for one in column] if isinstance(block, SideBySide) else [block]
        if inside and all(isinstance(one, kind) for one in inside):
            return replace(section, blocks=(*section.blocks[:at], *section.blocks[at + 1 :]))
    return section


def _fitted(group: Sequence[Named], desk: Desk, natural: list[PageOf]) -> list[PageOf]:
    """The pages of a group at the greatest stretch that needs no more of them; tighter where that saves a page."""
    low, high, best = _NATURAL, len(_STEPS) - 1, natural
    if len(natural) > 1:
        tightest = _pages(group, desk, _STEPS[0])
        if len(tightest) < len(natural):
            low, high, best = 0, _NATURAL, tightest
    most = len(best)
    while low < high:
        middle = (low + high + 1) // 2
        trial = _pages(group, desk, _STEPS[middle])
        if len(trial) <= most and (most > 1 or trial[-1].reach <= FULL):
            low, best = middle, trial
        else:
            high = middle - 1
    return best


def _pages(group: Sequence[Named], desk: Desk, stretch: float) -> list[PageOf]:
    desk.stretch = stretch
    flow: _Flow = []
    for at, named in enumerate(group):
        for piece in _section(named, desk, first=at == 0):
            flow.append((replace(piece, gap=piece.gap * desk.air), named.name))
    heads = {named.name: _again(named, desk) for named in group}
    return _paged(flow, heads)


def _section(named: Named, desk: Desk, *, first: bool) -> list[Piece]:
    section = named.section
    pieces = [_head(named, desk, first=first)]
    titled = sum(1 for block in section.blocks if isinstance(block, Table | ChartBlock | SideBySide))
    for block in section.blocks:
        pieces.extend(block_pieces(block, WIDTH, desk, named=titled > 1))
    if section.note:
        pieces.extend(paragraph_pieces(section.note, WIDTH, desk))
    return pieces


def _head(named: Named, desk: Desk, *, first: bool) -> Piece:
    section = named.section
    style = TITLE if first else SECOND_TITLE
    kicker = desk.plain_lines(section.kicker.upper(), KICKER, WIDTH)
    title = desk.title_lines(section.title, style, WIDTH)
    subtitle = desk.lines(section.subtitle, SUBTITLE, WIDTH) if section.subtitle else ()
    below = len(kicker) * KICKER.leading + 2.0
    height = below + len(title) * style.leading + (2.0 + len(subtitle) * SUBTITLE.leading if subtitle else 0.0)

    def paint(ink: Ink, x: float, y: float) -> None:
        ink.anchor(f"section.{named.name}", y)
        ink.outline(clean(spoken(section.title, desk.language)), f"section.{named.name}", 0)
        ink.lines("P", kicker, x, y, KICKER.leading)
        ink.lines("H1", title, x, y + below, style.leading)
        if subtitle:
            ink.lines("P", subtitle, x, y + below + len(title) * style.leading + 2.0, SUBTITLE.leading)

    return Piece(height, paint, gap=_BETWEEN, keep=True, opens=True)


def _again(named: Named, desk: Desk) -> Piece:
    """The line above the further pages of a section."""
    words = desk.say(N_("{section}, continued")).format(section=named.section.kicker)
    lines: tuple[Line, ...] = desk.plain_lines(words.upper(), KICKER, WIDTH)

    def paint(ink: Ink, x: float, y: float) -> None:
        ink.plain(lines, x, y, KICKER.leading)

    return Piece(len(lines) * KICKER.leading + 4.0, paint)


def _paged(flow: _Flow, heads: dict[str, Piece]) -> list[PageOf]:
    """Pieces onto pages, in order: what is kept together is not parted, tables repeat their head."""
    pages: list[PageOf] = []
    page: list[Placed] = []
    y = 0.0
    for unit in _units(flow):
        height = sum(piece.height + piece.gap for piece, _section in unit) - unit[0][0].gap
        gap = unit[0][0].gap if page else 0.0
        if page and y + gap + height > HEIGHT + 0.01:
            pages.append(PageOf(tuple(page)))
            page, y = [], 0.0
        for piece, section in unit:
            if page and y + piece.gap + piece.height > HEIGHT + 0.01:
                pages.append(PageOf(tuple(page)))
                page, y = [], 0.0
            if not page and pages and not piece.opens:
                page, y = _begin(piece, section, heads[section])
                y += GROUP / 2 if piece.head is None else 0.0
            elif page:
                y += piece.gap
            page.append(Placed(piece, y, section))
            y += piece.height
    if page:
        pages.append(PageOf(tuple(page)))
    return pages


def _begin(piece: Piece, section: str, head: Piece) -> tuple[list[Placed], float]:
    placed = [Placed(head, 0.0, section)]
    y = head.height
    if piece.head is not None:
        placed.append(Placed(piece.head, y, section))
        y += piece.head.height
    return placed, y


def _units(flow: _Flow) -> list[_Flow]:
    """Runs of pieces that stay together, each with the piece after those that keep their next."""
    units: list[_Flow] = []
    current: _Flow = []
    for entry in flow:
        current.append(entry)
        if not entry[0].keep:
            units.append(current)
            current = []
    if current:
        units.append(current)
    return units
