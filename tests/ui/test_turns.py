"""Work in turns: events come in between, and nothing runs for an owner that is gone."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from interimcoo.ui.turns import at_once, in_turns


def _work(done: list[str]) -> Iterator[None]:
    for name in ("first", "second", "third"):
        done.append(name)
        yield


def test_that_events_come_between_the_turns(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    QTimer.singleShot(0, owner, lambda: done.append("an event"))

    in_turns(owner, _work(done))

    assert done == ["first"]
    qtbot.waitUntil(lambda: done[-1] == "third")
    assert done == ["first", "an event", "second", "third"]


def test_that_nothing_runs_for_an_owner_that_is_gone(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    in_turns(owner, _work(done))

    owner.deleteLater()
    qtbot.wait(50)

    assert "third" not in done


def test_that_at_once_does_all(qtbot: QtBot) -> None:
    done: list[str] = []
    at_once(_work(done))
    assert done == ["first", "second", "third"]
