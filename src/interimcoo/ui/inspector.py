"""The inspector: details of the selection as sections of facts.

Example:
    panel = InspectorPanel()
    panel.begin(_("On time in full"), "chart-line")
    panel.facts(_("Source"), ((_("File"), "Orders_W38.xlsx"), (_("Cells"), "C9:C4820")))
    panel.words(_("What it means"), _("Week 36 lies below the lower limit."))
    panel.add(chart_view); panel.buttons(button(_("New action"), "plus"))
    panel.end()
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from interimcoo.ui.theme import theme
from interimcoo.ui.words import Button, ElidedLabel, IconLabel, breakable, hairline, label

MARGIN = 16
LABEL_WIDTH = 96


class InspectorPanel(QWidget):
    """Title row of 44 px, then sections separated by hairlines; `begin` clears, `end` closes."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QWidget()
        head.setFixedHeight(theme().px(44))
        self._head = QHBoxLayout(head)
        self._head.setContentsMargins(MARGIN, 0, 8, 0)
        self._head.setSpacing(8)
        self._icon = IconLabel("info-circle", "sub")
        self._title = ElidedLabel("", "strong")
        self._head.addWidget(self._icon)
        self._head.addWidget(self._title, 1)
        column.addWidget(head)
        column.addWidget(hairline())
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self._scroll, 1)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._scroll.setWidget(self._inside)
        self._first = True

    def begin(self, title: str, icon_name: str = "info-circle") -> None:
        """Start anew with a title."""
        self._title.setText(title)
        self._title.setAccessibleName(title)
        self._icon.set_icon(icon_name)
        self._inside = QWidget()
        self._inside.setProperty("area", "content")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 10, 0, 14)
        self._column.setSpacing(6)
        self._first = True

    def section(self, head: str = "") -> QVBoxLayout:
        """A new section with a head; add your own widgets to the layout it returns."""
        if not self._first:
            self._column.addSpacing(4)
            self._column.addWidget(hairline())
            self._column.addSpacing(4)
        self._first = False
        inner = QVBoxLayout()
        inner.setContentsMargins(MARGIN, 0, MARGIN, 0)
        inner.setSpacing(6)
        if head:
            inner.addWidget(label(head, "smallstrong"))
        self._column.addLayout(inner)
        return inner

    def facts(self, head: str, pairs: Sequence[tuple[str, str | QWidget]]) -> None:
        """A section of label and value; a value may be a widget (a link, a mark)."""
        inner = self.section(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        grid.setColumnMinimumWidth(0, theme().px(LABEL_WIDTH) - 8)
        grid.setColumnStretch(1, 1)
        for at, (name, value) in enumerate(pairs):
            # words break over lines, so their label stands at the first one; a link or mark is one line, however high
            beside = Qt.AlignmentFlag.AlignVCenter if isinstance(value, QWidget) else Qt.AlignmentFlag.AlignTop
            grid.addWidget(label(name, "sub"), at, 0, beside)
            shown = value if isinstance(value, QWidget) else label(breakable(value), "body", wrap=True)
            if isinstance(shown, Button):
                shown.shrink()
            grid.addWidget(shown, at, 1, beside)
        inner.addLayout(grid)

    def words(self, head: str, text: str) -> None:
        """A section of a sentence or two."""
        self.section(head).addWidget(label(breakable(text, 30), "body", wrap=True))

    def add(self, widget: QWidget, head: str = "") -> None:
        """A section of one widget (a chart, a field)."""
        self.section(head).addWidget(widget)

    def buttons(self, *made: QWidget) -> None:
        """A row of buttons at the end of the last section."""
        row = QHBoxLayout()
        row.setContentsMargins(MARGIN, 2, MARGIN, 0)
        row.setSpacing(8)
        for one in made:
            row.addWidget(one)
        row.addStretch(1)
        self._column.addLayout(row)

    def links(self, head: str, made: Iterable[QWidget]) -> None:
        """A section of links, one below the other, at the left."""
        inner = self.section(head)
        for one in made:
            if isinstance(one, Button):
                one.shrink()
            inner.addWidget(one)

    def end(self) -> None:
        """Show what was built."""
        self._column.addStretch(1)
        self._scroll.setWidget(self._inside)
