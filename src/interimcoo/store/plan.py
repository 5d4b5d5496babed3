"""The plan of a document as the domain reckons it: tasks and links of the file, public holidays, computed dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlmodel import col, select

from interimcoo.domain.dates import WorkingCalendar
from interimcoo.domain.plan.network import LINK_KINDS, Circle, Link, LinkKind, in_order
from interimcoo.domain.plan.schedule import PlanTask, Schedule, schedule
from interimcoo.store.remembered import remembered
from interimcoo.store.tables import Initiative, Mandate, Person, Task, TaskLink

if TYPE_CHECKING:
    from holidays.holiday_base import HolidayBase
    from sqlmodel import Session

WHOLE: Final = 1_000_000
"""the share of a task that is done is stored in parts per million"""
_KINDS: Final[dict[str, LinkKind]] = {kind: kind for kind in LINK_KINDS}


@dataclass(frozen=True, slots=True)
class StoredTask:
    """A task as it stands in the file, with the words of what it refers to. `initiative` is its number or None."""

    number: int
    name: str
    initiative: int | None
    initiative_name: str
    owner: str
    duration: int
    not_before: date | None
    done: float
    actual_start: date | None
    actual_finish: date | None
    baseline_start: date | None
    baseline_finish: date | None
    position: int

    @property
    def reference(self) -> str:
        """The number as shown ("T7")."""
        return f"T{self.number}"


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """All tasks in the order of the list, their links by number, and the calendar and start they are reckoned with.

    `ignored` are links left out because they close a circle (a merge of two copies can bring one about).
    """

    tasks: tuple[StoredTask, ...]
    links: tuple[Link[int], ...]
    calendar: WorkingCalendar
    start: date
    """the first day of the mandate"""
    ignored: tuple[Link[int], ...] = ()

    def task(self, number: int) -> StoredTask | None:
        """The task of a number; None when there is none."""
        return next((task for task in self.tasks if task.number == number), None)

    def dates(self, data_date: date | None) -> Schedule[int]:
        """The dates of the plan; work that is left lies on or after `data_date`."""
        return reckon(self.tasks, self.links, self.calendar, self.start, data_date)


def reckon(
    tasks: Sequence[StoredTask],
    links: Sequence[Link[int]],
    calendar: WorkingCalendar,
    start: date,
    data_date: date | None,
) -> Schedule[int]:
    """The dates of tasks. Those without predecessor and own date begin with the mandate; the preparation before it may
    lie earlier when it says so itself. Raises Circle."""
    followers = {link.after for link in links}
    planned = [
        PlanTask(
            key=task.number,
            duration=task.duration,
            not_before=start if task.not_before is None and task.number not in followers else task.not_before,
            done=task.done,
            actual_start=task.actual_start,
            actual_finish=task.actual_finish,
        )
        for task in tasks
    ]
    first = min((one.not_before for one in planned if one.not_before is not None), default=start)
    return schedule(planned, links, calendar, min(first, start), data_date)


@remembered
def stored_plan(db: "Session", today: date) -> StoredPlan:
    """The plan of the file. Without a mandate it starts today and knows no public holidays."""
    mandate = db.exec(select(col(Mandate.start), col(Mandate.country))).first()
    start, country = (today, "") if mandate is None else (mandate[0] or today, mandate[1])
    found = db.exec(
        select(Task, col(Initiative.number), col(Initiative.name), col(Person.name))
        .outerjoin(Initiative, col(Initiative.id) == Task.initiative_id)
        .outerjoin(Person, col(Person.id) == Task.owner_id)
        .order_by(col(Task.position), col(Task.number))
    ).all()
    numbers = {task.id: task.number for task, _initiative, _name, _owner in found}
    tasks = tuple(
        StoredTask(
            number=task.number,
            name=task.name,
            initiative=initiative,
            initiative_name=name or "",
            owner=owner or "",
            duration=max(0, task.duration_days),
            not_before=task.not_before,
            done=min(1.0, max(0.0, task.progress / WHOLE)),
            actual_start=task.actual_start,
            actual_finish=task.actual_finish,
            baseline_start=task.baseline_start,
            baseline_finish=task.baseline_finish,
            position=task.position,
        )
        for task, initiative, name, owner in found
    )
    links = tuple(
        Link(numbers[one.predecessor_id], numbers[one.successor_id], one.lag_days, _KINDS.get(one.kind, "FS"))
        for one in db.exec(select(TaskLink).order_by(col(TaskLink.id))).all()
    )
    links = tuple(sorted(links, key=lambda link: (link.before, link.after, link.kind)))
    kept, ignored = without_circles([task.number for task in tasks], links)
    return StoredPlan(tasks, kept, _calendar(country, start, tasks, today), start, ignored)


def without_circles(
    numbers: Sequence[int], links: tuple[Link[int], ...]
) -> tuple[tuple[Link[int], ...], tuple[Link[int], ...]]:
    """The links that can be reckoned with, and those left out because each closes a circle."""
    ignored: list[Link[int]] = []
    while True:
        try:
            in_order(numbers, links)
        except Circle as circle:
            before, after = circle.path[-2], circle.path[-1]
            ignored += [link for link in links if (link.before, link.after) == (before, after)]
            links = tuple(link for link in links if (link.before, link.after) != (before, after))
        else:
            return links, tuple(ignored)


def _calendar(country: str, start: date, tasks: Sequence[StoredTask], today: date) -> WorkingCalendar:
    days = [start, today]
    for task in tasks:
        known = (task.not_before, task.actual_start, task.actual_finish, task.baseline_finish)
        days += [one for one in known if one is not None]
    work = sum(task.duration for task in tasks)
    last = min(max(days).year + 3 + work // 200, max(days).year + 20, date.max.year)
    return calendar_of(country, max(min(days).year - 1, date.min.year), last)


@lru_cache(maxsize=16)
def calendar_of(country: str, first_year: int, last_year: int) -> WorkingCalendar:
    """Monday to Friday without the public holidays of a country (ISO 3166); without them for an unknown one."""
    if not country:
        return WorkingCalendar()
    found = holidays_of(country.upper())
    if found is None:
        return WorkingCalendar()
    days = found(years=range(first_year, last_year + 1))
    return WorkingCalendar(frozenset(day for day in days if day.weekday() < 5))


def holidays_of(code: str) -> "type[HolidayBase] | None":
    """The rules of one country; None for an unknown one. The library itself would import those of all countries."""
    import holidays
    from holidays.registry import COUNTRIES

    for module, (name, *codes) in COUNTRIES.items():
        if code in codes:
            path = Path(holidays.__path__[0]) / "countries" / f"{module}.py"
            spec = spec_from_file_location(f"holidays.countries.{module}", path)
            assert spec is not None
            assert spec.loader is not None
            made = module_from_spec(spec)
            spec.loader.exec_module(made)
            rules: type[HolidayBase] = getattr(made, name)
            return rules
    return None
