"""What is imported before the first window can be seen, and what the command line of the window says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("sqlmodel", "sqlalchemy", "numpy", "pyqtgraph", "reportlab", "openpyxl", "ortools", "babel", "holidays")

_FIRST_PAINT = f"""
import sys
from PySide6.QtWidgets import QApplication
from PySide6.QtCore import QTimer
from interimcoo.__main__ import main
def until_shown(*_):
    app = QApplication.instance()
    app.processEvents()
    shown = [w for w in app.topLevelWidgets() if w.isVisible()]
    print(len(shown), ",".join(m for m in {HEAVY!r} if m in sys.modules))
    for one in shown:
        one.close()
    return 0
QApplication.exec = until_shown
main([])
"""


def _run(code: list[str], tmp_path: Path) -> subprocess.CompletedProcess[str]:
    profile = {name: str(tmp_path) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    return subprocess.run(
        [sys.executable, *code], capture_output=True, text=True, check=False, env={**os.environ, **profile}, timeout=120
    )


def test_that_nothing_heavy_is_imported_before_the_first_window(tmp_path: Path) -> None:
    done = _run(["-c", _FIRST_PAINT], tmp_path)

    assert done.returncode == 0, done.stderr
    shown, _, heavy = done.stdout.strip().partition(" ")
    assert (shown, heavy) == ("1", "")


def test_that_the_version_is_told_without_a_window(tmp_path: Path) -> None:
    done = _run(["-m", "interimcoo", "--version"], tmp_path)

    assert done.returncode == 0
    assert done.stdout.startswith("interimcoo 0.")


@pytest.mark.parametrize("arguments", [["--as-of", "yesterday"], ["--as-of=2026-13-01"], ["--as-of"]])
def test_that_a_day_that_is_none_is_refused_with_an_example(tmp_path: Path, arguments: list[str]) -> None:
    done = _run(["-m", "interimcoo", *arguments], tmp_path)

    assert done.returncode == 2
    assert "is not a date" in done.stderr
    assert "2026-09-22" in done.stderr
    assert "Traceback" not in done.stderr


def test_that_the_self_test_walks_every_page_and_leaves_nothing_behind(tmp_path: Path) -> None:
    from interimcoo.features import FEATURES

    done = _run(["-m", "interimcoo", "--self-test"], tmp_path)

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == f"{len(FEATURES)} pages shown"
    assert not (tmp_path / "interimcoo").exists()
