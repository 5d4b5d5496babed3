"""Sheets written as lists of rows, for tests of what comes after reading."""

from collections.abc import Sequence
from datetime import date

from interimcoo.exchange.excel_in.reader import typed
from interimcoo.exchange.excel_in.sheet import Cell, Range, Sheet, column_number

Value = str | int | float | bool | date | Cell | None


def cell_of(value: Value) -> Cell:
    """A cell as the reader makes it; a text that begins with # is an Excel error."""
    if isinstance(value, Cell):
        return value
    if isinstance(value, str) and value.startswith("#"):
        return Cell(value, "error")
    return typed(value, "general")


def sheet_of(rows: Sequence[Sequence[Value]], *, name: str = "Data", merged: Sequence[str] = ()) -> Sheet:
    """The sheet whose first row is row 1; None is an empty cell."""
    cells = {
        number: {column: cell_of(value) for column, value in enumerate(row, 1) if value is not None}
        for number, row in enumerate(rows, 1)
    }
    cells = {number: row for number, row in cells.items() if row}
    used = Range(min(cells), 1, max(cells), max(max(row) for row in cells.values())) if cells else None
    return Sheet(name, "visible", cells, used, merged=tuple(box(text) for text in merged))


def box(text: str) -> Range:
    """A range from "A1:B2"."""
    corners = []
    for corner in text.split(":"):
        letters = corner.rstrip("0123456789")
        corners.append((int(corner[len(letters) :]), column_number(letters)))
    return Range(corners[0][0], corners[0][1], corners[1][0], corners[1][1])
