"""Control charts: small answers worked out by hand, and what must hold for any series."""

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interimcoo.domain.kpi.rules import RULES
from interimcoo.domain.kpi.spc import BaselineTooShort, PhaseStart, Series, Settings, analyse, analyse_all

NUMBERS = st.one_of(st.none(), st.integers(-40, 40).map(lambda n: n / 4))
SERIES = st.builds(
    Series,
    values=st.lists(NUMBERS, max_size=60),
    direction=st.sampled_from(["higher", "lower", "target"]),
    target=st.one_of(st.none(), st.floats(-10, 10)),
    excluded=st.frozensets(st.integers(0, 59), max_size=3),
    phases=st.lists(st.integers(0, 59), max_size=2).map(lambda starts: tuple(PhaseStart(at) for at in starts)),
    floor_at_zero=st.booleans(),
)
ALTERNATING = [10.0, 12.0] * 8


def test_that_limits_are_mean_plus_minus_factor_times_mean_range() -> None:
    phase = analyse(Series(ALTERNATING)).phases[0]
    assert (phase.centre, phase.lower, phase.upper) == (11.0, 11 - 2.66 * 2, 11 + 2.66 * 2)
    assert (phase.status, phase.base_points, phase.ranges, phase.dropped) == ("ok", 16, 15, 0)


def test_that_a_wild_range_is_screened_out_and_counted() -> None:
    values = [*ALTERNATING, 60.0, 12.0]
    with_screen, without = (analyse(Series(values), Settings(screen_ranges=on)).phases[0] for on in (True, False))
    assert with_screen.dropped == 2
    assert without.dropped == 0
    assert with_screen.upper is not None
    assert without.upper is not None
    assert with_screen.upper < without.upper
    assert with_screen.centre == without.centre


@pytest.mark.parametrize(
    ("points", "status"),
    [(0, None), (1, "not_enough_data"), (5, "not_enough_data"), (6, "provisional"), (14, "provisional"), (15, "ok")],
)
def test_that_the_status_follows_the_number_of_points(points: int, status: str | None) -> None:
    found = analyse(Series([(10.0, 12.0)[at % 2] for at in range(points)], target=11.0))
    assert [phase.status for phase in found.phases] == ([status] if status else [])
    if status in (None, "not_enough_data"):
        assert found.variation == "not_enough_data"
        assert found.assurance == "not_enough_data"
        assert found.signals == ()


def test_that_values_with_gaps_all_over_have_no_usable_range() -> None:
    found = analyse(Series([value for at in range(10) for value in (float(at), None)]))
    assert found.phases[0].status == "not_enough_data"
    assert found.latest_missing


def test_that_an_excluded_point_outside_is_still_seen_but_does_not_shape_the_limits() -> None:
    values = [*ALTERNATING, 40.0, 10.0]
    plain, left_out = analyse(Series([*ALTERNATING, 10.0])), analyse(Series(values, excluded=frozenset({16})))
    assert left_out.phases[0].upper == plain.phases[0].upper
    assert left_out.kinds[16] == "excluded"
    assert left_out.labels[16] == "outside_high"
    assert left_out.at == 17
    assert left_out.variation == "common_cause"


def test_that_a_new_phase_has_its_own_limits_and_no_pattern_crosses_it() -> None:
    values = ALTERNATING + [20.0, 22.0] * 8
    split = analyse(Series(values, phases=(PhaseStart(16),)))
    assert [phase.centre for phase in split.phases] == [11.0, 21.0]
    assert split.signals == ()
    together = analyse(Series(values))
    assert together.flagged("one_side") == tuple(range(32))
    assert together.flagged("outside")


def test_that_a_frozen_baseline_judges_what_comes_after_it() -> None:
    values = ALTERNATING[:12] + [30.0] * 4
    found = analyse(Series(values, phases=(PhaseStart(0, 12),)))
    assert found.phases[0].base_points == 12
    assert found.phases[0].centre == 11.0
    assert found.flagged("outside") == (12, 13, 14, 15)
    with pytest.raises(BaselineTooShort):
        analyse(Series(values, phases=(PhaseStart(0, 11),)))


def test_that_neighbours_outside_are_one_signal() -> None:
    found = analyse(Series(ALTERNATING[:12] + [30.0] * 4, phases=(PhaseStart(0, 12),)))
    outside = [signal for signal in found.signals if signal.rule == "outside"]
    assert [(signal.high, signal.rows) for signal in outside] == [(True, (12, 13, 14, 15))]


@pytest.mark.parametrize(
    ("direction", "expected"), [("higher", "concern"), ("lower", "improvement"), ("target", "special_low")]
)
def test_that_the_wanted_direction_decides_what_a_low_point_means(direction: str, expected: str) -> None:
    found = analyse(Series([*ALTERNATING, 0.0], direction=direction))  # type: ignore[arg-type]
    assert found.variation == expected


@pytest.mark.parametrize(
    ("direction", "target", "expected"),
    [
        ("higher", 20.0, "fail"),
        ("higher", 1.0, "pass"),
        ("higher", 11.0, "inconsistent"),
        ("lower", 20.0, "pass"),
        ("lower", 1.0, "fail"),
        ("target", 20.0, None),
        ("higher", None, None),
    ],
)
def test_that_the_target_is_compared_with_the_limits(
    direction: str, target: float | None, expected: str | None
) -> None:
    found = analyse(Series(ALTERNATING, direction=direction, target=target))  # type: ignore[arg-type]
    assert found.assurance == expected


@given(SERIES)
def test_that_any_series_gets_an_answer_that_agrees_with_itself(series: Series) -> None:
    found = analyse(series)
    assert len(found.values) == len(series.values)
    covered = [row for phase in found.phases for row in range(phase.first, phase.last + 1)]
    assert covered == list(range(len(series.values)))
    for phase in found.phases:
        lines = (phase.lower, phase.lower_2s, phase.upper_2s, phase.upper)
        assert (None in lines) == (phase.status in ("not_enough_data", "no_variation"))
        if phase.lower is not None and phase.centre is not None and phase.upper is not None:
            assert phase.lower <= phase.upper
            assert phase.upper >= phase.centre - 1e-9
    for signal in found.signals:
        assert signal.rule in RULES["nhs"]
        assert all(found.values[row] is not None for row in signal.rows)
        assert all(found.phase_of(row).upper is not None for row in signal.rows)
        assert list(signal.rows) == sorted(set(signal.rows))
    assert set(found.labels) == {row for signal in found.signals for row in signal.rows}
    if found.at is not None:
        assert found.kinds.get(found.at) not in ("missing", "excluded")


@given(st.lists(SERIES, max_size=6))
def test_that_many_at_once_answer_as_each_alone(many: list[Series]) -> None:
    assert analyse_all(many) == tuple(analyse(one) for one in many)


@given(SERIES, st.integers(-1000, 1000))
def test_that_a_shift_of_all_values_shifts_the_lines_and_changes_no_signal(series: Series, shift: int) -> None:
    series = replace(series, floor_at_zero=False, target=None)
    moved = replace(series, values=[None if value is None else value + shift for value in series.values])
    plain, shifted = analyse(series), analyse(moved)
    for one, other in zip(plain.phases, shifted.phases, strict=True):
        assert one.status == other.status
        if one.upper is not None and other.upper is not None:
            assert math.isclose(one.upper + shift, other.upper, abs_tol=1e-6)
    assert plain.flagged("trend") == shifted.flagged("trend")


@given(SERIES)
def test_that_turning_the_values_over_turns_the_signals_over(series: Series) -> None:
    series = replace(series, floor_at_zero=False, target=None)
    turned = replace(series, values=[None if value is None else -value for value in series.values])
    plain, other = analyse(series), analyse(turned)
    assert {(s.rule, s.high, s.rows) for s in plain.signals} == {(s.rule, not s.high, s.rows) for s in other.signals}


@given(st.lists(st.integers(-5, 5).map(float), min_size=6, max_size=40))
def test_that_a_trend_is_what_its_definition_says(values: list[float]) -> None:
    """Checked against a plain loop over every stretch of seven values."""
    found = analyse(Series(values))
    if found.phases[0].upper is None:
        assert found.flagged("trend") == ()
        return
    expected = set()
    for first in range(len(values) - 6):
        stretch = values[first : first + 7]
        pairs = list(pairwise(stretch))
        if all(a < b for a, b in pairs) or all(a > b for a, b in pairs):
            expected |= set(range(first, first + 7))
    assert set(found.flagged("trend")) == expected


@pytest.mark.capability("G04")
def test_that_signals_stand_out_from_natural_variation() -> None:
    """A planted point at once, a run when it is complete, few false ones in noise, provisional limits marked."""
    planted = analyse(Series([*ALTERNATING, 25.0]))
    assert planted.variation == "improvement"
    assert planted.labels[planted.at if planted.at is not None else -1] == "outside_high"
    steady, above = [12.0, 10.0] * 8, [11.5, 12.5] * 4
    for length in (7, 8):
        for points in range(1, 9):
            found = analyse(Series(steady + above[:points], phases=(PhaseStart(0, 16),)), Settings(run_length=length))
            assert (found.variation == "improvement") == (points >= length), (length, points)
    noise = np.random.default_rng(20260922).normal(50, 4, (1000, 120))
    judged = analyse_all([Series(row.tolist(), phases=(PhaseStart(0, 20),)) for row in noise])
    assert sum(row >= 20 for found in judged for row in found.flagged("outside")) <= 0.015 * 100_000
    own = np.random.default_rng(20260923).normal(50, 4, (500, 20))
    assert sum(len(found.flagged("outside")) for found in analyse_all([Series(row.tolist()) for row in own])) <= 150
    for points, status in ((14, "provisional"), (15, "ok")):
        assert analyse(Series(own[0].tolist()[:points])).phases[0].status == status
