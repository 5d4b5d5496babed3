"""Scene -> QPainter. Draws shapes and decides nothing; words are outlines of the shipped fonts at measured places."""

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF, QRawFont

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

_UNITS = 1000.0


def paint(painter: QPainter, scene: Scene, *, dark: bool) -> None:
    """Draw a scene at the painter's origin, one point of the scene on one unit of the painter."""
    for shape in scene.shapes:
        _shape(painter, shape, dark)


def _shape(painter: QPainter, shape: Shape, dark: bool) -> None:
    match shape:
        case Line():
            painter.setPen(_pen(shape.colour, shape.width, shape.dash, dark))
            painter.drawLine(QPointF(shape.x1, shape.y1), QPointF(shape.x2, shape.y2))
        case Polyline():
            painter.setPen(_pen(shape.colour, shape.width, shape.dash, dark, Qt.PenJoinStyle.RoundJoin))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in shape.points]))
        case Polygon():
            _surface(painter, shape.fill, shape.stroke, shape.width, (), dark, shape.alpha)
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in shape.points]))
        case Rect():
            _surface(painter, shape.fill, shape.stroke, shape.width, shape.dash, dark)
            painter.drawRoundedRect(QRectF(shape.x, shape.y, shape.w, shape.h), shape.radius, shape.radius)
        case Circle():
            _surface(painter, shape.fill, shape.stroke, shape.width, shape.dash, dark)
            painter.drawEllipse(QPointF(shape.x, shape.y), shape.r, shape.r)
        case Text():
            _text(painter, shape, dark)
        case Hatch():
            painter.setPen(_pen(shape.colour, shape.width, (), dark))
            for x1, y1, x2, y2 in hatch_lines(shape):
                painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))


def _colour(name: str, dark: bool, alpha: float = 1.0) -> QColor:
    made = QColor(palette.colour(name, dark=dark))
    made.setAlphaF(alpha)
    return made


def _pen(
    name: str, width: float, dash: tuple[float, ...], dark: bool, join: Qt.PenJoinStyle = Qt.PenJoinStyle.MiterJoin
) -> QPen:
    pen = QPen(QBrush(_colour(name, dark)), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, join)
    if dash:
        pen.setDashPattern([length / width for length in dash])
    return pen


def _surface(
    painter: QPainter, fill: str | None, stroke: str | None, width: float, dash: tuple[float, ...], dark: bool,
    alpha: float = 1.0,
) -> None:  # fmt: skip
    painter.setPen(_pen(stroke, width, dash, dark) if stroke else Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(_colour(fill, dark, alpha)) if fill else QBrush(Qt.BrushStyle.NoBrush))


def _text(painter: QPainter, text: Text, dark: bool) -> None:
    left = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.anchor] * measure.width(text.text, text.size, text.weight)
    painter.save()
    painter.translate(text.x, text.y)
    if text.turn:
        painter.rotate(-text.turn)
    painter.translate(-left, 0)
    painter.scale(text.size / _UNITS, text.size / _UNITS)
    painter.fillPath(_outline(text.text, text.weight), _colour(text.colour, dark))
    painter.restore()


@lru_cache(maxsize=2048)
def _outline(words: str, weight: Weight) -> QPainterPath:
    """The letters of a text side by side, at 1,000 units per em."""
    face = measure.faces()[weight]
    path, x = QPainterPath(), 0.0
    for sign in words:
        path.addPath(_glyph(sign, weight).translated(x, 0))
        x += face.advances.get(sign, face.missing) * _UNITS / face.em
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


@lru_cache(maxsize=2048)
def _glyph(sign: str, weight: Weight) -> QPainterPath:
    font = _raw_font(weight)
    return font.pathForGlyph(font.glyphIndexesForString(sign)[0])


@lru_cache(maxsize=8)
def _raw_font(weight: Weight) -> QRawFont:
    data = QByteArray(measure.faces()[weight].file.read_bytes())
    return QRawFont(data, ceil(_UNITS), QFont.HintingPreference.PreferNoHinting)
