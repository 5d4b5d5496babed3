"""The inspector of the reports page: words of the chosen section, what keeps the report here, where it will go."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from interimcoo.exchange.blocks import ChartBlock
from interimcoo.exchange.shown import spoken
from interimcoo.features.reports.board import chart_name, charts_of
from interimcoo.features.reports.checks import Check
from interimcoo.features.reports.gather import Gathered
from interimcoo.text import N_, _, plural
from interimcoo.ui.form import Form, LongText
from interimcoo.ui.inspector import InspectorPanel
from interimcoo.ui.marks import Chip, MarkLabel, Status
from interimcoo.ui.words import button, label

Change = Callable[[str, str], object]
"""(key of the field, words typed)"""


class ReportInspector(InspectorPanel):
    """Shows one section; `on_change` gets "title", "comment" or "takeaway:<chart>" with the words."""

    def __init__(self, on_change: Change, on_place: Callable[[], object]) -> None:
        super().__init__()
        self._on_change, self._on_place = on_change, on_place
        self.form: Form | None = None

    def show_section(
        self, one: Gathered, comment: str, language: str, checks: Sequence[Check], output: Sequence[tuple[str, str]]
    ) -> None:
        """The section's words, the checks of the whole report, and facts of the output."""
        self.begin(one.section.kicker, "report-analytics")
        self.add(self._words(one, comment, language))
        place = _("Move to the body") if one.section.annex else _("Move to the annex")
        if one.name != "summary":
            self.buttons(button(place, "transfer", small=True, on_click=self._on_place))
        self._checks(checks)
        self.facts(_("Output"), tuple(output))
        self.end()

    def _words(self, one: Gathered, comment: str, language: str) -> Form:
        fields = [LongText("title", _("Title, a full sentence with the number"), spoken(one.section.title, language))]
        fields += [
            LongText(
                f"takeaway:{chart_name(chart)}",
                _("What to see in {chart}").format(chart=chart.head),
                spoken(chart.takeaway, language),
            )
            for chart in _own_charts(one)
        ]
        fields.append(LongText("comment", _("Comment"), comment, hint=_("Your own words above the figures")))
        form = Form(tuple(fields))
        form.left.connect(lambda key: self._on_change(key, form.text(key)))
        self.form = form
        return form

    def _checks(self, checks: Sequence[Check]) -> None:
        inner = self.section(_("Before it can be sent"))
        count = sum(1 for check in checks if check.state == "off_track")
        if count:
            chip = Chip(plural(count, N_("{n} open"), N_("{n} open")), "bad")
            inner.addWidget(MarkLabel(chip), 0, Qt.AlignmentFlag.AlignLeft)
        for check in checks:
            inner.addWidget(_check_line(check))


def _own_charts(one: Gathered) -> tuple[ChartBlock, ...]:
    """The charts whose takeaway is written here; those of the first page are changed in their own section."""
    return charts_of(one.section)[:4] if one.name != "summary" else ()


def _check_line(check: Check) -> QWidget:
    line = QWidget()
    grid = QGridLayout(line)
    grid.setContentsMargins(0, 2, 0, 2)
    grid.setHorizontalSpacing(8)
    mark = MarkLabel(Status("on_track" if check.state == "done" else check.state), 14)
    grid.addWidget(mark, 0, 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(label(check.text, "strong" if check.state != "done" else "body", wrap=True))
    if check.detail:
        words.addWidget(label(check.detail, "small", wrap=True))
    grid.addLayout(words, 0, 1)
    grid.setColumnStretch(1, 1)
    line.setAccessibleName(", ".join(part for part in (mark.mark.words, check.text, check.detail) if part))
    return line
