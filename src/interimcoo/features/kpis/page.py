"""KPIs: which measures need a reaction, and one measure in full."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from interimcoo import formats
from interimcoo.domain.dates import Period
from interimcoo.exchange.shown import spoken
from interimcoo.features.kpis import dialogs, origins, queries, words
from interimcoo.features.kpis.commands import (
    AddMark,
    ArchiveKpi,
    ChangeReading,
    ExcludeReading,
    IncludeReading,
    SetTarget,
    SplitPhase,
    TypedReading,
    WriteReadings,
)
from interimcoo.features.kpis.detail_view import DetailView
from interimcoo.features.kpis.figures import KpiFigures, unit_words
from interimcoo.features.kpis.inspect import KpiInspector
from interimcoo.features.kpis.list_view import ListView, in_view
from interimcoo.features.kpis.readings_view import ReadingsView
from interimcoo.features.kpis.state import KpiState, Point
from interimcoo.features.kpis.tools import KpiTools
from interimcoo.store.command import Command
from interimcoo.text import _, interface_language, plural
from interimcoo.ui.ask import attempt
from interimcoo.ui.form import FormDialog
from interimcoo.ui.page import Page
from interimcoo.ui.session import Session
from interimcoo.ui.typed import parse_number
from interimcoo.ui.words import button

TARGET_COLUMN: Final = 3


class KpiPage(Page):
    """The list with its inspector; a KPI opens in place."""

    reads = frozenset(
        {
            "kpi", "reading", "kpi_target", "kpi_phase", "kpi_mark", "action_item", "person", "organisation_unit",
            "source", "import_run", "initiative", "finding", "mandate",
        }
    )  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._states: tuple[KpiState, ...] = ()
        self._open = ""
        self._filling = False
        self._dialog: QDialog | None = None
        self.tools = KpiTools(self)
        self.panel = KpiInspector(self._go, self.new_action, self.open_selected)
        self.list = ListView(self.new_kpi, lambda: session.navigate("imports"), self.clear_filter)
        self.list.table.chosen.connect(self._on_chosen)
        self.list.table.opened.connect(lambda _row: self.open_selected())
        self.list.table.edited.connect(self._edit_target)
        self.readings = ReadingsView(self._write, self._write_note, lambda _period: self._inspect())
        self.detail = DetailView(self._go, self.new_action, self.show_readings, self.readings)
        self.detail.point_chosen.connect(lambda _period: self._inspect())
        self.views = QStackedWidget()
        self.views.addWidget(self.list)
        self.views.addWidget(self.detail)
        self.body.addWidget(self.views, 1)
        self.refresh()

    # what the window asks

    def title(self) -> str:
        current = self._opened()
        return current.name if current is not None else _("KPIs")

    def context(self) -> str:
        current = self._opened()
        if current is not None:
            return ", ".join(part for part in (_(current.department), current.owner or _("no owner")) if part)
        said = plural(len(self._states), _("{n} KPI"), _("{n} KPIs"))
        newest = [state.points[-1] for state in self._states if state.points]
        if not newest:
            return said
        last = max(newest, key=lambda point: point.at)
        period = formats.period(last.period, interface_language())
        return _("{count}, data to {period}").format(count=said, period=period)

    def answer(self) -> str:
        language, current = interface_language(), self._opened()
        if current is not None:
            return words.capital(spoken(words.takeaway(KpiFigures(current, language)), language))
        return spoken(words.answer(self._states, language), language)

    def toolbar(self) -> QWidget:
        return self.tools.detail if self._open else self.tools.list

    def inspector(self) -> QWidget:
        return self.panel

    def hints(self) -> tuple[tuple[str, str], ...]:
        if not self._open:
            return (("Return", _("open chart")), ("A", _("new action")), ("F2", _("target")), ("N", _("new KPI")))
        if self.detail.shows_chart():
            return (
                ("Left", _("point")),
                ("A", _("action")),
                ("T", _("note")),
                ("P", _("split phase")),
                ("V", _("table")),
            )
        return (("Return", _("save, next line")), ("Ctrl+V", _("paste a column")), ("Escape", _("back")))

    def breadcrumb(self) -> str | None:
        return _("KPIs") if self._open else None

    def refresh(self) -> None:
        unit = self.tools.unit()
        self._states = self.session.read(queries.states, self.session.today, unit)
        self.tools.set_units(self.session.read(queries.units_with_values))
        self.tools.set_states(self._states)
        if self._open and self._opened() is None:
            self._open = ""
        self._show()

    def open_record(self, reference: str) -> bool:
        if reference.startswith("view:"):
            self.up()
            self.tools.choose_view(reference.removeprefix("view:"))
            self._show()
            return True
        if not any(state.code == reference for state in self._states):
            return False
        self._open = reference
        self.list.table.select_key(reference)
        self.detail.show_chart(True)
        self._show()
        return True

    def up(self) -> None:
        code, self._open = self._open, ""
        self._show()
        if code:
            self.list.table.select_key(code)
            self.list.table.setFocus()

    def state(self) -> dict[str, object]:
        return {
            **self.tools.state(),
            "open": self._open,
            "current": self.list.table.current_key(),
            "scroll": self.list.table.verticalScrollBar().value(),
            "readings": not self.detail.shows_chart(),
        }

    def restore(self, state: dict[str, object]) -> None:
        self.tools.restore(state)
        self._states = self.session.read(queries.states, self.session.today, self.tools.unit())
        code = state.get("open")
        self._open = code if isinstance(code, str) and any(one.code == code for one in self._states) else ""
        self.detail.show_chart(not state.get("readings"))
        self._show()
        self.list.table.select_key(str(state.get("current", "")))
        place = state.get("scroll")
        if isinstance(place, int):
            self.list.table.verticalScrollBar().setValue(place)

    def focus_filter(self) -> None:
        self.tools.search.setFocus()

    def toggle_drawing(self) -> None:
        """V: chart or table of the same facts."""
        if self._open and self.detail.shows_chart():
            self.detail.chart.toggle()

    # commands of the page, named in feature.py

    def new_kpi(self) -> None:
        """Choose from the library, or describe an own KPI."""
        dialog = dialogs.NewKpiDialog(
            self,
            self.session.read(queries.codes),
            self.session.read(queries.mandate_type),
            self.session.read(queries.people),
            self.session.today,
            self._attempt,
        )
        dialog.added.connect(self.list.table.select_key)
        self._show_dialog(dialog)

    def open_selected(self) -> None:
        """Open the chart of the selected KPI."""
        current = self.current()
        if current is not None and not self._open:
            self.open_record(current.code)
            self.detail.chart.drawing.setFocus()

    def new_action(self) -> None:
        """A corrective action for the KPI and the chosen period, on the actions page."""
        current = self.current()
        if current is None:
            return
        period = self._period(current)
        self.session.navigate("actions", f"new:kpi={current.code};period={period}")

    def its_actions(self) -> None:
        """The actions of the KPI."""
        current = self.current()
        if current is not None:
            first = next((one.reference for one in (*current.open_actions, *current.actions)), "")
            self.session.navigate("actions", first)

    def annotate(self) -> None:
        """Note an event at the chosen period."""
        current = self.current()
        if current is None or not current.points:
            return
        period = self._period(current)
        first_day = Period.parse(period).first_day
        title = _("Add note, {period}").format(period=formats.period(period, interface_language()))
        self._show_dialog(
            dialogs.ask_line(
                self,
                title,
                _("What happened"),
                _("Add note"),
                self._tried(lambda text: AddMark(first_day, text, current.code)),
            )
        )

    def split_phase(self) -> None:
        """Begin a new phase at the chosen period."""
        current = self.current()
        if current is None or not current.points:
            return
        period, code = self._period(current), current.code
        self._show_dialog(
            dialogs.ask_split(
                self, period, lambda reason, points: self._attempt(SplitPhase(code, period, reason, points))
            )
        )

    def leave_out(self) -> None:
        """Leave the chosen point out of the limits, with a reason; or count it again."""
        current = self.current()
        point = self._point(current)
        if current is None or point is None or point.value is None:
            return
        unit = self._unit_of(current)
        if point.excluded:
            self.session.run(IncludeReading(current.code, point.period, unit))
            return
        title = _("Leave {period} out of the limits").format(period=formats.period(point.period, interface_language()))
        code, period = current.code, point.period
        self._show_dialog(
            dialogs.ask_line(
                self,
                title,
                _("Reason"),
                _("Leave out"),
                self._tried(lambda reason: ExcludeReading(code, period, reason, unit)),
                note=_("The point is still drawn and compared with the limits; it no longer shapes them."),
            )
        )

    def show_readings(self) -> None:
        """The readings of the KPI as a grid."""
        current = self.current()
        if current is None:
            return
        if not self._open:
            self.open_record(current.code)
        period = self.detail.period()
        self.show_view("readings")
        if period:
            self.readings.table.select_key(period)
        self.readings.table.setFocus()

    def show_view(self, key: str) -> None:
        """Chart or readings of the open KPI."""
        self.detail.show_chart(key == "chart")
        self.tools.set_detail(self._opened(), chart=key == "chart")
        self._inspect()
        self.header_changed.emit()

    def change_target(self) -> None:
        """Change the target: in its cell in the list, in a dialog on the chart."""
        current = self.current()
        if current is None:
            return
        table = self.list.table
        if not self._open and not table.isColumnHidden(TARGET_COLUMN):
            table.edit(table.table.index(table.currentIndex().row(), TARGET_COLUMN))
            return
        code, today = current.code, self.session.today
        self._show_dialog(
            dialogs.ask_target(
                self,
                current.name,
                current.standing.target,
                unit_words(current, interface_language()),
                lambda value: self._attempt(SetTarget(code, value, today)),
            )
        )

    def change_kpi(self) -> None:
        """Change name, owner and definition."""
        current = self.current()
        if current is not None:
            self._show_dialog(dialogs.change_kpi(self, current, self.session.read(queries.people), self._attempt))

    def choose_tiles(self) -> None:
        """Choose the KPIs of home and of the first page of the report."""
        self._show_dialog(dialogs.choose_tiles(self, self._states, self._attempt))

    def archive(self) -> None:
        """Take the KPI out of lists and reports."""
        current = self.current()
        if current is not None and self.session.run(ArchiveKpi(current.code)):
            self.session.toast(_("{name} archived").format(name=current.name))

    def clear_filter(self) -> None:
        """Show all KPIs."""
        self.tools.clear()
        self.refresh()

    # inside

    def current(self) -> KpiState | None:
        """The open KPI, else the selected one."""
        opened = self._opened()
        if opened is not None:
            return opened
        row = self.list.table.current()
        return row if isinstance(row, KpiState) else None

    def filtered(self) -> None:
        """The filter has changed."""
        self._show()

    def _opened(self) -> KpiState | None:
        return next((state for state in self._states if state.code == self._open), None) if self._open else None

    def _show(self) -> None:
        shown = [state for state in self._states if in_view(state, self.tools.view()) and self.tools.fits(state)]
        self._filling = True
        self.list.show_states(shown, len(self._states), self.tools.words())
        self._filling = False
        opened = self._opened()
        if opened is not None:
            self.detail.show_state(opened)
            self.tools.set_detail(opened, chart=self.detail.shows_chart())
        self.views.setCurrentIndex(1 if opened is not None else 0)
        self._inspect()
        self.header_changed.emit()

    def _on_chosen(self, _row: object) -> None:
        if not self._filling:
            self._inspect()

    def _inspect(self) -> None:
        current = self.current()
        if current is None:
            self.panel.show_list(self._states)
            return
        point = self._point(current)
        records = [point.record] if point is not None and point.record else []
        cells = self.session.read(origins.cells_of, records)
        known = self.session.read(origins.origins, records)
        first = records[0] if records else 0
        origin = known.get(first, origins.TYPED)
        if self._open and point is not None:
            self.panel.show_point(current, current.points.index(point), cells.get(first), origin, self._gestures(point))
        else:
            self.panel.show_kpi(current, cells.get(first), origin)

    def _gestures(self, point: Point) -> list[QWidget]:
        made: list[QWidget] = [
            button(_("New action"), "plus", key="A", small=True, on_click=self.new_action),
            button(_("Add note"), "pin", key="T", small=True, on_click=self.annotate),
            button(_("Split phase here"), "git-branch", key="P", small=True, on_click=self.split_phase),
        ]
        if point.value is not None:
            text = _("Count it again") if point.excluded else _("Leave out of the limits")
            made.append(button(text, "eye-off", key="X", small=True, on_click=self.leave_out))
        return made

    def _point(self, current: KpiState | None) -> Point | None:
        """The chosen point of the open KPI, else the newest."""
        if current is None:
            return None
        if self._open:
            period = self.detail.period()
            found = next((point for point in current.points if point.period == period), None)
            if found is not None:
                return found
        return current.last

    def _period(self, current: KpiState) -> str:
        point = self._point(current)
        return point.period if point is not None else ""

    def _unit_of(self, current: KpiState) -> str:
        """The unit whose readings are shown; a KPI of one unit alone shows that one."""
        if self.tools.unit():
            return self.tools.unit()
        return self.session.read(queries.only_unit, current.code)

    def _edit_target(self, row: KpiState, _key: str, typed: str) -> None:
        try:
            value = parse_number(typed if typed.strip() != "–" else "")
        except ValueError:
            sentence = _("“{typed}” is not a number.").format(typed=typed.strip())
            self.session.banner(
                "warning", sentence, _("The target of {name} stays.").format(name=row.name), topic="error"
            )
            return
        if value is None and row.standing.target is None:
            return
        self.session.run(SetTarget(row.code, None if value is None else float(value), self.session.today))

    def _write(self, rows: tuple[TypedReading, ...]) -> bool:
        current = self._opened()
        if current is None:
            return False
        done = self.session.run(WriteReadings(current.code, rows, self._unit_of(current)))
        if done and len(rows) > 1:
            self.session.toast(plural(len(rows), _("{n} value written"), _("{n} values written")))
        return done

    def _write_note(self, period: str, note: str) -> bool:
        current = self._opened()
        point = next((one for one in current.points if one.period == period), None) if current is not None else None
        if current is None or point is None:
            return False
        unit = self._unit_of(current)
        return self.session.run(
            ChangeReading(current.code, period, point.value, point.numerator, point.denominator, unit, note)
        )

    def _go(self, reference: str) -> None:
        self.session.navigate("", reference)

    def _tried(self, command: Callable[[str], Command]) -> Callable[[str], bool]:
        return lambda text: self._attempt(command(text))

    def _attempt(self, command: Command) -> bool:
        """Run a command for an open dialog: a refusal is said in the dialog, not behind it."""
        dialog = self._dialog
        if isinstance(dialog, FormDialog | dialogs.NewKpiDialog) and dialog.isVisible():
            return attempt(self.session, command, dialog.say)
        return self.session.run(command)

    def _show_dialog(self, dialog: QDialog) -> None:
        self._dialog = dialog
        dialog.open()
