"""Cells of the workbook: text is never a formula, figures are real numbers and dates in the format of the page."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal

from interimcoo import formats
from interimcoo.charts.chart import Bullet, Sparkline
from interimcoo.exchange.blocks import Cell, Figure, Mark, Sentence
from interimcoo.exchange.shown import spoken

LONGEST: Final = 32_767
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_CUT: Final = " […]"
Kind = Literal["number", "date", "text", "none"]


@dataclass(frozen=True, slots=True)
class Value:
    """A cell: a number, a date, a text or nothing, with its number format ("" for text)."""

    kind: Kind
    number: float = 0.0
    day: date | None = None
    text: str = ""
    format: str = ""

    @property
    def width(self) -> int:
        """Letters it takes, about."""
        if self.kind == "number":
            return len(f"{self.number:,.0f}") + len(self.format.partition('"')[2]) + 3
        return 11 if self.kind == "date" else max((len(line) for line in self.text.split("\n")), default=0)


NOTHING: Final = Value("none")


def value_of(cell: Cell, language: str) -> Value:
    """What a cell of a report is in a workbook; drawings are nothing."""
    match cell:
        case None | Sparkline() | Bullet():
            return NOTHING
        case Figure():
            return figure_value(cell)
        case Mark():
            return text_value(cell.value if cell.kind == "trust" else cell.words)
        case str() | Sentence():
            return text_value(spoken(cell, language))


def figure_value(figure: Figure) -> Value:
    """The value of a figure, unrounded, in the format it is printed in."""
    value = figure.value
    if value is None:
        return NOTHING
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        return Value("date", day=day, format="yyyy-mm-dd")
    if isinstance(value, str):
        return text_value(value)
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError(f"{figure.id} is no number")
    if figure.kind == "money":
        digits = formats.currency_digits(figure.currency)
        amount = value / 10**digits
        return Value(
            "number", amount, format=_with_suffix(_decimals(digits if value % 10**digits else 0), figure.currency)
        )
    if figure.kind == "share":
        return Value("number", float(value), format=f"{_decimals(figure.decimals)}%")
    plain = _decimals(figure.decimals)
    if figure.kind == "signed":
        signed = [_with_suffix(sign + plain, figure.unit) for sign in ("+", "-", "")]
        return Value("number", float(value), format=";".join(signed))
    return Value("number", float(value), format=_with_suffix(plain, figure.unit))


def text_value(text: str) -> Value:
    """A text as it can stand in a cell; nothing where it is empty."""
    cleaned = clean(text)
    return Value("text", text=cleaned) if cleaned else NOTHING


def clean(text: str) -> str:
    """Without control characters but tab and line feed, lone surrogates replaced, cut with a mark where Excel ends."""
    kept = _SURROGATE.sub("\ufffd", _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return kept if len(kept) <= LONGEST else kept[: LONGEST - len(_CUT)] + _CUT


def write(sheet: Any, row: int, column: int, value: Value, style: Any) -> None:
    """Write a value by the method of its type; `sheet` and `style` are XlsxWriter's."""
    if value.kind == "number":
        sheet.write_number(row, column, value.number, style)
    elif value.kind == "date" and value.day is not None:
        sheet.write_datetime(row, column, datetime(value.day.year, value.day.month, value.day.day), style)  # noqa: DTZ001
    elif value.kind == "text":
        sheet.write_string(row, column, value.text, style)


def _decimals(count: int) -> str:
    return "#,##0" + ("." + "0" * count if count else "")


def _with_suffix(plain: str, suffix: str) -> str:
    words = suffix.replace('"', "").replace("\\", "")
    if not words:
        return plain
    return f'{plain}"{words}"' if words == "%" else f'{plain}" {words}"'
