"""What the user can change about the plan: add, change, order and remove tasks; all its commands by name."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from sqlmodel import col, select

from interimcoo.features.plan.links import LinkTasks, UnlinkTasks, link_tasks
from interimcoo.features.plan.moves import MoveTask, SetDuration, SetProgress
from interimcoo.features.plan.rows import MOST_DAYS, check_days, task_of
from interimcoo.features.plan.whole import SetBaseline, UsePlanTemplate
from interimcoo.store.command import check_changed
from interimcoo.store.errors import Refused
from interimcoo.store.numbered import initiative_id, last_number
from interimcoo.store.people import person_id
from interimcoo.store.tables import Task
from interimcoo.text import N_, Label, _

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = [
    "MOST_DAYS", "AddTask", "ChangeTask", "LinkTasks", "MoveTask", "RemoveTask", "ReorderTask", "SetBaseline",
    "SetDuration", "SetProgress", "UnlinkTasks", "UsePlanTemplate",
]  # fmt: skip

_FIELDS: Final[dict[str, str]] = {
    "name": N_("Rename {task}"),
    "owner": N_("Change owner of {task}"),
    "initiative": N_("Change initiative of {task}"),
    "not_before": N_("Change earliest start of {task}"),
    "duration_days": N_("Change length of {task}"),
}


@dataclass(frozen=True, slots=True)
class AddTask:
    """Add planned work. `initiative` is its number, `after` the numbers of tasks it starts after (finish-start).

    `duration_days` counts working days; 0 is a milestone. Without `not_before` it starts as soon as its predecessors
    allow, or with the mandate.
    """

    name: str
    initiative: int | None = None
    owner: str = ""
    duration_days: int = 1
    not_before: date | None = None
    after: tuple[int, ...] = ()
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Add task {name}"), {"name": self.name.strip()})

    def apply(self, db: "Session") -> None:
        """Gives the next number; refuses an empty name, a bad length, an unknown initiative or predecessor."""
        name = _name(self.name)
        check_days(self.duration_days)
        task = Task(
            number=last_number(db, Task.number) + 1,
            name=name,
            initiative_id=initiative_id(db, self.initiative),
            owner_id=person_id(db, self.owner),
            duration_days=self.duration_days,
            not_before=self.not_before,
            position=last_number(db, Task.position) + 1,
        )
        db.add(task)
        db.flush()
        for number in self.after:
            link_tasks(db, task_of(db, number), task)


@dataclass(frozen=True, slots=True)
class ChangeTask:
    """Change what a task says; only the fields named in `changed` are written.

    Example: `ChangeTask(3, changed=("owner",), owner="A. Lindqvist")`.
    """

    number: int
    changed: tuple[str, ...]
    name: str = ""
    owner: str = ""
    initiative: int | None = None
    not_before: date | None = None
    duration_days: int = 1
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    def __post_init__(self) -> None:
        """Raises ValueError when `changed` names what is no field."""
        check_changed(self.changed, fields(self))

    @property
    def label(self) -> Label:
        text = _FIELDS[self.changed[0]] if len(self.changed) == 1 else N_("Change {task}")
        return Label(text, {"task": f"T{self.number}"})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown task or initiative, an empty name and a length out of bounds."""
        task = task_of(db, self.number)
        if "name" in self.changed:
            task.name = _name(self.name)
        if "owner" in self.changed:
            task.owner_id = person_id(db, self.owner)
        if "initiative" in self.changed:
            task.initiative_id = initiative_id(db, self.initiative)
        if "not_before" in self.changed:
            task.not_before = self.not_before
        if "duration_days" in self.changed:
            task.duration_days = check_days(self.duration_days)
        db.add(task)


@dataclass(frozen=True, slots=True)
class RemoveTask:
    """Take a task out of the plan, with its links."""

    number: int
    name: str = ""
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Remove {task}"), {"task": self.name or f"T{self.number}"})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown task."""
        db.delete(task_of(db, self.number))


@dataclass(frozen=True, slots=True)
class ReorderTask:
    """Put a task before another one in the list; at the end with `before` None."""

    number: int
    before: int | None = None
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Change place of {task}"), {"task": f"T{self.number}"})

    def apply(self, db: "Session") -> None:
        """Writes the places that change; refuses unknown tasks."""
        task = task_of(db, self.number)
        others = [
            one
            for one in db.exec(select(Task).order_by(col(Task.position), col(Task.number))).all()
            if one.id != task.id
        ]
        at = len(others) if self.before is None else others.index(task_of(db, self.before))
        _place(db, [*others[:at], task, *others[at:]])


def _place(db: "Session", order: Sequence[Task]) -> None:
    for position, task in enumerate(order, start=1):
        if task.position != position:
            task.position = position
            db.add(task)


def _name(typed: str) -> str:
    if not typed.strip():
        raise Refused(_("A task needs a name."), _("Write what is to be done in a few words."))
    return typed.strip()
