"""A name that looks like markup, a formula and a shortcut stands letter by letter wherever it is shown."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import openpyxl
import pdfplumber
import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from interimcoo.exchange.excel_in.layout import ColumnChoice, Layout
from interimcoo.exchange.excel_in.sheet import Address
from interimcoo.exchange.excel_in.target import Options, Record, Reject, Value
from interimcoo.exchange.excel_out.workbook import write_workbook
from interimcoo.exchange.pdf.document import write_pdf
from interimcoo.features import FEATURES
from interimcoo.features.actions import commands as actions
from interimcoo.features.assessment import commands as assessment
from interimcoo.features.imports import commands as imports
from interimcoo.features.initiatives import commands as initiatives
from interimcoo.features.kpis import commands as kpis
from interimcoo.features.mandate import commands as mandate
from interimcoo.features.plan import commands as plan
from interimcoo.features.reports.board import board_report
from interimcoo.shell.window import MainWindow
from interimcoo.store.command import Command

NAME = "=Zyx <b>Ågren</b> &amp; Co"
TODAY = date(2026, 9, 22)
NOW = datetime(2026, 9, 22, 8, 0, tzinfo=UTC)
SOON = TODAY + timedelta(days=3)
FIRST = date(2026, 3, 2)


def _records() -> tuple[Record, ...]:
    return tuple(
        Record(
            row,
            {
                "kpi": Value(NAME, Address(row, 1), NAME),
                "period": Value(f"2026-W{row + 9:02d}", Address(row, 2), NAME),
                "value": Value(80.0 + row % 4, Address(row, 3), NAME),
            },
        )
        for row in range(1, 28)
    )


LAYOUT = Layout(NAME, (1,), 2, 28, (ColumnChoice(1, NAME, "kpi", "", 1.0, NAME),))
IMPORT = imports.ApplyImport(
    "kpi_values", f"{NAME}.xlsx", "ab" * 32, 1000, NAME, "A1:C28", LAYOUT.to_json(), NOW, 81, _records(),
    (Reject(Address(29, 1), NAME, NAME, NAME),), Options(create_missing=True, unit="percent"), "B",
)  # fmt: skip
COMMANDS: tuple[Command, ...] = (
    mandate.ChangeMandate(
        client=NAME, site=NAME, sponsor=NAME, consultant=NAME, purpose=NAME, scope=NAME, exclusions=NAME, authority=NAME
    ),
    mandate.AddUnit(NAME),
    mandate.ChangePerson(NAME, role=NAME, unit=NAME),
    IMPORT,
    imports.GradeSource(f"{NAME}.xlsx", "C", NAME),
    imports.SaveProfile(NAME, "kpi_values", (NAME,), LAYOUT.to_json()),
    kpis.AddKpi("X1", f"{NAME} 2", NAME, NAME, NAME, cadence="week", owner=NAME, target=90.0, target_from=FIRST),
    kpis.AddReading("X1", "2026-W38", 4.0, unit=NAME, note=NAME),
    kpis.AddReading("X1", "2026-W38", 4.0, note=NAME),
    kpis.ExcludeReading("X1", "2026-W38", NAME),
    kpis.AddMark(date(2026, 9, 14), NAME, "X1"),
    kpis.ChooseTiles(("X1", "K-01")),
    mandate.AddSuccessCriterion(NAME, "X1", 1.0, 2.0, SOON),
    assessment.Score("A1", score=1, evidence=NAME, confidence="B"),
    assessment.Score("A1", unit=NAME, respondent=NAME, score=2, evidence=NAME),
    assessment.AddFinding(NAME, "A", NAME, TODAY, "B", "A1", "X1", NAME, 1_00, 2_00, 3_00),
    initiatives.AddInitiative(NAME, TODAY, NAME, NAME, TODAY, SOON, (1,), "X1", 5_00, SOON),
    plan.AddTask(NAME, 1, NAME, 5),
    plan.AddTask(f"{NAME} 2", None, NAME, 0, after=(1,)),
    actions.AddAction(NAME, TODAY, "corrective", NAME, TODAY - timedelta(days=2), "X1", expected_effect=NAME),
    actions.AskDecision(NAME, TODAY, NAME, NAME, 7_00, NAME, SOON),
)  # fmt: skip


@pytest.fixture
def named(window: MainWindow) -> MainWindow:
    """The window on an engagement in which every text is the name."""
    assert window.session is not None
    for command in COMMANDS:
        window.session.engagement.run(command)
    return window


def _cells(model: QAbstractItemModel, role: int) -> Iterator[str]:
    under = QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(under)
    for row in range(model.rowCount(under)):
        for column in range(columns):
            index = model.index(row, column)
            words = model.data(index, role)
            if isinstance(words, str):
                yield words


def _said(widget: QWidget) -> Iterator[str]:
    yield widget.accessibleName()
    if isinstance(widget, QLabel | QLineEdit):
        yield widget.text()
    elif isinstance(widget, QAbstractButton):
        yield widget.text().replace("&&", "&")
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _cells(widget.model(), int(Qt.ItemDataRole.DisplayRole))


def _tips(widget: QWidget) -> Iterator[str]:
    yield widget.toolTip()
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _cells(widget.model(), int(Qt.ItemDataRole.ToolTipRole))


@pytest.mark.parametrize("name", FEATURES)
def test_that_a_page_shows_the_letters_of_a_name_and_nothing_reads_them_as_markup(
    named: MainWindow, name: str, qtbot: QtBot
) -> None:
    named.go(name)
    assert named.workspace is not None
    page, side = named.page(name), named.workspace.side
    qtbot.waitUntil(lambda: bool(page.answer()), timeout=20_000)
    widgets = [page, *page.findChildren(QWidget), side, *side.findChildren(QWidget)]
    if name != "reports":  # its words stand in the preview of the PDF
        qtbot.waitUntil(
            lambda: any(NAME in words for one in page.findChildren(QWidget) for words in _said(one)), timeout=20_000
        )
    shown = [words for one in widgets for words in _said(one) if "Ågren" in words]
    files = [words for words in shown if words.endswith(".pdf") and not set('<>:"/') & set(words)]
    assert [words for words in shown if NAME not in words and "…" not in words] == files
    assert not [tip for one in named.findChildren(QWidget) for tip in _tips(one) if GuiQt.mightBeRichText(tip)]
    assert {one.textFormat() for one in named.findChildren(QLabel)} == {Qt.TextFormat.PlainText}
    assert NAME in named.windowTitle()


def test_that_a_report_prints_the_letters_of_a_name_on_paper_and_in_a_workbook(
    named: MainWindow, tmp_path: Path
) -> None:
    assert named.session is not None
    with named.session.engagement.reading() as db:
        report = board_report(db, today=TODAY, now=NOW, revision=1)
    pdf, book = tmp_path / "report.pdf", tmp_path / "report.xlsx"
    write_pdf(report, pdf)
    write_workbook(report, book)

    with pdfplumber.open(pdf) as paper:
        text = "".join("".join((page.extract_text() or "").split()) for page in paper.pages)
        assert not [image for page in paper.pages for image in page.images]
    assert text.count("".join(NAME.split())) > 10
    assert b"/URI" not in pdf.read_bytes()

    cells = [cell for sheet in openpyxl.load_workbook(book) for row in sheet.iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == NAME].count("s") > 10
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert not [cell.coordinate for cell in cells if cell.hyperlink is not None and cell.hyperlink.target]
