"""One KPI in full: chart with phases and notes, its signals, its actions; or the grid of its readings."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from interimcoo import formats
from interimcoo.domain.kpi.spc import Signal as SpecialCause
from interimcoo.exchange.shown import spoken
from interimcoo.features.kpis import drawing, marks, words
from interimcoo.features.kpis.figures import KpiFigures, unit_words
from interimcoo.features.kpis.inspect import action_line
from interimcoo.features.kpis.readings_view import ReadingsView
from interimcoo.features.kpis.state import KpiState
from interimcoo.text import N_, _, interface_language, plural
from interimcoo.ui.chart_view import ChartView
from interimcoo.ui.empty import EmptyState
from interimcoo.ui.marks import Chip, MarkLabel, Variation, VariationKind
from interimcoo.ui.words import button, hairline, label

SIGNALS_SHOWN: Final = 6
_CADENCES: Final = {
    "day": N_("daily"), "week": N_("weekly"), "month": N_("monthly"), "quarter": N_("quarterly"),
    "half": N_("half-yearly"), "year": N_("yearly"), "fiscal_year": N_("yearly"),
}  # fmt: skip
_KINDS: Final[dict[str, VariationKind]] = {"improvement": "improvement", "concern": "concern"}


class DetailView(QWidget):
    """Chart and readings of one KPI. `point_chosen` tells the period under the keyboard or pointer."""

    point_chosen = Signal(str)

    def __init__(
        self,
        go: Callable[[str], object],
        act: Callable[[], object],
        show_readings: Callable[[], object],
        readings: ReadingsView,
    ) -> None:
        super().__init__()
        self._go, self._act, self._show_readings = go, act, show_readings
        self.readings = readings
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget()
        column.addWidget(self.stack)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("area", "content")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 8, 8)
        self._column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._line = label("", "small", wrap=True)
        head.addWidget(self._line, 1)
        self._signs = QHBoxLayout()
        self._signs.setSpacing(8)
        head.addLayout(self._signs)
        self._column.addLayout(head)
        self.chart = ChartView()
        self.chart.point_changed.connect(lambda tag: self.point_chosen.emit(tag.record))
        self.chart.activated.connect(lambda _record: self._show_readings())
        self._column.addWidget(self.chart)
        self._empty = EmptyState(
            "",
            "",
            _("Type values"),
            show_readings,
            icon_name="table",
            primary=True,
        )
        self._column.addWidget(self._empty)
        self._below = QHBoxLayout()
        self._below.setSpacing(28)
        self._column.addLayout(self._below)
        self._column.addStretch(1)
        self.area.setWidget(inside)
        self.stack.addWidget(self.area)
        self.stack.addWidget(readings)
        self._state: KpiState | None = None

    def show_state(self, state: KpiState) -> None:
        """Show a KPI, or the same one after a change."""
        language = interface_language()
        self._state = state
        self._line.setText(self._about(state, language))
        _clear(self._signs)
        for mark in (marks.variation(state), marks.assurance(state), marks.trust(state)):
            if mark is not None:
                self._signs.addWidget(MarkLabel(mark, 24))
        self.chart.setVisible(state.last is not None)
        self._empty.setVisible(state.last is None)
        if state.last is None:
            self._empty.set_words(*_nothing(state))
        if state.last is not None:
            self._draw()
        _clear(self._below)
        if state.last is not None:
            self._below.addLayout(self._signals(state, language), 1)
        self._below.addLayout(self._actions(state), 1)
        self.readings.show_state(state)

    def show_chart(self, chart: bool) -> None:
        """Chart in front, or the readings."""
        self.stack.setCurrentIndex(0 if chart else 1)

    def shows_chart(self) -> bool:
        """Whether the chart is in front."""
        return self.stack.currentIndex() == 0

    def period(self) -> str:
        """The chosen period: that of the point in the chart, of the row in the grid, else the newest."""
        if not self.shows_chart():
            return self.readings.period()
        tag = self.chart.drawing.point()
        if tag is not None and tag.record:
            return tag.record
        return self._state.last.period if self._state is not None and self._state.last is not None else ""

    def _draw(self) -> None:
        if self._state is None or self._state.last is None:
            return
        chosen = self.chart.drawing.point()
        height = max(240.0, min(420.0, self.height() * 0.56))
        self.chart.set_height(height)
        self.chart.drawing.setAccessibleName(self._state.name)
        self.chart.set_chart(drawing.control_chart(self._state, interface_language()))
        if chosen is not None and chosen.record:
            self.chart.drawing.choose_record(chosen.record)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height():
            self._draw()

    def _about(self, state: KpiState, language: str) -> str:
        parts = [state.name, unit_words(state, language), _(_CADENCES.get(state.cadence, ""))]
        said = ", ".join(part for part in parts if part) + "."
        phase = state.phase
        if phase is not None and phase.status == "provisional":
            said += " " + _("Limits are provisional, from {n} values.").format(n=phase.base_points)
        if phase is not None and phase.dropped:
            said += " " + plural(
                phase.dropped,
                "{n} unusually large change is left out of the limits.",
                "{n} unusually large changes are left out of the limits.",
            )
        if phase is not None and phase.lower is not None:
            said += " " + _("Blue circle = better beyond chance, orange diamond = worse.")
        return said

    def _signals(self, state: KpiState, language: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        shown = sorted(_distinct(state), key=lambda one: one.rows[-1], reverse=True)
        head = QHBoxLayout()
        head.addWidget(label(_("Signals {n}").format(n=len(shown)), "smallstrong"))
        head.addStretch(1)
        column.addLayout(head)
        for signal in shown[:SIGNALS_SHOWN]:
            column.addWidget(hairline())
            column.addWidget(self._signal(state, signal, language))
        if len(shown) > SIGNALS_SHOWN:
            column.addWidget(label(_("and {n} older ones").format(n=len(shown) - SIGNALS_SHOWN), "small"))
        if not shown:
            column.addWidget(hairline())
            said = spoken(words.variation(KpiFigures(state, language)), language)
            column.addWidget(label(said + ".", "sub", wrap=True))
        expected = words.assurance(KpiFigures(state, language))
        assurance = marks.assurance(state)
        if expected is not None and assurance is not None:
            column.addWidget(hairline())
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(MarkLabel(assurance), 0, Qt.AlignmentFlag.AlignTop)
            said = words.capital(spoken(expected, language))
            row.addWidget(label(said, "body", wrap=True), 1)
            column.addLayout(row)
        column.addStretch(1)
        return column

    def _signal(self, state: KpiState, signal: SpecialCause, language: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        kind = state.analysis.kinds.get(signal.rows[-1], "special_high")
        row.addWidget(
            MarkLabel(Variation(_KINDS.get(kind, "special"), falling=not signal.high)), 0, Qt.AlignmentFlag.AlignTop
        )
        said = words.capital(spoken(words.clause(KpiFigures(state, language), signal), language))
        first, last = (state.points[at] for at in (signal.rows[0], signal.rows[-1]))
        span = words.period_words(first.period, language)
        if last is not first:
            span = _("{first} to {last}").format(first=span, last=formats.period(last.period, language))
        newest = formats.with_unit(last.value, state.decimals, state.unit, language, state.currency)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(label(said, "body", wrap=True))
        texts.addWidget(label(f"{span}, {newest}", "small", wrap=True))
        row.addLayout(texts, 1)
        periods = {state.points[at].period for at in signal.rows}
        action = next((one for one in state.actions if one.signal_period in periods), None)
        if action is not None:
            link = button(action.reference, kind="text", small=True)
            link.clicked.connect(lambda _checked=False, reference=action.reference: self._go(reference))
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        elif state.analysis.at in signal.rows:
            row.addWidget(MarkLabel(Chip(_("open"), "warn")), 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _actions(self, state: KpiState) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(label(_("Actions {n}").format(n=len(state.actions)), "smallstrong"))
        for action in sorted(state.actions, key=lambda one: (not one.is_open, one.reference))[:SIGNALS_SHOWN]:
            column.addWidget(hairline())
            column.addWidget(action_line(action, state, self._go))
        if not state.actions:
            column.addWidget(hairline())
            column.addWidget(label(_("No action belongs to this KPI."), "sub", wrap=True))
        column.addWidget(
            button(_("New action"), "plus", key="A", small=True, on_click=self._act), 0, Qt.AlignmentFlag.AlignLeft
        )
        column.addStretch(1)
        return column


def _distinct(state: KpiState) -> list[SpecialCause]:
    """Signals by their leading rule: a rule whose every point is named by a stronger one adds nothing."""
    return [
        signal
        for signal in state.analysis.signals
        if any(words.leading_signal(state, row) == signal for row in signal.rows)
    ]


def _clear(layout: QHBoxLayout) -> None:
    """Take everything out of a layout, nested layouts too."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QHBoxLayout | QVBoxLayout):
            _clear(inner)  # type: ignore[arg-type]


def _nothing(state: KpiState) -> tuple[str, str]:
    """What stands in place of a chart: what brings the first value, or where values by unit are."""
    if units := words.by_unit_only(state):
        return (
            plural(
                units,
                _("{n} unit has values; choose it under Site."),
                _("{n} units have values; choose one under Site."),
            ),
            _("Rates of several units become one value only where numerators and denominators are known."),
        )
    return (
        _("The first value appears here after the next import, or when you type it."),
        _("Limits come with the sixth value and are firm from the fifteenth on."),
    )
