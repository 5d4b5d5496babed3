"""Two published workbooks, read in place: all the way into KPIs, with the values that others read from them."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import col, select

from interimcoo.exchange.excel_in.columns import known_labels
from interimcoo.exchange.excel_in.reading import read_workbook
from interimcoo.exchange.excel_in.regions import regions
from interimcoo.exchange.excel_in.sheet import Sheet, column_number
from interimcoo.features.imports import queries
from interimcoo.features.imports.commands import apply_of
from interimcoo.features.imports.known import target_of, targets
from interimcoo.store.engagement import Clock, Engagement
from interimcoo.store.tables import ImportCell, Kpi, OrganisationUnit, Reading

NOW = datetime(2026, 9, 22, 8, 0, tzinfo=UTC)


@pytest.fixture
def published(references: Path) -> Path:
    folder = references / "data" / "excel" / "open"
    if not folder.is_dir():
        pytest.skip("the published workbooks are not here")
    return folder


@pytest.fixture
def engagement(tmp_path: Path, clock: Clock) -> Iterator[Engagement]:
    made = Engagement.create(tmp_path / "a.icoo", clock=clock)
    yield made
    made.close()


def facts(folder: Path, name: str) -> dict[str, object]:
    files = json.loads((folder / "expected.json").read_text(encoding="utf-8"))["files"]
    return next(entry for entry in files if entry["file"] == name)


def place(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :]), column_number(letters)


def as_read(sheet: Sheet, reference: str) -> object:
    cell = sheet.cell(*place(reference))
    return cell.value if cell else None


@pytest.mark.parametrize(("name", "kpis", "units"), [("x01_price_index.xls", 15, 56), ("c35_hicp_eurostat.xlsx", 4, 0)])
def test_that_a_published_sheet_becomes_kpis_with_the_values_others_read(
    published: Path, engagement: Engagement, name: str, kpis: int, units: int
) -> None:
    book = read_workbook(published / name)
    entry = facts(published, name)
    target = entry["target"]
    assert isinstance(target, dict)
    best = next(p for p in queries.propose(book) if p.sheet == target["sheet"])
    assert best.target == "kpi_values"
    layout = best.layouts[0]
    assert layout.header_rows == tuple(target["header_rows"])
    assert layout.first_data_row == target["first_data_row"]
    sheet = book.sheet(best.sheet)
    assert sheet is not None
    with engagement.reading() as db:
        run = queries.dry_run(db, book, layout, target_of("kpi_values"))
    assert not run.blocked
    assert run.rejected == 0
    assert run.account.adds_up
    engagement.run(apply_of(book, run, NOW, trust_grade="A"))
    with engagement.reading() as db:
        assert len(db.exec(select(Kpi.id)).all()) == kpis
        assert len(db.exec(select(OrganisationUnit.id)).all()) == units
        stored = {
            f"{cell.row},{cell.column}": value
            for cell, value in db.exec(
                select(ImportCell, Reading.value)
                .join(Reading, col(Reading.id) == col(ImportCell.record_id))
                .where(ImportCell.field == "value")
            ).all()
        }
    cells = entry["cells"]
    assert isinstance(cells, list)
    numbers = [c for c in cells if c["type"] in ("int", "float") and place(c["ref"])[0] >= layout.first_data_row]
    assert len(numbers) >= 2
    for cell in numbers:
        row, column = place(cell["ref"])
        assert stored[f"{row},{column}"] == cell["value"], cell["ref"]
    for cell in cells:
        assert as_read(sheet, cell["ref"]) == cell["value"], cell["ref"]
    for at, value in stored.items():
        row, column = (int(part) for part in at.split(","))
        found = sheet.cell(row, column)
        assert found is not None
        assert found.value == value


def test_that_the_years_and_the_flags_between_them_are_told_apart(published: Path, engagement: Engagement) -> None:
    book = read_workbook(published / "c35_hicp_eurostat.xlsx")
    layout = queries.propose(book)[0].layouts[0]
    assert [c.period for c in layout.columns if c.period] == [str(year) for year in range(1996, 2026)]
    with engagement.reading() as db:
        run = queries.dry_run(db, book, layout, target_of("kpi_values"))
    assert run.missing == 11
    assert {i.reason for i in run.ignored} == {"mark for no value", "column without heading"}


def test_that_headers_of_published_sheets_are_found(published: Path) -> None:
    entries = json.loads((published / "expected.json").read_text(encoding="utf-8"))["files"]
    first, among_three = 0, 0
    known = frozenset().union(*(known_labels(target) for target in targets()))
    for entry in entries:
        sheet = read_workbook(published / entry["file"]).sheet(entry["target"]["sheet"])
        assert sheet is not None
        wanted = tuple(entry["target"]["header_rows"])
        found = [region.header_rows for region in regions(sheet, known)]
        first += found[:1] == [wanted]
        among_three += wanted in found
    assert len(entries) == 18
    assert first >= 14
    assert among_three >= 17
