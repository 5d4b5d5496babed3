"""The two faces of the plan: tasks beside their bars, and a table of the same facts."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from interimcoo.features.plan.columns import bar_columns, group_of, table_columns
from interimcoo.features.plan.drawing import GanttDrawing
from interimcoo.features.plan.queries import PlanView, TaskRow
from interimcoo.text import _
from interimcoo.ui.table import DENSE, TableView
from interimcoo.ui.theme import theme

HEAD = 44
"""months above weeks"""
BAR_ROOM = 10
"""height of the scroll bar below the drawing, left free below the table so that lines stay side by side"""


class BarsView(QWidget):
    """The table at the left, the bars at the right, one scroll bar for both."""

    def __init__(self) -> None:
        super().__init__()
        self.table = TableView(
            bar_columns(),
            key=lambda task: task.reference,
            group=group_of,
            name=_("Tasks"),
            row_height=DENSE,
            head_height=HEAD,
        )
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.horizontalHeader().setSectionsClickable(False)
        self.drawing = GanttDrawing(self.table)
        self.drawing.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.drawing.setAccessibleName(_("Bars of the tasks"))
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, BAR_ROOM)
        column.addWidget(self.table)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(3)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.drawing)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        left.setMinimumWidth(theme().px(260))
        self.drawing.setMinimumWidth(theme().px(200))
        self._scroll = QScrollBar(Qt.Orientation.Vertical)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.splitter, 1)
        row.addWidget(self._scroll)
        inner = self.table.verticalScrollBar()
        inner.rangeChanged.connect(self._range)
        inner.valueChanged.connect(self._scroll.setValue)
        self._scroll.valueChanged.connect(inner.setValue)
        self._range(inner.minimum(), inner.maximum())
        self._laid = False

    def _range(self, low: int, high: int) -> None:
        inner = self.table.verticalScrollBar()
        self._scroll.setRange(low, high)
        self._scroll.setPageStep(inner.pageStep())
        self._scroll.setSingleStep(inner.singleStep())
        self._scroll.setVisible(high > low)

    def lay_out(self) -> None:
        """Share the width the first time it is known: two fifths for the table, at most its own need."""
        if self._laid or self.width() < 300:
            return
        self._laid = True
        table = min(theme().px(460), max(theme().px(300), self.width() * 2 // 5))
        self.splitter.setSizes([table, self.width() - table])


class PlanFaces(QWidget):
    """Bars and table over the same rows; one is in front."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self.bars = BarsView()
        self.facts = TableView(
            table_columns(), key=lambda task: task.reference, group=group_of, name=_("Tasks, table"), row_height=DENSE
        )
        self._stack.addWidget(self.bars)
        self._stack.addWidget(self.facts)

    @property
    def table(self) -> TableView:
        """The table in front."""
        return self.facts if self.shows_facts() else self.bars.table

    def shows_facts(self) -> bool:
        """Whether the table is in front instead of the bars."""
        return self._stack.currentIndex() == 1

    def show_facts(self, facts: bool) -> None:
        """Bring bars or table to the front; the selected task stays selected, the focus stays inside."""
        if facts == self.shows_facts():
            return
        chosen, focused = self.table.current_key(), self.table.hasFocus()
        self._stack.setCurrentIndex(1 if facts else 0)
        if chosen:
            self.table.select_key(chosen)
        if focused:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_rows(self, tasks: Sequence[TaskRow], view: PlanView, description: str) -> None:
        """Show tasks of a plan; `description` is the plan in one sentence."""
        self.bars.lay_out()
        self.bars.table.set_rows(tasks)
        self.facts.set_rows(tasks)
        self.bars.drawing.set_view(view)
        self.bars.drawing.setAccessibleDescription(description)

    def current(self) -> TaskRow | None:
        """The selected task."""
        row = self.table.current()
        return row if isinstance(row, TaskRow) else None
