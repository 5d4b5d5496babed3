"""The dry run: what an import would store, change, leave and reject, with an account of every cell."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from interimcoo.exchange.excel_in.layout import Layout
from interimcoo.exchange.excel_in.shape import ColumnOut, Shaped, named_by_heading, shaped
from interimcoo.exchange.excel_in.sheet import Address, Sheet
from interimcoo.exchange.excel_in.target import Options, Planned, Record, Reject, Target
from interimcoo.text import N_, _

if TYPE_CHECKING:
    from sqlmodel import Session

_NO_COLUMN: Final = N_("No column is {field}. Choose one, or give it as a constant.")


@dataclass(frozen=True, slots=True)
class Account:
    """Every cell with content in the region: stored, ignored by choice or rejected. `adds_up` must hold."""

    read: int
    stored: int
    ignored: int
    rejected: int

    @property
    def adds_up(self) -> bool:
        """Whether no cell was lost on the way; an import that does not add up is a defect and is not applied."""
        return self.read == self.stored + self.ignored + self.rejected


@dataclass(frozen=True, slots=True)
class Ignored:
    """Cells left out by choice: which, how many, why."""

    where: str
    cells: int
    reason: str


@dataclass(frozen=True, slots=True)
class DryRun:
    """What would happen; nothing is written yet."""

    target: str
    layout: Layout
    records: tuple[Record, ...]
    rows: tuple[Planned, ...]
    rejects: tuple[Reject, ...]
    ignored: tuple[Ignored, ...]
    missing: int
    """cells with a mark for "no value" or empty value cells that were skipped"""
    account: Account
    notices: tuple[str, ...]
    blocked: str = ""
    """why the import cannot be applied yet (a needed field has neither column nor constant); empty: it can"""

    @property
    def new(self) -> int:
        """Records the engagement does not have yet."""
        return sum(1 for row in self.rows if row.state == "new")

    @property
    def changed(self) -> int:
        """Records whose stored value differs."""
        return sum(1 for row in self.rows if row.state == "changed")

    @property
    def unchanged(self) -> int:
        """Records that are the same in store and file."""
        return sum(1 for row in self.rows if row.state == "unchanged")

    @property
    def rejected(self) -> int:
        """Cells that were rejected with a reason."""
        return len(self.rejects)


def dry_run(db: "Session", sheet: Sheet, layout: Layout, target: Target, table: Shaped | None = None) -> DryRun:
    """What the import of a sheet by a layout would do; reads the store and writes nothing.

    `table`: the records, where they were made before (`shaped` needs no store and takes the longer time).
    """
    blocked = blocked_by(layout, target)
    table = Shaped() if blocked else table or shaped(sheet, layout, target)
    options = Options(create_missing=layout.create_missing, unit=layout.unit)
    planning = target.plan(db, table.records, options)
    rejects = list(table.rejects)
    for row in planning.rows:
        rejects.extend(row.rejects)
    stored = {v.cell for row in planning.rows if row.state != "rejected" for v in row.record.values.values() if v.cell}
    refused = {r.cell for r in rejects} - stored
    beside = {v.cell for row in planning.rows for v in row.record.values.values() if v.cell} - stored - refused
    ignored = {at: why for at, why in table.ignored.items() if at not in stored and at not in refused}
    ignored.update(dict.fromkeys(beside - ignored.keys(), _(N_("row rejected"))))
    rows = range(layout.first_data_row, layout.last_data_row + 1)
    read = sum(len(cells) for n, cells in sheet.rows.items() if n in rows)
    there = [sum(1 for at in cells if at.row in rows and sheet.cell(*at)) for cells in (stored, ignored, refused)]
    there[1] += sum(column.cells for column in table.columns_out.values())
    account = Account(read, *there)
    if blocked:
        account = Account(read, 0, read, 0)
    elif not account.adds_up:
        blocked = _(N_("Some cells were lost on the way; nothing can be imported. Report this as a defect."))
    elif not any(row.state in ("new", "changed", "unchanged") for row in planning.rows):
        blocked = _(N_("No row of the table can be stored. Check the header row and the columns."))
    return DryRun(
        target=target.key,
        layout=layout,
        records=tuple(table.records),
        rows=planning.rows,
        rejects=tuple(sorted(rejects, key=lambda r: r.cell)),
        ignored=_gathered(ignored, table.columns_out),
        missing=table.missing,
        account=account,
        notices=(*table.notices, *planning.notices),
        blocked=blocked,
    )


def blocked_by(layout: Layout, target: Target) -> str:
    """The needed field that has neither column nor constant, in words; empty when there is none."""
    given = {c.field for c in layout.columns if c.field} | {key for key, text in layout.constants.items() if text}
    if layout.shape == "wide":
        given.add("period")
    elif named_by_heading(layout, target):
        given.add("kpi")
    for field in target.fields:
        if field.needed and field.key not in given:
            return _(_NO_COLUMN).format(field=_(field.label).lower())
    if target.one_of and not any(set(group) <= given for group in target.one_of):
        names = [f for key in target.one_of[0] if (f := target.field(key))]
        return _(_NO_COLUMN).format(field=", ".join(_(f.label).lower() for f in names))
    return ""


def _gathered(ignored: Mapping[Address, str], columns: Mapping[int, ColumnOut]) -> tuple[Ignored, ...]:
    """Ignored cells by reason, with where they stand."""
    ends: dict[str, list[Address]] = {}
    counts: Counter[str] = Counter()
    for at, why in ignored.items():
        ends.setdefault(why, []).append(at)
        counts[why] += 1
    for column, out in sorted(columns.items()):
        ends.setdefault(out.reason, []).extend((Address(out.first, column), Address(out.last, column)))
        counts[out.reason] += out.cells
    found = []
    for why, places in ends.items():
        first, last = min(places), max(places)
        found.append(Ignored(first.text if first == last else f"{first.text} – {last.text}", counts[why], why))
    return tuple(found)
