"""A really damaged file in the real window: the way from the refusal, or from the check, to what can be read of it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from interimcoo.shell import ask, recent
from interimcoo.shell.restore_dialog import RestoreDialog
from interimcoo.shell.window import MainWindow
from interimcoo.ui.banner import Banner
from interimcoo.ui.session import BannerText

Opening = Callable[[MainWindow, Path], None]
Make = Callable[..., Path]


def wipe(path: Path, table: str) -> bytes:
    """Lose the first page of a table (or of an index), as a fault of the disk does."""
    with closing(sqlite3.connect(path)) as raw:
        (root,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = raw.execute("PRAGMA page_size").fetchone()
    content = bytearray(path.read_bytes())
    content[(root - 1) * size : root * size] = bytes(size)
    path.write_bytes(content)
    return bytes(content)


def refused(window: MainWindow, path: Path, qtbot: QtBot) -> BannerText:
    window.open_file(path)
    qtbot.waitUntil(lambda: bool(window.welcome.banners.texts()), timeout=20_000)
    return window.welcome.banners.texts()[0]


def press_banner(window: MainWindow, qtbot: QtBot) -> RestoreDialog:
    """Press the one button of the newest banner; the list of backups that it opens."""
    stack = window.welcome.banners if window.workspace is None else window.workspace.banners
    banner = stack.findChildren(Banner)[-1]
    (press,) = [one for one in banner.findChildren(QPushButton) if one.text()]
    qtbot.mouseClick(press, Qt.MouseButton.LeftButton)
    dialog = window.files.restore_dialog
    assert dialog is not None
    return dialog


def save_to(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ask, "save_as", lambda _parent, _title, _proposed: target)


def save(dialog: RestoreDialog, window: MainWindow, qtbot: QtBot) -> BannerText:
    """Press "Save what can be read" and wait until the new file is open; what is said of it."""
    assert dialog.salvage_button is not None
    with qtbot.waitSignal(window.opened, timeout=20_000):
        qtbot.mouseClick(dialog.salvage_button, Qt.MouseButton.LeftButton)
    assert window.workspace is not None
    (said,) = [one for one in window.workspace.banners.texts() if one.topic == "salvage"]
    return said


def test_that_a_refused_file_is_saved_as_far_as_it_can_be_read_and_opens(
    welcome: MainWindow, make_file: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path, target = make_file(), tmp_path / "saved.icoo"
    damaged = wipe(path, "gate")
    save_to(target, monkeypatch)

    banner = refused(welcome, path, qtbot)
    assert banner.bold == f"{path.name} is damaged: a part of it cannot be read."
    assert banner.plain == "Restore a backup, or save what can be read to a new file."
    said = save(press_banner(welcome, qtbot), welcome, qtbot)

    assert (said.tone, said.bold) == ("warning", f"saved.icoo holds what could be read of {path.name}.")
    assert "there was no backup to add from" in said.plain
    assert "Lost: 6 gates" in said.plain
    assert welcome.session is not None
    assert welcome.session.engagement.path == target
    assert not welcome.session.read_only
    assert welcome.session.engagement.check().ok
    assert path.read_bytes() == damaged


def test_that_the_backup_of_a_file_that_no_longer_knows_itself_fills_it(
    welcome: MainWindow,
    make_file: Make,
    open_in: Opening,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    path, target = make_file(), tmp_path / "saved.icoo"
    open_in(welcome, path)
    assert welcome.session is not None
    welcome.session.engagement.backup()
    welcome.close_engagement()
    path.write_bytes(bytes(path.stat().st_size))  # even that it is an engagement is gone
    save_to(target, monkeypatch)

    banner = refused(welcome, path, qtbot)
    assert banner.bold == f"{path.name} is no engagement any more; it was one when it was opened last."
    dialog = press_banner(welcome, qtbot)
    qtbot.waitUntil(lambda: len(dialog.table.table.rows()) == 1, timeout=20_000)
    said = save(dialog, welcome, qtbot)

    assert said.plain.startswith("0 rows were read; ")
    assert " were taken from the backup of 22 Sep 2026" in said.plain
    assert "More may be missing that cannot be counted" in said.plain
    assert welcome.windowTitle() == "Nordvik Components AB – interimcoo"


def test_that_a_file_found_damaged_while_open_is_closed_saved_and_opened_anew(
    welcome: MainWindow,
    make_file: Make,
    open_in: Opening,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    path, target = make_file(), tmp_path / "saved.icoo"
    wipe(path, "answer_key")  # an index: the file opens, and is found damaged behind the window
    open_in(welcome, path)
    workspace = welcome.workspace
    assert workspace is not None
    assert welcome._desk.watch is not None
    welcome._desk.watch.check.begin()
    qtbot.waitUntil(lambda: any(one.topic == "check" for one in workspace.banners.texts()), timeout=30_000)
    save_to(target, monkeypatch)

    said = save(press_banner(welcome, qtbot), welcome, qtbot)

    assert (said.tone, "No row is lost." in said.plain) == ("success", True)
    assert welcome.session is not None
    assert welcome.session.engagement.path == target
    assert welcome.session.engagement.check().ok


def test_that_leaving_the_question_where_to_keeps_the_file_open(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.session is not None
    path = window.session.engagement.path
    monkeypatch.setattr(ask, "save_as", lambda _parent, _title, _proposed: None)

    window.files.salvage(path)

    assert window.session is not None
    assert window.session.engagement.path == path


def test_that_the_damaged_file_itself_is_never_the_new_one(
    welcome: MainWindow, make_file: Make, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = make_file()
    damaged = wipe(path, "gate")
    refused(welcome, path, qtbot)
    dialog = press_banner(welcome, qtbot)
    save_to(path, monkeypatch)

    assert dialog.salvage_button is not None
    qtbot.mouseClick(dialog.salvage_button, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: "another name" in welcome.welcome.banners.texts()[0].bold, timeout=20_000)
    assert path.read_bytes() == damaged
    assert welcome.session is None
    assert welcome.welcome.isEnabled()


def test_that_nothing_to_be_read_is_said_and_offers_no_round_trip(
    welcome: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path, target = tmp_path / "noise.icoo", tmp_path / "saved.icoo"
    path.write_bytes(bytes(range(256)) * 200)
    save_to(target, monkeypatch)

    welcome.files.salvage(path)

    qtbot.waitUntil(lambda: bool(welcome.welcome.banners.texts()), timeout=20_000)
    banner = welcome.welcome.banners.texts()[0]
    assert (banner.bold, banner.button) == ("Nothing can be read from noise.icoo, and there is no backup of it.", "")
    assert not target.exists()


def test_that_a_file_with_a_foreign_trigger_may_be_saved_without_it(
    welcome: MainWindow, make_file: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path, target = make_file(), tmp_path / "saved.icoo"
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TRIGGER sneaky AFTER INSERT ON person BEGIN DELETE FROM mandate; END")
    raw.close()
    save_to(target, monkeypatch)

    refused(welcome, path, qtbot)
    said = save(press_banner(welcome, qtbot), welcome, qtbot)

    assert said.tone == "success"
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone() == (1,)
    welcome.close_engagement()
    with closing(sqlite3.connect(target)) as raw:
        assert raw.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone() == (0,)


def test_that_a_whole_file_is_offered_backups_only(window: MainWindow) -> None:
    window.restore_backup()

    dialog = window.files.restore_dialog
    assert dialog is not None
    assert dialog.salvage_button is None
    dialog.reject()


def test_that_the_list_of_recent_files_knows_the_document(
    welcome: MainWindow, make_file: Make, open_in: Opening
) -> None:
    path = make_file()
    open_in(welcome, path)
    assert welcome.session is not None
    document = welcome.session.engagement.document_id
    welcome.close_engagement()

    assert recent.document_at(path) == document
    assert recent.document_at(path.with_name("another.icoo")) is None
