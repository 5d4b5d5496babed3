"""What the table does not say: fields for all rows, year, decimal sign, unit, trust grade, and what may be created."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from interimcoo.exchange.excel_in.layout import DecimalSign
from interimcoo.exchange.excel_in.periods import period_of
from interimcoo.features.imports.draft import Draft
from interimcoo.text import N_, _
from interimcoo.ui.form import ChoiceField
from interimcoo.ui.theme import theme
from interimcoo.ui.words import IconLabel, hairline, label

_SIGNS: tuple[tuple[DecimalSign, str], ...] = (
    ("auto", N_("As the cells show")),
    ("comma", N_("Decimal comma")),
    ("point", N_("Decimal point")),
)
_GRADES = (
    ("", N_("Not graded")),
    ("A", N_("A: audited or reconciled")),
    ("B", N_("B: from a system, unchecked")),
    ("C", N_("C: kept by hand")),
    ("D", N_("D: estimate or hearsay")),
)


class QuestionsPanel(QWidget):
    """The questions beside the columns; each answer gives another draft through `answered`."""

    answered = Signal(object)
    """Draft"""

    def __init__(self) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        head = QWidget()
        head.setFixedHeight(theme().px(44))
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 8, 0)
        row.addWidget(IconLabel("adjustments", "sub"))
        row.addWidget(label(_("Questions"), "strong"), 1)
        whole.addWidget(head)
        whole.addWidget(hairline())
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole.addWidget(scroll, 1)
        inside = QWidget()
        inside.setProperty("area", "content")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(16, 12, 16, 16)
        self._column.setSpacing(4)
        scroll.setWidget(inside)
        self._draft: Draft | None = None
        self._needed: dict[str, QLineEdit] = {}
        self._needed_box = QVBoxLayout()
        self._needed_box.setSpacing(4)
        self._column.addLayout(self._needed_box)
        self.year = self._line(_("Year of the periods"), self._year_left)
        self.year_note = self._note()
        self.sign = self._choice(_("Numbers written as text"), [(k, _(t)) for k, t in _SIGNS], self._sign_chosen)
        self.sign_note = self._note()
        self.unit = self._line(_("Unit of measure of new KPIs"), self._unit_left)
        self.unit_note = self._note()
        self.grade = self._choice(_("Trust grade of this source"), [(k, _(t)) for k, t in _GRADES], self._grade_chosen)
        self.grade_note = self._note()
        yes_no = [("yes", _("Create them")), ("no", _("Reject their rows"))]
        self.create_field = self._choice(_("KPIs, people and units that are not known"), yes_no, self._create_chosen)
        self._column.addStretch(1)

    def show_draft(self, draft: Draft, known_grade: str | None) -> None:
        """Show the answers of a draft; `known_grade` is that of the source when the engagement has one."""
        self._draft = draft
        layout = draft.layout
        self._show_needed(draft)
        undated = layout is not None and any(
            c.period and ((guess := period_of(c.label)) is None or guess.year is None) for c in layout.columns
        )
        long_periods = (
            layout is not None and layout.shape == "long" and any(c.field == "period" for c in layout.columns)
        )
        self._visible(self.year, undated or long_periods)
        _set(self.year, str(layout.year) if layout and layout.year else "")
        said = layout is not None and layout.year is not None
        note = _("Taken from the title or the headings.") if said else _("The headings say no year.")
        self._say(self.year_note, note if undated or long_periods else "")
        self.sign.setCurrentIndex(max(0, self.sign.findData(layout.decimal_sign if layout else "auto")))
        self._say(self.sign_note, _("Real numbers are never changed."))
        kpis = draft.target == "kpi_values"
        self._visible(self.unit, kpis)
        self._say(self.unit_note, _("Used where the sheet has no unit, as in % or days.") if kpis else "")
        _set(self.unit, layout.unit if layout else "")
        self.grade.setCurrentIndex(max(0, self.grade.findData(known_grade if known_grade is not None else draft.grade)))
        self.grade.setEnabled(known_grade is None)
        self._say(self.grade_note, _("Known from an earlier import.") if known_grade is not None else "")
        self.create_field.setCurrentIndex(0 if layout is None or layout.create_missing else 1)

    def first_open(self) -> QWidget:
        """The field that waits for an answer, else the first."""
        for key, field in self._needed.items():
            if not field.text().strip() and key:
                return field
        return self.year if self.year.isVisibleTo(self) and not self.year.text() else self.sign

    def needed(self, key: str) -> QLineEdit | None:
        """The line for a field that has no column."""
        return self._needed.get(key)

    def _show_needed(self, draft: Draft) -> None:
        fields = tuple(f for f in draft.needed_fields() if f.key != "kpi" or not draft.named_by_headings())
        constants = draft.layout.constants if draft.layout else {}
        if tuple(f.key for f in fields) != tuple(self._needed):
            while self._needed_box.count():
                item = self._needed_box.takeAt(0)
                widget = item.widget() if item is not None else None
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
            self._needed = {}
            for field in fields:
                words = _("{field} of all rows, needed").format(field=_(field.label))
                self._needed_box.addWidget(label(words, "small"))
                line = QLineEdit()
                line.setAccessibleName(words)
                line.editingFinished.connect(lambda key=field.key: self._needed_left(key))
                self._needed_box.addWidget(line)
                hint = label(_(field.hint), "small", wrap=True)
                self._needed_box.addWidget(hint)  # first: shown without a parent it would be a window of its own
                hint.setVisible(bool(field.hint))
                self._needed[field.key] = line
        for key, line in self._needed.items():
            _set(line, constants.get(key, ""))

    def _line(self, name: str, left: Callable[[], object]) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        made.editingFinished.connect(left)
        self._add(name, made)
        return made

    def _choice(self, name: str, choices: list[tuple[str, str]], chosen: Callable[[], object]) -> ChoiceField:
        made = ChoiceField()
        made.setAccessibleName(name)
        for key, words in choices:
            made.addItem(words, key)
        made.activated.connect(lambda _at: chosen())
        self._add(name, made)
        return made

    def _add(self, name: str, made: QWidget) -> None:
        self._column.addSpacing(8)
        above = label(name, "small", wrap=True)
        made.setProperty("above", above)
        self._column.addWidget(above)
        self._column.addWidget(made)

    def _note(self) -> QLabel:
        made = label("", "small", wrap=True)
        self._column.addWidget(made)
        return made

    def _say(self, note: QLabel, words: str) -> None:
        note.setText(words)
        note.setVisible(bool(words))

    def _visible(self, field: QWidget, on: bool) -> None:
        field.setVisible(on)
        above = field.property("above")
        if isinstance(above, QWidget):
            above.setVisible(on)

    def _give(self, draft: Draft) -> None:
        if self._draft is not None and draft != self._draft:
            self.answered.emit(draft)

    def _needed_left(self, key: str) -> None:
        if self._draft is not None:
            self._give(self._draft.with_constant(key, self._needed[key].text()))

    def _year_left(self) -> None:
        typed = self.year.text().strip()
        if self._draft is not None and (not typed or (typed.isdigit() and len(typed) == 4)):
            self._give(self._draft.with_year(int(typed) if typed else None))

    def _sign_chosen(self) -> None:
        if self._draft is not None:
            sign: DecimalSign = next((key for key, _t in _SIGNS if key == self.sign.currentData()), "auto")
            self._give(self._draft.with_answers(sign=sign))

    def _unit_left(self) -> None:
        if self._draft is not None:
            self._give(self._draft.with_answers(unit=self.unit.text().strip()))

    def _grade_chosen(self) -> None:
        if self._draft is not None:
            self._give(self._draft.with_grade(str(self.grade.currentData())))

    def _create_chosen(self) -> None:
        if self._draft is not None:
            self._give(self._draft.with_answers(create_missing=self.create_field.currentData() == "yes"))


def _set(line: QLineEdit, words: str) -> None:
    if line.text() != words and not line.hasFocus():
        line.setText(words)
