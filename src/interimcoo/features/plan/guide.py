"""What the plan lacks and where it runs late: plan, baseline, owners, late tasks, slip of the end."""

from datetime import date
from typing import TYPE_CHECKING

from interimcoo.domain.guidance import Step
from interimcoo.features.plan import queries
from interimcoo.features.plan.queries import PlanView
from interimcoo.text import N_, Label

if TYPE_CHECKING:
    from sqlmodel import Session

LATE_BAD = 3
"""days from which a late task is bad"""
MOST_LATE = 3
"""late tasks named one by one; the others are counted"""


def steps(db: "Session", today: date) -> tuple[Step, ...]:
    """The steps of a day."""
    return rules(queries.plan_view(db, today), queries.has_mandate(db))


def rules(view: PlanView, mandate: bool) -> tuple[Step, ...]:
    """What is to be done about the plan, and what is missing in it; nothing without a mandate and without tasks."""
    if not view.tasks:
        if not mandate:
            return ()
        return (
            Step(
                "missing",
                Label(N_("There is no plan yet")),
                Label(N_("The 100-day plan of the mandate type is ready with its dates.")),
                "plan",
                button=Label(N_("Open the plan")),
                severity="warn",
                rank=35,
                icon="calendar-stats",
            ),
        )
    return (*_circles(view), *_late(view), *_slip(view), *_owners(view), *_baseline(view))


def _circles(view: PlanView) -> tuple[Step, ...]:
    return tuple(
        Step(
            "do",
            Label(
                N_("The link from {before} to {after} closes a circle"),
                {"before": f"T{link.before}", "after": f"T{link.after}"},
            ),
            Label(N_("It is left out of the dates. Take it out, or another one on the way.")),
            "plan",
            record=f"T{link.after}",
            button=Label(N_("Show")),
            severity="bad",
            rank=20,
            icon="link",
        )
        for link in view.ignored
    )


def _late(view: PlanView) -> tuple[Step, ...]:
    found = [
        Step(
            "do",
            Label(N_("{task} {name}"), {"task": task.reference, "name": task.name}),
            Label(
                N_("{n} day late, {owner}") if task.late_days == 1 else N_("{n} days late, {owner}"),
                {"n": task.late_days, "owner": task.owner},
            )
            if task.owner
            else Label(N_("{n} day late") if task.late_days == 1 else N_("{n} days late"), {"n": task.late_days}),
            "plan",
            record=task.reference,
            button=Label(N_("Record progress")),
            severity="bad" if task.late_days >= LATE_BAD else "warn",
            due=date.fromordinal(view.today.toordinal() - task.late_days),
            rank=38,
            icon="calendar-stats",
        )
        for task in view.late[:MOST_LATE]
    ]
    more = len(view.late) - MOST_LATE
    if more > 0:
        title = N_("One more task is late") if more == 1 else N_("{n} more tasks are late")
        found.append(
            Step(
                "do",
                Label(title, {"n": more}),
                Label(N_("Record what is done, or move what is not.")),
                "plan",
                record=view.late[MOST_LATE].reference,
                button=Label(N_("Show")),
                severity="warn",
                rank=39,
                icon="calendar-stats",
            )
        )
    return tuple(found)


def _slip(view: PlanView) -> tuple[Step, ...]:
    if view.slip_days <= 0:
        return ()
    days = view.slip_days
    path = view.schedule.critical_path()
    last = view.task(path[-1]) if path else None
    title = (
        N_("The plan ends {n} day after its baseline") if days == 1 else N_("The plan ends {n} days after its baseline")
    )
    return (
        Step(
            "do",
            Label(title, {"n": days}),
            Label(N_("{task} {name} sets the end."), {"task": last.reference, "name": last.name})
            if last is not None
            else Label(N_("Look at the critical tasks.")),
            "plan",
            record=last.reference if last is not None else "",
            button=Label(N_("Show")),
            severity="concern",
            rank=41,
            icon="calendar-stats",
        ),
    )


def _owners(view: PlanView) -> tuple[Step, ...]:
    lacking = view.without_owner
    if not lacking:
        return ()
    one = len(lacking) == 1
    return (
        Step(
            "missing",
            Label(
                N_("{task} has no owner") if one else N_("{n} tasks have no owner"),
                {"task": lacking[0].reference, "n": len(lacking)},
            ),
            Label(
                N_("{task} {name}") if one else N_("The first is {task} {name}."),
                {"task": lacking[0].reference, "name": lacking[0].name},
            ),
            "plan",
            record=lacking[0].reference,
            button=Label(N_("Name an owner")),
            severity="warn",
            rank=49,
            icon="user-question",
        ),
    )


def _baseline(view: PlanView) -> tuple[Step, ...]:
    if view.baseline_number:
        lacking = [task for task in view.open_tasks if task.baseline_finish is None]
        if not lacking:
            return ()
        title = N_("One task is not in the baseline") if len(lacking) == 1 else N_("{n} tasks are not in the baseline")
        detail = Label(N_("Set a new baseline when they are agreed."))
    else:
        title, detail = N_("The plan has no baseline"), Label(N_("Without it no slip can be seen."))
        lacking = []
    return (
        Step(
            "missing",
            Label(title, {"n": len(lacking)}),
            detail,
            "plan",
            button=Label(N_("Open the plan")),
            severity="warn",
            rank=50,
            icon="calendar-stats",
        ),
    )
