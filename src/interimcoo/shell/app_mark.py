"""The mark of the program and those of clients, drawn: a rising line on brand, initials in a square."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from interimcoo.ui.theme import theme
from interimcoo.ui.words import initials

LONGEST_FORM = 4
_LINE = ((0.20, 0.70), (0.37, 0.62), (0.48, 0.44), (0.60, 0.52), (0.78, 0.30))


def paint_app_mark(painter: QPainter, box: QRectF) -> None:
    """Draw the mark into a square."""
    side = box.width()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour("brand"))
    painter.drawRoundedRect(box, side * 0.18, side * 0.18)
    pen = QPen(theme().colour("onbrand"), side * 0.055)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points = [QPointF(box.left() + x * side, box.top() + y * side) for x, y in _LINE]
    painter.drawPolyline(QPolygonF(points))
    painter.setBrush(theme().colour("onbrand"))
    painter.drawEllipse(points[-1], side * 0.045, side * 0.045)
    pen.setWidthF(side * 0.03)
    painter.setPen(pen)
    base = box.top() + 0.82 * side
    painter.drawLine(QPointF(box.left() + 0.2 * side, base), QPointF(box.left() + 0.8 * side, base))
    painter.restore()


def paint_initials(painter: QPainter, box: QRect, name: str, *, quiet: bool = False) -> None:
    """The initials of a client in a square: on brand, or on grey for a sample or a missing file."""
    look = theme()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("sunken" if quiet else "brand"))
    painter.drawRoundedRect(box, 6, 6)
    painter.setPen(look.colour("sub" if quiet else "onbrand"))
    painter.setFont(look.font("caption", 600))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), initials(name))


def fitting(painter: QPainter, words: str, room: int) -> str:
    """The name of a client in a room: without its legal form where that makes it fit, else with an ellipsis."""
    metrics = painter.fontMetrics()
    if metrics.horizontalAdvance(words) <= room:
        return words
    head, _space, form = words.rpartition(" ")
    if head and len(form) <= LONGEST_FORM and metrics.horizontalAdvance(head) <= room:
        return head
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)


def app_icon() -> QIcon:
    """The icon of the window."""
    icon = QIcon()
    for side in (16, 32, 64, 128):
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_app_mark(painter, QRectF(0, 0, side, side))
        painter.end()
        icon.addPixmap(picture)
    return icon


class AppMark(QWidget):
    """The mark as a widget."""

    def __init__(self, size: int = 40) -> None:
        super().__init__()
        self.setFixedSize(QSize(size, size))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_app_mark(QPainter(self), QRectF(self.rect()))
