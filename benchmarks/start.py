"""From the start of the process to a usable first window: CPU time, and what was imported on the way."""

import os
import subprocess
import sys
import tempfile

from benchmarks.result import Result

HEAVY = ("sqlmodel", "numpy", "pyqtgraph", "reportlab", "openpyxl", "ortools")
RUNS = 7

# Both programs are stopped right after the first paint of a top-level window, by the same code.
_STOP = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.isWidgetType() and watched.isWindow():
            watched.removeEventFilter(self)
            self.painted = True
        return False
def until_painted(*_):
    app = QApplication.instance()
    watch = FirstPaint(); watch.painted = False
    app.installEventFilter(watch)
    for window in app.topLevelWidgets():
        if window.isVisible():
            window.update()
    while not watch.painted:
        app.sendPostedEvents(); app.processEvents()
    print(time.process_time(), ",".join(m for m in HEAVY if m in sys.modules)); sys.stdout.flush()
    os._exit(0)
QApplication.exec = until_painted
"""
_PRODUCT = "from interimcoo.__main__ import main\nmain([])\n"
_BARE = """
from PySide6.QtWidgets import QLabel, QMainWindow
app = QApplication([]); window = QMainWindow(); window.setCentralWidget(QLabel('hello')); window.resize(1440, 900)
window.show(); app.exec()
"""


def first_window(program: str) -> tuple[float, str]:
    """(seconds of CPU to the first paint: the least of several runs, heavy modules loaded by then)."""
    best, heavy = float("inf"), ""
    with tempfile.TemporaryDirectory() as home:
        profile = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"), home)
        # As installed: modules are compiled once, by the first of the runs.
        profile |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": home}
        for _ in range(RUNS):
            code = f"HEAVY = {HEAVY!r}\n{_STOP}\n{program}"
            out = subprocess.run(
                [sys.executable, "-c", code],
                capture_output=True,
                text=True,
                check=True,
                env={"QT_QPA_PLATFORM": "offscreen", **os.environ, **profile},
            )
            seconds, _, loaded = out.stdout.strip().splitlines()[-1].partition(" ")
            best, heavy = min(best, float(seconds)), heavy or loaded
    return best, heavy


def measure() -> list[Result]:
    """Ratio of the product's first window to a bare one, and the number of heavy modules imported before it."""
    bare, _ = first_window(_BARE)
    product, heavy = first_window(_PRODUCT)
    return [
        Result("start", "bare PySide6 window", bare, "s CPU"),
        Result("start", "first window of the product", product, "s CPU"),
        Result("start", "ratio of the two", product / bare, "times", 1.6),
        Result("start", "heavy modules imported before it", len([m for m in heavy.split(",") if m]), "modules", 0),
    ]
