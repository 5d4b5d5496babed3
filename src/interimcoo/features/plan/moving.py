"""A change of dates on its way: asked for by key or mouse, shown with its effect on others, then written or left."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from interimcoo.domain.dates import WorkingCalendar
from interimcoo.features.plan.commands import MOST_DAYS, MoveTask, SetDuration
from interimcoo.features.plan.queries import PlanView, Preview, TaskRow, preview
from interimcoo.text import _, plural

Kind = Literal["move", "length"]


@dataclass(frozen=True, slots=True)
class Wish:
    """Another start or another length for a task."""

    kind: Kind
    number: int
    start: date
    duration: int

    def effect(self, view: PlanView) -> Preview:
        """What it would do."""
        if self.kind == "move":
            return preview(view, self.number, start=self.start)
        return preview(view, self.number, duration=self.duration)

    def command(self, task: TaskRow, today: date) -> MoveTask | SetDuration:
        """The command that writes it."""
        if self.kind == "move":
            return MoveTask(self.number, self.start, today, (self.start - task.start).days, task.name)
        return SetDuration(self.number, self.duration, task.name)

    def words(self, task: TaskRow) -> str:
        """It in the infinitive, as a title."""
        if self.kind == "length":
            length = plural(self.duration, "{n} day", "{n} days")
            return _("Set the length of {name} to {days}").format(name=task.name, days=length)
        days = (self.start - task.start).days
        if days < 0:
            return _("Move {name} {days} earlier").format(name=task.name, days=plural(-days, "{n} day", "{n} days"))
        return _("Move {name} {days} later").format(name=task.name, days=plural(days, "{n} day", "{n} days"))


def step(task: TaskRow, before: Wish | None, days: int, calendar: WorkingCalendar) -> Wish:
    """The start moved by working days, from what is wished already for the task, else from where it is."""
    at = before.start if before is not None and before.kind == "move" and before.number == task.number else task.start
    return Wish("move", task.number, calendar.add(at, days), task.duration)


def stretch(task: TaskRow, before: Wish | None, days: int) -> Wish:
    """The length changed by working days; a task keeps at least one day, so that no key makes it a milestone."""
    same = before is not None and before.kind == "length" and before.number == task.number
    duration = before.duration if before is not None and same else task.duration
    return Wish("length", task.number, task.start, min(MOST_DAYS, max(1, duration + days)))


def dragged_length(task: TaskRow, days: int, calendar: WorkingCalendar) -> Wish:
    """The length that ends a task on the day its end was dragged to."""
    end = max(task.start, task.finish + timedelta(days=days))
    shift = calendar.between(task.start, end) - calendar.between(task.start, task.finish)
    return stretch(task, None, shift)


def dropped(task: TaskRow, to: date, calendar: WorkingCalendar) -> Wish:
    """The start on the day a bar was dropped on, or the next working day."""
    return Wish("move", task.number, calendar.next_working(to), task.duration)
