"""While a job runs, no thread collects garbage; afterwards the interpreter does so again."""

import gc
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from interimcoo.ui.jobs import Jobs, Progress


class Cycle(QObject):
    """Garbage that only a collection finds; notes in which thread it went."""

    ended: list[str] = []  # noqa: RUF012 - the test reads it

    def __init__(self) -> None:
        super().__init__()
        self.me = self

    def __del__(self) -> None:
        Cycle.ended.append(threading.current_thread().name)


def _allocate(_progress: Progress) -> int:
    return len([[number] for number in range(60_000)])


def _fail(_progress: Progress) -> int:
    raise ValueError("nothing there")


@pytest.mark.parametrize("task", [_allocate, _fail])
def test_that_a_job_destroys_no_widget_from_its_thread(qtbot: QtBot, task: Callable[[Progress], int]) -> None:
    gc.collect()
    Cycle.ended.clear()
    jobs, told = Jobs(), list[object]()
    Cycle()
    jobs.run("work", task, told.append, told.append)
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: bool(told))
    assert gc.isenabled()
    gc.collect()
    assert set(Cycle.ended) == {threading.main_thread().name}


def test_that_stopping_at_once_gives_the_collection_back(qtbot: QtBot) -> None:
    jobs = Jobs()
    for _n in range(3):
        jobs.run("work", _allocate)
    jobs.stop_all(tell=False)
    assert gc.isenabled()
    qtbot.waitUntil(lambda: not jobs.running)
