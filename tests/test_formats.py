"""Numbers, money, dates and periods as each language writes them."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interimcoo import formats

DAY = date(2026, 10, 2)


@pytest.mark.parametrize(
    ("language", "plain", "negative", "percent", "points", "millions", "day", "week", "tight"),
    [
        ("en", "1,234.5", "−2.4", "12.3%", "+0.8 pp", "€1.2m", "2 Oct 2026", "week 39", "W39"),
        ("sv", "1 234,5", "−2,4", "12,3 %", "+0,8 pe", "1,2 mn €", "2 okt. 2026", "vecka 39", "v39"),
        ("de", "1.234,5", "−2,4", "12,3 %", "+0,8 PP", "1,2 Mio. €", "2. Okt. 2026", "Woche 39", "KW 39"),
        ("pl", "1 234,5", "−2,4", "12,3%", "+0,8 p.p.", "1,2 mln €", "2 paź 2026", "tydzień 39", "T39"),
    ],
)
def test_that_each_language_writes_its_own_way(
    language: str, plain: str, negative: str, percent: str, points: str, millions: str, day: str, week: str, tight: str
) -> None:
    hard = {ord(" "): "\u00a0"}
    assert formats.number(1234.5, 1, language) == plain.translate(hard)
    assert formats.number(-2.4, 1, language) == negative
    assert formats.share(0.123, 1, language) == percent.translate(hard)
    assert formats.difference(0.8, 1, "percent", language) == points.translate(hard)
    assert formats.money(120_000_000, "EUR", language, compact=True) == millions.translate(hard)
    assert formats.day(DAY, language, year=True) == day
    assert formats.period("2026-W39", language) == week
    assert formats.period("2026-W39", language, tight=True) == tight.translate(hard)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (2.675, 2, "2.68"), (0.5, 0, "1"), (-0.5, 0, "−1"), (1.005, 2, "1.01"), (-0.04, 1, "0.0"), (-0.0, 0, "0"),
        (1234, 0, "1,234"), (1e20, 0, "100,000,000,000,000,000,000"), (None, 2, "–"), (float("nan"), 1, "–"),
        (0, 1, "0.0"), (999.95, 1, "1,000.0"),
    ],
)  # fmt: skip
def test_that_numbers_round_half_up_with_fixed_decimals(value: float | None, decimals: int, expected: str) -> None:
    assert formats.number(value, decimals) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(2.4, "+2.4"), (-11.6, "−11.6"), (0, "±0.0"), (-0.04, "±0.0"), (None, "–")]
)
def test_that_differences_carry_their_sign(value: float | None, expected: str) -> None:
    assert formats.signed(value, 1) == expected


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 4), st.sampled_from(["en", "sv", "de", "pl"]))
def test_that_no_number_holds_a_hyphen_or_a_soft_space(value: float, decimals: int, language: str) -> None:
    for words in (formats.number(value, decimals, language), formats.signed(value, decimals, language)):
        assert "-" not in words
        assert " " not in words
        assert "\u202f" not in words
    assert formats.signed(value, decimals, language)[0] in "+−±"


@given(st.integers(-(10**15), 10**15), st.sampled_from(["EUR", "SEK", "JPY", "XXQ", ""]), st.booleans())
def test_that_money_keeps_its_sign_and_its_minor_units(minor: int, currency: str, compact: bool) -> None:
    words = formats.money(minor, currency, compact=compact)
    assert words.startswith("−") == (minor < 0 and any(digit in words for digit in "123456789"))
    if not compact:
        digits = int("".join(sign for sign in words if sign.isdigit()))
        places = formats.currency_digits(currency) if "." in words else 0
        assert digits * 10 ** (formats.currency_digits(currency) - places) == abs(minor)


@pytest.mark.parametrize(
    ("minor", "expected"),
    [
        (42_000_000, "€0.42m"), (4_200_000, "€42k"), (123_400, "€1.2k"), (99_900, "€999"), (120_000_000, "€1.2m"),
        (99_999_999_999, "€1.0bn"), (-42_000_000, "−€0.42m"), (0, "€0"), (None, "–"), (9_990_000, "€0.10m"),
    ],
)  # fmt: skip
def test_that_compact_money_scales(minor: int | None, expected: str) -> None:
    assert formats.money(minor, "EUR", compact=True) == expected


def test_that_currencies_without_a_sign_stand_before_the_amount_in_english() -> None:
    assert formats.money(123_456, "SEK") == "SEK\u00a01,234.56"
    assert formats.money(123_400, "SEK", "sv") == "1\u00a0234\u00a0kr"
    assert formats.money(5, "JPY", signed=True) == "+¥5"
    assert formats.currency_digits("JPY") == 0
    assert formats.currency_digits("KWD") == 3


@pytest.mark.parametrize(
    ("code", "value", "decimals", "expected"),
    [
        ("percent", 71.4, 1, "71.4%"), ("%", 71.4, 1, "71.4%"), ("days", 3.2, 1, "3.2\u00a0days"),
        ("days", 1, 0, "1\u00a0day"), ("days", -1, 0, "−1\u00a0day"), ("days", 1.0, 1, "1.0\u00a0days"),
        ("count", 12, 0, "12"), ("st", 12, 0, "12\u00a0st"), ("", 1.5, 1, "1.5"), ("days", None, 0, "–"),
        ("per_million_hours", 6.2, 1, "6.2\u00a0per million hours"),
    ],
)  # fmt: skip
def test_that_units_follow_their_number(code: str, value: float | None, decimals: int, expected: str) -> None:
    assert formats.with_unit(value, decimals, code) == expected


def test_that_every_unit_of_the_content_has_a_name() -> None:
    from interimcoo.text import resources

    head, *rows = (resources() / "content" / "kpis.csv").read_text(encoding="utf-8").splitlines()
    import csv

    codes = {row["unit"] for row in csv.DictReader([head, *rows])}
    assert len(codes) > 15
    for code in codes - {"count", "ratio"}:
        named = formats.unit_name(code, "en", "SEK")
        assert named
        assert "_" not in named
    assert formats.unit_name("currency_per_unit", "en", "SEK") == "SEK per unit"
    assert formats.unit_name("currency") == "currency"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-W09", "week 9"), ("2026-09", "Sep 2026"), ("2026-Q3", "Q3 2026"), ("2026-H2", "H2 2026"),
        ("2026", "2026"), ("FY2026", "FY2026"), ("2026-10-19", "19 Oct 2026"), ("soon", "soon"), ("", "–"), (None, "–"),
    ],
)  # fmt: skip
def test_that_stored_periods_are_said_in_words(text: str | None, expected: str) -> None:
    assert formats.period(text) == expected


def test_that_days_are_short_and_moments_name_their_minute() -> None:
    assert formats.day(date(2026, 9, 22)) == "22 Sep"
    assert formats.day(date(2026, 9, 22), weekday=True) == "Tue 22 Sep"
    assert formats.day(date(2026, 9, 22), weekday=True, year=True) == "Tue 22 Sep 2026"
    assert formats.day(date(2026, 9, 22), "sv", weekday=True) == "tis 22 sep."
    assert formats.day(None) == "–"
    moment = datetime(2026, 9, 22, 22, 41, 5, tzinfo=UTC)
    assert formats.instant(moment) == "22 Sep 2026, 22:41"
    assert formats.instant(moment, seconds=True) == "22 Sep 2026, 22:41:05"
    assert formats.instant(moment, zone=timezone(timedelta(hours=2))) == "23 Sep 2026, 00:41"
    assert formats.month(date(2026, 9, 22)) == "Sep"
    assert formats.month(date(2026, 9, 22), "sv", full=True) == "september"


@pytest.mark.parametrize(
    ("n", "expected"),
    [(8, "8 days late"), (1, "1 day late"), (0, "on time"), (-1, "1 day early"), (-3, "3 days early")],
)
def test_that_lateness_is_said_in_days(n: int, expected: str) -> None:
    assert formats.days_late(n) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, "0 bytes"), (999, "999 bytes"), (34_567, "35 kB"), (1_234_567, "1.2 MB"), (999_999, "1.0 MB"),
        (5 * 10**9, "5.0 GB"),
    ],
)  # fmt: skip
def test_that_sizes_of_files_are_short(count: int, expected: str) -> None:
    assert formats.size(count) == expected.replace(" ", "\u00a0")


def test_that_an_unknown_language_falls_back_to_english() -> None:
    assert formats.number(1234.5, 1, "xx") == "1,234.5"
    assert formats.day(DAY, "en-GB", year=True) == "2 Oct 2026"


def test_that_babel_is_not_loaded_before_the_first_use() -> None:
    program = "import sys, interimcoo.formats; print('babel' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "False\n"
    )
