"""What a mandate begins with: gates, starter KPIs, questions, the first round and draft criteria, from the content."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from sqlmodel import col, func, select

from interimcoo import content
from interimcoo.store.tables import AssessmentRound, Gate, Kpi, Mandate, Question, SuccessCriterion

if TYPE_CHECKING:
    from sqlmodel import Session

LAST_GATE: Final = "G6"
_WHOLE_UNITS: Final = frozenset({"count", "persons", "minutes", "points", "line_days", "currency", "ppm"})


def fill(db: "Session", mandate: Mandate) -> None:
    """Everything a new mandate has on its first day, in the language of its documents."""
    for gate in content.gates(mandate.language):
        due = gate_due(gate.code, mandate.mandate_type, mandate.start, mandate.end)
        db.add(Gate(code=gate.code, name=gate.name, phase=gate.phase, question=gate.question, due=due))
    add_starter_kpis(db, mandate)
    _add_questions(db, mandate)
    db.add(AssessmentRound(number=1, held_on=mandate.start))
    _add_draft_criteria(db, mandate)


def gate_due(code: str, mandate_type: str, start: date, end: date) -> date:
    """The day a gate is due: day 1 is the start; the last gate is due at the end, and no gate later than that."""
    if code == LAST_GATE:
        return end
    days = {gate.code: gate.due_days[mandate_type] for gate in content.gates()}[code]
    return min(start + timedelta(days=days - 1), end)


def add_starter_kpis(db: "Session", mandate: Mandate) -> None:
    """Add the starter KPIs of the mandate's type that are not there yet, after those already chosen for home."""
    known = set(db.exec(select(Kpi.code)))
    weight = db.exec(select(func.max(Kpi.weight))).first() or 0
    names = {entry.code: entry for entry in content.kpis(mandate.language)}
    for starter in content.starter_kpis(mandate.mandate_type):
        if starter.code in known:
            continue
        entry = names[starter.code]
        weight += 1
        db.add(
            Kpi(
                code=entry.code,
                name=entry.name,
                department=entry.department,
                definition=entry.definition,
                unit=entry.unit,
                decimals=0 if entry.unit in _WHOLE_UNITS else 1,
                direction=entry.direction,
                aggregation=entry.aggregation,
                chart_type=entry.chart_type,
                cadence=entry.cadence,
                factor=entry.factor,
                weight=weight,
            )
        )
    db.flush()


def activate_questions(db: "Session", mandate_type: str) -> None:
    """Ask the questions of a mandate type as well; none that is asked already is taken away."""
    asked = set(content.assessment_subset(mandate_type))
    for question in db.exec(select(Question).where(col(Question.active).is_(False))).all():
        if question.code in asked:
            question.active = True
            db.add(question)


def _add_questions(db: "Session", mandate: Mandate) -> None:
    asked = set(content.assessment_subset(mandate.mandate_type))
    for entry in content.questions(mandate.language):
        db.add(
            Question(
                code=entry.code,
                dimension=entry.dimension,
                position=entry.position,
                core=entry.core,
                text=entry.text,
                why_asked=entry.why_asked,
                evidence_hint=entry.evidence,
                text_version=entry.text_version,
                active=entry.code in asked,
            )
        )


def _add_draft_criteria(db: "Session", mandate: Mandate) -> None:
    """The results a mandate of its type is usually judged by, each tied to its KPI where that is a starter KPI."""
    keys = dict(db.exec(select(Kpi.code, Kpi.id)).all())
    drafts = [
        entry
        for entry in content.charter_templates(mandate.mandate_type, mandate.language)
        if entry.section == "success"
    ]
    for position, entry in enumerate(sorted(drafts, key=lambda entry: entry.position), start=1):
        kpi = next((keys[code] for code in entry.kpis if code in keys), None)
        db.add(SuccessCriterion(position=position, text=entry.title, kpi_id=kpi))
