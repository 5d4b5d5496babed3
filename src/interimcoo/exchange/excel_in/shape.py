"""From a sheet and a layout to records of a target: columns across become rows, values get their types."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from interimcoo.exchange.excel_in.columns import is_named
from interimcoo.exchange.excel_in.headers import bare
from interimcoo.exchange.excel_in.layout import ColumnChoice, DecimalSign, Layout
from interimcoo.exchange.excel_in.periods import PeriodGuess, day_of, period_of, period_of_cell, settled
from interimcoo.exchange.excel_in.sheet import Address, Cell, Sheet, column_number
from interimcoo.exchange.excel_in.target import Record, Reject, Target, Typed, Value
from interimcoo.exchange.excel_in.typed_cells import percent_shown, rejected_number, typed, unreadable
from interimcoo.exchange.excel_in.values import Number, decimal_sign, is_missing, number_of
from interimcoo.exchange.excel_in.words import is_total
from interimcoo.text import N_, _

_STEP: Final = 250


@dataclass(slots=True)
class ColumnOut:
    """Cells of a column that is not read: why, how many, from which row to which."""

    reason: str
    first: int
    last: int
    cells: int = 0


@dataclass(slots=True)
class Shaped:
    """The records of a table, and the fate of every cell that is in none."""

    records: list[Record] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    ignored: dict[Address, str] = field(default_factory=dict)
    """cells left out, with the reason"""
    columns_out: dict[int, ColumnOut] = field(default_factory=dict)
    """columns left out as a whole"""
    missing: int = 0
    notices: list[str] = field(default_factory=list)


def shaped(
    sheet: Sheet, layout: Layout, target: Target, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> Shaped:
    """The records of the table. Nothing is dropped: each cell is in a record, in a reject, or ignored with a reason.

    `progress` gets rows done and rows in all; what it raises ends the work.
    """
    out = Shaped()
    mapped = [c for c in layout.columns if c.field is not None]
    rows = [n for n in sorted(sheet.rows) if layout.first_data_row <= n <= layout.last_data_row]
    kept: list[int] = []
    slots = _slots(layout)
    choices = {c.column: c for c in layout.columns}
    for n in rows:
        reason = _left_out(n, layout)
        for column in sheet.rows[n]:
            choice = choices.get(column)
            if reason:
                out.ignored[Address(n, column)] = reason
            elif (choice is None or choice.field is None) and column not in slots:
                left = out.columns_out.get(column)
                if left is None:
                    left = out.columns_out[column] = ColumnOut(_column_reason(choice), n, n)
                left.last = n
                left.cells += 1
        if not reason:
            kept.append(n)
    values = [c for c in mapped if c.field == "value"]
    signs = _signs(sheet, layout, kept, mapped, target)
    periods = _period_column(sheet, layout, kept)
    several = layout.shape == "wide" or len(values) > 1 or named_by_heading(layout, target)
    shared = [c for c in mapped if not (several and c.field == "value")]
    for at, n in enumerate(kept):
        if at % _STEP == 0:
            progress(at, len(kept))
        common, failed = _read(sheet, n, shared, signs, target, layout, periods, out)
        _constants(sheet, n, layout, target, common)
        if several:
            if not _across(sheet, n, values, common, failed, signs, layout, out):
                _explain(sheet, n, shared, slots, out, failed)
        elif not failed:
            _one(sheet, n, mapped, common, target, out)
        else:
            _explain(sheet, n, mapped, slots, out, failed)
    return out


def named_by_heading(layout: Layout, target: Target) -> bool:
    """Whether the headings of value columns name the KPIs, as no column or constant does."""
    values = [c for c in layout.columns if c.field == "value"]
    given = {c.field for c in layout.columns} | {key for key, text in layout.constants.items() if text}
    field = target.field("value")
    if layout.shape == "wide" or "kpi" in given or not values or field is None:
        return False
    return len(values) > 1 or not is_named(bare(values[0].label, values[0].column), field)


def _left_out(row: int, layout: Layout) -> str:
    if row in layout.total_rows:
        return _(N_("total row"))
    if row in layout.section_rows:
        return _(N_("heading inside the table"))
    return _(N_("row left out")) if row in layout.skipped_rows else ""


def _column_reason(choice: ColumnChoice | None) -> str:
    if choice is None:
        return _(N_("column without heading"))
    if is_total(choice.label):
        return _(N_("column “{label}” is a total")).format(label=choice.label)
    return _(N_("column “{label}” is not used")).format(label=choice.label)


def _slots(layout: Layout) -> set[int]:
    """Columns that constants take their text from ("Price, {A}")."""
    found = set()
    for text in layout.constants.values():
        for part in text.split("{")[1:]:
            name = part.partition("}")[0]
            if name and name.isalpha() and name.isupper() and len(name) <= 3:
                found.add(column_number(name))
    return found


def _signs(
    sheet: Sheet, layout: Layout, rows: Sequence[int], mapped: Sequence[ColumnChoice], target: Target
) -> dict[int, DecimalSign]:
    """The decimal sign per column; in a wide table the value columns decide together."""
    if layout.decimal_sign != "auto":
        return {c.column: layout.decimal_sign for c in mapped}

    def cells(columns: Iterable[int]) -> list[Cell]:
        return [sheet.rows[n][c] for c in columns for n in rows if c in sheet.rows[n]]

    numeric = [c for c in mapped if (f := target.field(c.field or "")) and f.type in ("number", "percent", "days")]
    together = decimal_sign(cells(c.column for c in numeric))
    signs: dict[int, DecimalSign] = {}
    for choice in numeric:
        own = "auto" if layout.shape == "wide" else decimal_sign(cells([choice.column]))
        signs[choice.column] = together if own == "auto" else own
    return signs


def _period_column(sheet: Sheet, layout: Layout, rows: Sequence[int]) -> dict[int, str | None]:
    """The stored periods of a period column by row; days all on the first are months, days a week apart are weeks."""
    choice = next((c for c in layout.columns if c.field == "period" and not c.period), None)
    if choice is None:
        return {}
    cells = [sheet.cell(n, choice.column) for n in rows]
    guesses = [period_of_cell(c) if c else None for c in cells]
    fixed = [
        PeriodGuess(g.kind, g.number, layout.year, g.day, g.fiscal) if g and g.year is None and layout.year else g
        for g in guesses
    ]
    return dict(zip(rows, settled(fixed, layout.year), strict=True))


def _read(
    sheet: Sheet,
    row: int,
    choices: Sequence[ColumnChoice],
    signs: dict[int, DecimalSign],
    target: Target,
    layout: Layout,
    periods: dict[int, str | None],
    out: Shaped,
) -> tuple[dict[str, Value], bool]:
    """The typed values of a row's own columns; True when a cell was rejected."""
    values: dict[str, Value] = {}
    failed = False
    for choice in choices:
        cell = sheet.cell(row, choice.column)
        kind = target.field(choice.field or "")
        if cell is None or kind is None:
            continue
        at = Address(row, choice.column)
        if is_missing(cell) and kind.type != "text":
            out.ignored[at] = _(N_("mark for no value"))
            out.missing += 1
            continue
        value, reject = typed(cell, at, kind, signs.get(choice.column, "auto"), layout.day_first, periods.get(row))
        if reject:
            out.rejects.append(reject)
            failed = True
        elif value is not None:
            values[kind.key] = value
            if kind.key == "value" and value.shown.endswith("%") and "unit" not in values:
                values.setdefault("unit", Value("percent", None, "%"))
    return values, failed


def _constants(sheet: Sheet, row: int, layout: Layout, target: Target, values: dict[str, Value]) -> None:
    """Fill fields without column from the layout's constants; column letters in braces are taken from the row."""
    for key, text in layout.constants.items():
        kind = target.field(key)
        if kind is None or not text or key in values:
            continue
        filled, cell = text, None
        for column in sorted(_slots(layout)):
            slot = "{" + Address(1, column).text[:-1] + "}"
            if slot in filled:
                found = sheet.cell(row, column)
                filled = filled.replace(slot, " ".join(found.shown.split()) if found else "")
                cell = cell or (Address(row, column) if found else None)
        value: Typed = filled
        if kind.type == "period":
            guess = period_of(filled)
            value = (guess.stored(layout.year) if guess else None) or filled
        elif kind.type in ("number", "percent", "days"):
            value = number_of(Cell(filled, "text"), "point").value
        elif kind.type == "date":
            value = day_of(filled, True)
        if value is not None:
            values[key] = Value(value, cell, filled)


def _across(
    sheet: Sheet,
    row: int,
    choices: Sequence[ColumnChoice],
    common: dict[str, Value],
    failed: bool,
    signs: dict[int, DecimalSign],
    layout: Layout,
    out: Shaped,
) -> bool:
    """One record per filled value column; True when there was one. Several value columns of a long table are KPIs."""
    made = False
    for choice in choices:
        cell = sheet.cell(row, choice.column)
        if cell is None:
            continue
        at = Address(row, choice.column)
        if is_missing(cell):
            out.ignored[at] = _(N_("mark for no value"))
            out.missing += 1
            continue
        broken = unreadable(cell, at)
        number = number_of(cell, signs.get(choice.column, "auto")) if broken is None else Number(None)
        if broken or number.value is None:
            out.rejects.append(broken or rejected_number(number, at, cell.shown))
            continue
        values = dict(common)
        if layout.shape == "wide":
            guess = period_of(choice.period)
            period = guess.stored(layout.year) if guess else None
            if period is None:
                out.rejects.append(
                    Reject(at, cell.shown, _(N_("the heading “{label}” says no year")).format(label=choice.label),
                           _(N_("Give the year of the table.")))
                )  # fmt: skip
                continue
            values["period"] = Value(period, None, choice.label)
        elif "kpi" not in values:
            values["kpi"] = Value(choice.label, None, choice.label)
        if failed:
            out.ignored[at] = _(N_("row rejected"))
            continue
        if "kpi" not in values:
            out.rejects.append(
                Reject(at, cell.shown, _(N_("the row has no name")), _(N_("Give the row a name, or leave it out.")))
            )
            continue
        values["value"] = Value(number.value, at, percent_shown(cell, number))
        if number.percent:
            values.setdefault("unit", Value("percent", None, "%"))
        out.records.append(Record(row, values))
        made = True
    return made


def _one(
    sheet: Sheet, row: int, mapped: Sequence[ColumnChoice], values: dict[str, Value], target: Target, out: Shaped
) -> None:
    """One record from one row; rejects the row when a needed field is empty, with the cell where it should be."""
    lacking = [f for f in target.fields if f.needed and f.key not in values]
    groups = target.one_of and not any(all(key in values for key in group) for group in target.one_of)
    if not lacking and not groups:
        out.records.append(Record(row, values))
        return None
    present = [c for c in mapped if sheet.cell(row, c.column) is not None]
    if (
        not lacking
        and present
        and all(
            is_missing(cell) for c in mapped if c.field == "value" and (cell := sheet.cell(row, c.column)) is not None
        )
    ):
        for choice in present:
            out.ignored.setdefault(Address(row, choice.column), _(N_("row without value")))
        out.missing += 1
        return None
    name = _(lacking[0].label) if lacking else _(N_("Value"))
    keys = {f.key for f in lacking} or {key for group in target.one_of for key in group}
    for choice in present:
        at = Address(row, choice.column)
        if at not in out.ignored:
            cell = sheet.cell(row, choice.column)
            assert cell is not None
            out.rejects.append(
                Reject(at, cell.shown, _(N_("the row has no {field}")).format(field=name.lower()),
                       _(N_("Fill it in the file, or leave the row out.")))
            )  # fmt: skip
            return _rest(sheet, row, present, keys, out)
    return None


def _rest(sheet: Sheet, row: int, present: Sequence[ColumnChoice], keys: set[str], out: Shaped) -> None:
    """The other cells of a rejected row stand with the first one: left out with the row."""
    named = {r.cell for r in out.rejects}
    for choice in present:
        at = Address(row, choice.column)
        if at not in named:
            out.ignored.setdefault(at, _(N_("row rejected")))


def _explain(
    sheet: Sheet, row: int, choices: Sequence[ColumnChoice], slots: set[int], out: Shaped, failed: bool
) -> None:
    """Cells of a row that made no record: left out with it."""
    named = {r.cell for r in out.rejects}
    reason = _(N_("row rejected")) if failed or any(r.row == row for r in named) else _(N_("row without value"))
    for column in {c.column for c in choices} | slots:
        at = Address(row, column)
        if sheet.cell(row, column) is not None and at not in named:
            out.ignored.setdefault(at, reason)
