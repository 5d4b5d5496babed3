"""The toast: what has just happened, with Undo, for six seconds at the bottom left."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from interimcoo.text import _
from interimcoo.ui.theme import theme
from interimcoo.ui.words import ElidedLabel, button

SHOWN_MS: Final = 6000
EDGE: Final = 20


class Toast(QFrame):
    """One at a time; stays while the pointer or the focus is on it."""

    def __init__(self, parent: QWidget, undo: Callable[[], object]) -> None:
        super().__init__(parent)
        self.setProperty("role", "toast")
        self._row = row = QHBoxLayout(self)
        row.setSpacing(12)
        self._words = ElidedLabel("", "body")
        self._words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.undo = button(_("Undo"), kind="ontoast", on_click=lambda: self._undo(undo))
        self.undo.installEventFilter(self)
        row.addWidget(self._words)
        row.addWidget(self.undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self._left, self._bottom = 20, 0
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, text: str, undo: bool, left: int, bottom: int) -> None:
        """Show a text at a distance from the left and the bottom of the parent."""
        self._words.setText(text)
        self.undo.setVisible(undo)
        self.setAccessibleName(text)
        self._left, self._bottom = left, bottom
        self._row.setContentsMargins(14, 0, 8 if undo else 14, 0)
        self.setFixedHeight(theme().px(40))
        self._place()
        self.show()
        self.raise_()
        self._timer.start(SHOWN_MS)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self._row.activate()
            room = parent.width() - self._left - EDGE
            self.resize(min(self.sizeHint().width(), room), self.height())
            self.move(self._left, parent.height() - self._bottom - self.height())

    def _undo(self, undo: Callable[[], object]) -> None:
        self.hide()
        undo()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.undo:
            if event.type() == QEvent.Type.FocusIn:
                self._timer.stop()
            elif event.type() == QEvent.Type.FocusOut and self.isVisible():
                self._timer.start(SHOWN_MS)
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def enterEvent(self, event: QEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        if not self.undo.hasFocus():
            self._timer.start(SHOWN_MS)
