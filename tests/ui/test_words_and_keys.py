"""Words, keys and actions: markup is shown letter by letter, keys are spoken, what is typed finds commands."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from interimcoo.ui.actions import Action, bind, fits, score, single_key
from interimcoo.ui.icons import icon, pixmap
from interimcoo.ui.toolbar import Toolbar
from interimcoo.ui.words import ElidedLabel, button, disable, icon_button, initials, label, plain, spoken_key

HOSTILE = "<b>Bold</b> <img src='file:///etc/hostname'> & more"


def test_that_markup_in_data_is_shown_as_letters(qtbot: QtBot) -> None:
    made = label(HOSTILE)
    qtbot.addWidget(made)

    assert made.textFormat() == Qt.TextFormat.PlainText
    assert made.text() == HOSTILE


def test_that_a_tooltip_never_becomes_rich_text() -> None:
    from PySide6.QtGui import Qt as GuiQt

    assert GuiQt.mightBeRichText(HOSTILE)
    assert not GuiQt.mightBeRichText(plain(HOSTILE))
    assert plain("5 < 6 and 7 > 2") == "5 < 6 and 7 > 2"


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("Ctrl+K", "Ctrl K"),
        ("Shift+A", "Shift A"),
        ("?", "?"),
        ("Ctrl++", "Ctrl +"),
        ("Ctrl+-", "Ctrl -"),
        ("+", "+"),
        ("Return", "Enter"),
        ("Alt+Left", "Alt ←"),
        ("Escape", "Esc"),
        ("Ctrl+,", "Ctrl ,"),
    ],
)
def test_that_keys_are_spoken_as_people_write_them(qtbot: QtBot, key: str, said: str) -> None:
    assert spoken_key(key) == said


@pytest.mark.parametrize(
    ("name", "said"), [("Nordvik Components AB", "NC"), ("Halden", "H"), ("", "–"), ("åkesson öberg", "ÅÖ")]
)
def test_that_initials_are_those_of_the_first_two_words(name: str, said: str) -> None:
    assert initials(name) == said


def test_that_a_disabled_control_says_why(qtbot: QtBot) -> None:
    made = button("Import", why="Choose a file first.")
    qtbot.addWidget(made)
    assert not made.isEnabled()
    assert made.toolTip() == made.accessibleDescription() == "Choose a file first."

    disable(made, "")

    assert made.isEnabled()


def test_that_a_button_shows_its_key_and_keeps_its_words(qtbot: QtBot) -> None:
    with_key, without = button("New KPI", "plus", key="N"), button("New KPI", "plus")
    for made in (with_key, without):
        qtbot.addWidget(made)
        made.show()

    assert with_key.text() == "New KPI"
    assert with_key.accessibleName() == "New KPI"
    assert with_key.toolTip() == "New KPI (N)"
    assert with_key.sizeHint().width() > without.sizeHint().width() + 15
    right = with_key.grab().toImage().copy(with_key.width() - 26, 4, 20, with_key.height() - 8)
    assert len({right.pixel(x, y) for x in range(right.width()) for y in range(right.height())}) > 3


def test_that_an_icon_button_has_a_name_and_a_key_in_its_tooltip(qtbot: QtBot) -> None:
    clicked: list[bool] = []
    made = icon_button("x", "Close", key="Esc", on_click=lambda: clicked.append(True))
    qtbot.addWidget(made)
    made.show()

    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)

    assert (made.accessibleName(), made.toolTip(), clicked) == ("Close", "Close (Esc)", [True])


def test_that_a_line_that_is_cut_tells_the_whole_in_its_tooltip(qtbot: QtBot) -> None:
    made = ElidedLabel("Agree the freeze rule for the plan with sales in every plant")
    qtbot.addWidget(made)
    made.resize(120, 20)
    made.show()
    made.grab()
    assert made.toolTip() == made.text()

    made.resize(900, 20)
    made.grab()

    assert made.toolTip() == ""


def test_that_an_icon_is_sharp_at_every_scale_and_of_the_asked_colour(qtbot: QtBot) -> None:
    for ratio in (1.0, 1.25, 1.5, 2.0, 3.0):
        drawn = pixmap("plus", "bad", 17, ratio)
        assert (drawn.width(), drawn.devicePixelRatio()) == (round(17 * ratio), ratio)
    from interimcoo.ui.theme import theme

    image = pixmap("plus", "bad", 17, 2.0).toImage()
    solid = {
        image.pixelColor(x, y).name() for x in range(34) for y in range(34) if image.pixelColor(x, y).alpha() == 255
    }
    assert solid == {theme().hex("bad").lower()}


def test_that_an_unknown_icon_is_a_defect_at_once(qtbot: QtBot) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")


def test_that_every_icon_of_the_design_is_shipped(qtbot: QtBot) -> None:
    names = (
        "home file-certificate users-group clipboard-check route target bulb calendar-stats scale growth chart-line "
        "layout-board checklist alert-triangle coin report-analytics transfer file-import search arrow-back-up "
        "arrow-forward-up eye-off presentation menu-2 plus pencil trash check x copy link dots grip-vertical columns "
        "filter arrows-sort adjustments folder-open archive file-spreadsheet file-type-pdf printer device-floppy "
        "download external-link template table layout-sidebar-right list zoom-in zoom-out maximize chevron-down "
        "chevron-right arrow-right circle-check alert-circle info-circle certificate lock shield-lock cloud-off clock "
        "calendar calendar-event pin note git-branch refresh arrows-exchange user users user-question trending-up "
        "rocket school player-play chart-dots chart-radar"
    )
    for name in names.split():
        assert not QPixmap(pixmap(name)).isNull(), name


@pytest.mark.parametrize(
    ("words", "typed", "at"),
    [
        ("New corrective action", "action", "action"),
        ("New corrective action", "new act", "Newact"),
        ("Undo", "und", "Und"),
        ("On time in full", "full time", "timefull"),
        ("Export actions to Excel", "exp exc", "ExpExc"),
    ],
)
def test_that_typed_words_are_found_in_any_order(words: str, typed: str, at: str) -> None:
    found = fits(words, typed)

    assert found is not None
    assert "".join(words[place] for place in found) == at


@pytest.mark.parametrize(("words", "typed"), [("Undo", "redo"), ("Action", "an"), ("Plan", "plans")])
def test_that_words_that_do_not_fit_are_not_found(words: str, typed: str) -> None:
    assert fits(words, typed) is None


def test_that_words_that_begin_alike_come_first() -> None:
    ordered = sorted(("Show actions", "Action plan", "New corrective action"), key=lambda one: score(one, "action"))

    assert ordered[0] == "Action plan"


@pytest.mark.parametrize(("key", "single"), [("N", True), ("?", True), ("Ctrl+N", False), ("F6", False), ("", False)])
def test_that_plain_keys_are_told_from_others(key: str, single: bool) -> None:
    assert single_key(key) is single


def test_that_an_action_that_is_off_does_nothing_when_its_key_is_pressed(qtbot: QtBot) -> None:
    ran: list[str] = []
    why = ["Open an engagement first."]
    host = QWidget()
    qtbot.addWidget(host)
    actions = (
        Action("a", "A", lambda: ran.append("a"), "Ctrl+J", why=lambda: why[0]),
        Action("b", "B && C", lambda: ran.append("b"), "Ctrl+L"),
    )
    bind(host, actions, context=Qt.ShortcutContext.WindowShortcut, without=frozenset({"Ctrl+L"}))
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    host.setFocus()

    qtbot.keyClick(host, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(host, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert ran == []
    why[0] = ""
    qtbot.keyClick(host, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert ran == ["a"]
    assert QApplication.widgetAt(QPoint(-50, -50)) is None


def test_that_a_link_that_may_shrink_ends_with_an_ellipsis_and_tells_the_whole(qtbot: QtBot) -> None:
    text = "I1 Order promise rule for every family and every site"
    link = button(text, kind="text", small=True)
    qtbot.addWidget(link)
    link.shrink()
    link.resize(link.sizeHint())
    whole = link.grab().toImage()
    assert not link.toolTip()
    link.resize(120, link.sizeHint().height())
    assert link.minimumSizeHint().width() < 120
    cut = link.grab().toImage()
    assert link.toolTip() == text
    assert link.text() == text
    assert cut != whole.copy(0, 0, cut.width(), cut.height())  # an ellipsis in place of letters cut through


def test_that_a_toolbar_short_of_room_narrows_its_filter_and_folds_secondary_actions(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    bar = Toolbar()
    bar.setParent(holder)
    views = bar.segments((("open", "Open 6"), ("done", "Ended 2"), ("asked", "Decisions 2")))
    field = bar.search("Filter")
    bar.stretch()
    second = bar.action("Ask for a decision", "scale", "Q")
    first = bar.primary("New action", "plus", "N")
    bar.resize(900, 44)
    holder.resize(900, 44)
    holder.show()
    QApplication.processEvents()
    assert second.text() == "Ask for a decision"
    wide, words = second.width(), views.sizeHint().width()
    bar.resize(650, 44)
    QApplication.processEvents()
    assert second.text() == ""
    assert second.width() < wide
    assert second.toolTip() == "Ask for a decision (Q)"
    assert second.accessibleName() == "Ask for a decision"
    assert field.width() < 180
    assert views.width() >= words  # no view is cut
    assert first.text() == "New action"
    second.setText("Ask again")
    bar.resize(900, 44)
    QApplication.processEvents()
    assert second.text() == "Ask again"
    assert field.width() >= 170
