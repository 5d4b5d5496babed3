"""Cells and heads of tables, painted: numbers at the right with tabular digits, chips, marks, sparklines, groups."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from interimcoo.charts.chart import Sparkline
from interimcoo.ui.column import Column, Row
from interimcoo.ui.marks import Assurance, Chip, Status, Trust, Variation, paint_mark
from interimcoo.ui.theme import theme

PAD = 6
Index = QModelIndex | QPersistentModelIndex
_COLOURS = {"improvement": "imp", "concern": "concern", "special": "ink"}


@dataclass(frozen=True, slots=True)
class GroupHead:
    """A line that names a group and counts its rows."""

    name: str
    count: int


class CellDelegate(QStyledItemDelegate):
    """Paints every cell of a table."""

    def __init__(
        self, columns: Sequence[Column], view: QTableView, second_line: Callable[[Row], str] | None = None
    ) -> None:
        super().__init__(view)
        self._columns, self._view, self._second = columns, view, second_line

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._columns[index.column()].width or 120, theme().px(34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme()
        line = index.data(int(Qt.ItemDataRole.UserRole) + 1)
        rect: QRect = option.rect
        state = option.state
        painter.save()
        if isinstance(line, GroupHead):
            self._group(painter, rect, line)
            painter.restore()
            return
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, look.colour("select"))
        elif self._view.viewport().underMouse() and self._hovered() == index.row():
            painter.fillRect(rect, look.colour("hover"))
        painter.setPen(look.colour("hair"))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        column = self._columns[index.column()]
        self._cell(painter, rect.adjusted(PAD, 0, -PAD, -1), column, line)
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            # the ring runs round the whole row: rows are what is selected
            painter.setPen(look.colour("focus"))
            painter.drawLine(rect.left(), rect.top(), rect.left(), rect.bottom())
            painter.drawLine(rect.left() + 1, rect.top(), rect.left() + 1, rect.bottom())
        painter.restore()

    def _hovered(self) -> int:
        found = self._view.rowAt(self._view.viewport().mapFromGlobal(self._view.cursor().pos()).y())
        return int(found)

    def _group(self, painter: QPainter, rect: QRect, line: GroupHead) -> None:
        look = theme()
        painter.fillRect(rect, look.colour("wash"))
        painter.setPen(look.colour("hair"))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        font = look.font("small", 600)
        painter.setFont(font)
        painter.setPen(look.colour("brand"))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        painter.drawText(inner, middle, line.name)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("sub"))
        wide = QFontMetrics(font).horizontalAdvance(line.name) + 5
        painter.drawText(inner.adjusted(wide, 0, 0, 0), middle, str(line.count))

    def _cell(self, painter: QPainter, rect: QRect, column: Column, row: Row) -> None:
        mark = column.mark_of(row)
        if column.kind == "spark":
            value = column.spark(row) if column.spark is not None else getattr(row, column.key)
            if isinstance(value, Sparkline):
                from interimcoo.ui.chart_view import paint_sparkline

                paint_sparkline(painter, QRectF(rect.adjusted(0, 4, 0, -4)), value)
            return
        if mark is None:
            self._words(painter, rect, column, row)
        elif isinstance(mark, Variation):
            self._sign(painter, rect, mark)
        elif isinstance(mark, Chip):
            paint_mark(painter, QRectF(rect), mark)
        elif isinstance(mark, Trust | Assurance):
            side = 18.0 if isinstance(mark, Trust) else 20.0
            middle = QRectF(rect).center()
            left = middle.x() - side / 2 if column.centred else float(rect.left())
            paint_mark(painter, QRectF(left, middle.y() - side / 2, side, side), mark)
        elif isinstance(mark, Status):
            paint_mark(painter, QRectF(rect.left(), rect.center().y() - 6.5, 14, 14), mark)
            if rect.width() > 40:
                painter.setFont(theme().font("body"))
                painter.setPen(theme().colour("sub"))
                _draw_elided(painter, rect.adjusted(21, 0, 0, 0), mark.words)

    def _sign(self, painter: QPainter, rect: QRect, mark: Variation) -> None:
        look = theme()
        paint_mark(painter, QRectF(rect.left(), rect.center().y() - 9.5, 20, 20), mark)
        if rect.width() > 60:
            painter.setFont(look.font("small"))
            painter.setPen(look.colour(_COLOURS.get(mark.kind, "sub")))
            _draw_elided(painter, rect.adjusted(26, 0, 0, 0), mark.words)

    def _words(self, painter: QPainter, rect: QRect, column: Column, row: Row) -> None:
        look = theme()
        words = column.words(row)
        first = column is self._columns[0]
        colour = column.colour(row) if column.colour is not None else ""
        usual = "link" if column.kind == "link" else "ink" if first or column.strong else "sub"
        if column.kind in ("number", "text") and not first and not column.strong:
            usual = "ink" if column.kind == "number" else "sub"
        font = look.font("strong") if column.strong else look.font("body", 500 if first else 400)
        box = rect
        if first and self._second is not None:
            box = QRect(rect.left(), rect.top() + look.px(4), rect.width(), rect.height() // 2)
            below = QRect(rect.left(), box.bottom() - look.px(2), rect.width(), rect.height() // 2 - look.px(2))
            painter.setFont(look.font("small"))
            painter.setPen(look.colour("sub"))
            _draw_elided(painter, below, self._second(row))
        painter.setFont(font)
        painter.setPen(look.colour(colour or ("mute" if words == "–" else usual)))
        note = column.note(row) if column.note is not None else ""
        if column.right:
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), words)
            return
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(24, box.width()))
        left = box.width() - metrics.horizontalAdvance(shown) - 5
        quiet = QFontMetrics(look.font("small"))
        if note and quiet.horizontalAdvance(note) > left:
            note = quiet.elidedText(note, Qt.TextElideMode.ElideRight, left) if left > 40 else ""
        flag = Qt.AlignmentFlag.AlignHCenter if column.centred else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, int(flag | Qt.AlignmentFlag.AlignVCenter), shown)
        if note:
            painter.setFont(look.font("small"))
            painter.setPen(look.colour("mute"))
            wide = metrics.horizontalAdvance(shown) + 5
            painter.drawText(box.adjusted(wide, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), note)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(self._columns[index.column()].head)
        editor.setStyleSheet("border-radius: 0; padding: 0 5px; min-height: 0;")
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            words = str(index.data(int(Qt.ItemDataRole.EditRole)))
            editor.setText("" if words == "–" else words)


def _draw_elided(painter: QPainter, rect: QRect, words: str) -> None:
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


class HeadView(QHeaderView):
    """The head of a table: 30 px, quiet words, an arrow at the sorted column, one line below."""

    def __init__(self, columns: Sequence[Column], view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._columns, self._view = columns, view

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = theme()
        painter.save()
        painter.fillRect(rect, look.colour("canvas"))
        painter.setPen(look.colour("rule"))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        column = self._columns[section]
        words = column.head
        model = self.model()
        sorted_by = dict(model.sorted_by()) if hasattr(model, "sorted_by") else {}
        if section in sorted_by:
            words = f"{words} {'↓' if sorted_by[section] else '↑'}"
        painter.setFont(look.font("caption", 500))
        painter.setPen(look.colour("sub"))
        flag = (
            Qt.AlignmentFlag.AlignRight
            if column.right
            else Qt.AlignmentFlag.AlignHCenter
            if column.centred
            else Qt.AlignmentFlag.AlignLeft
        )
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(flag | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()
