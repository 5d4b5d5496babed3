"""The one dialog for a defect: the work is safe, copy the details, go on or close the file."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from interimcoo.text import _
from interimcoo.ui.words import button, hairline, label


class CrashDialog(QDialog):
    """`close_file` is called when the user wants to leave the file; `saved` is the time of the last change."""

    def __init__(self, parent: QWidget | None, details: str, saved: str, close_file: Callable[[], object]) -> None:
        super().__init__(parent)
        self.details = details
        self.setWindowTitle(_("Something went wrong"))
        self.setMinimumWidth(520)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        safe = (
            _("Something went wrong. Your work is saved up to the last change ({time}).").format(time=saved)
            if saved
            else _("Something went wrong. No file was open.")
        )
        self.words = label(safe, "section", wrap=True)
        column.addWidget(self.words)
        told = _("The details below hold no data of the client. Copy them when you report this.")
        column.addWidget(label(told, "sub", wrap=True))
        text = QPlainTextEdit(details)
        text.setReadOnly(True)
        text.setAccessibleName(_("Details"))
        text.setTabChangesFocus(True)
        text.setFixedHeight(150)
        column.addWidget(text)
        column.addWidget(hairline())
        row = QHBoxLayout()
        self.copy_button = button(_("Copy details"), "copy", on_click=self.copy)
        row.addWidget(self.copy_button)
        row.addStretch(1)
        if saved:
            self.close_button = button(_("Close file"), on_click=lambda: self._close(close_file))
            row.addWidget(self.close_button)
        self.go_on = button(_("Continue"), kind="primary", on_click=self.accept)
        self.go_on.setDefault(True)
        row.addWidget(self.go_on)
        column.addLayout(row)
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self, close_file: Callable[[], object]) -> None:
        self.reject()
        close_file()

    def copy(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText(self.details)


class Bell(QObject):
    """Carries a defect from any thread to the thread of the window."""

    rung = Signal(str)
