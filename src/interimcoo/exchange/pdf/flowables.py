"""Every kind of block as pieces of a page; blocks side by side begin and, where they can, end on one line."""

from collections.abc import Sequence

from interimcoo.exchange.blocks import Block, Bullets, ChartBlock, Note, SideBySide, Strip, Table, Tiles
from interimcoo.exchange.pdf.chart_pieces import chart_pieces, head_of, heights
from interimcoo.exchange.pdf.ink import Ink
from interimcoo.exchange.pdf.layout import GROUP, GUTTER, HEIGHT, Desk, Piece, stacked, total
from interimcoo.exchange.pdf.list_pieces import bullet_pieces, note_pieces, strip_pieces
from interimcoo.exchange.pdf.table_pieces import table_pieces
from interimcoo.exchange.pdf.tile_pieces import tile_pieces

_MOST_BESIDE = HEIGHT - 90.0


def block_pieces(
    block: Block, width: float, desk: Desk, *, named: bool = True, head_height: float = 0.0, extra: float = 0.0
) -> list[Piece]:
    """The pieces of a block at a width. `named`: a table prints its name; `head_height` and `extra` are for charts."""
    match block:
        case Tiles():
            return tile_pieces(block, width, desk)
        case Table():
            return table_pieces(block, width, desk, named=named)
        case ChartBlock():
            return chart_pieces(block, width, desk, head_height=head_height, extra=extra)
        case Bullets():
            return bullet_pieces(block, width, desk)
        case Note():
            return note_pieces(block, width, desk)
        case Strip():
            return strip_pieces(block, width, desk)
        case SideBySide():
            return _beside(block, width, desk)


def _beside(block: SideBySide, width: float, desk: Desk) -> list[Piece]:
    """The columns as one piece; one under the other where they are taller than a page."""
    columns = [column for column in block.columns if column]
    if not columns:
        return []
    shares = [share for share, column in zip(block.shares, block.columns, strict=True) if column]
    unit = (width + GUTTER) / (sum(shares) or 1)
    widths = [share * unit - GUTTER for share in shares]
    parts = _aligned(columns, widths, desk)
    tall = max(total(part) for part in parts)
    if tall > _MOST_BESIDE:
        return [piece for column in columns for one in column for piece in block_pieces(one, width, desk)]
    lefts = [sum(wide + GUTTER for wide in widths[:at]) for at in range(len(widths))]

    def paint(ink: Ink, x: float, y: float) -> None:
        for left, part in zip(lefts, parts, strict=True):
            stacked(part)(ink, x + left, y)

    return [Piece(tall, paint, gap=GROUP)]


def _aligned(columns: Sequence[tuple[Block, ...]], widths: Sequence[float], desk: Desk) -> list[list[Piece]]:
    """The pieces of each column, with charts that begin on one line and grow into what is left below them."""
    beginnings = [
        head_of(column[0], wide, desk).height if isinstance(column[0], ChartBlock) else 0.0
        for column, wide in zip(columns, widths, strict=True)
    ]
    head = max(beginnings)
    parts = [_column(column, wide, desk, head, 0.0) for column, wide in zip(columns, widths, strict=True)]
    tall = max(total(part) for part in parts)
    for at, (column, wide) in enumerate(zip(columns, widths, strict=True)):
        spare = tall - total(parts[at])
        charts = [one.chart for one in column if isinstance(one, ChartBlock)]
        growing = sum(1 for chart in charts if heights(chart, wide, 1.0)[0] is not None)
        if spare > 3.0 and growing:
            parts[at] = _column(column, wide, desk, head, spare / growing)
    return parts


def _column(column: Sequence[Block], width: float, desk: Desk, head: float, extra: float) -> list[Piece]:
    pieces: list[Piece] = []
    for at, one in enumerate(column):
        pieces.extend(block_pieces(one, width, desk, head_height=head if at == 0 else 0.0, extra=extra))
    return pieces
