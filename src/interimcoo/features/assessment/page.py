"""The assessment: where the client is weak, who sees it differently, what it is worth, what follows from it."""

from typing import Final, Literal

from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from interimcoo.exchange.shown import spoken
from interimcoo.features.assessment import dialogs, queries
from interimcoo.features.assessment.columns import finding_columns
from interimcoo.features.assessment.commands import AskDimension, DecideFinding, Extent, RemoveFinding, Score
from interimcoo.features.assessment.finding_inspector import FindingInspector
from interimcoo.features.assessment.headline import headline
from interimcoo.features.assessment.queries import FindingRow
from interimcoo.features.assessment.question_view import QuestionView
from interimcoo.features.assessment.report import register_title, subtitle
from interimcoo.features.assessment.result import ASSESSOR, By, Result, read
from interimcoo.features.assessment.result_view import ResultView
from interimcoo.text import _, interface_language, plural
from interimcoo.ui.empty import EmptyState
from interimcoo.ui.page import Page
from interimcoo.ui.session import Session
from interimcoo.ui.table import TableView
from interimcoo.ui.toolbar import Toolbar

View = Literal["result", "questions", "findings"]
_VIEWS: Final[tuple[View, ...]] = ("result", "questions", "findings")
_ADD: Final = "\0add"


class AssessmentPage(Page):
    """Result, questions and findings of the current round."""

    reads = frozenset(
        {
            "answer", "assessment_round", "finding", "question", "organisation_unit", "person", "mandate", "kpi",
            "initiative", "initiative_finding",
        }
    )  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._result: Result = session.read(read)
        self._findings: tuple[FindingRow, ...] = ()
        self._currency = session.read(queries.currency)
        self._roles: list[str] = []
        self._dialog: QDialog | None = None
        self._make_toolbar()
        self.result = ResultView(
            lambda: self._currency,
            on_cell=self._open_cell,
            on_finding=lambda reference: session.navigate("assessment", reference),
            on_all=self.show_findings,
            on_answer=self.show_questions,
            on_new=self.new_finding,
        )
        self.questions = QuestionView(on_score=self._score, on_finding=self._finding_from)
        self.findings = TableView(
            finding_columns(lambda: self._currency, whole=True), key=lambda row: row.reference, name=_("Findings")
        )
        self.findings.set_empty(
            EmptyState(
                _("Findings stand here: gaps with evidence, the money at stake and what they lead to."),
                _("Each leads to an initiative, or is accepted or deferred with a reason."),
                _("New finding"),
                self.new_finding,
                icon_name="search",
            )
        )
        self.findings.chosen.connect(self._inspect)
        self.findings.opened.connect(lambda _row: self.edit_finding())
        self.panel = FindingInspector(on_act=self._act, on_go=session.navigate)
        self._stack = QStackedWidget()
        for view in (self.result, self.questions, self.findings):
            self._stack.addWidget(view)
        self.body.addWidget(self._stack, 1)
        self.refresh()
        self._set_view("result")

    def title(self) -> str:
        return _("Assessment")

    def context(self) -> str:
        held = self._result.held
        if held is None:
            return ""
        extent = _("core questions") if self._result.only_core else _("questions of this mandate")
        return _("Round {n}, {extent}").format(n=held.number, extent=extent)

    def answer(self) -> str:
        language = interface_language()
        if self._view() != "findings" or not self._findings:
            return spoken(headline(self._result, language), language)
        return spoken(register_title(self._findings, language), language)

    def toolbar(self) -> QWidget:
        return self._bar

    def inspector(self) -> QWidget | None:
        return self.panel if self._view() == "findings" else None

    def hints(self) -> tuple[tuple[str, str], ...]:
        if self._view() == "result":
            return (
                ("W", _("answer")),
                ("Up", _("cell")),
                ("Enter", _("answers")),
                ("V", _("table")),
                ("N", _("finding")),
            )
        if self._view() == "questions":
            return (
                ("0", _("to 5 score")),
                ("C", _("confidence")),
                ("G", _("target")),
                ("E", _("evidence")),
                ("Enter", _("next")),
            )
        return (("N", _("new")), ("D", _("decide")), ("F2", _("change")), ("Del", _("delete")))

    def refresh(self) -> None:
        session = self.session
        by: By = "respondent" if self._by.chosen() == "respondent" else "unit"
        self._result = session.read(read, by)
        self._findings = session.read(queries.findings)
        self._currency = session.read(queries.currency)
        self._fill_filters()
        self._segments.set_options(self._choices())
        language = interface_language()
        self.result.show_result(self._result, self._findings, spoken(subtitle(self._result, language), language))
        self.questions.show_questions(
            self._result.questions, self._unit.chosen(), self._role(), read_only=session.read_only
        )
        self.findings.set_rows(self._filtered())
        self._inspect(self.findings.current())
        self.header_changed.emit()

    def open_record(self, reference: str) -> bool:
        if reference.startswith("new:"):
            parts = dict(part.split("=", 1) for part in reference.removeprefix("new:").split(";") if "=" in part)
            self._finding_from(parts.get("question", ""))
            return True
        if reference.startswith("question:"):
            self._set_view("questions")
            self.questions.table.setFocus()
            return self.questions.table.select_key(reference.removeprefix("question:"))
        self._set_view("findings")
        self._dimension.choose("")
        self.findings.set_rows(self._filtered())
        return self.findings.select_key(reference)

    def state(self) -> dict[str, object]:
        return {
            "view": self._view(),
            "by": self._by.chosen(),
            "unit": self._unit.chosen(),
            "respondent": self._role(),
            "dimension": self._dimension.chosen(),
            "question": self.questions.current_code(),
            "finding": self.findings.current_key(),
            "scroll": self.findings.verticalScrollBar().value(),
        }

    def restore(self, state: dict[str, object]) -> None:
        role = str(state.get("respondent", ""))
        if role and role not in self._roles:
            self._roles.append(role)
        self._fill_filters()
        for control, name in ((self._by, "by"), (self._unit, "unit"), (self._dimension, "dimension")):
            if control.has(str(state.get(name, ""))):
                control.choose(str(state.get(name, "")))
        self._respondent.choose(role)
        self.refresh()
        self.questions.table.select_key(str(state.get("question", "")))
        self.findings.select_key(str(state.get("finding", "")))
        place = state.get("scroll")
        if isinstance(place, int):
            self.findings.verticalScrollBar().setValue(place)
        self._set_view(next((view for view in _VIEWS if view == state.get("view")), "result"))

    def focus_filter(self) -> None:
        if self._view() != "findings":
            self.show_findings()
        self._search.setFocus()

    def toggle_drawing(self) -> None:
        if self._view() == "result" and self._result.answered:
            self.result.toggle()

    # commands of the page, named in feature.py

    def show_result(self) -> None:
        """Show the result of the round."""
        self._set_view("result")

    def show_questions(self) -> None:
        """Show the questions, with the focus in their list."""
        self._set_view("questions")
        self.questions.table.setFocus()
        if not self.questions.current_code():
            self.questions.table.select_first()

    def show_findings(self) -> None:
        """Show the findings."""
        self._set_view("findings")
        self.findings.setFocus()

    def new_finding(self) -> None:
        """Ask for a finding; in the questions it starts from the current one."""
        self._finding_from(self.questions.current_code() if self._view() == "questions" else "")

    def edit_finding(self) -> None:
        """Change all that the selected finding says."""
        row = self._selected()
        if row is not None:
            self._open_finding(row)

    def estimate(self) -> None:
        """Estimate what the selected finding costs a year."""
        row = self._selected()
        if row is not None:
            self._open(dialogs.estimate(self, self.session, row, self._currency))

    def decide(self) -> None:
        """Decide what follows from the selected finding."""
        row = self._selected()
        if row is not None:
            self._open(dialogs.decide(self, self.session, row))

    def delete_finding(self) -> None:
        """Take the selected finding away."""
        row = self._selected()
        if row is not None and self.session.run(RemoveFinding(row.number)):
            self.session.toast(_("{finding} deleted").format(finding=row.reference))

    def new_round(self) -> None:
        """Ask for the date of a new round."""
        self._open(dialogs.new_round(self, self.session))

    def ask_whole(self) -> None:
        """Ask all questions of the dimension of the current question."""
        self._ask("whole")

    def ask_core(self) -> None:
        """Ask only the core questions of the dimension of the current question."""
        self._ask("core")

    def _make_toolbar(self) -> None:
        self._bar = Toolbar()
        self._segments = self._bar.segments(
            self._choices(),
            lambda key: self._set_view(next(view for view in _VIEWS if view == key)),
            _("View of the assessment"),
        )
        sides = (("unit", _("By unit")), ("respondent", _("By respondent")))
        self._by = self._bar.filter(_("View"), sides, lambda _key: self.refresh())
        self._unit = self._bar.filter(_("Unit"), (("", _("Whole client")),), lambda _key: self.refresh())
        self._respondent = self._bar.filter(_("Answered by"), (("", _("Assessor")),), self._choose_respondent)
        self._dimension = self._bar.filter(_("Dimension"), (("", _("All")),), lambda _key: self.refresh())
        self._search = self._bar.search(_("Filter"), lambda _words: self.refresh())
        self._bar.stretch()
        self._answer_button = self._bar.action(_("Answer questions"), "list", "W", on_click=self.show_questions)
        self._bar.primary(_("New finding"), "plus", "N", on_click=self.new_finding)

    def _choices(self) -> tuple[tuple[str, str], ...]:
        asked = _("Questions {n}/{total}").format(n=self._result.answered, total=self._result.total)
        return (
            ("result", _("Result")),
            ("questions", asked if self._result.total else _("Questions")),
            ("findings", _("Findings {n}").format(n=len(self._findings))),
        )

    def _fill_filters(self) -> None:
        units = [(name, name) for name in self.session.read(queries.units)]
        self._unit.set_choices((("", _("Whole client")), *units))
        known = self.session.read(queries.respondents)
        roles = dict.fromkeys((*known, *self._roles))
        choices = (("", _("Assessor")), *((role, role) for role in roles), (_ADD, _("Add respondent…")))
        self._respondent.set_choices(choices)
        found = sorted({row.dimension for row in self._findings})
        self._dimension.set_choices((("", _("All")), *((one, one) for one in found)))

    def _view(self) -> View:
        return _VIEWS[max(0, self._stack.currentIndex())]

    def _set_view(self, view: View) -> None:
        self._segments.choose(view)
        self._stack.setCurrentIndex(_VIEWS.index(view))
        self._by.setVisible(view == "result")
        self._unit.setVisible(view == "questions")
        self._respondent.setVisible(view == "questions")
        self._dimension.setVisible(view == "findings")
        self._search.setVisible(view == "findings")
        self._answer_button.setVisible(view != "questions")
        self.header_changed.emit()

    def _role(self) -> str:
        chosen = self._respondent.chosen()
        return "" if chosen == _ADD else chosen

    def _choose_respondent(self, key: str) -> None:
        if key != _ADD:
            self.refresh()
            return
        self._respondent.choose("")
        self._open(dialogs.respondent(self, self._add_respondent))

    def _add_respondent(self, role: str) -> None:
        self._roles.append(role)
        self._fill_filters()
        self._respondent.choose(role)
        self.refresh()

    def _filtered(self) -> tuple[FindingRow, ...]:
        words, dimension = self._search.text().casefold(), self._dimension.chosen()
        return tuple(
            row
            for row in self._findings
            if dimension in ("", row.dimension)
            and words in f"{row.reference} {row.text} {row.unit} {row.evidence}".casefold()
        )

    def _open_cell(self, dimension: str, column: str) -> None:
        """The answers behind a cell of the heat map."""
        if self._by.chosen() == "respondent":
            self._respondent.choose("" if column == ASSESSOR else column)
        else:
            self._unit.choose(column)
        self.refresh()
        self.show_questions()
        first = next((row.code for row in self._result.questions if row.dimension == dimension), "")
        self.questions.table.select_key(first)

    def _score(self, command: Score) -> bool:
        return self.session.run(command)

    def _ask(self, extent: Extent) -> None:
        code = self.questions.current_code()
        if code and self.session.run(AskDimension(code[0], extent)):
            n = sum(1 for row in self._result.questions if row.dimension == code[0])
            self.session.toast(plural(n, "{n} question is asked now", "{n} questions are asked now"))

    def _selected(self) -> FindingRow | None:
        row = self.findings.current() if self._view() == "findings" else None
        return row if isinstance(row, FindingRow) else None

    def _inspect(self, row: object) -> None:
        if isinstance(row, FindingRow):
            self.panel.show_finding(row, self._currency, read_only=self.session.read_only)
        else:
            self.panel.show_summary(self._findings, self._currency)

    def _act(self, gesture: str) -> None:
        row = self._selected()
        if row is None:
            return
        if gesture == "estimate":
            self.estimate()
        elif gesture == "decide":
            self.decide()
        elif gesture == "reopen":
            self.session.run(DecideFinding(row.number, "open"))
        else:
            feature = "initiatives" if gesture == "initiative" else "actions"
            self.session.navigate(feature, f"new:finding={row.reference}")

    def _finding_from(self, question: str) -> None:
        self._open_finding(None, question)

    def _open_finding(self, known: FindingRow | None, question: str = "") -> None:
        answer = self.questions.panel.answer() if question and self._view() == "questions" else None
        read = self.session.read
        asked = [(row.code, f"{row.code}  {row.text}") for row in self._result.questions]
        dialog = dialogs.finding(
            self,
            self.session,
            today=self.session.today,
            currency=self._currency,
            units=read(queries.units),
            kpis=[(code, f"{code}  {name}") for code, name in read(queries.kpi_codes)],
            questions=asked,
            known=known,
            question=question,
            dimension=self._result.dimension_of(question) if question else self._dimension.chosen(),
            unit=answer.unit if answer is not None else "",
            evidence=answer.evidence if answer is not None else "",
            grade=answer.confidence if answer is not None else "",
        )
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        self._dialog = dialog
        dialog.open()
