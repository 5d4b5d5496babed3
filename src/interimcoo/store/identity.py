"""Whether a file is an engagement, of which version, and whether it holds exactly what an engagement holds."""

import secrets
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from interimcoo import __version__
from interimcoo.store.engine import APPLICATION_ID, SCHEMA_VERSION, connect_in_memory, make_schema
from interimcoo.store.errors import Damaged, NewerVersion, NotAnEngagement, Tampered
from interimcoo.text import N_, _

DOCUMENT: Final = "document_id"
COPY: Final = "copy_id"
CREATED_BY: Final = "created_by"
MIN_READER: Final = "min_reader"
CHANGES: Final = "change_counter"

_MAGIC: Final = b"SQLite format 3\0"
_OTHER_KIND: Final = N_("{file} is not an engagement.")
_OTHER_KIND_REMEDY: Final = N_("Choose a file that ends in .icoo. Workbooks are read on the import page.")
_ABSENT: Final = N_("There is no file {file}.")
_ABSENT_REMEDY: Final = N_("It may have been moved or renamed. Choose it again.")
_NEWER: Final = N_(
    "{file} was made by a newer version of the program (file version {theirs}, this program reads {ours})."
)
_NEWER_REMEDY: Final = N_("Install the newest version of interimcoo, then open it again. The file was not changed.")
_SHORT: Final = N_("{file} is cut off: {size} of {whole} bytes are there.")
_SHORT_REMEDY: Final = N_("Fetch the whole file again, restore a backup, or save what can be read to a new file.")
_FOREIGN: Final = N_("{file} holds {kind} {name}, which no engagement holds.")
_CHANGED: Final = N_("In {file} the table {name} is not as the program made it.")
_MISSING: Final = N_("In {file} the table {name} is missing.")
_TAMPERED_REMEDY: Final = N_(
    "Another program has changed it. Restore a backup, or save what can be read to a new file."
)
_LOG_MODE: Final = N_("Another program has changed how {file} is written.")
_KINDS: Final = {
    "trigger": N_("a trigger"),
    "view": N_("a view"),
    "virtual": N_("a virtual table"),
    "table": N_("a table"),
}


@dataclass(frozen=True, slots=True)
class Head:
    """What the first hundred bytes of the file say."""

    version: int
    size: int


def head_of(path: Path) -> Head:
    """Read the first bytes; raises NotAnEngagement, NewerVersion is left to the caller, Damaged for a short file.

    Only for a file that this process has not open: closing a handle would drop the database's lock.
    """
    try:
        with path.open("rb") as file:
            first = file.read(100)
            size = file.seek(0, 2)
    except (FileNotFoundError, NotADirectoryError):
        raise absent(path) from None
    except OSError:
        raise NotAnEngagement(_(_OTHER_KIND).format(file=path.name), _(_OTHER_KIND_REMEDY)) from None
    if len(first) < 100 or not first.startswith(_MAGIC) or _number(first, 68) != APPLICATION_ID:
        raise NotAnEngagement(_(_OTHER_KIND).format(file=path.name), _(_OTHER_KIND_REMEDY))
    if first[18] != 1 or first[19] != 1:
        raise Tampered(_(_LOG_MODE).format(file=path.name), _(_TAMPERED_REMEDY))
    page = int.from_bytes(first[16:18], "big")
    whole = _number(first, 28) * (65536 if page == 1 else page)
    if size < whole and not has_hot_journal(path):
        raise Damaged(_(_SHORT).format(file=path.name, size=size, whole=whole), _(_SHORT_REMEDY))
    return Head(_number(first, 60), size)


def absent(path: Path) -> NotAnEngagement:
    """What to say of a file that is not there."""
    return NotAnEngagement(_(_ABSENT).format(file=path.name), _(_ABSENT_REMEDY))


def has_hot_journal(path: Path) -> bool:
    """Whether a transaction was cut off and waits to be rolled back."""
    journal = journal_of(path)
    try:
        return journal.stat().st_size > 0
    except OSError:
        return False


def journal_of(path: Path) -> Path:
    """SQLite's own file beside the document."""
    return path.with_name(path.name + "-journal")


def newer(path: Path, version: int) -> NewerVersion:
    """What to say about a file of a later version."""
    return NewerVersion(_(_NEWER).format(file=path.name, theirs=version, ours=SCHEMA_VERSION), _(_NEWER_REMEDY))


def examine(raw: sqlite3.Connection, path: Path, version: int) -> None:
    """Refuse a document that holds what none holds; raises Tampered with the name of the first thing found.

    A document of an earlier version is looked at for code only; its tables are compared once they are migrated.
    """
    for kind, name, sql in raw.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name"):
        if kind == "table" and str(sql).upper().startswith("CREATE VIRTUAL"):
            kind = "virtual"
        if kind in ("trigger", "view", "virtual"):
            raise _foreign(path, kind, name)
    if version != SCHEMA_VERSION:
        return
    expected, found = expected_shape(), shape(raw)
    for name in sorted(expected.keys() | found.keys()):
        if name not in expected:
            raise _foreign(path, "table", name)
        if name not in found:
            raise Tampered(_(_MISSING).format(file=path.name, name=name), _(_TAMPERED_REMEDY))
        if expected[name] != found[name]:
            raise Tampered(_(_CHANGED).format(file=path.name, name=name), _(_TAMPERED_REMEDY))


Shape = tuple[frozenset[tuple[object, ...]], ...]


def shape(raw: sqlite3.Connection) -> dict[str, Shape]:
    """For each table what makes it up: columns, references, indices; in a form that spelling does not change."""
    queries = (
        'SELECT m.name, x.name, x.type, x."notnull", x.dflt_value, x.pk, x.hidden'
        " FROM sqlite_master m, pragma_table_xinfo(m.name) x WHERE m.type = 'table'",
        'SELECT m.name, f."from", f."table", f."to", f.on_update, f.on_delete, f.match'
        " FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'",
        'SELECT m.name, i."unique", i.origin, i.partial, x.seqno, x.cid, x.name, x."desc", x.coll, x.key,'
        " CASE WHEN i.origin = 'c' THEN i.name END"
        " FROM sqlite_master m, pragma_index_list(m.name) i, pragma_index_xinfo(i.name) x WHERE m.type = 'table'",
        "SELECT m.name, upper(m.sql) LIKE '%WITHOUT%ROWID%', upper(m.sql) LIKE '%CHECK%(%', upper(m.sql) LIKE '%STRICT'"
        " FROM sqlite_master m WHERE m.type = 'table'",
    )
    found: dict[str, list[set[tuple[object, ...]]]] = {}
    for number, query in enumerate(queries):
        for name, *facts in raw.execute(query):
            parts = found.setdefault(name, [set() for _query in queries])
            parts[number].add(tuple(facts))
    return {name: tuple(frozenset(part) for part in parts) for name, parts in found.items()}


@lru_cache(maxsize=1)
def expected_shape() -> dict[str, Shape]:
    """The shape of a new document."""
    with closing(connect_in_memory()) as fresh:
        make_schema(fresh)
        return shape(fresh)


def readable_by_us(raw: sqlite3.Connection) -> bool:
    """Whether a document of a later version says that this one may read it, and holds all that this one reads."""
    line = raw.execute("SELECT value FROM meta WHERE key = ?", (MIN_READER,)).fetchone()
    if line is None or not str(line[0]).isdecimal() or int(line[0]) > SCHEMA_VERSION:
        return False
    found = {name: {fact[0] for fact in parts[0]} for name, parts in shape(raw).items()}
    return all({fact[0] for fact in parts[0]} <= found.get(name, set()) for name, parts in expected_shape().items())


def first_meta(document_id: int | None = None) -> dict[str, str]:
    """What a new file says about itself."""
    return {
        DOCUMENT: str(document_id or secrets.randbits(63) or 1),
        COPY: str(secrets.randbits(63) or 1),
        CREATED_BY: __version__,
        MIN_READER: "1",
        CHANGES: "0",
    }


def read_meta(raw: sqlite3.Connection) -> dict[str, str]:
    """All that the file says about itself."""
    return dict(raw.execute("SELECT key, value FROM meta").fetchall())


def write_meta(raw: sqlite3.Connection, key: str, value: str) -> None:
    """Set one of them, inside a transaction."""
    raw.execute(
        "INSERT INTO meta(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value", (key, value)
    )


def _foreign(path: Path, kind: str, name: str) -> Tampered:
    return Tampered(_(_FOREIGN).format(file=path.name, kind=_(_KINDS[kind]), name=name), _(_TAMPERED_REMEDY))


def _number(head: bytes, at: int) -> int:
    return int.from_bytes(head[at : at + 4], "big")
