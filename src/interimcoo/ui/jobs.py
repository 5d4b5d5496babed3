"""Work beside the window: a thread with progress after 300 ms, and cancel.

Example: `session.jobs.run(_("Reading the workbook"), task, done=show)` where `task(progress)` runs in the thread, calls
`progress(n, total, words)` now and then (which raises Cancelled once the user has cancelled) and returns its result.
"""

import sys
import threading
from collections.abc import Callable
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from interimcoo.ui import garbage

T = TypeVar("T")
Progress = Callable[[int, int, str], None]
PATIENCE_MS = 300
TURN_S = 0.0005
"""how long a thread computes before the window gets its turn; the usual 5 ms, at each call of Qt, are felt"""
_alone: Final[set[QObject]] = set()
"""jobs that nobody else keeps until their end"""


class Cancelled(Exception):
    """The user has cancelled; nothing was changed."""


class Job(QObject, Generic[T]):
    """One running task; its signals arrive in the thread that made it."""

    progressed = Signal(int, int, str)
    shown = Signal()
    """the job takes longer than 300 ms: show progress"""
    ended = Signal()
    _finished = Signal()

    def __init__(
        self,
        title: str,
        task: Callable[[Progress], T],
        done: Callable[[T], None] | None,
        failed: Callable[[BaseException], None] | None,
        cancellable: bool,
        parent: QObject,
        apart: bool = False,
    ) -> None:
        super().__init__(parent)
        self.title = title
        self.apart = apart
        self.cancellable = cancellable
        self._task, self._done, self._failed = task, done, failed
        self._stop = threading.Event()
        self._result: list[T] = []
        self._error: BaseException | None = None
        self._left, self._held = False, False
        self._finished.connect(self._end)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self.shown)
        self._thread = threading.Thread(target=self._work, name="job", daemon=True)

    def start(self) -> None:
        """Begin. Until the end nothing is collected, for a thread that collects would destroy widgets from there."""
        garbage.hold()
        self._held = True
        self._patience.start(PATIENCE_MS)
        self._thread.start()

    def cancel(self) -> None:
        """Ask the task to stop at its next step."""
        self._stop.set()

    def leave(self) -> None:
        """Nobody waits for the result or the error any more: those who asked are being taken away."""
        self._left = True

    def let_go(self) -> None:
        """It ends by itself, and nobody waits for that either."""
        self.leave()
        self._patience.stop()
        self.ended.disconnect()
        self.setParent(None)
        _alone.add(self)

    def wait(self) -> None:
        """Block until the thread has ended (at closing)."""
        self._thread.join()
        if self._held:
            self._held = False
            garbage.release()

    def _progress(self, n: int, total: int, words: str) -> None:
        if self._stop.is_set():
            raise Cancelled
        self.progressed.emit(n, total, words)

    def _work(self) -> None:
        try:
            self._result.append(self._task(self._progress))
        except BaseException as error:
            self._error = error
        self._finished.emit()

    def _end(self) -> None:
        _alone.discard(self)
        self._patience.stop()
        self.ended.emit()
        self.wait()
        self.deleteLater()
        if self._left:
            return
        if self._error is None:
            if self._done is not None:
                self._done(self._result[0])
        elif self._failed is not None and not isinstance(self._error, Cancelled):
            self._failed(self._error)
        elif not isinstance(self._error, Cancelled):
            raise self._error


class Jobs(QObject):
    """The running jobs of a window."""

    started = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.running: list[Job[object]] = []
        sys.setswitchinterval(TURN_S)

    def run(
        self,
        title: str,
        task: Callable[[Progress], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        *,
        cancellable: bool = True,
        apart: bool = False,
    ) -> Job[T]:
        """Run a task in a thread; `done` gets its result here, `failed` its exception (else it is raised here).

        `apart`: the task needs nothing of what is being closed, so that closing does not wait for it.
        """
        job: Job[T] = Job(title, task, done, failed, cancellable, self, apart)
        self.running.append(job)  # type: ignore[arg-type]  # the list does not care what a job returns
        job.ended.connect(lambda: self.running.remove(job))  # type: ignore[arg-type]
        self.started.emit(job)
        job.start()
        return job

    def stop_all(self, *, tell: bool = True) -> None:
        """Cancel what runs and wait for it; with `tell` False nobody hears of its end."""
        for job in list(self.running):
            job.cancel()
            if not tell and job.apart:
                self.running.remove(job)
                job.let_go()
                continue
            job.wait()
            if not tell:
                job.leave()
