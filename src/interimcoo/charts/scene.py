"""A drawing as a list of shapes in points: origin top left, y down, colours by name, coordinates rounded to 0.01."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Tag:
    """What a shape stands for: a series, a point in it and its role ("point", "bar", "cell", "limit", "label" …)."""

    series: str
    index: int
    role: str
    words: str = ""
    """what the hover card says, e.g. "Week 36: 74.6%, 2.2 below lower limit\""""
    record: str = ""
    """reference of the record behind it ("I1", "F2", "reading:<kpi code>:<period>"), for click-through"""


@dataclass(frozen=True, slots=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    width: float = 1.0
    dash: tuple[float, ...] = ()
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Polyline:
    """An open stroke with round joins; never filled."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float = 1.0
    dash: tuple[float, ...] = ()
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed shape."""

    points: tuple[tuple[float, float], ...]
    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    alpha: float = 1.0
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Rect:
    x: float
    y: float
    w: float
    h: float
    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    radius: float = 0.0
    dash: tuple[float, ...] = ()
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Circle:
    x: float
    y: float
    r: float
    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()
    tag: Tag | None = None


Weight = Literal["regular", "medium", "semibold", "bold", "display"]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Text:
    """One line of words; y is the baseline; width is measured with the shipped font."""

    x: float
    y: float
    text: str
    size: float = 7.0
    weight: Weight = "regular"
    colour: str = "ink"
    anchor: Anchor = "start"
    turn: Literal[0, 90] = 0
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Hatch:
    """Parallel lines at 45 degrees inside a rectangle, `step` points apart."""

    x: float
    y: float
    w: float
    h: float
    colour: str
    step: float = 3.0
    width: float = 0.5
    tag: Tag | None = None


Shape = Line | Polyline | Polygon | Rect | Circle | Text | Hatch


@dataclass(frozen=True, slots=True)
class Scene:
    """A finished drawing: size in points, shapes in paint order, and its words for those who cannot see it."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    alt: str = ""
    shortened: tuple[str, ...] = field(default=())
    """full texts that had to be cut to fit"""


def hatch_lines(hatch: Hatch) -> tuple[tuple[float, float, float, float], ...]:
    """The lines of a hatch, rising to the right and clipped to its rectangle: the same for every painter."""
    lines = []
    start = hatch.step
    while start < hatch.w + hatch.h:
        x1, y1 = hatch.x + max(0.0, start - hatch.h), hatch.y + min(start, hatch.h)
        x2, y2 = hatch.x + min(start, hatch.w), hatch.y + max(0.0, start - hatch.w)
        lines.append((x1, y1, x2, y2))
        start += hatch.step
    return tuple(lines)
