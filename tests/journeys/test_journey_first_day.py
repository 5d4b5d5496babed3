"""The first day: an engagement made by keyboard, its charter written, a gate closed, all taken back, and reopened."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from interimcoo.features.mandate import queries
from journeys.hand import CTRL, DAY, KEY, SHIFT, Hand

SCOPE = "Planning, production and logistics in Malmö"


def _facts(hand: Hand) -> queries.MandateFacts:
    facts = hand.session.read(queries.mandate)
    assert facts is not None
    return facts


def _closed(hand: Hand) -> list[date | None]:
    return [gate.closed_on for gate in hand.session.read(queries.gates)]


def _results(hand: Hand) -> list[str]:
    return [one.text for one in hand.session.read(queries.criteria)]


def test_that_the_first_day_is_worked_by_keyboard_and_survives_the_night(
    hand: Hand, sit_down: Callable[[], Hand], tmp_path: Path
) -> None:
    # a new engagement from the welcome page
    hand.key(KEY.Key_1)
    hand.fill(client="Åström & Söner AB", length="120")
    hand.key(KEY.Key_Return)
    hand.on("home")
    assert hand.session.engagement.path == tmp_path / "Åström & Söner AB.icoo"
    assert hand.workspace.rail.client.accessibleName() == "Åström & Söner AB, Day 1 of 120, entry"
    assert _facts(hand).start == DAY

    # what is missing for the first gate leads to the fields of the charter
    hand.key(KEY.Key_G)
    hand.key(KEY.Key_Return)
    hand.on("mandate")
    assert hand.focus() == "Sponsor"
    hand.type("Eva Åström")
    hand.key(KEY.Key_Tab)
    assert _facts(hand).sponsor == "Eva Åström"
    hand.key(KEY.Key_1, CTRL)
    hand.key(KEY.Key_G)
    hand.key(KEY.Key_Return)
    assert hand.focus() == "Scope"
    hand.type(SCOPE)
    assert _facts(hand).scope == ""
    hand.key(KEY.Key_Tab)
    assert _facts(hand).scope == SCOPE

    # a result and a gate through the palette
    before = _results(hand)
    hand.command("Add success criterion")
    hand.fill(text="On time in full reaches 92%", kpi="LOG01", baseline="78.4", target="92", due="2027-01-15")
    hand.key(KEY.Key_Return)
    hand.no_dialog()
    added = hand.session.read(queries.criteria)[-1]
    assert (added.text, added.kpi, added.baseline, added.target) == ("On time in full reaches 92%", "LOG01", 78.4, 92.0)
    assert added.due == date(2027, 1, 15)
    hand.command("Close the next gate")
    hand.dialog()
    hand.key(KEY.Key_Return)
    hand.no_dialog()
    assert _closed(hand)[0] == DAY

    # three steps back, three forward
    revision = hand.session.engagement.revision
    hand.key(KEY.Key_Z, CTRL)
    assert _closed(hand)[0] is None
    hand.key(KEY.Key_Z, CTRL)
    assert _results(hand) == before
    hand.key(KEY.Key_Z, CTRL)
    assert _facts(hand).scope == ""
    hand.key(KEY.Key_Z, CTRL | SHIFT, times=3)
    assert _facts(hand).scope == SCOPE
    assert len(_results(hand)) == len(before) + 1
    assert _closed(hand)[0] == DAY
    assert hand.session.engagement.revision == revision + 6

    # the night between two days
    hand.key(KEY.Key_W, CTRL)
    hand.until(lambda: hand.window.stack.currentWidget() is hand.window.welcome)
    hand.window.close()
    hand = sit_down()
    hand.key(KEY.Key_Return)
    hand.on("mandate")
    assert hand.window.windowTitle() == "Åström & Söner AB – interimcoo"
    history = hand.session.engagement.history()
    assert len([one for one in history if one.undoes is None]) == revision
    hand.key(KEY.Key_Z, CTRL)
    assert _closed(hand)[0] is None
    hand.key(KEY.Key_Z, CTRL)
    assert _results(hand) == before
    hand.key(KEY.Key_Z, CTRL | SHIFT)
    assert len(_results(hand)) == len(before) + 1


def test_that_the_number_of_a_mandate_type_works_beside_a_list_of_recent_engagements(hand: Hand) -> None:
    hand.key(KEY.Key_3)
    hand.fill(client="Growing AB")
    hand.key(KEY.Key_Return)
    hand.on("home")
    hand.key(KEY.Key_W, CTRL)
    hand.until(lambda: hand.window.workspace is None)

    hand.key(KEY.Key_4)

    dialog = hand.dialog()
    assert dialog.form.text("type") == "vacancy"
    hand.key(KEY.Key_Escape)
    hand.no_dialog()


def test_that_words_being_typed_are_kept_when_the_engagement_is_closed(hand: Hand) -> None:
    hand.key(KEY.Key_1)
    hand.fill(client="Nordvik AB")
    hand.key(KEY.Key_Return)
    hand.on("home")
    hand.key(KEY.Key_G)
    hand.key(KEY.Key_Return)
    hand.type("Eva Åström")
    hand.key(KEY.Key_W, CTRL)
    hand.until(lambda: hand.window.workspace is None)
    hand.key(KEY.Key_Return)
    hand.on("mandate")

    assert _facts(hand).sponsor == "Eva Åström"


def test_that_undo_takes_back_typed_words_before_it_takes_back_changes(hand: Hand) -> None:
    hand.begin("Nordvik AB")
    hand.key(KEY.Key_G)
    hand.key(KEY.Key_Return)
    hand.type("Eva Åström")
    hand.tab_to("Purpose")
    revision, stored = hand.session.engagement.revision, _facts(hand).purpose
    hand.key(KEY.Key_End, CTRL)
    hand.key(KEY.Key_X)
    hand.key(KEY.Key_Z, CTRL)

    assert hand.session.engagement.revision == revision
    assert _facts(hand).sponsor == "Eva Åström"
    hand.key(KEY.Key_Z, CTRL)  # the field is as it was stored: now the change before it
    assert (_facts(hand).sponsor, _facts(hand).purpose) == ("", stored)
