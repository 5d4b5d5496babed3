"""The status bar: saved, backup, last data, confidentiality; at the right the keys that matter now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from interimcoo.text import _
from interimcoo.ui.icons import SMALL
from interimcoo.ui.jobs import PATIENCE_MS
from interimcoo.ui.theme import theme
from interimcoo.ui.words import Button, IconLabel, button, key_cap, label, set_role

MOST_KEYS = 5


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the bar: icon, words, tone, and a button where something can be done about it."""

    icon: str
    words: str
    tone: str = ""
    """"", "bad" or "warntext": the colour of icon and words"""
    button: str = ""
    on_click: Callable[[], object] | None = None


class FactLabel(QWidget):
    """One fact, with its button."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(5)
        self._icon = IconLabel("info-circle", "sub", SMALL)
        self._words = label("", "caption")
        self._button: Button | None = None
        self._row.addWidget(self._icon)
        self._row.addWidget(self._words)
        self.fact: Fact | None = None
        self.hide()

    def show_fact(self, fact: Fact | None) -> None:
        """Show a fact; None hides it."""
        if fact == self.fact:
            return
        before, self.fact = self.fact, fact
        self.setVisible(fact is not None)
        if fact is None:
            return
        self._icon.set_icon(fact.icon, fact.tone or "sub")
        self._words.setText(fact.words)
        set_role(self._words, {"bad": "statusbad", "warntext": "statuswarn"}.get(fact.tone, "caption"))
        self.setAccessibleName(fact.words)
        if self._button is not None:
            self._button.hide()
            self._button.deleteLater()
            self._button = None
        if fact.button:
            self._button = button(fact.button, kind="status", on_click=fact.on_click)
            self._row.addWidget(self._button)
        if fact.tone == "bad" and (before is None or before.words != fact.words):
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    @property
    def button(self) -> Button | None:
        """What can be done about it."""
        return self._button


class StatusBar(QFrame):
    """26 px below everything."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("area", "status")
        self.setAccessibleName(_("Status"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 0, 14, 0)
        self._row.setSpacing(16)
        self.saved, self.backup, self.data, self.secrecy = FactLabel(), FactLabel(), FactLabel(), FactLabel()
        for one in (self.saved, self.backup, self.data, self.secrecy):
            self._row.addWidget(one)
        self._row.addStretch(1)
        self._keys = QWidget()
        self._keys_row = QHBoxLayout(self._keys)
        self._keys_row.setContentsMargins(0, 0, 0, 0)
        self._keys_row.setSpacing(6)
        self._row.addWidget(self._keys)
        self._shown: tuple[tuple[str, str], ...] = ()
        self._before: Fact | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(lambda: self.saved.show_fact(Fact("refresh", _("Saving"))))
        theme().changed.connect(self._fit)
        self._fit()

    def set_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """The keys that matter now: (key, word); the first five."""
        shown = tuple(keys)[:MOST_KEYS]
        if shown == self._shown:
            return
        self._shown = shown
        while self._keys_row.count():
            item = self._keys_row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, (key, word) in enumerate(shown):
            if at:
                self._keys_row.addSpacing(8)
            for one in key.split(" / "):
                self._keys_row.addWidget(key_cap(one), 0, Qt.AlignmentFlag.AlignVCenter)
            self._keys_row.addWidget(label(word, "caption"))

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys shown."""
        return self._shown

    def set_saved(self, fact: Fact) -> None:
        """Say when it was saved last, or that it was not."""
        self._patience.stop()
        self.saved.show_fact(fact)

    def set_busy(self, busy: bool) -> None:
        """A change is being written: say so once it takes longer than 300 ms; back to the last fact at its end."""
        if busy:
            self._before = self.saved.fact
            self._patience.start(PATIENCE_MS)
            return
        self._patience.stop()
        if self._before is not None and self.saved.fact is not None and self.saved.fact.icon == "refresh":
            self.saved.show_fact(self._before)

    def _fit(self) -> None:
        self.setFixedHeight(theme().px(26))
