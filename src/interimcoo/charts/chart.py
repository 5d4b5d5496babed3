"""Chart values: what a chart says, never where or in which colour. Limits, flags and dates arrive computed."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Direction = Literal["higher", "lower", "target"]
PointType = Literal["common", "improvement", "concern", "special"]
LimitsStatus = Literal["ok", "provisional", "not_enough_data", "no_variation"]


@dataclass(frozen=True, slots=True)
class SpcPoint:
    """One period. `value` None is a gap. `label` is the period in tight words ("W36"), `words` the hover sentence."""

    at: date
    label: str
    value: float | None
    type: PointType = "common"
    excluded: bool = False
    words: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class SpcPhase:
    """Limits of the points `first` to `last` (indices, both included). Lines are None where there are none."""

    first: int
    last: int
    centre: float | None
    lower: float | None
    upper: float | None
    status: LimitsStatus = "ok"
    base_points: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """A dated mark with a short name."""

    at: date
    text: str


@dataclass(frozen=True, slots=True)
class SpcChart:
    """Control chart of one KPI (charts reference 3.1); with empty phases a plain line chart."""

    name: str
    unit: str
    """printed unit ("%", "days")"""
    decimals: int
    direction: Direction
    points: tuple[SpcPoint, ...]
    phases: tuple[SpcPhase, ...]
    target: float | None
    events: tuple[Event, ...]
    takeaway: str
    alt: str


@dataclass(frozen=True, slots=True)
class Sparkline:
    """The same series without axis or labels; decoration beside a row whose text says the same."""

    points: tuple[SpcPoint, ...]
    phases: tuple[SpcPhase, ...]
    target: float | None


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: float
    note: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars from zero, in the given order."""

    bars: tuple[Bar, ...]
    unit: str
    decimals: int
    takeaway: str
    alt: str


@dataclass(frozen=True, slots=True)
class Bullet:
    """Actual against plan on grey zones; `zones` are two inner bounds or empty."""

    actual: float
    plan: float | None
    zones: tuple[float, ...]
    direction: Direction
    decimals: int = 1


@dataclass(frozen=True, slots=True)
class RadarSeries:
    name: str
    role: Literal["now", "baseline", "target"]
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Radar:
    """Scores 0 to 5 on at most 12 axes, in the order of the dimensions, at most three series."""

    axes: tuple[str, ...]
    series: tuple[RadarSeries, ...]
    takeaway: str
    alt: str
    low: float = 0.0
    high: float = 5.0


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One row: key ("A"), label, a value per column (None = no value), and extra printed columns at the right."""

    key: str
    label: str
    values: tuple[float | None, ...]
    extras: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Scores 0 to 5 by row and column, number in each cell; `extra_heads` name the columns of `extras`."""

    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    takeaway: str
    alt: str
    decimals: int = 0
    extra_heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GanttRow:
    """A group head (`group` True, no dates), a task bar or a milestone (start equals finish)."""

    label: str
    group: bool = False
    start: date | None = None
    finish: date | None = None
    baseline_start: date | None = None
    baseline_finish: date | None = None
    done: float = 0.0
    """share 0 to 1"""
    critical: bool = False
    milestone: bool = False
    columns: tuple[str, ...] = ()
    """texts of the columns beside the label"""
    record: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class GanttLink:
    """From the end of row `before` to the start of row `after` (row indices)."""

    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Gantt:
    """A plan on a time axis from `first` to `last`, with today and dated gate marks; links only on screen."""

    rows: tuple[GanttRow, ...]
    first: date
    last: date
    today: date | None
    marks: tuple[Event, ...]
    column_heads: tuple[str, ...]
    takeaway: str
    alt: str
    links: tuple[GanttLink, ...] = ()
    show_links: bool = False


Chart = SpcChart | Sparkline | BarChart | Bullet | Radar | HeatMap | Gantt
