"""Trust grades rank, and amounts are read as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interimcoo.domain.money import minor_from_text, text_from_minor
from interimcoo.domain.trust import GRADES, best, rank, worst


@pytest.mark.parametrize(
    ("grades", "worst_of", "best_of"),
    [(("A", "C", "B"), "C", "A"), (("D", ""), "", "D"), (("B",), "B", "B"), ((), "", "")],
)
def test_that_not_graded_ranks_below_d(grades: tuple[str, ...], worst_of: str, best_of: str) -> None:
    assert worst(grades) == worst_of
    assert best(grades) == best_of


def test_that_what_is_no_grade_is_refused() -> None:
    with pytest.raises(ValueError, match="not a trust grade"):
        rank("E")


@given(st.lists(st.sampled_from(GRADES), min_size=1))
def test_that_no_source_is_worse_than_the_worst(grades: list[str]) -> None:
    assert all(rank(best(grades)) <= rank(grade) <= rank(worst(grades)) for grade in grades)


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("", None),
        ("1200", 120_000),
        ("1,200", 120_000),
        ("1 200,50", 120_050),
        ("1.234.567,89", 123_456_789),
        ("1,234,567.89", 123_456_789),
        ("1,234,567", 123_456_700),
        ("0.42m", 42_000_000),
        ("0,42 mn", 42_000_000),
        ("1.234m", 123_400_000),
        ("400k", 40_000_000),
        ("0.125", 13),
        ("12.5", 1_250),
        ("−3", -300),
        ("2bn", 200_000_000_000),
    ],
)
def test_that_an_amount_is_read_as_people_type_it(typed: str, minor: int | None) -> None:
    assert minor_from_text(typed) == minor


@pytest.mark.parametrize("typed", ["much", "1,2,3.4.5", "12x", "-", "nan", "inf", "1e9", "9" * 40, "1.2.3m4"])
def test_that_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        minor_from_text(typed)


@given(st.integers(-(10**14), 10**14), st.sampled_from([0, 2, 3]))
def test_that_an_amount_written_can_be_typed_again(minor: int, digits: int) -> None:
    assert minor_from_text(text_from_minor(minor, digits), digits) == minor
