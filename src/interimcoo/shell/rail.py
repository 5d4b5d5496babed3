"""The rail: the client at the top, then the pages in the order of a mandate, with their badges."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from interimcoo.shell.app_mark import fitting, paint_initials
from interimcoo.text import N_, _
from interimcoo.ui.feature import Badge, Feature
from interimcoo.ui.icons import USUAL, paint_icon
from interimcoo.ui.theme import theme
from interimcoo.ui.words import plain, spoken_key

WIDE: Final = 224
NARROW: Final = 52
GROUPS: Final = {
    "": "",
    "understand": N_("Understand"),
    "decide": N_("Decide"),
    "run": N_("Run"),
    "prove": N_("Prove"),
    "bottom": "",
}
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Head:
    """A line that names a group; without a name it is only a gap."""

    name: str


Line = Feature | Head


def lines_of(features: Sequence[Feature]) -> tuple[Line, ...]:
    """Features under the heads of their groups, in the order of GROUPS."""
    lines: list[Line] = []
    for group, name in GROUPS.items():
        members = [one for one in features if one.group == group]
        if members and group:
            lines.append(Head(name))
        lines.extend(members)
    return tuple(lines)


class RailModel(QAbstractListModel):
    """The lines of the rail with the badges known so far."""

    def __init__(self, features: Sequence[Feature]) -> None:
        super().__init__()
        self.lines = lines_of(features)
        self.badges: dict[str, Badge] = {}
        self.narrow = False

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self.lines[index.row()], Head):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if isinstance(line, Head):
            return _(line.name) if role == Qt.ItemDataRole.DisplayRole and line.name else None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(line.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            badge = self.badges.get(line.name)
            return f"{_(line.title)}, {badge.text}" if badge is not None else _(line.title)
        if role == Qt.ItemDataRole.ToolTipRole:
            key = f" ({spoken_key(line.shortcut)})" if line.shortcut else ""
            return plain(f"{_(line.title)}{key}") if self.narrow or key else None
        return None

    def row_of(self, name: str) -> int:
        """The line of a feature; -1 without one."""
        return next((at for at, line in enumerate(self.lines) if isinstance(line, Feature) and line.name == name), -1)

    def set_badge(self, name: str, badge: Badge | None) -> None:
        """Show the open work of a feature, or none."""
        if badge == self.badges.get(name):
            return
        if badge is None:
            self.badges.pop(name, None)
        else:
            self.badges[name] = badge
        index = self.index(self.row_of(name), 0)
        self.dataChanged.emit(index, index)


class RailDelegate(QStyledItemDelegate):
    """Paints a line: bar and tint at the current page, icon, words, badge."""

    def __init__(self, view: "RailList") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = self._view.rail.lines[index.row()]
        if isinstance(line, Head):
            high = 16 if self._view.rail.narrow or not line.name else 30
            return QSize(NARROW, theme().px(high))
        return QSize(NARROW, theme().px(34 if self._view.rail.narrow else 28))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = self._view.rail.lines[index.row()]
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, Head):
            self._head(painter, rect, line)
        else:
            self._entry(painter, rect, line, index, bool(option.state & QStyle.StateFlag.State_MouseOver))
        painter.restore()

    def _head(self, painter: QPainter, rect: QRect, line: Head) -> None:
        look = theme()
        if self._view.rail.narrow:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(look.colour("rule"))
            middle = rect.center().y()
            painter.drawLine(rect.center().x() - 9, middle, rect.center().x() + 9, middle)
            return
        painter.setFont(look.font("caption", 600))
        painter.setPen(look.colour("sub"))
        inner = rect.adjusted(16, 0, -8, -5)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), _(line.name))

    def _entry(self, painter: QPainter, rect: QRect, line: Feature, index: Index, over: bool) -> None:
        look = theme()
        here = line.name == self._view.page
        focused = self._view.hasFocus() and self._view.currentIndex() == index
        box = rect.adjusted(8, 1, -8, -1)
        if here or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("select" if here else "hover"))
            painter.drawRoundedRect(box, 6, 6)
        if here:
            painter.setBrush(look.colour("selectbar"))
            painter.drawRoundedRect(QRect(box.left(), box.top() + 4, 3, box.height() - 8), 1.5, 1.5)
        if focused:
            painter.setPen(look.colour("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 6, 6)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
        narrow = self._view.rail.narrow
        left = rect.center().x() - USUAL // 2 if narrow else rect.left() + 16
        place = QRect(left, rect.center().y() - USUAL // 2, USUAL, USUAL)
        paint_icon(painter, place, line.icon, "link" if here else "sub")
        badge = self._view.rail.badges.get(line.name)
        if narrow:
            if badge is not None and badge.urgent:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.colour("bad"))
                painter.drawEllipse(QPoint(place.right() + 3, place.top() + 1), 3, 3)
            return
        right = box.right() - 8
        if badge is not None:
            right = self._badge(painter, box, badge)
        painter.setFont(look.font("body", 600 if here else 400))
        painter.setPen(look.colour("ink" if here else "sub"))
        words = QRect(rect.left() + 42, rect.top(), right - rect.left() - 48, rect.height())
        shown = painter.fontMetrics().elidedText(_(line.title), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def _badge(self, painter: QPainter, box: QRect, badge: Badge) -> int:
        look = theme()
        font = look.font("caption", 600 if badge.urgent else 500)
        wide = QFontMetrics(font).horizontalAdvance(badge.text)
        high = look.px(18)
        side = max(high, wide + 10) if badge.urgent else wide
        chip = QRect(box.right() - 8 - side, box.center().y() - high // 2 + 1, side, high)
        if badge.urgent:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("badtint"))
            painter.drawRoundedRect(chip, high / 2, high / 2)
        painter.setFont(font)
        painter.setPen(look.colour("bad" if badge.urgent else "sub"))
        painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), badge.text)
        return chip.left()


class RailList(QListView):
    """The pages; Enter, Space or a click opens one."""

    wanted = Signal(str)

    def __init__(self, features: Sequence[Feature]) -> None:
        super().__init__()
        self.rail = RailModel(features)
        self.page = ""
        self.setModel(self.rail)
        self.setItemDelegate(RailDelegate(self))
        self.setAccessibleName(_("Pages"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        theme().changed.connect(self.scheduleDelayedItemsLayout)

    def set_page(self, name: str) -> None:
        """Mark the page shown."""
        self.page = name
        row = self.rail.row_of(name)
        if row >= 0:
            self.setCurrentIndex(self.rail.index(row, 0))
        self.viewport().update()

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone, or icons with words."""
        if narrow != self.rail.narrow:
            self.rail.narrow = narrow
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._want(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._want(self.indexAt(event.position().toPoint()))

    def _want(self, index: QModelIndex) -> None:
        line = self.rail.lines[index.row()] if index.isValid() else None
        if isinstance(line, Feature):
            self.wanted.emit(line.name)


class ClientButton(QAbstractButton):
    """The client block: initials, name, day and phase, the mark of the sample; opens the recent engagements."""

    def __init__(self) -> None:
        super().__init__()
        self._client, self._day, self._sample, self.narrow = "", "", False, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_words(self, client: str, day: str, sample: bool) -> None:
        """Show a client."""
        self._client, self._day, self._sample = client, day, sample
        parts = [client, day, _("sample") if sample else ""]
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setAccessibleDescription(_("Opens the list of recent engagements"))
        self.setToolTip(plain(self.accessibleName()))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(NARROW if self.narrow else WIDE, theme().px(52))

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROW, theme().px(52))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            painter.fillRect(self.rect().adjusted(0, 0, -1, -1), look.colour("select" if self.isDown() else "hover"))
        painter.setPen(look.colour("rule"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.px(28)
        left = (self.width() - side) // 2 if self.narrow else 12
        paint_initials(painter, QRect(left, (self.height() - side) // 2, side, side), self._client)
        if not self.narrow:
            self._words(painter, left + side + 9)
        if self.hasFocus():
            painter.setPen(look.colour("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -4, -4), 6, 6)
            painter.drawRoundedRect(self.rect().adjusted(3, 3, -5, -5), 5, 5)

    def _words(self, painter: QPainter, left: int) -> None:
        look = theme()
        middle = self.height() // 2
        room = self.width() - left - 27
        painter.setFont(look.font("strong"))
        painter.setPen(look.colour("ink"))
        high = look.px(18)
        name = fitting(painter, self._client, room)
        painter.drawText(QRect(left, middle - high, room, high), int(Qt.AlignmentFlag.AlignVCenter), name)
        below = QRect(left, middle, room, look.px(16))
        if self._sample:
            painter.setFont(look.font("caption", 500))
            words = _("Sample")
            wide = painter.fontMetrics().horizontalAdvance(words) + 12
            chip = QRect(left, middle, wide, look.px(16))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("sunken"))
            painter.drawRoundedRect(chip, 8, 8)
            painter.setPen(look.colour("sub"))
            painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), words)
            below.setLeft(left + wide + 6)
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("sub"))
        wide = painter.fontMetrics().horizontalAdvance(self._day) > below.width()
        words = self._day.partition(",")[0] if wide else self._day  # the phase goes first
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, int(Qt.AlignmentFlag.AlignVCenter), shown)
        paint_icon(painter, QRect(self.width() - 24, middle - 8, 16, 16), "chevron-down", "sub")


class Rail(QFrame):
    """Client block and pages; `wanted` names a page, `client.clicked` asks for the recent engagements."""

    wanted = Signal(str)

    def __init__(self, features: Sequence[Feature]) -> None:
        super().__init__()
        self.setProperty("area", "rail")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        self.client = ClientButton()
        self.pages = RailList(features)
        self.pages.wanted.connect(self.wanted)
        column.addWidget(self.client)
        column.addSpacing(7)
        column.addWidget(self.pages, 1)
        theme().changed.connect(self._fit)
        self.narrow = False
        self._fit()

    def set_narrow(self, narrow: bool) -> None:
        """52 px of icons, or 224 px with words."""
        self.narrow = self.client.narrow = narrow
        self.pages.set_narrow(narrow)
        self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(NARROW if self.narrow else theme().px(WIDE))
        self.client.setFixedHeight(theme().px(52))

    def focus(self) -> None:
        """Take the focus at the current page."""
        self.pages.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.pages.viewport().update()
