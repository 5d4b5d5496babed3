"""Open a document: examined before it is trusted, locked before it is written. A refused file keeps its bytes."""

import contextlib
import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from interimcoo.store import data_folder, digest, identity
from interimcoo.store.engine import (
    SCHEMA_VERSION,
    connect,
    connect_for_reading,
    connect_for_writing,
    connect_in_memory,
    in_words,
    locked,
)
from interimcoo.store.errors import Damaged, NotSaved, ReadOnly, StoreError
from interimcoo.store.migrate import Step, migrate
from interimcoo.store.migrations import STEPS
from interimcoo.text import N_, _

_DIFFERENT: Final = N_("{file} does not hold what was written when it was last closed ({tables}).")
_DIFFERENT_REMEDY: Final = N_(
    "Another program or a fault of the disk has changed it. Restore a backup, or save what can be read to a new file."
)

BeforeMigration = Callable[[sqlite3.Connection], object]

_held: Final[set[tuple[int, int]]] = set()
_holding: Final = threading.Lock()


@dataclass(slots=True)
class Opened:
    """A document that was examined, and the connection that holds it."""

    path: Path
    raw: sqlite3.Connection
    read_only: bool
    meta: dict[str, str]
    _key: tuple[int, int] = field(repr=False)

    def close(self) -> None:
        """Let go of the file."""
        with contextlib.suppress(sqlite3.Error):
            self.raw.close()
        release(self._key)


def open_document(
    path: Path, *, read_only: bool, before_migration: BeforeMigration | None = None, steps: Sequence[Step] = STEPS
) -> Opened:
    """Examine, lock and open a document; for reading where it cannot be written or that is asked.

    Raises NotAnEngagement, NewerVersion, Tampered, Damaged, AlreadyOpen. `before_migration` gets the connection of a
    document of an earlier version before anything in it changes.
    """
    path = path.absolute()
    key = hold(path)
    try:
        head = identity.head_of(path)
        raw = _look(path, head.version, read_only)
        reading = read_only or not _writable(path)
        if not reading:
            raw.close()
            locked_raw = _lock(path)
            reading, raw = (True, _readable(path)) if locked_raw is None else (False, locked_raw)
        try:
            with in_words(path):
                if head.version < SCHEMA_VERSION:
                    raw = _bring_up(raw, path, reading, before_migration, steps)
                if head.version <= SCHEMA_VERSION:
                    identity.examine(raw, path, SCHEMA_VERSION)
                meta = identity.read_meta(raw)
        except BaseException:
            raw.close()
            raise
        return Opened(path, raw, reading, meta, key)
    except BaseException:
        release(key)
        raise


def hold(path: Path) -> tuple[int, int]:
    """Note that this process has the file open; raises AlreadyOpen when it has already.

    On POSIX a second handle of the same process would take the lock away when it closes.
    """
    try:
        found = path.stat()
        key = (found.st_dev, found.st_ino)
    except OSError:
        key = (0, hash(path))
    with _holding:
        if key in _held:
            raise locked(path)
        _held.add(key)
    return key


def release(key: tuple[int, int]) -> None:
    """The file is closed."""
    with _holding:
        _held.discard(key)


def recovered(path: Path) -> sqlite3.Connection:
    """A copy in memory of a document whose last transaction was cut off, with that rolled back; the file stays."""
    with tempfile.TemporaryDirectory(dir=data_folder(), prefix="recover-") as folder:
        copy = Path(folder) / "document"
        shutil.copyfile(path, copy)
        shutil.copyfile(identity.journal_of(path), identity.journal_of(copy))
        memory = connect_in_memory()
        with contextlib.closing(connect(copy, "rw")) as raw:
            raw.backup(memory)
    memory.execute("PRAGMA query_only=ON")
    return memory


def _look(path: Path, version: int, read_only: bool) -> sqlite3.Connection:
    """A connection that changes nothing, to a document that passed the examination."""
    raw = _readable(path)
    try:
        with in_words(path):
            if version > SCHEMA_VERSION and not (read_only and identity.readable_by_us(raw)):
                raise identity.newer(path, version)
            identity.examine(raw, path, version)
            different = None if read_only else digest.differing(raw)
        if different:
            raise Damaged(_(_DIFFERENT).format(file=path.name, tables=", ".join(different)), _(_DIFFERENT_REMEDY))
    except BaseException as error:
        raw.close()
        if version > SCHEMA_VERSION and not isinstance(error, StoreError):
            raise identity.newer(path, version) from None
        raise
    return raw


def _readable(path: Path) -> sqlite3.Connection:
    try:
        return connect_for_reading(path)
    except NotSaved:
        if not identity.has_hot_journal(path):
            raise
    with in_words(path):
        return recovered(path)


def _lock(path: Path) -> sqlite3.Connection | None:
    try:
        return connect_for_writing(path)
    except (NotSaved, ReadOnly):
        return None


def _bring_up(
    raw: sqlite3.Connection, path: Path, reading: bool, before: BeforeMigration | None, steps: Sequence[Step]
) -> sqlite3.Connection:
    """The connection to the document in the newest version: in place, or for reading as a copy in memory."""
    if reading:
        memory = connect_in_memory()
        with contextlib.closing(raw):
            raw.backup(memory)
        migrate(memory, steps, path.name)
        memory.execute("PRAGMA query_only=ON")
        return memory
    if before is not None:
        before(raw)
    migrate(raw, steps, path.name)
    return raw


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
