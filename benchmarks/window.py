"""What the window costs: the sample to its first page, and how long gestures keep the event loop from answering."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.result import Result

ROOT = Path(__file__).parents[1]

_JOURNEY = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from PySide6.QtCore import QEventLoop
from journeys.watchdog import watched
from interimcoo.shell.program import application
from interimcoo.shell.window import MainWindow
app = application()
window = MainWindow(); window.resize(1440, 900); window.show(); app.processEvents()
begun = time.process_time()
loop = QEventLoop(); window.opened.connect(loop.quit)
with watched(0) as opening:
    window.open_file(Path(sys.argv[1])); loop.exec(); window.grab()
print("page", time.process_time() - begun)
print("opening", opening.longest_ms)
def settle(s):
    until = time.monotonic() + s
    while time.monotonic() < until: app.processEvents()
settle(3.0)
for turn in ("first", "later"):
    for feature in window.features:
        with watched() as seen:
            window.go(feature.name)
        print(turn, seen.longest_ms, feature.name)
        settle(0.1)
from interimcoo.features.mandate.commands import AddUnit
with watched() as seen:
    window.session.run(AddUnit("Bench"))
print("command", seen.longest_ms)
settle(2.5)
with watched() as seen:
    window.undo()
print("undo", seen.longest_ms)
with watched(150) as seen:
    window.open_palette()
print("palette", seen.longest_ms)
with watched() as seen:
    window._desk.palette.field.setText("delivery")
print("letter", seen.longest_ms)
window.close()
"""


def measure() -> list[Result]:
    """Opening the sample and the longest pauses of the usual gestures."""
    with tempfile.TemporaryDirectory() as home:
        profile = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"), home)
        env = {
            "QT_QPA_PLATFORM": "offscreen",
            **os.environ,
            **profile,
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": f"{home}/compiled",
        }
        sample, opened = Path(home) / "sample.icoo", Path(home) / "opened.icoo"
        make = (
            f"from pathlib import Path; from interimcoo.sample import make_sample; make_sample(Path({str(sample)!r}))"
        )
        subprocess.run([sys.executable, "-c", make], check=True, env=env)
        command = [sys.executable, "-c", _JOURNEY, str(opened), str(ROOT / "tests")]
        for _run in range(2):  # the first compiles the modules, as an installation does
            shutil.copy(sample, opened)  # a file opens where it was left: at the start, not where the first run ended
            out = subprocess.run(command, capture_output=True, text=True, check=True, env=env).stdout
    return _results([line.split() for line in out.splitlines()])


def _results(lines: list[list[str]]) -> list[Result]:
    single = {line[0]: float(line[1]) for line in lines if len(line) == 2}
    results = [
        Result("window", "sample opened to its page", single["page"], "s CPU", 1.0),
        Result("window", "longest pause while opening", single["opening"], "ms", 100),
    ]
    for turn, target in (("first", 250), ("later", 100)):
        pauses = [(float(line[1]), line[2]) for line in lines if line[0] == turn]
        worst = max(pauses)
        words = "first visit" if turn == "first" else "later visit"
        results.append(Result("window", f"longest pause, {words} ({worst[1]})", worst[0], "ms", target))
    for name, words, target in (
        ("command", "one-field command", 100),
        ("undo", "undo", 100),
        ("palette", "palette opens", 100),
        ("letter", "a letter in the palette", 50),
    ):
        results.append(Result("window", f"longest pause, {words}", single[name], "ms", target))
    return results
