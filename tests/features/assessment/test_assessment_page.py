"""The assessment page by keyboard and mouse: answering, result, findings, what they lead to."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from interimcoo.features.assessment import queries
from interimcoo.features.assessment.commands import AddFinding, Score
from interimcoo.features.assessment.page import AssessmentPage
from interimcoo.features.initiatives.commands import AddInitiative
from interimcoo.features.mandate.commands import AddPerson, AddUnit
from interimcoo.store.engagement import Engagement
from interimcoo.ui.form import FormDialog
from interimcoo.ui.session import BannerText, Session

TODAY = date(2026, 9, 22)
LONG = "Wiederherstellung der Lieferfähigkeit für Großkundenaufträge mit Vertriebssteuerung und Werkslogistik " * 4


def show(session: Session, qtbot: QtBot) -> AssessmentPage:
    made = AssessmentPage(session)
    session.changed.connect(lambda changed: made.refresh() if made.reads & changed.tables else None)
    qtbot.addWidget(made)
    bar = made.toolbar()
    qtbot.addWidget(bar)
    qtbot.addWidget(made.panel)
    made.resize(1176, 760)
    for widget in (bar, made.panel, made):
        widget.show()
    made.activateWindow()
    qtbot.waitUntil(made.isVisible)
    return made


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> AssessmentPage:
    return show(session, qtbot)


def press(page: AssessmentPage, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(page.questions.table, key)
    QApplication.processEvents()


def answers(page: AssessmentPage) -> dict[str, tuple[int | None, int | None, str]]:
    given = page.session.read(queries.answers)
    return {f"{one.question}{one.unit}{one.respondent}": (one.score, one.target, one.confidence) for one in given}


def dialog(page: AssessmentPage) -> FormDialog:
    QApplication.processEvents()
    return next(one for one in page.findChildren(FormDialog) if one.isVisible())


def type_into(widget: QWidget, words: str) -> None:
    assert isinstance(widget, QLineEdit | QPlainTextEdit)
    widget.selectAll()
    if isinstance(widget, QLineEdit):
        widget.insert(words)
    else:
        widget.insertPlainText(words)


def add(
    page: AssessmentPage, text: str = "Plan changes daily", dimension: str = "D", likely: int | None = None
) -> None:
    page.session.run(AddFinding(text, dimension, "log", TODAY, "B", cost_likely=likely))


def went(page: AssessmentPage) -> list[tuple[str, str]]:
    places: list[tuple[str, str]] = []
    page.session.navigated.connect(lambda feature, record: places.append((feature, record)))
    return places


def press_button(widget: QWidget, words: str) -> None:
    QApplication.processEvents()
    next(one for one in widget.findChildren(QPushButton) if one.text() == words and one.isVisible()).click()


def test_that_a_question_is_answered_by_keyboard_alone(page: AssessmentPage) -> None:
    page.show_questions()
    press(page, Qt.Key.Key_2, Qt.Key.Key_C, Qt.Key.Key_B, Qt.Key.Key_G, Qt.Key.Key_4)
    assert answers(page) == {"A1": (2, 4, "B")}
    press(page, Qt.Key.Key_Return)
    assert page.questions.current_code() == "A2"
    press(page, Qt.Key.Key_X)
    assert page.session.read(queries.answers)[1].not_applicable
    assert page.context() == "Round 1, core questions"


def test_that_each_key_is_one_undo_step(page: AssessmentPage) -> None:
    page.show_questions()
    n = page.session.engagement.revision
    press(page, Qt.Key.Key_2, Qt.Key.Key_C, Qt.Key.Key_B)
    assert page.session.engagement.revision == n + 2
    labels = [entry.label.words("en") for entry in page.session.engagement.history(2)]
    assert labels == ["Grade answer A1, B", "Score A1, 2"]
    page.session.undo()
    assert answers(page) == {"A1": (2, None, "")}
    page.session.undo()
    assert answers(page) == {}


def test_that_the_same_score_again_takes_it_away(page: AssessmentPage) -> None:
    page.show_questions()
    press(page, Qt.Key.Key_3, Qt.Key.Key_3)
    assert answers(page) == {}


def test_that_enter_walks_to_the_next_open_question_and_stays_when_none_is_left(page: AssessmentPage) -> None:
    page.show_questions()
    seen = []
    for _n in range(24):
        seen.append(page.questions.current_code())
        press(page, Qt.Key.Key_3, Qt.Key.Key_Return)
    assert len(set(seen)) == 24
    assert page.session.read(queries.questions)[-1].answered
    last = page.questions.current_code()
    press(page, Qt.Key.Key_Return)
    assert page.questions.current_code() == last


def test_that_letters_of_the_list_win_over_shortcuts_only_when_they_complete_a_key(page: AssessmentPage) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    def taken(key: Qt.Key) -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        page.questions.eventFilter(page.questions.table, event)
        return event.isAccepted()

    page.show_questions()
    assert not taken(Qt.Key.Key_D)
    assert not taken(Qt.Key.Key_N)
    assert taken(Qt.Key.Key_3)
    press(page, Qt.Key.Key_C)
    assert taken(Qt.Key.Key_D)
    press(page, Qt.Key.Key_D)
    assert answers(page) == {"A1": (None, None, "D")}


def test_that_evidence_is_saved_when_it_is_left(page: AssessmentPage) -> None:
    page.show_questions()
    press(page, Qt.Key.Key_E)
    field = page.questions.panel.form.widget("evidence")
    field.setFocus()
    type_into(field, "Seen on the walk")
    assert page.session.read(queries.answers) == ()
    page.questions.panel.form._leave("evidence")
    assert page.session.read(queries.answers)[0].evidence == "Seen on the walk"


def test_that_an_answer_belongs_to_unit_and_respondent_chosen(page: AssessmentPage) -> None:
    page.session.run(AddUnit("Łódź", "site"))
    page.session.run(AddPerson("Sofia Öberg", "Shift lead"))
    page.show_questions()
    page._unit._chosen("Łódź")
    page._respondent._chosen("Shift lead")
    press(page, Qt.Key.Key_4)
    page._respondent._chosen("")
    press(page, Qt.Key.Key_1)
    assert answers(page) == {"A1Łódź": (1, None, ""), "A1ŁódźShift lead": (4, None, "")}
    assert "Shift lead, Łódź: 4" in page.questions.panel.others.text()


def test_that_a_respondent_is_added_as_a_role(page: AssessmentPage) -> None:
    page.show_questions()
    page._respondent._chosen("\0add")
    type_into(dialog(page).form.widget("role"), "Works  council")
    dialog(page).primary.click()
    press(page, Qt.Key.Key_2)
    assert answers(page) == {"A1Works council": (2, None, "")}


def test_that_anchors_show_their_words_and_the_chosen_score(page: AssessmentPage) -> None:
    page.show_questions()
    options = page.questions.panel.options
    assert options[0].accessibleName() == "0: Nobody can name the goals for this year."
    options[2].click()
    assert answers(page) == {"A1": (2, None, "")}
    assert [option.score for option in options if option.isChecked()] == [2]


def test_that_a_refused_answer_leaves_what_is_stored(engagement: Engagement, clock: object, qtbot: QtBot) -> None:
    engagement.run(Score("A1", score=2))
    path = engagement.path
    engagement.close()
    reading = Engagement.open(path, clock=clock, read_only=True)  # type: ignore[arg-type]
    page = show(Session(reading, TODAY), qtbot)
    page.show_questions()
    press(page, Qt.Key.Key_5)
    assert answers(page) == {"A1": (2, None, "")}
    assert not page.questions.panel.options[0].isEnabled()
    said: list[BannerText] = []
    page.session.bannered.connect(said.append)
    page.questions.panel.score(5)
    assert said[-1].bold == "This file is open for reading only."
    assert [one.score for one in page.questions.panel.options if one.isChecked()] == [2]
    reading.close()


def test_that_the_whole_dimension_is_asked_and_the_core_again(page: AssessmentPage) -> None:
    page.show_questions()
    page.questions.table.select_key("D1")
    page.ask_whole()
    assert page.context() == "Round 1, questions of this mandate"
    assert sum(1 for row in page.session.read(queries.questions) if row.dimension == "D") == 8
    page.ask_core()
    assert sum(1 for row in page.session.read(queries.questions) if row.dimension == "D") == 2


def test_that_the_result_is_drawn_from_the_answers_and_opens_what_is_behind_a_cell(page: AssessmentPage) -> None:
    for name, score in (("Göteborg", 3), ("Łódź", 1)):
        page.session.run(AddUnit(name, "site"))
        page.session.run(Score("D1", name, score=score))
    page.show_result()
    assert page.answer().startswith("Flow is weakest at 2.0; Łódź sees flow 2 points lower than Göteborg")
    QApplication.processEvents()
    drawing = page.result.heat.drawing
    drawing.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(drawing, key)
    point = drawing.point()
    assert point is not None
    assert (point.words, point.record) == ("Flow, Łódź: 1.0", "D")
    QTest.keyClick(drawing, Qt.Key.Key_Up)
    above = drawing.point()
    assert above is not None
    assert above.record == "C"
    QTest.keyClick(drawing, Qt.Key.Key_Down)
    QTest.keyClick(drawing, Qt.Key.Key_Return)
    assert page.state()["view"] == "questions"
    assert page.questions.current_code() == "D1"
    answer = page.questions.panel.answer()
    assert answer is not None
    assert (answer.unit, answer.score) == ("Łódź", 1)


def test_that_v_shows_the_same_facts_as_a_table(page: AssessmentPage) -> None:
    page.session.run(AddUnit("Łódź", "site"))
    page.session.run(Score("D1", "Łódź", score=1, target=4))
    page.show_result()
    page.toggle_drawing()
    assert page.result.heat.shows_table()
    assert page.result.radar.shows_table()
    text = page.result.heat._table.as_text(page.result.heat._table.table.rows())  # type: ignore[union-attr]
    assert "D Flow\t1.0\t1.0\t4.0\t1\t0\t1 of 2" in text
    page.toggle_drawing()
    assert not page.result.heat.shows_table()


def test_that_columns_are_respondents_when_asked(page: AssessmentPage) -> None:
    page.session.run(Score("D1", respondent="Buyer", score=4))
    page.session.run(Score("D1", score=1))
    page._by._chosen("respondent")
    scene = page.result.heat.drawing.scene()
    assert scene is not None
    heads = [
        shape.tag.words or getattr(shape, "text", "")
        for shape in scene.shapes
        if shape.tag and shape.tag.series == "heads"
    ]
    assert {"Assessor", "Buyer"} <= set(heads)


def test_that_an_empty_assessment_leads_to_the_questions(page: AssessmentPage) -> None:
    assert page.answer() == "No question is answered yet; 24 are waiting"
    assert page.result.empty.isVisible()
    page.toggle_drawing()
    assert page.result.empty.button is not None
    page.result.empty.button.click()
    assert page.state()["view"] == "questions"


def test_that_an_engagement_without_mandate_is_said_to_have_no_questions(
    tmp_path: object, clock: object, qtbot: QtBot
) -> None:
    engagement = Engagement.create(tmp_path / "bare.icoo", clock=clock)  # type: ignore[operator, arg-type]
    page = show(Session(engagement, TODAY), qtbot)
    for view in (page.show_result, page.show_questions, page.show_findings):
        view()
        assert page.answer() == "No questions are asked in this engagement yet"
    press(page, Qt.Key.Key_3, Qt.Key.Key_Return)
    page.ask_whole()
    page.decide()
    page.estimate()
    page.delete_finding()
    assert not page.findChildren(FormDialog)
    engagement.close()


def test_that_a_finding_is_recorded_from_a_question_with_its_evidence(page: AssessmentPage) -> None:
    page.session.run(AddUnit("Łódź", "site"))
    page.session.run(Score("D1", "Łódź", score=1, evidence="One order followed", confidence="A"))
    page.show_questions()
    page._unit._chosen("Łódź")
    page.questions.table.select_key("D1")
    page.new_finding()
    form = dialog(page).form
    assert [form.text(key) for key in ("dimension", "question", "unit", "evidence", "grade")] == [
        "D", "D1", "Łódź", "One order followed", "A",
    ]  # fmt: skip
    dialog(page).primary.click()
    assert form._errors["text"].text() == "Finding is needed."
    type_into(form.widget("text"), "38% of orders are re-planned")
    type_into(form.widget("likely"), "1.9m")
    dialog(page).primary.click()
    (row,) = page.session.read(queries.findings)
    assert (row.text, row.question, row.unit, row.grade, row.cost_likely) == (
        "38% of orders are re-planned", "D1", "Łódź", "A", 190_000_000,
    )  # fmt: skip


def test_that_a_wrong_amount_is_said_below_its_field(page: AssessmentPage) -> None:
    page.new_finding()
    form = dialog(page).form
    for key in ("text", "evidence"):
        type_into(form.widget(key), "x")
    type_into(form.widget("likely"), "a lot")
    dialog(page).primary.click()
    assert "“a lot” is not an amount" in form._errors["likely"].text()
    type_into(form.widget("likely"), "5k")
    type_into(form.widget("low"), "6k")
    dialog(page).primary.click()
    assert dialog(page).error.text().startswith("The costs of a finding rise from low over likely to high.")
    assert page.session.read(queries.findings) == ()


def test_that_a_finding_is_changed_estimated_decided_and_deleted(page: AssessmentPage) -> None:
    add(page)
    page.show_findings()
    page.edit_finding()
    type_into(dialog(page).form.widget("text"), "Plan changes every day")
    dialog(page).primary.click()
    page.estimate()
    type_into(dialog(page).form.widget("low"), "100k")
    type_into(dialog(page).form.widget("likely"), "0.2m")
    dialog(page).primary.click()
    (row,) = page.session.read(queries.findings)
    assert (row.text, row.cost_low, row.cost_likely, row.cost_high) == (
        "Plan changes every day", 10_000_000, 20_000_000, None,
    )  # fmt: skip
    page.decide()
    dialog(page).form.set_value("decision", "act")
    dialog(page).primary.click()
    assert "F1 has no initiative" in dialog(page).error.text()
    dialog(page).form.set_value("decision", "accept")
    type_into(dialog(page).form.widget("reason"), "Sponsor, ends in spring")
    dialog(page).primary.click()
    assert page.session.read(queries.findings)[0].decision == "accept"
    press_button(page.panel, "Reopen")
    assert page.session.read(queries.findings)[0].decision == "open"
    toasts: list[str] = []
    page.session.toasted.connect(lambda words, _undo: toasts.append(words))
    page.delete_finding()
    assert toasts == ["F1 deleted"]
    page.session.undo()
    assert [row.reference for row in page.session.read(queries.findings)] == ["F1"]


def test_that_a_finding_leads_to_initiative_and_action(page: AssessmentPage) -> None:
    add(page)
    page.show_findings()
    places = went(page)
    press_button(page.panel, "Create initiative")
    press_button(page.panel, "New action")
    assert places == [("initiatives", "new:finding=F1"), ("actions", "new:finding=F1")]
    page.session.run(AddInitiative(name="Freeze rule", created_on=TODAY, findings=(1,)))
    press_button(page.panel, "I1 Freeze rule")
    assert places[-1] == ("initiatives", "I1")


def test_that_the_list_says_its_own_answer_and_filters(page: AssessmentPage) -> None:
    add(page, "Plan changes daily", "D", 500)
    add(page, "No spare spindle", "K", 900)
    page.show_findings()
    assert page.answer() == "2 findings, 2 without decision, 2 without follow-up"
    assert [row.reference for row in page.findings.table.rows()] == ["F2", "F1"]
    page._search.setText("SPINDLE")
    assert [row.reference for row in page.findings.table.rows()] == ["F2"]
    page._search.clear()
    page._dimension._chosen("D")
    assert [row.reference for row in page.findings.table.rows()] == ["F1"]
    assert page.open_record("F2")
    assert page.findings.current_key() == "F2"


def test_that_references_open_their_place(page: AssessmentPage) -> None:
    add(page)
    assert page.open_record("question:K2")
    assert (page.state()["view"], page.questions.current_code()) == ("questions", "K2")
    assert page.open_record("F1")
    assert page.state()["view"] == "findings"
    assert page.inspector() is page.panel
    assert not page.open_record("F9")
    assert not page.open_record("question:Z9")
    assert page.open_record("new:question=D1")
    assert dialog(page).form.text("question") == "D1"


def test_that_leaving_and_returning_keeps_the_place(page: AssessmentPage, session: Session, qtbot: QtBot) -> None:
    session.run(AddUnit("Łódź", "site"))
    add(page)
    page.show_questions()
    page._unit._chosen("Łódź")
    page._add_respondent("Buyer")
    page.questions.table.select_key("H2")
    kept = page.state()
    again = show(session, qtbot)
    again.restore(kept)
    assert again.state() == kept
    again.restore({"view": 7, "unit": "gone", "respondent": "", "scroll": "x"})
    assert again.state()["view"] == "result"


def test_that_a_new_round_starts_empty_and_is_compared(page: AssessmentPage) -> None:
    page.session.run(Score("D1", score=2))
    page.new_round()
    dialog(page).primary.click()
    assert page.answer() == "No question is answered yet; 24 are waiting"
    page.session.run(Score("D1", score=3))
    assert page.answer() == "1 of 1 dimensions rose since 31 Aug 2026"


def test_that_very_long_words_keep_the_layout(page: AssessmentPage) -> None:
    run = page.session.run
    for n in range(7):
        run(AddUnit(f"{n} {LONG}", "site"))
        run(Score("D1", f"{n} {LONG}", score=n % 6, evidence=LONG))
    run(AddFinding(LONG * 4, "D", LONG * 4, TODAY, unit=f"0 {LONG}", cost_likely=10**13))
    for view in (page.show_result, page.show_questions, page.show_findings):
        view()
        QApplication.processEvents()
        assert page.minimumSizeHint().width() < 1024
    page._unit._chosen(f"0 {LONG}")
    bar = page.toolbar()
    assert bar.minimumSizeHint().width() < 1300
    assert len(page.answer()) <= 110


def test_that_every_control_has_a_name(page: AssessmentPage) -> None:
    page.session.run(Score("D1", score=2, target=3))
    add(page)
    for view in (page.show_result, page.show_questions, page.show_findings):
        view()
        for widget in (*page.findChildren(QWidget), *page.panel.findChildren(QWidget)):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
                text = getattr(widget, "text", lambda: "")()
                assert widget.accessibleName() or text, (view, widget)
