"""The window: the welcome page, or the workspace of the open engagement, and what both share."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from interimcoo.clock import Clock, clock_of
from interimcoo.shell import recent
from interimcoo.shell.collector import Collector
from interimcoo.shell.welcome import WelcomeGestures, WelcomePage
from interimcoo.text import set_interface_language
from interimcoo.ui.settings import GEOMETRY, LANGUAGE, SCHEME, TEXT_SIZE, Settings
from interimcoo.ui.theme import SCHEMES, TEXT_SIZES, Scheme, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent

    from interimcoo.shell.alt_key import AltAlone
    from interimcoo.shell.desk import Desk
    from interimcoo.shell.files import Files
    from interimcoo.shell.workspace import Workspace
    from interimcoo.ui.feature import Feature
    from interimcoo.ui.jobs import Jobs
    from interimcoo.ui.page import Page
    from interimcoo.ui.session import BannerText, Session

NAME = "interimcoo"
SMALLEST = (1024, 600)
DESK_AFTER_MS = 60


class MainWindow(QMainWindow):
    """One window, at most one engagement. `opened` and `closed` tell when a file came or went."""

    opened = Signal()
    closed = Signal()

    def __init__(
        self,
        session: "Session | None" = None,
        *,
        settings: Settings | None = None,
        as_of: date | None = None,
        clock: Clock | None = None,
    ) -> None:
        super().__init__()
        self.settings = settings or (session.settings if session is not None else Settings())
        self.as_of = as_of
        self.clock: Clock = clock or clock_of(as_of)
        self._jobs: Jobs | None = None
        self.session: Session | None = None
        self.features: tuple[Feature, ...] = ()
        self._alt: AltAlone | None = None
        self.collector = Collector(self)
        self._files: Files | None = None
        self._made_desk: Desk | None = None
        self._apply_look()
        self.setWindowTitle(NAME)
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self.stack = QStackedWidget()
        self.setCentralWidget(self.stack)
        self.welcome = self._make_welcome()
        self.stack.addWidget(self.welcome)
        self._restore_geometry()
        self.show_recents()
        QTimer.singleShot(DESK_AFTER_MS, self, self._settle)
        if session is not None:
            self.show_session(session)

    # What is open

    @property
    def _desk(self) -> "Desk":
        """Commands, shortcuts and overlays: made after the first window is seen, or with the first key."""
        if self._made_desk is None:
            from interimcoo.shell.desk import Desk

            self._made_desk = Desk(self)
            self._made_desk.set_window_actions()
        return self._made_desk

    @property
    def jobs(self) -> "Jobs":
        """Work beside the window."""
        if self._jobs is None:
            from interimcoo.ui.jobs import Jobs

            self._jobs = Jobs(self)
            self.welcome.watch(self._jobs)
        return self._jobs

    @property
    def files(self) -> "Files":
        """The gestures of files."""
        if self._files is None:
            from interimcoo.shell.files import Files

            self._files = Files(self)
        return self._files

    @property
    def workspace(self) -> "Workspace | None":
        """The workspace of the open engagement."""
        return self._made_desk.workspace if self._made_desk is not None else None

    def show_session(self, session: "Session", features: "Sequence[Feature]" = ()) -> None:
        """Show an open engagement; its last page comes first."""
        self._desk.show_session(session, features)

    def showing(self, session: "Session", features: "Sequence[Feature]") -> "Iterator[None]":
        """The same in turns, so that the window answers in between."""
        return self._desk.showing(session, features)

    def close_engagement(self) -> None:
        """Close the file and show the welcome page."""
        self._desk.close_session()

    def page(self, name: str) -> "Page":
        """A page of the open engagement, made when it is not there yet; raises LookupError without one."""
        workspace = self.workspace
        if workspace is None:
            raise LookupError(name)
        return workspace.pages.page(name)

    def say(self, text: "BannerText") -> None:
        """Show a banner where the user looks."""
        workspace = self.workspace
        (self.welcome.banners if workspace is None else workspace.banners).show_banner(text)

    # Gestures of files

    def choose_file(self) -> None:
        """Ask for a file and open it."""
        self.files.choose()

    def open_file(self, path: Path, *, read_only: bool = False) -> None:
        """Open a file beside the window; what goes wrong is said in a banner."""
        self.files.open(path, read_only=read_only)

    def new_engagement(self, mandate_type: str) -> None:
        """Ask the five questions of a new engagement."""
        self.files.new(mandate_type)

    def try_sample(self) -> None:
        """Open the copy of the sample, made when it is not there yet."""
        self.files.sample(anew=False)

    def reset_sample(self) -> None:
        """Make the copy of the sample anew and open it."""
        self.files.sample(anew=True)

    def restore_backup(self) -> None:
        """Offer the backups of the engagements."""
        self.files.restore()

    def save_copy(self) -> None:
        """Save a copy elsewhere."""
        self.files.save_copy()

    def back_up(self) -> None:
        """Make a backup now."""
        self._desk.back_up()

    # Gestures of the workspace

    def go(self, feature: str, record: str = "") -> None:
        """Show a page and open a record there."""
        if self.workspace is not None:
            self.workspace.go(feature, record)

    def back(self) -> None:
        """To the place before."""
        if self.workspace is not None:
            self.workspace.back()

    def forward(self) -> None:
        """To the place that was left by going back."""
        if self.workspace is not None:
            self.workspace.forward()

    def undo(self) -> None:
        """Take back the last change."""
        if self.session is not None:
            self.session.undo()

    def redo(self) -> None:
        """Do the last undone change again."""
        if self.session is not None:
            self.session.redo()

    def why_no_undo(self) -> str:
        """Why there is nothing to undo; empty when there is."""
        return self._desk.why_no_way_back(undo=True)

    def why_no_redo(self) -> str:
        """Why there is nothing to redo; empty when there is."""
        return self._desk.why_no_way_back(undo=False)

    def show_history(self) -> None:
        """Show every change."""
        self.go("history")

    def focus_filter(self) -> None:
        """Into the filter of the page."""
        page = self.workspace.page() if self.workspace is not None else None
        if page is not None:
            page.focus_filter()

    def toggle_drawing(self) -> None:
        """Change between drawing and table."""
        page = self.workspace.page() if self.workspace is not None else None
        if page is not None:
            page.toggle_drawing()

    def toggle_inspector(self) -> None:
        """Show or hide the inspector."""
        if self.workspace is not None:
            self.workspace.side.toggle()

    def walk(self, forward: bool) -> None:
        """To the next area."""
        if self.workspace is not None:
            self.workspace.areas.walk(forward)

    # The window itself

    def open_palette(self) -> None:
        """Search or run a command."""
        self._desk.open_palette()

    def show_keys(self) -> None:
        """The keys that work here."""
        self._desk.show_keys()

    def open_settings(self) -> None:
        """The settings of the person."""
        from interimcoo.shell.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self, self.settings, self._on_setting)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show_about(self) -> None:
        """Version and notices."""
        from interimcoo.shell.about import AboutDialog

        dialog = AboutDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def change_text_size(self, step: int) -> None:
        """One size up or down; 0 is the usual one."""
        now = TEXT_SIZES.index(theme().text_size) if theme().text_size in TEXT_SIZES else 0
        size = TEXT_SIZES[min(max(0, now + step), len(TEXT_SIZES) - 1)] if step else 100
        self.settings.set(TEXT_SIZE, size)
        theme().set_text_size(size)

    def choose_scheme(self, scheme: Scheme) -> None:
        """Light, dark, or as the system."""
        self.settings.set(SCHEME, scheme)
        theme().set_scheme(scheme)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or come back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def come_forward(self) -> None:
        """Another window has asked for this file."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def show_recents(self) -> None:
        """Read the list of recent engagements again."""
        self.welcome.set_recents(recent.recents(), self.clock())

    def _make_welcome(self) -> WelcomePage:
        gestures = WelcomeGestures(
            open_recent=lambda one: self.files.open(Path(one.path)),
            open_read_only=lambda one: self.files.open(Path(one.path), read_only=True),
            find=lambda one: self.files.find(one),
            remove=lambda one: self.files.remove(one),
            open_file=self.choose_file,
            restore=self.restore_backup,
            new=self.new_engagement,
            sample=self.try_sample,
        )
        return WelcomePage(gestures)

    def _settle(self) -> None:
        """What nobody misses in the first moment: the icon of the window, commands and their shortcuts."""
        from interimcoo.shell.app_mark import app_icon

        self.setWindowIcon(app_icon())
        if self._made_desk is None:
            self._desk  # noqa: B018 - made at the first use

    def rebuild(self) -> None:
        """Say everything again, in another language."""
        old = self.welcome
        self.welcome = self._make_welcome()
        self.stack.insertWidget(0, self.welcome)
        self.stack.removeWidget(old)
        old.deleteLater()
        if self._jobs is not None:
            self.welcome.watch(self._jobs)
        self.show_recents()
        self._desk.rebuild()

    def _apply_look(self) -> None:
        set_interface_language(self.settings.get(LANGUAGE))
        theme().set_text_size(self.settings.get(TEXT_SIZE))
        stored = self.settings.get(SCHEME)
        theme().set_scheme(next((one for one in SCHEMES if one == stored), "system"))

    def _on_setting(self, key: str) -> None:
        self._apply_look()
        if key == LANGUAGE.key:
            self.rebuild()

    def _restore_geometry(self) -> None:
        stored = self.settings.get(GEOMETRY)
        if not stored or not self.restoreGeometry(stored):
            self.resize(1440, 900)
        screen = QApplication.screenAt(self.frameGeometry().center())
        if screen is None:
            main = QApplication.primaryScreen()
            if main is not None:
                frame = self.frameGeometry()
                frame.moveCenter(main.availableGeometry().center())
                self.move(frame.topLeft())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._made_desk is None:
            self._desk  # noqa: B018 - the first key comes before the shortcuts were made
        return super().event(event)

    def closeEvent(self, event: "QCloseEvent") -> None:
        if self._made_desk is not None and not self._made_desk.may_close():
            event.ignore()
            return
        self.settings.set(GEOMETRY, bytes(self.saveGeometry().data()))
        if self._jobs is not None:
            self._jobs.stop_all()
        if self._made_desk is not None:
            self._made_desk.close_session()
        if self._files is not None:
            self._files.stop()
        self.collector.stop()
        event.accept()

    def dragEnterEvent(self, event: "QDragEnterEvent") -> None:
        from interimcoo.shell.drop import dropped_file

        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self._desk.show_drop(path)

    def dragLeaveEvent(self, event: "QDragLeaveEvent") -> None:
        self._desk.show_drop(None)

    def dropEvent(self, event: "QDropEvent") -> None:
        from interimcoo.shell.drop import dropped_file

        self._desk.show_drop(None)
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.files.take(path)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        if event.key() == Qt.Key.Key_Alt:
            self._press_alt()
        kinds = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2, Qt.Key.Key_4: 3}
        at = kinds.get(Qt.Key(event.key()))
        if self.workspace is None and at is not None and not event.modifiers():
            self.new_engagement(list(self.welcome.cards)[at])
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: "QKeyEvent") -> None:
        if event.key() == Qt.Key.Key_Alt and self._alt is not None and self._alt.end():
            self._desk.open_menu()
            return
        super().keyReleaseEvent(event)

    def _press_alt(self) -> None:
        from interimcoo.shell.alt_key import AltAlone

        if self._alt is None:
            self._alt = AltAlone(self)
        self._alt.begin()
