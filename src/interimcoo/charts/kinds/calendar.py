"""The head of a time axis in months, weeks and days: what fits is named, the rest stays a line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from interimcoo.charts import measure
from interimcoo.charts.scale import Days
from interimcoo.formats import month, number, period

WEEKS_UP_TO = 184
DAYS_UP_TO = 21


@dataclass(frozen=True, slots=True)
class Mark:
    """A named start on the axis; `words` is empty where the name does not fit."""

    at: date
    x: float
    words: str
    line: bool = True


@dataclass(frozen=True, slots=True)
class Head:
    """The upper row (months), the lower row (weeks or days, possibly none), and where grid lines stand."""

    upper: tuple[Mark, ...]
    lower: tuple[Mark, ...]
    grid: tuple[float, ...]


def head(axis: Days, language: str) -> Head:
    """The head of an axis whose end is the first day after the last one shown."""
    span = (axis.last - axis.first).days
    upper = _months(axis, language)
    if span <= DAYS_UP_TO:
        lower = _row(axis, _days(axis), lambda day: number(day.day, 0, language))
    elif span <= WEEKS_UP_TO:
        lower = _row(axis, _mondays(axis), lambda day: number(day.isocalendar().week, 0, language))
    else:
        lower = ()
    grid = [mark.x for mark in (lower or upper) if mark.line]
    return Head(upper, lower, tuple(x for x in grid if axis.start + 0.5 < x < axis.end - 0.5))


def _days(axis: Days) -> list[date]:
    return [axis.first + timedelta(days=at) for at in range((axis.last - axis.first).days)]


def _mondays(axis: Days) -> list[date]:
    first = axis.first - timedelta(days=axis.first.weekday())
    return [first + timedelta(days=7 * at) for at in range((axis.last - first).days // 7 + 1)]


def _row(axis: Days, starts: list[date], name: Callable[[date], str]) -> tuple[Mark, ...]:
    """Numbers of weeks or days in the middle of their span, every k-th when they are narrow."""
    width = abs(axis.at(axis.first + timedelta(days=1)) - axis.start) * (
        7 if len(starts) > 1 and starts[1] - starts[0] > timedelta(1) else 1
    )
    widest = max((measure.width(name(day), 7.0) for day in starts), default=0.0)
    step = next((k for k in (1, 2, 4, 13) if width * k >= widest + 4), 26)
    marks = []
    for at, day in enumerate(starts):
        middle = axis.at(day) + width / 2
        words = name(day) if at % step == 0 else ""
        half = measure.width(words, 7.0) / 2
        inside = axis.start + half <= middle <= axis.end - half
        marks.append(Mark(day, axis.at(day), words if inside else "", line=width * 1.0 >= 4 or at % step == 0))
    return tuple(marks)


def _months(axis: Days, language: str) -> tuple[Mark, ...]:
    """Months by name where there is room, else by short name, else each third or only the years."""
    starts = []
    day = axis.first.replace(day=1)
    while day < axis.last:
        starts.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    for step, full in ((1, True), (1, False), (3, False), (12, False)):
        named = _named(axis, starts, step, full, language)
        if named is not None:
            return named
    return tuple(Mark(day, max(axis.start, axis.at(day)), "", line=day.month == 1) for day in starts)


def _named(axis: Days, starts: list[date], step: int, full: bool, language: str) -> tuple[Mark, ...] | None:
    """The months with names, or None when a month in the middle has no room for its name."""
    marks = []
    for at, day in enumerate(starts):
        x = max(axis.start, axis.at(day))
        turn = (day.month - 1) % step == 0
        following = next((other for other in starts[at + 1 :] if (other.month - 1) % step == 0), None)
        end = axis.at(following) if following is not None else axis.end
        words = _month_words(day, at, step, full, language)
        fits = measure.width(words, 7.0, "medium") + 5 <= end - x
        inner = at > 0 and following is not None
        if turn and inner and not fits:
            return None
        marks.append(Mark(day, x, words if fits and (turn or at == 0) else "", line=turn))
    return tuple(marks)


def _month_words(day: date, at: int, step: int, full: bool, language: str) -> str:
    if step == 12:
        return str(day.year)
    if at and day.month == 1:
        return str(day.year) if step > 1 else period(f"{day.year}-{day.month:02d}", language)
    return month(day, language, full=full)
