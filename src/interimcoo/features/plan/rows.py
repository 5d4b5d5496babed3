"""Rows that the commands of the plan look up: tasks by number, lengths within bounds."""

from typing import TYPE_CHECKING, Final

from sqlmodel import select

from interimcoo.store.errors import Refused
from interimcoo.store.tables import Task
from interimcoo.text import _

if TYPE_CHECKING:
    from sqlmodel import Session

MOST_DAYS: Final = 2600
"""working days of about ten years: what is longer is a slip of the keys"""


def task_of(db: "Session", number: int) -> Task:
    """The task of a number; refuses one that is not there."""
    task = db.exec(select(Task).where(Task.number == number)).first()
    if task is None:
        raise Refused(_("There is no task {task}.").format(task=f"T{number}"), _("Choose one of the list."))
    return task


def check_days(days: int) -> int:
    """A length in working days, as given; refuses less than 0 and more than ten years."""
    if not 0 <= days <= MOST_DAYS:
        raise Refused(
            _("A task takes between 0 and {most} working days.").format(most=MOST_DAYS),
            _("Write its length in working days; 0 is a milestone."),
        )
    return days
