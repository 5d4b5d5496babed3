"""Each kind of block on a page: what it prints, and that texts of any length stay inside."""

from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest

from exchange.pdf.rich_report import KPIS, _chart, _spark, _tile, rich_report, small_report
from interimcoo.charts.chart import Bar, BarChart, Bullet, Gantt, HeatMap, HeatRow
from interimcoo.charts.palette import colour
from interimcoo.exchange.blocks import (
    Bullets,
    ChartBlock,
    Column,
    Figure,
    Mark,
    Note,
    Report,
    Sentence,
    SideBySide,
    Strip,
    Table,
    TableRow,
    Tiles,
)
from interimcoo.exchange.pdf.document import PdfResult, write_pdf
from interimcoo.exchange.pdf.layout import LEFT, WIDTH

LONG = "Überprüfungsverfahrensanweisungsdokumentation " * 12
WORDLESS = "x" * 400


def written(report: Report, tmp_path: Path) -> tuple[list[str], PdfResult]:
    path = tmp_path / "report.pdf"
    result = write_pdf(report, path)
    with pdfplumber.open(path) as pdf:
        return [page.extract_text() for page in pdf.pages], result


def boxes(report: Report, tmp_path: Path) -> list[tuple[float, float]]:
    path = tmp_path / "report.pdf"
    write_pdf(report, path)
    with pdfplumber.open(path) as pdf:
        return [(char["x0"], char["x1"]) for page in pdf.pages for char in page.chars]


def test_that_tiles_print_value_unit_difference_and_plan(tmp_path: Path) -> None:
    pages, result = written(small_report(Tiles((_tile(KPIS[0]), _tile(KPIS[3])))), tmp_path)
    shown = {figure.id: (figure.shown, *figure.also) for figure in result.figures}
    assert "On time in full" in pages[0]
    assert shown["kpi.LOG01.actual"][0] in pages[0]
    assert "%" in pages[0]
    assert shown["kpi.LOG01.delta"][0] in pages[0]
    assert "plan 92.0" in pages[0]


def test_that_a_tile_of_a_huge_figure_and_a_long_name_stays_in_its_column(tmp_path: Path) -> None:
    big = replace(
        _tile(KPIS[0]), label=LONG.strip(), actual=Figure("x", "x", -123_456_789_012.3, "number", 1, "SEK a year")
    )
    assert all(
        left >= LEFT - 1 and right <= LEFT + WIDTH + 1
        for left, right in boxes(small_report(Tiles((big,) * 5)), tmp_path)
    )


def test_that_more_than_five_tiles_stand_in_rows(tmp_path: Path) -> None:
    tiles = tuple(_tile(row) for row in KPIS[:8])
    pages, _result = written(small_report(Tiles(tiles)), tmp_path)
    assert all(row[1].split(",")[0].split()[0] in pages[0] for row in KPIS[:8])


def test_that_a_table_prints_heads_groups_words_figures_signs_and_dashes(tmp_path: Path) -> None:
    table = Table(
        "tblX",
        "Any table",
        (
            Column("Name", 2, strong=True),
            Column("Value", 1, "right"),
            Column("State", 1),
            Column("Trend", 2),
            Column("Bar", 1),
        ),
        (
            TableRow(("Group one",), group=True),
            TableRow(
                (
                    "First",
                    Figure("a", "A", 1234.5, "number", 1),
                    Mark("status", "off_track", "off track"),
                    _spark(KPIS[0]),
                    Bullet(3, 4, (), "higher"),
                )
            ),
            TableRow(("Second", Figure("b", "B", None), None, None, None)),
        ),
        note="A note of the table.",
    )
    pages, result = written(small_report(table), tmp_path)
    for words in ("Name", "Value", "Group one", "First", "1,234.5", "off track", "Second", "–", "A note of the table."):
        assert words in pages[0]
    assert {figure.id: figure.shown for figure in result.figures}["b"] == "–"


def test_that_a_group_head_may_be_words_with_digits_of_its_own(tmp_path: Path) -> None:
    rows = (TableRow((Figure("g", "Group", "I1 Line 3", "code"),), group=True), TableRow(("Row",)))
    pages, result = written(small_report(Table("tblX", "Any", (Column("A"),), rows)), tmp_path)
    assert "I1 Line 3" in pages[0]
    assert [figure.id for figure in result.figures] == ["g"]


def test_that_an_empty_table_says_why(tmp_path: Path) -> None:
    pages, _result = written(
        small_report(Table("tblX", "Any", (Column("A"),), (), empty="No row is recorded yet.")), tmp_path
    )
    assert "No row is recorded yet." in pages[0]


@pytest.mark.parametrize("text", [LONG, WORDLESS, LONG * 30])
def test_that_a_cell_of_any_length_is_printed_whole_inside_its_column(text: str, tmp_path: Path) -> None:
    table = Table(
        "tblX", "Any", (Column("Key", 0.5), Column("Words", 1), Column("More", 1)), (TableRow(("k", text, "end")),)
    )
    report = small_report(table)
    pages, _result = written(report, tmp_path)
    printed = "".join("".join(pages).split())
    assert printed.count("x" if text == WORDLESS else "Überprüfung") >= text.count(
        "x" if text == WORDLESS else "Überprüfung"
    )
    assert all(right <= LEFT + WIDTH + 1 for _left, right in boxes(report, tmp_path))


def test_that_a_long_table_repeats_its_head_and_no_group_head_ends_a_page(tmp_path: Path) -> None:
    rows: list[TableRow] = []
    for group in range(12):
        rows.append(TableRow((f"Group {group}",), group=True))
        rows += [TableRow((f"Row {group} {at}", "words")) for at in range(9)]
    pages, _result = written(
        small_report(Table("tblX", "Any", (Column("Headword"), Column("More")), tuple(rows))), tmp_path
    )
    assert len(pages) > 2
    for number, text in enumerate(pages):
        lines = text.splitlines()
        assert any(line.startswith("Headword") for line in lines)
        assert not lines[-2].startswith("Group")
        if number:
            assert "SCORECARD, CONTINUED" in text
    assert sum(text.count("Row ") for text in pages) == 108


def test_that_a_chart_prints_head_takeaway_and_its_figures(tmp_path: Path) -> None:
    pages, result = written(small_report(_chart(KPIS[0], "kpi.LOG01")), tmp_path)
    assert "On time in full, %, weekly" in pages[0]
    assert "no single week explains it" in pages[0]
    assert {"kpi.LOG01.actual", "kpi.LOG01.centre", "kpi.LOG01.upper"} <= {figure.id for figure in result.figures}


def test_that_a_plan_of_many_rows_is_sliced_by_page(tmp_path: Path) -> None:
    gantt = next(
        block.chart
        for section in rich_report().sections
        for block in section.blocks
        if isinstance(block, ChartBlock) and isinstance(block.chart, Gantt)
    )
    many = replace(gantt, rows=gantt.rows[1:3] * 35)
    pages, _result = written(small_report(ChartBlock("Plan", many, "What to see")), tmp_path)
    assert len(pages) >= 3
    assert sum(text.count("I1 Freeze rule") for text in pages) == 35
    assert all("Done" in text for text in pages)


def test_that_heat_map_and_bars_print_their_values(tmp_path: Path) -> None:
    heat = HeatMap(("North", "South"), (HeatRow("A", "Planning", (2.0, None)),), "", "Scores.")
    bars = BarChart((Bar("Freeze rule", 1.9), Bar("Scrap", -0.4)), "€m", 1, "", "Benefits.")
    columns = ((ChartBlock("Scores", heat, "Planning is weak"),), (ChartBlock("Benefit", bars, "One costs"),))
    pages, _result = written(small_report(SideBySide((6, 6), columns)), tmp_path)
    for words in ("North", "Planning", "1.9", "−0.4"):
        assert words in pages[0]


def test_that_lists_notes_and_the_strip_print_their_words(tmp_path: Path) -> None:
    count = Figure("n", "N", 5, "count")
    pages, result = written(
        small_report(
            Bullets("What changed", ("One thing", Sentence("{n} things", {"n": count}))),
            Bullets("Empty", (), "Nothing is recorded."),
            Bullets("Ask", ("D1 Release the money", "D2 Sign"), ask=True),
            Note("A small note."),
            Strip(
                (
                    ("Actions closed", Sentence("{n} of {m}", {"n": count, "m": Figure("m", "M", 9, "count")}), 5 / 9),
                    ("Day", "no share", None),
                )
            ),
        ),
        tmp_path,
    )
    for words in (
        "What changed",
        "– One thing",
        "5 things",
        "Nothing is recorded.",
        "D1 Release the money",
        "A small note.",
        "5 of 9",
        "no share",
    ):
        assert words in pages[0]
    assert [figure.id for figure in result.figures] == ["n", "m"]


def test_that_columns_too_tall_for_a_page_are_set_one_under_the_other(tmp_path: Path) -> None:
    rows = tuple(TableRow((f"Line {at}", "words")) for at in range(60))
    table = Table("tblX", "Left one", (Column("A"), Column("B")), rows)
    pages, _result = written(small_report(SideBySide((6, 6), ((table,), (Bullets("Right", ("Words",)),)))), tmp_path)
    assert sum(text.count("Line ") for text in pages) == 60
    assert "Right" in pages[-1]


def test_that_a_difference_has_the_colour_of_its_effect_and_a_title_has_not(tmp_path: Path) -> None:
    worse = Figure("d", "Difference", -3.5, "signed", 1, good=False)
    table = Table("tblX", "Any", (Column("Against plan", 1, "right"),), (TableRow((worse,)),))
    path = tmp_path / "report.pdf"
    write_pdf(small_report(table, title=Sentence("It is {d}", {"d": worse})), path)
    with pdfplumber.open(path) as pdf:
        minus = [char for char in pdf.pages[0].chars if char["text"] == "−"]
    assert [tuple(round(part * 255) for part in char["non_stroking_color"]) for char in minus] == [
        tuple(bytes.fromhex(colour(name)[1:])) for name in ("brand", "bad")
    ]
