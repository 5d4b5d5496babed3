"""Values as clients write them: numbers as text with comma or point, percent, missing marks; never a silent guess."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from interimcoo.exchange.excel_in.layout import DecimalSign
from interimcoo.exchange.excel_in.sheet import Cell
from interimcoo.exchange.excel_in.words import MISSING, fold

_BLANKS: Final = str.maketrans("", "", "\u00a0\u202f\u2009 '’")
_CURRENCY: Final = re.compile(r"^(?:kr|sek|eur|usd|gbp|€|\$|£)\s*|\s*(?:kr|sek|eur|usd|gbp|€|\$|£)$", re.IGNORECASE)
_POINT: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z|\d+(?:\.\d+)?\Z|\.\d+\Z")
_COMMA: Final = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?\Z|\d+(?:,\d+)?\Z|,\d+\Z")
_EXPONENT: Final = re.compile(r"\d+(?:[.,]\d+)?[eE][+-]?\d+\Z")

Problem = Literal["", "not a number", "two readings", "too big"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from a cell, or why it cannot be read. `percent`: the cell said so; 93.4 % is then 93.4."""

    value: float | None
    percent: bool = False
    problem: Problem = ""


def is_missing(cell: Cell) -> bool:
    """Whether a cell holds only a mark for "no value"."""
    return cell.kind == "text" and fold(str(cell.value)) in MISSING


def decimal_sign(cells: Iterable[Cell]) -> DecimalSign:
    """The sign that a column's texts need: comma or point when only that reading fits, auto when nothing decides."""
    comma = point = 0
    for cell in cells:
        if cell.kind != "text" or is_missing(cell):
            continue
        digits, _, _ = _bare(str(cell.value))
        fits_comma, fits_point = bool(_COMMA.match(digits)), bool(_POINT.match(digits))
        comma += fits_comma and not fits_point
        point += fits_point and not fits_comma
    if comma == point:
        return "auto"
    return "comma" if comma > point else "point"


def number_of(cell: Cell, sign: DecimalSign = "auto") -> Number:
    """The number of a cell. A real number is never touched, but one with a percent format counts as percent."""
    value = cell.value
    if cell.kind == "number" and isinstance(value, int | float):
        if cell.fmt == "percent":
            return Number(_scaled(float(value)), percent=True)
        return Number(float(value))
    if cell.kind != "text":
        return Number(None, problem="not a number")
    digits, negative, percent = _bare(str(value))
    if _EXPONENT.match(digits):
        found = float(digits.replace(",", "."))
    else:
        fits_comma, fits_point = bool(_COMMA.match(digits)), bool(_POINT.match(digits))
        if not fits_comma and not fits_point:
            return Number(None, problem="not a number")
        chosen: float | None
        as_comma = float(digits.replace(".", "").replace(",", ".")) if fits_comma else None
        as_point = float(digits.replace(",", "")) if fits_point else None
        if as_comma is not None and as_point is not None and as_comma != as_point:
            if sign == "auto":
                return Number(None, problem="two readings")
            chosen = as_comma if sign == "comma" else as_point
        else:
            chosen = as_comma if as_comma is not None else as_point
            if (sign == "comma" and not fits_comma) or (sign == "point" and not fits_point):
                return Number(None, problem="two readings")
        assert chosen is not None
        found = float(chosen)
    if found == float("inf"):
        return Number(None, problem="too big")
    return Number(-found if negative else found, percent)


def _scaled(fraction: float) -> float:
    """A fraction as percent without the noise of binary fractions (0.931 is 93.1, not 93.10000000000001)."""
    return float(f"{fraction * 100:.12g}")


def _bare(text: str) -> tuple[str, bool, bool]:
    """Digits and signs of a number text, whether it is negative, whether it says percent."""
    plain = text.strip()
    percent = plain.endswith("%")
    if percent:
        plain = plain[:-1].strip()
    plain = _CURRENCY.sub("", plain).strip()
    negative = False
    if plain.startswith("(") and plain.endswith(")"):
        plain, negative = plain[1:-1], True
    if plain[:1] in "-−–":
        plain, negative = plain[1:], True
    elif plain[-1:] in "-−":
        plain, negative = plain[:-1], True
    elif plain[:1] == "+":
        plain = plain[1:]
    groups = plain.strip()
    if re.search(r"\d[\u00a0\u202f\u2009 '’]\d", groups) and not re.match(
        r"\d{1,3}(?:[\u00a0\u202f\u2009 '’]\d{3})+(?:[.,]\d+)?\Z", groups
    ):
        return groups, negative, percent  # blanks that are no thousands marks: not a number
    return groups.translate(_BLANKS), negative, percent
