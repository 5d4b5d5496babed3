"""What the user can do with a control chart: leave out a point, split a phase, note an event; each with its reason."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from sqlmodel import col, select

from interimcoo.features.kpis.known import kpi_of, period_of, reading_of
from interimcoo.store.errors import Refused
from interimcoo.store.tables import KpiMark, KpiPhase, Reading
from interimcoo.text import N_, Label, _

if TYPE_CHECKING:
    from sqlmodel import Session

MIN_BASELINE: Final = 12


@dataclass(frozen=True, slots=True)
class ExcludeReading:
    """Leave a point out of mean and limits, with the reason; it is still drawn and compared with the limits."""

    kpi: str
    period: str
    reason: str
    unit: str = ""
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Leave {period} out of the limits, {kpi}"), {"period": self.period, "kpi": self.kpi})

    def apply(self, db: "Session") -> None:
        """Refuses an empty reason and a period without value."""
        if not self.reason.strip():
            raise Refused(_("A point is left out only with a reason."), _("Write the reason in one line."))
        reading = reading_of(db, self.kpi, self.period, self.unit)
        reading.excluded = self.reason.strip()
        db.add(reading)


@dataclass(frozen=True, slots=True)
class IncludeReading:
    """Let a point count again."""

    kpi: str
    period: str
    unit: str = ""
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Count {period} in the limits, {kpi}"), {"period": self.period, "kpi": self.kpi})

    def apply(self, db: "Session") -> None:
        """Refuses a period without value."""
        reading = reading_of(db, self.kpi, self.period, self.unit)
        reading.excluded = ""
        db.add(reading)


@dataclass(frozen=True, slots=True)
class SplitPhase:
    """Begin a new phase at a period: mean and limits start afresh, and no pattern crosses the border."""

    kpi: str
    period: str
    reason: str
    baseline_points: int | None = None
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Split phase at {period}, {kpi}"), {"period": self.period, "kpi": self.kpi})

    def apply(self, db: "Session") -> None:
        """Refuses an empty reason, a baseline below 12 points, a border that is there, and one before all values."""
        kpi = kpi_of(db, self.kpi)
        first_day = period_of(self.period).first_day
        if not self.reason.strip():
            raise Refused(_("A phase is split only with a reason."), _("Write what changed in the process."))
        if self.baseline_points is not None and self.baseline_points < MIN_BASELINE:
            raise Refused(
                _("A frozen baseline has at least {n} points.").format(n=MIN_BASELINE),
                _("Take more points, or none to use the whole phase."),
            )
        earlier = db.exec(
            select(Reading.id).where(Reading.kpi_id == kpi.id, col(Reading.first_day) < first_day)
        ).first()
        if earlier is None:
            raise Refused(
                _("There is no value before {period}.").format(period=self.period), _("Split at a later period.")
            )
        known = select(KpiPhase.id).where(KpiPhase.kpi_id == kpi.id, KpiPhase.first_day == first_day)
        if db.exec(known).first() is not None:
            raise Refused(
                _("A phase begins at {period} already.").format(period=self.period), _("Choose another period.")
            )
        db.add(
            KpiPhase(
                kpi_id=kpi.id, first_day=first_day, baseline_points=self.baseline_points, reason=self.reason.strip()
            )
        )


@dataclass(frozen=True, slots=True)
class JoinPhase:
    """Take the border of a phase away."""

    kpi: str
    period: str
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Join phases at {period}, {kpi}"), {"period": self.period, "kpi": self.kpi})

    def apply(self, db: "Session") -> None:
        """Refuses where no phase begins."""
        kpi, first_day = kpi_of(db, self.kpi), period_of(self.period).first_day
        found = db.exec(select(KpiPhase).where(KpiPhase.kpi_id == kpi.id, KpiPhase.first_day == first_day)).first()
        if found is None:
            raise Refused(_("No phase begins at {period}.").format(period=self.period), _("Choose one of the list."))
        db.delete(found)


@dataclass(frozen=True, slots=True)
class AddMark:
    """Note a dated event on the chart of a KPI, or on all charts without one."""

    at: date
    text: str
    kpi: str = ""
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Add note {text}"), {"text": self.text.strip()})

    def apply(self, db: "Session") -> None:
        """Refuses an empty text and an unknown KPI."""
        if not self.text.strip():
            raise Refused(_("A note needs a text."), _("Write in a few words what happened."))
        db.add(KpiMark(kpi_id=kpi_of(db, self.kpi).id if self.kpi else None, at=self.at, text=self.text.strip()))


@dataclass(frozen=True, slots=True)
class RemoveMark:
    """Take a note off the charts."""

    at: date
    text: str
    kpi: str = ""
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Remove note {text}"), {"text": self.text.strip()})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown note."""
        owner = kpi_of(db, self.kpi).id if self.kpi else None
        same = col(KpiMark.kpi_id).is_(None) if owner is None else KpiMark.kpi_id == owner
        found = db.exec(select(KpiMark).where(KpiMark.at == self.at, KpiMark.text == self.text.strip(), same)).first()
        if found is None:
            raise Refused(_("There is no such note."), _("Choose one of the chart."))
        db.delete(found)
