"""Days, moments, periods and lateness."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from typing import Final

from interimcoo.domain.dates import Period, PeriodKind
from interimcoo.formats.habits import habits_of, known, locale
from interimcoo.formats.numbers import NO_VALUE, number
from interimcoo.text import N_, translate

_DATE_PATTERNS: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "en": ("d MMM", "d MMM y", "EEE d MMM", "EEE d MMM y"),
}
_SKELETONS: Final = ("MMMd", "yMMMd", "MMMEd", "yMMMEd")


def day(d: date | None, language: str = "en", *, weekday: bool = False, year: bool = False) -> str:
    """A date: "22 Sep", "22 Sep 2026", "Tue 22 Sep"."""
    if d is None:
        return NO_VALUE
    return _date_words(d, (2 if weekday else 0) + (1 if year else 0), language)


def month(d: date, language: str = "en", *, full: bool = False) -> str:
    """The name of a month, alone: "Sep", full "September"."""
    return _month_name(d.month, language, full)


def instant(moment: datetime | None, language: str = "en", *, seconds: bool = False, zone: tzinfo | None = None) -> str:
    """A moment in a time zone, UTC unless given: "22 Sep 2026, 08:41"."""
    if moment is None:
        return NO_VALUE
    local = moment.astimezone(zone or UTC)
    return f"{day(local.date(), language, year=True)}, {local.strftime('%H:%M:%S' if seconds else '%H:%M')}"


def period(text: str | None, language: str = "en", *, tight: bool = False) -> str:
    """A stored period in words: "week 36" or tight "W36", "Sep 2026", "Q3 2026"; a text that is none stays as it is."""
    if not text:
        return NO_VALUE
    try:
        found = Period.parse(text)
    except ValueError:
        return text
    first, habits = found.first_day, habits_of(language)
    match found.kind:
        case PeriodKind.WEEK:
            return (habits.week_tight if tight else habits.week).format(n=first.isocalendar().week)
        case PeriodKind.DAY:
            return day(first, language, year=not tight)
        case PeriodKind.MONTH:
            return _month_words(first, language)
        case PeriodKind.QUARTER:
            return f"Q{(first.month + 2) // 3} {first.year}"
        case PeriodKind.HALF:
            return f"H{(first.month + 5) // 6} {first.year}"
        case _:
            return found.text


def days_late(n: int, language: str = "en") -> str:
    """How late: "8 days late", "1 day late", "on time", "3 days early"."""
    if n == 0:
        return translate(N_("on time"), language)
    late = (N_("{n} day late"), N_("{n} days late")) if n > 0 else (N_("{n} day early"), N_("{n} days early"))
    return translate(late[abs(n) != 1], language).format(n=number(abs(n), 0, language))


@lru_cache(maxsize=4096)
def _date_words(d: date, form: int, language: str) -> str:
    from babel.dates import format_date, format_skeleton

    short = known(language)
    if short in _DATE_PATTERNS:
        return format_date(d, _DATE_PATTERNS[short][form], locale(short))
    return format_skeleton(_SKELETONS[form], d, locale=locale(short))


@lru_cache(maxsize=512)
def _month_words(d: date, language: str) -> str:
    from babel.dates import format_date

    return format_date(d, "MMM y", locale(known(language)))


@lru_cache(maxsize=96)
def _month_name(number_of_month: int, language: str, full: bool) -> str:
    names = locale(known(language)).months["stand-alone"]["wide" if full else "abbreviated"]
    return str(names[number_of_month])
