"""What the initiatives page and the portfolio report show."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from sqlmodel import col, select

from interimcoo.domain.plan.schedule import slip
from interimcoo.exchange.blocks import Status
from interimcoo.store.plan import StoredTask, stored_plan
from interimcoo.store.remembered import remembered
from interimcoo.store.tables import (
    Action,
    Change,
    Finding,
    Initiative,
    InitiativeFinding,
    Kpi,
    KpiTarget,
    Mandate,
    Person,
    Reading,
)

if TYPE_CHECKING:
    from sqlmodel import Session

OFF_TRACK_DAYS: Final = 10
"""slip in calendar days from which an initiative is off track; below it is at risk"""


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """An initiative with what it answers and how far it is. `done` is a share 0 to 1, None without tasks."""

    number: int
    name: str
    purpose: str
    owner: str
    stage: str
    start: date | None
    end: date | None
    review_on: date | None
    kpi: str
    kpi_name: str
    has_baseline: bool
    has_target: bool
    benefit_likely: int | None
    created_on: date
    findings: tuple[int, ...]
    tasks: int
    tasks_done: int
    done: float | None
    begins: date | None
    """the start as agreed, else that of its first task"""
    forecast_end: date | None
    """latest computed finish of its tasks, else the end as agreed"""
    slip_days: int
    """calendar days by which the forecast lies behind the baseline (or the agreed end); 0 when on time or early"""
    status: Status

    @property
    def reference(self) -> str:
        """The number as shown ("I1")."""
        return f"I{self.number}"

    @property
    def active(self) -> bool:
        """Whether somebody works on it: neither finished nor stopped, and more than an idea."""
        return self.stage in ("chartered", "approved", "delivery")

    @property
    def lacking(self) -> tuple[str, ...]:
        """What it lacks for delivery: "owner", "KPI", "baseline", "target", "review date"."""
        needs = (
            ("owner", bool(self.owner)),
            ("KPI", bool(self.kpi)),
            ("baseline", self.has_baseline),
            ("target", self.has_target),
            ("review date", self.review_on is not None),
        )
        return tuple(name for name, there in needs if not there)


@dataclass(frozen=True, slots=True)
class FindingChoice:
    """A finding an initiative can answer."""

    number: int
    text: str
    decision: str
    answered: bool


@dataclass(frozen=True, slots=True)
class KpiChoice:
    """A KPI an initiative can be measured by."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class StageSpan:
    """How long an initiative was in a stage; `until` None: it is there now."""

    stage: str
    since: date
    until: date | None
    days: int


@dataclass(frozen=True, slots=True)
class LinkedFinding:
    """A finding an initiative answers, with its likely cost a year in minor units."""

    number: int
    text: str
    dimension: str
    cost_likely: int | None

    @property
    def reference(self) -> str:
        """The number as shown ("F2")."""
        return f"F{self.number}"


@remembered
def initiatives(db: "Session", today: date) -> tuple[InitiativeRow, ...]:
    """All initiatives by number, with dates as computed on a day."""
    found = db.exec(
        select(Initiative, col(Person.name), col(Kpi.code), col(Kpi.name))
        .outerjoin(Person, col(Person.id) == Initiative.owner_id)
        .outerjoin(Kpi, col(Kpi.id) == Initiative.kpi_id)
        .order_by(col(Initiative.number))
    ).all()
    if not found:
        return ()
    answers: dict[int, list[int]] = {}
    linked = db.exec(
        select(InitiativeFinding.initiative_id, Finding.number)
        .join(Finding, col(Finding.id) == InitiativeFinding.finding_id)
        .order_by(col(Finding.number))
    ).all()
    for initiative, number in linked:
        answers.setdefault(initiative, []).append(number)
    measured = set(db.exec(select(Reading.kpi_id).distinct()).all())
    aimed = set(db.exec(select(KpiTarget.kpi_id).distinct()).all())
    work = _work(db, today)
    return tuple(
        _row(
            one,
            owner or "",
            code or "",
            name or "",
            tuple(answers.get(one.id, ())),
            work.get(one.number),
            today,
            has_baseline=one.kpi_id in measured,
            has_target=one.kpi_id in aimed,
        )
        for one, owner, code, name in found
    )


@remembered
def finding_choices(db: "Session") -> tuple[FindingChoice, ...]:
    """All findings by number, and whether an initiative answers them."""
    answered = set(db.exec(select(InitiativeFinding.finding_id).distinct()).all())
    found = db.exec(select(Finding).order_by(col(Finding.number))).all()
    return tuple(FindingChoice(one.number, one.text, one.decision, one.id in answered) for one in found)


def findings_of(db: "Session", number: int) -> tuple[LinkedFinding, ...]:
    """The findings an initiative answers."""
    found = db.exec(
        select(Finding)
        .join(InitiativeFinding, col(InitiativeFinding.finding_id) == Finding.id)
        .join(Initiative, col(Initiative.id) == InitiativeFinding.initiative_id)
        .where(Initiative.number == number)
        .order_by(col(Finding.number))
    ).all()
    return tuple(LinkedFinding(one.number, one.text, one.dimension, one.cost_likely) for one in found)


def kpi_choices(db: "Session") -> tuple[KpiChoice, ...]:
    """The KPIs in use by code."""
    found = db.exec(select(Kpi.code, Kpi.name).where(col(Kpi.archived).is_(False)).order_by(col(Kpi.code))).all()
    return tuple(KpiChoice(code, name) for code, name in found)


def people(db: "Session") -> tuple[str, ...]:
    """The names of all people."""
    return tuple(db.exec(select(Person.name).order_by(col(Person.name))).all())


def names(db: "Session") -> tuple[tuple[int, str], ...]:
    """Number and name of all initiatives."""
    found = db.exec(select(Initiative.number, Initiative.name).order_by(col(Initiative.number))).all()
    return tuple((number, name) for number, name in found)


def open_count(db: "Session") -> int:
    """How many initiatives are neither closed nor stopped."""
    stages = db.exec(select(Initiative.stage)).all()
    return sum(stage not in ("closed", "stopped") for stage in stages)


def currency(db: "Session") -> str:
    """The currency of the mandate; EUR without one."""
    return db.exec(select(Mandate.currency)).first() or "EUR"


def stage_history(db: "Session", number: int, today: date) -> tuple[StageSpan, ...]:
    """The stages an initiative went through, from the history of the file, with the days spent in each."""
    initiative = db.exec(select(Initiative).where(Initiative.number == number)).first()
    if initiative is None:
        return ()
    moves = db.exec(
        select(col(Action.at), col(Change.old), col(Change.new))
        .join(Action, col(Action.id) == Change.action_id)
        .where(Change.tbl == "initiative", Change.row_id == initiative.id, Change.field == "stage", Change.op == "U")
        .order_by(col(Action.n), col(Change.seq))
    ).all()
    stages = [(str(moves[0][1]) if moves else initiative.stage, initiative.created_on)]
    for at, _old, new in moves:
        day = at.date()
        if stages[-1][1] == day and len(stages) > 1:
            stages.pop()
        if stages[-1][0] != str(new):
            stages.append((str(new), day))
    spans = []
    for (stage, since), following in zip(stages, [*(since for _stage, since in stages[1:]), None], strict=True):
        spans.append(StageSpan(stage, since, following, max(0, ((following or today) - since).days)))
    return tuple(spans)


def in_stage_since(db: "Session") -> dict[int, date]:
    """The day on which each initiative came into its stage, by number, from the history of the file."""
    found = {row.number: row.created_on for row in db.exec(select(Initiative)).all()}
    moves = db.exec(
        select(Initiative.number, Action.at)
        .join(Change, col(Change.row_id) == Initiative.id)
        .join(Action, col(Action.id) == Change.action_id)
        .where(Change.tbl == "initiative", Change.field == "stage", Change.op == "U")
        .order_by(col(Action.n))
    ).all()
    found.update((number, at.date()) for number, at in moves)
    return found


@dataclass(frozen=True, slots=True)
class _Work:
    """What the plan says about the tasks of an initiative."""

    tasks: int
    done_tasks: int
    done: float
    start: date
    finish: date
    baseline: date | None


def _work(db: "Session", today: date) -> dict[int, _Work]:
    plan = stored_plan(db, today)
    dates = plan.dates(today).dates
    by_initiative: dict[int, list[StoredTask]] = {}
    for task in plan.tasks:
        if task.initiative is not None:
            by_initiative.setdefault(task.initiative, []).append(task)
    found = {}
    for number, tasks in by_initiative.items():
        share = [(1.0 if task.actual_finish is not None else task.done, task.duration) for task in tasks]
        weight = sum(duration for _done, duration in share)
        baselines = [task.baseline_finish for task in tasks if task.baseline_finish is not None]
        found[number] = _Work(
            tasks=len(tasks),
            done_tasks=sum(done >= 1 for done, _duration in share),
            done=sum(done * duration for done, duration in share) / weight
            if weight
            else sum(done for done, _duration in share) / len(share),
            start=min(dates[task.number].start for task in tasks),
            finish=max(dates[task.number].finish for task in tasks),
            baseline=max(baselines, default=None),
        )
    return found


def _row(
    one: Initiative,
    owner: str,
    kpi: str,
    kpi_name: str,
    findings: tuple[int, ...],
    work: _Work | None,
    today: date,
    *,
    has_baseline: bool = False,
    has_target: bool = False,
) -> InitiativeRow:
    forecast = work.finish if work is not None else one.end
    agreed = (work.baseline if work is not None else None) or one.end
    running = one.stage in ("chartered", "approved", "delivery")
    if work is None and running and one.end is not None and one.end < today:
        forecast = today
    late = max(0, slip(forecast, agreed)) if one.stage in ("idea", "chartered", "approved", "delivery") else 0
    begun = one.stage == "delivery" or (work is not None and work.done > 0)
    return InitiativeRow(
        number=one.number,
        name=one.name,
        purpose=one.purpose,
        owner=owner,
        stage=one.stage,
        start=one.start,
        end=one.end,
        review_on=one.review_on,
        kpi=kpi,
        kpi_name=kpi_name,
        has_baseline=has_baseline,
        has_target=has_target,
        benefit_likely=one.benefit_likely,
        created_on=one.created_on,
        findings=findings,
        tasks=work.tasks if work is not None else 0,
        tasks_done=work.done_tasks if work is not None else 0,
        done=work.done if work is not None else None,
        begins=one.start or (work.start if work is not None else None),
        forecast_end=forecast,
        slip_days=late,
        status=_status(one, late, begun, today),
    )


def _status(one: Initiative, slip_days: int, begun: bool, today: date) -> Status:
    if one.stage in ("delivered", "benefit_confirmed", "closed"):
        return "done"
    if one.stage in ("idea", "stopped"):
        return "not_started"
    if slip_days >= OFF_TRACK_DAYS:
        return "off_track"
    if slip_days > 0 or (one.review_on is not None and one.review_on < today):
        return "at_risk"
    return "on_track" if begun or (one.start is not None and one.start <= today) else "not_started"
