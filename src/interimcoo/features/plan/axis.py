"""The time axis of the plan on the screen: where a day stands, and which months, weeks and days the head names."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

ZOOMS: Final = (1.2, 2.0, 3.2, 5.0, 7.0, 10.0, 16.0, 26.0, 40.0)
"""pixels a day, from years in view to days in view"""
WEEK_ZOOM: Final = 3
MONTH_ZOOM: Final = 1
WEEKS_FROM: Final = 20.0
"""pixels a week takes before its number is named"""
DAYS_FROM: Final = 15.0
MONTHS_FROM: Final = 46.0
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Axis:
    """Days laid out from `first` to `last`; x counts pixels from the left edge of `first`."""

    first: date
    last: date
    day: float
    """pixels a day"""

    @property
    def width(self) -> float:
        """Pixels of the whole time."""
        return ((self.last - self.first).days + 1) * self.day

    def x(self, day: date) -> float:
        """Where a day begins."""
        return (day - self.first).days * self.day

    def end(self, day: date) -> float:
        """Where a day ends."""
        return self.x(day) + self.day

    def date_at(self, x: float) -> date:
        """The day at a place, kept within the axis."""
        number = min(max(0, int(x // self.day)), (self.last - self.first).days)
        return self.first + timedelta(days=number)

    def months(self, left: float, right: float) -> Iterator[tuple[date, float, float]]:
        """First day, left and right edge of the months in view; quarters or years where months are too narrow."""
        step = 1 if self.day * 30 >= MONTHS_FROM else 3 if self.day * 91 >= MONTHS_FROM else 12
        seen = self.date_at(left)
        month = date(seen.year, (seen.month - 1) // step * step + 1, 1)
        while self.x(month) < right and month <= self.last:
            following = _months_later(month, step)
            yield month, self.x(month), self.x(following)
            month = following

    def weeks(self, left: float, right: float) -> Iterator[tuple[date, float]]:
        """Monday and left edge of the weeks in view; none where they are too narrow."""
        if self.day * 7 < WEEKS_FROM:
            return
        seen = self.date_at(left)
        monday = seen - timedelta(days=seen.weekday())
        while self.x(monday) < right and monday <= self.last:
            yield monday, self.x(monday)
            monday += 7 * _DAY

    def days(self, left: float, right: float) -> Iterator[tuple[date, float]]:
        """The days in view, where a day is wide enough to be told apart."""
        if self.day < DAYS_FROM:
            return
        day = self.date_at(left)
        while self.x(day) < right and day <= self.last:
            yield day, self.x(day)
            day += _DAY


def axis_for(first: date, last: date, zoom: int) -> Axis:
    """An axis with room before and after, from a Monday, at a step of ZOOMS."""
    day = ZOOMS[min(max(0, zoom), len(ZOOMS) - 1)]
    room = timedelta(days=max(7, round(60 / day)))
    start = max(first, date.min + room + 7 * _DAY) - room
    return Axis(start - timedelta(days=start.weekday()), min(last, date.max - 3 * room) + 2 * room, day)


def fitting_zoom(first: date, last: date, width: float) -> int:
    """The step at which a time is seen whole; weeks where they have room, at least months."""
    days = (last - first).days + 21
    fitting = [step for step in range(MONTH_ZOOM, WEEK_ZOOM + 1) if ZOOMS[step] * days <= width]
    return max(fitting, default=MONTH_ZOOM)


def _months_later(month: date, step: int) -> date:
    number = month.year * 12 + month.month - 1 + step
    return date(min(number // 12, date.max.year), number % 12 + 1, 1)
