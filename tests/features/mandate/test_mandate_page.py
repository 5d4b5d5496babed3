"""The mandate page by keyboard and mouse: fields saved on leaving, cells in place, gates, units and people."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from interimcoo.features.mandate import queries
from interimcoo.features.mandate.commands import AddPerson, AddUnit, ChangeMandate
from interimcoo.features.mandate.page import MandatePage
from interimcoo.store.engagement import Engagement
from interimcoo.ui.form import FormDialog
from interimcoo.ui.session import BannerText, Session

LONG = "Wiederherstellung der Lieferfähigkeit für Großkundenaufträge mit Vertriebssteuerung und Werkslogistik " * 4


def show(session: Session, qtbot: QtBot) -> MandatePage:
    made = MandatePage(session)
    session.changed.connect(lambda changed: made.refresh() if made.reads & changed.tables else None)
    qtbot.addWidget(made)
    bar = made.toolbar()
    qtbot.addWidget(bar)
    made.resize(1176, 760)
    bar.show()
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isVisible)
    return made


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> MandatePage:
    return show(session, qtbot)


def field(page: MandatePage, key: str) -> QWidget:
    assert page.charter.form is not None
    return page.charter.form.widget(key)


def leave(widget: QWidget) -> None:
    """Tab out of a field."""
    QTest.keyClick(widget, Qt.Key.Key_Tab)
    QApplication.processEvents()


def facts(session: Session) -> queries.MandateFacts:
    found = session.read(queries.mandate)
    assert found is not None
    return found


def dialog(page: MandatePage) -> FormDialog:
    QApplication.processEvents()
    return next(one for one in page.findChildren(FormDialog) if one.isVisible())


def banners(session: Session) -> list[BannerText]:
    said: list[BannerText] = []
    session.bannered.connect(said.append)
    return said


def type_into(widget: QWidget, words: str) -> None:
    widget.setFocus()
    assert isinstance(widget, QLineEdit | QPlainTextEdit)
    widget.selectAll()
    if isinstance(widget, QLineEdit):
        widget.insert(words)
    else:
        widget.insertPlainText(words)


def test_that_a_field_is_saved_as_one_step_when_it_is_left(page: MandatePage) -> None:
    session = page.session
    n = session.engagement.revision
    type_into(field(page, "client"), "Nordvik Group AB")
    assert session.engagement.revision == n
    leave(field(page, "client"))
    assert facts(session).client == "Nordvik Group AB"
    type_into(field(page, "scope"), "Three sites")
    leave(field(page, "scope"))
    assert session.engagement.revision == n + 2
    assert [entry.label.words("en") for entry in session.engagement.history(2)] == ["Change scope", "Change client"]
    session.undo()
    session.undo()
    assert field(page, "client").text() == "Nordvik Components AB"  # type: ignore[attr-defined]


def test_that_leaving_without_a_change_writes_nothing(page: MandatePage) -> None:
    n = page.session.engagement.revision
    assert page.charter.form is not None
    for key in page.charter.form.fields:
        field(page, key).setFocus()
        leave(field(page, key))
    assert page.session.engagement.revision == n


def test_that_a_wrong_value_is_said_below_the_field_and_not_written(page: MandatePage) -> None:
    n = page.session.engagement.revision
    type_into(field(page, "end"), "next spring")
    leave(field(page, "end"))
    assert page.charter.form is not None
    assert "is not a date" in page.charter.form._errors["end"].text()
    assert page.session.engagement.revision == n


def test_that_a_refused_value_goes_back_and_the_reason_is_said(page: MandatePage) -> None:
    said = banners(page.session)
    type_into(field(page, "end"), "2026-08-01")
    leave(field(page, "end"))
    assert said[-1].bold == "The end lies before the start."
    assert field(page, "end").text() == "2027-02-26"  # type: ignore[attr-defined]


def test_that_words_being_typed_survive_a_change_elsewhere(page: MandatePage) -> None:
    type_into(field(page, "purpose"), "Free cash")
    if not field(page, "purpose").hasFocus():
        pytest.skip("this screen gives no focus")
    page.session.run(ChangeMandate(scope="Three sites"))
    assert field(page, "purpose").toPlainText() == "Free cash"  # type: ignore[attr-defined]
    assert field(page, "scope").toPlainText() == "Three sites"  # type: ignore[attr-defined]


def test_that_the_answer_follows_the_charter(page: MandatePage) -> None:
    assert page.answer() == "The charter lacks scope, authority and exclusions; 0 of 5 results are agreed in full"
    page.session.run(ChangeMandate(scope="a", authority="b", exclusions="c"))
    assert page.answer() == "0 of 5 results are agreed with KPI, baseline, target and date"
    assert page.context() == "Turnaround, 31 Aug to 26 Feb 2027"


def test_that_a_cell_of_a_result_is_typed_in_place(page: MandatePage, qtbot: QtBot) -> None:
    table = page.charter.criteria
    table.select_key("3")
    for column, typed in ((1, "71,4"), (2, "92"), (3, "2027-01-29")):
        index = table.table.index(table.currentIndex().row(), column)
        table.setCurrentIndex(index)
        table.edit(index)
        editor = table.indexWidget(index)
        assert isinstance(editor, QLineEdit)
        editor.setText(typed)
        n = page.session.engagement.revision
        QTest.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda n=n: page.session.engagement.revision > n)  # type: ignore[misc]
    row = page.session.read(queries.criteria)[2]
    assert (row.baseline, row.target, row.due) == (71.4, 92.0, date(2027, 1, 29))
    qtbot.waitUntil(lambda: table.table.rows()[2] == row)
    assert (table.current_key(), table.currentIndex().column()) == ("3", 3)


def test_that_a_cell_that_is_no_number_is_refused(page: MandatePage) -> None:
    said = banners(page.session)
    page.charter.criteria.edited.emit(page.session.read(queries.criteria)[0], "target", "many")
    assert said[-1].bold == "“many” is not a number."
    assert page.session.read(queries.criteria)[0].target is None


def test_that_a_success_criterion_is_added_and_deleted_by_keyboard(page: MandatePage) -> None:
    page.add_criterion()
    form = dialog(page).form
    dialog(page).primary.click()
    assert form._errors["text"].text() == "Result is needed."
    type_into(form.widget("text"), "Backlog is gone")
    form.set_value("kpi", "LOG13")
    type_into(form.widget("target"), "2,5")
    QTest.keyClick(form.widget("target"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    row = page.session.read(queries.criteria)[-1]
    assert (row.text, row.kpi, row.target) == ("Backlog is gone", "LOG13", 2.5)
    toasts: list[str] = []
    page.session.toasted.connect(lambda words, _undo: toasts.append(words))
    page.charter.criteria.select_key("6")
    page.charter.criteria.setFocus()
    page.delete_selected()
    assert toasts == ["Backlog is gone deleted"]
    assert len(page.session.read(queries.criteria)) == 5


def test_that_a_gate_is_closed_with_what_is_still_open_said_and_reopened(page: MandatePage) -> None:
    assert page.charter.gate_button.text() == "Close gate G1"
    page.charter.gate_button.click()
    asked = dialog(page)
    assert "Still open: The charter has no scope; " in asked.note.text()
    asked.primary.click()
    assert page.session.read(queries.gates)[0].closed_on == date(2026, 9, 22)
    assert page.charter.gate_button.text() == "Reopen gate G1"
    page.charter.gate_button.click()
    assert page.session.read(queries.gates)[0].closed_on is None


def test_that_a_refusal_stands_in_the_form_and_its_words_stay(page: MandatePage) -> None:
    page.charter.gates.select_key("G3")
    page.charter.gate_button.click()
    asked = dialog(page)
    asked.primary.click()
    assert asked.isVisible()
    assert asked.error.text() == "Gate G3 cannot close before gate G1. Close gate G1 first."


def test_that_units_and_people_are_added_renamed_and_deleted(page: MandatePage) -> None:
    page.add_unit()
    assert page.state()["view"] == "organisation"
    form = dialog(page).form
    type_into(form.widget("name"), "Łódź")
    form.set_value("kind", "site")
    dialog(page).primary.click()
    page.add_person()
    form = dialog(page).form
    type_into(form.widget("name"), "Maria Wójcik")
    form.set_value("unit", "Łódź")
    dialog(page).primary.click()
    people = page.organisation.people
    people.edited.emit(page.session.read(queries.people)[1], "role", "Head of production")
    assert queries.PersonRow("Maria Wójcik", "Head of production", "Łódź") in page.session.read(queries.people)
    page.organisation.units.edited.emit(page.session.read(queries.units)[0], "name", "Łódź works")
    assert [row.name for row in page.session.read(queries.units)] == ["Łódź works"]
    people.select_key("Maria Wójcik")
    people.setFocus()
    page.delete_selected()
    assert [row.name for row in page.session.read(queries.people)] == ["Henrik Nordvik"]


@pytest.mark.parametrize("reference", ["field:scope", "field:sponsor", "criterion:2", "field:criteria", "G4"])
def test_that_the_guide_leads_to_the_place(reference: str, page: MandatePage) -> None:
    page.show_organisation()
    assert page.open_record(reference)
    assert page.state()["view"] == "charter"
    if reference in ("criterion:2", "field:criteria"):
        dialog(page).reject()
    if reference == "G4":
        assert page.charter.gates.current_key() == "G4"


@pytest.mark.parametrize("reference", ["field:nothing", "criterion:99", "G9"])
def test_that_an_unknown_reference_is_said_to_be_unknown(reference: str, page: MandatePage) -> None:
    assert not page.open_record(reference)


def test_that_leaving_and_returning_keeps_the_view(page: MandatePage, session: Session, qtbot: QtBot) -> None:
    page.show_organisation()
    kept = page.state()
    again = show(session, qtbot)
    again.restore(kept)
    assert again.state() == kept
    again.restore({"view": "no such view", "gate": 7})
    assert again.state()["view"] == "charter"


def test_that_an_engagement_without_mandate_offers_one(tmp_path: object, clock: object, qtbot: QtBot) -> None:
    engagement = Engagement.create(tmp_path / "bare.icoo", clock=clock)  # type: ignore[operator, arg-type]
    page = show(Session(engagement, date(2026, 9, 22)), qtbot)
    assert page.answer() == "This engagement has no mandate yet"
    assert page.empty.isVisible()
    page.add_criterion()
    page.add_unit()
    assert not page.findChildren(FormDialog)
    assert page.empty.button is not None
    page.empty.button.click()
    form = dialog(page).form
    type_into(form.widget("client"), "Kund AB")
    form.set_value("type", "vacancy")
    type_into(form.widget("length"), "120")
    dialog(page).primary.click()
    found = facts(page.session)
    assert (found.client, found.mandate_type, found.end) == ("Kund AB", "vacancy", date(2027, 1, 19))
    assert found.content_version
    assert not page.empty.isVisible()
    engagement.close()


def test_that_a_file_open_for_reading_takes_no_words(engagement: Engagement, clock: object, qtbot: QtBot) -> None:
    path = engagement.path
    engagement.close()
    reading = Engagement.open(path, clock=clock, read_only=True)  # type: ignore[arg-type]
    page = show(Session(reading, date(2026, 9, 22)), qtbot)
    assert page.charter.form is not None
    assert not page.charter.form.isEnabled()
    said = banners(page.session)
    page.charter.criteria.edited.emit(page.session.read(queries.criteria)[0], "target", "4")
    assert said[-1].bold == "This file is open for reading only."
    reading.close()


def test_that_very_long_words_keep_the_layout(page: MandatePage) -> None:
    run = page.session.engagement.run
    run(ChangeMandate(client=LONG[:200], site=LONG, purpose=LONG * 5, scope=LONG * 5))
    run(AddUnit(LONG))
    run(AddPerson(LONG, LONG, LONG))
    page.session.run(ChangeMandate(sponsor=LONG))
    QApplication.processEvents()
    assert page.minimumSizeHint().width() < 1024
    form = page.charter.form
    assert form is not None
    left, right = field(page, "client"), field(page, "mandate_type")
    assert abs(left.width() - right.width()) <= 2
    assert form.width() <= page.charter.width()


def test_that_every_control_has_a_name(page: MandatePage) -> None:
    page.show_organisation()
    page.show_charter()
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
            parent = widget.parentWidget()
            assert widget.accessibleName() or (parent is not None and parent.accessibleName()), widget
