"""The page of keys in the guide, made from the actions the window binds."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSettings

from interimcoo.shell.key_sheet import list_keys
from interimcoo.shell.loading import all_features
from interimcoo.shell.program import application
from interimcoo.shell.window import MainWindow
from interimcoo.shell.window_actions import page_actions, window_actions
from interimcoo.ui.settings import Settings

if TYPE_CHECKING:
    from interimcoo.ui.actions import Action

PAGE: Final = Path(__file__).parents[2] / "docs" / "guide" / "keyboard.md"
_NAMES: Final = {"Return": "Enter", "Del": "Delete"}
_ALSO: Final = {"Ctrl+Shift+Z": "Ctrl+Y", "Ctrl++": "Ctrl+="}
_HEAD: Final = """# Keyboard

`?` shows the keys that work where you are, and `Ctrl+K` finds every command by its words. On macOS `Ctrl` is the
Command key. `Alt` alone opens the menu, `Esc` closes what lies over the page. A letter is typed into a field while one
has the focus; elsewhere it is a key of the page.

This page is made from the program's own list of commands.
"""
_PLACES: Final = """## In one place

| Where | Keys |
|---|---|
| First page | `1` to `4` start a mandate of that type |
| Home | `Enter` runs the item |
| Mandate | `Tab` goes to the next field and saves, `F2` changes a cell in place, `Enter` opens |
| Assessment, result | `Up`, `Down`, `Left` and `Right` go through the cells, `Enter` shows the answers |
| Assessment, questions | `0` to `5` score, `C` then `A` to `D` confidence, `G` then `0` to `5` target |
| Assessment, questions | `E` evidence, `X` not applicable, `Enter` next unanswered |
| Plan, effect of a move | `Enter` moves all, `Esc` leaves it |
| KPIs, chart | `Left` and `Right` go from point to point |
| KPIs, readings | `Enter` saves and goes to the next line, `Ctrl+V` pastes a column, `Esc` goes back |
| Reports | `PgDown` and `PgUp` turn pages, `Space` includes a section, `Alt+Up` and `Alt+Down` move it |
| Import, steps | `Alt+Right` and `Alt+Left` go through the steps, `Alt+Up` and `Alt+Down` move the edge of a band |
"""


def key_page(folder: Path) -> str:
    """The text of the page, from a window whose settings lie in a folder."""
    application()
    window = MainWindow(settings=Settings(QSettings(str(folder / "keys.ini"), QSettings.Format.IniFormat)))
    window.features = all_features()
    actions = window_actions(window)
    groups = [
        ("Everywhere", _keys(one for one in actions if one.menu in ("edit", "view", "help"))),
        ("Files", _keys(one for one in actions if one.menu == "file")),
        ("Pages", _keys(one for one in actions if one.menu == "go")),
        ("Any list", list_keys()),
        *((feature.title, _keys(page_actions(window, feature))) for feature in window.features),
    ]
    window.close()
    return "\n".join([_HEAD, *(_table(head, keys) for head, keys in groups if keys), _PLACES])


def shown(key: str) -> str:
    """A key as people write it, with the second one for the same command."""
    return " or ".join(f"`{_named(one)}`" for one in (key, _ALSO.get(key, "")) if one)


def _named(key: str) -> str:
    front, plus, last = key.rpartition("+") if not key.endswith("+") else ("", "", key)
    return f"{front}{plus}{_NAMES.get(last, last)}"


def _keys(actions: "Iterable[Action]") -> tuple[tuple[str, str], ...]:
    return tuple((one.key, one.text) for one in actions if one.key)


def _table(head: str, keys: Sequence[tuple[str, str]]) -> str:
    lines = [f"| {shown(key)} | {words} |" for key, words in keys]
    return "\n".join([f"## {head}", "", "| Key | What it does |", "|---|---|", *lines, ""])
