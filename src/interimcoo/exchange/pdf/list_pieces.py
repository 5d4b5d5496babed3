"""Lists, notes and the status strip."""

import re
from dataclasses import replace
from typing import Final

from interimcoo.charts.measure import width as text_width
from interimcoo.exchange.blocks import Bullets, Note, Strip, Words
from interimcoo.exchange.pdf.ink import Ink
from interimcoo.exchange.pdf.kit import BODY, HEAD, NOTE, TILE_LABEL, Span, clean
from interimcoo.exchange.pdf.layout import GROUP, WITHIN, Desk, Paint, Piece
from interimcoo.exchange.pdf.layout import HEAD as HEAD_GAP
from interimcoo.exchange.pdf.lines import Line, broken, one_line
from interimcoo.exchange.pdf.structure import Node

_INDENT: Final = 12.0
_PAD: Final = 11.0
_BAR: Final = 3.0
_STRIP_PAD: Final = 10.0
_REFERENCE: Final = re.compile(r"^[A-Z]{1,3}-?\d{1,4}(?=[\s:,.])")


def bullet_pieces(block: Bullets, width: float, desk: Desk) -> list[Piece]:
    """A head and its lines: with dashes, or with their references hanging in front; an ask stands in a tinted box."""
    inner = width - (2 * _PAD + _BAR if block.ask else 0.0)
    head = desk.lines(block.head, HEAD, inner) if block.head else ()
    top = len(head) * HEAD.leading + (HEAD_GAP if head else 0.0)
    plain = len(block.lines) == 1 and not block.ask
    items = [_item(words, inner, desk, plain=plain, hanging=block.ask) for words in block.lines]
    if block.ask and items:
        hang = max(indent for _mark, _lines, indent in items)
        items = [_item(words, inner, desk, plain=False, hanging=True, least=hang) for words in block.lines]
    empty = desk.lines(block.empty, BODY.in_colour("sub"), inner) if not items and block.empty else ()
    body = sum(len(lines) * BODY.leading + 2.5 for _mark, lines, _indent in items) + len(empty) * BODY.leading
    pad = _PAD - 2 if block.ask else 0.0

    def paint_head(ink: Ink, x: float, y: float) -> None:
        if head:
            ink.lines("H2", head, x, y, HEAD.leading)
        if empty:
            ink.lines("P", empty, x, y + top, BODY.leading)

    def paint(ink: Ink, x: float, y: float) -> None:
        if block.ask:
            ink.box(x, y, width, top + body + 2 * pad, "imptint")
            ink.box(x, y, _BAR, top + body + 2 * pad, "brand")
        left = x + (_PAD + _BAR if block.ask else 0.0)
        paint_head(ink, left, y + pad)
        if items:
            _paint_items(ink, items, left, y + pad + top)

    if block.ask or top + body < 260:
        return [Piece(top + body + 2 * pad, paint, gap=GROUP)]
    pieces = [Piece(top, paint_head, gap=GROUP, keep=True)]
    for item in items:
        pieces.append(Piece(len(item[1]) * BODY.leading + 2.5, _single(item)))
    return pieces


def note_pieces(block: Note, width: float, desk: Desk) -> list[Piece]:
    """A small paragraph, of at most 110 letters a line."""
    return paragraph_pieces(block.text, width, desk)


def paragraph_pieces(words: Words, width: float, desk: Desk) -> list[Piece]:
    """Words in the size of notes."""
    lines = desk.lines(words, NOTE, width)
    if not any(line.spans for line in lines):
        return []
    pieces = []
    for at in range(0, len(lines), 30):
        part = lines[at : at + 30]

        def paint(ink: Ink, x: float, y: float, part: tuple[Line, ...] = part) -> None:
            ink.lines("P", part, x, y, NOTE.leading)

        pieces.append(Piece(len(part) * NOTE.leading, paint, gap=WITHIN if at == 0 else 0.0))
    return pieces


def strip_pieces(block: Strip, width: float, desk: Desk) -> list[Piece]:
    """Labels and values in a tinted band, four at most beside each other, a share as a bar below."""
    if not block.items:
        return []
    columns = min(4, len(block.items))
    pitch = (width - 2 * _STRIP_PAD + 20.0) / columns
    room = pitch - 20.0
    cells = []
    for label, value, share in block.items:
        words = one_line(desk.spans(value, BODY.strong()))
        beside = text_width(clean(label), TILE_LABEL.size, TILE_LABEL.weight) + 8 + words.width <= room
        values = (words,) if beside else desk.lines(value, BODY.strong(), room)
        cells.append((desk.plain_lines(label, TILE_LABEL, room), values, beside, share))
    bars = any(share is not None for _label, _values, _beside, share in cells)
    beside_all = all(beside for _label, _values, beside, _share in cells)
    line = max(
        (0 if beside_all else len(label) * TILE_LABEL.leading) + len(values) * BODY.leading
        for label, values, _beside, _share in cells
    )
    row = line + (10.0 if bars else 0.0)
    rows = -(-len(cells) // columns)
    height = rows * row + (rows - 1) * 6.0 + 2 * (_STRIP_PAD - 2)

    def paint(ink: Ink, x: float, y: float) -> None:
        ink.box(x, y, width, height, "wash")
        with ink.element(Node("L")):
            for at, (label, values, _beside, share) in enumerate(cells):
                left = x + _STRIP_PAD + (at % columns) * pitch
                top = y + _STRIP_PAD - 2 + (at // columns) * (row + 6.0)
                with ink.element(Node("LI")):
                    if beside_all:
                        ink.lines("Lbl", label, left, top, BODY.leading)
                        ink.lines("LBody", values, left, top, BODY.leading, align="right", width=room)
                    else:
                        ink.lines("Lbl", label, left, top, TILE_LABEL.leading)
                        ink.lines("LBody", values, left, top + len(label) * TILE_LABEL.leading, BODY.leading)
                if share is not None:
                    ink.box(left, top + line + 3.0, room, 4.0, "rule", 1.0)
                    done = room * min(1.0, max(0.0, share))
                    if done > 2.0:
                        ink.box(left, top + line + 3.0, done, 4.0, "brand", 1.0)

    return [Piece(height, paint, gap=GROUP)]


_Item = tuple[tuple[Line, ...], tuple[Line, ...], float]


def _item(words: Words, width: float, desk: Desk, *, plain: bool, hanging: bool, least: float = 0.0) -> _Item:
    """(mark in front, lines, indent) of one line of a list; a reference at its beginning is the mark when `hanging`."""
    first, *rest = desk.spans(words, BODY, strong=True) or (Span("–", BODY),)
    reference = _REFERENCE.match(first.text + " ") if hanging else None
    if reference is not None and (reference.end() < len(first.text) or rest):
        mark = broken((replace(first, text=reference.group(), style=first.style.strong()),), width)
        tail = first.text[reference.end() :]
        after = (replace(first, text=tail), *rest) if tail else tuple(rest)
        after = (replace(after[0], text=after[0].text.lstrip(" :,.")), *after[1:])
        indent = max(20.0, mark[0].width + 7.0, least)
        return mark, broken(after, width - indent), indent
    indent = 0.0 if plain else max(_INDENT, least)
    lines = broken((first, *rest), width - indent)
    return (() if plain else desk.lines("–", BODY.in_colour("sub"), 20.0)), lines, indent


def _paint_items(ink: Ink, items: list[_Item], x: float, y: float) -> None:
    with ink.element(Node("L")):
        for mark, lines, indent in items:
            _paint_item(ink, mark, lines, indent, x, y)
            y += len(lines) * BODY.leading + 2.5


def _paint_item(ink: Ink, mark: tuple[Line, ...], lines: tuple[Line, ...], indent: float, x: float, y: float) -> None:
    target = mark[0].spans[0].link if mark else ""
    words = f"{mark[0].text} {lines[0].text}" if mark else ""
    with ink.element(Node("LI")):
        if target and ink.leads(target, words):
            with ink.element(Node("Link")):
                ink.lines("Span", mark, x, y, BODY.leading, own=target)
                ink.link(words, target, x, y + 1.0, indent + lines[0].width, BODY.leading - 2.0)
        elif mark:
            ink.lines("Lbl", mark, x, y, BODY.leading)
        ink.lines("LBody", lines, x + indent, y, BODY.leading)


def _single(item: _Item) -> Paint:
    mark, lines, indent = item

    def paint(ink: Ink, x: float, y: float) -> None:
        with ink.element(Node("L")):
            _paint_item(ink, mark, lines, indent, x, y)

    return paint
