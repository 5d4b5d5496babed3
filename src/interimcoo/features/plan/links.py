"""Links between tasks: the successor starts after the predecessor has finished; circles are refused with their path."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from sqlmodel import select

from interimcoo.domain.plan.network import Link, LinkKind, closing_path
from interimcoo.features.plan.rows import MOST_DAYS, task_of
from interimcoo.store.errors import Refused
from interimcoo.store.tables import Task, TaskLink
from interimcoo.text import N_, Label, _

if TYPE_CHECKING:
    from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class LinkTasks:
    """Let one task start after another has finished, plus a lag in working days (a lead when negative)."""

    before: int
    after: int
    lag_days: int = 0
    kind: LinkKind = "FS"
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Link {before} to {after}"), {"before": f"T{self.before}", "after": f"T{self.after}"})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown task, a link that exists as asked, and one that closes a circle (the path is shown).

        A link of another lag or kind between the same two takes the place of the old one.
        """
        link_tasks(db, task_of(db, self.before), task_of(db, self.after), self.lag_days, self.kind)


@dataclass(frozen=True, slots=True)
class UnlinkTasks:
    """Take the links from one task to another out."""

    before: int
    after: int
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Unlink {before} from {after}"), {"before": f"T{self.before}", "after": f"T{self.after}"})

    def apply(self, db: "Session") -> None:
        """Refuses when there is no such link."""
        found = _between(db, task_of(db, self.before), task_of(db, self.after))
        if not found:
            raise Refused(
                _("{before} is not linked to {after}.").format(before=f"T{self.before}", after=f"T{self.after}")
            )
        for link in found:
            db.delete(link)


def link_tasks(db: "Session", before: Task, after: Task, lag: int = 0, kind: LinkKind = "FS") -> None:
    """Write a link. Refuses a circle with its path, a link to itself, and a lag out of bounds."""
    if abs(lag) > MOST_DAYS:
        raise Refused(
            _("A lag is at most {most} working days.").format(most=MOST_DAYS), _("Write a smaller number of days.")
        )
    present = _between(db, before, after)
    if any((link.kind, link.lag_days) == (kind, lag) for link in present):
        raise Refused(
            _("{before} is linked to {after} already.").format(before=f"T{before.number}", after=f"T{after.number}"),
            _("Change the lag, or take the link out."),
        )
    known = [Link(link.predecessor_id, link.successor_id) for link in db.exec(select(TaskLink)).all()]
    circle = (before.id, before.id) if before.id == after.id else closing_path(known, before.id, after.id)
    if circle:
        numbers = {task.id: task.number for task in db.exec(select(Task)).all()}
        path = " → ".join(f"T{numbers[one]}" for one in circle)
        raise Refused(
            _("This link closes a circle: {path}.").format(path=path), _("Take one of the links on the way out first.")
        )
    for old in present:
        db.delete(old)
    db.add(TaskLink(predecessor_id=before.id, successor_id=after.id, kind=kind, lag_days=lag))
    db.flush()


def _between(db: "Session", before: Task, after: Task) -> list[TaskLink]:
    wanted = select(TaskLink).where(TaskLink.predecessor_id == before.id, TaskLink.successor_id == after.id)
    return list(db.exec(wanted).all())
