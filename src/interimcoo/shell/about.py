"""What the program is, which version, and what it is made with."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from interimcoo import __version__
from interimcoo.shell.app_mark import AppMark
from interimcoo.text import _, resources
from interimcoo.ui.words import button, label


class AboutDialog(QDialog):
    """Version and notices."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About interimcoo"))
        self.setMinimumWidth(560)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(AppMark())
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label("interimcoo", "page"))
        words.addWidget(label(_("Version {version}").format(version=__version__), "sub"))
        head.addLayout(words, 1)
        column.addLayout(head)
        told = _("Works offline. Nothing is sent anywhere. One file per client, kept where you put it.")
        column.addWidget(label(told, "body", wrap=True))
        notices = QPlainTextEdit(_notices())
        notices.setReadOnly(True)
        notices.setTabChangesFocus(True)
        notices.setAccessibleName(_("Notices"))
        notices.setFixedHeight(220)
        column.addWidget(label(_("Fonts and icons that come with the program"), "small"))
        column.addWidget(notices)
        row = QHBoxLayout()
        row.addStretch(1)
        self.close_button = button(_("Close"), on_click=self.accept)
        row.addWidget(self.close_button)
        column.addLayout(row)
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)


def _notices() -> str:
    parts = []
    for place in ("fonts/OFL.txt", "icons/LICENSE-tabler.txt"):
        path = resources() / place
        if path.is_file():
            parts.append(path.read_text(encoding="utf-8").strip())
    return "\n\n".join(part for part in parts if part)
