"""Values with their units, and amounts of money."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final

from interimcoo.formats.habits import ENGLISH, NBSP, Habits, habits_of, known, locale
from interimcoo.formats.numbers import (
    MINUS,
    NO_VALUE,
    Number,
    digits,
    exact,
    number,
    rounded,
    sign_of,
    signed,
    with_percent,
)
from interimcoo.text import N_, translate

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
PERCENT: Final = frozenset({"percent", "%"})
_WITHOUT_NAME: Final = frozenset({"", "count", "ratio"})


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
    if unit_code in PERCENT:
        return words if words == NO_VALUE else f"{words}{NBSP}{habits_of(language).points}"
    return _joined(words, value, decimals, unit_code, language, currency)


def unit_name(unit_code: str, language: str = "en", currency: str = "") -> str:
    """The printed unit of a code: "%", "days", "SEK per unit"; a client's own word stays as it is."""
    if unit_code in PERCENT:
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
    habits = habits_of(language)
    places = currency_digits(currency)
    amount = Decimal(minor).scaleb(-places)
    scale = ""
    if compact:
        amount, decimals, scale = _scaled(amount, habits)
    else:
        decimals = 0 if amount == amount.to_integral_value() else places
    shown = rounded(amount, decimals) or Decimal(0)
    symbol = _symbol(currency, language)
    text = habits.money.format(
        sign=sign_of(shown) if signed else MINUS if shown < 0 else "",
        symbol=symbol + NBSP if symbol.isalpha() and habits is ENGLISH else symbol,
        amount=digits(shown.copy_abs(), decimals, language) + (habits.scale_gap + scale if scale else ""),
    )
    return text.strip(NBSP)


def currency_digits(code: str) -> int:
    """How many decimals a currency has: 2 for EUR, 0 for JPY; 2 for a code nobody knows."""
    from babel.numbers import get_currency_precision

    return get_currency_precision(code) if code else 2


def _joined(words: str, value: Number | None, decimals: int, unit_code: str, language: str, currency: str) -> str:
    if words == NO_VALUE:
        return words
    if unit_code in PERCENT:
        return with_percent(words, language)
    name = unit_name(unit_code, language, currency)
    if unit_code in _UNITS and decimals == 0 and value is not None and abs(exact(value)) == 1:
        name = translate(_UNITS[unit_code][0], language)
    return f"{words}{NBSP}{name}" if name else words


def _scaled(amount: Decimal, habits: Habits) -> tuple[Decimal, int, str]:
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


@lru_cache(maxsize=64)
def _symbol(currency: str, language: str) -> str:
    from babel.numbers import get_currency_symbol

    return get_currency_symbol(currency, locale(known(language))) if currency else ""
