"""The window around the pages of one engagement: rail, header, toolbar, content, inspector, status bar."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from interimcoo.shell.areas import Areas
from interimcoo.shell.badges import Badges
from interimcoo.shell.header import Header
from interimcoo.shell.pages import Pages, State
from interimcoo.shell.places import Places
from interimcoo.shell.progress import ProgressStrip
from interimcoo.shell.rail import Rail
from interimcoo.shell.records import feature_of
from interimcoo.shell.side import Side
from interimcoo.shell.status_bar import StatusBar
from interimcoo.text import _
from interimcoo.ui.banner import BannerStack
from interimcoo.ui.feature import Feature
from interimcoo.ui.page import Page
from interimcoo.ui.session import Session
from interimcoo.ui.theme import theme
from interimcoo.ui.words import label

RAIL_WIDE_FROM = 1400
KEPT_PLACES = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A place to go back to: a page and what it showed."""

    page: str
    state: State


class Workspace(QWidget):
    """One engagement. `page_changed` names the page in front; `undo_wanted` is how many steps to take back."""

    page_changed = Signal(str)
    head_changed = Signal()
    searched = Signal()
    menu_wanted = Signal()

    def __init__(self, session: Session, features: Sequence[Feature], places: Places) -> None:
        super().__init__()
        self.session, self.places = session, places
        self.features = {one.name: one for one in features}
        self.pages = Pages(session, self.features)
        self.pages.head_changed.connect(self._on_head_changed)
        self._back: list[Place] = []
        self._forward: list[Place] = []
        self._current = ""
        self._waiting: tuple[str, str] | None = None
        self._toolbar_now: QWidget | None = None
        self.rail = Rail(features)
        self.header = Header(session.undo, session.redo, self.undo_several)
        self.status = StatusBar()
        self.banners = BannerStack()
        self.progress = ProgressStrip(session.jobs)
        self._lay_out()
        self.badges = Badges(session, features, self.rail.pages.rail)
        self._connect()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.header)
        self.toolbar = QFrame()
        self.toolbar.setProperty("area", "toolbar")
        self._toolbar_row = QVBoxLayout(self.toolbar)
        self._toolbar_row.setContentsMargins(0, 0, 0, 1)
        right.addWidget(self.toolbar)
        self.body = QWidget()
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        row.addWidget(self.splitter)
        self.splitter.addWidget(self._content())
        self.side = Side(self.splitter, self.body)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        right.addWidget(self.body, 1)
        middle.addLayout(right, 1)
        whole.addLayout(middle, 1)
        whole.addWidget(self.status)
        self.areas = Areas(
            self,
            (self.rail, self.header, self.toolbar, self.content, self.side, self.status),
            lambda: self.title_focus(),
        )

    def _content(self) -> QWidget:
        self.content = QFrame()
        self.content.setProperty("area", "content")
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.progress)
        column.addWidget(self.banners)
        self.answer = label("", "answer", wrap=True)
        self.answer.setContentsMargins(20, 12, 20, 2)
        self.answer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self.answer)
        column.addWidget(self.pages.stack, 1)
        return self.content

    def _connect(self) -> None:
        self.rail.wanted.connect(self.go)
        self.header.up.connect(self.leave_record)
        self.header.searched.connect(self.searched)
        self.header.menu_wanted.connect(self.menu_wanted)
        self.side.shown_changed.connect(self._on_side)
        self.session.navigated.connect(self.go)
        self.session.bannered.connect(self.banners.show_banner)
        self.session.banner_cleared.connect(self.banners.clear)
        self.session.busy_changed.connect(self._on_busy)
        self.session.changed.connect(self._on_changed)
        theme().changed.connect(self._fit_toolbar)
        theme().changed.connect(self._fit)

    @property
    def current(self) -> str:
        """Name of the page in front."""
        return self._current

    def page(self) -> Page | None:
        """The page in front."""
        return self.pages.made().get(self._current)

    def go(self, name: str, record: str = "") -> None:
        """Show a page, and open a record there; "" finds the page by the record. Waits while a change is written."""
        if self.session.busy:
            self._waiting = (name, record)
            return
        name = name or feature_of(self.session, self.features, record)
        if name not in self.features and name not in self.pages.extra:
            self.session.banner("warning", _("There is no record {name}.").format(name=record), topic="error")
            return
        here = self.page()
        if here is not None:
            self._back = [*self._back, Place(self._current, here.state())][-KEPT_PLACES:]
            self._forward = []
        self._show(name)
        page = self.page()
        if record and page is not None and not page.open_record(record):
            self.session.banner("warning", _("There is no record {name}.").format(name=record), topic="error")

    def back(self) -> None:
        """The place before this one, with its scroll place and selection."""
        self._walk(self._back, self._forward)

    def forward(self) -> None:
        """The place that was left by going back."""
        self._walk(self._forward, self._back)

    def can_go(self, *, back: bool) -> bool:
        """Whether there is a place to go to."""
        return bool(self._back if back else self._forward)

    def leave_record(self) -> None:
        """From an open record to its list."""
        page = self.page()
        if page is not None and page.breadcrumb() is not None:
            page.up()
            self._on_head_changed(self._current)

    def undo_several(self, count: int) -> None:
        """Take back the last steps up to one of the list."""
        for _step in range(count):
            if not self.session.undo() or self.session.busy:
                return

    def _walk(self, source: list[Place], target: list[Place]) -> None:
        here = self.page()
        if not source or here is None or self.session.busy:
            return
        place = source.pop()
        target.append(Place(self._current, here.state()))
        self._show(place.page)
        page = self.page()
        if page is not None:
            page.restore(place.state)
            self._on_head_changed(place.page)

    def _show(self, name: str) -> None:
        self._keep()
        self.session.clear_banner("error")
        self.pages.page(name, self.places.pages.get(name))
        self._current = name
        page = self.pages.show(name)
        self.rail.pages.set_page(name)
        self._set_toolbar(page.toolbar())
        wanted = self.places.inspector.get(name, True)
        self.side.set_inspector(page.inspector(), wanted, self.places.widths.get(name, 0))
        self._say()
        self.page_changed.emit(name)
        self.areas.focus_content()

    def _set_toolbar(self, bar: QWidget | None) -> None:
        if self._toolbar_now is not None and self._toolbar_now is not bar:
            self._toolbar_now.hide()
        self._toolbar_now = bar
        self.toolbar.setVisible(bar is not None)
        if bar is not None:
            if self._toolbar_row.indexOf(bar) < 0:
                self._toolbar_row.addWidget(bar)
            bar.show()
            self._fit_toolbar()

    def _fit_toolbar(self) -> None:
        if self._toolbar_now is not None:
            self.toolbar.setFixedHeight(max(theme().px(44), self._toolbar_now.minimumSizeHint().height() + 1))

    def _say(self) -> None:
        page = self.page()
        if page is None or self.session.busy:
            return
        self.header.set_words(page.title(), page.context(), page.breadcrumb())
        answer = "" if page.shows_answer else page.answer()
        self.answer.setText(answer)
        self.answer.setVisible(bool(answer))
        self.head_changed.emit()

    def _on_head_changed(self, name: str) -> None:
        page = self.page()
        if name != self._current or page is None:
            return
        if page.toolbar() is not self._toolbar_now:
            self._set_toolbar(page.toolbar())
        if self.side.current() is not page.inspector():
            self.side.set_inspector(
                page.inspector(), self.places.inspector.get(name, True), self.places.widths.get(name, 0)
            )
        self._say()

    def _on_side(self, shown: bool) -> None:
        self.places.inspector[self._current] = shown

    def _on_busy(self, busy: bool) -> None:
        self.status.set_busy(busy)
        self.body.setEnabled(not busy)
        self.toolbar.setEnabled(not busy)
        if not busy and self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self.go(*waiting)

    def _on_changed(self, _changed: object) -> None:
        self._say()

    def _keep(self) -> None:
        """Note where the user is on the page in front."""
        page = self.page()
        if page is not None:
            self.places.pages[self._current] = page.state()
            self.places.page = self._current
            width = self.side.width_kept()
            if width:
                self.places.widths[self._current] = width

    def keep_place(self) -> None:
        """Write down the last place."""
        self._keep()
        self.places.save(self.session.engagement)

    def title_focus(self) -> None:
        """Where the focus goes when a page has nothing to take it."""
        self.rail.focus()

    def close_pages(self) -> None:
        """The file is being closed."""
        self.keep_place()
        self.badges.stop()

    def let_go(self) -> None:
        """It was never shown."""
        self.badges.stop()
        self.pages.drop()
        self.deleteLater()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self.areas.step(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.side.over and self.side.isVisible():
                self.side.toggle()
            else:
                self.leave_record()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Fold rail, header and inspector by the width in units of the text: larger words make a window narrower."""
        wide = self.width() * 100 // theme().text_size
        self.rail.set_narrow(wide < RAIL_WIDE_FROM)
        self.header.set_narrow(wide < RAIL_WIDE_FROM)
        self.side.fit(wide)
