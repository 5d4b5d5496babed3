"""What the user can change about KPIs: definition, owner, target, order, and whether they are shown."""

import math
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from sqlmodel import col, select

from interimcoo import content
from interimcoo.domain.dates import PeriodKind
from interimcoo.features.kpis.chart_commands import (
    AddMark,
    ExcludeReading,
    IncludeReading,
    JoinPhase,
    RemoveMark,
    SplitPhase,
)
from interimcoo.features.kpis.known import kpi_of
from interimcoo.features.kpis.reading_commands import (
    AddReading,
    ChangeReading,
    RemoveReading,
    TypedReading,
    WriteReadings,
)
from interimcoo.store.errors import Refused
from interimcoo.store.people import person_id
from interimcoo.store.tables import Kpi, KpiTarget, Reading
from interimcoo.text import N_, Label, _

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = [
    "AddKpi", "AddMark", "AddReading", "ArchiveKpi", "ChangeKpi", "ChangeReading", "ChooseTiles", "ExcludeReading",
    "IncludeReading", "JoinPhase", "RemoveMark", "RemoveReading", "RestoreKpi", "SetTarget", "SplitPhase",
    "TypedReading", "WriteReadings",
]  # fmt: skip

DIRECTIONS: Final = ("higher", "lower", "target")
AGGREGATIONS: Final = (
    "mean", "sum", "last", "min", "max", "ratio", "event_mean", "balance_ratio", "turnover", "median", "recompute",
)  # fmt: skip
MOST_TILES: Final = 12
WHOLE_UNITS: Final = frozenset({"count", "persons", "minutes", "points", "line_days", "currency", "ppm"})
"""units whose values are printed without decimals unless told otherwise"""
_FIELDS: Final[dict[str, str]] = {
    "name": N_("Rename {kpi}"),
    "department": N_("Change department, {kpi}"),
    "definition": N_("Change definition, {kpi}"),
    "unit": N_("Change unit, {kpi}"),
    "decimals": N_("Change decimals, {kpi}"),
    "direction": N_("Change direction, {kpi}"),
    "aggregation": N_("Change aggregation, {kpi}"),
    "cadence": N_("Change periods, {kpi}"),
    "factor": N_("Change factor, {kpi}"),
    "owner": N_("Change owner, {kpi}"),
}


@dataclass(frozen=True, slots=True)
class AddKpi:
    """Add a KPI of the library by its code, or an own one with name, unit and direction (code "" gives the next K-01).

    Fields left empty come from the library. `language` chooses in which language name and definition are taken.
    """

    code: str = ""
    name: str = ""
    department: str = ""
    definition: str = ""
    unit: str = ""
    decimals: int | None = None
    direction: str = ""
    aggregation: str = ""
    cadence: str = ""
    owner: str = ""
    target: float | None = None
    target_from: date | None = None
    language: str = "en"
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        entry = content.kpi_named(self.code) if self.code and not self.name else None
        return Label(N_("Add KPI {name}"), {"name": self.name.strip() or (entry.name if entry else self.code)})

    def apply(self, db: "Session") -> None:
        """Refuses a code or name that is there already, an own KPI without name, and a choice that does not exist."""
        entry = next((one for one in content.kpis(self.language) if one.code == self.code), None)
        name = self.name.strip() or (entry.name if entry else "")
        if not name:
            raise Refused(_("A KPI needs a name."), _("Write its name, or choose one of the library."))
        code = self.code.strip() or next_code(db)
        _free_code(db, code)
        _free_name(db, name)
        unit = self.unit.strip() or (entry.unit if entry else "")
        direction = self.direction or (entry.direction if entry else "higher")
        kpi = Kpi(
            code=code,
            name=name,
            department=self.department.strip() or (entry.department if entry else ""),
            definition=self.definition.strip() or (entry.definition if entry else ""),
            unit=unit,
            decimals=_decimals(unit) if self.decimals is None else self.decimals,
            direction=direction,
            aggregation=self.aggregation or (entry.aggregation if entry else "mean"),
            chart_type="i",
            cadence=self.cadence or (entry.cadence if entry else "week"),
            factor=entry.factor if entry else 1.0,
            owner_id=person_id(db, self.owner),
        )
        _check(kpi)
        db.add(kpi)
        db.flush()
        if self.target is not None and self.target_from is not None:
            SetTarget(code, self.target, self.target_from).apply(db)


@dataclass(frozen=True, slots=True)
class ChangeKpi:
    """Change what a KPI is; a field left None keeps what it has. An owner of "" takes the owner away."""

    kpi: str
    name: str | None = None
    department: str | None = None
    definition: str | None = None
    unit: str | None = None
    decimals: int | None = None
    direction: str | None = None
    aggregation: str | None = None
    cadence: str | None = None
    factor: float | None = None
    owner: str | None = None
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        changed = [part.name for part in fields(self) if part.name != "kpi" and getattr(self, part.name) is not None]
        return Label(_FIELDS[changed[0]] if len(changed) == 1 else N_("Change {kpi}"), {"kpi": self.kpi})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown KPI, a taken name, and another unit or kind of period once there are values."""
        kpi = kpi_of(db, self.kpi)
        has_values = db.exec(select(Reading.id).where(Reading.kpi_id == kpi.id)).first() is not None
        if has_values and (self.unit or kpi.unit) != kpi.unit and kpi.unit:
            raise Refused(
                _("{code} has values in another unit.").format(code=kpi.code),
                _("Add a new KPI with the new unit, and archive this one."),
            )
        if has_values and (self.cadence or kpi.cadence) != kpi.cadence:
            raise Refused(
                _("{code} has values of other periods.").format(code=kpi.code), _("Add a new KPI for the new periods.")
            )
        if self.name is not None and self.name.strip() != kpi.name:
            if not self.name.strip():
                raise Refused(_("A KPI needs a name."), _("Write its name."))
            if self.name.strip().casefold() != kpi.name.casefold():
                _free_name(db, self.name.strip())
        if self.owner is not None:
            kpi.owner_id = person_id(db, self.owner)
        for part in fields(self):
            value = getattr(self, part.name)
            if part.name not in ("kpi", "owner") and value is not None:
                setattr(kpi, part.name, value.strip() if isinstance(value, str) else value)
        _check(kpi)
        db.add(kpi)


@dataclass(frozen=True, slots=True)
class SetTarget:
    """Agree a target that holds from a day on; None takes away the one in force on that day."""

    kpi: str
    value: float | None
    valid_from: date
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        text = N_("Change target, {kpi}") if self.value is not None else N_("Remove target, {kpi}")
        return Label(text, {"kpi": self.kpi})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown KPI, what is no finite number, and taking away where there is none."""
        kpi = kpi_of(db, self.kpi)
        if self.value is not None and not math.isfinite(self.value):
            raise Refused(_("A target is a plain number."), _("Type a number."))
        held = db.exec(
            select(KpiTarget)
            .where(KpiTarget.kpi_id == kpi.id, col(KpiTarget.valid_from) <= self.valid_from)
            .order_by(col(KpiTarget.valid_from).desc())
        ).first()
        if self.value is None:
            if held is None:
                raise Refused(_("{code} has no target.").format(code=kpi.code), _("Nothing needs to be done."))
            db.delete(held)
            return
        if held is None or held.valid_from != self.valid_from:
            held = KpiTarget(kpi_id=kpi.id, valid_from=self.valid_from)
        held.value = self.value
        db.add(held)


@dataclass(frozen=True, slots=True)
class ArchiveKpi:
    """Take a KPI out of lists and reports; its values stay."""

    kpi: str
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Archive KPI {kpi}"), {"kpi": self.kpi})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown KPI."""
        kpi = kpi_of(db, self.kpi)
        kpi.archived, kpi.weight = True, 0
        db.add(kpi)


@dataclass(frozen=True, slots=True)
class RestoreKpi:
    """Show an archived KPI again."""

    kpi: str
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Restore KPI {kpi}"), {"kpi": self.kpi})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown KPI."""
        kpi = kpi_of(db, self.kpi)
        kpi.archived = False
        db.add(kpi)


@dataclass(frozen=True, slots=True)
class ChooseTiles:
    """Choose the KPIs of home and of the first page of the report, in this order; all others are not shown there."""

    kpis: tuple[str, ...]
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Change tiles"))

    def apply(self, db: "Session") -> None:
        """Refuses an unknown KPI and more than twelve."""
        if len(self.kpis) > MOST_TILES:
            raise Refused(_("Home shows at most twelve KPIs."), _("Choose fewer."))
        order = {kpi_of(db, code).id: at for at, code in enumerate(self.kpis, 1)}
        for kpi in db.exec(select(Kpi)).all():
            if kpi.weight != order.get(kpi.id, 0):
                kpi.weight = order.get(kpi.id, 0)
                db.add(kpi)


def next_code(db: "Session") -> str:
    """The next free code of an own KPI ("K-01")."""
    used = db.exec(select(Kpi.code).where(col(Kpi.code).startswith("K-"))).all()
    numbers = [int(code[2:]) for code in used if code[2:].isdigit()]
    return f"K-{max(numbers, default=0) + 1:02d}"


def _decimals(unit: str) -> int:
    return 0 if unit in WHOLE_UNITS else 1


def _free_code(db: "Session", code: str) -> None:
    if found := db.exec(select(Kpi).where(Kpi.code == code)).first():
        raise Refused(
            _("{code} {name} is there already.").format(code=code, name=found.name),
            _("Restore it from the archive.") if found.archived else _("Choose another KPI."),
        )


def _free_name(db: "Session", name: str) -> None:
    if any(known.casefold() == name.casefold() for known in db.exec(select(Kpi.name))):
        raise Refused(_("There is a KPI {name} already.").format(name=name), _("Give it another name."))


def _check(kpi: Kpi) -> None:
    fits = kpi.direction in DIRECTIONS and kpi.aggregation in AGGREGATIONS and kpi.cadence in list(PeriodKind)
    if not fits or not 0 <= kpi.decimals <= 6 or not math.isfinite(kpi.factor) or kpi.factor == 0:
        raise Refused(_("A KPI has no such choice."), _("Choose one of the list."))
