"""The first page, cut to its limits: title, tiles, what changed, worries, asks, two charts, the strip."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Final, TypeVar

from interimcoo.domain.guidance import Step
from interimcoo.exchange.blocks import (
    Block,
    Bullets,
    ChartBlock,
    Column,
    Context,
    Figure,
    Note,
    Section,
    Sentence,
    SideBySide,
    Strip,
    SummaryParts,
    Table,
    TableRow,
    Tiles,
    Words,
)
from interimcoo.exchange.shown import spoken
from interimcoo.features.reports.queries import MandateFacts
from interimcoo.text import N_, translate

T = TypeVar("T")
TILES: Final = 5
CHANGED: Final = 4
WORRIES: Final = 3
ASKS: Final = 3
CHARTS: Final = 2
STRIP: Final = 4
MISSING: Final = 10
LONGEST_TITLE: Final = 130


def first_page(
    given: Mapping[str, SummaryParts], facts: MandateFacts, context: Context, missing: Sequence[Step] = ()
) -> Section:
    """The summary of what the features give, in the order of `given`; without figures it says what is `missing`."""
    language = context.language
    parts = tuple(given.values())
    tiles = tuple(tile for one in parts for tile in one.tiles)[:TILES]
    charts = _in_turn([one.charts for one in parts])[:CHARTS]
    strip = tuple(item for one in parts for item in one.strip)[:STRIP]
    blocks: list[Block] = []
    if tiles:
        blocks.append(Tiles(tiles))
    else:
        blocks.append(Note(translate(N_("No KPI has a value yet; the tiles appear with the first import."), language)))
    blocks.append(
        SideBySide(
            (4, 4, 4),
            (
                (_changed(parts, language),),
                (_worries(parts, language),),
                (_asks(parts, language),),
            ),
        )
    )
    if charts:
        blocks.append(_charts(charts))
    if strip:
        blocks.append(Strip(strip))
    if missing:
        blocks.append(_missing(missing, language))
    return Section(
        key="summary",
        kicker=translate(N_("Executive summary"), language),
        title=_title(parts, facts, language),
        subtitle=_subtitle(facts, context),
        blocks=tuple(blocks),
    )


def _title(parts: Sequence[SummaryParts], facts: MandateFacts, language: str) -> Words:
    candidates = sorted((one for one in parts if one.title is not None), key=lambda one: one.title_rank)
    short = [one for one in candidates if len(spoken(one.title or "", language)) <= LONGEST_TITLE]
    for one in (*short, *candidates):
        if one.title is not None:
            return one.title
    if facts.client:
        return Sentence(translate(N_("The mandate at {client} has no figures yet"), language), {"client": facts.client})
    return translate(N_("This engagement has no mandate and no figures yet"), language)


def _subtitle(facts: MandateFacts, context: Context) -> Words:
    day = Figure("report.as_of", translate(N_("Date of the report"), context.language), context.today, "date")
    if facts.consultant:
        text = translate(N_("Report of the interim COO, {name}, as of {day}"), context.language)
        return Sentence(text, {"name": facts.consultant, "day": day})
    return Sentence(translate(N_("Report of the interim COO, as of {day}"), context.language), {"day": day})


def _changed(parts: Sequence[SummaryParts], language: str) -> Bullets:
    lines = _in_turn([one.changed for one in parts])
    head = _counted(N_("What changed"), N_("What changed, {n} of {all}"), len(lines), CHANGED, language)
    empty = translate(N_("No change beyond chance is recorded."), language)
    return Bullets(head, lines[:CHANGED], empty)


def _worries(parts: Sequence[SummaryParts], language: str) -> Bullets:
    lines = _in_turn([one.worries for one in parts])
    head = _counted(N_("What worries us"), N_("What worries us, {n} of {all}"), len(lines), WORRIES, language)
    return Bullets(head, lines[:WORRIES], translate(N_("No target is missed and nothing is late."), language))


def _asks(parts: Sequence[SummaryParts], language: str) -> Bullets:
    lines = _in_turn([one.asks for one in parts])
    head = _counted(N_("What we ask of the board"), N_("What we ask, {n} of {all}"), len(lines), ASKS, language)
    return Bullets(head, lines[:ASKS], translate(N_("No decision is asked of the board."), language), ask=True)


def _missing(steps: Sequence[Step], language: str) -> Table:
    """The first steps of the guide: what a report with figures still needs."""
    heads = (
        Column(translate(N_("Missing"), language), 4.0, strong=True),
        Column(translate(N_("What to do"), language), 6.0),
    )
    rows = tuple(TableRow((step.title.words(language), step.detail.words(language))) for step in steps[:MISSING])
    return Table("tblMissing", translate(N_("What the report still needs"), language), heads, rows)


def _counted(few: str, many: str, count: int, most: int, language: str) -> str:
    if count <= most:
        return translate(few, language)
    return translate(many, language).format(n=most, all=count)


def _charts(charts: Sequence[ChartBlock]) -> Block:
    return charts[0] if len(charts) == 1 else SideBySide((6, 6), ((charts[0],), (charts[1],)))


def _in_turn(given: Sequence[Sequence[T]]) -> tuple[T, ...]:
    """The first of each, then the second of each, so that no feature crowds out another."""
    missing = object()
    rows = zip_longest(*given, fillvalue=missing)
    return tuple(one for row in rows for one in row if one is not missing)  # type: ignore[misc]
