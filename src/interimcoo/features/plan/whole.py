"""What the user can do to the plan as a whole: fix a baseline, begin with the template of the mandate type."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from sqlmodel import select

from interimcoo.content import PlanEntry, plan_100_days
from interimcoo.store.errors import Refused
from interimcoo.store.numbered import last_number
from interimcoo.store.people import person_id
from interimcoo.store.plan import calendar_of, stored_plan
from interimcoo.store.tables import Mandate, Preference, Task, TaskLink
from interimcoo.text import N_, Label, _

if TYPE_CHECKING:
    from sqlmodel import Session

BASELINE_KEY: Final = "plan.baseline"
"""preference: number and day of the baseline in force ("2 2026-09-11")"""


@dataclass(frozen=True, slots=True)
class SetBaseline:
    """Keep the dates as computed on a day as the baseline, numbered from 1; it takes the place of the one before."""

    number: int
    on: date
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Set baseline {n}"), {"n": self.number})

    def apply(self, db: "Session") -> None:
        """Refuses a plan without tasks and a number that is not the next."""
        plan = stored_plan(db, self.on)
        if not plan.tasks:
            raise Refused(_("There is no task to keep as baseline."), _("Add the tasks of the plan first."))
        kept = db.exec(select(Preference).where(Preference.key == BASELINE_KEY)).first()
        following = baseline_of(kept.value if kept is not None else "")[0] + 1
        if self.number != following:
            raise Refused(_("The next baseline is number {n}.").format(n=following), _("Set it under its own number."))
        dates = plan.dates(self.on).dates
        for task in db.exec(select(Task)).all():
            task.baseline_start, task.baseline_finish = dates[task.number].start, dates[task.number].finish
            db.add(task)
        mark = kept if kept is not None else Preference(key=BASELINE_KEY)
        mark.value = f"{self.number} {self.on.isoformat()}"
        db.add(mark)


def baseline_of(stored: str) -> tuple[int, date | None]:
    """Number and day of the baseline in force; 0 and None while there is none."""
    number, _space, day = stored.partition(" ")
    return (int(number), date.fromisoformat(day)) if number.isdigit() and day else (0, None)


@dataclass(frozen=True, slots=True)
class UsePlanTemplate:
    """Add the tasks of the 100-day plan of a mandate type, dated from its first day, after the tasks there are.

    A task that starts after another in the template is linked to it: finish-start where the dates leave room, else
    start-start. Tasks of the consultant and the sponsor get them as owners; the others wait for one.
    """

    language: str = "en"
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Use the 100-day plan"))

    def apply(self, db: "Session") -> None:
        """Refuses without a mandate, and a second time."""
        mandate = db.exec(select(Mandate)).first()
        if mandate is None:
            raise Refused(_("The 100-day plan needs a mandate with a start."), _("Fill in the mandate first."))
        entries = plan_100_days(mandate.mandate_type, self.language)
        if db.exec(select(Task.id).where(Task.key == entries[0].code)).first() is not None:
            raise Refused(_("The 100-day plan is in use already."), _("Change its tasks in the list."))
        first = mandate.start
        calendar = calendar_of(mandate.country, first.year - 1, first.year + 2)
        number = last_number(db, Task.number)
        position = last_number(db, Task.position)
        made: dict[str, Task] = {}
        for at, entry in enumerate(sorted(entries, key=lambda one: (one.day_from, one.day_to)), start=1):
            start = calendar.next_working(template_day(first, entry.day_from))
            finish = max(start, template_day(first, entry.day_to))
            made[entry.code] = Task(
                number=number + at,
                position=position + at,
                key=entry.code,
                name=entry.task.rstrip("."),
                owner_id=_owner(db, mandate, entry),
                duration_days=max(1, calendar.between(start, finish)),
                not_before=start,
            )
            db.add(made[entry.code])
        db.flush()
        days = {entry.code: entry for entry in entries}
        for entry in entries:
            for code in entry.after:
                if code in days:
                    kind = "FS" if days[code].day_to < entry.day_from else "SS"
                    db.add(
                        TaskLink(predecessor_id=made[code].id, successor_id=made[entry.code].id, kind=kind, lag_days=0)
                    )


def template_day(first: date, day: int) -> date:
    """A day of the template as a date: day 1 is the first day of the mandate, day -1 the one before it."""
    return first + timedelta(days=day - 1 if day > 0 else day)


def _owner(db: "Session", mandate: Mandate, entry: PlanEntry) -> int | None:
    if entry.owner_role == "sponsor":
        return mandate.sponsor_id
    return person_id(db, mandate.consultant) if entry.owner_role == "interim_coo" else None
