"""A value against the target of its time."""

from datetime import date

import pytest

from interimcoo.domain.kpi.scorecard import DatedTarget, meets, standing, target_on

TODAY = date(2026, 9, 22)
WEEKS = [date(2026, 8, 30), date(2026, 9, 6), date(2026, 9, 13), date(2026, 9, 20)]


def days(*values: float | None) -> list[tuple[date, float | None]]:
    return list(zip(WEEKS, values, strict=True))


def test_that_the_target_in_force_is_the_newest_agreed_until_the_day() -> None:
    targets = [DatedTarget(date(2026, 7, 1), 90.0), DatedTarget(date(2026, 9, 1), 92.0)]
    assert [target_on(targets, day) for day in (date(2026, 6, 30), date(2026, 8, 31), date(2026, 9, 1))] == [
        None,
        90.0,
        92.0,
    ]


@pytest.mark.parametrize(
    ("value", "direction", "met"),
    [
        (92.0, "higher", True),
        (91.9, "higher", False),
        (92.0, "lower", True),
        (92.1, "lower", False),
        (92.0, "target", None),
    ],
)
def test_that_reaching_the_target_depends_on_the_direction(value: float, direction: str, met: bool | None) -> None:
    assert meets(value, 92.0, direction) is met  # type: ignore[arg-type]


def test_that_two_misses_in_a_row_ask_for_action() -> None:
    target = [DatedTarget(date(2026, 8, 1), 90.0)]
    once = standing(days(95, 80, 95, 80), target, "higher", TODAY)
    twice = standing(days(95, 95, 80, 81), target, "higher", TODAY)
    assert (once.misses, once.needs_action) == (1, False)
    assert (twice.misses, twice.needs_action) == (2, True)
    assert (twice.value, twice.distance, twice.met) == (81, -9.0, False)


def test_that_a_gap_ends_a_row_of_misses_but_one_at_the_end_does_not() -> None:
    target = [DatedTarget(date(2026, 8, 1), 90.0)]
    assert standing(days(80, 80, None, 80), target, "higher", TODAY).misses == 1
    assert standing(days(80, 80, 80, None), target, "higher", TODAY).misses == 3
    assert standing(days(80, 80, 80, None), target, "higher", TODAY).value == 80


def test_that_a_new_target_does_not_judge_the_time_before_it() -> None:
    found = standing(days(80, 80, 80, 80), [DatedTarget(date(2026, 9, 15), 90.0)], "higher", TODAY)
    assert (found.misses, found.distance) == (1, -10.0)


@pytest.mark.parametrize("targets", [[], [DatedTarget(date(2026, 10, 1), 90.0)]])
def test_that_without_a_target_in_force_nothing_is_judged(targets: list[DatedTarget]) -> None:
    found = standing(days(80, 80, 80, 80), targets, "higher", TODAY)
    assert (found.target, found.distance, found.met, found.misses) == (None, None, None, 0)


def test_that_no_value_is_no_standing() -> None:
    found = standing([], [DatedTarget(date(2026, 8, 1), 90.0)], "higher", TODAY)
    assert (found.value, found.met, found.misses) == (None, None, 0)
