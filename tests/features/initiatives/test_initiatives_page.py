"""The initiatives page by keyboard and mouse: views, filters, forms, links, stages, records; its guide and report."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMainWindow, QSplitter
from pytestqt.qtbot import QtBot

import portfolio_sample as sample
from interimcoo.exchange.blocks import Context, Report, Table
from interimcoo.exchange.shown import spoken
from interimcoo.exchange.walk import figures
from interimcoo.features.initiatives import guide, report
from interimcoo.features.initiatives.commands import AddInitiative, MoveStage
from interimcoo.features.initiatives.feature import FEATURE
from interimcoo.features.initiatives.page import InitiativesPage
from interimcoo.features.mandate.commands import ChangeMandate
from interimcoo.store.engagement import Engagement
from interimcoo.ui.actions import Action, bind
from interimcoo.ui.cells import GroupHead
from interimcoo.ui.form import FormDialog
from interimcoo.ui.session import Session
from store.exact import content as rows_of

Clock = Callable[[], datetime]
Key = Qt.Key
NOW = datetime(2026, 9, 22, 8, 0, tzinfo=UTC)
LONG = "Gemeinsame Auslieferungsreihenfolge für Großkundenaufträge mit Vertriebssteuerung und Werkslogistik " * 4


@pytest.fixture
def open_page(qtbot: QtBot) -> Iterator[Callable[[Engagement], InitiativesPage]]:
    opened: list[Session] = []
    windows: list[QMainWindow] = []

    def make(engagement: Engagement) -> InitiativesPage:
        session = Session(engagement, sample.TODAY)
        page = InitiativesPage(session)
        window = QMainWindow()
        qtbot.addWidget(window)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(page)
        splitter.addWidget(page.panel)
        splitter.setSizes([900, 300])
        window.setCentralWidget(splitter)
        window.setMenuWidget(page.toolbar())
        window.resize(1200, 760)
        actions = [Action(one.name, one.text, getattr(page, one.method), one.key) for one in FEATURE.actions]
        bind(window, actions, context=Qt.ShortcutContext.WindowShortcut)
        session.changed.connect(lambda changed: page.refresh() if page.reads & changed.tables else None)
        window.show()
        qtbot.waitExposed(window)
        page.table.setFocus()
        opened.append(session)
        windows.append(window)
        return page

    yield make
    for session in opened:
        session.close()


@pytest.fixture
def page(open_page: Callable[[Engagement], InitiativesPage], tmp_path: Path, clock: Clock) -> InitiativesPage:
    return open_page(sample.portfolio(tmp_path / "p.icoo", clock))


@pytest.fixture
def bare_page(open_page: Callable[[Engagement], InitiativesPage], tmp_path: Path, clock: Clock) -> InitiativesPage:
    return open_page(sample.empty(tmp_path / "bare.icoo", clock))


def dialog(page: InitiativesPage) -> FormDialog:
    QApplication.processEvents()
    return next(one for one in page.findChildren(FormDialog) if one.isVisible())


def press(page: InitiativesPage, key: Qt.Key) -> None:
    page.window().activateWindow()  # a dialog was in front before
    QApplication.processEvents()
    QTest.keyClick(page._table(), key)
    QApplication.processEvents()


def answer(page: InitiativesPage) -> str:
    return page.answer().replace("\u00a0", " ")


def shown(page: InitiativesPage) -> list[str]:
    return [row.reference for row in page._table().table.rows()]


def test_that_the_list_and_the_answer_follow_the_data(page: InitiativesPage) -> None:
    assert shown(page) == ["I1", "I2", "I3", "I4"]
    assert answer(page) == "0 of 3 initiatives are done or on track; Scrap: top-ten causes is 4 weeks late"
    assert page._total.text() == "4 shown, 3 with an estimate: €4.9m a year, likely, not confirmed"
    page.session.run(MoveStage(3, "stopped"))
    assert answer(page) == "0 of 2 initiatives are done or on track; Freeze rule and planning rhythm is 11 days late"


def test_that_stages_group_the_portfolio_and_name_what_lacks(page: InitiativesPage) -> None:
    press(page, Key.Key_2)
    assert page.stages.isVisible()
    heads = [line.name for line in page.stages.table.lines() if isinstance(line, GroupHead)]
    assert heads == ["Idea", "Chartered", "Approved", "Delivery"]
    row = page.stages.table.rows()[0]
    assert "Missing for delivery KPI, baseline, target, review date" in page.stages.table.spoken(row)
    press(page, Key.Key_1)
    assert page.table.isVisible()


def test_that_filters_show_what_they_say(page: InitiativesPage) -> None:
    page._owner.choose("M. Wójcik")
    page._show()
    assert shown(page) == ["I2"]
    page._search.setText("nothing like it")
    assert shown(page) == []
    assert page.table._empty is not None
    assert page.table._empty.isVisible()
    assert page.open_record("I4")
    assert page.current() is not None
    assert page.current().reference == "I4"  # type: ignore[union-attr]
    assert not page.open_record("I99")


def test_that_a_stage_is_moved_in_its_dialog_and_a_refusal_stays_there(page: InitiativesPage) -> None:
    page.table.select_key("I3")
    press(page, Key.Key_S)
    asked = dialog(page)
    assert "KPI, baseline, target, review date" in asked.note.text()
    asked.form.set_value("stage", "delivery")
    asked._press()
    assert asked.isVisible()
    assert "I3 cannot be in delivery" in asked.error.text()
    asked.form.set_value("stage", "approved")
    asked._press()
    assert not asked.isVisible()
    assert page.current().stage == "approved"  # type: ignore[union-attr]


def test_that_a_new_initiative_answers_a_finding_and_is_chosen(page: InitiativesPage) -> None:
    assert page.open_record("new:finding=F5")
    asked = dialog(page)
    assert asked.form.text("finding") == "F5"
    asked.form.set_value("name", "Board in the press shop")
    asked.form.set_value("owner", "S. Öberg")
    asked.form.set_value("benefit_likely", "120,000")
    asked._press()
    row = page.current()
    assert row is not None
    assert (row.reference, row.findings, row.owner, row.benefit_likely) == ("I5", (5,), "S. Öberg", 12_000_000)
    assert not page.open_record("new:finding=F99")
    assert page.open_record("new:")
    dialog(page).reject()


def test_that_a_change_writes_only_what_differs_as_one_step(page: InitiativesPage) -> None:
    content = rows_of(page.session.engagement)
    page.table.select_key("I4")
    press(page, Key.Key_F2)
    dialog(page)._press()
    assert rows_of(page.session.engagement) == content
    press(page, Key.Key_F2)
    asked = dialog(page)
    asked.form.set_value("owner", "S. Öberg")
    end = asked.form.widget("end")
    assert isinstance(end, QLineEdit)
    end.setText("not a date")
    asked._press()
    assert asked.isVisible()
    asked.form.set_value("end", date(2027, 1, 29))
    asked._press()
    row = page.current()
    assert row is not None
    assert (row.owner, row.end, row.benefit_likely) == ("S. Öberg", date(2027, 1, 29), 160_000_000)
    page.session.undo()
    assert rows_of(page.session.engagement) == content


def test_that_findings_are_linked_and_lead_to_their_record(page: InitiativesPage) -> None:
    places: list[tuple[str, str]] = []
    page.session.navigated.connect(lambda feature, record: places.append((feature, record)))
    page.table.select_key("I1")
    press(page, Key.Key_L)
    asked = dialog(page)
    asked.form.set_value("finding", "F5")
    asked._press()
    assert page.current().findings == (1, 5)  # type: ignore[union-attr]
    QApplication.processEvents()
    for start in ("F1 ", "LOG01", "0 of 3"):
        made = [one for one in page.panel.findChildren(QAbstractButton) if one.accessibleName().startswith(start)]
        QTest.mouseClick(made[-1], Qt.MouseButton.LeftButton)
    press(page, Key.Key_G)
    assert places == [("", "F1"), ("", "LOG01"), ("plan", "I1"), ("plan", "I1")]


def test_that_removing_says_why_not_and_gives_undo(page: InitiativesPage) -> None:
    said: list[str] = []
    page.session.bannered.connect(lambda text: said.append(text.bold))
    page.table.select_key("I1")
    press(page, Key.Key_Delete)
    assert said == ["I1 has 3 tasks and 0 actions."]
    page.session.run(AddInitiative("Mistake", sample.TODAY))
    page.table.select_key("I5")
    press(page, Key.Key_Delete)
    assert shown(page) == ["I1", "I2", "I3", "I4"]
    page.session.undo()
    assert "I5" in shown(page)


def test_that_state_comes_back(page: InitiativesPage) -> None:
    page.show_stages()
    page._owner.choose("J. Åkesson")
    page._show()
    kept = page.state()
    page.open_record("I1")
    page.show_list()
    page.restore(kept)
    assert page.state() == kept


def test_that_another_currency_shows_at_once(page: InitiativesPage) -> None:
    page.session.run(ChangeMandate(currency="SEK"))
    column = next(one for one in page.table.table.columns if one.key == "benefit_likely")
    assert "SEK" in column.words(page._rows[0]) or "kr" in column.words(page._rows[0])
    assert page.table.isVisible()
    assert shown(page) == ["I1", "I2", "I3", "I4"]


def test_that_an_empty_portfolio_says_what_comes(bare_page: InitiativesPage) -> None:
    assert bare_page.answer() == "No initiative yet"
    for name in ("edit", "move_stage", "link_finding", "remove", "show_plan"):
        getattr(bare_page, name)()
    empty = bare_page.table._empty
    assert empty is not None
    assert empty.isVisible()
    bare_page.new_initiative()
    asked = dialog(bare_page)
    asked.form.set_value("name", "First idea")
    asked._press()
    assert bare_page.answer() == "1 idea, none chartered yet"
    assert not empty.isVisible()


def test_that_very_long_texts_keep_the_layout(page: InitiativesPage) -> None:
    window = page.window()
    width = window.width()
    page.session.run(AddInitiative(LONG, sample.TODAY, LONG, LONG[:100], findings=(5,)))
    page.table.select_key("I5")
    QApplication.processEvents()
    assert window.width() == width
    assert page.panel.width() <= 420


def test_that_300_initiatives_are_listed(
    open_page: Callable[[Engagement], InitiativesPage], tmp_path: Path, clock: Clock
) -> None:
    from interimcoo.text import Label

    class Many:
        final = False
        long = False
        label = Label("Many")

        def apply(self, db):  # type: ignore[no-untyped-def]
            for number in range(300):
                AddInitiative(f"Initiative {number}", sample.TODAY, benefit_likely=100).apply(db)

    engagement = sample.empty(tmp_path / "many.icoo", clock)
    engagement.run(Many())
    page = open_page(engagement)
    assert len(shown(page)) == 300
    assert page.open_record("I300")


def steps(page: InitiativesPage, today: date = sample.TODAY) -> list[str]:
    return [one.title.words("en") for one in page.session.read(guide.steps, today)]


def test_that_the_guide_names_what_is_missing(page: InitiativesPage) -> None:
    found = steps(page)
    assert "I3 has no KPI" in found
    assert "I4 has no review date" in found
    assert "I1 has no owner" not in found
    assert "Review I1" in steps(page, date(2026, 10, 2))
    for number in range(4):
        page.session.run(AddInitiative(f"More {number}", sample.TODAY, owner="J. Åkesson", findings=(5,)))
        page.session.run(MoveStage(5 + number, "approved"))
    assert "J. Åkesson owns 4 active initiatives" in steps(page)


def test_that_a_finding_to_act_on_leads_to_a_new_initiative(page: InitiativesPage) -> None:
    from interimcoo.features.initiatives.commands import RemoveInitiative

    page.session.run(AddInitiative("Gone again", sample.TODAY, findings=(5,)))
    page.session.run(RemoveInitiative(5))
    found = next(one for one in page.session.read(guide.steps, sample.TODAY) if "F5" in one.title.words("en"))
    assert page.open_record(found.record)
    assert dialog(page).form.text("finding") == "F5"


@pytest.mark.parametrize("language", ["en", "sv"])
def test_that_the_report_lists_all_with_recorded_figures(page: InitiativesPage, language: str) -> None:
    (section,) = page.session.read(report.sections, Context(language, sample.TODAY, NOW))
    table = section.blocks[0]
    assert isinstance(table, Table)
    assert (section.key, table.key, len(table.rows)) == ("portfolio", "tblInitiatives", 4)
    if language == "en":
        assert spoken(section.title, "en") == page.answer()
    made = Report("r", "o", "a", language, "confidential", NOW, 1, "s", (section,))
    values: dict[str, object] = {}
    for figure in figures(made):
        assert values.setdefault(figure.id, figure.value) == figure.value, figure.id
    for row in table.rows:
        for cell in row.cells:
            assert not isinstance(cell, str) or not any(letter.isdigit() for letter in cell), cell


def test_that_page_one_gets_the_count_by_status_and_the_worst(page: InitiativesPage) -> None:
    parts = page.session.read(report.summary, Context("en", sample.TODAY, NOW))
    assert [spoken(words, "en") for _label, words, _share in parts.strip] == ["1 at risk, 2 off track"]
    assert [spoken(words, "en").replace("\u00a0", " ") for words in parts.worries] == [
        "Initiative I3, Scrap: top-ten causes, is 4 weeks late"
    ]


def test_that_an_empty_portfolio_gives_no_section(bare_page: InitiativesPage) -> None:
    context = Context("en", sample.TODAY, NOW)
    assert bare_page.session.read(report.sections, context) == ()
    assert bare_page.session.read(report.summary, context).strip == ()
