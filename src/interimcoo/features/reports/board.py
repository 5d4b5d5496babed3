"""The board report: what all features say, in the order and with the words a person has chosen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from interimcoo import formats
from interimcoo.domain.guidance import Step
from interimcoo.exchange.blocks import Block, Bullets, ChartBlock, Context, Report, Section, SideBySide
from interimcoo.features.reports import queries
from interimcoo.features.reports.figures import check_figures
from interimcoo.features.reports.first_page import first_page
from interimcoo.features.reports.gather import Gathered, Given, gather, named, steps_missing, summaries
from interimcoo.features.reports.keys import SUMMARY
from interimcoo.features.reports.queries import MandateFacts, ReportSettings
from interimcoo.text import N_, translate

if TYPE_CHECKING:
    from sqlmodel import Session

CLASSIFICATIONS: Final = {
    "internal": N_("Internal"),
    "confidential": N_("Confidential"),
    "board": N_("Confidential – board only"),
}


@dataclass(frozen=True, slots=True)
class Board:
    """The report, all sections that could stand in it with their places, and the choices made for it."""

    report: Report
    sections: tuple[Gathered, ...]
    settings: ReportSettings


def board_report(db: "Session", *, today: date, now: datetime, revision: int, language: str = "") -> Report:
    """The board report of a day, in a language (that of the mandate's documents unless given).

    Raises FigureConflict when one figure id stands for two values.
    """
    return board(db, today=today, now=now, revision=revision, language=language).report


def board(db: "Session", *, today: date, now: datetime, revision: int, language: str = "") -> Board:
    """The same with what the page needs to change it."""
    frame = frame_of(db, today=today, now=now, revision=revision, language=language)
    return assembled(frame, gather(db, frame.context))


@dataclass(frozen=True, slots=True)
class Frame:
    """What a report is made with beside that which features give; read at once, in little time."""

    context: Context
    facts: MandateFacts
    settings: ReportSettings
    missing: tuple[Step, ...]
    revision: int


def frame_of(db: "Session", *, today: date, now: datetime, revision: int, language: str = "") -> Frame:
    """The frame of a report of a day."""
    facts = queries.mandate(db)
    missing = () if queries.has_readings(db) else steps_missing(db, today)
    context = Context(language or facts.language, today, now)
    return Frame(context, facts, queries.settings(db), missing, revision)


def assembled(frame: Frame, given: Sequence[Given]) -> Board:
    """The report of what the features give, in the chosen order and with the chosen words; the body first."""
    facts, settings, context, spoken = frame.facts, frame.settings, frame.context, frame.context.language
    summary = Gathered(SUMMARY, first_page(summaries(given), facts, context, frame.missing))
    sections = _placed([summary, *named(given)], settings, spoken)
    report = Report(
        name=translate(N_("Board report, {month}"), spoken).format(month=_month(context)),
        organisation=facts.client or translate(N_("Engagement without mandate"), spoken),
        author=facts.consultant or translate(N_("Interim COO"), spoken),
        language=spoken,
        classification=translate(CLASSIFICATIONS.get(facts.classification, facts.classification), spoken),
        frozen_at=context.now,
        revision=frame.revision,
        subject=translate(N_("Report of the interim COO to the board"), spoken),
        sections=tuple(one.section for one in sections if one.name not in settings.left_out),
    )
    check_figures(report)
    return Board(report, sections, settings)


def _month(context: Context) -> str:
    return formats.period(f"{context.today:%Y-%m}", context.language)


def _placed(there: Sequence[Gathered], settings: ReportSettings, language: str) -> tuple[Gathered, ...]:
    """All sections, the left-out ones too, where a person has put them."""
    chosen = [_chosen(one, settings, language) for one in there]
    place = {name: at for at, name in enumerate(settings.order)}
    usual = {one.name: at for at, one in enumerate(chosen)}
    chosen.sort(
        key=lambda one: (
            one.section.annex, one.name != SUMMARY, place.get(one.name, len(place)), usual[one.name],
        )
    )  # fmt: skip
    return tuple(chosen)


def _chosen(one: Gathered, settings: ReportSettings, language: str) -> Gathered:
    """The section with its own title, comment and takeaways, in the body or the annex."""
    section = one.section
    blocks = tuple(_with_takeaway(block, settings) for block in section.blocks)
    comment = settings.comments.get(one.name, "")
    if comment:
        blocks = (Bullets(translate(N_("Comment"), language), (comment,)), *blocks)
    annex = one.name != SUMMARY and settings.annex.get(one.name, one.annex)
    title = settings.titles.get(one.name) or section.title
    return Gathered(one.name, replace(section, title=title, blocks=blocks, annex=annex))


def _with_takeaway(block: Block, settings: ReportSettings) -> Block:
    if isinstance(block, ChartBlock):
        own = settings.takeaways.get(chart_name(block), "")
        return replace(block, takeaway=own) if own else block
    if isinstance(block, SideBySide):
        columns = tuple(tuple(_with_takeaway(one, settings) for one in column) for column in block.columns)
        return replace(block, columns=columns)
    return block


def chart_name(block: ChartBlock) -> str:
    """The name under which a chart's own takeaway is kept."""
    return block.anchor or block.head


def charts_of(section: Section) -> tuple[ChartBlock, ...]:
    """The charts of a section."""
    found: list[ChartBlock] = []
    for block in section.blocks:
        inside = [one for column in block.columns for one in column] if isinstance(block, SideBySide) else [block]
        found.extend(one for one in inside if isinstance(one, ChartBlock))
    return tuple(found)
