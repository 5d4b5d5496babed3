"""A defect is noted without data and told once; a file is open in one window; files are dropped on it."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from pytestqt.qtbot import QtBot

from interimcoo.shell import crash, instance
from interimcoo.shell.crash_dialog import CrashDialog
from interimcoo.shell.program import Defects
from interimcoo.shell.window import MainWindow

SECRET = "Salary of M. Wójcik 84 000"

_HOLDER = """
import sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import QTimer
from interimcoo.shell.program import application
from interimcoo.shell.window import MainWindow
app = application()
window = MainWindow(as_of=date(2026, 9, 22))
window.come_forward = lambda: (print("came", flush=True), QTimer.singleShot(200, app.quit))
window.opened.connect(lambda: print("open", flush=True))
window.open_file(Path(sys.argv[1]))
app.exec()
window.close()
"""


@pytest.fixture
def defects(window: MainWindow) -> Iterator[Defects]:
    made = Defects(window)
    yield made
    made.stop()
    if isinstance(made.dialog, CrashDialog):
        made.dialog.close()


def _fail_with(message: str) -> None:
    note = message
    raise KeyError(note)


def _raise_through_the_hook() -> None:
    try:
        _fail_with(SECRET)
    except KeyError:
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]


def test_that_a_defect_is_told_with_the_time_of_the_last_change(
    window: MainWindow, defects: Defects, qtbot: QtBot
) -> None:
    _raise_through_the_hook()
    dialog = defects.dialog
    assert isinstance(dialog, CrashDialog)
    assert window.session is not None
    assert window.session.engagement.last_saved is not None

    saved = f"{window.session.engagement.last_saved.astimezone():%H:%M}"
    assert dialog.words.text() == f"Something went wrong. Your work is saved up to the last change ({saved})."
    assert "_fail_with" in dialog.details
    assert "KeyError" in dialog.details
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == dialog.details


def test_that_neither_log_nor_details_hold_data_of_the_client(window: MainWindow, defects: Defects) -> None:
    _raise_through_the_hook()

    assert isinstance(defects.dialog, CrashDialog)
    log = crash.log_file()
    assert log.stat().st_mode & 0o777 == 0o600
    for place in (defects.dialog.details, log.read_text("utf-8")):
        assert "KeyError" in place
        assert SECRET not in place
        assert "Nordvik" not in place
        assert str(Path.home()) not in place


def test_that_a_second_defect_does_not_open_a_second_dialog_but_is_noted(defects: Defects) -> None:
    _raise_through_the_hook()
    first = defects.dialog
    _raise_through_the_hook()

    assert defects.dialog is first
    assert crash.log_file().read_text("utf-8").count("KeyError") == 2


def test_that_a_defect_in_a_thread_is_told_too(defects: Defects, qtbot: QtBot) -> None:
    thread = threading.Thread(target=_fail_with, args=(SECRET,))
    thread.start()
    thread.join()

    qtbot.waitUntil(lambda: isinstance(defects.dialog, CrashDialog), timeout=5_000)


def test_that_the_file_can_be_closed_from_the_dialog(window: MainWindow, defects: Defects, qtbot: QtBot) -> None:
    _raise_through_the_hook()
    dialog = defects.dialog
    assert isinstance(dialog, CrashDialog)

    qtbot.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)

    assert window.session is None
    assert window.stack.currentWidget() is window.welcome


def test_that_the_hooks_are_given_back(window: MainWindow) -> None:
    before = sys.excepthook, threading.excepthook
    made = Defects(window)
    assert sys.excepthook is not before[0]

    made.stop()

    assert (sys.excepthook, threading.excepthook) == before


def test_that_a_file_open_in_another_window_says_so_and_leads_there(
    welcome: MainWindow, make_file: Callable[..., Path], qtbot: QtBot
) -> None:
    path = make_file()
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(path)], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    assert other.stdout is not None
    try:
        assert other.stdout.readline() == "open\n"
        welcome.open_file(path)
        qtbot.waitUntil(lambda: bool(welcome.welcome.banners.texts()), timeout=20_000)
        (banner,) = welcome.welcome.banners.texts()
        assert banner.bold == f"{path.name} is open already, in another window or program."
        assert banner.button == "Go there"

        assert banner.on_click is not None
        assert banner.on_click() is True
        assert other.stdout.readline() == "came\n"
    finally:
        other.wait(20)
        other.stdout.close()
    with qtbot.waitSignal(welcome.opened, timeout=20_000):
        welcome.open_file(path)


def test_that_a_file_held_by_another_program_offers_no_way_there(
    welcome: MainWindow, make_file: Callable[..., Path], qtbot: QtBot
) -> None:
    import sqlite3

    path = make_file()
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("BEGIN EXCLUSIVE")
    try:
        welcome.open_file(path)
        qtbot.waitUntil(lambda: bool(welcome.welcome.banners.texts()), timeout=20_000)
    finally:
        raw.execute("ROLLBACK")
        raw.close()

    (banner,) = welcome.welcome.banners.texts()
    assert "is open already" in banner.bold
    assert banner.button == ""


def test_that_nobody_answers_for_a_file_that_is_closed(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "x.icoo"
    came: list[bool] = []
    listener = instance.Listener(path, lambda: came.append(True))
    assert listener.listening
    listener.close()

    assert not instance.someone_holds(path)
    assert not instance.ask_to_come(path)
    assert came == []


def _drop(window: MainWindow, path: Path) -> str:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    place, left = QPointF(300, 300), Qt.MouseButton.LeftButton
    none, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    entered = QDragEnterEvent(place, copy, data, left, none)
    window.dragEnterEvent(entered)
    said = window._desk.drop.words if entered.isAccepted() and window._desk.drop is not None else ""
    if entered.isAccepted():
        window.dropEvent(QDropEvent(place, copy, data, left, none))
        assert window._desk.drop is not None
        assert not window._desk.drop.isVisible()
    return said


def test_that_a_dropped_engagement_is_opened(welcome: MainWindow, make_file: Callable[..., Path], qtbot: QtBot) -> None:
    path = make_file()
    with qtbot.waitSignal(welcome.opened, timeout=20_000):
        assert _drop(welcome, path) == "Drop to open"

    assert welcome.session is not None
    assert welcome.session.engagement.path == path


def test_that_a_dropped_workbook_goes_to_the_import_page(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    book = tmp_path / "Orders_W38.csv"
    book.write_text("Week;Orders\n2026-W37;12\n2026-W38;14\n", encoding="utf-8")
    seen: list[tuple[str, str]] = []
    assert window.session is not None
    window.session.navigated.connect(lambda feature, record: seen.append((feature, record)))

    assert _drop(window, book) == "Drop to import"

    assert seen == [("imports", f"file:{book}")]
    assert window.workspace is not None
    assert window.workspace.current == "imports"


def test_that_a_workbook_dropped_before_an_engagement_is_open_waits_for_one(
    welcome: MainWindow, make_file: Callable[..., Path], tmp_path: Path, qtbot: QtBot
) -> None:
    book = tmp_path / "Orders_W38.csv"
    book.write_text("Week;Orders\n2026-W37;12\n2026-W38;14\n", encoding="utf-8")
    _drop(welcome, book)
    assert welcome.welcome.banners.texts()[0].bold == "A workbook goes into an engagement."

    with qtbot.waitSignal(welcome.opened, timeout=20_000):
        welcome.open_file(make_file())

    qtbot.waitUntil(lambda: welcome.workspace is not None and welcome.workspace.current == "imports", timeout=5_000)


def test_that_other_files_are_not_taken(window: MainWindow, tmp_path: Path) -> None:
    picture = tmp_path / "photo.png"
    picture.write_bytes(b"x")

    assert _drop(window, picture) == ""
