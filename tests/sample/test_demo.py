"""The demo: client workbooks in, an engagement, a board report and a workbook out; twice the same bytes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run_demo(folder: Path, seed: str, zone: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
    return subprocess.run(
        [sys.executable, "-m", "interimcoo", "demo", str(folder)],
        capture_output=True, text=True, check=False, env=environment, cwd=folder.parent,
    )  # fmt: skip


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "first"
    told = run_demo(folder, "1", "UTC")
    assert told.returncode == 0, told.stderr
    lines = told.stdout.strip().splitlines()
    assert sum(line.startswith("- ") for line in lines) == 5, told.stdout
    for name in ("nordvik.icoo", "board-report.pdf", "deliverables.xlsx"):
        assert any(name in line for line in lines)
        assert (folder / name).stat().st_mode & 0o777 == 0o600
    return folder


def test_that_two_runs_give_the_same_bytes(demo: Path, tmp_path: Path) -> None:
    second = tmp_path / "second"
    assert run_demo(second, "2", "Asia/Tokyo").returncode == 0
    for name in ("board-report.pdf", "deliverables.xlsx"):
        assert (second / name).read_bytes() == (demo / name).read_bytes(), name


def test_that_the_report_passes_the_independent_check_with_every_figure(
    demo: Path, references: Path, tmp_path: Path
) -> None:
    listed = subprocess.run(
        [
            sys.executable, "-m", "interimcoo", "figures", str(demo / "nordvik.icoo"), "--as-of", "2026-09-22",
            "--expect",
        ],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    expected = tmp_path / "figures.json"
    expected.write_text(listed.stdout, encoding="utf-8")
    checked = subprocess.run(
        [
            sys.executable, str(references / "tools" / "check_pdf.py"), "--expect", str(expected),
            str(demo / "board-report.pdf"),
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_that_the_planted_stories_are_told(demo: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "interimcoo", "figures", str(demo / "nordvik.icoo"), "--as-of", "2026-09-22", "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    figures = {one["id"]: one for one in json.loads(told.stdout)["figures"]}
    assert figures["kpi.LOG01.actual"]["value"] == 78.4
    assert figures["kpi.LOG13.actual"]["value"] == 2040
    assert figures["kpi.LOG01.actual"]["origin"]["sheet"] == "Leverans"
    assert figures["kpi.LOG01.actual"]["origin"]["grade"] == "B"


def test_that_the_story_never_goes_back_in_time() -> None:
    from interimcoo.sample import story

    moments = [entry.at for entry in story.entries()]
    assert moments == sorted(moments)
