"""The shortcuts of the window and of the page in front; a key that the page uses is the page's alone."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from interimcoo.ui.actions import Action, bind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow


class Shortcuts(QObject):
    """Binds actions to keys; `made` gives the QAction of each action by name."""

    def __init__(self, window: "QMainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._own: list[tuple[Action, QAction]] = []
        self._of_page: list[tuple[Action, QAction]] = []

    def made(self) -> dict[str, QAction]:
        """The QActions by name of their action."""
        return {action.name: shown for action, shown in (*self._own, *self._of_page)}

    def set_window(self, actions: Sequence[Action]) -> None:
        """Bind the window's actions."""
        self._drop(self._own)
        self._own = self._bind(actions)
        self._settle()

    def set_page(self, actions: Sequence[Action]) -> None:
        """Bind the actions of the page in front."""
        self._drop(self._of_page)
        self._of_page = self._bind(actions)
        self._settle()

    def _bind(self, actions: Sequence[Action]) -> list[tuple[Action, QAction]]:
        found = bind(self._window, actions, context=Qt.ShortcutContext.WindowShortcut)
        return list(zip(actions, found, strict=True))

    def _settle(self) -> None:
        taken = {action.key for action, _shown in self._of_page if action.key}
        for action, shown in self._own:
            keys = [] if not action.key or action.key in taken else [QKeySequence(action.key)]
            if action.name == "larger" and keys:
                keys.append(QKeySequence("Ctrl+="))
            if action.key == "?" and keys:
                keys.append(QKeySequence("Shift+?"))  # keyboards where the sign needs Shift
            if action.name == "redo" and keys:
                keys.append(QKeySequence("Ctrl+Y"))
            shown.setShortcuts(keys)

    def _drop(self, pairs: list[tuple[Action, QAction]]) -> None:
        for _action, shown in pairs:
            self._window.removeAction(shown)
            shown.deleteLater()
        pairs.clear()
