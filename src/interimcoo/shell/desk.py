"""What stands on the window while an engagement is open: workspace, toast, palette, keys, status, backups, summary."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from interimcoo.shell.names import MANDATE_TYPES
from interimcoo.shell.shortcuts import Shortcuts
from interimcoo.shell.window_actions import page_actions, window_actions
from interimcoo.text import _, interface_language
from interimcoo.ui.actions import Action
from interimcoo.ui.feature import Feature
from interimcoo.ui.session import BannerText, Session
from interimcoo.ui.turns import at_once

if TYPE_CHECKING:
    from interimcoo.shell.drop import DropOverlay
    from interimcoo.shell.key_sheet import KeySheet
    from interimcoo.shell.palette import Palette
    from interimcoo.shell.palette_source import PaletteSource
    from interimcoo.shell.toast import Toast
    from interimcoo.shell.watch import FileWatch
    from interimcoo.shell.window import MainWindow
    from interimcoo.shell.workspace import Workspace
    from interimcoo.ui.page import Page

READY_AFTER_MS: Final = 150
"""once the first page stands"""


def _history(session: Session) -> "Page":
    from interimcoo.shell.history_page import HistoryPage

    return HistoryPage(session)


class Desk(QObject):
    """Belongs to one window."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.workspace: Workspace | None = None
        self.watch: FileWatch | None = None
        self.toast: Toast | None = None
        self.palette: Palette | None = None
        self.source: PaletteSource | None = None
        self.key_sheet: KeySheet | None = None
        self.drop: DropOverlay | None = None
        self.actions: tuple[Action, ...] = ()
        self.page_actions: tuple[Action, ...] = ()
        self.shortcuts = Shortcuts(window)
        self.menu: QMenu | None = None
        self._say_soon = QTimer(self)
        self._say_soon.setSingleShot(True)
        self._say_soon.timeout.connect(self._say)

    # The engagement

    def show_session(self, session: Session, features: Sequence[Feature]) -> None:
        """Build the workspace of an engagement and bring it to the front."""
        at_once(self.showing(session, features))

    def showing(self, session: Session, features: Sequence[Feature]) -> Iterator[None]:
        """The same in turns: the frame, its first page, what is said about the file, and all of it in front."""
        from interimcoo.shell.loading import all_features
        from interimcoo.shell.places import Places
        from interimcoo.shell.toast import Toast
        from interimcoo.shell.watch import FileWatch
        from interimcoo.shell.workspace import Workspace

        window = self._window
        features = tuple(features) or all_features()
        places = Places.load(session.engagement)
        workspace = Workspace(session, features, places)
        workspace.pages.extra["history"] = _history
        first = places.page if places.page in workspace.features else next(iter(workspace.features), "")
        try:
            yield
            if first:
                with contextlib.suppress(Exception):  # what cannot be made is told where it is shown
                    workspace.pages.page(first, places.pages.get(first))
            yield
        except GeneratorExit:
            workspace.let_go()
            raise
        self.close_session(back=False)
        window.session, window.features, self.workspace = session, features, workspace
        self.toast = Toast(workspace, window.undo)
        workspace.page_changed.connect(self._on_page)
        workspace.head_changed.connect(self._on_head)
        workspace.searched.connect(window.open_palette)
        workspace.rail.client.clicked.connect(lambda _checked=False: self._open_recent_menu())
        session.toasted.connect(self._on_toast)
        session.changed.connect(self._on_changed)
        session.save_failed.connect(self._on_not_saved)
        self.set_window_actions()
        window.stack.addWidget(workspace)
        self.watch = FileWatch(window, session, workspace)
        self.watch.start()
        self._say()
        yield
        if self.workspace is not workspace:
            return  # closed in between
        window.stack.setCurrentWidget(workspace)
        try:
            if first:
                workspace.go(first)
        finally:  # a page that cannot be shown is a defect; the file is open nevertheless
            workspace.badges.renew()
            QTimer.singleShot(READY_AFTER_MS, session, lambda: self._ready_the_rest(session))
            window.opened.emit()

    def _ready_the_rest(self, session: Session) -> None:
        """Make the other pages ready beside the window, so that their first visit is short."""
        from interimcoo.shell.loading import import_pages, read_pages

        features, engagement, day = self._window.features, session.engagement, session.today

        def read(_imported: None) -> None:
            if isValid(session) and not session.closed:
                session.jobs.run("", lambda progress: read_pages(features, engagement, day, progress))

        self._window.jobs.run("", lambda progress: import_pages(features, progress), read)

    def close_session(self, *, back: bool = True) -> None:
        """Close the open engagement, if any; `back` shows the welcome page."""
        window, workspace, session = self._window, self.workspace, self._window.session
        if workspace is None or session is None:
            return
        self._keep_typed(workspace)
        workspace.close_pages()
        if self.watch is not None:
            self.watch.stop()
        self._close_overlays()
        self.workspace, self.watch, self.toast, window.session = None, None, None, None
        window.stack.removeWidget(workspace)
        workspace.hide()
        session.close()
        workspace.pages.drop()
        workspace.deleteLater()
        session.deleteLater()
        window.features = ()
        self.page_actions = ()
        self.shortcuts.set_page(())
        self.set_window_actions()
        window.setWindowTitle("interimcoo")
        if back:
            window.stack.setCurrentWidget(window.welcome)
            window.show_recents()
            window.closed.emit()

    def _keep_typed(self, workspace: "Workspace") -> None:
        """A field that is still being typed in is left, so that its words are written while the file is open."""
        focus = self._window.focusWidget()
        if focus is not None and workspace.isAncestorOf(focus):
            focus.clearFocus()

    def rebuild(self) -> None:
        """Build the workspace anew for the same file, in another language."""
        window, session, workspace = self._window, self._window.session, self.workspace
        self._close_overlays()
        if self.palette is not None:
            self.palette.deleteLater()
            self.palette = None
        if self.key_sheet is not None:
            self.key_sheet.deleteLater()
            self.key_sheet = None
        self.set_window_actions()
        if session is None or workspace is None:
            return
        self._keep_typed(workspace)
        workspace.close_pages()
        if self.watch is not None:
            self.watch.stop()
        features = window.features
        self.workspace = None
        window.stack.removeWidget(workspace)
        for signal in (session.changed, session.toasted, session.save_failed, session.bannered, session.navigated,
                       session.banner_cleared, session.busy_changed, session.conflicted):  # fmt: skip
            signal.disconnect()
        workspace.pages.drop()
        workspace.deleteLater()
        self.show_session(session, features)

    def may_close(self) -> bool:
        """Not while a change is being written."""
        session = self._window.session
        if session is not None and session.busy:
            self._window.say(
                BannerText(
                    "info", _("A change is being written."), _("Close the window when it has ended."), topic="busy"
                )
            )
            return False
        return True

    def back_up(self) -> None:
        """Make a backup now."""
        if self.watch is not None:
            self.watch.back_up()

    # What the window says

    def set_window_actions(self) -> None:
        """Declare the commands of the window again (the pages belong to them)."""
        self.actions = window_actions(self._window)
        self.shortcuts.set_window(self.actions)

    def why_no_way_back(self, *, undo: bool) -> str:
        """Why Undo or Redo has nothing to do."""
        session = self._window.session
        if session is None:
            return _("Open an engagement first.")
        if session.read_only:
            return _("This file is open for reading only.")
        if session.busy:
            return _("A change is being written.")
        engagement = session.engagement
        if undo:
            return "" if engagement.undo_label() is not None else _("There is nothing to undo.")
        return "" if engagement.redo_label() is not None else _("There is nothing to redo.")

    def _on_page(self, name: str) -> None:
        workspace = self.workspace
        if workspace is None:
            return
        feature = workspace.features.get(name)
        self.page_actions = page_actions(self._window, feature) if feature is not None else ()
        self.shortcuts.set_page((*self.page_actions, *self._report_action(name)))

    def _report_action(self, name: str) -> tuple[Action, ...]:
        """Ctrl P writes the report from any page."""
        workspace = self.workspace
        if workspace is None or any(one.key == "Ctrl+P" for one in self.page_actions):
            return ()
        return tuple(
            action
            for feature in workspace.features.values()
            if feature.name != name
            for action in page_actions(self._window, feature)
            if action.key == "Ctrl+P"
        )

    def _on_head(self) -> None:
        workspace = self.workspace
        page = workspace.page() if workspace is not None else None
        if workspace is not None and page is not None:
            workspace.status.set_keys((*page.hints()[:4], ("?", _("keys"))))

    def _on_changed(self, _changed: object) -> None:
        self._say_soon.start(0)

    def _say(self) -> None:
        """Undo and Redo as they are now; the file's own facts are said by the watch."""
        session, workspace = self._window.session, self.workspace
        if session is None or workspace is None:
            return
        if session.busy:
            self._say_soon.start(100)
            return
        engagement, language = session.engagement, interface_language()
        undo, redo = engagement.undo_label(), engagement.redo_label()
        workspace.header.set_undo(
            undo.words(language) if undo is not None and not session.read_only else None,
            redo.words(language) if redo is not None and not session.read_only else None,
            tuple(label.words(language) for label in engagement.undo_labels(20)) if not session.read_only else (),
            _("This file is open for reading only.") if session.read_only else "",
        )
        if self.source is not None:
            self.source.forget()

    def _on_toast(self, text: str, undo: bool) -> None:
        workspace = self.workspace
        if self.toast is not None and workspace is not None:
            self.toast.say(text, undo, workspace.rail.width() + 20, workspace.status.height() + 16)

    def _on_not_saved(self, error: object) -> None:
        if self.watch is not None:
            self.watch.say_not_saved()

    # Over the window

    def open_palette(self) -> None:
        """Open the palette with everything that can be found now."""
        from interimcoo.shell.palette import Palette
        from interimcoo.shell.palette_source import PaletteSource

        if self.palette is None:
            self.palette = Palette(self._window.stack)
        if self.source is None:
            self.source = PaletteSource(self._window, self)
        self._close_overlays()
        self.source.serve(self.palette)
        self.palette.open()

    def show_keys(self) -> None:
        """The keys of the page and of the window."""
        from interimcoo.shell.key_sheet import KeySheet, keys_of, list_keys

        if self.key_sheet is None:
            self.key_sheet = KeySheet(self._window.stack)
        self._close_overlays()
        workspace = self.workspace
        page = workspace.page() if workspace is not None else None
        groups = []
        if page is not None:
            groups.append((page.title() or _("This page"), keys_of(self.page_actions)))
            groups.append((_("Any list"), list_keys()))
        else:
            kinds = tuple((str(at + 1), _(name)) for at, name in enumerate(MANDATE_TYPES.values()))
            groups.append((_("Start a new mandate"), kinds))
        shown = [one for one in self.actions if not (page is None and one.menu in ("go", "edit"))]
        groups.append((_("Everywhere"), keys_of([one for one in shown if one.menu in ("edit", "view", "help")])))
        groups.append((_("Files"), keys_of([one for one in shown if one.menu == "file"])))
        groups.append((_("Pages"), keys_of([one for one in shown if one.menu == "go"])))
        self.key_sheet.show_keys(groups)

    def open_menu(self) -> None:
        """Show the menu with every command (Alt)."""
        from interimcoo.shell import menus

        workspace = self.workspace
        menu = QMenu(self._window)
        menu.setAccessibleName(_("Menu"))
        menus.fill(menu, (*self.actions, *self.page_actions), self.shortcuts.made(), self._window)
        self.menu = menu
        if workspace is None:
            menu.popup(self._window.mapToGlobal(self._window.welcome.open_button.geometry().bottomLeft()))
            return
        button = workspace.header.menu
        button.show()
        menu.aboutToHide.connect(button.hide)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def show_drop(self, path: Path | None) -> None:
        """Say what dropping a file will do; None takes it away."""
        from interimcoo.shell.drop import DropOverlay

        if self.drop is None:
            self.drop = DropOverlay(self._window.stack)
        if path is None:
            self.drop.hide()
        else:
            self.drop.show_for(path)

    def _open_recent_menu(self) -> None:
        from interimcoo.shell import recent

        workspace = self.workspace
        session = self._window.session
        if workspace is None or session is None:
            return
        menu = QMenu(self._window)
        here = str(session.engagement.path)
        for one in recent.recents():
            if one.path == here:
                continue
            action = QAction(one.name.replace("&", "&&"), menu)
            action.setEnabled(one.exists)
            action.triggered.connect(lambda _checked=False, path=one.path: self._window.open_file(Path(path)))
            menu.addAction(action)
        if menu.actions():
            menu.addSeparator()
        made = self.shortcuts.made()
        for name in ("open", "new", "close"):
            menu.addAction(made[name])
        self.menu = menu
        button = workspace.rail.client
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _close_overlays(self) -> None:
        for one in (self.palette, self.key_sheet):
            if one is not None:
                one.close_it()
