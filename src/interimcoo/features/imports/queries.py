"""What imports there are, where a value came from, and the proposal and dry run for a sheet."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log
from typing import Final

from sqlmodel import Session, col, select

from interimcoo.exchange.excel_in.columns import known_labels
from interimcoo.exchange.excel_in.layout import DecimalSign, Layout
from interimcoo.exchange.excel_in.plan import DryRun, blocked_by
from interimcoo.exchange.excel_in.plan import dry_run as _dry_run
from interimcoo.exchange.excel_in.proposal import layout_of
from interimcoo.exchange.excel_in.regions import Region, region_at, regions
from interimcoo.exchange.excel_in.shape import Shaped
from interimcoo.exchange.excel_in.sheet import Address, Sheet, Workbook
from interimcoo.exchange.excel_in.target import Target
from interimcoo.exchange.excel_in.words import fold
from interimcoo.features.imports.known import target_of, targets
from interimcoo.store.tables import ImportCell, ImportProfile, ImportRun, Source
from interimcoo.text import N_, _, plural

_SHEETS: Final = 12


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a stored value came from. `field` is the field of the record; `cell` as people write it ("F12")."""

    file_name: str
    sha256: str
    sheet: str
    field: str
    cell: str
    shown: str
    at: datetime
    trust_grade: str
    import_id: int


@dataclass(frozen=True, slots=True)
class SheetProposal:
    """A sheet that may hold what is sought, with its proposals of a layout, best first."""

    sheet: str
    state: str
    score: float
    reason: str
    target: str
    layouts: tuple[Layout, ...]


def where_from(db: Session, table: str, record_id: int, field: str = "") -> Provenance | None:
    """The cell that gave a record its value by the newest import; None when nothing of it was imported.

    Without `field` the main one: value of a reading, name of a task, else the first by name. `table` is the record's
    table ("reading"); ids are unique over all tables, so it only chooses the main field.
    """
    rows = db.exec(
        select(ImportCell, ImportRun, Source.trust_grade)
        .join(ImportRun, col(ImportRun.id) == col(ImportCell.import_id))
        .join(Source, col(Source.id) == col(ImportRun.source_id))
        .where(ImportCell.record_id == record_id)
        .order_by(col(ImportRun.at).desc(), col(ImportCell.field))
    ).all()
    wanted = (field,) if field else {"reading": ("value", "numerator"), "task": ("name",)}.get(table, ())
    chosen = next((row for name in wanted for row in rows if row[0].field == name), None)
    if chosen is None and not field and rows:
        chosen = rows[0]
    if chosen is None:
        return None
    cell, run, grade = chosen
    return Provenance(
        file_name=run.file_name,
        sha256=run.sha256,
        sheet=run.sheet,
        field=cell.field,
        cell=Address(cell.row, cell.column).text,
        shown=cell.shown,
        at=run.at,
        trust_grade=grade,
        import_id=run.id,
    )


def grade_of(db: Session, source: str) -> str | None:
    """The trust grade of a source by its name; None for a source that is not known."""
    return db.exec(select(Source.trust_grade).where(Source.name == source)).first()


@dataclass(frozen=True, slots=True)
class Profile:
    """A saved layout: the choices made for the headings of a form."""

    name: str
    version: int
    target: str
    labels: frozenset[str]
    fields: Mapping[str, str | None]
    """field of each heading"""
    constants: Mapping[str, str]
    decimal_sign: DecimalSign
    unit: str
    create_missing: bool


def profiles(db: Session, target: str = "") -> tuple[Profile, ...]:
    """The newest version of each saved profile, of one target or of all."""
    rows = db.exec(select(ImportProfile).order_by(ImportProfile.name, col(ImportProfile.version))).all()
    newest = {row.name: row for row in rows if row.target == target or not target}
    return tuple(_profile(row) for row in newest.values())


def _profile(row: ImportProfile) -> Profile:
    layout = json.loads(row.layout)
    sign = layout.get("decimal_sign")
    return Profile(
        name=row.name,
        version=row.version,
        target=row.target,
        labels=frozenset(json.loads(row.fingerprint)),
        fields={fold(c["label"]): c["field"] for c in layout["columns"] if not c["period"]},
        constants=dict(layout["constants"]),
        decimal_sign=sign if sign in ("comma", "point") else "auto",
        unit=str(layout.get("unit", "")),
        create_missing=bool(layout.get("create_missing", True)),
    )


def propose(workbook: Workbook, target: Target | None = None) -> tuple[SheetProposal, ...]:
    """The sheets of a file with the layouts they may have, best first; hidden sheets come last.

    Without a target the one whose headings fit best is taken for each sheet. Of a file with very many sheets the
    fullest are looked at; `propose_sheet` looks at any other one.
    """
    fullest = sorted(workbook.sheets, key=lambda sheet: (sheet.state != "visible", -sheet.cells))[:_SHEETS]
    found = [best for sheet in fullest if (best := propose_sheet(sheet, target))]
    return tuple(sorted(found, key=lambda p: (p.state != "visible", -p.score)))


def propose_sheet(sheet: Sheet, target: Target | None = None) -> SheetProposal | None:
    """The target and the layouts that a sheet may have; None for a sheet without a table."""
    offered = (target,) if target else targets()
    known = frozenset().union(*(known_labels(one) for one in offered))
    found = regions(sheet, known)
    if not found:
        return None
    rated = [_rated(sheet, found[0], one) for one in offered]
    score, reason, best = max(rated, key=lambda r: r[0])
    return SheetProposal(
        sheet.name, sheet.state, round(score, 4), reason, best.key, tuple(layout_of(sheet, r, best) for r in found)
    )


def _rated(sheet: Sheet, region: Region, target: Target) -> tuple[float, str, Target]:
    layout = layout_of(sheet, region, target)
    rows = sum(1 for n in sheet.rows if region.first_data_row <= n <= region.last_data_row)
    mapped = sum(1 for c in layout.columns if c.field)
    named = sum(1 for c in layout.columns if c.field and c.score >= 0.8)
    score = 0.5 * min(1.0, region.score / 12) + 0.3 * named / max(1, len(layout.columns))
    score += 0.2 * log(max(rows, 1)) / log(50_000)
    score += 0.15 * (not blocked_by(layout, target)) + 0.05 * mapped / max(1, len(layout.columns))
    reason = _(N_("{rows}, {known} of {columns} columns known")).format(
        rows=plural(rows, N_("{n} row"), N_("{n} rows")), known=mapped, columns=len(layout.columns)
    )
    return score, reason, target


def layout_at(
    sheet: Sheet,
    target: Target,
    header_rows: Sequence[int],
    first: int | None = None,
    last: int | None = None,
    year: int | None = None,
) -> Layout:
    """The layout with header rows chosen by a person; data rows and the year may be given."""
    return layout_of(sheet, region_at(sheet, header_rows, first, last), target, year)


def dry_run(
    db: Session, workbook: Workbook, layout: Layout, target: Target | None = None, table: Shaped | None = None
) -> DryRun:
    """What an import of the layout's sheet would do; raises KeyError for a sheet or target that does not exist."""
    sheet = workbook.sheet(layout.sheet)
    chosen = target or target_of("kpi_values")
    if sheet is None or chosen is None:
        raise KeyError(layout.sheet)
    return _dry_run(db, sheet, layout, chosen, table)


def headings(layout: Layout) -> frozenset[str]:
    """The folded headings of a layout, by which the next file of the same form is known."""
    return frozenset(fold(c.label) for c in layout.columns if not c.period)
