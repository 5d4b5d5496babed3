"""Numbers, signed differences, shares and sizes."""

from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from math import isnan
from typing import Final

from interimcoo.formats.habits import NBSP, habits_of, known, locale
from interimcoo.text import N_, translate

MINUS: Final = "\u2212"
NO_VALUE: Final = "–"
_WIDE: Final = Context(prec=400)
"""room for every float with its decimals"""

Number = float | int | Decimal


def number(value: Number | None, decimals: int = 0, language: str = "en") -> str:
    """A number with fixed decimals: "1,234.5", "−2.4"; an en dash for none."""
    half_up = rounded(value, decimals)
    if half_up is None:
        return NO_VALUE
    return (MINUS if half_up < 0 else "") + digits(half_up.copy_abs(), decimals, language)


def signed(value: Number | None, decimals: int = 0, language: str = "en") -> str:
    """A difference: "+2.4", "−11.6", "±0.0"."""
    half_up = rounded(value, decimals)
    return NO_VALUE if half_up is None else sign_of(half_up) + digits(half_up.copy_abs(), decimals, language)


def share(value01: Number | None, decimals: int = 0, language: str = "en") -> str:
    """A share of 1 as percent: "71%", in Swedish "71 %"."""
    if value01 is None or isnan(value01):
        return NO_VALUE
    return with_percent(number(exact(value01) * 100, decimals, language), language)


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


def exact(value: Number) -> Decimal:
    """The value as the decimal it prints as."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


def rounded(value: Number | None, decimals: int) -> Decimal | None:
    """The value rounded half up; None for no value."""
    if value is None or isnan(value):
        return None
    plain = exact(value)
    whole = Decimal(1).scaleb(-decimals)
    return plain.quantize(whole, ROUND_HALF_UP, _WIDE)


def sign_of(value: Decimal) -> str:
    """Plus, minus, or plus-minus for zero."""
    return "+" if value > 0 else MINUS if value < 0 else "±"


def digits(value: Decimal, decimals: int, language: str) -> str:
    """A value that is not negative, grouped, with fixed decimals."""
    group, point = _separators(known(language))
    whole, _point, rest = f"{value:,.{decimals}f}".partition(".")
    return whole.replace(",", group) + (point + rest if rest else "")


def with_percent(words: str, language: str) -> str:
    """Words with the per cent sign of the language."""
    return words if words == NO_VALUE else f"{words}{habits_of(language).percent_gap}%"


@lru_cache(maxsize=16)
def _separators(language: str) -> tuple[str, str]:
    symbols = locale(language).number_symbols["latn"]
    return NBSP if symbols["group"].isspace() else symbols["group"], symbols["decimal"]
