"""The plan page by keyboard and mouse: moves with their preview, links, progress, drag, zoom, filters, states."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

import portfolio_sample as sample
from features.plan.conftest import Desk
from interimcoo.features.plan.axis import ZOOMS
from interimcoo.features.plan.commands import AddTask, LinkTasks
from interimcoo.features.plan.queries import TaskRow
from interimcoo.store.engagement import Engagement
from store.exact import content as rows_of

Key = Qt.Key
Mod = Qt.KeyboardModifier
LONG = "Vereinbarung der Auslieferungsreihenfolge für Großkundenaufträge mit Vertriebssteuerung und Werkslogistik " * 4


def press(desk: Desk, key: Qt.Key, modifiers: Qt.KeyboardModifier = Mod.NoModifier, times: int = 1) -> None:
    for _press in range(times):
        QTest.keyClick(desk.page.faces.table, key, modifiers)
        desk.settle()


def choose(desk: Desk, reference: str) -> TaskRow:
    assert desk.page.faces.table.select_key(reference)
    desk.settle()
    return task(desk, reference)


def task(desk: Desk, reference: str) -> TaskRow:
    found = desk.page._view.task(int(reference[1:]))
    assert found is not None
    return found


def drag(desk: Desk, reference: str, days: int, *, end: bool = False) -> None:
    drawing = desk.page.faces.bars.drawing
    bar = drawing.bar_of(int(reference[1:]))
    at = QPoint(round(bar.right()) - 2 if end else round(bar.left() + 8), round(bar.center().y()))
    to = at + QPoint(round(days * drawing.axis().day), 0)
    where = drawing.viewport()
    QTest.mouseMove(where, at)
    QTest.mousePress(where, Qt.MouseButton.LeftButton, Mod.NoModifier, at)
    QTest.mouseMove(where, (at + to) / 2)
    QTest.mouseMove(where, to)
    QTest.mouseRelease(where, Qt.MouseButton.LeftButton, Mod.NoModifier, to)
    desk.settle()


def test_that_a_move_of_a_task_alone_is_written_at_once(desk: Desk) -> None:
    before = choose(desk, "T11")
    press(desk, Key.Key_Right)
    after = task(desk, "T11")
    assert desk.page._view.stored.calendar.between(before.start, after.start) == 2
    assert desk.page.wish() is None
    label = desk.session.engagement.undo_label()
    assert label is not None
    assert label.words("en") == f"Move First parts approved, {(after.start - before.start).days} day"


def test_that_a_week_and_back_leaves_the_plan_as_it_was(desk: Desk) -> None:
    before = choose(desk, "T11")
    press(desk, Key.Key_Right, Mod.ShiftModifier)
    assert (task(desk, "T11").start - before.start).days == 7
    press(desk, Key.Key_Left, Mod.ShiftModifier)
    assert task(desk, "T11") == before


def test_that_a_move_with_effect_on_others_waits_for_an_answer(desk: Desk) -> None:
    content = rows_of(desk.session.engagement)
    before = choose(desk, "T5")
    press(desk, Key.Key_Right, Mod.ShiftModifier)
    assert desk.page.slip.isVisible()
    assert [one.reference for one in desk.page.slip.table.table.rows()] == ["T5", "T6", "T7"]
    assert "2 other tasks move" in desk.page.slip.title.text()
    assert rows_of(desk.session.engagement) == content
    press(desk, Key.Key_Right)
    assert (desk.page.wish().start - before.start).days == 8  # type: ignore[union-attr]
    press(desk, Key.Key_Return)
    assert not desk.page.slip.isVisible()
    assert (task(desk, "T5").start - before.start).days == 8
    assert desk.toasts[-1] == "3 tasks moved"
    desk.session.undo()
    assert rows_of(desk.session.engagement) == content


@pytest.mark.capability("S11")
def test_that_a_moved_milestone_lists_all_later_ones_and_can_be_withdrawn(desk: Desk) -> None:
    run = desk.session.run
    run(AddTask("Rule signed", 1, duration_days=0, after=(3,)))
    run(AddTask("Rule at all sites", 3, duration_days=0, after=(12,)))
    run(AddTask("Programme closed", 4, duration_days=0, after=(13, 11)))
    content, before = rows_of(desk.session.engagement), {row.number: row for row in desk.page._view.tasks}
    choose(desk, "T12")
    for _week in range(8):
        press(desk, Key.Key_Right, Mod.ShiftModifier)
    assert rows_of(desk.session.engagement) == content
    listed = {one.number: one for one in desk.page.slip.table.table.rows()}
    assert set(listed) == {12, 13, 14}
    for number, one in listed.items():
        assert one.old_finish == before[number].finish
        assert one.finish > one.old_finish
    press(desk, Key.Key_Escape)
    assert rows_of(desk.session.engagement) == content
    assert {row.number: row for row in desk.page._view.tasks} == before
    for _week in range(8):
        press(desk, Key.Key_Right, Mod.ShiftModifier)
    press(desk, Key.Key_Return)
    assert {number: task(desk, f"T{number}").finish for number in listed} == {
        number: one.finish for number, one in listed.items()
    }


def test_that_escape_leaves_the_plan_and_keeps_the_focus(desk: Desk) -> None:
    content = rows_of(desk.session.engagement)
    choose(desk, "T5")
    press(desk, Key.Key_Right)
    assert desk.page.wish() is not None
    press(desk, Key.Key_Escape)
    assert desk.page.wish() is None
    assert not desk.page.slip.isVisible()
    assert rows_of(desk.session.engagement) == content
    assert desk.page.faces.table.hasFocus()


def test_that_the_buttons_of_the_preview_do_what_they_say(desk: Desk) -> None:
    before = choose(desk, "T5")
    press(desk, Key.Key_Right)
    QTest.mouseClick(desk.page.slip.leave, Qt.MouseButton.LeftButton)
    assert task(desk, "T5") == before
    press(desk, Key.Key_Right)
    QTest.mouseClick(desk.page.slip.accept, Qt.MouseButton.LeftButton)
    assert task(desk, "T5").start > before.start


def test_that_coming_back_to_the_start_lets_the_wish_go(desk: Desk) -> None:
    choose(desk, "T5")
    press(desk, Key.Key_Right)
    press(desk, Key.Key_Left)
    assert desk.page.wish() is None


def test_that_choosing_another_task_lets_the_wish_go(desk: Desk) -> None:
    choose(desk, "T5")
    press(desk, Key.Key_Right)
    choose(desk, "T9")
    assert desk.page.wish() is None


def test_that_a_move_that_links_forbid_says_why(desk: Desk) -> None:
    choose(desk, "T11")
    press(desk, Key.Key_Left)
    assert desk.banners[-1].bold == "T11 cannot start earlier: it follows T10."


def test_that_control_and_arrows_change_the_length(desk: Desk) -> None:
    before = choose(desk, "T11")
    press(desk, Key.Key_Right, Mod.ControlModifier)
    assert task(desk, "T11").duration == before.duration + 1
    press(desk, Key.Key_Left, Mod.ControlModifier, 2)
    assert task(desk, "T11").duration == before.duration - 1


def test_that_no_key_makes_a_task_a_milestone(desk: Desk) -> None:
    desk.session.run(AddTask("Short", 4, duration_days=1))
    choose(desk, "T12")
    press(desk, Key.Key_Left, Mod.ControlModifier, 2)
    assert task(desk, "T12").duration == 1


def test_that_a_bar_can_be_dragged_to_another_day(desk: Desk) -> None:
    before = choose(desk, "T11")
    drag(desk, "T11", 14)
    assert (task(desk, "T11").start - before.start).days == 14


def test_that_a_dragged_bar_with_followers_shows_the_preview(desk: Desk) -> None:
    choose(desk, "T5")
    drag(desk, "T5", 7)
    wish = desk.page.wish()
    assert wish is not None
    assert wish.start == task(desk, "T5").start + timedelta(days=7)
    assert desk.page.current() == task(desk, "T5")


def test_that_the_end_of_a_bar_can_be_dragged(desk: Desk) -> None:
    before = choose(desk, "T11")
    drag(desk, "T11", 7, end=True)
    assert task(desk, "T11").duration == before.duration + 5
    assert task(desk, "T11").start == before.start


def test_that_a_begun_task_cannot_be_dragged_away(desk: Desk) -> None:
    before = choose(desk, "T8")
    drag(desk, "T8", 14)
    assert task(desk, "T8") == before
    assert "begun" in desk.banners[-1].bold


def test_that_a_click_on_a_bar_chooses_its_task(desk: Desk) -> None:
    drawing = desk.page.faces.bars.drawing
    QTest.mouseClick(
        drawing.viewport(), Qt.MouseButton.LeftButton, Mod.NoModifier, drawing.bar_of(9).center().toPoint()
    )
    assert desk.page.selection() == "T9"


def test_that_a_double_click_opens_the_task(desk: Desk) -> None:
    drawing = desk.page.faces.bars.drawing
    place = drawing.bar_of(9).center().toPoint()
    QTest.mouseDClick(drawing.viewport(), Qt.MouseButton.LeftButton, Mod.NoModifier, place)
    assert desk.dialog().form.text("name") == "Causes 6 to 10"


def test_that_bars_stand_beside_their_lines(desk: Desk) -> None:
    bars = desk.page.faces.bars
    for at, line in enumerate(bars.table.table.lines()):
        if isinstance(line, TaskRow):
            middle = bars.table.horizontalHeader().height() + bars.table.rowViewportPosition(at)
            bar = bars.drawing.bar_of(line.number)
            assert middle < bar.center().y() < middle + bars.table.rowHeight(at)
            assert bar.left() < bar.right()


def test_that_the_bars_start_and_end_on_their_days(desk: Desk) -> None:
    drawing = desk.page.faces.bars.drawing
    axis, left = drawing.axis(), drawing.horizontalScrollBar().value()
    for row in desk.page._view.tasks:
        bar = drawing.bar_of(row.number)
        assert axis.date_at(bar.left() + left + 0.5) == row.start
        assert axis.date_at(bar.right() + left - 0.5) == row.finish


def test_that_zoom_keeps_the_middle_and_today_comes_home(desk: Desk) -> None:
    drawing = desk.page.faces.bars.drawing
    middle = drawing.viewport().width() / 2
    drawing.set_zoom(4)
    desk.settle()
    before = drawing.axis().date_at(middle + drawing.horizontalScrollBar().value())
    press(desk, Key.Key_Plus)
    assert drawing.zoom() == 5
    after = drawing.axis().date_at(middle + drawing.horizontalScrollBar().value())
    assert abs((after - before).days) <= 1
    press(desk, Key.Key_Minus, times=20)
    assert drawing.zoom() == 0
    press(desk, Key.Key_Plus, times=20)
    assert drawing.zoom() == len(ZOOMS) - 1
    drawing.horizontalScrollBar().setValue(0)
    press(desk, Key.Key_Home)
    left = drawing.horizontalScrollBar().value()
    assert left < drawing.axis().x(sample.TODAY) < left + drawing.viewport().width()


def test_that_the_scale_follows_the_segments(desk: Desk) -> None:
    desk.page._choose_scale("month")
    assert ZOOMS[desk.page.faces.bars.drawing.zoom()] < 3
    desk.page._choose_scale("week")
    assert desk.page._scale.chosen() == "week"


def test_that_the_table_says_the_same_without_a_drawing(desk: Desk) -> None:
    choose(desk, "T9")
    desk.page.toggle_drawing()
    facts = desk.page.faces.facts
    assert facts.isVisible()
    assert desk.page.selection() == "T9"
    spoken = facts.table.spoken(task(desk, "T9"))
    assert "Causes 6 to 10" in spoken
    assert "critical" in spoken
    assert "no owner" in spoken
    desk.page.toggle_drawing()
    assert desk.page.faces.bars.isVisible()
    assert desk.page.faces.bars.drawing.accessibleDescription() == desk.page.answer()


def test_that_a_link_is_made_by_its_dialog_and_a_circle_stays_in_it(desk: Desk) -> None:
    choose(desk, "T5")
    press(desk, Key.Key_L, Mod.ControlModifier)
    dialog = desk.dialog()
    dialog.form.set_value("other", "T7")
    dialog._press()
    assert dialog.isVisible()
    assert "T7 → T5 → T6 → T7" in dialog.error.text()
    dialog.form.set_value("other", "T11")
    dialog.form.set_value("side", "before")
    dialog.form.set_value("lag", "2")
    dialog._press()
    assert not dialog.isVisible()
    assert any((link.before, link.after, link.lag) == (5, 11, 2) for link in desk.page._view.links)


def test_that_a_link_can_be_taken_out_in_the_inspector(desk: Desk) -> None:
    choose(desk, "T5")
    name = "Take the link to T4 out"
    found = [one for one in desk.page.panel.findChildren(QAbstractButton) if one.accessibleName() == name]
    QTest.mouseClick(found[-1], Qt.MouseButton.LeftButton)
    assert not any((link.before, link.after) == (4, 5) for link in desk.page._view.links)
    assert desk.toasts[-1] == "T4 and T5 unlinked"


def test_that_progress_is_recorded_with_its_days(desk: Desk) -> None:
    choose(desk, "T10")
    press(desk, Key.Key_P)
    dialog = desk.dialog()
    dialog.form.set_value("percent", "140")
    dialog._press()
    assert dialog.isVisible()
    dialog.form.set_value("percent", "100")
    dialog.form.set_value("start", date(2026, 9, 21))
    dialog._press()
    assert task(desk, "T10").finished
    assert desk.page._view.task(10).finish == sample.TODAY  # type: ignore[union-attr]


def test_that_a_new_task_is_chosen_once_it_is_there(desk: Desk) -> None:
    press(desk, Key.Key_N)
    dialog = desk.dialog()
    dialog._press()
    assert dialog.isVisible()  # a name is needed
    dialog.form.set_value("name", "Train the shift leads")
    dialog.form.set_value("initiative", "I4")
    dialog.form.set_value("owner", "J. Åkesson")
    dialog.form.set_value("duration_days", "3")
    dialog.form.set_value("after", "T11")
    dialog._press()
    row = desk.page.current()
    assert row is not None
    assert (row.name, row.initiative, row.owner, row.duration) == ("Train the shift leads", 4, "J. Åkesson", 3)
    assert row.start > task(desk, "T11").finish


def test_that_single_keys_are_letters_in_a_text_field(desk: Desk) -> None:
    content = rows_of(desk.session.engagement)
    choose(desk, "T11")
    press(desk, Key.Key_F2)
    dialog = desk.dialog()
    field = dialog.form.widget("name")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.end(False)
    QTest.keyClicks(field, "bnp")
    QTest.keyClick(field, Key.Key_Right)
    assert field.text().endswith("bnp")
    assert rows_of(desk.session.engagement) == content
    dialog._press()
    assert task(desk, "T11").name == "First parts approvedbnp"


def test_that_delete_gives_a_toast_and_undo(desk: Desk) -> None:
    content = rows_of(desk.session.engagement)
    choose(desk, "T6")
    press(desk, Key.Key_Delete)
    assert desk.page._view.task(6) is None
    assert desk.toasts[-1] == "T6 removed"
    assert desk.page.current() is not None
    desk.session.undo()
    assert rows_of(desk.session.engagement) == content


def test_that_the_baseline_is_numbered(desk: Desk) -> None:
    press(desk, Key.Key_B)
    assert desk.toasts[-1] == "Baseline 2 set"
    assert desk.page._view.slip_days == 0
    assert desk.page._baseline.text() == "Set baseline 3"


def test_that_order_changes_by_key_within_a_group(desk: Desk) -> None:
    choose(desk, "T6")
    press(desk, Key.Key_Up, Mod.AltModifier)
    order = [row.number for row in desk.page._view.tasks if row.initiative == 2]
    assert order == [4, 6, 5, 7]
    press(desk, Key.Key_Down, Mod.AltModifier, 3)
    assert [row.number for row in desk.page._view.tasks if row.initiative == 2] == [4, 5, 7, 6]
    assert desk.page.selection() == "T6"


def test_that_filters_show_what_they_say(desk: Desk) -> None:
    page = desk.page
    page._owner.choose("M. Wójcik")
    page._show()
    shown = [row.reference for row in page.faces.table.table.rows()]
    assert shown == ["T3", "T4", "T6", "T7"]
    page._owner.choose("-")
    page._show()
    assert [row.reference for row in page.faces.table.table.rows()] == ["T9"]
    assert page.open_record("I2")
    assert [row.reference for row in page.faces.table.table.rows()] == ["T4", "T5", "T6", "T7"]
    assert page.open_record("T1")
    assert page.selection() == "T1"
    assert not page.open_record("T99")


def test_that_the_answer_follows_the_data(desk: Desk) -> None:
    page = desk.page
    first = page.answer()
    assert "after its baseline" in first
    assert "1 of 11 tasks is late" in first
    page.set_baseline()
    assert "as in its baseline" in page.answer()
    assert page.answer() != first


def test_that_state_comes_back(desk: Desk, open_page: Callable[[Engagement], Desk]) -> None:
    page = desk.page
    page._owner.choose("J. Åkesson")
    page._show()
    choose(desk, "T11")
    page.faces.bars.drawing.set_zoom(6)
    page.toggle_links()
    page.toggle_drawing()
    kept = page.state()
    page.open_record("T1")
    page.faces.bars.drawing.set_zoom(1)
    page.toggle_drawing()
    page.restore(kept)
    assert page.state() == kept
    assert page.selection() == "T11"


def test_that_the_inspector_says_why_and_links_the_initiative(desk: Desk) -> None:
    choose(desk, "T5")
    words = [one.text() for one in desk.page.panel.findChildren(QAbstractButton)]
    assert "I2 Line 3 recovery" in words
    link = next(one for one in desk.page.panel.findChildren(QAbstractButton) if one.text() == "I2 Line 3 recovery")
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert desk.places == [("initiatives", "I2")]


def test_that_an_empty_plan_offers_the_template(bare_desk: Desk) -> None:
    page = bare_desk.page
    assert page.empty.isVisible()
    assert not page.faces.isVisible()
    assert not page._baseline.isEnabled()
    assert page._baseline.toolTip()
    assert page.selection() == ""
    for spec in ("edit", "link", "remove", "day_later", "longer", "up_in_list", "move_to", "record_progress"):
        getattr(page, spec)()
    assert page.empty.button is not None
    QTest.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert not page.empty.isVisible()
    assert page.faces.isVisible()
    assert len(page._view.tasks) > 20
    bare_desk.session.undo()
    assert page.empty.isVisible()


def test_that_very_long_texts_keep_the_layout(desk: Desk) -> None:
    desk.session.run(AddTask(LONG, 1, LONG[:120], 5, after=(1,)))
    width = desk.window.width()
    choose(desk, "T12")
    press(desk, Key.Key_Right)
    desk.settle()
    assert desk.window.width() == width
    desk.session.run(LinkTasks(12, 2))
    choose(desk, "T12")
    press(desk, Key.Key_Right, Mod.ShiftModifier)
    assert desk.page.slip.isVisible()
    assert desk.page.slip.leave.geometry().right() < desk.page.slip.width()
    assert desk.page.slip.accept.geometry().right() <= desk.page.slip.width()
    assert desk.window.width() == width


def test_that_300_tasks_scroll_together(
    open_page: Callable[[Engagement], Desk], tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    from interimcoo.text import Label

    class Many:
        final = False
        long = False
        label = Label("Many")

        def apply(self, db):  # type: ignore[no-untyped-def]
            for number in range(1, 301):
                AddTask(f"Task {number}", duration_days=3, after=(number - 1,) if number % 10 > 1 else ()).apply(db)

    engagement = sample.empty(tmp_path / "many.icoo", clock)
    engagement.run(Many())
    desk = open_page(engagement)
    bars = desk.page.faces.bars
    assert len(bars.table.table.rows()) == 300
    choose(desk, "T300")
    bar = bars.drawing.bar_of(300)
    assert 0 < bar.center().y() < bars.drawing.viewport().height()
    assert bars._scroll.value() == bars.table.verticalScrollBar().value() == bars.table.verticalScrollBar().maximum()
    choose(desk, "T291")
    press(desk, Key.Key_Right)
    assert len(desk.page.slip.table.table.rows()) == 9
    press(desk, Key.Key_Return)
    assert task(desk, "T291").start > sample.TODAY


def test_that_a_file_open_for_reading_shows_and_refuses(
    open_page: Callable[[Engagement], Desk], tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    path = tmp_path / "plan.icoo"
    sample.portfolio(path, clock).close()
    desk = open_page(Engagement.open(path, clock=clock, read_only=True))
    before = choose(desk, "T11")
    press(desk, Key.Key_Right)
    assert task(desk, "T11") == before
    assert "reading only" in desk.banners[-1].bold


def test_that_every_control_has_a_name(desk: Desk, qtbot: QtBot) -> None:
    choose(desk, "T5")
    for one in [*desk.page.findChildren(QAbstractButton), *desk.page.panel.findChildren(QAbstractButton)]:
        assert one.accessibleName() or one.text() or one.objectName().startswith("qt_")
    assert desk.page.faces.bars.table.accessibleName()
    assert desk.page.faces.bars.drawing.accessibleName()
