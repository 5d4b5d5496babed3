"""Tables over frozen rows: the view; its model holds the lines (table_model.py), columns say what (column.py).

Example:
    table = TableView((Column("name", _("KPI")), Column("actual", _("Week 38"), "number", 80, text=words_of_actual)),
                      key=lambda row: row.code, group=lambda row: row.department, name=_("KPIs"))
    table.set_rows(session.read(queries.scorecard))
    table.opened.connect(self._open); table.chosen.connect(self._inspect)
    table.set_empty(EmptyState(_("…"), _("…"), _("Import a sheet"), on_click))
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from interimcoo.text import _
from interimcoo.ui.cells import PAD, CellDelegate, GroupHead, HeadView
from interimcoo.ui.column import Column, Row
from interimcoo.ui.table_model import TableModel
from interimcoo.ui.theme import theme

if TYPE_CHECKING:
    from interimcoo.ui.jump import JumpLine

__all__ = ["Column", "Row", "TableView"]

ROW: Final = 34
DENSE: Final = 27
TWO_LINES: Final = 48
GROUP: Final = 26
HEAD: Final = 30


class TableView(QTableView):
    """A table of 34 px rows with hairlines; selects rows, sorts by click, copies as tab-separated text."""

    opened = Signal(object)
    """Enter or double click on a row"""
    chosen = Signal(object)
    """the current row, or None"""
    edited = Signal(object, str, str)

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        key: Callable[[Row], str],
        group: Callable[[Row], str] | None = None,
        name: str = "",
        row_height: int = ROW,
        second_line: Callable[[Row], str] | None = None,
        head_height: int = HEAD,
    ) -> None:
        super().__init__()
        self._key = key
        self._head_height = head_height
        self._height = row_height
        self._fold_groups = False
        self.table = TableModel(columns, group, self)
        # told after the editor has closed: who listens may show other rows at once
        self.table.edited.connect(self.edited, Qt.ConnectionType.QueuedConnection)
        self._later: tuple[Row, ...] | None = None
        self.table.modelReset.connect(self._lay_out)
        self.setModel(self.table)
        self.setAccessibleName(name)
        self.setHorizontalHeader(HeadView(self.table.columns, self))
        self.horizontalHeader().setAccessibleName(_("Heads of {name}").format(name=name))
        self.setItemDelegate(CellDelegate(self.table.columns, self, second_line))
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setFixedHeight(theme().px(head_height))
        head.setSectionsClickable(True)
        head.setHighlightSections(False)
        head.sectionClicked.connect(self._sort)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setSizeAdjustPolicy(QAbstractItemView.SizeAdjustPolicy.AdjustIgnored)
        self._empty: QWidget | None = None
        self._jump: JumpLine | None = None
        self.doubleClicked.connect(self._open)
        self._table_selection()
        theme().changed.connect(self._restyle)
        self._restyle()

    def _table_selection(self) -> None:
        self.selectionModel().currentRowChanged.connect(self._tell)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show rows; the current cell (by key), the selection and the scroll place stay.

        While somebody types in a cell the rows wait until the editor is closed.
        """
        if self.state() == QAbstractItemView.State.EditingState:
            self._later = tuple(rows)
            return
        current, place = self.current_key(), self.verticalScrollBar().value()
        column = self.currentIndex().column()
        chosen = {self._key(row) for row in self.selected_rows()}
        self.selectionModel().blockSignals(True)
        self.table.set_rows(rows)
        self._lay_out()
        for at, line in enumerate(self.table.lines()):
            if not isinstance(line, GroupHead) and self._key(line) in chosen:
                index = self.table.index(at, 0)
                flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
                self.selectionModel().select(index, flags)
        self.selectionModel().blockSignals(False)
        if not current or not self._select(current, column):
            self.select_first()
        self.verticalScrollBar().setValue(place)
        self._show_empty()
        self.viewport().update()

    def set_grouped(self, grouped: bool) -> None:
        """Show or leave out the group heads; the current row stays."""
        if grouped != self.table.grouped:
            key = self.current_key()
            self.table.set_grouped(grouped)
            self._lay_out()
            self.select_key(key)

    def set_empty(self, widget: QWidget | None) -> None:
        """What stands in the table while it has no rows."""
        if self._empty is not None:
            self._empty.hide()
            self._empty.deleteLater()
        self._empty = widget
        if widget is not None:
            widget.setParent(self.viewport())
        self._show_empty()

    def current(self) -> Row | None:
        """The current row."""
        return self.table.row_at(self.currentIndex().row())

    def current_key(self) -> str:
        """Key of the current row, or empty."""
        row = self.current()
        return "" if row is None else self._key(row)

    def selected_rows(self) -> tuple[Row, ...]:
        """The selected rows from top to bottom."""
        found = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return tuple(row for at in found if (row := self.table.row_at(at)) is not None)

    def select_key(self, key: str) -> bool:
        """Make the row of a key current and show it; False when there is none."""
        return self._select(key, self.currentIndex().column())

    def _select(self, key: str, column: int) -> bool:
        column = max(0, column)
        for at, line in enumerate(self.table.lines()):
            if not isinstance(line, GroupHead) and self._key(line) == key:
                self.selectRow(at)
                self.setCurrentIndex(self.table.index(at, column))
                self.scrollTo(self.table.index(at, column))
                return True
        return False

    def select_first(self) -> None:
        """Make the first row current; tells None where there is no row."""
        for at, line in enumerate(self.table.lines()):
            if not isinstance(line, GroupHead):
                self.setCurrentIndex(self.table.index(at, 0))
                return
        self.chosen.emit(None)

    def copy(self) -> None:
        """Put the selected rows (all without selection) on the clipboard as tab-separated text with heads."""
        QGuiApplication.clipboard().setText(self.as_text(self.selected_rows() or self.table.rows()))

    def as_text(self, rows: Sequence[Row]) -> str:
        """Rows as tab-separated text with heads."""
        shown = [at for at in range(len(self.table.columns)) if not self.isColumnHidden(at)]
        columns = [self.table.columns[at] for at in shown if self.table.columns[at].kind != "spark"]
        lines = ["\t".join(column.head for column in columns)]
        lines += ["\t".join(_one_line(column.words(row)) for column in columns) for row in rows]
        return "\n".join(lines)

    def _lay_out(self) -> None:
        self.clearSpans()
        self.verticalHeader().setDefaultSectionSize(theme().px(self._height))
        for at, line in enumerate(self.table.lines()):
            if isinstance(line, GroupHead):
                self.setSpan(at, 0, 1, len(self.table.columns))
                self.setRowHeight(at, theme().px(GROUP))
            elif self.rowHeight(at) != theme().px(self._height):
                self.setRowHeight(at, theme().px(self._height))

    def _restyle(self) -> None:
        self.horizontalHeader().setFixedHeight(theme().px(self._head_height))
        self._lay_out()
        self._fit()
        self.viewport().update()

    def _sort(self, section: int) -> None:
        now = dict(self.table.sorted_by())
        add = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = self.current_key()
        self.table.sort_by(section, section in now and not now[section], add=add)
        self._lay_out()
        self.horizontalHeader().viewport().update()
        if key:
            self.select_key(key)

    def _tell(self, current: QModelIndex, _previous: QModelIndex) -> None:
        row = self.table.row_at(current.row()) if current.isValid() else None
        if row is not None or not self.table.rows():
            self.chosen.emit(row)

    def _open(self, index: QModelIndex) -> None:
        row = self.table.row_at(index.row())
        if row is not None:
            self.opened.emit(row)

    def _fit(self) -> None:
        """Give each column its width; those of width 0 share the rest; ranked ones leave when there is no room.

        A head that is longer than its column in the language of the interface makes the column wider.
        """
        look, columns = theme(), self.table.columns
        have = self.viewport().width()
        shown = list(range(len(columns)))
        heads = QFontMetrics(look.font("caption", 500))
        wide = [
            max(look.px(column.width), heads.horizontalAdvance(column.head) + 2 * PAD + 1) if column.width else 0
            for column in columns
        ]

        def need() -> int:
            return sum(wide[at] or look.px(max(columns[at].min_width, 120)) for at in shown)

        for at in sorted(shown, key=lambda at: -columns[at].rank):
            if columns[at].rank and need() > have:
                shown.remove(at)
        flexible = [at for at in shown if not columns[at].width]
        fixed = sum(wide[at] for at in shown)
        share = max(look.px(60), (have - fixed) // max(1, len(flexible)))
        for at, column in enumerate(columns):
            self.setColumnHidden(at, at not in shown)
            self.setColumnWidth(at, wide[at] or max(share, look.px(column.min_width)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._show_empty()

    def _show_empty(self) -> None:
        if self._empty is None:
            return
        empty = not self.table.rows()
        self._empty.setVisible(empty)
        if empty:
            wide = max(260, min(self.viewport().width() - 2, 760))
            tall = self._empty.heightForWidth(wide)
            self._empty.setGeometry(0, 12, wide, tall if tall > 0 else self._empty.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState and not self.hasFocus():
            super().keyPressEvent(event)  # a key that the editor of a cell has let through
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            self._go_to_end(last=event.key() == Qt.Key.Key_End)
            return
        if event.text() == "/":
            self._jump_line().begin()
            return
        super().keyPressEvent(event)
        self._skip_group(event)

    def _go_to_end(self, *, last: bool) -> None:
        """To the first or the last row, in the same column."""
        rows = [at for at, line in enumerate(self.table.lines()) if not isinstance(line, GroupHead)]
        if rows:
            self.setCurrentIndex(self.table.index(rows[-1 if last else 0], max(0, self.currentIndex().column())))

    def _jump_line(self) -> "JumpLine":
        from interimcoo.ui.jump import JumpLine

        if self._jump is None:
            self._jump = JumpLine(self)
        return self._jump

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if self._later is not None:
            QTimer.singleShot(0, self, self._show_later)

    def _show_later(self) -> None:
        """Show the rows that came while somebody typed."""
        rows = self._later
        if rows is not None and self.state() != QAbstractItemView.State.EditingState:
            self._later = None
            self.set_rows(rows)

    def _skip_group(self, event: QKeyEvent) -> None:
        """The current line is never a group head: arrows step over it."""
        at = self.currentIndex().row()
        if at < 0 or self.table.row_at(at) is not None:
            return
        step = -1 if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_PageUp) and at > 0 else 1
        other = at + step
        if 0 <= other < self.table.rowCount():
            self.setCurrentIndex(self.table.index(other, max(0, self.currentIndex().column())))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.HoverLeave, QEvent.Type.MouseMove):
            self.viewport().update()
        return super().viewportEvent(event)


def _one_line(words: str) -> str:
    return " ".join(words.split("\n")).replace("\t", " ")
