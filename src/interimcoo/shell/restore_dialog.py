"""The backups there are: choose one, and it opens as a copy."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from interimcoo import formats
from interimcoo.store import data_folder
from interimcoo.text import _, interface_language
from interimcoo.ui.column import Column
from interimcoo.ui.empty import EmptyState
from interimcoo.ui.jobs import Jobs, Progress
from interimcoo.ui.table import TableView
from interimcoo.ui.words import button, disable, hairline, label

if TYPE_CHECKING:
    from interimcoo.store.backup import Backup


@dataclass(frozen=True, slots=True)
class Found:
    """A backup and the name of the file it was made of."""

    name: str
    backup: "Backup"

    @property
    def when(self) -> str:
        """The time of the backup where the user is."""
        return formats.instant(self.backup.at, interface_language(), zone=self.backup.at.astimezone().tzinfo)


def all_backups() -> tuple[Found, ...]:
    """Every backup in the program's own folder, newest first."""
    from interimcoo.store.backup import backups_of

    folder = data_folder() / "backups"
    found: list[Found] = []
    for place in folder.iterdir() if folder.is_dir() else ():
        if place.is_dir() and place.name.isdigit():
            found.extend(Found(_stem(one.path.name), one) for one in backups_of(int(place.name)))
    return tuple(sorted(found, key=lambda one: one.backup.at, reverse=True))


class RestoreDialog(QDialog):
    """`chosen` gives the backup that is to be opened as a copy. For a damaged file it offers what can be read too."""

    chosen = Signal(object)
    salvage_wanted = Signal()

    def __init__(self, parent: QWidget | None, jobs: Jobs, name: str = "", *, damaged: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Restore a backup"))
        self.resize(760, 460)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(_("Which backup is to be opened?"), "section"))
        told = _("It opens as a copy beside your other engagements. The file you have now stays as it is.")
        column.addWidget(label(told, "sub", wrap=True))
        self._name = name
        self.table = TableView(
            (
                Column("name", _("Engagement"), "text", 0, strong=True),
                Column("when", _("Backup of"), "text", 150, sort=lambda row: row.backup.at.timestamp()),
                Column("label", _("Last change"), "text", 220, text=_label),
                Column("actions", _("Changes"), "number", 76, text=lambda row: str(row.backup.actions)),
                Column("size", _("Size"), "number", 76, text=_size),
            ),
            key=lambda row: str(row.backup.path),
            name=_("Backups"),
        )
        self.table.opened.connect(lambda _row: self._choose())
        self.table.chosen.connect(lambda row: self._enable(row))
        column.addWidget(self.table, 1)
        if damaged:
            column.addWidget(label(_damaged_words(damaged), "sub", wrap=True))
        column.addWidget(hairline())
        row = QHBoxLayout()
        self.salvage_button: QPushButton | None = None
        if damaged:
            self.salvage_button = button(_("Save what can be read"), on_click=self._salvage)
            row.addWidget(self.salvage_button)
        row.addStretch(1)
        row.addWidget(button(_("Cancel"), on_click=self.reject))
        self.open_button = button(_("Open as a copy"), kind="primary", on_click=self._choose)
        row.addWidget(self.open_button)
        column.addLayout(row)
        self._enable(None)
        looking = jobs.run(_("Looking for backups"), self._look, self._show)
        self.finished.connect(lambda _result: looking.leave())  # the list may be gone before its backups are found

    def _look(self, _progress: Progress) -> tuple[Found, ...]:
        return all_backups()

    def _show(self, found: Sequence[Found]) -> None:
        ordered = sorted(found, key=lambda one: one.name != self._name) if self._name else found
        self.table.set_empty(
            EmptyState(
                _("There is no backup yet."),
                _("One is made when an engagement is opened and every half hour while it changes."),
            )
        )
        self.table.set_rows(ordered)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enable(self, row: Found | None) -> None:
        why = _("Choose a backup first.") if row is None else ""
        if row is not None and not row.backup.verified:
            why = _("This backup cannot be read whole. Choose an earlier one.")
        disable(self.open_button, why)

    def _salvage(self) -> None:
        self.reject()
        self.salvage_wanted.emit()

    def _choose(self) -> None:
        row = self.table.current()
        if isinstance(row, Found) and row.backup.verified:
            self.accept()
            self.chosen.emit(row)


def _damaged_words(file: str) -> str:
    return _(
        "Or save what can be read: a new file with all that {file} still gives, filled in from its newest backup and"
        " its history. What is lost is counted. {file} stays as it is."
    ).format(file=file)


def _stem(name: str) -> str:
    return re.sub(r"_\d{8}T\d{12}Z_n\d+\.icoo$", "", name)


def _label(row: Found) -> str:
    last = row.backup.last_label
    return last.words(interface_language()) if last is not None else ""


def _size(row: Found) -> str:
    return formats.size(row.backup.size, interface_language())
