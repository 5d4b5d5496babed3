"""A window with the plan page, its keys bound as the program binds them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter
from pytestqt.qtbot import QtBot

import portfolio_sample as sample
from interimcoo.features.plan.feature import FEATURE
from interimcoo.features.plan.page import PlanPage
from interimcoo.store.engagement import Engagement
from interimcoo.ui.actions import Action, bind
from interimcoo.ui.form import FormDialog
from interimcoo.ui.session import BannerText, Session


@dataclass
class Desk:
    """The page in a window, and what it said to the program."""

    window: QMainWindow
    page: PlanPage
    session: Session
    banners: list[BannerText] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    places: list[tuple[str, str]] = field(default_factory=list)

    def dialog(self) -> FormDialog:
        """The dialog that is open."""
        QApplication.processEvents()
        return next(one for one in self.page.findChildren(FormDialog) if one.isVisible())

    def settle(self) -> None:
        """Let the window lay itself out."""
        for _round in range(3):
            QApplication.processEvents()


@pytest.fixture
def open_page(qtbot: QtBot) -> Iterator[Callable[[Engagement], Desk]]:
    opened: list[Session] = []

    def make(engagement: Engagement) -> Desk:
        session = Session(engagement, sample.TODAY)
        page = PlanPage(session)
        window = QMainWindow()
        qtbot.addWidget(window)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(page)
        splitter.addWidget(page.panel)
        splitter.setSizes([900, 300])
        window.setCentralWidget(splitter)
        window.setMenuWidget(page.toolbar())
        window.resize(1200, 760)
        actions = [Action(one.name, one.text, getattr(page, one.method), one.key) for one in FEATURE.actions]
        bind(window, actions, context=Qt.ShortcutContext.WindowShortcut)
        desk = Desk(window, page, session)
        session.bannered.connect(desk.banners.append)
        session.toasted.connect(lambda text, _undo: desk.toasts.append(text))
        session.navigated.connect(lambda feature, record: desk.places.append((feature, record)))
        session.changed.connect(lambda changed: page.refresh() if page.reads & changed.tables else None)
        window.show()
        qtbot.waitExposed(window)
        page.faces.table.setFocus()
        desk.settle()
        opened.append(session)
        return desk

    yield make
    for session in opened:
        session.close()


@pytest.fixture
def desk(open_page: Callable[[Engagement], Desk], tmp_path: Path, clock: Callable[[], datetime]) -> Desk:
    return open_page(sample.portfolio(tmp_path / "plan.icoo", clock))


@pytest.fixture
def bare_desk(open_page: Callable[[Engagement], Desk], tmp_path: Path, clock: Callable[[], datetime]) -> Desk:
    return open_page(sample.empty(tmp_path / "bare.icoo", clock))
