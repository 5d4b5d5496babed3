"""Initiatives: the portfolio as a list and by stage, with the charter of the selected one in the inspector."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final, Literal

from PySide6.QtWidgets import QDialog, QWidget

from interimcoo import formats
from interimcoo.exchange.shown import spoken
from interimcoo.features.initiatives import dialogs, queries
from interimcoo.features.initiatives.columns import by_stage, list_columns, stage_columns
from interimcoo.features.initiatives.commands import STAGES, RemoveInitiative
from interimcoo.features.initiatives.inspect import InitiativeInspector
from interimcoo.features.initiatives.queries import FindingChoice, InitiativeRow
from interimcoo.features.initiatives.words import answer, stage_words
from interimcoo.text import _, interface_language
from interimcoo.ui.column import Column
from interimcoo.ui.empty import EmptyState
from interimcoo.ui.page import Page
from interimcoo.ui.session import Session
from interimcoo.ui.table import TableView
from interimcoo.ui.toolbar import Toolbar
from interimcoo.ui.words import label

View = Literal["list", "stages"]
_VIEWS: Final[tuple[View, ...]] = ("list", "stages")
_LIST_READS: Final = frozenset(
    {
        "initiative", "initiative_finding", "finding", "person", "kpi", "kpi_target", "reading", "task", "task_link",
        "mandate",
    }
)  # fmt: skip


class InitiativesPage(Page):
    """The portfolio in two views over the same rows."""

    reads = _LIST_READS

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._view: View = "list"
        self._rows: tuple[InitiativeRow, ...] = ()
        self._findings: tuple[FindingChoice, ...] = ()
        self._since: dict[int, date] = {}
        self._currency = self.session.read(queries.currency)
        self._dialog: QDialog | None = None
        self._bar = Toolbar()
        self._segments = self._bar.segments(
            (("list", _("List")), ("stages", _("Stages"))), self._choose, _("View of the portfolio")
        )
        self._owner = self._bar.filter(_("Owner"), (("", _("All")),), lambda _key: self._show())
        self._stage = self._bar.filter(_("Stage"), (("", _("All")),), lambda _key: self._show())
        self._search = self._bar.search(_("Filter"), lambda _words: self._show())
        self._bar.stretch()
        self._bar.primary(_("New initiative"), "plus", "N", on_click=self.new_initiative)
        self._total = label("", "small")
        self.body.addWidget(self._total)
        self.table = self._made(list_columns(self._currency))
        self.stages = self._made(stage_columns(self._since, session.today), grouped=True)
        self._empty_words: tuple[object, ...] = ()
        self.panel = InitiativeInspector(self.session.navigate, self.edit, self.move_stage, self.link_finding)
        self.refresh()

    def _made(self, columns: Sequence[Column], *, grouped: bool = False) -> TableView:
        table = TableView(
            columns,
            key=lambda row: row.reference,
            group=by_stage if grouped else None,
            name=_("Initiatives by stage") if grouped else _("Initiatives"),
        )
        table.chosen.connect(self._inspect)
        table.opened.connect(lambda _row: self.edit())
        self.body.addWidget(table, 1)
        return table

    def title(self) -> str:
        return _("Initiatives")

    def context(self) -> str:
        return _("{n} in the portfolio").format(n=len(self._rows)) if self._rows else ""

    def answer(self) -> str:
        language = interface_language()
        return spoken(answer(self._rows, self._findings, language), language)

    def toolbar(self) -> QWidget:
        return self._bar

    def inspector(self) -> QWidget:
        return self.panel

    def hints(self) -> tuple[tuple[str, str], ...]:
        if not self._rows:
            return (("N", _("new")),)
        return (("S", _("move stage")), ("L", _("link a finding")), ("F2", _("change")), ("N", _("new")))

    def refresh(self) -> None:
        self._rows = self.session.read(queries.initiatives, self.session.today)
        self._findings = self.session.read(queries.finding_choices)
        self._since.clear()
        self._since.update(self.session.read(queries.in_stage_since))
        if (currency := self.session.read(queries.currency)) != self._currency:
            self._currency = currency
            self._renew()
        owners = sorted({row.owner for row in self._rows if row.owner}, key=str.casefold)
        self._owner.set_choices((("", _("All")), *((name, name) for name in owners)))
        present = [stage for stage in STAGES if any(row.stage == stage for row in self._rows)]
        language = interface_language()
        self._stage.set_choices((("", _("All")), *((stage, stage_words(stage, language)) for stage in present)))
        self._show()

    def open_record(self, reference: str) -> bool:
        if reference.startswith("new:"):
            return self._open_new(reference.removeprefix("new:"))
        if not any(row.reference == reference for row in self._rows):
            return False
        self._clear_filters()
        return self._table().select_key(reference)

    def state(self) -> dict[str, object]:
        return {
            "view": self._view,
            "owner": self._owner.chosen(),
            "stage": self._stage.chosen(),
            "current": self._table().current_key(),
            "scroll": self._table().verticalScrollBar().value(),
        }

    def restore(self, state: dict[str, object]) -> None:
        self._owner.choose(str(state.get("owner", "")))
        self._stage.choose(str(state.get("stage", "")))
        self._set_view(next((one for one in _VIEWS if one == state.get("view")), self._view))
        self._table().select_key(str(state.get("current", "")))
        place = state.get("scroll")
        if isinstance(place, int):
            self._table().verticalScrollBar().setValue(place)

    def focus_filter(self) -> None:
        self._search.setFocus()

    # commands of the page, named in feature.py

    def new_initiative(self) -> None:
        """Ask for a new initiative."""
        self._new(None)

    def edit(self) -> None:
        """Change the selected initiative."""
        row = self.current()
        if row is not None:
            kpis, names = self.session.read(queries.kpi_choices), self.session.read(queries.people)
            self._open(dialogs.change_initiative(self, self.session, row, kpis, names, self._currency))

    def move_stage(self) -> None:
        """Move the selected initiative to another stage."""
        row = self.current()
        if row is not None:
            self._open(dialogs.move_stage(self, self.session, row))

    def link_finding(self) -> None:
        """Link the selected initiative to a finding."""
        row = self.current()
        if row is not None:
            self._open(dialogs.link_finding(self, self.session, row, self._findings))

    def show_plan(self) -> None:
        """Show the tasks of the selected initiative in the plan."""
        row = self.current()
        if row is not None:
            self.session.navigate("plan", row.reference)

    def remove(self) -> None:
        """Remove the selected initiative."""
        row = self.current()
        if row is not None and self.session.run(RemoveInitiative(row.number)):
            self.session.toast(_("{initiative} removed").format(initiative=row.reference))

    def show_list(self) -> None:
        """Show the portfolio as a list."""
        self._set_view("list")

    def show_stages(self) -> None:
        """Show the portfolio by stage."""
        self._set_view("stages")

    def current(self) -> InitiativeRow | None:
        """The selected initiative."""
        row = self._table().current()
        return row if isinstance(row, InitiativeRow) else None

    def _table(self) -> TableView:
        return self.stages if self._view == "stages" else self.table

    def _renew(self) -> None:
        """Another currency: the list of columns is made again."""
        old, self.table = self.table, self._made(list_columns(self._currency))
        self.body.removeWidget(self.table)
        self.body.insertWidget(self.body.indexOf(old), self.table, 1)
        old.hide()
        old.deleteLater()

    def _choose(self, key: str) -> None:
        self._set_view("stages" if key == "stages" else "list")

    def _set_view(self, view: View) -> None:
        current = self._table().current_key()
        self._view = view
        self._segments.choose(view)
        self._show()
        if current:
            self._table().select_key(current)

    def _clear_filters(self) -> None:
        self._owner.choose("")
        self._stage.choose("")
        self._search.clear()
        self._show()

    def _show(self) -> None:
        rows = [row for row in self._rows if self._fits(row)]
        self.table.setVisible(self._view == "list")
        self.stages.setVisible(self._view == "stages")
        self._say_empty()
        self.table.set_rows(rows)
        self.stages.set_rows(sorted(rows, key=lambda row: STAGES.index(row.stage) if row.stage in STAGES else 0))
        self._total.setText(self._total_words(rows))
        self._total.setVisible(bool(rows))
        self._inspect(self.current())
        self.header_changed.emit()

    def _fits(self, row: InitiativeRow) -> bool:
        if self._owner.chosen() and row.owner != self._owner.chosen():
            return False
        if self._stage.chosen() and row.stage != self._stage.chosen():
            return False
        words = self._search.text().casefold()
        return words in f"{row.reference} {row.name} {row.owner} {row.kpi}".casefold()

    def _total_words(self, rows: Sequence[InitiativeRow]) -> str:
        valued = [row.benefit_likely for row in rows if row.benefit_likely is not None and row.stage != "stopped"]
        if not valued:
            return _("{n} shown, none with an estimate").format(n=len(rows))
        money = formats.money(sum(valued), self._currency, interface_language(), compact=True)
        return _("{n} shown, {valued} with an estimate: {money} a year, likely, not confirmed").format(
            n=len(rows), valued=len(valued), money=money
        )

    def _say_empty(self) -> None:
        """What stands in place of rows; made anew only when it has to say something else."""
        waiting = [one.number for one in self._findings if one.decision in ("open", "act") and not one.answered]
        wanted = (bool(self._rows), len(waiting))
        if wanted == self._empty_words:
            return
        self._empty_words = wanted
        for table in (self.table, self.stages):
            if self._rows:
                table.set_empty(
                    EmptyState(
                        _("No initiative fits the filter."),
                        "",
                        _("Clear filter"),
                        self._clear_filters,
                        icon_name="filter",
                    )
                )
                continue
            why = (
                _("{n} findings have no follow-up.").format(n=len(waiting))
                if len(waiting) != 1
                else _("One finding has no follow-up.")
            )
            table.set_empty(
                EmptyState(
                    _("Findings become initiatives: work with an owner, dates and a KPI."),
                    why if waiting else _("An initiative can start as an idea and be linked to a finding later."),
                    _("New initiative"),
                    partial(self._new, waiting[0] if waiting else None),
                    icon_name="bulb",
                )
            )

    def _inspect(self, row: object) -> None:
        if not isinstance(row, InitiativeRow):
            counts = Counter(one.stage for one in self._rows)
            language = interface_language()
            self.panel.show_summary(
                [(stage_words(stage, language), str(counts[stage])) for stage in STAGES if counts[stage]]
                or [(_("Initiatives"), "0")]
            )
            return
        if row is not self.current():
            return  # the other view tells too
        active = sum(1 for one in self._rows if one.active and one.owner == row.owner) if row.owner else 0
        self.panel.show_initiative(
            row,
            self.session.read(queries.findings_of, row.number),
            self.session.read(queries.stage_history, row.number, self.session.today),
            active,
            self._currency,
        )

    def _new(self, finding: int | None) -> None:
        known = {row.reference for row in self._rows}
        kpis, names = self.session.read(queries.kpi_choices), self.session.read(queries.people)

        def added() -> None:
            self._clear_filters()
            fresh = [row.reference for row in self._rows if row.reference not in known]
            if fresh:
                self._table().select_key(fresh[-1])

        self._open(
            dialogs.new_initiative(
                self, self.session, self._findings, kpis, names, self._currency, finding=finding, added=added
            )
        )

    def _open_new(self, wish: str) -> bool:
        """Open the form for an initiative that answers a finding ("finding=F2"), or an empty one ("")."""
        if not wish:
            self._new(None)
            return True
        name, _equals, reference = wish.partition("=")
        number = int(reference[1:]) if name == "finding" and reference[1:].isdigit() else 0
        if not any(one.number == number for one in self._findings):
            return False
        self._new(number)
        return True

    def _open(self, dialog: QDialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
