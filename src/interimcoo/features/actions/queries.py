"""What the actions page, the home page and the report show: actions with where they come from, and decisions."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from sqlmodel import col, select

from interimcoo.features.actions.numbers import decision_reference, reference
from interimcoo.store.remembered import remembered
from interimcoo.store.tables import ActionItem, Decision, Finding, Initiative, Kpi, Mandate, Person

if TYPE_CHECKING:
    from sqlmodel import Session

Group = Literal["overdue", "today", "week", "later", "undated", "ended"]
AGES = (3, 7, 14)
"""upper ends of the age classes in days; the last class is open"""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action seen on a day. `finding` and `initiative` are references ("F2", "I1") or empty."""

    number: int
    kind: str
    text: str
    owner: str
    due: date | None
    status: str
    created_on: date
    closed_on: date | None
    evidence: str
    kpi: str
    kpi_name: str
    signal_period: str
    finding: str
    finding_text: str
    initiative: str
    initiative_name: str
    expected_effect: str
    times_moved: int
    today: date

    @property
    def reference(self) -> str:
        """The number as shown ("A-018", "CA-007")."""
        return reference(self.kind, self.number)

    @property
    def is_open(self) -> bool:
        """Whether it waits to be done."""
        return self.status == "open"

    @property
    def days_late(self) -> int:
        """Days since it was due; 0 when it is not late, ended or has no date."""
        return max(0, (self.today - self.due).days) if self.due is not None and self.is_open else 0

    @property
    def age(self) -> int:
        """Days since it was agreed, until today or until it ended."""
        return ((self.closed_on or self.today) - self.created_on).days

    @property
    def group(self) -> Group:
        """Where it stands in the list: by due date while open."""
        if not self.is_open:
            return "ended"
        if self.due is None:
            return "undated"
        left = (self.due - self.today).days
        if left < 0:
            return "overdue"
        if left == 0:
            return "today"
        return "week" if self.due.isocalendar()[:2] == self.today.isocalendar()[:2] else "later"

    @property
    def source(self) -> str:
        """Reference of the record it comes from ("F2", "LOG01", "I1"); empty for one of its own."""
        return self.kpi or self.finding or self.initiative


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision seen on a day; `amount` is in minor units of `currency`."""

    number: int
    text: str
    recommendation: str
    without_it: str
    amount: int | None
    currency: str
    owner: str
    due: date | None
    decided_on: date | None
    outcome: str
    asked_on: date
    today: date

    @property
    def reference(self) -> str:
        """The number as shown ("D-01")."""
        return decision_reference(self.number)

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.decided_on is None

    @property
    def days_late(self) -> int:
        """Days since it was due; 0 when it is not late or taken."""
        return max(0, (self.today - self.due).days) if self.due is not None and self.is_open else 0


@remembered
def actions(db: "Session", today: date) -> tuple[ActionRow, ...]:
    """All actions: the open ones by due date (undated last), then the ended ones, newest first."""
    names = dict(db.exec(select(Person.id, Person.name)).all())
    rows = db.exec(
        select(ActionItem, Kpi, Finding, Initiative)
        .outerjoin(Kpi, col(Kpi.id) == ActionItem.kpi_id)
        .outerjoin(Finding, col(Finding.id) == ActionItem.finding_id)
        .outerjoin(Initiative, col(Initiative.id) == ActionItem.initiative_id)
    )
    found = [
        ActionRow(
            number=row.number,
            kind=row.kind,
            text=row.text,
            owner=names.get(row.owner_id or 0, ""),
            due=row.due,
            status=row.status,
            created_on=row.created_on,
            closed_on=row.closed_on,
            evidence=row.evidence,
            kpi=kpi.code if kpi else "",
            kpi_name=kpi.name if kpi else "",
            signal_period=row.signal_period,
            finding=f"F{finding.number}" if finding else "",
            finding_text=finding.text if finding else "",
            initiative=f"I{initiative.number}" if initiative else "",
            initiative_name=initiative.name if initiative else "",
            expected_effect=row.expected_effect,
            times_moved=row.times_moved,
            today=today,
        )
        for row, kpi, finding, initiative in rows
    ]
    return tuple(sorted(found, key=_order))


def _order(row: ActionRow) -> tuple[bool, float, int]:
    if row.is_open:
        return (False, float(row.due.toordinal()) if row.due else float("inf"), row.number)
    return (True, -float((row.closed_on or row.created_on).toordinal()), row.number)


def age_classes(rows: tuple[ActionRow, ...]) -> tuple[int, int, int, int]:
    """How many open actions are 0 to 3, 4 to 7, 8 to 14 and over 14 days old; adds up to the open ones."""
    counts = [0, 0, 0, 0]
    for row in rows:
        if row.is_open:
            counts[sum(row.age > most for most in AGES)] += 1
    return counts[0], counts[1], counts[2], counts[3]


@remembered
def decisions(db: "Session", today: date) -> tuple[DecisionRow, ...]:
    """All decisions: the open ones by due date, then the taken ones, newest first."""
    money = currency(db)
    rows = db.exec(select(Decision, Person.name).outerjoin(Person, col(Person.id) == Decision.owner_id))
    found = [
        DecisionRow(
            number=row.number,
            text=row.text,
            recommendation=row.recommendation,
            without_it=row.without_it,
            amount=row.amount,
            currency=money,
            owner=owner or "",
            due=row.due,
            decided_on=row.decided_on,
            outcome=row.outcome,
            asked_on=row.asked_on,
            today=today,
        )
        for row, owner in rows
    ]

    def order(row: DecisionRow) -> tuple[bool, float, int]:
        if row.decided_on is None:
            return (False, float(row.due.toordinal()) if row.due else float("inf"), row.number)
        return (True, -float(row.decided_on.toordinal()), row.number)

    return tuple(sorted(found, key=order))


def currency(db: "Session") -> str:
    """Currency of the mandate; euro before there is one."""
    return db.exec(select(Mandate.currency)).first() or "EUR"


def people(db: "Session") -> tuple[str, ...]:
    """Names of the people at the client."""
    return tuple(db.exec(select(Person.name).order_by(col(Person.name))))


def origins(db: "Session") -> tuple[tuple[str, str], ...]:
    """(reference, title) of what an action can answer: KPIs, findings, initiatives."""
    kpis = db.exec(select(Kpi.code, Kpi.name).where(col(Kpi.archived).is_(False)).order_by(col(Kpi.code))).all()
    findings = db.exec(select(Finding.number, Finding.text).order_by(col(Finding.number))).all()
    initiatives = db.exec(select(Initiative.number, Initiative.name).order_by(col(Initiative.number))).all()
    return (
        *((code, name) for code, name in kpis),
        *((f"F{number}", text) for number, text in findings),
        *((f"I{number}", name) for number, name in initiatives),
    )


def titles(db: "Session") -> list[tuple[str, str]]:
    """(reference, text) of all actions and decisions, for the search."""
    acted = db.exec(select(ActionItem.kind, ActionItem.number, ActionItem.text).order_by(col(ActionItem.number)))
    decided = db.exec(select(Decision.number, Decision.text).order_by(col(Decision.number)))
    return [
        *((reference(kind, number), text) for kind, number, text in acted),
        *((decision_reference(number), text) for number, text in decided),
    ]
