"""The shapes of one task: bar with its done part, baseline below, milestone, slack, and the links between tasks."""

from datetime import date
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from interimcoo.charts.palette import colour
from interimcoo.domain.plan.network import Link
from interimcoo.domain.plan.schedule import TaskDates
from interimcoo.features.plan.axis import Axis
from interimcoo.features.plan.queries import Preview, TaskRow
from interimcoo.ui.theme import theme

BAR: Final = 11.0
BASE: Final = 3.0
DIAMOND: Final = 6.5
NARROWEST: Final = 3.0
Place = tuple[TaskRow, float, float]


def bar_box(axis: Axis, start: date, finish: date, top: float, tall: float) -> QRectF:
    """The rectangle of a bar in a line."""
    left = axis.x(start)
    return QRectF(left, top + (tall - BAR - BASE - 1) / 2, max(NARROWEST, axis.end(finish) - left), BAR)


class BarPainter:
    """Paints tasks and links at the places of an axis; with a preview both the new and the present place."""

    def __init__(
        self, painter: QPainter, axis: Axis, preview: Preview | None, dragged: tuple[int, date, date] | None
    ) -> None:
        self._painter, self._axis, self._dragged = painter, axis, dragged
        self._shifts = {} if preview is None else {one.number: one for one in (preview.own, *preview.others)}
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _colour(self, name: str) -> QColor:
        return QColor(colour(name, dark=theme().dark))

    def _span(self, task: TaskRow) -> tuple[date, date]:
        if self._dragged is not None and self._dragged[0] == task.number:
            return self._dragged[1], self._dragged[2]
        shift = self._shifts.get(task.number)
        return (task.start, task.finish) if shift is None else (shift.start, shift.finish)

    def task(self, task: TaskRow, top: float, tall: float, *, slack: bool, dates: TaskDates[int]) -> None:
        """One task: baseline, slack of the selected one, present place while it would move, bar or diamond."""
        painter, axis = self._painter, self._axis
        start, finish = self._span(task)
        box = bar_box(axis, start, finish, top, tall)
        if task.baseline_start is not None and task.baseline_finish is not None:
            base = bar_box(axis, task.baseline_start, task.baseline_finish, top, tall)
            if task.milestone:
                base = QRectF(base.left() + axis.day / 2 - DIAMOND, base.top(), 2 * DIAMOND, base.height())
            painter.fillRect(QRectF(base.left(), base.bottom() + 2, base.width(), BASE), theme().colour("field"))
        if (start, finish) != (task.start, task.finish):
            self._ghost(bar_box(axis, task.start, task.finish, top, tall), task.milestone)
        elif slack and dates.late_finish > task.finish and not task.finished:
            pen = QPen(self._colour("mute"), 1.2)
            pen.setDashPattern([1.5, 2.5])
            painter.setPen(pen)
            middle = box.center().y()
            painter.drawLine(QPointF(box.right(), middle), QPointF(axis.end(dates.late_finish), middle))
        ink = self._colour("concern" if task.critical else "ac")
        if task.milestone:
            self._diamond(QPointF(axis.x(start) + axis.day / 2, box.center().y()), task)
            return
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(theme().colour("canvas"))
        painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 2, 2)
        if task.done > 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            done = QRectF(box.left(), box.top(), max(2.0, box.width() * task.done), box.height())
            painter.drawRoundedRect(done, 2, 2)

    def _ghost(self, box: QRectF, milestone: bool) -> None:
        pen = QPen(theme().colour("link"), 1.2)
        pen.setDashPattern([2.5, 2.0])
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        if milestone:
            self._painter.drawPolygon(_diamond(QPointF(box.left() + self._axis.day / 2, box.center().y())))
        else:
            self._painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 2, 2)

    def _diamond(self, centre: QPointF, task: TaskRow) -> None:
        ink = self._colour("concern" if task.critical or task.late_days else "improvement")
        self._painter.setPen(QPen(ink, 1.5))
        self._painter.setBrush(ink if task.finished else theme().colour("canvas"))
        self._painter.drawPolygon(_diamond(centre))

    def link(self, before: Place | None, after: Place | None, link: Link[int], head: float, bottom: float) -> None:
        """The line of a link between two lines, of which at least a part is in view."""
        if before is None or after is None:
            return
        low, high = sorted((before[1], after[1]))
        if high + after[2] < head or low > bottom:
            return
        ends = link.kind in ("FS", "FF")
        one = bar_box(self._axis, *self._span(before[0]), before[1], before[2])
        two = bar_box(self._axis, *self._span(after[0]), after[1], after[2])
        start = QPointF(one.right() if ends else one.left(), one.center().y())
        if before[0].milestone:
            start = QPointF(one.left() + self._axis.day / 2 + DIAMOND, start.y())
        into_end = link.kind in ("FF", "SF")
        x = two.right() - 4 if into_end else two.left() + min(5.0, two.width() / 2)
        if after[0].milestone:
            x = two.left() + self._axis.day / 2
        down = after[1] > before[1]
        goal = QPointF(x, two.top() - 1 if down else two.bottom() + 1)
        if after[0].milestone:
            goal = QPointF(x, two.center().y() + (-DIAMOND - 1 if down else DIAMOND + 1))
        self._painter.setPen(QPen(self._colour("mute"), 1.0))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPolyline(QPolygonF(_way(start, goal, ends, before[1] + before[2] if down else before[1])))
        tip = -4.5 if down else 4.5
        self._painter.setBrush(self._colour("mute"))
        self._painter.drawPolygon(
            QPolygonF([goal, QPointF(goal.x() - 3, goal.y() + tip), QPointF(goal.x() + 3, goal.y() + tip)])
        )


def _way(start: QPointF, goal: QPointF, ends: bool, between: float) -> list[QPointF]:
    """From the end of one bar to the top of another: across, then down; round the bar where the other begins before."""
    if ends and goal.x() >= start.x() + 2:
        return [start, QPointF(goal.x(), start.y()), goal]
    out = start.x() + (6 if ends else -6)
    return [start, QPointF(out, start.y()), QPointF(out, between), QPointF(goal.x(), between), goal]


def _diamond(centre: QPointF) -> QPolygonF:
    return QPolygonF(
        [
            centre + QPointF(0, -DIAMOND),
            centre + QPointF(DIAMOND, 0),
            centre + QPointF(0, DIAMOND),
            centre + QPointF(-DIAMOND, 0),
        ]
    )
