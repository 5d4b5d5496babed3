"""Initiatives: what is done about the findings, with owner, measure and stage."""

from datetime import date
from typing import TYPE_CHECKING

from interimcoo.text import N_
from interimcoo.ui.feature import ActionSpec, Badge, Feature

if TYPE_CHECKING:
    import sqlmodel

    from interimcoo.ui.page import Page
    from interimcoo.ui.session import Session


def _make(session: "Session") -> "Page":
    from interimcoo.features.initiatives.page import InitiativesPage

    return InitiativesPage(session)


def _badge(db: "sqlmodel.Session", today: date) -> Badge | None:
    """The number of initiatives that are not closed or stopped."""
    from interimcoo.features.initiatives.queries import open_count

    count = open_count(db)
    return Badge(str(count)) if count else None


def _ahead(db: "sqlmodel.Session", today: date, _language: str) -> None:
    from interimcoo.features.initiatives.queries import finding_choices, initiatives

    initiatives(db, today)
    finding_choices(db)


def _search(db: "sqlmodel.Session") -> list[tuple[str, str]]:
    from interimcoo.features.initiatives.queries import names

    return [(f"I{number}", name) for number, name in names(db)]


FEATURE = Feature(
    name="initiatives",
    title=N_("Initiatives"),
    icon="bulb",
    group="decide",
    make_page=_make,
    shortcut="Ctrl+3",
    actions=(
        ActionSpec("new-initiative", N_("New initiative"), "new_initiative", "N", "plus"),
        ActionSpec("edit-initiative", N_("Change the initiative"), "edit", "F2", "pencil", needs_selection=True),
        ActionSpec("move-stage", N_("Move to another stage"), "move_stage", "S", "arrow-right", needs_selection=True),
        ActionSpec("link-finding", N_("Link to a finding"), "link_finding", "L", "link", needs_selection=True),
        ActionSpec(
            "show-plan", N_("Show its tasks in the plan"), "show_plan", "G", "calendar-stats", needs_selection=True
        ),
        ActionSpec("remove-initiative", N_("Remove the initiative"), "remove", "Del", "trash", needs_selection=True),
        ActionSpec("initiative-list", N_("Show the list"), "show_list", "1", "list"),
        ActionSpec("initiative-stages", N_("Show the stages"), "show_stages", "2", "table"),
    ),
    prefixes=("I",),
    badge=_badge,
    ahead=_ahead,
    search=_search,
)
