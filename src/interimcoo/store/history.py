"""What has been done, and what of it can be undone or redone."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from interimcoo.text import Label

UNDO: Final = "Undo"
REDO: Final = "Redo"
BARRIER: Final = "undo_barrier"
_MOMENT: Final = "%Y-%m-%dT%H:%M:%S.%fZ"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One action. `undoes` names the action that an undo or redo took back; it carries that action's label."""

    id: int
    n: int
    at: datetime
    who: str
    label: Label
    command: str
    final: bool
    undoes: int | None
    undone: bool
    changes: int
    can_undo: bool


@dataclass(frozen=True, slots=True)
class Step:
    """An action that undo or redo may take next."""

    id: int
    n: int
    label: Label
    command: str
    final: bool
    undoes: int | None
    undone: bool


_STEP: Final = "SELECT id, n, label, command, final, undoes, undone_by IS NOT NULL FROM action"


def moment_text(moment: datetime) -> str:
    """The stored form of a moment."""
    return moment.astimezone(UTC).strftime(_MOMENT)


def moment_of(text: str) -> datetime:
    """The moment of a stored form."""
    return datetime.strptime(text, _MOMENT).replace(tzinfo=UTC)


def newest(raw: sqlite3.Connection) -> tuple[int, datetime | None]:
    """(number, moment) of the newest action; (0, None) in a new file."""
    line = raw.execute("SELECT n, at FROM action ORDER BY n DESC LIMIT 1").fetchone()
    return (line[0], moment_of(line[1])) if line else (0, None)


def barrier(raw: sqlite3.Connection) -> int:
    """The number at and below which nothing can be undone: the newest final action, or a migration's barrier."""
    final = raw.execute("SELECT coalesce(max(n), 0) FROM action WHERE final").fetchone()[0]
    stored = raw.execute("SELECT value FROM meta WHERE key = ?", (BARRIER,)).fetchone()
    return max(int(final), int(stored[0]) if stored else 0)


def step(raw: sqlite3.Connection, action_id: int) -> Step | None:
    """One action by its key."""
    line = raw.execute(f"{_STEP} WHERE id = ?", (action_id,)).fetchone()
    return _step(line) if line else None


def next_undos(raw: sqlite3.Connection, most: int) -> tuple[Step, ...]:
    """What undo takes next, newest first: actions that are neither an undo nor undone, down to the barrier."""
    lines = raw.execute(
        f"{_STEP} WHERE undoes IS NULL AND undone_by IS NULL AND n > ? ORDER BY n DESC LIMIT ?", (barrier(raw), most)
    ).fetchall()
    return tuple(_step(line) for line in lines)


def next_redo(raw: sqlite3.Connection) -> Step | None:
    """The newest undo that is not taken back and has no new action after it."""
    line = raw.execute(
        f"{_STEP} WHERE command = ? AND undoes IS NOT NULL AND undone_by IS NULL"
        " AND n > (SELECT coalesce(max(n), 0) FROM action WHERE undoes IS NULL) ORDER BY n DESC LIMIT 1",
        (UNDO,),
    ).fetchone()
    return _step(line) if line else None


def entries(raw: sqlite3.Connection, most: int, before: int | None) -> tuple[HistoryEntry, ...]:
    """The history, newest first, `most` of them, only those with a number below `before` where given."""
    floor = barrier(raw)
    lines = raw.execute(
        "SELECT id, n, at, who, label, command, final, undoes, undone_by IS NOT NULL,"
        " (SELECT count(*) FROM change c WHERE c.action_id = action.id) FROM action"
        " WHERE n < ? ORDER BY n DESC LIMIT ?",
        (before if before is not None else 2**62, most),
    ).fetchall()
    return tuple(
        HistoryEntry(
            id=line[0],
            n=line[1],
            at=moment_of(line[2]),
            who=line[3],
            label=Label.from_json(line[4]),
            command=line[5],
            final=bool(line[6]),
            undoes=line[7],
            undone=bool(line[8]),
            changes=line[9],
            can_undo=line[1] > floor and not line[8] and (line[7] is None or line[5] == UNDO),
        )
        for line in lines
    )


def _step(line: tuple[int, int, str, str, int, int | None, int]) -> Step:
    return Step(line[0], line[1], Label.from_json(line[2]), line[3], bool(line[4]), line[5], bool(line[6]))
