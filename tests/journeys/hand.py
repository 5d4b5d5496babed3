"""The hand of a consultant at the window: keys go where the focus is, the mouse where the thing is seen.

Every gesture is watched: the longest pause of the event loop during it is kept with the name of the gesture.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QKeyCombination, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.exceptions import TimeoutError
from pytestqt.qtbot import QtBot

from interimcoo.shell.window import MainWindow
from interimcoo.shell.workspace import Workspace
from interimcoo.ui.page import Page
from interimcoo.ui.session import Session
from journeys.watchdog import watched

KEY = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NONE = Qt.KeyboardModifier.NoModifier
DAY = date(2026, 9, 22)
"""today, for everybody who sits at a window here"""
LONG_MS = 20_000
"""how long a slow machine may take for one thing"""
MOST_TABS = 150


class Hand:
    """One person at one window. `pauses` holds (milliseconds, gesture) of each gesture."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self.pauses: list[tuple[float, str]] = []

    # Gestures

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE, *, times: int = 1) -> None:
        """Press a key where the focus is."""
        for _time in range(times):
            with self._gesture(_spoken(key, held)):
                QTest.keyClick(self._target(), key, held)

    def type(self, words: str) -> None:
        """Type words where the focus is; a field that holds words is filled anew."""
        target = self._target()
        with self._gesture(f"typing {words[:12]}"):
            if isinstance(target, QLineEdit | QPlainTextEdit):
                target.selectAll()
            elif isinstance(target, QComboBox) and target.isEditable():
                editor = target.lineEdit()
                assert editor is not None
                editor.selectAll()
            for letter in words:
                _strike(self._target(), letter)

    def tab(self, *, back: bool = False) -> None:
        """Tab, or Shift+Tab; not watched, so that a long round stays quick."""
        QTest.keyClick(self._target(), KEY.Key_Backtab if back else KEY.Key_Tab, SHIFT if back else NONE)

    def open_by_rail(self, name: str) -> None:
        """Walk to the rail by F6, to a page by arrows, and open it."""
        rail = self.workspace.rail.pages
        for _area in range(8):
            if rail.hasFocus():
                break
            self.key(KEY.Key_F6)
            if self.workspace.areas.area() == 0:
                self.tab_to(rail.accessibleName()) if not rail.hasFocus() else None
        row = rail.rail.row_of(name)
        for _line in range(rail.rail.rowCount()):
            now = rail.currentIndex().row()
            if now == row:
                break
            self.key(KEY.Key_Down if now < row else KEY.Key_Up)
        assert rail.hasFocus(), self.seen()
        assert rail.currentIndex().row() == row, f"{name}: line {row}, reached {rail.currentIndex().row()}"
        self.key(KEY.Key_Return)
        self.on(name)

    def leave_dialogs(self) -> None:
        """Press Esc until no dialog, menu or overlay is left."""
        for _one in range(4):
            if QApplication.activePopupWidget() is None and QApplication.activeModalWidget() is None:
                break
            self.key(KEY.Key_Escape)
        self.no_dialog()

    def tab_to(self, name: str) -> QWidget:
        """Press Tab until the focus is on the control of a name; fails when Tab never reaches it."""
        seen: list[str] = []
        for _step in range(MOST_TABS):
            now = QApplication.focusWidget()
            if now is not None and now.accessibleName().startswith(name) and seen:
                return now
            seen.append(now.accessibleName() if now is not None else "–")
            self.key(KEY.Key_Tab)
        raise AssertionError(f"Tab does not reach “{name}”; it reaches {sorted(set(seen))}")

    def choose(self, name: str, option: str) -> None:
        """Tab to a drop-down of the toolbar, open it, and choose an option by key."""
        self.tab_to(name)
        found: list[bool] = []

        def pick() -> None:
            menu = QApplication.activePopupWidget()
            if not isinstance(menu, QMenu):
                QTimer.singleShot(10, self.window, pick)
                return
            wanted = next((one for one in menu.actions() if one.text() == option), None)
            found.append(wanted is not None)
            for _line in menu.actions():
                if menu.activeAction() is wanted:
                    break
                QTest.keyClick(menu, KEY.Key_Down)
            QTest.keyClick(menu, KEY.Key_Return if wanted is not None else KEY.Key_Escape)

        QTimer.singleShot(10, self.window, pick)  # the list runs an event loop of its own until it is closed
        self.key(KEY.Key_Space)
        assert found == [True], f"{name} does not offer {option}"

    def fill(self, **fields: str) -> None:
        """Fill the form of the open dialog by keyboard: Tab to each field, type into it."""
        dialog = self.dialog()
        form = getattr(dialog, "form", None)
        assert form is not None, dialog
        for name, words in fields.items():
            wanted: QWidget = form.widget(name)
            for _step in range(MOST_TABS):
                now = QApplication.focusWidget()
                if now is wanted or (now is not None and wanted.isAncestorOf(now)):
                    break
                self.key(KEY.Key_Tab)
            else:
                raise AssertionError(f"Tab does not reach the field {name}")
            self.type(words)

    def press(self, name: str, inside: QWidget | None = None) -> None:
        """Click with the mouse on the visible button of a name."""
        root = inside or QApplication.activeModalWidget() or self.window
        found = [
            one
            for one in root.findChildren(QAbstractButton)
            if one.isVisible() and name in (one.accessibleName(), one.text())
        ]
        assert found, f"no button “{name}”: {sorted({b.text() for b in root.findChildren(QAbstractButton)})}"
        with self._gesture(f"click {name}"):
            QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)

    def drop(self, path: Path) -> None:
        """Drop a file on the window."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        place, left, copy = QPointF(500, 400), Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
        entered = QDragEnterEvent(place, copy, data, left, NONE)
        with self._gesture("drop"):
            self.window.dragEnterEvent(entered)
            assert entered.isAccepted()
            self.window.dropEvent(QDropEvent(place, copy, data, left, NONE))

    def command(self, words: str, *, kind: str = "command") -> None:
        """Run a command (or open a page or record) through the palette."""
        self.key(KEY.Key_K, CTRL)
        palette = self.window._desk.palette
        assert palette is not None
        assert palette.isVisible()
        self.until(lambda: not palette.indexing)
        self.type(words)

        def chosen() -> bool:
            hit = palette.current()
            return hit is not None and hit.kind == kind and words.casefold() in hit.text.casefold()

        for _line in range(40):
            if chosen():
                break
            self.key(KEY.Key_Down)
        assert chosen(), f"the palette does not find {kind} “{words}”: {[one.text for one in palette.hits()][:12]}"
        self.key(KEY.Key_Return)

    def begin(self, client: str, kind: Qt.Key = KEY.Key_1, **fields: str) -> None:
        """A new engagement from the welcome page, by keyboard."""
        self.key(kind)
        self.fill(client=client, **fields)
        self.key(KEY.Key_Return)
        self.on("home")

    def answer_file_dialog(self, path: Path) -> None:
        """Give a name to the open file dialog and accept it."""
        self.until(lambda: self._file_dialog() is not None)
        dialog = self._file_dialog()
        assert dialog is not None
        field = dialog.findChild(QLineEdit)
        assert field is not None
        field.selectAll()
        QTest.keyClicks(field, str(path))
        QTest.keyClick(field, KEY.Key_Return)
        self.until(lambda: self._file_dialog() is None)
        self.no_dialog()

    # What is seen

    @property
    def session(self) -> Session:
        """The open engagement."""
        assert self.window.session is not None
        return self.window.session

    @property
    def workspace(self) -> Workspace:
        """The workspace."""
        assert self.window.workspace is not None
        return self.window.workspace

    @property
    def page(self) -> Page:
        """The page in front."""
        page = self.workspace.page()
        assert page is not None
        return page

    @property
    def toast(self) -> str:
        """What the toast says; empty when there is none."""
        toast = self.window._desk.toast
        return toast.words if toast is not None and toast.isVisible() else ""

    def focus(self) -> str:
        """Name of the control that has the focus; that of the field around an inner line."""
        now = QApplication.focusWidget()
        while now is not None and not now.accessibleName():
            now = now.parentWidget()
        return now.accessibleName() if now is not None else ""

    def dialog(self) -> QDialog:
        """The dialog in front."""
        self.until(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
        found = QApplication.activeModalWidget()
        assert isinstance(found, QDialog)
        self.until(lambda: (focus := QApplication.focusWidget()) is not None and found.isAncestorOf(focus))
        return found

    def no_dialog(self) -> None:
        """Wait until the dialog in front has closed."""

        def said() -> str:
            return str(getattr(getattr(QApplication.activeModalWidget(), "error", None), "text", lambda: "")())

        self.until(lambda: QApplication.activeModalWidget() is None or bool(said()))
        assert QApplication.activeModalWidget() is None, said()
        if not self.window.isActiveWindow():  # a screen without window manager does not give the focus back by itself
            self.window.activateWindow()
        self.until(self.window.isActiveWindow)

    def on(self, page: str) -> None:
        """Wait until a page is in front, with no dialog before it."""
        self.until(lambda: self.window.workspace is not None and self.window.workspace.current == page)
        self.no_dialog()

    def on_dialog(self, page: str) -> None:
        """Wait until a page is in front with a dialog before it."""
        self.until(lambda: self.window.workspace is not None and self.window.workspace.current == page)
        self.dialog()

    def said_on_page(self) -> list[str]:
        """Every word on the page in front that a screen reader can reach."""
        parts = [one for one in self.page.findChildren(QWidget) if one.isVisible()]
        texts = [one.text() for one in parts if isinstance(one, QLabel)]
        return [*texts, *(one.accessibleName() for one in parts if one.accessibleName())]

    def banners(self) -> list[str]:
        """What the banners say."""
        workspace = self.window.workspace
        stack = self.window.welcome.banners if workspace is None else workspace.banners
        return [f"{one.bold} {one.plain}".strip() for one in stack.texts()]

    def until(self, what: Callable[[], bool]) -> None:
        """Wait for a condition while the event loop is watched."""
        last = self.pauses[-1][1] if self.pauses else "the start"
        with self._gesture(last if last.startswith("after ") else f"after {last}"):
            try:
                self.qtbot.waitUntil(what, timeout=LONG_MS)
            except TimeoutError as late:
                raise AssertionError(f"it did not come; {self.seen()}") from late

    def seen(self) -> str:
        """What stands on the screen, in one line."""
        focus, dialog, workspace = QApplication.focusWidget(), QApplication.activeModalWidget(), self.window.workspace
        said = {
            "page": workspace.current if workspace is not None else "welcome",
            "focus": f"{type(focus).__name__} {focus.accessibleName()}" if focus is not None else "nowhere",
            "dialog": dialog.windowTitle() if dialog is not None else "none",
            "active": str(self.window.isActiveWindow()),
            "banners": str(self.banners()),
            "toast": self.toast,
        }
        return ", ".join(f"{name}: {words}" for name, words in said.items())

    @contextmanager
    def _gesture(self, name: str) -> Iterator[None]:
        workspace = self.window.workspace
        place = workspace.current if workspace is not None else "welcome"
        with watched(15) as blocked:
            yield
        self.pauses.append((blocked.longest_ms, name if name.startswith("after ") else f"{name} on {place}"))

    def _target(self) -> QWidget:
        return (
            QApplication.activePopupWidget()
            or QApplication.focusWidget()
            or QApplication.activeModalWidget()
            or self.window
        )

    def _file_dialog(self) -> QFileDialog | None:
        return next((one for one in self.window.findChildren(QFileDialog) if one.isVisible()), None)


def _spoken(key: Qt.Key, held: Qt.KeyboardModifier) -> str:
    return QKeySequence(QKeyCombination(held, key)).toString(QKeySequence.SequenceFormat.PortableText)


def _strike(target: QWidget, letter: str) -> None:
    """One letter; those beyond the keys of QTest come as an input method gives them."""
    if letter.isascii():
        QTest.keyClicks(target, letter)
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, 0, NONE, letter))
