"""The empty state: what will appear here, why it is worth it, one button to get there.

Example:
`EmptyState(_("Your 10 starter KPIs wait for data."), _("…"), _("Import a sheet"), on_click, icon_name="file-import")`.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from interimcoo.ui.words import Button, IconLabel, button, label


class EmptyState(QFrame):
    """A dashed frame in the place where content will be."""

    def __init__(
        self,
        what: str,
        why: str = "",
        verb: str = "",
        on_click: Callable[[], object] | None = None,
        *,
        icon_name: str = "",
        primary: bool = False,
    ) -> None:
        super().__init__()
        self.setProperty("role", "empty")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(14)
        if icon_name:
            row.addWidget(IconLabel(icon_name, "sub"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        self._what = label(what, "strong", wrap=True)
        self._why = label(why, "sub", wrap=True)
        self._why.setMaximumWidth(640)
        words.addWidget(self._what)
        words.addWidget(self._why)
        if not why:  # never shown before it has a parent: it would be a window of its own for a moment
            self._why.hide()
        row.addLayout(words, 1)
        self.button: Button | None = None
        if verb:
            self.button = button(verb, kind="primary" if primary else "", on_click=on_click)
            row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_words(self, what: str, why: str = "") -> None:
        """Say something else."""
        self._what.setText(what)
        self._why.setText(why)
        self._why.setVisible(bool(why))
