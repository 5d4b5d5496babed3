"""Units of organisation and people at the client, side by side."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from interimcoo.features.mandate.organisation import UNIT_KINDS
from interimcoo.features.mandate.queries import PersonRow, UnitRow
from interimcoo.text import _
from interimcoo.ui.column import Column
from interimcoo.ui.empty import EmptyState
from interimcoo.ui.table import TableView
from interimcoo.ui.words import label


class OrganisationView(QWidget):
    """Two tables; names are changed in place, Delete takes a row away."""

    def __init__(
        self,
        *,
        on_rename_unit: Callable[[UnitRow, str, str], None],
        on_change_person: Callable[[PersonRow, str, str], None],
        on_add_unit: Callable[[], None],
        on_add_person: Callable[[], None],
        on_open_person: Callable[[PersonRow], None],
    ) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(28)
        self.units = TableView(
            (
                Column("name", _("Unit"), edit=True),
                Column("kind", _("Kind"), width=120, text=lambda row: _(UNIT_KINDS.get(row.kind, row.kind))),
                Column("parent", _("Part of"), width=170),
            ),
            key=lambda row: row.name,
            name=_("Units"),
        )
        self.units.edited.connect(on_rename_unit)
        self.units.set_empty(
            EmptyState(
                _("Sites, departments and lines of the client stand here."),
                _("Answers, readings and findings belong to them; imports add those they meet."),
                _("Add unit"),
                on_add_unit,
            )
        )
        self.people = TableView(
            (
                Column("name", _("Name"), edit=True),
                Column("role", _("Role"), edit=True),
                Column("unit", _("Unit"), width=150),
            ),
            key=lambda row: row.name,
            name=_("People at the client"),
        )
        self.people.edited.connect(on_change_person)
        self.people.opened.connect(on_open_person)
        self.people.set_empty(
            EmptyState(
                _("People at the client stand here, each recorded once."),
                _("Owners and sponsors refer to them; names typed elsewhere are added by themselves."),
                _("Add person"),
                on_add_person,
            )
        )
        for title, table in ((_("Units"), self.units), (_("People at the client"), self.people)):
            column = QVBoxLayout()
            column.setSpacing(6)
            column.addWidget(label(title, "section"))
            column.addWidget(table, 1)
            row.addLayout(column, 1)

    def show_organisation(self, units: Sequence[UnitRow], people: Sequence[PersonRow]) -> None:
        """Show what is stored."""
        self.units.set_rows(units)
        self.people.set_rows(people)
