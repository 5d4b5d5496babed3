"""The KPI page through the real widget: list, chart, grid, forms, empty and odd data."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from interimcoo.features.kpis import queries
from interimcoo.features.kpis.commands import (
    AddKpi,
    AddReading,
    ArchiveKpi,
    SetTarget,
    TypedReading,
    WriteReadings,
)
from interimcoo.features.kpis.dialogs import NewKpiDialog
from interimcoo.features.kpis.page import TARGET_COLUMN, KpiPage
from interimcoo.features.kpis.state import KpiState
from interimcoo.features.mandate.commands import AddUnit
from interimcoo.ui.form import FormDialog
from interimcoo.ui.marks import Chip
from interimcoo.ui.session import BannerText, Session
from interimcoo.ui.table_model import TableModel

TODAY = date(2026, 9, 22)
STEADY = [80.0, 82.0] * 12
LONG = "Durchschnittliche Bearbeitungszeit der Großkundenauftragsbestätigungen über alle Standorte und Schichten " * 2


def week(number: int) -> str:
    return f"2026-W{number:02d}"


def write(session: Session, code: str, numbers: list[float], last: int = 38) -> None:
    first = last - len(numbers) + 1
    session.engagement.run(
        WriteReadings(code, tuple(TypedReading(week(first + at), n) for at, n in enumerate(numbers)))
    )


def shown(session: Session, qtbot: QtBot) -> KpiPage:
    made = KpiPage(session)
    qtbot.addWidget(made)
    for other in (made.panel, made.tools.list, made.tools.detail):
        qtbot.addWidget(other)
    made.resize(1000, 700)
    made.panel.resize(320, 700)
    made.show()
    made.panel.show()
    session.changed.connect(lambda _changed: made.refresh())
    return made


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> KpiPage:
    write(session, "LOG01", [*STEADY, 60.0])
    write(session, "LOG13", [*STEADY, 60.0])
    write(session, "QUA08", STEADY)
    write(session, "FIN06", [5.1, 5.4, 5.2, 5.3])
    session.engagement.run(SetTarget("LOG01", 92.0, date(2026, 9, 1)))
    return shown(session, qtbot)


def codes(page: KpiPage) -> list[str]:
    return [row.code for row in page.list.table.table.rows()]


def state(page: KpiPage, code: str = "LOG01") -> KpiState:
    found = page.session.read(queries.state, code, TODAY)
    assert found is not None
    return found


def choose(page: KpiPage, view: str) -> None:
    page.tools.choose_view(view)
    page.filtered()


def dialog(page: KpiPage) -> FormDialog:
    QApplication.processEvents()
    return next(one for one in page.findChildren(FormDialog) if one.isVisible())


def put(model: TableModel, row: int, column: int, text: str) -> None:
    """What an editor hands over when it closes."""
    model.setData(model.index(row, column), text)
    QApplication.processEvents()


def navigations(page: KpiPage) -> list[tuple[str, str]]:
    seen: list[tuple[str, str]] = []
    page.session.navigated.connect(lambda feature, record: seen.append((feature, record)))
    return seen


def banners(page: KpiPage) -> list[BannerText]:
    seen: list[BannerText] = []
    page.session.bannered.connect(seen.append)
    return seen


def test_that_views_departments_and_words_filter_the_list(page: KpiPage) -> None:
    assert len(codes(page)) == 10
    choose(page, "signals")
    assert codes(page) == ["LOG01", "LOG13"]
    choose(page, "missed")
    assert codes(page) == ["LOG01"]
    choose(page, "quiet")
    assert codes(page) == ["QUA08"]
    page.clear_filter()
    page.tools._department.choose("Logistics")
    page.filtered()
    assert codes(page) == ["LOG01", "LOG13"]
    page.tools.search.setText("backlog")
    assert codes(page) == ["LOG13"]
    page.tools.search.setText("nothing like it")
    assert codes(page) == []
    page.clear_filter()
    assert len(codes(page)) == 10
    assert page.open_record("view:quiet")
    assert codes(page) == ["QUA08"]


def test_that_the_list_says_its_answer_and_each_row_its_words(page: KpiPage) -> None:
    assert page.answer() == "1 of 10 KPIs is improving beyond chance, with 1 getting worse and 0 on target"
    assert page.context() == "10 KPIs, data to week 38"
    row = state(page)
    said = page.list.table.table.spoken(row)
    for part in ("On time in full %", "60.0", "Target 92.0", "−32.0", "worsening", "target out of reach today"):
        assert part in said
    few = page.list.table.table.spoken(state(page, "FIN06"))
    assert "4 points" in few


def test_that_enter_opens_the_chart_in_place_and_up_returns_to_the_row(page: KpiPage) -> None:
    page.list.table.setFocus()
    assert page.list.table.select_key("LOG13")
    QTest.keyClick(page.list.table, Qt.Key.Key_Return)
    assert page.breadcrumb() == "KPIs"
    assert page.title() == "Backlog age"
    assert page.toolbar() is page.tools.detail
    assert page.answer() == "Better beyond chance: week 38 lies below the lower limit of 75"
    page.up()
    assert page.breadcrumb() is None
    assert page.list.table.current_key() == "LOG13"
    assert page.toolbar() is page.tools.list


def test_that_arrows_walk_the_points_and_the_inspector_follows(page: KpiPage) -> None:
    assert page.open_record("LOG01")
    drawing = page.detail.chart.drawing
    drawing.setFocus()
    QTest.keyClick(drawing, Qt.Key.Key_End)
    assert page.detail.period() == week(38)
    QTest.keyClick(drawing, Qt.Key.Key_Left)
    assert page.detail.period() == week(37)
    assert page.panel._title.text() == "Point: week 37"
    assert drawing.accessibleDescription().startswith("Worse beyond chance")


def test_that_v_shows_the_same_facts_as_a_table(page: KpiPage) -> None:
    page.open_record("LOG01")
    page.toggle_drawing()
    assert page.detail.chart.shows_table()
    page.toggle_drawing()
    assert not page.detail.chart.shows_table()


def test_that_a_new_action_goes_to_the_actions_page_with_kpi_and_period(page: KpiPage) -> None:
    seen = navigations(page)
    page.list.table.select_key("LOG01")
    page.new_action()
    page.open_record("LOG01")
    page.detail.chart.drawing.choose_record(week(30))
    page.new_action()
    page.its_actions()
    assert seen == [
        ("actions", "new:kpi=LOG01;period=2026-W38"), ("actions", "new:kpi=LOG01;period=2026-W30"), ("actions", ""),
    ]  # fmt: skip


def test_that_a_target_is_typed_in_its_cell(page: KpiPage, qtbot: QtBot) -> None:
    table = page.list.table
    table.select_key("LOG01")
    page.change_target()
    editor = table.findChild(QLineEdit)
    assert editor is not None
    editor.setText("93,5")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: state(page).standing.target == 93.5)
    model, at = table.table, table.currentIndex().row()
    seen = banners(page)
    put(model, at, TARGET_COLUMN, "ninety")
    assert state(page).standing.target == 93.5
    assert seen[-1].bold == "“ninety” is not a number."
    put(model, at, TARGET_COLUMN, "")
    assert state(page).standing.target == 92.0


def test_that_the_target_of_an_open_kpi_has_a_form(page: KpiPage) -> None:
    page.open_record("LOG01")
    page.change_target()
    form = dialog(page)
    form.form.set_value("target", "95")
    form._press()
    assert state(page).standing.target == 95.0
    assert not form.isVisible()


def test_that_a_phase_is_split_at_the_point_with_its_reason(page: KpiPage) -> None:
    page.open_record("LOG01")
    page.detail.chart.drawing.choose_record(week(26))
    page.split_phase()
    form = dialog(page)
    form._press()
    assert form.isVisible()
    form.form.set_value("reason", "Freeze rule")
    form.form.set_value("baseline", "5")
    form._press()
    assert "at least 12 points" in form.error.text()
    form.form.set_value("baseline", "")
    form._press()
    assert [border.reason for border in state(page).borders] == ["Freeze rule"]
    assert len(state(page).analysis.phases) == 2


def test_that_a_point_is_left_out_with_a_reason_and_counted_again(page: KpiPage) -> None:
    page.open_record("LOG01")
    page.detail.chart.drawing.choose_record(week(38))
    page.leave_out()
    form = dialog(page)
    form.form.set_value("line", "Stock-taking")
    form._press()
    assert state(page).points[-1].excluded == "Stock-taking"
    assert page.detail.period() == week(38)
    page.leave_out()
    assert state(page).points[-1].excluded == ""


def test_that_a_note_stands_at_the_chosen_point(page: KpiPage) -> None:
    page.open_record("LOG01")
    page.detail.chart.drawing.choose_record(week(38))
    page.annotate()
    form = dialog(page)
    form.form.set_value("line", "Spindle fails")
    form._press()
    assert [(mark.at, mark.text) for mark in state(page).marks] == [(date(2026, 9, 14), "Spindle fails")]


def type_into(page: KpiPage, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    table = page.readings.table
    table.setFocus()
    QTest.keyClicks(table.viewport() if table.findChild(QLineEdit) else table, text[:1])
    editor = table.findChild(QLineEdit)
    assert editor is not None
    editor.setText(text)
    QTest.keyClick(editor, key)
    QApplication.processEvents()
    QTest.qWait(5)


def at(page: KpiPage, period: str, column: int = 1) -> None:
    table = page.readings.table
    assert table.select_key(period)
    table.setCurrentIndex(table.table.index(table.currentIndex().row(), column))


def test_that_typing_fills_the_grid_line_by_line(page: KpiPage) -> None:
    page.open_record("QUA08")
    page.show_readings()
    at(page, week(39))
    type_into(page, "81,5")
    assert (state(page, "QUA08").points[-1].period, state(page, "QUA08").points[-1].value) == (week(39), 81.5)
    assert page.readings.table.current_key() == week(40)
    at(page, week(38))
    type_into(page, "70")
    assert state(page, "QUA08").points[-2].value == 70.0


def test_that_text_in_a_number_cell_keeps_the_editor_open_and_writes_nothing(page: KpiPage) -> None:
    page.open_record("QUA08")
    page.show_readings()
    before = state(page, "QUA08").points
    at(page, week(38))
    type_into(page, "about 80")
    assert page.readings.error.text() == "“about 80” is not a number."
    editor = page.readings.table.findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "about 80"
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert state(page, "QUA08").points == before


def test_that_an_emptied_cell_takes_the_value_away_and_undo_brings_it_back(page: KpiPage) -> None:
    page.open_record("QUA08")
    page.show_readings()
    at(page, week(38))
    model = page.readings.table.table
    put(model, page.readings.table.currentIndex().row(), 1, "")
    assert state(page, "QUA08").points[-1].period == week(37)
    assert page.session.undo()
    assert state(page, "QUA08").points[-1].period == week(38)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("81\r\n82\n83,5\n", {39: 81.0, 40: 82.0, 41: 83.5}),
        ("2026-W37\t70\n2026-w38\t71%\n", {37: 70.0, 38: 71.0}),
        ("2026-W38\t9\t10\n", {38: 90.0}),
    ],
)
def test_that_a_column_from_a_spreadsheet_is_pasted_in_one_step(
    page: KpiPage, text: str, expected: dict[int, float]
) -> None:
    page.open_record("LOG01")
    page.show_readings()
    at(page, week(39))
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(page.readings.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    # values of periods that have not begun are kept in the file and not shown before their time
    found = page.session.read(queries.state, "LOG01", date(2026, 12, 31))
    assert found is not None
    values = {point.period: point.value for point in found.points}
    for number, value in expected.items():
        assert values[week(number)] == value
    before = state(page).points
    assert page.session.undo()
    assert state(page).points != before or set(expected) <= {40, 41}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("81\nabout 82\n", "“about 82” is not a number, so nothing was pasted."),
        ("2026-W38\t70\n2026-W38\t71\n", ""),
        ("2026-W38\t9\t0\n", ""),
    ],
)
def test_that_a_column_with_a_fault_is_refused_as_a_whole(page: KpiPage, text: str, said: str) -> None:
    page.open_record("LOG01")
    page.show_readings()
    at(page, week(38))
    before, seen = state(page).points, banners(page)
    page.readings._paste(text)
    assert state(page).points == before
    assert page.readings.error.text() == said
    if not said:
        assert seen[-1].tone == "warning"
        assert seen[-1].plain


def test_that_numerator_and_denominator_are_typed_one_after_the_other(page: KpiPage) -> None:
    page.open_record("LOG01")
    page.show_readings()
    at(page, week(39), 2)
    type_into(page, "45", Qt.Key.Key_Tab)
    assert "other part" in page.readings.error.text()
    at(page, week(39), 3)
    type_into(page, "50")
    assert state(page).points[-1].value == 90.0
    assert page.readings.error.text() == ""


def test_that_values_of_several_units_are_read_together_and_typed_per_site(session: Session, qtbot: QtBot) -> None:
    for unit in ("Göteborg", "Łódź"):
        session.engagement.run(AddUnit(unit, "site"))
        session.engagement.run(AddReading("LOG01", week(38), numerator=4.0, denominator=5.0, unit=unit))
    page = shown(session, qtbot)
    page.open_record("LOG01")
    page.show_readings()
    model = page.readings.table.table
    put(model, 0, 1, "70")
    assert page.readings.error.text() == "Choose a site above to type into it."
    page.tools._choose_unit("Łódź")
    model = page.readings.table.table
    put(model, 0, 1, "70")
    assert session.read(queries.state, "LOG01", TODAY, "Łódź").points[0].value == 70.0  # type: ignore[union-attr]
    assert session.read(queries.state, "LOG01", TODAY, "Göteborg").points[0].value == 80.0  # type: ignore[union-attr]


def test_that_a_kpi_is_chosen_from_the_library(page: KpiPage) -> None:
    page.new_kpi()
    QApplication.processEvents()
    made = next(one for one in page.findChildren(NewKpiDialog) if one.isVisible())
    assert "LOG01" not in {row.code for row in made.table.table.rows()}
    made.search.setText("first pass QUA01")
    assert [row.code for row in made.table.table.rows()] == ["QUA01"]
    made._who.set_value("owner", "M. Wójcik")
    made._who.set_value("target", "95")
    made.accept_choice()
    found = state(page, "QUA01")
    assert (found.owner, found.standing.target) == ("M. Wójcik", 95.0)
    assert page.list.table.current_key() == "QUA01"


def test_that_an_own_kpi_needs_name_and_definition_and_a_refusal_stays_in_the_dialog(page: KpiPage) -> None:
    page.new_kpi()
    QApplication.processEvents()
    made = next(one for one in page.findChildren(NewKpiDialog) if one.isVisible())
    made.source.choose("own")
    made._switch("own")
    made.accept_choice()
    assert made.isVisible()
    made.own.set_value("name", "Backlog age")
    made.own.set_value("definition", "Pallets moved in a shift.")
    made.accept_choice()
    assert made.error.text() == "There is a KPI Backlog age already. Give it another name."
    made.own.set_value("name", LONG)
    made.accept_choice()
    assert state(page, "K-01").name == LONG.strip()


def test_that_what_a_kpi_is_can_be_changed(page: KpiPage) -> None:
    page.list.table.select_key("LOG01")
    page.change_kpi()
    form = dialog(page)
    form.form.set_value("owner", "A. Lindqvist")
    form.form.set_value("decimals", "2")
    form._press()
    assert (state(page).owner, state(page).decimals, state(page).name) == ("A. Lindqvist", 2, "On time in full")


def test_that_tiles_are_chosen_in_order(page: KpiPage) -> None:
    page.choose_tiles()
    form = dialog(page)
    for place, code in enumerate(("QUA08", "LOG01", "", "", "")):
        form.form.set_value(f"place{place}", code)
    form._press()
    chosen = {one.code: one.weight for one in page.session.read(queries.states, TODAY) if one.weight}
    assert (chosen["QUA08"], chosen["LOG01"]) == (1, 2)


def test_that_archiving_says_so_and_can_be_undone(page: KpiPage) -> None:
    toasts: list[str] = []
    page.session.toasted.connect(lambda text, _undo: toasts.append(text))
    page.list.table.select_key("LOG01")
    page.archive()
    assert toasts == ["On time in full archived"]
    assert "LOG01" not in codes(page)
    page.session.undo()
    assert "LOG01" in codes(page)


def test_that_a_kpi_that_was_archived_elsewhere_closes_its_chart(page: KpiPage) -> None:
    page.open_record("LOG01")
    page.session.engagement.run(ArchiveKpi("LOG01"))
    assert page.breadcrumb() is None
    assert not page.open_record("LOG01")
    assert not page.open_record("NONE")


def test_that_the_last_place_comes_back(page: KpiPage, session: Session, qtbot: QtBot) -> None:
    choose(page, "signals")
    page.tools.search.setText("on time")
    page.open_record("LOG01")
    page.show_view("readings")
    kept = page.state()
    other = shown(session, qtbot)
    other.restore(kept)
    assert other.title() == "On time in full"
    assert not other.detail.shows_chart()
    other.up()
    assert codes(other) == ["LOG01"]
    other.restore({"view": "nonsense", "open": 7, "scroll": "x"})
    assert other.breadcrumb() is None


def test_that_starters_without_values_ask_for_data(session: Session, qtbot: QtBot) -> None:
    page = shown(session, qtbot)
    assert page.list.waiting.isVisible()
    assert page.answer() == "None of 10 KPIs has a value yet"
    page.open_record("FIN06")
    assert not page.detail.chart.isVisible()
    assert page.detail._empty.isVisible()
    page.show_readings()
    rows = page.readings.table.table.rows()
    assert len(rows) == 12
    assert rows[-1].period == "2026-W38"


@pytest.mark.parametrize("count", [1, 4])
def test_that_one_or_four_values_are_shown_without_limits(session: Session, qtbot: QtBot, count: int) -> None:
    write(session, "LOG01", STEADY[:count])
    page = shown(session, qtbot)
    page.open_record("LOG01")
    scene = page.detail.chart.drawing.scene()
    assert scene is not None
    assert page.answer().startswith(f"{count} value")
    assert not any(phase.lower for phase in state(page).analysis.phases)


def test_that_an_engagement_without_kpis_offers_the_first(session: Session, qtbot: QtBot) -> None:
    for one in session.read(queries.states, TODAY):
        session.engagement.run(ArchiveKpi(one.code))
    page = shown(session, qtbot)
    assert page.answer() == "No KPI is chosen yet"
    assert page.list._empty.isVisible()
    assert page.list._empty.button is not None
    assert page.list._empty.button.text() == "New KPI"
    assert page.current() is None
    for gesture in (page.new_action, page.annotate, page.split_phase, page.leave_out, page.change_target, page.archive):
        gesture()
    assert session.engagement.revision == 11


def test_that_long_names_and_markup_leave_the_window_as_wide_as_it_is(session: Session, qtbot: QtBot) -> None:
    session.engagement.run(
        AddKpi(name=LONG, department=LONG, owner=LONG, definition="<b>x</b>" * 30, unit="units of " + LONG)
    )
    write(session, "K-01", STEADY)
    page = shown(session, qtbot)
    page.open_record("K-01")
    QApplication.processEvents()
    assert page.minimumSizeHint().width() <= 760
    assert page.panel.minimumSizeHint().width() <= 320


def test_that_single_keys_are_letters_while_the_grid_has_the_focus(page: KpiPage, qtbot: QtBot) -> None:
    from interimcoo.ui.actions import Action, bind

    pressed: list[str] = []
    bind(
        page,
        [Action("a", "A", lambda: pressed.append("A"), "A")],
        context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
    )
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.open_record("QUA08")
    page.detail.chart.drawing.setFocus()
    QTest.keyClick(page.detail.chart.drawing, Qt.Key.Key_A)
    assert pressed == ["A"]
    page.show_readings()
    at(page, week(38))
    QTest.keyClick(page.readings.table, Qt.Key.Key_A)
    assert pressed == ["A"]
    editor = page.readings.table.findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "a"


def test_that_list_and_inspector_say_by_unit_only_with_the_number_of_units(session: Session, qtbot: QtBot) -> None:
    for unit in ("Machining", "Assembly", "Logistics"):
        session.engagement.run(AddUnit(unit, "site"))
    for unit in ("Machining", "Assembly"):
        session.engagement.run(WriteReadings("LOG01", (TypedReading(week(38), 80.0),), unit))
    session.engagement.run(WriteReadings("QUA08", (TypedReading(week(38), 3.0),)))
    page = shown(session, qtbot)
    page.list.table.select_key("LOG01")
    row = next(column for column in page.list.table.table.columns if column.key == "variation")
    state = page.current()
    assert state is not None
    assert row.mark is not None
    chip = row.mark(state)
    assert isinstance(chip, Chip)
    assert chip.words == "by unit only: 2"
    texts = [one.text() for one in page.panel.findChildren(QLabel)]
    assert any("by unit only: 2 units" in text for text in texts)
    assert any("By unit only: 2 units have values" in text for text in texts)
    assert not any("o value yet" in text for text in texts)
    assert not any("latest value is missing" in text for text in texts)
    assert not page.list.waiting.isVisible()
    page.open_record("LOG01")
    said = [one.text() for one in page.detail.findChildren(QLabel) if one.isVisible()]
    assert "2 units have values; choose one under Site." in said
    page.open_record("QUA08")
    page.open_record("SAF01")
    said = [one.text() for one in page.detail.findChildren(QLabel) if one.isVisible()]
    assert "The first value appears here after the next import, or when you type it." in said
