"""From sheet and layout to a dry run: every cell is stored, left out with a reason, or rejected with one."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.excel_in.sheets import Value, sheet_of
from interimcoo.exchange.excel_in.columns import known_labels
from interimcoo.exchange.excel_in.layout import Layout
from interimcoo.exchange.excel_in.plan import DryRun, dry_run
from interimcoo.exchange.excel_in.proposal import layout_of
from interimcoo.exchange.excel_in.regions import regions
from interimcoo.exchange.excel_in.shape import shaped
from interimcoo.exchange.excel_in.sheet import Sheet
from interimcoo.exchange.excel_in.target import Field, Options, Planned, Planning, Record, Target


def _plan(_db: object, records: Sequence[Record], _options: Options) -> Planning:
    return Planning(tuple(Planned(record, "new", record.text("kpi")) for record in records))


READINGS = Target(
    key="readings",
    title="Readings",
    fields=(
        Field("kpi", "KPI", "text", needed=True, synonyms=("nyckeltal",)),
        Field("period", "Period", "period", needed=True, synonyms=("week", "vecka")),
        Field("value", "Value", "number", synonyms=("utfall",)),
        Field("numerator", "Numerator", "number"),
        Field("denominator", "Denominator", "number"),
        Field("unit_name", "Unit of organisation", "text", synonyms=("department",)),
        Field("unit", "Unit of measure", "text", synonyms=("enhet",)),
        Field("target", "Target", "number", synonyms=("mål",)),
    ),
    plan=_plan,
    write=lambda _db, _rows, _run: (),
    wide=True,
    one_of=(("value",), ("numerator", "denominator")),
)


def proposal(sheet: Sheet, **changed: object) -> Layout:
    """The first layout proposed, with changes."""
    return replace(layout_of(sheet, regions(sheet, known_labels(READINGS))[0], READINGS), **changed)  # type: ignore[arg-type]


def run_of(sheet: Sheet, **changed: object) -> DryRun:
    """The dry run of the first proposal."""
    return dry_run(None, sheet, proposal(sheet, **changed), READINGS)  # type: ignore[arg-type]


def values(run: DryRun) -> dict[tuple[str, str], float | None]:
    """(KPI, period) to value."""
    return {(r.text("kpi"), r.text("period")): r.number("value") for r in run.records}


def test_that_weeks_across_become_one_record_each_and_totals_stay_out() -> None:
    sheet = sheet_of(
        [
            ["Report 2026"],
            [],
            ["Nyckeltal", "Enhet", "Mål", "v51", "v52", "v1", "Snitt"],
            ["OTIF", "%", "92", "90,5", "91,0", "–", "90,8"],
            ["Lead time", "days", 18, 18.5, "#N/A", 19, 18.8],
            ["Summa", None, None, 109, 91, 19, None],
        ]
    )
    run = run_of(sheet)
    assert values(run) == {
        ("OTIF", "2025-W51"): 90.5,
        ("OTIF", "2025-W52"): 91.0,
        ("Lead time", "2025-W51"): 18.5,
        ("Lead time", "2026-W01"): 19,
    }
    assert [(r.cell.text, r.reason) for r in run.rejects] == [("E5", "Excel error #N/A")]
    reasons = {i.reason: i.cells for i in run.ignored}
    assert reasons["total row"] == 4
    assert reasons["column “Snitt” is a total"] == 2
    assert run.missing == 1
    assert run.account.adds_up
    assert run.records[0].values["value"].cell is not None
    assert run.records[0].values["value"].cell.text == "D4"
    assert run.records[0].values["value"].shown == "90,5"


def test_that_a_list_gives_one_record_per_row_and_a_bad_cell_rejects_its_row() -> None:
    head: list[Value] = ["Week", "Department", "KPI", "Numerator", "Denominator", "Value"]
    rows: list[list[Value]] = [[f"2026-W{n}", "Assembly", "Yield", 90 + n, 200, 0.5] for n in range(10, 20)]
    rows[3][4] = "ca 200"
    run = run_of(sheet_of([head, *rows]))
    assert len(run.records) == 9
    assert [(r.cell.text, r.value, r.reason) for r in run.rejects] == [("E5", "ca 200", "not a number")]
    assert run.account.adds_up


def test_that_columns_of_numbers_without_a_kpi_column_are_kpis_by_their_headings() -> None:
    sheet = sheet_of([["Week", "OTIF", "Scrap"], *([f"2026-W{n}", 90.5, 2.5] for n in range(10, 16))])
    found = values(run_of(sheet))
    assert found[("OTIF", "2026-W10")] == 90.5
    assert found[("Scrap", "2026-W15")] == 2.5


def test_that_a_heading_that_only_says_value_needs_a_kpi() -> None:
    sheet = sheet_of([["Week", "Value"], *([f"2026-W{n}", 90.5] for n in range(10, 16))])
    run = run_of(sheet)
    assert run.blocked == "No column is kpi. Choose one, or give it as a constant."
    assert not run.records
    given = run_of(sheet, constants={"kpi": "OTIF"})
    assert not given.blocked
    assert values(given)[("OTIF", "2026-W10")] == 90.5


def test_that_a_constant_may_take_text_from_the_row() -> None:
    head: list[Value] = ["Country", "Value"]
    sheet = sheet_of([head, ["Sweden", 5.1], ["Norway", 5.2], ["Poland", 2.8]])
    columns = tuple(replace(c, field=None) if c.column == 1 else c for c in proposal(sheet).columns)
    run = run_of(sheet, columns=columns, constants={"kpi": "Price, {A}", "period": "2018-07"})
    assert values(run) == {
        ("Price, Sweden", "2018-07"): 5.1,
        ("Price, Norway", "2018-07"): 5.2,
        ("Price, Poland", "2018-07"): 2.8,
    }
    assert run.account.adds_up


def test_that_weeks_without_year_wait_for_the_year() -> None:
    sheet = sheet_of([["KPI", "v35", "v36", "v37"], ["OTIF", 90.5, 91.5, 92.5], ["Scrap", 1.5, 2.5, 3.5]])
    run = run_of(sheet)
    assert not run.records
    assert {r.reason for r in run.rejects} == {
        "the heading “v35” says no year",
        "the heading “v36” says no year",
        "the heading “v37” says no year",
    }
    assert run.blocked
    assert values(run_of(sheet, year=2026))[("OTIF", "2026-W36")] == 91.5


def test_that_an_undecided_decimal_sign_rejects_until_it_is_chosen() -> None:
    sheet = sheet_of(
        [["KPI", "2026-W35", "2026-W36", "2026-W37"], ["Stock", "1.234", "1.250", "1.260"], ["Age", 3, 4, 5]]
    )
    run = run_of(sheet)
    assert [r.reason for r in run.rejects] == ["can be read with decimal comma or with decimal point"] * 3
    assert values(run_of(sheet, decimal_sign="comma"))[("Stock", "2026-W35")] == 1234
    assert values(run_of(sheet, decimal_sign="point"))[("Stock", "2026-W35")] == 1.234


def test_that_percent_cells_and_percent_texts_mean_the_same() -> None:
    rows: list[list[Value]] = [["KPI", "2026-W35", "2026-W36", "2026-W37"], ["OTIF", "93,1 %", 92.5, "91,0 %"]]
    found = values(run_of(sheet_of(rows)))
    assert found[("OTIF", "2026-W35")] == 93.1
    assert found[("OTIF", "2026-W36")] == 92.5


def test_that_rows_a_person_leaves_out_are_counted() -> None:
    sheet = sheet_of([["KPI", "2026-W35", "2026-W36", "2026-W37"], ["OTIF", 1, 2, 3], ["Test", 4, 5, 6]])
    run = run_of(sheet, skipped_rows=frozenset({3}))
    assert {i.reason: i.cells for i in run.ignored} == {"row left out": 4}
    assert len(run.records) == 3


CELL = st.one_of(
    st.none(),
    st.integers(-1000, 3000),
    st.floats(-1e6, 1e6),
    st.sampled_from(
        ["OTIF", "–", "n/a", "12,5 %", "1.234", "x", "#N/A", "2026-W12", "v23", "Summa", "ca 4", " ", "2026"]
    ),
)


@settings(max_examples=150)
@given(st.lists(st.lists(CELL, min_size=6, max_size=6), min_size=1, max_size=12), st.integers(0, 2))
def test_that_the_account_adds_up_for_any_sheet(body: list[list[Value]], kind: int) -> None:
    heads: list[list[Value]] = [
        ["KPI", "Enhet", "2026-W35", "2026-W36", "2026-W37", "Snitt"],
        ["Week", "KPI", "Value", "Numerator", "Denominator", "Other"],
        ["Week", "Department", "OTIF", "Scrap", "Yield", "Note"],
    ]
    sheet = sheet_of([heads[kind], *body])
    found = regions(sheet, known_labels(READINGS))
    for region in found:
        layout = layout_of(sheet, region, READINGS)
        for year in (None, 2026):
            run = dry_run(None, sheet, replace(layout, year=year), READINGS)  # type: ignore[arg-type]
            assert run.account.adds_up
            assert "defect" not in run.blocked


@pytest.mark.parametrize("text", ["x" * 32_768])
def test_that_a_text_beyond_the_limit_is_rejected(text: str) -> None:
    sheet = sheet_of(
        [["Week", "KPI", "Value"], ["2026-W10", "OTIF", 1.5], ["2026-W11", text, 2.5], ["2026-W12", "OTIF", 1.5]]
    )
    table = shaped(sheet, proposal(sheet), READINGS)
    assert [(r.cell.text, r.reason) for r in table.rejects] == [("B3", "text too long")]
