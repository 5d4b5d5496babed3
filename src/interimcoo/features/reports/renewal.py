"""Makes the preview anew after changes: read at once, laid out beside the window, the newest state last."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from interimcoo.features import parts
from interimcoo.features.reports.board import Board, Frame, assembled, frame_of
from interimcoo.features.reports.gather import Given, given
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
        if self._session.closed:
            return
        if self._working:
            self._again = True
            return
        self._working = True
        revision = self._session.engagement.revision
        frame = self._session.read(
            frame_of,
            today=self._session.today,
            now=self._frozen(),
            revision=revision,
            language=self._language(),
        )
        self._read(frame, parts("report"), [])

    def _read(self, frame: Frame, rest: Iterator[tuple[str, ModuleType]], found: list[Given]) -> None:
        """One feature at a turn, so that the window answers in between; a change meanwhile begins anew."""
        if not isValid(self) or self._session.closed:
            return
        if self._session.busy or self._session.engagement.revision != frame.revision:
            self._working = False
            self.ask()
            return
        following = next(rest, None)
        if following is None:
            self._lay_out(assembled(frame, found))
            return
        feature, module = following
        found.append(self._session.read(given, frame.context, feature, module))
        QTimer.singleShot(0, self, lambda: self._read(frame, rest, found))

    def _lay_out(self, read: Board) -> None:
        def task(progress: "Progress") -> "tuple[bytes, PdfResult]":
            from interimcoo.exchange.pdf.document import make_pdf

            return make_pdf(read.report, lambda n, total: progress(n, total, _("Laying out pages")))

        job = self._session.jobs.run(
            _("Renewing the preview"),
            task,
            lambda made: self._done(read, *made),
            self._failed,
            cancellable=False,
            apart=True,
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
