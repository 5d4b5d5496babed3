"""Mandate: the charter, its gates and criteria, the units and people of the client."""

from datetime import date
from typing import TYPE_CHECKING

from interimcoo.text import N_
from interimcoo.ui.feature import ActionSpec, Badge, Feature

if TYPE_CHECKING:
    import sqlmodel

    from interimcoo.ui.page import Page
    from interimcoo.ui.session import Session


def _make(session: "Session") -> "Page":
    from interimcoo.features.mandate.page import MandatePage

    return MandatePage(session)


def _badge(db: "sqlmodel.Session", today: date) -> Badge | None:
    """The next gate when it is late."""
    from interimcoo.features.mandate.queries import gates, next_gate

    gate = next_gate(gates(db))
    if gate is None or gate.due >= today:
        return None
    return Badge(gate.code, urgent=True)


def _ahead(db: "sqlmodel.Session", _today: date, _language: str) -> None:
    from interimcoo.features.mandate.queries import criteria, gates, mandate

    mandate(db)
    criteria(db)
    gates(db)


def _search(db: "sqlmodel.Session") -> list[tuple[str, str]]:
    from interimcoo.features.mandate.queries import gates

    return [(gate.code, gate.name) for gate in gates(db)]


FEATURE = Feature(
    name="mandate",
    title=N_("Mandate"),
    icon="file-certificate",
    group="understand",
    make_page=_make,
    actions=(
        ActionSpec("add-criterion", N_("Add success criterion"), "add_criterion", "N", "plus"),
        ActionSpec("add-unit", N_("Add unit"), "add_unit", "", "plus"),
        ActionSpec("add-person", N_("Add person"), "add_person", "", "user"),
        ActionSpec("close-gate", N_("Close the next gate"), "close_gate", "", "certificate"),
        ActionSpec("show-charter", N_("Show charter and gates"), "show_charter", "1", "file-certificate"),
        ActionSpec("show-organisation", N_("Show units and people"), "show_organisation", "2", "users"),
        ActionSpec("delete-mandate-row", N_("Delete the selected row"), "delete_selected", "Del", "trash"),
    ),
    prefixes=("G", "field:", "criterion:"),
    badge=_badge,
    ahead=_ahead,
    search=_search,
)
