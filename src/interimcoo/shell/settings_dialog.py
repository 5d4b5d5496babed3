"""The settings of the person, each in force at once; there is nothing to confirm."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from interimcoo.store import data_folder
from interimcoo.text import _
from interimcoo.ui.form import ChoiceField
from interimcoo.ui.settings import LANGUAGE, SCHEME, TEXT_SIZE, WHO, Setting, Settings
from interimcoo.ui.words import button, hairline, label

T = TypeVar("T", str, int, bool, bytes)


class SettingsDialog(QDialog):
    """`changed` is called with the key of a setting after it was kept."""

    def __init__(self, parent: QWidget | None, settings: Settings, changed: Callable[[str], object]) -> None:
        super().__init__(parent)
        self._settings, self._changed = settings, changed
        self.setWindowTitle(_("Settings"))
        self.setMinimumWidth(460)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(_("Settings"), "section"))
        self.scheme = self._choice(column, SCHEME)
        self.text_size = self._choice(column, TEXT_SIZE)
        self.language = self._choice(column, LANGUAGE)
        self.who = self._name(column)
        column.addWidget(hairline())
        column.addWidget(
            label(_("Backups, the list of recent engagements and the log of defects are kept in"), "small")
        )
        place = label(str(data_folder()), "body", wrap=True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(place)
        row = QHBoxLayout()
        row.addStretch(1)
        self.close_button = button(_("Close"), on_click=self.accept)
        row.addWidget(self.close_button)
        column.addLayout(row)

    def _choice(self, column: QVBoxLayout, setting: Setting[T]) -> ChoiceField:
        made = ChoiceField()
        for key, words in setting.choices:
            made.addItem(_(words), key)
        made.setCurrentIndex(made.findData(self._settings.get(setting)))
        made.setAccessibleName(_(setting.text))
        made.activated.connect(lambda at: self._keep(setting, setting.choices[at][0]))
        _add(column, _(setting.text), made)
        return made

    def _name(self, column: QVBoxLayout) -> QLineEdit:
        made = QLineEdit(self._settings.get(WHO))
        made.setAccessibleName(_(WHO.text))
        made.setMaxLength(80)
        made.editingFinished.connect(lambda: self._keep(WHO, made.text().strip()))
        _add(column, _(WHO.text), made)
        return made

    def _keep(self, setting: Setting[T], value: T) -> None:
        if value != self._settings.get(setting):
            self._settings.set(setting, value)
            self._changed(setting.key)


def _add(column: QVBoxLayout, name: str, made: QWidget) -> None:
    cell = QVBoxLayout()
    cell.setSpacing(3)
    words = label(name, "small")
    words.setBuddy(made)
    cell.addWidget(words)
    cell.addWidget(made)
    column.addLayout(cell)
