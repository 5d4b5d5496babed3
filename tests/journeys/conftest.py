"""A person at the real window, with profile and settings of their own; pauses are written down for the benchmark."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from interimcoo.shell.window import MainWindow
from interimcoo.ui.settings import LAST_FOLDER, WHO, Settings
from interimcoo.ui.theme import theme
from journeys.hand import DAY, Hand


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that no other test sees; new files go beside the test."""
    made = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    made.set(LAST_FOLDER, str(tmp_path))
    made.set(WHO, "Anna Berg")
    return made


@pytest.fixture
def sit_down(qtbot: QtBot, settings: Settings, request: pytest.FixtureRequest) -> Iterator[Callable[[], Hand]]:
    """Start the window and sit down at it; at the end all windows are closed and their pauses written down."""
    hands: list[Hand] = []

    def start() -> Hand:
        window = MainWindow(settings=settings, as_of=DAY)
        qtbot.addWidget(window)
        window.resize(1440, 900)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        hands.append(Hand(window, qtbot))
        return hands[-1]

    yield start
    for hand in hands:
        hand.window.close()
    theme().set_scheme("system")
    theme().set_text_size(100)
    _note(request.node.name, hands)


@pytest.fixture
def hand(sit_down: Callable[[], Hand]) -> Hand:
    """A person at the welcome page."""
    return sit_down()


@pytest.fixture
def at_sample(hand: Hand, sample_copy: Path) -> Hand:
    """A person who has the sample open, on its home page."""
    hand.window.open_file(sample_copy)
    hand.on("home")
    return hand


def _note(name: str, hands: list[Hand]) -> None:
    """Write the pauses of a journey down where the benchmark asks for them."""
    place = os.environ.get("INTERIMCOO_JOURNEY_PAUSES")
    if not place:
        return
    pauses = [pause for hand in hands for pause in hand.pauses]
    with Path(place).open("a", encoding="utf-8") as file:
        file.write(json.dumps({"journey": name, "pauses": pauses}) + "\n")
