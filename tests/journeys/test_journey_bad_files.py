"""Files that cannot be taken: each gets a sentence that says what to do, the window goes on, and no byte is changed."""

import os
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from interimcoo.features.mandate import queries
from journeys.hand import CTRL, KEY, Hand

_HOLDER = """
import sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import QTimer
from interimcoo.shell.program import application
from interimcoo.shell.window import MainWindow
app = application()
window = MainWindow(as_of=date(2026, 9, 22))
window.come_forward = lambda: print("came", flush=True)
window.opened.connect(lambda: print("open", flush=True))
window.open_file(Path(sys.argv[1]))
QTimer.singleShot(60_000, app.quit)
app.exec()
"""


def _notes(path: Path, _whole: bytes) -> None:
    path.write_bytes(b"These are my notes of the first walk.\n" * 40)


def _nothing(path: Path, _whole: bytes) -> None:
    path.write_bytes(b"")


def _newer(path: Path, whole: bytes) -> None:
    path.write_bytes(whole)
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 99")
    raw.close()


def _foreign(path: Path, whole: bytes) -> None:
    path.write_bytes(whole)
    raw = sqlite3.connect(path)
    raw.execute("CREATE TRIGGER sneaky AFTER INSERT ON person BEGIN DELETE FROM mandate; END")
    raw.commit()
    raw.close()


def _cut_off(path: Path, whole: bytes) -> None:
    path.write_bytes(whole[: len(whole) // 2])


def _other_database(path: Path, _whole: bytes) -> None:
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE recipes(name TEXT)")
    raw.commit()
    raw.close()


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (_notes, "is not an engagement"),
        (_nothing, "is not an engagement"),
        (_other_database, "is not an engagement"),
        (_newer, "newer version"),
        (_foreign, "a trigger sneaky"),
        (_cut_off, "is cut off"),
    ],
)
def test_that_a_bad_engagement_is_refused_in_a_sentence_and_work_goes_on(
    at_sample: Hand, sample_file: Path, tmp_path: Path, make: Callable[[Path, bytes], None], says: str
) -> None:
    hand, path = at_sample, tmp_path / "Åhlén <b>AB.icoo"
    make(path, sample_file.read_bytes())
    before, beside = path.read_bytes(), {one.name for one in tmp_path.iterdir()}

    hand.drop(path)
    hand.until(lambda: bool(hand.banners()))

    (said,) = hand.banners()
    assert says in said
    assert "Åhlén <b>AB.icoo" in said
    assert said.count(". ") >= 1, f"what to do is missing: {said}"
    assert path.read_bytes() == before
    assert {one.name for one in tmp_path.iterdir()} == beside
    _works(hand)


def _works(hand: Hand) -> None:
    """The engagement that was open takes changes as before."""
    hand.key(KEY.Key_5, CTRL)
    hand.on("kpis")
    revision = hand.session.engagement.revision
    hand.command("Add unit")
    hand.fill(name="Paint shop")
    hand.key(KEY.Key_Return)
    hand.no_dialog()
    assert "Paint shop" in [one.name for one in hand.session.read(queries.units)]
    assert hand.session.engagement.revision == revision + 1


def test_that_an_engagement_open_in_another_window_is_left_there_and_shown_the_way_to(
    at_sample: Hand, sample_file: Path, tmp_path: Path
) -> None:
    hand, path = at_sample, tmp_path / "elsewhere.icoo"
    path.write_bytes(sample_file.read_bytes())
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(path)], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    assert other.stdout is not None
    try:
        assert other.stdout.readline() == "open\n"
        hand.drop(path)
        hand.until(lambda: bool(hand.banners()))
        assert hand.banners()[0].startswith("elsewhere.icoo is open already, in another window or program.")
        hand.press("Go there")
        assert other.stdout.readline() == "came\n"
        _works(hand)
    finally:
        other.kill()
        other.wait(20)
        other.stdout.close()
    hand.drop(path)  # the other window was killed: nothing of it stays in the way
    hand.until(lambda: hand.window.session is not None and hand.session.engagement.path == path)


@pytest.mark.qt_log_ignore("Keyboard event not accepted", extend=True)  # said by the simulated keyboard
def test_that_a_file_opened_for_reading_takes_no_change_and_keeps_its_bytes(at_sample: Hand) -> None:
    hand = at_sample
    path = hand.session.engagement.path
    hand.key(KEY.Key_W, CTRL)
    hand.until(lambda: hand.window.workspace is None)
    before = path.read_bytes()
    recent = hand.window.welcome.recent
    assert recent is not None
    row = recent.visualRect(recent.currentIndex())
    QTest.mouseClick(recent.viewport(), Qt.MouseButton.LeftButton, pos=row.center() + _to_the_dots(row.width()))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    while (chosen := menu.activeAction()) is None or chosen.text() != "Open for reading only":
        hand.key(KEY.Key_Down)
    hand.key(KEY.Key_Return)
    hand.until(lambda: hand.window.session is not None)
    hand.on("home")
    assert hand.banners()[0].startswith("This file is open for reading only.")

    # what would change the file is refused with the same sentence; looking and reporting go on
    hand.key(KEY.Key_2, CTRL)
    hand.on("assessment")
    hand.key(KEY.Key_W)
    hand.key(KEY.Key_5)
    hand.key(KEY.Key_4, CTRL)
    hand.key(KEY.Key_Right)
    hand.until(lambda: any("reading only" in words for words in hand.banners()))
    hand.key(KEY.Key_Z, CTRL)
    for name in ("home", "mandate", "assessment", "initiatives", "plan", "kpis", "actions", "reports", "imports"):
        hand.open_by_rail(name)
    hand.key(KEY.Key_W, CTRL)
    hand.until(lambda: hand.window.workspace is None)
    assert path.read_bytes() == before


def _to_the_dots(width: int) -> QPoint:
    return QPoint(width // 2 - 8, 0)


def _zip_of_nothing(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("readme.txt", "nothing")


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("Orders.xlsx", lambda path: path.write_bytes(b"\x00\x01\x02" * 700)),
        ("Orders.xlsx", lambda path: path.write_bytes(b"")),
        ("Orders.xlsx", _zip_of_nothing),
        ("Orders.xls", lambda path: path.write_bytes(b"PK\x03\x04 and then nothing")),
    ],
    ids=["noise", "empty", "archive", "torn"],
)
def test_that_a_workbook_that_is_none_is_refused_in_a_sentence_and_work_goes_on(
    at_sample: Hand, tmp_path: Path, name: str, make: Callable[[Path], object]
) -> None:
    hand, path = at_sample, tmp_path / name
    make(path)
    before, revision = path.read_bytes(), hand.session.engagement.revision

    hand.drop(path)
    hand.on("imports")
    hand.until(lambda: bool(hand.banners()))

    (said,) = hand.banners()
    assert said.startswith(f"{name}: ")
    assert said.count(". ") >= 1, f"what to do is missing: {said}"
    assert path.read_bytes() == before
    assert hand.session.engagement.revision == revision
    _works(hand)


def test_that_an_engagement_closed_while_a_workbook_is_being_read_leaves_quietly(
    at_sample: Hand, tmp_path: Path
) -> None:
    hand, path = at_sample, tmp_path / "long.csv"
    rows = (f"2026-W{n % 50 + 1:02d};Measure {n // 50};{n}" for n in range(60_000))
    path.write_text("\n".join(["Week;KPI;Value", *rows]), encoding="utf-8")
    hand.drop(path)
    hand.on("imports")
    assert hand.session.jobs.running
    hand.key(KEY.Key_W, CTRL)
    hand.until(lambda: hand.window.workspace is None)
    hand.key(KEY.Key_Return)
    hand.until(lambda: hand.window.workspace is not None)
    assert hand.banners() == []
