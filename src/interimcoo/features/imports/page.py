"""Import: a client's sheet becomes data in four steps, and every figure keeps the cell it came from."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from interimcoo.exchange.excel_in.reading import read_workbook
from interimcoo.exchange.excel_in.sheet import CannotRead
from interimcoo.features.imports import outcome, queries
from interimcoo.features.imports.commands import GradeSource, SaveProfile, apply_of
from interimcoo.features.imports.draft import Draft, begun
from interimcoo.features.imports.entries import ImportEntry, imports
from interimcoo.features.imports.run_panel import EntryPanel
from interimcoo.features.imports.start_view import ENDINGS, StartView
from interimcoo.features.imports.toolbar import WizardBar
from interimcoo.features.imports.wizard import COLUMNS, FILE, RUN, TABLE, Wizard, WizardKeys
from interimcoo.store.errors import Refused
from interimcoo.text import N_, _, plural
from interimcoo.ui.form import Choice, Form, FormDialog, Text
from interimcoo.ui.jobs import Job, Progress
from interimcoo.ui.page import Page
from interimcoo.ui.session import Session
from interimcoo.ui.toolbar import Toolbar

FILE_RECORD: Final = "file:"


class ImportPage(Page):
    """The history of imports with the place for a file, or the wizard while one is in work."""

    reads = frozenset({"import_run", "import_profile", "source"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._entries: tuple[ImportEntry, ...] = ()
        self._reading: Job[Draft] | None = None
        self._file = ""
        self._dialog: FormDialog | None = None
        self._stack = QStackedWidget()
        self.body.addWidget(self._stack)
        self.start = StartView(self.open_file)
        self._stack.addWidget(self.start)
        self._panels = QStackedWidget()
        self._entry = EntryPanel(self._grade, self._go_to)
        self._panels.addWidget(self._entry)
        self.wizard = Wizard(session, self._panels)
        self._stack.addWidget(self.wizard)
        self._start_bar = Toolbar()
        self._start_bar.stretch()
        self._choose = self._start_bar.primary(_("Choose file"), "folder-open", "N", on_click=self.choose_file)
        self.bar = WizardBar(self.wizard, self.save_profile, self.leave)
        self.start.table.chosen.connect(self._inspect)
        self.wizard.changed.connect(self._step_changed)
        self.wizard.left.connect(self.leave)
        self.wizard.import_wanted.connect(self.run_import)
        self._keys = WizardKeys(self.wizard, self.in_wizard, (self, self.bar, self._panels))
        self.refresh()

    def in_wizard(self) -> bool:
        """Whether a file is in work."""
        return self._stack.currentWidget() is self.wizard and self.isVisible()

    def title(self) -> str:
        draft = self.wizard.draft
        return draft.workbook.file_name if draft is not None else _("Import")

    def context(self) -> str:
        draft = self.wizard.draft
        return _("sheet {sheet}").format(sheet=draft.sheet) if draft is not None else self._file

    def answer(self) -> str:
        if self.wizard.draft is not None:
            return ""
        if not self._entries:
            return _("No workbook has been imported yet")
        rejected = sum(entry.rejected for entry in self._entries)
        one, many = N_("{n} import"), N_("{n} imports")
        words = plural(len(self._entries), one, many)
        if not rejected:
            return _("{imports}, no cell rejected").format(imports=words)
        cells = plural(rejected, N_("{n} cell was rejected"), N_("{n} cells were rejected"))
        return _("{imports}; {cells} and wait for a look").format(imports=words, cells=cells)

    def toolbar(self) -> QWidget | None:
        return self.bar if self.wizard.draft is not None else self._start_bar

    def inspector(self) -> QWidget | None:
        return self._panels

    def breadcrumb(self) -> str | None:
        return _("Import") if self.wizard.draft is not None else None

    def up(self) -> None:
        self.leave()

    def hints(self) -> tuple[tuple[str, str], ...]:
        if self.wizard.draft is None:
            return (("N", _("choose file")),)
        steps = {
            FILE: (("Alt+Right", _("next")), ("Return", _("find the table"))),
            TABLE: (
                ("Alt+Right", _("next")),
                ("Alt+Left", _("back")),
                ("P", _("next proposal")),
                ("Alt+Up", _("band edge")),
            ),
            COLUMNS: (("Alt+Right", _("next")), ("Alt+Left", _("back")), ("Return", _("choose field"))),
            RUN: (("Ctrl+Return", _("import")), ("Alt+Left", _("back"))),
        }
        return (*steps[self.wizard.step], ("Ctrl+Z", _("take back")))

    def refresh(self) -> None:
        self._entries = self.session.read(imports)
        self.start.show_data(self._entries, self.session.read(queries.profiles))
        self.header_changed.emit()

    def open_record(self, reference: str) -> bool:
        if reference.startswith(FILE_RECORD):
            self.open_file(Path(reference.removeprefix(FILE_RECORD)))
            return True
        self.leave()
        return self.start.table.select_key(reference.removeprefix("import:"))

    def state(self) -> dict[str, object]:
        return {"import": self.start.table.current_key()}

    def restore(self, state: dict[str, object]) -> None:
        self.start.table.select_key(str(state.get("import", "")))

    def choose_file(self) -> None:
        """Ask for a file and read it."""
        patterns = " ".join(f"*.{ending}" for ending in ENDINGS)
        name, _filter = QFileDialog.getOpenFileName(
            self, _("Choose a workbook"), "", f"{_('Workbooks')} ({patterns});;{_('All files')} (*)"
        )
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Read a file beside the window and start the wizard with it; a refused one gives a banner."""
        if self._reading is not None:
            self._reading.cancel()
        self.leave()
        self.session.clear_banner("import")
        self._file = path.name
        saved = self.session.read(queries.profiles)

        def task(progress: Progress) -> Draft:
            words = _("Reading rows")
            seen = (0, 0)

            def count(done: int, expected: int) -> None:
                nonlocal seen
                seen = (done, max(done, expected))
                progress(*seen, words)

            def asked() -> bool:
                progress(*seen, words)  # raises once the person has cancelled
                return False

            workbook = read_workbook(path, progress=count, cancelled=asked)
            progress(0, 0, _("Looking for the table"))
            return begun(workbook, saved)

        title = _("Reading {file}").format(file=path.name)
        job: Job[Draft] = self.session.jobs.run(title, task, self._begin, lambda error: self._failed(path, error))
        self._reading = job
        job.ended.connect(lambda: self._read(job))
        self.header_changed.emit()

    def leave(self) -> None:
        """Back to the start; nothing of the file in work is kept."""
        self.wizard.end()
        self._file = ""
        self._stack.setCurrentWidget(self.start)
        self._panels.setCurrentWidget(self._entry)
        self._inspect(self.start.table.current())
        self.header_changed.emit()
        if self.isVisible():
            self.start.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_step(self) -> None:
        """The next step of the wizard."""
        if self.in_wizard():
            self.wizard.forward()

    def back_step(self) -> None:
        """The step before."""
        if self.in_wizard():
            self.wizard.back()

    def next_proposal(self) -> None:
        """The next proposal where the table is."""
        if self.in_wizard() and self.wizard.step == TABLE:
            self.wizard.next_proposal()

    def mark_header(self) -> None:
        """The selected rows are the header."""
        self._mark("header")

    def mark_data(self) -> None:
        """The selected row is the first data row."""
        self._mark("data")

    def mark_total(self) -> None:
        """The selected rows are totals."""
        self._mark("total")

    def mark_skip(self) -> None:
        """The selected rows are left out."""
        self._mark("skip")

    def _mark(self, kind: str) -> None:
        if self.in_wizard():
            self.wizard.mark(kind)

    def run_import(self) -> None:
        """Apply the dry run as one change."""
        draft, run = self.wizard.draft, self.wizard.run
        if draft is None or run is None or not self.wizard.can_import():
            return
        try:
            command = apply_of(draft.workbook, run, self.session.now(), trust_grade=draft.grade)
        except Refused as error:
            self.session.report(error)
            return
        count = run.new + run.changed
        one, many = N_("{count} row imported from {file}"), N_("{count} rows imported from {file}")
        said = _(one if count == 1 else many).format(count=outcome.number(count), file=draft.workbook.file_name)

        def done(ok: bool) -> None:
            if ok:
                self.leave()
                self.refresh()
                self.session.toast(said)

        self.session.run(command, done)

    def save_profile(self) -> None:
        """Keep the choices under a name for the next file with the same headings."""
        draft = self.wizard.draft
        if draft is None or draft.layout is None:
            return
        layout = draft.layout
        name = draft.profile or draft.workbook.file_name.rsplit(".", 1)[0]
        form = Form((Text("name", _("Name of the profile"), name, needed=True),))
        note = _("The next file with the same headings takes these choices by itself.")
        dialog = FormDialog(self, _("Save profile"), form, _("Save profile"), note=note)

        def save() -> None:
            labels = tuple(sorted(queries.headings(layout)))
            if self.session.run(SaveProfile(form.text("name"), draft.target, labels, layout.to_json())):
                dialog.accept()

        dialog.wanted.connect(save)
        self._show_dialog(dialog)

    def _grade(self, entry: ImportEntry) -> None:
        grades = [(g, g) for g in ("A", "B", "C", "D")]
        form = Form(
            (
                Choice("grade", _("Trust grade"), [("", _("Not graded")), *grades], entry.trust_grade, needed=False),
                Text("reason", _("Reason")),
            )
        )
        note = _("A: audited or reconciled. B: from a system, unchecked. C: kept by hand. D: estimate or hearsay.")
        dialog = FormDialog(
            self, _("How far can {file} be trusted?").format(file=entry.file_name), form, _("Grade"), note=note
        )

        def grade() -> None:
            if self.session.run(GradeSource(entry.file_name, form.text("grade"), form.text("reason"))):
                dialog.accept()

        dialog.wanted.connect(grade)
        self._show_dialog(dialog)

    def _show_dialog(self, dialog: FormDialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _go_to(self, entry: ImportEntry) -> None:
        self.session.navigate({"kpi_values": "kpis", "tasks": "plan"}.get(entry.target, "home"))

    def _begin(self, draft: Draft) -> None:
        self._stack.setCurrentWidget(self.wizard)
        self.wizard.begin(draft)

    def _read(self, job: Job[Draft]) -> None:
        if self._reading is job:
            self._reading = None
            if self.wizard.draft is None:
                self._file = ""
                self.header_changed.emit()

    def _failed(self, path: Path, error: BaseException) -> None:
        if not isinstance(error, CannotRead):
            raise error
        happened = f"{path.name}: {error.happened}"
        self.session.banner("error", happened, error.remedy, _("Choose another file"), self.choose_file, "import")

    def _step_changed(self) -> None:
        self.bar.show_step()
        self.header_changed.emit()

    def _inspect(self, entry: object) -> None:
        self._entry.show_entry(entry if isinstance(entry, ImportEntry) else None)
