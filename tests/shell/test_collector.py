"""Widgets are never destroyed from the thread of a job."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from interimcoo.shell.collector import EVERY_MS, Collector
from interimcoo.shell.window import MainWindow


class Cycle(QObject):
    """Garbage that only a collection finds; notes in which thread it went."""

    ended: list[str] = []  # noqa: RUF012 - the test reads it

    def __init__(self) -> None:
        super().__init__()
        self.me = self

    def __del__(self) -> None:
        Cycle.ended.append(threading.current_thread().name)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    gc.collect()
    Cycle.ended.clear()
    yield
    assert gc.isenabled()


def _allocate() -> None:
    kept = [[number] for number in range(60_000)]
    assert len(kept) == 60_000


def test_that_a_worker_collects_nothing_while_a_window_is_there_and_the_window_does(
    welcome: MainWindow, qtbot: QtBot
) -> None:
    Cycle()
    worker = threading.Thread(target=_allocate, name="job")
    worker.start()
    worker.join()
    assert Cycle.ended == []

    for _turn in range(20):
        _allocate()
        welcome.collector.collect()
    gc.collect()

    assert Cycle.ended == [threading.main_thread().name]
    welcome.close()


def test_that_the_interpreter_collects_again_once_the_last_window_is_closed(qtbot: QtBot) -> None:
    parent = QObject()
    first, second = Collector(parent), Collector(parent)
    first.stop()
    first.stop()
    assert not gc.isenabled()

    second.stop()

    assert gc.isenabled()


def test_that_nothing_is_collected_while_a_file_is_being_opened(welcome: MainWindow, qtbot: QtBot) -> None:
    welcome.collector.rest()
    Cycle()
    kept = [[number] for number in range(60_000)]
    qtbot.wait(EVERY_MS + 200)
    assert Cycle.ended == []
    assert kept

    welcome.collector.resume(keep=False)
    qtbot.waitUntil(lambda: bool(Cycle.ended), timeout=4000)
    welcome.close()


def test_that_what_was_there_is_not_looked_through_again_until_the_window_is_closed(
    welcome: MainWindow, qtbot: QtBot
) -> None:
    welcome.collector.rest()
    welcome.collector.resume(keep=True)
    assert gc.get_freeze_count() > 1000

    welcome.close()

    assert gc.get_freeze_count() == 0
