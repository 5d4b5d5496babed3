"""Tables: sort, groups, keys, copying, what stays when rows change, and what a screen reader is told."""

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from interimcoo.ui.cells import GroupHead
from interimcoo.ui.column import Column
from interimcoo.ui.empty import EmptyState
from interimcoo.ui.marks import Assurance, Chip, MarkLabel, Status, Trust, Variation
from interimcoo.ui.table import TableView

NONE = Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True, slots=True)
class Line:
    """A row as a query gives it."""

    code: str
    name: str
    group: str
    value: float | None
    due: date | None = None
    signal: Variation | None = None
    trust: Trust | None = None


LINES = (
    Line("B", "Backlog age", "Logistics", 2040.0, date(2026, 9, 30), Variation("concern"), Trust("B")),
    Line("A", "Attainment", "Production", 70.8, date(2026, 9, 2), Variation("common"), Trust("C", "typed by hand")),
    Line("C", "Cash", "Finance", None),
    Line("D", "Delivery", "Logistics", 78.4, None, Variation("improvement", falling=True), Trust("A")),
)
COLUMNS = (
    Column("name", "KPI", note=lambda row: "%"),
    Column("value", "Value", "number", 80, text=lambda row: "" if row.value is None else f"{row.value:g}"),
    Column("due", "Due", "date", 90, text=lambda row: "" if row.due is None else row.due.isoformat()),
    Column("signal", "Signal", "variation", 120),
    Column("trust", "Trust", "trust", 50, rank=1),
)


@pytest.fixture
def table(qtbot: QtBot) -> TableView:
    made = TableView(COLUMNS, key=lambda row: row.code, name="KPIs")
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    made.set_rows(LINES)
    return made


def _names(table: TableView) -> list[str]:
    return [line.name for line in table.table.lines()]


def _click_head(table: TableView, column: int, qtbot: QtBot, modifier: Qt.KeyboardModifier = NONE) -> None:
    head = table.horizontalHeader()
    place = QPoint(head.sectionViewportPosition(column) + 10, head.height() // 2)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def test_that_a_click_sorts_and_a_second_turns_it_with_no_value_last(table: TableView, qtbot: QtBot) -> None:
    _click_head(table, 1, qtbot)
    assert _names(table) == ["Attainment", "Delivery", "Backlog age", "Cash"]
    _click_head(table, 1, qtbot)
    assert _names(table) == ["Backlog age", "Delivery", "Attainment", "Cash"]


def test_that_dates_sort_by_time_and_words_by_letter(table: TableView, qtbot: QtBot) -> None:
    _click_head(table, 2, qtbot)
    assert _names(table)[:2] == ["Attainment", "Backlog age"]
    _click_head(table, 0, qtbot)
    assert _names(table) == ["Attainment", "Backlog age", "Cash", "Delivery"]


def test_that_groups_count_their_rows_and_arrows_step_over_their_heads(qtbot: QtBot) -> None:
    table = TableView(COLUMNS, key=lambda row: row.code, group=lambda row: row.group, name="KPIs")
    qtbot.addWidget(table)
    table.resize(800, 400)
    table.show()
    table.set_rows(LINES)
    heads = [line for line in table.table.lines() if isinstance(line, GroupHead)]
    assert [(head.name, head.count) for head in heads] == [("Logistics", 2), ("Production", 1), ("Finance", 1)]
    table.setFocus()
    seen = [table.current_key()]

    for _row in range(3):
        qtbot.keyClick(table, Qt.Key.Key_Down)
        seen.append(table.current_key())

    assert seen == ["B", "D", "A", "C"]
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert table.current_key() == "A"


def test_that_the_current_row_stays_when_rows_change(table: TableView) -> None:
    table.select_key("D")
    table.set_rows(tuple(reversed(LINES)))
    assert table.current_key() == "D"

    table.set_rows(LINES[:2])

    assert table.current_key() == "B"


def test_that_enter_opens_and_the_choice_is_told(table: TableView, qtbot: QtBot) -> None:
    opened, chosen = [], []
    table.opened.connect(opened.append)
    table.chosen.connect(chosen.append)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)

    assert [row.code for row in chosen] == ["A"]
    assert [row.code for row in opened] == ["A"]


def test_that_copying_gives_tab_separated_text_with_heads(table: TableView, qtbot: QtBot) -> None:
    table.clearSelection()
    table.setFocus()
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == (
        "KPI\tValue\tDue\tSignal\tTrust\nBacklog age\t2040\t2026-09-30\tworsening\tB"
    )


def test_that_a_row_is_one_sentence_for_a_screen_reader(table: TableView) -> None:
    said = table.table.data(table.table.index(1, 0), int(Qt.ItemDataRole.AccessibleTextRole))

    assert said == "Attainment %, Value 70.8, Due 2026-09-02, Signal no signal, Trust trust grade C"


def test_that_a_mark_tells_its_reason_and_a_cut_cell_its_words(table: TableView) -> None:
    tip = table.table.data(table.table.index(1, 4), int(Qt.ItemDataRole.ToolTipRole))

    assert tip == "trust grade C: typed by hand"
    assert table.table.data(table.table.index(0, 0), int(Qt.ItemDataRole.ToolTipRole)) == "Backlog age"


def test_that_the_lowest_ranked_column_leaves_in_a_narrow_table(table: TableView) -> None:
    assert not table.isColumnHidden(4)
    table.resize(420, 400)

    assert table.isColumnHidden(4)
    assert not table.isColumnHidden(0)


def test_that_an_empty_table_says_what_will_come(table: TableView, qtbot: QtBot) -> None:
    pressed: list[bool] = []
    empty = EmptyState("14 KPIs wait for data.", "Import a sheet.", "Import", lambda: pressed.append(True))
    table.set_empty(empty)
    assert not empty.isVisible()

    table.set_rows(())

    assert empty.isVisible()
    assert empty.height() < 110
    assert empty.button is not None
    qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    assert pressed == [True]


def test_that_no_row_is_chosen_in_an_empty_table(table: TableView) -> None:
    chosen: list[object] = []
    table.chosen.connect(chosen.append)
    table.set_rows(())

    assert chosen == [None]
    assert table.current() is None
    assert table.current_key() == ""


def test_that_20000_rows_are_sorted_once_and_keep_their_place(table: TableView, qtbot: QtBot) -> None:
    many = tuple(Line(str(n), f"KPI {n:05}", "Logistics", float(n * 7919 % 20_000)) for n in range(20_000))
    table.set_rows(many)
    table.select_key("12345")
    place = table.verticalScrollBar().value()
    assert place > 0

    table.set_rows(many)

    assert table.current_key() == "12345"
    assert table.verticalScrollBar().value() == place
    _click_head(table, 1, qtbot)
    assert [row.value for row in table.table.lines()[:3]] == [0.0, 1.0, 2.0]


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (Variation("concern"), "worsening"),
        (Variation("improvement"), "improving"),
        (Variation("common"), "no signal"),
        (Variation("few", points=4), "4 points"),
        (Assurance("P"), "target safely met"),
        (Assurance("F"), "target out of reach today"),
        (Trust("D"), "trust grade D"),
        (Trust(""), "no trust grade"),
        (Status("at_risk"), "at risk"),
        (Chip("5 days late", "bad"), "5 days late"),
    ],
)
def test_that_every_mark_has_its_words_and_draws_something(qtbot: QtBot, mark: object, said: str) -> None:
    made = MarkLabel(mark)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()

    assert made.accessibleName() == said
    image = made.grab().toImage()
    assert len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}) > 2


def test_that_marks_of_opposite_meaning_differ_without_colour(qtbot: QtBot) -> None:
    def grey(mark: object) -> bytes:
        made = MarkLabel(mark)  # type: ignore[arg-type]
        qtbot.addWidget(made)
        made.show()
        image = made.grab().toImage()
        image = image.convertToFormat(image.Format.Format_Grayscale8)
        shape = [image.pixelColor(x, y).lightness() < 200 for y in range(image.height()) for x in range(image.width())]
        return bytes(shape)

    assert grey(Variation("concern")) != grey(Variation("improvement"))
    assert grey(Status("on_track")) != grey(Status("off_track"))
    assert grey(Assurance("P")) != grey(Assurance("F"))
    assert len({grey(Trust(grade)) for grade in ("A", "B", "C", "D")}) == 4
