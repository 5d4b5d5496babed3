"""What can be had back of a damaged document: nothing invented, every loss counted, the original untouched."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from exact import content
from small_commands import AddKpi, AddPerson, SetRole
from sqlmodel import select

from interimcoo.store.engagement import Engagement
from interimcoo.store.errors import Damaged, Refused
from interimcoo.store.salvage import salvage
from interimcoo.store.tables import Person, Reading

ROWS = 3000


@pytest.fixture
def path(tmp_path: Path, clock: Any) -> Path:
    made = tmp_path / "a.icoo"
    with closing(Engagement.create(made, clock=clock)) as document:
        document.run(AddKpi("K", ROWS))
        for n in range(40):
            document.run(AddPerson(f"Person {n}"))
        document.run(SetRole("Person 3", "buyer"))
    return made


def leaves(path: Path, table: str) -> list[int]:
    """The pages of the file that hold rows of a table and can be lost without the rest."""
    data = path.read_bytes()
    with closing(sqlite3.connect(path)) as raw:
        (root,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()

    def below(page: int) -> list[int]:
        start = (page - 1) * 4096
        if data[start] not in (2, 5):
            return [page]
        cells = int.from_bytes(data[start + 3 : start + 5], "big")
        found = []
        for n in range(cells):
            at = start + int.from_bytes(data[start + 12 + 2 * n : start + 14 + 2 * n], "big")
            found += below(int.from_bytes(data[at : at + 4], "big"))
        return [*found, *below(int.from_bytes(data[start + 8 : start + 12], "big"))]

    return below(root)


def wipe(path: Path, *pages: int) -> bytes:
    data = bytearray(path.read_bytes())
    for page in pages:
        data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    path.write_bytes(data)
    return bytes(data)


def readings(document: Engagement) -> dict[int, float | None]:
    with document.reading() as db:
        return {reading.id: reading.value for reading in db.exec(select(Reading)).all()}


def test_that_nearly_all_comes_back_without_a_backup_and_each_loss_is_named(path: Path, clock: Any) -> None:
    with closing(Engagement.open(path, clock=clock)) as document:
        all_of_them = readings(document)
    pages = leaves(path, "reading")
    lost_pages = random.Random(4).sample(pages, 3)
    damaged = wipe(path, *lost_pages)
    target = path.with_name("saved.icoo")
    report = salvage(path, target)
    assert path.read_bytes() == damaged
    with closing(Engagement.open(target, clock=clock)) as saved:
        back = readings(saved)
        assert back.items() <= all_of_them.items()
        assert {row for table, row in report.lost if table == "reading"} == all_of_them.keys() - back.keys()
        assert len(back) >= len(all_of_them) * (len(pages) - 3) / len(pages) * 0.97
        assert report.unreadable == ["reading"]
        assert saved.check().problems == ()
        assert len(saved.history()) == 42
        with pytest.raises(Refused):
            saved.undo()
        saved.run(AddPerson("Goes on"))


def test_that_everything_comes_back_with_a_backup_and_the_journal(path: Path, clock: Any) -> None:
    with closing(Engagement.open(path, clock=clock)) as document:
        made = document.backup()
        document.run(SetRole("Person 3", "head"))
        document.run(SetRole("Person 5", "buyer"))
        expected = content(document)
    wipe(path, *random.Random(5).sample(leaves(path, "reading"), 5), *leaves(path, "person"))
    target = path.with_name("saved.icoo")
    report = salvage(path, target)
    assert report.lost == []
    assert report.filled > 0
    assert report.backup == made
    with closing(Engagement.open(target, clock=clock)) as saved:
        assert content(saved) == expected
        assert saved.document_id == document.document_id


def test_that_a_lost_first_page_does_not_lose_the_rest(path: Path, clock: Any) -> None:
    with closing(Engagement.open(path, clock=clock)) as document:
        expected = content(document)
    wipe(path, 1)
    target = path.with_name("saved.icoo")
    report = salvage(path, target)
    assert report.lost == []
    with closing(Engagement.open(target, clock=clock)) as saved:
        assert content(saved) == expected


@pytest.mark.parametrize("seed", range(8))
def test_that_any_three_lost_pages_are_survived_with_a_backup(path: Path, clock: Any, seed: int) -> None:
    with closing(Engagement.open(path, clock=clock)) as document:
        document.backup()
        expected = content(document)
    pages = path.stat().st_size // 4096
    wipe(path, *random.Random(seed).sample(range(1, pages + 1), 3))
    target = path.with_name("saved.icoo")
    report = salvage(path, target, document_id=document.document_id)
    assert report.lost == []
    with closing(Engagement.open(target, clock=clock)) as saved:
        assert content(saved) == expected


def test_that_references_to_lost_rows_are_left_empty_and_named(path: Path, clock: Any) -> None:
    with closing(Engagement.open(path, clock=clock)) as document:
        document.run(AddKpi("Owned", owner="Person 3"))
    wipe(path, *leaves(path, "person"))
    target = path.with_name("saved.icoo")
    report = salvage(path, target)
    assert len([row for table, row in report.lost if table == "person"]) == 40
    assert [(table, field) for table, _row, field in report.emptied] == [("kpi", "owner_id")]
    with closing(Engagement.open(target, clock=clock)) as saved, saved.reading() as db:
        assert db.exec(select(Person)).all() == []


def test_that_a_file_with_nothing_in_it_is_said_to_be_lost(tmp_path: Path) -> None:
    path = tmp_path / "x.icoo"
    path.write_bytes(random.Random(1).randbytes(40_000))
    with pytest.raises(Damaged, match="Nothing can be read"):
        salvage(path, tmp_path / "saved.icoo")
    assert not (tmp_path / "saved.icoo").exists()
