"""The welcome page: recent engagements, new by type, and every way in which opening can fail."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from interimcoo.shell import ask, recent
from interimcoo.shell.recent import Recent
from interimcoo.shell.window import MainWindow
from interimcoo.store import data_folder

Opening = Callable[[MainWindow, Path], None]
Make = Callable[..., Path]


def _told(window: MainWindow) -> str:
    texts = window.welcome.banners.texts()
    return f"{texts[0].bold} {texts[0].plain}" if texts else ""


def _fail(window: MainWindow, path: Path, qtbot: QtBot) -> str:
    window.open_file(path)
    qtbot.waitUntil(lambda: bool(_told(window)), timeout=20_000)
    return _told(window)


def test_that_an_empty_list_puts_the_sample_first(welcome: MainWindow) -> None:
    page = welcome.welcome

    assert page.nothing.isVisible()
    assert page.nothing.text() == "Engagements you open appear here."
    assert page.sample.y() < page.nothing.y()


def test_that_an_opened_engagement_is_listed_with_its_day_and_most_urgent_fact(
    welcome: MainWindow, make_file: Make, open_in: Opening, qtbot: QtBot
) -> None:
    path = make_file()
    open_in(welcome, path)
    welcome.close_engagement()

    assert welcome.welcome.recent is not None
    (one,) = welcome.welcome.recent.recent.shown
    index = welcome.welcome.recent.recent.index(0, 0)
    said = welcome.welcome.recent.recent.data(index, int(Qt.ItemDataRole.AccessibleTextRole))
    assert one.path == str(path)
    assert str(said).startswith("Nordvik Components AB, Turnaround, Day 23 of 180, entry, Opened today")
    assert one.fact == "Gate G1 is 18 days late"


def test_that_the_summary_of_recent_files_is_read_by_its_owner_alone(
    welcome: MainWindow, make_file: Make, open_in: Opening
) -> None:
    open_in(welcome, make_file())
    welcome.close_engagement()

    kept = data_folder() / "recent.json"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert [entry["client"] for entry in json.loads(kept.read_text("utf-8"))] == ["Nordvik Components AB"]


@pytest.mark.parametrize(
    "stored", ["", "{", "[1, null, {}]", '[{"path": "/x.icoo", "start": "soon", "end": "2026-01-01"}]', '{"path": 1}']
)
def test_that_a_spoiled_list_of_recent_files_is_an_empty_list(stored: str) -> None:
    (data_folder() / "recent.json").write_text(stored, encoding="utf-8")

    assert recent.recents() == ()


def test_that_enter_opens_the_chosen_engagement(welcome: MainWindow, make_file: Make, qtbot: QtBot) -> None:
    recent.remember(Recent(str(make_file("Beta AB"))))
    recent.remember(Recent(str(make_file("Alpha AB"))))
    welcome.show_recents()
    assert welcome.welcome.recent is not None
    assert welcome.welcome.recent.hasFocus()

    qtbot.keyClick(welcome.welcome.recent, Qt.Key.Key_Down)
    with qtbot.waitSignal(welcome.opened, timeout=20_000):
        qtbot.keyClick(welcome.welcome.recent, Qt.Key.Key_Return)

    assert welcome.windowTitle() == "Beta AB – interimcoo"


def test_that_a_missing_file_is_said_and_can_be_found_again(
    welcome: MainWindow, make_file: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = make_file()
    recent.remember(Recent(str(path), "Nordvik Components AB"))
    moved = tmp_path / "moved.icoo"
    path.rename(moved)
    welcome.show_recents()
    assert welcome.welcome.recent is not None
    index = welcome.welcome.recent.recent.index(0, 0)
    said = welcome.welcome.recent.recent.data(index, int(Qt.ItemDataRole.AccessibleTextRole))
    assert "Not found, Find it or remove it from the list." in str(said)

    monkeypatch.setattr(ask, "open_file", lambda _parent, _folder: moved)
    with qtbot.waitSignal(welcome.opened, timeout=20_000):
        qtbot.keyClick(welcome.welcome.recent, Qt.Key.Key_Return)

    welcome.close_engagement()
    assert [one.path for one in recent.recents()] == [str(moved)]


def test_that_delete_takes_an_engagement_out_of_the_list_and_leaves_its_file(
    welcome: MainWindow, make_file: Make, qtbot: QtBot
) -> None:
    path = make_file()
    recent.remember(Recent(str(path)))
    welcome.show_recents()

    assert welcome.welcome.recent is not None
    qtbot.keyClick(welcome.welcome.recent, Qt.Key.Key_Delete)

    assert recent.recents() == ()
    assert path.exists()
    assert welcome.welcome.nothing.isVisible()


def test_that_the_filter_names_what_it_did_not_find(welcome: MainWindow) -> None:
    for name in ("Alpha", "Beta", "Gamma", "Delta"):
        recent.remember(Recent(f"/nowhere/{name}.icoo", name))
    welcome.show_recents()
    page = welcome.welcome

    page.filter.setText("gam")
    assert page.recent is not None
    assert [one.client for one in page.recent.recent.shown] == ["Gamma"]
    page.filter.setText("omega")
    assert page.nothing.isVisible()
    assert page.nothing.text() == "No engagement fits “omega”."


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        (Qt.Key.Key_1, "turnaround"),
        (Qt.Key.Key_2, "change_project"),
        (Qt.Key.Key_3, "growth"),
        (Qt.Key.Key_4, "vacancy"),
    ],
)
def test_that_a_number_begins_a_mandate_of_its_type(welcome: MainWindow, qtbot: QtBot, key: Qt.Key, kind: str) -> None:
    qtbot.keyClick(welcome, key)

    dialog = welcome.files.new_dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert dialog.form.text("type") == kind
    dialog.reject()


def test_that_a_file_that_is_no_engagement_is_refused_in_a_sentence(
    welcome: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "notes.icoo"
    path.write_bytes(b"these are my notes, not an engagement\n" * 30)
    before = path.read_bytes()

    told = _fail(welcome, path, qtbot)

    assert (
        told
        == "notes.icoo is not an engagement. Choose a file that ends in .icoo. Workbooks are read on the import page."
    )
    assert path.read_bytes() == before
    assert welcome.session is None


def test_that_a_newer_file_is_refused_with_both_versions(welcome: MainWindow, make_file: Make, qtbot: QtBot) -> None:
    path = make_file()
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA user_version = 99")
    raw.close()
    before = path.read_bytes()

    told = _fail(welcome, path, qtbot)

    assert "newer version" in told
    assert "file version 99, this program reads 1" in told
    assert path.read_bytes() == before


def test_that_a_file_with_a_foreign_trigger_is_refused_by_name(
    welcome: MainWindow, make_file: Make, qtbot: QtBot
) -> None:
    path = make_file()
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TRIGGER sneaky AFTER INSERT ON person BEGIN DELETE FROM mandate; END")
    raw.close()
    before = path.read_bytes()

    told = _fail(welcome, path, qtbot)

    assert "a trigger sneaky" in told
    assert path.read_bytes() == before


def test_that_a_cut_off_file_offers_the_backups(welcome: MainWindow, make_file: Make, qtbot: QtBot) -> None:
    path = make_file()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])

    told = _fail(welcome, path, qtbot)

    assert "is cut off" in told
    assert welcome.welcome.banners.texts()[0].button == "Restore a backup"


def test_that_a_file_that_cannot_be_written_opens_for_reading_and_offers_a_copy(
    welcome: MainWindow,
    make_file: Make,
    open_in: Opening,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    path = make_file()
    recent.remember(Recent(str(path)))
    welcome.show_recents()
    before = path.read_bytes()
    with qtbot.waitSignal(welcome.opened, timeout=20_000):
        welcome.open_file(path, read_only=True)
    workspace = welcome.workspace
    assert workspace is not None

    (banner,) = workspace.banners.texts()
    assert (banner.bold, banner.button) == ("This file is open for reading only.", "Save a copy")
    assert workspace.status.saved.fact is not None
    assert workspace.status.saved.fact.words == "Reading only"
    assert not workspace.header.undo.isEnabled()
    assert workspace.header.undo.toolTip() == "This file is open for reading only."
    monkeypatch.setattr(ask, "save_as", lambda _parent, _title, _proposed: tmp_path / "mine.icoo")
    with qtbot.waitSignal(welcome.opened, timeout=20_000):
        welcome.save_copy()

    assert welcome.session is not None
    assert welcome.session.engagement.path == tmp_path / "mine.icoo"
    assert not welcome.session.read_only
    assert path.read_bytes() == before


def test_that_a_backup_opens_as_a_copy_beside_the_others(
    welcome: MainWindow,
    make_file: Make,
    open_in: Opening,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    place = tmp_path / "documents"
    place.mkdir()
    monkeypatch.setattr(ask, "documents", lambda: place)
    path = make_file()
    open_in(welcome, path)
    assert welcome.session is not None
    welcome.session.engagement.backup()
    welcome.close_engagement()
    whole = path.read_bytes()

    welcome.restore_backup()
    dialog = welcome.files.restore_dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: len(dialog.table.table.rows()) == 1, timeout=20_000)
    with qtbot.waitSignal(welcome.opened, timeout=20_000):
        qtbot.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)

    assert welcome.session is not None
    made = welcome.session.engagement.path
    assert made.parent == place
    assert made.name.startswith("Nordvik Components AB, backup of 22 Sep 2026")
    assert path.read_bytes() == whole


def test_that_a_backup_that_is_not_there_is_said_in_the_empty_list(welcome: MainWindow, qtbot: QtBot) -> None:
    welcome.restore_backup()
    dialog = welcome.files.restore_dialog
    assert dialog is not None

    qtbot.waitUntil(lambda: any("no backup yet" in one.text() for one in dialog.findChildren(QLabel)), timeout=10_000)

    assert not dialog.open_button.isEnabled()
    assert dialog.open_button.toolTip() == "Choose a backup first."
    dialog.reject()


def test_that_a_copy_cannot_take_the_place_of_the_open_file(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.session is not None
    assert window.workspace is not None
    path = window.session.engagement.path
    size = path.stat().st_size
    monkeypatch.setattr(ask, "save_as", lambda _parent, _title, _proposed: path)

    window.save_copy()

    assert window.workspace.banners.texts()[0].bold == "A copy needs another name than the file itself."
    assert path.stat().st_size == size


def test_that_a_free_name_never_takes_that_of_another_file_and_no_forbidden_letter(tmp_path: Path) -> None:
    first = ask.free_name(tmp_path, "A/B: Nordvik?")
    shutil.copy(__file__, first)

    assert first.name == "A B Nordvik.icoo"
    assert ask.free_name(tmp_path, "A/B: Nordvik?").name == "A B Nordvik 2.icoo"
    assert ask.free_name(tmp_path, "CON").name == "CON engagement.icoo"
    assert ask.free_name(tmp_path, "../..").parent == tmp_path
