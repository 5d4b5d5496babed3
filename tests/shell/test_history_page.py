"""The history of changes: what it lists, undo of an older action, and conflicts explained."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from interimcoo.features.mandate import queries
from interimcoo.features.mandate.commands import AddUnit, ChangeMandate, RenameUnit
from interimcoo.shell.history_page import HistoryPage, words_of
from interimcoo.shell.window import MainWindow


@pytest.fixture
def page(window: MainWindow) -> HistoryPage:
    assert window.session is not None
    for command in (AddUnit("Assembly"), ChangeMandate(site="Göteborg"), AddUnit("Paint")):
        assert window.session.run(command)
    window.show_history()
    shown = window.page("history")
    assert isinstance(shown, HistoryPage)
    return shown


def _said(page: HistoryPage) -> list[str]:
    return [one.text() for one in page.inspector().findChildren(QLabel)]


def _listed(page: HistoryPage) -> list[str]:
    return [words_of(row) for row in page.table.table.rows()]


def test_that_changes_are_listed_newest_first_with_who_made_them(page: HistoryPage) -> None:
    assert _listed(page) == [
        "Add unit Paint",
        "Change site",
        "Add unit Assembly",
        "Create mandate at Nordvik Components AB",
    ]
    assert {row.who for row in page.table.table.rows()} == {"A. Lindqvist"}
    assert page.answer().startswith("4 changes, the last at 22 Sep 2026")


def test_that_an_older_change_is_taken_back_and_stays_in_the_list(
    window: MainWindow, page: HistoryPage, qtbot: QtBot
) -> None:
    assert window.session is not None
    page.table.selectRow(2)

    qtbot.mouseClick(page.undo_button, Qt.MouseButton.LeftButton)

    assert [one.name for one in window.session.read(queries.units)] == ["Paint"]
    assert _listed(page)[0] == "Undo Add unit Assembly"
    undone = page.table.table.rows()[3]
    assert undone.undone
    page.table.selectRow(3)
    assert not page.undo_button.isEnabled()
    assert page.undo_button.toolTip() == "It is undone already."
    toast = window._desk.toast
    assert toast is not None
    assert toast.words == "Undone: Add unit Assembly"


def test_that_later_changes_in_the_way_are_named_with_both_values(
    window: MainWindow, page: HistoryPage, qtbot: QtBot
) -> None:
    assert window.session is not None
    window.session.run(RenameUnit("Paint", "Painting"))
    window.session.run(RenameUnit("Painting", "Surface"))
    page.table.selectRow(1)

    qtbot.mouseClick(page.undo_button, Qt.MouseButton.LeftButton)

    assert [one.name for one in window.session.read(queries.units)] == ["Assembly", "Surface"]
    said = _said(page)
    assert "1 later change stands in the way" in said
    assert {"organisation_unit, name", "Painting", "Surface"} <= set(said)
    assert window.workspace is not None
    assert "later changes stand in the way" in window.workspace.banners.texts()[0].bold


def test_that_the_filter_looks_at_words_and_names(page: HistoryPage, qtbot: QtBot) -> None:
    page.focus_filter()
    qtbot.keyClicks(page.window().focusWidget(), "unit")

    assert _listed(page) == ["Add unit Paint", "Add unit Assembly"]


def test_that_a_file_open_for_reading_shows_its_history_and_takes_none_back(
    window: MainWindow, page: HistoryPage, qtbot: QtBot
) -> None:
    assert window.session is not None
    path = window.session.engagement.path
    window.close_engagement()
    with qtbot.waitSignal(window.opened, timeout=20_000):
        window.open_file(path, read_only=True)
    window.show_history()
    again = window.page("history")
    assert isinstance(again, HistoryPage)

    assert len(_listed(again)) == 4
    assert not again.undo_button.isEnabled()
    assert "This file is open for reading only." in again.undo_button.toolTip()
