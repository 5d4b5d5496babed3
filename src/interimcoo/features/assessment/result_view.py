"""The result of a round: heat map by unit or respondent, radar, and the findings with most money at stake."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from interimcoo.exchange.shown import spoken
from interimcoo.features.assessment.charts import heat_map, heat_takeaway, radar, radar_takeaway
from interimcoo.features.assessment.columns import finding_columns
from interimcoo.features.assessment.queries import FindingRow
from interimcoo.features.assessment.result import Result
from interimcoo.text import _, interface_language
from interimcoo.ui.chart_view import ChartView
from interimcoo.ui.empty import EmptyState
from interimcoo.ui.table import HEAD, ROW, TableView
from interimcoo.ui.theme import theme
from interimcoo.ui.words import button, label

SHOWN: Final = 5
_TALL: Final = 410
"""pixels of the heat map: twelve rows that can be hit with a finger"""
_LOW: Final = 318
"""the same where the window is low"""
_LOW_BELOW: Final = 640


class ResultView(QWidget):
    """`on_cell(dimension, column)` opens the answers behind a cell; `on_finding(reference)` a finding."""

    def __init__(
        self,
        currency: Callable[[], str],
        *,
        on_cell: Callable[[str, str], None],
        on_finding: Callable[[str], None],
        on_all: Callable[[], None],
        on_answer: Callable[[], None],
        on_new: Callable[[], None],
    ) -> None:
        super().__init__()
        self._result: Result | None = None
        self._on_cell = on_cell
        self._height = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.extent = label("", "small")
        column.addWidget(self.extent)
        self.empty = EmptyState(
            _("Scores by dimension and unit appear here, beside the profile against target."),
            _("A dimension shows its score once half of its questions are answered; start with the core questions."),
            _("Answer questions"),
            on_answer,
            icon_name="chart-radar",
        )
        column.addWidget(self.empty)
        self._drawings = QWidget()
        row = QHBoxLayout(self._drawings)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        self.heat = ChartView(name=_("Scores by dimension"))
        self.heat.activated.connect(self._open_cell)
        self.radar = ChartView(name=_("Profile against target"))
        row.addWidget(self.heat, 7)
        row.addWidget(self.radar, 4)
        column.addWidget(self._drawings)
        head = QHBoxLayout()
        head.addWidget(label(_("Findings by money at stake"), "section"))
        self.count = label("", "small")
        head.addWidget(self.count)
        head.addStretch(1)
        self.all = button("–", kind="text", on_click=on_all)
        head.addWidget(self.all)
        column.addLayout(head)
        self.findings = TableView(
            finding_columns(currency, whole=False), key=lambda row: row.reference, name=_("Findings by money at stake")
        )
        self.findings.opened.connect(lambda row: on_finding(row.reference))
        self.findings.set_empty(
            EmptyState(
                _("Findings with the money at stake and what they lead to appear here."),
                _("Each rests on evidence and leads to an initiative or a decision."),
                _("New finding"),
                on_new,
            )
        )
        column.addWidget(self.findings, 1)

    def show_result(self, result: Result, findings: Sequence[FindingRow], extent: str) -> None:
        """Show a counted round and the findings."""
        self._result = result
        unproven = any(line.whole.unproven for line in result.lines)
        self.extent.setText(f"{extent}. {_('* unproven, mostly hearsay')}" if unproven else extent)
        some = result.answered > 0
        self._drawings.setVisible(some)
        self.empty.setVisible(not some)
        if some:
            self._draw()
        leading = tuple(findings[:SHOWN])
        self.findings.set_rows(leading)
        self.findings.setMinimumHeight(theme().px(HEAD + ROW * 3 + 2) if leading else theme().px(120))
        self.count.setText(_("{n} of {total}").format(n=len(leading), total=len(findings)) if findings else "")
        self.all.setText(_("Show all {n}").format(n=len(findings)))
        self.all.setAccessibleName(self.all.text())
        self.all.setVisible(len(findings) > 0)

    def toggle(self) -> None:
        """Change both drawings to tables, or back."""
        self.heat.toggle()
        self.radar.toggle()
        self.heat.setFocus()

    def _draw(self) -> None:
        result = self._result
        if result is None:
            return
        language = interface_language()
        self._height = theme().px(_LOW if self.height() < _LOW_BELOW else _TALL)
        for view in (self.heat, self.radar):
            view.set_height(self._height)
        self.heat.set_chart(heat_map(result, spoken(heat_takeaway(result, language), language), language))
        self.radar.set_chart(radar(result, spoken(radar_takeaway(result, language), language), language))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        wanted = theme().px(_LOW if self.height() < _LOW_BELOW else _TALL)
        if wanted != self._height and self._result is not None and self._result.answered:
            self._draw()

    def _open_cell(self, dimension: str) -> None:
        tag, result = self.heat.drawing.point(), self._result
        if tag is None or result is None:
            return
        column = result.columns[tag.index % len(result.columns)] if result.columns else ""
        self._on_cell(dimension, column)
