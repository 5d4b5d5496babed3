"""The list of KPIs: one row each, groups by department, a line that explains the signs."""

from collections.abc import Callable, Sequence
from typing import Final, Literal

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from interimcoo.features.kpis import words
from interimcoo.features.kpis.columns import kpi_columns
from interimcoo.features.kpis.state import KpiState
from interimcoo.text import _, plural
from interimcoo.ui.empty import EmptyState
from interimcoo.ui.table import TableView
from interimcoo.ui.words import label

View = Literal["all", "signals", "missed", "quiet"]
VIEWS: Final[tuple[View, ...]] = ("all", "signals", "missed", "quiet")


def in_view(state: KpiState, view: str) -> bool:
    """Whether a KPI belongs to a view."""
    if view == "signals":
        return state.has_signal
    if view == "missed":
        return state.standing.met is False
    return view != "quiet" or state.variation in ("common_cause", "no_variation")


class ListView(QWidget):
    """Table, hint while no KPI has values, and legend."""

    def __init__(
        self, on_new: Callable[[], object], on_import: Callable[[], object], on_clear: Callable[[], object]
    ) -> None:
        super().__init__()
        self._on_new, self._on_clear = on_new, on_clear
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.waiting = EmptyState("", "", _("Import a sheet"), on_import, icon_name="file-import", primary=True)
        self.waiting.hide()
        column.addWidget(self.waiting)
        self.table = TableView(
            kpi_columns(),
            key=lambda row: row.code,
            group=lambda row: _(row.department) if row.department else _("Without department"),
            name=_("KPIs"),
        )
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        column.addWidget(self.table, 1)
        self.legend = label(
            "    ".join(
                (
                    _("Arrow = special cause, wave = ordinary variation."),
                    _("P = target safely met, F = out of reach, ? = hit and miss."),
                    _("Grey band = natural range, dotted line = target."),
                )
            ),
            "caption",
            wrap=True,
        )
        self.legend.setContentsMargins(6, 0, 6, 0)
        column.addWidget(self.legend)
        self._filtered = False
        self._nothing()

    def show_states(self, states: Sequence[KpiState], total: int, filter_words: str) -> None:
        """Show the KPIs that pass the filter; `total` is how many there are, `filter_words` names the filter."""
        waiting = total > 0 and bool(states) and not any(state.last or words.by_unit_only(state) for state in states)
        self.waiting.setVisible(waiting)
        if waiting:
            self.waiting.set_words(
                plural(total, _("{n} KPI waits for data."), _("{n} KPIs wait for data.")),
                _("Import a weekly sheet, or open a KPI and type the first values. Limits come with the sixth value."),
            )
        if bool(total) != self._filtered:
            self._filtered = bool(total)
            self._nothing()
        if self._filtered and not states:
            self._empty.set_words(_("No KPI fits the filter."), filter_words)
        self.table.set_rows(states)

    def _nothing(self) -> None:
        if self._filtered:
            self._empty = EmptyState(
                _("No KPI fits the filter."), "", _("Clear filter"), self._on_clear, icon_name="filter"
            )
        else:
            self._empty = EmptyState(
                _("KPIs appear here with their trend, their natural range and their target."),
                _("Choose the ten or so that show whether the mandate succeeds; values are imported or typed."),
                _("New KPI"),
                self._on_new,
                icon_name="chart-line",
                primary=True,
            )
        self.table.set_empty(self._empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        window = self.window()
        self.table.set_grouped(window.width() >= 1400)
