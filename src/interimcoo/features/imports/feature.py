"""Import: client sheets in, with preview, dry run and one undoable change."""

from datetime import date
from typing import TYPE_CHECKING

from interimcoo.text import N_
from interimcoo.ui.feature import ActionSpec, Badge, Feature

if TYPE_CHECKING:
    import sqlmodel

    from interimcoo.ui.page import Page
    from interimcoo.ui.session import Session


def _make(session: "Session") -> "Page":
    from interimcoo.features.imports.page import ImportPage

    return ImportPage(session)


def _badge(db: "sqlmodel.Session", today: date) -> Badge | None:
    """Imports whose rejected cells wait for a look."""
    from interimcoo.features.imports.guide import waiting

    count = len(waiting(db))
    return Badge(str(count)) if count else None


def _ahead(_db: "sqlmodel.Session", _today: date, _language: str) -> None:
    from interimcoo.features.imports.known import targets

    targets()


FEATURE = Feature(
    name="imports",
    title=N_("Import"),
    icon="file-import",
    group="bottom",
    make_page=_make,
    shortcut="Ctrl+I",
    actions=(
        ActionSpec("choose-file", N_("Choose a workbook to import"), "choose_file", "N", "folder-open"),
        ActionSpec("next-step", N_("Next step of the import"), "next_step", "", "arrow-right"),
        ActionSpec("back-step", N_("Step back in the import"), "back_step", "", "arrow-back-up"),
        ActionSpec("mark-header", N_("Mark selected rows as header"), "mark_header", "H", "table"),
        ActionSpec("mark-data", N_("Mark row as first data row"), "mark_data", "D", "table"),
        ActionSpec("mark-total", N_("Mark rows as total"), "mark_total", "T", "table"),
        ActionSpec("mark-skip", N_("Leave rows out"), "mark_skip", "S", "table"),
        ActionSpec("next-proposal", N_("Next proposal where the table is"), "next_proposal", "P", "refresh"),
        ActionSpec("import-rows", N_("Import the rows of the dry run"), "run_import", "Ctrl+Return", "file-import"),
        ActionSpec("save-profile", N_("Save the choices as import profile"), "save_profile", "", "device-floppy"),
    ),
    prefixes=("file:", "import:"),
    badge=_badge,
    ahead=_ahead,
)
