"""The dates of a plan on one working calendar: what the network says, told in days, with progress and data date.

Example: `schedule(tasks, links, WorkingCalendar(holidays), start=mandate.start, data_date=today).dates[7].finish`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Generic

from interimcoo.domain.dates import WorkingCalendar
from interimcoo.domain.plan.network import Key, Link, Node, Reason, Times, solve

NEAR_CRITICAL: Final = 5
"""working days of float up to which a task is watched"""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PlanTask(Generic[Key]):
    """A task as planned and as it goes: `duration` in working days (0: milestone), `done` a share 0 to 1."""

    key: Key
    duration: int
    not_before: date | None = None
    done: float = 0.0
    actual_start: date | None = None
    actual_finish: date | None = None

    @property
    def finished(self) -> bool:
        """Whether all is done."""
        return self.actual_finish is not None or self.done >= 1

    @property
    def started(self) -> bool:
        """Whether work has begun."""
        return self.finished or self.actual_start is not None or self.done > 0

    @property
    def remaining(self) -> int:
        """Working days left to do; the last begun day counts whole."""
        if self.finished:
            return 0
        parts = round((1 - self.done) * 1_000_000) * self.duration
        return -(-parts // 1_000_000)


@dataclass(frozen=True, slots=True)
class TaskDates(Generic[Key]):
    """The computed dates of a task: first and last day, earliest and latest, float in working days."""

    start: date
    finish: date
    late_start: date
    late_finish: date
    total_float: int
    free_float: int
    critical: bool
    near_critical: bool
    reason: Reason
    driver: Key | None
    """the predecessor that sets the date, where `reason` is "link\""""


@dataclass(frozen=True, slots=True)
class Schedule(Generic[Key]):
    """A plan with its dates. `finish` is the last day of the last task, None without tasks."""

    dates: Mapping[Key, TaskDates[Key]]
    finish: date | None
    out_of_sequence: tuple[Link[Key], ...] = ()
    cut_leads: tuple[Link[Key], ...] = ()

    def critical_path(self) -> tuple[Key, ...]:
        """The tasks that set the end, from the first to the last; finished ones at its beginning included."""
        if not self.dates:
            return ()
        drivers = {one.driver for one in self.dates.values()}
        last = max(self.dates, key=lambda key: (self.dates[key].finish, self.dates[key].critical, key not in drivers))
        way = [last]
        while (before := self.dates[way[-1]].driver) is not None:
            way.append(before)
        return tuple(reversed(way))


def schedule(
    tasks: Sequence[PlanTask[Key]],
    links: Sequence[Link[Key]],
    calendar: WorkingCalendar,
    start: date,
    data_date: date | None = None,
) -> Schedule[Key]:
    """The dates of all tasks. No task lies before `start`; work that is left lies on or after `data_date`.

    Actual dates are facts and beat links; what is left of a begun task also waits for its unfinished predecessors
    (retained logic). Raises network.Circle.
    """
    known = [start, *([data_date] if data_date is not None else [])]
    for task in tasks:
        known += [one for one in (task.not_before, task.actual_start, task.actual_finish) if one is not None]
    axis = _Axis(calendar, min(known))
    data = None if data_date is None else axis.opening(data_date)
    solution = solve([_node(task, axis, data) for task in tasks], links, axis.opening(start))
    dates = {task.key: _dates(task, solution.times[task.key], axis) for task in tasks}
    end = max((one.finish for one in dates.values()), default=None)
    return Schedule(dates, end, solution.out_of_sequence, solution.cut_leads)


def moved(before: Schedule[Key], after: Schedule[Key]) -> tuple[Key, ...]:
    """The tasks of both schedules whose start or finish differs, in the order of `after`."""
    return tuple(
        key
        for key, one in after.dates.items()
        if key in before.dates and (one.start, one.finish) != (before.dates[key].start, before.dates[key].finish)
    )


def slip(finish: date | None, baseline: date | None) -> int:
    """Calendar days by which an end lies behind its baseline; negative when early, 0 when either is not known."""
    return 0 if finish is None or baseline is None else (finish - baseline).days


def _node(task: PlanTask[Key], axis: "_Axis", data: int | None) -> Node[Key]:
    fact, end = task.actual_start, task.actual_finish
    return Node(
        key=task.key,
        work=task.duration if task.finished or not task.started else task.remaining,
        not_before=None if task.not_before is None else axis.opening(task.not_before),
        data=data,
        started=task.started and not task.finished,
        finished=task.finished,
        actual_start=None if fact is None else axis.opening(fact),
        actual_finish=None if end is None else axis.closing(end),
    )


def _dates(task: PlanTask[Key], times: Times[Key], axis: "_Axis") -> TaskDates[Key]:
    # What ends work sits at the end of a day: a milestone after a task of Friday stands on Friday.
    ends = task.duration == 0 and times.driver is not None and times.driver.kind in ("FS", "FF")
    first = axis.day(times.early_start - (1 if ends else 0))
    last = first if task.duration == 0 else axis.day(max(times.early_finish - 1, times.early_start))
    late_first = axis.day(times.late_start - (1 if ends else 0))
    late_last = late_first if task.duration == 0 else axis.day(max(times.late_finish - 1, times.late_start))
    start, finish = task.actual_start or first, task.actual_finish or last
    if task.finished and task.actual_start is None:
        start = min(start, finish)
    return TaskDates(
        start=start,
        finish=max(start, finish),
        late_start=start if task.started else late_first,
        late_finish=max(start, finish) if task.finished else late_last,
        total_float=times.total_float,
        free_float=times.free_float,
        critical=times.critical,
        near_critical=not task.finished and not times.critical and times.total_float <= NEAR_CRITICAL,
        reason=times.reason,
        driver=None if times.driver is None else times.driver.before,
    )


class _Axis:
    """Working days by number, counted from an origin in both directions, made when first asked for."""

    def __init__(self, calendar: WorkingCalendar, origin: date) -> None:
        self._calendar = calendar
        self._after: list[date] = []
        self._before: list[date] = []
        self._next, self._previous = origin, origin

    def day(self, number: int) -> date:
        """The working day of a number; the last day of the calendar where there are no more."""
        if number >= 0:
            while len(self._after) <= number:
                if not self._grow():
                    return date.max
            return self._after[number]
        while len(self._before) < -number:
            if self._previous == date.min:
                return date.min
            self._previous -= _DAY
            if self._calendar.is_working(self._previous):
                self._before.append(self._previous)
        return self._before[-number - 1]

    def opening(self, day: date) -> int:
        """The instant at which the first working day on or after a day begins."""
        self._reach(day)
        return bisect_left(self._after, day)

    def closing(self, day: date) -> int:
        """The instant at which the last working day on or before a day ends."""
        self._reach(day)
        return bisect_right(self._after, day)

    def _reach(self, day: date) -> None:
        while (not self._after or self._after[-1] < day) and self._grow():
            pass

    def _grow(self) -> bool:
        while self._next < date.max:
            day, self._next = self._next, self._next + _DAY
            if self._calendar.is_working(day):
                self._after.append(day)
                return True
        return False
