"""Banners: a bar at the left, a tint, one bold sentence, one plain sentence, at most one button.

Example:
`BannerStack().show_banner(BannerText("warning", _("Backup is two days old."), "", _("Back up now"), back_up))`.
"""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from interimcoo.text import _, plural
from interimcoo.ui.icons import icon
from interimcoo.ui.session import BannerText
from interimcoo.ui.words import IconLabel, button, icon_button, label

_ICONS: Final = {
    "info": ("info-circle", "link"),
    "warning": ("alert-triangle", "warntext"),
    "concern": ("alert-circle", "concern"),
    "error": ("alert-circle", "bad"),
    "success": ("circle-check", "good"),
}
MOST = 2


class Banner(QFrame):
    """One banner; `text` is what it says."""

    def __init__(self, text: BannerText, parent: "BannerStack | None" = None) -> None:
        super().__init__(parent)
        self.text = text
        self.setProperty("role", "banner")
        self.setProperty("tone", text.tone)
        self.setAccessibleName(f"{text.bold} {text.plain}".strip())
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 10, 8)
        row.setSpacing(10)
        name, colour = _ICONS[text.tone]
        row.addWidget(IconLabel(name, colour), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(text.bold, "strong", wrap=True))
        if text.plain:
            words.addWidget(label(text.plain, "sub", wrap=True))
        row.addLayout(words, 1)
        if text.button:
            row.addWidget(button(text.button, on_click=self._clicked), 0, Qt.AlignmentFlag.AlignVCenter)
        if parent is not None:
            close = icon_button(
                "x", _("Hide this message"), size=24, on_click=lambda: parent.clear(text.topic or text.bold)
            )
            close.setIcon(icon("x", "sub"))
            row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)

    def _clicked(self) -> None:
        if self.text.on_click is not None:
            self.text.on_click()


class BannerStack(QWidget):
    """At most two banners above a page; the rest is counted."""

    def __init__(self) -> None:
        super().__init__()
        self._texts: list[BannerText] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 8, 20, 0)
        self._column.setSpacing(6)
        self.hide()

    def texts(self) -> tuple[BannerText, ...]:
        """What is said now, newest first."""
        return tuple(self._texts)

    def show_banner(self, text: BannerText) -> None:
        """Add a banner, in place of one of the same topic."""
        topic = text.topic or text.bold
        self._texts = [text, *(old for old in self._texts if (old.topic or old.bold) != topic)]
        self._rebuild()
        from PySide6.QtGui import (
            QAccessible,
            QAccessibleEvent,
        )  # its enums cost too much on the way to the first window

        event = QAccessibleEvent(self, QAccessible.Event.Alert)
        QAccessible.updateAccessibility(event)

    def clear(self, topic: str = "") -> None:
        """Take away the banner of a topic; all with an empty topic."""
        kept = [] if not topic else [old for old in self._texts if (old.topic or old.bold) != topic]
        if len(kept) != len(self._texts):
            self._texts = kept
            self._rebuild()

    def _rebuild(self) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for text in self._texts[:MOST]:
            self._column.addWidget(Banner(text, self))
        more = len(self._texts) - MOST
        if more > 0:
            self._column.addWidget(label(plural(more, "{n} more", "{n} more"), "small"))
        self.setVisible(bool(self._texts))
