"""Assessment: the questions, their answers, and the findings."""

from datetime import date
from typing import TYPE_CHECKING

from interimcoo.text import N_
from interimcoo.ui.feature import ActionSpec, Badge, Feature

if TYPE_CHECKING:
    import sqlmodel

    from interimcoo.ui.page import Page
    from interimcoo.ui.session import Session


def _make(session: "Session") -> "Page":
    from interimcoo.features.assessment.page import AssessmentPage

    return AssessmentPage(session)


def _badge(db: "sqlmodel.Session", today: date) -> Badge | None:
    """Answered of all active questions; nothing once all are answered."""
    from interimcoo.features.assessment.queries import answered

    given, asked = answered(db)
    return Badge(f"{given}/{asked}") if given < asked else None


def _ahead(db: "sqlmodel.Session", _today: date, _language: str) -> None:
    from interimcoo.features.assessment.queries import findings
    from interimcoo.features.assessment.result import read

    read(db)
    findings(db)


def _search(db: "sqlmodel.Session") -> list[tuple[str, str]]:
    from interimcoo.features.assessment.queries import findings

    return [(row.reference, row.text) for row in sorted(findings(db), key=lambda row: row.number)]


FEATURE = Feature(
    name="assessment",
    title=N_("Assessment"),
    icon="clipboard-check",
    group="understand",
    make_page=_make,
    shortcut="Ctrl+2",
    actions=(
        ActionSpec("new-finding", N_("New finding"), "new_finding", "N", "plus"),
        ActionSpec("show-result", N_("Show result"), "show_result", "", "chart-radar"),
        ActionSpec("show-questions", N_("Answer questions"), "show_questions", "W", "list"),
        ActionSpec("show-findings", N_("Show findings"), "show_findings", "", "search"),
        ActionSpec("ask-whole", N_("Ask all questions of this dimension"), "ask_whole", "", "list"),
        ActionSpec("ask-core", N_("Ask the core questions of this dimension"), "ask_core", "", "list"),
        ActionSpec("new-round", N_("Start a new assessment round"), "new_round", "", "refresh"),
        ActionSpec("decide", N_("Decide on the finding"), "decide", "D", "check", needs_selection=True),
        ActionSpec("edit-finding", N_("Change the finding"), "edit_finding", "F2", "pencil", needs_selection=True),
        ActionSpec("estimate", N_("Estimate the cost of the finding"), "estimate", "", "coin", needs_selection=True),
        ActionSpec("delete-finding", N_("Delete the finding"), "delete_finding", "Del", "trash", needs_selection=True),
    ),
    prefixes=("F", "question:"),
    badge=_badge,
    ahead=_ahead,
    search=_search,
)
