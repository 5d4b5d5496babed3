"""The head of the drawing (months, weeks, days), the lines of time behind the bars, gates and today."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF

from interimcoo.domain.dates import WorkingCalendar
from interimcoo.features.plan.axis import MONTHS_FROM, Axis
from interimcoo.features.plan.queries import GateMark
from interimcoo.formats import period
from interimcoo.text import _, interface_language
from interimcoo.ui.theme import theme

_DIAMOND: Final = 6.0
_MIDDLE: Final = int(Qt.AlignmentFlag.AlignCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def paint_grid(
    painter: QPainter, axis: Axis, left: float, right: float, top: float, bottom: float, calendar: WorkingCalendar
) -> None:
    """A quiet line at each week (each month where weeks are narrow); days off on a tint where days are told apart."""
    look = theme()
    for day, x in axis.days(left, right):
        if not calendar.is_working(day):
            tint = QColor(look.colour("sunken"))
            tint.setAlpha(120)
            painter.fillRect(QRectF(x, top, axis.day, bottom - top), tint)
    painter.setPen(QPen(look.colour("hair"), 1))
    lines = [x for _monday, x in axis.weeks(left, right)] or [x for _month, x, _end in axis.months(left, right)]
    for x in lines:
        painter.drawLine(QPointF(round(x) + 0.5, top), QPointF(round(x) + 0.5, bottom))


def paint_head(painter: QPainter, axis: Axis, left: float, right: float, height: float, today: date) -> None:
    """Months above, weeks (or days) below, on a ground that hides what scrolls under it; room is left for "today"."""
    look = theme()
    painter.fillRect(QRectF(left, 0, right - left, height), look.colour("canvas"))
    half = height / 2
    strong, small = look.font("caption", 600), look.font("caption")
    painter.setFont(strong)
    painter.setPen(look.colour("sub"))
    pill = _today_box(axis, today, height)
    for month, begin, end in axis.months(left, right):
        words = _month_words(axis, month)
        shown = max(begin, left) + 6
        if pill.left() < shown + QFontMetrics(strong).horizontalAdvance(words) + 6 and shown < pill.right():
            shown = pill.right() + 6
        if QFontMetrics(strong).horizontalAdvance(words) <= end - shown - 2:
            painter.drawText(QRectF(shown, 0, end - shown, half), _LEFT, words)
    painter.setFont(small)
    days = list(axis.days(left, right))
    for day, x in days:
        painter.drawText(QRectF(x, half, axis.day, half), _MIDDLE, str(day.day))
    if not days:
        for monday, x in axis.weeks(left, right):
            if x < left:
                continue  # a number cut at the edge would name another week
            painter.drawText(QRectF(x, half, axis.day * 7, half), _MIDDLE, str(monday.isocalendar().week))
    painter.setPen(look.colour("rule"))
    painter.drawLine(QPointF(left, height - 1), QPointF(right, height - 1))


def paint_marks(
    painter: QPainter,
    axis: Axis,
    gates: Sequence[GateMark],
    today: date,
    head: float,
    bottom: float,
) -> None:
    """Gates as dashed lines with a diamond and their code, today as a line with its word in the head."""
    look = theme()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = look.font("caption", 600)
    painter.setFont(font)
    places = [axis.end(gate.due) for gate in gates]
    for at, (gate, x) in enumerate(zip(gates, places, strict=True)):
        pen = QPen(look.colour("imp"), 1.2)
        pen.setDashPattern([2.0, 2.5])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, head), QPointF(x, bottom))
        painter.setPen(QPen(look.colour("imp"), 1.5))
        painter.setBrush(look.colour("imp" if gate.closed else "canvas"))
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(x, head - 1 - _DIAMOND),
                    QPointF(x + _DIAMOND, head - 1),
                    QPointF(x, head - 1 + _DIAMOND),
                    QPointF(x - _DIAMOND, head - 1),
                ]
            )
        )
        if bottom - head <= 24:
            continue
        wide = QFontMetrics(font).horizontalAdvance(gate.code) + 8
        before, after = places[at - 1] if at else -1000.0, places[at + 1] if at + 1 < len(places) else x + 1000.0
        if after - x >= wide:
            painter.drawText(QRectF(x + 4, head + 5, wide, 16), _LEFT, gate.code)
        elif x - before >= 2 * wide:
            painter.drawText(QRectF(x - wide, head + 5, wide - 4, 16), _RIGHT, gate.code)
    x = axis.x(today) + axis.day / 2
    painter.setPen(QPen(look.colour("bad"), 1.5))
    painter.drawLine(QPointF(x, head / 2), QPointF(x, bottom))
    box = _today_box(axis, today, head)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("bad"))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(look.colour("canvas"))
    painter.drawText(box, _MIDDLE, _("today"))


def _today_box(axis: Axis, today: date, head: float) -> QRectF:
    wide = QFontMetrics(theme().font("caption", 600)).horizontalAdvance(_("today")) + 12
    return QRectF(axis.x(today) + (axis.day - wide) / 2, 3, wide, head / 2 - 4)


def _month_words(axis: Axis, month: date) -> str:
    language = interface_language()
    if axis.day * 30 >= MONTHS_FROM:
        named = period(f"{month.year:04d}-{month.month:02d}", language)
        return named if month.month == 1 or axis.day * 30 > 2 * MONTHS_FROM else named.partition(" ")[0]
    if axis.day * 91 >= MONTHS_FROM:
        return period(f"{month.year:04d}-Q{(month.month + 2) // 3}", language, tight=True)
    return str(month.year)
