"""What people type into fields, read as values: dates and numbers in the habits of their language."""

from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

from PySide6.QtCore import QLocale

from interimcoo.text import interface_language

_LARGEST: Final = 10**15


def parse_day(words: str, base: date | None = None) -> date | None:
    """A typed date; None when empty. "+7" and "-3" count days from `base`. Raises ValueError when it is no date."""
    typed = words.strip()
    if not typed:
        return None
    if base is not None and typed[0] in "+-−" and typed[1:].isdigit():
        days = int(typed[1:]) * (1 if typed[0] == "+" else -1)
        return _counted(base, days)
    parts = [part for part in typed.replace(".", " ").replace("-", " ").replace("/", " ").split(" ") if part]
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        raise ValueError(typed)
    first, month, last = parts
    year, day = (first, last) if len(first) == 4 else (last, first)
    if max(len(part) for part in parts) > 4:
        raise ValueError(typed)
    return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))


def _counted(base: date, days: int) -> date:
    try:
        return base + timedelta(days=days)
    except OverflowError as error:
        raise ValueError(days) from error


def parse_number(words: str, language: str | None = None) -> Decimal | None:
    """A typed number in either decimal sign, with blanks as thousands; None when empty.

    Raises ValueError when it is no number, or one beyond use.
    """
    typed = words.strip().replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace("\u2212", "-")
    if not typed:
        return None
    point = QLocale(language or interface_language()).decimalPoint()
    if "," in typed and "." in typed:
        # both signs: the last one parts the decimals, whatever the language
        typed = typed.replace("." if typed.rindex(",") > typed.rindex(".") else ",", "")
    elif point == "." and typed.count(",") >= 1 and all(len(group) == 3 for group in typed.split(",")[1:]):
        typed = typed.replace(",", "")
    try:
        value = Decimal(typed.replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(words) from error
    if not value.is_finite() or abs(value) > _LARGEST:
        raise ValueError(words)
    return value
