"""Step 1: the sheets of the file with what each seems to hold, and what the import fills."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from interimcoo import formats
from interimcoo.features.imports.draft import Draft
from interimcoo.features.imports.known import target_of, targets
from interimcoo.features.imports.step_table import StepTable
from interimcoo.text import _, interface_language
from interimcoo.ui.table import Column
from interimcoo.ui.toolbar import Segments
from interimcoo.ui.words import label

_STATES = {"visible": "", "hidden": "hidden", "veryHidden": "hidden"}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet of the file."""

    name: str
    state: str
    rows: int
    cells: int
    seems: str
    reason: str


def sheet_rows(draft: Draft) -> tuple[SheetRow, ...]:
    """The sheets, those with a proposal first, hidden ones last."""
    found = {p.sheet: p for p in draft.proposals}
    order = {p.sheet: at for at, p in enumerate(draft.proposals)}
    rows = []
    for sheet in draft.workbook.sheets:
        proposal = found.get(sheet.name)
        target = target_of(proposal.target) if proposal else None
        rows.append(
            SheetRow(
                name=sheet.name,
                state=_("hidden") if _STATES.get(sheet.state) else _("visible"),
                rows=len(sheet.rows),
                cells=sheet.cells,
                seems=_(target.title) if target else "",
                reason=proposal.reason if proposal else (_("no table found") if sheet.rows else _("empty")),
            )
        )
    return tuple(sorted(rows, key=lambda r: (r.state != _("visible"), order.get(r.name, 999))))


class SheetsView(QWidget):
    """The list of sheets and the choice of what to fill."""

    opened = Signal()

    def __init__(self, on_sheet: Callable[[str], object], on_target: Callable[[str], object]) -> None:
        super().__init__()
        self._on_sheet = on_sheet
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        row = QHBoxLayout()
        self.headline = label("", "section", wrap=True)
        row.addWidget(self.headline, 1)
        row.addWidget(label(_("It fills"), "sub"))
        self.target = Segments([(t.key, _(t.title)) for t in targets()], on_target, _("What the import fills"))
        row.addWidget(self.target)
        column.addLayout(row)
        language = interface_language()
        self.table = StepTable(
            (
                Column("name", _("Sheet"), strong=True, width=220),
                Column("state", _("State"), width=90, rank=1),
                Column("rows", _("Rows"), "number", width=80, text=lambda r: formats.number(r.rows, 0, language)),
                Column("cells", _("Cells"), "number", width=90, text=lambda r: formats.number(r.cells, 0, language)),
                Column("seems", _("Seems to hold"), width=140),
                Column("reason", _("Why")),
            ),
            key=lambda r: r.name,
            name=_("Sheets"),
        )
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(lambda _row: self.opened.emit())
        column.addWidget(self.table, 1)
        self._draft: Draft | None = None

    def show_draft(self, draft: Draft) -> None:
        """Show the sheets of a draft with the one in work selected."""
        self._draft = None
        self.headline.setText(_("Which sheet of {file}?").format(file=draft.workbook.file_name))
        self.table.set_rows(sheet_rows(draft))
        self.table.select_key(draft.sheet)
        self.target.choose(draft.target)
        self._draft = draft

    def _chosen(self, row: object) -> None:
        if isinstance(row, SheetRow) and self._draft is not None and row.name != self._draft.sheet:
            self._on_sheet(row.name)
