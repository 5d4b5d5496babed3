"""Step 4: what the import would do, as counts with a list for each; nothing is written yet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from interimcoo.exchange.excel_in.plan import DryRun
from interimcoo.features.imports import outcome
from interimcoo.features.imports.outcome import CATEGORIES, Category
from interimcoo.features.imports.step_table import StepTable
from interimcoo.text import _
from interimcoo.ui.table import TWO_LINES, Column, TableView
from interimcoo.ui.toolbar import Segments
from interimcoo.ui.words import label


class OutcomeView(QWidget):
    """The headline, a segment per category with its count, and the list of the one chosen."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        self.headline = label("", "section", wrap=True)
        head.addWidget(self.headline, 1)
        self.segments = Segments(
            [(key, f"{_(name)} 0") for key, name in CATEGORIES], lambda key: self._choose(key), _("What would happen")
        )
        head.addWidget(self.segments, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self.records = StepTable(
            (
                Column("name", _("Record"), strong=True),
                Column("old", _("Now"), "number", width=200, rank=1),
                Column("now", _("From the file"), "number", width=220),
                Column("cell", _("Cell"), width=80, align="right"),
            ),
            key=lambda row: row.key,
            name=_("Records"),
        )
        self.reasons = StepTable(
            (
                Column("reason", _("Why, and what to do"), strong=True),
                Column("cells", _("Cells"), "number", width=64),
                Column("where", _("Where"), width=230),
                Column("value", _("Value"), width=190, colour=lambda _row: "bad", rank=1),
            ),
            key=lambda row: row.key,
            name=_("Reasons"),
            row_height=TWO_LINES,
            second_line=lambda row: row.remedy,
        )
        self.lists = QStackedWidget()
        self.lists.addWidget(self.records)
        self.lists.addWidget(self.reasons)
        column.addWidget(self.lists, 1)
        self.note = label("", "small", wrap=True)
        column.addWidget(self.note)
        self._run: DryRun | None = None

    def show_waiting(self, words: str) -> None:
        """While the dry run is on its way."""
        self._run = None
        self.headline.setText(words)
        self.records.set_rows(())
        self.reasons.set_rows(())
        self.note.setText("")
        self.segments.set_options([(key, f"{_(name)} –") for key, name in CATEGORIES])

    def show_run(self, run: DryRun) -> None:
        """Show a dry run, first what was rejected when nothing would be stored."""
        self._run = run
        self.headline.setText(outcome.headline(run))
        found = outcome.counts(run)
        self.segments.set_options([(key, f"{_(name)} {outcome.number(found[key])}") for key, name in CATEGORIES])
        first: Category = next((key for key in ("new", "changed", "rejected", "unchanged") if found[key]), "ignored")
        self.segments.choose(first)
        self._choose(first)

    def list(self) -> TableView:
        """The list in front."""
        return self.reasons if self.lists.currentWidget() is self.reasons else self.records

    def _choose(self, key: str) -> None:
        if self._run is None:
            return
        if key in ("rejected", "ignored"):
            rows = outcome.rejected_rows(self._run) if key == "rejected" else outcome.ignored_rows(self._run)
            self.reasons.set_rows(rows)
            self.lists.setCurrentWidget(self.reasons)
            self.note.setText("")
            return
        category: Category = "new" if key == "new" else "changed" if key == "changed" else "unchanged"
        self.records.set_rows(outcome.planned_rows(self._run, category))
        self.lists.setCurrentWidget(self.records)
        many = outcome.counts(self._run)[category] > outcome.MOST
        self.note.setText(_("The first {count} are shown.").format(count=outcome.number(outcome.MOST)) if many else "")
