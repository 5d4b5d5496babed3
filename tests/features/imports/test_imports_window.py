"""The import in the real window: its keys do not meet those of the window, and Undo takes an import back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from exchange.excel_in.workbooks import book, weekly
from interimcoo.features.imports.page import ImportPage
from interimcoo.features.imports.wizard import COLUMNS, RUN, TABLE
from interimcoo.shell.window import MainWindow
from interimcoo.store.engagement import Clock, Engagement
from interimcoo.ui.session import Session

KEY = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(tmp_path: Path, clock: Clock, qtbot: QtBot) -> Iterator[MainWindow]:
    session = Session(Engagement.create(tmp_path / "a.icoo", clock=clock), date(2026, 9, 22))
    made = MainWindow(session, clock=clock)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitUntil(lambda: made.workspace is not None and bool(made.workspace.current), timeout=15_000)
    yield made
    made.close()


def press(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QApplication.processEvents()
    QTest.keyClick(window.focusWidget() or window, key, held)
    QApplication.processEvents()


def test_that_the_keys_of_the_wizard_go_before_those_of_the_window(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    session = window.session
    assert session is not None
    path = book(tmp_path / "w.xlsx", [["Title"], *weekly()])
    session.navigate("imports", f"file:{path}")
    qtbot.waitUntil(lambda: window.findChild(ImportPage) is not None, timeout=15_000)
    page = window.findChild(ImportPage)
    assert isinstance(page, ImportPage)
    qtbot.waitUntil(lambda: page.wizard.draft is not None, timeout=15_000)
    qtbot.waitUntil(lambda: window.focusWidget() is page.wizard.table.sheet, timeout=5000)
    page.wizard.table.sheet.go_to(4)
    press(window, KEY.Key_S)
    assert page.wizard.draft is not None
    assert page.wizard.draft.layout is not None
    assert page.wizard.draft.layout.skipped_rows == {4}
    press(window, KEY.Key_Z, CTRL)
    assert page.wizard.draft.layout.skipped_rows == frozenset()
    press(window, KEY.Key_Right, ALT)
    assert page.wizard.step == COLUMNS
    assert QApplication.activePopupWidget() is None
    press(window, KEY.Key_Left, ALT)
    assert page.wizard.step == TABLE
    press(window, KEY.Key_Right, ALT)
    press(window, KEY.Key_Right, ALT)
    assert page.wizard.step == RUN
    qtbot.waitUntil(lambda: page.wizard.run is not None, timeout=15_000)
    press(window, KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page.wizard.draft is None and not session.busy, timeout=15_000)
    assert page.answer() == "1 import, no cell rejected"
    press(window, KEY.Key_Z, CTRL)
    qtbot.waitUntil(lambda: page.answer() == "No workbook has been imported yet", timeout=10_000)
