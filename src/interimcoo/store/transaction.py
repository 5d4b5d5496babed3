"""One command, one action, one transaction; and what is told of it after the commit."""

import contextlib
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from interimcoo.store import digest, history
from interimcoo.store.engine import in_words
from interimcoo.store.errors import Replaced
from interimcoo.store.history import Step
from interimcoo.store.identity import CHANGES, write_meta
from interimcoo.store.journal import rows_of, watch
from interimcoo.store.presence import Presence
from interimcoo.store.tables.columns import new_id
from interimcoo.text import Label

_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Changed:
    """What one action changed: tables, and the keys of their rows, those of cascades too."""

    tables: frozenset[str]
    action_id: int
    n: int
    label: Label
    rows: Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Entry:
    """What the journal says of a command; `undoes` is the action it takes back."""

    label: Label
    command: str
    final: bool = False
    undoes: Step | None = None


class Writer:
    """Writes through the one connection; its owner sees to it that one works at a time."""

    def __init__(self, raw: sqlite3.Connection, engine: Engine, path: Path, copy_id: int, who: str) -> None:
        self._raw, self._path, self._copy_id, self._who = raw, path, copy_id, who
        self._engine = engine.execution_options(begin="BEGIN IMMEDIATE")
        self._presence = Presence(path)
        self._counter = _counter(raw)
        self._written = False
        self.busy = False
        watch(raw)

    def write(self, entry: Entry, body: Callable[[Session], None], at: datetime) -> Changed:
        """Run the body as one action. Whatever it raises, nothing is changed then."""
        self._presence.check(self._counter)
        for _try in range(_TRIES - 1):
            try:
                return self._transaction(entry, body, at)
            except IntegrityError as error:
                # A random key that was taken already is made anew.
                if getattr(error.orig, "sqlite_errorcode", 0) != sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
                    raise
        return self._transaction(entry, body, at)

    def keep(self, statement: str, values: tuple[str, ...]) -> None:
        """Write to a table that stands outside the journal."""
        self._presence.check(self._counter)
        with in_words(self._path):
            self._raw.execute("BEGIN IMMEDIATE")
            try:
                self._raw.execute(statement, values)
                self._count()
                self._raw.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise
        self._committed()

    def seal(self) -> None:
        """Store the digest of the content before a clean close, and let SQLite take the journal away as it closes.

        Without a write since opening the digest stands already.
        """
        with contextlib.suppress(sqlite3.Error, Replaced):
            self._presence.check(self._counter)
            if self._written:
                self._raw.execute("BEGIN IMMEDIATE")
                write_meta(self._raw, digest.KEY, digest.stored(digest.digests(self._raw)))
                self._raw.execute("COMMIT")
            self._raw.execute("PRAGMA journal_mode=DELETE").fetchall()

    def _transaction(self, entry: Entry, body: Callable[[Session], None], at: datetime) -> Changed:
        action_id = new_id()
        session = Session(self._engine)
        self.busy = True
        try:
            session.connection()
            with in_words(self._path):
                number = self._begin(entry, action_id, at)
            body(session)
            session.flush()
            with in_words(self._path):
                self._raw.execute("UPDATE cur SET action_id = NULL")
                if entry.undoes is not None:
                    self._mark_undone(entry.undoes, action_id)
                self._count()
                rows = rows_of(self._raw, action_id)
            session.commit()
        except BaseException:
            with contextlib.suppress(Exception):
                session.rollback()
            self._roll_back()
            raise
        finally:
            self.busy = False
            with contextlib.suppress(Exception):
                session.close()
        self._committed()
        return Changed(frozenset(rows), action_id, number, entry.label, rows)

    def _begin(self, entry: Entry, action_id: int, at: datetime) -> int:
        number = history.newest(self._raw)[0] + 1
        undoes = entry.undoes.id if entry.undoes else None
        moment, label = history.moment_text(at), entry.label.to_json()
        self._raw.execute(
            "INSERT INTO action(id, n, copy_id, at, who, label, command, final, undoes)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (action_id, number, self._copy_id, moment, self._who, label, entry.command, entry.final, undoes),
        )
        self._raw.execute("UPDATE cur SET action_id = ?, seq = 0", (action_id,))
        return number

    def _mark_undone(self, step: Step, action_id: int) -> None:
        self._raw.execute("UPDATE action SET undone_by = ? WHERE id = ?", (action_id, step.id))
        if step.undoes is not None:
            self._raw.execute("UPDATE action SET undone_by = NULL WHERE id = ?", (step.undoes,))

    def _count(self) -> None:
        write_meta(self._raw, CHANGES, str(self._counter + 1))
        if not self._written:
            self._raw.execute("DELETE FROM meta WHERE key = ?", (digest.KEY,))

    def _committed(self) -> None:
        self._written = True
        self._counter += 1
        self._presence.note()

    def _roll_back(self) -> None:
        if self._raw.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                self._raw.execute("ROLLBACK")
        self._presence.note()


def _counter(raw: sqlite3.Connection) -> int:
    line = raw.execute("SELECT value FROM meta WHERE key = ?", (CHANGES,)).fetchone()
    return int(line[0]) if line and str(line[0]).isdecimal() else 0
