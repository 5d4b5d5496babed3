"""Apply a dry run as one command: the import record, its values, and the cell each came from."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from sqlalchemy import insert
from sqlmodel import select

from interimcoo.exchange.excel_in.plan import DryRun
from interimcoo.exchange.excel_in.sheet import Range, Workbook
from interimcoo.exchange.excel_in.target import Options, Record, Reject, RunFacts, State
from interimcoo.features.imports.known import target_of
from interimcoo.store.errors import Refused
from interimcoo.store.tables import ImportCell, ImportProfile, ImportRun, Source
from interimcoo.store.tables.columns import new_id
from interimcoo.text import N_, Label, _

if TYPE_CHECKING:
    from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class ApplyImport:
    """Store what a dry run found. `at` is the moment of the import; made by `apply_of`."""

    target: str
    file_name: str
    sha256: str
    size: int
    sheet: str
    region: str
    layout: str
    at: datetime
    cells_read: int
    records: tuple[Record, ...] = field(repr=False)
    rejects: tuple[Reject, ...] = field(repr=False)
    options: Options = field(default_factory=Options)
    trust_grade: str = ""
    """grade of the source when the engagement does not know it yet (A to D, empty: not graded)"""
    final: ClassVar[bool] = False
    long: ClassVar[bool] = True

    @property
    def label(self) -> Label:
        """What the history says."""
        return Label(N_("Import {file}, {count} rows"), {"file": self.file_name, "count": len(self.records)})

    def apply(self, db: "Session") -> None:
        """Compare with the store once more and write; refuses when nothing can be stored."""
        target = target_of(self.target)
        if target is None:
            raise Refused(_(N_("No feature takes what this file was read as.")), _(N_("Choose another target.")))
        planning = target.plan(db, self.records, self.options)
        counts: dict[State, int] = {"new": 0, "changed": 0, "unchanged": 0, "rejected": 0}
        rejects = {(r.cell, r.reason): r for r in self.rejects}
        for row in planning.rows:
            counts[row.state] += 1
            rejects.update({(r.cell, r.reason): r for r in row.rejects})
        if not counts["new"] + counts["changed"] + counts["unchanged"]:
            raise Refused(
                _(N_("No row of the table can be stored. Nothing was changed.")),
                _(N_("Check the header row and the columns.")),
            )
        run = ImportRun(
            target=self.target,
            file_name=self.file_name,
            sha256=self.sha256,
            size=self.size,
            sheet=self.sheet,
            region=self.region,
            source_id=self._source(db),
            at=self.at,
            read=self.cells_read,
            new=counts["new"],
            changed=counts["changed"],
            unchanged=counts["unchanged"],
            rejected=len(rejects),
            layout=self.layout,
            rejects=json.dumps(
                [
                    {"cell": r.cell.text, "value": r.value, "reason": r.reason, "remedy": r.remedy}
                    for r in sorted(rejects.values(), key=lambda r: r.cell)
                ],
                ensure_ascii=False,
            ),
        )
        db.add(run)
        db.flush()
        facts = RunFacts(run.id, run.source_id, self.at, self.options)
        stored = {(c.record_id, c.field): c for c in target.write(db, planning.rows, facts)}
        db.flush()
        if stored:
            db.connection().execute(
                insert(ImportCell),
                [
                    {
                        "import_id": run.id,
                        "record_id": record_id,
                        "field": name,
                        "row": cell.cell.row,
                        "column": cell.cell.column,
                        "shown": cell.shown.replace("\0", ""),
                    }
                    for (record_id, name), cell in stored.items()
                ],
            )

    def _source(self, db: "Session") -> int:
        found = db.exec(select(Source).where(Source.name == self.file_name)).first()
        if found is None:
            found = Source(name=self.file_name, kind="file", trust_grade=self.trust_grade)
            db.add(found)
            db.flush()
        return found.id


def apply_of(workbook: Workbook, run: DryRun, at: datetime, *, trust_grade: str = "") -> ApplyImport:
    """The command that stores a dry run of a sheet of the workbook; raises Refused for a dry run that is blocked."""
    if run.blocked:
        raise Refused(run.blocked, _(N_("Nothing was imported.")))
    layout = run.layout
    columns = [c.column for c in layout.columns] or [1]
    first = layout.header_rows[0] if layout.header_rows else layout.first_data_row
    return ApplyImport(
        target=run.target,
        file_name=workbook.file_name,
        sha256=workbook.sha256,
        size=workbook.size,
        sheet=layout.sheet,
        region=Range(first, min(columns), layout.last_data_row, max(columns)).text,
        layout=layout.to_json(),
        at=at,
        cells_read=run.account.read,
        records=run.records,
        rejects=run.rejects,
        options=Options(create_missing=layout.create_missing, unit=layout.unit),
        trust_grade=trust_grade,
    )


@dataclass(frozen=True, slots=True)
class SaveProfile:
    """Keep a layout under a name, as its next version, so that the next file of the same form can use it."""

    name: str
    target: str
    labels: tuple[str, ...]
    layout: str
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        """What the history says."""
        return Label(N_("Save import profile {name}"), {"name": self.name})

    def apply(self, db: "Session") -> None:
        """Add the next version of the profile; refuses an empty name."""
        if not self.name.strip():
            raise Refused(_(N_("The profile has no name.")), _(N_("Give it a name.")))
        versions = db.exec(select(ImportProfile.version).where(ImportProfile.name == self.name)).all()
        db.add(
            ImportProfile(
                id=new_id(),
                name=self.name,
                version=max(versions, default=0) + 1,
                target=self.target,
                fingerprint=json.dumps(sorted(self.labels), ensure_ascii=False),
                layout=self.layout,
            )
        )


@dataclass(frozen=True, slots=True)
class GradeSource:
    """Grade how far a source can be trusted, with the reason."""

    source: str
    grade: str
    reason: str = ""
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        """What the history says."""
        return Label(N_("Grade source {source} as {grade}"), {"source": self.source, "grade": self.grade or "-"})

    def apply(self, db: "Session") -> None:
        """Set grade and reason; refuses an unknown source and a grade other than A to D or none."""
        if self.grade not in ("", "A", "B", "C", "D"):
            raise Refused(_(N_("A trust grade is A, B, C or D.")), _(N_("Choose one of them.")))
        found = db.exec(select(Source).where(Source.name == self.source)).first()
        if found is None:
            raise Refused(
                _(N_("The source {source} is not known.")).format(source=self.source), _(N_("Choose another source."))
            )
        found.trust_grade, found.reason = self.grade, self.reason
        db.add(found)
