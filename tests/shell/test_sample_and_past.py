"""The sample client in the window, and an engagement as it was known on an earlier day."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from interimcoo import sample
from interimcoo.clock import clock_of
from interimcoo.features.mandate import queries
from interimcoo.features.mandate.commands import AddUnit, ChangeMandate
from interimcoo.shell import recent
from interimcoo.shell.past import PastSession
from interimcoo.shell.sample_copy import make_copy
from interimcoo.shell.window import MainWindow
from interimcoo.store import data_folder
from interimcoo.store.engagement import Engagement
from interimcoo.ui.jobs import Cancelled
from interimcoo.ui.settings import Settings
from interimcoo.ui.theme import theme


@pytest.fixture
def now(qtbot: QtBot, settings: Settings) -> MainWindow:
    """A window of today, with no day given."""
    window = MainWindow(settings=settings)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def _ready_master(sample_file: Path) -> None:
    """The master of the sample, as a first use would have made it."""
    from interimcoo import __version__

    folder = data_folder() / "sample"
    folder.mkdir(mode=0o700)
    (folder / "master.icoo").write_bytes(sample_file.read_bytes())
    (folder / "master.version").write_text(__version__, encoding="utf-8")


def test_that_the_sample_opens_on_its_own_day_with_its_mark(now: MainWindow, sample_file: Path, qtbot: QtBot) -> None:
    _ready_master(sample_file)
    with qtbot.waitSignal(now.opened, timeout=30_000):
        qtbot.mouseClick(now.welcome.sample_button, Qt.MouseButton.LeftButton)

    assert now.session is not None
    assert now.workspace is not None
    assert now.session.today == sample.TODAY
    assert now.workspace.rail.client.accessibleName() == "Nordvik Components AB, Day 23 of 180, diagnosis, sample"
    assert now.session.engagement.path.stat().st_mode & 0o777 == 0o600
    now.session.run(AddUnit("Mine"))
    newest = now.session.engagement.history()[0]
    assert newest.at.astimezone().date() == sample.TODAY
    now.close_engagement()
    (one,) = recent.recents()
    assert one.is_sample
    assert one.day(date(2030, 1, 1)) == (23, 180)
    now.close()


def test_that_resetting_the_sample_takes_back_what_was_tried(now: MainWindow, sample_file: Path, qtbot: QtBot) -> None:
    _ready_master(sample_file)
    with qtbot.waitSignal(now.opened, timeout=30_000):
        now.try_sample()
    assert now.session is not None
    before = now.session.engagement.revision
    now.session.run(AddUnit("Mine"))
    now.close_engagement()
    with qtbot.waitSignal(now.opened, timeout=30_000):
        now.try_sample()
    assert now.session.engagement.revision == before + 1

    with qtbot.waitSignal(now.opened, timeout=30_000):
        now.reset_sample()

    assert now.session is not None
    assert now.session.engagement.revision == before
    now.close()


def test_that_cancelling_the_making_of_the_sample_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "sample"

    def cancel(_n: int, _total: int, _words: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        make_copy(folder / "master.icoo", folder / "copy.icoo", anew=False, progress=cancel)

    assert list(folder.iterdir()) == []


@pytest.fixture
def two_days(tmp_path: Path, make_file: Callable[..., Path]) -> Path:
    """A file made on 22 September whose client and units changed on 24 September."""
    path = make_file()
    engagement = Engagement.open(path, clock=clock_of(date(2026, 9, 24)), who="A. Lindqvist")
    engagement.run(ChangeMandate(client="Nordvik Group"))
    engagement.run(AddUnit("Assembly"))
    engagement.close()
    return path


def test_that_an_earlier_day_shows_what_was_known_then_and_takes_no_change(
    welcome: MainWindow, two_days: Path, qtbot: QtBot
) -> None:
    before = two_days.read_bytes()
    with qtbot.waitSignal(welcome.opened, timeout=20_000):
        welcome.open_file(two_days)
    session = welcome.session
    assert isinstance(session, PastSession)
    assert welcome.workspace is not None

    assert welcome.windowTitle() == "Nordvik Components AB – interimcoo"
    assert session.read(queries.units) == ()
    (banner,) = welcome.workspace.banners.texts()
    assert banner.bold == "You see what was known on 22 Sep 2026."
    assert not session.run(AddUnit("Paint"))
    for feature in welcome.features:
        welcome.go(feature.name)
        assert welcome.workspace.current == feature.name
    welcome.close_engagement()
    assert two_days.read_bytes() == before
    assert [one.client for one in recent.recents()] == []


def test_that_the_day_of_the_last_change_is_open_for_work(two_days: Path, settings: Settings, qtbot: QtBot) -> None:
    window = MainWindow(settings=settings, as_of=date(2026, 9, 24))
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.opened, timeout=20_000):
        window.open_file(two_days)

    assert window.session is not None
    assert not isinstance(window.session, PastSession)
    assert window.windowTitle() == "Nordvik Group – interimcoo"
    assert window.session.run(AddUnit("Paint"))
    window.close()
    theme().set_scheme("system")
