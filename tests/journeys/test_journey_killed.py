"""The program is killed while somebody works in the real window: all but the entry being typed is there again."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from interimcoo.features.assessment import queries
from interimcoo.store.checking import check
from interimcoo.store.engagement import Engagement

ROOT = Path(__file__).parents[2]

_WORKER = """
import os, sys
sys.path.insert(0, sys.argv[2])
from datetime import date
from pathlib import Path
from threading import Timer
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from interimcoo.shell.program import application
from interimcoo.shell.window import MainWindow

Timer(60, os._exit, (3,)).start()  # nobody waits for ever, whatever goes wrong
app = application()
window = MainWindow(as_of=date(2026, 9, 22))
window.show()
window.activateWindow()
window.open_file(Path(sys.argv[1]))
while window.workspace is None or not window.workspace.current:
    app.processEvents()

def press(key, held=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget() or window, key, held)
    app.processEvents()

def tell(words):
    print(words, flush=True)

press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
press(Qt.Key.Key_W)
page = window.workspace.page()
tell("begun")
n = 0
while True:
    code, score = page.questions.current_code(), n % 5 + 1
    now = page.questions.panel.answer().score
    if now == score:
        score = score % 5 + 1
    press(getattr(Qt.Key, f"Key_{score}"))
    tell(f"{code} {score} {window.session.engagement.revision}")
    n += 1
    if n == int(sys.argv[3]):
        press(Qt.Key.Key_E)
        for letter in "half a sentence that nobody":
            QTest.keyClicks(QApplication.focusWidget(), letter)
        app.processEvents()
        tell("typing")
        while True:
            app.processEvents()
    press(Qt.Key.Key_Down)
"""


def _clock() -> datetime:
    return datetime(2026, 9, 23, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize("gestures", [1, 3, 9])
def test_that_a_killed_window_loses_no_more_than_the_entry_being_typed(sample_copy: Path, gestures: int) -> None:
    worker = subprocess.Popen(
        [sys.executable, "-c", _WORKER, str(sample_copy), str(ROOT / "tests"), str(gestures)],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert worker.stdout is not None
    told: list[str] = []
    while (line := worker.stdout.readline().strip()) != "typing":
        assert line, f"the window ended by itself after {told}"
        told.append(line)
    worker.send_signal(signal.SIGKILL)
    worker.wait(20)
    worker.stdout.close()
    assert worker.returncode == -signal.SIGKILL

    assert told[0] == "begun"
    answers = [line.split() for line in told[1:]]
    assert len(answers) == gestures
    _is_all_there(sample_copy, answers, at_least=int(answers[-1][2]), at_most=int(answers[-1][2]))


def test_that_a_window_killed_in_the_middle_of_gestures_loses_none_that_was_told(sample_copy: Path) -> None:
    for turn in range(3):
        worker = subprocess.Popen(
            [sys.executable, "-c", _WORKER, str(sample_copy), str(ROOT / "tests"), "10000"],
            stdout=subprocess.PIPE, text=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
        assert worker.stdout is not None
        assert worker.stdout.readline() == "begun\n"
        told = [worker.stdout.readline().strip() for _gesture in range(2 + 5 * turn)]
        worker.kill()  # while the next gesture is on its way
        told += worker.stdout.read().splitlines()
        worker.wait(20)
        worker.stdout.close()
        answers = [line.split() for line in told if len(line.split()) == 3]
        last = int(answers[-1][2])
        _is_all_there(sample_copy, answers, at_least=last, at_most=last + 1)


def _is_all_there(path: Path, answers: list[list[str]], *, at_least: int, at_most: int) -> None:
    opened = Engagement.open(path, clock=_clock)
    try:
        assert at_least <= opened.revision <= at_most
        with opened.reading() as db:
            given = {one.question: one for one in queries.answers(db) if not one.unit and not one.respondent}
        last = {code: int(score) for code, score, _revision in answers}
        lost = {code for code, score in last.items() if given[code].score != score}
        assert len(lost) <= at_most - at_least, lost  # one more gesture than was told may have been written
        assert "half a sentence" not in " ".join(one.evidence for one in given.values())
    finally:
        opened.close()
    assert check(path).ok
