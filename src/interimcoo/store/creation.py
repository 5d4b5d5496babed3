"""Make a document's file, and put a complete file in its place: never half there, never over an open document."""

import contextlib
import glob
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from interimcoo.store import identity
from interimcoo.store.engine import connect, connect_for_writing, in_words, make_schema
from interimcoo.store.errors import AlreadyOpen, NotSaved, Refused, StoreError
from interimcoo.store.opening import hold, release
from interimcoo.text import N_, _

_EXISTS: Final = N_("There is a file {file} already.")
_EXISTS_REMEDY: Final = N_("Choose another name.")
_NO_PLACE: Final = N_("{file} could not be made: the folder cannot be written.")
_NO_PLACE_REMEDY: Final = N_("Choose another folder, or check that the disk is connected and has room.")


def create(path: Path, *, replace: bool) -> None:
    """Make a new document: beside its place first, readable by its owner alone, then moved there as a whole.

    Raises Refused when a file is there (unless `replace`), AlreadyOpen when that one is open, NotSaved.
    """
    if not replace and path.exists():
        raise exists(path)
    for rest in path.parent.glob(f".{glob.escape(path.name)}.*.new*"):
        rest.unlink(missing_ok=True)  # what a program that was killed has left
    with new_file(path) as beside:
        with in_words(path), contextlib.closing(connect(beside, "rw")) as raw:
            raw.execute("PRAGMA synchronous=FULL")
            raw.execute("PRAGMA secure_delete=ON")
            make_schema(raw)
            raw.execute("BEGIN")
            for key, value in identity.first_meta().items():
                identity.write_meta(raw, key, value)
            raw.execute("COMMIT")
        put_in_place(beside, path, replace=replace)


def exists(path: Path) -> Refused:
    """What to say where another file has the name already."""
    return Refused(_(_EXISTS).format(file=path.name), _(_EXISTS_REMEDY))


@contextlib.contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """An empty file of mode 0600 beside a path, for what is to be moved there when complete; what is left goes."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError:
        raise NotSaved(_(_NO_PLACE).format(file=path.name), _(_NO_PLACE_REMEDY)) from None
    try:
        yield beside
    finally:
        for rest in (beside, identity.journal_of(beside)):
            rest.unlink(missing_ok=True)


def put_in_place(beside: Path, path: Path, *, replace: bool) -> None:
    """Move a complete file to its name, never over a document that is open; then sync both."""
    try:
        sync(beside)
        if replace and path.exists():
            _settle_old(path)
            beside.replace(path)
        else:
            _move(beside, path)
    except FileExistsError:
        raise exists(path) from None
    except OSError:
        raise NotSaved(_(_NO_PLACE).format(file=path.name), _(_NO_PLACE_REMEDY)) from None
    if os.name != "nt":
        with contextlib.suppress(OSError):
            sync(path.parent)


def sync(path: Path) -> None:
    """Make sure that a file, or on POSIX the names in a folder, survive a power cut. Not for an open document."""
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _move(beside: Path, path: Path) -> None:
    """Give a file its name; raises FileExistsError rather than replace another."""
    if os.name == "nt":
        beside.rename(path)
        return
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            raise FileExistsError(path) from None
        beside.rename(path)


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
