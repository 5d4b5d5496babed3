"""The main job on sheets that others published, read in place: through the window into KPIs, a chart and the report."""

import json
from pathlib import Path

import pdfplumber
import pytest
from sqlmodel import Session as Db
from sqlmodel import col, select

from interimcoo.exchange.excel_in.sheet import column_number
from interimcoo.features.imports.page import ImportPage
from interimcoo.features.imports.wizard import RUN
from interimcoo.features.kpis import queries as kpi_queries
from interimcoo.features.kpis.page import KpiPage
from interimcoo.features.reports.page import ReportsPage
from interimcoo.store.tables import ImportCell, Reading
from journeys.hand import ALT, CTRL, DAY, KEY, Hand


@pytest.fixture
def published(references: Path) -> Path:
    folder = references / "data" / "excel" / "open"
    if not folder.is_dir():
        pytest.skip("the published workbooks are not here")
    return folder


def _stored(db: Db) -> dict[tuple[int, int], float | None]:
    """Stored values by the cell of the sheet they came from."""
    found = db.exec(
        select(ImportCell, Reading.value)
        .join(Reading, col(Reading.id) == col(ImportCell.record_id))
        .where(ImportCell.field == "value")
    ).all()
    return {(cell.row, cell.column): value for cell, value in found}


def _expected(folder: Path, name: str) -> dict[tuple[int, int], float]:
    """The numbers others read from data rows of the sheet, by cell."""
    files = json.loads((folder / "expected.json").read_text(encoding="utf-8"))["files"]
    entry = next(one for one in files if one["file"] == name)
    cells = {}
    for cell in entry["cells"]:
        letters = cell["ref"].rstrip("0123456789")
        row = int(cell["ref"][len(letters) :])
        if cell["type"] in ("int", "float") and row >= entry["target"]["first_data_row"]:
            cells[row, column_number(letters)] = cell["value"]
    return cells


@pytest.mark.parametrize(
    ("name", "kpis", "unit"), [("x01_price_index.xls", 15, "Sweden"), ("c35_hicp_eurostat.xlsx", 4, "")]
)
def test_that_a_published_sheet_goes_through_the_window_into_chart_and_report(
    hand: Hand, published: Path, tmp_path: Path, name: str, kpis: int, unit: str
) -> None:
    before = (published / name).read_bytes()
    hand.begin("Public figures", start="2026-08-31")
    hand.drop(published / name)
    hand.on("imports")
    page = hand.page
    assert isinstance(page, ImportPage)
    hand.until(lambda: page.wizard.draft is not None)
    hand.until(page.wizard.table.sheet.hasFocus)
    hand.key(KEY.Key_Return)
    hand.key(KEY.Key_Right, ALT)
    assert page.wizard.step == RUN, hand.banners()
    hand.until(lambda: page.wizard.run is not None and page.bar.primary().isEnabled())
    hand.key(KEY.Key_Return, CTRL)
    hand.until(lambda: page.wizard.draft is None and not hand.session.busy)

    # the values are those that others read
    stored, expected = hand.session.read(_stored), _expected(published, name)
    assert len(expected) >= 2
    for place, value in expected.items():
        assert stored[place] == value, place
    measured = [one for one in hand.session.read(kpi_queries.states, DAY, unit) if one.last is not None]
    assert len(measured) == kpis

    # one of them as a drawing; where each country is a unit, that of one country
    hand.key(KEY.Key_5, CTRL)
    hand.on("kpis")
    if unit:
        hand.choose("Site", unit)
    hand.command(measured[0].name, kind="record")
    shown = hand.page
    assert isinstance(shown, KpiPage)
    assert shown.breadcrumb() == "KPIs"
    assert shown.detail.chart.drawing.accessibleDescription()
    picture = shown.detail.chart.drawing.grab().toImage()
    assert len({picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}) > 3

    # and in the report
    hand.key(KEY.Key_9, CTRL)
    hand.on("reports")
    reports = hand.page
    assert isinstance(reports, ReportsPage)
    hand.until(lambda: reports.result is not None and not reports.renewing)
    pdf = tmp_path / "board.pdf"
    hand.key(KEY.Key_P, CTRL)
    assert reports.primary.isEnabled(), reports.primary.toolTip()
    hand.answer_file_dialog(pdf)
    hand.until(lambda: pdf.exists() and "board.pdf written" in hand.toast)
    assert reports.result is not None
    printed = {figure.id: figure for figure in reports.result.figures}
    with pdfplumber.open(pdf) as document:
        pages = [one.extract_text() for one in document.pages]
    for state in [] if unit else measured:  # prices of countries do not add up to one of the client
        assert state.last is not None
        figure = printed[f"kpi.{state.code}.actual"]
        assert figure.value == state.last.value
        assert any(figure.shown in pages[at - 1] for at in figure.pages), figure
    assert (published / name).read_bytes() == before
