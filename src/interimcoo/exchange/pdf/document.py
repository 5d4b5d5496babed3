"""A report as a PDF file: pages laid out, painted, tagged, described and written whole or not at all."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from reportlab import rl_config
from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase.pdfdoc import XMP
from reportlab.pdfgen.canvas import Canvas

from interimcoo import __version__, formats
from interimcoo.charts.measure import fit
from interimcoo.charts.measure import width as text_width
from interimcoo.exchange.blocks import ChartBlock, Report, Section, Strip, Table
from interimcoo.exchange.pdf import fonts
from interimcoo.exchange.pdf.compose import Named, PageOf, compose, fits_one_page, without
from interimcoo.exchange.pdf.contents import NAME as CONTENTS
from interimcoo.exchange.pdf.contents import contents_page
from interimcoo.exchange.pdf.ink import Ink
from interimcoo.exchange.pdf.kit import RUNNING, clean, unprintable
from interimcoo.exchange.pdf.layout import HEIGHT, LEFT, PAGE, TOP, WIDTH, Desk
from interimcoo.exchange.pdf.metadata import xmp
from interimcoo.exchange.pdf.record import PdfResult, PrintedFigure, PrintedNumber, Record, SectionPages
from interimcoo.exchange.pdf.structure import Node
from interimcoo.exchange.walk import blocks, texts
from interimcoo.text import N_

__all__ = ["PdfResult", "PrintedFigure", "PrintedNumber", "SectionPages", "make_pdf", "write_pdf"]

CONTENTS_ABOVE: Final = 6
"""a report with more pages than this has a page of contents"""
SIGNS_TABLE: Final = "tblSigns"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is painted: the pages, the sections by name, and what found no room."""

    pages: tuple[PageOf, ...]
    sections: tuple[Named, ...]
    left_out: tuple[str, ...]
    desk: Desk


def write_pdf(report: Report, path: Path, progress: Progress | None = None) -> PdfResult:
    """Write a report as PDF, for its owner only; the file appears whole or stays as it was. Raises OSError."""
    data, result = make_pdf(report, progress)
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return result


def make_pdf(report: Report, progress: Progress | None = None) -> tuple[bytes, PdfResult]:
    """The bytes of the PDF and what it prints. The same report gives the same bytes on every machine.

    `progress` is called with (pages done, pages); it may raise to stop. Raises FigureConflict when one figure id
    stands for two values.
    """
    fonts.register()
    rl_config.useA85 = 0  # streams as bytes: a fifth smaller than as letters
    plan = _plan(report)
    record = Record()
    out = BytesIO()
    canvas = _canvas(report, out)
    ink = Ink(canvas, PAGE[1], record, frozenset(_anchors(plan.sections)))
    for at, page in enumerate(plan.pages):
        if progress is not None:
            progress(at, len(plan.pages))
        _paint(ink, page, report, plan.desk, at + 1, len(plan.pages))
    ink.structure.write(canvas._doc, len(plan.pages))
    canvas.save()
    figures = record.figures()
    signs = dict.fromkeys(sign for text in texts(report) for sign in unprintable(text))
    return out.getvalue(), PdfResult(
        len(plan.pages), figures, record.numbers(), _used(plan), plan.left_out, tuple(signs)
    )


def _plan(report: Report) -> _Plan:
    ordered = [one for one in report.sections if not one.annex] + [one for one in report.sections if one.annex]
    named, left_out = _roomy(_named(ordered), report)
    desk = Desk(report.language, _links(named))
    pages = compose(named, desk)
    if len(pages) > CONTENTS_ABOVE and len(named) > 1:
        kept = [Named(one.name, _without_signs(one.section)) for one in named]
        pages = compose(kept, desk)
        named = kept
        rest = next((at for at, page in enumerate(pages) if all(p.section != named[0].name for p in page.placed)), 1)
        first = _first_pages([*pages[:rest], PageOf(()), *pages[rest:]])
        listed = [one for one in named if one.section.key != "summary"]
        pages = [*pages[:rest], contents_page(listed, first, desk), *pages[rest:]]
    return _Plan(tuple(pages), tuple(named), left_out, desk)


def _roomy(named: list[Named], report: Report) -> tuple[list[Named], tuple[str, ...]]:
    """The sections with a summary that fits its one page, and the heads of the blocks that were left out for it."""
    left_out: list[str] = []
    desk = Desk(report.language, _links(named))
    for at, one in enumerate(named):
        if one.section.key != "summary":
            continue
        for kind in (ChartBlock, Strip):
            while not fits_one_page(one, desk):
                fewer = without(one.section, kind)
                if fewer is one.section:
                    break
                left_out.extend(_heads_left(one.section, fewer))
                one = Named(one.name, fewer)
        named[at] = one
    return named, tuple(left_out)


def _heads_left(before: Section, after: Section) -> Iterator[str]:
    kept = list(blocks(after))
    for block in blocks(before):
        if isinstance(block, ChartBlock | Strip) and block not in kept:
            yield block.head if isinstance(block, ChartBlock) else before.kicker


def _named(sections: Sequence[Section]) -> list[Named]:
    count: dict[str, int] = {}
    named = []
    for section in sections:
        count[section.key] = count.get(section.key, 0) + 1
        number = count[section.key]
        named.append(Named(section.key if number == 1 else f"{section.key}-{number}", section))
    return named


def _without_signs(section: Section) -> Section:
    kept = tuple(b for b in section.blocks if not (isinstance(b, Table) and b.key == SIGNS_TABLE))
    return section if len(kept) == len(section.blocks) else replace(section, blocks=kept)


def _links(named: Sequence[Named]) -> dict[str, str]:
    """The anchor of each reference: "F2" leads to "finding.F2"; the first of a name counts."""
    links: dict[str, str] = {}
    for anchor in _anchors(named):
        links.setdefault(anchor.partition(".")[2], anchor)
    links.pop("", None)
    return links


def _anchors(named: Sequence[Named]) -> Iterator[str]:
    for one in named:
        for block in blocks(one.section):
            if isinstance(block, Table):
                yield from (row.anchor for row in block.rows if row.anchor)
            elif isinstance(block, ChartBlock) and block.anchor:
                yield block.anchor


def _canvas(report: Report, out: BytesIO) -> Canvas:
    canvas = Canvas(
        out, pagesize=PAGE, invariant=1, pageCompression=1, lang=report.language, pdfVersion=(1, 7),
        initialFontName=fonts.NAMES["regular"],
    )  # fmt: skip
    title = clean(f"{report.name}, {report.organisation}")
    canvas.setTitle(title)
    canvas.setAuthor(clean(report.author) or clean(report.organisation))
    canvas.setSubject(clean(report.subject))
    canvas.setCreator(f"interimcoo {__version__}")
    canvas.setProducer(f"interimcoo {__version__}")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    document = canvas._doc
    document._timeStamp = _Moment(report.frozen_at)
    document.Catalog.Metadata = XMP(creator=lambda _document: xmp(report, title, f"interimcoo {__version__}"))
    return canvas


class _Moment(TimeStamp):  # type: ignore[misc]  # reportlab has no types
    """The moment a report speaks of, in place of the clock."""

    def __init__(self, moment: datetime) -> None:
        utc = moment.astimezone(UTC)
        self.t = utc.timestamp()
        self.lt = utc.timetuple()
        self.YMDhms = tuple(self.lt)[:6]
        self.dhh = self.dmm = 0
        self.tzname = "UTC"


def _paint(ink: Ink, page: PageOf, report: Report, desk: Desk, number: int, total: int) -> None:
    _frame(ink, report, desk, number, total)
    section = ""
    depth = 0
    for placed in page.placed:
        if placed.section != section:
            if depth:
                ink.structure.leave()
            ink.structure.enter(_sect(ink, placed.section))
            depth, section = 1, placed.section
        placed.piece.paint(ink, LEFT, TOP + placed.y)
    if depth:
        ink.structure.leave()
    ink.next_page()


def _sect(ink: Ink, name: str) -> Node:
    return ink.sections.setdefault(name, Node("Sect"))


def _frame(ink: Ink, report: Report, desk: Desk, number: int, total: int) -> None:
    style = RUNNING
    right, _cut = fit(clean(report.classification), style.size, style.weight, WIDTH * 0.35)
    room = WIDTH - text_width(right, style.size, style.weight) - 20.0
    left, _cut = fit(clean(f"{report.organisation}  ·  {report.name}"), style.size, style.weight, room)
    ink.running(left, style, LEFT, 24.0)
    ink.running(right, style, LEFT + WIDTH, 24.0, right=True)
    ink.rule(LEFT, 30.0, LEFT + WIDTH, 30.0, "rule", 0.5)
    frozen = desk.say(N_("Data frozen {moment} UTC, revision {revision}")).format(
        moment=formats.instant(report.frozen_at, report.language), revision=report.revision
    )
    ink.running(frozen, style, LEFT, PAGE[1] - 20.0)
    words = desk.say(N_("Page {n} of {total}")).format(n=number, total=total)
    ink.running(words, style, LEFT + WIDTH, PAGE[1] - 20.0, right=True)


def _first_pages(pages: Sequence[PageOf]) -> dict[str, int]:
    first: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        for placed in page.placed:
            first.setdefault(placed.section, number)
    return first


def _used(plan: _Plan) -> tuple[SectionPages, ...]:
    used: dict[str, float] = {}
    pages: dict[str, list[int]] = {}
    for number, page in enumerate(plan.pages, 1):
        tops = [placed.y for placed in page.placed]
        ends = [*tops[1:], HEIGHT]
        for placed, end in zip(page.placed, ends, strict=True):
            used[placed.section] = used.get(placed.section, 0.0) + (end - placed.y) / HEIGHT
            pages.setdefault(placed.section, []).append(number)
    by_name = {one.name: one.section for one in plan.sections}
    return tuple(
        SectionPages(
            name, by_name[name].kicker if name in by_name else plan.desk.say(N_("Contents")), min(on), max(on),
            round(used[name], 2), by_name[name].annex if name in by_name else name != CONTENTS,
        )
        for name, on in pages.items()
    )  # fmt: skip
