"""Amounts of money: whole minor units of one currency, and how people type them."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

_SCALES: Final = {"k": 10**3, "tn": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "md": 10**9}
_LARGEST: Final = 10**15


def minor_from_text(text: str, digits: int = 2) -> int | None:
    """The minor units of a typed amount; None when empty.

    Understands "420,000", "420 000", "0.42m", "0,42 mn" and "400k". One comma or point before three digits groups
    thousands unless a scale follows or the currency has three decimals ("1,234" is 1234, "1.234m" is 1,234,000);
    anything else is the decimal sign. `digits` is how many decimals the currency has. Raises ValueError when it is no
    amount, or one beyond use.
    """
    typed = text.strip().casefold().replace("\u2212", "-").replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
    if not typed:
        return None
    letters = typed.lstrip("+-0123456789.,'")
    if letters and letters not in _SCALES:
        raise ValueError(f"not an amount: {text!r}")
    figure = _plain(typed.removesuffix(letters) if letters else typed, groups=not letters and digits != 3)
    try:
        value = Decimal(figure) * _SCALES.get(letters, 1) * 10**digits
    except InvalidOperation:
        raise ValueError(f"not an amount: {text!r}") from None
    if not value.is_finite() or abs(value) > _LARGEST:
        raise ValueError(f"not an amount: {text!r}")
    return int(value.to_integral_value(ROUND_HALF_UP))


def text_from_minor(minor: int | None, digits: int = 2) -> str:
    """An amount as it can be typed again: plain digits with a point, no decimals where there are none."""
    if minor is None:
        return ""
    value = Decimal(minor).scaleb(-digits)
    return format(value.quantize(Decimal(1)) if value == value.to_integral_value() else value, "f")


def _plain(figure: str, *, groups: bool) -> str:
    """Digits with at most one point, the decimal sign; `groups`: one sign before three digits parts thousands."""
    figure = figure.replace("'", "")
    signs = [sign for sign in figure if sign in ".,"]
    if len(signs) > 1:
        last = signs[-1]
        if len(set(signs)) == 1:  # 1,234,567
            return figure.replace(last, "")
        return figure.replace("," if last == "." else ".", "").replace(",", ".")
    if len(signs) == 1 and groups:
        head, tail = figure.split(signs[0])
        if len(tail) == 3 and head.lstrip("+-") not in ("", "0"):
            return head + tail
    return figure.replace(",", ".")
