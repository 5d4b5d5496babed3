"""From short to long periods: ratios from their parts, and nothing from nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interimcoo.domain.kpi.aggregate import DuplicateDates, aggregate, in_date_order, over_units

WEEKS = [(90.0, 9.0, 10.0), (1.0, 1.0, 100.0), (None, 5.0, 0.0)]


def test_that_a_ratio_is_never_the_mean_of_ratios() -> None:
    found = aggregate("ratio", WEEKS, factor=100)
    assert found.value == pytest.approx(100 * 10 / 110)
    assert (found.used, found.given, found.complete) == (2, 3, False)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("sum", 12.0), ("mean", 4.0), ("last", 2.0), ("min", 2.0), ("max", 7.0), ("median", None), ("recompute", None)],
)
def test_that_each_rule_does_what_it_is_called(rule: str, expected: float | None) -> None:
    readings = [(3.0, None, None), (7.0, None, None), (None, None, None), (2.0, None, None)]
    assert aggregate(rule, readings).value == expected  # type: ignore[arg-type]


def test_that_stock_and_turnover_rules_use_the_mean_of_the_base() -> None:
    months = [(None, 30.0, 10.0), (None, 60.0, 20.0)]
    assert aggregate("balance_ratio", months).value == pytest.approx(60 / 15)
    assert aggregate("turnover", months, months=2).value == pytest.approx(90 * 6 / 15)


@pytest.mark.parametrize("rule", ["ratio", "sum", "mean", "last", "min", "max"])
def test_that_no_usable_reading_gives_no_value(rule: str) -> None:
    for readings in ([], [(None, None, None)], [(None, 1.0, 0.0), (None, None, 3.0)]):
        assert aggregate(rule, readings).value is None  # type: ignore[arg-type]


def test_that_units_are_taken_together_from_their_parts_or_as_amounts_only() -> None:
    parts = [(50.0, 1.0, 2.0), (100.0, 8.0, 8.0)]
    assert over_units("ratio", parts, factor=100).value == 90.0
    rates = [(50.0, None, None), (100.0, None, None)]
    assert over_units("ratio", rates, factor=100).value is None
    assert over_units("last", rates, additive=True).value == 150.0
    assert over_units("last", rates).value is None
    assert over_units("max", rates).value == 100.0
    assert over_units("mean", rates[:1]).value == 50.0


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(1, 1000)), min_size=1, max_size=20))
def test_that_a_ratio_lies_between_its_smallest_and_largest_part(pairs: list[tuple[int, int]]) -> None:
    found = aggregate("ratio", [(None, float(top), float(bottom)) for top, bottom in pairs])
    rates = [top / bottom for top, bottom in pairs]
    assert found.value is not None
    assert min(rates) - 1e-9 <= found.value <= max(rates) + 1e-9


def test_that_two_rows_of_a_date_are_refused_until_somebody_says_what_they_mean() -> None:
    with pytest.raises(DuplicateDates):
        in_date_order(["2026-01-02", "2026-01-01", "2026-01-02"], [1.0, 2.0, 3.0])
    assert in_date_order(["2026-01-02", "2026-01-01", "2026-01-02"], [1.0, 2.0, 3.0], "last") == ([1, 0], [2.0, 3.0])
