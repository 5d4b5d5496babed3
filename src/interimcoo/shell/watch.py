"""What the window says about the open file while it is open: saved, data, secrecy, title, summary, the day, backups."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from interimcoo import formats
from interimcoo.clock import today
from interimcoo.shell import facts, recent
from interimcoo.shell.backup_watch import BackupWatch
from interimcoo.shell.check_watch import CheckWatch
from interimcoo.shell.names import SECRECY
from interimcoo.shell.past import PastSession
from interimcoo.shell.status_bar import Fact
from interimcoo.text import _, interface_language
from interimcoo.ui.session import BannerText, Session

if TYPE_CHECKING:
    from interimcoo.shell.instance import Listener
    from interimcoo.shell.window import MainWindow
    from interimcoo.shell.workspace import Workspace

MINUTE_MS = 60_000
CALM_MS = 1500
_NAMED = frozenset({"mandate", "gate", "reading"})


class FileWatch(QObject):
    """Watches one open file for one window."""

    def __init__(self, window: "MainWindow", session: Session, workspace: "Workspace") -> None:
        super().__init__(window)
        self._window, self._session, self._workspace = window, session, workspace
        self._listener: Listener | None = None
        self._facts: facts.FileFacts | None = None
        self.backups = BackupWatch(session, window.clock, workspace.status.backup.show_fact, self)
        self.check = CheckWatch(session, window.say, lambda: window.files.restore(self._path), self)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self._each_minute)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._summarise)
        session.changed.connect(self._on_changed)
        self._fixed = window.as_of is not None or session.today != today(window.clock)

    def start(self) -> None:
        """Say everything once, listen for other windows, and begin."""
        from interimcoo.shell.instance import Listener

        self._read()
        self._say_saved()
        self._listener = Listener(self._path, self._window.come_forward, self)
        self._minute.start()
        self._later.start(CALM_MS)
        self.backups.start()
        self.check.start()
        if self._session.read_only:
            self._window.say(self._why_reading())

    def _why_reading(self) -> BannerText:
        if isinstance(self._session, PastSession):
            day = formats.day(self._session.today, interface_language(), year=True)
            return BannerText(
                "info",
                _("You see what was known on {day}.").format(day=day),
                _("Later changes are left out, and nothing can be changed here. Open the file without a day to go on."),
                topic="read-only",
            )
        return BannerText(
            "info",
            _("This file is open for reading only."),
            _("Nothing you do here changes it. Reading, reports and exports work."),
            _("Save a copy"),
            self._window.save_copy,
            topic="read-only",
        )

    def stop(self) -> None:
        """The file is being closed."""
        self._minute.stop()
        self.backups.stop()
        self.check.stop()
        if self._later.isActive():
            self._later.stop()
            self._summarise()
        if self._listener is not None:
            self._listener.close()
        self.deleteLater()

    def back_up(self) -> None:
        """Make a backup now."""
        self.backups.back_up()

    def say_not_saved(self) -> None:
        """The last change could not be written."""
        self._workspace.status.set_saved(
            Fact("alert-circle", _("Not saved"), "bad", _("Try again"), lambda: self._session.retry())
        )

    @property
    def _path(self) -> Path:
        return self._session.engagement.path

    def _read(self) -> None:
        session, status = self._session, self._workspace.status
        found = session.read(facts.file_facts, session.today)
        self._facts = found
        block = found.block
        client = block.client if block is not None else self._path.stem
        day = facts.day_words(block.day, block.total, block.phase) if block is not None else _("No mandate yet")
        self._workspace.rail.client.set_words(client, day, block is not None and block.is_sample)
        self._window.setWindowTitle(f"{client} – interimcoo")
        status.data.show_fact(Fact("calendar", facts.period_words(found.last_period)))
        secrecy = SECRECY.get(found.classification, "")
        status.secrecy.show_fact(Fact("lock", _(secrecy)) if secrecy else None)

    def _say_saved(self) -> None:
        engagement = self._session.engagement
        if self._session.read_only:
            self._workspace.status.set_saved(Fact("lock", _("Reading only")))
            return
        saved = engagement.last_saved
        if saved is None:
            self._workspace.status.set_saved(Fact("circle-check", _("Nothing to save yet")))
            return
        words = facts.moment_words(saved, self._window.clock())
        self._workspace.status.set_saved(Fact("circle-check", _("Saved {time}").format(time=words)))

    def _on_changed(self, changed: object) -> None:
        self._say_saved()
        if getattr(changed, "tables", frozenset()) & _NAMED:
            self._read()
        self._later.start(CALM_MS)

    def _summarise(self) -> None:
        """Write the summary for the recent list."""
        session = self._session
        if isinstance(session, PastSession):
            return  # the list tells how things are now
        if session.busy:
            self._later.start(CALM_MS)
            return
        now = self._window.clock()
        made = session.read(facts.summary, str(self._path), session.today, now)
        recent.remember(replace(made, document=str(session.engagement.document_id)))

    def _each_minute(self) -> None:
        self._say_saved()
        self.backups.say()
        day = today(self._window.clock)
        if not self._fixed and day != self._session.today and not self._session.busy:
            self._session.today = day
            self._read()
            self._workspace.pages.refresh_all()
            self._workspace.badges.renew()
