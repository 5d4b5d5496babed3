"""The second page of a longer report: what each section says, with its page, and how the signs are read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from interimcoo.exchange.blocks import Mark
from interimcoo.exchange.pdf.compose import Named, PageOf, Placed
from interimcoo.exchange.pdf.ink import Ink
from interimcoo.exchange.pdf.kit import CELL, HEAD, KICKER, SUBTITLE, TITLE, Span, Style, clean
from interimcoo.exchange.pdf.layout import GUTTER, HEIGHT, WIDTH, Desk, Piece
from interimcoo.exchange.pdf.lines import Line, one_line
from interimcoo.exchange.pdf.marks import mark_scene
from interimcoo.exchange.pdf.structure import Node
from interimcoo.exchange.shown import spoken
from interimcoo.text import N_

NAME: Final = "contents"
_ENTRY: Final = Style("medium", 10.5, 13.5)
_PAGE: Final = Style("semibold", 10.5, 13.5, "brand")
_LEFT: Final = (WIDTH + GUTTER) / 12 * 8 - GUTTER
_RIGHT: Final = WIDTH - _LEFT - 2 * GUTTER
_SIGN: Final = 13.0
SIGNS: Final[tuple[tuple[str, tuple[Mark, ...]], ...]] = (
    (
        N_("Variation: has the process changed?"),
        (
            Mark("variation", "improvement", N_("improving beyond chance: hold it"), rising=True, high=True),
            Mark("variation", "concern", N_("worsening beyond chance: find the cause"), rising=False, high=False),
            Mark("variation", "special_high", N_("changed beyond chance, neither good nor bad"), rising=True),
            Mark("variation", "common_cause", N_("no signal: ordinary variation, leave it or redesign")),
            Mark("variation", "not_enough_data", N_("too few points for limits; their number inside"), points=5),
        ),
    ),
    (
        N_("Assurance: will the target be met?"),
        (
            Mark("assurance", "pass", N_("target safely met")),
            Mark("assurance", "fail", N_("target out of reach of today's process")),
            Mark("assurance", "inconsistent", N_("target hit and missed by chance")),
        ),
    ),
    (
        N_("Status of work"),
        (
            Mark("status", "done", N_("done")),
            Mark("status", "on_track", N_("on track")),
            Mark("status", "at_risk", N_("at risk")),
            Mark("status", "off_track", N_("off track")),
            Mark("status", "not_started", N_("not started")),
        ),
    ),
    (
        N_("Trust grade of a source"),
        (
            Mark("trust", "A", N_("checked against a second source")),
            Mark("trust", "B", N_("from a system, plausible, not checked")),
            Mark("trust", "C", N_("from one person or one sheet, with gaps")),
            Mark("trust", "D", N_("estimate or hearsay")),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kicker: str
    title: tuple[Line, ...]
    page: int

    @property
    def height(self) -> float:
        return KICKER.leading + len(self.title) * _ENTRY.leading


def contents_page(sections: Sequence[Named], pages: Mapping[str, int], desk: Desk) -> PageOf:
    """The page of contents; `pages` holds the first page of each section by its name."""
    room = _LEFT - 34.0
    entries = [
        _Entry(
            one.name,
            clean(one.section.kicker),
            desk.plain_lines(spoken(one.section.title, desk.language), _ENTRY, room),
            pages[one.name],
        )
        for one in sections
    ]
    head = _head(desk)
    top = head.height + 16.0
    guide = _guide(desk)
    spare = max(guide.height, min(HEIGHT * 0.94 - top, guide.height)) - sum(entry.height for entry in entries)
    pitch = min(26.0, max(4.0, spare / max(1, len(entries))))
    body = sum(entry.height + pitch for entry in entries)
    return PageOf((Placed(head, 0.0, NAME), Placed(_columns(entries, pitch, body, guide), top, NAME)))


def _head(desk: Desk) -> Piece:
    kicker = desk.plain_lines(desk.say(N_("Contents")).upper(), KICKER, WIDTH)
    title = desk.plain_lines(desk.say(N_("What this report says, and how to read its signs")), TITLE, WIDTH)
    words = desk.say(N_("Each line is the answer of its section. A reference in blue leads to its record."))
    subtitle = desk.plain_lines(words, SUBTITLE, WIDTH)
    height = KICKER.leading + 2.0 + len(title) * TITLE.leading + 2.0 + len(subtitle) * SUBTITLE.leading

    def paint(ink: Ink, x: float, y: float) -> None:
        ink.anchor(f"section.{NAME}", y)
        ink.outline(desk.say(N_("Contents")), f"section.{NAME}", 0)
        ink.lines("P", kicker, x, y, KICKER.leading)
        ink.lines("H1", title, x, y + KICKER.leading + 2.0, TITLE.leading)
        ink.lines("P", subtitle, x, y + KICKER.leading + 4.0 + len(title) * TITLE.leading, SUBTITLE.leading)

    return Piece(height, paint)


def _columns(entries: Sequence[_Entry], pitch: float, body: float, guide: "_Guide") -> Piece:
    def paint(ink: Ink, x: float, y: float) -> None:
        with ink.element(Node("TOC")):
            at = y
            for entry in entries:
                ink.rule(x, at, x + _LEFT, at)
                _paint_entry(ink, entry, x, at + pitch / 2)
                at += entry.height + pitch
        ink.rule(x, at, x + _LEFT, at)
        guide.paint(ink, x + _LEFT + 2 * GUTTER, y)

    return Piece(max(body, guide.height), paint)


def _paint_entry(ink: Ink, entry: _Entry, x: float, y: float) -> None:
    number = one_line((Span(str(entry.page), _PAGE),))
    with ink.element(Node("TOCI")), ink.element(Node("Link")):
        ink.lines("Span", (one_line((Span(entry.kicker.upper(), KICKER),)),), x, y, KICKER.leading)
        ink.lines("Span", entry.title, x, y + KICKER.leading, _ENTRY.leading)
        ink.lines("Span", (number,), x + _LEFT - number.width, y + KICKER.leading, _PAGE.leading, numbers="frame")
        ink.link(f"{entry.kicker}, {entry.page}", f"section.{entry.name}", x, y, _LEFT, entry.height)


@dataclass(frozen=True, slots=True)
class _Guide:
    """The legend of signs in a column."""

    groups: tuple[tuple[str, tuple[tuple[Mark, tuple[Line, ...]], ...]], ...]

    @property
    def height(self) -> float:
        rows = sum(
            max(_SIGN, len(lines) * CELL.leading) + 4.0 for _head, marks in self.groups for _mark, lines in marks
        )
        return rows + len(self.groups) * (HEAD.leading + 4.0) + (len(self.groups) - 1) * 9.0

    def paint(self, ink: Ink, x: float, y: float) -> None:
        for head, marks in self.groups:
            ink.lines("H2", (one_line((Span(head, HEAD),)),), x, y, HEAD.leading)
            y += HEAD.leading + 4.0
            with ink.element(Node("L")):
                for mark, lines in marks:
                    tall = max(_SIGN, len(lines) * CELL.leading)
                    with ink.element(Node("LI")):
                        ink.figure(mark_scene(mark, _SIGN), x, y + (tall - _SIGN) / 2, mark.words)
                        ink.lines("LBody", lines, x + 30.0, y + (tall - len(lines) * CELL.leading) / 2, CELL.leading)
                    y += tall + 4.0
            y += 9.0


def _guide(desk: Desk) -> _Guide:
    groups = []
    for head, marks in SIGNS:
        rows = []
        for mark in marks:
            words = desk.say(mark.words)
            spoken_mark = Mark(mark.kind, mark.value, words, mark.rising, mark.high, mark.points)
            rows.append((spoken_mark, desk.plain_lines(words, CELL, _RIGHT - 30.0)))
        groups.append((desk.say(head), tuple(rows)))
    return _Guide(tuple(groups))
