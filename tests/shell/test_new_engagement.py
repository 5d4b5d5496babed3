"""The dialog for a new engagement: five fields, a preview, and the file it makes."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from interimcoo.features.mandate import queries
from interimcoo.shell import ask
from interimcoo.shell.new_engagement import NewEngagement
from interimcoo.shell.window import MainWindow


@pytest.fixture
def dialog(welcome: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NewEngagement:
    place = tmp_path / "documents"
    place.mkdir()
    monkeypatch.setattr(ask, "documents", lambda: place)
    welcome.new_engagement("turnaround")
    made = welcome.files.new_dialog
    assert made is not None
    return made


def test_that_the_preview_says_what_will_be_made(dialog: NewEngagement) -> None:
    assert dialog.lines() == (
        "Turnaround, 22 Sep 2026 to 20 Mar 2027",
        "Gate G1 entry, due Sat 26 Sep",
        "Gate G2 diagnosis, due Wed 21 Oct",
        "Gate G3 proposal, due Sat 31 Oct",
        "6 gates, 10 starter KPIs, 24 questions",
    )


def test_that_another_type_brings_its_own_length_unless_one_was_typed(dialog: NewEngagement, qtbot: QtBot) -> None:
    chooser = dialog.form.widget("type")
    chooser.setFocus()
    qtbot.keyClick(chooser, Qt.Key.Key_Down)
    dialog.form.left.emit("type")

    assert dialog.form.text("type") == "change_project"
    assert dialog.form.text("length") == "270"
    dialog.form.set_value("length", 100)
    qtbot.keyClick(chooser, Qt.Key.Key_Down)
    dialog.form.left.emit("type")
    assert dialog.form.text("length") == "100"


def test_that_the_engagement_is_made_and_opened_by_keyboard_alone(
    welcome: MainWindow, dialog: NewEngagement, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.keyClicks(dialog.form.widget("client"), "Halden Logistik GmbH")
    with qtbot.waitSignal(welcome.opened, timeout=20_000):
        qtbot.keyClick(dialog.form.widget("client"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert welcome.session is not None
    path = welcome.session.engagement.path
    assert path == tmp_path / "documents" / "Halden Logistik GmbH.icoo"
    assert path.stat().st_mode & 0o777 == 0o600
    facts = welcome.session.read(queries.mandate)
    assert facts is not None
    assert (facts.client, facts.mandate_type, facts.contract_days) == ("Halden Logistik GmbH", "turnaround", 108)
    assert welcome.workspace is not None
    assert welcome.workspace.current == "home"
    assert welcome.windowTitle() == "Halden Logistik GmbH – interimcoo"


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("client", "", "Client is needed."),
        ("start", "soon", "“soon” is not a date. Type it as year-month-day, as in 2026-09-22."),
        ("length", "0", "Write a whole number of days, at least 1."),
        ("length", "12.5", "Write a whole number of days, at least 1."),
        ("days", "-3", "Write a whole number of days, or leave it empty."),
    ],
)
def test_that_a_wrong_field_is_named_and_nothing_is_made(
    dialog: NewEngagement, qtbot: QtBot, tmp_path: Path, key: str, typed: str, said: str
) -> None:
    dialog.form.set_value("client", "Halden")
    dialog.form.set_value(key, typed) if key != "start" else dialog.form.widget("start").setText(typed)

    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)

    assert dialog.form.problem(key) == said
    assert dialog.isVisible()
    assert dialog.form.widget(key).hasFocus()
    assert not list((tmp_path / "documents").iterdir())
    dialog.reject()


def test_that_a_folder_that_cannot_be_written_is_said_in_the_dialog_and_leaves_nothing(
    welcome: MainWindow, dialog: NewEngagement, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a file"
    file.write_text("not a folder")
    monkeypatch.setattr(ask, "folder", lambda _parent, _title, _now: file / "below")
    dialog.form.set_value("client", "Halden")
    dialog._change_folder()

    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.error.isVisible(), timeout=20_000)

    assert "folder" in dialog.error.text()
    assert welcome.session is None
    assert dialog.primary.isEnabled()
    dialog.reject()
