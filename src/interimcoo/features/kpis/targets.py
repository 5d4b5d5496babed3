"""What the KPI feature takes from a client's sheet: readings, as a list or with the periods across."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from sqlalchemy import insert
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from interimcoo import content
from interimcoo.domain.dates import Period
from interimcoo.exchange.excel_in.target import (
    Field,
    FieldChange,
    Options,
    Planned,
    Planning,
    Record,
    Reject,
    RunFacts,
    StoredCell,
    Target,
    Value,
)  # fmt: skip
from interimcoo.exchange.excel_in.words import fold
from interimcoo.store.tables import Kpi, KpiTarget, OrganisationUnit, Reading
from interimcoo.store.tables.columns import new_id
from interimcoo.text import N_, _

_NUMBERS: Final = ("value", "numerator", "denominator")
UNIT_WORDS: Final = {
    "%": "percent", "procent": "percent", "prozent": "percent", "percent": "percent", "pct": "percent",
    "dagar": "days", "days": "days", "tage": "days", "dgr": "days", "d": "days",
    "timmar": "hours", "tim": "hours", "hours": "hours", "stunden": "hours", "h": "hours",
    "minuter": "minutes", "min": "minutes", "minutes": "minutes", "minuten": "minutes",
    "veckor": "weeks", "weeks": "weeks", "wochen": "weeks",
    "st": "count", "antal": "count", "pcs": "count", "stück": "count", "count": "count", "number": "count",
    "ppm": "ppm", "raddagar": "line_days", "line-days": "line_days", "line days": "line_days",
}  # fmt: skip
"""The client's words for units, folded, and the unit code of the library."""

FIELDS: Final = (
    Field("kpi", N_("KPI"), "text", needed=True, synonyms=(
        "nyckeltal", "mätetal", "mått", "measure", "indicator", "metric", "kennzahl", "messgröße", "kpi code",
        "kpi-kod", "kpi name", "indikator", "key figure", "styrtal",
    ), hint=N_("Name or code of the KPI. Column letters in braces take text from the row: Price, {A}.")),
    Field("period", N_("Period"), "period", needed=True, synonyms=(
        "vecka", "v.", "månad", "woche", "kw", "monat", "zeitraum", "week", "month", "date", "datum", "year", "år",
        "jahr", "kvartal", "quarter", "quartal", "tid", "time",
    ), hint=N_("The period of all rows, for example 2026-W36 or 2026-09.")),
    Field("value", N_("Value"), "number", synonyms=(
        "värde", "wert", "utfall", "actual", "ist", "resultat", "result", "ergebnis", "outcome", "reading",
    )),
    Field("numerator", N_("Numerator"), "number", synonyms=("täljare", "zähler", "antal fall", "cases", "part")),
    Field("denominator", N_("Denominator"), "number", synonyms=("nämnare", "nenner", "bas", "base", "exposure")),
    Field("unit_name", N_("Unit of organisation"), "text", synonyms=(
        "avdelning", "enhet/avdelning", "site", "anläggning", "ort", "abteilung", "standort", "werk", "department",
        "plant", "organisation", "line", "linje",
    )),
    Field("target", N_("Target"), "number", synonyms=("mål", "målvärde", "ziel", "zielwert", "goal", "soll", "plan")),
    Field("unit", N_("Unit of measure"), "text", synonyms=("enhet", "einheit", "unit", "mätenhet", "uom")),
    Field("note", N_("Note"), "text", synonyms=("anmärkning", "kommentar", "comment", "bemerkung", "remark", "notes")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Stored:
    """What a stored reading says."""

    id: int
    value: float | None
    numerator: float | None
    denominator: float | None
    note: str


@dataclass(slots=True)
class _Known:
    """What the engagement knows already, read once."""

    kpis: dict[str, Kpi] = field(default_factory=dict)
    """by folded code and name"""
    units: dict[str, int] = field(default_factory=dict)
    readings: dict[tuple[int, int | None, str], _Stored] = field(default_factory=dict)
    read: set[int] = field(default_factory=set)
    """KPIs that have readings"""


def _known(db: Session, *, readings: bool) -> _Known:
    known = _Known()
    for kpi in db.exec(select(Kpi)).all():
        known.kpis[fold(kpi.name)] = kpi
    for kpi in list(known.kpis.values()):
        known.kpis[fold(kpi.code)] = kpi
    known.units = {fold(u.name): u.id for u in db.exec(select(OrganisationUnit)).all()}
    if not readings:
        known.read = set(db.exec(select(Reading.kpi_id).distinct()).all())
        return known
    columns = (
        Reading.id, Reading.kpi_id, Reading.unit_id, Reading.period,
        Reading.value, Reading.numerator, Reading.denominator, Reading.note,
    )  # fmt: skip
    for row_id, kpi_id, unit_id, period, *values in db.execute(sql_select(*(col(c) for c in columns))).all():
        known.readings[kpi_id, unit_id, period] = _Stored(row_id, *values)
        known.read.add(kpi_id)
    return known


def plan(db: Session, records: Sequence[Record], options: Options) -> Planning:
    """Compare readings with the store: key is KPI, unit of organisation and period. Writes nothing."""
    known = _known(db, readings=True)
    rows: list[Planned] = []
    seen: dict[tuple[str, str, str], Record] = {}
    created: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for record in records:
        name, unit_name, period = record.text("kpi"), record.text("unit_name"), record.text("period")
        kpi = known.kpis.get(fold(name)) or _from_library(known, name)
        title = f"{kpi.name if kpi else name}, {period}" + (f", {unit_name}" if unit_name else "")
        identity = kpi.code if kpi else _identity(name)
        reject = _broken(record) or _twice(record, identity, seen)
        kind = _kind_of(period)
        expected = kinds.setdefault(identity, kpi.cadence if kpi and _has_readings(known, kpi) else kind)
        if reject is None and expected != kind:
            reject = _reject(record, "period", _(N_("the KPI has other periods")), _(N_("One kind of period per KPI.")))
        if reject is None and kpi is None and not options.create_missing:
            reject = _reject(record, "kpi", _(N_("the KPI is not known")), _(N_("Create it, or correct the name.")))
        if reject is not None:
            rows.append(Planned(record, "rejected", title, rejects=(reject,)))
            continue
        if kpi is None:
            created.setdefault(identity, name)
        unit_id = known.units.get(fold(unit_name)) if unit_name else None
        stored = known.readings.get((kpi.id, unit_id, period)) if kpi and (not unit_name or unit_id) else None
        if stored is None:
            rows.append(Planned(record, "new", title))
            continue
        changes = tuple(_differences(stored, record))
        rows.append(Planned(record, "changed" if changes else "unchanged", title, changes, record_id=stored.id))
    return Planning(tuple(rows), tuple(_notices(created)))


def _notices(created: dict[str, str]) -> Iterator[str]:
    library = [n for n in created.values() if _library_entry(n)]
    free = [n for n in created.values() if not _library_entry(n)]
    if library:
        yield _(N_("{count} KPIs are taken from the library: {names}.")).format(
            count=len(library), names=", ".join(library)
        )
    if free:
        yield _(N_("{count} KPIs are not in the library; check that higher is better for each: {names}.")).format(
            count=len(free), names=", ".join(free)
        )


def _from_library(known: _Known, name: str) -> Kpi | None:
    """The stored KPI that a library name in another language means."""
    entry = _library_entry(name)
    return known.kpis.get(fold(entry.code)) if entry else None


def _has_readings(known: _Known, kpi: Kpi) -> bool:
    return kpi.id in known.read


@lru_cache(maxsize=5000)
def _kind_of(text: str) -> str:
    """The kind of a stored period; empty for what is none."""
    try:
        return str(Period.parse(text).kind)
    except ValueError:
        return ""


def _broken(record: Record) -> Reject | None:
    if not _kind_of(record.text("period")):
        return _reject(record, "period", _(N_("not a period")), _(N_("Write it as 2026-W36, 2026-09 or 2026.")))
    if record.number("value") is None and not record.number("denominator"):
        return _reject(record, "denominator", _(N_("the denominator is 0")), _(N_("Leave the row out, or correct it.")))
    return None


def _identity(name: str) -> str:
    """What a KPI the engagement does not know will be told apart by: two names of one library entry are one KPI."""
    entry = _library_entry(name)
    return entry.code if entry else fold(name)


def _twice(record: Record, identity: str, seen: dict[tuple[str, str, str], Record]) -> Reject | None:
    key = (identity, fold(record.text("unit_name")), record.text("period"))
    first = seen.setdefault(key, record)
    if first is record:
        return None
    same = all(first.number(name) == record.number(name) for name in _NUMBERS)
    reason = _(N_("repeats row {row}")) if same else _(N_("row {row} has another value for the same period"))
    remedy = _(N_("Nothing to do.")) if same else _(N_("Correct the file, or leave one of the rows out."))
    return _reject(record, "value", reason.format(row=first.row), remedy)


def _reject(record: Record, key: str, reason: str, remedy: str) -> Reject:
    order = (key, "value", "numerator", "kpi", *record.values)
    value = next((v for k in order if (v := record.values.get(k)) and v.cell), Value(None, None, ""))
    assert value.cell is not None
    return Reject(value.cell, value.shown, reason, remedy)


def _numbers(record: Record) -> dict[str, float | None]:
    """Value, numerator and denominator; a value that is not given stays empty, it follows from its parts."""
    return {name: record.number(name) for name in _NUMBERS}


def _differences(stored: _Stored, record: Record) -> Iterator[FieldChange]:
    for name in _NUMBERS:
        offered, present = record.number(name), getattr(stored, name)
        if offered is not None and offered != present:
            yield FieldChange(name, "" if present is None else f"{present:.12g}", f"{offered:.12g}")
    note = record.text("note")
    if note and note != stored.note:
        yield FieldChange("note", stored.note, note)


def write(db: Session, rows: Sequence[Planned], run: RunFacts) -> Iterable[StoredCell]:
    """Store new and changed readings, and the KPIs, units and targets they need; returns the cell of every value."""
    known = _known(db, readings=False)
    cells: list[StoredCell] = []
    inserts: list[dict[str, object]] = []
    first_days: dict[str, date] = {}
    newest: dict[int, tuple[date, Value]] = {}
    decimals = _decimals(rows)
    with_values = set(known.read)
    for row in rows:
        if row.state == "rejected":
            continue
        record = row.record
        name, period = record.text("kpi"), record.text("period")
        kpi = known.kpis.get(fold(name)) or _from_library(known, name)
        if kpi is None:
            kpi = _create(db, known, record, run.options, decimals.get(fold(name), 1))
            known.kpis[fold(name)] = known.kpis[fold(kpi.code)] = kpi
        first_day = first_days.setdefault(period, Period.parse(period).first_day)
        _follow_periods(db, kpi, period, with_values)
        target = record.number("target")
        if target is not None and (kpi.id not in newest or newest[kpi.id][0] > first_day):
            newest[kpi.id] = (first_day, record.values["target"])
        if row.state == "unchanged":
            continue
        numbers = _numbers(record)
        if row.record_id is None:
            record_id = new_id()
            inserts.append(
                {
                    "id": record_id,
                    "kpi_id": kpi.id,
                    "unit_id": _unit(db, known, record.text("unit_name")),
                    "period": period,
                    "first_day": first_day,
                    **numbers,
                    "value": _value(kpi, numbers),
                    "source_id": run.source_id,
                    "import_id": run.import_id,
                    "excluded": "",
                    "note": record.text("note"),
                }
            )
        else:
            record_id = row.record_id
            stored = db.get_one(Reading, record_id)
            for key, number in numbers.items():
                if number is not None:
                    setattr(stored, key, number)
            stored.value = _value(kpi, {k: getattr(stored, k) for k in _NUMBERS} | {"value": numbers["value"]})
            stored.note = record.text("note") or stored.note
            stored.source_id, stored.import_id = run.source_id, run.import_id
            db.add(stored)
        cells.extend(
            StoredCell(record_id, key, value.cell, value.shown)
            for key, value in record.values.items()
            if key in (*_NUMBERS, "note") and value.cell
        )
    db.flush()
    if inserts:
        db.connection().execute(insert(Reading), inserts)
    cells.extend(_targets(db, newest))
    return cells


def _follow_periods(db: Session, kpi: Kpi, period: str, with_values: set[int]) -> None:
    """The first values of a KPI decide what kind of periods it has."""
    if kpi.id not in with_values:
        with_values.add(kpi.id)
        kind = str(Period.parse(period).kind)
        if kpi.cadence != kind:
            kpi.cadence = kind
            db.add(kpi)


def _value(kpi: Kpi, numbers: dict[str, float | None]) -> float | None:
    """The given value, else numerator by denominator times the KPI's factor."""
    if numbers["value"] is not None:
        return numbers["value"]
    top, bottom = numbers["numerator"], numbers["denominator"]
    return top / bottom * kpi.factor if top is not None and bottom else None


def _decimals(rows: Sequence[Planned]) -> dict[str, int]:
    """Decimals by folded KPI: the most that its values show, at most 2."""
    found: dict[str, int] = {}
    for row in rows:
        value = row.record.number("value")
        if value is not None:
            digits = len(f"{value:.10g}".partition(".")[2])
            if digits > 4:  # a quotient: its digits say nothing
                digits = 1
            name = fold(row.record.text("kpi"))
            found[name] = max(found.get(name, 0), min(2, digits))
    return found


def _library_entry(name: str) -> content.KpiEntry | None:
    return content.kpi_named(name)


def _create(db: Session, known: _Known, record: Record, options: Options, decimals: int) -> Kpi:
    """A KPI of the library by code or name, or a free one with the next code K-01 and higher as its direction."""
    name = record.text("kpi")
    word = record.text("unit")
    unit = UNIT_WORDS.get(fold(word), word) or options.unit
    cadence = str(Period.parse(record.text("period")).kind)
    entry = _library_entry(name)
    if entry:
        kpi = Kpi(
            code=entry.code,
            name=entry.name,
            department=entry.department,
            definition=entry.definition,
            unit=entry.unit,
            decimals=decimals,
            direction=entry.direction,
            aggregation=entry.aggregation,
            chart_type="i",
            cadence=cadence,
            factor=entry.factor,
        )
    else:
        used = [int(k.code[2:]) for k in known.kpis.values() if k.code.startswith("K-") and k.code[2:].isdigit()]
        number = max(used, default=0) + 1
        kpi = Kpi(code=f"K-{number:02d}", name=name, unit=unit, decimals=decimals, cadence=cadence)
    db.add(kpi)
    db.flush()
    return kpi


def _unit(db: Session, known: _Known, name: str) -> int | None:
    if not name:
        return None
    found = known.units.get(fold(name))
    if found is None:
        unit = OrganisationUnit(name=name, kind="department", position=len(known.units) + 1)
        db.add(unit)
        db.flush()
        found = known.units[fold(name)] = unit.id
    return found


def _targets(db: Session, newest: dict[int, tuple[date, Value]]) -> list[StoredCell]:
    """A target of the file holds from its first period; one that equals the target in force adds nothing.

    Returns the cell of each target that was added.
    """
    cells: list[StoredCell] = []
    for kpi_id, (first_day, given) in newest.items():
        value = given.value
        assert isinstance(value, int | float)
        present = db.exec(
            select(KpiTarget).where(KpiTarget.kpi_id == kpi_id).order_by(KpiTarget.valid_from)  # type: ignore[arg-type]
        ).all()
        if not present or (present[-1].value != value and present[-1].valid_from < first_day):
            target = KpiTarget(kpi_id=kpi_id, valid_from=first_day, value=float(value))
            db.add(target)
            if given.cell:
                cells.append(StoredCell(target.id, "value", given.cell, given.shown))
    return cells


KPI_VALUES: Final = Target(
    key="kpi_values",
    title=N_("KPI values"),
    fields=FIELDS,
    plan=plan,
    write=write,
    wide=True,
    one_of=(("value",), ("numerator", "denominator")),
    tables=frozenset({"kpi", "reading", "kpi_target", "organisation_unit"}),
)
TARGETS: Final = (KPI_VALUES,)
