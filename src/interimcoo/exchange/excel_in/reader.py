"""Readers: openpyxl where formats and errors matter, calamine for the rest, csv; all give the same cells."""

import io
import math
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from interimcoo.exchange.excel_in import csv_text, refusal
from interimcoo.exchange.excel_in.kind import kind_of
from interimcoo.exchange.excel_in.preflight import Preflight, SheetEntry, preflight
from interimcoo.exchange.excel_in.refusal import Refusal, refuse
from interimcoo.exchange.excel_in.sheet import Cell, CellKind, CellValue, FormatClass
from interimcoo.exchange.excel_in.sheet_scan import SheetFacts
from interimcoo.text import N_, Label

OPENPYXL_LIMIT: Final = 300_000
MAX_CELLS: Final = 5_000_000
_EMPTY_ROWS: Final = 1000
_LISTED: Final = 20
Row = tuple[int, dict[int, Cell]]


@dataclass(frozen=True, slots=True)
class Found:
    """A file under way: its type, reader and notices; `sheets` gives each sheet with its rows, one after the other."""

    type: str
    reader: str
    notices: tuple[Label, ...]
    sheets: Iterator[tuple[SheetEntry, Iterator[Row]]]


def open_workbook(path: Path, progress: Callable[[str], None] = lambda phase: None) -> Found:
    """Check the file and start reading it; raises Refusal. Rows come sparse, cells without content are left out."""
    kind = kind_of(path)
    if kind == "csv":
        return _csv(path)
    if kind == "xls":
        return _calamine(path, "xls", None)
    checked = preflight(path, progress)
    if checked.type != "xlsx":
        return _calamine(path, checked.type, checked)
    if not any(sheet.facts.values or sheet.facts.no_result for sheet in checked.sheets):
        raise refuse(refusal.NO_VALUES, refusal.NEW_COPY)
    if sum(sheet.facts.values for sheet in checked.sheets) > OPENPYXL_LIMIT and _dense(checked):
        return _calamine(path, "xlsx", checked)
    try:
        return _openpyxl(path, checked)
    except Refusal:
        raise
    except Exception as error:  # whatever the library stumbles over, the other one gets its try
        if not _dense(checked):
            raise refuse(refusal.DAMAGED, refusal.NEW_COPY) from error
        return _calamine(path, "xlsx", checked)


def _dense(checked: Preflight) -> bool:
    """Whether a reader that builds a full grid stays within the limits."""
    return all(s.facts.last_row * s.facts.last_column <= MAX_CELLS for s in checked.sheets)


def _openpyxl(path: Path, checked: Preflight) -> Found:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # an open file, for by its name the library would refuse what has another ending
        book = load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True, keep_links=False)

    def sheets() -> Iterator[tuple[SheetEntry, Iterator[Row]]]:
        for entry in checked.sheets:
            yield entry, _openpyxl_rows(book[entry.name], entry.facts)
        book.close()

    if any(sheet.facts.not_finite for sheet in checked.sheets):
        book.close()
        return _calamine(path, "xlsx", checked)
    return Found("xlsx", "openpyxl", tuple(checked.notices), sheets())


def _openpyxl_rows(sheet: object, facts: SheetFacts) -> Iterator[Row]:
    sheet.reset_dimensions()  # type: ignore[attr-defined]
    formats: dict[str, FormatClass] = {}
    lost = _lost(facts)
    last = max([facts.last_row, *(a.row for a in facts.no_result)]) + _EMPTY_ROWS
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for number, row in enumerate(sheet.iter_rows(), 1):  # type: ignore[attr-defined]
            if number > last:
                return
            cells: dict[int, Cell] = {}
            for cell in row:
                value = cell.value
                if value is None or value == "":
                    continue
                shape = cell.number_format if not isinstance(value, str) else ""
                fmt = formats.get(shape)
                if fmt is None:
                    fmt = formats[shape] = format_class(shape)
                if cell.data_type == "e":
                    cells[cell.column] = Cell(str(value), "error")
                else:
                    cells[cell.column] = typed(value, fmt)
            _join(number, cells, lost)
            if cells:
                yield number, cells


def _calamine(path: Path, kind: str, checked: Preflight | None) -> Found:
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        listed = [(m.name, str(m.visible).rsplit(".", 1)[-1], str(m.typ)) for m in book.sheets_metadata]
    except Exception as error:
        raise refuse(refusal.DAMAGED, refusal.NEW_COPY) from error
    known = {sheet.name: sheet for sheet in checked.sheets} if checked else {}
    entries = []
    for name, state, kind_of_sheet in listed:
        if "WorkSheet" not in kind_of_sheet and "Worksheet" not in kind_of_sheet:
            continue
        state = {"Visible": "visible", "Hidden": "hidden", "VeryHidden": "veryHidden"}.get(state, "visible")
        entries.append(known.get(name, SheetEntry(name, state, SheetFacts())))
    if not entries:
        raise refuse(refusal.NO_SHEETS, refusal.NEW_COPY)

    def sheets() -> Iterator[tuple[SheetEntry, Iterator[Row]]]:
        for entry in entries:
            try:
                grid = book.get_sheet_by_name(entry.name)
            except Exception as error:
                raise refuse(refusal.DAMAGED, refusal.NEW_COPY) from error
            yield entry, _calamine_rows(grid, entry.facts)

    notices = list(checked.notices) if checked else []
    if kind != "xlsx":
        notices.append(
            Label(N_("Error cells and percent formats cannot be seen in this format; save as .xlsx for a full check."))
        )
    return Found(kind, "calamine", tuple(notices), sheets())


def _calamine_rows(grid: object, facts: SheetFacts) -> Iterator[Row]:
    start = getattr(grid, "start", None)
    if start is None:
        return
    if grid.total_height * grid.total_width > MAX_CELLS:  # type: ignore[attr-defined]
        raise refuse(refusal.TOO_LARGE, refusal.SMALLER, sheet=str(grid.name), limit=MAX_CELLS)  # type: ignore[attr-defined]
    first_row, first_column = start
    lost = _lost(facts)
    for number, row in enumerate(grid.to_python(skip_empty_area=True), first_row + 1):  # type: ignore[attr-defined]
        cells = {
            column: typed(value, "general")
            for column, value in enumerate(row, first_column + 1)
            if value is not None and value != ""
        }
        _join(number, cells, lost)
        if cells:
            yield number, cells


Lost = dict[int, dict[int, Cell]]


def _lost(facts: SheetFacts) -> Lost:
    """What the libraries lose, by row: error texts, numbers that are none, formulas without result."""
    found: Lost = {}
    for address in facts.no_result:
        found.setdefault(address.row, {})[address.column] = Cell("", "no_result")
    for address, text in (*facts.errors.items(), *facts.not_finite.items()):
        found.setdefault(address.row, {})[address.column] = Cell(text, "error")
    return found


def _join(row: int, cells: dict[int, Cell], lost: Lost) -> None:
    """Put back what the libraries lose. A formula counts as without result only where no value came."""
    for column, cell in lost.get(row, {}).items():
        if cell.kind == "error" or column not in cells:
            cells[column] = cell


def typed(value: object, fmt: FormatClass) -> Cell:
    """The cell of a value from a library: a number stays a number, a date at midnight is a date, text stays text."""
    kind: CellKind
    kept: CellValue
    if isinstance(value, bool):
        kept, kind = value, "bool"
    elif isinstance(value, int | float):
        if isinstance(value, float) and not math.isfinite(value):
            return Cell(str(value), "error")
        kept, kind = value, "number"
    elif isinstance(value, datetime):
        midnight = value.time() == time() and fmt != "datetime"
        kept, kind = (value.date(), "date") if midnight else (value, "datetime")
    elif isinstance(value, date):
        kept, kind = value, "date"
    elif isinstance(value, time):
        kept, kind = value, "time"
    elif isinstance(value, timedelta):
        kept, kind = value / timedelta(days=1), "number"
    else:
        kept, kind = str(value), "text"
    return Cell(kept, kind, fmt)


def format_class(code: str) -> FormatClass:
    """The class of a number format of Excel ("0.0%" is percent)."""
    plain = _unquoted(code).lower()
    if code in ("", "General"):
        return "general"
    if code == "@":
        return "text"
    if "%" in plain:
        return "percent"
    if any(sign in plain for sign in "yd") or ("m" in plain and "h" not in plain and "s" not in plain):
        return "datetime" if "h" in plain else "date"
    if "h" in plain or "s" in plain:
        return "time"
    if any(sign in code for sign in ("€", "$", "£", "kr", "SEK", "EUR")):
        return "currency"
    return "decimal" if "." in plain else "integer"


def _unquoted(code: str) -> str:
    out, quoted, bracket = [], False, False
    for sign in code:
        if sign == '"':
            quoted = not quoted
        elif sign in "[]":
            bracket = sign == "["
        elif not quoted and not bracket:
            out.append(sign)
    return "".join(out)


def _csv(path: Path) -> Found:
    text, encoding = csv_text.decoded(path.read_bytes())
    found = csv_text.table(text)
    if found is None:
        raise refuse(refusal.NOT_A_SPREADSHEET, refusal.CHOOSE_ANOTHER)
    rows, unclosed = found
    notices = [Label(N_("Read as text with the encoding {encoding}."), {"encoding": encoding})]
    if path.suffix.lower() not in (".csv", ".txt", ".tsv"):
        notices.append(
            Label(
                N_("The content is a text file (CSV) with the ending {ending}. It was read as CSV."),
                {"ending": path.suffix},
            )
        )
    if "\0" in text:
        notices.append(Label(N_("{count} NUL characters removed."), {"count": text.count("\0")}))

    for line in unclosed[:_LISTED]:
        notices.append(Label(N_("Line {line}: a quote is opened and never closed; check its values."), {"line": line}))

    def cells() -> Iterator[Row]:
        for number, row in enumerate(rows, 1):
            filled = {column: Cell(value, "text") for column, value in enumerate(row, 1) if value.strip()}
            if filled:
                yield number, filled

    entry = SheetEntry(path.stem, "visible", SheetFacts())
    return Found("csv", "csv", tuple(notices), iter([(entry, cells())]))
