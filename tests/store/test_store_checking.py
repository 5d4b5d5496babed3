"""The check behind the window works on a copy, and what is wrong is found and said."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from small_commands import AddKpi, AddPerson

from interimcoo.store import data_folder
from interimcoo.store.checking import check
from interimcoo.store.engagement import Engagement


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
