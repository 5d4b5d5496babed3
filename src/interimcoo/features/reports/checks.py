"""What is looked at before a report may leave the house: length, takeaways, origins, typed numbers, characters."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from interimcoo.exchange.blocks import Report
from interimcoo.exchange.pdf.record import PdfResult, numbers_in
from interimcoo.exchange.shown import spoken
from interimcoo.exchange.walk import figures
from interimcoo.features.reports.board import charts_of
from interimcoo.features.reports.queries import ReportSettings
from interimcoo.text import N_, _, plural

State = Literal["done", "at_risk", "off_track"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `off_track` keeps the report from being written, `at_risk` asks for a look."""

    state: State
    text: str
    detail: str = ""


def checks(report: Report, result: PdfResult, settings: ReportSettings) -> tuple[Check, ...]:
    """All checks, those that need work first."""
    found = [
        _length(result, settings),
        _takeaways(report),
        _origins(report, result),
        *_typed(result, settings),
        *_room(result),
        *_characters(result),
    ]
    order = {"off_track": 0, "at_risk": 1, "done": 2}
    return tuple(sorted(found, key=lambda check: order[check.state]))


def body_pages(result: PdfResult) -> int:
    """Pages before the annex, without the page of contents."""
    taken = {
        page
        for section in result.sections
        if not section.annex and section.key != "contents"
        for page in range(section.first, section.last + 1)
    }
    return len(taken)


def _length(result: PdfResult, settings: ReportSettings) -> Check:
    pages = body_pages(result)
    limit = settings.page_limit
    if pages <= limit:
        said = _("{pages} of {limit} pages and annex").format(pages=pages, limit=limit)
        return Check("done", said)
    long = [one.title for one in result.sections if not one.annex and one.last > one.first]
    body = [one.title for one in result.sections if not one.annex and one.key not in ("contents", "summary")]
    over = _("{pages} pages, {limit} are allowed").format(pages=pages, limit=limit)
    return Check("off_track", over, _("Shorten or move to the annex: {names}").format(names=", ".join(long or body)))


def _takeaways(report: Report) -> Check:
    charts = [(section, chart) for section in report.sections for chart in charts_of(section)]
    empty = [chart.head for _section, chart in charts if not spoken(chart.takeaway, report.language).strip()]
    if empty:
        said = plural(len(empty), N_("{n} chart has no takeaway line"), N_("{n} charts have no takeaway line"))
        return Check("off_track", said, ", ".join(empty))
    return Check("done", _("Each chart says what to see"), plural(len(charts), N_("{n} chart"), N_("{n} charts")))


def _origins(report: Report, result: PdfResult) -> Check:
    lost = [one for one in result.figures if one.origin.kind == "imported" and not one.origin.source]
    if lost:
        places = ", ".join(_("{figure}, page {page}").format(figure=one.label, page=one.pages[0]) for one in lost[:4])
        said = plural(len(lost), N_("{n} number has no source"), N_("{n} numbers have no source"))
        return Check("off_track", said, places)
    weak = {one.id for one in figures(report) if one.origin.grade in ("C", "D")}
    text = _("All {n} numbers trace to a source").format(n=len(result.figures))
    detail = plural(len(weak), N_("{n} rests on a source of grade C or D"), N_("{n} rest on sources of grade C or D"))
    return Check("done", text, detail if weak else "")


def _typed(result: PdfResult, settings: ReportSettings) -> Iterator[Check]:
    """Numbers in words of one's own that no figure of the report has."""
    own = (*settings.titles.values(), *settings.comments.values(), *settings.takeaways.values())
    known = {
        number.lstrip("+") for one in result.figures for text in (one.shown, *one.also) for number in numbers_in(text)
    }
    loose = [number for text in own for number in numbers_in(text) if number.lstrip("+") not in known]
    if loose:
        said = plural(
            len(loose), N_("{n} number in your words is no figure"), N_("{n} numbers in your words are no figures")
        )
        yield Check("at_risk", said, ", ".join(loose[:6]))


def _room(result: PdfResult) -> Iterator[Check]:
    if result.left_out:
        said = plural(
            len(result.left_out), N_("{n} part found no room on page 1"), N_("{n} parts found no room on page 1")
        )
        yield Check("at_risk", said, ", ".join(result.left_out))


def _characters(result: PdfResult) -> Iterator[Check]:
    if result.unprintable:
        said = plural(len(result.unprintable), N_("{n} character cannot be set"), N_("{n} characters cannot be set"))
        names = ", ".join(f"U+{ord(sign):04X}" for sign in result.unprintable[:6])
        yield Check("at_risk", said, _("Printed as its code: {names}").format(names=names))
