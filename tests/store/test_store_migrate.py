"""Every released version of the file is brought up to this one, whole or not at all, with a backup before."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from interimcoo.store import engine, identity, opening
from interimcoo.store.backup import backups_of
from interimcoo.store.checking import check
from interimcoo.store.digest import counts, digests
from interimcoo.store.engagement import Engagement
from interimcoo.store.errors import Damaged
from interimcoo.store.migrate import Step, migrate
from interimcoo.store.migrations import STEPS

GOLDEN = sorted((Path(__file__).parent / "golden").glob("v*.icoo"))
HERE = str(Path(__file__).parent)


def add_birthdays(raw: sqlite3.Connection) -> None:
    """A step as a later version may have it: a parent table rebuilt with one more field, another field renamed."""
    (sql,) = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'kpi'").fetchone()
    raw.execute(sql.replace("TABLE kpi ", "TABLE kpi_new ").replace("name TEXT", "title TEXT"))
    raw.execute("INSERT INTO kpi_new SELECT * FROM kpi")
    raw.execute("DROP TABLE kpi")
    raw.execute("ALTER TABLE kpi_new RENAME TO kpi")
    raw.execute("CREATE INDEX ix_kpi_owner_id ON kpi(owner_id)")
    raw.execute("ALTER TABLE person ADD COLUMN born INTEGER")
    raw.execute("UPDATE change SET field = 'title' WHERE tbl = 'kpi' AND field = 'name'")


def break_a_reference(raw: sqlite3.Connection) -> None:
    raw.execute("DELETE FROM kpi")


@pytest.fixture
def golden(tmp_path: Path) -> Path:
    copy = tmp_path / "golden.icoo"
    shutil.copy(GOLDEN[-1], copy)
    return copy


def facts(path: Path) -> tuple[int, dict[str, int], dict[str, str]]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as raw:
        return raw.execute("PRAGMA user_version").fetchone()[0], counts(raw), digests(raw)


def test_that_this_version_has_its_golden_file() -> None:
    assert [int(path.stem[1:]) for path in GOLDEN] == list(range(1, engine.SCHEMA_VERSION + 1))
    assert [step.to for step in STEPS] == list(range(2, engine.SCHEMA_VERSION + 1))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_that_every_golden_file_opens_with_all_its_rows_and_the_newest_tables(
    path: Path, tmp_path: Path, clock: Any
) -> None:
    copy = tmp_path / path.name
    shutil.copy(path, copy)
    _version, rows, _digests = facts(copy)
    assert min(rows.values()) > 0
    with closing(Engagement.open(copy, clock=clock)) as document:
        assert not document.read_only
        assert document.check().problems == ()
        assert identity.shape(document._raw) == identity.expected_shape()
        assert {table: n for table, n in counts(document._raw).items() if table in rows} == rows
        document.undo()
        document.redo()
    assert check(copy).ok


def test_that_a_step_keeps_every_row_and_its_children(golden: Path) -> None:
    _version, rows, before = facts(golden)
    assert rows["reading"] > 10
    with closing(engine.connect_for_writing(golden)) as raw:
        assert migrate(raw, [Step(2, add_birthdays, barrier=True)], golden.name) == 2
        assert raw.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert raw.execute("SELECT count(*) FROM change WHERE tbl = 'kpi' AND field = 'title'").fetchone()[0] > 0
        newest = raw.execute("SELECT max(n) FROM action").fetchone()[0]
        assert raw.execute("SELECT value FROM meta WHERE key = 'undo_barrier'").fetchone() == (str(newest),)
    version, after_rows, after = facts(golden)
    assert version == 2
    untouched = set(before) - {"kpi", "person", "change"}
    assert {t: after[t] for t in untouched} == {t: before[t] for t in untouched}
    assert {t: n for t, n in after_rows.items() if t != "meta"} == {t: n for t, n in rows.items() if t != "meta"}


def test_that_a_step_runs_once_and_in_order(golden: Path) -> None:
    ran: list[int] = []
    steps = [
        Step(3, lambda _raw: ran.append(3)),
        Step(2, lambda _raw: ran.append(2)),
        Step(1, lambda _raw: ran.append(1)),
    ]
    with closing(engine.connect_for_writing(golden)) as raw:
        assert migrate(raw, steps, golden.name) == 3
        assert migrate(raw, steps, golden.name) == 3
    assert ran == [2, 3]


def test_that_a_step_that_breaks_a_reference_or_fails_changes_nothing(golden: Path) -> None:
    before = facts(golden)

    def fail(raw: sqlite3.Connection) -> None:
        raw.execute("DROP TABLE task_link")
        raise ZeroDivisionError

    with closing(engine.connect_for_writing(golden)) as raw:
        with pytest.raises(Damaged, match="point at nothing"):
            migrate(raw, [Step(2, break_a_reference)], golden.name)
        with pytest.raises(ZeroDivisionError):
            migrate(raw, [Step(2, fail)], golden.name)
    assert facts(golden) == before


@pytest.mark.parametrize("point", range(10))
def test_that_a_migration_killed_inside_leaves_the_old_file_whole_and_is_done_next_time(
    golden: Path, point: int
) -> None:
    before = facts(golden)
    script = (
        f"import os, signal, sqlite3, sys\nsys.path.insert(0, {HERE!r})\n"
        "from pathlib import Path\nfrom interimcoo.store import engine\n"
        "from interimcoo.store.migrate import Step, migrate\n"
        "from test_store_migrate import add_birthdays\n"
        "raw = engine.connect_for_writing(Path(sys.argv[1]))\nraw.execute('PRAGMA cache_size=2')\nseen = [0]\n"
        "def look(statement):\n    seen[0] += 1\n"
        f"    if seen[0] == {4 + point}: os.kill(os.getpid(), signal.SIGKILL)\n"
        "raw.set_trace_callback(look)\nmigrate(raw, [Step(2, add_birthdays)], 'x')\nprint(seen[0])\n"
    )
    child = subprocess.run([sys.executable, "-c", script, str(golden)], capture_output=True, text=True, check=False)
    assert child.returncode == -signal.SIGKILL, child.stdout + child.stderr
    with closing(engine.connect_for_writing(golden)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert facts(golden) == before
    with closing(engine.connect_for_writing(golden)) as raw:
        assert migrate(raw, [Step(2, add_birthdays)], golden.name) == 2


def test_that_an_earlier_version_is_backed_up_before_it_is_changed(
    golden: Path, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = Step(2, lambda raw: raw.execute("ALTER TABLE person ADD COLUMN born INTEGER"))
    monkeypatch.setattr(opening, "SCHEMA_VERSION", 2)
    monkeypatch.setattr(identity, "SCHEMA_VERSION", 2)
    _in_version_2(monkeypatch)
    before = facts(golden)
    saved: list[Path] = []

    def back_up(raw: sqlite3.Connection) -> None:
        target = golden.with_name("before.icoo")
        with closing(sqlite3.connect(target)) as copy:
            raw.backup(copy)
        saved.append(target)

    bytes_before = golden.read_bytes()
    with closing(opening.open_document(golden, read_only=True, before_migration=back_up, steps=[later])) as opened:
        assert opened.raw.execute("SELECT count(born) FROM person").fetchone() == (0,)
    assert golden.read_bytes() == bytes_before
    assert saved == []
    with closing(opening.open_document(golden, read_only=False, before_migration=back_up, steps=[later])) as opened:
        assert opened.raw.execute("PRAGMA user_version").fetchone() == (2,)
    assert facts(saved[0]) == before


def _in_version_2(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(engine.connect_in_memory()) as fresh:
        engine.make_schema(fresh)
        fresh.execute("ALTER TABLE person ADD COLUMN born INTEGER")
        shape = identity.shape(fresh)
    monkeypatch.setattr(identity, "expected_shape", lambda: shape)


def test_that_opening_an_earlier_version_makes_a_verified_backup(
    golden: Path, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = Step(2, lambda raw: raw.execute("ALTER TABLE person ADD COLUMN born INTEGER"))
    monkeypatch.setattr(opening, "SCHEMA_VERSION", 2)
    monkeypatch.setattr(identity, "SCHEMA_VERSION", 2)
    _in_version_2(monkeypatch)
    genuine = opening.open_document
    monkeypatch.setattr(opening, "open_document", lambda *args, **more: genuine(*args, **more, steps=[later]))
    with closing(Engagement.open(golden, clock=clock)) as document:
        (made,) = backups_of(document.document_id)
    assert made.verified
    with closing(sqlite3.connect(f"{made.path.as_uri()}?mode=ro", uri=True)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (1,)
