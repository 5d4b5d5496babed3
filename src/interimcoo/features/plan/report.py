"""What the plan gives to the report: the drawing with its takeaway, the table of all tasks, lines for page 1."""

from typing import TYPE_CHECKING, Final

from interimcoo.exchange.blocks import (
    Cell,
    ChartBlock,
    Column,
    Context,
    Figure,
    Origin,
    Section,
    Sentence,
    SummaryParts,
    Table,
    TableRow,
    Words,
)
from interimcoo.exchange.shown import spoken
from interimcoo.features.plan import queries
from interimcoo.features.plan.answer import answer
from interimcoo.features.plan.chart import chart_figures, chosen, done_figure, gantt, group_words, name_words
from interimcoo.features.plan.queries import PlanView, TaskRow
from interimcoo.text import N_, translate

if TYPE_CHECKING:
    from sqlmodel import Session

MOST_WORRIES: Final = 2


def sections(db: "Session", context: Context) -> tuple[Section, ...]:
    """The plan as a drawing, and all its tasks as a table in the annex; nothing without tasks."""
    view = queries.plan_view(db, context.today)
    if not view.tasks:
        return ()
    return (_drawing(view, context.language), _register(view, context.language))


def summary(db: "Session", context: Context) -> SummaryParts:
    """The end of the plan for the status strip; slip and the latest task as worries."""
    view = queries.plan_view(db, context.today)
    if not view.tasks or view.end is None:
        return SummaryParts()
    language = context.language
    end = Figure("plan.end", translate(N_("End of the plan"), language), view.end, "date")
    strip: Words = Sentence("{end}", {"end": end})
    worries: list[Words] = []
    if view.slip_days:
        slots: dict[str, Figure | str] = {"end": end, "slip": _slip(view, language)}
        one, more = N_("{end}, {slip} day against the baseline"), N_("{end}, {slip} days against the baseline")
        strip = Sentence(translate(one if abs(view.slip_days) == 1 else more, language), slots)
    if view.slip_days > 0:
        worries.append(answer(view, language))
    if view.late:
        worries.append(_latest(view.late[0], language))
    return SummaryParts(
        worries=tuple(worries[:MOST_WORRIES]),
        strip=((translate(N_("Plan ends"), language), strip, _done(view.tasks)),),
    )


def _drawing(view: PlanView, language: str) -> Section:
    tasks = chosen(view)
    takeaway = _takeaway(view, len(tasks), language)
    block = ChartBlock(
        translate(N_("Tasks, baseline and share done"), language),
        gantt(view, tasks, spoken(takeaway, language), language),
        takeaway,
        chart_figures(view, tasks, language),
        anchor="plan.gantt",
    )
    return Section(
        key="portfolio",
        kicker=translate(N_("Plan"), language),
        title=answer(view, language),
        subtitle=_subtitle(view, language),
        blocks=(block,),
        note=translate(
            N_("Dates follow from links, working days and progress; the filled part of a bar is the share done."),
            language,
        ),
    )


def _register(view: PlanView, language: str) -> Section:
    return Section(
        key="portfolio",
        kicker=translate(N_("Tasks of the plan"), language),
        title=answer(view, language),
        subtitle=_subtitle(view, language),
        blocks=(_table(view, language),),
        annex=True,
    )


def _subtitle(view: PlanView, language: str) -> Words:
    if view.baseline_on is None:
        return translate(N_("All tasks by initiative; no baseline is set yet."), language)
    return Sentence(
        translate(N_("All tasks by initiative against baseline {n} of {day}."), language),
        {
            "n": Figure("plan.baseline", translate(N_("Baseline"), language), view.baseline_number, "count"),
            "day": Figure("plan.baseline.on", translate(N_("Day of the baseline"), language), view.baseline_on, "date"),
        },
    )


def _takeaway(view: PlanView, shown: int, language: str) -> Sentence:
    path = view.schedule.critical_path()
    last = view.task(path[-1]) if path else None
    slots: dict[str, Figure | str] = {
        "shown": Figure("plan.shown", translate(N_("Tasks in the drawing"), language), shown, "count"),
        "n": Figure("plan.tasks", translate(N_("Tasks"), language), len(view.tasks), "count"),
        "critical": Figure("plan.critical", translate(N_("Critical tasks"), language), len(view.critical), "count"),
    }
    parts = [N_("{critical} tasks have no float")]
    if len(view.critical) == 1:
        parts = [N_("{critical} task has no float")]
    if last is not None and not last.finished:
        slots["last"] = name_words(last, language)
        parts.append(N_("“{last}” sets the end"))
    if shown < len(view.tasks):
        parts.append(N_("{shown} of {n} tasks are drawn, all are in the annex"))
    return Sentence("; ".join(translate(part, language) for part in parts), slots)


def _table(view: PlanView, language: str) -> Table:
    heads = (
        Column(translate(N_("No."), language), 0.7),
        Column(translate(N_("Task"), language), 4.4, strong=True),
        Column(translate(N_("Owner"), language), 1.8),
        Column(translate(N_("Days"), language), 0.7, "right"),
        Column(translate(N_("Start"), language), 1.25),
        Column(translate(N_("Finish"), language), 1.25),
        Column(translate(N_("Baseline"), language), 1.25),
        Column(translate(N_("Slip, days"), language), 0.9, "right"),
        Column(translate(N_("Float, days"), language), 0.9, "right"),
        Column(translate(N_("Done"), language), 0.8, "right"),
    )
    rows: list[TableRow] = []
    shown: set[int | None] = set()
    for task in view.tasks:
        if task.initiative not in shown:
            shown.add(task.initiative)
            head = Figure(
                f"plan.I{task.initiative or 0}",
                translate(N_("Initiative"), language),
                group_words(task, language),
                "code",
            )
            rows.append(TableRow((head,), group=True))
        rows.append(_row(task, tuple(head.head for head in heads), language))
    return Table("tblPlan", translate(N_("Tasks of the plan"), language), heads, tuple(rows))


def _row(task: TaskRow, heads: tuple[str, ...], language: str) -> TableRow:
    at = f"plan.{task.reference}"
    slip = task.slip_days if task.baseline_finish is not None else None
    cells: tuple[Cell, ...] = (
        Figure(at, heads[0], task.reference, "code"),
        name_words(task, language),
        task.owner or translate(N_("no owner"), language),
        Figure(f"{at}.days", heads[3], task.duration, "count", origin=Origin("typed")),
        Figure(f"{at}.start", heads[4], task.start, "date"),
        Figure(f"{at}.finish", heads[5], task.finish, "date"),
        Figure(f"{at}.baseline", heads[6], task.baseline_finish, "date"),
        Figure(f"{at}.slip", heads[7], slip or None, "signed"),
        Figure(f"{at}.float", heads[8], None if task.finished else task.total_float, "count"),
        done_figure(task, language),
    )
    return TableRow(cells, anchor=at)


def _slip(view: PlanView, language: str) -> Figure:
    return Figure("plan.slip.signed", translate(N_("Slip of the end, days"), language), view.slip_days, "signed")


def _latest(task: TaskRow, language: str) -> Sentence:
    text = N_("“{task}” is {days} day late") if task.late_days == 1 else N_("“{task}” is {days} days late")
    return Sentence(
        translate(text, language),
        {
            "task": name_words(task, language),
            "days": Figure(
                f"plan.{task.reference}.late", translate(N_("Days late"), language), task.late_days, "count"
            ),
        },
    )


def _done(tasks: tuple[TaskRow, ...]) -> float:
    """The share done of the whole plan, by working days."""
    days = sum(task.duration for task in tasks)
    return sum(task.done * task.duration for task in tasks) / days if days else 0.0
