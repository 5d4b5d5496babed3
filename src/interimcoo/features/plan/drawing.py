"""The bars of the plan beside its table: each row at the height of its line, a head that stays, drag with the mouse."""

from datetime import date, timedelta
from typing import Final, Literal

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from interimcoo import formats
from interimcoo.features.plan.axis import WEEK_ZOOM, ZOOMS, Axis, axis_for, fitting_zoom
from interimcoo.features.plan.bars import BarPainter, bar_box
from interimcoo.features.plan.head import paint_grid, paint_head, paint_marks
from interimcoo.features.plan.queries import PlanView, Preview, TaskRow, time_span
from interimcoo.text import _, interface_language, plural
from interimcoo.ui.cells import GroupHead
from interimcoo.ui.chart_view import HoverCard
from interimcoo.ui.table import TableView
from interimcoo.ui.theme import theme

EDGE: Final = 6
"""pixels at the end of a bar that change its length"""
Grip = Literal["move", "length"]


class GanttDrawing(QAbstractScrollArea):
    """Draws the lines of a table as bars on a time axis. The table scrolls up and down, the drawing sideways too."""

    moved = Signal(int, object)
    """number of a task, the day it was dragged to"""
    stretched = Signal(int, int)
    """number of a task, by how many days its end was dragged"""
    clicked = Signal(int)
    opened = Signal(int)
    zoomed = Signal(int)

    def __init__(self, table: TableView) -> None:
        super().__init__()
        self._table = table
        self._view: PlanView | None = None
        self._preview: Preview | None = None
        self._zoom = WEEK_ZOOM
        self._axis = axis_for(date(2000, 1, 3), date(2000, 3, 1), self._zoom)
        self._all_links = True
        self._drag: tuple[TaskRow, Grip, float] | None = None
        self._drag_days = 0
        self._shown_once = False
        self._card = HoverCard(self.viewport())
        self._look = QTimer(self)  # the width is known once the window has laid itself out
        self._look.setSingleShot(True)
        self._look.timeout.connect(self._first_look)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusProxy(table)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.horizontalScrollBar().valueChanged.connect(self._repaint)
        table.verticalScrollBar().valueChanged.connect(self._repaint)
        table.selectionModel().selectionChanged.connect(self._repaint)
        theme().changed.connect(self._repaint)

    def set_view(self, view: PlanView) -> None:
        """Show a plan; the first time today stands in the first quarter of the picture."""
        self._view, self._preview, self._drag = view, None, None
        self._lay_axis()
        self._look.start(0)
        self._repaint()

    def set_preview(self, preview: Preview | None) -> None:
        """Show the bars as a change would place them, with dashed ones at their present place."""
        self._preview = preview
        self._repaint()

    def axis(self) -> Axis:
        """The time axis in force."""
        return self._axis

    def zoom(self) -> int:
        """The step of the zoom."""
        return self._zoom

    def set_zoom(self, step: int, keep: float | None = None) -> None:
        """Show a shorter or longer time; the day at `keep` (the middle unless given) stays where it is."""
        step = min(max(0, step), len(ZOOMS) - 1)
        if step == self._zoom:
            return
        at = self.viewport().width() / 2 if keep is None else keep
        day = (at + self.horizontalScrollBar().value()) / self._axis.day
        first = self._axis.first
        self._zoom = step
        self._lay_axis()
        shift = (first - self._axis.first).days
        self.horizontalScrollBar().setValue(round((day + shift) * self._axis.day - at))
        self.zoomed.emit(step)
        self._repaint()

    def show_today(self) -> None:
        """Scroll so that today stands in the first quarter."""
        if self._view is not None:
            self.horizontalScrollBar().setValue(round(self._axis.x(self._view.today) - self.viewport().width() / 4))

    def show_task(self, task: TaskRow) -> None:
        """Scroll sideways until a task is in view; leaves the place alone when it is."""
        bar, left = self.horizontalScrollBar(), self.horizontalScrollBar().value()
        begin, end = self._axis.x(task.start), self._axis.end(task.finish)
        if end < left + 20 or begin > left + self.viewport().width() - 20:
            bar.setValue(round(begin - self.viewport().width() / 4))

    def set_all_links(self, every: bool) -> None:
        """Draw the links of all rows in view, or only those of the selected row."""
        self._all_links = every
        self._repaint()

    def all_links(self) -> bool:
        """Whether the links of all rows are drawn."""
        return self._all_links

    def bar_of(self, number: int) -> QRectF:
        """The bar of a task in viewport pixels; empty when its line is not shown."""
        for at, line in enumerate(self._table.table.lines()):
            if isinstance(line, TaskRow) and line.number == number:
                return bar_box(self._axis, line.start, line.finish, *self._line(at)).translated(-self._left(), 0)
        return QRectF()

    def _lay_axis(self) -> None:
        if self._view is None:
            return
        first, last = time_span(self._view.tasks, self._view.gates, self._view.today)
        self._axis = axis_for(first, last, self._zoom)
        room = self.viewport().width()
        if self._axis.width < room:
            days = int(room / self._axis.day) + 1
            self._axis = Axis(self._axis.first, self._axis.first + timedelta(days=days), self._axis.day)
        bar = self.horizontalScrollBar()
        bar.setPageStep(room)
        bar.setSingleStep(max(1, round(self._axis.day * 7)))
        bar.setRange(0, max(0, round(self._axis.width) - room))

    def _left(self) -> int:
        return self.horizontalScrollBar().value()

    def _head(self) -> int:
        return self._table.horizontalHeader().height()

    def _line(self, at: int) -> tuple[float, float]:
        """Top and height of a line in viewport pixels."""
        return self._head() + self._table.rowViewportPosition(at), self._table.rowHeight(at)

    def _visible(self) -> range:
        """The lines in view, one more at either end."""
        count = self._table.table.rowCount()
        first, last = self._table.rowAt(0), self._table.rowAt(self.viewport().height())
        return range(max(0, first - 1), (count - 1 if last < 0 else min(count - 1, last + 1)) + 1)

    def _repaint(self) -> None:
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        view = self._view
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme().colour("canvas"))
        if view is None:
            return
        head, width, height = self._head(), self.viewport().width(), self.viewport().height()
        painter.save()
        painter.setClipRect(0, head, width, height - head)
        self._paint_lines(painter, width)
        painter.translate(-self._left(), 0)
        bottom = self._bottom()
        paint_grid(painter, self._axis, self._left(), self._left() + width, head, bottom, view.stored.calendar)
        bars = BarPainter(painter, self._axis, self._preview, self._dragged())
        places = self._places()
        chosen = self._chosen()
        for link in view.links:
            if self._all_links or chosen in (link.before, link.after):
                bars.link(places.get(link.before), places.get(link.after), link, head, bottom)
        for task, top, tall in places.values():
            if top + tall >= head and top <= height:
                bars.task(task, top, tall, slack=task.number == chosen, dates=view.schedule.dates[task.number])
        painter.restore()
        painter.save()
        painter.translate(-self._left(), 0)
        paint_head(painter, self._axis, self._left(), self._left() + width, head, view.today)
        paint_marks(painter, self._axis, view.gates, view.today, head, bottom)
        painter.restore()
        painter.setPen(theme().colour("rule"))
        painter.drawLine(0, 0, 0, height)

    def _bottom(self) -> int:
        """Where the last line ends, at most the foot of the picture."""
        count = self._table.table.rowCount()
        if not count:
            return self._head()
        top, tall = self._line(count - 1)
        return round(min(self.viewport().height(), top + tall))

    def _paint_lines(self, painter: QPainter, width: int) -> None:
        look = theme()
        chosen = {index.row() for index in self._table.selectionModel().selectedRows()}
        for at in self._visible():
            top, tall = self._line(at)
            box = QRectF(0, top, width, tall)
            if isinstance(self._table.table.line(at), GroupHead):
                painter.fillRect(box, look.colour("wash"))
            elif at in chosen:
                painter.fillRect(box, look.colour("select"))
            painter.setPen(look.colour("hair"))
            painter.drawLine(0, round(top + tall) - 1, width, round(top + tall) - 1)

    def _places(self) -> dict[int, tuple[TaskRow, float, float]]:
        """Task, top and height of each line by number: links need those out of view too."""
        found = {}
        for at, line in enumerate(self._table.table.lines()):
            if isinstance(line, TaskRow):
                found[line.number] = (line, *self._line(at))
        return found

    def _chosen(self) -> int:
        row = self._table.current()
        return row.number if isinstance(row, TaskRow) else 0

    def _dragged(self) -> tuple[int, date, date] | None:
        if self._drag is None or not self._drag_days:
            return None
        task, grip, _x = self._drag
        shift = timedelta(days=self._drag_days)
        return (task.number, task.start + shift if grip == "move" else task.start, max(task.start, task.finish + shift))

    def _at(self, place: QPoint) -> TaskRow | None:
        if place.y() < self._head():
            return None
        line = self._table.table.row_at(self._table.rowAt(place.y() - self._head()))
        return line if isinstance(line, TaskRow) else None

    def _grip(self, place: QPoint) -> tuple[TaskRow, Grip] | None:
        task = self._at(place)
        if task is None:
            return None
        bar = self.bar_of(task.number)
        if not bar.adjusted(-2, -6, EDGE, 6).contains(QPointF(place)):
            return None
        at_end = not task.milestone and place.x() >= bar.right() - min(EDGE, bar.width() / 3)
        return task, "length" if at_end else "move"

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        task = self._at(place)
        if event.button() != Qt.MouseButton.LeftButton or task is None:
            return
        self.clicked.emit(task.number)
        found = self._grip(place)
        if found is not None:
            self._drag, self._drag_days = (*found, event.position().x()), 0

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._drag is not None:
            self._drag_days = round((event.position().x() - self._drag[2]) / self._axis.day)
            task, grip, _x = self._drag
            self._card.show_at(event.position(), self._drag_words(task, grip))
            self._repaint()
            return
        found = self._grip(place)
        shape = Qt.CursorShape.ArrowCursor
        if found is not None:
            shape = Qt.CursorShape.SizeHorCursor if found[1] == "length" else Qt.CursorShape.OpenHandCursor
            self._card.show_at(event.position(), words_of(found[0]))
        else:
            self._card.hide()
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            return
        (task, grip, _x), days = self._drag, self._drag_days
        self._drag, self._drag_days = None, 0
        self._card.hide()
        self._repaint()
        if days and grip == "move":
            self.moved.emit(task.number, task.start + timedelta(days=days))
        elif days:
            self.stretched.emit(task.number, days)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        task = self._at(event.position().toPoint())
        if task is not None:
            self.opened.emit(task.number)

    def cancel_drag(self) -> bool:
        """Let a bar that is being dragged fall back; False when none is."""
        dragging, self._drag, self._drag_days = self._drag is not None, None, 0
        self._repaint()
        return dragging

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom + (1 if turn.y() > 0 else -1), event.position().x())
            return
        sideways = turn.x() or (turn.y() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0)
        if sideways:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - sideways)
            return
        bar = self._table.verticalScrollBar()
        bar.setValue(bar.value() - turn.y())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._card.hide()
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_axis()
        self._look.start(0)

    def _first_look(self) -> None:
        """The first time there is something to see: the open work whole where it fits, else from today on."""
        width, view = self.viewport().width(), self._view
        if self._shown_once or view is None or not view.tasks or not self.isVisible() or width < 120:
            return
        self._shown_once = True
        first, last = time_span(view.open_tasks or view.tasks, (), view.today)
        if self._zoom == WEEK_ZOOM:
            self.set_zoom(fitting_zoom(first, last, width))
        if self._axis.end(last) - self._axis.x(first) <= width:
            self.horizontalScrollBar().setValue(round(self._axis.x(first) - min(24.0, 3 * self._axis.day)))
        else:
            self.show_today()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look.start(0)

    def _drag_words(self, task: TaskRow, grip: Grip) -> str:
        start = task.start + timedelta(days=self._drag_days if grip == "move" else 0)
        finish = max(start, task.finish + timedelta(days=self._drag_days))
        return f"{task.name}, {span_words(start, finish)}"


def span_words(start: date, finish: date) -> str:
    """Two dates as said on the page: "12 Oct to 4 Nov", one for a single day."""
    language = interface_language()
    if start == finish:
        return formats.day(start, language)
    return _("{start} to {finish}").format(start=formats.day(start, language), finish=formats.day(finish, language))


def words_of(task: TaskRow) -> str:
    """A task in the words of its hover card and of its description."""
    language = interface_language()
    parts = [f"{task.reference} {task.name.replace(', ', ' · ')}", span_words(task.start, task.finish)]
    if task.finished:
        parts.append(_("done"))
    else:
        if task.done:
            parts.append(_("{share} done").format(share=formats.share(task.done, 0, language)))
        parts.append(_("critical") if task.critical else plural(task.total_float, "float {n} day", "float {n} days"))
    if task.late_days:
        parts.append(formats.days_late(task.late_days, language))
    return ", ".join(parts)
