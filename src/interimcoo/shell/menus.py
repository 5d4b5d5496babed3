"""Menus made from the list of actions: the system's bar on macOS, one menu behind a button (Alt) elsewhere."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from interimcoo.text import N_, _
from interimcoo.ui.actions import Action
from interimcoo.ui.words import plain

TITLES: Final = {
    "file": N_("File"),
    "edit": N_("Edit"),
    "view": N_("View"),
    "go": N_("Go"),
    "page": N_("Page"),
    "help": N_("Help"),
}


def fill(menu: QMenu | QMenuBar, actions: Sequence[Action], made: Mapping[str, QAction], parent: QWidget) -> None:
    """Put every action into the menu of its kind; those that cannot be run now are off and say why."""
    menu.clear()
    for kind, title in TITLES.items():
        inside = [one for one in actions if one.menu == kind]
        if not inside:
            continue
        sub = QMenu(_(title), parent)
        sub.setToolTipsVisible(True)
        menu.addMenu(sub)
        _fill_one(sub, inside, made)
        sub.aboutToShow.connect(lambda inside=inside, made=dict(made): renew(inside, made))


def _fill_one(menu: QMenu, actions: Iterable[Action], made: Mapping[str, QAction]) -> None:
    for action in actions:
        shown = made.get(action.name)
        if shown is not None:
            menu.addAction(shown)


def renew(actions: Iterable[Action], made: Mapping[str, QAction]) -> None:
    """Switch the entries on or off as things are now."""
    for action in actions:
        shown = made.get(action.name)
        if shown is not None:
            why = action.reason()
            shown.setEnabled(not why)
            shown.setToolTip(plain(why))
