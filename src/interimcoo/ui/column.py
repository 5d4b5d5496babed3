"""What a column of a table shows: key, head, kind, width, and how a row becomes words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from interimcoo.ui.marks import Assurance, Chip, Mark, Status, Trust, Variation

Kind = Literal["text", "number", "signed", "spark", "variation", "assurance", "trust", "chip", "status", "date", "link"]
Row: TypeAlias = Any
"""a frozen dataclass of any query; only the functions of the columns, written beside it, look inside"""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    `key` names the attribute of the row; `text(row)` gives the words (through interimcoo.formats) where the attribute
    is not a str already. `width` in px, 0 takes what is left. `note(row)` is quiet text after the words (unit, id).
    `colour(row)` names a token for the words. `sort(row)` is the sort key, else the attribute itself. `mark(row)` gives
    the mark of kinds variation, assurance, trust, chip, status, else the attribute is the mark. `spark(row)` gives a
    charts.chart.Sparkline. `rank` above 0: leaves first (highest first) in a narrow window. `edit` True: F2 edits.
    """

    key: str
    head: str
    kind: Kind = "text"
    width: int = 0
    align: Literal["left", "right", "center", ""] = ""
    text: Callable[[Row], str] | None = None
    note: Callable[[Row], str] | None = None
    colour: Callable[[Row], str] | None = None
    sort: Callable[[Row], object] | None = None
    mark: Callable[[Row], Mark | None] | None = None
    spark: Callable[[Row], object] | None = None
    tip: Callable[[Row], str] | None = None
    strong: bool = False
    rank: int = 0
    edit: bool = False
    min_width: int = 60

    @property
    def right(self) -> bool:
        """Whether words stand at the right."""
        return self.align == "right" or (not self.align and self.kind in ("number", "signed"))

    @property
    def centred(self) -> bool:
        """Whether the cell is centred."""
        return self.align == "center" or (not self.align and self.kind in ("assurance", "trust"))

    def words(self, row: Row) -> str:
        """The words of a cell; an en dash where there is no value."""
        if self.text is not None:
            return self.text(row) or "–"
        if self.kind in ("variation", "assurance", "trust", "chip", "status"):
            mark = self.mark_of(row)
            if mark is None:
                return "–"
            if isinstance(mark, Trust):
                return mark.grade or "–"
            return mark.words or "–"
        if self.kind == "spark":
            return ""
        value = getattr(row, self.key)
        return "–" if value is None or value == "" else str(value)

    def spoken(self, row: Row) -> str:
        """The words of a cell for a screen reader: with its head and its note."""
        mark = self.mark_of(row)
        said = mark.words if mark is not None else self.words(row)
        if not said or said == "–":
            return ""
        note = self.note(row) if self.note is not None else ""
        return " ".join(part for part in (said, note) if part)

    def mark_of(self, row: Row) -> Mark | None:
        """The mark of a cell, for the kinds that show one."""
        if self.kind not in ("variation", "assurance", "trust", "chip", "status"):
            return None
        value = self.mark(row) if self.mark is not None else getattr(row, self.key)
        return value if isinstance(value, Variation | Assurance | Trust | Chip | Status) else None

    def sort_key(self, row: Row) -> tuple[int, float, str]:
        """A key that orders numbers by size, dates by time, words by letter, and no value last."""
        value = self.sort(row) if self.sort is not None else getattr(row, self.key, None)
        if value is None or value == "":
            return (1, 0.0, "")
        if isinstance(value, bool | int | float):
            return (0, float(value), "")
        if isinstance(value, date):
            return (0, float(value.toordinal()), "")
        return (0, 0.0, str(getattr(value, "words", value)).casefold())
