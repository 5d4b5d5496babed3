"""The open document: run commands, undo and redo them, read, and tell who listens what has changed.

Example: `with closing(Engagement.open(path, clock=clock)) as engagement: engagement.run(AddUnit("Purchasing"))`.
"""

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlmodel import Session

from interimcoo.store import backup as backups
from interimcoo.store import creation, history, identity, opening
from interimcoo.store.as_known import rewound
from interimcoo.store.backup import Backup
from interimcoo.store.checking import CheckResult, OpeningCheck, check_open, full_check_is_due
from interimcoo.store.engine import engine_of, in_words
from interimcoo.store.errors import ReadOnly, Refused, StoreError, Tampered, UndoConflict
from interimcoo.store.history import HistoryEntry, Step
from interimcoo.store.place import Notice, notices_of
from interimcoo.store.remembered import KEPT, Kept
from interimcoo.store.reversal import Reversal, UnknownChange
from interimcoo.store.transaction import Changed, Entry, Writer
from interimcoo.text import N_, Label, _

if TYPE_CHECKING:
    from interimcoo.store.command import Command

__all__ = ["Changed", "Clock", "Engagement", "HistoryEntry"]

Clock = Callable[[], datetime]

_READING_ONLY: Final = N_("{file} is open for reading only.")
_READING_REMEDY: Final = N_("Save a copy to go on working.")
_NOTHING_TO_UNDO: Final = N_("There is nothing to undo.")
_NOTHING_TO_REDO: Final = N_("There is nothing to redo.")
_UNKNOWN: Final = N_("This change is not in the history.")
_DONE_ALREADY: Final = N_("This change is undone already.")
_BEHIND_BARRIER: Final = N_("What was done up to here is final and cannot be undone.")
_BARRIER_REMEDY: Final = N_("Change the record itself.")
_ORIGINAL: Final = N_("A redone change is undone at its own line.")
_ORIGINAL_REMEDY: Final = N_("Choose the line of the change itself.")
_IN_THE_WAY: Final = N_("This cannot be undone: later changes stand in the way.")
_CONFLICT_REMEDY: Final = N_("Undo the later changes first, or change the fields yourself.")
_STRANGE_JOURNAL: Final = N_("The history of {file} names what no engagement holds.")
_STRANGE_REMEDY: Final = N_("Another program has changed it. Restore a backup.")


class Engagement:
    """One engagement, held open by one locked connection. Calls may come from any thread; one works at a time."""

    def __init__(self, opened: opening.Opened, *, clock: Clock, who: str) -> None:
        self.path: Path = opened.path
        self.read_only: bool = opened.read_only
        self.document_id = int(opened.meta[identity.DOCUMENT])
        self.copy_id = int(opened.meta[identity.COPY])
        self.backup_problem: StoreError | None = None
        """why the last backup that the program made by itself failed"""
        self._opened, self._raw, self._clock = opened, opened.raw, clock
        self._lock, self._backing_up = threading.RLock(), threading.Lock()
        self._engine = engine_of(self._raw, self.path)
        self._listeners: list[Callable[[Changed], None]] = []
        self._reader: Session | None = None
        self._kept: Kept = {}
        self._check: OpeningCheck | None = None
        self._closed = False
        self._revision, self._last_saved = history.newest(self._raw)
        self._writer = None if self.read_only else Writer(self._raw, self._engine, self.path, self.copy_id, who)

    @classmethod
    def create(cls, path: Path, *, clock: Clock, who: str = "", replace: bool = False) -> "Engagement":
        """Make a new file and open it. Raises Refused when one is there (unless `replace`), NotSaved, AlreadyOpen."""
        creation.create(path, replace=replace)
        return cls.open(path, clock=clock, who=who)

    @classmethod
    def open(cls, path: Path, *, clock: Clock, who: str = "", read_only: bool = False) -> "Engagement":
        """Open a file; for reading only where it cannot be written. An earlier version is backed up, then migrated.

        Raises NotAnEngagement, NewerVersion, Tampered, Damaged, AlreadyOpen; the file's bytes are unchanged then.
        """

        def back_up_first(raw: sqlite3.Connection) -> None:
            document = int(identity.read_meta(raw)[identity.DOCUMENT])
            backups.back_up(raw, path, document, clock())

        opened = opening.open_document(path, read_only=read_only, before_migration=back_up_first)
        try:
            with in_words(opened.path):
                return cls(opened, clock=clock, who=who)
        except BaseException:
            opened.close()
            raise

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
        """Do what the command says as one transaction. Raises Refused, NotSaved, ReadOnly; nothing is changed then.

        Before a long command (an import) a backup is made.
        """
        if getattr(command, "long", False) and not self.read_only:
            self.back_up_if_changed()
        entry = Entry(command.label, type(command).__name__, bool(getattr(command, "final", False)))
        return self._write(entry, command.apply)

    def undo(self) -> Changed:
        """Take back the newest change that is not undone. Raises Refused, UndoConflict, NotSaved."""
        with self._holding() as raw:
            found = history.next_undos(raw, 1)
            if not found:
                final = history.barrier(raw) > 0
                raise Refused(_(_BEHIND_BARRIER), _(_BARRIER_REMEDY)) if final else Refused(_(_NOTHING_TO_UNDO))
            return self._reverse(found[0])

    def redo(self) -> Changed:
        """Do again what the newest undo took back. Raises Refused when there is none."""
        with self._holding() as raw:
            found = history.next_redo(raw)
            if found is None:
                raise Refused(_(_NOTHING_TO_REDO))
            return self._reverse(found)

    def undo_action(self, action_id: int) -> Changed:
        """Take back one action of the history; for an undo, do again what it took back."""
        with self._holding() as raw:
            found = history.step(raw, action_id)
            if found is None:
                raise Refused(_(_UNKNOWN))
            if found.undone:
                raise Refused(_(_DONE_ALREADY))
            if found.undoes is not None and found.command != history.UNDO:
                raise Refused(_(_ORIGINAL), _(_ORIGINAL_REMEDY))
            if found.n <= history.barrier(raw):
                raise Refused(_(_BEHIND_BARRIER), _(_BARRIER_REMEDY))
            return self._reverse(found)

    def undo_label(self) -> Label | None:
        """What undo would take back; None when there is nothing."""
        labels = self.undo_labels(1)
        return labels[0] if labels else None

    def redo_label(self) -> Label | None:
        """What redo would do again; None when there is nothing."""
        with self._holding() as raw:
            found = history.next_redo(raw)
        return found.label if found else None

    def undo_labels(self, most: int = 20) -> tuple[Label, ...]:
        """What repeated undo would take back, the next one first."""
        with self._holding() as raw:
            return tuple(step.label for step in history.next_undos(raw, most))

    def history(self, most: int = 500, before: int | None = None) -> tuple[HistoryEntry, ...]:
        """The actions, newest first; with `before` those of a smaller number."""
        with self._holding() as raw:
            return history.entries(raw, most, before)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for queries; inside another `reading` it is the same one. It waits while a command runs.

        What a query marked with `remembered` gives is kept until the next change.
        """
        with self._lock:
            raw = self._live()
            if self._writer is not None and self._writer.busy:
                raise RuntimeError("a command reads through its own session")
            if self._reader is not None:
                yield self._reader
                return
            raw.execute("PRAGMA query_only=ON")
            self._reader = reader = Session(self._engine, autoflush=False, info={KEPT: self._kept})
            try:
                yield reader
            finally:
                self._reader = None
                reader.close()
                if not self.read_only:
                    raw.execute("PRAGMA query_only=OFF")

    @contextlib.contextmanager
    def as_known(self, moment: datetime) -> Iterator[Session]:
        """A session for queries on the state at that moment, in memory; later changes do not reach it."""
        with self._holding() as raw:
            self._nothing_runs()
            try:
                memory = rewound(raw, moment)
            except UnknownChange:
                raise self._strange() from None
        engine = engine_of(memory, self.path)
        try:
            with Session(engine, autoflush=False, info={KEPT: {}}) as session:
                yield session
        finally:
            engine.dispose()
            memory.close()

    def subscribe(self, listener: Callable[[Changed], None]) -> Callable[[], None]:
        """Call the listener after each commit, in the thread that ran the command. Returns how to stop it."""
        self._listeners.append(listener)

        def stop() -> None:
            with contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        return stop

    def recall(self, key: str) -> str:
        """What the window keeps in the file outside the history (widths, last place); empty when nothing."""
        with self._holding() as raw:
            line = raw.execute("SELECT value FROM window_state WHERE key = ?", (key,)).fetchone()
        return str(line[0]) if line else ""

    def remember(self, key: str, value: str) -> None:
        """Keep a state of the window; nothing happens in a file open for reading."""
        with self._lock:
            self._live()
            if self._writer is None:
                return
            self._nothing_runs()
            self._wait_for_copy()
            self._writer.keep(
                "INSERT INTO window_state(key, value) VALUES (?, ?)"
                " ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                (key, value),
            )

    def backup(self, folder: Path | None = None) -> Backup:
        """Make a verified backup, in the program's own folder unless another is named. Raises NotSaved.

        Only the copying holds up a command; the check runs beside.
        """
        with self._backing_up, contextlib.ExitStack() as stack:
            place, at = folder or backups.backup_folder(self.document_id), self._clock()
            with self._holding() as raw:
                self._nothing_runs()
                target = place / backups.name_of(self.path, at, self._revision)
                beside = stack.enter_context(creation.new_file(target))
                contents, label = backups.copy_into(raw, beside), backups.last_label(raw)
            made = backups.keep(beside, target, contents, label)
            if folder is None:
                backups.thin(self.document_id, at)
            return made

    def back_up_if_changed(self) -> Backup | None:
        """Make a backup when something has changed since the newest; a failure is told in `backup_problem`."""
        try:
            newest = backups.newest_verified(self.document_id)
            if newest.actions == self._revision if newest else self._revision == 0:
                return None
            made = self.backup()
        except (StoreError, OSError) as error:
            self.backup_problem = error if isinstance(error, StoreError) else StoreError(str(error.strerror))
            return None
        self.backup_problem = None
        return made

    def backup_due(self) -> bool:
        """Whether something has changed since the newest backup and that is half an hour old."""
        return backups.due(backups.newest_verified(self.document_id), self._revision, self._clock())

    def save_copy(self, path: Path, *, replace: bool = False) -> None:
        """Save what is open as another file, with a copy id of its own. Raises Refused, NotSaved, AlreadyOpen."""
        with creation.new_file(path) as beside:
            with self._holding() as raw:
                self._nothing_runs()
                own = {identity.COPY: identity.first_meta()[identity.COPY]}
                contents = backups.copy_into(raw, beside, own)
            backups.give(beside, path, contents, replace=replace)

    def notices(self) -> tuple[Notice, ...]:
        """What to tell at the opening about where the file lies: little room, a synchronised folder, a copy beside."""
        return notices_of(self.path, self.document_id, self.copy_id)

    def begin_check(self, *, full: bool | None = None) -> OpeningCheck:
        """Check the file behind the window, on a copy that a child process makes before the next write.

        Unless told, the check is full once a week and quick otherwise.
        """
        with self._lock:
            self._live()
            self._nothing_runs()
            if full is None:
                full = full_check_is_due(self.document_id, self._clock())
            if self._check is not None:
                self._check.stop()
            self._check = OpeningCheck(self.path, full=full)
            return self._check

    def check(self) -> CheckResult:
        """Check the open file now: integrity, references."""
        with self._lock:
            self._nothing_runs()
            return check_open(self._live())

    def close(self) -> None:
        """Close the file and seal what it holds with a digest; a second call does nothing."""
        with self._lock:
            if self._closed:
                return
            if self._check is not None:
                self._check.stop()
            self._closed = True
            self._listeners.clear()
            if self._writer is not None:
                self._writer.seal()
            self._engine.dispose()
            self._opened.close()

    @contextlib.contextmanager
    def _holding(self) -> Iterator[sqlite3.Connection]:
        """The connection, for this thread alone; what the database says of the file is put into words."""
        with self._lock, in_words(self.path):
            yield self._live()

    def _live(self) -> sqlite3.Connection:
        if self._closed:
            raise RuntimeError("the engagement is closed")
        return self._raw

    def _nothing_runs(self) -> None:
        if self._reader is not None or (self._writer is not None and self._writer.busy):
            raise RuntimeError("this cannot begin inside a command or a reading")

    def _wait_for_copy(self) -> None:
        if self._check is not None:
            self._check.wait_copied()

    def _strange(self) -> Tampered:
        return Tampered(_(_STRANGE_JOURNAL).format(file=self.path.name), _(_STRANGE_REMEDY))

    def _reverse(self, step: Step) -> Changed:
        def body(_session: Session) -> None:
            try:
                with in_words(self.path):
                    conflicts = Reversal(self._raw, step.id, step.n).run()
            except UnknownChange:
                raise self._strange() from None
            if conflicts:
                raise UndoConflict(_(_IN_THE_WAY), _(_CONFLICT_REMEDY), conflicts)

        name = history.UNDO if step.undoes is None else history.REDO
        return self._write(Entry(step.label, name, undoes=step), body)

    def _write(self, entry: Entry, body: Callable[[Session], None]) -> Changed:
        with self._lock:
            self._live()
            if self._writer is None:
                raise ReadOnly(_(_READING_ONLY).format(file=self.path.name), _(_READING_REMEDY))
            self._nothing_runs()
            self._wait_for_copy()
            now, self._kept = self._clock(), {}
            changed = self._writer.write(entry, body, now)
            self._revision, self._last_saved = changed.n, now
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(changed)
        return changed
