"""Run the tests that prove a capability and print every row of docs/capabilities.csv with its tests and result.

Writes build/capabilities.json: a list of objects with `id`, `tests` and `result` (passed, failed or none).
"""

import csv
import json
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


class Recorder:
    """Notes which tests carry which capability, and how each ended."""

    def __init__(self) -> None:
        self.tests: dict[str, list[str]] = defaultdict(list)
        self.failed: set[str] = set()
        self.passed: set[str] = set()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            for marker in item.iter_markers("capability"):
                self.tests[str(marker.args[0])].append(item.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.add(report.nodeid)
        elif report.when == "call" and report.passed:
            self.passed.add(report.nodeid)

    def result(self, capability: str) -> str:
        """passed only when every test of it ran and passed; a skipped proof is none."""
        tests = self.tests.get(capability, [])
        if any(test in self.failed for test in tests):
            return "failed"
        return "passed" if tests and all(test in self.passed for test in tests) else "none"


def main() -> int:
    """Exit code 1 when a marked test failed or names a capability that does not exist."""
    with (ROOT / "docs" / "capabilities.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    recorder = Recorder()
    code = pytest.main(["-q", "--no-header", "-m", "capability", str(ROOT / "tests")], plugins=[recorder])
    outcome = [
        {"id": row["id"], "tests": recorder.tests.get(row["id"], []), "result": recorder.result(row["id"])}
        for row in rows
    ]
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    (build / "capabilities.json").write_text(json.dumps(outcome, indent=1) + "\n", encoding="utf-8")
    for row, entry in zip(rows, outcome, strict=True):
        print(f"{row['id']:4} {entry['result']:7} {len(entry['tests']):2}  {row['capability']}")
    passed = sum(entry["result"] == "passed" for entry in outcome)
    print(f"{passed} of {len(rows)} capabilities proven; build/capabilities.json")
    unknown = sorted(set(recorder.tests) - {row["id"] for row in rows})
    if unknown:
        print("no such capability: " + ", ".join(unknown), file=sys.stderr)
    return 1 if unknown or recorder.failed or code not in (0, 5) else 0


if __name__ == "__main__":
    sys.exit(main())
