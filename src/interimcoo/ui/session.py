"""The open engagement as the pages see it: run commands, read, undo, navigate, tell.

Example: `if session.run(CloseAction(7, date)): session.toast(_("A-018 closed"))`;
`rows = session.read(queries.open_actions, today)`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Concatenate, Literal, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from interimcoo.store.errors import ReadOnly, StoreError
from interimcoo.text import _, interface_language
from interimcoo.ui.jobs import Jobs, Progress
from interimcoo.ui.settings import Settings

if TYPE_CHECKING:
    import sqlmodel

    from interimcoo.store.command import Command
    from interimcoo.store.engagement import Changed, Engagement

T = TypeVar("T")
P = ParamSpec("P")
Tone = Literal["info", "warning", "concern", "error", "success"]


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
        self._unsubscribe = engagement.subscribe(self._on_changed)

    @property
    def language(self) -> str:
        """Language of the interface."""
        return interface_language()

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
        return self._guarded(self.engagement.undo)

    def redo(self) -> bool:
        """Redo the last undone change."""
        return self._guarded(self.engagement.redo)

    def undo_action(self, action_id: int) -> bool:
        """Undo one older action; False when later changes stand in the way."""
        return self._guarded(lambda: self.engagement.undo_action(action_id))

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
        tone: Tone = "warning" if type(error).__name__ == "Refused" else "error"
        self.banner(tone, error.happened, error.remedy, topic="error")

    def close(self) -> None:
        """Stop what runs and close the file."""
        self.jobs.stop_all()
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
            self.report(error)
            return False
        self.clear_banner("error")
        return True

    def _run_long(self, change: Callable[[], object], title: str, done: Callable[[bool], None] | None) -> None:
        def task(_progress: Progress) -> None:
            change()

        def end(error: BaseException | None) -> None:
            self._set_busy(False)
            if isinstance(error, StoreError):
                self.report(error)
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
