"""Alt pressed and released alone opens the menu; Alt with another key or a click does not, whoever takes that key."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication


class AltAlone(QObject):
    """Watches the application from the press of Alt to its release, and only then."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.alone = False

    def begin(self) -> None:
        """Alt was pressed."""
        self.alone = True
        self._app().installEventFilter(self)

    def end(self) -> bool:
        """Alt was released, or the window was left; whether nothing else came between."""
        alone, self.alone = self.alone, False
        self._app().removeEventFilter(self)
        return alone

    def _app(self) -> QObject:
        app = QApplication.instance()
        assert app is not None
        return app

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress or kind == QEvent.Type.ShortcutOverride:
            if isinstance(event, QKeyEvent) and event.key() != Qt.Key.Key_Alt:
                self.end()
        elif kind in (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.WindowDeactivate):
            self.end()
        return False
