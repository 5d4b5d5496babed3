"""The inspector of the KPI page: a KPI, a point of its chart, or the list as a whole."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from interimcoo import formats
from interimcoo.exchange.blocks import Origin
from interimcoo.exchange.shown import spoken
from interimcoo.features.kpis import drawing, marks, words
from interimcoo.features.kpis.figures import KpiFigures, unit_words
from interimcoo.features.kpis.origins import Cells
from interimcoo.features.kpis.state import ActionRow, KpiState, Point
from interimcoo.text import _, interface_language, plural
from interimcoo.ui.chart_view import ChartView
from interimcoo.ui.inspector import InspectorPanel
from interimcoo.ui.marks import MarkLabel, Status, Trust
from interimcoo.ui.words import beside, button, label

CHART_HEIGHT = 150.0


class KpiInspector(InspectorPanel):
    """Shows one thing at a time. `go(reference)` opens a record, `act` and `open_chart` are the next gestures."""

    def __init__(
        self, go: Callable[[str], object], act: Callable[[], object], open_chart: Callable[[], object]
    ) -> None:
        super().__init__()
        self._go, self._act, self._open_chart = go, act, open_chart
        self.chart: ChartView | None = None

    def show_list(self, states: Sequence[KpiState]) -> None:
        """The list as a whole, while nothing is chosen."""
        self.chart = None
        self.begin(_("KPIs"), "chart-line")
        counts = (
            (_("Improving"), sum(state.variation == "improvement" for state in states)),
            (_("Worsening"), sum(state.variation == "concern" for state in states)),
            (_("No signal"), sum(state.variation == "common_cause" for state in states)),
            (_("On target"), sum(state.standing.met is True for state in states)),
            (_("Without value"), sum(state.last is None for state in states)),
        )
        self.facts(_("Summary"), tuple((name, str(n)) for name, n in counts))
        self.end()

    def show_kpi(self, state: KpiState, cells: Cells | None, origin: Origin) -> None:
        """A KPI of the list: figure and signs, chart, meaning, action, source."""
        language = interface_language()
        self.begin(state.name, "chart-line")
        self.section().addLayout(_figure(state, language))
        if state.last is not None:
            self.chart = ChartView(name=state.name, height=CHART_HEIGHT)
            self.chart.activated.connect(lambda _record: self._open_chart())
            self.chart.set_chart(drawing.control_chart(state, language, drawing.SMALL_POINTS))
            self.section().addWidget(self.chart)
        self.words(_("What it means"), spoken(words.meaning(KpiFigures(state, language)), language))
        self._actions(state)
        self._definition(state, language)
        self._links(state)
        if state.last is not None:
            self._source(state.last, cells, origin, state.grade, language)
        self.buttons(button(_("Open chart"), "chart-line", key="Return", on_click=self._open_chart))
        self.end()

    def show_point(
        self, state: KpiState, row: int, cells: Cells | None, origin: Origin, gestures: Sequence[QWidget]
    ) -> None:
        """A point of the open chart: value, signal, source, note, and what can be done with it."""
        language, point = interface_language(), state.points[row]
        self.chart = None
        self.begin(_("Point: {period}").format(period=formats.period(point.period, language)), "chart-dots")
        facts: list[tuple[str, str | QWidget]] = [
            (_("Value"), formats.with_unit(point.value, state.decimals, state.unit, language, state.currency))
        ]
        if point.numerator is not None and point.denominator is not None:
            parts = f"{formats.number(point.numerator, _places(point.numerator), language)} / "
            facts.append((_("Parts"), parts + formats.number(point.denominator, _places(point.denominator), language)))
        if point.given > 1:
            facts.append((_("Units"), _("{used} of {given} with a value").format(used=point.used, given=point.given)))
        phase = state.analysis.phase_of(row)
        if phase.lower is not None and phase.upper is not None:
            low, high = (formats.number(line, state.decimals, language) for line in (phase.lower, phase.upper))
            facts.append((_("Limits"), _("{low} to {high}").format(low=low, high=high)))
        self.facts(_("Value"), facts)
        signal = words.leading_signal(state, row)
        said = (
            words.capital(spoken(words.clause(KpiFigures(state, language), signal), language)) + "."
            if signal is not None
            else _("No signal: this value is ordinary variation.")
        )
        if phase.lower is None:
            said = _("There are too few values for limits, so no signal can be seen.")
        if point.excluded:
            said = _("Left out of mean and limits: {reason}").format(reason=point.excluded)
        self.words(_("What it means"), said)
        self._source(point, cells, origin, origin.grade, language)
        if point.note:
            self.words(_("Note"), point.note)
        self._definition(state, language)
        self._links(state)
        inner = self.section(_("Next"))
        for one in gestures:
            inner.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
        self.end()

    def _actions(self, state: KpiState) -> None:
        inner = self.section(_("Corrective action"))
        for action in state.open_actions[:3]:
            inner.addWidget(action_line(action, state, self._go))
        if state.needs_action:
            inner.addWidget(label(_("This asks for a cause and an action."), "body", wrap=True))
        elif not state.open_actions:
            inner.addWidget(label(_("None is needed now."), "sub", wrap=True))
        inner.addWidget(
            button(_("New action"), "plus", key="A", small=True, on_click=self._act), 0, Qt.AlignmentFlag.AlignLeft
        )

    def _definition(self, state: KpiState, language: str) -> None:
        inner = self.section(_("Definition"))
        if state.definition:
            inner.addWidget(label(state.definition, "body", wrap=True))
        direction = {
            "higher": _("higher is better"),
            "lower": _("lower is better"),
            "target": _("a band is wanted"),
        }[state.direction]
        said = [state.code, unit_words(state, language), direction, state.owner or _("no owner")]
        inner.addWidget(label(", ".join(part for part in said if part), "small", wrap=True))

    def _links(self, state: KpiState) -> None:
        links = [*state.initiatives, *state.findings]
        if links:
            self.links(_("Links"), tuple(self._link(reference, text) for reference, text in links[:5]))

    def _link(self, reference: str, text: str) -> QWidget:
        return button(f"{reference} {text}", kind="text", small=True, on_click=lambda: self._go(reference))

    def _source(self, point: Point, cells: Cells | None, origin: Origin, grade: str, language: str) -> None:
        period = formats.period(point.period, language)
        rows: list[tuple[str, str | QWidget]] = []
        if cells is not None:
            rows = [
                (_("File"), cells.file_name),
                (_("Sheet"), cells.sheet),
                (_("Cells"), cells.addresses),
                (_("Imported"), formats.instant(cells.at, language)),
            ]
        elif point.given > 1:
            rows = [(_("Made of"), plural(point.given, "{n} unit", "{n} units"))]
        elif point.value is None:
            rows = [(_("Value"), _("none for this period"))]
        else:
            rows = [(_("Typed"), origin.source or _("by hand"))]
        if grade in ("A", "B", "C", "D"):
            rows.append((_("Trust"), MarkLabel(Trust(grade, cells.reason if cells else ""), 18)))  # type: ignore[arg-type]
        self.facts(_("Source of {period}").format(period=period), rows)


def action_line(action: ActionRow, state: KpiState, go: Callable[[str], object]) -> QWidget:
    """An action with its state, owner and due date; its reference opens it."""
    language = interface_language()
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    late = (state.today - action.due).days if action.due is not None and action.is_open else 0
    status = "done" if not action.is_open else "off_track" if late > 2 else "at_risk" if late > 0 else "open"
    row.addWidget(MarkLabel(Status(status), 14), 0, Qt.AlignmentFlag.AlignTop)  # type: ignore[arg-type]
    column = QVBoxLayout()
    column.setSpacing(1)
    head = QHBoxLayout()
    head.setSpacing(2)
    link = button(action.reference, kind="text", small=True, on_click=lambda: go(action.reference))
    head.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
    head.addWidget(beside(link, action.text), 1)
    column.addLayout(head)
    said = [action.owner or _("no owner")]
    if action.due is not None:
        said.append(_("due {day}").format(day=formats.day(action.due, language)))
    if late > 0:
        said.append(formats.days_late(late, language))
    column.addWidget(label(", ".join(said), "small", wrap=True))
    row.addLayout(column, 1)
    return made


def _figure(state: KpiState, language: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    column = QVBoxLayout()
    column.setSpacing(0)
    line = QHBoxLayout()
    line.setSpacing(5)
    value = formats.number(state.last.value, state.decimals, language) if state.last is not None else "–"
    line.addWidget(label(value, "figure"))
    unit = unit_words(state, language) if state.last is not None else ""
    line.addWidget(label(unit, "small"), 1, Qt.AlignmentFlag.AlignBottom)
    column.addLayout(line)
    units = words.by_unit_only(state)
    none = plural(units, _("by unit only: {n} unit"), _("by unit only: {n} units")) if units else _("no value yet")
    said = [formats.period(state.last.period, language) if state.last is not None else none]
    if state.standing.target is not None:
        target = formats.number(state.standing.target, state.decimals, language)
        said.append(_("target {value}").format(value=target))
    column.addWidget(label(", ".join(said), "small"))
    row.addLayout(column, 1)
    for mark in (marks.variation(state), marks.assurance(state), marks.trust(state)):
        if mark is not None:
            row.addWidget(MarkLabel(mark, 18 if isinstance(mark, Trust) else 24), 0, Qt.AlignmentFlag.AlignVCenter)
    return row


def _places(value: float) -> int:
    return 0 if float(value).is_integer() else 2
