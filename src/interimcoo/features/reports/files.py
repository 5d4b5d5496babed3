"""Writes the report and its Excel annex where the user says, and tells what came of it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from interimcoo.exchange.blocks import Report
from interimcoo.features.reports.output import cannot_write, file_name, with_suffix
from interimcoo.text import N_, _, plural
from interimcoo.ui.session import Session
from interimcoo.ui.settings import LAST_FOLDER

if TYPE_CHECKING:
    from interimcoo.exchange.pdf.record import PdfResult
    from interimcoo.ui.jobs import Progress


class ReportFiles(QObject):
    """The two files of a report. A file that cannot be written leaves what was there as it was."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self.dialog: QFileDialog | None = None

    def ask_pdf(self, report: Report) -> None:
        """Ask where the PDF goes, and write it there."""
        self._ask(_("Write PDF"), report, ".pdf", _("PDF files (*.pdf)"), lambda path: self.save_pdf(report, path))

    def ask_workbook(self, report: Report, result: "PdfResult | None") -> None:
        """Ask where the Excel annex goes, and write it there."""
        kinds = _("Excel workbooks (*.xlsx)")
        self._ask(_("Write Excel annex"), report, ".xlsx", kinds, lambda path: self.save_workbook(report, result, path))

    def save_pdf(self, report: Report, path: Path) -> None:
        """Write the PDF to a file."""

        def task(progress: "Progress") -> int:
            from interimcoo.exchange.pdf.document import write_pdf

            return write_pdf(report, path, lambda n, total: progress(n, total, _("Writing pages"))).pages

        def done(pages: int) -> None:
            self._written(_("{name} written, {pages}"), path, plural(pages, N_("{n} page"), N_("{n} pages")))

        self._session.jobs.run(_("Write PDF"), task, done, lambda error: self._failed(error, path))

    def save_workbook(self, report: Report, result: "PdfResult | None", path: Path) -> None:
        """Write the tables to a workbook; with the pages of each figure when the PDF is known."""
        pages = {one.id: one.pages for one in result.figures} if result is not None else {}

        def task(_progress: "Progress") -> None:
            from interimcoo.exchange.excel_out.workbook import write_workbook

            write_workbook(report, path, pages)

        def done(_nothing: None) -> None:
            self._written(_("{name} written"), path)

        self._session.jobs.run(_("Write Excel annex"), task, done, lambda error: self._failed(error, path))

    def _ask(self, title: str, report: Report, suffix: str, kinds: str, save: Callable[[Path], object]) -> None:
        folder = self._session.settings.get(LAST_FOLDER) or str(self._session.engagement.path.parent)
        dialog = QFileDialog(self._window, title, folder, kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.selectFile(file_name(report, self._session.today, suffix))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def chosen(name: str) -> None:
            path = with_suffix(Path(name), suffix)
            self._session.settings.set(LAST_FOLDER, str(path.parent))
            save(path)

        dialog.fileSelected.connect(chosen)
        self.dialog = dialog
        dialog.open()

    def _written(self, words: str, path: Path, pages: str = "") -> None:
        self._session.clear_banner("report-file")
        self._session.toast(words.format(name=path.name, pages=pages), undo=False)

    def _failed(self, error: BaseException, path: Path) -> None:
        if not isinstance(error, OSError):
            raise error
        happened, remedy = cannot_write(path)
        self._session.banner("error", happened, remedy, topic="report-file")
