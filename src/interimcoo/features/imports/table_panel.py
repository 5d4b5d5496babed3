"""The inspector of step 2: the bands found with reasons, fields to change them, other proposals, what is hidden."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from interimcoo import formats
from interimcoo.exchange.excel_in.layout import Layout
from interimcoo.features.imports.bands import COLOURS, NAMES, Band
from interimcoo.features.imports.draft import Draft
from interimcoo.text import N_, _, interface_language, plural
from interimcoo.ui.banner import Banner
from interimcoo.ui.inspector import InspectorPanel
from interimcoo.ui.session import BannerText
from interimcoo.ui.theme import theme
from interimcoo.ui.words import button, label


class _Bar(QWidget):
    """The colour of a band."""

    def __init__(self, band: Band) -> None:
        super().__init__()
        self._band = band
        self.setFixedWidth(6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 2, 5, self.height() - 4), theme().colour(COLOURS[self._band][2]))


def rows_words(rows: list[int]) -> str:
    """Row numbers as people say them: "rows 1 to 6, 4822"."""
    if not rows:
        return "–"
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    language = interface_language()

    def one(run: list[int]) -> str:
        first, last = formats.number(run[0], 0, language), formats.number(run[-1], 0, language)
        return first if first == last else _("{first} to {last}").format(first=first, last=last)

    named = ", ".join(one(run) for run in runs[:4])
    more = f" {_('and {n} more').format(n=len(runs) - 4)}" if len(runs) > 4 else ""
    return (_("row {rows}") if len(rows) == 1 else _("rows {rows}")).format(rows=named + more)


def _found(draft: Draft, layout: Layout) -> list[tuple[Band, str, str]]:
    sheet = draft.page
    top = layout.header_rows[0] if layout.header_rows else layout.first_data_row
    outside = [n for n in sheet.rows if n < top or n > layout.last_data_row or n in layout.skipped_rows]
    inside = [n for n in sheet.rows if layout.first_data_row <= n <= layout.last_data_row]
    data = [n for n in inside if n not in layout.total_rows | layout.section_rows | layout.skipped_rows]
    language = interface_language()
    named = sum(1 for c in layout.columns if c.field)
    header = plural(len(layout.columns), N_("{n} column"), N_("{n} columns"))
    if len(layout.header_rows) > 1:
        header = _("{columns}, levels are joined").format(columns=header)
    found: list[tuple[Band, str, str]] = [
        ("header", rows_words(list(layout.header_rows)), header),
        ("data", rows_words([layout.first_data_row, layout.last_data_row]) if not data else _span(layout),
         _("{rows}, {known} of {columns} columns known").format(
             rows=plural(len(data), N_("{n} row"), N_("{n} rows")), known=named, columns=len(layout.columns))),
    ]  # fmt: skip
    if layout.total_rows:
        found.append(("total", rows_words(list(layout.total_rows)), _("says total, sum or mean; stays out")))
    if layout.section_rows:
        found.append(("section", rows_words(list(layout.section_rows)), _("one text and no value")))
    if outside:
        words = _("titles, notes and rows you left out, {count} in all").format(
            count=formats.number(len(outside), 0, language)
        )
        found.append(("skip", rows_words(outside), words))
    return found


def _span(layout: Layout) -> str:
    language = interface_language()
    first, last = (formats.number(n, 0, language) for n in (layout.first_data_row, layout.last_data_row))
    return _("rows {rows}").format(rows=_("{first} to {last}").format(first=first, last=last))


class TablePanel(InspectorPanel):
    """Shows a draft's bands; `on_edit` gets "header", "data" or "end" and the typed words."""

    def __init__(
        self,
        on_edit: Callable[[str, str], object],
        on_next: Callable[[], object],
    ) -> None:
        super().__init__()
        self._on_edit, self._on_next = on_edit, on_next
        self.fields: dict[str, QLineEdit] = {}

    def show_draft(self, draft: Draft) -> None:
        """Show a draft."""
        layout, proposal = draft.layout, draft.proposal
        self.begin(_("Table found") if layout else _("No table found"), "table")
        inner = self.section(_("Recognised"))
        if layout is None:
            words = _("Nothing like a table was found. Select the row with the headings and press H.")
            inner.addWidget(label(words, "body", wrap=True))
        for band, rows, reason in _found(draft, layout) if layout else ():
            inner.addWidget(self._line(band, rows, reason))
        self.fields = {}
        edges = self.section(_("Change it"))
        for key, name, value in self._edges(layout):
            edges.addLayout(self._edge(key, name, value))
        if proposal and len(proposal.layouts) > 1:
            place = _("Proposal {n} of {total}").format(n=draft.place + 1, total=len(proposal.layouts))
            self.section(_("Proposals")).addWidget(label(place if draft.place >= 0 else _("Set by you"), "body"))
            self.buttons(button(_("Next proposal"), "refresh", key="P", small=True, on_click=self._on_next))
        notices = (*draft.page.notices, *draft.workbook.notices)
        if notices:
            section = self.section(_("About this file"))
            for notice in notices[:6]:
                section.addWidget(Banner(BannerText("info", notice)))
        self.end()

    def _edges(self, layout: Layout | None) -> list[tuple[str, str, str]]:
        header = ""
        if layout and layout.header_rows:
            first, last = layout.header_rows[0], layout.header_rows[-1]
            header = str(first) if first == last else _("{first} to {last}").format(first=first, last=last)
        return [
            ("header", _("Header rows"), header),
            ("data", _("First data row"), str(layout.first_data_row) if layout else ""),
            ("end", _("Last data row"), str(layout.last_data_row) if layout else ""),
        ]

    def _edge(self, key: str, name: str, value: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        words = label(name, "sub")
        words.setFixedWidth(theme().px(104))
        line = QLineEdit(value)
        line.setAccessibleName(name)
        line.editingFinished.connect(lambda: line.isModified() and self._on_edit(key, line.text()))
        self.fields[key] = line
        row.addWidget(words)
        row.addWidget(line, 1)
        return row

    def _line(self, band: Band, rows: str, reason: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(_Bar(band))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(f"{_(NAMES[band])} {rows}", "body", wrap=True))
        words.addWidget(label(reason, "small", wrap=True))
        row.addLayout(words, 1)
        return made
