"""Finding the table: header rows, data rows, groups, sections, totals and notes."""

from datetime import date

import pytest

from exchange.excel_in.sheets import Value, sheet_of
from interimcoo.exchange.excel_in.headers import flattened
from interimcoo.exchange.excel_in.regions import region_at, regions

KNOWN = frozenset({"kpi", "nyckeltal", "enhet", "week"})


def test_that_titles_above_and_notes_below_stay_outside() -> None:
    sheet = sheet_of(
        [
            ["Nordvik – report"],
            ["printed 2026-09-21"],
            [],
            ["Nyckeltal", "Enhet", "v35", "v36", "v37"],
            ["OTIF", "%", 92.1, 91.5, 78.4],
            ["Lead time", "days", 18, 19, 22],
            [],
            ["* closed in week 29"],
        ]
    )
    best = regions(sheet, KNOWN)[0]
    assert best.header_rows == (4,)
    assert (best.first_data_row, best.last_data_row) == (5, 6)


def test_that_years_merged_over_weeks_group_them() -> None:
    sheet = sheet_of(
        [
            ["KPI", "Unit", 2025, None, 2026, None, "Mean"],
            [None, None, "v51", "v52", "v1", "v2"],
            ["OTIF", "%", 1.5, 2.5, 3.5, 4.5, 3.0],
            ["Scrap", "%", 1.5, 2.5, 3.5, 4.5, 3.0],
        ],
        merged=["A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:G2"],
    )
    best = regions(sheet, KNOWN)[0]
    assert best.header_rows == (1, 2)
    assert list(best.labels.values()) == ["KPI", "Unit", "2025 / v51", "2025 / v52", "2026 / v1", "2026 / v2", "Mean"]


def test_that_a_year_merged_over_value_and_flag_names_the_value_alone() -> None:
    sheet = sheet_of(
        [
            ["TIME", 2024, None, 2025, None, 2026],
            ["GEO"],
            ["Sweden", 1.1, "d", 1.2, None, 1.3],
            ["Norway", 1.1, None, ":", None, 1.3],
        ],
        merged=["B1:C1", "D1:E1"],
    )
    best = regions(sheet)[0]
    assert best.header_rows == (1, 2)
    assert best.labels == {1: "TIME / GEO", 2: "2024", 4: "2025", 6: "2026"}


def test_that_section_rows_are_no_header_and_are_named() -> None:
    rows: list[list[Value]] = [["KPI", "Unit", "v1", "v2", "v3"]]
    for section in ("LOGISTICS", "PURCHASING", "PLANNING"):
        rows += [[section], [f"{section} one", "%", 1.5, 2.5, 3.5], [f"{section} two", "%", 1.5, 2.5, 3.5]]
    best = regions(sheet_of(rows), KNOWN)[0]
    assert best.header_rows == (1,)
    assert best.section_rows == {2, 5, 8}
    assert best.last_data_row == 10


def test_that_total_rows_are_found_in_any_of_three_languages() -> None:
    rows: list[list[Value]] = [["Account", "Jan", "Feb", "Mar"], *([f"A{n}", n, n, n] for n in range(4))]
    rows += [["Summa", 6, 6, 6], ["Gesamt:", 6, 6, 6], ["Total", 6, 6, 6]]
    assert regions(sheet_of(rows))[0].total_rows == {6, 7, 8}


def test_that_a_table_goes_on_over_a_gap_and_a_repeated_header() -> None:
    rows: list[list[Value]] = [["Item", "Price", "Count"], *([f"x{n}", n + 0.5, n] for n in range(6)), []]
    rows += [["Item", "Price", "Count"], *([f"y{n}", n + 0.5, n] for n in range(6))]
    best = regions(sheet_of(rows))[0]
    assert best.header_rows == (1,)
    assert best.last_data_row == 15
    assert best.repeated_rows == {9}


def test_that_another_table_below_is_not_swallowed() -> None:
    rows: list[list[Value]] = [["Item", "Price", "Count"], *([f"x{n}", n + 0.5, n] for n in range(6)), []]
    rows += [["Name", "Role", "Site"], *([f"p{n}", "lead", "Borås"] for n in range(3))]
    assert regions(sheet_of(rows))[0].last_data_row == 7


def test_that_zeros_left_by_formulas_are_not_data() -> None:
    rows: list[list[Value]] = [["Item", "Price", "Count"], *([f"x{n}", n + 0.5, n] for n in range(6))]
    rows += [[None, 0, 0] for _ in range(10)]
    assert regions(sheet_of(rows))[0].last_data_row == 7


def test_that_a_form_above_does_not_hide_the_table() -> None:
    rows: list[list[Value]] = [["To:", "Client"], ["Date:", date(2026, 9, 1)], ["Currency:", "EUR"], []]
    rows += [["Destination", "Code", "Peak", "Route"], []]
    rows += [[f"place {n}", f"22{n}", "0.29", "CLI"] for n in range(20)]
    best = regions(sheet_of(rows))[0]
    assert best.header_rows == (5,)
    assert (best.first_data_row, best.last_data_row) == (7, 26)


def test_that_repeated_labels_get_the_letters_of_their_column() -> None:
    sheet = sheet_of([["Belopp", "Belopp", None, "Art"], [1, 2, 3, "a"]])
    assert flattened(sheet, (1,)) == {1: "Belopp", 2: "Belopp (B)", 4: "Art"}


def test_that_a_person_can_set_the_edges() -> None:
    sheet = sheet_of([["x", "y"], ["KPI", "Value"], ["a", 1], ["b", 2], ["c", 3]])
    chosen = region_at(sheet, (2,), first=4, last=4)
    assert chosen.header_rows == (2,)
    assert (chosen.first_data_row, chosen.last_data_row) == (4, 4)
    assert chosen.labels == {1: "KPI", 2: "Value"}


@pytest.mark.parametrize("rows", [[], [["only text"]], [["a"], ["b"], ["c"]], [[1], [2]]])
def test_that_a_sheet_without_table_gives_no_proposal(rows: list[list[Value]]) -> None:
    assert regions(sheet_of(rows)) == ()
