"""The inspector of a finding: what it says, what it rests on, what it costs, what is decided and what it leads to."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from interimcoo import formats
from interimcoo.features.assessment.columns import decision_chip, trust
from interimcoo.features.assessment.dimensions import short_name
from interimcoo.features.assessment.queries import FindingRow
from interimcoo.text import _, interface_language
from interimcoo.ui.inspector import InspectorPanel
from interimcoo.ui.marks import MarkLabel
from interimcoo.ui.words import button, label


class FindingInspector(InspectorPanel):
    """`on_act` runs "estimate", "decide", "reopen", "initiative" or "action"; `on_go` opens a record."""

    def __init__(self, *, on_act: Callable[[str], None], on_go: Callable[[str, str], None]) -> None:
        super().__init__()
        self._on_act, self._on_go = on_act, on_go

    def show_finding(self, row: FindingRow, currency: str, *, read_only: bool) -> None:
        """Show one finding."""
        language = interface_language()
        self.begin(row.reference, "search")
        self.words("", row.text)
        self.facts("", self._facts(row))
        inner = self.section(_("Evidence"))
        grade = trust(row)
        line = QWidget()
        beside = QHBoxLayout(line)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(MarkLabel(grade, 18))
        beside.addWidget(label(grade.words, "sub"), 1)
        inner.addWidget(line)
        inner.addWidget(label(row.evidence, "body", wrap=True))

        def money(minor: int | None) -> str:
            return "–" if minor is None else formats.money(minor, currency, language, compact=True)

        self.facts(
            _("Cost a year"),
            (
                (_("Low"), money(row.cost_low)),
                (_("Likely"), money(row.cost_likely)),
                (_("High"), money(row.cost_high)),
            ),
        )
        if not read_only:
            verb = _("Estimate") if row.cost_likely is None else _("Change estimate")
            self.buttons(button(verb, "coin", small=True, on_click=lambda: self._on_act("estimate")))
        decided = self.section(_("Decision"))
        decided.addWidget(MarkLabel(decision_chip(row)))
        if row.reason:
            decided.addWidget(label(row.reason, "body", wrap=True))
        if not read_only:
            opened = row.decision == "open"
            self.buttons(
                button(
                    _("Decide") if opened else _("Reopen"),
                    "check" if opened else "refresh",
                    key="D" if opened else "",
                    small=True,
                    on_click=lambda: self._on_act("decide" if opened else "reopen"),
                )
            )
        self._leads(row, read_only=read_only)
        self.end()

    def show_summary(self, findings: tuple[FindingRow, ...], currency: str) -> None:
        """The list in figures, while nothing is selected."""
        language = interface_language()
        self.begin(_("Findings"), "search")
        known = [row.cost_likely for row in findings if row.cost_likely is not None]
        self.facts(
            "",
            (
                (_("Findings"), str(len(findings))),
                (_("Open"), str(sum(1 for row in findings if row.decision == "open"))),
                (_("No follow-up"), str(sum(1 for row in findings if row.loose))),
                (_("Likely a year"), formats.money(sum(known), currency, language, compact=True) if known else "–"),
            ),
        )
        self.end()

    def _facts(self, row: FindingRow) -> tuple[tuple[str, str | QWidget], ...]:
        language = interface_language()
        facts: list[tuple[str, str | QWidget]] = [
            (_("Dimension"), f"{row.dimension} {short_name(row.dimension, language)}"),
        ]
        if row.question:
            facts.append((_("Question"), self._link(row.question, "assessment", f"question:{row.question}")))
        if row.unit:
            facts.append((_("Unit"), row.unit))
        if row.kpi:
            facts.append((_("KPI"), self._link(row.kpi, "kpis", row.kpi)))
        facts.append((_("Recorded"), formats.day(row.recorded_on, language, year=True)))
        return tuple(facts)

    def _leads(self, row: FindingRow, *, read_only: bool) -> None:
        inner = self.section(_("Leads to"))
        for one in row.initiatives:
            inner.addWidget(self._link(f"{one.reference} {one.name}", "initiatives", one.reference))
        if not row.initiatives:
            words = _("No initiative answers it yet.") if row.loose else _("It was decided to leave it.")
            inner.addWidget(label(words, "sub", wrap=True))
        if not read_only:
            self.buttons(
                button(_("Create initiative"), "bulb", small=True, on_click=lambda: self._on_act("initiative")),
                button(_("New action"), "checklist", small=True, on_click=lambda: self._on_act("action")),
            )

    def _link(self, words: str, feature: str, reference: str) -> QWidget:
        return button(words, kind="text", small=True, on_click=lambda: self._on_go(feature, reference))
