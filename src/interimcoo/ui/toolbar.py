"""The toolbar: views as segmented control, filters, a stretch, secondary actions, one primary action.

Example:
    bar = Toolbar()
    self.views = bar.segments((("all", _("All 14")), ("signals", _("Signals 6"))), on_choose=self._show)
    self.site = bar.filter(_("Site"), (("", _("All")), ("lodz", "Łódź")), on_choose=self._filter)
    self.search = bar.search(_("Filter"), on_text=self._type)
    bar.stretch(); bar.action(_("Import"), "file-import", on_click=go)
    bar.primary(_("New KPI"), "plus", "N", on_click=new)
"""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from interimcoo.ui.icons import icon
from interimcoo.ui.theme import theme
from interimcoo.ui.words import Button, button

Choices = Sequence[tuple[str, str]]
SEARCH_LEAST: Final = 88


class Segments(QFrame):
    """Two to five options of which one is chosen; arrow keys move."""

    def __init__(self, options: Choices, on_choose: Callable[[str], object] | None = None, name: str = "") -> None:
        super().__init__()
        self.setProperty("role", "segments")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self._on_choose = on_choose
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QToolButton] = {}
        self.set_options(options)

    def set_options(self, options: Choices) -> None:
        """Change words (counts) or options; the choice stays when its key stays."""
        chosen = self.chosen() if self._buttons else ""
        if tuple(key for key, _text in options) == tuple(self._buttons):
            for key, text in options:
                self._buttons[key].setText(text)
                self._buttons[key].setAccessibleName(text)
            return
        for old in self._buttons.values():
            self._group.removeButton(old)
            self._row.removeWidget(old)
            old.deleteLater()
        self._buttons = {}
        for at, (key, text) in enumerate(options):
            made = QToolButton()
            made.setText(text)
            made.setAccessibleName(text)
            made.setCheckable(True)
            made.setFixedHeight(theme().px(28))
            made.setProperty("place", "first" if at == 0 else "last" if at == len(options) - 1 else "")
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            made.clicked.connect(lambda _checked=False, key=key: self._chosen(key))
            self._group.addButton(made)
            self._row.addWidget(made)
            self._buttons[key] = made
        self.choose(chosen if chosen in self._buttons else next(iter(self._buttons), ""))

    def chosen(self) -> str:
        """Key of the chosen option."""
        return next((key for key, made in self._buttons.items() if made.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose an option without telling; an unknown key changes nothing."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def _chosen(self, key: str) -> None:
        if self._on_choose is not None:
            self._on_choose(key)

    def event(self, event: QEvent) -> bool:
        # the arrows are its own while it has the focus, whatever the page does with them
        arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not event.modifiers()
            and event.key() in arrows
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        keys = list(self._buttons)
        if not step or not keys:
            super().keyPressEvent(event)
            return
        key = keys[(keys.index(self.chosen()) + step) % len(keys)]
        self._buttons[key].setChecked(True)
        self._buttons[key].setFocus(Qt.FocusReason.OtherFocusReason)
        self._chosen(key)


class FilterButton(QToolButton):
    """A drop-down that shows its name and what is chosen ("Site All 3")."""

    def __init__(self, name: str, choices: Choices, on_choose: Callable[[str], object] | None = None) -> None:
        super().__init__()
        self._name, self._on_choose = name, on_choose
        self._choices: dict[str, str] = {}
        self._key = ""
        self.setProperty("kind", "filter")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands at the right
        self.setIcon(icon("chevron-down", "sub"))
        self.setFixedHeight(theme().px(30))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self.set_choices(choices)

    def set_choices(self, choices: Choices) -> None:
        """Offer other choices; the first is chosen when the present one is gone."""
        if self._choices and list(self._choices.items()) == list(choices):
            return
        self._choices = dict(choices)
        self._menu.clear()
        group = QActionGroup(self._menu)
        for key, text in choices:
            action = QAction(text.replace("&", "&&"), self._menu)
            action.setCheckable(True)
            action.setData(key)
            action.triggered.connect(lambda _checked=False, key=key: self._chosen(key))
            group.addAction(action)
            self._menu.addAction(action)
        self.choose(self._key if self._key in self._choices else next(iter(self._choices), ""))

    def chosen(self) -> str:
        """Key of the choice."""
        return self._key

    def has(self, key: str) -> bool:
        """Whether a key is among the choices."""
        return key in self._choices

    def choose(self, key: str) -> None:
        """Choose without telling."""
        self._key = key
        text = f"{self._name}: {self._choices.get(key, '')}"
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        for action in self._menu.actions():
            action.setChecked(action.data() == key)

    def _chosen(self, key: str) -> None:
        self.choose(key)
        if self._on_choose is not None:
            self._on_choose(key)


class SearchField(QLineEdit):
    """A text filter; where the toolbar is short of room it gives way before words are cut."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._wide = width
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(self._wide), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(SEARCH_LEAST), super().minimumSizeHint().height())


class Toolbar(QWidget):
    """A row of 44 px; the shell draws the line below it."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 6, 20, 6)
        self._row.setSpacing(8)
        self._secondary: list[Button] = []

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Where not everything fits, secondary actions become icons."""
        for one in self._secondary:
            one.fold(False)
        items = [self._row.itemAt(at) for at in range(self._row.count())]
        placed = [item.widget() for item in items if item is not None]
        shown = [one for one in placed if one is not None and not one.isHidden()]
        margins = self._row.contentsMargins()
        needed = sum(one.minimumSizeHint().width() for one in shown) + self._row.spacing() * max(0, len(shown) - 1)
        for one in self._secondary:
            one.fold(needed + margins.left() + margins.right() > self.width())

    def segments(self, options: Choices, on_choose: Callable[[str], object] | None = None, name: str = "") -> Segments:
        """Add a segmented control."""
        made = Segments(options, on_choose, name)
        self._row.addWidget(made)
        return made

    def filter(self, name: str, choices: Choices, on_choose: Callable[[str], object] | None = None) -> FilterButton:
        """Add a drop-down filter."""
        made = FilterButton(name, choices, on_choose)
        self._row.addWidget(made)
        return made

    def search(self, placeholder: str, on_text: Callable[[str], object] | None = None, width: int = 180) -> QLineEdit:
        """Add a text filter."""
        made = SearchField(width)
        made.setPlaceholderText(placeholder)
        made.setAccessibleName(placeholder)
        made.setClearButtonEnabled(False)
        made.addAction(icon("search", "sub"), QLineEdit.ActionPosition.LeadingPosition)
        if on_text is not None:
            made.textChanged.connect(on_text)
        self._row.addWidget(made)
        return made

    def stretch(self) -> None:
        """What follows stands at the right end."""
        self._row.addStretch(1)

    def action(
        self, text: str, icon_name: str = "", key: str = "", on_click: Callable[[], object] | None = None
    ) -> Button:
        """Add a secondary action."""
        made = button(text, icon_name, key=key, on_click=on_click)
        self._secondary.append(made)
        self._row.addWidget(made)
        return made

    def primary(
        self, text: str, icon_name: str = "", key: str = "", on_click: Callable[[], object] | None = None
    ) -> Button:
        """Add the one primary action; comes last."""
        made = button(text, icon_name, kind="primary", key=key, on_click=on_click)
        self._row.addWidget(made)
        return made

    def add(self, widget: QWidget) -> None:
        """Add any other widget."""
        self._row.addWidget(widget)
