"""The layout proposed for a region: long or wide, which column is which field, and the year a title names."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from interimcoo.exchange.excel_in.columns import proposed, share_of
from interimcoo.exchange.excel_in.headers import bare
from interimcoo.exchange.excel_in.layout import ColumnChoice, Layout, Shape
from interimcoo.exchange.excel_in.periods import PeriodGuess, period_of, period_of_cell, settled, year_in
from interimcoo.exchange.excel_in.regions import Region
from interimcoo.exchange.excel_in.sheet import Sheet
from interimcoo.exchange.excel_in.target import Target
from interimcoo.exchange.excel_in.words import is_total
from interimcoo.text import N_, _

_ACROSS: Final = 3
"""so many periods as headings make a table wide"""


def layout_of(sheet: Sheet, region: Region, target: Target, year: int | None = None) -> Layout:
    """The proposed layout of a region: shape, columns, and the year where a title above names it and none is given."""
    year = year or year_in(_titles(sheet, region)) or year_in([sheet.name])
    across = _across_columns(region) if target.wide else {}
    shape: Shape = "wide" if len(across) >= _ACROSS else "long"
    constants: dict[str, str] = {}
    if shape == "wide":
        forms = settled(_headings(sheet, region, across), year)
        periods = {column: form or across[column] for column, form in zip(across, forms, strict=True)}
        plain = proposed(sheet, region, target, frozenset({"value", "period"}), frozenset(across))
        columns = tuple(
            ColumnChoice(c.column, c.label, "value", periods[c.column], 1.0, _(N_("a period across")))
            if c.column in periods
            else c
            for c in plain
        )
    else:
        columns = proposed(sheet, region, target)
        if target.wide:
            columns, constants = _measures(sheet, region, target, columns)
    return Layout(
        sheet=sheet.name,
        header_rows=region.header_rows,
        first_data_row=region.first_data_row,
        last_data_row=region.last_data_row,
        columns=columns,
        shape=shape,
        total_rows=region.total_rows,
        section_rows=region.section_rows,
        skipped_rows=region.repeated_rows,
        constants=constants,
        year=year,
    )


def _across_columns(region: Region) -> dict[int, str]:
    """Columns whose headings are periods, with the period as it is written."""
    return {
        column: plain
        for column, label in region.labels.items()
        if not is_total(label) and period_of(plain := bare(label, column))
    }


def _measures(
    sheet: Sheet, region: Region, target: Target, columns: tuple[ColumnChoice, ...]
) -> tuple[tuple[ColumnChoice, ...], dict[str, str]]:
    """A list without a value column: each column of numbers is a KPI of its own, named by its heading.

    Its period comes from a column, else from a title or the name of the sheet.
    """
    found = {c.field for c in columns}
    if "value" in found or "denominator" in found:
        return columns, {}
    numbers = [
        c.column
        for c in columns
        if c.field is None and not is_total(c.label) and share_of(sheet, region, c.column, "number") >= 0.9
    ]
    named = next((c for c in columns if c.field == "kpi" and c.score >= 0.8), None)
    if not numbers or (named and len(numbers) > 1):
        return columns, {}
    reason = _(N_("a column of numbers"))
    chosen = []
    for c in columns:
        if c.column in numbers:
            chosen.append(ColumnChoice(c.column, c.label, "value", "", 0.65, reason))
        elif c.field == "kpi" and named is None:  # what was taken for the KPI by its values says whose value it is
            chosen.append(replace(c, field="unit_name" if "unit_name" not in found else None))
        else:
            chosen.append(c)
    constants = {}
    if "period" not in found:
        period = next((t for text in (sheet.name, *_titles(sheet, region)) if (t := _period_in(text))), "")
        constants = {"period": period} if period else {}
    return tuple(chosen), constants


def _period_in(text: str) -> str:
    """The one period a title or a sheet's name says ("Jul2018"), in the stored form; empty when it says none."""
    guess = period_of(text)
    if guess is not None and guess.kind != "day":
        return guess.stored() or ""
    return ""


def _headings(sheet: Sheet, region: Region, across: Mapping[int, str]) -> list[PeriodGuess | None]:
    """The period of each heading; a date cell in the lowest header row counts before the joined label."""
    found = []
    for column, label in across.items():
        cell = sheet.cell(region.header_rows[-1], column) if region.header_rows else None
        exact = period_of_cell(cell) if cell is not None and cell.kind in ("date", "datetime") else None
        found.append(exact or period_of(label))
    return found


def _titles(sheet: Sheet, region: Region) -> list[str]:
    top = region.header_rows[0] if region.header_rows else region.first_data_row
    above = [n for n in sorted(sheet.rows) if n < top][-3:]
    return [cell.shown for n in above for cell in sheet.rows[n].values() if cell.kind == "text"]
