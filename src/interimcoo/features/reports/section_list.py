"""The list of sections: in or out, with the pages each takes; Space includes, Alt with an arrow moves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from interimcoo.text import _
from interimcoo.ui.icons import paint_icon
from interimcoo.ui.theme import theme

_ROLE: Final = int(Qt.ItemDataRole.UserRole)
_BOX: Final = 16


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section as the list shows it; `used` are the pages it takes, `fixed` when it cannot be left out."""

    name: str
    title: str
    used: str
    included: bool
    annex: bool
    fixed: bool = False

    @property
    def spoken(self) -> str:
        """The row for those who hear it."""
        place = _("annex") if self.annex else _("body")
        state = _("{pages} pages").format(pages=self.used) if self.included else _("left out")
        return f"{self.title}, {place}, {state}"


class SectionList(QListWidget):
    """The sections in their order."""

    toggled = Signal(str, bool)
    moved = Signal(str, int)
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Sections"))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._rows: tuple[SectionRow, ...] = ()
        self.currentRowChanged.connect(self._tell)

    def rows(self) -> tuple[SectionRow, ...]:
        """What is shown."""
        return self._rows

    def set_rows(self, rows: Sequence[SectionRow]) -> None:
        """Show sections; the chosen one stays chosen."""
        if tuple(rows) == self._rows:
            return
        kept = self.current()
        self._rows = tuple(rows)
        self.blockSignals(True)
        self.clear()
        for row in rows:
            item = QListWidgetItem(row.title)
            item.setData(_ROLE, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken)
            item.setToolTip("")
            self.addItem(item)
        names = [row.name for row in rows]
        self.setCurrentRow(names.index(kept) if kept in names else 0)
        self.blockSignals(False)

    def current(self) -> str:
        """Name of the chosen section, "" without one."""
        at = self.currentRow()
        return self._rows[at].name if 0 <= at < len(self._rows) else ""

    def choose(self, name: str) -> None:
        """Choose a section without telling."""
        names = [row.name for row in self._rows]
        if name in names and names.index(name) != self.currentRow():
            self.blockSignals(True)
            self.setCurrentRow(names.index(name))
            self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = next((row for row in self._rows if row.name == self.current()), None)
        key = Qt.Key(event.key())
        if row is not None and key == Qt.Key.Key_Space:
            self.toggled.emit(row.name, not row.included)
            return
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if row is not None and alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(row.name, -1 if key == Qt.Key.Key_Up else 1)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        item = self.itemAt(event.position().toPoint())
        if item is not None and event.position().x() < self.visualItemRect(item).left() + 30:
            row = item.data(_ROLE)
            if isinstance(row, SectionRow):
                self.toggled.emit(row.name, not row.included)

    def _tell(self, _at: int) -> None:
        if self.current():
            self.chosen.emit(self.current())


class _Delegate(QStyledItemDelegate):
    """Paints box, title and pages; a line of words begins the annex."""

    def __init__(self, view: SectionList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, theme().px(34) + (theme().px(24) if self._begins_annex(index.row()) else 0))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(_ROLE)
        if not isinstance(row, SectionRow):
            return
        look = theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        if self._begins_annex(index.row()):
            head = QRect(rect.left() + 2, rect.top(), rect.width(), look.px(24))
            painter.setFont(look.font("small", 600))
            painter.setPen(look.colour("sub"))
            painter.drawText(head, int(Qt.AlignmentFlag.AlignVCenter), _("Annex"))
            rect = rect.adjusted(0, look.px(24), 0, 0)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("select"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.colour("hover"))
        painter.setPen(QPen(look.colour("hair")))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._box(painter, rect, row)
        self._words(painter, rect, row)
        if option.state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 3, 3)
        painter.restore()

    def _begins_annex(self, at: int) -> bool:
        rows = self._view.rows()
        return at < len(rows) and rows[at].annex and (at == 0 or not rows[at - 1].annex)

    def _box(self, painter: QPainter, rect: QRect, row: SectionRow) -> None:
        look = theme()
        box = QRectF(rect.left() + 6.5, rect.center().y() - _BOX / 2 + 1.5, _BOX - 1, _BOX - 1)
        painter.setPen(QPen(look.colour("brand" if row.included else "field")))
        painter.setBrush(look.colour("brand" if row.included else "canvas"))
        painter.drawRoundedRect(box, 3, 3)
        if row.included:
            paint_icon(painter, box.adjusted(1, 1, -1, -1).toRect(), "check", "onbrand")

    def _words(self, painter: QPainter, rect: QRect, row: SectionRow) -> None:
        look = theme()
        right = rect.adjusted(0, 0, -8, 0)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("sub"))
        painter.drawText(right, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), row.used)
        words = rect.adjusted(30, 0, -44, 0)
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("ink" if row.included else "mute"))
        shown = painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), shown)
