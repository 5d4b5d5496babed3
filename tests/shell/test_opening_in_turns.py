"""A file is shown in turns: what happens in between is met, and closing the window in between closes the file."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from interimcoo.shell.window import MainWindow
from interimcoo.store.engagement import Engagement


def _in_between(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    """Open a file and stop before its frame is in front."""
    window.open_file(path)
    files = window.files
    qtbot.waitUntil(lambda: files._showing is not None, timeout=20_000)
    assert window.session is None


def test_that_the_window_can_be_closed_in_between_and_lets_the_file_go(
    welcome: MainWindow, sample_copy: Path, qtbot: QtBot
) -> None:
    _in_between(welcome, sample_copy, qtbot)

    welcome.close()

    assert welcome.files._showing is None
    again = Engagement.open(sample_copy, clock=welcome.clock)
    assert not again.read_only
    again.close()
    qtbot.wait(150)
    assert welcome.session is None
    assert welcome.workspace is None


def test_that_a_second_file_waits_until_the_first_is_shown(
    welcome: MainWindow, sample_copy: Path, qtbot: QtBot
) -> None:
    _in_between(welcome, sample_copy, qtbot)

    with qtbot.waitSignal(welcome.opened, timeout=20_000):
        welcome.open_file(sample_copy.with_name("another.icoo"))
        assert not welcome.jobs.running

    assert welcome.session is not None
    assert welcome.session.engagement.path == sample_copy
    welcome.close()
