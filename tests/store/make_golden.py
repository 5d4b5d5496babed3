"""Make the golden file of this version: a document with rows in every table. Run once per version of the file format.

python tests/store/make_golden.py tests/store/golden/v1.icoo
"""

import hashlib
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from command_story import MOMENT, MONDAY, STORY

from interimcoo.features.home import commands as home
from interimcoo.features.imports import commands as imports
from interimcoo.features.kpis import commands as kpis
from interimcoo.features.plan import commands as plan
from interimcoo.store.engagement import Engagement
from interimcoo.store.tables import Blob
from interimcoo.text import Label

if TYPE_CHECKING:
    from sqlmodel import Session


LASTING = (
    kpis.ChangeKpi("K-01", name="Price of delay"),
    imports.SaveProfile("Scrap", "kpi_values", ("vecka", "värde"), "{}"),
    kpis.SplitPhase("K-01", "2026-W40", "new line"),
    kpis.AddMark(MONDAY, "new line", "K-01"),
    plan.LinkTasks(1, 4),
    home.MarkSeen(60),
)
"""for the tables that the story leaves empty"""


@dataclass(frozen=True)
class Attach:
    """Add bytes, as an attachment does."""

    content: bytes
    final: ClassVar[bool] = True
    long: ClassVar[bool] = False
    label: ClassVar[Label] = Label("Attach a file")

    def apply(self, db: "Session") -> None:
        db.add(Blob(sha256=hashlib.sha256(self.content).hexdigest(), size=len(self.content), content=self.content))


def make(path: Path) -> None:
    """Write the file: the story of all commands, some of it undone, an attachment, a state of the window."""
    moment = MOMENT

    def clock() -> datetime:
        nonlocal moment
        moment += timedelta(minutes=7)
        return moment

    with closing(Engagement.create(path, clock=clock, who="J. Lund", replace=True)) as document:
        document.run(Attach(b"a photograph"))
        for command in STORY:
            document.run(command)
        for _undo in range(3):
            document.undo()
        document.redo()
        for command in LASTING:
            document.run(command)
        document.remember("kpis/columns", "120,80")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
