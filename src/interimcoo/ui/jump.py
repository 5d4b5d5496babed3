"""Jump to a row by its letters: "/" opens a small line over the list, and each letter chooses a row with them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from interimcoo.text import _
from interimcoo.ui.cells import GroupHead
from interimcoo.ui.theme import theme

if TYPE_CHECKING:
    from interimcoo.ui.table import TableView

_WIDE = 220


class JumpLine(QLineEdit):
    """Lies over the bottom of a list; Up and Down go to other hits, Enter opens, Esc gives the focus back."""

    def __init__(self, table: "TableView") -> None:
        super().__init__(table)
        self._list = table
        self.setPlaceholderText(_("Letters of a row"))
        self.setAccessibleName(_("Jump to a row by its letters"))
        self.textChanged.connect(self._from_here)

    def begin(self) -> None:
        """Show the line, empty, with the focus in it."""
        self.clear()
        high = self.sizeHint().height()
        self.setGeometry(8, max(0, self._list.height() - high - 8), theme().px(_WIDE), high)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self._choose(self._list.currentIndex().row() + step, step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
            if event.key() != Qt.Key.Key_Escape:
                self._list.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.hide()

    def _from_here(self) -> None:
        self._choose(max(0, self._list.currentIndex().row()), 1)

    def _choose(self, start: int, step: int) -> None:
        """The first row from a line on, round the end, that holds the letters."""
        typed, model = self.text().strip().casefold(), self._list.table
        lines = model.lines()
        if not typed or not lines:
            return
        for at in range(len(lines)):
            row = (start + at * step) % len(lines)
            line = lines[row]
            if not isinstance(line, GroupHead) and typed in model.spoken(line).casefold():
                self._list.setCurrentIndex(model.index(row, max(0, self._list.currentIndex().column())))
                return
