"""What the user can do with readings: type, correct, paste a column, take away."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from interimcoo.features.kpis.known import find_reading, fitting_period, kpi_of, numbers, reading_of
from interimcoo.store.errors import Refused
from interimcoo.store.people import unit_id
from interimcoo.store.tables import Reading
from interimcoo.text import N_, Label, _

if TYPE_CHECKING:
    from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class TypedReading:
    """One line of the grid: a period with its value, or with its two parts; without any it is taken away."""

    period: str
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing was typed."""
        return self.value is None and self.numerator is None and self.denominator is None


@dataclass(frozen=True, slots=True)
class AddReading:
    """Type the value of one period, for a unit ("" is the client as a whole)."""

    kpi: str
    period: str
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    unit: str = ""
    note: str = ""
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Add value {period}, {kpi}"), {"period": self.period, "kpi": self.kpi})

    def apply(self, db: "Session") -> None:
        """Refuses a period that has a value already, one of another kind, and a value that cannot be."""
        kpi, unit = kpi_of(db, self.kpi), unit_id(db, self.unit)
        period = fitting_period(db, kpi, self.period)
        if find_reading(db, kpi, period.text, unit) is not None:
            raise Refused(
                _("{code} has a value for {period} already.").format(code=kpi.code, period=period.text),
                _("Change that value, or type another period."),
            )
        value, top, bottom = numbers(kpi, self.value, self.numerator, self.denominator)
        db.add(
            Reading(
                kpi_id=kpi.id,
                unit_id=unit,
                period=period.text,
                first_day=period.first_day,
                value=value,
                numerator=top,
                denominator=bottom,
                note=self.note.strip(),
            )
        )


@dataclass(frozen=True, slots=True)
class ChangeReading:
    """Correct the value of a period; from then on it counts as typed. A note left None stays."""

    kpi: str
    period: str
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    unit: str = ""
    note: str | None = None
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Change value {period}, {kpi}"), {"period": self.period, "kpi": self.kpi})

    def apply(self, db: "Session") -> None:
        """Refuses a period without value, and a value that cannot be."""
        reading = reading_of(db, self.kpi, self.period, self.unit)
        kpi = kpi_of(db, self.kpi)
        _write(reading, numbers(kpi, self.value, self.numerator, self.denominator))
        if self.note is not None:
            reading.note = self.note.strip()
        db.add(reading)


@dataclass(frozen=True, slots=True)
class RemoveReading:
    """Take the value of a period away."""

    kpi: str
    period: str
    unit: str = ""
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Remove value {period}, {kpi}"), {"period": self.period, "kpi": self.kpi})

    def apply(self, db: "Session") -> None:
        """Refuses a period without value."""
        db.delete(reading_of(db, self.kpi, self.period, self.unit))


@dataclass(frozen=True, slots=True)
class WriteReadings:
    """Write several periods at once (a pasted column): new ones added, known ones changed, empty ones taken away."""

    kpi: str
    rows: tuple[TypedReading, ...]
    unit: str = ""
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Write {n} values, {kpi}"), {"n": len(self.rows), "kpi": self.kpi})

    def apply(self, db: "Session") -> None:
        """Refuses all rows when one is wrong, and a period that stands in two rows."""
        kpi, unit = kpi_of(db, self.kpi), unit_id(db, self.unit)
        seen: set[str] = set()
        for row in self.rows:
            period = fitting_period(db, kpi, row.period)
            if period.text in seen:
                raise Refused(
                    _("{period} stands in two rows.").format(period=period.text), _("Keep one value for each period.")
                )
            seen.add(period.text)
            found = find_reading(db, kpi, period.text, unit)
            if row.empty:
                if found is not None:
                    db.delete(found)
                continue
            if found is None:
                found = Reading(kpi_id=kpi.id, unit_id=unit, period=period.text, first_day=period.first_day)
            _write(found, numbers(kpi, row.value, row.numerator, row.denominator))
            db.add(found)
            db.flush()


def _write(reading: Reading, values: tuple[float, float | None, float | None]) -> None:
    """Another value; one that differs no longer comes from its source."""
    if (reading.value, reading.numerator, reading.denominator) != values:
        reading.value, reading.numerator, reading.denominator = values
        reading.source_id = reading.import_id = None
