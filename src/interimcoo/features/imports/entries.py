"""The applied imports. Apart from the other queries, so that rail and home need nothing of the reading of workbooks."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from interimcoo.store.tables import ImportRun, Source


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """One applied import for the list."""

    id: int
    target: str
    file_name: str
    sheet: str
    at: datetime
    new: int
    changed: int
    unchanged: int
    rejected: int
    rejects: tuple[tuple[str, str, str], ...]
    """cell, value, reason"""
    trust_grade: str


def imports(db: Session, limit: int = 200) -> tuple[ImportEntry, ...]:
    """The applied imports, newest first."""
    rows = db.exec(
        select(ImportRun, Source.trust_grade)
        .join(Source, col(Source.id) == col(ImportRun.source_id))
        .order_by(col(ImportRun.at).desc(), col(ImportRun.file_name), col(ImportRun.sheet))
        .limit(limit)
    ).all()
    return tuple(
        ImportEntry(
            run.id, run.target, run.file_name, run.sheet, run.at, run.new, run.changed, run.unchanged, run.rejected,
            tuple((r["cell"], r["value"], r["reason"]) for r in json.loads(run.rejects or "[]")), grade,
        )
        for run, grade in rows
    )  # fmt: skip
