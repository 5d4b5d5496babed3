"""Painters of the small marks: status, SPC variation and assurance, trust grade, chip; each with its words.

Example: `paint_variation(painter, QRectF(0, 0, 20, 20), Variation("concern", falling=True))`;
as widgets: `MarkLabel(Trust("B"))`. Frames and letters are those of report reference 3.3 and 3.4.
"""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from interimcoo.text import N_, _, plural
from interimcoo.ui.theme import theme
from interimcoo.ui.words import plain

VariationKind = Literal["improvement", "concern", "special", "common", "few"]
StatusName = Literal["done", "on_track", "at_risk", "off_track", "open"]
Tone = Literal["plain", "good", "bad", "warn", "concern", "info"]


@dataclass(frozen=True, slots=True)
class Variation:
    """What a control chart says: kind, direction of the value, and the number of points when it matters (under 15)."""

    kind: VariationKind
    falling: bool = False
    points: int = 0

    @property
    def words(self) -> str:
        """The words beside the sign."""
        if self.kind == "few":
            return plural(self.points, N_("{n} point"), N_("{n} points"))
        names = {
            "improvement": _("improving"),
            "concern": _("worsening"),
            "special": _("changed"),
            "common": _("no signal"),
        }
        return names[self.kind]


@dataclass(frozen=True, slots=True)
class Assurance:
    """P = limits on the good side of the target, F = on the bad side, ? = target inside the limits."""

    letter: Literal["P", "F", "?", ""]

    @property
    def words(self) -> str:
        """What the letter means."""
        names = {"P": _("target safely met"), "F": _("target out of reach today"), "?": _("target hit and missed")}
        return names.get(self.letter, "")


@dataclass(frozen=True, slots=True)
class Trust:
    """How far a figure can be believed, A to D; `reason` names source and reason."""

    grade: Literal["A", "B", "C", "D", ""]
    reason: str = ""

    @property
    def words(self) -> str:
        """The grade in words."""
        return _("trust grade {grade}").format(grade=self.grade) if self.grade else _("no trust grade")


@dataclass(frozen=True, slots=True)
class Status:
    """A state by shape, glyph and colour."""

    name: StatusName

    @property
    def words(self) -> str:
        """The state in words."""
        names = {
            "done": _("done"),
            "on_track": _("on track"),
            "at_risk": _("at risk"),
            "off_track": _("off track"),
            "open": _("open"),
        }
        return names[self.name]


@dataclass(frozen=True, slots=True)
class Chip:
    """A state or count in a rounded tint; words are the fact, the tone repeats it."""

    words: str
    tone: Tone = "plain"


Mark = Variation | Assurance | Trust | Status | Chip

_CHIP_COLOURS: dict[str, tuple[str, str]] = {
    "plain": ("sunken", "sub"),
    "good": ("goodtint", "good"),
    "bad": ("badtint", "bad"),
    "warn": ("warntint", "warntext"),
    "concern": ("concerntint", "concern"),
    "info": ("imptint", "link"),
}


def paint_mark(painter: QPainter, rect: QRectF, mark: Mark) -> None:
    """Draw any mark into a rectangle (square for signs; chips centre themselves at its left)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    match mark:
        case Variation():
            paint_variation(painter, rect, mark)
        case Assurance():
            paint_assurance(painter, rect, mark)
        case Trust():
            paint_trust(painter, rect, mark)
        case Status():
            paint_status(painter, rect, mark)
        case Chip():
            paint_chip(painter, rect, mark)
    painter.restore()


def paint_variation(painter: QPainter, rect: QRectF, mark: Variation) -> None:
    """Blue circle with arrow, orange diamond with arrow, grey circle with wave, or dashed circle with the count."""
    inner = rect.adjusted(1, 1, -1, -1)
    colour = {"improvement": "imp", "concern": "concern", "special": "ink"}.get(mark.kind, "grey")
    pen = QPen(theme().colour(colour), 1.6 if mark.kind in ("improvement", "concern", "special") else 1.2)
    if mark.kind == "few":
        pen.setDashPattern([2.0, 2.0])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if mark.kind == "concern":
        painter.drawPolygon(_diamond(inner))
    elif mark.kind == "special":
        painter.drawRect(inner)
    else:
        painter.drawEllipse(inner)
    if mark.kind == "few":
        _letter(painter, rect, str(mark.points), "grey", 0.48)
    elif mark.kind == "common":
        _wave(painter, inner)
    else:
        _arrow(painter, inner, mark.falling, colour)


def paint_assurance(painter: QPainter, rect: QRectF, mark: Assurance) -> None:
    """P in a blue circle, F in an orange diamond, ? in a thin grey circle; nothing without a letter."""
    if not mark.letter:
        return
    inner = rect.adjusted(1, 1, -1, -1)
    colour = {"P": "imp", "F": "concern"}.get(mark.letter, "grey")
    painter.setPen(QPen(theme().colour(colour), 1.2 if mark.letter == "?" else 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if mark.letter == "F":
        painter.drawPolygon(_diamond(inner))
    else:
        painter.drawEllipse(inner)
    _letter(painter, rect, mark.letter, colour, 0.55)


def paint_trust(painter: QPainter, rect: QRectF, mark: Trust) -> None:
    """A filled, B solid border, C dashed orange, D dotted red; a hollow dash without grade."""
    side = min(rect.width(), rect.height(), 18.0)
    box = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side).adjusted(0.8, 0.8, -0.8, -0.8)
    colour = {"A": "brand", "B": "brand", "C": "concern", "D": "bad"}.get(mark.grade, "mute")
    pen = QPen(theme().colour(colour), 1.4)
    if mark.grade == "C":
        pen.setDashPattern([2.6, 1.8])
    elif mark.grade == "D":
        pen.setDashPattern([1.0, 1.6])
    painter.setPen(pen if mark.grade else Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour("brand") if mark.grade == "A" else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 3, 3)
    _letter(painter, box, mark.grade or "–", "onbrand" if mark.grade == "A" else colour, 0.66)


def paint_status(painter: QPainter, rect: QRectF, mark: Status) -> None:
    """Ring with tick, filled circle with tick, triangle with exclamation mark, square with cross, hollow circle."""
    side = min(rect.width(), rect.height())
    box = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side).adjusted(0.7, 0.7, -0.7, -0.7)
    unit = box.width() / 14
    if mark.name == "open":
        painter.setPen(QPen(theme().colour("field"), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(unit, unit, -unit, -unit))
    elif mark.name in ("done", "on_track"):
        ring = mark.name == "done"
        painter.setPen(QPen(theme().colour("imp"), 1.4) if ring else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if ring else theme().colour("good"))
        painter.drawEllipse(box)
        _stroke(painter, box, ((0.29, 0.52), (0.44, 0.67), (0.72, 0.36)), "imp" if ring else "canvas")
    elif mark.name == "at_risk":
        painter.setPen(QPen(theme().colour("warntext"), 1.0))
        painter.setBrush(theme().colour("warn"))
        painter.drawPolygon(QPolygonF([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()]))
        _stroke(painter, box, ((0.5, 0.38), (0.5, 0.66)), "onwarn")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("onwarn"))
        painter.drawEllipse(QPointF(box.center().x(), box.top() + 0.83 * box.height()), 0.9 * unit, 0.9 * unit)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("bad"))
        painter.drawRoundedRect(box, 1.5, 1.5)
        _stroke(painter, box, ((0.3, 0.3), (0.7, 0.7)), "canvas")
        _stroke(painter, box, ((0.7, 0.3), (0.3, 0.7)), "canvas")


def chip_width(words: str) -> int:
    """Width of a chip with these words, in device-independent pixels."""
    return QFontMetrics(theme().font("caption", 500)).horizontalAdvance(words) + 18 if words else 0


def paint_chip(painter: QPainter, rect: QRectF, mark: Chip) -> None:
    """A rounded tint of 20 px with its words, at the left of the rectangle, cut with an ellipsis when it must."""
    if not mark.words:
        return
    fill, ink = _CHIP_COLOURS[mark.tone]
    font = theme().font("caption", 500)
    height = theme().px(20)
    width = min(chip_width(mark.words), rect.width())
    box = QRectF(rect.left(), rect.center().y() - height / 2, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour(fill))
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setPen(theme().colour(ink))
    painter.setFont(font)
    shown = QFontMetrics(font).elidedText(mark.words, Qt.TextElideMode.ElideRight, int(width) - 14)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), shown)


def _diamond(box: QRectF) -> QPolygonF:
    centre = box.center()
    return QPolygonF(
        [
            QPointF(centre.x(), box.top() - 0.8),
            QPointF(box.right() + 0.8, centre.y()),
            QPointF(centre.x(), box.bottom() + 0.8),
            QPointF(box.left() - 0.8, centre.y()),
        ]
    )


def _arrow(painter: QPainter, box: QRectF, falling: bool, colour: str) -> None:
    start, end = ((0.34, 0.34), (0.66, 0.66)) if falling else ((0.34, 0.66), (0.66, 0.34))
    _stroke(painter, box, (start, end), colour)
    other = (0.40, 0.66) if falling else (0.40, 0.34)
    side = (0.66, 0.40) if falling else (0.66, 0.60)
    _stroke(painter, box, (other, end, side), colour)


def _wave(painter: QPainter, box: QRectF) -> None:
    _stroke(painter, box, ((0.22, 0.54), (0.34, 0.42), (0.46, 0.60), (0.58, 0.40), (0.68, 0.58), (0.78, 0.46)), "grey")


def _stroke(painter: QPainter, box: QRectF, points: tuple[tuple[float, float], ...], colour: str) -> None:
    pen = QPen(theme().colour(colour), max(1.4, box.width() / 11))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(
        QPolygonF([QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in points])
    )


def _letter(painter: QPainter, box: QRectF, letter: str, colour: str, share: float) -> None:
    font = QFont(theme().font("strong"))
    font.setPixelSize(max(8, round(box.height() * share)))
    painter.setFont(font)
    painter.setPen(QColor(theme().colour(colour)))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), letter)


class MarkLabel(QWidget):
    """A mark as a widget, with its words for those who cannot see it."""

    def __init__(self, mark: Mark, size: int = 20) -> None:
        super().__init__()
        self._size = size
        self.set_mark(mark)

    def set_mark(self, mark: Mark) -> None:
        """Show another mark."""
        self.mark = mark
        self.setAccessibleName(mark.words)
        self.setToolTip(plain(mark.reason if isinstance(mark, Trust) and mark.reason else mark.words))
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        if isinstance(self.mark, Chip):
            return QSize(chip_width(self.mark.words), theme().px(20))
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_mark(QPainter(self), QRectF(self.rect()), self.mark)
