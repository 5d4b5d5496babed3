"""Periods and working days, with answers from the calendar and from invariants."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interimcoo.domain.dates import Period, PeriodKind, WorkingCalendar

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("2026-10-19", "day", date(2026, 10, 19), date(2026, 10, 19)),
        ("2026-W01", "week", date(2025, 12, 29), date(2026, 1, 4)),
        ("2026-W53", "week", date(2026, 12, 28), date(2027, 1, 3)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-Q4", "quarter", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-H1", "half", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026", "year", date(2026, 1, 1), date(2026, 12, 31)),
        ("FY2026", "fiscal_year", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_that_a_stored_period_has_its_days(text: str, kind: str, first: date, last: date) -> None:
    period = Period.parse(text)
    assert (period.kind, period.first_day, period.last_day) == (kind, first, last)
    assert str(period) == period.text == text


@pytest.mark.parametrize(
    "text",
    ["", "2025-W53", "2026-W00", "2026-13", "2026-02-30", "2026-Q5", "2026-w05", "26", "2026 ", "FY26", "0000", "٢٠٢٦"],
)
def test_that_anything_else_is_no_period(text: str) -> None:
    with pytest.raises(ValueError):
        Period.parse(text)


@given(DAYS, st.sampled_from(list(PeriodKind)))
def test_that_periods_follow_each_other_without_gap(day: date, kind: PeriodKind) -> None:
    period = Period.of(kind, day)
    assert period.first_day <= day <= period.last_day
    assert period.next().first_day == period.last_day + timedelta(days=1)
    assert period.next().previous() == period == Period.parse(period.text)
    assert period.previous() < period < period.next()


def test_that_periods_sort_by_their_first_day() -> None:
    texts = ["2027-W01", "2026-W53", "2026-W02", "2025-W52"]
    assert [one.text for one in sorted(map(Period.parse, texts))] == texts[::-1]
    assert Period.parse("2026-W01") != "2026-W01"


def test_that_working_days_leave_out_weekends_and_holidays() -> None:
    calendar = WorkingCalendar(frozenset({date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)}))
    thursday = date(2026, 12, 24)
    assert calendar.is_working(thursday)
    assert calendar.next_working(date(2026, 12, 25)) == date(2026, 12, 28)
    assert calendar.add(thursday, 1) == date(2026, 12, 28)
    assert calendar.add(thursday, 6) == date(2027, 1, 5)
    assert calendar.add(date(2027, 1, 4), -1) == date(2026, 12, 31)
    assert calendar.add(date(2026, 12, 27), 0) == date(2026, 12, 28)
    assert calendar.between(thursday, date(2027, 1, 4)) == 6
    assert calendar.between(date(2027, 1, 4), thursday) == -6


@given(DAYS, st.integers(0, 400), st.frozensets(DAYS, max_size=8))
def test_that_counting_agrees_with_looking_at_every_day(first: date, length: int, holidays: frozenset[date]) -> None:
    calendar = WorkingCalendar(holidays)
    days = [first + timedelta(days=at) for at in range(length + 1)]
    assert calendar.between(first, days[-1]) == sum(map(calendar.is_working, days))


@given(DAYS, st.integers(-60, 60))
def test_that_adding_and_taking_away_working_days_comes_back(day: date, n: int) -> None:
    calendar = WorkingCalendar()
    start = calendar.next_working(day)
    assert calendar.add(calendar.add(start, n), -n) == start
    assert calendar.between(start, calendar.add(start, abs(n))) == abs(n) + 1


def test_that_a_calendar_without_working_days_says_so() -> None:
    first = date(2026, 1, 1)
    calendar = WorkingCalendar(frozenset(first + timedelta(days=at) for at in range(500)))
    with pytest.raises(ValueError, match="no working day"):
        calendar.next_working(first)
