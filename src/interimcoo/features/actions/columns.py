"""The columns of the lists of actions and decisions."""

from typing import Final

from interimcoo import formats
from interimcoo.features.actions.queries import ActionRow, DecisionRow
from interimcoo.text import N_, _, interface_language
from interimcoo.ui.column import Column
from interimcoo.ui.marks import Chip, Status, StatusName

OLD: Final = 14
"""days from which the age stands out"""
GROUPS: Final[dict[str, str]] = {
    "overdue": N_("Overdue"),
    "today": N_("Due today"),
    "week": N_("This week"),
    "later": N_("Later"),
    "undated": N_("Without date"),
    "ended": N_("Ended"),
}
_STATUS: Final[dict[str, StatusName]] = {"overdue": "off_track", "today": "at_risk", "undated": "at_risk"}


def group_of(row: ActionRow) -> str:
    """The head a row stands under."""
    return _(GROUPS[row.group])


def status_of(row: ActionRow) -> Status:
    """The mark of a row."""
    if not row.is_open:
        return Status("done" if row.status == "done" else "open")
    if 0 < row.days_late < 3:
        return Status("at_risk")
    return Status(_STATUS.get(row.group, "open"))


def due_words(row: ActionRow | DecisionRow) -> str:
    """When it is due, as said in a list: "8 days late", "today", "in 3 days", or a date."""
    if row.due is None:
        return _("no date")
    left = (row.due - row.today).days
    if not row.is_open:
        return formats.day(row.due, interface_language(), year=row.due.year != row.today.year)
    if left < 0:
        return formats.days_late(-left, interface_language())
    if left == 0:
        return _("today")
    if left > 60:
        return formats.day(row.due, interface_language(), year=row.due.year != row.today.year)
    return _("in {n} days").format(n=left) if left > 1 else _("tomorrow")


def due_chip(row: ActionRow | DecisionRow) -> Chip | None:
    """The lateness of a row as a chip; None where it is not late or due today."""
    if not row.is_open or row.due is None or row.due > row.today:
        return None
    late = row.days_late
    return Chip(due_words(row), "bad" if late >= 3 else "warn" if late else "info")


def _due_mark(row: ActionRow | DecisionRow) -> Chip:
    return due_chip(row) or Chip(due_words(row), "plain")


def source_words(row: ActionRow) -> str:
    """What it comes from, in words."""
    if row.kpi:
        return _("KPI {name}").format(name=row.kpi_name)
    if row.finding:
        return _("Finding {reference}").format(reference=row.finding)
    if row.initiative:
        return _("Initiative {reference}").format(reference=row.initiative)
    return ""


def action_columns() -> tuple[Column, ...]:
    """The list of actions."""
    return (
        Column("status", "", "status", 30, mark=status_of, sort=lambda row: row.due),
        Column("reference", _("No."), width=70, colour=lambda row: "mute", sort=lambda row: row.number),
        Column("text", _("Action"), strong=False, colour=lambda row: "ink", min_width=180),
        Column("source", _("From"), width=170, text=source_words, rank=2),
        Column("owner", _("Owner"), width=130, rank=1),
        Column("due", _("Due"), "chip", 110, mark=_due_mark, sort=lambda row: row.due),
        Column(
            "age",
            _("Age"),
            "number",
            62,
            text=lambda row: _("{n} d").format(n=row.age),
            colour=lambda row: "concern" if row.is_open and row.age > OLD else "sub",
        ),
    )


def decision_columns() -> tuple[Column, ...]:
    """The list of decisions."""
    return (
        Column("reference", _("No."), width=70, colour=lambda row: "mute", sort=lambda row: row.number),
        Column("text", _("Decision"), colour=lambda row: "ink", min_width=200),
        Column("owner", _("Decides"), width=140, rank=1),
        Column("amount", _("Amount"), "number", 100, text=_amount, rank=2),
        Column("due", _("By"), "chip", 110, mark=_due_mark, sort=lambda row: row.due),
        Column("outcome", _("Outcome"), width=200, rank=3),
    )


def _amount(row: DecisionRow) -> str:
    return "" if row.amount is None else formats.money(row.amount, row.currency, interface_language(), compact=True)
