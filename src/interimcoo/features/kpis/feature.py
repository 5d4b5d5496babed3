"""KPIs: what the numbers say beyond chance, and what is done about it."""

from datetime import date
from typing import TYPE_CHECKING

from interimcoo.text import N_
from interimcoo.ui.feature import ActionSpec, Badge, Feature

if TYPE_CHECKING:
    import sqlmodel

    from interimcoo.ui.page import Page
    from interimcoo.ui.session import Session


def _make(session: "Session") -> "Page":
    from interimcoo.features.kpis.page import KpiPage

    return KpiPage(session)


def _badge(db: "sqlmodel.Session", today: date) -> Badge | None:
    """KPIs that ask for a corrective action and have none."""
    from interimcoo.features.kpis.queries import states

    waiting = sum(state.needs_action for state in states(db, today))
    return Badge(str(waiting), urgent=True) if waiting else None


def _ahead(db: "sqlmodel.Session", today: date, _language: str) -> None:
    from interimcoo.features.kpis.queries import states

    states(db, today)


def _search(db: "sqlmodel.Session") -> list[tuple[str, str]]:
    from interimcoo.features.kpis.queries import names

    return names(db)


FEATURE = Feature(
    name="kpis",
    title=N_("KPIs"),
    icon="chart-line",
    group="run",
    make_page=_make,
    shortcut="Ctrl+5",
    actions=(
        ActionSpec("new-kpi", N_("New KPI"), "new_kpi", "N", "plus"),
        ActionSpec("new-action", N_("New corrective action"), "new_action", "A", "checklist", needs_selection=True),
        ActionSpec("its-actions", N_("Actions of the KPI"), "its_actions", "Shift+A", "list", needs_selection=True),
        ActionSpec("annotate", N_("Add note"), "annotate", "T", "pin", needs_selection=True),
        ActionSpec("split-phase", N_("Split phase"), "split_phase", "P", "git-branch", needs_selection=True),
        ActionSpec("leave-out", N_("Leave the point out, or count it again"), "leave_out", "X", needs_selection=True),
        ActionSpec("show-rows", N_("Show readings"), "show_readings", "R", "table", needs_selection=True),
        ActionSpec("change-target", N_("Change target"), "change_target", "F2", "target", needs_selection=True),
        ActionSpec("change-kpi", N_("Change the KPI"), "change_kpi", "", "pencil", needs_selection=True),
        ActionSpec("choose-tiles", N_("Change tiles"), "choose_tiles", "", "layout-board"),
        ActionSpec("archive-kpi", N_("Archive the KPI"), "archive", "", "archive", needs_selection=True),
    ),
    prefixes=(
        "PRD", "MNT", "QUA", "LOG", "CUS", "PUR", "FIN", "HRM", "SAF", "ITS", "SAL", "INV", "PMO", "K-",
    ),
    badge=_badge,
    ahead=_ahead,
    search=_search,
)  # fmt: skip
