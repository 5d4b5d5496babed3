"""Run the window: application, look, the file named on the command line, defects, and the end."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from interimcoo.clock import real_clock
from interimcoo.shell.window import MainWindow
from interimcoo.ui.theme import FUSION

WARM_AFTER_MS: Final = 250


def run(path: Path | None = None, *, as_of: date | None = None, arguments: Sequence[str] = ()) -> int:
    """Show the window, open a file when one is named, and stay until it is closed; the exit code."""
    app = application(arguments)
    window = MainWindow(as_of=as_of)
    watch = Defects(window)
    if sys.platform == "darwin":
        app.installEventFilter(FileOpen(window, app))
    window.show()
    if path is not None:
        QTimer.singleShot(0, window, lambda: window.open_file(path))
    QTimer.singleShot(WARM_AFTER_MS, window, lambda: warm(window))
    code = app.exec()
    watch.stop()
    return code


def application(arguments: Sequence[str] = ()) -> QApplication:
    """The application, made once."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    app = QApplication(["interimcoo", "-style", "fusion", *arguments])
    app.setProperty(FUSION, True)
    app.setApplicationName("interimcoo")
    app.setApplicationDisplayName("interimcoo")
    app.setDesktopFileName("interimcoo")
    return app


def warm(window: MainWindow) -> None:
    """Once the first window stands: count what the mandate types bring; import the store and tidy up beside it."""
    from interimcoo.shell.names import MANDATE_TYPES
    from interimcoo.shell.new_engagement import brought_by
    from interimcoo.store import sweep
    from interimcoo.ui.jobs import Progress

    window.welcome.set_facts({kind: brought_by(kind) for kind in MANDATE_TYPES})

    def task(progress: Progress) -> None:
        from interimcoo.shell.loading import all_features, import_pages

        import_pages(all_features(), progress)
        sweep(real_clock())

    window.jobs.run("", task)


class FileOpen(QObject):
    """A file given by the system while the program runs (macOS)."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FileOpen:
            name = getattr(event, "file", lambda: "")()
            if name:
                self._window.files.take(Path(name))
                return True
        return False


class Defects:
    """Notes defects and shows the one dialog for them."""

    def __init__(self, window: MainWindow) -> None:
        from interimcoo.shell.crash import install
        from interimcoo.shell.crash_dialog import Bell

        self._window = window
        self._bell = Bell()
        self._bell.rung.connect(self._show)
        self.dialog: object | None = None
        self._stop = install(self._bell.rung.emit, real_clock)

    def stop(self) -> None:
        """Give the hooks back."""
        self._stop()

    def _show(self, details: str) -> None:
        from interimcoo.shell.crash_dialog import CrashDialog
        from interimcoo.shell.facts import moment_words

        if self.dialog is not None:
            return
        window = self._window
        session = window.session
        saved = session.engagement.last_saved if session is not None else None
        words = moment_words(saved, window.clock()) if saved is not None else "–" if session is not None else ""
        dialog = CrashDialog(window, details, words, window.close_engagement)
        self.dialog = dialog
        dialog.finished.connect(self._forget)
        dialog.open()

    def _forget(self, _result: int) -> None:
        self.dialog = None
