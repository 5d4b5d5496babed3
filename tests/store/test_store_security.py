"""Rights of files, and no client's data where it does not belong."""

import logging
import os
import stat
import sys
import traceback
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from small_commands import AddPerson, Do, RemovePerson

from interimcoo.store import data_folder, own_folder, sweep
from interimcoo.store.engagement import Engagement
from interimcoo.store.salvage import salvage
from interimcoo.store.tables import Person

MARKER = "SECRET-7f3a"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(os.name == "nt", reason="rights are the profile's there")
def test_that_only_the_owner_can_read_what_is_written(tmp_path: Path, clock: Any) -> None:
    old = os.umask(0o022)
    try:
        path = tmp_path / "a.icoo"
        with closing(Engagement.create(path, clock=clock)) as document:
            seen: list[int] = []

            def look(db: Any) -> None:
                db.add(Person(name="Bo"))
                db.flush()
                seen.extend(mode(file) for file in tmp_path.iterdir())

            document.run(Do(look))
            assert seen == [0o600, 0o600]
            document.backup()
            document.save_copy(tmp_path / "copy.icoo")
            document.begin_check().problems()
        salvage(path, tmp_path / "saved.icoo")
        for folder in (tmp_path, data_folder()):
            for file in folder.rglob("*"):
                assert mode(file) == (0o700 if file.is_dir() else 0o600), file
        assert mode(data_folder()) == 0o700
    finally:
        os.umask(old)


def test_that_no_error_and_no_log_holds_a_value(tmp_path: Path, clock: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "sqlalchemy")
    logging.getLogger("sqlalchemy.engine").setLevel(logging.INFO)
    try:
        with closing(Engagement.create(tmp_path / "a.icoo", clock=clock)) as document:
            document.run(AddPerson(MARKER))
            for body in (
                lambda db: db.add_all([Person(name=MARKER)]),
                lambda db: db.add(Person(name="x", unit_id=77, role=MARKER)),
                lambda db: db.add(Person(name=MARKER + "\0")),
                lambda db: db.add(Person(name=MARKER + "\ud800")),
                lambda db: db.add(Person(id=2**70, name=MARKER)),
                lambda db: db.connection().exec_driver_sql("INSERT INTO nowhere VALUES (?)", (MARKER,)),
            ):
                with pytest.raises(Exception) as caught:
                    document.run(Do(body))
                assert MARKER not in str(caught.value)
                assert MARKER not in repr(caught.value)
                assert MARKER not in "".join(traceback.format_exception(caught.value))
            with pytest.raises(Exception) as caught, document.reading() as db:
                db.connection().exec_driver_sql("SELECT nothing FROM person WHERE name = ?", (MARKER,))
            assert MARKER not in "".join(traceback.format_exception(caught.value))
    finally:
        logging.getLogger("sqlalchemy.engine").setLevel(logging.NOTSET)
    assert MARKER not in caplog.text


def test_that_deleted_text_leaves_the_pages_it_stood_on(tmp_path: Path, clock: Any) -> None:
    path = tmp_path / "a.icoo"
    with closing(Engagement.create(path, clock=clock)) as document:
        document.run(AddPerson("Bo", MARKER))
        document.run(RemovePerson("Bo"))
        raw = document._raw
        raw.execute("DELETE FROM change")  # the journal keeps what was deleted; without it nothing may be left
        raw.execute("DELETE FROM action")
        assert raw.execute("PRAGMA secure_delete").fetchone() == (1,)
    left = [file.name for file in tmp_path.iterdir() if MARKER.encode() in file.read_bytes()]
    assert left == []


def test_that_no_extension_can_be_loaded(tmp_path: Path, clock: Any) -> None:
    with closing(Engagement.create(tmp_path / "a.icoo", clock=clock)) as document:
        with pytest.raises(Exception, match="not authorized"):
            document._raw.execute("SELECT load_extension('x')")
        for pragma, expected in (
            ("locking_mode", "exclusive"), ("journal_mode", "truncate"), ("synchronous", 2), ("foreign_keys", 1),
            ("recursive_triggers", 1), ("trusted_schema", 0), ("cell_size_check", 1), ("secure_delete", 1),
            ("temp_store", 2), ("busy_timeout", 300), ("application_id", 0x434F4F31), ("user_version", 1),
        ):  # fmt: skip
            assert document._raw.execute(f"PRAGMA {pragma}").fetchone() == (expected,)


@pytest.mark.skipif(sys.platform != "linux", reason="reads the list of open files of this system")
def test_that_nothing_stays_open_after_closing_or_refusing(tmp_path: Path, clock: Any) -> None:
    path = tmp_path / "a.icoo"

    def open_files() -> set[str]:
        names = set()
        for entry in Path("/proc/self/fd").iterdir():
            with suppress(OSError):
                names.add(str(entry.readlink()))
        return {name for name in names if str(tmp_path) in name}

    with closing(Engagement.create(path, clock=clock)):
        assert str(path) in open_files()
        with suppress(Exception):
            Engagement.open(path, clock=clock)
    assert open_files() == set()
    path.write_bytes(path.read_bytes()[:-4096])
    with suppress(Exception):
        Engagement.open(path, clock=clock)
    assert open_files() == set()


def test_that_copies_left_by_a_killed_program_are_swept_after_a_day() -> None:
    folder = data_folder()
    own_folder("checks")
    for name in ("recover-abc", "salvage-abc"):
        (folder / name).mkdir()
        (folder / name / "document").write_bytes(b"x")
    (folder / "checks" / "abc").write_bytes(b"x")
    (folder / "recent.json").write_bytes(b"x")
    made = datetime.fromtimestamp((folder / "checks" / "abc").stat().st_mtime, UTC)
    sweep(made + timedelta(hours=23))
    assert len(list(folder.rglob("*"))) == 7
    sweep(made + timedelta(hours=25))
    assert sorted(file.name for file in folder.rglob("*")) == ["checks", "recent.json"]


def test_that_what_a_kill_left_of_a_creation_or_backup_goes_with_the_next(tmp_path: Path, clock: Any) -> None:
    (tmp_path / ".a.icoo.0011.new").write_bytes(b"half")
    (tmp_path / ".b.icoo.0011.new").write_bytes(b"of another")
    with closing(Engagement.create(tmp_path / "a.icoo", clock=clock)) as document:
        document.run(AddPerson("Bo"))
        left = own_folder("backups", str(document.document_id)) / ".a_x.icoo.0011.new"
        left.write_bytes(b"half")
        document.backup()
    assert not left.exists()
    assert sorted(file.name for file in tmp_path.glob(".*")) == [".b.icoo.0011.new"]
