"""Forms: labels above fields, required in words, check on leaving, the first error gets the focus.

Example:
    form = Form((Text("title", _("Title"), needed=True), Person("owner", _("Owner"), names=names),
                 Day("due", _("Due"), needed=True), Choice("status", _("Status"), (("open", _("Open")), …))))
    dialog = FormDialog(self, _("New action"), form, _("Add action"))
    dialog.wanted.connect(self._add)   # run_from(dialog, session, AddAction(form.text("title"), form.day("due")))
    dialog.open()
As a side panel: put `form` into a layout (an inspector section); `form.left` gives the key of a changed field.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from interimcoo.domain.money import minor_from_text, text_from_minor
from interimcoo.formats import currency_digits
from interimcoo.text import _, interface_language
from interimcoo.ui.fields import (
    Choice,
    ChoiceField,
    Day,
    DayField,
    Field,
    LongText,
    Money,
    Number,
    Person,
    Text,
)
from interimcoo.ui.typed import parse_day, parse_number
from interimcoo.ui.words import button, hairline, label

__all__ = [
    "Choice", "ChoiceField", "Day", "Field", "Form", "FormDialog", "LongText", "Money", "Number", "Person", "Text",
]  # fmt: skip


class Form(QWidget):
    """Fields in one column (two when told), with their errors below them."""

    left = Signal(str)
    """key of a field that was left with another, valid value"""

    def __init__(self, fields: Sequence[Field], *, columns: int = 1) -> None:
        super().__init__()
        self.fields = {one.key: one for one in fields}
        self._widgets: dict[str, QWidget] = {}
        self._errors: dict[str, QLabel] = {}
        self._before: dict[str, str] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        at = 0
        for one in fields:
            wide = one.wide or columns == 1
            if wide and at % columns:
                at += 1
            grid.addWidget(
                self._cell(one), at // columns, at % columns, 1, columns if wide else 1, Qt.AlignmentFlag.AlignTop
            )
            at += columns if wide else 1
        grid.setRowStretch(at // columns + 1, 1)

    def _cell(self, one: Field) -> QWidget:
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        words = _("{name}, needed").format(name=one.name) if one.needed and one.kind != "choice" else one.name
        if one.unit:
            words = f"{words} ({one.unit})"
        name = label(words, "small")
        made = self._field(one)
        made.setAccessibleName(words)
        made.setAccessibleDescription(one.hint)
        name.setBuddy(made)
        made.installEventFilter(self)
        error = label("", "bad", wrap=True)
        error.hide()
        column.addWidget(name)
        column.addWidget(made)
        if one.hint:
            column.addWidget(label(one.hint, "caption", wrap=True))
        column.addWidget(error)
        self._widgets[one.key] = made
        self._errors[one.key] = error
        self._before[one.key] = self.text(one.key)
        return cell

    def _field(self, one: Field) -> QWidget:
        if one.kind == "choice":
            chooser = ChoiceField()
            for key, words in one.choices:
                chooser.addItem(words, key)
            chooser.setCurrentIndex(
                max(0, chooser.findData(one.value)) if one.value or one.needed else chooser.findData("")
            )
            chooser.activated.connect(lambda _index, key=one.key: self._leave(key))
            chooser.setEnabled(not one.read_only)
            return chooser
        if one.kind == "person":
            person = ChoiceField()
            person.setEditable(True)
            person.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            person.addItems(list(one.names))
            completer, editor = person.completer(), person.lineEdit()
            assert completer is not None
            assert editor is not None
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            person.setCurrentText(str(one.value or ""))
            editor.setAccessibleName(one.name)
            editor.editingFinished.connect(lambda key=one.key: self._leave(key))
            return person
        if one.kind == "long":
            area = QPlainTextEdit(str(one.value or ""))
            area.setTabChangesFocus(True)
            area.setFixedHeight(76)
            area.setReadOnly(one.read_only)
            return area
        if one.kind == "day":
            made: QLineEdit = DayField(one.value if isinstance(one.value, date) else None)
        else:
            made = QLineEdit(_shown(one))
        made.setCursorPosition(0)
        made.setReadOnly(one.read_only)
        made.editingFinished.connect(lambda key=one.key: self._leave(key))
        return made

    def widget(self, key: str) -> QWidget:
        """The field of a key."""
        return self._widgets[key]

    def text(self, key: str) -> str:
        """The typed words, or the key of the choice."""
        made = self._widgets[key]
        if isinstance(made, QPlainTextEdit):
            return made.toPlainText().strip()
        if isinstance(made, QComboBox):
            return str(made.currentData() or "") if self.fields[key].kind == "choice" else made.currentText().strip()
        return made.text().strip() if isinstance(made, QLineEdit) else ""

    def day(self, key: str) -> date | None:
        """The date of a day field; None when empty."""
        value = self.fields[key].value
        return parse_day(self.text(key), value if isinstance(value, date) else None)

    def number(self, key: str) -> float | None:
        """The value of a number field; None when empty."""
        value = parse_number(self.text(key))
        return None if value is None else float(value)

    def minor(self, key: str) -> int | None:
        """The amount of a money field in minor units of its currency; None when empty."""
        return minor_from_text(self.text(key), currency_digits(self.fields[key].unit))

    def set_value(self, key: str, value: str | float | date | None) -> None:
        """Show another value; no error stands beside it."""
        made = self._widgets[key]
        if isinstance(made, QPlainTextEdit):
            made.setPlainText(str(value or ""))
        elif isinstance(made, QComboBox):
            if self.fields[key].kind == "choice":
                made.setCurrentIndex(made.findData(value))
            else:
                made.setCurrentText(str(value or ""))
        elif isinstance(made, DayField):
            made.set_day(value if isinstance(value, date) else None)
        elif isinstance(made, QLineEdit):
            made.setText("" if value is None else str(value))
            made.setCursorPosition(0)
        self._before[key] = self.text(key)
        self.show_error(key, "")

    def problem(self, key: str) -> str:
        """What is wrong with a field, as a sentence; empty when nothing is."""
        one, typed = self.fields[key], self.text(key)
        if not typed:
            return _("{name} is needed.").format(name=one.name) if one.needed else ""
        try:
            if one.kind == "day":
                self.day(key)
            elif one.kind == "number":
                self.number(key)
            elif one.kind == "money":
                self.minor(key)
        except ValueError:
            if one.kind == "money":
                return _("“{typed}” is not an amount. Type it as 420,000 or 0.42m.").format(typed=typed)
            if one.kind == "day":
                return _("“{typed}” is not a date. Type it as year-month-day, as in 2026-09-22.").format(typed=typed)
            return _("“{typed}” is not a number.").format(typed=typed)
        return one.check(typed) if one.check is not None else ""

    def check(self) -> bool:
        """Check all fields; the first with an error gets the focus."""
        wrong = [key for key in self.fields if self._checked(key)]
        if wrong:
            self._widgets[wrong[0]].setFocus(Qt.FocusReason.OtherFocusReason)
        return not wrong

    def show_error(self, key: str, sentence: str) -> None:
        """Put a sentence below a field; empty takes it away."""
        self._errors[key].setText(sentence)
        self._errors[key].setVisible(bool(sentence))
        made = self._widgets[key]
        if bool(made.property("wrong")) != bool(sentence):
            made.setProperty("wrong", bool(sentence))
            made.style().unpolish(made)
            made.style().polish(made)

    def _checked(self, key: str) -> str:
        sentence = self.problem(key)
        self.show_error(key, sentence)
        return sentence

    def _leave(self, key: str) -> None:
        typed = self.text(key)
        if typed == self._before[key] and not self._errors[key].text():
            return
        if not self._checked(key) and typed != self._before[key]:
            self._before[key] = typed
            self.left.emit(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, QPlainTextEdit):
            key = next((key for key, made in self._widgets.items() if made is watched), "")
            if key:
                self._leave(key)
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._leads_on(watched, event)
        ):
            event.ignore()
            return True
        return False

    def _leads_on(self, watched: QObject, event: QKeyEvent) -> bool:
        """Undo and redo belong to the window again once the words of the field are those that are stored."""
        undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
        if not event.matches(undo) and not event.matches(redo):
            return False
        key = next((key for key, made in self._widgets.items() if made is watched), "")
        if not key or self.text(key) != self._before[key]:
            return False
        return event.matches(undo) or not _can_redo(watched)


def _can_redo(field: QObject) -> bool:
    if isinstance(field, QComboBox):
        field = field.lineEdit() or field
    if isinstance(field, QPlainTextEdit):
        return field.document().isRedoAvailable()
    return isinstance(field, QLineEdit) and field.isRedoAvailable()


def _shown(one: Field) -> str:
    """A value as it is typed in the language of the interface."""
    if one.value is None or one.value == "":
        return ""
    if one.kind == "text":
        return str(one.value)
    if one.kind == "money":
        typed = text_from_minor(int(str(one.value)), currency_digits(one.unit))
    else:
        typed = format(Decimal(str(one.value)).normalize(), "f")
    return typed.replace(".", QLocale(interface_language()).decimalPoint())


class FormDialog(QDialog):
    """A form with one primary button; `wanted` is emitted when it is pressed and every field is right."""

    wanted = Signal()

    def __init__(
        self, parent: QWidget | None, title: str, form: Form, verb: str, *, note: str = "", width: int = 460
    ) -> None:
        super().__init__(parent)
        self.form = form
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(title, "section"))
        column.addWidget(form)
        self.note = label(note, "small", wrap=True)
        self.note.setVisible(bool(note))
        column.addWidget(self.note)
        self.error = label("", "bad", wrap=True)
        self.error.hide()
        column.addWidget(self.error)
        column.addWidget(hairline())
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(_("Cancel"), on_click=self.reject))
        self.primary = button(verb, kind="primary", on_click=self._press)
        self.primary.setDefault(True)
        row.addWidget(self.primary)
        column.addLayout(row)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(keys, self, self._press)

    def say(self, sentence: str) -> None:
        """Say below the form why it was refused."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def _press(self) -> None:
        self.say("")
        if self.form.check():
            self.wanted.emit()

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        first = next(iter(self.form.fields), "")
        if first:
            self.form.widget(first).setFocus(Qt.FocusReason.OtherFocusReason)
