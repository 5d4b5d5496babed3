"""The open engagement as the pages see it: run commands, read, undo, navigate, tell.

Example: `if session.run(CloseAction(7, date)): session.toast(_("A-018 closed"))`;
`rows = session.read(queries.open_actions, today)`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Concatenate, Final, Literal, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from interimcoo.store.errors import NotSaved, ReadOnly, Refused, StoreError, UndoConflict
from interimcoo.text import _, interface_language
from interimcoo.ui.jobs import Jobs, Progress
from interimcoo.ui.settings import Settings

if TYPE_CHECKING:
    import sqlmodel

    from interimcoo.store.command import Command
    from interimcoo.store.engagement import Changed, Engagement, HistoryEntry

T = TypeVar("T")
P = ParamSpec("P")
Tone = Literal["info", "warning", "concern", "error", "success"]
MANY_CHANGES: Final = 1500
"""an undo of that many changes runs beside the window"""


@dataclass(frozen=True, slots=True)
class BannerText:
    """What a banner says: a bold sentence, a plain one, and at most one button. `topic` replaces an earlier one."""

    tone: Tone
    bold: str
    plain: str = ""
    button: str = ""
    on_click: Callable[[], object] | None = None
    topic: str = ""


class Session(QObject):
    """One open engagement in one window. Pages get it when they are made and keep nothing else of the program."""

    changed = Signal(object)
    """Changed, after each command, undo or redo"""
    navigated = Signal(str, str)
    toasted = Signal(str, bool)
    bannered = Signal(object)
    banner_cleared = Signal(str)
    busy_changed = Signal(bool)
    save_failed = Signal(object)
    """NotSaved: the last change could not be written; `retry` writes it again"""
    conflicted = Signal(object)
    """UndoConflict: later changes stand in the way"""

    def __init__(
        self,
        engagement: "Engagement",
        today: date,
        *,
        settings: Settings | None = None,
        jobs: Jobs | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.engagement = engagement
        self.today = today
        self.settings = settings or Settings()
        self.jobs = jobs or Jobs(self)
        self.busy = False
        self.closed = False
        self._unsaved: Callable[[], object] | None = None
        self._unsubscribe = engagement.subscribe(self._on_changed)

    @property
    def language(self) -> str:
        """Language of the interface."""
        return interface_language()

    def now(self) -> datetime:
        """The moment by the clock of the engagement, in UTC."""
        return self.engagement.now()

    @property
    def read_only(self) -> bool:
        """Whether the file takes no changes."""
        return bool(self.engagement.read_only)

    def run(self, command: "Command", done: Callable[[bool], None] | None = None) -> bool:
        """Run a command; False when it was refused (the reason stands in a banner).

        A command declared `long` runs on the store thread: True means begun, and `done(ok)` is called at its end.
        """
        if self.busy:
            self.banner("info", _("Another change is being written."), _("Wait until it has ended, then try again."))
            return False
        if getattr(command, "long", False):
            self._run_long(lambda: self.engagement.run(command), command.label.words(self.language), done)
            return True
        ok = self._guarded(lambda: self.engagement.run(command))
        if done is not None:
            done(ok)
        return ok

    def undo(self) -> bool:
        """Undo the last change; False when there is none or something stands in the way."""
        history = self.engagement.history(most=60)
        target = next((one for one in history if one.undoes is None and not one.undone), None)
        return self._back(self.engagement.undo, target, _("Undoing"))

    def redo(self) -> bool:
        """Redo the last undone change."""
        history = self.engagement.history(most=60)
        target = next((one for one in history if one.undoes is not None and not one.undone), None)
        return self._back(self.engagement.redo, target, _("Redoing"))

    def undo_action(self, action_id: int) -> bool:
        """Undo one older action; False when later changes stand in the way."""
        target = next((one for one in self.engagement.history() if one.id == action_id), None)
        return self._back(lambda: self.engagement.undo_action(action_id), target, _("Undoing"))

    def retry(self) -> bool:
        """Write again what could not be saved."""
        change = self._unsaved
        return change is not None and self._guarded(change)

    def _back(self, change: Callable[[], object], target: "HistoryEntry | None", title: str) -> bool:
        """Undo or redo; one with many changes (an import) goes to the store thread, so that the window answers."""
        if target is None or target.changes < MANY_CHANGES:
            return self._guarded(change)
        if self.busy:
            return False
        self._run_long(change, title, None)
        return True

    def read(self, query: "Callable[Concatenate[sqlmodel.Session, P], T]", *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of query(db, …)."""
        with self.engagement.reading() as db:
            return query(db, *args, **kwargs)

    def navigate(self, feature: str, record: str = "") -> None:
        """Show the page of a feature, and open a record there; feature "" finds the page by the record's reference."""
        self.navigated.emit(feature, record)

    def toast(self, text: str, undo: bool = True) -> None:
        """Say for six seconds what has happened, with Undo."""
        self.toasted.emit(text, undo)

    def banner(
        self,
        tone: Tone,
        bold: str,
        plain: str = "",
        button: str = "",
        on_click: Callable[[], object] | None = None,
        topic: str = "",
    ) -> None:
        """Show a banner above the page until its cause is gone (`clear_banner(topic)`)."""
        self.bannered.emit(BannerText(tone, bold, plain, button, on_click, topic))

    def clear_banner(self, topic: str = "") -> None:
        """Take away the banner of a topic."""
        self.banner_cleared.emit(topic)

    def report(self, error: StoreError) -> None:
        """Say an error the user can act on."""
        tone: Tone = "warning" if isinstance(error, Refused) else "error"
        self.banner(tone, error.happened, error.remedy, topic="error")
        if isinstance(error, UndoConflict):
            self.conflicted.emit(error)

    def close(self) -> None:
        """Stop what runs and close the file; what was still to be read is not read any more."""
        self.closed = True
        self.jobs.stop_all(tell=False)
        self._unsubscribe()
        self.engagement.close()

    def _guarded(self, change: Callable[[], object]) -> bool:
        if self.busy:
            return False
        try:
            if self.read_only:
                raise ReadOnly(_("This file is open for reading only."), _("Save a copy to go on working."))
            change()
        except StoreError as error:
            self._failed(error, change)
            return False
        self._unsaved = None
        self.clear_banner("error")
        return True

    def _failed(self, error: StoreError, change: Callable[[], object]) -> None:
        self.report(error)
        if isinstance(error, NotSaved):
            self._unsaved = change
            self.save_failed.emit(error)

    def _run_long(self, change: Callable[[], object], title: str, done: Callable[[bool], None] | None) -> None:
        def task(_progress: Progress) -> None:
            change()

        def end(error: BaseException | None) -> None:
            self._set_busy(False)
            if isinstance(error, StoreError):
                self._failed(error, change)
            elif error is not None:
                raise error
            if done is not None:
                done(error is None)

        self._set_busy(True)
        self.jobs.run(title, task, lambda _result: end(None), end, cancellable=False)

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit(busy)

    def _on_changed(self, changed: "Changed") -> None:
        # A long command notifies from the store thread; the signal carries it to the thread of the window.
        self.changed.emit(changed)
