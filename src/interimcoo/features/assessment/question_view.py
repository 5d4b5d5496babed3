"""The questions with their answers: a list to walk through by keyboard, and the answer beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from interimcoo.domain.assessment import WIDE, Answer
from interimcoo.features.assessment.answer_panel import AnswerPanel
from interimcoo.features.assessment.columns import GRADE_LETTERS
from interimcoo.features.assessment.commands import Score
from interimcoo.features.assessment.dimensions import full_name
from interimcoo.features.assessment.queries import QuestionRow
from interimcoo.text import _, interface_language
from interimcoo.ui.column import Column
from interimcoo.ui.empty import EmptyState
from interimcoo.ui.marks import Chip, Trust
from interimcoo.ui.table import TableView

_SCORES: Final = {getattr(Qt.Key, f"Key_{n}"): n for n in range(6)}
_GRADES: Final = {getattr(Qt.Key, f"Key_{letter}"): letter for letter in "ABCD"}
_PREFIXES: Final = (Qt.Key.Key_C, Qt.Key.Key_G)


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question with the answer of the chosen respondent for the chosen unit."""

    row: QuestionRow
    own: Answer

    @property
    def code(self) -> str:
        """The code of the question."""
        return self.row.code

    @property
    def spread(self) -> int:
        """The difference between the highest and the lowest score given by anybody."""
        return max(self.row.scores) - min(self.row.scores) if self.row.scores else 0


class QuestionView(QWidget):
    """Keys in the list: 0 to 5 score, C then A to D confidence, G then 0 to 5 target, X not applicable, E evidence."""

    def __init__(self, *, on_score: Callable[[Score], bool], on_finding: Callable[[str], None]) -> None:
        super().__init__()
        self._on_score = on_score
        self._read_only = False
        self._unit, self._respondent = "", ""
        self._waiting: int | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(28)
        self.table = TableView(
            _columns(),
            key=lambda line: line.code,
            group=lambda line: f"{line.row.dimension}  {full_name(line.row.dimension, interface_language())}",
            name=_("Questions"),
        )
        self.table.set_empty(
            EmptyState(
                _("No questions are asked yet."),
                _("A mandate brings the questions that fit its type; create the mandate first."),
            )
        )
        self.table.installEventFilter(self)
        self.table.chosen.connect(self._show_line)
        self.table.opened.connect(lambda _line: self.next_unanswered())
        self.panel = AnswerPanel(on_score=self._store, on_finding=lambda: on_finding(self.current_code()))
        self.panel.setMinimumWidth(360)
        row.addWidget(self.table, 7)
        row.addWidget(self.panel, 5)

    def show_questions(self, rows: Sequence[QuestionRow], unit: str, respondent: str, *, read_only: bool) -> None:
        """Show the questions as one respondent answers them for one unit."""
        self._unit, self._respondent, self._read_only = unit, respondent, read_only
        self.table.set_rows([QuestionLine(row, row.view(unit, respondent)) for row in rows])
        self.panel.setVisible(bool(rows))
        self._show_line(self.table.current())

    def current_code(self) -> str:
        """Code of the current question, or empty."""
        line = self.table.current()
        return line.code if isinstance(line, QuestionLine) else ""

    def next_unanswered(self) -> None:
        """Go to the next question without answer, from the top after the last; stay when all are answered."""
        lines = [line for line in self.table.table.lines() if isinstance(line, QuestionLine)]
        codes = [line.code for line in lines]
        at = codes.index(self.current_code()) if self.current_code() in codes else -1
        for line in (*lines[at + 1 :], *lines[: at + 1]):
            if line.own.score is None and not line.own.not_applicable:
                self.table.select_key(line.code)
                return

    def waiting(self) -> str:
        """What the next key completes: "confidence", "target" or nothing."""
        if self._waiting is None:
            return ""
        return "confidence" if self._waiting == Qt.Key.Key_C else "target"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = event.key()
        if event.type() == QEvent.Type.ShortcutOverride:
            # keys of the list go before the shortcuts of the page of the same letter
            if key in _SCORES or key in (*_PREFIXES, Qt.Key.Key_X, Qt.Key.Key_E) or (self._waiting and key in _GRADES):
                event.accept()
                return True
            return False
        return event.type() == QEvent.Type.KeyPress and self._pressed(key)

    def _pressed(self, key: int) -> bool:
        waiting, self._waiting = self._waiting, None
        if self._read_only or not self.current_code():
            return False
        if waiting == Qt.Key.Key_C and key in _GRADES:
            self.panel.grade(_GRADES[key])
        elif waiting == Qt.Key.Key_G and key in _SCORES:
            self.panel.aim(_SCORES[key])
        elif key in _SCORES:
            self.panel.score(_SCORES[key])
        elif key in _PREFIXES:
            self._waiting = key
        elif key == Qt.Key.Key_X:
            self.panel.toggle_not_applicable()
        elif key == Qt.Key.Key_E:
            self.panel.focus_evidence()
        else:
            return False
        return True

    def _store(self, command: Score) -> None:
        self._on_score(command)

    def _show_line(self, line: object) -> None:
        if isinstance(line, QuestionLine):
            self.panel.show_answer(line.row, self._unit, self._respondent, read_only=self._read_only)


def _columns() -> tuple[Column, ...]:
    return (
        Column("code", _("No."), width=48, sort=lambda line: line.row.dimension + line.code, strong=True),
        Column("text", _("Question"), text=lambda line: line.row.text, colour=lambda _line: "ink"),
        Column("score", _("Score"), "number", 56, text=_score, sort=lambda line: line.own.score, strong=True),
        Column(
            "target",
            _("Target"),
            "number",
            58,
            text=lambda line: "" if line.own.target is None else str(line.own.target),
            sort=lambda line: line.own.target,
            rank=1,
        ),
        Column("grade", _("Trust"), "trust", 54, mark=_trust, sort=lambda line: line.own.confidence or "E"),
        Column("views", _("Views"), "chip", 86, mark=_views, sort=lambda line: line.spread),
    )


def _score(line: QuestionLine) -> str:
    if line.own.not_applicable:
        return _("n/a")
    return "" if line.own.score is None else str(line.own.score)


def _trust(line: QuestionLine) -> Trust | None:
    grade = GRADE_LETTERS.get(line.own.confidence)
    return None if grade is None else Trust(grade, line.own.evidence)


def _views(line: QuestionLine) -> Chip | None:
    """The lowest and highest score of all views, once there are two."""
    scores = line.row.scores
    if len(scores) < 2:
        return None
    low, high = min(scores), max(scores)
    words = str(low) if low == high else _("{low} to {high}").format(low=low, high=high)
    return Chip(words, "concern" if high - low >= WIDE else "plain")
