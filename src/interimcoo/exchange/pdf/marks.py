"""The signs of the report as scenes, in the geometry of the marks on screen: shape and glyph first, colour second."""

from typing import Final

from interimcoo.charts.measure import width as text_width
from interimcoo.charts.scene import Circle, Line, Polygon, Polyline, Rect, Scene, Shape, Text
from interimcoo.exchange.blocks import Mark

_VARIATION_COLOURS: Final = {
    "improvement": "improvement",
    "concern": "concern",
    "special_high": "ink",
    "special_low": "ink",
}
_WAVE: Final = ((0.22, 0.54), (0.34, 0.42), (0.46, 0.60), (0.58, 0.40), (0.68, 0.58), (0.78, 0.46))
_DASH: Final = (1.6, 1.4)
_TICK: Final = ((0.29, 0.52), (0.44, 0.67), (0.72, 0.36))


def mark_width(mark: Mark, side: float) -> float:
    """Width of a sign with what stands beside it."""
    if mark.kind != "variation" or mark.value in ("not_enough_data", "no_variation"):
        return side
    beside = str(mark.points) if mark.points else "H" if mark.high is not None else ""
    return side * 1.08 + text_width(beside, 6.5, "semibold") if beside else side


def mark_scene(mark: Mark, side: float) -> Scene:
    """The sign of a mark in a square of `side` points; its words are the alternative text."""
    draw = {"variation": _variation, "assurance": _assurance, "status": _status, "trust": _trust}[mark.kind]
    return Scene(side, side, tuple(draw(mark, side)), mark.words)


def _variation(mark: Mark, side: float) -> list[Shape]:
    colour = _VARIATION_COLOURS.get(mark.value, "common")
    if mark.value in ("improvement", "concern"):
        frame = _diamond(side, colour) if mark.value == "concern" else _ring(side, colour, 1.2)
        return [frame, *_arrow(side, mark.rising, colour), *_side_letter(mark, side, colour)]
    if mark.value in ("special_high", "special_low"):
        square = Rect(_r(side * 0.07), _r(side * 0.07), _r(side * 0.86), _r(side * 0.86), stroke="ink", width=1.1)
        return [square, *_arrow(side, mark.rising, colour), *_side_letter(mark, side, colour)]
    if mark.value == "common_cause" and not mark.points:
        return [_ring(side, "common", 0.8), _stroke(side, _WAVE, "common", 0.9)]
    if mark.value == "common_cause":
        ring, wave = _ring(side, "common", 0.8, dash=True), _stroke(side, _WAVE, "common", 0.9)
        return [ring, wave, _beside(str(mark.points), side, "common")]
    return [
        _ring(side, "common", 0.8, dash=True),
        _count(mark, side),
    ]


def _assurance(mark: Mark, side: float) -> list[Shape]:
    if mark.value == "pass":
        return [_ring(side, "improvement", 1.2), _letter(side, "P", "improvement", 0.58)]
    if mark.value == "fail":
        return [_diamond(side, "concern"), _letter(side, "F", "concern", 0.54)]
    if mark.value == "inconsistent":
        return [_ring(side, "common", 0.8), _letter(side, "?", "common", 0.58)]
    if mark.value == "not_enough_data":
        return [
            _ring(side, "common", 0.8, dash=True),
            _count(mark, side),
        ]
    return [_letter(side, "–", "common", 0.58)]


def _trust(mark: Mark, side: float) -> list[Shape]:
    colour = {"A": "brand", "B": "brand", "C": "concern", "D": "bad"}.get(mark.value, "common")
    dash = {"C": (1.9, 1.3), "D": (0.8, 1.1)}.get(mark.value, ())
    inset = 0.07 * side
    box = Rect(
        _r(inset), _r(inset), _r(side - 2 * inset), _r(side - 2 * inset),
        fill="brand" if mark.value == "A" else None, stroke=colour, width=1.0, radius=_r(0.16 * side), dash=dash,
    )  # fmt: skip
    return [box, _letter(side, mark.value or "–", "canvas" if mark.value == "A" else colour, 0.62)]


def _status(mark: Mark, side: float) -> list[Shape]:
    if mark.value == "done":
        return [
            _ring(side, "improvement", 1.0),
            _stroke(side, _TICK, "improvement", 1.2),
        ]
    if mark.value == "on_track":
        disc = Circle(_r(side / 2), _r(side / 2), _r(side * 0.46), fill="good")
        return [disc, _stroke(side, _TICK, "canvas", 1.2)]
    if mark.value == "at_risk":
        corners = ((side / 2, side * 0.05), (side * 0.97, side * 0.93), (side * 0.03, side * 0.93))
        triangle = Polygon(tuple((_r(x), _r(y)) for x, y in corners), fill="warn")
        dot = Circle(_r(side / 2), _r(side * 0.80), _r(side * 0.06), fill="ink")
        return [triangle, _stroke(side, ((0.5, 0.38), (0.5, 0.64)), "ink", 1.2), dot]
    if mark.value == "off_track":
        low, wide = _r(side * 0.06), _r(side * 0.88)
        square = Rect(low, low, wide, wide, fill="bad", radius=_r(side * 0.1))
        strokes = (((0.31, 0.31), (0.69, 0.69)), ((0.69, 0.31), (0.31, 0.69)))
        return [square, *(_stroke(side, points, "canvas", 1.2) for points in strokes)]
    return [Circle(_r(side / 2), _r(side / 2), _r(side * 0.34), stroke="common", width=1.0)]


def _ring(side: float, colour: str, width: float, *, dash: bool = False) -> Circle:
    radius = _r(side * 0.46)
    return Circle(_r(side / 2), _r(side / 2), radius, stroke=colour, width=width, dash=_DASH if dash else ())


def _diamond(side: float, colour: str) -> Polygon:
    low, middle, high = _r(0.0), _r(side / 2), _r(side)
    return Polygon(((middle, low), (high, middle), (middle, high), (low, middle)), stroke=colour, width=1.2)


def _arrow(side: float, rising: bool | None, colour: str) -> list[Shape]:
    if rising is None:
        return []
    start, end = ((0.34, 0.66), (0.66, 0.34)) if rising else ((0.34, 0.34), (0.66, 0.66))
    level, upright = ((0.44, 0.34), (0.66, 0.56)) if rising else ((0.44, 0.66), (0.66, 0.44))
    return [_stroke(side, (start, end), colour, 1.1), _stroke(side, (level, end, upright), colour, 1.1)]


def _side_letter(mark: Mark, side: float, colour: str) -> list[Shape]:
    """H or L at the right: the side on which values lie; the number of points where limits are provisional."""
    if mark.points:
        return [_beside(str(mark.points), side, colour)]
    return [] if mark.high is None else [_beside("H" if mark.high else "L", side, colour)]


def _beside(text: str, side: float, colour: str) -> Text:
    return Text(_r(side * 1.08), _r(side * 0.98), text, size=6.5, weight="semibold", colour=colour)


def _count(mark: Mark, side: float) -> Text:
    return _letter(side, str(mark.points) if mark.points else "–", "common", 0.46)


def _stroke(side: float, points: tuple[tuple[float, float], ...], colour: str, width: float) -> Shape:
    placed = tuple((_r(x * side), _r(y * side)) for x, y in points)
    if len(placed) == 2:
        (x1, y1), (x2, y2) = placed
        return Line(x1, y1, x2, y2, colour, width)
    return Polyline(placed, colour, width)


def _letter(side: float, letter: str, colour: str, share: float) -> Text:
    size = max(6.5, side * share)
    wide = text_width(letter, size, "semibold")
    return Text(_r((side - wide) / 2), _r(side / 2 + 0.36 * size), letter, _r(size), "semibold", colour)


def _r(value: float) -> float:
    return round(value, 2)
