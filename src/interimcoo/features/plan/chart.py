"""The plan as a drawing for paper: at most 30 rows, what is open first, with owner and done beside the bars."""

from collections.abc import Sequence
from typing import Final

from interimcoo import formats
from interimcoo.charts.chart import Event, Gantt, GanttRow
from interimcoo.exchange.blocks import Figure, Origin
from interimcoo.exchange.typed import typed_words
from interimcoo.features.plan.queries import GateMark, PlanView, TaskRow, time_span
from interimcoo.text import N_, translate

MOST_ROWS: Final = 30
"""rows of one drawing on paper, heads of groups included"""


def chosen(view: PlanView) -> tuple[TaskRow, ...]:
    """The tasks of the drawing: all where they fit, else the open ones, the critical, late and next ones first."""
    if _rows_of(view.tasks) <= MOST_ROWS:
        return view.tasks
    ranked = sorted(
        view.open_tasks or view.tasks,
        key=lambda task: (not task.late_days, not task.critical, task.start, task.number),
    )
    kept: set[int] = set()
    groups: set[int | None] = set()
    for task in ranked:
        needed = len(kept) + 1 + len(groups | {task.initiative})
        if needed > MOST_ROWS:
            break
        kept.add(task.number)
        groups.add(task.initiative)
    return tuple(task for task in view.tasks if task.number in kept)


def gantt(view: PlanView, tasks: Sequence[TaskRow], takeaway: str, language: str) -> Gantt:
    """The drawing of some tasks of the plan."""
    rows: list[GanttRow] = []
    shown: set[int | None] = set()
    for task in tasks:
        if task.initiative not in shown:
            shown.add(task.initiative)
            rows.append(GanttRow(group_words(task, language), group=True, record=_record(task)))
        rows.append(
            GanttRow(
                label=task.name,
                start=task.start,
                finish=task.finish,
                baseline_start=task.baseline_start,
                baseline_finish=task.baseline_finish,
                done=task.done,
                critical=task.critical,
                milestone=task.milestone,
                columns=(task.owner or translate(N_("no owner"), language), formats.share(task.done, 0, language)),
                record=task.reference,
            )
        )
    first, last = time_span(tasks, (), view.today)
    marks = tuple(Event(gate.due, gate.code) for gate in _gates_inside(view, tasks))
    return Gantt(
        rows=tuple(rows),
        first=first,
        last=last,
        today=view.today,
        marks=marks,
        column_heads=(translate(N_("Owner"), language), translate(N_("Done"), language)),
        takeaway=takeaway,
        alt=takeaway,
    )


def chart_figures(view: PlanView, tasks: Sequence[TaskRow], language: str) -> tuple[Figure, ...]:
    """Every number the drawing prints beside its axis: done shares, gates, and names that hold digits."""
    found: list[Figure] = []
    groups: set[int | None] = set()
    for task in tasks:
        found.append(done_figure(task, language))
        if isinstance(named := name_words(task, language), Figure):
            found.append(named)
        if task.initiative is not None and task.initiative not in groups:
            groups.add(task.initiative)
            head = group_words(task, language)
            found.append(Figure(f"plan.I{task.initiative}", translate(N_("Initiative"), language), head, "code"))
    found += [
        Figure(f"gate.{gate.code}", translate(N_("Gate"), language), gate.code, "code", origin=Origin("template"))
        for gate in _gates_inside(view, tasks)
    ]
    return tuple(found)


def _gates_inside(view: PlanView, tasks: Sequence[TaskRow]) -> tuple[GateMark, ...]:
    """The open gates whose day the drawing of these tasks reaches."""
    first, last = time_span(tasks, (), view.today)
    return tuple(gate for gate in view.gates if not gate.closed and first <= gate.due <= last)


def done_figure(task: TaskRow, language: str) -> Figure:
    """The share done of a task."""
    label = translate(N_("Share done"), language)
    return Figure(f"plan.{task.reference}.done", label, task.done, "share", origin=Origin("typed"))


def name_words(task: TaskRow, language: str) -> Figure | str:
    """The name of a task, as a figure where it holds digits."""
    return typed_words(f"plan.{task.reference}.name", translate(N_("Task"), language), task.name)


def group_words(task: TaskRow, language: str) -> str:
    """The head of the initiative of a task."""
    if task.initiative is None:
        return translate(N_("No initiative"), language)
    return f"I{task.initiative} {task.initiative_name}"


def _record(task: TaskRow) -> str:
    return "" if task.initiative is None else f"I{task.initiative}"


def _rows_of(tasks: Sequence[TaskRow]) -> int:
    return len(tasks) + len({task.initiative for task in tasks})
