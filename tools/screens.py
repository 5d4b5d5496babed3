"""Pictures of every page: the sample and an empty engagement at two sizes, light and dark; the sample in Swedish too.

python tools/screens.py build/screens            (QT_QPA_PLATFORM=offscreen)
"""

import os
import sys
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")

SIZES: Final = ((1440, 900), (1366, 768))
LOOKS: Final = tuple((*size, scheme) for size in SIZES for scheme in ("light", "dark"))
SWEDISH_LOOKS: Final = ((1366, 768, "light"),)
Looks = tuple[tuple[int, int, str], ...]
SETTLE_S: Final = 0.25
PATIENCE_S: Final = 20.0


def main(target: Path) -> int:
    """Write the pictures; the exit code."""
    with TemporaryDirectory() as folder:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
            os.environ[name] = folder
        target.mkdir(parents=True, exist_ok=True)
        written = _all(target, Path(folder))
    print(f"{written} pictures in {target}")
    return 0 if written else 1


def _all(target: Path, folder: Path) -> int:
    from interimcoo.shell.loading import create
    from interimcoo.shell.new_engagement import Wish
    from interimcoo.shell.program import application

    application()
    empty = folder / "Nordvik Components AB.icoo"
    day = date(2026, 8, 31)
    create(Wish(empty, "Nordvik Components AB", "turnaround", day, 180, 110), "A. Lindqvist", day).engagement.close()
    files = [("empty", empty, day)]
    if find_spec("interimcoo.sample") is not None:
        from interimcoo.sample import TODAY, make_sample

        sample = folder / "sample.icoo"
        make_sample(sample)
        files.append(("sample", sample, TODAY))
    written = _welcome(target, day)
    for name, path, today in files:
        written += _pages(target / name, path, today)
    written += _welcome(target, files[-1][2], "welcome-recent")
    _name, path, today = files[-1]
    _speak("sv")
    written += _pages(target / "sample-sv", path, today, SWEDISH_LOOKS)
    written += _welcome(target / "sample-sv", today, looks=SWEDISH_LOOKS)
    _speak("en")
    return written


def _speak(language: str) -> None:
    from interimcoo.ui.settings import LANGUAGE, Settings

    Settings().set(LANGUAGE, language)


def _welcome(target: Path, day: date, name: str = "welcome", looks: Looks = LOOKS) -> int:
    from interimcoo.shell.program import warm
    from interimcoo.shell.window import MainWindow

    window = MainWindow(as_of=day)
    window.show()
    warm(window)
    written = _shoot(window, target, name, looks)
    window.close()
    return written


def _pages(target: Path, path: Path, day: date, looks: Looks = LOOKS) -> int:
    from interimcoo.shell.loading import Wanted, load
    from interimcoo.shell.window import MainWindow
    from interimcoo.ui.session import Session

    target.mkdir(exist_ok=True)
    loaded = load(Wanted(path, "A. Lindqvist", as_of=day))
    window = MainWindow(as_of=day)
    window.show()
    window.show_session(Session(loaded.engagement, day, settings=window.settings, parent=window), loaded.features)
    written = 0
    for feature in loaded.features:
        window.go(feature.name)
        _settle()
        _work_done(window, feature.name)
        _settle()
        written += _shoot(window, target, feature.name, looks)
    window.show_history()
    written += _shoot(window, target, "history", looks)
    window.go(loaded.features[0].name)
    window.open_palette()
    written += _shoot(window, target, "palette", looks)
    window.close()
    return written


def _shoot(window: "MainWindow", target: Path, name: str, looks: Looks) -> int:  # noqa: F821 - imported where Qt is wanted
    from interimcoo.ui.theme import theme

    written = 0
    for wide, high, scheme in looks:
        window.resize(wide, high)
        theme().set_scheme(scheme)
        _settle()
        written += window.grab().save(str(target / f"{name}-{wide}-{scheme}.png"))
    theme().set_scheme("light")
    return written


def _settle() -> None:
    from PySide6.QtWidgets import QApplication

    until = monotonic() + SETTLE_S
    while monotonic() < until:
        QApplication.processEvents()


def _work_done(window: "MainWindow", name: str) -> None:  # noqa: F821 - imported where Qt is wanted
    """Wait for what a page makes beside the window, such as the preview of the report."""
    from PySide6.QtWidgets import QApplication

    until = monotonic() + PATIENCE_S
    while getattr(window.page(name), "renewing", False) and monotonic() < until:
        QApplication.processEvents()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/screens")))
