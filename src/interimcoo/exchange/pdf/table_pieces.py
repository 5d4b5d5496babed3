"""Tables: columns as wide as their numbers need, rows of equal air, heads repeated on each page, long rows divided."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from interimcoo.exchange.blocks import Figure, Mark, Sentence, Table, TableRow
from interimcoo.exchange.pdf.cells import CellBox, cell_box, least_width, natural_width
from interimcoo.exchange.pdf.ink import Ink
from interimcoo.exchange.pdf.kit import CELL, GROUP, HEAD, TABLE_HEAD, figure_span
from interimcoo.exchange.pdf.layout import GROUP as GROUP_GAP
from interimcoo.exchange.pdf.layout import HEAD as HEAD_GAP
from interimcoo.exchange.pdf.layout import HEIGHT, Desk, Grid, Piece
from interimcoo.exchange.pdf.lines import Line, broken
from interimcoo.exchange.pdf.list_pieces import paragraph_pieces
from interimcoo.exchange.pdf.structure import Node

GAP: Final = 10.0
"""between columns"""
_MOST_LINES: Final = int((HEIGHT - 130.0) / CELL.leading)


def table_pieces(block: Table, width: float, desk: Desk, *, named: bool) -> list[Piece]:
    """A head and a piece for each row; `named` prints the name of the table above it."""
    if not block.rows:
        return _empty(block, width, desk, named=named)
    grid = desk.grids.get((id(block), width)) or _grid(block, width, desk)
    desk.grids[id(block), width] = grid
    node = Node("Table", block.name)
    again = _head(block, grid, desk, node, named=False, repeated=True)
    pieces = [replace(_head(block, grid, desk, node, named=named, repeated=False), gap=GROUP_GAP, keep=True)]
    last = len(block.rows) - 1
    words = _with_words(block)
    for at, row in enumerate(block.rows):
        if row.group:
            pieces.append(replace(_group(row, grid, desk, node, first=at == 0), head=again))
            continue
        parts = _row(row, grid, desk, node, words)
        keep = at == last - 1 and last > 2
        pieces.extend(replace(part, head=again, keep=keep and n == len(parts) - 1) for n, part in enumerate(parts))
    if block.note:
        pieces[-1] = replace(pieces[-1], keep=True)
        pieces.extend(paragraph_pieces(block.note, width, desk))
    return pieces


def _empty(block: Table, width: float, desk: Desk, *, named: bool) -> list[Piece]:
    head = desk.lines(block.name, HEAD, width) if named else ()
    lines = desk.lines(block.empty, CELL.in_colour("sub"), width) if block.empty else ()
    top = len(head) * HEAD.leading + (HEAD_GAP if head else 0.0)

    def paint(ink: Ink, x: float, y: float) -> None:
        if head:
            ink.lines("H2", head, x, y, HEAD.leading)
        if lines:
            ink.lines("P", lines, x, y + top, CELL.leading)

    return [Piece(top + len(lines) * CELL.leading, paint, gap=GROUP_GAP)] if head or lines else []


def _grid(block: Table, width: float, desk: Desk) -> Grid:
    """Widths in the proportion asked for; none under what its numbers need, none over what its longest cell needs.

    Where every cell has room on one line, the proportion alone decides.
    """
    room = width - GAP * (len(block.columns) - 1)
    rows = [row for row in block.rows if not row.group]
    least, natural = [], []
    for at, column in enumerate(block.columns):
        cells = [row.cells[at] for row in rows if at < len(row.cells)]
        heads = [_word_width(word, desk) for word in column.head.split()]
        needs = max([*heads, *(least_width(cell, column, desk) for cell in cells), 8.0])
        least.append(min(needs, room * 0.3))
        natural.append(max([*heads, *(natural_width(cell, column, desk) for cell in cells), needs]))
    if sum(least) > room:
        least = [need * room / sum(least) for need in least]
    weights = [column.width for column in block.columns]
    roomy = sum(natural) <= room
    widths = _shared(room, weights, natural if roomy else least, [room] * len(weights) if roomy else natural)
    lefts, left = [], 0.0
    for wide in widths:
        lefts.append(left)
        left += wide + GAP
    return Grid(tuple(lefts), tuple(widths), block.columns, width)


def _shared(room: float, weights: Sequence[float], floors: Sequence[float], caps: Sequence[float]) -> list[float]:
    """The room shared by weight, every share kept within its floor and its cap."""
    widths = list(floors)
    free = set(range(len(weights)))
    while free:
        left = room - sum(widths[at] for at in range(len(widths)) if at not in free)
        unit = left / (sum(weights[at] for at in free) or 1.0)
        low = {at for at in free if weights[at] * unit < floors[at]}
        high = {at for at in free if weights[at] * unit > caps[at]} if not low else set()
        for at in low or high or free:
            widths[at] = floors[at] if low else caps[at] if high else weights[at] * unit
        free -= low or high or set(free)
    spare = room - sum(widths)
    if spare > 0.5:
        total = sum(weights) or 1.0
        widths = [wide + spare * weight / total for wide, weight in zip(widths, weights, strict=True)]
    return widths


def _word_width(word: str, desk: Desk) -> float:
    return desk.plain_lines(word, TABLE_HEAD, 1000.0)[0].width


def _with_words(block: Table) -> bool:
    """Whether the words of status signs stand beside them: only where there are a few."""
    marks = [cell for row in block.rows for cell in row.cells if isinstance(cell, Mark) and cell.kind == "status"]
    return len(marks) < 6


def _head(block: Table, grid: Grid, desk: Desk, node: Node, *, named: bool, repeated: bool) -> Piece:
    name = desk.lines(block.name, HEAD, grid.width) if named else ()
    heads = [
        desk.plain_lines(column.head, TABLE_HEAD, wide) for column, wide in zip(grid.columns, grid.widths, strict=True)
    ]
    top = len(name) * HEAD.leading + (HEAD_GAP if name else 0.0)
    tall = max(len(lines) for lines in heads) * TABLE_HEAD.leading

    def paint(ink: Ink, x: float, y: float) -> None:
        if name:
            ink.lines("H2", name, x, y, HEAD.leading)
        if repeated:
            with ink.decoration():
                _heads(ink, x, y + top)
        else:
            with ink.element(node), ink.element(Node("TR")):
                _heads(ink, x, y + top)
        ink.rule(x, y + top + tall + 3.0, x + grid.width, y + top + tall + 3.0, "ink", 0.8)

    def _heads(ink: Ink, x: float, y: float) -> None:
        for at, lines in enumerate(heads):
            low = y + tall - len(lines) * TABLE_HEAD.leading
            left, wide, align = x + grid.lefts[at], grid.widths[at], grid.columns[at].align
            if repeated:
                ink.plain(lines, left, low, TABLE_HEAD.leading, align=align, width=wide)
            else:
                ink.lines("TH", lines, left, low, TABLE_HEAD.leading, align=align, width=wide, scope="Column")

    return Piece(top + tall + 3.4, paint)


def _group(row: TableRow, grid: Grid, desk: Desk, node: Node, *, first: bool) -> Piece:
    head = row.cells[0] if row.cells else ""
    lines: tuple[Line, ...] = ()
    if isinstance(head, Figure):
        lines = broken((figure_span(head, GROUP, desk.language),), grid.width)
    elif isinstance(head, str | Sentence) and head:
        lines = desk.lines(head, GROUP, grid.width)
    above = 4.0 if first else 2.0 + desk.row_padding * 1.4
    height = above + len(lines) * GROUP.leading + 3.0

    def paint(ink: Ink, x: float, y: float) -> None:
        ink.anchor(row.anchor, y)
        with ink.element(node), ink.element(Node("TR")):
            ink.lines("TH", lines, x, y + above, GROUP.leading, scope="Row")
        ink.rule(x, y + height, x + grid.width, y + height)

    return Piece(height, paint, keep=True)


def _row(row: TableRow, grid: Grid, desk: Desk, node: Node, words: bool) -> list[Piece]:
    """The row as one piece; as several where a cell has more lines than a page."""
    cells = tuple(row.cells) + (None,) * (len(grid.columns) - len(row.cells))
    boxes = [
        cell_box(cell, column, wide, desk, own=row.anchor, with_words=words, first=at == 0)
        for at, (cell, column, wide) in enumerate(zip(cells, grid.columns, grid.widths, strict=False))
    ]
    longest = max(len(box.lines) for box in boxes)
    if longest <= _MOST_LINES:
        return [_row_piece(row.anchor, boxes, grid, desk, node)]
    pieces = []
    for at in range(0, longest, _MOST_LINES):
        part = [
            replace(box, lines=box.lines[at : at + _MOST_LINES])
            if at == 0
            else replace(box, lines=box.lines[at : at + _MOST_LINES], tall=0.0, paint=None)
            for box in boxes
        ]
        pieces.append(_row_piece(row.anchor if at == 0 else "", part, grid, desk, node))
    return pieces


def _row_piece(anchor: str, boxes: list[CellBox], grid: Grid, desk: Desk, node: Node) -> Piece:
    pad = desk.row_padding
    inner = max(max(box.height for box in boxes), CELL.leading)
    height = inner + 2 * pad
    long = inner > 3.5 * CELL.leading

    def paint(ink: Ink, x: float, y: float) -> None:
        ink.anchor(anchor, y)
        with ink.element(node), ink.element(Node("TR")):
            for at, box in enumerate(boxes):
                top = y + pad + (0.0 if long else (inner - box.height) / 2)
                box.draw(ink, x + grid.lefts[at], top, grid.widths[at], anchor)
        ink.rule(x, y + height, x + grid.width, y + height)

    return Piece(height, paint)
