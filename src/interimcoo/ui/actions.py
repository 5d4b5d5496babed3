"""Actions: one list that makes menus, shortcuts, palette and key sheet.

Example: `Action("undo", _("Undo"), run=session.undo, key="Ctrl+Z", icon="arrow-back-up", menu="edit", why=lambda: "")`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

Menu = Literal["file", "edit", "view", "go", "page", "help"]


@dataclass(frozen=True, slots=True)
class Action:
    """A command of the window or page: name, words, what it does, key in portable text; `why()` says why it is off."""

    name: str
    text: str
    run: Callable[[], object]
    key: str = ""
    icon: str = ""
    menu: Menu = "page"
    context: str = ""
    why: Callable[[], str] | None = None
    in_palette: bool = True

    def reason(self) -> str:
        """Why it cannot be run now; empty when it can."""
        return self.why() if self.why is not None else ""


def single_key(key: str) -> bool:
    """Whether a shortcut is a plain key that a text field must be able to take."""
    return bool(key) and "Ctrl" not in key and "Alt" not in key and not key.startswith("F") and "Meta" not in key


def bind(
    widget: QWidget, actions: Sequence[Action], *, context: Qt.ShortcutContext, without: frozenset[str] = frozenset()
) -> list[QAction]:
    """QActions for the shortcuts of actions, added to a widget; keys in `without` are left to others."""
    made = []
    for action in actions:
        one = QAction(action.text.replace("&", "&&"), widget)
        one.setObjectName(f"action-{action.name}")
        if action.key and action.key not in without:
            one.setShortcut(QKeySequence(action.key, QKeySequence.SequenceFormat.PortableText))
            one.setShortcutContext(context)
        one.triggered.connect(lambda _checked=False, action=action: None if action.reason() else action.run())
        widget.addAction(one)
        made.append(one)
    return made


def fits(words: str, typed: str) -> tuple[int, ...] | None:
    """Places of the letters in `words` that match `typed` in order, best run first; None when it does not fit.

    Every word typed must fit: as a run of letters anywhere, else as letters in order.
    """
    low, places = words.casefold(), set[int]()
    for part in typed.casefold().split():
        at = low.find(part)
        starts = [i for i in range(len(low)) if low.startswith(part, i) and (i == 0 or not low[i - 1].isalnum())]
        if starts:
            at = starts[0]
        if at >= 0:
            places.update(range(at, at + len(part)))
            continue
        found, last = [], -1
        for letter in part:
            last = low.find(letter, last + 1)
            if last < 0:
                return None
            found.append(last)
        if len(part) < 3 or found[-1] - found[0] > 3 * len(part):
            return None
        places.update(found)
    return tuple(sorted(places))


def score(words: str, typed: str) -> tuple[int, int, int]:
    """Order of hits: words that start with the typed ones first, then runs early in the text, then shorter texts."""
    places = fits(words, typed)
    if places is None or not places:
        return (3, 0, len(words))
    runs = sum(1 for a, b in pairwise(places) if b != a + 1)
    return (0 if places[0] == 0 else 1, runs * 10 + places[0], len(words))
