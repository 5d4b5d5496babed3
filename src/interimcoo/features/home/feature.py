"""Home: what to decide or do now, what has changed, what is missing for the next gate."""

from datetime import date
from typing import TYPE_CHECKING

from interimcoo.text import N_
from interimcoo.ui.feature import ActionSpec, Feature

if TYPE_CHECKING:
    import sqlmodel

    from interimcoo.ui.page import Page
    from interimcoo.ui.session import Session


def _make(session: "Session") -> "Page":
    from interimcoo.features.home.page import HomePage

    return HomePage(session)


def _ahead(db: "sqlmodel.Session", today: date, language: str) -> None:
    from interimcoo.features.home.queries import ahead

    ahead(db, today, language)


FEATURE = Feature(
    name="home",
    title=N_("Home"),
    icon="home",
    group="",
    make_page=_make,
    shortcut="Ctrl+1",
    ahead=_ahead,
    actions=(
        ActionSpec("show-due", N_("Go to what is due"), "focus_due", "D", "checklist"),
        ActionSpec("show-changes", N_("Go to what has changed"), "focus_changes", "C", "refresh"),
        ActionSpec("show-missing", N_("Go to what is missing"), "focus_missing", "G", "certificate"),
        ActionSpec("mark-seen", N_("Mark changes as seen"), "mark_seen", "", "check"),
    ),
)
