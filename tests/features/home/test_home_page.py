"""The home page: what it gathers from all features, its sentence, its keys, and what marking as seen does."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from interimcoo.features.actions.commands import AddAction
from interimcoo.features.home import queries
from interimcoo.features.home.commands import MarkSeen
from interimcoo.features.home.page import HomePage
from interimcoo.sample import TODAY as SAMPLE_DAY
from interimcoo.store.engagement import Engagement
from interimcoo.store.errors import Refused
from interimcoo.ui.session import Session

TODAY = date(2026, 9, 22)


def changed(engagement: Engagement) -> list[str]:
    with engagement.reading() as db:
        return [entry.label.words("en") for entry in queries.changes(db).entries]


def test_that_changes_are_those_since_the_mark_without_undone_ones(engagement: Engagement) -> None:
    engagement.run(AddAction("Agree a rule", TODAY))
    engagement.run(MarkSeen(engagement.revision))
    assert changed(engagement) == []
    marked = engagement.last_saved
    with engagement.reading() as db:
        assert queries.changes(db).since == marked, "the moment of marking, not of the change before it"
    engagement.run(AddAction("Name a deputy", TODAY))
    engagement.run(AddAction("Count the racks", TODAY))
    engagement.undo()
    assert changed(engagement) == ["Add action Name a deputy"]
    engagement.redo()
    assert changed(engagement) == ["Add action Count the racks", "Add action Name a deputy"]
    with pytest.raises(Refused):
        engagement.run(MarkSeen(1))


def test_that_the_sentence_follows_gate_and_steps(session: Session, qtbot: QtBot) -> None:
    page = HomePage(session)
    qtbot.addWidget(page)
    first = page.answer()
    assert first.startswith("Gate G1 is 18 days late")
    session.run(AddAction("Agree a rule", date(2026, 9, 1), owner="J. Sjödin", due=date(2026, 9, 14)))
    page.refresh()
    assert page.answer() != first
    assert "overdue" in page.answer()


def test_that_enter_on_a_line_leads_to_where_it_is_done(session: Session, qtbot: QtBot) -> None:
    session.run(AddAction("Agree a rule", date(2026, 9, 1), owner="J. Sjödin", due=date(2026, 9, 14)))
    page = HomePage(session)
    qtbot.addWidget(page)
    page.resize(1180, 760)
    page.show()
    went: list[tuple[str, str]] = []
    session.navigated.connect(lambda feature, record: went.append((feature, record)))
    page.focus_missing()
    row = page.missing.rows()[0]
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert went
    assert went[0][0] in ("mandate", "kpis", "assessment", "plan", "imports")
    overdue = next(row for row in page.do.rows() if "Agree a rule" in row.item.title)
    QTest.keyClick(overdue, Qt.Key.Key_Return)
    assert went[-1] == ("actions", "A-001")


def test_that_no_list_is_longer_than_ten_without_asking(session: Session, qtbot: QtBot) -> None:
    for n in range(14):
        session.run(AddAction(f"Do {n}", date(2026, 9, 1), owner="J. Sjödin", due=date(2026, 9, 14)))
    page = HomePage(session)
    qtbot.addWidget(page)
    for one in (page.do, page.changed, page.missing):
        assert len(one.rows()) <= 10
    page.changed._toggle()
    assert len(page.changed.rows()) > 10


def test_that_mark_as_seen_empties_the_changes_and_can_be_undone(session: Session, qtbot: QtBot) -> None:
    session.run(AddAction("Agree a rule", TODAY))
    page = HomePage(session)
    qtbot.addWidget(page)
    before = len(page.changed._items)
    page.mark_seen()
    page.refresh()
    assert len(page.changed._items) < before
    session.undo()
    page.refresh()
    assert len(page.changed._items) == before


def test_that_the_sample_shows_tiles_with_target_and_trust(sample_copy: Path, qtbot: QtBot) -> None:
    moment = datetime(2026, 9, 22, 6, 41, tzinfo=UTC)
    engagement = Engagement.open(sample_copy, clock=lambda: moment)
    session = Session(engagement, SAMPLE_DAY)
    page = HomePage(session)
    qtbot.addWidget(page)
    page.resize(1180, 820)
    page.show()
    names = [page.tiles._row.itemAt(at).widget().accessibleName() for at in range(5)]
    assert names[0].startswith("On time in full")
    assert "−13.6 against 92.0" in names[0]
    page.resize(1180, 560)
    assert page.tiles._low
    session.close()
