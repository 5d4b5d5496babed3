"""Every page of FEATURES in the real window, on an empty engagement: names, focus, keys, no window of its own."""

from collections.abc import Iterator
from importlib.util import find_spec

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from interimcoo.features import FEATURES
from interimcoo.shell.window import MainWindow
from interimcoo.ui.page import Page
from interimcoo.ui.theme import theme
from interimcoo.ui.words import Button

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit, QAbstractItemView)
PAGES = [name for name in FEATURES if find_spec(f"interimcoo.features.{name}.page") is not None]


class Shown(QObject):
    """Notes every window that is shown beside the one of the test."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._window, self.names = window, list[str]()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        new = isinstance(watched, QWidget) and watched.isWindow() and watched is not self._window
        if new and event.type() == QEvent.Type.Show:
            self.names.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


@pytest.fixture
def shown(welcome: MainWindow) -> Iterator[Shown]:
    noted = Shown(welcome)
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(noted)
    yield noted
    app.removeEventFilter(noted)


def _go(window: MainWindow, name: str, qtbot: QtBot) -> Page:
    window.go(name)
    qtbot.wait(30)
    assert window.workspace is not None
    assert window.workspace.current == name
    page = window.workspace.page()
    assert page is not None
    return page


def _controls(window: MainWindow) -> list[QWidget]:
    found = [one for kind in CONTROLS for one in window.findChildren(kind) if one.isVisible()]
    inner = (QComboBox, QAbstractSpinBox)
    return [
        one for one in found if not isinstance(one.parentWidget(), inner) and one.objectName() != "qt_spinbox_lineedit"
    ]


@pytest.mark.parametrize("name", PAGES)
def test_that_every_control_of_a_page_has_a_name(window: MainWindow, qtbot: QtBot, name: str) -> None:
    _go(window, name, qtbot)

    nameless = [
        f"{type(one).__name__} in {type(one.parentWidget()).__name__}"
        for one in _controls(window)
        if not one.accessibleName()
        and one.metaObject().className() not in ("QTableCornerButton", "QLineEditIconButton")
        and not (isinstance(one, QAbstractButton) and one.text())
    ]

    assert nameless == []


@pytest.mark.parametrize("name", PAGES)
def test_that_a_page_says_its_title_and_its_answer(window: MainWindow, qtbot: QtBot, name: str) -> None:
    page = _go(window, name, qtbot)

    assert window.workspace is not None
    assert window.workspace.header.title.text() == page.title() != ""
    qtbot.waitUntil(lambda: bool(page.answer()), timeout=20_000)  # the report is made beside the window
    assert not page.answer().endswith("!")
    assert window.workspace.answer.isVisible() is not page.shows_answer


@pytest.mark.parametrize("name", PAGES)
def test_that_a_page_is_reached_whole_by_tab_and_gives_the_focus_back_at_the_end(
    window: MainWindow, qtbot: QtBot, name: str
) -> None:
    _go(window, name, qtbot)
    assert window.workspace is not None
    areas = window.workspace.areas
    first = areas.order()[0]
    first.setFocus()
    visited: list[QWidget] = []

    while window.focusWidget() not in visited and len(visited) < 400:
        visited.append(window.focusWidget())
        areas.step(forward=True)

    assert window.focusWidget() is first
    reached = [areas._area_of(one) for one in visited]
    assert reached == sorted(reached)
    assert 3 in reached, "nothing in the content takes the focus"


@pytest.mark.parametrize("name", PAGES)
def test_that_a_page_has_at_most_one_primary_button_in_its_toolbar(window: MainWindow, qtbot: QtBot, name: str) -> None:
    _go(window, name, qtbot)
    assert window.workspace is not None

    primary = [
        one.text()
        for one in window.workspace.toolbar.findChildren(Button)
        if one.isVisible() and one.property("kind") == "primary"
    ]

    assert len(primary) <= 1


def test_that_no_page_shows_a_window_of_its_own_while_it_is_made(
    window: MainWindow, shown: Shown, qtbot: QtBot
) -> None:
    for name in PAGES:
        _go(window, name, qtbot)

    assert shown.names == []
    assert QApplication.activeWindow() is window


def test_that_every_label_of_every_page_shows_letters_and_no_markup(window: MainWindow, qtbot: QtBot) -> None:
    for name in PAGES:
        _go(window, name, qtbot)

    formats = {one.textFormat() for one in window.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}


def test_that_leaving_and_returning_keeps_what_every_page_shows(window: MainWindow, qtbot: QtBot) -> None:
    before = {}
    for name in PAGES:
        page = _go(window, name, qtbot)
        qtbot.waitUntil(lambda page=page: bool(page.answer()), timeout=20_000)
        before[name] = page.state()
    after = {name: _go(window, name, qtbot).state() for name in PAGES}

    assert after == before


def test_that_every_page_survives_a_change_of_colours_and_text_size(window: MainWindow, qtbot: QtBot) -> None:
    for name in PAGES:
        _go(window, name, qtbot)
        theme().set_scheme("dark")
        theme().set_text_size(150)
        picture = window.grab().toImage()
        theme().set_text_size(100)
        theme().set_scheme("light")
        corner = picture.pixelColor(picture.width() - 40, picture.height() // 2)
        assert corner.lightness() < 90, name
        assert window.width() >= 1024


def test_that_every_action_of_a_page_is_a_method_with_words_and_a_free_key(window: MainWindow, qtbot: QtBot) -> None:
    taken = {one.key for one in window._desk.actions if one.key.startswith(("Ctrl+", "F6", "F11", "F1"))} - {"Ctrl+P"}
    for feature in window.features:
        page = _go(window, feature.name, qtbot)
        keys = [spec.key for spec in feature.actions if spec.key]
        assert len(keys) == len(set(keys)), feature.name
        assert not taken & set(keys), feature.name
        for spec in feature.actions:
            assert callable(getattr(page, spec.method)), f"{feature.name}.{spec.method}"
            assert spec.text[0].isupper()
