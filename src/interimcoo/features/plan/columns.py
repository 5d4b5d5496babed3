"""The columns of the plan: those beside the bars, and those of the table that says the same without a drawing."""

from datetime import date

from interimcoo import formats
from interimcoo.features.plan.queries import Shift, TaskRow
from interimcoo.text import _, interface_language
from interimcoo.ui.column import Column
from interimcoo.ui.marks import Status


def day_words(value: date | None) -> str:
    """A date as said in a list; an en dash for none."""
    return "–" if value is None else formats.day(value, interface_language())


def float_words(task: TaskRow) -> str:
    """The float in working days; done work has none."""
    return _("done") if task.finished else formats.number(task.total_float, 0, interface_language())


def owner_words(task: TaskRow) -> str:
    """Who owns it; said in words where nobody does."""
    return task.owner or ("–" if task.finished else _("no owner"))


def _owner_colour(task: TaskRow) -> str:
    return "" if task.owner or task.finished else "warntext"


def _float_colour(task: TaskRow) -> str:
    if task.finished:
        return "mute"
    return "concern" if task.critical else ""


def status_of(task: TaskRow) -> Status:
    """The mark of a task: done, late, begun, or open."""
    if task.finished:
        return Status("done")
    if task.late_days:
        return Status("off_track" if task.late_days >= 3 else "at_risk")
    return Status("on_track" if task.started else "open")


def group_of(task: TaskRow) -> str:
    """The head a task stands under."""
    return _("No initiative") if task.initiative is None else f"I{task.initiative} {task.initiative_name}"


def bar_columns() -> tuple[Column, ...]:
    """Name, owner and float, beside the bars."""
    return (
        Column("name", _("Task"), min_width=170, tip=lambda task: f"{task.reference} {task.name}"),
        Column("owner", _("Owner"), width=118, text=owner_words, colour=_owner_colour, rank=1),
        Column(
            "total_float",
            _("Float, days"),
            "number",
            76,
            text=float_words,
            colour=_float_colour,
            tip=lambda task: _("Critical") if task.critical else "",
        ),
    )


def table_columns() -> tuple[Column, ...]:
    """The same facts as the drawing, in words."""
    language = interface_language()
    return (
        Column("status", "", "status", 28, mark=status_of, sort=lambda task: task.late_days),
        Column("number", _("No."), "text", 46, text=lambda task: task.reference),
        Column("name", _("Task"), strong=True, min_width=180),
        Column("owner", _("Owner"), width=118, text=owner_words, colour=_owner_colour),
        Column(
            "duration", _("Days"), "number", 48, text=lambda task: formats.number(task.duration, 0, language), rank=2
        ),
        Column("start", _("Start"), width=64, text=lambda task: day_words(task.start)),
        Column("finish", _("Finish"), width=64, text=lambda task: day_words(task.finish)),
        Column("baseline_finish", _("Baseline"), width=70, text=lambda task: day_words(task.baseline_finish), rank=3),
        Column(
            "slip_days",
            _("Slip, days"),
            "number",
            70,
            text=lambda task: formats.signed(task.slip_days, 0, language) if task.slip_days else "–",
            colour=lambda task: "bad" if task.slip_days > 0 else "",
        ),
        Column("total_float", _("Float, days"), "number", 76, text=float_words, colour=_float_colour),
        Column("critical", _("Critical"), width=60, text=lambda task: _("critical") if task.critical else "–", rank=4),
        Column("done", _("Done"), "number", 52, text=lambda task: formats.share(task.done, 0, language), rank=1),
    )


def shift_columns() -> tuple[Column, ...]:
    """What a change would move: old and new dates, and by how many days it ends later."""
    language = interface_language()
    return (
        Column("number", _("No."), "text", 46, text=lambda one: one.reference),
        Column("name", _("Task"), strong=True, min_width=160),
        Column("start", _("Start"), width=150, text=lambda one: _arrow(one.old_start, one.start)),
        Column("finish", _("Finish"), width=150, text=lambda one: _arrow(one.old_finish, one.finish)),
        Column("days", _("Later, days"), "number", 84, text=lambda one: _days(one, language), colour=_later),
    )


def _arrow(old: date, new: date) -> str:
    return day_words(new) if old == new else f"{day_words(old)} → {day_words(new)}"


def _days(one: Shift, language: str) -> str:
    return formats.signed(one.days, 0, language) if one.days else "–"


def _later(one: Shift) -> str:
    return "bad" if one.days > 0 else "good" if one.days < 0 else ""
