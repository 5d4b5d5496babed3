"""Reports: the board report as it will be printed, its sections, its checks, and its files."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from interimcoo import formats
from interimcoo.exchange.shown import spoken
from interimcoo.features.reports.board import Board
from interimcoo.features.reports.checks import Check, body_pages, checks
from interimcoo.features.reports.commands import (
    ChangeComment,
    ChangePageLimit,
    ChangeTakeaway,
    ChangeTitle,
    IncludeSection,
    MoveSection,
    PlaceSection,
)
from interimcoo.features.reports.files import ReportFiles
from interimcoo.features.reports.gather import Gathered
from interimcoo.features.reports.inspect import ReportInspector
from interimcoo.features.reports.keys import SUMMARY
from interimcoo.features.reports.output import file_name
from interimcoo.features.reports.preview import Preview
from interimcoo.features.reports.renewal import Renewal
from interimcoo.features.reports.side import ReportSide
from interimcoo.text import N_, _, interface_language, plural
from interimcoo.ui.ask import run_from
from interimcoo.ui.form import Form, FormDialog, Number
from interimcoo.ui.page import Page
from interimcoo.ui.session import Session
from interimcoo.ui.toolbar import Toolbar
from interimcoo.ui.words import disable, icon_button, label

if TYPE_CHECKING:
    from interimcoo.exchange.pdf.record import PdfResult
    from interimcoo.store.command import Command


class ReportsPage(Page):
    """The preview is made of the state that was read last; while a newer one is being made the old page stays."""

    reads = frozenset(
        {
            "mandate", "success_criterion", "gate", "person", "organisation_unit", "kpi", "kpi_target", "kpi_phase",
            "kpi_mark", "reading", "question", "assessment_round", "answer", "finding", "initiative",
            "initiative_finding", "task", "task_link", "action_item", "decision", "import_run", "source", "preference",
        }
    )  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.board: Board | None = None
        self.result: PdfResult | None = None
        self._checks: tuple[Check, ...] = ()
        self.files = ReportFiles(session, self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.side = ReportSide(self._include, self._move, self._choose, self.change_limit, self._go)
        self.preview = Preview()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(self.preview, 1)
        self.body.addLayout(row, 1)
        self._bar = self._toolbar()
        self.panel = ReportInspector(self._change, self.change_place)
        self.preview.page_changed.connect(self._page_in_view)
        self.preview.zoom_changed.connect(self._show_zoom)
        self._renewal = Renewal(session, self._language.chosen, self._show, self)
        self._renewal.late.connect(lambda: self.note.setText(_("Being renewed")))
        self.refresh()

    @property
    def renewing(self) -> bool:
        """Whether a newer preview than the one in view is to come."""
        return self._renewal.running

    def title(self) -> str:
        return _("Board report")

    def context(self) -> str:
        if self.board is None:
            return ""
        month = formats.period(f"{self.session.today:%Y-%m}", interface_language())
        return f"{month}, {_('revision {n}').format(n=self.board.report.revision)}"

    def answer(self) -> str:
        if self.result is None:
            return ""
        open_checks = sum(1 for check in self._checks if check.state == "off_track")
        if open_checks:
            one, many = N_("{n} thing keeps the report from being written"), N_("{n} things keep it from being written")
            return plural(open_checks, one, many)
        pages = plural(self.result.pages, N_("{n} page"), N_("{n} pages"))
        figures = len(self.result.figures)
        return _("The report is complete: {pages}, {figures} figures with their origin").format(
            pages=pages, figures=figures
        )

    def toolbar(self) -> QWidget:
        return self._bar

    def inspector(self) -> QWidget:
        return self.panel

    def hints(self) -> tuple[tuple[str, str], ...]:
        return (
            ("PgDown", _("next page")),
            ("Alt+Up", _("move section")),
            ("Space", _("include")),
            ("Ctrl+P", _("write PDF")),
        )

    def refresh(self) -> None:
        self._renewal.ask()

    def state(self) -> dict[str, object]:
        return {"section": self.side.sections.current(), "language": self._language.chosen()}

    def restore(self, state: dict[str, object]) -> None:
        self.side.sections.choose(str(state.get("section", "")))
        self._language.choose(str(state.get("language", "")))
        self.refresh()

    # commands of the page, named in feature.py

    def write_pdf(self) -> None:
        """Ask where the PDF goes, and write it; not while a check stands in the way."""
        if self.board is not None and self.primary.isEnabled():
            self.files.ask_pdf(self.board.report)

    def write_workbook(self) -> None:
        """Ask where the Excel annex goes, and write it."""
        if self.board is not None:
            self.files.ask_workbook(self.board.report, self.result)

    def zoom_in(self) -> None:
        """Enlarge the preview."""
        self.preview.zoom(1)

    def zoom_out(self) -> None:
        """Reduce the preview."""
        self.preview.zoom(-1)

    def fit_width(self) -> None:
        """Fit the preview to its width."""
        self.preview.fit()

    def move_up(self) -> None:
        """Move the chosen section up."""
        self._move(self.side.sections.current(), -1)

    def move_down(self) -> None:
        """Move the chosen section down."""
        self._move(self.side.sections.current(), 1)

    def change_place(self) -> None:
        """Move the chosen section between body and annex."""
        one = self._chosen()
        if one is not None:
            self._run(PlaceSection(one.name, not one.section.annex, one.section.kicker))

    def change_limit(self) -> None:
        """Ask how many pages the body may have."""
        if self.board is None:
            return
        now = self.board.settings.page_limit
        form = Form((Number("pages", _("Pages of the body"), now, needed=True),))
        dialog = FormDialog(self, _("Page limit"), form, _("Change limit"), note=_("The annex is not counted."))

        def wanted() -> None:
            run_from(dialog, self.session, ChangePageLimit(int(form.number("pages") or 0)))

        dialog.wanted.connect(wanted)
        dialog.open()

    def _toolbar(self) -> Toolbar:
        bar = Toolbar()
        choices = (("", _("As the documents")), ("en", "English"), ("sv", "Svenska"))
        self._language = bar.filter(_("Language"), choices, lambda _key: self.refresh())
        bar.stretch()
        self.note = label("", "small")
        bar.add(self.note)
        bar.add(icon_button("zoom-out", _("Reduce the preview"), on_click=self.zoom_out))
        self.percent = label("", "body")
        self.percent.setMinimumWidth(40)
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bar.add(self.percent)
        bar.add(icon_button("zoom-in", _("Enlarge the preview"), on_click=self.zoom_in))
        bar.add(icon_button("maximize", _("Fit the preview to its width"), on_click=self.fit_width))
        self.annex = bar.action(_("Excel annex"), "file-spreadsheet", on_click=self.write_workbook)
        self.primary = bar.primary(_("Write PDF"), "file-type-pdf", "Ctrl+P", on_click=self.write_pdf)
        return bar

    def _show(self, made: Board, data: bytes, result: "PdfResult") -> None:
        self.note.setText("")
        self.board, self.result = made, result
        self._checks = checks(made.report, result, made.settings)
        self.preview.show_pdf(data)
        self.side.show_board(made, result, body_pages(result))
        self._inspect()
        self._allow()
        self.header_changed.emit()

    def _allow(self) -> None:
        stop = next((check for check in self._checks if check.state == "off_track"), None)
        why = "" if stop is None else stop.text
        disable(self.primary, why)
        if not why:
            self.primary.setToolTip(_("Write PDF") + " (Ctrl P)")

    # sections

    def _chosen(self) -> Gathered | None:
        if self.board is None:
            return None
        name = self.side.sections.current()
        return next((one for one in self.board.sections if one.name == name), None)

    def _choose(self, name: str) -> None:
        page = self.side.page_of(name)
        if page:
            self.preview.go(page)
        self._inspect()

    def _go(self, page: int) -> None:
        self.preview.go(page)

    def _page_in_view(self, page: int) -> None:
        self.side.mark_page(page)

    def _inspect(self) -> None:
        one = self._chosen()
        if one is None or self.board is None:
            return
        report, settings = self.board.report, self.board.settings
        output = (
            (_("Language"), {"en": "English", "sv": "Svenska"}.get(report.language, report.language)),
            (_("Confidentiality"), report.classification),
            (_("Revision"), str(report.revision)),
            (_("File"), file_name(report, self.session.today, ".pdf")),
        )
        comment = settings.comments.get(one.name, "")
        self.panel.show_section(one, comment, report.language, self._checks, output)

    def _change(self, key: str, words: str) -> None:
        one = self._chosen()
        if one is None or self.board is None:
            return
        kind, _colon, chart = key.partition(":")
        title = one.section.kicker
        command: Command
        if kind == "title":
            same = words.strip() == spoken(one.section.title, self.board.report.language)
            command = ChangeTitle(one.name, words, title)
        elif kind == "comment":
            same = words.strip() == self.board.settings.comments.get(one.name, "")
            command = ChangeComment(one.name, words, title)
        else:
            same = False
            command = ChangeTakeaway(chart, words, title)
        if not same:
            self._run(command)

    def _include(self, name: str, included: bool) -> None:
        one = self._named(name)
        if one is not None:
            self._run(IncludeSection(name, included, one.section.kicker))

    def _move(self, name: str, by: int) -> None:
        """Move a section within the body or within the annex."""
        one = self._named(name)
        if one is None or self.board is None or name == SUMMARY:
            return
        names = [other.name for other in self.board.sections if other.section.annex == one.section.annex]
        at = names.index(name)
        to = at + by
        if not 0 <= to < len(names) or names[to] == SUMMARY:
            return
        names[at], names[to] = names[to], names[at]
        rest = [other.name for other in self.board.sections if other.section.annex != one.section.annex]
        order = (*rest, *names) if one.section.annex else (*names, *rest)
        self._run(MoveSection(name, order, one.section.kicker))

    def _named(self, name: str) -> Gathered | None:
        sections = self.board.sections if self.board is not None else ()
        return next((one for one in sections if one.name == name), None)

    def _run(self, command: "Command") -> None:
        if not self.session.run(command) and self.board is not None and self.result is not None:
            self.side.show_board(self.board, self.result, body_pages(self.result))

    def _show_zoom(self) -> None:
        self.percent.setText(formats.share(self.preview.percent / 100, 0, interface_language()))
