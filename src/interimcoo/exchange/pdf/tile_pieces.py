"""Tiles: the key figures of the first page in a row."""

from dataclasses import dataclass
from typing import Final

from interimcoo.exchange.blocks import Figure, Sentence, Tile, Tiles
from interimcoo.exchange.pdf.chart_pieces import scene_of
from interimcoo.exchange.pdf.ink import Ink
from interimcoo.exchange.pdf.kit import (
    TILE_DELTA,
    TILE_FIGURE,
    TILE_LABEL,
    TILE_PLAN,
    TILE_UNIT,
    Span,
    Style,
    clean,
    figure_span,
)
from interimcoo.exchange.pdf.layout import GROUP, GUTTER, Desk, Piece
from interimcoo.exchange.pdf.lines import Line, measured, one_line
from interimcoo.exchange.pdf.marks import mark_scene, mark_width
from interimcoo.exchange.pdf.structure import Node
from interimcoo.exchange.shown import shown
from interimcoo.text import N_

MOST_IN_A_ROW: Final = 5
_PAD: Final = 10.0
_SIGN: Final = 13.0
_SIZES: Final = (24.0, 20.0, 16.0, 13.0, 10.0, 8.0)


@dataclass(frozen=True, slots=True)
class _Words:
    """The lines of one tile."""

    label: tuple[Line, ...]
    number: Span
    unit: Span | None
    delta: Line | None
    plan: tuple[Line, ...]


def tile_pieces(block: Tiles, width: float, desk: Desk) -> list[Piece]:
    """Rows of at most five tiles; the tiles of a block are all of one width and height."""
    if not block.tiles:
        return []
    rows = -(-len(block.tiles) // MOST_IN_A_ROW)
    columns = max(3, -(-len(block.tiles) // rows))
    wide = (width - GUTTER * (columns - 1)) / columns
    words = [_words(tile, wide - 2 * _PAD, desk) for tile in block.tiles]
    label = max(max(len(one.label) for one in words) * TILE_LABEL.leading, _SIGN + 1.0)
    plan = max(max(len(one.plan) for one in words), 1) * TILE_PLAN.leading
    height = 9.0 + label + 28.0 + TILE_DELTA.leading + plan + 7.0
    pieces = []
    for at in range(0, len(block.tiles), columns):
        row = list(zip(block.tiles[at : at + columns], words[at : at + columns], strict=True))

        def paint(ink: Ink, x: float, y: float, row: list[tuple[Tile, _Words]] = row) -> None:
            for place, (tile, one) in enumerate(row):
                with ink.element(Node("Sect")):
                    _paint(ink, tile, one, x + place * (wide + GUTTER), y, wide, height, label, desk)

        pieces.append(Piece(height, paint, gap=GROUP if at == 0 else 8.0))
    return pieces


def _words(tile: Tile, room: float, desk: Desk) -> _Words:
    signs = mark_width(tile.variation, _SIGN) + 4.0
    signs += _SIGN + 4.0 if tile.grade is not None else 0.0
    number, unit = _figure(tile.actual, room, desk)
    name = tile.label if unit is not None or not tile.actual.unit else f"{tile.label}, {tile.actual.unit}"
    label = desk.lines(name, TILE_LABEL, room - signs)
    delta = one_line((_delta(tile.delta, tile.delta_good, desk),)) if tile.delta is not None else None
    plan: tuple[Line, ...] = ()
    if tile.plan is not None:
        words = Sentence(desk.say(N_("plan {value}")), {"value": tile.plan})
        plan = (one_line(desk.spans(words, TILE_PLAN)),)
        if plan[0].width > room:
            plan = desk.lines(words, TILE_PLAN, room)
    return _Words(label, number, unit, delta, plan)


def _figure(figure: Figure, room: float, desk: Desk) -> tuple[Span, Span | None]:
    """The number in the largest size that fits, and its unit beside it; none where a long unit belongs to the name."""
    bare = Figure(
        figure.id, figure.label, figure.value, figure.kind, figure.decimals, "", figure.currency, figure.origin
    )
    unit = figure.unit if figure.kind in ("number", "signed", "count") else ""
    beside = Span(clean(unit), TILE_UNIT) if unit and figure.value is not None else None
    if beside is not None and measured(beside) > room * 0.4:
        beside = None
    text = clean(shown(bare, desk.language)).replace(" ", "\u00a0")
    space = room - (measured(beside) + 3.0 if beside is not None else 0.0)
    for size in _SIZES:
        span = Span(text, Style(TILE_FIGURE.weight, size, TILE_FIGURE.leading, TILE_FIGURE.colour), figure)
        if measured(span) <= space:
            break
    return span, beside


def _delta(figure: Figure, good: bool | None, desk: Desk) -> Span:
    colour = {True: "good", False: "bad", None: "sub"}[good]
    return figure_span(
        Figure(
            figure.id, figure.label, figure.value, figure.kind, figure.decimals, figure.unit, figure.currency,
            figure.origin,
        ),
        TILE_DELTA.in_colour(colour), desk.language,
    )  # fmt: skip


def _paint(
    ink: Ink, tile: Tile, words: _Words, x: float, y: float, wide: float, height: float, label: float, desk: Desk
) -> None:
    ink.box(x, y, wide, height, "wash")
    ink.box(x, y, wide, 2.0, "brand")
    left, right, top = x + _PAD, x + wide - _PAD, y + 9.0
    text = " ".join(line.text for line in words.label)
    if tile.link and ink.leads(tile.link, text):
        with ink.element(Node("Link")):
            ink.lines("Span", words.label, left, top + 1.0, TILE_LABEL.leading)
            tall = len(words.label) * TILE_LABEL.leading
            ink.link(text, tile.link, left, top, max(line.width for line in words.label), tall + 2.0)
    else:
        ink.lines("P", words.label, left, top + 1.0, TILE_LABEL.leading)
    at = right - mark_width(tile.variation, _SIGN)
    ink.figure(mark_scene(tile.variation, _SIGN), at, top, tile.variation.words)
    if tile.grade is not None:
        ink.figure(mark_scene(tile.grade, _SIGN - 1), at - _SIGN - 4.0, top + 0.5, tile.grade.words)
    below = top + label
    base_line = Line((words.number,), measured(words.number))
    ink.lines("P", (base_line,), left, below + 1.0, 26.0)
    if words.unit is not None:
        size = words.number.style.size
        base = below + 1.0 + 13.0 + 0.36 * size
        ink.lines("P", (one_line((words.unit,)),), left + base_line.width + 3.0, base - 0.36 * 9 - 5.5, 11.0)
    below += 28.0
    used = 0.0
    if words.delta is not None:
        ink.lines("P", (words.delta,), left, below, TILE_DELTA.leading)
        used = words.delta.width
    if words.plan:
        ink.lines("P", words.plan, left, below + TILE_DELTA.leading, TILE_PLAN.leading)
        used = max(used, *(line.width for line in words.plan))
    room = right - left - used - 10.0
    if tile.trend.points and room >= 36.0:
        spark = min(room, 78.0)
        ink.picture(scene_of(tile.trend, round(spark, 1), 21.0, desk.language), right - spark, below - 2.0)
