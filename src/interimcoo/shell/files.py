"""Opening, making, copying and restoring engagements from the window; work is done beside it, errors become banners."""

from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, QTimer

from interimcoo.shell import ask, drop, recent
from interimcoo.store import data_folder
from interimcoo.store.errors import AlreadyOpen, Damaged, NotAnEngagement, NotSaved, StoreError, Tampered
from interimcoo.text import _
from interimcoo.ui.jobs import Progress
from interimcoo.ui.session import BannerText, Tone
from interimcoo.ui.settings import LAST_FOLDER, WHO
from interimcoo.ui.turns import in_turns

if TYPE_CHECKING:
    from interimcoo.shell.loading import Loaded
    from interimcoo.shell.new_engagement import NewEngagement, Wish
    from interimcoo.shell.recent import Recent
    from interimcoo.shell.restore_dialog import Found, RestoreDialog
    from interimcoo.shell.window import MainWindow
    from interimcoo.ui.session import Session

LOOK_AROUND_MS: Final = 1000
"""once the first page stands"""
T = TypeVar("T")
SAMPLE_NAME = "Nordvik Components AB (sample)"


class Files(QObject):
    """Belongs to one window."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._stopped = False
        self._opening = False
        self._showing: Generator[None, None, None] | None = None
        self.new_dialog: NewEngagement | None = None
        self.restore_dialog: RestoreDialog | None = None
        self._then: Path | None = None

    def stop(self) -> None:
        """The window is being closed: what is still being opened is closed again."""
        self._stopped = True
        if self._showing is not None:
            self._showing.close()

    # Open

    def choose(self) -> None:
        """Ask for a file and open it."""
        path = ask.open_file(self._window, self._window.settings.get(LAST_FOLDER))
        if path is not None:
            self._window.settings.set(LAST_FOLDER, str(path.parent))
            self.open(path)

    def open(self, path: Path, *, read_only: bool = False) -> None:
        """Open a file beside the window."""
        window = self._window
        session = window.session
        if session is not None and session.engagement.path == path.absolute() and not session.read_only:
            window.come_forward()
            return
        from interimcoo.shell.loading import Wanted, load

        wanted = Wanted(path, window.settings.get(WHO), read_only, window.as_of)
        self._open(_("Opening {file}").format(file=path.name), lambda _p: load(wanted), path)

    def take(self, path: Path) -> None:
        """A dropped file: an engagement is opened, a workbook goes to the import page."""
        window = self._window
        if drop.is_engagement(path):
            self.open(path)
        elif window.session is not None:
            window.session.navigate("imports", f"file:{path}")
        else:
            self._then = path
            self._say(
                "info",
                _("A workbook goes into an engagement."),
                _("Open one, or start a new mandate; {file} is imported there.").format(file=path.name),
            )

    def find(self, one: "Recent") -> None:
        """Look for a file that is not where it was."""
        found = ask.open_file(self._window, str(Path(one.path).parent))
        if found is not None:
            recent.forget(one.path)
            self.open(found)

    def remove(self, one: "Recent") -> None:
        """Take an engagement out of the recent list; its file stays."""
        recent.forget(one.path)
        self._window.show_recents()

    # Make

    def new(self, mandate_type: str) -> None:
        """Ask the five questions of a new engagement, and make it."""
        from interimcoo.clock import today
        from interimcoo.shell.new_engagement import NewEngagement

        window = self._window
        stored = window.settings.get(LAST_FOLDER)
        folder = Path(stored) if stored and Path(stored).is_dir() else ask.documents()
        dialog = NewEngagement(window, mandate_type, today(window.clock), folder)
        dialog.wanted.connect(lambda: self._make(dialog.wish(), dialog))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        self.new_dialog = dialog
        dialog.open()

    def _make(self, wish: "Wish", dialog: "NewEngagement") -> None:
        from interimcoo.shell.loading import create

        window = self._window
        dialog.primary.setEnabled(False)
        self._opening = True

        def done(loaded: "Loaded") -> None:
            dialog.accept()
            window.settings.set(LAST_FOLDER, str(wish.path.parent))
            self._show(loaded)

        def failed(error: BaseException) -> None:
            self._opening = False
            dialog.primary.setEnabled(True)
            if isinstance(error, StoreError):
                dialog.say(f"{error.happened} {error.remedy}".strip())
            elif isinstance(error, OSError):
                dialog.say(_("The folder cannot be written. Choose another one."))
            else:
                raise error

        who = window.settings.get(WHO)
        title = _("Making the engagement")
        window.jobs.run(title, lambda _p: create(wish, who, window.as_of), done, failed, cancellable=False)

    def sample(self, *, anew: bool) -> None:
        """Open the copy of the sample client; made on first use, and again when it is to be reset."""
        window = self._window
        folder = data_folder() / "sample"
        path, master = folder / f"{SAMPLE_NAME}.icoo", folder / "master.icoo"
        if anew and window.session is not None and window.session.engagement.path == path:
            window.close_engagement()
        who = window.settings.get(WHO)

        def task(progress: Progress) -> "Loaded":
            from interimcoo.shell.loading import Wanted, load
            from interimcoo.shell.sample_copy import make_copy

            make_copy(master, path, anew=anew, progress=progress)
            return load(Wanted(path, who, False, window.as_of))

        self._open(_("Preparing the sample"), task, path, cancellable=True)

    # Copy and restore

    def save_copy(self) -> None:
        """Save a copy of the open file elsewhere, and open it when the present one takes no changes."""
        window, session = self._window, self._window.session
        if session is None:
            return
        path = session.engagement.path
        target = ask.save_as(window, _("Save a copy"), ask.free_name(path.parent, f"{path.stem} {_('copy')}"))
        if target is None:
            return
        if target.absolute() == path:
            self._say("warning", _("A copy needs another name than the file itself."), _("Choose another name."))
            return
        engagement, reading = session.engagement, session.read_only

        def task(_progress: Progress) -> Path:
            engagement.save_copy(target, replace=True)
            return target

        def done(made: Path) -> None:
            if reading:
                self.open(made)
            else:
                session.toast(_("Copy saved as {file}").format(file=made.name), undo=False)

        window.jobs.run(_("Saving a copy"), task, done, lambda error: self._failed(error, target), cancellable=False)

    def restore(self, damaged: Path | None = None) -> None:
        """Offer the backups there are; the chosen one opens as a copy. Of a damaged file what can be read, too."""
        from interimcoo.shell.restore_dialog import RestoreDialog

        window = self._window
        session = window.session
        path = damaged or (session.engagement.path if session is not None else None)
        name = path.stem if path is not None else ""
        dialog = RestoreDialog(window, window.jobs, name, damaged=damaged.name if damaged is not None else "")
        dialog.chosen.connect(self._open_backup)
        if damaged is not None:
            dialog.salvage_wanted.connect(lambda: self.salvage(damaged))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        self.restore_dialog = dialog
        dialog.open()

    def _open_backup(self, found: "Found") -> None:
        window = self._window
        stored = window.settings.get(LAST_FOLDER)
        folder = Path(stored) if stored and Path(stored).is_dir() else ask.documents()
        moment = found.when.replace(":", ".")
        target = ask.free_name(folder, _("{name}, backup of {time}").format(name=found.name, time=moment))
        who = window.settings.get(WHO)

        def task(_progress: Progress) -> "Loaded":
            from interimcoo.shell.loading import Wanted, load
            from interimcoo.store.backup import restore_as_copy

            restore_as_copy(found.backup, target)
            return load(Wanted(target, who, False, window.as_of))

        self._open(_("Restoring the backup"), task, target)

    def salvage(self, path: Path) -> None:
        """Save what can be read of a damaged file to a new one, open that, and say what was had back."""
        from interimcoo.shell import rescue

        window = self._window
        session = window.session
        own = session is not None and session.engagement.path == path.absolute()
        document = session.engagement.document_id if session is not None and own else recent.document_at(path)
        target = None if self._opening else rescue.ask_target(window, path)
        if target is None or not rescue.let_go(window, path):
            return
        order = rescue.Order(path, target, document, window.settings.get(WHO), window.as_of)

        def done(found: rescue.Rescued) -> None:
            self._show(
                found.loaded,
                look_around=False,  # the damaged file beside it is known
                then=lambda: window.say(rescue.told(path, found.report)),
            )

        self._run(
            _("Saving what can be read"),
            lambda progress: rescue.rescue(order, progress),
            done,
            lambda error: self._failed(error, path, offer=False),
            cancellable=True,
        )

    # Together

    def _run(
        self,
        title: str,
        task: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        *,
        cancellable: bool = False,
    ) -> None:
        if self._opening:
            return
        session = self._window.session
        if session is not None and session.busy:
            self._say("info", _("A change is being written."), _("Open another file when it has ended."))
            return
        self._opening = True
        self._window.welcome.setEnabled(False)
        self._window.collector.rest()
        job = self._window.jobs.run(title, task, done, failed, cancellable=cancellable)
        job.ended.connect(self._ended)

    def _open(self, title: str, task: "Callable[[Progress], Loaded]", path: Path, *, cancellable: bool = False) -> None:
        self._run(title, task, self._show, lambda error: self._failed(error, path), cancellable=cancellable)

    def _ended(self) -> None:
        self._opening = False
        self._window.welcome.setEnabled(True)
        self._window.collector.resume(keep=self._window.session is None)

    def _show(self, loaded: "Loaded", *, look_around: bool = True, then: Callable[[], object] = lambda: None) -> None:
        """Show what was opened, and do `then`."""
        if self._stopped:
            loaded.engagement.close()
            return
        self._opening = True
        self._showing = self._turns(loaded, look_around, then)
        in_turns(self, self._showing)

    def _turns(self, loaded: "Loaded", look_around: bool, then: Callable[[], object]) -> Generator[None, None, None]:
        """Ended early, it closes the file."""
        session = self._session_of(loaded)
        window = self._window
        try:
            yield from window.showing(session, loaded.features)
        finally:
            self._opening, self._showing = False, None
            if window.session is not session and not session.closed:
                session.close()
        if window.session is not session:
            return
        then()
        if look_around:
            QTimer.singleShot(LOOK_AROUND_MS, session, lambda: self._look_around(session))
        dropped, self._then = self._then, None
        if dropped is not None:
            self.take(dropped)

    def _session_of(self, loaded: "Loaded") -> "Session":
        from interimcoo.ui.session import Session

        window = self._window
        window.welcome.banners.clear()
        session: Session
        if loaded.moment is None:
            session = Session(loaded.engagement, loaded.day, settings=window.settings, parent=window)
        else:
            from interimcoo.shell.past import PastSession

            session = PastSession(loaded.engagement, loaded.day, loaded.moment, settings=window.settings, parent=window)
        if loaded.fixed:
            from interimcoo.clock import clock_of

            window.clock = clock_of(loaded.day)
        return session

    def _look_around(self, session: "Session") -> None:
        from interimcoo.shell.neighbourhood import look_around

        if not session.closed:
            look_around(self._window, session)

    def _failed(self, error: BaseException, path: Path, *, offer: bool = True) -> None:
        self._opening = False
        window = self._window
        window.welcome.setEnabled(True)
        if isinstance(error, OSError):
            error = NotSaved(
                _("{file} could not be written.").format(file=path.name),
                _("Check that the disk is connected and has room, then try again."),
            )
        if not isinstance(error, StoreError):
            raise error
        if isinstance(error, NotAnEngagement) and path.is_file() and recent.document_at(path) is not None:
            error = Damaged(
                _("{file} is no engagement any more; it was one when it was opened last.").format(file=path.name),
                _("Restore a backup, or save what can be read to a new file. The file was not changed."),
            )
        button, on_click = "", None
        if isinstance(error, AlreadyOpen):
            button, on_click = self._way_there(path)
        elif isinstance(error, Damaged | Tampered) and offer:
            button, on_click = _("Restore a backup"), lambda: self.restore(path if path.is_file() else None)
        self._say("error", error.happened, error.remedy, button, on_click)

    def _way_there(self, path: Path) -> tuple[str, Callable[[], object] | None]:
        from interimcoo.shell.instance import ask_to_come, someone_holds

        if not someone_holds(path):
            return "", None
        return _("Go there"), lambda: ask_to_come(path)

    def _say(
        self,
        tone: Tone,
        happened: str,
        remedy: str = "",
        button: str = "",
        on_click: Callable[[], object] | None = None,
    ) -> None:
        self._window.say(BannerText(tone, happened, remedy, button, on_click, topic="file"))
