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
    results, short, total = [], 0, 0
    for one in journeys:
        pauses = one["pauses"]
        assert isinstance(pauses, list)
        if not pauses:
            continue
        longest, gesture = max((float(pause), str(name)) for pause, name in pauses)
        words = str(one["journey"]).removeprefix("test_that_").replace("_", " ")
        results.append(Result("journeys", f"{words[:60]} ({gesture})", longest, "ms", TARGET_MS))
        total += len(pauses)
        short += sum(float(pause) > TARGET_MS for pause, _name in pauses)
    results.append(Result("journeys", f"gestures over {TARGET_MS:g} ms of {total}", short, "gestures", 0))
    return results
