"""Backups: whole copies, each verified before it is kept, thinned with age, and put back as a copy first.

They lie in the program's own folder, one folder per document, so that a damaged disk folder or a synchronising program
does not take both.
"""

import contextlib
import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from interimcoo.store import digest, history, identity, own_folder
from interimcoo.store.creation import new_file, put_in_place, sync
from interimcoo.store.engine import connect, connect_for_reading, in_words
from interimcoo.store.errors import Damaged, NotSaved, StoreError
from interimcoo.store.opening import open_document
from interimcoo.text import N_, Label, _

EVERY: Final = timedelta(minutes=30)
MOST_BYTES: Final = 2 * 10**9
_STAMP: Final = "%Y%m%dT%H%M%S%fZ"
_NAME: Final = re.compile(r"_(\d{8}T\d{12}Z)_n(\d+)\.icoo$")
_FAILED: Final = N_("The backup of {file} failed its check and was not kept. Earlier backups are untouched.")
_FAILED_REMEDY: Final = N_("Check the disk and try again, or save a copy in another place.")
_UNREADABLE: Final = N_("The backup {file} cannot be read.")
_UNREADABLE_REMEDY: Final = N_("Choose an earlier one.")


@dataclass(frozen=True, slots=True)
class Backup:
    """A whole copy of a document. `actions` is the number of its newest action."""

    path: Path
    at: datetime
    size: int
    actions: int
    last_label: Label | None
    verified: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """What a copy must hold."""

    rows: Mapping[str, int]
    digests: Mapping[str, str]


def backup_folder(document_id: int) -> Path:
    """Where the backups of a document lie, made when missing and open to its owner alone."""
    return own_folder("backups", str(document_id))


def backups_of(document_id: int, folder: Path | None = None) -> tuple[Backup, ...]:
    """The backups of a document, newest first."""
    found = [
        _backup_at(path) for path in (folder or backup_folder(document_id)).glob("*.icoo") if _NAME.search(path.name)
    ]
    return tuple(sorted(found, key=lambda backup: (backup.at, backup.actions), reverse=True))


def newest_verified(document_id: int) -> Backup | None:
    """The newest backup that passed its check."""
    return next((backup for backup in backups_of(document_id) if backup.verified), None)


def due(newest: Backup | None, revision: int, now: datetime) -> bool:
    """Whether it is time: something has changed since the newest one, and that is half an hour old."""
    if newest is None:
        return revision > 0
    return newest.actions != revision and not newest.at <= now < newest.at + EVERY


def copy_into(raw: sqlite3.Connection, target: Path, changes: Mapping[str, str] | None = None) -> Contents:
    """Copy an open document into an empty file; returns what must be in it. `changes` go into what it says of itself.

    The copy carries its digest, so that any later reader can tell whether it is whole.
    """
    contents = Contents(digest.counts(raw), digest.digests(raw))
    with in_words(target), contextlib.closing(connect(target, "rw")) as copy:
        raw.backup(copy)
        copy.execute("PRAGMA synchronous=OFF")
        copy.execute("PRAGMA journal_mode=MEMORY")
        copy.execute("BEGIN")
        for key, value in {**(changes or {}), digest.KEY: digest.stored(contents.digests)}.items():
            identity.write_meta(copy, key, value)
        copy.execute("COMMIT")
    return contents


def verify(copy: Path, contents: Contents | None = None) -> bool:
    """Whether a copy is sound and holds what it must; without `contents` what its own digest says."""
    try:
        version = identity.head_of(copy).version
        with contextlib.closing(connect_for_reading(copy)) as raw:
            if raw.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                return False
            if raw.execute("PRAGMA foreign_key_check").fetchone() is not None:
                return False
            identity.examine(raw, copy, version)
            if contents is None:
                return digest.differing(raw) == ()
            rows = {table: n for table, n in digest.counts(raw).items() if table != "meta"}
            expected = {table: n for table, n in contents.rows.items() if table != "meta"}
            return rows == expected and digest.digests(raw) == contents.digests
    except (StoreError, sqlite3.Error, UnicodeError):
        return False


def keep(copy: Path, target: Path, contents: Contents, label: Label | None) -> Backup:
    """Verify a copy and give it its name; raises NotSaved when it fails."""
    give(copy, target, contents, replace=target.exists())
    at, actions = _facts(target)
    return Backup(target, at, target.stat().st_size, actions, label, verified=True)


def give(copy: Path, target: Path, contents: Contents, *, replace: bool) -> None:
    """Move a copy that passes its check to its place; raises NotSaved when it does not pass."""
    if not verify(copy, contents):
        raise NotSaved(_(_FAILED).format(file=target.name), _(_FAILED_REMEDY))
    put_in_place(copy, target, replace=replace)


def name_of(document: Path, at: datetime, revision: int) -> str:
    """The file name of a backup."""
    return f"{document.stem}_{at.astimezone(UTC).strftime(_STAMP)}_n{revision}.icoo"


def back_up(raw: sqlite3.Connection, path: Path, document_id: int, at: datetime, folder: Path | None = None) -> Backup:
    """Copy, verify, keep and thin in one go; for a document that nobody works on meanwhile."""
    place = folder or backup_folder(document_id)
    revision = history.newest(raw)[0]
    target = place / name_of(path, at, revision)
    with new_file(target) as beside:
        made = keep(beside, target, copy_into(raw, beside), last_label(raw))
    if folder is None:
        thin(document_id, at)
    return made


def last_label(raw: sqlite3.Connection) -> Label | None:
    """The label of the newest action."""
    line = raw.execute("SELECT label FROM action ORDER BY n DESC LIMIT 1").fetchone()
    return Label.from_json(line[0]) if line else None


def thin(document_id: int, now: datetime) -> None:
    """Remove the backups that `to_remove` names, and what a killed program has left of an unfinished one."""
    for rest in backup_folder(document_id).glob(".*.new*"):
        rest.unlink(missing_ok=True)
    for backup in to_remove(backups_of(document_id), now):
        backup.path.unlink(missing_ok=True)


def to_remove(backups: Iterable[Backup], now: datetime, most_bytes: int = MOST_BYTES) -> tuple[Backup, ...]:
    """Which backups may go: kept are all of two days, then 14 daily, 8 weekly and 12 monthly ones.

    Above `most_bytes` the oldest go first. The newest verified one never goes.
    """
    ordered = sorted(backups, key=lambda backup: (backup.at, backup.actions), reverse=True)
    safe = next((backup for backup in ordered if backup.verified), None)
    kept: list[Backup] = []
    rules: tuple[tuple[Callable[[datetime], object], int], ...] = (
        (lambda at: at.date(), 14),
        (lambda at: at.isocalendar()[:2], 8),
        (lambda at: (at.year, at.month), 12),
    )
    seen: list[set[object]] = [set() for _rule in rules]
    for backup in ordered:
        if now - backup.at <= timedelta(days=2) or backup == safe:
            kept.append(backup)
            continue
        for (period, most), had in zip(rules, seen, strict=True):
            key = period(backup.at.astimezone(UTC))
            if key not in had and len(had) < most:
                had.add(key)
                kept.append(backup)
                break
    total = sum(backup.size for backup in kept)
    for backup in reversed(list(kept)):
        if total <= most_bytes:
            break
        if backup != safe:
            kept.remove(backup)
            total -= backup.size
    return tuple(backup for backup in ordered if backup not in kept)


def restore_as_copy(backup: Backup, target: Path, *, replace: bool = False) -> None:
    """Put a backup at a new place, as a copy of the document with a copy id of its own. Raises Damaged, NotSaved."""
    if not verify(backup.path):
        raise Damaged(_(_UNREADABLE).format(file=backup.path.name), _(_UNREADABLE_REMEDY))
    with new_file(target) as beside:
        with contextlib.closing(connect_for_reading(backup.path)) as raw:
            contents = copy_into(raw, beside, {identity.COPY: identity.first_meta()[identity.COPY]})
        give(beside, target, contents, replace=replace)


def restore(backup: Backup, path: Path, *, clock: Callable[[], datetime]) -> Backup | None:
    """Put a backup in the place of a closed document, which is backed up first (None: it cannot be read).

    One that cannot be read is kept beside the backups as it is. Raises AlreadyOpen, Damaged, NotSaved.
    """
    before: Backup | None = None
    if path.exists():
        try:
            present = open_document(path, read_only=True)
        except (Damaged, sqlite3.Error):
            _keep_damaged(path, backup.path.parent, clock())
        else:
            with contextlib.closing(present):
                before = back_up(present.raw, path, int(present.meta[identity.DOCUMENT]), clock())
    restore_as_copy(backup, path, replace=True)
    return before


def forget(document_id: int) -> tuple[Path, ...]:
    """Delete all backups of a document; returns what was there, for the confirmation that names each."""
    gone = tuple(backup.path for backup in backups_of(document_id))
    for path in gone:
        path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        backup_folder(document_id).rmdir()
    return gone


def _keep_damaged(path: Path, folder: Path, at: datetime) -> None:
    target = folder / f"{path.stem}_{at.astimezone(UTC).strftime(_STAMP)}.damaged"
    with new_file(target) as beside:
        beside.write_bytes(path.read_bytes())
        sync(beside)
        put_in_place(beside, target, replace=False)


def _facts(path: Path) -> tuple[datetime, int]:
    found = _NAME.search(path.name)
    assert found is not None
    return datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC), int(found[2])


def _backup_at(path: Path) -> Backup:
    at, actions = _facts(path)
    label, readable = None, False
    with contextlib.suppress(StoreError, sqlite3.Error, ValueError, KeyError):
        identity.head_of(path)
        with contextlib.closing(connect_for_reading(path)) as raw:
            label, readable = last_label(raw), history.newest(raw)[0] == actions
    return Backup(path, at, path.stat().st_size, actions, label, readable)
