"""A window on a fresh engagement, as a user sees it: offscreen, with settings of its own."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from interimcoo.shell.loading import create
from interimcoo.shell.new_engagement import Wish
from interimcoo.shell.window import MainWindow
from interimcoo.ui.session import Session
from interimcoo.ui.settings import Settings
from interimcoo.ui.theme import theme

DAY = date(2026, 9, 22)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that no other test sees."""
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def make_file(tmp_path: Path) -> Callable[..., Path]:
    """Make an engagement file and close it again."""

    def make(client: str = "Nordvik Components AB", mandate_type: str = "turnaround") -> Path:
        path = tmp_path / f"{client}.icoo"
        create(Wish(path, client, mandate_type, date(2026, 8, 31), 180, 110), "A. Lindqvist", DAY).engagement.close()
        return path

    return make


@pytest.fixture
def welcome(qtbot: QtBot, settings: Settings) -> Iterator[MainWindow]:
    """A window with no engagement open."""
    window = MainWindow(settings=settings, as_of=DAY)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):  # shortcuts belong to the active window
        window.show()
        window.activateWindow()
    yield window
    window.close()
    theme().set_scheme("system")
    theme().set_text_size(100)


@pytest.fixture
def window(welcome: MainWindow, settings: Settings, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """A window with a fresh turnaround engagement open, on its home page."""
    wish = Wish(tmp_path / "Nordvik.icoo", "Nordvik Components AB", "turnaround", date(2026, 8, 31), 180, 110)
    loaded = create(wish, "A. Lindqvist", DAY)
    welcome.show_session(Session(loaded.engagement, DAY, settings=settings, parent=welcome), loaded.features)
    return welcome


@pytest.fixture
def open_in(qtbot: QtBot) -> Callable[[MainWindow, Path], None]:
    """Open a file in a window and wait until its page is there."""

    def opening(window: MainWindow, path: Path) -> None:
        with qtbot.waitSignal(window.opened, timeout=20_000):
            window.open_file(path)

    return opening
