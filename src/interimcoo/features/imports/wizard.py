"""The steps of an import: file and sheet, table, columns, dry run. Nothing touches the engagement before Import."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from interimcoo.exchange.excel_in.plan import DryRun
from interimcoo.exchange.excel_in.shape import shaped
from interimcoo.features.imports import outcome, queries
from interimcoo.features.imports.draft import Draft
from interimcoo.features.imports.mapping_view import MappingView
from interimcoo.features.imports.outcome_view import OutcomeView
from interimcoo.features.imports.questions import QuestionsPanel
from interimcoo.features.imports.run_panel import RunPanel
from interimcoo.features.imports.sheets_view import SheetsView
from interimcoo.features.imports.table_panel import TablePanel
from interimcoo.features.imports.table_view import FindTableView
from interimcoo.text import N_, _
from interimcoo.ui.jobs import Job, Progress
from interimcoo.ui.session import Session

STEPS: Final = (N_("File and sheet"), N_("Find the table"), N_("Match columns"), N_("Dry run"))
FILE, TABLE, COLUMNS, RUN = range(4)


class Wizard(QWidget):
    """Shows one step of a draft. `changed`: title, toolbar, inspector or hints are to be asked again."""

    changed = Signal()
    import_wanted = Signal()
    left = Signal()
    """back from the first step"""

    def __init__(self, session: Session, panels: QStackedWidget) -> None:
        super().__init__()
        self.session = session
        self.draft: Draft | None = None
        self.run: DryRun | None = None
        self.step = FILE
        self.reached = FILE
        self._before: list[Draft] = []
        self._job: Job[DryRun] | None = None
        self._panels = panels
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._views = QStackedWidget()
        column.addWidget(self._views)
        self.sheets = SheetsView(on_sheet=self._sheet, on_target=lambda key: self._give(self._now().aimed_at(key)))
        self.table = FindTableView(on_sheet=self._sheet)
        self.mapping = MappingView()
        self.outcome = OutcomeView()
        for view in (self.sheets, self.table, self.mapping, self.outcome):
            self._views.addWidget(view)
        self.table_panel = TablePanel(self._typed_edge, self.next_proposal)
        self.questions = QuestionsPanel()
        self.run_panel = RunPanel()
        for panel in (self.table_panel, self.questions, self.run_panel):
            panels.addWidget(panel)
        sheet = self.table.sheet
        sheet.marked.connect(self._mark)
        sheet.edge_moved.connect(self._edge)
        sheet.next_wanted.connect(self.next_proposal)
        self.mapping.field_chosen.connect(lambda at, key: self._give(self._now().with_field(at, key or None)))
        self.questions.answered.connect(self._give)
        self.sheets.opened.connect(self.forward)

    def begin(self, draft: Draft) -> None:
        """Start with a file that was read."""
        self.draft, self.run = draft, None
        self._before.clear()
        self.reached = TABLE
        self.sheets.show_draft(draft)
        self.table.show_sheet(draft)
        self.go(TABLE)

    def end(self) -> None:
        """Let the file go."""
        if self._job is not None:
            self._job.cancel()
        self.draft = self.run = None
        self._before.clear()

    def go(self, step: int) -> None:
        """Show a step; a later one waits for what the earlier lacks."""
        draft = self.draft
        if draft is None:
            return
        if step == RUN and draft.lacking:
            step = COLUMNS
        if step >= COLUMNS and draft.layout is None:
            step = TABLE
        self.step, self.reached = step, max(step, self.reached)
        self._views.setCurrentIndex(step)
        self._show()
        if step == RUN:
            self._try_out()
        QTimer.singleShot(0, self.focus_step)
        self.changed.emit()

    def focus_step(self) -> None:
        """Put the focus where the keys of the step work."""
        view = (self.sheets.table, self.table.sheet, self.mapping.table, self.outcome.list())[self.step]
        if view.isVisible():
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def forward(self) -> None:
        """The next step; from the last one, import."""
        if self.step == RUN:
            self.import_wanted.emit()
        elif self.step == COLUMNS and self.draft is not None and self.draft.lacking:
            self.questions.show_draft(self.draft, self._known_grade())
            self.questions.first_open().setFocus(Qt.FocusReason.OtherFocusReason)
            self.session.banner("warning", self.draft.lacking, topic="import")
        else:
            self.go(self.step + 1)

    def back(self) -> None:
        """The step before; before the first the wizard is left."""
        if self.step == FILE:
            self.left.emit()
        else:
            self.go(self.step - 1)

    def undo(self) -> bool:
        """Take back the last choice; False when there is none."""
        if not self._before:
            return False
        draft = self._before.pop()
        old, self.draft = self.draft, draft
        if old is not None and old.sheet != draft.sheet:
            self.table.show_sheet(draft)
        self.run = None
        self._show()
        if self.step == RUN:
            self._try_out()
        self.changed.emit()
        return True

    def next_proposal(self) -> None:
        """The next proposal for the sheet."""
        self._give(self._now().next_proposal())

    def mark(self, kind: str) -> None:
        """The selected rows are the header, the first data row, a total, or left out."""
        if self.step == TABLE:
            self.table.sheet.mark(kind)

    def can_import(self) -> bool:
        """Whether the dry run has something to store."""
        return self.run is not None and not self.run.blocked and outcome.taken(self.run) > 0

    def why_not(self) -> str:
        """Why the primary button is off; empty when it is on."""
        if self.step != RUN:
            return ""
        if self.run is None:
            return _("The dry run is on its way.")
        if self.run.blocked:
            return self.run.blocked
        return "" if outcome.taken(self.run) else _("Everything in the file is known already.")

    def _now(self) -> Draft:
        assert self.draft is not None
        return self.draft

    def _give(self, draft: Draft) -> None:
        """Take another draft; the one before can be had back."""
        if self.draft is None or draft == self.draft:
            return
        moved = draft.sheet != self.draft.sheet
        self._before.append(self.draft)
        self.draft, self.run = draft, None
        self.session.clear_banner("import")
        if moved:
            self.table.show_sheet(draft)
        self.reached = min(self.reached, max(self.step, COLUMNS))
        self._show()
        self.changed.emit()

    def _sheet(self, name: str) -> None:
        self._give(self._now().on_sheet(name))

    def _mark(self, kind: str, first: int, last: int) -> None:
        draft = self._now()
        if kind == "header":
            self._give(draft.with_header(first, last))
        elif kind == "data":
            self._give(draft.with_data(first=first))
        else:
            for row in range(first, last + 1):
                draft = draft.marked(row, kind)
            self._give(draft)

    def _edge(self, edge: str, row: int) -> None:
        draft = self._now()
        layout = draft.layout
        if layout is None:
            return
        if edge == "data":
            self._give(draft.with_data(first=row))
        elif edge == "end":
            self._give(draft.with_data(last=row - 1))
        elif row < layout.first_data_row:
            last = layout.header_rows[-1] if layout.header_rows else layout.first_data_row - 1
            self._give(draft.with_header(min(row, last), last))

    def _typed_edge(self, edge: str, words: str) -> None:
        numbers = [int(part) for part in words.replace("–", " ").replace("-", " ").split() if part.isdigit()]
        if not numbers or not all(1 <= n <= 1_048_576 for n in numbers):
            self._show()
        elif edge == "header":
            self._give(self._now().with_header(numbers[0], numbers[-1]))
        elif edge == "data":
            self._give(self._now().with_data(first=numbers[0]))
        else:
            self._give(self._now().with_data(last=numbers[0]))

    def _known_grade(self) -> str | None:
        return self.session.read(queries.grade_of, self._now().workbook.file_name)

    def _show(self) -> None:
        draft = self.draft
        if draft is None:
            return
        panel: QWidget = self.table_panel
        if self.step == FILE:
            self.sheets.show_draft(draft)
        elif self.step == TABLE:
            self.table.show_draft(draft)
        elif self.step == COLUMNS:
            panel = self.questions
            self.mapping.show_draft(draft)
            self.questions.show_draft(draft, self._known_grade())
        else:
            panel = self.run_panel
            self.run_panel.show_run(draft, self.run)
        if panel is self.table_panel:
            self.table_panel.show_draft(draft)
        self._panels.setCurrentWidget(panel)

    def _try_out(self) -> None:
        """Make the dry run beside the window."""
        draft, layout = self._now(), self._now().layout
        if layout is None or self.run is not None:
            if self.run is not None:
                self.outcome.show_run(self.run)
            return
        if self._job is not None:
            self._job.cancel()
        self.outcome.show_waiting(_("Trying out the import"))
        engagement = self.session.engagement

        def task(progress: Progress) -> DryRun:
            words = _("Reading rows")
            table = shaped(draft.page, layout, draft.aim, lambda n, total: progress(n, total, words))
            progress(0, 0, _("Comparing with the engagement"))
            with engagement.reading() as db:
                return queries.dry_run(db, draft.workbook, layout, draft.aim, table)

        def done(run: DryRun) -> None:
            if self.draft is draft:
                self.run = run
                self.outcome.show_run(run)
                self.run_panel.show_run(draft, run)
                self.changed.emit()
                if self.step == RUN:
                    self.focus_step()

        self._job = self.session.jobs.run(_("Trying out the import"), task, done)
        self._job.ended.connect(self._job_ended)

    def _job_ended(self) -> None:
        self._job = None
        QTimer.singleShot(0, self._after_cancel)

    def _after_cancel(self) -> None:
        """A cancelled dry run leads back to the columns."""
        if self._job is None and self.step == RUN and self.run is None and self.draft is not None:
            self.go(COLUMNS)


class WizardKeys(QObject):
    """Keys of the wizard in all its areas: Alt Left and Right, Ctrl Enter, Ctrl Z, and Enter in the sheet.

    Key events that a child does not take come up to the area; there they are taken before the shortcuts of the window.
    """

    def __init__(self, wizard: Wizard, active: Callable[[], bool], areas: Sequence[QWidget]) -> None:
        super().__init__(wizard)
        self._wizard, self._active = wizard, active
        for area in areas:
            area.installEventFilter(self)
            for scroll in area.findChildren(QScrollArea):  # it would take the arrows itself
                scroll.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not isinstance(event, QKeyEvent):
            return False
        act = self._action(event, watched) if self._active() and isinstance(watched, QWidget) else None
        if act is None:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        event.ignore()  # it goes on to the window, which must know that Alt was not pressed alone
        if not isinstance(watched, QScrollArea):
            act()
        return True

    def _action(self, event: QKeyEvent, watched: QWidget) -> Callable[[], object] | None:
        wizard = self._wizard
        key = Qt.Key(event.key())
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.AltModifier:
            return {Qt.Key.Key_Right: wizard.forward, Qt.Key.Key_Left: wizard.back}.get(key)
        if held == Qt.KeyboardModifier.ControlModifier and enter and wizard.step == RUN:
            return wizard.import_wanted.emit
        if held == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Z:
            return wizard.undo
        if not held and enter and wizard.step == TABLE and watched.window().focusWidget() is wizard.table.sheet:
            return wizard.forward
        return None
