"""Imports: a long sheet from file to dry run, and 15,600 readings as one command, beside bare libraries in one run."""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.result import Result

if TYPE_CHECKING:
    from interimcoo.exchange.excel_in.plan import DryRun

READINGS = 15_600
ROWS, COLUMNS = 50_000, 20
NOW = datetime(2026, 9, 22, 8, 0, tzinfo=UTC)


def _clock() -> Callable[[], datetime]:
    moments = (NOW + timedelta(seconds=n) for n in range(10**9))
    return lambda: next(moments)


def _spent(work: Callable[[], object]) -> tuple[float, object]:
    """Seconds by the wall clock (most work is done in the child process), and the result."""
    began = time.perf_counter()
    made = work()
    return time.perf_counter() - began, made


def _long_sheet(path: Path, rows: int, columns: int) -> None:
    """A list of readings with further columns of numbers."""
    import xlsxwriter

    kpis = [f"Measure {n:03d}" for n in range(rows // 156 + 1)]
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        extra = [f"Extra {n}" for n in range(columns - 4)]
        sheet.write_row(0, 0, ["Week", "KPI", "Department", "Value", *extra])
        for row in range(rows):
            year, week = 2024 + row % 156 // 52, row % 52 + 1
            fixed = [f"{year}-W{week:02d}", kpis[row // 156], "Assembly", round(50 + row * 7 % 1000 / 10, 1)]
            sheet.write_row(row + 1, 0, [*fixed, *(row * n % 97 for n in range(columns - 4))])


@contextlib.contextmanager
def _profile() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as home:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            os.environ[name] = home
        yield Path(home)


_BARE = """
import sys, time
import python_calamine
rows = python_calamine.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
print(len(rows))
"""


def measure() -> list[Result]:
    """The figures; ratios stand against python-calamine's bare read and SQLAlchemy's bare insert of the same rows."""
    from interimcoo.exchange.excel_in.reading import read_workbook
    from interimcoo.features.imports import queries
    from interimcoo.features.imports.commands import apply_of
    from interimcoo.features.imports.known import target_of
    from interimcoo.store.engagement import Engagement

    results: list[Result] = []
    with _profile() as folder:
        wide = folder / "wide.xlsx"
        _long_sheet(wide, ROWS, COLUMNS)
        command = [sys.executable, "-c", _BARE, str(wide)]
        bare, _ = _spent(lambda: subprocess.run(command, check=True, capture_output=True))
        engagement = Engagement.create(folder / "a.icoo", clock=_clock())

        def to_dry_run() -> object:
            book = read_workbook(wide)
            best = queries.propose(book)[0]
            with engagement.reading() as db:
                run = queries.dry_run(db, book, best.layouts[0], target_of(best.target))
            assert run.new == ROWS, (run.new, run.blocked)
            return run

        seconds, _ = _spent(to_dry_run)
        results += [
            Result("imports", f"{ROWS} x {COLUMNS} read bare by calamine", bare, "s"),
            Result("imports", f"{ROWS} x {COLUMNS} from file to dry run", seconds, "s", 15.0),
            Result("imports", "ratio of the two", seconds / bare, "times"),
        ]
        small = folder / "small.xlsx"
        _long_sheet(small, READINGS, 4)
        book = read_workbook(small)
        best = queries.propose(book)[0]
        with engagement.reading() as db:
            run = queries.dry_run(db, book, best.layouts[0], target_of(best.target))
        change = apply_of(book, run, NOW)
        committed, _ = _spent(lambda: engagement.run(change))
        bare_insert = _bare_insert(run)
        undone, _ = _spent(engagement.undo)
        engagement.close()
        results += [
            Result("imports", f"{READINGS} readings committed with journal and cells", committed, "s"),
            Result("imports", "ratio to a bare insert of the readings", committed / bare_insert, "times"),
            Result("imports", "undo of that import", undone, "s", 3.0),
        ]
    return results


def _bare_insert(run: "DryRun") -> float:
    """Seconds of SQLAlchemy Core for the same readings into a file without journal."""
    from sqlalchemy import create_engine, insert
    from sqlalchemy.schema import CreateTable

    from interimcoo.domain.dates import Period
    from interimcoo.store.tables import Reading

    rows = [
        {
            "id": at, "kpi_id": 1, "unit_id": None, "period": record.text("period"),
            "first_day": Period.parse(record.text("period")).first_day, "value": record.number("value"),
            "numerator": None, "denominator": None, "source_id": None, "import_id": None, "excluded": "", "note": "",
        }
        for at, record in enumerate(run.records)
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/bare.db")
        table = Reading.__table__  # type: ignore[attr-defined]
        with engine.begin() as connection:
            connection.exec_driver_sql("pragma foreign_keys = off")
            connection.execute(CreateTable(table))
        began = time.perf_counter()
        with engine.begin() as connection:
            connection.execute(insert(table).prefix_with("OR IGNORE"), rows)
        seconds = time.perf_counter() - began
        engine.dispose()
    return seconds
