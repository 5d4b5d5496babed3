"""The sheet as it is, with a band of colour on every row; band edges move by key and by mouse."""

from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from interimcoo.exchange.excel_in.layout import Layout
from interimcoo.exchange.excel_in.sheet import Cell, Sheet, letters
from interimcoo.features.imports.bands import COLOURS, NAMES, Bands, Edge
from interimcoo.text import _
from interimcoo.ui.theme import theme
from interimcoo.ui.words import plain

MOST_COLUMNS: Final = 200
_ROW: Final = 26
_NEAR: Final = 4
_MEASURED: Final = 120
_SPANS: Final = 300
_SPANNED_ROWS: Final = 400
_ROOM: Final = 8
_SHOWN: Final = 200
Index = QModelIndex | QPersistentModelIndex


def shown(cell: Cell) -> str:
    """A cell as the preview shows it: one line, numbers without the noise of binary fractions."""
    if cell.kind == "no_result":
        return _("formula without result")
    value = cell.value
    if cell.kind == "number" and isinstance(value, int | float):
        if cell.fmt == "percent":
            return f"{value * 100:.6g} %".replace("-", "−")
        return f"{value:.10g}".replace("-", "−")
    return " ".join(cell.shown[:_SHOWN].split())


class SheetModel(QAbstractTableModel):
    """The cells of a sheet by row and column; nothing is copied."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self.bands = Bands(None)
        self.rows = self.columns = 0

    def set_sheet(self, sheet: Sheet) -> None:
        """Show another sheet."""
        self.beginResetModel()
        self._sheet = sheet
        self.rows = sheet.used.last_row if sheet.used else 0
        self.columns = min(MOST_COLUMNS, sheet.used.last_column if sheet.used else 0)
        self.endResetModel()

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell at a place, counted from 0."""
        return self._sheet.cell(row + 1, column + 1) if self._sheet else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self.rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.columns

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        cell = self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(cell) if cell else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(cell.shown[:1000]) if cell and cell.kind == "text" else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            band = _(NAMES[self.bands.of(index.row() + 1)])
            place = f"{letters(index.column() + 1)}{index.row() + 1}"
            return f"{place}, {band}: {shown(cell) if cell else _('empty')}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return letters(section + 1) if orientation == Qt.Orientation.Horizontal else str(section + 1)
        return None


class _Cells(QStyledItemDelegate):
    """Paints a cell on the colour of its band."""

    def __init__(self, view: "SheetView") -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, view = theme(), self._view
        rect: QRect = option.rect
        band = view.model_.bands.of(index.row() + 1)
        fill, words, _bar = COLOURS[band]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, look.colour("select" if selected and band in ("data", "section") else fill))
        if band != "skip" and index.column() + 1 in view.left_out:
            painter.fillRect(rect, QBrush(look.colour("rule"), Qt.BrushStyle.BDiagPattern))
        painter.setPen(look.colour("hair"))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        painter.drawLine(rect.right(), rect.top(), rect.right(), rect.bottom())
        cell = view.model_.cell(index.row(), index.column())
        if cell is not None:
            bad = cell.kind in ("error", "no_result")
            painter.setPen(look.colour("bad" if bad else words))
            painter.setFont(look.font("small", 600 if band in ("header", "total", "section") else 400))
            spanned = view.columnSpan(index.row(), index.column()) > 1
            inner = rect.intersected(view.viewport().rect()) if spanned else rect
            inner = inner.adjusted(6, 0, -6, 0)
            text = painter.fontMetrics().elidedText(shown(cell), Qt.TextElideMode.ElideRight, inner.width())
            side = (
                Qt.AlignmentFlag.AlignRight
                if cell.kind in ("number", "date", "datetime")
                else Qt.AlignmentFlag.AlignLeft
            )
            if band == "header" and spanned:
                side = Qt.AlignmentFlag.AlignHCenter
            painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter), text)
        if option.state & QStyle.StateFlag.State_HasFocus and view.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))


class _RowNumbers(QHeaderView):
    """Row numbers with the bar of their band; edges can be dragged here too."""

    def __init__(self, view: "SheetView") -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._view = view
        self.setMouseTracking(True)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = theme()
        band = self._view.model_.bands.of(section + 1)
        painter.save()
        painter.fillRect(rect, look.colour("wash"))
        painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), look.colour(COLOURS[band][2]))
        painter.setPen(look.colour("hair"))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        painter.setPen(look.colour("rule"))
        painter.drawLine(rect.right(), rect.top(), rect.right(), rect.bottom())
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("ink" if self._view.currentIndex().row() == section else "sub"))
        inner = rect.adjusted(8, 0, -8, 0)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), str(section + 1))
        painter.restore()


class _Letters(QHeaderView):
    """Column letters."""

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = theme()
        painter.save()
        painter.fillRect(rect, look.colour("wash"))
        painter.setPen(look.colour("rule"))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        painter.drawLine(rect.right(), rect.top(), rect.right(), rect.bottom())
        painter.setFont(look.font("caption", 500))
        painter.setPen(look.colour("sub"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), letters(section + 1))
        painter.restore()


class SheetView(QTableView):
    """The preview. Rows are selected; keys H, D, T, S, P, Alt Up and Alt Down change the bands."""

    marked = Signal(str, int, int)
    """"header", "data", "total" or "skip" with the first and last selected row, from 1"""
    edge_moved = Signal(str, int)
    """"header", "data" or "end", and the row below the edge"""
    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model_ = SheetModel(self)
        self.left_out: frozenset[int] = frozenset()
        self._dragged: Edge | None = None
        self.setModel(self.model_)
        self.setVerticalHeader(_RowNumbers(self))
        self.setHorizontalHeader(_Letters(Qt.Orientation.Horizontal, self))
        self.setItemDelegate(_Cells(self))
        self.setAccessibleName(_("Sheet"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        for head in (self.verticalHeader(), self.horizontalHeader()):
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            head.setSectionsClickable(True)
            head.setHighlightSections(False)
        self.verticalHeader().viewport().installEventFilter(self)
        self._corner = self.findChild(QAbstractButton)
        if self._corner is not None:
            self._corner.installEventFilter(self)
        theme().changed.connect(self._restyle)
        self._restyle()

    def set_sheet(self, sheet: Sheet) -> None:
        """Show a sheet from its top."""
        self.clearSpans()
        self.model_.set_sheet(sheet)
        self._widths(sheet)
        self._spans(sheet)
        self.setCurrentIndex(self.model_.index(0, 0))

    def _spans(self, sheet: Sheet) -> None:
        """Merged cells, and room for a title, section or note that stands alone in its row."""
        taken: set[int] = set()
        for box in sheet.merged[:_SPANS]:
            if box.last_row <= _SPANNED_ROWS and box.first_column <= self.model_.columns:
                wide = min(box.last_column, self.model_.columns) - box.first_column + 1
                high = min(box.last_row, self.model_.rows) - box.first_row + 1
                taken.update(range(box.first_row, box.last_row + 1))
                if wide > 1 or high > 1:
                    self.setSpan(box.first_row - 1, box.first_column - 1, high, wide)
        alone = [n for n in sorted(sheet.rows)[:_SPANNED_ROWS] if len(sheet.rows[n]) == 1 and n not in taken]
        for row in alone[:_SPANS]:
            column, cell = next(iter(sheet.rows[row].items()))
            wide = min(_ROOM, self.model_.columns - column + 1)
            if cell.kind == "text" and wide > 1:
                self.setSpan(row - 1, column - 1, 1, wide)

    def show_layout(self, layout: Layout | None) -> None:
        """Colour the rows by a layout; columns without heading are hatched."""
        self.model_.bands = Bands(layout)
        used = {c.column for c in layout.columns} if layout else set()
        self.left_out = frozenset(range(1, self.model_.columns + 1)) - used if layout else frozenset()
        self.viewport().update()
        self.verticalHeader().viewport().update()

    def go_to(self, row: int) -> None:
        """Make a row current and show it."""
        self.setCurrentIndex(self.model_.index(row - 1, max(0, self.currentIndex().column())))

    def rows_chosen(self) -> tuple[int, int]:
        """First and last selected row, from 1."""
        rows = [index.row() + 1 for index in self.selectionModel().selectedRows()] or [self.currentIndex().row() + 1]
        return min(rows), max(rows)

    def _restyle(self) -> None:
        look = theme()
        self.verticalHeader().setDefaultSectionSize(look.px(_ROW))
        self.verticalHeader().setFixedWidth(look.px(58))
        self.horizontalHeader().setFixedHeight(look.px(_ROW))
        self.viewport().update()

    def _widths(self, sheet: Sheet) -> None:
        """Widths that fit the first rows, within limits."""
        metrics = QFontMetrics(theme().font("small"))
        digit = metrics.horizontalAdvance("0")
        longest: dict[int, int] = {}
        merged = {(b.first_row, b.first_column) for b in sheet.merged if b.last_column > b.first_column}
        for row in sorted(sheet.rows)[:_MEASURED]:
            single = len(sheet.rows[row]) == 1
            for column, cell in sheet.rows[row].items():
                if not single and (row, column) not in merged and column <= MOST_COLUMNS:
                    longest[column] = max(longest.get(column, 0), len(shown(cell)))
        for column in range(1, self.model_.columns + 1):
            wide = longest.get(column, 0) * digit + 20
            self.setColumnWidth(column - 1, max(theme().px(44), min(theme().px(280), wide)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        kinds = {Qt.Key.Key_H: "header", Qt.Key.Key_D: "data", Qt.Key.Key_T: "total", Qt.Key.Key_S: "skip"}
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move_edge(-1 if key == Qt.Key.Key_Up else 1)
            event.ignore()  # the window must know that Alt was not pressed alone
        elif alt:
            event.ignore()
        elif not event.modifiers() and Qt.Key(key) in kinds:
            self.mark(kinds[Qt.Key(key)])
        elif not event.modifiers() and key == Qt.Key.Key_P:
            self.next_wanted.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mark(self, kind: str) -> None:
        """Say what the selected rows are."""
        first, last = self.rows_chosen()
        self.marked.emit(kind, first, last)

    def _move_edge(self, step: int) -> None:
        """Move the edge nearest to the current row by one, and the current row with it."""
        bands = self.model_.bands
        row = self.currentIndex().row() + 1
        edge = bands.nearest(row)
        if edge is None:
            return
        place = bands.edges()[edge] + step
        if 1 <= place <= self.model_.rows + 1:
            self.edge_moved.emit(edge, place)
            self.go_to(min(self.model_.rows, max(1, row + step)))

    def _edge_at(self, y: int) -> Edge | None:
        """The edge within a few pixels of a height in the viewport."""
        for edge, row in self.model_.bands.edges().items():
            line = self.rowViewportPosition(row - 1)
            if row > self.model_.rows:
                line = self.rowViewportPosition(row - 2) + self.rowHeight(row - 2)
            if abs(line - y) <= _NEAR:
                return edge
        return None

    def _row_below(self, y: int) -> int:
        """The row whose top is nearest to a height in the viewport, from 1."""
        at = self.rowAt(y)
        if at < 0:
            return self.model_.rows + 1 if y > 0 else 1
        return at + 1 + (y - self.rowViewportPosition(at) > self.rowHeight(at) / 2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._corner is not None and watched is self._corner and event.type() == QEvent.Type.Paint:
            QPainter(self._corner).fillRect(self._corner.rect(), theme().colour("wash"))
            return True
        if watched is self.verticalHeader().viewport() and isinstance(event, QMouseEvent):
            return self._mouse(event, self.verticalHeader().viewport())
        return super().eventFilter(watched, event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and self._mouse(event, self.viewport()):
            return True
        return super().viewportEvent(event)

    def _mouse(self, event: QMouseEvent, where: QWidget) -> bool:
        """Drag an edge; True when the event was about one."""
        y = round(event.position().y())
        if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._dragged = self._edge_at(y)
            return self._dragged is not None
        if event.type() == QEvent.Type.MouseMove:
            over = self._dragged or self._edge_at(y)
            where.setCursor(Qt.CursorShape.SplitVCursor if over else Qt.CursorShape.ArrowCursor)
            if self._dragged and event.buttons() & Qt.MouseButton.LeftButton:
                self._drag_to(self._row_below(y))
                return True
        if event.type() == QEvent.Type.MouseButtonRelease and self._dragged:
            self._dragged = None
            return True
        return False

    def _drag_to(self, row: int) -> None:
        assert self._dragged is not None
        if self.model_.bands.edges().get(self._dragged) != row:
            self.edge_moved.emit(self._dragged, row)
