"""What the actions lack and what is due: overdue and due today, without owner or date, decisions asked."""

from datetime import date
from typing import TYPE_CHECKING

from interimcoo.domain.guidance import Severity, Step
from interimcoo.features.actions import queries
from interimcoo.features.actions.queries import ActionRow, DecisionRow
from interimcoo.text import N_, Label

if TYPE_CHECKING:
    from sqlmodel import Session

MUCH_LATE = 3
"""days late from which lateness is shown as bad"""


def steps(db: "Session", today: date) -> tuple[Step, ...]:
    """The steps of a day."""
    return rules(queries.actions(db, today), queries.decisions(db, today))


def rules(actions: tuple[ActionRow, ...], decisions: tuple[DecisionRow, ...]) -> tuple[Step, ...]:
    """Open decisions and actions overdue or due today as "do"; open actions without owner or date as "missing"."""
    return (
        *(_decide(row) for row in decisions if row.is_open),
        *(_due(row) for row in actions if row.group in ("overdue", "today")),
        *(_gap(row) for row in actions if row.is_open and (not row.owner or row.due is None)),
    )


def _decide(row: DecisionRow) -> Step:
    asked = (
        Label(N_("Asked of {owner}"), {"owner": row.owner}) if row.owner else Label(N_("Nobody is named to decide it"))
    )
    return Step(
        "do",
        Label(N_("Decide: {text}"), {"text": row.text}),
        asked,
        "actions",
        record=row.reference,
        button=Label(N_("Decide")),
        severity=lateness(row.days_late),
        due=row.due,
        rank=35,
        icon="scale",
    )


def _due(row: ActionRow) -> Step:
    owner = Label("{owner}", {"owner": row.owner}) if row.owner else Label(N_("no owner"))
    return Step(
        "do",
        Label("{text}", {"text": row.text}),
        owner,
        "actions",
        record=row.reference,
        button=Label(N_("Open")),
        severity=lateness(row.days_late) if row.days_late else "warn",
        due=row.due,
        rank=70,
        icon="checklist",
    )


def _gap(row: ActionRow) -> Step:
    if not row.owner and row.due is None:
        title = N_("{action} has neither owner nor date")
    else:
        title = N_("{action} has no date") if row.owner else N_("{action} has no owner")
    return Step(
        "missing",
        Label(title, {"action": row.reference}),
        Label("{text}", {"text": row.text}),
        "actions",
        record=row.reference,
        button=Label(N_("Complete")),
        severity="warn",
        rank=60,
        icon="checklist",
    )


def lateness(days: int) -> Severity:
    """How lateness is shown: plain when on time, a warning for a day or two, bad from the third day."""
    return "bad" if days >= MUCH_LATE else "warn" if days else "plain"
