"""Dialogs of the KPI page: choose from the library or describe an own KPI; reason, note, target, definition, tiles."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from interimcoo import content, formats
from interimcoo.features.kpis.commands import AddKpi, ChangeKpi, ChooseTiles
from interimcoo.features.kpis.state import KpiState
from interimcoo.text import _, interface_language
from interimcoo.ui.column import Column
from interimcoo.ui.form import Choice, Form, FormDialog, LongText, Number, Person, Text
from interimcoo.ui.marks import Chip, Mark
from interimcoo.ui.table import TableView
from interimcoo.ui.toolbar import FilterButton, Segments
from interimcoo.ui.words import button, disable, hairline, label

UNITS: Final = (
    "percent", "count", "days", "hours", "minutes", "weeks", "persons", "currency", "currency_per_unit", "ratio", "ppm",
    "points", "turns", "line_days", "units_per_hour", "per_thousand", "per_million_hours", "kwh_per_unit",
)  # fmt: skip
TILE_PLACES: Final = 5
CADENCES: Final = ("day", "week", "month", "quarter", "year")


@dataclass(frozen=True, slots=True)
class Offer:
    """A KPI of the library as the dialog shows it."""

    code: str
    name: str
    department: str
    definition: str
    unit: str
    starter: bool


class NewKpiDialog(QDialog):
    """From the library (search, department, the mandate's starters first) or an own KPI with its definition."""

    added = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        taken: frozenset[str],
        mandate_type: str,
        names: Sequence[str],
        today: date,
        add: Callable[[AddKpi], bool],
    ) -> None:
        super().__init__(parent)
        self._add, self._today = add, today
        self._offers = offers(taken, mandate_type)
        self.setWindowTitle(_("New KPI"))
        self.resize(760, 600)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(_("New KPI"), "section"))
        self.source = Segments(
            (("library", _("From the library {n}").format(n=len(self._offers))), ("own", _("Own KPI"))),
            self._switch,
            _("Where the KPI comes from"),
        )
        column.addWidget(self.source)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._library())
        self._stack.addWidget(self._own(names))
        column.addWidget(self._stack, 1)
        self._who = Form((Person("owner", _("Owner"), names=names), Number("target", _("Target"))), columns=2)
        column.addWidget(self._who)
        self.error = label("", "bad", wrap=True)
        self.error.hide()
        column.addWidget(self.error)
        column.addWidget(hairline())
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(_("Cancel"), on_click=self.reject))
        self.primary = button(_("Add KPI"), kind="primary", on_click=self.accept_choice)
        row.addWidget(self.primary)
        column.addLayout(row)
        self._filter()

    def _library(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        self.search = _search(self._filter)
        row.addWidget(self.search)
        choices = [("", _("All")), *((name, _(name)) for name in dict.fromkeys(one.department for one in self._offers))]
        self.department = FilterButton(_("Department"), choices, lambda _key: self._filter())
        row.addWidget(self.department)
        row.addStretch(1)
        column.addLayout(row)
        self.table = TableView(
            (
                Column("name", _("KPI"), note=lambda row: row.code, min_width=220),
                Column("department", _("Department"), "text", 140, text=lambda row: _(row.department)),
                Column(
                    "unit", _("Unit"), "text", 110, text=lambda row: formats.unit_name(row.unit, interface_language())
                ),
                Column("starter", _("Use"), "chip", 90, mark=_starter, sort=lambda row: not row.starter),
            ),
            key=lambda row: row.code,
            name=_("Library of KPIs"),
        )
        self.table.chosen.connect(self._explain)
        self.table.opened.connect(lambda _row: self.accept_choice())
        column.addWidget(self.table, 1)
        self.definition = label("", "body", wrap=True)
        self.definition.setMinimumHeight(38)
        column.addWidget(self.definition)
        return made

    def _own(self, names: Sequence[str]) -> QWidget:
        language = interface_language()
        self.own = Form(
            (
                Text("name", _("Name"), needed=True),
                Text("department", _("Department")),
                Choice("unit", _("Unit"), [(key, formats.unit_name(key, language) or key) for key in UNITS], "percent"),
                Choice(
                    "direction",
                    _("Direction"),
                    _directions(),
                    "higher",
                ),
                Choice("cadence", _("Periods"), [(key, _periods()[key]) for key in CADENCES], "week"),
                Choice("aggregation", _("From short to long periods"), list(_rules().items()), "mean"),
                LongText("definition", _("Definition"), needed=True),
            ),
            columns=2,
        )
        return self.own

    def _switch(self, key: str) -> None:
        self._stack.setCurrentIndex(1 if key == "own" else 0)
        self._explain(self.table.current())

    def _filter(self, _words: str = "") -> None:
        typed = self.search.text().casefold().split()
        department = self.department.chosen()
        self.table.set_rows(
            [
                one
                for one in self._offers
                if (not department or one.department == department)
                and all(part in f"{one.code} {one.name} {one.definition}".casefold() for part in typed)
            ]
        )
        self._explain(self.table.current())

    def _explain(self, row: object) -> None:
        offer = row if isinstance(row, Offer) else None
        self.definition.setText(offer.definition if offer is not None else _("No KPI fits the filter."))
        if hasattr(self, "primary"):
            own = self.source.chosen() == "own"
            disable(self.primary, "" if own or offer is not None else _("Choose a KPI first."))

    def accept_choice(self) -> None:
        """Add what is chosen or described; a refusal stays in the dialog."""
        if not self._who.check():
            return
        owner, target = self._who.text("owner"), self._who.number("target")
        language = interface_language()
        if self.source.chosen() == "own":
            if not self.own.check():
                return
            command = AddKpi(
                name=self.own.text("name"),
                department=self.own.text("department"),
                definition=self.own.text("definition"),
                unit=self.own.text("unit"),
                direction=self.own.text("direction"),
                aggregation=self.own.text("aggregation"),
                cadence=self.own.text("cadence"),
                owner=owner,
                target=target,
                target_from=self._today,
            )
        else:
            offer = self.table.current()
            if not isinstance(offer, Offer):
                return
            command = AddKpi(offer.code, owner=owner, target=target, target_from=self._today, language=language)
        if self._add(command):
            self.accept()
            self.added.emit(command.code)

    def say(self, sentence: str) -> None:
        """Say why it was refused."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))


def offers(taken: frozenset[str], mandate_type: str) -> tuple[Offer, ...]:
    """The library without what is there already, the starters of the mandate type first."""
    starters = [entry.code for entry in content.starter_kpis(mandate_type)] if mandate_type else []
    found = [
        Offer(entry.code, entry.name, entry.department, entry.definition, entry.unit, entry.code in starters)
        for entry in content.kpis(interface_language())
        if entry.code not in taken
    ]
    return tuple(sorted(found, key=lambda one: (not one.starter,)))


def ask_line(
    parent: QWidget, title: str, name: str, verb: str, done: Callable[[str], bool], *, value: str = "", note: str = ""
) -> FormDialog:
    """A dialog of one needed line."""
    dialog = FormDialog(parent, title, Form((Text("line", name, value, needed=True),)), verb, note=note)
    dialog.wanted.connect(lambda: dialog.accept() if done(dialog.form.text("line")) else None)
    return dialog


def ask_target(
    parent: QWidget, name: str, value: float | None, unit: str, done: Callable[[float | None], bool]
) -> FormDialog:
    """A dialog of one number; empty takes the target away."""
    title = _("Target of {name}").format(name=name)
    note = _("It holds from today on; earlier values keep the target of their time. Empty takes it away.")
    dialog = FormDialog(
        parent, title, Form((Number("target", _("Target"), value, unit=unit),)), _("Set target"), note=note
    )
    dialog.wanted.connect(lambda: dialog.accept() if done(dialog.form.number("target")) else None)
    return dialog


def ask_split(parent: QWidget, period: str, done: Callable[[str, int | None], bool]) -> FormDialog:
    """Reason of a new phase, and how many points freeze its limits."""
    form = Form(
        (
            Text("reason", _("What changed in the process"), needed=True),
            Number("baseline", _("Points that fix the limits (empty: all)")),
        )
    )
    note = _("Mean and limits start afresh at {period}; no pattern crosses the border.").format(
        period=formats.period(period, interface_language())
    )
    dialog = FormDialog(parent, _("Split phase"), form, _("Split phase"), note=note)

    def accept() -> None:
        points = form.number("baseline")
        if done(form.text("reason"), None if points is None else int(points)):
            dialog.accept()

    dialog.wanted.connect(accept)
    return dialog


def change_kpi(parent: QWidget, state: KpiState, names: Sequence[str], run: Callable[[ChangeKpi], bool]) -> FormDialog:
    """Change name, owner, department, direction, decimals and definition; only what differs is written."""
    form = Form(
        (
            Text("name", _("Name"), state.name, needed=True),
            Person("owner", _("Owner"), state.owner, names=names),
            Text("department", _("Department"), state.department),
            Choice("direction", _("Direction"), _directions(), state.direction),
            Choice("decimals", _("Decimals"), [(str(n), str(n)) for n in range(4)], str(state.decimals)),
            Choice("aggregation", _("From short to long periods"), _rules_with(state.aggregation), state.aggregation),
            LongText("definition", _("Definition"), state.definition),
        ),
        columns=2,
    )
    title = _("Change {name}").format(name=state.name)
    dialog = FormDialog(parent, title, form, _("Change KPI"), width=620)

    def change() -> None:
        def differing(key: str) -> str | None:
            typed = form.text(key)
            return typed if typed != getattr(state, key) else None

        command = ChangeKpi(
            state.code,
            name=differing("name"),
            department=differing("department"),
            definition=differing("definition"),
            decimals=int(form.text("decimals")) if form.text("decimals") != str(state.decimals) else None,
            direction=differing("direction"),
            aggregation=differing("aggregation"),
            owner=differing("owner"),
        )
        if command == ChangeKpi(state.code) or run(command):
            dialog.accept()

    dialog.wanted.connect(change)
    return dialog


def choose_tiles(parent: QWidget, states: Sequence[KpiState], run: Callable[[ChooseTiles], bool]) -> FormDialog:
    """Five places for the KPIs of home and of the report's first page."""
    chosen = [state.code for state in sorted(states, key=lambda one: one.weight) if state.weight]
    options = [("", "–"), *((state.code, state.name) for state in states)]
    form = Form(
        tuple(
            Choice(
                f"place{at}",
                _("Tile {n}").format(n=at + 1),
                options,
                chosen[at] if at < len(chosen) else "",
                needed=False,
            )
            for at in range(TILE_PLACES)
        )
    )
    note = _("They stand on home and on the first page of the board report, in this order.")
    dialog = FormDialog(parent, _("Change tiles"), form, _("Change tiles"), note=note)

    def choose() -> None:
        picked = [form.text(f"place{at}") for at in range(TILE_PLACES)]
        order = tuple(dict.fromkeys([code for code in picked if code] + chosen[TILE_PLACES:]))
        if run(ChooseTiles(order)):
            dialog.accept()

    dialog.wanted.connect(choose)
    return dialog


def _directions() -> list[tuple[str, str]]:
    return [("higher", _("Higher is better")), ("lower", _("Lower is better")), ("target", _("A band is wanted"))]


def _rules_with(rule: str) -> list[tuple[str, str]]:
    known = _rules()
    return [*known.items(), *([] if rule in known else [(rule, rule.replace("_", " "))])]


def _search(on_text: Callable[[str], object]) -> QLineEdit:
    made = QLineEdit()
    made.setPlaceholderText(_("Filter"))
    made.setAccessibleName(_("Filter the library"))
    made.setFixedWidth(220)
    made.textChanged.connect(on_text)
    return made


def _starter(row: Offer) -> Mark | None:
    return Chip(_("starter"), "info") if row.starter else None


def _periods() -> dict[str, str]:
    return {
        "day": _("Days"),
        "week": _("Weeks"),
        "month": _("Months"),
        "quarter": _("Quarters"),
        "year": _("Years"),
    }


def _rules() -> dict[str, str]:
    return {
        "mean": _("Mean of the values"),
        "sum": _("Sum of the values"),
        "last": _("Last value"),
        "ratio": _("Numerators by denominators"),
        "max": _("Largest value"),
        "min": _("Smallest value"),
    }
