"""What a report says: figures, headlines, tables, charts, notes and decisions as values, without any layout.

A feature's `report.py` returns `Section`s made of these. Strings hold words only: every number stands in a Figure, and
`Sentence` joins words and figures. The layout (PDF, Excel) asks `shown(figure, language)` for the printed text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from interimcoo.charts.chart import BarChart, Bullet, Gantt, HeatMap, Radar, Sparkline, SpcChart

FigureKind = Literal["number", "signed", "count", "money", "date", "period", "code", "share"]
Variation = Literal[
    "improvement", "concern", "special_high", "special_low", "common_cause", "not_enough_data", "no_variation"
]  # fmt: skip
Assurance = Literal["pass", "fail", "inconsistent", "none", "not_enough_data"]
Status = Literal["done", "on_track", "at_risk", "off_track", "not_started"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a figure comes from: imported (file, sheet, cells, time, grade), typed, or computed by the program."""

    kind: Literal["imported", "typed", "computed", "template"]
    source: str = ""
    """file name without folder, or the name of the source"""
    sheet: str = ""
    cells: str = ""
    at: datetime | None = None
    grade: str = ""
    """A to D, empty: not graded"""
    formula: str = ""
    """for computed figures: rule in words"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One value as it may be printed. `id` is stable between builds ("kpi.LOG01.actual"), never made of random keys."""

    id: str
    label: str
    value: float | int | str | date | None
    kind: FigureKind = "number"
    decimals: int = 0
    unit: str = ""
    """printed behind the number where the layout does not carry it in a head; "%" joins by the language's rule"""
    currency: str = ""
    """ISO 4217; money values are minor units"""
    origin: Origin = field(default_factory=lambda: Origin("computed"))
    good: bool | None = None
    """for a difference: whether it helps the result (green) or hurts it (red); None is not judged"""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words (already in the report's language) with figures in their slots: `Sentence("{a} of {b} improve", {...})`."""

    template: str
    slots: dict[str, Figure | str] = field(default_factory=dict)


Words = str | Sentence


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign the layout draws: variation or assurance icon, status sign, or trust grade; `words` is its meaning."""

    kind: Literal["variation", "assurance", "status", "trust"]
    value: str
    words: str
    rising: bool | None = None
    """direction of the value for a variation icon"""
    high: bool | None = None
    """the side on which values lie (letter H or L)"""
    points: int = 0
    """number of points, where limits are provisional or missing"""


Cell = Words | Figure | Sparkline | Bullet | Mark | None


@dataclass(frozen=True, slots=True)
class Tile:
    """A key figure with its distance to plan, trend and signal."""

    label: str
    actual: Figure
    plan: Figure | None
    delta: Figure | None
    delta_good: bool | None
    trend: Sparkline
    variation: Mark
    grade: Mark | None = None
    link: str = ""
    """anchor of the record ("kpi.LOG01")"""


@dataclass(frozen=True, slots=True)
class Tiles:
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Column:
    head: str
    width: float = 1.0
    """share of the width, relative to the other columns"""
    align: Literal["left", "right", "centre"] = "left"
    strong: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    cells: tuple[Cell, ...]
    group: bool = False
    """a group head: only the first cell is used"""
    anchor: str = ""
    """name other blocks may link to ("finding.F2")"""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `key` is its stable name in the Excel workbook ("tblKPI"), `name` its title in words."""

    key: str
    name: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    note: Words = ""
    empty: str = ""
    """what is said when there are no rows"""


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A chart with its head and its one-sentence takeaway, which has no default: a chart without one does not build."""

    head: str
    chart: SpcChart | BarChart | Radar | HeatMap | Gantt
    takeaway: Words
    figures: tuple[Figure, ...] = ()
    """every number the chart prints beyond its axis ticks"""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A short list under a head."""

    head: str
    lines: tuple[Words, ...]
    empty: str = ""
    ask: bool = False
    """True: the box of what is asked"""


@dataclass(frozen=True, slots=True)
class Note:
    text: Words


@dataclass(frozen=True, slots=True)
class Strip:
    """The status strip: label and value pairs, with an optional share 0 to 1 drawn as a bar."""

    items: tuple[tuple[str, Words, float | None], ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Blocks in columns; `shares` of the 12 columns ("7/5" is (7, 5))."""

    shares: tuple[int, ...]
    columns: tuple[tuple["Block", ...], ...]


Block = Tiles | Table | ChartBlock | Bullets | Note | Strip | SideBySide

SectionKey = Literal[
    "summary", "scorecard", "depth", "assessment", "portfolio", "decisions", "findings", "actions", "method"
]  # fmt: skip
SECTION_ORDER: tuple[SectionKey, ...] = (
    "summary", "scorecard", "depth", "assessment", "portfolio", "decisions", "actions", "findings", "method",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a report: kicker, action title (the page's answer sentence), subtitle, blocks, note."""

    key: SectionKey
    kicker: str
    title: Words
    subtitle: Words
    blocks: tuple[Block, ...]
    note: Words = ""
    annex: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report, ready for layout: `frozen_at` is the moment it speaks of, `revision` that of the last action."""

    name: str
    organisation: str
    author: str
    language: str
    classification: str
    frozen_at: datetime
    revision: int
    subject: str
    sections: Sequence[Section]


@dataclass(frozen=True, slots=True)
class Context:
    """For whom and when a report is made. All times are read at the edge and passed in."""

    language: str
    today: date
    now: datetime


@dataclass(frozen=True, slots=True)
class SummaryParts:
    """What a feature gives to the first page: it is gathered from all features and cut to the page's limits."""

    title: Words | None = None
    """a candidate for the action title; `title_rank` 0 is strongest"""
    title_rank: int = 9
    tiles: tuple[Tile, ...] = ()
    changed: tuple[Words, ...] = ()
    worries: tuple[Words, ...] = ()
    asks: tuple[Words, ...] = ()
    charts: tuple[ChartBlock, ...] = ()
    strip: tuple[tuple[str, Words, float | None], ...] = ()
