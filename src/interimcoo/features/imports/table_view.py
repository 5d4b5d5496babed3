"""Step 2: the sheet with its bands, and the sheets of the file to choose from."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from interimcoo.features.imports.draft import Draft
from interimcoo.features.imports.sheet_view import MOST_COLUMNS, SheetView
from interimcoo.text import _
from interimcoo.ui.marks import Chip, MarkLabel
from interimcoo.ui.toolbar import FilterButton, Segments
from interimcoo.ui.words import ElidedLabel, key_cap, label

_SEGMENTS = 4


class FindTableView(QWidget):
    """Headline, sheets, preview and the keys below it."""

    def __init__(self, on_sheet: Callable[[str], object]) -> None:
        super().__init__()
        self._on_sheet = on_sheet
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._head = QHBoxLayout()
        self.headline = ElidedLabel("", "section")
        self._head.addWidget(self.headline, 1)
        self.chip = MarkLabel(Chip(""))
        self.chip.hide()
        self._head.addWidget(self.chip)
        self._sheets: Segments | FilterButton | None = None
        column.addLayout(self._head)
        frame = QFrame()
        frame.setProperty("role", "card")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(1, 1, 1, 1)
        self.sheet = SheetView()
        inner.addWidget(self.sheet)
        column.addWidget(frame, 1)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(label(_("Drag a band edge, or select rows and press"), "small"))
        for key, words in (("H", _("header")), ("D", _("first data row")), ("T", _("total")), ("S", _("skip"))):
            foot.addWidget(key_cap(key))
            foot.addWidget(label(words, "small"))
        foot.addStretch(1)
        self.note = label("", "small")
        foot.addWidget(self.note, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(foot)

    def show_sheet(self, draft: Draft) -> None:
        """Show another file or sheet."""
        self._show_sheets(draft)
        self.sheet.set_sheet(draft.page)
        used = draft.page.used
        many = used is not None and used.last_column > MOST_COLUMNS
        self.note.setText(_("The first {n} columns are shown.").format(n=MOST_COLUMNS) if many else "")
        self.show_draft(draft)
        if draft.layout is not None and draft.layout.header_rows:
            self.sheet.go_to(draft.layout.header_rows[0])

    def show_draft(self, draft: Draft) -> None:
        """Show the bands of a draft."""
        self.headline.setText(_("Where is the table in {file}?").format(file=draft.workbook.file_name))
        self.chip.setVisible(bool(draft.profile))
        if draft.profile:
            self.chip.set_mark(Chip(_("profile {name}").format(name=draft.profile), "info"))
        if self._sheets is not None:
            self._sheets.choose(draft.sheet)
        self.sheet.show_layout(draft.layout)

    def _show_sheets(self, draft: Draft) -> None:
        if self._sheets is not None:
            self._sheets.hide()
            self._sheets.deleteLater()
            self._sheets = None
        names = [sheet.name for sheet in draft.workbook.sheets if sheet.rows and sheet.state == "visible"]
        if draft.sheet not in names:
            names.append(draft.sheet)
        if len(names) < 2:
            return
        choices = [(name, name) for name in names[:200]]
        made: Segments | FilterButton
        if len(names) <= _SEGMENTS and sum(map(len, names)) < 60:
            made = Segments(choices, self._on_sheet, _("Sheet"))
        else:
            made = FilterButton(_("Sheet"), choices, self._on_sheet)
        made.choose(draft.sheet)
        self._head.addWidget(made)
        self._sheets = made
