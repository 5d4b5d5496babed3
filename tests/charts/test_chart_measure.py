"""Widths, cutting and breaking of words; ticks and axes; labels along edges; names of colours."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interimcoo.charts import measure, palette
from interimcoo.charts.kinds.figures import tick_words, value_words
from interimcoo.charts.kinds.labels import FARTHEST, PITCH, EdgeLabel, along, spread
from interimcoo.charts.scale import Days, Linear, decimals_of, domain, nice

LONG = "Delivery reliability of confirmed customer order lines"


def test_that_widths_add_up_and_grow_with_the_size() -> None:
    assert measure.width("", 7.0) == 0
    assert measure.width("ab", 7.0) == pytest.approx(measure.width("a", 7.0) + measure.width("b", 7.0))
    assert measure.width("abc", 14.0) == pytest.approx(2 * measure.width("abc", 7.0))
    assert measure.width("abc", 7.0, "bold") > measure.width("abc", 7.0)


def test_that_digits_are_tabular_in_text_and_proportional_in_titles() -> None:
    assert len({measure.width(digit, 7.0, "semibold") for digit in "0123456789"}) == 1
    assert len({measure.width(digit, 7.0, "display") for digit in "0123456789"}) > 1


@given(st.text(max_size=40), st.floats(5, 200))
def test_that_a_fitted_text_fits_and_says_whether_it_was_cut(text: str, room: float) -> None:
    shown, cut = measure.fit(text, 7.0, "regular", room)
    assert cut == (shown != text)
    assert measure.width(shown, 7.0) <= max(room, measure.width("…", 7.0)) + 1e-9
    assert not cut or shown.endswith("…")


def test_that_a_cut_text_keeps_as_much_as_fits() -> None:
    shown, _cut = measure.fit(LONG, 7.0, "regular", 80.0)
    kept = shown.removesuffix("…")
    assert LONG.startswith(kept)
    assert measure.width(LONG[: len(kept) + 2] + "…", 7.0) > 80.0


def test_that_lines_break_at_spaces_and_only_the_last_is_cut() -> None:
    first, second = measure.wrap(LONG, 7.0, "regular", 90.0)
    assert not first.endswith("…")
    assert LONG.startswith(first + " ")
    assert second.endswith("…")
    assert measure.wrap("short", 7.0, "regular", 90.0) == ("short",)
    assert " ".join(measure.wrap(LONG, 7.0, "regular", 90.0, 9)) == LONG


def test_that_what_the_fonts_lack_is_named_and_never_silent() -> None:
    assert measure.printable("Łódź −3") == "Łódź −3"
    assert measure.printable("中\u200d\ufe0fa\tb") == "[U+4E2D]a b"
    assert measure.printable("e\u0301") in ("é", "e\u0301")


@given(st.floats(-1e12, 1e12), st.floats(1e-6, 1e12))
def test_that_ticks_are_three_to_six_round_numbers_inside(lo: float, span: float) -> None:
    hi = lo + span
    if span < abs(lo) * 1e-6:
        return
    ticks = nice(lo, hi)
    assert 3 <= len(ticks) <= 6
    assert all(lo - span * 1e-6 <= tick <= hi + span * 1e-6 for tick in ticks)
    steps = [b - a for a, b in itertools.pairwise(ticks)]
    assert max(steps) - min(steps) <= span * 1e-6
    lead = float(f"{steps[0]:.3e}".partition("e")[0])
    assert min(abs(lead - base) for base in (1, 2, 2.5, 5, 10)) < 0.01 or span < abs(lo) * 1e-4


def test_that_tick_labels_carry_the_decimals_their_step_needs() -> None:
    assert tick_words((77.5, 80.0, 82.5), 1, "en") == ("77.5", "80.0", "82.5")
    assert tick_words((70.0, 80.0, 90.0), 1, "en") == ("70", "80", "90")
    assert tick_words((-0.5, 0.0, 0.5), 0, "sv") == ("−0,5", "0,0", "0,5")
    assert tick_words((0.0, 2.5e6, 5e6), 0, "en") == ("0", "2.5m", "5.0m")
    assert decimals_of((1.0, 1.25)) == 2


def test_that_values_print_the_decimals_of_their_indicator() -> None:
    assert value_words(78.45, 1, "en") == "78.5"
    assert value_words(-1234.5, 0, "sv") == "−1\u00a0235"
    assert value_words(12_345_678.0, 1, "en") == "12.3m"
    assert value_words(3.2e18, 0, "en") == "3.2·10^18"
    assert value_words(float("nan"), 1, "en") == "–"


def test_that_an_axis_keeps_its_distance_from_lines() -> None:
    lo, hi = domain([80.0, 90.0], [95.0])
    assert lo < 80.0 - 0.04 * (hi - lo)
    assert hi > 95.0 + 0.04 * (hi - lo)
    assert domain([0.0, 3.0])[0] == 0.0
    assert domain([1.0, 3.0], [0.0])[0] < 0.0
    lo, hi = domain([5.0, 5.0])
    assert lo < 5.0 < hi
    assert domain([]) == (0.0, 1.0)


def test_that_positions_follow_values_and_dates() -> None:
    assert Linear(0, 10, 100, 0).at(2.5) == 75
    days = Days(date(2026, 1, 1), date(2026, 1, 11), 0, 100)
    assert days.at(date(2026, 1, 4)) == 30
    assert Days(date(2026, 1, 1), date(2026, 1, 1), 0, 100).at(date(2026, 1, 1)) == 50


places = st.lists(st.floats(0, 200), min_size=1, max_size=9)


@given(places)
def test_that_edge_labels_keep_order_pitch_and_reach(positions: list[float]) -> None:
    labels = [EdgeLabel(str(at), position, at, "sub") for at, position in enumerate(positions)]
    kept, left_out = spread(labels, 0.0, 200.0)
    assert len(kept) + len(left_out) == len(labels)
    ys = [y for _label, y in kept]
    assert all(b - a >= PITCH - 1e-6 for a, b in itertools.pairwise(ys))
    assert all(-0.01 <= y <= 200.01 and abs(y - label.at) <= FARTHEST for label, y in kept)
    assert [label.at for label, _y in kept] == sorted(label.at for label, _y in kept)
    if left_out:
        assert min(int(words) for words in left_out) > 0 or not kept


def test_that_the_most_important_label_hardly_moves() -> None:
    labels = [
        EdgeLabel("latest", 50.0, 0, "ink"),
        EdgeLabel("mean", 51.0, 4, "sub"),
        EdgeLabel("target", 49.0, 1, "bad"),
    ]
    kept, left_out = spread(labels, 0.0, 100.0)
    assert left_out == []
    moved = {label.words: abs(y - label.at) for label, y in kept}
    assert moved["latest"] < 0.5 < moved["mean"]


def test_that_labels_of_time_are_thinned_evenly() -> None:
    spots = [(float(at * 4), f"W{at}") for at in range(60)]
    shown = along(spots, 0.0, 240.0)
    assert (shown[0].index, shown[-1].index) == (0, 59)
    steps = {b.index - a.index for a, b in itertools.pairwise(shown[:-1])}
    assert len(steps) == 1
    assert along([], 0.0, 10.0) == ()
    assert [label.words for label in along([(1.0, "W1"), (2.0, "W2")], 0.0, 30.0)] == ["W2"]


def test_that_every_name_of_the_palette_has_a_colour_in_both_themes() -> None:
    for name in palette.names():
        for dark in (False, True):
            assert len(palette.colour(name, dark=dark)) == 7
    with pytest.raises(KeyError):
        palette.colour("pink")


def test_that_paper_uses_the_values_of_the_report_reference() -> None:
    assert palette.colour("concern") == "#AD4F08"
    assert palette.colour("common") == "#667380"
    assert palette.colour("heat1") == "#B4540A"
    assert palette.colour("concern", dark=True) == "#F0A05A"
