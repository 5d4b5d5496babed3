"""The open document: run commands, undo and redo them, read, and tell who listens what has changed.

Example: `with closing(Engagement.open(path, clock=clock)) as engagement: engagement.run(AddUnit("Purchasing"))`.
"""

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from interimcoo.store import history, opening
from interimcoo.store.engine import engine_of, in_words
from interimcoo.store.errors import ReadOnly, Refused, Tampered, UndoConflict
from interimcoo.store.history import HistoryEntry, Step
from interimcoo.store.identity import CHANGES, COPY, DIGEST, DOCUMENT
from interimcoo.store.journal import rows_of, watch
from interimcoo.store.reversal import Reversal, UnknownChange
from interimcoo.store.tables.columns import new_id
from interimcoo.text import N_, Label, _

if TYPE_CHECKING:
    from interimcoo.store.command import Command

Clock = Callable[[], datetime]

_TRIES: Final = 3
_READING_ONLY: Final = N_("{file} is open for reading only.")
_READING_REMEDY: Final = N_("Save a copy to go on working.")
_NOTHING_TO_UNDO: Final = N_("There is nothing to undo.")
_NOTHING_TO_REDO: Final = N_("There is nothing to redo.")
_UNKNOWN: Final = N_("This change is not in the history.")
_DONE_ALREADY: Final = N_("This change is undone already.")
_BEHIND_BARRIER: Final = N_("What was done up to here is final and cannot be undone.")
_BARRIER_REMEDY: Final = N_("Change the record itself, or take the final step back with its own command.")
_ORIGINAL: Final = N_("A redone change is undone at its own line.")
_ORIGINAL_REMEDY: Final = N_("Choose the line of the change itself.")
_IN_THE_WAY: Final = N_("This cannot be undone: later changes stand in the way.")
_CONFLICT_REMEDY: Final = N_("Undo the later changes first, or change the fields yourself.")
_STRANGE_JOURNAL: Final = N_("The history of {file} names what no engagement holds.")
_STRANGE_REMEDY: Final = N_("Another program has changed it. Open a backup.")


@dataclass(frozen=True, slots=True)
class Changed:
    """What one action changed: tables, and the keys of their rows, those of cascades too."""

    tables: frozenset[str]
    action_id: int
    n: int
    label: Label
    rows: Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class _Entry:
    label: Label
    command: str
    final: bool = False
    undoes: Step | None = None


class Engagement:
    """One engagement, held open by one locked connection. Calls may come from any thread; one works at a time."""

    def __init__(self, opened: "opening.Opened", *, clock: Clock, who: str) -> None:
        self.path: Path = opened.path
        self.read_only: bool = opened.read_only
        self.document_id = int(opened.meta[DOCUMENT])
        self.copy_id = int(opened.meta[COPY])
        self._opened, self._raw = opened, opened.raw
        self._clock, self._who = clock, who
        self._lock = threading.RLock()
        self._engine = engine_of(self._raw)
        self._for_writing = self._engine.execution_options(begin="BEGIN IMMEDIATE")
        self._listeners: list[Callable[[Changed], None]] = []
        self._reader: Session | None = None
        self._in_command = False
        self._closed = False
        self._written = False
        self._revision, self._last_saved = history.newest(self._raw)
        if not self.read_only:
            watch(self._raw)

    @classmethod
    def create(cls, path: Path, *, clock: Clock, who: str = "", replace: bool = False) -> "Engagement":
        """Make a new file and open it. Raises Refused when one is there (unless `replace`), NotSaved, AlreadyOpen."""
        opening.create(path, replace=replace)
        return cls.open(path, clock=clock, who=who)

    @classmethod
    def open(cls, path: Path, *, clock: Clock, who: str = "", read_only: bool = False) -> "Engagement":
        """Open a file; for reading only where it cannot be written.

        Raises NotAnEngagement, NewerVersion, Tampered, Damaged, AlreadyOpen; the file's bytes are unchanged then.
        """
        return cls(opening.open_document(path, read_only=read_only), clock=clock, who=who)

    @property
    def revision(self) -> int:
        """The number of the newest action; 0 in a new file."""
        return self._revision

    def now(self) -> datetime:
        """The moment by the clock of this engagement, in UTC."""
        return self._clock()

    @property
    def last_saved(self) -> datetime | None:
        """The moment of the newest action."""
        return self._last_saved

    def run(self, command: "Command") -> Changed:
        """Do what the command says as one transaction. Raises Refused, NotSaved, ReadOnly; nothing is changed then."""
        entry = _Entry(command.label, type(command).__name__, bool(getattr(command, "final", False)))
        return self._write(entry, command.apply)

    def undo(self) -> Changed:
        """Take back the newest change that is not undone. Raises Refused, UndoConflict, NotSaved."""
        with self._lock:
            found = history.next_undos(self._live(), 1)
            if not found:
                final = history.barrier(self._raw) > 0
                raise Refused(_(_BEHIND_BARRIER), _(_BARRIER_REMEDY)) if final else Refused(_(_NOTHING_TO_UNDO))
            return self._reverse(found[0])

    def redo(self) -> Changed:
        """Do again what the newest undo took back. Raises Refused when there is none."""
        with self._lock:
            found = history.next_redo(self._live())
            if found is None:
                raise Refused(_(_NOTHING_TO_REDO))
            return self._reverse(found)

    def undo_action(self, action_id: int) -> Changed:
        """Take back one action of the history; for an undo, do again what it took back."""
        with self._lock:
            found = history.step(self._live(), action_id)
            if found is None:
                raise Refused(_(_UNKNOWN))
            if found.undone:
                raise Refused(_(_DONE_ALREADY))
            if found.undoes is not None and found.command != history.UNDO:
                raise Refused(_(_ORIGINAL), _(_ORIGINAL_REMEDY))
            if found.n <= history.barrier(self._raw):
                raise Refused(_(_BEHIND_BARRIER), _(_BARRIER_REMEDY))
            return self._reverse(found)

    def undo_label(self) -> Label | None:
        """What undo would take back; None when there is nothing."""
        labels = self.undo_labels(1)
        return labels[0] if labels else None

    def redo_label(self) -> Label | None:
        """What redo would do again; None when there is nothing."""
        with self._lock:
            found = history.next_redo(self._live())
        return found.label if found else None

    def undo_labels(self, most: int = 20) -> tuple[Label, ...]:
        """What repeated undo would take back, the next one first."""
        with self._lock:
            return tuple(step.label for step in history.next_undos(self._live(), most))

    def history(self, most: int = 500, before: int | None = None) -> tuple[HistoryEntry, ...]:
        """The actions, newest first; with `before` those of a smaller number."""
        with self._lock:
            return history.entries(self._live(), most, before)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for queries; inside another `reading` it is the same one. It waits while a command runs."""
        with self._lock:
            raw = self._live()
            if self._in_command:
                raise RuntimeError("a command reads through its own session")
            if self._reader is not None:
                yield self._reader
                return
            raw.execute("PRAGMA query_only=ON")
            self._reader = Session(self._engine, autoflush=False)
            try:
                with in_words(self.path):
                    yield self._reader
            finally:
                reader, self._reader = self._reader, None
                reader.close()
                if not self.read_only:
                    raw.execute("PRAGMA query_only=OFF")

    def subscribe(self, listener: Callable[[Changed], None]) -> Callable[[], None]:
        """Call the listener after each commit, in the thread that ran the command. Returns how to stop it."""
        self._listeners.append(listener)

        def stop() -> None:
            with contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        return stop

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._listeners.clear()
            self._engine.dispose()
            self._opened.close()

    def _live(self) -> sqlite3.Connection:
        if self._closed:
            raise RuntimeError("the engagement is closed")
        return self._raw

    def _reverse(self, step: Step) -> Changed:
        def body(_session: Session) -> None:
            try:
                conflicts = Reversal(self._raw, step.id, step.n).run()
            except UnknownChange:
                raise Tampered(_(_STRANGE_JOURNAL).format(file=self.path.name), _(_STRANGE_REMEDY)) from None
            if conflicts:
                raise UndoConflict(_(_IN_THE_WAY), _(_CONFLICT_REMEDY), conflicts)

        name = history.UNDO if step.undoes is None else history.REDO
        return self._write(_Entry(step.label, name, undoes=step), body)

    def _write(self, entry: _Entry, body: Callable[[Session], None]) -> Changed:
        with self._lock:
            self._live()
            if self.read_only:
                raise ReadOnly(_(_READING_ONLY).format(file=self.path.name), _(_READING_REMEDY))
            if self._in_command or self._reader is not None:
                raise RuntimeError("a command cannot begin inside another or inside a reading")
            for tries_left in reversed(range(_TRIES)):
                try:
                    changed = self._transaction(entry, body)
                    break
                except IntegrityError as error:
                    if not (tries_left and _is_collision(error)):
                        raise
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(changed)
        return changed

    def _transaction(self, entry: _Entry, body: Callable[[Session], None]) -> Changed:
        now, action_id, number = self._clock(), new_id(), self._revision + 1
        session = Session(self._for_writing)
        self._in_command = True
        try:
            with in_words(self.path):
                session.connection()
                self._raw.execute(
                    "INSERT INTO action(id, n, copy_id, at, who, label, command, final, undoes)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        action_id, number, self.copy_id, history.moment_text(now), self._who, entry.label.to_json(),
                        entry.command, entry.final, entry.undoes.id if entry.undoes else None,
                    ),
                )  # fmt: skip
                self._raw.execute("UPDATE cur SET action_id = ?, seq = 0", (action_id,))
                body(session)
                session.flush()
                self._raw.execute("UPDATE cur SET action_id = NULL")
                if entry.undoes is not None:
                    self._mark_undone(entry.undoes, action_id)
                self._raw.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = ?", (CHANGES,))
                if not self._written:
                    self._raw.execute("DELETE FROM meta WHERE key = ?", (DIGEST,))
                rows = rows_of(self._raw, action_id)
                session.commit()
        except BaseException:
            with contextlib.suppress(Exception):
                session.rollback()
            if self._raw.in_transaction:
                with contextlib.suppress(sqlite3.Error):
                    self._raw.execute("ROLLBACK")
            raise
        finally:
            self._in_command = False
            with contextlib.suppress(sqlite3.Error):
                session.close()
        self._written = True
        self._revision, self._last_saved = number, now
        return Changed(frozenset(rows), action_id, number, entry.label, rows)

    def _mark_undone(self, step: Step, action_id: int) -> None:
        self._raw.execute("UPDATE action SET undone_by = ? WHERE id = ?", (action_id, step.id))
        if step.undoes is not None:
            self._raw.execute("UPDATE action SET undone_by = NULL WHERE id = ?", (step.undoes,))


def _is_collision(error: IntegrityError) -> bool:
    cause = error.orig
    return getattr(cause, "sqlite_errorcode", 0) == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY
