"""The key sheet (`?`): the keys of the page and of the window, made from the same list of actions as the menus."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from interimcoo.shell.overlay import Overlay
from interimcoo.text import _
from interimcoo.ui.actions import Action
from interimcoo.ui.theme import theme
from interimcoo.ui.words import hairline, icon_button, key_cap, label

Keys = Sequence[tuple[str, str]]
"""(key in portable text, what it does)"""


def list_keys() -> tuple[tuple[str, str], ...]:
    """The keys of any list."""
    return (
        ("Up", _("Row above")),
        ("Down", _("Row below")),
        ("Home", _("First row")),
        ("End", _("Last row")),
        ("/", _("Jump to a row by its letters")),
        ("Return", _("Open")),
        ("F2", _("Change")),
        ("Shift+Down", _("Extend the selection")),
        ("Ctrl+A", _("Select all")),
        ("Ctrl+C", _("Copy with heads")),
    )


def keys_of(actions: Sequence[Action]) -> tuple[tuple[str, str], ...]:
    """The keys of actions that have one."""
    return tuple((one.key, one.text) for one in actions if one.key)


class KeySheet(Overlay):
    """Columns of keys; filled anew at each opening."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, wide=1080, top=64)
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 12, 10)
        self.title = label(_("Keys"), "section")
        head.addWidget(self.title, 1)
        self.close_button = icon_button("x", _("Close"), key="Esc", on_click=self.close_it)
        head.addWidget(self.close_button)
        self.column.addLayout(head)
        self.column.addWidget(hairline())
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setProperty("role", "raisedlist")
        self.area.setAccessibleName(_("Keys"))
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.column.addWidget(self.area, 1)
        self._groups: tuple[tuple[str, Keys], ...] = ()

    def show_keys(self, groups: Sequence[tuple[str, Keys]]) -> None:
        """Open with groups of keys: (head, keys)."""
        self._groups = tuple((head, tuple(keys)) for head, keys in groups if keys)
        inside = QWidget()
        inside.setProperty("role", "raisedlist")
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(20, 12, 20, 16)
        columns.setSpacing(36)
        for chunk in _in_columns(self._groups):
            side = QVBoxLayout()
            side.setSpacing(14)
            for name, keys in chunk:
                side.addLayout(_block(name, keys))
            side.addStretch(1)
            columns.addLayout(side, 1)
        self.area.setWidget(inside)
        self.open()
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def words(self) -> tuple[tuple[str, str], ...]:
        """Every key shown with its words."""
        return tuple(pair for _head, keys in self._groups for pair in keys)

    def height_wanted(self) -> int:
        inside = self.area.widget()
        if inside is None:
            return theme().px(56)
        tall = inside.heightForWidth(self.area.viewport().width())
        return theme().px(58) + (tall if tall > 0 else inside.sizeHint().height())


def _in_columns(groups: Sequence[tuple[str, Keys]], count: int = 3) -> list[list[tuple[str, Keys]]]:
    """Groups in columns of about the same height, in their order."""
    most = sum(len(keys) + 2 for _name, keys in groups) / count
    columns: list[list[tuple[str, Keys]]] = [[]]
    high = 0.0
    for name, keys in groups:
        if columns[-1] and high + len(keys) / 2 > most and len(columns) < count:
            columns.append([])
            high = 0.0
        columns[-1].append((name, keys))
        high += len(keys) + 2
    return columns


def _block(name: str, keys: Keys) -> QVBoxLayout:
    block = QVBoxLayout()
    block.setSpacing(6)
    block.addWidget(label(name, "smallstrong"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(5)
    grid.setColumnMinimumWidth(0, theme().px(84))
    grid.setColumnStretch(1, 1)
    for at, (key, what) in enumerate(keys):
        grid.addWidget(key_cap(key), at, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(label(what, "body", wrap=True), at, 1)
    block.addLayout(grid)
    return block
