"""What each row of a sheet is for an import: skipped, header, data, section or total; and the edges between them."""

from dataclasses import dataclass
from typing import Literal

from interimcoo.exchange.excel_in.layout import Layout
from interimcoo.text import N_

Band = Literal["skip", "header", "data", "section", "total"]
Edge = Literal["header", "data", "end"]
"""above the header, above the data, below the data"""

NAMES: dict[Band, str] = {
    "skip": N_("Skipped"),
    "header": N_("Header"),
    "data": N_("Data"),
    "section": N_("Heading inside the table"),
    "total": N_("Total"),
}
COLOURS: dict[Band, tuple[str, str, str]] = {
    "skip": ("wash", "sub", "field"),
    "header": ("h4", "h4t", "imp"),
    "data": ("canvas", "ink", "good"),
    "section": ("wash", "ink", "good"),
    "total": ("h2", "h2t", "h1"),
}
"""tokens of fill, words and the bar at the row number"""


@dataclass(frozen=True, slots=True)
class Bands:
    """The bands of a layout."""

    layout: Layout | None

    def of(self, row: int) -> Band:
        """The band of a row."""
        layout = self.layout
        if layout is None:
            return "skip"
        if row in layout.header_rows:
            return "header"
        if not layout.first_data_row <= row <= layout.last_data_row or row in layout.skipped_rows:
            return "skip"
        if row in layout.total_rows:
            return "total"
        return "section" if row in layout.section_rows else "data"

    def edges(self) -> dict[Edge, int]:
        """The row below each edge."""
        layout = self.layout
        if layout is None:
            return {}
        found: dict[Edge, int] = {"data": layout.first_data_row, "end": layout.last_data_row + 1}
        if layout.header_rows:
            found["header"] = layout.header_rows[0]
        return found

    def nearest(self, row: int) -> Edge | None:
        """The edge nearest to a row."""
        found = self.edges()
        return min(found, key=lambda edge: (abs(found[edge] - row), edge), default=None)
