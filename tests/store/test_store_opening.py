"""Which files are opened, how, and what is said of those that are not; a refused file keeps its bytes."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from exact import content
from small_commands import AddPerson

from interimcoo.store.engagement import Engagement
from interimcoo.store.errors import (
    AlreadyOpen,
    Damaged,
    NewerVersion,
    NotAnEngagement,
    NotSaved,
    ReadOnly,
    Refused,
    Replaced,
    StoreError,
    Tampered,
)

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path, clock: Any) -> Path:
    """A closed document with a little in it."""
    made = tmp_path / "Nordvik.icoo"
    with closing(Engagement.create(made, clock=clock)) as document:
        document.run(AddPerson("Bo"))
    return made


def state(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.stat().st_size}


def change(path: Path, *statements: str) -> None:
    """What another program does to the file."""
    with closing(sqlite3.connect(path)) as raw:
        for statement in statements:
            raw.execute(statement)
        raw.commit()


def refused(path: Path, clock: Any, kind: type[StoreError], *words: str) -> None:
    before = state(path.parent)
    for read_only in (False, True):
        with pytest.raises(kind) as caught:
            Engagement.open(path, clock=clock, read_only=read_only)
        assert type(caught.value) is kind
        assert all(word in caught.value.happened for word in words)
        assert caught.value.happened.endswith(".")
        assert caught.value.remedy.endswith(".")
    assert state(path.parent) == before


@pytest.mark.parametrize(
    "content_", [b"", b"hello", b"PK\x03\x04" + bytes(400), b"SQLite format 3\0" + bytes(84), bytes(5000)]
)
def test_that_a_file_of_another_kind_is_refused(tmp_path: Path, clock: Any, content_: bytes) -> None:
    path = tmp_path / "other.icoo"
    path.write_bytes(content_)
    refused(path, clock, NotAnEngagement, "other.icoo", "not an engagement")


def test_that_another_database_is_refused(tmp_path: Path, clock: Any) -> None:
    path = tmp_path / "other.icoo"
    change(path, "CREATE TABLE person(id INTEGER PRIMARY KEY)")
    refused(path, clock, NotAnEngagement, "other.icoo")


def test_that_an_absent_file_and_a_folder_are_refused(tmp_path: Path, clock: Any) -> None:
    with pytest.raises(NotAnEngagement, match="no file gone"):
        Engagement.open(tmp_path / "gone.icoo", clock=clock)
    with pytest.raises(NotAnEngagement, match="not an engagement"):
        Engagement.open(tmp_path, clock=clock)
    assert list(tmp_path.iterdir()) == []


def test_that_a_newer_file_is_refused_with_its_version(path: Path, clock: Any) -> None:
    change(path, "PRAGMA user_version=7", "UPDATE meta SET value = '7' WHERE key = 'min_reader'")
    refused(path, clock, NewerVersion, "version 7", "reads 1")


def test_that_a_newer_file_is_read_when_it_allows_that(path: Path, clock: Any) -> None:
    change(
        path,
        "PRAGMA user_version=7",
        "CREATE TABLE later(id INTEGER PRIMARY KEY)",
        "ALTER TABLE person ADD born INTEGER",
    )
    before = state(path.parent)
    with pytest.raises(NewerVersion):
        Engagement.open(path, clock=clock)
    with closing(Engagement.open(path, clock=clock, read_only=True)) as document:
        assert "'Bo'" in content(document)["person"]
    assert state(path.parent) == before


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("CREATE TRIGGER evil AFTER INSERT ON person BEGIN DELETE FROM kpi; END", ("a trigger evil",)),
        ("CREATE VIEW evil AS SELECT 1", ("a view evil",)),
        ("CREATE VIRTUAL TABLE evil USING fts5(a)", ("a virtual table evil",)),
        ("CREATE TABLE evil(a)", ("a table evil",)),
        ("CREATE INDEX evil ON person(upper(name))", ("table person",)),
        ("CREATE UNIQUE INDEX evil ON person(role)", ("table person",)),
        ("DROP INDEX answer_key", ("table answer",)),
        ("DROP TABLE task_link", ("table task_link is missing",)),
        ("ALTER TABLE person RENAME COLUMN role TO roll", ("table person",)),
        ("ALTER TABLE person DROP COLUMN role", ("table person",)),
        ("ALTER TABLE person ADD COLUMN extra INTEGER", ("table person",)),
        ("ALTER TABLE person ADD COLUMN extra TEXT GENERATED ALWAYS AS (upper(name))", ("table person",)),
        ("PRAGMA journal_mode=WAL", ("how",)),
    ],
)
def test_that_a_tampered_file_is_refused_by_name(
    path: Path, clock: Any, statement: str, words: tuple[str, ...]
) -> None:
    change(path, statement)
    refused(path, clock, Tampered, "Nordvik.icoo", *words)


def test_that_a_missing_foreign_key_is_noticed(path: Path, clock: Any) -> None:
    with closing(sqlite3.connect(path)) as raw:
        (sql,) = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'kpi_target'").fetchone()
        lines = [line for line in sql.splitlines() if "FOREIGN KEY" not in line]
        changed = "\n".join(lines).replace("PRIMARY KEY (id), ", "PRIMARY KEY (id)").rstrip()
        raw.execute("PRAGMA writable_schema=ON")
        raw.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'kpi_target'", (changed,))
        raw.commit()
    refused(path, clock, Tampered, "table kpi_target")


def test_that_a_value_changed_by_another_program_is_reported(path: Path, clock: Any) -> None:
    change(path, "UPDATE action SET who = 'somebody else'")
    before = state(path.parent)
    with pytest.raises(Damaged, match=r"Nordvik.icoo does not hold what was written .*action"):
        Engagement.open(path, clock=clock)
    assert state(path.parent) == before
    with closing(Engagement.open(path, clock=clock, read_only=True)) as document:
        assert document.history()[0].who == "somebody else"


def test_that_a_truncated_file_is_refused(path: Path, clock: Any) -> None:
    whole = path.read_bytes()
    for length in (len(whole) - 1, len(whole) // 2, 4096, 200):
        path.write_bytes(whole[:length])
        refused(path, clock, Damaged, "cut off", str(length), str(len(whole)))


def test_that_every_page_that_was_wiped_is_noticed(path: Path, clock: Any) -> None:
    whole = path.read_bytes()
    for page in range(1, len(whole) // 4096):
        damaged = bytearray(whole)
        damaged[page * 4096 : (page + 1) * 4096] = bytes(4096)
        path.write_bytes(damaged)
        assert _found_wrong(path, clock), page


def _found_wrong(path: Path, clock: Any) -> bool:
    try:
        with closing(Engagement.open(path, clock=clock)) as document:
            return bool(document.check().problems)
    except (Damaged, Tampered):
        return True


def test_that_a_second_opening_in_the_same_program_is_refused_and_the_first_goes_on(path: Path, clock: Any) -> None:
    with closing(Engagement.open(path, clock=clock)) as first:
        for read_only in (False, True):
            with pytest.raises(AlreadyOpen, match=r"Nordvik.icoo is open already"):
                Engagement.open(path, clock=clock, read_only=read_only)
        assert _in_another_program(path) == "AlreadyOpen"
        first.run(AddPerson("Åsa"))
    with closing(Engagement.open(path, clock=clock)):
        pass


def test_that_a_link_to_an_open_file_is_the_open_file(path: Path, clock: Any) -> None:
    link = path.with_name("link.icoo")
    link.symlink_to(path)
    with closing(Engagement.open(path, clock=clock)), pytest.raises(AlreadyOpen):
        Engagement.open(link, clock=clock)


def test_that_another_program_is_told_at_once_and_gets_in_after_a_kill(path: Path, clock: Any) -> None:
    holder = subprocess.Popen([sys.executable, "-c", _HOLD, str(path)], stdout=subprocess.PIPE, text=True)
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        begin = time.monotonic()
        with pytest.raises(AlreadyOpen):
            Engagement.open(path, clock=clock)
        assert time.monotonic() - begin < 5
        holder.kill()
        holder.wait()
        with closing(Engagement.open(path, clock=clock)) as document:
            document.run(AddPerson("Åsa"))


_HOLD = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from interimcoo.store.engagement import Engagement
document = Engagement.open(Path(sys.argv[1]), clock=lambda: datetime.now(UTC))
print("open", flush=True)
time.sleep(60)
"""
_TRY = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from interimcoo.store.engagement import Engagement
from interimcoo.store.errors import StoreError
try:
    Engagement.open(Path(sys.argv[1]), clock=lambda: datetime.now(UTC))
    print("opened")
except StoreError as error:
    print(type(error).__name__)
"""


def _in_another_program(path: Path) -> str:
    said = subprocess.run([sys.executable, "-c", _TRY, str(path)], capture_output=True, text=True, check=True)
    return said.stdout.strip()


def test_that_reading_leaves_bytes_and_folder_as_they_are(path: Path, clock: Any) -> None:
    path.with_name("Nordvik.icoo-journal").unlink(missing_ok=True)
    before = state(path.parent)
    with closing(Engagement.open(path, clock=clock, read_only=True)) as document:
        assert document.read_only
        assert "'Bo'" in content(document)["person"]
        with pytest.raises(ReadOnly, match="reading only"):
            document.run(AddPerson("Åsa"))
        document.remember("widths", "1")
        copy = path.with_name("copy.icoo")
        document.save_copy(copy)
        copy.rename(path.parent.parent / "copy.icoo")
    assert state(path.parent) == before
    assert [p.name for p in path.parent.iterdir()] == ["Nordvik.icoo"]
    with closing(Engagement.open(path.parent.parent / "copy.icoo", clock=clock)) as copied:
        assert not copied.read_only
        assert copied.document_id == document.document_id
        assert copied.copy_id != document.copy_id
        copied.run(AddPerson("Åsa"))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights of files do not bind this user")
def test_that_a_file_or_folder_without_rights_opens_for_reading(path: Path, clock: Any) -> None:
    before = state(path.parent)
    for what, mode, back in ((path, 0o400, 0o600), (path.parent, 0o500, 0o700)):
        what.chmod(mode)
        with closing(Engagement.open(path, clock=clock)) as document:
            assert document.read_only
        what.chmod(back)
    assert state(path.parent) == before


def test_that_a_transaction_that_was_cut_off_is_rolled_back(path: Path, clock: Any, tmp_path: Path) -> None:
    child = subprocess.run([sys.executable, "-c", _DIE_INSIDE, str(path)], capture_output=True, text=True, check=False)
    assert child.returncode == -9, child.stderr
    journal = path.with_name(path.name + "-journal")
    assert journal.stat().st_size > 0
    kept = tmp_path / "kept"
    kept.mkdir()
    for file in (path, journal):
        shutil.copy(file, kept)
    before = state(kept)
    with closing(Engagement.open(kept / path.name, clock=clock, read_only=True)) as document:
        assert "'Bo'" in content(document)["person"]
        assert "Half" not in content(document)["person"]
    assert state(kept) == before
    with closing(Engagement.open(path, clock=clock)) as document:
        assert "Half" not in content(document)["person"]
        assert document.revision == 1
        document.run(AddPerson("Åsa"))
        assert document.check().problems == ()


_DIE_INSIDE = f"""
import os, signal, sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from datetime import UTC, datetime
from pathlib import Path
from interimcoo.store.engagement import Engagement
from interimcoo.store.tables import Person
from small_commands import Do
document = Engagement.open(Path(sys.argv[1]), clock=lambda: datetime.now(UTC))
document._raw.execute("PRAGMA cache_size=5")
def body(db):
    for n in range(2000):
        db.add(Person(name=f"Half {{n}}", role="x" * 500))
        if n % 100 == 0:
            db.flush()
    os.kill(os.getpid(), signal.SIGKILL)
document.run(Do(body))
"""


def test_that_a_full_disk_is_told_and_the_document_goes_on_later(path: Path, clock: Any) -> None:
    with closing(Engagement.open(path, clock=clock)) as document:
        document.run(AddPerson("Åsa"))
        before = content(document)
        (pages,) = document._raw.execute("PRAGMA page_count").fetchone()
        document._raw.execute(f"PRAGMA max_page_count={pages}")
        with pytest.raises(NotSaved, match="no room") as caught:
            document.run(AddPerson("x" * 200_000))
        assert type(caught.value) is NotSaved
        assert "Make room" in caught.value.remedy
        assert content(document) == before
        assert document.revision == 2
        document._raw.execute("PRAGMA max_page_count=1000000")
        document.run(AddPerson("x" * 200_000))
        assert document.revision == 3


def test_that_nothing_is_written_once_the_file_was_replaced(path: Path, clock: Any, tmp_path: Path) -> None:
    other = tmp_path / "other.icoo"
    shutil.copy(path, other)
    with closing(Engagement.open(path, clock=clock)) as document:
        other.replace(path)
        replaced = path.read_bytes()
        with pytest.raises(Replaced, match=r"Another program has replaced Nordvik.icoo"):
            document.run(AddPerson("Lost"))
        assert path.read_bytes() == replaced
        document.save_copy(tmp_path / "copy of Nordvik.icoo")
    with closing(Engagement.open(tmp_path / "copy of Nordvik.icoo", clock=clock)) as copy:
        assert "'Bo'" in content(copy)["person"]


def test_that_nothing_is_written_once_the_file_was_moved_away(path: Path, clock: Any) -> None:
    with closing(Engagement.open(path, clock=clock)) as document:
        path.rename(path.with_name("moved.icoo"))
        with pytest.raises(Replaced, match="no longer where it was opened"):
            document.run(AddPerson("Lost"))
        path.with_name("moved.icoo").rename(path)
        document.run(AddPerson("Kept"))


def test_that_a_touched_file_is_still_the_same(path: Path, clock: Any) -> None:
    with closing(Engagement.open(path, clock=clock)) as document:
        document.run(AddPerson("Åsa"))
        os.utime(path)
        document.run(AddPerson("Eva"))
        assert document.revision == 3


def test_that_bytes_overwritten_in_place_are_noticed(path: Path, clock: Any) -> None:
    older = path.read_bytes()
    with closing(Engagement.open(path, clock=clock)) as document:
        document.run(AddPerson("Åsa"))
        overwrite = f"open({str(path)!r}, 'r+b').write(open({str(path)!r}.replace('.icoo', '.old'), 'rb').read())"
        path.with_suffix(".old").write_bytes(older)
        subprocess.run([sys.executable, "-c", overwrite], check=True)
        with pytest.raises(Replaced):
            document.run(AddPerson("Lost"))


def test_that_a_new_document_does_not_replace_a_file_unasked(path: Path, clock: Any) -> None:
    before = state(path.parent)
    with pytest.raises(Refused, match=r"There is a file Nordvik.icoo already"):
        Engagement.create(path, clock=clock)
    assert state(path.parent) == before
    with closing(Engagement.create(path, clock=clock, replace=True)) as document:
        assert document.revision == 0
        with pytest.raises(AlreadyOpen):
            Engagement.create(path, clock=clock, replace=True)


def test_that_no_document_is_made_where_nothing_can_be_written(tmp_path: Path, clock: Any) -> None:
    with pytest.raises(NotSaved, match="folder cannot be written"):
        Engagement.create(tmp_path / "gone" / "a.icoo", clock=clock)
    assert list(tmp_path.iterdir()) == []


def test_that_a_kill_during_creation_leaves_no_half_document(tmp_path: Path, clock: Any) -> None:
    path = tmp_path / "new.icoo"
    for delay in range(0, 60, 6):
        child = subprocess.Popen([sys.executable, "-c", _CREATE, str(path)], stdout=subprocess.PIPE, text=True)
        with child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(delay / 1000)
            child.kill()
        if path.exists():
            with closing(Engagement.open(path, clock=clock)) as document:
                assert document.check().problems == ()
            path.unlink()


_CREATE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from interimcoo.store.engagement import Engagement
print("begin", flush=True)
Engagement.create(Path(sys.argv[1]), clock=lambda: datetime.now(UTC))
"""
