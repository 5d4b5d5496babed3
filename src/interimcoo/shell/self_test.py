"""`interimcoo --self-test`: a window, an engagement in a temporary folder, every page; for installers and support."""

import os
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory


def run() -> int:
    """0 when every page could be shown; 1 with one line that names what could not."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with TemporaryDirectory(prefix="interimcoo-") as folder:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
            os.environ[name] = str(Path(folder) / "profile")
        (Path(folder) / "profile").mkdir(mode=0o700)
        return _walk(Path(folder))


def _walk(folder: Path) -> int:
    from PySide6.QtCore import QSettings

    from interimcoo.shell.loading import create
    from interimcoo.shell.new_engagement import Wish
    from interimcoo.shell.program import application
    from interimcoo.shell.window import MainWindow
    from interimcoo.ui.session import Session
    from interimcoo.ui.settings import Settings

    app = application()
    settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    day = date(2026, 9, 22)
    wish = Wish(folder / "Self-test.icoo", "Self-test", "turnaround", date(2026, 8, 31), 180, 110)
    loaded = create(wish, "", day)
    window = MainWindow(settings=settings, as_of=day)
    window.show()
    window.show_session(Session(loaded.engagement, day, settings=settings, parent=window), loaded.features)
    shown = 0
    for feature in loaded.features:
        window.go(feature.name)
        app.processEvents()
        if window.workspace is None or window.workspace.current != feature.name or window.grab().isNull():
            print(f"page {feature.name}: not shown", file=sys.stderr)
            return 1
        shown += 1
    window.close()
    print(f"{shown} pages shown")
    return 0
