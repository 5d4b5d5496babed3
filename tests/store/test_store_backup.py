"""Backups are whole, verified before they are kept, thinned with age, and put back without loss."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from exact import content
from hypothesis import given
from hypothesis import strategies as st
from small_commands import AddKpi, AddPerson

from interimcoo.store import backup as backups
from interimcoo.store.backup import Backup, backups_of, due, forget, restore, restore_as_copy, to_remove, verify
from interimcoo.store.checking import check
from interimcoo.store.engagement import Engagement
from interimcoo.store.errors import AlreadyOpen, Damaged, NotSaved
from interimcoo.text import Label

NOW = datetime(2026, 9, 22, 12, tzinfo=UTC)


@pytest.fixture
def document(tmp_path: Path, clock: Any) -> Iterator[Engagement]:
    with closing(Engagement.create(tmp_path / "Nordvik.icoo", clock=clock)) as made:
        made.run(AddPerson("Bo"))
        made.run(AddKpi("K", 200))
        yield made


def test_that_a_backup_holds_everything_and_checks_itself(document: Engagement, clock: Any) -> None:
    made = document.backup()
    assert (made.actions, made.last_label, made.verified) == (2, Label("AddKpi"), True)
    assert made.size == made.path.stat().st_size
    assert check(made.path).ok
    assert check(made.path).digest == "same"
    with closing(Engagement.open(made.path, clock=clock, read_only=True)) as copy:
        assert content(copy) == content(document)
    document.run(AddPerson("After"))
    assert backups_of(document.document_id) == (made,)


def test_that_a_backup_can_be_made_in_a_second_place(document: Engagement, tmp_path: Path) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    made = document.backup(place)
    assert made.path.parent == place
    assert backups_of(document.document_id) == ()
    assert backups_of(document.document_id, place) == (made,)


def test_that_a_backup_that_fails_its_check_is_not_kept_and_earlier_ones_stay(
    document: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = document.backup()
    genuine = backups.copy_into

    def onto_a_bad_disk(raw: Any, target: Path, changes: Any = None) -> Any:
        contents = genuine(raw, target, changes)
        damaged = bytearray(target.read_bytes())
        damaged[-4096:] = bytes(4096)
        target.write_bytes(damaged)
        return contents

    monkeypatch.setattr(backups, "copy_into", onto_a_bad_disk)
    document.run(AddPerson("Åsa"))
    with pytest.raises(NotSaved, match="failed its check"):
        document.backup()
    assert [p.name for p in first.path.parent.iterdir()] == [first.path.name]
    assert document.back_up_if_changed() is None
    assert isinstance(document.backup_problem, NotSaved)


def test_that_every_flipped_bit_in_a_backup_is_found_or_harmless(document: Engagement, clock: Any) -> None:
    made = document.backup()
    expected = content(document)
    whole = made.path.read_bytes()
    step = max(1, len(whole) // 150)
    unnoticed = 0
    for place in range(100, len(whole), step):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << (place % 8)
        made.path.write_bytes(damaged)
        if verify(made.path):
            with closing(Engagement.open(made.path, clock=clock, read_only=True)) as copy:
                unnoticed += content(copy) != expected
    assert unnoticed == 0


def test_that_a_backup_is_made_only_when_something_changed(document: Engagement) -> None:
    assert document.back_up_if_changed() is not None
    assert document.back_up_if_changed() is None
    assert not document.backup_due()
    document.run(AddPerson("Åsa"))
    assert not document.backup_due()


def test_that_a_backup_is_due_half_an_hour_after_the_last_when_something_changed() -> None:
    last = _backup(NOW, actions=5)
    assert due(None, 1, NOW)
    assert not due(None, 0, NOW)
    assert not due(last, 6, NOW + timedelta(minutes=29))
    assert due(last, 6, NOW + timedelta(minutes=30))
    assert not due(last, 5, NOW + timedelta(days=9))
    assert due(last, 6, NOW - timedelta(minutes=5))


def _backup(at: datetime, *, size: int = 1000, verified: bool = True, actions: int = 1) -> Backup:
    return Backup(Path(f"{at:%Y%m%d%H%M}.icoo"), at, size, actions, None, verified)


def test_that_a_year_of_backups_is_thinned_to_what_is_promised() -> None:
    hourly = [_backup(NOW - timedelta(hours=hour)) for hour in range(24 * 365)]
    gone = set(to_remove(hourly, NOW))
    kept = [backup for backup in hourly if backup not in gone]
    ages = [NOW - backup.at for backup in kept]
    assert [a for a in ages if a <= timedelta(days=2)] == [timedelta(hours=h) for h in range(49)]
    assert len(kept) == 49 + 14 + 8 + 12
    days = [a.days for a in ages]
    assert set(range(3, 15)) <= set(days)
    assert max(ages) > timedelta(days=300)


@given(
    st.lists(
        st.tuples(st.integers(0, 500 * 24), st.integers(1, 10**9), st.booleans()), unique_by=lambda entry: entry[0]
    )
)
def test_that_thinning_never_takes_the_newest_verified_and_keeps_to_the_cap(
    entries: list[tuple[int, int, bool]],
) -> None:
    made = [_backup(NOW - timedelta(hours=h), size=size, verified=ok) for h, size, ok in entries]
    gone = to_remove(made, NOW, most_bytes=2 * 10**9)
    kept = [backup for backup in made if backup not in gone]
    safe = max((backup for backup in made if backup.verified), key=lambda backup: backup.at, default=None)
    assert safe is None or safe in kept
    assert sum(b.size for b in kept) <= 2 * 10**9 or kept == [safe]
    assert set(to_remove(kept, NOW, most_bytes=2 * 10**9)) <= set(kept) - {safe}


def test_that_restoring_backs_up_the_present_first_and_brings_the_past_back(document: Engagement, clock: Any) -> None:
    made, past = document.backup(), content(document)
    document.run(AddPerson("After"))
    present, path, copy_id = content(document), document.path, document.copy_id
    with pytest.raises(AlreadyOpen):
        restore(made, path, clock=clock)
    document.close()
    before = restore(made, path, clock=clock)
    assert before is not None
    assert (before.actions, before.verified) == (3, True)
    with closing(Engagement.open(path, clock=clock)) as restored:
        assert content(restored) == past
        assert restored.copy_id != copy_id
        restored.run(AddPerson("Again"))
        lost = [entry.n for entry in restored.history() if entry.n > made.actions]
        assert lost == [3]
    restore(before, path, clock=clock)
    with closing(Engagement.open(path, clock=clock)) as again:
        assert content(again) == present


def test_that_a_damaged_document_is_kept_when_a_backup_takes_its_place(document: Engagement, clock: Any) -> None:
    made, past = document.backup(), content(document)
    document.close()
    damaged = document.path.read_bytes()[:9000]
    document.path.write_bytes(damaged)
    assert restore(made, document.path, clock=clock) is None
    with closing(Engagement.open(document.path, clock=clock)) as restored:
        assert content(restored) == past
    (kept,) = made.path.parent.glob("*.damaged")
    assert kept.read_bytes() == damaged


def test_that_a_damaged_backup_is_not_put_back(document: Engagement, tmp_path: Path) -> None:
    made = document.backup()
    made.path.write_bytes(made.path.read_bytes()[:9000])
    with pytest.raises(Damaged, match="cannot be read"):
        restore_as_copy(made, tmp_path / "copy.icoo")
    assert not (tmp_path / "copy.icoo").exists()
    (listed,) = backups_of(document.document_id)
    assert not listed.verified


def test_that_deleting_for_good_names_and_deletes_every_backup(document: Engagement) -> None:
    made = document.backup()
    assert forget(document.document_id) == (made.path,)
    assert backups_of(document.document_id) == ()
