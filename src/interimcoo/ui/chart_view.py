"""A chart on the screen: hover card, point by point with the keyboard, and V for a table of the same facts.

Example: `view = ChartView(name=_("On time in full")); view.set_chart(spc_chart); view.activated.connect(go)`;
`paint_sparkline(painter, rect, sparkline)` draws the small one inside cells and tiles.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPicture, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from interimcoo.charts.chart import Chart, Sparkline, SpcChart
from interimcoo.charts.scene import Circle, Line, Polygon, Polyline, Rect, Scene, Shape, Tag, Text
from interimcoo.text import _, interface_language
from interimcoo.ui.column import Column, Row
from interimcoo.ui.table import TableView
from interimcoo.ui.theme import theme
from interimcoo.ui.words import label

if TYPE_CHECKING:
    from interimcoo.ui.chart_table import Facts

NEAR: Final = 8.0
ENLARGED: Final = 1.5
"""pixels of the screen to a point of the drawing: its smallest words, 7 points on paper, stay readable"""
ROOM: Final = 5
"""pixels between the words of an axis and the ring of the focus"""
DEBOUNCE_MS: Final = 60
_POINT_ROLES: Final = frozenset({"point", "bar", "cell", "task", "milestone"})


def scene_of(chart: Chart, width: float, height: float | None = None) -> Scene:
    """The drawing of a chart at a width, and at the height its kind wants unless one is given."""
    from interimcoo.charts import kinds

    return kinds.draw(chart, width, height, language=interface_language())


def paint_scene(painter: QPainter, scene: Scene) -> None:
    """Draw a scene at the painter's origin in the colours of the theme."""
    from interimcoo.charts import on_screen

    on_screen.paint(painter, scene, dark=theme().dark)


@lru_cache(maxsize=512)
def _spark(value: Sparkline, width: int, height: int) -> Scene:
    return scene_of(value, width / ENLARGED, height / ENLARGED)


def paint_sparkline(painter: QPainter, rect: QRectF, value: Sparkline) -> None:
    """Draw a sparkline into a rectangle; the scene is kept, as rows repaint often."""
    scene = _spark(value, int(rect.width()), int(rect.height()))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(ENLARGED, ENLARGED)
    paint_scene(painter, scene)
    painter.restore()


class HoverCard(QFrame):
    """A small card with the words of a point."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "hovercard")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 5, 9, 6)
        column.setSpacing(0)
        self._first, self._rest = label("", "strong"), label("", "small")
        column.addWidget(self._first)
        column.addWidget(self._rest)
        self.hide()

    def show_at(self, point: QPointF, words: str) -> None:
        """Show words beside a place, inside the parent."""
        head, _comma, rest = words.partition(", ")
        self._first.setText(head)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))
        self.adjustSize()
        parent = self.parentWidget()
        frame = parent.rect() if parent is not None else self.rect()
        left = point.x() - self.width() - 12 if point.x() > frame.width() / 2 else point.x() + 12
        top = min(max(2.0, point.y() - self.height() / 2), frame.height() - self.height() - 2.0)
        self.move(round(min(max(2.0, left), frame.width() - self.width() - 2.0)), round(top))
        self.show()
        self.raise_()


class Drawing(QWidget):
    """The painted side of a ChartView."""

    activated = Signal(str)
    point_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._chart: Chart | None = None
        self._scene: Scene | None = None
        self._picture: QPicture | None = None
        self._at = -1
        self._points: list[tuple[QPointF, Tag]] = []
        self._areas: dict[Tag, QRectF] = {}
        self._wanted: float | None = None
        self._sized = False
        self._card = HoverCard(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._draw)
        theme().changed.connect(self._redraw)

    def set_chart(self, chart: Chart, height: float | None = None) -> None:
        """Show a chart, at a height in pixels when given."""
        self._chart, self._wanted, self._at = chart, height, -1
        self._card.hide()
        if self._sized:
            self._draw()
        else:
            self._scene = None  # it is drawn once its width is known, or somebody asks

    def scene(self) -> Scene | None:
        """The drawing shown, in points."""
        if self._scene is None:
            self._draw()
        return self._scene

    def scale(self) -> float:
        """Pixels to a point, at the chosen text size."""
        return ENLARGED * theme().text_size / 100

    def point(self) -> Tag | None:
        """The tag of the chosen point."""
        return self._points[self._at][1] if 0 <= self._at < len(self._points) else None

    def choose_record(self, record: str) -> bool:
        """Choose the point of a record."""
        self.scene()
        for at, (_place, tag) in enumerate(self._points):
            if tag.record == record:
                self._choose(at)
                return True
        return False

    def sizeHint(self) -> QSize:
        if self._scene is None:
            return QSize(320, 160)
        return QSize(320, round(self._scene.height * self.scale()) + 2 * self._room())

    def _room(self) -> int:
        """Kept free around a chart whose words reach its edges; others share the left edge of what stands around."""
        return ROOM if isinstance(self._chart, SpcChart) else 0

    def _pixel(self, place: QPointF) -> QPointF:
        return place * self.scale() + QPointF(self._room(), self._room())

    def _redraw(self) -> None:
        self._draw()  # the text size may have changed, not only the colours
        self.update()

    def _draw(self) -> None:
        if self._chart is None or self.width() < 40:
            return
        scale, room = self.scale(), self._room()
        height = None if self._wanted is None else (self._wanted - 2 * room) / scale
        self._scene = scene_of(self._chart, (self.width() - 2 * room) / scale, height)
        self._points = _points(self._scene.shapes)
        self._areas = _areas(self._scene.shapes)
        self._picture = None
        self.setFixedHeight(round(self._scene.height * scale) + 2 * room)
        self.setAccessibleDescription(self._scene.alt)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sized = True
        if event.size().width() != event.oldSize().width():
            if self._scene is None:
                self._draw()
            else:
                self._later.start(DEBOUNCE_MS)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.scene() is None or self._scene is None:
            return
        if self._picture is None:
            self._picture = QPicture()
            recorder = QPainter(self._picture)
            recorder.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_scene(recorder, self._scene)
            recorder.end()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self._room(), self._room())
        painter.scale(self.scale(), self.scale())
        painter.drawPicture(0, 0, self._picture)
        if 0 <= self._at < len(self._points):
            pen = painter.pen()
            pen.setColor(QColor(theme().colour("focus")))
            pen.setWidthF(2.0 / self.scale())
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            place, tag = self._points[self._at]
            cell = self._areas.get(tag) if tag.role == "cell" else None
            if cell is None:
                painter.drawEllipse(place, 5.0, 5.0)
            else:
                painter.drawRoundedRect(cell.adjusted(-0.6, -0.6, 0.6, 0.6), 2.0, 2.0)
        elif self.hasFocus():
            painter.resetTransform()
            painter.setPen(theme().colour("focus"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._nearest(event.position())
        if at >= 0:
            place, tag = self._points[at]
            self._card.show_at(self._pixel(place), tag.words or tag.series)
        elif self._at < 0 or not self.hasFocus():
            self._card.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._nearest(event.position())
        if at >= 0:
            self._choose(at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._activate()

    def leaveEvent(self, event: QEvent) -> None:
        self._card.hide()

    def focusOutEvent(self, event: QEvent) -> None:
        self._card.hide()
        super().focusOutEvent(event)  # type: ignore[arg-type]  # the stubs name the narrower event
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in steps and self._points:
            start = self._at if self._at >= 0 else (len(self._points) if key == Qt.Key.Key_Left else -1)
            self._choose(min(max(0, start + steps[key]), len(self._points) - 1))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._cells():
            self._choose(self._beside(1 if key == Qt.Key.Key_Down else -1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._points:
            self._choose(0 if key == Qt.Key.Key_Home else len(self._points) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at >= 0:
            self._activate()
        elif key == Qt.Key.Key_Escape and self._at >= 0:
            self._at = -1
            self._card.hide()
            self.update()
        else:
            super().keyPressEvent(event)

    def _cells(self) -> bool:
        return any(tag.role == "cell" for _place, tag in self._points)

    def _beside(self, step: int) -> int:
        """The cell above (-1) or below (1) the chosen one, in the same column; the first where none is chosen."""
        if self._at < 0:
            return 0
        here = self._points[self._at][0]
        further = [
            (abs(place.y() - here.y()), at)
            for at, (place, _tag) in enumerate(self._points)
            if abs(place.x() - here.x()) < 1 and (place.y() - here.y()) * step > 1
        ]
        return min(further)[1] if further else self._at

    def _nearest(self, pixel: QPointF) -> int:
        place = (pixel - QPointF(self._room(), self._room())) / self.scale()
        best, found = NEAR, -1
        for at, (centre, tag) in enumerate(self._points):
            area = self._areas.get(tag)
            if area is None:
                distance = (centre - place).manhattanLength()
            else:
                distance = 0.5 if area.contains(place) else NEAR
            if distance < best:
                best, found = distance, at
        return found

    def _choose(self, at: int) -> None:
        self._at = at
        place, tag = self._points[at]
        self._card.show_at(self._pixel(place), tag.words or tag.series)
        self.setAccessibleName(tag.words or tag.series)
        self.update()
        self.point_changed.emit(tag)

    def _activate(self) -> None:
        tag = self.point()
        if tag is not None and tag.record:
            self.activated.emit(tag.record)


def _points(shapes: Sequence[Shape]) -> list[tuple[QPointF, Tag]]:
    """Place and tag of what can be pointed at, in reading order, one per tag."""
    found: dict[tuple[str, int, str], tuple[QPointF, Tag]] = {}
    for shape in shapes:
        tag = shape.tag
        if tag is None or not (tag.words or tag.record):
            continue
        key = (tag.series, tag.index, "" if tag.role in _POINT_ROLES else tag.role)
        if key not in found:
            found[key] = (_centre(shape), tag)
    return sorted(found.values(), key=lambda pair: (pair[1].series, pair[1].index))


def _centre(shape: Shape) -> QPointF:
    match shape:
        case Circle() | Text():
            return QPointF(shape.x, shape.y)
        case Line():
            return QPointF((shape.x1 + shape.x2) / 2, (shape.y1 + shape.y2) / 2)
        case Polygon() | Polyline():
            xs, ys = [x for x, _y in shape.points], [y for _x, y in shape.points]
            return QPointF((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
        case _:
            return QPointF(shape.x + shape.w / 2, shape.y + shape.h / 2)


def _areas(shapes: Sequence[Shape]) -> dict[Tag, QRectF]:
    """The rectangle of each bar and cell: those are hit anywhere inside, other marks near their centre."""
    found: dict[Tag, QRectF] = {}
    for shape in shapes:
        if isinstance(shape, Rect) and shape.tag is not None:
            found.setdefault(shape.tag, QRectF(shape.x, shape.y, shape.w, shape.h))
    return found


class ChartView(QWidget):
    """A chart with its table. `activated(record)` on Enter or double click; `point_changed(tag)` as it moves."""

    activated = Signal(str)
    point_changed = Signal(object)

    def __init__(self, *, name: str = "", height: float | None = None) -> None:
        super().__init__()
        self._height = height
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self.drawing = Drawing()
        self.drawing.setAccessibleName(name)
        self._name = name
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.drawing)
        column.addStretch(1)
        self._stack.addWidget(holder)
        self._table: TableView | None = None
        self._chart: Chart | None = None
        self.drawing.activated.connect(self.activated)
        self.drawing.point_changed.connect(self.point_changed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_chart(self, chart: Chart) -> None:
        """Show a chart value."""
        self._chart = chart
        self.drawing.set_chart(chart, self._height)
        alt = getattr(chart, "alt", "")
        self.drawing.setAccessibleDescription(alt)
        self.setAccessibleDescription(alt)
        if self.shows_table():
            self._fill()

    def set_height(self, height: float | None) -> None:
        """The height in pixels of the next chart; None: what its kind wants."""
        self._height = height

    def shows_table(self) -> bool:
        """Whether the table is in front."""
        return self._stack.currentIndex() == 1

    def toggle(self) -> None:
        """Change between drawing and table."""
        if self.shows_table():
            self._stack.setCurrentIndex(0)
            self.drawing.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._fill()
        self._stack.setCurrentIndex(1)
        if self._table is not None:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        from interimcoo.ui.chart_table import facts

        if self._chart is None:
            return
        found = facts(self._chart, interface_language())
        if self._table is not None:
            self._stack.removeWidget(self._table)
            self._table.deleteLater()
        self._table = fact_table(found, _("{name}, table").format(name=self._name))
        self._table.opened.connect(lambda row: self.activated.emit(row.record) if row.record else None)
        self._stack.addWidget(self._table)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_V and not event.modifiers():
            self.toggle()
            return
        super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the facts of the chart on the clipboard as tab-separated text."""
        self._fill()
        if self._table is not None:
            QGuiApplication.clipboard().setText(self._table.as_text(self._table.table.rows()))


def _cell(at: int) -> Callable[[Row], str]:
    return lambda row: str(row.cells[at])


def _sort_key(at: int) -> Callable[[Row], object]:
    return lambda row: row.keys[at]


def fact_table(found: "Facts", name: str) -> TableView:
    """A real table of the facts of a chart."""
    columns = tuple(
        Column(
            str(at),
            head,
            "text" if at == 0 else "number",
            0 if at == 0 else 110,
            text=_cell(at),
            sort=_sort_key(at),
        )
        for at, head in enumerate(found.heads)
    )
    table = TableView(columns, key=lambda row: row.cells[0], name=name, row_height=27)
    table.set_rows(found.rows)
    return table
