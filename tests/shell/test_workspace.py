"""The window around the pages: rail, places, areas, inspector, sizes, undo and what it says about the file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from interimcoo.features.mandate import queries
from interimcoo.features.mandate.commands import AddPerson, AddUnit, ChangeMandate
from interimcoo.shell.rail import NARROW, WIDE
from interimcoo.shell.window import MainWindow
from interimcoo.shell.workspace import Workspace
from interimcoo.store.errors import NotSaved
from interimcoo.text import Label
from interimcoo.ui.settings import GEOMETRY, TEXT_SIZE
from interimcoo.ui.theme import theme

if TYPE_CHECKING:
    from sqlmodel import Session as Db

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def _workspace(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


@dataclass(frozen=True, slots=True)
class FillsTheDisk:
    """A change that the disk does not take while `full` holds anything."""

    full: list[str]
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label("Add unit Assembly")

    def apply(self, db: "Db") -> None:
        if self.full:
            raise NotSaved("The change was not saved: there is no room left.", "Make room, then try again.")
        AddUnit("Assembly").apply(db)


@dataclass(frozen=True, slots=True)
class Slow:
    """A long change that waits until it is let go."""

    go_on: Callable[[], bool]
    final: ClassVar[bool] = False
    long: ClassVar[bool] = True

    @property
    def label(self) -> Label:
        return Label("Import orders week 38")

    def apply(self, db: "Db") -> None:
        self.go_on()
        AddUnit("Imported").apply(db)


def test_that_the_client_block_and_title_name_client_day_and_phase(window: MainWindow) -> None:
    block = _workspace(window).rail.client

    assert block.accessibleName() == "Nordvik Components AB, Day 23 of 180, entry"
    assert window.windowTitle() == "Nordvik Components AB – interimcoo"


def test_that_a_changed_client_is_said_everywhere_at_once(window: MainWindow) -> None:
    assert window.session is not None
    window.session.run(ChangeMandate(client="Nordvik Group"))

    assert _workspace(window).rail.client.accessibleName().startswith("Nordvik Group,")
    assert window.windowTitle() == "Nordvik Group – interimcoo"


def test_that_the_rail_opens_pages_by_keyboard_and_marks_the_one_shown(window: MainWindow, qtbot: QtBot) -> None:
    workspace = _workspace(window)
    rail = workspace.rail.pages
    rail.setFocus()
    row = rail.rail.row_of("kpis")
    rail.setCurrentIndex(rail.rail.index(row, 0))

    qtbot.keyClick(rail, Qt.Key.Key_Return)

    assert workspace.current == "kpis"
    assert rail.page == "kpis"
    assert workspace.areas.area() == 3  # the focus is in the content


def test_that_the_rail_shows_open_work(window: MainWindow, qtbot: QtBot) -> None:
    rail = _workspace(window).rail.pages.rail

    qtbot.waitUntil(lambda: "assessment" in rail.badges, timeout=10_000)

    assert rail.badges["assessment"].text == "0/24"
    assert rail.badges["mandate"].urgent
    index = rail.index(rail.row_of("assessment"), 0)
    assert rail.data(index, int(Qt.ItemDataRole.AccessibleTextRole)) == "Assessment, 0/24"


@pytest.mark.parametrize(
    ("key", "page"),
    [
        (Qt.Key.Key_1, "home"),
        (Qt.Key.Key_2, "assessment"),
        (Qt.Key.Key_3, "initiatives"),
        (Qt.Key.Key_4, "plan"),
        (Qt.Key.Key_5, "kpis"),
        (Qt.Key.Key_7, "actions"),
        (Qt.Key.Key_9, "reports"),
        (Qt.Key.Key_I, "imports"),
    ],
)
def test_that_pages_have_their_keys(window: MainWindow, qtbot: QtBot, key: Qt.Key, page: str) -> None:
    window.go("mandate")

    qtbot.keyClick(window, key, CTRL)

    assert _workspace(window).current == page


def test_that_alt_left_and_right_walk_the_places(window: MainWindow, qtbot: QtBot) -> None:
    workspace = _workspace(window)
    window.go("mandate")
    window.go("kpis")

    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    assert workspace.current == "mandate"
    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    assert workspace.current == "home"
    qtbot.keyClick(window, Qt.Key.Key_Right, ALT)
    qtbot.keyClick(window, Qt.Key.Key_Right, ALT)
    assert workspace.current == "kpis"


def test_that_going_back_keeps_the_selection(window: MainWindow, qtbot: QtBot) -> None:
    workspace = _workspace(window)
    window.go("kpis")
    page = workspace.page()
    assert page is not None
    before = page.state()
    window.go("home")

    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)

    assert workspace.current == "kpis"
    assert page.state() == before


def test_that_a_reference_opens_its_record_and_the_way_back_leads_up(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    workspace = _workspace(window)
    window.session.navigate("", "LOG01")
    assert workspace.current == "kpis"
    assert workspace.header.parent_page.isVisible()
    assert workspace.header.parent_page.text() == "KPIs"

    qtbot.keyClick(workspace.header.search, Qt.Key.Key_Escape)

    page = workspace.page()
    assert page is not None
    assert page.breadcrumb() is None
    assert not workspace.header.parent_page.isVisible()


def test_that_a_reference_of_nothing_is_said_and_changes_nothing(window: MainWindow) -> None:
    assert window.session is not None
    window.session.navigate("", "ZZ-999")

    workspace = _workspace(window)
    assert workspace.current == "home"
    assert workspace.banners.texts()[0].bold == "There is no record ZZ-999."


def test_that_f6_walks_the_areas_in_the_order_of_reading(window: MainWindow, qtbot: QtBot) -> None:
    workspace = _workspace(window)
    window.go("kpis")
    workspace.rail.focus()
    seen = []

    for _step in range(4):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        seen.append(workspace.areas.area())

    assert seen == [1, 2, 3, 4]  # header, toolbar, content, inspector
    qtbot.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert workspace.areas.area() == 3


def test_that_tab_goes_through_the_areas_in_order_and_comes_round(window: MainWindow, qtbot: QtBot) -> None:
    workspace = _workspace(window)
    window.go("kpis")
    window.go("actions")
    first = workspace.areas.order()[0]
    first.setFocus()
    visited = []

    while window.focusWidget() not in visited:
        visited.append(window.focusWidget())
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)

    assert window.focusWidget() is first
    areas = [next(at for at, area in enumerate(workspace.areas._areas) if area.isAncestorOf(one)) for one in visited]
    assert areas == sorted(areas)
    assert {0, 1, 2, 3} <= set(areas)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Backtab)
    assert window.focusWidget() is visited[-1]


def test_that_i_shows_and_hides_the_inspector_for_its_page_alone(window: MainWindow, qtbot: QtBot) -> None:
    workspace = _workspace(window)
    window.go("kpis")
    assert workspace.side.isVisible()

    qtbot.keyClick(window, Qt.Key.Key_I)
    assert not workspace.side.isVisible()
    window.go("actions")
    assert workspace.side.isVisible()
    window.go("kpis")
    assert not workspace.side.isVisible()


def test_that_no_page_behind_the_one_in_front_presses_on_its_inspector(window: MainWindow, qtbot: QtBot) -> None:
    workspace = _workspace(window)
    window.go("home")
    window.resize(1366, 768)  # home shows its tiles as one line, which needs more room than most pages
    qtbot.wait(50)
    window.resize(1440, 900)
    window.go("kpis")
    qtbot.waitUntil(lambda: workspace.side.width() == 320)
    window.resize(1300, 768)
    qtbot.waitUntil(lambda: workspace.side.width() == 280)
    window.go("actions")
    assert workspace.places.widths == {}  # a width that only the window decided is not remembered
    window.resize(1440, 900)
    window.go("kpis")
    qtbot.waitUntil(lambda: workspace.side.width() == 320)
    workspace.splitter.moveSplitter(workspace.splitter.width() - 400, 1)
    wide = workspace.side.width()
    assert wide > 380
    window.go("actions")
    window.go("kpis")
    assert workspace.places.widths == {"kpis": wide}
    qtbot.waitUntil(lambda: workspace.side.width() == wide)


def test_that_the_inspector_slides_over_the_content_in_a_narrow_window(window: MainWindow, qtbot: QtBot) -> None:
    workspace = _workspace(window)
    window.resize(1100, 700)
    window.go("kpis")
    assert not workspace.side.isVisible()
    wide = workspace.content.width()

    qtbot.keyClick(window, Qt.Key.Key_I)

    assert workspace.side.isVisible()
    assert workspace.content.width() == wide
    assert workspace.side.geometry().right() == workspace.body.rect().right()
    workspace.side.setFocus()
    qtbot.keyClick(workspace.header.search, Qt.Key.Key_Escape)
    assert not workspace.side.isVisible()
    window.resize(1440, 900)
    assert workspace.side.isVisible()


def test_that_the_width_of_the_inspector_is_kept_per_page(window: MainWindow) -> None:
    workspace = _workspace(window)
    window.resize(1440, 900)
    window.go("kpis")
    total = workspace.splitter.width()
    workspace.splitter.moveSplitter(total - 420, 1)  # as the pointer does
    given = workspace.side.width()
    window.go("actions")
    assert workspace.side.width() != given

    window.go("kpis")

    assert workspace.side.width() == given


def test_that_a_narrow_window_shows_icons_alone(window: MainWindow) -> None:
    workspace = _workspace(window)
    window.resize(1440, 900)
    assert workspace.rail.width() == WIDE
    assert workspace.header.search.text() == "Search or run a command"

    window.resize(1366, 768)

    assert workspace.rail.width() == NARROW
    assert workspace.header.search.text() == "Search or run"
    index = workspace.rail.pages.rail.index(workspace.rail.pages.rail.row_of("kpis"), 0)
    assert workspace.rail.pages.rail.data(index, int(Qt.ItemDataRole.ToolTipRole)) == "KPIs (Ctrl 5)"


def test_that_undo_and_redo_are_named_and_done_by_key(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    workspace = _workspace(window)
    window.session.run(AddUnit("Assembly"))
    qtbot.waitUntil(lambda: "Add unit Assembly" in workspace.header.undo.toolTip())
    assert workspace.header.undo.toolTip() == "Undo Add unit Assembly (Ctrl Z)"

    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert "Assembly" not in [one.name for one in window.session.read(queries.units)]
    qtbot.waitUntil(lambda: workspace.header.redo.isEnabled())
    assert workspace.header.redo.toolTip() == "Redo Add unit Assembly (Ctrl Shift Z)"
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert "Assembly" in [one.name for one in window.session.read(queries.units)]


def test_that_the_list_of_undo_takes_back_several_steps(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    workspace = _workspace(window)
    for name in ("Assembly", "Paint", "Packing"):
        window.session.run(AddUnit(name))
    menu = workspace.header.undo.menu()
    qtbot.waitUntil(lambda: len(menu.actions()) == 4)
    assert [one.text() for one in menu.actions()][:3] == ["Add unit Packing", "Add unit Paint", "Add unit Assembly"]

    menu.actions()[1].trigger()

    assert [one.name for one in window.session.read(queries.units)] == ["Assembly"]


def test_that_single_keys_do_nothing_while_a_field_takes_them(window: MainWindow, qtbot: QtBot) -> None:
    workspace = _workspace(window)
    window.show_history()
    window.focus_filter()
    field = window.focusWidget()

    qtbot.keyClicks(field, "iv?")

    assert field.text() == "iv?"
    assert workspace.side.isVisible()
    assert window._desk.key_sheet is None


def test_that_the_status_bar_says_saved_data_secrecy_and_keys(window: MainWindow, qtbot: QtBot) -> None:
    bar = _workspace(window).status

    assert bar.saved.fact is not None
    assert bar.saved.fact.words.startswith("Saved ")
    assert bar.data.fact is not None
    assert bar.data.fact.words == "No data yet"
    assert bar.secrecy.fact is not None
    assert bar.secrecy.fact.words == "Confidential to sponsor"
    assert bar.keys()[-1] == ("?", "keys")
    assert len(bar.keys()) <= 5


def test_that_a_full_disk_is_said_and_the_change_is_written_once_there_is_room(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.session is not None
    bar = _workspace(window).status
    full = ["full"]
    assert not window.session.run(FillsTheDisk(full))
    assert bar.saved.fact is not None
    assert (bar.saved.fact.words, bar.saved.fact.tone, bar.saved.fact.button) == ("Not saved", "bad", "Try again")
    assert _workspace(window).banners.texts()[0].bold == "The change was not saved: there is no room left."
    full.clear()

    assert bar.saved.button is not None
    qtbot.mouseClick(bar.saved.button, Qt.MouseButton.LeftButton)

    assert [one.name for one in window.session.read(queries.units)] == ["Assembly"]
    assert bar.saved.fact.words.startswith("Saved ")
    assert _workspace(window).banners.texts() == ()


def test_that_the_window_answers_while_a_long_change_is_written(window: MainWindow, qtbot: QtBot) -> None:
    import threading

    assert window.session is not None
    session, workspace = window.session, _workspace(window)
    go_on = threading.Event()

    assert session.run(Slow(lambda: go_on.wait(20)))
    assert session.busy
    assert not session.run(AddUnit("Meanwhile"))
    window.go("kpis")
    assert workspace.current == "home"  # waits
    assert not window.close()
    qtbot.waitUntil(lambda: workspace.progress.isVisible(), timeout=5_000)
    assert workspace.progress.words.text() == "Import orders week 38"
    assert workspace.status.saved.fact is not None
    assert workspace.status.saved.fact.words == "Saving"
    go_on.set()
    qtbot.waitUntil(lambda: not session.busy, timeout=20_000)

    assert workspace.current == "kpis"
    assert not workspace.progress.isVisible()
    assert [one.name for one in session.read(queries.units)] == ["Imported"]
    qtbot.waitUntil(lambda: workspace.status.saved.fact.words.startswith("Saved "), timeout=5_000)


def test_that_a_toast_is_never_wider_than_the_window_and_never_cuts_through_letters(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.session is not None
    window.resize(1024, 700)
    window.session.toast("Short")
    toast = window._desk.toast
    assert toast is not None
    short = toast.width()
    assert short < 300
    said = "Auftragsbestand gesamt über alle Standorte und Schichten hinweg, archived " * 4
    window.session.toast(said)
    assert toast.words == said
    assert short < toast.width()
    assert toast.geometry().right() < window.width()
    assert toast.undo.geometry().right() < toast.width()
    assert toast.undo.width() >= toast.undo.sizeHint().width()


def test_that_larger_words_fold_the_window_as_a_narrower_one_does(window: MainWindow, qtbot: QtBot) -> None:
    workspace = _workspace(window)
    window.resize(1440, 900)
    window.go("kpis")
    assert not workspace.rail.narrow
    theme().set_text_size(150)
    qtbot.waitUntil(lambda: workspace.rail.narrow)
    assert workspace.side.over
    theme().set_text_size(100)
    qtbot.waitUntil(lambda: not workspace.rail.narrow)
    assert not workspace.side.over


def test_that_a_toast_undoes_what_it_tells(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    window.session.run(AddPerson("J. Åkesson"))
    window.session.toast("J. Åkesson added")
    toast = window._desk.toast
    assert toast is not None
    assert toast.isVisible()
    assert toast.accessibleName() == "J. Åkesson added"

    qtbot.mouseClick(toast.undo, Qt.MouseButton.LeftButton)

    assert not toast.isVisible()
    assert [one.name for one in window.session.read(queries.people)] == []


def test_that_more_than_two_banners_are_counted(window: MainWindow) -> None:
    assert window.session is not None
    for n in range(5):
        window.session.banner("info", f"Message {n}.", topic=f"topic {n}")
    stack = _workspace(window).banners

    assert [one.bold for one in stack.texts()[:2]] == ["Message 4.", "Message 3."]
    shown = [stack._column.itemAt(at).widget() for at in range(stack._column.count())]
    assert len(shown) == 3
    assert shown[2].text() == "3 more"
    window.session.clear_banner("topic 4")
    assert [one.bold for one in stack.texts()[:2]] == ["Message 3.", "Message 2."]


def test_that_the_last_page_is_shown_again_when_the_file_is_opened_again(
    window: MainWindow, open_in: Callable[[MainWindow, Path], None]
) -> None:
    assert window.session is not None
    path = window.session.engagement.path
    window.go("plan")
    window.close_engagement()
    assert window.workspace is None
    assert window.stack.currentWidget() is window.welcome

    open_in(window, path)

    assert _workspace(window).current == "plan"


def test_that_keeping_the_place_is_no_change_of_the_document(
    window: MainWindow, open_in: Callable[[MainWindow, Path], None]
) -> None:
    assert window.session is not None
    path, before = window.session.engagement.path, window.session.engagement.revision
    window.go("plan")
    window.close_engagement()
    open_in(window, path)

    assert window.session is not None
    assert window.session.engagement.revision == before


def test_that_text_size_and_colours_follow_the_commands_and_are_kept(window: MainWindow, qtbot: QtBot) -> None:
    usual = theme().font("body").pixelSize()

    qtbot.keyClick(window, Qt.Key.Key_Plus, CTRL)
    qtbot.keyClick(window, Qt.Key.Key_Plus, CTRL)
    assert window.settings.get(TEXT_SIZE) == 125
    assert theme().font("body").pixelSize() == round(usual * 1.25)
    qtbot.keyClick(window, Qt.Key.Key_0, CTRL)
    assert window.settings.get(TEXT_SIZE) == 100
    window.choose_scheme("dark")
    assert theme().dark
    background = window.grab().toImage().pixelColor(window.width() // 2, window.height() // 2)
    assert background.lightness() < 60


def test_that_the_place_of_the_window_is_kept(window: MainWindow) -> None:
    window.resize(1024, 660)  # the offscreen screen is small, and a window is cut at its screen
    settings = window.settings
    window.close()

    again = MainWindow(settings=settings, as_of=date(2026, 9, 22))
    assert (again.width(), again.height()) == (1024, 660)
    assert settings.get(GEOMETRY)
    again.close()


def test_that_the_day_of_the_window_is_that_of_as_of(window: MainWindow) -> None:
    assert window.session is not None
    window.session.run(AddUnit("Assembly"))

    (entry, *_rest) = window.session.engagement.history()
    assert entry.at.astimezone().date() == date(2026, 9, 22)
    assert entry.who == "A. Lindqvist"


def test_that_alt_shows_the_menu_of_every_command(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyPress(window, Qt.Key.Key_Alt)
    qtbot.keyRelease(window, Qt.Key.Key_Alt)

    menu = window._desk.menu
    assert menu is not None
    assert [one.text() for one in menu.actions()] == ["File", "Edit", "View", "Go", "Page", "Help"]
    assert _workspace(window).header.menu.isVisible()
    titles = {entry.text() for sub in menu.actions() for entry in sub.menu().actions()}
    declared = {one.text.replace("&", "&&") for one in (*window._desk.actions, *window._desk.page_actions)}
    assert titles == declared
    menu.close()
    QApplication.processEvents()
    assert not _workspace(window).header.menu.isVisible()
