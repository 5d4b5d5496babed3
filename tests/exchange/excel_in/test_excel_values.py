"""Numbers as clients write them: never a silent guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interimcoo.exchange.excel_in.sheet import Cell
from interimcoo.exchange.excel_in.values import decimal_sign, is_missing, number_of


@pytest.mark.parametrize(
    ("text", "value", "percent"),
    [
        ("93,4", 93.4, False),
        ("93.4", 93.4, False),
        ("1 234,5", 1234.5, False),
        ("1\u00a0234\u00a0567", 1234567.0, False),
        ("1.234.567,89", 1234567.89, False),
        ("1,234,567.89", 1234567.89, False),
        ("12,5 %", 12.5, True),
        ("−3,2", -3.2, False),
        ("3,2-", -3.2, False),
        ("(12)", -12.0, False),
        ("kr 1 200", 1200.0, False),
        ("1 200 SEK", 1200.0, False),
        ("1,5e3", 1500.0, False),
        ("0", 0.0, False),
    ],
)
def test_that_a_number_as_text_has_one_reading(text: str, value: float, percent: bool) -> None:
    found = number_of(Cell(text, "text"))
    assert found.value == pytest.approx(value)
    assert found.percent is percent


@pytest.mark.parametrize("text", ["1.234", "1,234", "12.345", "-1,000"])
def test_that_two_readings_are_no_value_until_the_sign_is_chosen(text: str) -> None:
    cell = Cell(text, "text")
    assert number_of(cell).problem == "two readings"
    comma, point = number_of(cell, "comma").value, number_of(cell, "point").value
    assert comma is not None
    assert point is not None
    assert comma != point


@pytest.mark.parametrize("text", ["12,5 st", "ca 40", "1 2", "12 34,5", "3-4", "", "2026-09-14", "1,23,45", "--3", "#"])
def test_that_what_is_no_number_is_not_read(text: str) -> None:
    assert number_of(Cell(text, "text")).value is None


def test_that_a_percent_format_is_read_as_percent_without_the_noise_of_fractions() -> None:
    found = number_of(Cell(0.931, "number", "percent"))
    assert found.percent
    assert found.value == 93.1
    assert number_of(Cell(0.931, "number")).value == 0.931


def test_that_an_error_and_a_formula_without_result_are_no_numbers() -> None:
    assert number_of(Cell("#N/A", "error")).value is None
    assert number_of(Cell("", "no_result")).value is None


def test_that_the_text_that_fits_one_way_only_decides_the_sign_of_a_column() -> None:
    assert decimal_sign([Cell("1.234", "text"), Cell("0,5", "text")]) == "comma"
    assert decimal_sign([Cell("1,234", "text"), Cell("0.5", "text")]) == "point"
    assert decimal_sign([Cell("1,234", "text"), Cell(3, "number")]) == "auto"


@pytest.mark.parametrize("text", ["-", "–", "n/a", "N/A", "saknas", "k.A.", "..", ":"])
def test_that_marks_for_no_value_are_missing_and_zero_is_not(text: str) -> None:
    assert is_missing(Cell(text, "text"))
    assert not is_missing(Cell("0", "text"))
    assert not is_missing(Cell("#N/A", "error"))


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_that_a_number_written_in_swedish_reads_back(digits: int, decimals: int) -> None:
    value = digits / 10**decimals
    text = f"{value:,.{decimals}f}".replace(",", "\u00a0").replace(".", ",")
    found = number_of(Cell(text, "text"), "comma")
    assert found.value == pytest.approx(value, abs=1e-9)


@given(st.text(max_size=20))
def test_that_any_text_is_a_finite_number_or_a_problem(text: str) -> None:
    found = number_of(Cell(text, "text"))
    assert (found.value is None) == bool(found.problem)
    assert found.value is None or abs(found.value) < float("inf")
