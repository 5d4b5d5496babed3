"""The list of recent engagements on the welcome page: client, day and phase, one urgent fact."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem

from interimcoo.shell.app_mark import fitting, paint_initials
from interimcoo.shell.facts import day_words, moment_words
from interimcoo.shell.names import MANDATE_TYPES
from interimcoo.shell.recent import Recent
from interimcoo.text import _
from interimcoo.ui.icons import paint_icon
from interimcoo.ui.theme import theme
from interimcoo.ui.words import plain

ROW: Final = 56
MOST: Final = 7
DOTS: Final = 40
Index = QModelIndex | QPersistentModelIndex


class RecentModel(QAbstractListModel):
    """The engagements that fit the filter."""

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[Recent, ...] = ()
        self.shown: tuple[Recent, ...] = ()
        self._missing: dict[str, bool] = {}
        self.now = datetime.now().astimezone()
        self._typed = ""

    def set_recents(self, found: Sequence[Recent], now: datetime) -> None:
        """Show other engagements, as at a moment."""
        self._all, self.now = tuple(found), now
        self._missing = {one.path: not one.exists for one in found}
        self.filter(self._typed)

    def filter(self, typed: str) -> None:
        """Only those whose client, place or kind holds the typed words."""
        self._typed = typed
        parts = typed.casefold().split()
        self.beginResetModel()
        self.shown = tuple(
            one for one in self._all if all(part in f"{one.name} {second(one)}".casefold() for part in parts)
        )
        self.endResetModel()

    def missing(self, one: Recent) -> bool:
        """Whether the file is not where it was."""
        return self._missing.get(one.path, False)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        one = self.shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = [one.name, second(one), day_of(one, self.now), *last_words(one, self.now, self.missing(one))]
            return ", ".join(part for part in said if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(one.path)
        return None


def second(one: Recent) -> str:
    """ "Turnaround, Göteborg"."""
    kind = _(MANDATE_TYPES[one.mandate_type]) if one.mandate_type in MANDATE_TYPES else ""
    return ", ".join(part for part in (kind, _("invented data") if one.is_sample else one.site) if part)


def day_of(one: Recent, now: datetime) -> str:
    """ "Day 23 of 180, diagnosis"."""
    day, total = one.day(now.astimezone().date())
    return day_words(day, total, one.phase)


def last_words(one: Recent, now: datetime, missing: bool) -> tuple[str, str]:
    """When it was opened, and the urgent fact; or that it is missing."""
    if missing:
        return _("Not found"), _("Find it or remove it from the list.")
    if one.is_sample:
        return _("Training file"), _("can be reset at any time")
    moment = one.opened_at()
    if moment is None:
        return "", one.fact
    same = moment.astimezone().date() == now.astimezone().date()
    words = moment_words(moment, now)
    return (_("Opened today {time}") if same else _("Opened {time}")).format(time=words), one.fact


class RecentDelegate(QStyledItemDelegate):
    """Paints an engagement."""

    def __init__(self, view: "RecentList") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(300, theme().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        from PySide6.QtWidgets import QStyle  # its enums cost too much on the way to the first window

        look, rect = theme(), option.rect
        one = self._view.recent.shown[index.row()]
        missing = self._view.recent.missing(one)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("select"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.colour("hover"))
        painter.setPen(look.colour("hair"))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if self._view.hasFocus() and self._view.currentIndex() == index:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), look.colour("focus"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.px(28)
        middle = rect.center().y()
        box = QRect(rect.left() + 10, middle - side // 2, side, side)
        paint_initials(painter, box, one.name, quiet=missing or one.is_sample)
        left = box.right() + 16
        room = rect.right() - DOTS - left
        first, third = round(room * 0.305), round(room * 0.34)
        painter.setFont(look.font("strong"))
        mark = f" ({_('sample')})" if one.is_sample else ""
        name = fitting(painter, one.name, first - 10 - painter.fontMetrics().horizontalAdvance(mark)) + mark
        self._pair(
            painter, QRect(left, middle, first - 10, 0), name, second(one), "strong", "mute" if missing else "ink"
        )
        self._day(painter, QRect(left + first, middle, room - first - third - 16, 0), one)
        said, fact = last_words(one, self._view.recent.now, missing)
        tone = "warntext" if missing else "sub"
        self._pair(painter, QRect(left + room - third, middle, third, 0), said, fact, "small", tone)
        paint_icon(painter, QRect(rect.right() - DOTS // 2 - 14, middle - 8, 17, 17), "dots", "sub")
        painter.restore()

    def _day(self, painter: QPainter, place: QRect, one: Recent) -> None:
        look = theme()
        day, total = one.day(self._view.recent.now.astimezone().date())
        if total <= 0:
            return
        painter.setFont(look.font("body", 500))
        painter.setPen(look.colour("ink"))
        high = look.px(18)
        words = day_of(one, self._view.recent.now)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(QRect(place.left(), place.top() - high, place.width(), high), _MIDDLE, shown)
        track = QRect(place.left(), place.top() + look.px(6), place.width(), 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("sunken"))
        painter.drawRoundedRect(track, 3, 3)
        done = min(1.0, max(0.0, day / total))
        if done > 0:
            track.setWidth(max(6, round(track.width() * done)))
            painter.setBrush(look.colour("py" if day > total else "brand"))
            painter.drawRoundedRect(track, 3, 3)

    def _pair(self, painter: QPainter, place: QRect, above: str, below: str, role: str, colour: str) -> None:
        look = theme()
        high = look.px(18)
        upper = QRect(place.left(), place.top() - high, place.width(), high)
        painter.setFont(look.font(role))
        painter.setPen(look.colour(colour))
        painter.drawText(upper, _MIDDLE, painter.fontMetrics().elidedText(above, _RIGHT, place.width()))
        lower = QRect(place.left(), place.top(), place.width(), high)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("sub"))
        painter.drawText(lower, _MIDDLE, painter.fontMetrics().elidedText(below, _RIGHT, place.width()))


_MIDDLE: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT: Final = Qt.TextElideMode.ElideRight
_KINDS: Final = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)


class RecentList(QListView):
    """Enter or a click opens; Del takes out of the list; the dots or the menu key offer the rest."""

    opened = Signal(object)
    removed = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.recent = RecentModel()
        self.setModel(self.recent)
        self.setItemDelegate(RecentDelegate(self))
        self.setAccessibleName(_("Recent engagements"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._fit)

    def set_recents(self, found: Sequence[Recent], now: datetime) -> None:
        """Show engagements; the first one is chosen."""
        self.recent.set_recents(found, now)
        self._chosen()

    def filter(self, typed: str) -> None:
        """Show those that fit."""
        self.recent.filter(typed)
        self._chosen()

    def current(self) -> Recent | None:
        """The chosen engagement."""
        index = self.currentIndex()
        return self.recent.shown[index.row()] if index.isValid() else None

    def _chosen(self) -> None:
        if self.recent.shown:
            self.setCurrentIndex(self.recent.index(0, 0))
        self._fit()

    def _fit(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.setFixedHeight(theme().px(ROW) * max(1, min(MOST, len(self.recent.shown))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        one = self.current()
        if one is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(one)
        elif one is not None and event.key() == Qt.Key.Key_Delete:
            self.removed.emit(one)
        elif not event.modifiers() and event.key() in _KINDS:
            event.ignore()  # the numbers of the mandate types belong to the page
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        one = self.current()
        if one is not None:
            self.menu_wanted.emit(one, self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        one = self.recent.shown[index.row()]
        if place.x() > self.viewport().width() - DOTS:
            self.menu_wanted.emit(one, event.globalPosition().toPoint())
        else:
            self.opened.emit(one)
