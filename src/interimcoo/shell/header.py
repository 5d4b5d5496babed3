"""The header bar: breadcrumb, title, context; command field, Undo with its list, Redo."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
)

from interimcoo.text import _
from interimcoo.ui.icons import SMALL, paint_icon
from interimcoo.ui.theme import theme
from interimcoo.ui.words import Button, ElidedLabel, button, disable, icon_button, label, plain, spoken_key


class Header(QFrame):
    """52 px; `up` asks to leave an open record, `searched` for the palette."""

    up = Signal()
    searched = Signal()
    menu_wanted = Signal()

    def __init__(
        self, undo: Callable[[], object], redo: Callable[[], object], undo_several: Callable[[int], object]
    ) -> None:
        super().__init__()
        self.setProperty("area", "header")
        self._undo_several = undo_several
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 16, 0)
        row.setSpacing(8)
        self.parent_page = button("", kind="text", on_click=self.up.emit)
        self._chevron = label("›", "sub")
        self.title = label("", "page")
        self.title.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.context = ElidedLabel("", "sub")
        row.addWidget(self.parent_page)
        row.addWidget(self._chevron)
        row.addWidget(self.title)
        row.addSpacing(4)
        row.addWidget(self.context, 1)
        self.search = SearchButton()
        self.search.clicked.connect(lambda _checked=False: self.searched.emit())
        row.addWidget(self.search)
        row.addSpacing(4)
        self.undo = icon_button("arrow-back-up", _("Undo"), key="Ctrl+Z", on_click=undo)
        self.undo.setPopupMode(QToolButton.ToolButtonPopupMode.DelayedPopup)
        self._undo_menu = QMenu(self)
        self._undo_menu.setAccessibleName(_("Undo up to here"))
        self.undo.setMenu(self._undo_menu)
        self.redo = icon_button("arrow-forward-up", _("Redo"), key="Ctrl+Shift+Z", on_click=redo)
        self.menu = icon_button("menu-2", _("Menu"), key="Alt", on_click=self.menu_wanted.emit)
        self.menu.hide()
        for made in (self.undo, self.redo, self.menu):
            row.addWidget(made)
        theme().changed.connect(self._fit)
        self._fit()
        self.set_words("", "", None)

    def set_words(self, title: str, context: str, parent: str | None) -> None:
        """Title, quiet words beside it, and the parent while a record is open."""
        self.title.setText(title)
        self.context.setText(context)
        self.parent_page.setText(parent or "")
        self.parent_page.setAccessibleName(_("Back to {name}").format(name=parent) if parent else "")
        self.parent_page.setVisible(parent is not None)
        self._chevron.setVisible(parent is not None)

    def set_undo(self, undo: str | None, redo: str | None, labels: tuple[str, ...], why: str) -> None:
        """What Undo and Redo would take back; `why` says that the file takes no changes."""
        self._say(self.undo, _("Undo"), "Ctrl+Z", undo, why or _("There is nothing to undo."))
        self._say(self.redo, _("Redo"), "Ctrl+Shift+Z", redo, why or _("There is nothing to redo."))
        self._undo_menu.clear()
        for at, words in enumerate(labels):
            action = QAction(words.replace("&", "&&"), self._undo_menu)
            action.triggered.connect(lambda _checked=False, count=at + 1: self._undo_several(count))
            self._undo_menu.addAction(action)

    def _say(self, made: QToolButton, verb: str, key: str, words: str | None, why: str) -> None:
        disable(made, "" if words is not None else why)
        if words is not None:
            made.setToolTip(plain(f"{verb} {words} ({spoken_key(key)})"))
            made.setAccessibleDescription(words)

    def set_narrow(self, narrow: bool) -> None:
        """A shorter command field in a narrow window."""
        self.search.set_narrow(narrow)

    def _fit(self) -> None:
        self.setFixedHeight(theme().px(52))
        for made in (self.undo, self.redo, self.menu):
            made.setFixedSize(theme().px(30), theme().px(30))


class SearchButton(Button):
    """The command field: looks like a field, opens the palette."""

    def __init__(self) -> None:
        super().__init__("", "Ctrl+K")
        self.setProperty("kind", "search")
        self.setAutoDefault(False)
        self.setAccessibleName(_("Search or run a command"))
        self.setToolTip(plain(_("Search or run a command ({key})").format(key=spoken_key("Ctrl+K"))))
        self.set_narrow(False)
        theme().changed.connect(self._fit)

    def set_narrow(self, narrow: bool) -> None:
        """190 px with fewer words, or 250 px."""
        self._narrow = narrow
        self.setText(_("Search or run") if narrow else _("Search or run a command"))
        self._fit()

    def _fit(self) -> None:
        self.setFixedSize(theme().px(190 if self._narrow else 250), theme().px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() // 2
        paint_icon(painter, QRect(11, middle - SMALL // 2, SMALL, SMALL), "search", "sub")
        painter.setFont(look.font("caption"))
        metrics = painter.fontMetrics()
        words = spoken_key("Ctrl+K")
        cap = QRect(0, 0, metrics.horizontalAdvance(words) + 12, metrics.height() + 4)
        cap.moveTopRight(QPoint(self.width() - 9, middle - cap.height() // 2))
        painter.setPen(look.colour("rule"))
        painter.setBrush(look.colour("raised"))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(look.colour("sub"))
        painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), words)
        painter.setFont(look.font("body"))
        room = QRect(34, 0, cap.left() - 40, self.height())
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
