"""From a sheet and a layout to records of a target: columns across become rows, values get their types."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from interimcoo.exchange.excel_in.columns import is_named, proposed, share_of
from interimcoo.exchange.excel_in.headers import bare
from interimcoo.exchange.excel_in.layout import ColumnChoice, DecimalSign, Layout, Shape
from interimcoo.exchange.excel_in.periods import PeriodGuess, day_of, period_of, period_of_cell, settled, year_in
from interimcoo.exchange.excel_in.regions import Region
from interimcoo.exchange.excel_in.sheet import Address, Cell, Sheet, column_number
from interimcoo.exchange.excel_in.target import Field, Record, Reject, Target, Typed, Value
from interimcoo.exchange.excel_in.values import Number, decimal_sign, is_missing, number_of
from interimcoo.exchange.excel_in.words import is_total
from interimcoo.text import N_, _

_STEP: Final = 250
_ACROSS: Final = 3
"""so many periods as headings make a table wide"""


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


def layout_of(sheet: Sheet, region: Region, target: Target, year: int | None = None) -> Layout:
    """The proposed layout of a region: shape, columns, and the year where a title above names it and none is given."""
    year = year or year_in(_titles(sheet, region)) or year_in([sheet.name])
    across = _across_columns(region) if target.wide else {}
    shape: Shape = "wide" if len(across) >= _ACROSS else "long"
    constants: dict[str, str] = {}
    if shape == "wide":
        forms = settled(_headings(sheet, region, across), year)
        periods = {column: form or across[column] for column, form in zip(across, forms, strict=True)}
        plain = proposed(sheet, region, target, frozenset({"value", "period"}), frozenset(across))
        columns = tuple(
            ColumnChoice(c.column, c.label, "value", periods[c.column], 1.0, _(N_("a period across")))
            if c.column in periods
            else c
            for c in plain
        )
    else:
        columns = proposed(sheet, region, target)
        if target.wide:
            columns, constants = _measures(sheet, region, target, columns)
    return Layout(
        sheet=sheet.name,
        header_rows=region.header_rows,
        first_data_row=region.first_data_row,
        last_data_row=region.last_data_row,
        columns=columns,
        shape=shape,
        total_rows=region.total_rows,
        section_rows=region.section_rows,
        skipped_rows=region.repeated_rows,
        constants=constants,
        year=year,
    )


def _across_columns(region: Region) -> dict[int, str]:
    """Columns whose headings are periods, with the period as it is written."""
    return {
        column: plain
        for column, label in region.labels.items()
        if not is_total(label) and period_of(plain := bare(label, column))
    }


def _measures(
    sheet: Sheet, region: Region, target: Target, columns: tuple[ColumnChoice, ...]
) -> tuple[tuple[ColumnChoice, ...], dict[str, str]]:
    """A list without a value column: each column of numbers is a KPI of its own, named by its heading.

    Its period comes from a column, else from a title or the name of the sheet.
    """
    found = {c.field for c in columns}
    if "value" in found or "denominator" in found:
        return columns, {}
    numbers = [
        c.column
        for c in columns
        if c.field is None and not is_total(c.label) and share_of(sheet, region, c.column, "number") >= 0.9
    ]
    named = next((c for c in columns if c.field == "kpi" and c.score >= 0.8), None)
    if not numbers or (named and len(numbers) > 1):
        return columns, {}
    reason = _(N_("a column of numbers"))
    chosen = []
    for c in columns:
        if c.column in numbers:
            chosen.append(ColumnChoice(c.column, c.label, "value", "", 0.65, reason))
        elif c.field == "kpi" and named is None:  # what was taken for the KPI by its values says whose value it is
            chosen.append(replace(c, field="unit_name" if "unit_name" not in found else None))
        else:
            chosen.append(c)
    constants = {}
    if "period" not in found:
        period = next((t for text in (sheet.name, *_titles(sheet, region)) if (t := _period_in(text))), "")
        constants = {"period": period} if period else {}
    return tuple(chosen), constants


def _period_in(text: str) -> str:
    """The one period a title or a sheet's name says ("Jul2018"), in the stored form; empty when it says none."""
    guess = period_of(text)
    if guess is not None and guess.kind != "day":
        return guess.stored() or ""
    return ""


def _headings(sheet: Sheet, region: Region, across: Mapping[int, str]) -> list[PeriodGuess | None]:
    """The period of each heading; a date cell in the lowest header row counts before the joined label."""
    found = []
    for column, label in across.items():
        cell = sheet.cell(region.header_rows[-1], column) if region.header_rows else None
        exact = period_of_cell(cell) if cell is not None and cell.kind in ("date", "datetime") else None
        found.append(exact or period_of(label))
    return found


def _titles(sheet: Sheet, region: Region) -> list[str]:
    top = region.header_rows[0] if region.header_rows else region.first_data_row
    above = [n for n in sorted(sheet.rows) if n < top][-3:]
    return [cell.shown for n in above for cell in sheet.rows[n].values() if cell.kind == "text"]


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
        value, reject = _typed(cell, at, kind, signs.get(choice.column, "auto"), layout, periods.get(row))
        if reject:
            out.rejects.append(reject)
            failed = True
        elif value is not None:
            values[kind.key] = value
            if kind.key == "value" and value.shown.endswith("%") and "unit" not in values:
                values.setdefault("unit", Value("percent", None, "%"))
    return values, failed


def _typed(
    cell: Cell, at: Address, kind: Field, sign: DecimalSign, layout: Layout, period: str | None
) -> tuple[Value | None, Reject | None]:
    broken = unreadable(cell, at)
    if broken:
        return None, broken
    shown = cell.shown
    found: Typed
    if kind.type in ("text", "links"):
        return Value(" ".join(shown.split()) if kind.type == "text" else shown.strip(), at, shown), None
    if kind.type == "period":
        if period:
            return Value(period, at, shown), None
        return None, Reject(
            at, shown, _(N_("not a period")), _(N_("Write it as 2026-W36, 2026-09 or 2026, or give the year."))
        )
    if kind.type == "date":
        found = _day(cell, layout)
        if found is None:
            return None, Reject(at, shown, _(N_("not a valid date")), _(N_("Write it as 2026-09-14.")))
        return Value(found, at, shown), None
    if kind.type == "days":
        number = _duration(cell, sign)
    else:
        number = number_of(cell, sign)
    if number.value is None:
        return None, rejected_number(number, at, shown)
    if kind.type == "percent":
        by_hundred = number.percent or number.value > 1
        return Value(number.value / 100 if by_hundred else number.value, at, shown), None
    return Value(number.value, at, _percent_shown(cell, number)), None


def _percent_shown(cell: Cell, number: Number) -> str:
    if number.percent and not cell.shown.rstrip().endswith("%"):
        return f"{number.value:.12g} %"
    return cell.shown


def _duration(cell: Cell, sign: DecimalSign) -> Number:
    """Working days from 5, "5 d", "5 dagar", "2 veckor"."""
    if cell.kind != "text":
        return number_of(cell, sign)
    text = str(cell.value).strip().casefold()
    digits = text.rstrip("abcdefghijklmnopqrstuvwxyzåäöéü.? ")
    word = text[len(digits) :].strip(" .?")
    number = number_of(Cell(digits.strip(), "text"), sign)
    if number.value is None or (word and word[0] not in "dtwv"):
        return Number(None, problem="not a number")
    weeks = word.startswith(("w", "v"))
    return Number(number.value * 5 if weeks else number.value)


def _day(cell: Cell, layout: Layout) -> date | None:
    value = cell.value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return day_of(str(value), layout.day_first) if cell.kind == "text" else None


def unreadable(cell: Cell, at: Address) -> Reject | None:
    """The reject of a cell that never may become a value: an Excel error, a formula without result, a text too long."""
    if cell.kind == "error":
        text = str(cell.value)
        if not text.startswith("#"):
            return Reject(at, text, _(N_("not a finite number")), _(N_("Correct it in the file, then import again.")))
        return Reject(
            at,
            text,
            _(N_("Excel error {error}")).format(error=text),
            _(N_("Correct it in the file, then import again.")),
        )
    if cell.kind == "no_result":
        return Reject(
            at, "", _(N_("formula without saved result")), _(N_("Open and save the file in Excel, then import again."))
        )
    if cell.kind == "text" and len(str(cell.value)) > 32_767:
        return Reject(at, str(cell.value)[:40], _(N_("text too long")), _(N_("Shorten it to 32,767 characters.")))
    return None


def rejected_number(number: Number, at: Address, shown: str) -> Reject:
    """The reject of a cell that is no number, with what to do."""
    if number.problem == "two readings":
        return Reject(
            at,
            shown,
            _(N_("can be read with decimal comma or with decimal point")),
            _(N_("Choose the decimal sign of this sheet.")),
        )
    return Reject(at, shown, _(N_("not a number")), _(N_("Type a number in the file, then import again.")))


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
        if failed or "kpi" not in values:
            out.rejects.append(
                Reject(at, cell.shown, _(N_("the row has no name")), _(N_("Give the row a name, or leave it out.")))
            )
            continue
        values["value"] = Value(number.value, at, _percent_shown(cell, number))
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
