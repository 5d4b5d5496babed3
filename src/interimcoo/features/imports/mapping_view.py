"""Step 3: one row per column with its first values; Enter or a click chooses the field it fills."""

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import QMenu, QStyleOptionViewItem, QVBoxLayout, QWidget

from interimcoo.features.imports.draft import Draft
from interimcoo.features.imports.mapping import MapRow, field_words, headline, map_rows
from interimcoo.features.imports.sheet_view import shown
from interimcoo.features.imports.step_table import StepTable
from interimcoo.text import _
from interimcoo.ui.cells import CellDelegate, Index
from interimcoo.ui.icons import paint_icon
from interimcoo.ui.marks import Chip
from interimcoo.ui.table import TWO_LINES, Column
from interimcoo.ui.theme import theme
from interimcoo.ui.words import label

_FIELD = 2


def _check(row: MapRow) -> Chip:
    if row.field is None:
        return Chip(_("left out"))
    return Chip(_("sure"), "good") if row.sure else Chip(_("to check"), "warn")


def columns() -> tuple[Column, ...]:
    """The columns of the table."""
    return (
        Column("label", _("Heading in the sheet"), strong=True, note=lambda row: row.letters),
        Column("samples", _("First values"), rank=2),
        Column("field_words", _("Field"), width=208),
        Column("read_as", _("Read as"), width=104, rank=1),
        Column("check", _("Check"), "chip", width=92, mark=_check, sort=lambda row: (row.sure, row.field is None)),
    )


class _FieldCells(CellDelegate):
    """Draws the chosen field in a box with an arrow."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        row = index.data(int(Qt.ItemDataRole.UserRole) + 1)
        if index.column() != _FIELD or not isinstance(row, MapRow):
            return
        look = theme()
        whole: QRect = option.rect
        box = whole.adjusted(2, 9, -10, -10)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("rule" if row.across else "field"))
        painter.setBrush(look.colour("wash" if row.across else "canvas"))
        painter.drawRoundedRect(box, look.radius("control"), look.radius("control"))
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("ink" if row.field else "sub"))
        inner = box.adjusted(10, 0, -26, 0)
        words = painter.fontMetrics().elidedText(row.field_words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), words)
        if not row.across:
            side = 15
            arrow = QRect(box.right() - side - 7, box.center().y() - side // 2, side, side)
            paint_icon(painter, arrow, "chevron-down", "sub")
        painter.restore()


class MappingView(QWidget):
    """The table and its headline; `field_chosen` gives the column and the key of its field ("" leaves it out)."""

    field_chosen = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.headline = label("", "section", wrap=True)
        column.addWidget(self.headline)
        shown_columns = columns()
        self.table = StepTable(shown_columns, key=lambda row: str(row.column), name=_("Columns"), row_height=TWO_LINES)
        self.table.setItemDelegate(_FieldCells(shown_columns, self.table, lambda row: row.reason))
        self.table.opened.connect(self.choose)
        self.table.clicked.connect(self._clicked)
        column.addWidget(self.table, 1)
        self._draft: Draft | None = None
        self.menu: QMenu | None = None

    def show_draft(self, draft: Draft) -> None:
        """Show the columns of a draft."""
        self._draft = draft
        self.headline.setText(headline(draft))
        self.table.set_rows(map_rows(draft, shown))

    def choose(self, row: MapRow) -> None:
        """Offer the fields for a row in a menu at its cell."""
        if self._draft is None or row.across:
            return
        self.menu = QMenu(self)
        self._offer(self.menu, _("Leave out"), row, "")
        self.menu.addSeparator()
        for field in self._draft.aim.fields:
            if field.type == "period" and self._draft.layout and self._draft.layout.shape == "wide":
                continue
            words = field_words(field)
            self._offer(self.menu, _("{field}, needed").format(field=words) if field.needed else words, row, field.key)
        place = self.table.visualRect(self.table.model().index(self.table.currentIndex().row(), _FIELD))
        self.menu.popup(self.table.viewport().mapToGlobal(place.bottomLeft()))
        chosen = next((a for a in self.menu.actions() if a.data() == (row.field or "")), None)
        if chosen is not None:
            self.menu.setActiveAction(chosen)

    def _offer(self, menu: QMenu, words: str, row: MapRow, key: str) -> None:
        action = QAction(words.replace("&", "&&"), menu)
        action.setData(key)
        action.setCheckable(True)
        action.setChecked((row.field or "") == key)
        action.triggered.connect(lambda _checked=False: self.field_chosen.emit(row.column, key))
        menu.addAction(action)

    def _clicked(self, index: QModelIndex) -> None:
        row = self.table.current()
        if index.column() == _FIELD and isinstance(row, MapRow):
            self.choose(row)
