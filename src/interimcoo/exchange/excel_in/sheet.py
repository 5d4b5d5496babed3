"""A sheet as read: the only thing the later steps of an import see. Immutable, sparse, 1-based."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal, NamedTuple

CellKind = Literal["text", "number", "date", "datetime", "time", "bool", "error", "no_result"]
FormatClass = Literal["general", "integer", "decimal", "percent", "date", "time", "datetime", "text", "currency"]
CellValue = str | int | float | bool | date | datetime | time | None


class Address(NamedTuple):
    """A cell by row and column, both from 1."""

    row: int
    column: int

    @property
    def text(self) -> str:
        """The address as people write it: "C9"."""
        return f"{letters(self.column)}{self.row}"


class Range(NamedTuple):
    """A box of cells, corners included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def text(self) -> str:
        """The range as people write it: "A1:BH19"."""
        return f"{letters(self.first_column)}{self.first_row}:{letters(self.last_column)}{self.last_row}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with content. `error` holds Excel's error text, `no_result` a formula without saved value."""

    value: CellValue
    kind: CellKind
    fmt: FormatClass = "general"

    @property
    def shown(self) -> str:
        """The content as text, the way the file has it."""
        value = self.value
        if value is None:
            return ""
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, datetime):
            return (
                value.isoformat(" ", "seconds")
                if (value.hour or value.minute or value.second)
                else value.date().isoformat()
            )
        if isinstance(value, date | time):
            return value.isoformat()
        if isinstance(value, float):
            return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        return str(value)


Grid = Mapping[int, Mapping[int, Cell]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its cells with content and what preflight found about it."""

    name: str
    state: str
    """visible, hidden, veryHidden"""
    rows: Grid
    used: Range | None
    """smallest box around cells with content; None: the sheet is empty"""
    merged: tuple[Range, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    notices: tuple[str, ...] = ()

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell at a place, None when it is empty."""
        found = self.rows.get(row)
        return found.get(column) if found else None

    @property
    def cells(self) -> int:
        """How many cells have content."""
        return sum(len(row) for row in self.rows.values())


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file as read, with its hash and what a person should know about it."""

    file_name: str
    sha256: str
    size: int
    type: str
    """xlsx, xlsb, xls, ods, csv"""
    reader: str
    sheets: tuple[Sheet, ...]
    notices: tuple[str, ...] = field(default=())

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, None when there is none."""
        return next((s for s in self.sheets if s.name == name), None)


class CannotRead(Exception):
    """A file that was refused: what happened and what to do, both in words. Nothing was read."""

    def __init__(self, happened: str, remedy: str = "") -> None:
        super().__init__(f"{happened} {remedy}".strip())
        self.happened = happened
        self.remedy = remedy


class Cancelled(Exception):
    """The person stopped the reading."""


def letters(column: int) -> str:
    """The letters of a column: 1 is A, 28 is AB."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_number(text: str) -> int:
    """The number of a column from its letters; raises ValueError for anything else."""
    number = 0
    for sign in text.upper():
        if not "A" <= sign <= "Z":
            raise ValueError(f"not a column: {text}")
        number = number * 26 + ord(sign) - 64
    return number
