"""Backups while a file is open: on opening and every half hour when something has changed; how old the newest is."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from interimcoo.shell.facts import moment_words
from interimcoo.shell.status_bar import Fact
from interimcoo.text import _
from interimcoo.ui.jobs import Progress
from interimcoo.ui.session import Session

if TYPE_CHECKING:
    from interimcoo.store.backup import Backup

EVERY_MS: Final = 30 * 60 * 1000
FIRST_MS: Final = 4000
OLD: Final = timedelta(hours=24)


class BackupWatch(QObject):
    """Makes backups when they are due and says how old the newest verified one is."""

    def __init__(
        self, session: Session, clock: Callable[[], datetime], say: Callable[[Fact], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._clock, self._say = session, clock, say
        self._newest: datetime | None = None
        self._saved_then = -1
        self._failed = ""
        self._running = False
        self._tried = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.when_due)
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.timeout.connect(self.when_due)

    def start(self) -> None:
        """Look at the backups there are, and begin."""
        self._session.jobs.run(_("Looking at the backups"), self._look, self._looked, self._not_looked)

    def stop(self) -> None:
        """Make no more (the file is being closed)."""
        self._timer.stop()
        self._first.stop()

    def when_due(self) -> None:
        """Make one when something has changed since the last."""
        self._tried = True
        if self._session.engagement.revision != self._saved_then:
            self.back_up()

    def back_up(self) -> None:
        """Make one now, beside the window."""
        if self._running or self._session.busy:
            return
        self._running = True

        def task(_progress: Progress) -> "tuple[Backup, int]":
            revision = self._session.engagement.revision
            return self._session.engagement.backup(), revision

        self._session.jobs.run(_("Backing up"), task, self._done, self._not_done, cancellable=False)

    def say(self) -> None:
        """Say how old the newest backup is."""
        now = self._clock()
        if self._failed:
            self._say(Fact("archive", self._failed, "bad", _("Try again"), self.back_up))
        elif self._newest is None:
            self._say(Fact("archive", _("No backup yet")))
        elif self._tried and now - self._newest > OLD and self._session.engagement.revision != self._saved_then:
            words = _("Backup {time}").format(time=moment_words(self._newest, now))
            self._say(Fact("archive", words, "warntext", _("Back up now"), self.back_up))
        else:
            words = moment_words(self._newest, now)
            same = self._newest.astimezone().date() == now.astimezone().date()
            self._say(Fact("archive", (_("Backup today {time}") if same else _("Backup {time}")).format(time=words)))

    def _look(self, _progress: Progress) -> "tuple[Backup, ...]":
        from interimcoo.store.backup import backups_of

        return tuple(one for one in backups_of(self._session.engagement.document_id) if one.verified)

    def _looked(self, found: "tuple[Backup, ...]") -> None:
        newest = max(found, key=lambda one: one.at, default=None)
        if newest is not None:
            self._newest = newest.at
            self._saved_then = newest.actions
        self.say()
        if not self._session.read_only:
            self._first.start(FIRST_MS)
            self._timer.start()

    def _not_looked(self, _error: BaseException) -> None:
        self._looked(())

    def _done(self, made: "tuple[Backup, int]") -> None:
        backup, revision = made
        self._running, self._failed = False, ""
        self._newest, self._saved_then = backup.at, revision
        self.say()

    def _not_done(self, error: BaseException) -> None:
        from interimcoo.store.errors import StoreError

        self._running = False
        if not isinstance(error, StoreError | OSError):
            raise error
        self._failed = _("Backup failed")
        self.say()
        happened = error.happened if isinstance(error, StoreError) else _("The backup could not be written.")
        remedy = error.remedy if isinstance(error, StoreError) else _("Make room on the disk, then try again.")
        self._session.banner("warning", happened, remedy, _("Try again"), self.back_up, topic="backup")
