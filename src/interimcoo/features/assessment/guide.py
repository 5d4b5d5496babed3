"""What the assessment lacks: answers, grades, decisions, follow-up; and where views differ."""

from datetime import date
from typing import TYPE_CHECKING

from interimcoo.domain.guidance import Step
from interimcoo.features.assessment import queries
from interimcoo.features.assessment.queries import FindingRow, QuestionRow
from interimcoo.text import N_, Label

if TYPE_CHECKING:
    from sqlmodel import Session

WIDE = 2
"""a spread of two points or more is a finding of its own"""


def steps(db: "Session", today: date) -> tuple[Step, ...]:
    """The steps of a day; none where there are no questions."""
    return rules(queries.questions(db), queries.findings(db))


def rules(questions: tuple[QuestionRow, ...], findings: tuple[FindingRow, ...]) -> tuple[Step, ...]:
    """Unanswered core questions, findings without grade, decision or follow-up, and wide spreads without a finding."""
    return (*_unanswered(questions), *_spread(questions, findings), *_findings(findings))


def _unanswered(questions: tuple[QuestionRow, ...]) -> list[Step]:
    core = [row for row in questions if row.core]
    open_ones = [row for row in core if not row.answered]
    if not open_ones:
        return []
    text = (
        N_("{n} of {total} core questions are unanswered")
        if len(open_ones) > 1
        else N_("{n} of {total} core questions is unanswered")
    )
    return [
        Step(
            "missing",
            Label(text, {"n": len(open_ones), "total": len(core)}),
            Label(N_("Next: {code} {question}"), {"code": open_ones[0].code, "question": open_ones[0].text}),
            "assessment",
            record=f"question:{open_ones[0].code}",
            button=Label(N_("Answer questions")),
            severity="warn",
            rank=40,
            icon="clipboard-check",
        )
    ]


def _spread(questions: tuple[QuestionRow, ...], findings: tuple[FindingRow, ...]) -> list[Step]:
    told = {row.question for row in findings}
    wide = [
        (max(row.scores) - min(row.scores), row)
        for row in questions
        if row.scores and row.code not in told and max(row.scores) - min(row.scores) >= WIDE
    ]
    wide.sort(key=lambda pair: (-pair[0], pair[1].code))
    return [
        Step(
            "do",
            Label(N_("Views on {code} differ by {points} points"), {"code": row.code, "points": points}),
            Label(row.text),
            "assessment",
            record=f"new:question={row.code}",
            button=Label(N_("Add finding")),
            severity="warn",
            rank=60,
            icon="arrows-exchange",
        )
        for points, row in wide
    ]


def _findings(findings: tuple[FindingRow, ...]) -> list[Step]:
    found = []
    for row in sorted(findings, key=lambda row: row.number):
        if row.decision == "act" and not row.initiatives:
            continue  # said by the initiatives feature
        if row.decision == "open" and not row.initiatives:
            found.append(_step(row, "do", N_("{finding} has neither initiative nor decision"), N_("Decide"), 50))
        elif row.decision == "open":
            found.append(_step(row, "do", N_("{finding} waits for a decision"), N_("Decide"), 51))
        if not row.grade:
            found.append(_step(row, "missing", N_("The evidence of {finding} is not graded"), N_("Grade"), 55))
    return found


def _step(row: FindingRow, kind: str, title: str, button: str, rank: int) -> Step:
    return Step(
        "do" if kind == "do" else "missing",
        Label(title, {"finding": row.reference}),
        Label(N_("{finding} {text}"), {"finding": row.reference, "text": row.text}),
        "assessment",
        record=row.reference,
        button=Label(button),
        severity="concern" if kind == "do" else "warn",
        rank=rank,
        icon="search",
    )
