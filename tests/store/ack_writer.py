"""Writes one command after another into a document until it is killed: PATH SEED. Protocol: TRY n, commit, ACK n.

The transaction is the product's own command, run by the product's own engagement. It inserts rows, changes rows in
place and takes rows away, in several tables, so that a half of it would be seen by the verifier.
"""

import os
import random
import sys
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from sqlalchemy import insert
from sqlmodel import col, select

from interimcoo.store.engagement import Engagement
from interimcoo.store.errors import StoreError
from interimcoo.store.tables import Kpi, Person, Preference, Reading, Source
from interimcoo.store.tables.columns import new_id
from interimcoo.text import Label

if TYPE_CHECKING:
    from sqlmodel import Session

GAUGES = 12


def say(text: str) -> None:
    """One line, out at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


@dataclass(frozen=True)
class WriteBatch:
    """Batch n: a source that says how many readings it has, the readings, and every gauge set to n."""

    n: int
    size: int
    seed: int
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label("Write batch {n}", {"n": self.n})

    def apply(self, db: "Session") -> None:
        pad = random.Random(self.seed)
        gauges = db.exec(select(Kpi).where(col(Kpi.archived).is_(True))).all()
        if not gauges:
            gauges = [Kpi(code=f"gauge-{i}", name="0", archived=True) for i in range(GAUGES)]
            db.add(Kpi(code="batches", name="batches"))
        for gauge in gauges:
            gauge.name, gauge.definition = str(self.n), "p" * pad.randint(10, 400)
            db.add(gauge)
        source = Source(name=f"batch {self.n}", kind="file", reason=str(self.size))
        db.add(source)
        for passing in db.exec(select(Person)).all():
            db.delete(passing)
        db.flush()
        db.add(Person(name=f"keeper {self.n}"))
        kpi = db.exec(select(Kpi.id).where(Kpi.code == "batches")).one()
        lines = [
            {
                "id": new_id(), "kpi_id": kpi, "period": f"{self.n}/{i}", "first_day": date(2026, 1, 1),
                "value": pad.random(), "source_id": source.id, "excluded": "", "note": "x" * pad.randint(10, 400),
            }
            for i in range(self.size)
        ]  # fmt: skip
        db.connection().execute(insert(Reading), lines)
        db.add(Preference(key=f"batch {self.n}", value=str(self.size)))
        db.flush()
        say(f"TRY {self.n}")


def last_batch(db: "Session") -> int:
    """The greatest n in the document; 0 when there is none."""
    gauge = db.exec(select(Kpi.name).where(Kpi.code == "gauge-0")).first()
    return int(gauge or 0)


def clock() -> datetime:
    """The real time."""
    return datetime.now(UTC)


def main() -> int:
    """Write until killed; 3 when the document cannot be written, 4 when a commit failed."""
    path, rnd = Path(sys.argv[1]), random.Random(int(sys.argv[2]))
    try:
        made = path.exists()
        document = Engagement.open(path, clock=clock) if made else Engagement.create(path, clock=clock)
    except StoreError as error:
        say(f"FAIL 0 {error.happened}")
        return 3
    if document.read_only:
        say(f"FAIL 0 {path.name} is open for reading only.")
        return 3
    with document.reading() as db:
        n = last_batch(db)
    idle, done = int(os.environ.get("KILLTEST_IDLE_AFTER", "0")), 0
    folder = os.environ.get("KILLTEST_BACKUP_DIR")
    while True:
        n += 1
        try:
            document.run(WriteBatch(n, rnd.randint(1, 40), rnd.randrange(2**30)))
        except StoreError as error:
            say(f"FAIL {n} {error.happened}")
            return 4
        say(f"ACK {n}")
        done += 1
        if folder and done % 10 == 0:
            say(f"BACKUP {n} {document.backup(Path(folder)).path}")
        if idle and done >= idle:
            say("IDLE")
            time.sleep(600)


if __name__ == "__main__":
    sys.exit(main())
