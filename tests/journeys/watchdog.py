"""Measures how long a gesture keeps the event loop of the window from answering."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

from PySide6.QtCore import QCoreApplication, QObject, QTimer

BEAT_MS = 5


@dataclass(slots=True)
class Blocked:
    """The longest pause between two beats of the event loop, in milliseconds, and what was done then."""

    longest_ms: float = 0.0
    beats: int = 0
    pauses: list[float] = field(default_factory=list)


class Watchdog(QObject):
    """Beats every 5 ms through the event loop; a beat that comes late shows for how long nothing else could come."""

    def __init__(self) -> None:
        super().__init__()
        self.blocked = Blocked()
        self._last = monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin."""
        self._last = monotonic()
        self._timer.start()

    def stop(self) -> Blocked:
        """End with a last look, so that a gesture at the very end counts too."""
        self._beat()
        self._timer.stop()
        return self.blocked

    def _beat(self) -> None:
        now = monotonic()
        pause = max(0.0, (now - self._last) * 1000 - BEAT_MS)
        self._last = now
        self.blocked.beats += 1
        self.blocked.pauses.append(pause)
        self.blocked.longest_ms = max(self.blocked.longest_ms, pause)


@contextmanager
def watched(settle_ms: int = 60) -> Iterator[Blocked]:
    """Watch the gestures inside; the events they leave behind are given `settle_ms` to run."""
    dog = Watchdog()
    dog.start()
    try:
        yield dog.blocked
        until = monotonic() + settle_ms / 1000
        while monotonic() < until:
            QCoreApplication.processEvents()
    finally:
        dog.stop()
