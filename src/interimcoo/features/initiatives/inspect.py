"""The inspector of the portfolio: charter facts, findings answered, what is missing, stages and their days."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from interimcoo import formats
from interimcoo.features.initiatives.columns import day_words, stage_chip
from interimcoo.features.initiatives.guide import MOST_ACTIVE
from interimcoo.features.initiatives.queries import InitiativeRow, LinkedFinding, StageSpan
from interimcoo.features.initiatives.words import lacking_words, stage_words
from interimcoo.text import _, interface_language, plural
from interimcoo.ui.inspector import InspectorPanel
from interimcoo.ui.marks import MarkLabel
from interimcoo.ui.words import button, label, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

Go = Callable[[str, str], object]
Do = Callable[[], object]


class InitiativeInspector(InspectorPanel):
    """Shows one initiative, or the summary of the list. `go(feature, record)` follows a link."""

    def __init__(self, go: Go, edit: Do, move: Do, link: Do) -> None:
        super().__init__()
        self._go, self._edit, self._move, self._link = go, edit, move, link

    def show_summary(self, facts: "Sequence[tuple[str, str]]") -> None:
        """What the list holds, while nothing is selected."""
        self.begin(_("Initiatives"), "bulb")
        self.facts("", facts)
        self.end()

    def show_initiative(
        self,
        row: InitiativeRow,
        findings: tuple[LinkedFinding, ...],
        stages: tuple[StageSpan, ...],
        active: int,
        currency: str,
    ) -> None:
        """One initiative; `active` is how many active ones its owner has."""
        language = interface_language()
        self.begin(row.reference, "bulb")
        self.section().addWidget(label(row.name, "strong", wrap=True))
        owner = row.owner or _("no owner")
        if active > MOST_ACTIVE:
            owner = _("{name}, {n} active at a time").format(name=owner, n=active)
        slip = plural(row.slip_days, "{n} day late", "{n} days late") if row.slip_days else ""
        ends = ", ".join(part for part in (day_words(row.forecast_end), slip) if part)
        facts: list[tuple[str, str | QWidget]] = [
            (_("Stage"), MarkLabel(stage_chip(row))),
            (_("Owner"), owner),
            (_("Agreed"), f"{day_words(row.start)} – {day_words(row.end)}"),
            (_("Ends"), ends),
            (_("Review"), day_words(row.review_on)),
            (_("A year, likely"), formats.money(row.benefit_likely, currency, language)),
            (_("KPI"), self._to("", row.kpi, f"{row.kpi} {row.kpi_name}") if row.kpi else "–"),
        ]
        if row.tasks:
            words = _("{done} of {n} tasks done").format(done=row.tasks_done, n=row.tasks)
            facts.append((_("Plan"), self._to("plan", row.reference, words)))
        else:
            facts.append((_("Plan"), self._to("plan", f"new:initiative={row.reference}", _("Add a task"))))
        self.facts("", facts)
        if row.purpose:
            self.words(_("Purpose"), row.purpose)
        self.links(
            _("Answers"),
            [self._to("", one.reference, f"{one.reference} {one.text}") for one in findings]
            or [label(_("No finding yet; it stays an idea until it answers one."), "sub", wrap=True)],
        )
        self.buttons(button(_("Link a finding"), "link", small=True, on_click=self._link))
        if row.lacking and (row.stage == "idea" or row.active):
            self.words(_("Missing for delivery"), lacking_words(row, language))
        if stages:
            self.facts(_("Days per stage"), [self._span(one, language) for one in stages])
        self.section()
        self.buttons(
            button(_("Move stage"), "arrow-right", key="S", small=True, on_click=self._move),
            button(_("Change"), "pencil", small=True, on_click=self._edit),
        )
        self.end()

    def _span(self, one: StageSpan, language: str) -> tuple[str, str]:
        days = plural(one.days, "{n} day", "{n} days")
        return stage_words(one.stage, language), _("{days}, since {day}").format(days=days, day=day_words(one.since))

    def _to(self, feature: str, record: str, words: str) -> QWidget:
        shown = words if len(words) <= 40 else f"{words[:39].rstrip()}…"
        made = button(shown, kind="text", small=True, on_click=lambda: self._go(feature, record))
        made.setAccessibleName(words)
        made.setToolTip(plain(words) if shown != words else "")
        made.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        return made
