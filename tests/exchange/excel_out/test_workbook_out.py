"""The workbook: the same values as the report, named tables, no formula from any text, the same bytes each time."""

import os
import re
import stat
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from exchange.pdf.rich_report import FROZEN, KPIS, rich_report, small_report
from interimcoo.exchange.blocks import Column, Figure, Mark, Report, Sentence, Table, TableRow
from interimcoo.exchange.excel_out.cells import LONGEST, clean, figure_value, value_of
from interimcoo.exchange.excel_out.workbook import write_workbook
from interimcoo.exchange.shown import shown
from interimcoo.exchange.walk import figures, tables

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "{=1+1}",
    "\t=1",
    "=cmd|' /C calc'!A0",
    "http://example.com",
    "mailto:a@b.c",
)


def written(report: Report, tmp_path: Path, **more: object) -> Workbook:
    path = tmp_path / "annex.xlsx"
    write_workbook(report, path, **more)  # type: ignore[arg-type]
    return openpyxl.load_workbook(path)


def sheet_of(book: Workbook, table: str) -> Worksheet:
    return next(sheet for sheet in book.worksheets if table in sheet.tables)


def test_that_each_table_of_the_report_is_a_named_table(tmp_path: Path) -> None:
    report = rich_report()
    book = written(report, tmp_path)
    names = [name for sheet in book.worksheets for name in sheet.tables]
    assert names == [*(table.key for _section, table in tables(report)), "tblPoints", "tblDrawnPlan", "tblFigures"]
    for _section, table in tables(report):
        sheet = sheet_of(book, table.key)
        rows = sum(1 for row in table.rows if not row.group)
        assert sheet.tables[table.key].ref == sheet.dimensions
        assert sheet.max_row == rows + 1


def test_that_a_figure_has_the_value_and_the_look_of_the_report(tmp_path: Path) -> None:
    report = rich_report()
    sheet = sheet_of(written(report, tmp_path), "tblFigures")
    heads = [cell.value for cell in sheet[1]]
    rows = {row[0].value: dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=2)}
    known: dict[str, Figure] = {}
    for figure in figures(report):
        known.setdefault(figure.id, figure)
    assert set(rows) == set(known)
    for key, figure in known.items():
        value, cell = figure.value, rows[key]["Value"]
        if isinstance(value, date):
            assert cell.value == datetime(value.year, value.month, value.day)
            assert cell.number_format == "yyyy-mm-dd"
        elif figure.kind == "money":
            assert isinstance(value, int)
            assert cell.value == pytest.approx(value / 100)
            assert cell.number_format == '#,##0" EUR"'
        elif isinstance(value, float):
            assert cell.value == pytest.approx(value, rel=1e-14)
        else:
            assert cell.value == value
        assert (rows[key]["Printed as"].value or "").replace("\u00a0", " ") == shown(figure, "en").replace(
            "\u00a0", " "
        )
    assert rows["kpi.LOG01.actual"]["Cells"].value == "B4:B29"
    assert rows["kpi.LOG01.actual"]["Grade"].value == "B"


def test_that_groups_become_a_column_and_drawings_are_left_out(tmp_path: Path) -> None:
    sheet = sheet_of(written(rich_report(), tmp_path), "tblKPI")
    heads = [cell.value for cell in sheet[1]]
    assert heads == [
        "Group",
        "KPI",
        "Unit",
        "Actual",
        "Plan",
        "Against plan",
        "Variation",
        "Assurance",
        "What it means",
        "Owner",
    ]
    assert [sheet.cell(row, 1).value for row in (2, 5, 9, 11)] == ["Customer", "Process", "Cash", "People"]
    assert sheet.cell(2, 7).value == "worsening"


def test_that_chart_values_and_limits_can_be_drawn_again(tmp_path: Path) -> None:
    sheet = sheet_of(written(rich_report(), tmp_path), "tblPoints")
    first = [cell.value for cell in sheet[2]]
    assert first[:4] == ["On time in full, %, weekly", "On time in full", "W14", datetime(2026, 3, 30)]
    assert first[5] == KPIS[0][5]
    assert first[8] == KPIS[0][8]


@pytest.mark.parametrize("text", FORMULAS)
def test_that_no_text_becomes_a_formula_or_a_link(text: str, tmp_path: Path) -> None:
    table = Table("tblX", text, (Column(text), Column(text)), (TableRow((text, Figure("f", text, text, "code"))),))
    book = written(small_report(table, title=text, name=text, organisation=text, author=text), tmp_path)
    told = clean(text)
    sheet = sheet_of(book, "tblX")
    assert [cell.value for cell in sheet[2]] == [told, told]
    for one in book.worksheets:
        for row in one.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "d"), cell.coordinate
                assert cell.hyperlink is None or cell.hyperlink.target is None
    with zipfile.ZipFile(tmp_path / "annex.xlsx") as package:
        assert not [name for name in package.namelist() if "externalLink" in name]
        assert not any(b"<f>" in package.read(name) for name in package.namelist())


def test_that_the_parts_are_well_formed_xml_whatever_the_text(tmp_path: Path) -> None:
    text = 'A <b> & "q" \x07\x0b\ud800 😀 </sheetData>'
    table = Table("tblX", text, (Column(text), Column("B")), (TableRow((text, None)),))
    sheet = sheet_of(written(small_report(table, title=text, name=text), tmp_path), "tblX")
    assert sheet.cell(2, 1).value == 'A <b> & "q" \ufffd 😀 </sheetData>'
    with zipfile.ZipFile(tmp_path / "annex.xlsx") as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(package.read(name))


def test_that_a_text_longer_than_excel_takes_is_cut_with_a_mark() -> None:
    cut = clean("a" * (LONGEST + 5))
    assert len(cut) == LONGEST
    assert cut.endswith(" […]")


def test_that_sheets_have_names_excel_takes(tmp_path: Path) -> None:
    odd = ("A/B:C*D?[E]\\F" * 4, "History", "Any", "ANY", "'quoted'", "", "Ünïcödé 東京")
    made = tuple(Table(f"tbl{at}", name, (Column("A"),), (TableRow(("x",)),)) for at, name in enumerate(odd))
    names = written(small_report(*made), tmp_path).sheetnames
    assert len({name.casefold() for name in names}) == len(names) == len(odd) + 2
    for name in names:
        assert 0 < len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\]", name)
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"


def test_that_doubled_heads_and_table_names_are_told_apart(tmp_path: Path) -> None:
    table = Table(
        "tblX",
        "Any",
        (Column("Name"), Column("name"), Column("", 0.3)),
        (TableRow(("a", "b", Mark("status", "done", "done"))),),
    )
    book = written(small_report(table, table), tmp_path)
    assert [cell.value for cell in sheet_of(book, "tblX")[1]] == ["Name", "name 2", "Sign"]
    assert sheet_of(book, "tblX2").cell(2, 3).value == "done"


def test_that_an_empty_table_keeps_its_heads(tmp_path: Path) -> None:
    sheet = sheet_of(written(small_report(Table("tblX", "Any", (Column("A"), Column("B")), ())), tmp_path), "tblX")
    assert [cell.value for cell in sheet[1]] == ["A", "B"]
    assert sheet.cell(2, 1).value is None


def test_that_the_first_sheet_explains_the_workbook(tmp_path: Path) -> None:
    book = written(rich_report(), tmp_path)
    assert book.worksheets[0].title == "Read me"
    text = "\n".join(str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value)
    for words in (
        "Board report, September 2026",
        "Nordvik Components AB",
        "Confidential – Board only",
        "22 Sep 2026, 08:41 UTC",
        "128",
        "tblKPI",
    ):
        assert words in text
    assert book.properties.creator == "Katarina Stråle"
    assert book.properties.created == FROZEN.replace(tzinfo=None)
    assert all(sheet.sheet_state == "visible" for sheet in book.worksheets)
    assert all(sheet.freeze_panes == "B2" for sheet in book.worksheets[1:])


def test_that_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    write_workbook(rich_report(), tmp_path / "a.xlsx")
    write_workbook(rich_report(), tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_that_a_large_workbook_is_written_without_tables_but_whole(tmp_path: Path) -> None:
    book = written(rich_report(), tmp_path, large=10)
    assert not any(sheet.tables for sheet in book.worksheets)
    assert book["KPI scorecard"].cell(2, 2).value == "On time in full"
    assert book["KPI scorecard"].max_row == len(KPIS) + 1


def test_that_pages_of_the_pdf_stand_beside_the_figures(tmp_path: Path) -> None:
    sheet = sheet_of(written(rich_report(), tmp_path, pages={"kpi.LOG01.actual": (1, 3)}), "tblFigures")
    assert sheet.cell(1, sheet.max_column).value == "Pages"
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "kpi.LOG01.actual")
    assert row[-1].value == "1, 3"


def test_that_the_file_is_for_its_owner_and_a_failure_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "annex.xlsx"
    path.write_bytes(b"older")
    bad = Table("tblX", "Any", (Column("A"),), (TableRow((Figure("n", "N", float("nan")),)),))
    with pytest.raises(ValueError, match="n is no number"):
        write_workbook(small_report(bad), path)
    assert path.read_bytes() == b"older"
    write_workbook(small_report(), path)
    assert path.read_bytes().startswith(b"PK")
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    absent = tmp_path / "absent" / "annex.xlsx"
    with pytest.raises(FileNotFoundError, match=r"annex\.xlsx") as failed:
        write_workbook(small_report(), absent)
    assert failed.value.strerror == "No such file or directory"
    assert [one.name for one in tmp_path.iterdir()] == ["annex.xlsx"]


@pytest.mark.parametrize(
    ("figure", "number", "look"),
    [
        (Figure("f", "F", 71.4, "number", 1, "%"), 71.4, '#,##0.0"%"'),
        (Figure("f", "F", -3.25, "signed", 2, "pp"), -3.25, '+#,##0.00" pp";-#,##0.00" pp";#,##0.00" pp"'),
        (Figure("f", "F", 0.625, "share", 0), 0.625, "#,##0%"),
        (Figure("f", "F", 12_345, "money", currency="SEK"), 123.45, '#,##0.00" SEK"'),
        (Figure("f", "F", 5_000, "money", currency="JPY"), 5000.0, '#,##0" JPY"'),
        (Figure("f", "F", 7, "count"), 7.0, "#,##0"),
    ],
)
def test_that_numbers_keep_their_exact_value_and_their_format(figure: Figure, number: float, look: str) -> None:
    value = figure_value(figure)
    assert (value.kind, value.number, value.format) == ("number", number, look)


def test_that_words_with_figures_are_said_as_in_the_report() -> None:
    sentence = Sentence("{n} of {m}", {"n": Figure("n", "N", 5, "count"), "m": "nine"})
    assert value_of(sentence, "en").text == "5 of nine"
    assert value_of(replace(sentence, slots={**sentence.slots, "n": "no"}), "en").text == "no of nine"
