"""The tables of a report as a workbook: a first sheet explains it, each other one holds a named table."""

import errno
import os
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any, Final

from interimcoo import __version__, formats
from interimcoo.exchange.blocks import Report
from interimcoo.exchange.excel_out.cells import Value, clean, write
from interimcoo.exchange.excel_out.grids import Grid, grids
from interimcoo.exchange.shown import spoken
from interimcoo.text import N_, translate

LARGE: Final = 1_500_000
"""cells above which sheets are written row by row, without named tables"""
_OPTIONS: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
    "default_date_format": "yyyy-mm-dd",
    "remove_timezone": False,
}
_NARROWEST: Final = 8
_WIDEST: Final = 60
_MARGIN: Final = 0.59
"""1.5 cm in inches"""
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))


def write_workbook(
    report: Report, path: Path, pages: Mapping[str, Sequence[int]] | None = None, *, large: int = LARGE
) -> None:
    """Write the tables of a report for its owner only; the file appears whole or stays as it was. Raises OSError.

    `pages` names the pages of each figure id in the PDF of the same report.
    """
    import xlsxwriter

    found = grids(report, pages)
    big = sum(len(grid.rows) * len(grid.heads) for grid in found) > large
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="interimcoo-") as own:
        try:
            os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            book = xlsxwriter.Workbook(str(part), {**_OPTIONS, "tmpdir": own, "constant_memory": big})
            _fill(book, report, found, named=not big)
            book.close()
            part.replace(path)
        except xlsxwriter.exceptions.FileCreateError as error:
            cause = error.args[0] if error.args else None
            if isinstance(cause, OSError):
                raise OSError(cause.errno, cause.strerror, str(path)) from error
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path)) from error
        finally:
            part.unlink(missing_ok=True)


def _fill(book: Any, report: Report, found: Sequence[Grid], *, named: bool) -> None:
    moment = report.frozen_at.astimezone(UTC).replace(tzinfo=None)
    book.set_properties(
        {
            "title": clean(f"{report.name}, {report.organisation}"),
            "subject": clean(report.subject),
            "author": clean(report.author),
            "company": clean(report.organisation),
            "created": moment,
            "comments": f"interimcoo {__version__}",
        }
    )
    book.set_custom_property("interimcoo.schema", "report 1", "text")
    names = _sheet_names([translate(N_("Read me"), report.language), *(grid.title for grid in found)])
    _read_me(book, report, found, names)
    styles = _Styles(book)
    for grid, name in zip(found, names[1:], strict=True):
        _sheet(book, styles, report, grid, name, named=named)


def _read_me(book: Any, report: Report, found: Sequence[Grid], names: Sequence[str]) -> None:
    language = report.language
    sheet = book.add_worksheet(names[0])
    title = book.add_format({"bold": True, "font_size": 16, "font_color": "#123A5A"})
    strong = book.add_format({"bold": True, "font_color": "#123A5A", "valign": "top"})
    words = book.add_format({"text_wrap": True, "valign": "top"})
    quiet = book.add_format({"font_color": "#55616E", "text_wrap": True, "valign": "top"})
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 84)
    sheet.set_portrait()
    _print(sheet, report)
    sheet.write_string(0, 0, clean(report.name), title)
    facts = (
        (N_("Organisation"), report.organisation),
        (N_("Made by"), report.author),
        (N_("Confidentiality"), report.classification),
        (N_("Data frozen"), f"{formats.instant(report.frozen_at, language)} UTC"),
        (N_("Revision"), str(report.revision)),
        (N_("Program"), f"interimcoo {__version__}"),
        (
            N_("How to read"),
            translate(
                N_(
                    "Each sheet is one table of the report, with the same values as its PDF, unrounded. An empty cell "
                    "is no value; it is not zero. The last sheet names the origin of every figure. Nothing is hidden."
                ),
                language,
            ),
        ),
    )
    row = 2
    for head, text in facts:
        sheet.write_string(row, 0, translate(head, language), strong)
        sheet.write_string(row, 1, clean(text), words)
        row += 1
    row += 1
    sheet.write_string(row, 0, translate(N_("Sections"), language), strong)
    for section in report.sections:
        sheet.write_string(row, 1, clean(f"{section.kicker}: {spoken(section.title, language)}"), words)
        row += 1
    row += 1
    sheet.write_string(row, 0, translate(N_("Sheets"), language), strong)
    for grid, name in zip(found, names[1:], strict=True):
        target = f"internal:'{name.replace(chr(39), chr(39) * 2)}'!A1"
        sheet.write_url(row, 1, target, quiet, string=clean(f"{name} ({grid.table})"))
        row += 1


def _sheet(book: Any, styles: "_Styles", report: Report, grid: Grid, name: str, *, named: bool) -> None:
    sheet = book.add_worksheet(name)
    widths = [len(head) + 3 for head in grid.heads]
    for row in grid.rows:
        for at, value in enumerate(row):
            widths[at] = max(widths[at], min(_WIDEST, value.width + 2))
    for at, width in enumerate(widths):
        sheet.set_column(at, at, min(_WIDEST, max(_NARROWEST, width)))
    if named:
        rows = max(1, len(grid.rows))
        options = {
            "name": grid.table,
            "style": "Table Style Light 1",
            "columns": [{"header": clean(head), "header_format": styles.head} for head in grid.heads],
        }
        sheet.add_table(0, 0, rows, len(grid.heads) - 1, options)
    else:
        for at, head in enumerate(grid.heads):
            sheet.write_string(0, at, clean(head), styles.head)
    for n, row in enumerate(grid.rows, 1):
        for at, value in enumerate(row):
            write(sheet, n, at, value, styles.of(value))
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    _print(sheet, report)
    sheet.print_area(0, 0, max(1, len(grid.rows)), len(grid.heads) - 1)


def _print(sheet: Any, report: Report) -> None:
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(_MARGIN, _MARGIN, 0.75, 0.75)
    head = f"{report.organisation} · {report.name}".replace("&", "&&")
    sheet.set_header("&L" + clean(head)[:200])
    sheet.set_footer("&L" + clean(report.classification.replace("&", "&&"))[:100] + "&R&P / &N")


class _Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, bool], Any] = {}
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "bottom"})

    def of(self, value: Value) -> Any:
        """The format of a value."""
        wrap = value.kind == "text" and value.width > _WIDEST - 2
        key = (value.format or "@", wrap)
        if key not in self._made:
            self._made[key] = self._book.add_format({"num_format": key[0], "valign": "top", "text_wrap": wrap})
        return self._made[key]


def _sheet_names(titles: Sequence[str]) -> list[str]:
    """Names Excel takes: at most 31 letters, none of its own signs, unique whatever the case."""
    names: list[str] = []
    taken: set[str] = {"history"}
    for title in titles:
        plain = "".join(sign for sign in clean(title).translate(_FORBIDDEN) if sign.isprintable()).strip(" '") or "–"
        name, n = plain[:31].strip(" '"), 1
        while name.casefold() in taken:
            n += 1
            suffix = f" ({n})"
            name = plain[: 31 - len(suffix)].strip(" '") + suffix
        taken.add(name.casefold())
        names.append(name)
    return names
