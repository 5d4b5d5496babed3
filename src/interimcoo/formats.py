"""Numbers, money, dates and periods in a language: the same for screen, chart, PDF and log.

Symbols and month names are Babel's, the rules are ours: half up on decimals, grouped from 1,000 in every language,
no-break spaces, a real minus, ± for a signed zero, an en dash for no value. Babel is imported at the first use.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from math import isnan
from typing import TYPE_CHECKING, Final

from interimcoo.domain.dates import Period, PeriodKind
from interimcoo.text import N_, translate

if TYPE_CHECKING:
    from babel import Locale

MINUS: Final = "\u2212"
NO_VALUE: Final = "–"
NBSP: Final = "\u00a0"

_WIDE: Final = Context(prec=400)
"""room for every float with its decimals"""

Number = float | int | Decimal


@dataclass(frozen=True, slots=True)
class _Habits:
    """What a language does its own way; the words of a week and of large amounts are not in Babel."""

    week: str
    week_tight: str
    thousand: str
    million: str
    billion: str
    scale_gap: str
    percent_gap: str
    points: str
    money: str = "{sign}{amount}" + NBSP + "{symbol}"


_ENGLISH: Final = _Habits("week {n}", "W{n}", "k", "m", "bn", "", "", "pp", "{sign}{symbol}{amount}")
_HABITS: Final[Mapping[str, _Habits]] = {
    "en": _ENGLISH,
    "sv": _Habits("vecka {n}", "v{n}", "tn", "mn", "md", NBSP, NBSP, "pe"),
    "de": _Habits("Woche {n}", f"KW{NBSP}{{n}}", "Tsd.", "Mio.", "Mrd.", NBSP, NBSP, "PP"),
    "pl": _Habits("tydzień {n}", "T{n}", "tys.", "mln", "mld", NBSP, "", "p.p."),
}
_DATE_PATTERNS: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "en": ("d MMM", "d MMM y", "EEE d MMM", "EEE d MMM y"),
}
_SKELETONS: Final = ("MMMd", "yMMMd", "MMMEd", "yMMMEd")

_UNITS: Final[Mapping[str, tuple[str, str]]] = {
    "days": (N_("day"), N_("days")),
    "hours": (N_("hour"), N_("hours")),
    "minutes": (N_("minute"), N_("minutes")),
    "weeks": (N_("week"), N_("weeks")),
    "points": (N_("point"), N_("points")),
    "persons": (N_("person"), N_("persons")),
    "turns": (N_("turn"), N_("turns")),
    "line_days": (N_("line day"), N_("line days")),
    "ppm": (N_("ppm"), N_("ppm")),
    "units_per_hour": (N_("units per hour"), N_("units per hour")),
    "orders_per_hour": (N_("orders per hour"), N_("orders per hour")),
    "lines_per_hour": (N_("lines per hour"), N_("lines per hour")),
    "hours_per_person": (N_("hours per person"), N_("hours per person")),
    "per_thousand": (N_("per thousand"), N_("per thousand")),
    "per_order": (N_("per order"), N_("per order")),
    "per_employee": (N_("per employee"), N_("per employee")),
    "per_100_fte": (N_("per 100 full-time staff"), N_("per 100 full-time staff")),
    "per_million_hours": (N_("per million hours"), N_("per million hours")),
    "per_hundred_employees": (N_("per 100 employees"), N_("per 100 employees")),
    "kwh_per_unit": (N_("kWh per unit"), N_("kWh per unit")),
}
_PERCENT: Final = frozenset({"percent", "%"})
_WITHOUT_NAME: Final = frozenset({"", "count", "ratio"})


def number(value: Number | None, decimals: int = 0, language: str = "en") -> str:
    """A number with fixed decimals: "1,234.5", "−2.4"; an en dash for none."""
    exact = _rounded(value, decimals)
    if exact is None:
        return NO_VALUE
    return (MINUS if exact < 0 else "") + _digits(exact.copy_abs(), decimals, language)


def signed(value: Number | None, decimals: int = 0, language: str = "en") -> str:
    """A difference: "+2.4", "−11.6", "±0.0"."""
    exact = _rounded(value, decimals)
    return NO_VALUE if exact is None else _sign(exact) + _digits(exact.copy_abs(), decimals, language)


def share(value01: Number | None, decimals: int = 0, language: str = "en") -> str:
    """A share of 1 as percent: "71%", in Swedish "71 %"."""
    if value01 is None or isnan(value01):
        return NO_VALUE
    return _with_percent(number(_exact(value01) * 100, decimals, language), language)


def with_unit(
    value: Number | None, decimals: int = 0, unit_code: str = "", language: str = "en", currency: str = ""
) -> str:
    """A number and its unit: "71.4%", "3.2 days", "1 day"."""
    return _joined(number(value, decimals, language), value, decimals, unit_code, language, currency)


def difference(
    value: Number | None, decimals: int = 0, unit_code: str = "", language: str = "en", currency: str = ""
) -> str:
    """A signed difference and its unit: "−11.6 pp" between percentages, "+2.4 days"."""
    words = signed(value, decimals, language)
    if unit_code in _PERCENT:
        return words if words == NO_VALUE else f"{words}{NBSP}{_habits(language).points}"
    return _joined(words, value, decimals, unit_code, language, currency)


def unit_name(unit_code: str, language: str = "en", currency: str = "") -> str:
    """The printed unit of a code: "%", "days", "SEK per unit"; a client's own word stays as it is."""
    if unit_code in _PERCENT:
        return "%"
    if unit_code in _WITHOUT_NAME:
        return ""
    if unit_code == "currency":
        return currency or translate(N_("currency"), language)
    if unit_code == "currency_per_unit":
        return translate(N_("{currency} per unit"), language).format(
            currency=currency or translate(N_("currency"), language)
        )
    return translate(_UNITS[unit_code][1], language) if unit_code in _UNITS else unit_code


def money(
    minor: int | None, currency: str, language: str = "en", *, compact: bool = False, signed: bool = False
) -> str:
    """An amount in minor units with its currency: "€1,234", "€1,234.50", compact "€0.42m"; in Swedish "0,42 mn €".

    Decimals are printed where the amount has them. Compact: millions from 100,000 on (two decimals below one million,
    then one), thousands from 1,000 on, billions from 1,000 million on.
    """
    if minor is None:
        return NO_VALUE
    habits = _habits(language)
    digits = currency_digits(currency)
    amount = Decimal(minor).scaleb(-digits)
    scale = ""
    if compact:
        amount, decimals, scale = _scaled(amount, habits)
    else:
        decimals = 0 if amount == amount.to_integral_value() else digits
    rounded = _rounded(amount, decimals) or Decimal(0)
    symbol = _symbol(currency, language)
    text = habits.money.format(
        sign=_sign(rounded) if signed else MINUS if rounded < 0 else "",
        symbol=symbol + NBSP if symbol.isalpha() and habits is _ENGLISH else symbol,
        amount=_digits(rounded.copy_abs(), decimals, language) + (habits.scale_gap + scale if scale else ""),
    )
    return text.strip(NBSP)


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
    first, habits = found.first_day, _habits(language)
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


def size(count: int, language: str = "en") -> str:
    """The size of a file: "812 bytes", "34 kB", "1.2 MB"."""
    if count < 1000:
        return f"{number(count, 0, language)}{NBSP}{translate(N_('bytes'), language)}"
    value, unit = Decimal(count) / 1000, "kB"
    for larger in ("MB", "GB", "TB"):
        if value < Decimal("999.5"):
            break
        value, unit = value / 1000, larger
    return f"{number(value, 1 if value < 10 and unit != 'kB' else 0, language)}{NBSP}{unit}"


def currency_digits(code: str) -> int:
    """How many decimals a currency has: 2 for EUR, 0 for JPY; 2 for a code nobody knows."""
    from babel.numbers import get_currency_precision

    return get_currency_precision(code) if code else 2


def _exact(value: Number) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _rounded(value: Number | None, decimals: int) -> Decimal | None:
    if value is None or isnan(value):
        return None
    exact = _exact(value)
    whole = Decimal(1).scaleb(-decimals)
    return exact.quantize(whole, ROUND_HALF_UP, _WIDE)


def _sign(value: Decimal) -> str:
    return "+" if value > 0 else MINUS if value < 0 else "±"


def _digits(value: Decimal, decimals: int, language: str) -> str:
    group, point = _separators(_known(language))
    whole, _point, rest = f"{value:,.{decimals}f}".partition(".")
    return whole.replace(",", group) + (point + rest if rest else "")


def _with_percent(words: str, language: str) -> str:
    return words if words == NO_VALUE else f"{words}{_habits(language).percent_gap}%"


def _joined(words: str, value: Number | None, decimals: int, unit_code: str, language: str, currency: str) -> str:
    if words == NO_VALUE:
        return words
    if unit_code in _PERCENT:
        return _with_percent(words, language)
    name = unit_name(unit_code, language, currency)
    if unit_code in _UNITS and decimals == 0 and value is not None and abs(_exact(value)) == 1:
        name = translate(_UNITS[unit_code][0], language)
    return f"{words}{NBSP}{name}" if name else words


def _scaled(amount: Decimal, habits: _Habits) -> tuple[Decimal, int, str]:
    large = abs(amount)
    if large >= Decimal("999_950_000"):
        return amount / 10**9, 1, habits.billion
    if large >= Decimal("995_000"):
        return amount / 10**6, 1, habits.million
    if large >= Decimal("99_500"):
        return amount / 10**6, 2, habits.million
    if large >= 1000:
        return amount / 1000, 0 if large >= Decimal("9_950") else 1, habits.thousand
    return amount, 0, ""


def _language(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


def _known(language: str) -> str:
    """The language when its habits are known, else English."""
    short = _language(language)
    return short if short in _HABITS else "en"


def _habits(language: str) -> _Habits:
    return _HABITS[_known(language)]


@lru_cache(maxsize=16)
def _locale(language: str) -> "Locale":
    from babel import Locale

    return Locale.parse(language)


@lru_cache(maxsize=16)
def _separators(language: str) -> tuple[str, str]:
    symbols = _locale(language).number_symbols["latn"]
    return NBSP if symbols["group"].isspace() else symbols["group"], symbols["decimal"]


@lru_cache(maxsize=64)
def _symbol(currency: str, language: str) -> str:
    from babel.numbers import get_currency_symbol

    return get_currency_symbol(currency, _locale(_known(language))) if currency else ""


@lru_cache(maxsize=4096)
def _date_words(d: date, form: int, language: str) -> str:
    from babel.dates import format_date, format_skeleton

    known = _known(language)
    if known in _DATE_PATTERNS:
        return format_date(d, _DATE_PATTERNS[known][form], _locale(known))
    return format_skeleton(_SKELETONS[form], d, locale=_locale(known))


@lru_cache(maxsize=512)
def _month_words(d: date, language: str) -> str:
    from babel.dates import format_date

    return format_date(d, "MMM y", _locale(_known(language)))


@lru_cache(maxsize=96)
def _month_name(number_of_month: int, language: str, full: bool) -> str:
    names = _locale(_known(language)).months["stand-alone"]["wide" if full else "abbreviated"]
    return str(names[number_of_month])
