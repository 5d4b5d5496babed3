"""Published workbooks all the way: import, control charts, and a board report that prints their newest values."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pdfplumber
import pytest

from interimcoo.charts import kinds
from interimcoo.exchange.blocks import ChartBlock
from interimcoo.exchange.excel_in.layout import Layout
from interimcoo.exchange.excel_in.reading import read_workbook
from interimcoo.exchange.pdf.document import write_pdf
from interimcoo.exchange.walk import blocks
from interimcoo.features.imports import queries
from interimcoo.features.imports.commands import apply_of
from interimcoo.features.imports.known import target_of
from interimcoo.features.kpis.queries import states
from interimcoo.features.reports.board import board_report
from interimcoo.store.engagement import Engagement

NOW = datetime(2026, 9, 22, 8, 0, tzinfo=UTC)
TODAY = date(2026, 9, 22)


def by_country(layout: Layout) -> Layout:
    """One KPI per country for its local price, as a person chooses it in the wizard; the other columns are left out."""
    columns = tuple(
        column if column.label == "local_price" else replace(column, field=None) for column in layout.columns
    )
    return replace(layout, columns=columns, constants={**layout.constants, "kpi": "Local price, {A}"})


@pytest.mark.parametrize("name", ["x01_price_index.xls", "c35_hicp_eurostat.xlsx"])
def test_that_published_values_reach_chart_and_report(
    references: Path, engagement: Engagement, tmp_path: Path, name: str
) -> None:
    path = references / "data" / "excel" / "open" / name
    if not path.is_file():
        pytest.skip("the published workbooks are not here")
    book = read_workbook(path)
    best = queries.propose(book)[0]
    layout = by_country(best.layouts[0]) if name.startswith("x01") else best.layouts[0]
    with engagement.reading() as db:
        run = queries.dry_run(db, book, layout, target_of(best.target))
    engagement.run(apply_of(book, run, NOW, trust_grade="A"))
    with engagement.reading() as db:
        measured = [state for state in states(db, TODAY) if state.last is not None]
        report = board_report(db, today=TODAY, now=NOW, revision=engagement.revision)
    assert len(measured) >= 3
    charts = [block.chart for part in report.sections for block in blocks(part) if isinstance(block, ChartBlock)]
    assert charts
    for chart in charts:
        assert kinds.draw(chart, 370, language="en").shapes
    result = write_pdf(report, tmp_path / "report.pdf")
    printed = {figure.id: figure for figure in result.figures}
    with pdfplumber.open(tmp_path / "report.pdf") as pdf:
        pages = [page.extract_text() for page in pdf.pages]
    for state in measured:
        assert state.last is not None
        figure = printed[f"kpi.{state.code}.actual"]
        assert figure.value == state.last.value
        assert figure.origin.source == name
        assert any(figure.shown in pages[page - 1] for page in figure.pages)
