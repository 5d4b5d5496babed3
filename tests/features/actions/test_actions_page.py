"""The actions page by keyboard and mouse: views, filters, closing with evidence, forms, records."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from interimcoo.features.actions.commands import AddAction, AskDecision
from interimcoo.features.actions.page import ActionsPage
from interimcoo.features.assessment.commands import AddFinding
from interimcoo.ui.form import FormDialog
from interimcoo.ui.session import Session

LONG = "Vereinbarung der Auslieferungsreihenfolge für Großkundenaufträge mit Vertriebssteuerung und Werkslogistik " * 3


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> ActionsPage:
    run = session.engagement.run
    run(AddFinding("The plan changes daily", "D", "Seen in planning", date(2026, 9, 4)))
    run(AddAction("Agree a freeze rule", date(2026, 9, 1), owner="J. Sjödin", due=date(2026, 9, 14), finding=1))
    run(AddAction("List overdue lines", date(2026, 9, 20), owner="M. Strandh", due=date(2026, 9, 22)))
    run(AddAction(LONG, date(2026, 9, 20), due=date(2026, 11, 2)))
    run(AddAction("Clear daily", date(2026, 9, 21), "corrective", "M. Strandh", date(2026, 9, 30), finding=1))
    made = ActionsPage(session)
    qtbot.addWidget(made)
    qtbot.addWidget(made.panel)
    made.resize(900, 700)
    made.panel.resize(320, 700)
    made.show()
    made.panel.show()
    return made


def references(page: ActionsPage) -> list[str]:
    return [row.reference for row in page.table.table.rows()]


def dialog(page: ActionsPage) -> FormDialog:
    QApplication.processEvents()
    return next(one for one in page.findChildren(FormDialog) if one.isVisible())


def test_that_views_and_filters_show_what_they_say(page: ActionsPage) -> None:
    assert references(page) == ["A-001", "A-002", "CA-004", "A-003"]
    page.show_corrective()
    assert references(page) == ["CA-004"]
    page.show_ended()
    assert references(page) == []
    page.show_open()
    page._owner.choose("M. Strandh")
    page._show()
    assert references(page) == ["A-002", "CA-004"]
    assert page.answer() == "4 open, 1 overdue; 1 older than two weeks"


def test_that_closing_goes_to_the_line_of_evidence_first(page: ActionsPage, qtbot: QtBot) -> None:
    toasts: list[str] = []
    page.session.toasted.connect(lambda words, _undo: toasts.append(words))
    assert page.table.select_key("A-001")
    page.close_selected()
    assert "A-001" in references(page)
    assert page.panel.evidence is not None
    page.panel.evidence.setPlainText("Rule signed by sales")
    page.close_selected()
    page.refresh()
    assert "A-001" not in references(page)
    assert toasts == ["A-001 closed"]
    assert page.session.undo()
    page.refresh()
    assert "A-001" in references(page)


def test_that_an_action_is_added_by_keyboard_alone(page: ActionsPage) -> None:
    page.new_action()
    form = dialog(page)
    QTest.keyClicks(form.form.widget("text"), "Count the racks")
    QTest.keyClick(form.form.widget("text"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page.refresh()
    assert "A-005" in references(page)


def test_that_a_signal_opens_a_corrective_action_for_its_kpi(page: ActionsPage) -> None:
    assert page.open_record("new:kpi=LOG01;period=2026-W37")
    form = dialog(page)
    assert form.form.text("origin") == "LOG01"
    assert form.form.text("kind") == "corrective"
    form.form.set_value("text", "Clear the oldest lines daily")
    form._press()
    assert form.isVisible(), "owner is needed"
    form.form.set_value("owner", "M. Strandh")
    form._press()
    page.refresh()
    row = next(row for row in page.table.table.rows() if row.reference == "CA-005")
    assert (row.kpi, row.signal_period, row.owner) == ("LOG01", "2026-W37", "M. Strandh")
    assert not page.open_record("new:kpi=NOTHING")


def test_that_a_record_opens_by_its_number_in_any_view(page: ActionsPage) -> None:
    page.session.run(AskDecision("Release money", date(2026, 9, 22)))
    page.refresh()
    assert page.open_record("CA-004")
    assert page.table.current_key() == "CA-004"
    assert page.open_record("A-004"), "the number is unique over both kinds"
    assert page.open_record("D-01")
    assert page.asked.current_key() == "D-01"
    assert page.answer() == "1 decision is needed"
    assert not page.open_record("A-999")


def test_that_place_and_view_come_back(page: ActionsPage) -> None:
    page.open_record("A-003")
    state = page.state()
    page.show_decisions()
    page.restore(state)
    assert page.table.current_key() == "A-003"


def test_that_moving_and_dropping_ask_and_delete_can_be_undone(page: ActionsPage) -> None:
    page.open_record("A-002")
    page.move_date()
    form = dialog(page)
    form.form.set_value("due", date(2026, 10, 5))
    form._press()
    page.refresh()
    page.open_record("A-002")
    page.drop_selected()
    reason = dialog(page)
    field = reason.form.widget("line")
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Done by others")
    reason._press()
    page.refresh()
    page.show_ended()
    assert references(page) == ["A-002"]
    page.delete_selected()
    page.refresh()
    assert references(page) == []
    page.session.undo()
    page.refresh()
    assert references(page) == ["A-002"]


def test_that_an_empty_list_says_what_comes(session: Session, qtbot: QtBot) -> None:
    made = ActionsPage(session)
    qtbot.addWidget(made)
    qtbot.addWidget(made.panel)
    made.resize(900, 600)
    made.show()
    assert made.answer() == "No action is open"
    assert not made.ages.isVisible()
