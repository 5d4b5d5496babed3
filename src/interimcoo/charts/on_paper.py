"""Scene -> reportlab canvas. Draws shapes and decides nothing; the same fonts and places as on the screen."""

from functools import lru_cache
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from interimcoo.charts import measure, palette
from interimcoo.charts.scene import (
    Circle,
    Hatch,
    Line,
    Polygon,
    Polyline,
    Rect,
    Scene,
    Shape,
    Text,
    Weight,
    hatch_lines,
)

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def font_name(weight: Weight) -> str:
    """The name by which a weight of the shipped fonts is registered with reportlab, registered at the first call."""
    face = measure.faces()[weight]
    if face.name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(face.name, str(face.file)))
    return face.name


def paint(canvas: "Canvas", scene: Scene, x: float, y: float) -> None:
    """Draw a scene with its top left corner at a place of the page (y upwards from the bottom of the page)."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.setLineCap(0)
    for shape in scene.shapes:
        _shape(canvas, shape)
    canvas.restoreState()


def _shape(canvas: "Canvas", shape: Shape) -> None:
    match shape:
        case Line():
            _stroke(canvas, shape.colour, shape.width, shape.dash)
            canvas.line(shape.x1, -shape.y1, shape.x2, -shape.y2)
        case Polyline():
            _stroke(canvas, shape.colour, shape.width, shape.dash, join=1)
            _path(canvas, shape.points, close=False, fill=False, stroke=True)
        case Polygon():
            _surface(canvas, shape.fill, shape.stroke, shape.width, ())
            if shape.alpha < 1:
                canvas.setFillAlpha(shape.alpha)
            _path(canvas, shape.points, close=True, fill=bool(shape.fill), stroke=bool(shape.stroke))
            if shape.alpha < 1:
                canvas.setFillAlpha(1)
        case Rect():
            _surface(canvas, shape.fill, shape.stroke, shape.width, shape.dash)
            radius = min(shape.radius, shape.w / 2, shape.h / 2)
            box = shape.x, -shape.y - shape.h, shape.w, shape.h
            painted = {"fill": bool(shape.fill), "stroke": bool(shape.stroke)}
            canvas.roundRect(*box, radius, **painted) if radius > 0 else canvas.rect(*box, **painted)
        case Circle():
            _surface(canvas, shape.fill, shape.stroke, shape.width, shape.dash)
            canvas.circle(shape.x, -shape.y, shape.r, fill=bool(shape.fill), stroke=bool(shape.stroke))
        case Text():
            _text(canvas, shape)
        case Hatch():
            _stroke(canvas, shape.colour, shape.width, ())
            for x1, y1, x2, y2 in hatch_lines(shape):
                canvas.line(x1, -y1, x2, -y2)


def _stroke(canvas: "Canvas", name: str, width: float, dash: tuple[float, ...], join: int = 0) -> None:
    canvas.setStrokeColor(_colour(name))
    canvas.setLineWidth(width)
    canvas.setLineJoin(join)
    canvas.setDash(list(dash))


def _surface(canvas: "Canvas", fill: str | None, stroke: str | None, width: float, dash: tuple[float, ...]) -> None:
    if fill:
        canvas.setFillColor(_colour(fill))
    if stroke:
        _stroke(canvas, stroke, width, dash)


def _path(canvas: "Canvas", points: tuple[tuple[float, float], ...], *, close: bool, fill: bool, stroke: bool) -> None:
    path = canvas.beginPath()
    path.moveTo(points[0][0], -points[0][1])
    for x, y in points[1:]:
        path.lineTo(x, -y)
    if close:
        path.close()
    canvas.drawPath(path, fill=int(fill), stroke=int(stroke))


def _text(canvas: "Canvas", text: Text) -> None:
    left = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.anchor] * measure.width(text.text, text.size, text.weight)
    canvas.setFillColor(_colour(text.colour))
    canvas.setFont(font_name(text.weight), text.size)
    if not text.turn:
        canvas.drawString(text.x - left, -text.y, text.text)
        return
    canvas.saveState()
    canvas.translate(text.x, -text.y)
    canvas.rotate(text.turn)
    canvas.drawString(-left, 0, text.text)
    canvas.restoreState()


@lru_cache(maxsize=128)
def _colour(name: str) -> HexColor:
    return HexColor(palette.colour(name))
