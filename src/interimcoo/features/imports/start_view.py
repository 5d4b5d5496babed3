"""The start of the import page: where a file goes, saved profiles, and the history of imports."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from interimcoo import formats
from interimcoo.features.imports import outcome
from interimcoo.features.imports.entries import ImportEntry
from interimcoo.features.imports.known import target_of
from interimcoo.features.imports.queries import Profile
from interimcoo.text import N_, _, interface_language, plural
from interimcoo.ui.empty import EmptyState
from interimcoo.ui.marks import Trust
from interimcoo.ui.table import Column, TableView
from interimcoo.ui.words import IconLabel, label, set_role

ENDINGS = ("xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "txt")


class DropArea(QFrame):
    """Takes a file by drop; the button of the toolbar does the same."""

    dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "empty")
        self.setAcceptDrops(True)
        self.setAccessibleName(_("Drop a workbook here"))
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 18, 18, 18)
        row.setSpacing(16)
        row.addWidget(IconLabel("file-spreadsheet", "sub", 28), 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(label(_("Drop a workbook of the client here, or choose a file"), "section"))
        what = _("Excel, OpenDocument or CSV: KPI values with periods across, KPI values as a list, task lists.")
        words.addWidget(label(what, "sub", wrap=True))
        safe = _("The file is only read, never changed. Nothing is stored before you say Import.")
        words.addWidget(label(safe, "small", wrap=True))
        row.addLayout(words, 1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            set_role(self, "highlight")
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        set_role(self, "empty")

    def dropEvent(self, event: QDropEvent) -> None:
        set_role(self, "empty")
        path = next((url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()), "")
        if path:
            event.acceptProposedAction()
            self.dropped.emit(path)


def _trust(entry: ImportEntry) -> Trust | None:
    grade = next((g for g in ("A", "B", "C", "D") if g == entry.trust_grade), None)
    return Trust(grade, entry.file_name) if grade else None


def _target(entry: ImportEntry) -> str:
    found = target_of(entry.target)
    return _(found.title) if found else entry.target


def history_columns() -> tuple[Column, ...]:
    """The columns of the history."""
    language = interface_language()

    def count(key: str) -> Callable[[ImportEntry], str]:
        return lambda entry: outcome.number(getattr(entry, key))

    return (
        Column("file_name", _("File"), strong=True, min_width=180),
        Column("sheet", _("Sheet"), width=110, rank=2),
        Column("target", _("Filled"), width=132, text=_target, rank=1),
        Column("at", _("Imported"), width=152, text=lambda entry: formats.instant(entry.at, language),
               sort=lambda entry: entry.at.timestamp()),
        Column("new", _("New"), "number", width=64, text=count("new")),
        Column("changed", _("Changed"), "number", width=74, text=count("changed")),
        Column("unchanged", _("Unchanged"), "number", width=86, text=count("unchanged"), rank=3),
        Column("rejected", _("Rejected"), "number", width=76, text=count("rejected"),
               colour=lambda entry: "bad" if entry.rejected else ""),
        Column("trust_grade", _("Trust"), "trust", width=56, mark=_trust),
    )  # fmt: skip


class StartView(QWidget):
    """Drop area, profiles and history."""

    def __init__(self, on_drop: Callable[[Path], object]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(14)
        self.drop = DropArea()
        self.drop.dropped.connect(lambda path: on_drop(Path(path)))
        column.addWidget(self.drop)
        self.profiles = label("", "sub", wrap=True)
        column.addWidget(self.profiles)
        column.addWidget(label(_("Imports so far"), "section"))
        self.table = TableView(history_columns(), key=lambda entry: str(entry.id), name=_("Imports so far"))
        self.table.set_empty(
            EmptyState(
                _("Each import is listed here with its counts, its rejected cells and the grade of its source."),
                _("Every figure keeps the file, the sheet and the cell it came from."),
                icon_name="file-import",
            )
        )
        column.addWidget(self.table, 1)

    def show_data(self, entries: Sequence[ImportEntry], profiles: Sequence[Profile]) -> None:
        """Show the history and the names of the profiles."""
        self.table.set_rows(entries)
        names = ", ".join(_("{name}, version {n}").format(name=p.name, n=p.version) for p in profiles)
        words = plural(len(profiles), N_("{n} profile is kept"), N_("{n} profiles are kept"))
        self.profiles.setText(
            _("{words}: {names}. A file with the same headings uses it.").format(words=words, names=names)
        )
        self.profiles.setVisible(bool(profiles))
