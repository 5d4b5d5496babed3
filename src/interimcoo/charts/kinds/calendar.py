"""A time axis in months, weeks and days: what fits is named, the rest stays a line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from interimcoo.charts import measure
from interimcoo.charts.scale import Days
from interimcoo.formats import month, number, period

WEEKS_UP_TO: Final = 184
DAYS_UP_TO: Final = 21
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """A month, week or day on the axis; `words` is empty where its name does not fit, `line` says that it is marked."""

    x: float
    end: float
    words: str
    line: bool = True


@dataclass(frozen=True, slots=True)
class Head:
    """The upper row (months), the lower row (weeks or days, possibly none), and where grid lines stand."""

    upper: tuple[Span, ...]
    lower: tuple[Span, ...]
    grid: tuple[float, ...]


def head(axis: Days, language: str) -> Head:
    """The head of an axis whose end is the first day after the last one shown."""
    span = (axis.last - axis.first).days
    upper = _months(axis, language)
    lower: tuple[Span, ...] = ()
    if span <= DAYS_UP_TO:
        days = [axis.first + _DAY * at for at in range(span)]
        lower = _row(axis, days, 1, lambda at: number(at.day, 0, language))
    elif span <= WEEKS_UP_TO:
        monday = axis.first - _DAY * axis.first.weekday()
        mondays = [monday + 7 * _DAY * at for at in range((axis.last - monday).days // 7 + 1)]
        lower = _row(axis, mondays, 7, lambda at: number(at.isocalendar().week, 0, language))
    grid = tuple(one.x for one in (lower or upper) if one.line and axis.start + 0.5 < one.x < axis.end - 0.5)
    return Head(upper, lower, grid)


def _row(axis: Days, starts: list[date], days: int, name: Callable[[date], str]) -> tuple[Span, ...]:
    """Numbers of weeks or days, every k-th when they are narrow; none at the ends where half of one is cut off."""
    widest = max((measure.width(name(day), 7.0) for day in starts), default=0.0)
    pitch = (axis.end - axis.start) / max(1, (axis.last - axis.first).days) * days
    step = next((k for k in (1, 2, 4) if pitch * k >= widest + 4), 13)
    spans = []
    for at, day in enumerate(starts):
        x, end = axis.at(day), axis.at(day + _DAY * days)
        half = measure.width(name(day), 7.0) / 2
        inside = axis.start + half <= (x + end) / 2 <= axis.end - half
        spans.append(Span(x, end, name(day) if inside and at % step == 0 else "", at % step == 0 or pitch >= 6))
    return tuple(spans)


def _months(axis: Days, language: str) -> tuple[Span, ...]:
    """Months by name where there is room, else by short name, else each third, else the years."""
    starts = [axis.first.replace(day=1)]
    while (following := (starts[-1] + 32 * _DAY).replace(day=1)) < axis.last:
        starts.append(following)
    for step, full in ((1, True), (1, False), (3, False), (12, False)):
        spans = _named(axis, starts, step, full, language)
        if spans is not None:
            return spans
    return tuple(Span(max(axis.start, axis.at(day)), axis.end, "", day.month == 1) for day in starts)


def _named(axis: Days, starts: list[date], step: int, full: bool, language: str) -> tuple[Span, ...] | None:
    """Every `step`-th month by name, the first one where it fits; None when one in the middle has no room."""
    turns = [day for day in starts if (day.month - 1) % step == 0]
    spans = []
    for at, day in enumerate(starts):
        x = max(axis.start, axis.at(day))
        end = axis.at(next((turn for turn in turns if turn > day), axis.last))
        words = _month_words(day, at == 0, step, full, language)
        fits = measure.width(words, 7.0, "medium") + 6 <= end - x
        if day in turns and at > 0 and end < axis.end and not fits:
            return None
        named = fits and (day in turns or at == 0)
        spans.append(Span(x, end, words if named else "", day in turns))
    return tuple(spans)


def _month_words(day: date, first: bool, step: int, full: bool, language: str) -> str:
    """The name; January says its year, and so does the axis that shows years alone."""
    if step == 12:
        return str(day.year)
    if day.month == 1 and not first:
        return str(day.year) if step > 1 else period(f"{day.year:04d}-01", language)
    return month(day, language, full=full)
