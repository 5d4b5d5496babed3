"""What the plan page, the home page and the report show: tasks with computed dates, links, gates, the end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlmodel import col, select

from interimcoo.domain.plan.network import Link, LinkKind, Reason, closing_path
from interimcoo.domain.plan.schedule import Schedule, slip
from interimcoo.features.plan.whole import BASELINE_KEY, baseline_of
from interimcoo.store.plan import StoredPlan, StoredTask, stored_plan
from interimcoo.store.remembered import remembered
from interimcoo.store.tables import Gate, Initiative, Mandate, Person, Preference, Task

if TYPE_CHECKING:
    from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task with its dates as computed on a day. Floats and lengths are working days, lateness calendar days."""

    number: int
    name: str
    initiative: int | None
    initiative_name: str
    owner: str
    duration: int
    not_before: date | None
    done: float
    started: bool
    finished: bool
    start: date
    finish: date
    baseline_start: date | None
    baseline_finish: date | None
    total_float: int
    critical: bool
    reason: Reason
    driver: int | None
    """number of the task that sets its date, where `reason` is "link\""""
    late_days: int
    """days since it should have been finished, by the baseline, else as planned; 0 when it is not late"""

    @property
    def reference(self) -> str:
        """The number as shown ("T7")."""
        return f"T{self.number}"

    @property
    def milestone(self) -> bool:
        """Whether it is a point in time."""
        return self.duration == 0

    @property
    def slip_days(self) -> int:
        """Days by which its finish lies behind the baseline; negative when early, 0 without baseline."""
        return slip(self.finish, self.baseline_finish)


@dataclass(frozen=True, slots=True)
class GateMark:
    """A gate on the time axis."""

    code: str
    name: str
    due: date
    closed: bool


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan as seen on a day."""

    today: date
    tasks: tuple[TaskRow, ...]
    """by initiative (those without one last), then in the order of the list"""
    links: tuple[Link[int], ...]
    ignored: tuple[Link[int], ...]
    gates: tuple[GateMark, ...]
    end: date | None
    baseline_end: date | None
    baseline_number: int
    baseline_on: date | None
    stored: StoredPlan
    schedule: Schedule[int]

    @property
    def slip_days(self) -> int:
        """Days by which the end lies behind that of the baseline."""
        return slip(self.end, self.baseline_end)

    @property
    def open_tasks(self) -> tuple[TaskRow, ...]:
        """The tasks that are not finished."""
        return tuple(task for task in self.tasks if not task.finished)

    @property
    def late(self) -> tuple[TaskRow, ...]:
        """The tasks that should have been finished, the latest first."""
        return tuple(sorted((task for task in self.tasks if task.late_days), key=lambda task: -task.late_days))

    @property
    def without_owner(self) -> tuple[TaskRow, ...]:
        """Open tasks that nobody owns."""
        return tuple(task for task in self.open_tasks if not task.owner)

    @property
    def critical(self) -> tuple[TaskRow, ...]:
        """Tasks that set the end."""
        return tuple(task for task in self.tasks if task.critical)

    def task(self, number: int) -> TaskRow | None:
        """The task of a number; None when there is none."""
        return next((task for task in self.tasks if task.number == number), None)

    def before(self, number: int) -> tuple[Link[int], ...]:
        """The links into a task."""
        return tuple(link for link in self.links if link.after == number)

    def after(self, number: int) -> tuple[Link[int], ...]:
        """The links out of a task."""
        return tuple(link for link in self.links if link.before == number)


@dataclass(frozen=True, slots=True)
class Shift:
    """A task that a change would move: its dates before and after."""

    number: int
    name: str
    old_start: date
    start: date
    old_finish: date
    finish: date

    @property
    def reference(self) -> str:
        """The number as shown ("T7")."""
        return f"T{self.number}"

    @property
    def days(self) -> int:
        """Calendar days by which it ends later; negative when earlier."""
        return (self.finish - self.old_finish).days


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would do: the changed task itself, the others it moves, and the end."""

    own: Shift
    others: tuple[Shift, ...]
    old_end: date | None
    end: date | None
    schedule: Schedule[int]

    @property
    def end_days(self) -> int:
        """Days by which the plan would end later; negative when earlier."""
        return slip(self.end, self.old_end)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a form of the plan offers: initiatives by number and name, people by name."""

    initiatives: tuple[tuple[int, str], ...]
    people: tuple[str, ...]


@remembered
def plan_view(db: "Session", today: date) -> PlanView:
    """The plan with dates as computed on a day: work that is left lies on or after it."""
    stored = stored_plan(db, today)
    now, planned = stored.dates(today), stored.dates(None)
    tasks = [_row(task, now, planned, today) for task in stored.tasks]
    tasks.sort(key=lambda task: (task.initiative is None, task.initiative or 0))
    kept = db.exec(select(Preference.value).where(Preference.key == BASELINE_KEY)).first()
    number, on = baseline_of(kept or "")
    gates = db.exec(select(Gate).order_by(col(Gate.due), col(Gate.code))).all()
    ends = [task.baseline_finish for task in tasks if task.baseline_finish is not None]
    return PlanView(
        today=today,
        tasks=tuple(tasks),
        links=stored.links,
        ignored=stored.ignored,
        gates=tuple(GateMark(gate.code, gate.name, gate.due, gate.closed_on is not None) for gate in gates),
        end=now.finish,
        baseline_end=max(ends, default=None),
        baseline_number=number,
        baseline_on=on,
        stored=stored,
        schedule=now,
    )


def preview(
    view: PlanView,
    number: int,
    *,
    start: date | None = None,
    duration: int | None = None,
    link: tuple[int, LinkKind, int] | None = None,
) -> Preview:
    """What it would do to start a task on a day, to give it another length, or to link it behind another one
    (number, kind, lag). Raises KeyError for an unknown task and network.Circle for a link that closes a circle."""
    stored = view.stored
    task = stored.task(number)
    if task is None:
        raise KeyError(number)
    if start is not None:
        task = replace(task, not_before=stored.calendar.next_working(start))
    if duration is not None:
        task = replace(task, duration=duration)
    links = stored.links if link is None else (*stored.links, Link(link[0], number, link[2], link[1]))
    tasks = tuple(task if one.number == number else one for one in stored.tasks)
    then = replace(stored, tasks=tasks, links=links).dates(view.today)
    shifts = [_shift(one, view.schedule, then) for one in view.tasks]
    others = tuple(
        one for one in shifts if one.number != number and (one.start, one.finish) != (one.old_start, one.old_finish)
    )
    own = next(one for one in shifts if one.number == number)
    return Preview(own, others, view.end, then.finish, then)


def circle(view: PlanView, before: int, after: int) -> tuple[int, ...]:
    """The circle that a link would close, empty when it closes none."""
    return (before, before) if before == after else closing_path(view.links, before, after)


def choices(db: "Session") -> Choices:
    """Initiatives that are not closed or stopped, and people."""
    initiatives = db.exec(
        select(Initiative.number, Initiative.name)
        .where(col(Initiative.stage).not_in(("closed", "stopped")))
        .order_by(col(Initiative.number))
    ).all()
    people = db.exec(select(Person.name).order_by(col(Person.name))).all()
    return Choices(tuple((number, name) for number, name in initiatives), tuple(people))


def names(db: "Session") -> tuple[tuple[int, str], ...]:
    """Number and name of all tasks."""
    found = db.exec(select(Task.number, Task.name).order_by(col(Task.number))).all()
    return tuple((number, name) for number, name in found)


def has_mandate(db: "Session") -> bool:
    """Whether the engagement has a mandate (whose type gives the template)."""
    return db.exec(select(Mandate.id)).first() is not None


def next_baseline(view: PlanView) -> int:
    """The number the next baseline gets."""
    return view.baseline_number + 1


def time_span(tasks: Sequence[TaskRow], gates: Sequence[GateMark], today: date) -> tuple[date, date]:
    """First and last day a drawing of the plan has to show."""
    days = [today, *(gate.due for gate in gates)]
    for task in tasks:
        days += [task.start, task.finish]
        days += [one for one in (task.baseline_start, task.baseline_finish) if one is not None]
    return min(days), max(days)


def _row(task: StoredTask, now: Schedule[int], planned: Schedule[int], today: date) -> TaskRow:
    dates = now.dates[task.number]
    finished = task.actual_finish is not None or task.done >= 1
    should = task.baseline_finish or planned.dates[task.number].finish
    return TaskRow(
        number=task.number,
        name=task.name,
        initiative=task.initiative,
        initiative_name=task.initiative_name,
        owner=task.owner,
        duration=task.duration,
        not_before=task.not_before,
        done=1.0 if finished else task.done,
        started=finished or task.actual_start is not None or task.done > 0,
        finished=finished,
        start=dates.start,
        finish=dates.finish,
        baseline_start=task.baseline_start,
        baseline_finish=task.baseline_finish,
        total_float=dates.total_float,
        critical=dates.critical,
        reason=dates.reason,
        driver=dates.driver,
        late_days=0 if finished else max(0, (today - should).days),
    )


def _shift(task: TaskRow, before: Schedule[int], after: Schedule[int]) -> Shift:
    old, new = before.dates[task.number], after.dates[task.number]
    return Shift(task.number, task.name, old.start, new.start, old.finish, new.finish)
