"""The side of the inspector: beside the content, or sliding over it in a narrow window; its width is kept per page."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from interimcoo.text import _
from interimcoo.ui.theme import theme

USUAL: Final = 320
NARROW: Final = 280
LARGE: Final = 360
OVER_BELOW: Final = 1200


class Side(QFrame):
    """Holds the inspectors of the pages. `shown_changed` tells when it was opened or closed by the user."""

    shown_changed = Signal(bool)

    def __init__(self, splitter: QSplitter, body: QWidget) -> None:
        super().__init__()
        self.setProperty("area", "inspector")
        self.setAccessibleName(_("Inspector"))
        self._splitter, self._body = splitter, body
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        self._stack = QStackedWidget()
        column.addWidget(self._stack)
        self.over = False
        self._has = False
        self.wanted = True
        self._window_width = 1440
        self._width = 0
        splitter.addWidget(self)
        splitter.setCollapsible(splitter.count() - 1, False)
        splitter.splitterMoved.connect(self._on_moved)
        body.installEventFilter(self)

    def set_inspector(self, inspector: QWidget | None, wanted: bool, width: int) -> None:
        """Show the inspector of a page; None: the page has none. `width` 0 takes the usual one."""
        if inspector is not None and self._stack.indexOf(inspector) < 0:
            self._stack.addWidget(inspector)
        if inspector is not None:
            self._stack.setCurrentWidget(inspector)
        self._has = inspector is not None
        self.wanted, self._width = wanted, width
        self._apply()

    def toggle(self) -> bool:
        """Show or hide it; whether it is shown now."""
        if not self._has:
            return False
        showing = not self.isVisibleTo(self._body)
        if self.over:
            self.setVisible(showing)
            self._place()
        else:
            self.wanted = showing
            self._apply()
            self.shown_changed.emit(showing)
        return showing

    def fit(self, window_width: int) -> None:
        """Beside the content or over it, by the width of the window."""
        self._window_width = window_width
        self._apply()

    def current(self) -> QWidget | None:
        """The inspector shown; None while the page has none."""
        return self._stack.currentWidget() if self._has else None

    def has_inspector(self) -> bool:
        """Whether the page in front has one."""
        return self._has

    def width_kept(self) -> int:
        """The width the user gave it; 0 while it is the usual one."""
        return self._width

    def _on_moved(self) -> None:
        """The user drew the edge: a width that only the room of the window decides is not remembered."""
        if not self.over and self.isVisible():
            self._width = 0 if abs(self.width() - self._usual()) < 4 else self.width()

    def _usual(self) -> int:
        width = LARGE if self._window_width >= 1920 else NARROW if self._window_width < 1400 else USUAL
        return theme().px(width)

    def _apply(self) -> None:
        over = self._window_width < OVER_BELOW
        if over != self.over:
            self.over = over
            if over:
                self.setParent(self._body)
                self.hide()
            else:
                self._splitter.addWidget(self)
        if over:
            if not self._has:
                self.hide()
            self._place()
            return
        self.setMinimumWidth(theme().px(NARROW))
        self.setVisible(self._has and self.wanted)
        width = self._width or self._usual()
        total = self._splitter.width()
        if total > width:
            self._splitter.setSizes([total - width, width])

    def _place(self) -> None:
        if self.over:
            width = self._width or theme().px(NARROW)
            self.setGeometry(self._body.width() - width, 0, width, self._body.height())
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._body and event.type() == QEvent.Type.Resize:
            self._place()
        return False
