"""The assessment: questions, rounds, answers and findings."""

from datetime import date

from sqlalchemy import Index

from interimcoo.store.tables.columns import Row, day, link, words


class Question(Row, table=True):
    """A question as copied from the bank when the mandate was made."""

    __tablename__ = "question"
    code: str = words(unique=True)
    dimension: str = words()
    position: int = 0
    core: bool = False
    text: str = words()
    why_asked: str = words()
    evidence_hint: str = words()
    text_version: int = 1
    active: bool = True


class AssessmentRound(Row, table=True):
    """One pass through the questions at a date."""

    __tablename__ = "assessment_round"
    number: int = 1
    name: str = words()
    held_on: date = day()


class Answer(Row, table=True):
    """Score, target, confidence and evidence to one question, from one respondent's view."""

    __tablename__ = "answer"
    __table_args__ = (Index("answer_key", "round_id", "question_id", "unit_id", "respondent", unique=True),)
    round_id: int = link("assessment_round", cascade=True)
    question_id: int = link("question")
    unit_id: int | None = link("organisation_unit", required=False)
    respondent: str = words()
    """role of the respondent; empty: the assessor"""
    score: int | None = None
    """0 to 5"""
    target: int | None = None
    confidence: str = words()
    """A to D, empty: not graded"""
    evidence: str = words()
    not_applicable: bool = False


class Finding(Row, table=True):
    """Statement of a gap with evidence, cost estimate and decision."""

    __tablename__ = "finding"
    number: int = 0
    """shown as F1, F2 …; unique among the findings of the document"""
    text: str = words()
    dimension: str = words()
    question_id: int | None = link("question", required=False)
    kpi_id: int | None = link("kpi", required=False)
    unit_id: int | None = link("organisation_unit", required=False)
    evidence: str = words()
    evidence_grade: str = words()
    """A to D, empty: not graded"""
    cost_low: int | None = None
    cost_likely: int | None = None
    """minor units of the mandate's currency a year"""
    cost_high: int | None = None
    decision: str = words("open")
    """open, act, accept, defer"""
    decision_reason: str = words()
    recorded_on: date = day()
