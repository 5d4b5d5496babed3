"""A drawing while it is made: shapes in paint order, coordinates rounded, texts measured and remembered as boxes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from interimcoo.charts import measure
from interimcoo.charts.scene import Anchor, Circle, Line, Polygon, Polyline, Rect, Scene, Shape, Tag, Text, Weight

Dash = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box", gap: float = 0.0) -> bool:
        """Whether two boxes overlap, or lie nearer than a gap."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )

    def crossed_by(self, x1: float, y1: float, x2: float, y2: float, gap: float = 0.0) -> bool:
        """Whether a straight line runs through the box, or passes nearer than a gap."""
        enter, leave = 0.0, 1.0
        sides = (
            (x1 - x2, x1 - (self.left - gap)),
            (x2 - x1, self.right + gap - x1),
            (y1 - y2, y1 - (self.top - gap)),
            (y2 - y1, self.bottom + gap - y1),
        )
        for slope, distance in sides:
            if slope == 0:
                if distance < 0:
                    return False
            elif slope < 0:
                enter = max(enter, distance / slope)
            else:
                leave = min(leave, distance / slope)
        return enter <= leave


def text_box(
    x: float, y: float, words: str, size: float = 7.0, weight: Weight = "regular", anchor: Anchor = "start"
) -> Box:
    """The box of a line of text: measured width, from baseline to the height of a capital."""
    wide = measure.width(words, size, weight)
    left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    return Box(left, y - measure.cap_height(size, weight), left + wide, y)


def _near(value: float) -> float:
    return round(value, 2) + 0.0


@dataclass(slots=True)
class Draft:
    """Collects the shapes of one scene."""

    width: float
    height: float
    shapes: list[Shape] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def line(
        self, x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1.0, dash: Dash = (),
        tag: Tag | None = None,
    ) -> None:  # fmt: skip
        """A straight line."""
        self.shapes.append(Line(_near(x1), _near(y1), _near(x2), _near(y2), colour, width, dash, tag))

    def polyline(
        self, points: Sequence[tuple[float, float]], colour: str, width: float = 1.0, dash: Dash = (),
        tag: Tag | None = None,
    ) -> None:  # fmt: skip
        """An open stroke; nothing for fewer than two points."""
        if len(points) > 1:
            self.shapes.append(Polyline(tuple((_near(x), _near(y)) for x, y in points), colour, width, dash, tag))

    def polygon(
        self, points: Iterable[tuple[float, float]], fill: str | None = None, stroke: str | None = None,
        width: float = 1.0, alpha: float = 1.0, tag: Tag | None = None,
    ) -> None:  # fmt: skip
        """A closed shape."""
        placed = tuple((_near(x), _near(y)) for x, y in points)
        self.shapes.append(Polygon(placed, fill, stroke, width, alpha, tag))

    def rect(
        self, x: float, y: float, w: float, h: float, fill: str | None = None, stroke: str | None = None,
        width: float = 1.0, radius: float = 0.0, dash: Dash = (), tag: Tag | None = None,
    ) -> None:  # fmt: skip
        """A rectangle."""
        placed = _near(x), _near(y), _near(max(0.0, w)), _near(max(0.0, h))
        self.shapes.append(Rect(*placed, fill, stroke, width, radius, dash, tag))

    def circle(
        self, x: float, y: float, r: float, fill: str | None = None, stroke: str | None = None, width: float = 1.0,
        tag: Tag | None = None,
    ) -> None:  # fmt: skip
        """A circle."""
        self.shapes.append(Circle(_near(x), _near(y), _near(r), fill, stroke, width, (), tag))

    def diamond(
        self, x: float, y: float, r: float, fill: str | None = None, stroke: str | None = None, width: float = 1.0,
        tag: Tag | None = None,
    ) -> None:  # fmt: skip
        """A square standing on its corner, r from centre to corner."""
        self.polygon(((x, y - r), (x + r, y), (x, y + r), (x - r, y)), fill, stroke, width, 1.0, tag)

    def text(
        self, x: float, y: float, words: str, size: float = 7.0, weight: Weight = "regular", colour: str = "ink",
        anchor: Anchor = "start", room: float | None = None, tag: Tag | None = None,
    ) -> Box:  # fmt: skip
        """A line of text with its baseline at y, cut to `room` points when given; returns its box."""
        shown = measure.printable(words)
        if room is not None:
            shown, cut = measure.fit(shown, size, weight, room)
            if cut:
                self.left_out.append(words)
        box = text_box(x, y, shown, size, weight, anchor)
        if shown:
            self.shapes.append(Text(_near(x), _near(y), shown, size, weight, colour, anchor, 0, tag))
            self.boxes.append(box)
        return box

    def scene(self, alt: str) -> Scene:
        """The finished drawing."""
        return Scene(
            _near(self.width), _near(self.height), tuple(self.shapes), alt, tuple(dict.fromkeys(self.left_out))
        )
