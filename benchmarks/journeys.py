"""How long the gestures of the journeys keep the event loop from answering: the journey tests, watched."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.result import Result

ROOT = Path(__file__).parents[1]
TARGET_MS = 100.0
_WIDE = 56


def measure() -> list[Result]:
    """The longest pause of each journey with the gesture that made it, and how many gestures keep the target."""
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder) / "pauses.jsonl"
        env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "INTERIMCOO_JOURNEY_PAUSES": str(notes)}
        command = [sys.executable, "-m", "pytest", "tests/journeys", "-q", "-p", "no:xdist"]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
        lines = notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []
    if not lines:
        raise RuntimeError(f"no journey was walked: {done.stdout[-400:]}{done.stderr[-400:]}")
    return _results([json.loads(line) for line in lines])


def _results(journeys: list[dict[str, object]]) -> list[Result]:
    longest: dict[str, tuple[float, str]] = {}
    over, total = 0, 0
    for one in journeys:
        pauses = one["pauses"]
        assert isinstance(pauses, list)
        name = str(one["journey"]).partition("[")[0].removeprefix("test_that_").replace("_", " ")
        for pause, gesture in pauses:
            longest[name] = max(longest.get(name, (0.0, "")), (float(pause), str(gesture)))
            over += float(pause) > TARGET_MS
            total += 1
    results = [
        Result("journeys", f"{_short(name)} ({gesture})", pause, "ms", TARGET_MS)
        for name, (pause, gesture) in longest.items()
    ]
    return [*results, Result("journeys", f"gestures over {TARGET_MS:g} ms of {total}", over, "gestures", 0)]


def _short(name: str) -> str:
    return name if len(name) <= _WIDE else f"{name[:_WIDE].rstrip()}…"
