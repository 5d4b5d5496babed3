"""What the assessment page and report show: the current round, its result by dimension and unit, the findings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import or_
from sqlalchemy import select as sa_select
from sqlmodel import col, func, select

from interimcoo.domain.assessment import Answer
from interimcoo.store.remembered import remembered
from interimcoo.store.tables import Answer as AnswerTable
from interimcoo.store.tables import (
    AssessmentRound,
    Finding,
    Initiative,
    InitiativeFinding,
    Kpi,
    Mandate,
    OrganisationUnit,
    Person,
    Question,
)

if TYPE_CHECKING:
    from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One pass through the questions."""

    number: int
    name: str
    held_on: date


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """An active question with its answers in a round; `why_asked` and `evidence_hint` are for the person who asks."""

    code: str
    dimension: str
    core: bool
    text: str
    why_asked: str
    evidence_hint: str
    answers: tuple[Answer, ...]

    @property
    def answered(self) -> bool:
        """Whether anybody has scored it or called it not applicable."""
        return any(answer.score is not None or answer.not_applicable for answer in self.answers)

    @property
    def scores(self) -> tuple[int, ...]:
        """All scores AnswerTable."""
        return tuple(answer.score for answer in self.answers if answer.score is not None)

    def view(self, unit: str, respondent: str) -> Answer:
        """The answer of a respondent for a unit; an empty one where there is none."""
        for answer in self.answers:
            if answer.unit == unit and answer.respondent == respondent:
                return answer
        return Answer(self.code, self.dimension, unit, respondent, None, None, "", "", False)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding with what it leads to."""

    number: int
    text: str
    dimension: str
    question: str
    kpi: str
    unit: str
    evidence: str
    grade: str
    cost_low: int | None
    cost_likely: int | None
    cost_high: int | None
    decision: str
    reason: str
    recorded_on: date
    initiatives: tuple["Answering", ...]

    @property
    def reference(self) -> str:
        """The number as shown ("F2")."""
        return f"F{self.number}"

    @property
    def loose(self) -> bool:
        """Whether nothing follows from it: no initiative, and neither accepted nor deferred."""
        return not self.initiatives and self.decision in ("open", "act")


@dataclass(frozen=True, slots=True)
class Answering:
    """An initiative that answers a finding."""

    number: int
    name: str
    owner: str
    end: date | None

    @property
    def reference(self) -> str:
        """The number as shown ("I1")."""
        return f"I{self.number}"


def rounds(db: "Session") -> tuple[RoundRow, ...]:
    """The rounds, the current one last."""
    rows = db.exec(select(AssessmentRound).order_by(col(AssessmentRound.number)))
    return tuple(RoundRow(row.number, row.name, row.held_on) for row in rows)


@remembered
def questions(db: "Session", round_number: int | None = None) -> tuple[QuestionRow, ...]:
    """The active questions in order, with their answers in a round (None: the current one)."""
    by_question: dict[str, list[Answer]] = {}
    for answer in answers(db, round_number):
        by_question.setdefault(answer.question, []).append(answer)
    rows = db.exec(
        select(Question).where(col(Question.active).is_(True)).order_by(col(Question.dimension), col(Question.position))
    )
    return tuple(
        QuestionRow(
            code=row.code,
            dimension=row.dimension,
            core=row.core,
            text=row.text,
            why_asked=row.why_asked,
            evidence_hint=row.evidence_hint,
            answers=tuple(by_question.get(row.code, ())),
        )
        for row in rows
    )


@remembered
def answers(db: "Session", round_number: int | None = None) -> tuple[Answer, ...]:
    """All answers of a round (None: the current one) to active questions, by question, unit and respondent."""
    if round_number is None:
        round_number = db.exec(select(func.max(AssessmentRound.number))).first()
    asked = select(Question.id, Question.code, Question.dimension, Question.position).where(col(Question.active))
    known = {key: (dimension, position, code) for key, code, dimension, position in db.exec(asked)}
    names = {key: name for key, name in db.exec(select(OrganisationUnit.id, OrganisationUnit.name))}  # noqa: C416
    rows = db.execute(
        sa_select(
            col(AnswerTable.question_id),
            col(AnswerTable.unit_id),
            col(AnswerTable.respondent),
            col(AnswerTable.score),
            col(AnswerTable.target),
            col(AnswerTable.confidence),
            col(AnswerTable.evidence),
            col(AnswerTable.not_applicable),
        )
        .join(AssessmentRound, col(AssessmentRound.id) == col(AnswerTable.round_id))
        .where(col(AssessmentRound.number) == round_number)
    )
    found = []
    for question, unit, respondent, score, target, confidence, evidence, not_applicable in rows:
        if question in known:
            place = known[question]
            view = (names.get(unit, ""), respondent)
            found.append((place, view, score, target, confidence, evidence, bool(not_applicable)))
    found.sort(key=lambda row: (row[0], row[1]))
    return tuple(
        Answer(code, dimension, unit, respondent, score, target, confidence, evidence, not_applicable)
        for (dimension, _position, code), (
            unit,
            respondent,
        ), score, target, confidence, evidence, not_applicable in found
    )


def answered(db: "Session") -> tuple[int, int]:
    """(answered, asked): active questions with a score or "not applicable" in the current round, and all of them."""
    current = select(func.max(AssessmentRound.number)).scalar_subquery()
    given = (
        select(func.count(func.distinct(AnswerTable.question_id)))
        .join(Question, col(Question.id) == AnswerTable.question_id)
        .join(AssessmentRound, col(AssessmentRound.id) == AnswerTable.round_id)
        .where(col(Question.active), AssessmentRound.number == current)
        .where(or_(col(AnswerTable.score).is_not(None), col(AnswerTable.not_applicable)))
    )
    asked = select(func.count(col(Question.id))).where(col(Question.active))
    return db.exec(given).one(), db.exec(asked).one()


def respondents(db: "Session") -> tuple[str, ...]:
    """Roles that have answered in any round or that people at the client hold, in order of the alphabet."""
    answered = db.exec(select(AnswerTable.respondent).distinct()).all()
    held = db.exec(select(Person.role).distinct()).all()
    return tuple(sorted({role for role in (*answered, *held) if role}, key=str.casefold))


def units(db: "Session") -> tuple[str, ...]:
    """Names of the units of organisation in their order."""
    rows = db.exec(select(OrganisationUnit.name).order_by(col(OrganisationUnit.position), col(OrganisationUnit.name)))
    return tuple(rows)


def currency(db: "Session") -> str:
    """Currency of the mandate; euro before there is one."""
    return db.exec(select(Mandate.currency)).first() or "EUR"


def kpi_codes(db: "Session") -> tuple[tuple[str, str], ...]:
    """(code, name) of the KPIs a finding can rest on."""
    rows = db.exec(select(Kpi.code, Kpi.name).where(col(Kpi.archived).is_(False)).order_by(col(Kpi.code)))
    return tuple((code, name) for code, name in rows)


@remembered
def findings(db: "Session") -> tuple[FindingRow, ...]:
    """The findings, the largest likely cost first, those without estimate last by number."""
    leads: dict[int, list[Answering]] = {}
    links = db.exec(
        select(InitiativeFinding.finding_id, Initiative, Person.name)
        .join(Initiative, col(Initiative.id) == InitiativeFinding.initiative_id)
        .outerjoin(Person, col(Person.id) == Initiative.owner_id)
        .where(Initiative.stage != "stopped")
        .order_by(col(Initiative.number))
    )
    for finding_id, initiative, owner in links:
        leads.setdefault(finding_id, []).append(
            Answering(initiative.number, initiative.name, owner or "", initiative.end)
        )
    rows = db.exec(
        select(Finding, Question.code, Kpi.code, OrganisationUnit.name)
        .outerjoin(Question, col(Question.id) == Finding.question_id)
        .outerjoin(Kpi, col(Kpi.id) == Finding.kpi_id)
        .outerjoin(OrganisationUnit, col(OrganisationUnit.id) == Finding.unit_id)
    )
    found = [
        FindingRow(
            number=row.number,
            text=row.text,
            dimension=row.dimension,
            question=question or "",
            kpi=kpi or "",
            unit=unit or "",
            evidence=row.evidence,
            grade=row.evidence_grade,
            cost_low=row.cost_low,
            cost_likely=row.cost_likely,
            cost_high=row.cost_high,
            decision=row.decision,
            reason=row.decision_reason,
            recorded_on=row.recorded_on,
            initiatives=tuple(leads.get(row.id, ())),
        )
        for row, question, kpi, unit in rows
    ]
    return by_money(found)


def by_money(rows: Sequence[FindingRow]) -> tuple[FindingRow, ...]:
    """Findings by likely cost, largest first, those without estimate last by number."""
    return tuple(sorted(rows, key=lambda row: (row.cost_likely is None, -(row.cost_likely or 0), row.number)))
