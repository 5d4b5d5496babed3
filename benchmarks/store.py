"""The document: what a gesture, an undo, an import, an opening and a backup cost. CPU time, or ratios in one run."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from benchmarks.result import Result

if TYPE_CHECKING:
    from sqlmodel import Session

    from interimcoo.store.engagement import Engagement
    from interimcoo.text import Label

KPIS, WEEKS = 100, 156
"""an import of three years of weekly values: 15,600 readings"""
ROWS = 25_000
_OPEN_AND_READ = """
import sys, time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from interimcoo.store.engagement import Engagement
from interimcoo.store.tables import Kpi, Reading
from sqlmodel import func, select
with closing(Engagement.open(Path(sys.argv[1]), clock=lambda: datetime.now(UTC))) as document, document.reading() as db:
    assert db.exec(select(func.count(Reading.id))).one() > 0
    db.exec(select(Kpi)).all()
    print(time.process_time())
"""
_SECOND = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from interimcoo.store.engagement import Engagement
from interimcoo.store.errors import AlreadyOpen
began = time.monotonic()
try:
    Engagement.open(Path(sys.argv[1]), clock=lambda: datetime.now(UTC))
except AlreadyOpen as error:
    assert Path(sys.argv[1]).name in error.happened
    print(time.monotonic() - began)
"""


@dataclass(frozen=True, slots=True)
class Fill:
    """A KPI with that many readings, written in bulk, as an import does."""

    code: str
    kpis: int
    readings: int
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> "Label":
        from interimcoo.text import Label

        return Label("Import")

    def apply(self, db: "Session") -> None:
        from sqlalchemy import insert

        from interimcoo.store.tables import Kpi, Reading
        from interimcoo.store.tables.columns import new_id

        kpis = [Kpi(code=f"{self.code}{n}", name=f"{self.code}{n}") for n in range(self.kpis)]
        db.add_all(kpis)
        db.flush()
        lines = [
            {
                "id": new_id(), "kpi_id": kpi.id, "period": f"p{n}", "first_day": date(2026, 1, 5), "value": n / 7,
                "excluded": "", "note": "",
            }
            for kpi in kpis
            for n in range(self.readings)
        ]  # fmt: skip
        db.connection().execute(insert(Reading), lines)


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Change one field of that many readings."""

    readings: int
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> "Label":
        from interimcoo.text import Label

        return Label("Rewrite")

    def apply(self, db: "Session") -> None:
        db.connection().exec_driver_sql(
            "UPDATE reading SET note = 'x' WHERE id IN (SELECT id FROM reading LIMIT ?)", (self.readings,)
        )


def measure() -> list[Result]:
    """The figures of the store, each with its target."""
    from interimcoo.features.mandate.commands import AddUnit, RenameUnit
    from interimcoo.store.engagement import Engagement

    def clock() -> datetime:
        return datetime.now(UTC)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.icoo"
        with closing(Engagement.create(path, clock=clock)) as document:
            document.run(AddUnit("Unit 0"))
            single = [_cpu(lambda n=n: document.run(RenameUnit(f"Unit {n}", f"Unit {n + 1}"))) for n in range(200)]
            imported = _cpu(lambda: document.run(Fill("I", KPIS, WEEKS)))
            grown = path.stat().st_size
            document.run(Rewrite(5000))
            per_field = (path.stat().st_size - grown) / 5000
            undone = _cpu(document.undo)
            document.run(Fill("M", 1, ROWS - KPIS * WEEKS))
            rows = path.stat().st_size
            backup = _cpu(lambda: document.backup(Path(folder)))
            second = min(_said(_SECOND, path) for _run in range(3))
            known = _cpu(lambda: _at_the_start(document))
            bare = _bare_size(path, Path(folder) / "bare.icoo")
        opened = min(_said(_OPEN_AND_READ, path) for _run in range(3))
    fraction = sorted(single)[int(len(single) * 0.95)]
    return [
        Result("store", "command of one field, 95 of 100 within", fraction * 1000, "ms CPU", 10),
        Result("store", f"import of {KPIS * WEEKS:,} readings", imported, "s CPU", 1.5),
        Result("store", "undo of 5,000 changes", undone, "s CPU", 1.5),
        Result("store", f"process opens {ROWS:,} rows and reads", opened, "s CPU", 2),
        Result("store", f"backup of {ROWS:,} rows with its check", backup, "s CPU", 0.5),
        Result("store", "state of its first day, as known then", known, "s CPU", 2),
        Result("store", "second program told", second, "s", 1),
        Result("store", "journal to bare file, loaded engagement", (rows - bare) / bare, "times", 1.0),
        Result("store", "journal for a changed short field", per_field, "bytes", 200),
    ]


def _at_the_start(document: "Engagement") -> None:
    with document.as_known(datetime(2000, 1, 1, tzinfo=UTC)) as db:
        assert db.connection().exec_driver_sql("SELECT count(*) FROM reading").scalar() == 0


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _said(program: str, path: Path) -> float:
    said = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    return float(said.stdout.strip())


def _bare_size(path: Path, bare: Path) -> int:
    """The size of the same rows without their history."""
    import shutil
    import sqlite3

    shutil.copy(next(path.parent.glob("bench_*.icoo")), bare)
    with closing(sqlite3.connect(bare)) as raw:
        raw.execute("DELETE FROM change")
        raw.execute("DELETE FROM action")
        raw.commit()
        raw.execute("VACUUM")
    return bare.stat().st_size
