"""The readings of a KPI as an entry grid: type, correct, paste a column from a spreadsheet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLineEdit, QVBoxLayout, QWidget

from interimcoo import formats
from interimcoo.domain.dates import Period, PeriodKind
from interimcoo.domain.kpi.aggregate import OF_PARTS
from interimcoo.features.kpis.commands import TypedReading
from interimcoo.features.kpis.state import KpiState, Point
from interimcoo.text import _, interface_language
from interimcoo.ui.cells import CellDelegate
from interimcoo.ui.column import Column
from interimcoo.ui.table import DENSE, TableView
from interimcoo.ui.typed import parse_number
from interimcoo.ui.words import label

BLANK_WHEN_EMPTY: Final = 12
MOST_BLANK: Final = 12
NUMBERS: Final = ("value", "numerator", "denominator")


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A line of the grid; `known` False: a period that waits for its value."""

    period: str
    value: float | None
    numerator: float | None
    denominator: float | None
    note: str
    excluded: str
    decimals: int
    known: bool


class EntryTable(TableView):
    """A table in which typing starts the editor and single-key commands are off."""

    def __init__(
        self, columns: tuple[Column, ...], on_paste: Callable[[str], object], say: Callable[[str], object]
    ) -> None:
        super().__init__(columns, key=lambda row: row.period, name=_("Readings"), row_height=DENSE)
        self._on_paste = on_paste
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setItemDelegate(EntryDelegate(columns, self, say))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _types(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._on_paste(QGuiApplication.clipboard().text())
            return
        if event.key() == Qt.Key.Key_Delete:
            self.table.setData(self.currentIndex(), "")
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            index = self.currentIndex()
            if self.table.flags(index) & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
            return
        super().keyPressEvent(event)

    def step(self, down: int, right: int) -> None:
        """The current cell goes on by lines and columns."""
        at = self.currentIndex()
        row = min(at.row() + down, self.table.rowCount() - 1)
        self.setCurrentIndex(self.table.index(row, min(at.column() + right, self.table.columnCount() - 1)))


class EntryDelegate(CellDelegate):
    """Keeps the editor open while what was typed is no number; Enter goes down, Tab to the right."""

    def __init__(self, columns: tuple[Column, ...], view: EntryTable, say: Callable[[str], object]) -> None:
        super().__init__(columns, view)
        self._entry, self._say = view, say

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            not isinstance(watched, QLineEdit)
            or not isinstance(event, QKeyEvent)
            or event.type() != QEvent.Type.KeyPress
        ):
            return super().eventFilter(watched, event)
        steps = {Qt.Key.Key_Return: (1, 0), Qt.Key.Key_Enter: (1, 0), Qt.Key.Key_Tab: (0, 1)}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            return super().eventFilter(watched, event)
        column = self._entry.table.columns[self._entry.currentIndex().column()]
        if column.key in NUMBERS:
            try:
                parse_number(watched.text())
            except ValueError:
                watched.setProperty("wrong", True)
                watched.style().unpolish(watched)
                watched.style().polish(watched)
                self._say(_("“{typed}” is not a number.").format(typed=watched.text().strip()))
                return True
        self._say("")
        self.commitData.emit(watched)
        self.closeEditor.emit(watched, QAbstractItemDelegate.EndEditHint.NoHint)
        QTimer.singleShot(0, self._entry, lambda: self._entry.step(*step))
        return True


class ReadingsView(QWidget):
    """The grid, a line that says how to use it, and a line for what is wrong."""

    def __init__(
        self,
        write: Callable[[tuple[TypedReading, ...]], bool],
        note: Callable[[str, str], bool],
        chosen: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._write, self._note = write, note
        self._state: KpiState | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self.hint = label("", "small", wrap=True)
        self.error = label("", "bad", wrap=True)
        self.error.hide()
        self._layout.addWidget(self.hint)
        self._chosen = chosen
        self.table = self._made(False)
        self._layout.addWidget(self.table, 1)
        self._layout.addWidget(self.error)
        self._with_parts = False

    def _made(self, parts: bool) -> EntryTable:
        table = EntryTable(_columns(parts), self._paste, self.say)
        table.edited.connect(self._edited)
        table.chosen.connect(lambda row: self._chosen(row.period) if row is not None else None)
        return table

    def show_state(self, state: KpiState) -> None:
        """Show the readings of a KPI; several units taken together can only be read."""
        other = self._state is None or self._state.code != state.code
        self._state = state
        parts = state.aggregation in OF_PARTS or any(point.numerator is not None for point in state.points)
        if parts != self._with_parts:
            self._with_parts = parts
            old, self.table = self.table, self._made(parts)
            self._layout.replaceWidget(old, self.table)
            old.hide()
            old.deleteLater()
        self.hint.setText(
            _("Values of several units taken together. Choose a site above to type into it.")
            if self._together()
            else _(
                "Type a value and press Enter. A column copied from a spreadsheet is pasted from the current line on."
            )
        )
        self.table.set_rows(_rows(state))
        if other:
            self.say("")
            self._to_first_blank()

    def period(self) -> str:
        """The period of the current line."""
        return self.table.current_key()

    def say(self, sentence: str) -> None:
        """Say what is wrong; empty takes it away."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def _together(self) -> bool:
        return self._state is not None and any(point.given > 1 for point in self._state.points)

    def _to_first_blank(self) -> None:
        rows = self.table.table.rows()
        at = next((row.period for row in reversed(rows) if row.known), "")
        keys = [row.period for row in rows]
        place = min(keys.index(at) + 1, len(keys) - 1) if at else 0
        if keys:
            self.table.select_key(keys[place])
            self.table.setCurrentIndex(self.table.table.index(place, 1))

    def _edited(self, row: ReadingRow, key: str, typed: str) -> None:
        if self._together():
            self.say(_("Choose a site above to type into it."))
            return
        if key == "note":
            if row.known:
                self._note(row.period, typed)
            else:
                self.say(_("Type the value first."))
            return
        try:
            number = parse_number(typed)
        except ValueError:
            self.say(_("“{typed}” is not a number.").format(typed=typed.strip()))
            return
        given = None if number is None else float(number)
        if key == "value":
            change = TypedReading(row.period, given)
        else:
            top = given if key == "numerator" else row.numerator
            bottom = given if key == "denominator" else row.denominator
            if (top is None) != (bottom is None) and not row.known:
                self._half(row, key, given)
                return
            change = TypedReading(row.period, None, top, bottom)
        if self._write((change,)):
            self.say("")

    def _half(self, row: ReadingRow, key: str, given: float | None) -> None:
        """One part of a new pair is kept in the grid until the other is typed."""
        kept = [
            ReadingRow(
                one.period, one.value,
                given if key == "numerator" else one.numerator,
                given if key == "denominator" else one.denominator,
                one.note, one.excluded, one.decimals, False,
            )
            if one.period == row.period
            else one
            for one in self.table.table.rows()
        ]  # fmt: skip
        at = self.table.currentIndex()
        self.table.set_rows(kept)
        self.table.setCurrentIndex(self.table.table.index(at.row(), at.column()))
        self.say(_("Type the other part too; the value follows from both."))

    def _paste(self, text: str) -> None:
        if self._together() or self._state is None:
            self.say(_("Choose a site above to type into it."))
            return
        try:
            rows = pasted(text, self.table.current_key(), self._with_parts and self.table.currentIndex().column() == 2)
        except ValueError as error:
            self.say(str(error))
            return
        if rows and self._write(rows):
            self.say("")


def pasted(text: str, first_period: str, parts: bool = False) -> tuple[TypedReading, ...]:
    """Lines from a spreadsheet: a column of values from a period on, or period and value, or (with `parts`) numerator
    and denominator. Raises ValueError with a sentence for the first cell that is no number."""
    found: list[TypedReading] = []
    lines = [line.split("\t") for line in text.replace("\r\n", "\n").split("\n")]
    while lines and not any(cell.strip() for cell in lines[-1]):
        lines.pop()
    current = Period.parse(first_period) if first_period else None
    for cells in lines:
        own = _period(cells[0]) if len(cells) > 1 and not parts else None
        if own is not None:
            found.append(_reading(own.text, cells[1:]))
            continue
        if current is None:
            raise ValueError(_("Choose the line of the first period, then paste."))
        found.append(_reading(current.text, cells if parts else cells[:1], pair=parts))
        current = current.next()
    return tuple(found)


def _reading(period: str, cells: list[str], *, pair: bool = False) -> TypedReading:
    numbers: list[float | None] = []
    for cell in cells[:2]:
        try:
            number = parse_number(cell.strip().rstrip("%").strip())
        except ValueError:
            raise ValueError(
                _("“{typed}” is not a number, so nothing was pasted.").format(typed=cell.strip()[:40])
            ) from None
        numbers.append(None if number is None else float(number))
    if pair or len(numbers) == 2:
        return TypedReading(period, None, numbers[0], numbers[1] if len(numbers) > 1 else None)
    return TypedReading(period, numbers[0] if numbers else None)


def _period(cell: str) -> Period | None:
    try:
        return Period.parse(cell.strip().upper())
    except ValueError:
        return None


def _columns(parts: bool) -> tuple[Column, ...]:
    columns = [
        Column("period", _("Period"), "text", 130, text=lambda row: _named(row.period)),
        Column(
            "value",
            _("Value"),
            "number",
            110,
            text=lambda row: _number(row.value, row.decimals),
            edit=True,
            strong=True,
        ),
    ]
    if parts:
        columns += [
            Column("numerator", _("Numerator"), "number", 110, text=lambda row: _number(row.numerator), edit=True),
            Column(
                "denominator", _("Denominator"), "number", 110, text=lambda row: _number(row.denominator), edit=True
            ),
        ]
    columns += [
        Column("note", _("Note"), "text", 0, edit=True, min_width=140),
        Column("excluded", _("Left out because"), "text", 170, rank=1),
    ]
    return tuple(columns)


def _rows(state: KpiState) -> tuple[ReadingRow, ...]:
    """The periods with and without value in time order, then those that wait for theirs."""
    known = [_row(state, point) for point in state.points]
    if state.points:
        period = Period.parse(state.points[-1].period).next()
        blank: list[Period] = [period]
        while period.next().first_day <= state.today and len(blank) < MOST_BLANK:
            period = period.next()
            blank.append(period)
    else:
        blank = _before(PeriodKind(state.cadence), state.today, BLANK_WHEN_EMPTY)
    waiting = [ReadingRow(one.text, None, None, None, "", "", state.decimals, False) for one in blank]
    return (*known, *waiting)


def _row(state: KpiState, point: Point) -> ReadingRow:
    return ReadingRow(
        point.period, point.value, point.numerator, point.denominator, point.note, point.excluded, state.decimals,
        bool(point.record),
    )  # fmt: skip


def _before(kind: PeriodKind, today: date, count: int) -> list[Period]:
    """The last periods of a kind that have ended by a day, oldest first."""
    period = Period.of(kind, today)
    found = []
    for _step in range(count):
        period = period.previous()
        found.append(period)
    return found[::-1]


def _named(period: str) -> str:
    first = formats.period(period, interface_language())
    kind = Period.parse(period)
    return f"{first}, {kind.first_day.isocalendar().year}" if kind.kind == PeriodKind.WEEK else first


def _number(value: float | None, decimals: int | None = None) -> str:
    if value is None:
        return ""
    places = decimals if decimals is not None else 0 if float(value).is_integer() else 2
    return formats.number(value, places, interface_language())


def _types(event: QKeyEvent) -> bool:
    """Whether a key types a letter, digit or sign, or edits the cell."""
    if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
        return True
    plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return plain and bool(event.text()) and event.text().isprintable()
