"""What the portfolio lacks: follow-up of findings, owners, measures, review dates, room for the owner."""

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from interimcoo.domain.guidance import Step
from interimcoo.features.initiatives import queries
from interimcoo.features.initiatives.queries import FindingChoice, InitiativeRow
from interimcoo.text import N_, Label

if TYPE_CHECKING:
    from sqlmodel import Session

MOST_ACTIVE = 3
"""the usual load of one leader"""


def steps(db: "Session", today: date) -> tuple[Step, ...]:
    """The steps of a day."""
    return rules(queries.initiatives(db, today), queries.finding_choices(db), today)


def rules(rows: tuple[InitiativeRow, ...], findings: tuple[FindingChoice, ...], today: date) -> tuple[Step, ...]:
    """Findings decided as act without initiative; what initiatives lack; reviews due; owners with too many."""
    found = [
        Step(
            "missing",
            Label(N_("F{number} is decided as act but has no initiative"), {"number": finding.number}),
            Label(N_("F{number} {text}"), {"number": finding.number, "text": finding.text}),
            "initiatives",
            record=f"new:finding=F{finding.number}",
            button=Label(N_("Add initiative")),
            severity="concern",
            rank=45,
            icon="bulb",
        )
        for finding in findings
        if finding.decision == "act" and not finding.answered
    ]
    for row in rows:
        if row.stage == "idea" or row.active:
            for lacking, title, rank in (
                (not row.owner, N_("{initiative} has no owner"), 46),
                (not row.kpi, N_("{initiative} has no KPI"), 47),
                (row.review_on is None, N_("{initiative} has no review date"), 48),
            ):
                if lacking:
                    found.append(_about(row, title, rank))
        if row.active and row.review_on is not None and row.review_on <= today:
            found.append(
                Step(
                    "do",
                    Label(N_("Review {initiative}"), {"initiative": row.reference}),
                    Label("{name}", {"name": row.name}),
                    "initiatives",
                    record=row.reference,
                    button=Label(N_("Review")),
                    severity="warn",
                    due=row.review_on,
                    rank=40,
                    icon="bulb",
                )
            )
    load = Counter(row.owner for row in rows if row.active and row.owner)
    found += [
        Step(
            "do",
            Label(N_("{name} owns {n} active initiatives"), {"name": name, "n": n}),
            Label(N_("Three at a time is the usual load of one leader.")),
            "initiatives",
            button=Label(N_("Show")),
            severity="warn",
            rank=58,
            icon="users",
        )
        for name, n in sorted(load.items())
        if n > MOST_ACTIVE
    ]
    return tuple(found)


def _about(row: InitiativeRow, title: str, rank: int) -> Step:
    return Step(
        "missing",
        Label(title, {"initiative": row.reference}),
        Label("{name}", {"name": row.name}),
        "initiatives",
        record=row.reference,
        button=Label(N_("Complete")),
        severity="warn",
        rank=rank,
        icon="bulb",
    )
