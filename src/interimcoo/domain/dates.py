"""Periods of the calendar and working days: what a reading belongs to, and how a plan counts time."""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import total_ordering
from typing import Final

_DAY: Final = timedelta(days=1)
_FORMS: Final = (
    ("day", re.compile(r"(\d{4})-(\d\d)-(\d\d)\Z")),
    ("week", re.compile(r"(\d{4})-W(\d\d)\Z")),
    ("month", re.compile(r"(\d{4})-(\d\d)\Z")),
    ("quarter", re.compile(r"(\d{4})-Q([1-4])\Z")),
    ("half", re.compile(r"(\d{4})-H([12])\Z")),
    ("year", re.compile(r"(\d{4})\Z")),
    ("fiscal_year", re.compile(r"FY(\d{4})\Z")),
)


class PeriodKind(StrEnum):
    """How long a period is. Weeks are ISO weeks; a fiscal year is named by its number and ordered like a year."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    FISCAL_YEAR = "fiscal_year"


_MONTHS: Final = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF: 6,
    PeriodKind.YEAR: 12,
    PeriodKind.FISCAL_YEAR: 12,
}


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """One period, written as stored: "2026-10-19", "2026-W23", "2026-06", "2026-Q2", "2026-H1", "2026", "FY2026".

    Sorts by its first day. A fiscal year carries 1 January as first day, as the file does not say where it begins.
    """

    kind: PeriodKind
    first_day: date

    @classmethod
    def parse(cls, text: str) -> "Period":
        """The period of a stored text; raises ValueError for anything else."""
        for kind, form in _FORMS:
            found = form.match(text)
            if found and text.isascii():
                return cls(PeriodKind(kind), _first_day(PeriodKind(kind), [int(part) for part in found.groups()]))
        raise ValueError(f"not a period: {text!r}")

    @classmethod
    def of(cls, kind: PeriodKind, day: date) -> "Period":
        """The period of a kind that a day lies in."""
        if kind == PeriodKind.DAY:
            return cls(kind, day)
        if kind == PeriodKind.WEEK:
            return cls(kind, day - timedelta(days=day.weekday()))
        months = _MONTHS[kind]
        return cls(kind, date(day.year, (day.month - 1) // months * months + 1, 1))

    @property
    def text(self) -> str:
        """The stored form."""
        first = self.first_day
        match self.kind:
            case PeriodKind.DAY:
                return first.isoformat()
            case PeriodKind.WEEK:
                year, week, _weekday = first.isocalendar()
                return f"{year:04d}-W{week:02d}"
            case PeriodKind.MONTH:
                return f"{first.year:04d}-{first.month:02d}"
            case PeriodKind.QUARTER:
                return f"{first.year:04d}-Q{(first.month + 2) // 3}"
            case PeriodKind.HALF:
                return f"{first.year:04d}-H{(first.month + 5) // 6}"
            case PeriodKind.YEAR:
                return f"{first.year:04d}"
            case PeriodKind.FISCAL_YEAR:
                return f"FY{first.year:04d}"

    @property
    def last_day(self) -> date:
        """Its last day."""
        if self.kind == PeriodKind.DAY:
            return self.first_day
        if self.kind == PeriodKind.WEEK:
            return self.first_day + timedelta(days=6)
        month = self.first_day.month + _MONTHS[self.kind] - 1
        return date(self.first_day.year, month, monthrange(self.first_day.year, month)[1])

    def next(self) -> "Period":
        """The period after it; raises OverflowError at the end of the calendar."""
        return Period.of(self.kind, self.last_day + _DAY)

    def previous(self) -> "Period":
        """The period before it; raises OverflowError at the start of the calendar."""
        return Period.of(self.kind, self.first_day - _DAY)

    def __str__(self) -> str:
        return self.text

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return (self.first_day, self.last_day, self.kind) < (other.first_day, other.last_day, other.kind)


def _first_day(kind: PeriodKind, parts: list[int]) -> date:
    year, number = parts[0], parts[1] if len(parts) > 1 else 1
    if kind == PeriodKind.DAY:
        return date(year, number, parts[2])
    if kind == PeriodKind.WEEK:
        return date.fromisocalendar(year, number, 1)
    return date(year, (number - 1) * _MONTHS[kind] + 1, 1)


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Monday to Friday without holidays. Counts whole days; finding the next working day looks at most a year ahead."""

    holidays: frozenset[date] = field(default_factory=frozenset)

    def is_working(self, day: date) -> bool:
        """Whether people work on a day."""
        return day.weekday() < 5 and day not in self.holidays

    def next_working(self, day: date) -> date:
        """The day itself when it is a working day, else the first one after it."""
        return self._walk(day, _DAY)

    def previous_working(self, day: date) -> date:
        """The day itself when it is a working day, else the last one before it."""
        return self._walk(day, -_DAY)

    def add(self, day: date, n: int) -> date:
        """The working day n working days after a day (before it when n is negative); a day off counts from the next
        working day, or from the one before it when n is negative."""
        if n >= 0:
            found = self.next_working(day)
            for _step in range(n):
                found = self._walk(found + _DAY, _DAY)
            return found
        found = self.previous_working(day)
        for _step in range(-n):
            found = self._walk(found - _DAY, -_DAY)
        return found

    def between(self, first: date, last: date) -> int:
        """How many working days lie from the first to the last day, both included; negative when they are reversed."""
        if last < first:
            return -self.between(last, first)
        days = (last - first).days + 1
        weeks, rest = divmod(days, 7)
        working = weeks * 5 + sum((first.weekday() + at) % 7 < 5 for at in range(rest))
        return working - sum(first <= day <= last and day.weekday() < 5 for day in self.holidays)

    def _walk(self, day: date, step: timedelta) -> date:
        for _look in range(400):
            if self.is_working(day):
                return day
            day += step
        raise ValueError(f"no working day within a year of {day}")
