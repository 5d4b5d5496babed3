"""The inspector of the actions page: what a row says, where it comes from, and the line that closes it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from interimcoo import formats
from interimcoo.features.actions.columns import due_chip, source_words
from interimcoo.features.actions.queries import ActionRow, DecisionRow
from interimcoo.text import _, interface_language
from interimcoo.ui.inspector import InspectorPanel
from interimcoo.ui.marks import Chip, MarkLabel
from interimcoo.ui.theme import theme
from interimcoo.ui.words import beside, button, label

Go = Callable[[str], object]


class ActionInspector(InspectorPanel):
    """Shows an action, a decision, or the summary of the list. `close(row, evidence)` is called by its button."""

    def __init__(
        self, go: Go, close: Callable[[ActionRow, str], object], decide: Callable[[DecisionRow], object]
    ) -> None:
        super().__init__()
        self._go, self._close, self._decide = go, close, decide
        self.evidence: QPlainTextEdit | None = None

    def show_summary(self, title: str, facts: tuple[tuple[str, str], ...]) -> None:
        """What the list holds, while nothing is selected."""
        self.evidence = None
        self.begin(title, "checklist")
        self.facts("", facts)
        self.end()

    def show_action(self, row: ActionRow) -> None:
        """One action."""
        self.evidence = None
        language = interface_language()
        self.begin(row.reference, "checklist")
        inner = self.section()
        inner.addWidget(label(row.text, "strong", wrap=True))
        self._date_facts(row, language)
        self._origins(row)
        if row.expected_effect:
            self.words(_("Expected effect"), row.expected_effect)
        if not row.is_open:
            head = _("Evidence") if row.status == "done" else _("Reason")
            self.words(head, row.evidence or "–")
            self.end()
            return
        self._closing(row)
        self.end()

    def show_decision(self, row: DecisionRow) -> None:
        """One decision."""
        self.evidence = None
        language = interface_language()
        self.begin(row.reference, "scale")
        self.section().addWidget(label(row.text, "strong", wrap=True))
        amount = "–" if row.amount is None else formats.money(row.amount, row.currency, language)
        chip = due_chip(row)
        by = formats.day(row.due, language, weekday=chip is None) if row.due else "–"
        self.facts(
            "",
            (
                (_("Decides"), row.owner or "–"),
                (_("By"), by if chip is None else MarkLabel(Chip(f"{by}, {chip.words}", chip.tone))),
                (_("Amount"), amount),
                (_("Asked"), formats.day(row.asked_on, language, year=True)),
            ),
        )
        if row.recommendation:
            self.words(_("Recommendation and why"), row.recommendation)
        if row.without_it:
            self.words(_("Without it"), row.without_it)
        if row.decided_on is not None:
            day = formats.day(row.decided_on, language, year=True)
            self.words(_("Decided {day}").format(day=day), row.outcome)
        else:
            self.buttons(button(_("Take decision"), "check", on_click=lambda: self._decide(row)))
        self.end()

    def close_now(self, row: ActionRow) -> None:
        """Close with the line as typed; without one the line gets the focus."""
        if self.evidence is None:
            return
        line = self.evidence.toPlainText().strip()
        if line:
            self._close(row, line)
        else:
            self.evidence.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _date_facts(self, row: ActionRow, language: str) -> None:
        chip = due_chip(row)
        due = formats.day(row.due, language, weekday=chip is None) if row.due else _("no date")
        moved = formats.number(row.times_moved, 0, language)
        pairs: list[tuple[str, str | QWidget]] = [
            (_("Owner"), row.owner or _("no owner")),
            (_("Due"), due if chip is None else MarkLabel(Chip(f"{due}, {chip.words}", chip.tone))),
            (_("Agreed"), formats.day(row.created_on, language, year=True)),
        ]
        if row.times_moved:
            pairs.append((_("Moved"), _("{n} times").format(n=moved) if row.times_moved > 1 else _("once")))
        if row.signal_period:
            pairs.append((_("Signal"), formats.period(row.signal_period, language)))
        if row.closed_on is not None:
            pairs.append((_("Ended on"), formats.day(row.closed_on, language, year=True)))
        if not row.source:
            pairs.append((_("From"), source_words(row) or "–"))
        self.facts("", pairs)

    def _closing(self, row: ActionRow) -> None:
        inner = self.section(_("Close with evidence"))
        self.evidence = QPlainTextEdit()
        self.evidence.setPlaceholderText(_("One line: what is different now, and where to see it"))
        self.evidence.setAccessibleName(_("Evidence, needed to close"))
        self.evidence.setTabChangesFocus(True)
        self.evidence.setFixedHeight(theme().px(56))
        inner.addWidget(self.evidence)
        self.buttons(button(_("Close action"), "check", key="X", on_click=lambda: self.close_now(row)))

    def _origins(self, row: ActionRow) -> None:
        origins = (
            (row.kpi, row.kpi_name),
            (row.finding, row.finding_text),
            (row.initiative, row.initiative_name),
        )
        found = [(reference, title) for reference, title in origins if reference]
        if not found:
            return
        inner = self.section(_("Comes from"))
        for reference, title in found:
            line = QHBoxLayout()
            line.setSpacing(4)
            go = button(reference, kind="text", on_click=partial(self._go, reference))
            go.setAccessibleName(f"{reference}, {title}")
            line.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(beside(go, title), 1)
            inner.addLayout(line)
