"""The layout of a table in a sheet: header, data rows, what each column is, and the answers to open questions."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from interimcoo.exchange.excel_in.sheet import letters

Shape = Literal["long", "wide"]
DecimalSign = Literal["auto", "comma", "point"]


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What one column of the table is: a field of the target, a period across, or left out."""

    column: int
    label: str
    field: str | None
    """key of the target's field; None: ignored"""
    period: str = ""
    """period of a column in a wide table ("2026-W36"), its field is then "value" """
    score: float = 0.0
    reason: str = ""
    """why this was proposed, in words"""

    @property
    def letters(self) -> str:
        """The letters of the column."""
        return letters(self.column)


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything the dry run needs beside the sheet; proposed by `propose`, changed by the person, kept in the record.

    `constants` give fields that have no column. A constant may hold column letters in braces, filled from the row:
    {"kpi": "Big Mac price, {A}"} makes one KPI per country of column A; {"period": "2018-07"} dates all rows.
    """

    sheet: str
    header_rows: tuple[int, ...]
    first_data_row: int
    last_data_row: int
    columns: tuple[ColumnChoice, ...]
    shape: Shape = "long"
    total_rows: frozenset[int] = frozenset()
    section_rows: frozenset[int] = frozenset()
    skipped_rows: frozenset[int] = frozenset()
    constants: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None
    """year of periods that do not say one ("v23", "jan")"""
    decimal_sign: DecimalSign = "auto"
    day_first: bool | None = None
    create_missing: bool = True
    unit: str = ""

    def to_json(self) -> str:
        """The form kept in the import record."""
        return json.dumps(
            {
                "sheet": self.sheet,
                "header_rows": list(self.header_rows),
                "first_data_row": self.first_data_row,
                "last_data_row": self.last_data_row,
                "columns": [
                    {"column": c.letters, "label": c.label, "field": c.field, "period": c.period} for c in self.columns
                ],
                "shape": self.shape,
                "total_rows": sorted(self.total_rows),
                "section_rows": sorted(self.section_rows),
                "skipped_rows": sorted(self.skipped_rows),
                "constants": dict(self.constants),
                "year": self.year,
                "decimal_sign": self.decimal_sign,
                "create_missing": self.create_missing,
                "unit": self.unit,
            },
            ensure_ascii=False,
            sort_keys=True,
        )
