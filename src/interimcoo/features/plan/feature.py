"""The plan: tasks with links and computed dates, beside their bars."""

from datetime import date
from typing import TYPE_CHECKING

from interimcoo.text import N_
from interimcoo.ui.feature import ActionSpec, Badge, Feature

if TYPE_CHECKING:
    import sqlmodel

    from interimcoo.ui.page import Page
    from interimcoo.ui.session import Session


def _make(session: "Session") -> "Page":
    from interimcoo.features.plan.page import PlanPage

    return PlanPage(session)


def _badge(db: "sqlmodel.Session", today: date) -> Badge | None:
    """The number of late tasks."""
    from interimcoo.features.plan.queries import plan_view

    late = len(plan_view(db, today).late)
    return Badge(str(late), urgent=True) if late else None


def _ahead(db: "sqlmodel.Session", today: date, _language: str) -> None:
    from interimcoo.features.plan.queries import plan_view

    plan_view(db, today)


def _search(db: "sqlmodel.Session") -> list[tuple[str, str]]:
    from interimcoo.features.plan.queries import names

    return [(f"T{number}", name) for number, name in names(db)]


FEATURE = Feature(
    name="plan",
    title=N_("Plan"),
    icon="calendar-stats",
    group="decide",
    make_page=_make,
    shortcut="Ctrl+4",
    actions=(
        ActionSpec("new-task", N_("New task"), "new_task", "N", "plus"),
        ActionSpec("edit-task", N_("Change the task"), "edit", "F2", "pencil", needs_selection=True),
        ActionSpec("task-progress", N_("Record progress"), "record_progress", "P", "check", needs_selection=True),
        ActionSpec("link-task", N_("Link to another task"), "link", "Ctrl+L", "link", needs_selection=True),
        ActionSpec("remove-task", N_("Remove the task"), "remove", "Del", "trash", needs_selection=True),
        ActionSpec("move-date", N_("Move the start to a date"), "move_to", "M", "calendar", needs_selection=True),
        ActionSpec("day-later", N_("Move a day later"), "day_later", "Right", "arrow-right", needs_selection=True),
        ActionSpec("day-earlier", N_("Move a day earlier"), "day_earlier", "Left", "", needs_selection=True),
        ActionSpec("week-later", N_("Move a week later"), "week_later", "Shift+Right", "", needs_selection=True),
        ActionSpec("week-earlier", N_("Move a week earlier"), "week_earlier", "Shift+Left", "", needs_selection=True),
        ActionSpec("longer", N_("Make a day longer"), "longer", "Ctrl+Right", "", needs_selection=True),
        ActionSpec("shorter", N_("Make a day shorter"), "shorter", "Ctrl+Left", "", needs_selection=True),
        ActionSpec("task-up", N_("Move up in the list"), "up_in_list", "Alt+Up", "", needs_selection=True),
        ActionSpec("task-down", N_("Move down in the list"), "down_in_list", "Alt+Down", "", needs_selection=True),
        ActionSpec("set-baseline", N_("Set a baseline"), "set_baseline", "B", "pin"),
        ActionSpec("use-template", N_("Use the 100-day plan"), "use_template", "", "template"),
        ActionSpec("zoom-in", N_("Show a shorter time"), "zoom_in", "+", "zoom-in"),
        ActionSpec("zoom-out", N_("Show a longer time"), "zoom_out", "-", "zoom-out"),
        ActionSpec("show-today", N_("Show today"), "show_today", "Home", "calendar-event"),
        ActionSpec("all-links", N_("Show links of all rows or of the selected one"), "toggle_links", "", "git-branch"),
    ),
    prefixes=("T",),
    badge=_badge,
    ahead=_ahead,
    search=_search,
)
