"""Actions: everything promised by due date, what is old, and the decisions asked."""

from typing import Final, Literal

from PySide6.QtWidgets import QDialog, QWidget

from interimcoo.exchange.shown import spoken
from interimcoo.features.actions import dialogs, queries
from interimcoo.features.actions.age_bar import AgeBar
from interimcoo.features.actions.answer import answer, decision_answer
from interimcoo.features.actions.columns import action_columns, decision_columns, group_of
from interimcoo.features.actions.commands import (
    CloseAction,
    DropAction,
    RemoveAction,
    ReopenAction,
    ReopenDecision,
    TakeDecision,
)
from interimcoo.features.actions.inspect import ActionInspector
from interimcoo.features.actions.queries import ActionRow, DecisionRow
from interimcoo.store.command import Command
from interimcoo.text import _, interface_language
from interimcoo.ui.empty import EmptyState
from interimcoo.ui.page import Page
from interimcoo.ui.session import Session
from interimcoo.ui.table import TableView
from interimcoo.ui.toolbar import Toolbar

View = Literal["open", "corrective", "ended", "decisions"]
_VIEWS: Final[tuple[View, ...]] = ("open", "corrective", "ended", "decisions")
_ORIGINS: Final = ("kpi", "finding", "initiative")


class ActionsPage(Page):
    """One list of actions in four views, with the inspector that closes them."""

    reads = frozenset({"action_item", "decision", "person", "kpi", "finding", "initiative", "mandate"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._view: View = "open"
        self._actions: tuple[ActionRow, ...] = ()
        self._decisions: tuple[DecisionRow, ...] = ()
        self._dialog: QDialog | None = None
        self._bar = Toolbar()
        self._segments = self._bar.segments(self._choices(), self._choose, _("View of the actions"))
        self._owner = self._bar.filter(_("Owner"), (("", _("All")),), lambda _key: self._show())
        self._from = self._bar.filter(_("From"), self._origin_choices(), lambda _key: self._show())
        self._search = self._bar.search(_("Filter"), lambda _words: self._show())
        self._bar.stretch()
        self._bar.action(_("Ask for a decision"), "scale", on_click=self.new_decision)
        self._bar.primary(_("New action"), "plus", "N", on_click=self.new_action)
        self.ages = AgeBar()
        self.body.addWidget(self.ages)
        self.table = TableView(action_columns(), key=lambda row: row.reference, group=group_of, name=_("Actions"))
        self.asked = TableView(decision_columns(), key=lambda row: row.reference, name=_("Decisions"))
        for table in (self.table, self.asked):
            self.body.addWidget(table, 1)
            table.chosen.connect(self._inspect)
        self.table.opened.connect(lambda _row: self.edit_selected())
        self.asked.opened.connect(lambda _row: self.edit_selected())
        self.table.set_empty(
            EmptyState(
                _("Actions from boards, findings, signals and meetings come together here."),
                _("Each has an owner and a date, and closes with one line of evidence."),
                _("New action"),
                self.new_action,
                icon_name="checklist",
            )
        )
        self.asked.set_empty(
            EmptyState(
                _("Decisions asked of the sponsor or the board appear here."),
                _("Each says what is recommended and what happens without it; the report asks for it."),
                _("Ask for a decision"),
                self.new_decision,
                icon_name="scale",
            )
        )
        self.panel = ActionInspector(self._go, self._close_with, self._take)
        self.refresh()

    def title(self) -> str:
        return _("Actions")

    def context(self) -> str:
        return _("Everything promised, from findings, signals and initiatives")

    def answer(self) -> str:
        language = interface_language()
        if self._view == "decisions":
            return spoken(decision_answer(self._decisions, language), language)
        return spoken(answer(self._actions, language), language)

    def toolbar(self) -> QWidget:
        return self._bar

    def inspector(self) -> QWidget:
        return self.panel

    def hints(self) -> tuple[tuple[str, str], ...]:
        return (("X", _("close")), ("M", _("move date")), ("F2", _("change")), ("N", _("new")))

    def refresh(self) -> None:
        today = self.session.today
        self._actions = self.session.read(queries.actions, today)
        self._decisions = self.session.read(queries.decisions, today)
        owners = sorted({row.owner for row in self._actions if row.is_open and row.owner}, key=str.casefold)
        self._owner.set_choices((("", _("All")), *((name, name) for name in owners)))
        self._segments.set_options(self._choices())
        self._show()

    def open_record(self, reference: str) -> bool:
        if reference.startswith("new:"):
            return self._open_new(reference.removeprefix("new:"))
        for row in self._actions:
            if row.reference == reference or f"A-{row.number:03d}" == reference:
                self._reset_filters("open" if row.is_open else "ended")
                return self.table.select_key(row.reference)
        if any(row.reference == reference for row in self._decisions):
            self._reset_filters("decisions")
            return self.asked.select_key(reference)
        return False

    def state(self) -> dict[str, object]:
        current = self.asked if self._view == "decisions" else self.table
        return {
            "view": self._view,
            "owner": self._owner.chosen(),
            "from": self._from.chosen(),
            "current": current.current_key(),
            "scroll": current.verticalScrollBar().value(),
        }

    def restore(self, state: dict[str, object]) -> None:
        view = next((one for one in _VIEWS if one == state.get("view")), self._view)
        self._owner.choose(str(state.get("owner", "")))
        self._from.choose(str(state.get("from", "")))
        self._set_view(view)
        current = self.asked if self._view == "decisions" else self.table
        current.select_key(str(state.get("current", "")))
        place = state.get("scroll")
        if isinstance(place, int):
            current.verticalScrollBar().setValue(place)

    def focus_filter(self) -> None:
        self._search.setFocus()

    # commands of the page, named in feature.py

    def new_action(self) -> None:
        """Ask for a new action."""
        self._new("", "")

    def new_decision(self) -> None:
        """Ask for a decision."""
        names = self.session.read(queries.people)
        dialog = dialogs.ask_decision(
            self, self.session, names, self._currency(), done=lambda: self._set_view("decisions")
        )
        self._open_dialog(dialog)

    def edit_selected(self) -> None:
        """Change the selected action or decision."""
        names = self.session.read(queries.people)
        row = self._current()
        if isinstance(row, ActionRow):
            self._open_dialog(dialogs.change_action(self, self.session, row, names))
        elif isinstance(row, DecisionRow):
            self._open_dialog(dialogs.ask_decision(self, self.session, names, row.currency, row))

    def close_selected(self) -> None:
        """Close the selected action: to its line of evidence, or at once when the line is written."""
        row = self._current()
        if isinstance(row, DecisionRow) and row.is_open:
            self._take(row)
        elif isinstance(row, ActionRow) and row.is_open:
            if self.panel.isVisible():
                self.panel.close_now(row)
                return
            self._open_dialog(
                dialogs.one_line(
                    self,
                    self.session,
                    _("Close {action}").format(action=row.reference),
                    (_("Evidence"), _("One line: what is different now, and where to see it")),
                    _("Close action"),
                    lambda line: CloseAction(row.number, self.session.today, line),
                    lambda: self._tell(_("{action} closed"), row.reference),
                )
            )

    def move_date(self) -> None:
        """Give the selected action another date."""
        row = self._current()
        if isinstance(row, ActionRow) and row.is_open:
            self._open_dialog(dialogs.move_action(self, self.session, row))

    def drop_selected(self) -> None:
        """End the selected action without doing it, with the reason."""
        row = self._current()
        if isinstance(row, ActionRow) and row.is_open:
            self._open_dialog(
                dialogs.one_line(
                    self,
                    self.session,
                    _("Drop {action}").format(action=row.reference),
                    (_("Reason"), _("Why it is not needed any more")),
                    _("Drop action"),
                    lambda line: DropAction(row.number, self.session.today, line),
                    lambda: self._tell(_("{action} dropped"), row.reference),
                )
            )

    def reopen_selected(self) -> None:
        """Open the selected ended action or decision again."""
        row = self._current()
        if isinstance(row, ActionRow) and not row.is_open:
            self._said(ReopenAction(row.number), _("{action} is open again"), row.reference)
        elif isinstance(row, DecisionRow) and not row.is_open:
            self._said(ReopenDecision(row.number), _("{action} is open again"), row.reference)

    def delete_selected(self) -> None:
        """Take the selected action out of the list."""
        row = self._current()
        if isinstance(row, ActionRow):
            self._said(RemoveAction(row.number), _("{action} deleted"), row.reference)

    def show_open(self) -> None:
        """Show the open actions."""
        self._set_view("open")

    def show_corrective(self) -> None:
        """Show the corrective actions."""
        self._set_view("corrective")

    def show_ended(self) -> None:
        """Show the actions that were closed or dropped."""
        self._set_view("ended")

    def show_decisions(self) -> None:
        """Show the decisions."""
        self._set_view("decisions")

    def _choices(self) -> tuple[tuple[str, str], ...]:
        opened = sum(1 for row in self._actions if row.is_open)
        corrective = sum(1 for row in self._actions if row.is_open and row.kind == "corrective")
        asked = sum(1 for row in self._decisions if row.is_open)
        return (
            ("open", _("Open {n}").format(n=opened)),
            ("corrective", _("Corrective {n}").format(n=corrective)),
            ("ended", _("Ended {n}").format(n=len(self._actions) - opened)),
            ("decisions", _("Decisions {n}").format(n=asked)),
        )

    def _origin_choices(self) -> tuple[tuple[str, str], ...]:
        return (("", _("All")), ("kpi", _("KPIs")), ("finding", _("Findings")), ("initiative", _("Initiatives")))

    def _choose(self, key: str) -> None:
        self._set_view(next(view for view in _VIEWS if view == key))

    def _set_view(self, view: View) -> None:
        self._view = view
        self._segments.choose(view)
        self._show()

    def _reset_filters(self, view: View) -> None:
        self._owner.choose("")
        self._from.choose("")
        self._search.clear()
        self._set_view(view)

    def _show(self) -> None:
        decisions = self._view == "decisions"
        self.ages.set_counts(queries.age_classes(self._actions))
        self.ages.setVisible(not decisions and self._view != "ended" and any(row.is_open for row in self._actions))
        self.table.setVisible(not decisions)
        self.asked.setVisible(decisions)
        words = self._search.text().casefold()
        if decisions:
            self.asked.set_rows([row for row in self._decisions if words in f"{row.reference} {row.text}".casefold()])
        else:
            self.table.set_rows([row for row in self._actions if self._fits(row, words)])
        self._inspect(self._current())
        self.header_changed.emit()

    def _fits(self, row: ActionRow, words: str) -> bool:
        if row.is_open == (self._view == "ended"):
            return False
        if self._view == "corrective" and row.kind != "corrective":
            return False
        if self._owner.chosen() and row.owner != self._owner.chosen():
            return False
        if self._from.chosen() in _ORIGINS and not getattr(row, self._from.chosen()):
            return False
        return words in f"{row.reference} {row.text} {row.owner}".casefold()

    def _current(self) -> ActionRow | DecisionRow | None:
        row = (self.asked if self._view == "decisions" else self.table).current()
        return row if isinstance(row, ActionRow | DecisionRow) else None

    def _inspect(self, row: object) -> None:
        if isinstance(row, ActionRow):
            self.panel.show_action(row)
        elif isinstance(row, DecisionRow):
            self.panel.show_decision(row)
        else:
            counts = tuple((words.rpartition(" ")[0], words.rpartition(" ")[2]) for _key, words in self._choices())
            self.panel.show_summary(_("Actions"), counts)

    def _go(self, reference: str) -> None:
        self.session.navigate("", reference)

    def _close_with(self, row: ActionRow, line: str) -> bool:
        return self._said(CloseAction(row.number, self.session.today, line), _("{action} closed"), row.reference)

    def _take(self, row: DecisionRow) -> None:
        self._open_dialog(
            dialogs.one_line(
                self,
                self.session,
                _("Take decision {decision}").format(decision=row.reference),
                (_("Outcome"), _("What was decided, and by whom")),
                _("Take decision"),
                lambda line: TakeDecision(row.number, self.session.today, line),
                lambda: self._tell(_("{action} taken"), row.reference),
            )
        )

    def _said(self, command: Command, words: str, name: str) -> bool:
        if not self.session.run(command):
            return False
        self._tell(words, name)
        return True

    def _tell(self, words: str, name: str) -> None:
        self.session.toast(words.format(action=name))

    def _new(self, origin: str, period: str) -> None:
        names = self.session.read(queries.people)
        origins = self.session.read(queries.origins)
        dialog = dialogs.new_action(
            self, self.session, origins, names, origin=origin, period=period, added=lambda: self._reset_filters("open")
        )
        self._open_dialog(dialog)

    def _open_new(self, wish: str) -> bool:
        """Open the form for an action that answers a KPI ("kpi=LOG01;period=2026-W36") or a finding ("finding=F2")."""
        parts = dict(part.split("=", 1) for part in wish.split(";") if "=" in part)
        origin = parts.get("kpi") or parts.get("finding") or parts.get("initiative") or ""
        known = {key for key, _title in self.session.read(queries.origins)}
        if origin and origin not in known:
            return False
        self._new(origin, parts.get("period", ""))
        return True

    def _open_dialog(self, dialog: QDialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _currency(self) -> str:
        return self.session.read(queries.currency)
