"""The answer to one question: what to ask, the six anchors, target, confidence, evidence, and what others say."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from interimcoo import content
from interimcoo.domain.assessment import HIGHEST_SCORE, Answer
from interimcoo.features.assessment.commands import Gesture, Score
from interimcoo.features.assessment.dimensions import full_name
from interimcoo.features.assessment.queries import QuestionRow
from interimcoo.text import N_, _, interface_language
from interimcoo.ui.form import Choice, Form, LongText
from interimcoo.ui.theme import theme
from interimcoo.ui.words import button, label

GRADE_WORDS: Final = (
    ("A", N_("A  seen, or primary system")),
    ("B", N_("B  document")),
    ("C", N_("C  told or counted by two")),
    ("D", N_("D  told by one")),
)
_SIDE: Final = 26


class AnchorOption(QAbstractButton):
    """One score with the words of its anchor; chosen it is filled."""

    def __init__(self, score: int) -> None:
        super().__init__()
        self.score = score
        self._words = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_words(self, words: str) -> None:
        """The words of the anchor."""
        self._words = words
        self.setAccessibleName(f"{self.score}: {words}")
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(320, self._wanted(320))

    def _box(self, width: int) -> QRect:
        return QRect(_SIDE + 18, 7, max(60, width - _SIDE - 26), 400)

    def _wanted(self, width: int) -> int:
        flags = int(Qt.TextFlag.TextWordWrap)
        tall = QFontMetrics(theme().font("body", 500)).boundingRect(self._box(width), flags, self._words).height()
        return max(theme().px(34), tall + 14)

    def _fit(self) -> None:
        self.setFixedHeight(self._wanted(self.width() if self.width() > 100 else 320))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chosen = self.isChecked()
        painter.setBrush(look.colour("select" if chosen else "hover" if self.underMouse() else "raised"))
        painter.setPen(QPen(look.colour("selectbar" if chosen else "rule"), 2 if chosen else 1))
        painter.drawRoundedRect(frame, 6, 6)
        place = QRectF(9, (self.height() - _SIDE) / 2, _SIDE, _SIDE)
        step = f"h{max(1, self.score)}"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(step))
        painter.drawRoundedRect(place, 4, 4)
        painter.setPen(look.colour(f"{step}t"))
        painter.setFont(look.font("strong"))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), str(self.score))
        painter.setPen(look.colour("ink" if self.isEnabled() else "mute"))
        painter.setFont(look.font("body", 500 if chosen else 400))
        words = self._box(self.width())
        words.setTop(0)
        words.setHeight(self.height())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), self._words)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 5, 5)


class AnswerPanel(QScrollArea):
    """`on_score(command)` stores a changed answer; `on_finding()` records a finding from the question."""

    def __init__(self, *, on_score: Callable[[Score], None], on_finding: Callable[[], None]) -> None:
        super().__init__()
        self._on_score = on_score
        self._question: QuestionRow | None = None
        self._answer: Answer | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Answer"))
        inside = QWidget()
        inside.setProperty("area", "content")
        column = QVBoxLayout(inside)
        column.setContentsMargins(2, 0, 10, 8)
        column.setSpacing(6)
        self.place = label("", "small")
        self.text = label("", "section", wrap=True)
        self.why = label("", "sub", wrap=True)
        self.see = label("", "sub", wrap=True)
        for widget in (self.place, self.text, self.why, self.see):
            column.addWidget(widget)
        column.addSpacing(4)
        self.options: list[AnchorOption] = []
        group = QButtonGroup(self)
        group.setExclusive(False)
        for score in range(HIGHEST_SCORE + 1):
            option = AnchorOption(score)
            option.clicked.connect(lambda _checked=False, score=score: self.score(score))
            group.addButton(option)
            self.options.append(option)
            column.addWidget(option)
        self.not_applicable = button(_("Not applicable here"), key="X", small=True, on_click=self.toggle_not_applicable)
        self.not_applicable.setCheckable(True)
        column.addWidget(self.not_applicable)
        column.addSpacing(4)
        targets = [("", "–"), *((str(n), str(n)) for n in range(HIGHEST_SCORE + 1))]
        grades = [("", _("not graded")), *((key, _(words)) for key, words in GRADE_WORDS)]
        self.form = Form(
            (
                Choice("target", _("Target in 12 months"), targets, "", needed=False),
                Choice("confidence", _("Confidence"), grades, "", needed=False),
                LongText("evidence", _("Evidence"), hint=_("What was seen, counted or read, and where.")),
            ),
            columns=2,
        )
        self.form.left.connect(self._left)
        column.addWidget(self.form)
        self.others_head = label(_("Other views"), "smallstrong")
        self.others = label("", "sub", wrap=True)
        column.addWidget(self.others_head)
        column.addWidget(self.others)
        row = QHBoxLayout()
        row.addWidget(button(_("New finding from this question"), "plus", small=True, on_click=on_finding))
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self.setWidget(inside)

    def answer(self) -> Answer | None:
        """The answer shown; an empty one where none is given yet."""
        return self._answer

    def show_answer(self, question: QuestionRow, unit: str, respondent: str, *, read_only: bool) -> None:
        """Show a question with the answer of one respondent for one unit."""
        language = interface_language()
        same = self._question is not None and self._question.code == question.code
        self._question = question
        before, self._answer = self._answer, question.view(unit, respondent)
        same = same and before is not None and (before.unit, before.respondent) == (unit, respondent)
        self.place.setText(f"{question.code}  {full_name(question.dimension, language)}")
        self.text.setText(question.text)
        self.why.setText(question.why_asked)
        self.why.setVisible(bool(question.why_asked))
        self.see.setText(_("Ask to see: {what}").format(what=question.evidence_hint))
        self.see.setVisible(bool(question.evidence_hint))
        words = anchor_words(question.dimension, language)
        for option in self.options:
            option.set_words(words[option.score])
            option.setChecked(self._answer.score == option.score)
            option.setEnabled(not read_only and not self._answer.not_applicable)
        self.not_applicable.setChecked(self._answer.not_applicable)
        self.not_applicable.setEnabled(not read_only)
        self.form.setEnabled(not read_only)
        self.form.set_value("target", "" if self._answer.target is None else str(self._answer.target))
        self.form.set_value("confidence", self._answer.confidence)
        typing = same and self.form.widget("evidence").hasFocus()
        if not typing and self.form.text("evidence") != self._answer.evidence:
            self.form.set_value("evidence", self._answer.evidence)
        views = [one for one in question.answers if one != self._answer]
        self.others.setText("\n".join(_view(one) for one in views))
        self.others_head.setVisible(bool(views))
        self.others.setVisible(bool(views))
        if not same:
            self.verticalScrollBar().setValue(0)

    def score(self, score: int) -> None:
        """Give a score; the same score again takes it away."""
        if self._answer is None or self._answer.not_applicable:
            return
        taken_away = self._answer.score == score
        self._store(replace(self._answer, score=None if taken_away else score), "score")

    def aim(self, target: int) -> None:
        """Set the target."""
        if self._answer is not None:
            self._store(replace(self._answer, target=target), "target")

    def grade(self, confidence: str) -> None:
        """Say how far the answer can be believed."""
        if self._answer is not None:
            self._store(replace(self._answer, confidence=confidence), "confidence")

    def toggle_not_applicable(self) -> None:
        """Call the question not applicable, or applicable again."""
        if self._answer is not None:
            wanted = not self._answer.not_applicable
            self._store(replace(self._answer, not_applicable=wanted), "not_applicable")

    def focus_evidence(self) -> None:
        """Put the focus into the evidence."""
        field = self.form.widget("evidence")
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(field)

    def _left(self, key: str) -> None:
        if self._answer is None:
            return
        typed = self.form.text(key)
        if key == "target":
            self._store(replace(self._answer, target=int(typed) if typed else None), "target")
        elif key == "confidence":
            self._store(replace(self._answer, confidence=typed), "confidence")
        else:
            self._store(replace(self._answer, evidence=typed), "evidence")

    def _store(self, wanted: Answer, gesture: Gesture) -> None:
        if wanted == self._answer:
            return
        self._on_score(
            Score(
                question=wanted.question,
                unit=wanted.unit,
                respondent=wanted.respondent,
                score=wanted.score,
                target=wanted.target,
                confidence=wanted.confidence,
                evidence=wanted.evidence,
                not_applicable=wanted.not_applicable,
                gesture=gesture,
            )
        )
        if self._question is not None and self._answer is not None and self._answer != wanted:
            self._show_stored()

    def _show_stored(self) -> None:
        """Show again what is stored, after a change that was refused."""
        answer = self._answer
        if answer is None:
            return
        for option in self.options:
            option.setChecked(answer.score == option.score)
        self.not_applicable.setChecked(answer.not_applicable)


def anchor_words(dimension: str, language: str) -> tuple[str, ...]:
    """The words of the scores 0 to 5 in a dimension; the general ones where it has none."""
    found = {(entry.dimension, entry.score): entry.text for entry in content.anchors(language)}
    scores = range(HIGHEST_SCORE + 1)
    return tuple(found.get((dimension, score)) or found.get(("general", score), str(score)) for score in scores)


def _view(answer: Answer) -> str:
    who = ", ".join(part for part in (answer.respondent or _("Assessor"), answer.unit) if part)
    said = _("not applicable") if answer.not_applicable else "–" if answer.score is None else str(answer.score)
    graded = f" ({answer.confidence})" if answer.confidence else ""
    return f"{who}: {said}{graded}"
