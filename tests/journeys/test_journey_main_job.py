"""The main job: client workbooks in, signals, a corrective action, the plan, the board report with its annex out."""

from pathlib import Path

import openpyxl
import pdfplumber

from interimcoo.features.actions import queries as action_queries
from interimcoo.features.imports.entries import imports
from interimcoo.features.imports.page import ImportPage
from interimcoo.features.imports.wizard import COLUMNS, RUN, TABLE
from interimcoo.features.kpis import queries as kpi_queries
from interimcoo.features.kpis.page import KpiPage
from interimcoo.features.plan import queries as plan_queries
from interimcoo.features.plan.page import PlanPage
from interimcoo.features.reports.page import ReportsPage
from interimcoo.text import resources
from journeys.hand import ALT, CTRL, DAY, KEY, Hand

SAMPLE = resources() / "sample"
DELIVERY, PLAN = SAMPLE / "Leveransrapport_v37.xlsx", SAMPLE / "Action_plan_2026.xlsx"


def _import_page(hand: Hand) -> ImportPage:
    hand.on("imports")
    page = hand.page
    assert isinstance(page, ImportPage)
    return page


def _to_dry_run(hand: Hand, path: Path) -> ImportPage:
    """Drop a workbook on the window and walk the wizard by key to its dry run."""
    hand.drop(path)
    page = _import_page(hand)
    hand.until(lambda: page.wizard.draft is not None)
    hand.until(lambda: page.wizard.table.sheet.hasFocus())
    assert page.wizard.step == TABLE
    hand.key(KEY.Key_Return)
    assert page.wizard.step == COLUMNS
    hand.key(KEY.Key_Right, ALT)
    assert page.wizard.step == RUN
    hand.until(lambda: page.wizard.run is not None)
    return page


def _import(hand: Hand, page: ImportPage) -> None:
    hand.until(page.bar.primary().isEnabled)
    hand.key(KEY.Key_Return, CTRL)
    hand.until(lambda: page.wizard.draft is None and not hand.session.busy)


def _values(hand: Hand) -> int:
    return sum(len(one.points) for one in hand.session.read(kpi_queries.states, DAY))


def test_that_a_workbook_goes_in_and_a_board_report_comes_out(hand: Hand, tmp_path: Path) -> None:
    hand.begin("Nordvik Components AB", start="2026-08-31", length="180")

    # a client's workbook, tried out, imported as one change, taken back from the toast, imported again
    page = _to_dry_run(hand, DELIVERY)
    run = page.wizard.run
    assert run is not None
    assert page.wizard.outcome.headline.text() == "384 new; 81 cells are rejected"
    assert page.bar.primary().text() == "Import 384 rows"
    revision = hand.session.engagement.revision
    _import(hand, page)
    assert hand.session.engagement.revision == revision + 1
    assert hand.toast == "384 rows imported from Leveransrapport_v37.xlsx"
    (entry,) = hand.session.read(imports)
    assert (entry.new, entry.changed, entry.rejected) == (384, 0, 81)
    values = _values(hand)
    hand.press("Undo")
    hand.until(lambda: not hand.session.busy and not hand.session.read(imports))
    assert _values(hand) == 0
    page = _to_dry_run(hand, DELIVERY)
    _import(hand, page)
    assert _values(hand) == values > 300

    # the list says what is beyond chance; the chart of a KPI opens; an action is born there
    hand.key(KEY.Key_5, CTRL)
    hand.on("kpis")
    kpis = hand.page
    assert isinstance(kpis, KpiPage)
    states = {one.code: one for one in hand.session.read(kpi_queries.states, DAY)}
    signals = [one.code for one in states.values() if one.has_signal]
    assert "LOG01" in signals
    assert kpis.list.table.hasFocus()
    hand.key(KEY.Key_Slash)
    hand.type("on time in full")
    assert kpis.list.table.current_key() == "LOG01"
    hand.key(KEY.Key_Return)
    assert kpis.breadcrumb() == "KPIs"
    assert kpis.detail.chart.drawing.hasFocus()
    assert kpis.detail.chart.drawing.grab().toImage().pixelColor(5, 5).isValid()
    hand.key(KEY.Key_End)
    period = kpis.detail.period()
    hand.key(KEY.Key_A)
    hand.on_dialog("actions")
    hand.fill(text="Freeze the plan two weeks ahead", owner="Maria Strandh", due="2026-10-06")
    hand.key(KEY.Key_Return)
    hand.no_dialog()
    (action,) = hand.session.read(action_queries.actions, DAY)
    assert (action.kpi, action.owner, action.kind) == ("LOG01", "Maria Strandh", "corrective")
    assert action.signal_period == period
    hand.key(KEY.Key_1, CTRL)
    hand.on("home")
    assert any("Freeze the plan" in words for words in hand.said_on_page())

    # the plan of the client, its bars, a task moved by key
    page = _to_dry_run(hand, PLAN)
    _import(hand, page)
    hand.key(KEY.Key_4, CTRL)
    hand.on("plan")
    plan = hand.page
    assert isinstance(plan, PlanPage)
    before = hand.session.read(plan_queries.plan_view, DAY)
    assert len(before.tasks) > 20
    coming = next(one for one in before.tasks if one.reason == "start" or (one.start and one.start > DAY))
    hand.key(KEY.Key_Slash)
    hand.type(coming.name)
    hand.key(KEY.Key_Escape)
    task = plan.current()
    assert task is not None
    assert task.number == coming.number
    hand.key(KEY.Key_Right)
    if plan.wish() is not None:  # others move with it: they are shown first
        assert plan.slip.isVisible()
        hand.key(KEY.Key_Return)
    moved = hand.session.read(plan_queries.plan_view, DAY).task(task.number)
    assert moved is not None
    assert task.start is not None
    assert moved.start == before.stored.calendar.add(task.start, 1)
    assert hand.session.engagement.undo_label() is not None

    # the report and its annex, written where the file dialog says
    hand.key(KEY.Key_9, CTRL)
    hand.on("reports")
    reports = hand.page
    assert isinstance(reports, ReportsPage)
    hand.until(lambda: reports.result is not None and not reports.renewing)
    pdf, annex = tmp_path / "board.pdf", tmp_path / "board.xlsx"
    assert reports.primary.isEnabled(), reports.primary.toolTip()
    hand.key(KEY.Key_P, CTRL)
    hand.answer_file_dialog(pdf)
    hand.until(lambda: pdf.exists() and "board.pdf written" in hand.toast)
    hand.command("Write Excel annex")
    hand.answer_file_dialog(annex)
    hand.until(lambda: annex.exists() and "board.xlsx written" in hand.toast)
    _holds_what_is_stored(hand, reports, pdf, annex)


def _holds_what_is_stored(hand: Hand, reports: ReportsPage, pdf: Path, annex: Path) -> None:
    assert reports.result is not None
    with pdfplumber.open(pdf) as document:
        pages = [page.extract_text() for page in document.pages]
    assert len(pages) == reports.result.pages
    for figure in reports.result.figures:
        assert any(_squeezed(figure.shown) in _squeezed(pages[at - 1]) for at in figure.pages), figure
    state = hand.session.read(kpi_queries.state, "LOG01", DAY)
    assert state is not None
    assert state.last is not None
    values = {figure.value for figure in reports.result.figures if figure.id.startswith("kpi")}
    assert state.last.value in values
    book = openpyxl.load_workbook(annex, read_only=True, data_only=True)
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    book.close()
    assert any(isinstance(cell, int | float) and abs(cell - state.last.value) < 1e-9 for cell in cells)
    assert "Freeze the plan two weeks ahead" in cells


def _squeezed(words: str) -> str:
    return "".join(words.split())
