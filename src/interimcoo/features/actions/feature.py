"""Actions: one list of everything promised, and the decisions asked."""

from datetime import date
from typing import TYPE_CHECKING

from interimcoo.text import N_
from interimcoo.ui.feature import ActionSpec, Badge, Feature

if TYPE_CHECKING:
    import sqlmodel

    from interimcoo.ui.page import Page
    from interimcoo.ui.session import Session


def _make(session: "Session") -> "Page":
    from interimcoo.features.actions.page import ActionsPage

    return ActionsPage(session)


def _badge(db: "sqlmodel.Session", today: date) -> Badge | None:
    """The number of overdue actions."""
    from interimcoo.features.actions.queries import actions

    late = sum(1 for row in actions(db, today) if row.days_late)
    return Badge(str(late), urgent=True) if late else None


def _ahead(db: "sqlmodel.Session", today: date, _language: str) -> None:
    from interimcoo.features.actions.queries import actions, decisions

    actions(db, today)
    decisions(db, today)


def _search(db: "sqlmodel.Session") -> list[tuple[str, str]]:
    from interimcoo.features.actions.queries import titles

    return titles(db)


FEATURE = Feature(
    name="actions",
    title=N_("Actions"),
    icon="checklist",
    group="run",
    make_page=_make,
    shortcut="Ctrl+7",
    actions=(
        ActionSpec("new-action", N_("New action"), "new_action", "N", "plus"),
        ActionSpec("new-decision", N_("Ask for a decision"), "new_decision", "", "scale"),
        ActionSpec("close-action", N_("Close the action"), "close_selected", "X", "check", needs_selection=True),
        ActionSpec("move-action", N_("Move the date"), "move_date", "M", "calendar", needs_selection=True),
        ActionSpec("edit-action", N_("Change the action"), "edit_selected", "F2", "pencil", needs_selection=True),
        ActionSpec("reopen-action", N_("Reopen the action"), "reopen_selected", "", "refresh", needs_selection=True),
        ActionSpec("drop-action", N_("Drop the action"), "drop_selected", "", "x", needs_selection=True),
        ActionSpec("delete-action", N_("Delete the action"), "delete_selected", "Del", "trash", needs_selection=True),
        ActionSpec("show-open", N_("Show open actions"), "show_open", "1", "list"),
        ActionSpec("show-corrective", N_("Show corrective actions"), "show_corrective", "2", "list"),
        ActionSpec("show-ended", N_("Show ended actions"), "show_ended", "3", "list"),
        ActionSpec("show-decisions", N_("Show decisions"), "show_decisions", "4", "scale"),
    ),
    prefixes=("A-", "CA-", "D-"),
    badge=_badge,
    ahead=_ahead,
    search=_search,
)
