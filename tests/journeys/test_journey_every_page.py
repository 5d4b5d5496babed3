"""Every page, action and record by keyboard alone, on the sample and on an empty engagement, in light and dark."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from interimcoo.features import FEATURES
from interimcoo.ui.theme import theme
from journeys.hand import CTRL, KEY, SHIFT, Hand


def _empty(hand: Hand) -> Hand:
    hand.begin("Empty AB")
    return hand


def _pages(hand: Hand) -> list[str]:
    return [one.name for one in hand.window.features]


def _takes_focus(widget: QWidget) -> bool:
    """Whether Tab can reach a control; one that hands the focus on counts as the one it hands it to."""
    tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tab and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _nameless(hand: Hand) -> list[str]:
    return [
        f"{type(one).__name__} in {type(one.parentWidget()).__name__}"
        for one in hand.window.findChildren(QWidget)
        if _takes_focus(one) and not one.accessibleName()
    ]


def _walk(hand: Hand) -> None:
    """See every page: its names, its areas by F6, all it offers by Tab and back to where the round began."""
    for name in _pages(hand):
        hand.open_by_rail(name)
        assert hand.workspace.header.title.text()
        assert _nameless(hand) == [], name

        areas = []
        for _step in range(6):
            hand.key(KEY.Key_F6)
            areas.append(hand.workspace.areas.area())
        assert 0 in areas, name
        assert 3 in areas, name

        begun = QApplication.focusWidget()
        reached: list[QWidget | None] = []
        while True:
            reached.append(QApplication.focusWidget())
            hand.tab()
            if QApplication.focusWidget() is begun or len(reached) > 400:
                break
        assert QApplication.focusWidget() is begun, f"{name}: Tab does not come round"
        assert set(hand.workspace.areas.order()) <= set(reached), name
        hand.tab(back=True)
        assert QApplication.focusWidget() is reached[-1], name


@pytest.mark.parametrize("scheme", ["Light colours", "Dark colours"])
def test_that_every_page_of_the_sample_is_worked_by_keyboard(at_sample: Hand, scheme: str) -> None:
    assert set(FEATURES) >= set(_pages(at_sample)) >= {"home", "kpis", "plan", "reports"}
    at_sample.command(scheme)
    assert theme().dark == (scheme == "Dark colours")
    _walk(at_sample)
    assert at_sample.banners() == []


@pytest.mark.parametrize("scheme", ["Light colours", "Dark colours"])
def test_that_every_page_of_an_empty_engagement_is_worked_by_keyboard(hand: Hand, scheme: str) -> None:
    _empty(hand).command(scheme)
    _walk(hand)
    assert hand.banners() == []


def test_that_the_palette_opens_a_record_of_every_page(at_sample: Hand) -> None:
    hand = at_sample
    hand.key(KEY.Key_K, CTRL)
    palette = hand.window._desk.palette
    assert palette is not None
    hand.until(lambda: not palette.indexing)
    known = {hit.name for hit in palette._entries if hit.kind == "record"}
    hand.key(KEY.Key_Escape)
    first: dict[str, str] = {}
    for feature in hand.window.features:
        if feature.search is None:
            continue
        found = [reference for reference, _title in hand.session.read(feature.search)]
        assert set(found) <= known, feature.name
        first[feature.name] = found[-1]
    assert len(first) >= 5

    for name, reference in first.items():
        hand.key(KEY.Key_1, CTRL)
        hand.key(KEY.Key_K, CTRL)
        hand.until(lambda: not palette.indexing)
        hand.type(reference)
        assert (hit := palette.current()) is not None, reference
        assert (hit.kind, hit.name) == ("record", reference)
        hand.key(KEY.Key_Return)
        hand.on(name)
        assert hand.banners() == [], reference


def test_that_every_command_can_be_run_from_the_palette_or_says_why_not(
    at_sample: Hand,
) -> None:
    """Every page command is chosen by its words; a dialog or list it opens is left with Esc, and nothing breaks."""
    hand = at_sample
    for feature in hand.window.features:
        for spec in feature.actions:
            if feature.name == "imports" and spec.name == "choose-file":
                continue  # the system's own file dialog, answered in another journey
            _run_and_leave(hand, feature.name, spec.text)
    hand.until(lambda: not hand.session.busy)


def _run_and_leave(hand: Hand, feature: str, words: str) -> None:
    hand.key(KEY.Key_K, CTRL)
    palette = hand.window._desk.palette
    assert palette is not None
    hand.until(lambda: not palette.indexing)
    hand.type(f">{words}")

    def at_it() -> bool:
        hit = palette.current()
        return hit is not None and hit.text == words and hit.name.startswith(f"{feature}.")

    for _line in range(len(palette.hits())):
        if at_it():
            break
        hand.key(KEY.Key_Down)
    assert at_it(), f"{words}: {[hit.name for hit in palette.hits()][:8]}"
    hit = palette.current()
    assert hit is not None
    reason = hit.reason
    hand.key(KEY.Key_Return)
    if reason:
        assert palette.nothing.text() == reason
        hand.key(KEY.Key_Escape)
        return
    assert not palette.isVisible()
    hand.leave_dialogs()


def test_that_every_command_of_the_window_says_its_key_in_the_key_sheet(at_sample: Hand) -> None:
    hand = at_sample
    hand.key(KEY.Key_5, CTRL)
    hand.key(KEY.Key_Question, SHIFT)
    sheet = hand.window._desk.key_sheet
    assert sheet is not None
    assert sheet.isVisible()
    said = " ".join(words for _name, keys in sheet._groups for _key, words in keys)
    for action in hand.window._desk.actions:
        if action.key and action.menu in ("edit", "view", "help", "file", "go"):
            assert action.text in said, action.name
    hand.key(KEY.Key_Escape)
    assert not sheet.isVisible()
