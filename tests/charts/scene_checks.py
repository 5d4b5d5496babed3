"""What may never be wrong in a drawing, as functions that name each fault they find."""

import math
from itertools import pairwise

from interimcoo.charts import palette
from interimcoo.charts.kinds.draft import Box, text_box
from interimcoo.charts.scene import Circle, Hatch, Line, Polygon, Polyline, Rect, Scene, Shape, Text

TOLERANCE = 0.6
PALE = {"hair", "rule", "py", "wash", "band", "imptint", "canvas", "heat2", "heat3", "heat4"}

Segment = tuple[float, float, float, float]


def faults(scene: Scene) -> list[str]:
    """Every fault of a scene; an empty list is what a test wants."""
    return [
        *outside(scene), *overlaps(scene), *crossed(scene), *strange_colours(scene), *unrounded(scene), *tiny(scene)
    ]  # fmt: skip


def texts(scene: Scene) -> list[Text]:
    return [shape for shape in scene.shapes if isinstance(shape, Text)]


def words(scene: Scene) -> list[str]:
    """All printed words, in paint order."""
    return [text.text for text in texts(scene)]


def box_of(shape: Shape) -> Box:
    """The box of a shape; of a text from baseline to the height of a capital."""
    match shape:
        case Text():
            return text_box(shape.x, shape.y, shape.text, shape.size, shape.weight, shape.anchor)
        case Line():
            return Box(
                min(shape.x1, shape.x2), min(shape.y1, shape.y2), max(shape.x1, shape.x2), max(shape.y1, shape.y2)
            )
        case Circle():
            return Box(shape.x - shape.r, shape.y - shape.r, shape.x + shape.r, shape.y + shape.r)
        case Rect() | Hatch():
            return Box(shape.x, shape.y, shape.x + shape.w, shape.y + shape.h)
        case Polygon() | Polyline():
            xs, ys = [x for x, _y in shape.points], [y for _x, y in shape.points]
            return Box(min(xs), min(ys), max(xs), max(ys))


def outside(scene: Scene) -> list[str]:
    """Shapes beyond the scene."""
    found = []
    for shape in scene.shapes:
        box = box_of(shape)
        edges = (-box.left, -box.top, box.right - scene.width, box.bottom - scene.height)
        if not all(math.isfinite(edge) for edge in edges) or max(edges) > TOLERANCE:
            found.append(f"outside by {max(edges):.1f}: {shape}")
    return found


def overlaps(scene: Scene) -> list[str]:
    """Pairs of texts that lie on each other."""
    placed = sorted(((box_of(text), text.text) for text in texts(scene)), key=lambda pair: pair[0].top)
    found = []
    for at, (box, said) in enumerate(placed):
        for other, also in placed[at + 1 :]:
            if other.top >= box.bottom - TOLERANCE:
                break
            if box.meets(other, -TOLERANCE):
                found.append(f"{said!r} lies on {also!r}")
    return found


def segments(shape: Shape) -> list[Segment]:
    """The straight lines of a stroke in a dark colour."""
    match shape:
        case Line():
            return [] if shape.colour in PALE else [(shape.x1, shape.y1, shape.x2, shape.y2)]
        case Polyline():
            return [] if shape.colour in PALE else [(*a, *b) for a, b in pairwise(shape.points)]
        case Polygon() if shape.stroke and shape.stroke not in PALE:
            ring = (*shape.points, shape.points[0])
            return [(*a, *b) for a, b in pairwise(ring)]
        case _:
            return []


def crossed(scene: Scene) -> list[str]:
    """Texts that a dark line runs through, or that lie on a dark mark."""
    found = []
    lines = [(segment, shape) for shape in scene.shapes for segment in segments(shape)]
    for text in texts(scene):
        box = box_of(text)
        if box.right - box.left <= 2 * TOLERANCE:
            continue
        for segment, shape in lines:
            if box.crossed_by(*segment, gap=-TOLERANCE):
                found.append(f"{text.text!r} is crossed by {type(shape).__name__} {shape.tag} {segment}")
        for shape in scene.shapes:
            dark = isinstance(shape, Circle | Polygon | Rect) and shape.fill not in PALE and shape.fill is not None
            if dark and not str(getattr(shape, "fill", "")).startswith("heat") and box.meets(box_of(shape), -TOLERANCE):
                found.append(f"{text.text!r} lies on {shape}")
    return found


def strange_colours(scene: Scene) -> list[str]:
    """Colours that are no name of the palette."""
    found = []
    for shape in scene.shapes:
        for name in (getattr(shape, "colour", None), getattr(shape, "fill", None), getattr(shape, "stroke", None)):
            if name is not None and name not in palette.names():
                found.append(f"{name} in {shape}")
    return found


def numbers_of(shape: Shape) -> list[float]:
    match shape:
        case Line():
            return [shape.x1, shape.y1, shape.x2, shape.y2]
        case Polygon() | Polyline():
            return [value for point in shape.points for value in point]
        case Rect() | Hatch():
            return [shape.x, shape.y, shape.w, shape.h]
        case Circle():
            return [shape.x, shape.y, shape.r]
        case Text():
            return [shape.x, shape.y]


def unrounded(scene: Scene) -> list[str]:
    """Coordinates finer than 0.01, or no numbers at all."""
    return [
        f"{value} in {shape}"
        for shape in scene.shapes
        for value in numbers_of(shape)
        if not math.isfinite(value) or round(value, 2) != value
    ]


def tiny(scene: Scene) -> list[str]:
    """Text under the floor of 6.5 points."""
    return [f"{text.size} pt: {text.text!r}" for text in texts(scene) if text.size < 6.5]
