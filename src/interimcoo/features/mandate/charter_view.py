"""The charter: a form in two columns saved field by field, beside the agreed results and the gates."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from interimcoo import formats
from interimcoo.features.mandate.queries import TYPE_NAMES, CriterionRow, GateRow, MandateFacts, next_gate
from interimcoo.text import _, interface_language
from interimcoo.ui.column import Column
from interimcoo.ui.empty import EmptyState
from interimcoo.ui.form import Choice, Day, Field, Form, LongText, Number, Person, Text
from interimcoo.ui.marks import Chip
from interimcoo.ui.table import TWO_LINES, TableView
from interimcoo.ui.theme import theme
from interimcoo.ui.words import button, disable, label

COUNTRIES: Final = (
    "AT",
    "BE",
    "CH",
    "CZ",
    "DE",
    "DK",
    "ES",
    "FI",
    "FR",
    "GB",
    "IE",
    "IT",
    "NL",
    "NO",
    "PL",
    "PT",
    "SE",
    "US",
)
CURRENCIES: Final = ("CHF", "CZK", "DKK", "EUR", "GBP", "NOK", "PLN", "SEK", "USD")


TEXTS: Final = ("purpose", "scope", "authority", "exclusions")


class CharterView(QWidget):
    """Form at the left, results and gates at the right. `on_change(field, value)` writes one field of the charter."""

    def __init__(
        self,
        *,
        on_change: Callable[[str, str | int | date], bool],
        on_cell: Callable[[CriterionRow, str, str], None],
        on_criterion: Callable[[CriterionRow], None],
        on_add: Callable[[], None],
        on_gate: Callable[[GateRow], None],
    ) -> None:
        super().__init__()
        self._on_change, self._on_gate = on_change, on_gate
        self._facts: MandateFacts | None = None
        self.form: Form | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(28)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(_("Charter"))
        row.addWidget(self._scroll, 6)
        side = QVBoxLayout()
        side.setSpacing(6)
        side.addWidget(label(_("Success criteria"), "section"))
        self.criteria = TableView(
            criterion_columns(),
            key=lambda row: str(row.position),
            name=_("Success criteria"),
            row_height=TWO_LINES,
            second_line=_kpi_line,
        )
        self.criteria.opened.connect(on_criterion)
        self.criteria.edited.connect(on_cell)
        self.criteria.set_empty(
            EmptyState(
                _("The results by which the mandate is judged stand here."),
                _("Each is tied to a KPI, with baseline, target and date."),
                _("Add success criterion"),
                on_add,
            )
        )
        side.addWidget(self.criteria, 6)
        head = QHBoxLayout()
        head.addWidget(label(_("Gates"), "section"))
        head.addStretch(1)
        self.gate_button = button("–", small=True, on_click=self._press_gate)
        head.addWidget(self.gate_button)
        side.addLayout(head)
        self._today = date.min
        self.gates = TableView(
            (
                Column(
                    "code",
                    _("Gate"),
                    text=lambda row: f"{row.code} {row.name}",
                    sort=lambda row: row.code,
                    tip=_question,
                ),
                Column("due", _("Due"), "date", 76, text=lambda row: formats.day(row.due, interface_language())),
                Column("state", _("State"), "chip", 108, mark=self._gate_state),
            ),
            key=lambda row: row.code,
            name=_("Gates"),
            row_height=TWO_LINES,
            second_line=_question,
        )
        self.gates.chosen.connect(lambda _row: self._name_gate_button())
        self.gates.opened.connect(on_gate)
        side.addWidget(self.gates, 6)
        row.addLayout(side, 5)

    def show_charter(
        self,
        facts: MandateFacts,
        names: Sequence[str],
        criteria: Sequence[CriterionRow],
        gates: Sequence[GateRow],
        today: date,
        *,
        read_only: bool,
    ) -> None:
        """Show what is stored; a field that is being typed in keeps its words."""
        self._today = today
        if self.form is None:
            self._make_form(facts, names, read_only=read_only)
        else:
            self._fill(facts)
        first, self._facts = self._facts is None, facts
        self.criteria.set_rows(criteria)
        self.gates.set_rows(gates)
        coming = next_gate(tuple(gates))
        if first and coming is not None:
            self.gates.select_key(coming.code)
        self._name_gate_button()

    def focus_field(self, key: str) -> bool:
        """Put the focus into a field of the charter; False for none of that name."""
        if self.form is None or key not in self.form.fields:
            return False
        self.form.widget(key).setFocus()
        self._scroll.ensureWidgetVisible(self.form.widget(key))
        return True

    def _make_form(self, facts: MandateFacts, names: Sequence[str], *, read_only: bool) -> None:
        self.form = Form(_fields(facts, names), columns=2)
        self.form.setEnabled(not read_only)
        self.form.setContentsMargins(0, 0, 12, 8)
        for key in TEXTS:
            self.form.widget(key).setFixedHeight(theme().px(104))
        self.form.left.connect(self._write)
        self._scroll.setWidget(self.form)

    def _fill(self, facts: MandateFacts) -> None:
        form, before = self.form, self._facts
        assert form is not None
        for key, field in form.fields.items():
            stored = getattr(facts, key)
            typing = form.widget(key).hasFocus() and before is not None and form.text(key) != _typed(field, before)
            if not typing and form.text(key) != _typed(field, facts):
                form.set_value(key, stored if field.kind != "number" else _typed(field, facts))

    def _write(self, key: str) -> None:
        form = self.form
        assert form is not None
        value: str | int | date = form.text(key)
        if form.fields[key].kind == "day":
            value = form.day(key) or date.min
        elif form.fields[key].kind == "number":
            value = round(form.number(key) or 0)
        if not self._on_change(key, value) and self._facts is not None:
            form.set_value(
                key, _typed(form.fields[key], self._facts) if key not in ("start", "end") else getattr(self._facts, key)
            )

    def _gate_state(self, row: GateRow) -> Chip:
        language = interface_language()
        if row.closed_on is not None:
            return Chip(_("closed {date}").format(date=formats.day(row.closed_on, language)), "info")
        late = (self._today - row.due).days
        if late > 0:
            return Chip(formats.days_late(late, language), "bad" if late >= 3 else "warn")
        return Chip(_("open"))

    def _name_gate_button(self) -> None:
        row = self.gates.current()
        closed = row is not None and row.closed_on is not None
        code = row.code if row is not None else ""
        words = _("Reopen gate {code}") if closed else _("Close gate {code}")
        self.gate_button.setText(words.format(code=code))
        self.gate_button.setAccessibleName(words.format(code=code))
        disable(self.gate_button, "" if row is not None else _("There is no gate to close."))

    def _press_gate(self) -> None:
        row = self.gates.current()
        if row is not None:
            self._on_gate(row)


def criterion_columns() -> tuple[Column, ...]:
    """Result, baseline, target, date; each can be typed in place."""
    language = interface_language()

    def value(row: CriterionRow, name: str) -> str:
        stored = getattr(row, name)
        return formats.number(stored, row.decimals, language) if stored is not None else ""

    return (
        Column("text", _("Result"), edit=True),
        Column("baseline", _("Baseline"), "number", 76, text=lambda row: value(row, "baseline"), edit=True),
        Column("target", _("Target"), "number", 70, text=lambda row: value(row, "target"), edit=True),
        Column("due", _("Date"), "date", 104, text=lambda row: _day(row.due, language), edit=True),
    )


def _kpi_line(row: CriterionRow) -> str:
    if not row.kpi:
        return _("no KPI yet")
    unit = formats.unit_name(row.unit, interface_language())
    return f"{row.kpi} {row.kpi_name}, {unit}" if unit else f"{row.kpi} {row.kpi_name}"


def _question(row: GateRow) -> str:
    return row.question


def _day(value: date | None, language: str) -> str:
    return "" if value is None else formats.day(value, language, year=True)


def _typed(field: Field, facts: MandateFacts) -> str:
    """A stored value as it stands in its field."""
    stored = getattr(facts, field.key)
    if isinstance(stored, date):
        return stored.isoformat()
    if field.kind == "number":
        return str(stored) if stored else ""
    return str(stored)


def _fields(facts: MandateFacts, names: Sequence[str]) -> tuple[Field, ...]:
    types = [(key, _(words)) for key, words in TYPE_NAMES.items()]
    levels = [("internal", _("Internal")), ("confidential", _("Confidential")), ("board", _("Board only"))]
    currencies = sorted({*CURRENCIES, facts.currency})
    countries = sorted({*COUNTRIES, facts.country})
    return (
        Text("client", _("Client"), facts.client, needed=True),
        Choice("mandate_type", _("Mandate type"), types, facts.mandate_type),
        Person("sponsor", _("Sponsor"), facts.sponsor, names=names),
        Text("consultant", _("Interim COO"), facts.consultant),
        Text("site", _("Site"), facts.site),
        Choice("classification", _("Confidentiality of documents"), levels, facts.classification),
        Day("start", _("Start"), facts.start, needed=True),
        Day("end", _("End"), facts.end, needed=True),
        Number("contract_days", _("Contract days"), facts.contract_days or None),
        Choice("language", _("Language of documents"), (("en", "English"), ("sv", "Svenska")), facts.language),
        Choice("currency", _("Currency"), [(one, one) for one in currencies], facts.currency),
        Choice("country", _("Country of the public holidays"), [(one, one) for one in countries], facts.country),
        _text("purpose", _("Purpose"), facts.purpose, _("What leads to the mandate, and what differs after it.")),
        _text("scope", _("Scope"), facts.scope, _("Sites, functions and staff the mandate covers.")),
        _text(
            "authority", _("Authority"), facts.authority, _("What may be decided, signed and bought, and its limit.")
        ),
        _text("exclusions", _("Exclusions"), facts.exclusions, _("What is left to others.")),
    )


def _text(key: str, name: str, value: str, hint: str) -> Field:
    """Several lines in one of the two columns."""
    return replace(LongText(key, name, value, hint=hint), wide=False)
