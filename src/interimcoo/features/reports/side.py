"""The left side of the reports page: sections with their pages, the page limit, the list of pages."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QProgressBar, QVBoxLayout, QWidget

from interimcoo import formats
from interimcoo.exchange.pdf.record import PdfResult
from interimcoo.features.reports.board import Board
from interimcoo.features.reports.keys import SUMMARY
from interimcoo.features.reports.section_list import SectionList, SectionRow
from interimcoo.text import _, interface_language
from interimcoo.ui.theme import theme
from interimcoo.ui.words import icon_button, label, set_role

WIDTH = 248


class ReportSide(QWidget):
    """Sections, limit and pages; what the user does is told through the given functions."""

    def __init__(
        self,
        on_include: Callable[[str, bool], object],
        on_move: Callable[[str, int], object],
        on_choose: Callable[[str], object],
        on_limit: Callable[[], object],
        on_page: Callable[[int], object],
    ) -> None:
        super().__init__()
        self.setFixedWidth(theme().px(WIDTH))
        self._first: dict[str, int] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 12, 10)
        column.setSpacing(6)
        column.addWidget(label(_("Sections"), "smallstrong"))
        self.sections = SectionList()
        self.sections.toggled.connect(on_include)
        self.sections.moved.connect(on_move)
        self.sections.chosen.connect(on_choose)
        column.addWidget(self.sections, 3)
        column.addLayout(self._limit_row(on_limit))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Pages of the body against the limit"))
        column.addWidget(self.bar)
        column.addSpacing(6)
        column.addWidget(label(_("Pages"), "smallstrong"))
        self.pages = QListWidget()
        self.pages.setFrameShape(QListWidget.Shape.NoFrame)
        self.pages.setAccessibleName(_("Pages"))
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pages.currentRowChanged.connect(lambda at: on_page(at + 1) if at >= 0 else None)
        column.addWidget(self.pages, 2)

    def show_board(self, board: Board, result: PdfResult, body: int) -> None:
        """The sections of a board with the pages they take in its PDF."""
        placed = [one for one in result.sections if one.key != "contents"]
        included = [one.name for one in board.sections if one.name not in board.settings.left_out]
        used = dict(zip(included, placed, strict=False))
        self._first = {name: one.first for name, one in used.items()}
        self.sections.set_rows(
            [
                SectionRow(
                    one.name,
                    one.section.kicker,
                    formats.number(used[one.name].used, 1, interface_language()) if one.name in used else "–",
                    one.name in used,
                    one.section.annex,
                    one.name == SUMMARY,
                )
                for one in board.sections
            ]
        )
        limit = board.settings.page_limit
        self.count.setText(_("{pages} of {limit}").format(pages=body, limit=limit))
        set_role(self.count, "bad" if body > limit else "strong")
        self.bar.setRange(0, limit)
        self.bar.setValue(min(body, limit))
        self._show_pages(result)

    def page_of(self, name: str) -> int:
        """The first page of a section, 0 when it is left out."""
        return self._first.get(name, 0)

    def mark_page(self, page: int) -> None:
        """Mark the page in view without telling."""
        self.pages.blockSignals(True)
        self.pages.setCurrentRow(page - 1)
        self.pages.blockSignals(False)

    def _limit_row(self, on_limit: Callable[[], object]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(label(_("Page limit"), "smallstrong"))
        row.addStretch(1)
        self.count = label("", "strong")
        row.addWidget(self.count)
        row.addWidget(icon_button("pencil", _("Change the page limit"), size=24, on_click=on_limit))
        return row

    def _show_pages(self, result: PdfResult) -> None:
        titles = dict.fromkeys(range(1, result.pages + 1), "")
        for one in result.sections:
            for page in range(one.first, one.last + 1):
                titles[page] = f"{titles[page]}, {one.title}" if titles[page] else one.title
        lines = [f"{page}  {title}" for page, title in titles.items()]
        if lines == [self.pages.item(at).text() for at in range(self.pages.count())]:
            return
        kept = max(0, self.pages.currentRow())
        self.pages.blockSignals(True)
        self.pages.clear()
        for line in lines:
            item = QListWidgetItem(line)
            item.setSizeHint(QSize(0, theme().px(24)))
            self.pages.addItem(item)
        self.pages.setCurrentRow(min(kept, len(lines) - 1))
        self.pages.blockSignals(False)
