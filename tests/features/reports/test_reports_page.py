"""The reports page: preview of the real PDF, sections, checks and files, through the window's own session."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from features.reports.board_engagement import CLIENT, TODAY, board_engagement
from interimcoo.features.reports.feature import FEATURE
from interimcoo.features.reports.page import ReportsPage
from interimcoo.store.engagement import Engagement
from interimcoo.ui.session import BannerText, Session
from interimcoo.ui.theme import theme
from surroundings import TickingClock


@pytest.fixture
def session(tmp_path: Path, clock: TickingClock, qtbot: QtBot) -> Iterator[Session]:
    made = Session(board_engagement(tmp_path / "client.icoo", clock), TODAY)
    yield made
    made.close()


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> ReportsPage:
    made = ReportsPage(session)
    session.changed.connect(lambda changed: made.refresh() if changed.tables & made.reads else None)
    qtbot.addWidget(made)
    qtbot.addWidget(made.toolbar())
    qtbot.addWidget(made.inspector())
    made.resize(1100, 800)
    made.show()
    settled(made, qtbot)
    return made


def settled(page: ReportsPage, qtbot: QtBot) -> None:
    """Wait until the preview shows the newest state."""
    revision = page.session.engagement.revision

    def shown() -> bool:
        board = page.board
        return board is not None and board.report.revision == revision and not page.renewing

    qtbot.waitUntil(shown, timeout=15_000)


def titled(page: ReportsPage) -> dict[str, str]:
    return {row.name: row.used for row in page.side.sections.rows()}


def test_that_the_preview_shows_the_pages_of_the_real_file(page: ReportsPage) -> None:
    assert page.result is not None
    assert page.preview.pages == page.result.pages > 3
    assert page.answer().startswith(f"The report is complete: {page.result.pages} pages")
    assert page.context() == f"Sep 2026, revision {page.session.engagement.revision}"


def test_that_the_list_tells_the_pages_each_section_takes(page: ReportsPage) -> None:
    used = titled(page)
    assert used["summary"] == "1.0"
    assert "kpis.scorecard" in used
    assert page.side.count.text().endswith("of 5")
    rows = page.side.sections.rows()
    assert [row.annex for row in rows] == sorted(row.annex for row in rows)
    assert page.side.pages.count() == page.preview.pages


def test_that_a_section_is_left_out_by_its_box_and_comes_back_by_undo(page: ReportsPage, qtbot: QtBot) -> None:
    page.side.sections.choose("kpis.scorecard")
    qtbot.keyClick(page.side.sections, Qt.Key.Key_Space)
    settled(page, qtbot)
    assert titled(page)["kpis.scorecard"] == "–"
    assert page.session.engagement.undo_label().words("en") == "Leave out section Scorecard"
    page.session.undo()
    settled(page, qtbot)
    assert titled(page)["kpis.scorecard"] != "–"


def test_that_a_click_on_the_box_leaves_a_section_out(page: ReportsPage, qtbot: QtBot) -> None:
    names = [row.name for row in page.side.sections.rows()]
    item = page.side.sections.item(names.index("kpis.scorecard"))
    rect = page.side.sections.visualItemRect(item)
    qtbot.mouseClick(
        page.side.sections.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(14, rect.height() // 2)
    )
    settled(page, qtbot)
    assert titled(page)["kpis.scorecard"] == "–"


def test_that_the_summary_cannot_be_left_out_and_the_reason_is_said(page: ReportsPage, qtbot: QtBot) -> None:
    said: list[BannerText] = []
    page.session.bannered.connect(said.append)
    page.side.sections.choose("summary")
    qtbot.keyClick(page.side.sections, Qt.Key.Key_Space)
    assert said[0].bold == "The summary stands in every board report."
    assert page.side.sections.rows()[0].included


def test_that_alt_and_an_arrow_move_a_section(page: ReportsPage, qtbot: QtBot) -> None:
    body = [row.name for row in page.side.sections.rows() if not row.annex]
    page.side.sections.choose(body[2])
    qtbot.keyClick(page.side.sections, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settled(page, qtbot)
    assert [row.name for row in page.side.sections.rows()][:3] == [body[0], body[2], body[1]]
    assert page.side.sections.current() == body[2]
    page.move_up()  # the summary stays first
    assert [row.name for row in page.side.sections.rows()][:2] == [body[0], body[2]]


def test_that_a_section_moves_to_the_annex_and_back(page: ReportsPage, qtbot: QtBot) -> None:
    page.side.sections.choose("kpis.scorecard")
    page.change_place()
    settled(page, qtbot)
    assert next(row for row in page.side.sections.rows() if row.name == "kpis.scorecard").annex
    assert page.session.engagement.undo_label().words("en") == "Move section Scorecard to the annex"


def test_that_a_title_typed_in_the_inspector_is_printed(page: ReportsPage, qtbot: QtBot, tmp_path: Path) -> None:
    form = page.panel.form
    assert form is not None
    field = form.widget("title")
    assert isinstance(field, QPlainTextEdit)
    page.panel.show()
    field.setFocus()
    field.setPlainText("The board decides on 1 spindle")
    form.left.emit("title")
    settled(page, qtbot)
    assert page.board.report.sections[0].title == "The board decides on 1 spindle"
    with qtbot.waitSignal(page.session.toasted, timeout=15_000):
        page.files.save_pdf(page.board.report, tmp_path / "board.pdf")
    with pikepdf.open(tmp_path / "board.pdf") as pdf, pdf.open_outline() as outline:
        assert outline.root[0].title == "The board decides on 1 spindle"


def test_that_leaving_a_field_unchanged_changes_nothing(page: ReportsPage) -> None:
    before = page.session.engagement.revision
    form = page.panel.form
    assert form is not None
    form.left.emit("title")
    form.left.emit("comment")
    assert page.session.engagement.revision == before


def test_that_a_page_limit_too_small_switches_writing_off_and_says_why(page: ReportsPage, qtbot: QtBot) -> None:
    from interimcoo.features.reports.commands import ChangePageLimit

    page.session.run(ChangePageLimit(1))
    settled(page, qtbot)
    assert not page.primary.isEnabled()
    assert "1 are allowed" in page.primary.toolTip()
    assert page.answer().startswith("1 thing keeps the report from being written")
    page.write_pdf()
    assert page.files.dialog is None


def test_that_the_dialog_proposes_a_name_and_writes_there(page: ReportsPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.write_pdf()
    dialog = page.files.dialog
    assert dialog is not None
    proposed = Path(dialog.selectedFiles()[0]).name
    assert proposed == f"2026-09-22 {CLIENT} Board report r{page.session.engagement.revision}.pdf"
    with qtbot.waitSignal(page.session.toasted, timeout=15_000) as told:
        dialog.fileSelected.emit(str(tmp_path / "mine"))
    dialog.close()
    assert told.args[0].startswith("mine.pdf written, ")
    with pikepdf.open(tmp_path / "mine.pdf") as pdf:
        assert len(pdf.pages) == page.preview.pages


def test_that_the_annex_holds_the_figures_with_their_pages(page: ReportsPage, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(page.session.toasted, timeout=15_000):
        page.files.save_workbook(page.board.report, page.result, tmp_path / "annex.xlsx")
    book = openpyxl.load_workbook(tmp_path / "annex.xlsx")
    sheet = next(sheet for sheet in book.worksheets if "tblFigures" in sheet.tables)
    assert sheet.max_row - 1 >= len(page.result.figures)
    assert sheet.cell(1, sheet.max_column).value == "Pages"


def test_that_a_place_that_takes_no_file_is_said_with_a_remedy(page: ReportsPage, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(page.session.bannered, timeout=15_000) as said:
        page.files.save_pdf(page.board.report, tmp_path / "absent" / "board.pdf")
    assert said.args[0].bold == "board.pdf could not be written."
    assert "choose another name" in said.args[0].plain


def test_that_choosing_a_section_brings_its_page_into_view(page: ReportsPage, qtbot: QtBot) -> None:
    last = page.side.sections.rows()[-1].name
    page.side.sections.setCurrentRow(len(page.side.sections.rows()) - 1)
    assert page.preview.pageNavigator().currentPage() + 1 == page.side.page_of(last)
    qtbot.keyClick(page.preview, Qt.Key.Key_PageUp)
    assert page.preview.pageNavigator().currentPage() + 2 == page.side.page_of(last)


def test_that_the_zoom_told_follows_the_width_while_it_fits(page: ReportsPage, qtbot: QtBot) -> None:
    page.fit_width()
    before = page.preview.percent
    page.resize(page.width() + 300, page.height())
    qtbot.waitUntil(lambda: page.preview.percent > before)
    assert page.percent.text() == f"{page.preview.percent}%"


def test_that_the_zoom_moves_in_steps_and_fits_again(page: ReportsPage) -> None:
    fitted = page.preview.percent
    page.zoom_in()
    assert page.preview.percent > fitted
    assert page.percent.text() == f"{page.preview.percent}%"
    page.zoom_out()
    page.fit_width()
    assert page.preview.percent == fitted


def test_that_the_paper_stays_white_in_the_dark(page: ReportsPage, qtbot: QtBot) -> None:
    theme().set_scheme("dark")
    try:
        qtbot.waitUntil(lambda: _lightest(page.preview) > 250, timeout=5_000)
        desk = page.preview.grab().toImage().pixelColor(2, 2)
        assert desk == QColor(theme().colour("sunken"))
    finally:
        theme().set_scheme("light")


def _lightest(widget: QWidget) -> int:
    image = widget.grab().toImage()
    return max(image.pixelColor(image.width() // 2, y).lightness() for y in range(0, image.height(), 7))


def test_that_another_language_is_previewed_without_changing_the_file(page: ReportsPage, qtbot: QtBot) -> None:
    before = page.session.engagement.revision
    page.restore({"language": "sv"})
    qtbot.waitUntil(lambda: page.board is not None and page.board.report.language == "sv", timeout=15_000)
    assert page.session.engagement.revision == before
    assert page.state()["language"] == "sv"


def test_that_an_engagement_without_mandate_has_a_preview_too(
    tmp_path: Path, clock: TickingClock, qtbot: QtBot
) -> None:
    session = Session(Engagement.create(tmp_path / "empty.icoo", clock=clock), TODAY)
    made = ReportsPage(session)
    qtbot.addWidget(made)
    qtbot.addWidget(made.toolbar())
    qtbot.addWidget(made.inspector())
    settled(made, qtbot)
    assert 1 <= made.preview.pages <= 2
    assert made.board is not None
    assert made.board.report.organisation == "Engagement without mandate"
    session.close()


def test_that_every_action_of_the_feature_is_a_method_of_the_page(page: ReportsPage) -> None:
    assert FEATURE.shortcut == "Ctrl+9"
    assert FEATURE.icon == "report-analytics"
    for action in FEATURE.actions:
        assert callable(getattr(page, action.method))


def test_that_every_part_can_be_named(page: ReportsPage) -> None:
    for part in (page.preview, page.side.sections, page.side.pages, page.side.bar, page.primary, page.annex):
        assert part.accessibleName()
