"""One KPI as everything else sees it: definition, series, answer of the control chart, target, actions."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from interimcoo.domain.dates import Period, PeriodKind
from interimcoo.domain.kpi.scorecard import DatedTarget, Standing
from interimcoo.domain.kpi.spc import Analysis, Direction, Phase
from interimcoo.exchange.blocks import Variation

SPECIAL: Final = ("improvement", "concern", "special_high", "special_low")


class Point(NamedTuple):
    """One period; `value` None is a gap. `record` is the key of its reading, 0 for a gap or several units together.

    A tuple, as a list of KPIs has tens of thousands of them.
    """

    period: str
    at: date
    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    excluded: str = ""
    note: str = ""
    record: int = 0
    used: int = 1
    given: int = 1


@dataclass(frozen=True, slots=True)
class PhaseBorder:
    """A phase that a person began, and why."""

    first_day: date
    baseline_points: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A dated event; `everywhere`: it stands on all charts."""

    at: date
    text: str
    everywhere: bool


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action that belongs to the KPI."""

    reference: str
    kind: str
    text: str
    owner: str
    due: date | None
    status: str
    signal_period: str

    @property
    def is_open(self) -> bool:
        """Whether it waits to be done."""
        return self.status == "open"


@dataclass(frozen=True, slots=True)
class KpiState:
    """A KPI on a day. Points, analysis and standing belong to each other by row."""

    code: str
    name: str
    department: str
    definition: str
    unit: str
    currency: str
    decimals: int
    direction: Direction
    aggregation: str
    cadence: str
    factor: float
    weight: int
    owner: str
    archived: bool
    points: tuple[Point, ...]
    targets: tuple[DatedTarget, ...]
    borders: tuple[PhaseBorder, ...]
    marks: tuple[MarkRow, ...]
    actions: tuple[ActionRow, ...]
    initiatives: tuple[tuple[str, str], ...]
    findings: tuple[tuple[str, str], ...]
    units: tuple[str, ...]
    """units of organisation that have values of it"""
    analysis: Analysis
    standing: Standing
    grade: str
    source: str
    today: date

    @property
    def last(self) -> Point | None:
        """The newest point that counts: neither missing nor left out."""
        return self.points[self.analysis.at] if self.analysis.at is not None else None

    @property
    def phase(self) -> Phase | None:
        """The phase of the newest point."""
        return self.analysis.phase_of(self.analysis.at) if self.analysis.at is not None else None

    @property
    def variation(self) -> Variation:
        """What the newest point says."""
        if self.phase is not None and self.phase.status == "no_variation":
            return "no_variation"
        return self.analysis.variation

    @property
    def has_signal(self) -> bool:
        """Whether the newest point is a special cause."""
        return self.analysis.variation in SPECIAL

    @property
    def rising(self) -> bool:
        """Direction of the newest signal: high or rising."""
        label = self.analysis.labels.get(self.analysis.at if self.analysis.at is not None else -1, "")
        return label.endswith(("_high", "_up"))

    @property
    def open_actions(self) -> tuple[ActionRow, ...]:
        """Actions that wait to be done."""
        return tuple(action for action in self.actions if action.is_open)

    @property
    def needs_action(self) -> bool:
        """Whether a concern, or two misses in a row that do not improve, stand without an open corrective action."""
        missed = self.standing.needs_action and self.analysis.variation != "improvement"
        return (missed or self.analysis.variation == "concern") and not any(
            action.kind == "corrective" for action in self.open_actions
        )

    @property
    def periods_late(self) -> int:
        """Whole periods ended since the newest value, half a period of grace included; 0 while it is fresh."""
        if not self.points:
            return 0
        period = Period.parse(self.points[-1].period)
        late = -1
        while period.last_day < self.today - grace(period) and late < 60:
            late, period = late + 1, period.next()
        return max(0, late)


def grace(period: Period) -> timedelta:
    """How long after the end of a period its value may still be on its way."""
    return timedelta(days=(period.last_day - period.first_day).days // 2)


def last_day(kind: str, first: date) -> date:
    """The last day of a period of a kind that begins on a day."""
    if kind == PeriodKind.DAY:
        return first
    if kind == PeriodKind.WEEK:
        return first + timedelta(days=6)
    return Period(PeriodKind(kind), first).last_day


def gap(kind: str, earlier: date, later: date) -> int:
    """How many periods lie between two; none for days, as days off are no gap."""
    if kind == PeriodKind.DAY:
        return 0
    if kind == PeriodKind.WEEK:
        return (later - earlier).days // 7 - 1
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months // {"month": 1, "quarter": 3, "half": 6}.get(kind, 12) - 1
