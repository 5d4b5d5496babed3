"""Work of the window in several turns, so that it paints and answers in between.

Example: `in_turns(self, self._building())`, where `_building` is a generator and each `yield` ends a turn.
"""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

_END: Final = object()


def in_turns(owner: QObject, work: Iterator[object]) -> None:
    """Do the first piece now and each further one at a turn of its own, as long as the owner is there."""
    if isValid(owner) and next(work, _END) is not _END:
        QTimer.singleShot(0, owner, lambda: in_turns(owner, work))


def at_once(work: Iterator[object]) -> None:
    """Do all of it now."""
    for _piece in work:
        pass
