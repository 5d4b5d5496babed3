"""The check of an opened file behind the window: begun when the window is calm, told only when something is found."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from interimcoo.text import _
from interimcoo.ui.session import BannerText, Session

if TYPE_CHECKING:
    from interimcoo.store.checking import OpeningCheck

CALM_MS: Final = 5000
LOOK_MS: Final = 500


class CheckWatch(QObject):
    """Lets a child process check a copy of the file; a file that is damaged inside is said with the way out."""

    def __init__(
        self,
        session: Session,
        say: Callable[[BannerText], object],
        restore: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._say, self._restore = session, say, restore
        self._check: OpeningCheck | None = None
        self._begin = QTimer(self)
        self._begin.setSingleShot(True)
        self._begin.timeout.connect(self.begin)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._looked)

    def start(self) -> None:
        """Begin when the window is calm."""
        self._begin.start(CALM_MS)

    def begin(self) -> None:
        """Begin now; later when something is being written."""
        if self._session.busy:
            self._begin.start(CALM_MS)
            return
        self._check = self._session.engagement.begin_check()
        self._look.start()

    def stop(self) -> None:
        """The file is being closed; what runs ends with it."""
        self._begin.stop()
        self._look.stop()

    def _looked(self) -> None:
        if self._check is None or not self._check.ended:
            return
        self._look.stop()
        problems = self._check.problems()
        if problems:
            self._say(
                BannerText(
                    "error",
                    _("This file is damaged inside."),
                    _("It can still be read and exported. Restore a backup, or save what can be read to a new file."),
                    _("Restore a backup"),
                    self._restore,
                    topic="check",
                )
            )
