"""The inspectors of the dry run and of an import in the history."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from interimcoo import formats
from interimcoo.exchange.excel_in.plan import DryRun
from interimcoo.features.imports import outcome
from interimcoo.features.imports.draft import Draft
from interimcoo.features.imports.entries import ImportEntry
from interimcoo.features.imports.known import target_of
from interimcoo.text import _, interface_language
from interimcoo.ui.banner import Banner
from interimcoo.ui.inspector import InspectorPanel
from interimcoo.ui.marks import MarkLabel, Trust
from interimcoo.ui.session import BannerText
from interimcoo.ui.tile import Tile
from interimcoo.ui.words import IconLabel, button, label

_LISTED = 6


def _tiles(read: int, taken: int, rejected: int) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for name, count in ((_("Read"), read), (_("Taken"), taken), (_("Rejected"), rejected)):
        tile = Tile(name, outcome.number(count))
        tile.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        tile.setFocusPolicy(tile.focusPolicy().NoFocus)
        tile.setMinimumWidth(70)
        row.addWidget(tile, 1)
    return made


def _checked(words: str, *, good: bool = True) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(IconLabel("circle-check" if good else "alert-triangle", "good" if good else "warntext", 15))
    row.addWidget(label(words, "body", wrap=True), 1)
    return made


class RunPanel(InspectorPanel):
    """What the dry run counted, whether every cell is accounted for, and what the import will do."""

    def show_run(self, draft: Draft, run: DryRun | None) -> None:
        """Show a dry run; None while it is on its way."""
        self.begin(_("Dry run"), "clipboard-check")
        if run is None:
            self.words(_("Dry run, nothing written yet"), _("Comparing with the engagement."))
            self.end()
            return
        self.add(_tiles(run.account.read, run.account.stored, run.account.rejected), _("Cells, nothing written yet"))
        account = self.section(_("Account"))
        account.addWidget(_checked(outcome.account_words(run), good=run.account.adds_up))
        if run.blocked:
            account.addWidget(Banner(BannerText("warning", run.blocked)))
        if run.notices:
            section = self.section(_("What will be created or follows"))
            for notice in run.notices[:_LISTED]:
                section.addWidget(label(notice, "body", wrap=True))
        after = self.section(_("After import"))
        after.addWidget(_checked(_("One step, Undo takes it back")))
        after.addWidget(_checked(_("Rejected cells stay in the history of imports")))
        if draft.grade:
            after.addWidget(_checked(_("Trust grade {grade} on every value").format(grade=draft.grade)))
        self.end()


class EntryPanel(InspectorPanel):
    """An import of the history: counts, source and grade, rejected cells."""

    def __init__(self, on_grade: Callable[[ImportEntry], object], on_open: Callable[[ImportEntry], object]) -> None:
        super().__init__()
        self._on_grade, self._on_open = on_grade, on_open

    def show_entry(self, entry: ImportEntry | None) -> None:
        """Show an import; None: nothing is selected."""
        if entry is None:
            self.begin(_("Imports"), "file-import")
            self.words("", _("Every import is listed with its file, its counts and the cells that were rejected."))
            self.end()
            return
        language = interface_language()
        self.begin(entry.file_name, "file-spreadsheet")
        target = target_of(entry.target)
        self.facts(
            _("Source"),
            (
                (_("Sheet"), entry.sheet),
                (_("Imported"), formats.instant(entry.at, language)),
                (_("Filled"), _(target.title) if target else entry.target),
                (_("Trust grade"), _grade(entry)),
            ),
        )
        self.buttons(button(_("Grade this source"), "certificate", small=True, on_click=lambda: self._on_grade(entry)))
        self.facts(
            _("Counts"),
            (
                (_("New"), outcome.number(entry.new)),
                (_("Changed"), outcome.number(entry.changed)),
                (_("Unchanged"), outcome.number(entry.unchanged)),
                (_("Rejected"), outcome.number(entry.rejected)),
            ),
        )
        if entry.rejects:
            section = self.section(_("Rejected cells"))
            groups: dict[str, list[tuple[str, str]]] = {}
            for cell, value, reason in entry.rejects:
                groups.setdefault(reason, []).append((cell, value))
            for reason, cells in sorted(groups.items(), key=lambda item: -len(item[1]))[:_LISTED]:
                section.addWidget(label(f"{outcome.number(len(cells))} × {reason}", "body", wrap=True))
                places = outcome.first_of(f"{cell} “{value[:40]}”" if value else cell for cell, value in cells)
                section.addWidget(label(places, "small", wrap=True))
            more = len(groups) - _LISTED
            if more > 0:
                section.addWidget(label(_("and {n} more reasons").format(n=outcome.number(more)), "small"))
        where = {"kpi_values": _("Open KPIs"), "tasks": _("Open plan")}.get(entry.target)
        if where:
            self.section()
            self.buttons(button(where, "arrow-right", on_click=lambda: self._on_open(entry)))
        self.end()


def _grade(entry: ImportEntry) -> QWidget:
    grade = next((g for g in ("A", "B", "C", "D") if g == entry.trust_grade), None)
    return MarkLabel(Trust(grade, entry.file_name)) if grade else label(_("not graded"), "body")
