"""The pages of an engagement: made when first shown, read again when what they read has changed."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from interimcoo.ui.feature import Feature
from interimcoo.ui.page import Page
from interimcoo.ui.session import Session

if TYPE_CHECKING:
    from interimcoo.store.engagement import Changed

State = dict[str, object]


class PageStack(QStackedWidget):
    """The page in front. It alone says how narrow it can be: a wide page behind it must not press on its inspector."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _at: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        front = self.currentWidget()
        return front.minimumSizeHint() if front is not None else super().minimumSizeHint()


class Pages(QObject):
    """Makes, keeps and refreshes pages. `head_changed` names a page whose words are to be asked again."""

    head_changed = Signal(str)

    def __init__(self, session: Session, features: Mapping[str, Feature]) -> None:
        super().__init__()
        self.session = session
        self.features = features
        self.stack = PageStack()
        self.extra: dict[str, Callable[[Session], Page]] = {}
        """pages that are no feature: the history"""
        self._made: dict[str, Page] = {}
        self._stale: set[str] = set()
        session.changed.connect(self._on_changed)

    def made(self) -> Mapping[str, Page]:
        """The pages made so far, by feature."""
        return self._made

    def page(self, name: str, state: State | None = None) -> Page:
        """The page of a feature, made when it is not there yet; `state` is what it shows at first."""
        found = self._made.get(name)
        if found is not None:
            return found
        make = self.extra.get(name) or self.features[name].make_page
        page = make(self.session)
        self._made[name] = page
        page.setProperty("area", "content")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.stack.addWidget(page)
        page.header_changed.connect(lambda: self.head_changed.emit(name))
        if state:
            page.restore(state)
        return page

    def show(self, name: str) -> Page:
        """Bring a page to the front; one that is stale reads again first."""
        page = self.page(name)
        if name in self._stale:
            self._stale.discard(name)
            page.refresh()
        self.stack.setCurrentWidget(page)
        return page

    def refresh_all(self) -> None:
        """Everything is to be read again (the day has changed)."""
        self._stale = set(self._made)
        self._refresh_front()

    def _on_changed(self, changed: "Changed") -> None:
        for name, page in self._made.items():
            if page.reads & changed.tables:
                self._stale.add(name)
        self._refresh_front()

    def _refresh_front(self) -> None:
        front = self.stack.currentWidget()
        for name in [name for name in self._stale if self._made[name] is front]:
            self._stale.discard(name)
            self._made[name].refresh()
            self.head_changed.emit(name)

    def drop(self) -> None:
        """Let every page go."""
        for page in self._made.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self._made.clear()
