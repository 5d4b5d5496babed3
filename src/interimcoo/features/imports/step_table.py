"""A table inside the wizard: what Ctrl or Alt hold with Enter or arrows is the wizard's; Space opens like Enter."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from interimcoo.ui.table import TableView

_HELD = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StepTable(TableView):
    """The table view of the import's steps."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & _HELD and event.key() in _KEYS:
            event.ignore()
        elif event.key() == Qt.Key.Key_Space and not event.modifiers() and self.current() is not None:
            self.opened.emit(self.current())
        else:
            super().keyPressEvent(event)
