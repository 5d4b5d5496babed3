"""What can be had back of a damaged document: nothing invented, every loss counted, the original untouched."""

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from exact import content
from small_commands import AddKpi, AddPerson, SetRole
from sqlmodel import select

from interimcoo.store import data_folder
from interimcoo.store.engagement import Engagement
from interimcoo.store.errors import AlreadyOpen, Damaged, Refused
from interimcoo.store.salvage import salvage
from interimcoo.store.salvage_words import NAMES, loss_sentence, read_sentence
from interimcoo.store.tables import EXEMPT, JOURNALLED, Person, Reading

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


def schema_pages(path: Path) -> list[int]:
    """The pages that describe the tables, without the first."""
    data = path.read_bytes()
    assert data[100] == 5
    cells = int.from_bytes(data[103:105], "big")
    places = [int.from_bytes(data[112 + 2 * n : 114 + 2 * n], "big") for n in range(cells)]
    return [*(int.from_bytes(data[at : at + 4], "big") for at in places), int.from_bytes(data[108:112], "big")]


@pytest.mark.parametrize("first_too", [False, True])
def test_that_the_description_of_the_tables_may_be_lost(path: Path, clock: Any, first_too: bool) -> None:
    with closing(Engagement.open(path, clock=clock)) as document:
        expected = content(document)
    wipe(path, *schema_pages(path), *([1] if first_too else []))
    target = path.with_name("saved.icoo")
    report = salvage(path, target)
    assert (report.lost, report.whole) == ([], True)
    with closing(Engagement.open(target, clock=clock)) as saved:
        assert content(saved) == expected


def test_that_a_file_of_which_nothing_is_left_comes_from_the_backup(path: Path, clock: Any) -> None:
    with closing(Engagement.open(path, clock=clock)) as document:
        document.backup()
        expected = content(document)
    path.write_bytes(bytes(path.stat().st_size))
    target = path.with_name("saved.icoo")
    report = salvage(path, target, document_id=document.document_id)
    assert report.read == 0
    assert report.filled > ROWS
    assert "reading" in report.unsure, "what came after the backup is unknown"
    assert not report.whole
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


def test_that_a_text_that_another_program_changed_is_named_though_no_row_is_lost(path: Path) -> None:
    data = path.read_bytes()
    assert data.count(b"buyer") >= 1
    path.write_bytes(data.replace(b"buyer", b"bayer"))
    report = salvage(path, path.with_name("saved.icoo"))
    assert report.lost == []
    assert "person" in report.changed
    assert not report.whole


def test_that_a_part_that_could_not_be_read_is_certain_once_its_digest_fits(path: Path, clock: Any) -> None:
    with closing(Engagement.open(path, clock=clock)) as document:
        document.backup()
    wipe(path, *leaves(path, "change"), *leaves(path, "person"))
    report = salvage(path, path.with_name("saved.icoo"))
    assert {"change", "person"} <= set(report.unreadable)
    assert report.proven >= {"change", "person", "action", "reading"}
    assert report.whole


def test_that_neither_the_damaged_nor_another_file_is_written_over(path: Path) -> None:
    before = wipe(path, *leaves(path, "person"))
    other = path.with_name("other.icoo")
    other.write_bytes(b"mine")
    with pytest.raises(Refused, match="another name"):
        salvage(path, path, replace=True)
    with pytest.raises(Refused, match="There is a file other"):
        salvage(path, other)
    assert path.read_bytes() == before
    assert other.read_bytes() == b"mine"


def test_that_an_open_file_is_not_read_behind_its_back(path: Path, clock: Any) -> None:
    with closing(Engagement.open(path, clock=clock)) as document:
        with pytest.raises(AlreadyOpen):
            salvage(path, path.with_name("saved.icoo"))
        assert not is_held_by_nobody(path), "the lock has stayed"
        document.run(AddPerson("Goes on"))


def is_held_by_nobody(path: Path) -> bool:
    """Whether another process may open the file for writing."""
    code = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN IMMEDIATE')"
    return subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True).returncode == 0


def test_that_a_file_open_in_another_program_is_refused(path: Path) -> None:
    code = (
        "import sqlite3, sys; raw = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "raw.execute('PRAGMA locking_mode=EXCLUSIVE'); raw.execute('BEGIN EXCLUSIVE'); print('held', flush=True);"
        "sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(AlreadyOpen):
            salvage(path, path.with_name("saved.icoo"))
        other.communicate()
    assert salvage(path, path.with_name("saved.icoo")).whole


def test_that_stopped_work_leaves_nothing(path: Path) -> None:
    wipe(path, *leaves(path, "person"))
    before = sorted(path.parent.iterdir())

    class Stopped(Exception):
        pass

    def progress(n: int, _total: int, _words: str) -> None:
        if n == 2:
            raise Stopped

    with pytest.raises(Stopped):
        salvage(path, path.with_name("saved.icoo"), progress=progress)
    assert sorted(path.parent.iterdir()) == before
    assert list(data_folder().glob("salvage-*")) == []


def test_that_a_file_with_nothing_in_it_is_said_to_be_lost(tmp_path: Path) -> None:
    path = tmp_path / "x.icoo"
    path.write_bytes(random.Random(1).randbytes(40_000))
    with pytest.raises(Damaged, match="Nothing can be read"):
        salvage(path, tmp_path / "saved.icoo")
    assert not (tmp_path / "saved.icoo").exists()


def test_that_every_table_has_a_name_for_people() -> None:
    assert NAMES.keys() == {str(model.__tablename__) for model in JOURNALLED + EXEMPT}
    assert all("{n}" in words for pair in NAMES.values() for words in pair)


def test_that_the_sentences_say_what_was_read_filled_and_lost(path: Path, clock: Any) -> None:
    with closing(Engagement.open(path, clock=clock)) as document:
        document.run(AddKpi("Owned", owner="Person 3"))
    wipe(path, *leaves(path, "person"))
    report = salvage(path, path.with_name("saved.icoo"))
    assert read_sentence(report) == f"{report.read:,} rows were read; there was no backup to add from."
    assert loss_sentence(report) == "Lost: 40 people. 1 reference to them was left empty."
    report.lost.clear()
    report.emptied.clear()
    report.changed.clear()
    report.proven = frozenset()
    report.unreadable.clear()
    assert loss_sentence(report) == "No row is lost."
    report.unreadable += ["change", "person", "reading"]
    assert loss_sentence(report) == (
        "More may be missing that cannot be counted: lines of the history, people, readings."
    )
    report.unreadable.clear()
    report.changed.append("reading")
    assert loss_sentence(report) == "Not as they were when the file was last closed: readings. Compare them."
