"""The import page as a person uses it: by keyboard alone, with files that are refused, cancel, undo, and empty."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import select

from exchange.excel_in.workbooks import book, compound, weekly
from interimcoo.features.imports.page import ImportPage
from interimcoo.features.imports.wizard import COLUMNS, FILE, RUN, TABLE
from interimcoo.store.engagement import Clock, Engagement
from interimcoo.store.tables import ImportProfile, ImportRun, Kpi, Reading, Source
from interimcoo.text import resources
from interimcoo.ui.session import BannerText, Session

TODAY = date(2026, 9, 22)
KEY = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def session(tmp_path: Path, clock: Clock, qtbot: QtBot) -> Iterator[Session]:
    made = Session(Engagement.create(tmp_path / "a.icoo", clock=clock), TODAY)
    yield made
    made.close()


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> Iterator[ImportPage]:
    """The page with its toolbar and its inspector in one window."""
    window = QWidget()
    row = QHBoxLayout(window)
    made = ImportPage(session)
    for part in (made, made.bar, made.inspector()):
        assert part is not None
        row.addWidget(part)
    window.resize(1300, 700)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    yield made
    window.close()


@pytest.fixture
def banners(session: Session) -> list[BannerText]:
    said: list[BannerText] = []
    session.bannered.connect(said.append)
    return said


def opened(qtbot: QtBot, page: ImportPage, path: Path) -> None:
    page.open_file(path)
    qtbot.waitUntil(lambda: page.wizard.draft is not None, timeout=15_000)
    qtbot.waitUntil(lambda: page.window().focusWidget() is page.wizard.table.sheet, timeout=2000)


def press(page: ImportPage, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key where the focus is."""
    QApplication.processEvents()
    target = page.window().focusWidget() or page
    QTest.keyClick(target, key, held)
    QApplication.processEvents()


def tried(qtbot: QtBot, page: ImportPage) -> None:
    qtbot.waitUntil(lambda: page.wizard.run is not None, timeout=15_000)
    QApplication.processEvents()


def test_that_an_empty_engagement_says_what_will_appear(page: ImportPage) -> None:
    assert page.answer() == "No workbook has been imported yet"
    assert page.title() == "Import"
    said = [label.text() for label in page.start.findChildren(QLabel)]
    assert any("Drop a workbook" in text for text in said)
    assert any("listed here" in text for text in said)


def test_that_a_workbook_goes_in_by_keyboard_alone(
    qtbot: QtBot, page: ImportPage, session: Session, tmp_path: Path
) -> None:
    toasts: list[str] = []
    session.toasted.connect(lambda text, _undo: toasts.append(text))
    opened(qtbot, page, book(tmp_path / "w.xlsx", [["Report 2026"], [], *weekly()]))
    assert page.wizard.step == TABLE
    assert (page.title(), page.context(), page.breadcrumb()) == ("w.xlsx", "sheet Data", "Import")
    press(page, KEY.Key_Return)
    assert page.wizard.step == COLUMNS
    press(page, KEY.Key_Right, ALT)
    assert page.wizard.step == RUN
    tried(qtbot, page)
    assert page.bar.primary().text() == "Import 16 rows"
    press(page, KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page.wizard.draft is None, timeout=10_000)
    assert toasts == ["16 rows imported from w.xlsx"]
    assert page.answer() == "1 import, no cell rejected"
    with session.engagement.reading() as db:
        assert len(db.exec(select(Reading.id)).all()) == 16
    assert session.undo()
    assert page.refresh() is None
    assert page.answer() == "No workbook has been imported yet"


def test_that_alt_left_walks_back_and_leaves(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    opened(qtbot, page, book(tmp_path / "w.xlsx", weekly()))
    press(page, KEY.Key_Right, ALT)
    press(page, KEY.Key_Left, ALT)
    assert page.wizard.step == TABLE
    press(page, KEY.Key_Left, ALT)
    assert page.wizard.step == FILE
    assert page.wizard.draft is not None
    press(page, KEY.Key_Left, ALT)
    assert page.wizard.draft is None
    assert page.breadcrumb() is None


def test_that_rows_are_marked_by_key_and_each_choice_is_taken_back(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    opened(qtbot, page, book(tmp_path / "w.xlsx", [["Title"], *weekly(), ["Extra", "%", 1, *range(8)]]))
    wizard = page.wizard
    first = wizard.draft
    assert first is not None
    assert first.layout is not None
    assert first.layout.header_rows == (2,)
    wizard.table.sheet.go_to(5)
    press(page, KEY.Key_S)
    assert wizard.draft.layout.skipped_rows == {5}  # type: ignore[union-attr]
    press(page, KEY.Key_T)
    assert wizard.draft.layout.total_rows == {5}  # type: ignore[union-attr]
    assert wizard.draft.layout.skipped_rows == frozenset()  # type: ignore[union-attr]
    wizard.table.sheet.go_to(4)
    press(page, KEY.Key_D)
    assert wizard.draft.layout.first_data_row == 4  # type: ignore[union-attr]
    wizard.table.sheet.go_to(3)
    press(page, KEY.Key_H)
    assert wizard.draft.layout.header_rows == (3,)  # type: ignore[union-attr]
    for _step in range(4):
        press(page, KEY.Key_Z, CTRL)
    assert wizard.draft == first


def test_that_band_edges_move_by_key_and_by_mouse(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    rows = [*weekly(), *(["Row", "%", 1, *range(8)] for _ in range(6))]
    opened(qtbot, page, book(tmp_path / "w.xlsx", rows))
    wizard, sheet = page.wizard, page.wizard.table.sheet
    sheet.go_to(9)
    press(page, KEY.Key_Up, ALT)
    assert wizard.draft.layout.last_data_row == 8  # type: ignore[union-attr]
    press(page, KEY.Key_Down, ALT)
    assert wizard.draft.layout.last_data_row == 9  # type: ignore[union-attr]
    view = sheet.viewport()
    line = sheet.rowViewportPosition(8) + sheet.rowHeight(8)

    def mouse(kind: QEvent.Type, y: int, buttons: Qt.MouseButton) -> None:
        at = QPointF(40, y)
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
        event = QMouseEvent(kind, at, view.mapToGlobal(at), button, buttons, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(view, event)

    mouse(QEvent.Type.MouseButtonPress, line, Qt.MouseButton.LeftButton)
    mouse(QEvent.Type.MouseMove, sheet.rowViewportPosition(6) + 2, Qt.MouseButton.LeftButton)
    mouse(QEvent.Type.MouseButtonRelease, sheet.rowViewportPosition(6) + 2, Qt.MouseButton.NoButton)
    assert wizard.draft.layout.last_data_row == 6  # type: ignore[union-attr]
    assert sheet.model_.bands.of(7) == "skip"


def test_that_the_next_proposal_is_one_key_away(qtbot: QtBot, page: ImportPage) -> None:
    opened(qtbot, page, resources() / "sample" / "Leveransrapport_v37.xlsx")
    before = page.wizard.draft
    assert before is not None
    press(page, KEY.Key_P)
    assert page.wizard.draft is not None
    assert page.wizard.draft.place == 1
    assert page.wizard.draft.layout != before.layout
    for _proposal in range(2):
        press(page, KEY.Key_P)
    assert page.wizard.draft.layout == before.layout


def test_that_a_field_is_chosen_by_key(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    opened(qtbot, page, book(tmp_path / "w.xlsx", weekly()))
    press(page, KEY.Key_Right, ALT)
    view = page.wizard.mapping
    qtbot.waitUntil(lambda: page.window().focusWidget() is view.table, timeout=2000)
    view.table.select_key("2")
    press(page, KEY.Key_Return)
    assert view.menu is not None
    action = next(a for a in view.menu.actions() if a.data() == "unit_name")
    view.menu.setActiveAction(action)
    QTest.keyClick(view.menu, KEY.Key_Return)
    layout = page.wizard.draft.layout  # type: ignore[union-attr]
    assert layout is not None
    assert {c.column: c.field for c in layout.columns}[2] == "unit_name"
    press(page, KEY.Key_Z, CTRL)
    layout = page.wizard.draft.layout  # type: ignore[union-attr]
    assert layout is not None
    assert {c.column: c.field for c in layout.columns}[2] == "unit"


def test_that_what_is_lacking_is_asked_and_the_answer_goes_on(
    qtbot: QtBot, page: ImportPage, banners: list[BannerText], tmp_path: Path
) -> None:
    rows = [["Week", "Value"], *([f"2026-W{n}", 90.5 + n] for n in range(10, 16))]
    opened(qtbot, page, book(tmp_path / "w.xlsx", rows))
    press(page, KEY.Key_Right, ALT)
    press(page, KEY.Key_Right, ALT)
    assert page.wizard.step == COLUMNS
    assert banners[-1].bold == "No column is kpi. Choose one, or give it as a constant."
    field = page.wizard.questions.needed("kpi")
    assert field is not None
    assert page.window().focusWidget() is field
    QTest.keyClicks(field, "On time in full")
    QTest.keyClick(field, KEY.Key_Return)
    press(page, KEY.Key_Right, ALT)
    assert page.wizard.step == RUN
    tried(qtbot, page)
    assert page.wizard.run is not None
    assert page.wizard.run.new == 6


def test_that_the_year_is_asked_when_no_heading_says_it(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    rows = [["KPI", "v50", "v51", "v52", "v1"], ["On time in full", 90, 91, 92, 93], ["Absence", 4, 5, 6, 7]]
    opened(qtbot, page, book(tmp_path / "w.xlsx", rows))
    press(page, KEY.Key_Right, ALT)
    questions = page.wizard.questions
    assert questions.year.isVisible()
    questions.year.setText("2026")
    questions.year.editingFinished.emit()
    press(page, KEY.Key_Right, ALT)
    tried(qtbot, page)
    assert page.wizard.run is not None
    assert {r.text("period") for r in page.wizard.run.records} == {"2025-W50", "2025-W51", "2025-W52", "2026-W01"}


def test_that_answers_reach_the_engagement(qtbot: QtBot, page: ImportPage, session: Session, tmp_path: Path) -> None:
    rows = [["KPI", "2026-W30", "2026-W31", "2026-W32"], ["Own measure", "1.234", "1.250", "1.300"], ["Other", 2, 3, 4]]
    opened(qtbot, page, book(tmp_path / "w.xlsx", rows))
    page.wizard.go(COLUMNS)
    questions = page.wizard.questions
    questions.sign.setCurrentIndex(questions.sign.findData("comma"))
    questions.sign.activated.emit(1)
    questions.grade.setCurrentIndex(questions.grade.findData("C"))
    questions.grade.activated.emit(3)
    questions.unit.setText("pcs")
    questions.unit.editingFinished.emit()
    page.wizard.go(RUN)
    tried(qtbot, page)
    page.run_import()
    qtbot.waitUntil(lambda: page.wizard.draft is None, timeout=10_000)
    with session.engagement.reading() as db:
        assert set(db.exec(select(Kpi.unit)).all()) == {"pcs"}
        assert db.exec(select(Source.trust_grade)).all() == ["C"]
        assert max(db.exec(select(Reading.value)).all()) == 1300


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x00\x01\x02" * 500, "not a spreadsheet"),
        (compound("EncryptedPackage"), "protected by a password"),
        (b"PK\x03\x04 and then nothing", "damaged or incomplete"),
        (b"", "empty (0 bytes)"),
    ],
)
def test_that_a_refused_file_is_named_with_reason_and_remedy(
    qtbot: QtBot, page: ImportPage, banners: list[BannerText], tmp_path: Path, data: bytes, says: str
) -> None:
    path = tmp_path / "bad <b>file.xlsx"
    path.write_bytes(data)
    page.open_file(path)
    qtbot.waitUntil(lambda: bool(banners), timeout=10_000)
    assert banners[-1].tone == "error"
    assert path.name in banners[-1].bold
    assert says in banners[-1].bold
    assert banners[-1].plain
    assert page.wizard.draft is None
    assert path.read_bytes() == data


def test_that_cancel_while_reading_leaves_everything_as_before(
    qtbot: QtBot, page: ImportPage, session: Session, banners: list[BannerText], tmp_path: Path
) -> None:
    path = book(tmp_path / "long.xlsx", [[n, f"row {n}", n * 2, n * 3] for n in range(20_000)])
    page.open_file(path)
    job = session.jobs.running[0]
    assert job.cancellable
    assert page.context() == "long.xlsx"
    job.cancel()
    qtbot.waitUntil(lambda: not session.jobs.running, timeout=3000)
    assert page.wizard.draft is None
    assert page.context() == ""
    assert not banners


def test_that_leaving_the_wizard_stores_nothing(
    qtbot: QtBot, page: ImportPage, session: Session, tmp_path: Path
) -> None:
    opened(qtbot, page, book(tmp_path / "w.xlsx", weekly()))
    page.wizard.go(RUN)
    tried(qtbot, page)
    page.up()
    assert session.engagement.revision == 0
    assert page.toolbar() is not page.bar


def test_that_a_file_handed_over_or_dropped_is_opened(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    path = book(tmp_path / "w.xlsx", weekly())
    assert page.open_record(f"file:{path}")
    qtbot.waitUntil(lambda: page.wizard.draft is not None, timeout=15_000)
    page.leave()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.start.drop.dropEvent(event)
    qtbot.waitUntil(lambda: page.wizard.draft is not None, timeout=15_000)
    assert not page.open_record("import:17")


def test_that_a_sheet_without_table_asks_for_its_header(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    opened(qtbot, page, book(tmp_path / "w.xlsx", [["one"], ["two"], ["three"]]))
    assert page.wizard.draft is not None
    assert page.wizard.draft.layout is None
    press(page, KEY.Key_Right, ALT)
    assert page.wizard.step == TABLE
    said = [label.text() for label in page.wizard.table_panel.findChildren(QLabel)]
    assert any("Nothing like a table was found" in text for text in said)


def test_that_another_sheet_of_the_file_can_be_chosen(qtbot: QtBot, page: ImportPage) -> None:
    opened(qtbot, page, resources() / "sample" / "Leveransrapport_v37.xlsx")
    page.wizard.go(FILE)
    page.wizard.sheets.table.select_key("Rådata")
    assert page.wizard.draft is not None
    assert page.wizard.draft.sheet == "Rådata"
    assert page.wizard.draft.layout is None
    press(page, KEY.Key_Z, CTRL)
    assert page.wizard.draft.sheet == "Leverans"


def test_that_the_dry_run_lists_new_and_rejected_with_reasons(qtbot: QtBot, page: ImportPage) -> None:
    opened(qtbot, page, resources() / "sample" / "Leveransrapport_v37.xlsx")
    page.wizard.go(RUN)
    tried(qtbot, page)
    view = page.wizard.outcome
    assert view.headline.text() == "384 new; 81 cells are rejected"
    assert view.records.table.rowCount() == 384
    view.segments.setFocus()
    view.segments.choose("rejected")
    view._choose("rejected")
    reasons = {row.reason: row.cells for row in view.reasons.table.rows()}
    assert reasons["Repeats row 13"] == 78
    assert reasons["Excel error #REF!"] == 1
    said = [label.text() for label in page.wizard.run_panel.findChildren(QLabel)]
    assert "495 cells read = 399 stored + 15 left out + 81 rejected" in said


def test_that_a_second_import_of_the_same_file_has_nothing_to_do(
    qtbot: QtBot, page: ImportPage, session: Session, tmp_path: Path
) -> None:
    path = book(tmp_path / "w.xlsx", weekly())
    for turn in range(2):
        opened(qtbot, page, path)
        page.wizard.go(RUN)
        tried(qtbot, page)
        if turn == 0:
            page.run_import()
            qtbot.waitUntil(lambda: page.wizard.draft is None, timeout=10_000)
    assert page.bar.primary().toolTip() == "Everything in the file is known already."
    assert not page.bar.primary().isEnabled()
    page.run_import()
    with session.engagement.reading() as db:
        assert len(db.exec(select(ImportRun.id)).all()) == 1


def test_that_choices_are_kept_as_a_profile(qtbot: QtBot, page: ImportPage, session: Session, tmp_path: Path) -> None:
    opened(qtbot, page, book(tmp_path / "w.xlsx", weekly()))
    page.wizard.go(RUN)
    tried(qtbot, page)
    page.save_profile()
    dialog = page._dialog
    assert dialog is not None
    dialog.form.set_value("name", "Weekly sheet")
    dialog.primary.click()
    with session.engagement.reading() as db:
        assert db.exec(select(ImportProfile.name)).all() == ["Weekly sheet"]
    page.leave()
    opened(qtbot, page, book(tmp_path / "v.xlsx", weekly(5)))
    assert page.wizard.draft is not None
    assert page.wizard.draft.profile == "Weekly sheet"
    assert page.wizard.table.chip.isVisible()


def test_that_long_and_hostile_texts_are_shown_letter_by_letter(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    nasty = "<b>On time</b> " + "very long name " * 40
    rows = [["KPI", "2026-W30", "2026-W31", "2026-W32"], [nasty, 1, 2, 3], ["=1+1 text", 4, 5, 6], ["Ok", 7, 8, 9]]
    opened(qtbot, page, book(tmp_path / "<i>w.xlsx", rows))
    page.wizard.go(COLUMNS)
    page.wizard.go(RUN)
    tried(qtbot, page)
    for widget in page.window().findChildren(QLabel):
        assert widget.textFormat() == Qt.TextFormat.PlainText, widget.text()
    view = page.wizard.outcome.records
    assert view.width() <= page.width()
    assert any("<b>On time</b>" in row.name for row in view.table.rows())


def test_that_the_preview_of_a_long_sheet_scrolls_without_reading_it_all(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    rows = [["Week", "KPI", "Value"], *([f"2026-W{n % 50 + 1:02d}", f"K{n // 50}", n] for n in range(5000))]
    opened(qtbot, page, book(tmp_path / "w.xlsx", rows))
    sheet = page.wizard.table.sheet
    asked: list[int] = []
    inner = sheet.model_.cell
    sheet.model_.cell = lambda row, column: asked.append(row) or inner(row, column)  # type: ignore[method-assign]
    sheet.scrollToBottom()
    sheet.viewport().repaint()
    assert asked
    assert min(asked) > 4900
    assert len(asked) < 1000


def test_that_every_control_has_a_name_for_screen_readers(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit

    opened(qtbot, page, book(tmp_path / "w.xlsx", weekly()))
    for step in (FILE, TABLE, COLUMNS, RUN):
        page.wizard.go(step)
        QApplication.processEvents()
        for kind in (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView):
            for control in page.window().findChildren(kind):
                if control.isVisible() and control.focusPolicy() != Qt.FocusPolicy.NoFocus:
                    assert control.accessibleName(), f"{step}: {control}"
    tried(qtbot, page)
