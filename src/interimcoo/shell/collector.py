"""Garbage is collected in the thread of the window alone: a worker that collects would destroy widgets from there."""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

from interimcoo.ui import garbage

EVERY_MS: Final = 500


class Collector(QObject):
    """Takes the place of the interpreter's own timing while at least one is there; give it back with `stop`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stopped = False
        garbage.hold()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(EVERY_MS)

    def collect(self) -> None:
        """Collect the generations that are due by the interpreter's own thresholds."""
        counts, limits = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if limits[generation] and counts[generation] > limits[generation]:
                gc.collect(generation)
                return

    def rest(self) -> None:
        """Collect nothing for a while: what is imported is no garbage, and looking through it costs as much again."""
        self._timer.stop()

    def resume(self, *, keep: bool) -> None:
        """Collect again. With `keep` all that is there now is there for good, and is not looked through again."""
        if keep:
            gc.freeze()
        if not self._stopped:
            self._timer.start(EVERY_MS)

    def stop(self) -> None:
        """Collect no more; with the last one the interpreter does it by itself again."""
        if self._stopped:
            return
        self._stopped = True
        self._timer.stop()
        garbage.release()
