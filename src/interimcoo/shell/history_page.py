"""The history of changes: every action with time, person and words; any older one can be taken back."""

from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from interimcoo import formats
from interimcoo.text import _, interface_language, plural
from interimcoo.ui.column import Column
from interimcoo.ui.empty import EmptyState
from interimcoo.ui.inspector import InspectorPanel
from interimcoo.ui.marks import Chip
from interimcoo.ui.page import Page
from interimcoo.ui.session import Session
from interimcoo.ui.table import TableView
from interimcoo.ui.toolbar import Toolbar
from interimcoo.ui.words import button, disable

if TYPE_CHECKING:
    from interimcoo.store.engagement import HistoryEntry
    from interimcoo.store.errors import Conflict, UndoConflict

MOST = 500


class HistoryPage(Page):
    """Newest first. The inspector says what an action was and takes it back."""

    reads: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._entries: tuple[HistoryEntry, ...] = ()
        self._conflicts: tuple[Conflict, ...] = ()
        self.table = TableView(
            (
                Column("at", _("When"), "text", 150, text=_when, sort=lambda row: float(row.n)),
                Column("label", _("Changes"), "text", 0, text=words_of, strong=True),
                Column("who", _("Who"), "text", 160, text=lambda row: row.who, rank=1),
                Column("changes", _("Fields"), "number", 80, text=lambda row: str(row.changes)),
                Column("state", "", "chip", 100, mark=_state),
            ),
            key=lambda row: str(row.id),
            name=_("History of changes"),
        )
        self.table.set_empty(
            EmptyState(_("Nothing has been changed yet."), _("Every change appears here and can be taken back."))
        )
        self._bar = Toolbar()
        self._search = self._bar.search(_("Filter"), self._show, 220)
        self._bar.stretch()
        self.undo_button = self._bar.primary(_("Undo this change"), "arrow-back-up", on_click=self.undo_chosen)
        self._panel = InspectorPanel()
        self.table.chosen.connect(self._inspect)
        self.body.addWidget(self.table)
        session.conflicted.connect(self._on_conflict)
        session.changed.connect(self._on_changed)
        self.refresh()

    def title(self) -> str:
        return _("History of changes")

    def context(self) -> str:
        return _("Undone changes stay in the list")

    def answer(self) -> str:
        if not self._entries:
            return _("Nothing has been changed yet")
        newest = self._entries[0]
        count = plural(self.session.engagement.revision, "{n} change", "{n} changes")
        return _("{count}, the last at {time}").format(count=count, time=_when(newest))

    def toolbar(self) -> QWidget:
        return self._bar

    def inspector(self) -> QWidget:
        return self._panel

    def hints(self) -> tuple[tuple[str, str], ...]:
        return (("Up / Down", _("move")), ("Ctrl+Z", _("undo the last")), ("I", _("inspector")))

    def selection(self) -> str:
        return self.table.current_key()

    def focus_filter(self) -> None:
        self._search.setFocus()

    def refresh(self) -> None:
        self._entries = self.session.engagement.history(MOST)
        self._show(self._search.text())
        self.header_changed.emit()

    def undo_chosen(self) -> None:
        """Take back the chosen action; later changes that stand in the way are listed."""
        entry = self.table.current()
        if entry is None:
            return
        self._conflicts = ()
        if self.session.undo_action(entry.id):
            self.session.toast(_("Undone: {words}").format(words=words_of(entry)))

    def _show(self, typed: str) -> None:
        parts = typed.casefold().split()
        self.table.set_rows(
            [one for one in self._entries if all(part in f"{words_of(one)} {one.who}".casefold() for part in parts)]
        )

    def _on_changed(self, _changed: object) -> None:
        self._conflicts = ()
        self.refresh()

    def _on_conflict(self, error: "UndoConflict") -> None:
        self._conflicts = error.conflicts
        self._inspect(self.table.current())

    def _inspect(self, entry: "HistoryEntry | None") -> None:
        panel = self._panel
        panel.begin(_("Changes") if entry is None else words_of(entry), "clock")
        if entry is None:
            panel.words("", _("Choose a change to see what it was."))
            panel.end()
            disable(self.undo_button, _("Choose a change first."))
            return
        why = why_not(entry, self.session.read_only)
        facts = [
            (_("When"), formats.instant(entry.at, interface_language(), seconds=True, zone=_zone(entry.at))),
            (_("Who"), entry.who or "–"),
            (_("Fields"), str(entry.changes)),
            (_("Number"), str(entry.n)),
        ]
        panel.facts("", facts)
        if self._conflicts:
            self._say_conflicts(panel)
        elif why:
            panel.words(_("Undo"), why)
        else:
            panel.buttons(button(_("Undo this change"), "arrow-back-up", on_click=self.undo_chosen))
        panel.end()
        disable(self.undo_button, why)

    def _say_conflicts(self, panel: InspectorPanel) -> None:
        count = plural(len(self._conflicts), "{n} later change stands in the way", "{n} later changes stand in the way")
        panel.words(count, _("Undo the later changes first, or change the fields yourself."))
        for one in self._conflicts[:8]:
            by = " ".join(part for part in (one.changed_by, one.changed_at) if part)
            pairs = [(_("Was then"), _value(one.logged)), (_("Is now"), _value(one.present)), (_("Who"), by or "–")]
            panel.facts(f"{one.table}, {one.field}" if one.field else one.table, pairs)


def words_of(entry: "HistoryEntry") -> str:
    """The words of an action; an undo says what it took back."""
    words = entry.label.words(interface_language())
    if entry.undoes is None:
        return words
    return (_("Redo {words}") if entry.command.lower().startswith("redo") else _("Undo {words}")).format(words=words)


def why_not(entry: "HistoryEntry", read_only: bool) -> str:
    """Why an action cannot be taken back; empty when it can."""
    if read_only:
        return _("This file is open for reading only.")
    if entry.undone:
        return _("It is undone already.")
    if entry.final:
        return _("It is final; only its own command takes it back.")
    return "" if entry.can_undo else _("What was done up to here is final.")


def _state(entry: "HistoryEntry") -> Chip:
    if entry.undone:
        return Chip(_("undone"))
    return Chip(_("final"), "info") if entry.final else Chip("")


def _when(entry: "HistoryEntry") -> str:
    return formats.instant(entry.at, interface_language(), zone=_zone(entry.at))


def _zone(moment: datetime) -> tzinfo | None:
    return moment.astimezone().tzinfo


def _value(value: object) -> str:
    return "–" if value is None or value == "" else str(value)[:120]
