"""The check behind the window works on a copy, and what is wrong is found and said."""

import hashlib
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from small_commands import AddKpi, AddPerson, Do

from interimcoo.store import data_folder
from interimcoo.store.checking import check, full_check_is_due
from interimcoo.store.engagement import Engagement
from interimcoo.store.place import synchronised_by
from interimcoo.store.tables import Blob


class Usage(NamedTuple):
    """What the system says of a disk."""

    total: int
    used: int
    free: int


@pytest.fixture
def path(tmp_path: Path, clock: Any) -> Path:
    made = tmp_path / "a.icoo"
    with closing(Engagement.create(made, clock=clock)) as document:
        document.run(AddKpi("K", 500))
    return made


def test_that_a_sound_document_passes_beside_the_work_in_it(path: Path, clock: Any) -> None:
    with closing(Engagement.open(path, clock=clock)) as document:
        for full in (False, True):
            running = document.begin_check(full=full)
            document.run(AddPerson(f"Bo {full}"))
            assert running.problems() == ()
            assert running.ended
    assert list((data_folder() / "checks").iterdir()) == []


def test_that_closing_ends_a_check_and_leaves_no_copy(path: Path, clock: Any) -> None:
    with closing(Engagement.open(path, clock=clock)) as document:
        running = document.begin_check()
    assert running.ended
    assert list((data_folder() / "checks").iterdir()) == []


def test_that_a_damaged_page_is_found_behind_the_window(path: Path, clock: Any) -> None:
    with closing(sqlite3.connect(path)) as raw:
        (root,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'reading_key'").fetchone()
        raw.execute("DELETE FROM meta WHERE key = 'content_digest'")
        raw.commit()
    damaged = bytearray(path.read_bytes())
    damaged[(root - 1) * 4096 : root * 4096] = bytes(4096)
    path.write_bytes(damaged)
    with closing(Engagement.open(path, clock=clock)) as document:
        assert document.begin_check().problems() != ()


def test_that_a_check_at_once_counts_and_compares_with_the_last_close(path: Path, clock: Any) -> None:
    found = check(path)
    assert (found.ok, found.problems, found.actions, found.digest) == (True, (), 1, "same")
    assert found.rows > 1000
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE reading SET value = 5 WHERE period = '00007'")
        raw.commit()
    found = check(path)
    assert not found.ok
    assert found.digest == "different"
    assert "reading" in found.problems[0]


def test_that_a_file_that_is_no_engagement_is_an_answer(tmp_path: Path) -> None:
    (tmp_path / "x.icoo").write_text("x", encoding="utf-8")
    found = check(tmp_path / "x.icoo")
    assert not found.ok
    assert "not an engagement" in found.problems[0]


def test_that_the_check_is_full_once_a_week(path: Path) -> None:
    start = datetime(2026, 9, 22, tzinfo=UTC)
    days = [start + timedelta(days=n) for n in range(16)]
    assert [n for n, day in enumerate(days) if full_check_is_due(5, day)] == [0, 7, 14]
    assert full_check_is_due(6, start)


def test_that_little_room_is_told(path: Path, clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Engagement.open(path, clock=clock)) as document:
        monkeypatch.setattr("shutil.disk_usage", lambda _folder: Usage(10**12, 10**12 - 10**9, 10**9))
        assert document.notices() == ()
        monkeypatch.setattr("shutil.disk_usage", lambda _folder: Usage(10**12, 10**12 - 10**8, 10**8))
        (notice,) = document.notices()
        assert notice.kind == "room"
        assert "a.icoo" in notice.happened


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive - Nordvik AB/Klient", "OneDrive"), ("Dropbox", "Dropbox"), ("Dropbox (Firma)", "Dropbox"),
        ("Mobile Documents/com~apple~CloudDocs", "iCloud"), ("Documents", None), ("not onedrive", None),
    ],
)  # fmt: skip
def test_that_a_synchronised_folder_is_known_by_its_path(tmp_path: Path, folder: str, service: str | None) -> None:
    assert synchronised_by(tmp_path / folder / "a.icoo") == service


def test_that_a_copy_of_the_same_engagement_beside_it_is_told(path: Path, clock: Any) -> None:
    with closing(Engagement.create(path.with_name("other client.icoo"), clock=clock)):
        pass
    path.with_name("broken.icoo").write_bytes(b"SQLite format 3")
    with closing(Engagement.open(path, clock=clock)) as document:
        assert document.notices() == ()
        document.save_copy(path.with_name("a (conflict).icoo"))
        (notice,) = document.notices()
    assert notice.kind == "copy"
    assert "a (conflict).icoo" in notice.happened


def test_that_a_changed_attachment_is_noticed(path: Path, clock: Any) -> None:
    content = b"a photograph"
    with closing(Engagement.open(path, clock=clock)) as document:
        blob = Blob(sha256=hashlib.sha256(content).hexdigest(), size=len(content), content=content)
        document.run(Do(lambda db: db.add(blob)))
        assert document.check().problems == ()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE blob SET content = x'00'")
        raw.commit()
    found = check(path)
    assert found.problems == ("1 attachment is not what was attached.",)
