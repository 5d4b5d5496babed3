"""The palette: what it finds, in which order, and that it runs what the keys run."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from interimcoo.features.mandate.commands import AddUnit
from interimcoo.shell.palette import Palette
from interimcoo.shell.palette_hits import Hit, did_you_mean, find, places
from interimcoo.shell.window import MainWindow
from interimcoo.ui.actions import fits

CTRL = Qt.KeyboardModifier.ControlModifier


def _hit(kind: str, name: str, text: str, context: str = "", *, fitting: bool = False) -> Hit:
    return Hit(kind, name, text, "plus", lambda: None, context, fitting=fitting)  # type: ignore[arg-type]


ENTRIES = (
    _hit("command", "kpis.new-action", "New corrective action", fitting=True),
    _hit("command", "actions.export", "Export actions to Excel"),
    _hit("command", "undo", "Undo"),
    _hit("record", "LOG01", "On time in full", "KPIs"),
    _hit("record", "A-018", "A-018 Agree freeze rule with sales", "Actions"),
    _hit("record", "A-180", "A-180 Freeze the plan", "Actions"),
    _hit("record", "I1", "I1 Delivery control tower, OTIF", "Initiatives"),
    _hit("page", "page-actions", "Actions", "page"),
    _hit("page", "page-kpis", "KPIs", "page"),
)


def _names(typed: str, recent: tuple[str, ...] = ()) -> list[str]:
    return [one.name for one in find(ENTRIES, typed, recent)]


def test_that_groups_come_in_the_order_commands_records_pages() -> None:
    assert _names("action") == ["kpis.new-action", "actions.export", "A-180", "A-018", "page-actions"]


@pytest.mark.parametrize("typed", ["A-018", "a18", "a 018", "#A-018"])
def test_that_an_exact_number_comes_first_however_it_is_typed(typed: str) -> None:
    assert _names(typed)[0] == "A-018"


def test_that_a_sign_limits_to_commands_or_numbers() -> None:
    assert _names(">action") == ["kpis.new-action", "actions.export"]
    assert _names("#A") == ["A-180", "A-018"]


def test_that_nothing_typed_gives_the_last_commands_and_the_pages() -> None:
    assert _names("", ("undo",)) == ["undo", "kpis.new-action", "page-actions", "page-kpis"]


def test_that_every_typed_word_must_fit() -> None:
    assert _names("freeze sales") == ["A-018"]
    assert _names("freeze zebra") == []


def test_that_letters_in_order_find_a_command_but_never_a_record() -> None:
    assert _names("nwcor") == ["kpis.new-action"]
    assert _names("otf") == []


def test_that_a_word_that_is_nearly_right_is_proposed() -> None:
    assert did_you_mean(ENTRIES, "otfi") == "OTIF"
    assert did_you_mean(ENTRIES, "zzzz") == ""


def test_that_the_matching_letters_are_those_of_the_text() -> None:
    hit = ENTRIES[0]

    assert "".join(hit.text[at] for at in places(hit, "action")) == "action"
    assert "".join(hit.text[at] for at in places(hit, ">corr act")) == "corract"
    assert fits("On time in full", "tf") is None


def _open(window: MainWindow, qtbot: QtBot) -> Palette:
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    palette = window._desk.palette
    assert palette is not None
    assert palette.isVisible()
    qtbot.waitUntil(lambda: not palette.indexing, timeout=10_000)
    return palette


def test_that_three_keys_reach_a_page(window: MainWindow, qtbot: QtBot) -> None:
    palette = _open(window, qtbot)
    qtbot.keyClicks(palette.field, "kpi")
    while palette.current() is not None and palette.current().name != "page-kpis":
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert not palette.isVisible()
    assert window.workspace is not None
    assert window.workspace.current == "kpis"


def test_that_every_command_of_window_and_pages_can_be_found_by_its_words(window: MainWindow, qtbot: QtBot) -> None:
    palette = _open(window, qtbot)
    known = {hit.text for hit in palette._entries if hit.kind == "command"}
    declared = {one.text for one in window._desk.actions if one.in_palette}
    declared |= {spec.text for feature in window.features for spec in feature.actions}

    assert declared <= known
    for text in sorted(declared):
        assert text in [hit.text for hit in find(palette._entries, text)], text


def test_that_a_record_of_any_page_is_opened_by_its_name(window: MainWindow, qtbot: QtBot) -> None:
    palette = _open(window, qtbot)
    qtbot.keyClicks(palette.field, "on time in full")
    qtbot.waitUntil(lambda: palette.current() is not None and palette.current().kind == "record", timeout=5_000)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert window.workspace is not None
    page = window.workspace.page()
    assert (window.workspace.current, page.breadcrumb() if page else None) == ("kpis", "KPIs")


def test_that_undo_from_the_palette_is_the_same_undo(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    window.session.run(AddUnit("Assembly"))
    palette = _open(window, qtbot)
    qtbot.keyClicks(palette.field, ">undo")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    newest = window.session.engagement.history()[0]
    assert newest.label.words("en") == "Add unit Assembly"
    assert newest.undoes is not None


def test_that_a_command_that_cannot_run_says_why_and_stays(window: MainWindow, qtbot: QtBot) -> None:
    palette = _open(window, qtbot)
    qtbot.keyClicks(palette.field, ">redo")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert palette.isVisible()
    assert palette.nothing.text() == "There is nothing to redo."


def test_that_no_hit_is_said_with_a_proposal(window: MainWindow, qtbot: QtBot) -> None:
    palette = _open(window, qtbot)
    qtbot.keyClicks(palette.field, "initiatifes")

    assert palette.hits() == ()
    assert palette.nothing.text() == "Nothing found for “initiatifes”. Did you mean Initiatives?"
    assert palette.count.text() == "0 results"


def test_that_escape_gives_the_focus_back(window: MainWindow, qtbot: QtBot) -> None:
    window.go("kpis")
    before = window.focusWidget()
    palette = _open(window, qtbot)

    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)

    assert not palette.isVisible()
    assert window.focusWidget() is before


def test_that_tab_does_not_leave_an_open_palette(window: MainWindow, qtbot: QtBot) -> None:
    palette = _open(window, qtbot)

    qtbot.keyClick(palette.field, Qt.Key.Key_Tab)

    assert window.focusWidget() is palette.field


def test_that_the_palette_works_on_the_welcome_page(welcome: MainWindow, qtbot: QtBot) -> None:
    palette = _open(welcome, qtbot)
    qtbot.keyClicks(palette.field, "close eng")

    assert [hit.text for hit in palette.hits()] == ["Close engagement"]
    assert palette.hits()[0].reason == "Open an engagement first."
    palette.close_it()


def test_that_the_key_sheet_names_every_key_of_page_and_window(window: MainWindow, qtbot: QtBot) -> None:
    window.go("kpis")
    qtbot.keyClick(window, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    sheet = window._desk.key_sheet
    assert sheet is not None
    assert sheet.isVisible()

    shown = set(sheet.words())
    declared = {(one.key, one.text) for one in (*window._desk.actions, *window._desk.page_actions) if one.key}
    assert declared <= shown
    qtbot.keyClick(sheet.area, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
