"""Makes the preview anew after changes: read at once, laid out beside the window, the newest state last."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from interimcoo.features.reports.board import Board, board
from interimcoo.text import _
from interimcoo.ui.session import Session

if TYPE_CHECKING:
    from interimcoo.exchange.pdf.record import PdfResult
    from interimcoo.ui.jobs import Progress

GATHER_MS = 150
"""how long changes are gathered before the preview is made"""
Made = Callable[[Board, bytes, "PdfResult"], object]


class Renewal(QObject):
    """Asks for the report of the session's state; one at a time, and once more when something changed meanwhile."""

    late = Signal()
    """it takes longer than a moment: the old pages stay, and the page says so"""

    def __init__(self, session: Session, language: Callable[[], str], made: Made, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._language, self._made = session, language, made
        self._working = self._again = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._begin)

    @property
    def running(self) -> bool:
        """Whether a preview is being made or asked for."""
        return self._working or self._again or self._timer.isActive()

    def ask(self) -> None:
        """Make the preview anew, soon."""
        self._timer.start(GATHER_MS)

    def _begin(self) -> None:
        if self._working:
            self._again = True
            return
        read = self._session.read(
            board,
            today=self._session.today,
            now=self._frozen(),
            revision=self._session.engagement.revision,
            language=self._language(),
        )
        self._working = True

        def task(progress: "Progress") -> "tuple[bytes, PdfResult]":
            from interimcoo.exchange.pdf.document import make_pdf

            return make_pdf(read.report, lambda n, total: progress(n, total, _("Laying out pages")))

        job = self._session.jobs.run(
            _("Renewing the preview"), task, lambda found: self._done(read, *found), self._failed, cancellable=False
        )
        job.shown.connect(self.late)

    def _done(self, read: Board, data: bytes, result: "PdfResult") -> None:
        if not isValid(self):
            return  # the window was closed while the pages were laid out
        self._working = False
        self._made(read, data, result)
        if self._again:
            self._again = False
            self.ask()

    def _failed(self, error: BaseException) -> None:
        self._working = False
        raise error

    def _frozen(self) -> datetime:
        """The moment the report speaks of: the last change of the file, so that the same state gives the same file."""
        saved = self._session.engagement.last_saved
        return saved or datetime.combine(self._session.today, time(), UTC)
