"""The slip preview: what a change would move, before it is written, with "Move all" and "Leave"."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from interimcoo import formats
from interimcoo.features.plan.columns import shift_columns
from interimcoo.features.plan.queries import Preview
from interimcoo.text import _, interface_language, plural
from interimcoo.ui.table import DENSE, HEAD, TableView
from interimcoo.ui.theme import theme
from interimcoo.ui.words import button, hairline, label

MOST_ROWS = 6
"""rows before the list scrolls"""


class SlipPanel(QFrame):
    """Stands below the bars while a change waits for its answer."""

    def __init__(self, accept: Callable[[], object], leave: Callable[[], object]) -> None:
        super().__init__()
        self.setAccessibleName(_("What the change would move"))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 0, 20, 8)
        column.setSpacing(6)
        column.addWidget(hairline())
        row = QHBoxLayout()
        row.setSpacing(8)
        self.title = label("", "section", wrap=True)
        row.addWidget(self.title, 1)
        self.leave = button(_("Leave"), key="Esc", on_click=leave)
        self.accept = button(_("Move all"), kind="primary", key="Return", on_click=accept)
        row.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.accept, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self.table = TableView(
            shift_columns(), key=lambda one: one.reference, name=_("Tasks that would move"), row_height=DENSE
        )
        self.table.setSelectionMode(TableView.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self.table)
        self.hide()

    def show_preview(self, preview: Preview, what: str) -> None:
        """Ask about a change; `what` says it in the infinitive."""
        language = interface_language()
        others = plural(len(preview.others), "{n} other task moves", "{n} other tasks move")
        words = [_("{what}: {others}").format(what=what, others=others)]
        if preview.old_end is not None and preview.end is not None:
            if preview.end_days:
                words.append(
                    _("the end moves from {old} to {new}").format(
                        old=formats.day(preview.old_end, language), new=formats.day(preview.end, language)
                    )
                )
            else:
                words.append(_("the end stays {end}").format(end=formats.day(preview.end, language)))
        self.title.setText(", ".join(words))
        self.table.set_rows((preview.own, *preview.others))
        rows = min(MOST_ROWS, 1 + len(preview.others))
        self.table.setFixedHeight(theme().px(HEAD) + rows * theme().px(DENSE) + 2)
        self.show()
