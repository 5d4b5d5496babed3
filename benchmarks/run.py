"""Run every benchmark, print the table and write build/bench.json. Named areas run alone: `run.py start store`."""

import json
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.result import Result  # noqa: E402 - the folder of the project comes first

AREAS = ("start", "store", "charts", "report", "imports", "window", "journeys")


def main(areas: list[str]) -> int:
    """Exit code 0 even when a target is missed: a benchmark informs, it does not judge."""
    results: list[Result] = []
    for area in areas or AREAS:
        results.extend(import_module(f"benchmarks.{area}").measure())
    width = max(len(result.name) for result in results)
    for result in results:
        target = "" if result.target is None else f"{result.target:g}"
        met = {True: "met", False: "SHORT", None: ""}[result.met]
        print(f"{result.area:8} {result.name:{width}} {result.value:10.3f} {result.unit:9} {target:>7} {met}")
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    entries = [{**asdict(result), "met": result.met} for result in results]
    (build / "bench.json").write_text(json.dumps(entries, indent=1) + "\n", encoding="utf-8")
    print("build/bench.json")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
