"""Reports: the board report with its preview, its checks and its files."""

from typing import TYPE_CHECKING

from interimcoo.text import N_
from interimcoo.ui.feature import ActionSpec, Feature

if TYPE_CHECKING:
    from interimcoo.ui.page import Page
    from interimcoo.ui.session import Session


def _make(session: "Session") -> "Page":
    from interimcoo.features.reports.page import ReportsPage

    return ReportsPage(session)


FEATURE = Feature(
    name="reports",
    title=N_("Reports"),
    icon="report-analytics",
    group="prove",
    make_page=_make,
    shortcut="Ctrl+9",
    actions=(
        ActionSpec("write-pdf", N_("Write PDF"), "write_pdf", "Ctrl+P", "file-type-pdf"),
        ActionSpec("write-workbook", N_("Write Excel annex"), "write_workbook", "", "file-spreadsheet"),
        ActionSpec("zoom-in", N_("Enlarge the preview"), "zoom_in", "", "zoom-in"),
        ActionSpec("zoom-out", N_("Reduce the preview"), "zoom_out", "", "zoom-out"),
        ActionSpec("fit-width", N_("Fit the preview to its width"), "fit_width", "", "maximize"),
        ActionSpec("move-up", N_("Move the section up"), "move_up", "", "arrows-sort"),
        ActionSpec("move-down", N_("Move the section down"), "move_down", "", "arrows-sort"),
        ActionSpec("change-limit", N_("Change the page limit"), "change_limit", "", "pencil"),
        ActionSpec("change-place", N_("Move the section between body and annex"), "change_place", "", "transfer"),
    ),
)
