"""The dialogs of the plan: new and changed tasks, links, progress, another date."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from interimcoo.features.plan.commands import AddTask, ChangeTask, LinkTasks, SetProgress
from interimcoo.features.plan.queries import Choices, TaskRow
from interimcoo.text import _
from interimcoo.ui.ask import run_from
from interimcoo.ui.form import Choice, Day, Field, Form, FormDialog, Number, Person, Text
from interimcoo.ui.session import Session
from interimcoo.ui.typed import parse_number

Done = Callable[[], object]
_SHOWN = 60


def new_task(
    parent: QWidget,
    session: Session,
    offered: Choices,
    tasks: Sequence[TaskRow],
    *,
    initiative: int | None = None,
    after: int | None = None,
    added: Done | None = None,
) -> FormDialog:
    """Ask for a task; `initiative` and `after` are proposed."""
    form = Form(
        (
            Text("name", _("Name"), needed=True, hint=_("What is to be done, starting with a verb"), wide=True),
            _initiative_field(offered, initiative),
            Person("owner", _("Owner"), names=offered.people),
            _days_field(5),
            Day("not_before", _("Not before")),
            replace(
                Choice("after", _("Starts after"), _task_choices(tasks), f"T{after}" if after else "", needed=False),
                wide=True,
            ),
        ),
        columns=2,
    )
    dialog = FormDialog(
        parent,
        _("New task"),
        form,
        _("Add task"),
        note=_(
            "Its dates follow from what it starts after. Without that and without a date it starts with the mandate."
        ),
        width=560,
    )

    def add() -> None:
        before = form.text("after")
        run_from(
            dialog,
            session,
            AddTask(
                form.text("name"),
                _number(form.text("initiative")),
                form.text("owner"),
                round(form.number("duration_days") or 0),
                form.day("not_before"),
                (int(before[1:]),) if before else (),
            ),
            added,
        )

    dialog.wanted.connect(add)
    return dialog


def change_task(parent: QWidget, session: Session, task: TaskRow, offered: Choices) -> FormDialog:
    """Change what a task says; only what differs is written, as one step."""
    form = Form(
        (
            Text("name", _("Name"), task.name, needed=True, wide=True),
            _initiative_field(offered, task.initiative, task.initiative_name),
            Person("owner", _("Owner"), task.owner, names=offered.people),
            _days_field(task.duration),
            Day("not_before", _("Not before"), task.not_before),
        ),
        columns=2,
    )
    dialog = FormDialog(parent, _("Change {task}").format(task=task.reference), form, _("Change"), width=560)

    def change() -> None:
        wanted = ChangeTask(
            task.number,
            (),
            form.text("name"),
            form.text("owner"),
            _number(form.text("initiative")),
            form.day("not_before"),
            round(form.number("duration_days") or 0),
        )
        stored = {
            "name": task.name,
            "owner": task.owner,
            "initiative": task.initiative,
            "not_before": task.not_before,
            "duration_days": task.duration,
        }
        changed = tuple(name for name, value in stored.items() if getattr(wanted, name) != value)
        if not changed:
            dialog.accept()
            return
        run_from(dialog, session, replace(wanted, changed=changed))

    dialog.wanted.connect(change)
    return dialog


def link_task(parent: QWidget, session: Session, task: TaskRow, tasks: Sequence[TaskRow]) -> FormDialog:
    """Link a task to one before or after it, with a lag in working days."""
    others = [one for one in tasks if one.number != task.number]
    form = Form(
        (
            Choice(
                "side",
                _("{task} {name}").format(task=task.reference, name=_short(task.name)),
                (("after", _("starts after")), ("before", _("is followed by"))),
                "after",
            ),
            Choice("other", _("Other task"), _task_choices(others)[1:]),
            replace(
                Number("lag", _("Days between"), 0, unit=_("working days"), check=_whole),
                hint=_("Below zero it starts before the other has finished."),
            ),
        )
    )
    dialog = FormDialog(
        parent,
        _("Link {task}").format(task=task.reference),
        form,
        _("Link"),
        note="" if others else _("There is no other task to link it to."),
        width=520,
    )
    dialog.primary.setEnabled(bool(others))

    def link() -> None:
        other, lag = int(form.text("other")[1:]), round(form.number("lag") or 0)
        pair = (other, task.number) if form.text("side") == "after" else (task.number, other)
        run_from(dialog, session, LinkTasks(*pair, lag))

    dialog.wanted.connect(link)
    return dialog


def record_progress(parent: QWidget, session: Session, task: TaskRow) -> FormDialog:
    """Record how much is done, and on which days it began and ended."""
    today = session.today
    form = Form(
        (
            Number("percent", _("Done"), round(task.done * 100), needed=True, unit="%", check=_percent),
            Day("start", _("Began"), task.start if task.started else min(task.start, today)),
            Day("finish", _("Finished, at 100%"), task.finish if task.finished else today),
        )
    )
    dialog = FormDialog(
        parent,
        _("Progress of {task} {name}").format(task=task.reference, name=_short(task.name)),
        form,
        _("Record progress"),
    )

    def record() -> None:
        percent = round(form.number("percent") or 0)
        run_from(
            dialog,
            session,
            SetProgress(
                task.number,
                percent,
                today,
                form.day("start") if percent else None,
                form.day("finish") if percent == 100 else None,
            ),
        )

    dialog.wanted.connect(record)
    return dialog


def move_to(parent: QWidget, task: TaskRow, move: Callable[[date], object]) -> FormDialog:
    """Ask for the day a task is to start."""
    form = Form((Day("start", _("Start"), task.start, needed=True),))
    dialog = FormDialog(
        parent, _("Move {task} {name}").format(task=task.reference, name=_short(task.name)), form, _("Move")
    )

    def go() -> None:
        start = form.day("start")
        dialog.accept()
        if start is not None:
            move(start)

    dialog.wanted.connect(go)
    return dialog


def _days_field(value: int) -> Field:
    return replace(
        Number("duration_days", _("Length"), value, needed=True, unit=_("working days"), check=_whole),
        hint=_("0 is a milestone"),
    )


def _initiative_field(offered: Choices, chosen: int | None, name: str = "") -> Field:
    known = dict(offered.initiatives)
    if chosen is not None:
        known.setdefault(chosen, name)
    choices = (
        ("", _("No initiative")),
        *((f"I{number}", f"I{number}  {_short(one)}") for number, one in known.items()),
    )
    return Choice("initiative", _("Initiative"), choices, f"I{chosen}" if chosen else "", needed=False)


def _task_choices(tasks: Sequence[TaskRow]) -> tuple[tuple[str, str], ...]:
    return (
        ("", _("Nothing before it")),
        *((one.reference, f"{one.reference}  {_short(one.name)}") for one in tasks),
    )


def _number(reference: str) -> int | None:
    return int(reference[1:]) if reference else None


def _whole(typed: str) -> str:
    value = parse_number(typed)
    return "" if value is None or value == value.to_integral_value() else _("Whole working days only.")


def _percent(typed: str) -> str:
    value = parse_number(typed)
    return "" if value is not None and 0 <= value <= 100 else _("Progress lies between 0 and 100 percent.")


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1].rstrip()}…"
