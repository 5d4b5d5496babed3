"""Make a document's file, and open one: examined before it is trusted, locked before it is written."""

import contextlib
import os
import secrets
import sqlite3
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from interimcoo.store import identity
from interimcoo.store.engine import (
    SCHEMA_VERSION,
    connect,
    connect_for_reading,
    connect_for_writing,
    in_words,
    locked,
    make_schema,
)
from interimcoo.store.errors import AlreadyOpen, NotSaved, ReadOnly, Refused, StoreError
from interimcoo.text import N_, _

_EXISTS: Final = N_("There is a file {file} already.")
_EXISTS_REMEDY: Final = N_("Choose another name, or confirm that it is to be replaced.")
_NO_PLACE: Final = N_("{file} could not be made: the folder cannot be written.")
_NO_PLACE_REMEDY: Final = N_("Choose another folder, or check that the disk is connected and has room.")

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


def create(path: Path, *, replace: bool) -> None:
    """Make a new document: beside its place first, readable by its owner alone, then moved there as a whole."""
    if not replace and path.exists():
        raise Refused(_(_EXISTS).format(file=path.name), _(_EXISTS_REMEDY))
    beside = new_file(path)
    try:
        with in_words(path), contextlib.closing(connect(beside, "rw")) as raw:
            raw.execute("PRAGMA synchronous=FULL")
            raw.execute("PRAGMA secure_delete=ON")
            make_schema(raw)
            raw.execute("BEGIN")
            for key, value in identity.first_meta().items():
                identity.write_meta(raw, key, value)
            raw.execute("COMMIT")
        put_in_place(beside, path, replace=replace)
    finally:
        for rest in (beside, identity.journal_of(beside)):
            rest.unlink(missing_ok=True)


def new_file(path: Path) -> Path:
    """An empty file of mode 0600 beside a path, for what is to be moved there when it is complete."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError:
        raise NotSaved(_(_NO_PLACE).format(file=path.name), _(_NO_PLACE_REMEDY)) from None
    return beside


def put_in_place(beside: Path, path: Path, *, replace: bool) -> None:
    """Move a complete file to its name, never over a document that is open, and sync the folder."""
    try:
        if replace and path.exists():
            _settle_old(path)
            beside.replace(path)
        elif os.name == "nt":
            beside.rename(path)
        else:
            os.link(beside, path)
    except FileExistsError:
        raise Refused(_(_EXISTS).format(file=path.name), _(_EXISTS_REMEDY)) from None
    except OSError:
        if path.exists() and not replace:
            raise Refused(_(_EXISTS).format(file=path.name), _(_EXISTS_REMEDY)) from None
        try:
            beside.replace(path)  # a file system without hard links
        except OSError:
            raise NotSaved(_(_NO_PLACE).format(file=path.name), _(_NO_PLACE_REMEDY)) from None
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make sure that names in a folder survive a power cut, where the system knows how."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def open_document(path: Path, *, read_only: bool) -> Opened:
    """Examine, lock and open a document. A refused file keeps its bytes."""
    path = path.absolute()
    key = hold(path)
    try:
        head = identity.head_of(path)
        if head.version > SCHEMA_VERSION:
            raise identity.newer(path, head.version)
        with contextlib.closing(connect_for_reading(path)) as first, in_words(path):
            identity.examine(first, path, head.version)
        writing = None if read_only or not _writable(path) else _connect(path)
        raw = writing or connect_for_reading(path)
        try:
            with in_words(path):
                identity.examine(raw, path, head.version)
                meta = identity.read_meta(raw)
        except BaseException:
            raw.close()
            raise
        return Opened(path, raw, writing is None, meta, key)
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


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _connect(path: Path) -> sqlite3.Connection | None:
    try:
        return connect_for_writing(path)
    except (NotSaved, ReadOnly):
        return None


def _settle_old(path: Path) -> None:
    """Before a file is replaced: nobody may hold it, and no journal of it may stay behind for the new one."""
    key = hold(path)
    try:
        identity.head_of(path)
        connect_for_writing(path).close()
    except AlreadyOpen:
        raise
    except StoreError:
        pass  # not a document, or one that nobody can read: it may go
    finally:
        release(key)
    identity.journal_of(path).unlink(missing_ok=True)
