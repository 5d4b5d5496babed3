"""One cell as the value of a field: text, number, share, day, working days or period; or why it is none."""

from datetime import date, datetime

from interimcoo.exchange.excel_in.layout import DecimalSign
from interimcoo.exchange.excel_in.periods import day_of
from interimcoo.exchange.excel_in.sheet import Address, Cell
from interimcoo.exchange.excel_in.target import Field, Reject, Typed, Value
from interimcoo.exchange.excel_in.values import Number, number_of
from interimcoo.text import N_, _


def typed(
    cell: Cell, at: Address, kind: Field, sign: DecimalSign, day_first: bool | None, period: str | None
) -> tuple[Value | None, Reject | None]:
    """The value of a cell for a field, or its reject: one of the two is None.

    `day_first` reads 3/4 as the third of April, None leaves it open; `period` is the one already read for this row.
    """
    broken = unreadable(cell, at)
    if broken:
        return None, broken
    shown = cell.shown
    found: Typed
    if kind.type in ("text", "links"):
        return Value(" ".join(shown.split()) if kind.type == "text" else shown.strip(), at, shown), None
    if kind.type == "period":
        if period:
            return Value(period, at, shown), None
        return None, Reject(
            at, shown, _(N_("not a period")), _(N_("Write it as 2026-W36, 2026-09 or 2026, or give the year."))
        )
    if kind.type == "date":
        found = _day(cell, day_first)
        if found is None:
            return None, Reject(at, shown, _(N_("not a valid date")), _(N_("Write it as 2026-09-14.")))
        return Value(found, at, shown), None
    if kind.type == "days":
        number = _duration(cell, sign)
    else:
        number = number_of(cell, sign)
    if number.value is None:
        return None, rejected_number(number, at, shown)
    if kind.type == "percent":
        by_hundred = number.percent or number.value > 1
        return Value(number.value / 100 if by_hundred else number.value, at, shown), None
    return Value(number.value, at, percent_shown(cell, number)), None


def percent_shown(cell: Cell, number: Number) -> str:
    """What a cell shows, with a percent sign where the file formats it so."""
    if number.percent and not cell.shown.rstrip().endswith("%"):
        return f"{number.value:.12g} %"
    return cell.shown


def _duration(cell: Cell, sign: DecimalSign) -> Number:
    """Working days from 5, "5 d", "5 dagar", "2 veckor"."""
    if cell.kind != "text":
        return number_of(cell, sign)
    text = str(cell.value).strip().casefold()
    digits = text.rstrip("abcdefghijklmnopqrstuvwxyzåäöéü.? ")
    word = text[len(digits) :].strip(" .?")
    number = number_of(Cell(digits.strip(), "text"), sign)
    if number.value is None or (word and word[0] not in "dtwv"):
        return Number(None, problem="not a number")
    weeks = word.startswith(("w", "v"))
    return Number(number.value * 5 if weeks else number.value)


def _day(cell: Cell, day_first: bool | None) -> date | None:
    value = cell.value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return day_of(str(value), day_first) if cell.kind == "text" else None


def unreadable(cell: Cell, at: Address) -> Reject | None:
    """The reject of a cell that never may become a value: an Excel error, a formula without result, a text too long."""
    if cell.kind == "error":
        text = str(cell.value)
        if not text.startswith("#"):
            return Reject(at, text, _(N_("not a finite number")), _(N_("Correct it in the file, then import again.")))
        return Reject(
            at,
            text,
            _(N_("Excel error {error}")).format(error=text),
            _(N_("Correct it in the file, then import again.")),
        )
    if cell.kind == "no_result":
        return Reject(
            at, "", _(N_("formula without saved result")), _(N_("Open and save the file in Excel, then import again."))
        )
    if cell.kind == "text" and len(str(cell.value)) > 32_767:
        return Reject(at, str(cell.value)[:40], _(N_("text too long")), _(N_("Shorten it to 32,767 characters.")))
    return None


def rejected_number(number: Number, at: Address, shown: str) -> Reject:
    """The reject of a cell that is no number, with what to do."""
    if number.problem == "two readings":
        return Reject(
            at,
            shown,
            _(N_("can be read with decimal comma or with decimal point")),
            _(N_("Choose the decimal sign of this sheet.")),
        )
    return Reject(at, shown, _(N_("not a number")), _(N_("Type a number in the file, then import again.")))
