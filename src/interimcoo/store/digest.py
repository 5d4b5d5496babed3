"""A fingerprint of what a document holds, table by table: shows what the database's own check lets pass.

Needs nothing but the file: the columns are read from it, so that a process without the models can compare.
"""

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from typing import Final

FORM: Final = 1
KEY: Final = "content_digest"
_LEFT_OUT: Final = ("meta",)
_BYTES: Final = {"blob": ("content",)}
"""columns that are large and named by their own hash"""
_AT_ONCE: Final = 2000


def digests(raw: sqlite3.Connection) -> dict[str, str]:
    """For each table the SHA-256 over all fields in the order of its key."""
    return {table: _digest(raw, table) for table in tables_of(raw) if table not in _LEFT_OUT}


def counts(raw: sqlite3.Connection) -> dict[str, int]:
    """For each table the number of its rows."""
    return {table: raw.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables_of(raw)}


def tables_of(raw: sqlite3.Connection) -> tuple[str, ...]:
    """The names of the tables of a file, in order."""
    lines = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return tuple(name for (name,) in lines if not name.startswith("sqlite_"))


def stored(found: Mapping[str, str]) -> str:
    """The form kept in the file."""
    return json.dumps({"form": FORM, "tables": dict(found)}, sort_keys=True)


def differing(raw: sqlite3.Connection) -> tuple[str, ...] | None:
    """The tables that are not as they were at the last clean close; None when the file was not closed cleanly."""
    line = raw.execute("SELECT value FROM meta WHERE key = ?", (KEY,)).fetchone()
    if line is None:
        return None
    try:
        kept = json.loads(line[0])
        form, tables = kept["form"], dict(kept["tables"])
    except (ValueError, KeyError, TypeError):
        return ("meta",)
    if form != FORM:
        return None
    now = digests(raw)
    return tuple(sorted(name for name in now.keys() | tables.keys() if now.get(name) != tables.get(name)))


def kept(text: str | None) -> dict[str, str]:
    """What the stored form says of each table; empty when there is none, or in another form."""
    try:
        found = json.loads(text or "{}")
        return {str(name): str(value) for name, value in found["tables"].items()} if found["form"] == FORM else {}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def _digest(raw: sqlite3.Connection, table: str) -> str:
    facts = raw.execute("SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", (table,)).fetchall()
    columns = ", ".join(f'"{name}"' for name, _pk in facts if name not in _BYTES.get(table, ()))
    key = ", ".join(f'"{name}"' for name, pk in sorted(facts, key=lambda fact: fact[1]) if pk)
    found = hashlib.sha256()
    cursor = raw.execute(f'SELECT {columns} FROM "{table}" ORDER BY {key or "rowid"}')
    while lines := cursor.fetchmany(_AT_ONCE):
        # ascii() of plain values is exact, tells 1 from 1.0 and '1', and does not depend on the version of Unicode.
        found.update(ascii(lines).encode("ascii"))
    return found.hexdigest()
