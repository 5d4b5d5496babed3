"""Everything a report holds, in reading order: its blocks, tables, figures and texts."""

from collections.abc import Iterator, Sequence

from interimcoo.exchange.blocks import (
    Block,
    Bullets,
    ChartBlock,
    Figure,
    Mark,
    Note,
    Report,
    Section,
    Sentence,
    SideBySide,
    Strip,
    Table,
    Tile,
    Tiles,
    Words,
)
from interimcoo.exchange.shown import figures_in


def blocks(section: Section) -> Iterator[Block]:
    """The blocks of a section, those side by side one after the other."""
    return flat(section.blocks)


def flat(some: Sequence[Block]) -> Iterator[Block]:
    """Blocks, those side by side one after the other."""
    for block in some:
        if isinstance(block, SideBySide):
            for column in block.columns:
                yield from flat(column)
        else:
            yield block


def tables(report: Report) -> Iterator[tuple[Section, Table]]:
    """The tables of a report with their sections."""
    for section in report.sections:
        for block in blocks(section):
            if isinstance(block, Table):
                yield section, block


def figures(report: Report) -> Iterator[Figure]:
    """Every figure a report holds, as often as it stands there."""
    for section in report.sections:
        for words in (section.title, section.subtitle):
            yield from figures_in(words)
        for block in blocks(section):
            yield from _figures(block)
        yield from figures_in(section.note)


def texts(report: Report) -> Iterator[str]:
    """Every text a report holds; figures only where they are somebody's words."""
    yield from (report.name, report.organisation, report.author, report.classification, report.subject)
    for section in report.sections:
        yield section.kicker
        for words in (section.title, section.subtitle, section.note):
            yield from _texts_of(words)
        for block in blocks(section):
            yield from _texts(block)


def _figures(block: Block) -> Iterator[Figure]:
    match block:
        case Tiles(tiles):
            for tile in tiles:
                yield from (one for one in (tile.actual, tile.plan, tile.delta) if one is not None)
        case Table():
            for row in block.rows:
                for cell in row.cells:
                    if isinstance(cell, Figure):
                        yield cell
                    elif isinstance(cell, Sentence):
                        yield from figures_in(cell)
            yield from figures_in(block.note)
        case ChartBlock():
            yield from figures_in(block.takeaway)
            yield from block.figures
        case Bullets():
            for line in block.lines:
                yield from figures_in(line)
        case Note(text):
            yield from figures_in(text)
        case Strip(items):
            for _label, value, _share in items:
                yield from figures_in(value)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Tiles(tiles):
            for tile in tiles:
                yield from _tile_texts(tile)
        case Table():
            yield block.name
            yield from (column.head for column in block.columns)
            for row in block.rows:
                for cell in row.cells:
                    if isinstance(cell, str | Sentence):
                        yield from _texts_of(cell)
                    elif isinstance(cell, Figure) and isinstance(cell.value, str):
                        yield cell.value
                    elif isinstance(cell, Mark):
                        yield cell.words
            yield from _texts_of(block.note)
            yield block.empty
        case ChartBlock():
            yield block.head
            yield from _texts_of(block.takeaway)
            yield block.chart.alt
        case Bullets():
            yield block.head
            for line in block.lines:
                yield from _texts_of(line)
            yield block.empty
        case Note(text):
            yield from _texts_of(text)
        case Strip(items):
            for label, value, _share in items:
                yield label
                yield from _texts_of(value)


def _tile_texts(tile: Tile) -> Iterator[str]:
    yield tile.label
    yield tile.variation.words
    if tile.grade is not None:
        yield tile.grade.words


def _texts_of(words: Words) -> Iterator[str]:
    if isinstance(words, str):
        yield words
        return
    yield words.template
    for slot in words.slots.values():
        if isinstance(slot, str):
            yield slot
        elif isinstance(slot.value, str):
            yield slot.value
