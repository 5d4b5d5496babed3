"""Where the values of KPIs come from: file, sheet and cells of a reading or target, or typed by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlmodel import col, select

from interimcoo.exchange.blocks import Origin
from interimcoo.exchange.excel_in.sheet import Address
from interimcoo.store.tables import ImportCell, ImportRun, Kpi, KpiTarget, Reading, Source

if TYPE_CHECKING:
    from sqlmodel import Session

TYPED = Origin("typed")
_FIELDS = ("value", "numerator", "denominator")


@dataclass(frozen=True, slots=True)
class Cells:
    """The imported cells of one record: by field ("value", "numerator"), with file, sheet, time and grade."""

    file_name: str
    sheet: str
    at: datetime
    grade: str
    reason: str
    cells: tuple[tuple[str, str, str], ...]
    """field, cell, text as shown in the sheet"""

    @property
    def addresses(self) -> str:
        """The cells as people write them ("C9, H9")."""
        return ", ".join(cell for _field, cell, _shown in self.cells)


def cells_of(db: "Session", records: Sequence[int]) -> dict[int, Cells]:
    """The newest imported cells of records; those without are absent."""
    if not records:
        return {}
    rows = db.exec(
        select(ImportCell, ImportRun, Source)
        .join(ImportRun, col(ImportRun.id) == col(ImportCell.import_id))
        .join(Source, col(Source.id) == col(ImportRun.source_id))
        .where(col(ImportCell.record_id).in_(list(records)))
        .order_by(col(ImportRun.at), col(ImportCell.field))
    ).all()
    newest: dict[int, dict[str, tuple[ImportCell, ImportRun, Source]]] = {}
    for cell, run, source in rows:
        if cell.field in _FIELDS:
            newest.setdefault(cell.record_id, {})[cell.field] = (cell, run, source)
    found = {}
    for record, by_field in newest.items():
        run_of = max((run for _cell, run, _source in by_field.values()), key=lambda run: run.at)
        kept = [(name, *by_field[name]) for name in _FIELDS if name in by_field and by_field[name][1].id == run_of.id]
        source = kept[0][3]
        found[record] = Cells(
            run_of.file_name,
            run_of.sheet,
            run_of.at,
            source.trust_grade,
            source.reason,
            tuple((name, Address(cell.row, cell.column).text, cell.shown) for name, cell, _run, _source in kept),
        )
    return found


def origins(db: "Session", records: Sequence[int]) -> dict[int, Origin]:
    """The origin of readings by key: imported with its cells, else of a named source, else typed."""
    imported = cells_of(db, records)
    found = {
        record: Origin("imported", one.file_name, one.sheet, one.addresses, one.at, one.grade)
        for record, one in imported.items()
    }
    wanted = [record for record in records if record and record not in found]
    if wanted:
        rows = db.exec(
            select(Reading.id, Source.name, Source.trust_grade)
            .join(Source, col(Source.id) == col(Reading.source_id))
            .where(col(Reading.id).in_(wanted))
        )
        for record, name, grade in rows:
            found[record] = Origin("typed", name, grade=grade)
    return {record: found.get(record, TYPED) for record in records}


def target_origins(db: "Session") -> dict[str, Origin]:
    """The origin of the newest target of each KPI by code."""
    rows = db.exec(
        select(Kpi.code, KpiTarget.id)
        .join(KpiTarget, col(KpiTarget.kpi_id) == col(Kpi.id))
        .order_by(col(KpiTarget.valid_from), col(KpiTarget.id))
    ).all()
    newest = dict(rows)
    known = cells_of(db, list(newest.values()))
    return {
        code: Origin("imported", one.file_name, one.sheet, one.addresses, one.at, one.grade)
        if (one := known.get(key)) is not None
        else TYPED
        for code, key in newest.items()
    }
