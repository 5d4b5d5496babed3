"""How a task is moved: its start, its length, and what has happened so far."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from interimcoo.features.plan.rows import check_days, task_of
from interimcoo.store.errors import Refused
from interimcoo.store.plan import WHOLE, stored_plan
from interimcoo.text import N_, Label, _

if TYPE_CHECKING:
    from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class MoveTask:
    """Let a task start on a day. `days` and `name` are for the label alone: by how many days, and what is moved."""

    number: int
    start: date
    today: date
    days: int = 0
    name: str = ""
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        task = self.name or f"T{self.number}"
        if not self.days:
            return Label(N_("Move {task}"), {"task": task})
        text = N_("Move {task}, {n} day") if abs(self.days) == 1 else N_("Move {task}, {n} days")
        return Label(text, {"task": task, "n": str(self.days).replace("-", "\u2212")})

    def apply(self, db: "Session") -> None:
        """Writes the earliest start; takes it away where the links alone give that day.

        Refuses a task that has begun, a day before today, and a day its predecessors do not allow (named).
        """
        task = task_of(db, self.number)
        if task.actual_finish is not None or task.actual_start is not None or task.progress > 0:
            raise Refused(
                _("{task} has begun, so its start is a fact.").format(task=f"T{self.number}"),
                _("Change its length or its progress instead."),
            )
        if self.start < self.today:
            raise Refused(
                _("{task} has not begun, so it cannot lie in the past.").format(task=f"T{self.number}"),
                _("Record its progress with the day on which it began."),
            )
        task.not_before = None
        db.add(task)
        db.flush()
        plan = stored_plan(db, self.today)
        allowed = plan.dates(self.today).dates[self.number]
        follows = any(link.after == self.number for link in plan.links)
        start = plan.calendar.next_working(self.start)
        if follows and allowed.driver is not None and start < allowed.start:
            raise Refused(
                _("{task} cannot start earlier: it follows {before}.").format(
                    task=f"T{self.number}", before=f"T{allowed.driver}"
                ),
                _("Move {before}, or take the link out.").format(before=f"T{allowed.driver}"),
            )
        if not follows or start > allowed.start:
            task.not_before = start
            db.add(task)


@dataclass(frozen=True, slots=True)
class SetDuration:
    """Set how many working days a task takes; 0 makes it a milestone."""

    number: int
    days: int
    name: str = ""
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        text = N_("Set length of {task}, {n} day") if self.days == 1 else N_("Set length of {task}, {n} days")
        return Label(text, {"task": self.name or f"T{self.number}", "n": self.days})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown task, a length out of bounds, and another length of finished work."""
        task = task_of(db, self.number)
        if task.actual_finish is not None:
            raise Refused(
                _("{task} is finished, so its length is a fact.").format(task=f"T{self.number}"),
                _("Set its progress below 100 percent first."),
            )
        task.duration_days = check_days(self.days)
        db.add(task)


@dataclass(frozen=True, slots=True)
class SetProgress:
    """Record how much of a task is done, in percent, as seen on a day.

    Work that has begun needs a start (`actual_start`, else the day planned or `on`, whichever is earlier); 100 percent
    sets the finish (`actual_finish`, else `on`). Below 100 percent the finish is taken away, at 0 the start too.
    """

    number: int
    percent: int
    on: date
    actual_start: date | None = None
    actual_finish: date | None = None
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Set progress of {task}, {n}%"), {"task": f"T{self.number}", "n": self.percent})

    def apply(self, db: "Session") -> None:
        """Refuses a share outside 0 to 100, facts in the future, and a finish before the start."""
        task = task_of(db, self.number)
        if not 0 <= self.percent <= 100:
            raise Refused(_("Progress lies between 0 and 100 percent."), _("Write a number from 0 to 100."))
        start = self.actual_start or task.actual_start
        if self.percent and start is None:
            start = min(stored_plan(db, self.on).dates(None).dates[self.number].start, self.on)
        finish = self.actual_finish or task.actual_finish or self.on
        if self.percent == 100 and start is not None and self.actual_start is None:
            start = min(start, finish)
        for fact in (start if self.percent else None, finish if self.percent == 100 else None):
            if fact is not None and fact > self.on:
                raise Refused(_("What has happened cannot lie in the future."), _("Choose a day up to today."))
        if self.percent == 100 and start is not None and finish < start:
            raise Refused(_("The finish lies before the start."), _("Choose a finish on or after the start."))
        task.progress = self.percent * WHOLE // 100
        task.actual_start = start if self.percent else None
        task.actual_finish = finish if self.percent == 100 else None
        db.add(task)
