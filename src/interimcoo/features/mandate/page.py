"""The mandate: the charter with its results and gates, and the units and people of the client."""

from datetime import date
from typing import Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from interimcoo import formats
from interimcoo.exchange.shown import spoken
from interimcoo.features.mandate import dialogs, guide, queries
from interimcoo.features.mandate.charter_view import CharterView
from interimcoo.features.mandate.commands import (
    ChangeMandate,
    ChangePerson,
    ChangeSuccessCriterion,
    RemovePerson,
    RemoveSuccessCriterion,
    RemoveUnit,
    RenameUnit,
    ReopenGate,
)
from interimcoo.features.mandate.headline import headline
from interimcoo.features.mandate.organisation_view import OrganisationView
from interimcoo.features.mandate.queries import TYPE_NAMES, CriterionRow, GateRow, MandateFacts, PersonRow, UnitRow
from interimcoo.store.command import Command
from interimcoo.text import _, interface_language
from interimcoo.ui.empty import EmptyState
from interimcoo.ui.page import Page
from interimcoo.ui.session import Session
from interimcoo.ui.toolbar import Toolbar
from interimcoo.ui.typed import parse_day, parse_number

View = Literal["charter", "organisation"]
_VIEWS: Final[tuple[View, ...]] = ("charter", "organisation")


class MandatePage(Page):
    """Charter, results and gates in one view, units and people in the other."""

    reads = frozenset({"mandate", "success_criterion", "gate", "organisation_unit", "person", "kpi"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._facts: MandateFacts | None = None
        self._criteria: tuple[CriterionRow, ...] = ()
        self._gates: tuple[GateRow, ...] = ()
        self._dialog: QDialog | None = None
        self._bar = Toolbar()
        self._segments = self._bar.segments(
            (("charter", _("Charter and gates")), ("organisation", _("Units and people"))),
            lambda key: self._set_view(next(view for view in _VIEWS if view == key)),
            _("View of the mandate"),
        )
        self._bar.stretch()
        self._add_unit = self._bar.action(_("Add unit"), "plus", on_click=self.add_unit)
        self._add_person = self._bar.primary(_("Add person"), "user", on_click=self.add_person)
        self._add_criterion = self._bar.primary(_("Add success criterion"), "plus", "N", on_click=self.add_criterion)
        self.charter = CharterView(
            on_change=self._change,
            on_cell=self._change_cell,
            on_criterion=self._edit_criterion,
            on_add=self.add_criterion,
            on_gate=self._press_gate,
        )
        self.organisation = OrganisationView(
            on_rename_unit=self._rename_unit,
            on_change_person=self._change_person,
            on_add_unit=self.add_unit,
            on_add_person=self.add_person,
            on_open_person=self._edit_person,
        )
        self.empty = EmptyState(
            _("The mandate stands here: charter, results, gates, units and people."),
            _("Its type brings gates with dates, starter KPIs and the questions of the assessment."),
            _("Create mandate"),
            self.create_mandate,
            icon_name="file-certificate",
            primary=True,
        )
        self._stack = QStackedWidget()
        for view in (self.charter, self.organisation):
            self._stack.addWidget(view)
        self.body.addWidget(self.empty)
        self.body.addWidget(self._stack, 1)
        self.body.setAlignment(self.empty, Qt.AlignmentFlag.AlignTop)
        self.refresh()
        self._set_view("charter")

    def title(self) -> str:
        return _("Mandate")

    def context(self) -> str:
        facts, language = self._facts, interface_language()
        if facts is None:
            return ""
        start, end = formats.day(facts.start, language), formats.day(facts.end, language, year=True)
        return _("{type}, {start} to {end}").format(type=_(TYPE_NAMES[facts.mandate_type]), start=start, end=end)

    def answer(self) -> str:
        if self._facts is None:
            return _("This engagement has no mandate yet")
        language = interface_language()
        return spoken(headline(self._facts, self._criteria, language), language)

    def toolbar(self) -> QWidget:
        return self._bar

    def hints(self) -> tuple[tuple[str, str], ...]:
        if self._view() == "charter":
            return (("Tab", _("next field, saved")), ("F2", _("change in place")), ("N", _("new result")))
        return (("F2", _("change in place")), ("Enter", _("open it")), ("Del", _("delete")))

    def refresh(self) -> None:
        session = self.session
        self._facts = session.read(queries.mandate)
        self._criteria, self._gates = session.read(queries.criteria), session.read(queries.gates)
        there = self._facts is not None
        self.empty.setVisible(not there)
        self._stack.setVisible(there)
        self._segments.setVisible(there)
        self._show_buttons()
        if self._facts is not None:
            people = session.read(queries.people)
            self.charter.show_charter(
                self._facts,
                [row.name for row in people],
                self._criteria,
                self._gates,
                session.today,
                read_only=session.read_only,
            )
            self.organisation.show_organisation(session.read(queries.units), people)
        self.header_changed.emit()

    def open_record(self, reference: str) -> bool:
        kind, _colon, name = reference.partition(":")
        if kind == "field" and name == "criteria":
            self._set_view("charter")
            self.add_criterion()
            return True
        if kind == "field":
            self._set_view("charter")
            return self.charter.focus_field(name)
        if kind == "criterion":
            self._set_view("charter")
            found = next((row for row in self._criteria if str(row.position) == name), None)
            if found is None:
                return False
            self.charter.criteria.select_key(name)
            self._edit_criterion(found)
            return True
        self._set_view("charter")
        self.charter.gates.setFocus()
        return self.charter.gates.select_key(reference)

    def state(self) -> dict[str, object]:
        return {"view": self._view(), "gate": self.charter.gates.current_key()}

    def restore(self, state: dict[str, object]) -> None:
        self._set_view(next((view for view in _VIEWS if view == state.get("view")), "charter"))
        self.charter.gates.select_key(str(state.get("gate", "")))

    # commands of the page, named in feature.py

    def create_mandate(self) -> None:
        """Ask for the five facts a mandate begins with."""
        if self._facts is None:
            self._open(dialogs.new_mandate(self, self.session))

    def add_criterion(self) -> None:
        """Ask for a success criterion."""
        if self._facts is not None:
            self._open(dialogs.criterion(self, self.session, self.session.read(queries.kpi_codes)))

    def add_unit(self) -> None:
        """Ask for a unit."""
        if self._facts is not None:
            self._set_view("organisation")
            self._open(dialogs.unit(self, self.session, self._unit_names()))

    def add_person(self) -> None:
        """Ask for a person."""
        if self._facts is not None:
            self._set_view("organisation")
            self._open(dialogs.person(self, self.session, self._unit_names()))

    def close_gate(self) -> None:
        """Ask for the day the next gate was closed."""
        gate = queries.next_gate(self._gates)
        if gate is not None:
            self._set_view("charter")
            self.charter.gates.select_key(gate.code)
            self._press_gate(gate)

    def show_charter(self) -> None:
        """Show charter, results and gates."""
        self._set_view("charter")

    def show_organisation(self) -> None:
        """Show units and people."""
        self._set_view("organisation")

    def delete_selected(self) -> None:
        """Take the row with the focus away: a success criterion, a unit or a person."""
        focus = self.focusWidget()
        criterion, unit = self.charter.criteria.current(), self.organisation.units.current()
        person = self.organisation.people.current()
        if focus is self.charter.criteria and criterion is not None:
            self._removed(RemoveSuccessCriterion(criterion.position), criterion.text)
        elif focus is self.organisation.units and unit is not None:
            self._removed(RemoveUnit(unit.name), unit.name)
        elif focus is self.organisation.people and person is not None:
            self._removed(RemovePerson(person.name), person.name)

    def _view(self) -> View:
        return _VIEWS[max(0, self._stack.currentIndex())]

    def _set_view(self, view: View) -> None:
        self._segments.choose(view)
        self._stack.setCurrentIndex(_VIEWS.index(view))
        self._show_buttons()
        self.header_changed.emit()

    def _show_buttons(self) -> None:
        """The buttons of the view in front; none before there is a mandate."""
        view = self._view() if self._facts is not None else ""
        self._add_criterion.setVisible(view == "charter")
        self._add_unit.setVisible(view == "organisation")
        self._add_person.setVisible(view == "organisation")

    def _change(self, field: str, value: str | int | date) -> bool:
        return self.session.run(ChangeMandate(**{field: value}))  # type: ignore[arg-type]  # the form's field of that name

    def _change_cell(self, row: CriterionRow, key: str, typed: str) -> None:
        try:
            command = _cell_command(row, key, typed)
        except ValueError:
            what = _("“{typed}” is not a date.") if key == "due" else _("“{typed}” is not a number.")
            how = (
                _("Type it as year-month-day, as in 2026-09-22.")
                if key == "due"
                else _("Type digits, or leave it empty.")
            )
            self.session.banner("warning", what.format(typed=typed), how, topic="error")
            return
        self.session.run(command)

    def _edit_criterion(self, row: CriterionRow) -> None:
        self._open(dialogs.criterion(self, self.session, self.session.read(queries.kpi_codes), row))

    def _press_gate(self, row: GateRow) -> None:
        if row.closed_on is not None:
            if self.session.run(ReopenGate(row.code)):
                self.session.toast(_("Gate {code} is open again").format(code=row.code))
            return
        lacking = self._lacking() if row.code == self._gates[0].code else ()
        self._open(dialogs.close_gate(self, self.session, row, lacking))

    def _lacking(self) -> tuple[str, ...]:
        if self._facts is None:
            return ()
        found = guide.gaps(guide.CharterFacts(self._facts, self._gates, self._criteria))
        said = [gap.words(interface_language()) for gap in found]
        return (*said[:3], _("{n} more").format(n=len(said) - 3)) if len(said) > 3 else tuple(said)

    def _rename_unit(self, row: UnitRow, _key: str, typed: str) -> None:
        self.session.run(RenameUnit(row.name, typed))

    def _change_person(self, row: PersonRow, key: str, typed: str) -> None:
        changed = ChangePerson(row.name, new_name=typed) if key == "name" else ChangePerson(row.name, role=typed)
        self.session.run(changed)

    def _edit_person(self, row: PersonRow) -> None:
        self._open(dialogs.person(self, self.session, self._unit_names(), row))

    def _unit_names(self) -> list[str]:
        return [row.name for row in self.session.read(queries.units)]

    def _removed(self, command: Command, name: str) -> None:
        if self.session.run(command):
            self.session.toast(_("{name} deleted").format(name=name))

    def _open(self, dialog: QDialog) -> None:
        self._dialog = dialog
        dialog.open()


def _cell_command(row: CriterionRow, key: str, typed: str) -> ChangeSuccessCriterion:
    """The command of a typed cell; raises ValueError for what is no number or date."""
    if key == "text":
        return ChangeSuccessCriterion(row.position, ("text",), text=typed)
    if key == "due":
        return ChangeSuccessCriterion(row.position, ("due",), due=parse_day(typed, row.due))
    value = parse_number(typed)
    number = None if value is None else float(value)
    if key == "baseline":
        return ChangeSuccessCriterion(row.position, ("baseline",), baseline=number)
    return ChangeSuccessCriterion(row.position, ("target",), target=number)
