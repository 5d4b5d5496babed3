"""Periods as clients write them, in three languages, to the stored form."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interimcoo.domain.dates import Period
from interimcoo.exchange.excel_in.periods import day_of, period_of, period_of_cell, settled, year_in
from interimcoo.exchange.excel_in.sheet import Cell


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("2026-W23", "2026-W23"), ("v23 2026", "2026-W23"), ("KW 23/2026", "2026-W23"), ("vecka 23, 2026", "2026-W23"),
        ("2026 / v36", "2026-W36"), ("Week 9/26", "2026-W09"), ("jan-26", "2026-01"), ("Januar 2026", "2026-01"),
        ("maj 2026", "2026-05"), ("Mai 2026", "2026-05"), ("2026-01", "2026-01"), ("202601", "2026-01"),
        ("Jul2018", "2018-07"), ("Q1 2026", "2026-Q1"), ("1. Quartal 2026", "2026-Q1"), ("K3 2026", "2026-Q3"),
        ("H1 2026", "2026-H1"), ("2026", "2026"), ("FY26", "FY2026"), ("2025/26", "FY2026"),
        ("14.9.2026", "2026-09-14"), ("den 3 mars 2026", "2026-03-03"), ("20260914", "2026-09-14"),
    ],
)  # fmt: skip
def test_that_a_label_says_its_period(text: str, stored: str) -> None:
    guess = period_of(text)
    assert guess is not None
    assert guess.stored() == stored
    Period.parse(stored)


@pytest.mark.parametrize("text", ["OTIF", "v54", "v0", "Mål", "2026-13", "32.1.2026", "Total 2026", "x" * 50, ""])
def test_that_other_labels_are_no_periods(text: str) -> None:
    assert period_of(text) is None


def test_that_weeks_without_year_count_back_over_the_new_year() -> None:
    labels = [period_of(f"v{week}") for week in (50, 51, 52, 1, 2, 3)]
    assert settled(labels, 2026) == ["2025-W50", "2025-W51", "2025-W52", "2026-W01", "2026-W02", "2026-W03"]


def test_that_a_label_without_year_has_no_period_until_the_year_is_given() -> None:
    labels = [period_of("v35"), period_of("v36"), period_of("v37")]
    assert settled(labels, None) == [None, None, None]
    assert settled(labels, 2026) == ["2026-W35", "2026-W36", "2026-W37"]


def test_that_firsts_of_months_are_months_and_days_a_week_apart_are_weeks() -> None:
    months = [period_of_cell(Cell(date(2026, m, 1), "date")) for m in (1, 2, 3)]
    assert settled(months, None) == ["2026-01", "2026-02", "2026-03"]
    weeks = [period_of_cell(Cell(date(2026, 8, d), "date")) for d in (3, 10, 17)]
    assert settled(weeks, None) == ["2026-W32", "2026-W33", "2026-W34"]
    days = [period_of_cell(Cell(date(2026, 8, d), "date")) for d in (3, 4, 7)]
    assert settled(days, None) == ["2026-08-03", "2026-08-04", "2026-08-07"]


def test_that_the_order_of_day_and_month_is_never_guessed() -> None:
    assert day_of("03/04/2026", None) is None
    assert day_of("03/04/2026", True) == date(2026, 4, 3)
    assert day_of("03/04/2026", False) == date(2026, 3, 4)
    assert day_of("14/04/2026", None) == date(2026, 4, 14)
    assert day_of("04/14/2026", None) == date(2026, 4, 14)


@pytest.mark.parametrize("text", ["2026-02-30", "2026-11-31", "31.04.2026", "4/5", "1/1"])
def test_that_an_impossible_day_or_a_fraction_is_no_day(text: str) -> None:
    assert day_of(text, True) is None


def test_that_the_year_of_a_title_is_the_latest_it_names() -> None:
    assert year_in(["Vecka 12 2025 till vecka 37 2026"]) == 2026
    assert year_in(["Order 120261"]) is None


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_that_every_iso_week_reads_back(day: date) -> None:
    year, week, _ = day.isocalendar()
    for text in (f"{year}-W{week:02d}", f"v{week} {year}", f"KW {week}/{year}"):
        guess = period_of(text)
        assert guess is not None
        assert guess.stored() == f"{year}-W{week:02d}"


@given(st.lists(st.integers(1, 52), min_size=3, max_size=3, unique=True))
def test_that_settled_weeks_rise_when_read_from_left_to_right(start: list[int]) -> None:
    first = start[0]
    numbers = [(first + step - 1) % 52 + 1 for step in range(10)]
    found = settled([period_of(f"v{n}") for n in numbers], 2025)
    days = [Period.parse(text).first_day for text in found if text]
    assert len(days) == 10
    assert all(a < b for a, b in itertools.pairwise(days))
