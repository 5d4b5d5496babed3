"""What stands over the window: the page dimmed by 34 % and one raised frame; Esc or a click beside it closes."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from interimcoo.ui.theme import theme

DIMMED: Final = 0.34


class Overlay(QWidget):
    """Covers its parent while it is open; `frame` is the raised part, `wide` and `top` its place."""

    def __init__(self, parent: QWidget, *, wide: int = 640, top: int = 104) -> None:
        super().__init__(parent)
        self._wide, self._top = wide, top
        self._before: QWidget | None = None
        self.frame = QFrame(self)
        self.frame.setProperty("role", "raised")
        self.column = QVBoxLayout(self.frame)
        self.column.setContentsMargins(1, 1, 1, 1)
        self.column.setSpacing(0)
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Cover the window and take the focus."""
        parent = self.parentWidget()
        if parent is None:
            return
        if not self.isVisible():
            self._before = self.window().focusWidget()
        self.setGeometry(parent.rect())
        self.place()
        self.show()
        self.raise_()

    def close_it(self) -> None:
        """Uncover the window and give the focus back."""
        if not self.isVisible():
            return
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def height_wanted(self) -> int:
        """How high the frame would be; it is cut at the window."""
        return self.frame.sizeHint().height()

    def place(self) -> None:
        """Put the frame in its place."""
        wide = min(theme().px(self._wide), self.width() - 40)
        top = min(self._top, max(20, self.height() // 8))
        high = min(self.height_wanted(), self.height() - top - 24)
        self.frame.setGeometry((self.width() - wide) // 2, top, wide, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        shade = theme().colour("shade")
        shade.setAlphaF(DIMMED)
        QPainter(self).fillRect(self.rect(), shade)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.frame.geometry().contains(event.position().toPoint()):
            self.close_it()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
            return
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside while it is open."""
        inside = [one for one in self.frame.findChildren(QWidget) if _takes_tab(one)]
        if not inside:
            return True
        now = self.window().focusWidget()
        at = inside.index(now) if now in inside else -1
        inside[(at + (1 if forward else -1)) % len(inside)].setFocus(
            Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        parent = self.parentWidget()
        if watched is parent and parent is not None and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(parent.rect())
            self.place()
        return False


def _takes_tab(one: QWidget) -> bool:
    return one.isVisible() and one.isEnabled() and bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
