"""Put back what one action changed, field by field, or say what stands in the way."""

import sqlite3
from dataclasses import dataclass
from typing import Final, NamedTuple

from sqlalchemy import Table

from interimcoo.store.engine import table_of
from interimcoo.store.errors import Conflict
from interimcoo.store.tables import JOURNALLED

Value = int | float | str | bytes | None
Key = tuple[str, int]

_TABLES: Final[dict[str, Table]] = {str(model.__tablename__): table_of(model) for model in JOURNALLED}


class Recorded(NamedTuple):
    """One line of the journal."""

    table: str
    row_id: int
    op: str
    field: str | None
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class _Reference:
    table: str
    field: str
    cascade: bool


class UnknownChange(Exception):
    """The journal names a table, a field or a kind of change that the document does not have."""


def _references() -> dict[str, tuple[_Reference, ...]]:
    found: dict[str, list[_Reference]] = {name: [] for name in _TABLES}
    for table in _TABLES.values():
        for key in table.foreign_keys:
            found[key.column.table.name].append(
                _Reference(table.name, key.parent.name, (key.ondelete or "").upper() == "CASCADE")
            )
    return {name: tuple(sorted(refs, key=lambda r: (r.table, r.field))) for name, refs in found.items()}


_REFERENCES: Final = _references()
_PARENTS: Final[dict[str, dict[str, str]]] = {
    name: {key.parent.name: key.column.table.name for key in table.foreign_keys} for name, table in _TABLES.items()
}


def recorded(raw: sqlite3.Connection, action_id: int) -> list[Recorded]:
    """The changes of an action, newest first; raises UnknownChange for one that no document has."""
    lines = raw.execute(
        "SELECT tbl, row_id, op, field, old, new FROM change WHERE action_id = ? ORDER BY seq DESC", (action_id,)
    ).fetchall()
    changes = [Recorded(*line) for line in lines]
    for change in changes:
        table = _TABLES.get(change.table)
        if table is None or change.op not in ("I", "U", "D") or (change.op == "U" and change.field is None):
            raise UnknownChange
        if change.field is not None and (change.field not in table.columns or change.field == "id"):
            raise UnknownChange
    return changes


class Reversal:
    """The reversal of one action inside an open transaction. `run` returns the conflicts; with any, roll back."""

    def __init__(self, raw: sqlite3.Connection, action_id: int, n: int) -> None:
        self._raw, self._n = raw, n
        self._changes = recorded(raw, action_id)
        self._inserted: set[Key] = {(c.table, c.row_id) for c in self._changes if c.op == "I"}
        self._conflicts: dict[tuple[str, int, str], Conflict] = {}
        self._removed: list[Key] = []
        self._linked: list[tuple[str, int, str]] = []

    def run(self) -> tuple[Conflict, ...]:
        """Reverse every change, newest first."""
        self._raw.execute("PRAGMA defer_foreign_keys=ON")
        self._check_changed_later()
        rebuilt: dict[str, Value] = {}
        fields: dict[str, Recorded] = {}
        for number, change in enumerate(self._changes):
            if change.op == "U" and change.field is not None:
                fields[change.field] = change
                follow = self._changes[number + 1] if number + 1 < len(self._changes) else None
                together = follow is not None and follow[:3] == change[:3] and follow.field not in fields
                if not together:
                    self._put_back(change.table, change.row_id, fields)
                    fields = {}
            elif change.op == "D" and change.field is not None:
                rebuilt[change.field] = change.old
            elif change.op == "D":
                self._rebuild(change.table, change.row_id, rebuilt)
                rebuilt = {}
            else:
                self._remove(change.table, change.row_id)
        self._check_references()
        return tuple(self._conflicts.values())

    def _put_back(self, table: str, row_id: int, fields: dict[str, Recorded]) -> None:
        sets = ", ".join(f'"{field}" = ?' for field in fields)
        same = " AND ".join(f'"{field}" COLLATE BINARY IS ? AND typeof("{field}") = typeof(?)' for field in fields)
        values = [change.old for change in fields.values()]
        expected = [change.new for change in fields.values() for _twice in (1, 2)]
        try:
            done = self._raw.execute(
                f'UPDATE "{table}" SET {sets} WHERE id = ? AND {same}', [*values, row_id, *expected]
            )
        except sqlite3.IntegrityError:
            for field, change in fields.items():
                self._conflict(table, row_id, field, change.old, self._present(table, row_id, field))
            return
        self._linked.extend((table, row_id, field) for field in fields if field in _PARENTS[table])
        if done.rowcount:
            return
        for field, change in fields.items():
            present = self._present(table, row_id, field)
            if not _same(present, change.new) or not self._exists(table, row_id):
                self._conflict(table, row_id, field, change.new, present)

    def _rebuild(self, table: str, row_id: int, values: dict[str, Value]) -> None:
        names = ["id", *values]
        marks = ", ".join("?" * len(names))
        columns = ", ".join(f'"{name}"' for name in names)
        try:
            self._raw.execute(f'INSERT INTO "{table}"({columns}) VALUES ({marks})', [row_id, *values.values()])
        except sqlite3.IntegrityError:
            # Its key or a code that must be unique was taken meanwhile.
            self._conflict(table, row_id, "id", None, self._present(table, row_id, "id"))
            return
        self._linked.extend((table, row_id, field) for field in values if field in _PARENTS[table])

    def _remove(self, table: str, row_id: int) -> None:
        for reference in _REFERENCES[table]:
            if not reference.cascade:
                continue
            for child in self._children(reference, row_id):
                if (reference.table, child) not in self._inserted:
                    self._conflict(reference.table, child, reference.field, None, row_id)
        done = self._raw.execute(f'DELETE FROM "{table}" WHERE id = ?', (row_id,))
        if done.rowcount:
            self._removed.append((table, row_id))
        elif not self._cascaded(table, row_id):
            self._conflict(table, row_id, "id", row_id, None)

    def _check_references(self) -> None:
        for table, row_id in self._removed:
            if self._exists(table, row_id):
                continue
            for reference in _REFERENCES[table]:
                for child in self._children(reference, row_id):
                    self._conflict(reference.table, child, reference.field, None, row_id)
        for table, row_id, field in self._linked:
            parent = self._present(table, row_id, field)
            if isinstance(parent, int) and not self._exists(_PARENTS[table][field], parent):
                self._conflict(table, row_id, field, parent, None)

    def _cascaded(self, table: str, row_id: int) -> bool:
        """Whether this reversal took the row away already, with its parent."""
        query = (
            "SELECT 1 FROM change WHERE action_id = (SELECT action_id FROM cur) AND tbl = ? AND row_id = ? AND op = 'D'"
        )
        return self._raw.execute(query, (table, row_id)).fetchone() is not None

    def _children(self, reference: _Reference, row_id: int) -> list[int]:
        found = self._raw.execute(
            f'SELECT id FROM "{reference.table}" WHERE "{reference.field}" = ? LIMIT 20', (row_id,)
        ).fetchall()
        return [line[0] for line in found]

    def _check_changed_later(self) -> None:
        """A row that the action made must be as the action left it: what later actions wrote would be lost with it."""
        if not self._inserted:
            return
        left: dict[tuple[str, int, str], Value] = {}
        for table, row_id, field, old in self._raw.execute(
            "SELECT c.tbl, c.row_id, c.field, c.old FROM action a JOIN change c ON c.action_id = a.id"
            " WHERE a.n > ? AND c.op = 'U' ORDER BY a.n, c.seq",
            (self._n,),
        ):
            if (table, row_id) in self._inserted:
                left.setdefault((table, row_id, field), old)
        for (table, row_id, field), value in left.items():
            present = self._present(table, row_id, field)
            if not _same(present, value):
                self._conflict(table, row_id, field, value, present)

    def _exists(self, table: str, row_id: int) -> bool:
        return self._raw.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', (row_id,)).fetchone() is not None

    def _present(self, table: str, row_id: int, field: str) -> Value:
        if field != "id" and field not in _TABLES[table].columns:
            raise UnknownChange
        line = self._raw.execute(f'SELECT "{field}" FROM "{table}" WHERE id = ?', (row_id,)).fetchone()
        value: Value = line[0] if line else None
        return value

    def _conflict(self, table: str, row_id: int, field: str, logged: Value, present: Value) -> None:
        who, at = self._raw.execute(
            "SELECT a.who, a.at FROM change c JOIN action a ON a.id = c.action_id"
            " WHERE c.tbl = ? AND c.row_id = ? AND (c.field = ? OR c.field IS NULL)"
            " AND a.n < (SELECT max(n) FROM action) ORDER BY a.n DESC LIMIT 1",
            (table, row_id, field),
        ).fetchone() or ("", "")
        self._conflicts.setdefault((table, row_id, field), Conflict(table, row_id, field, logged, present, who, at))


def _same(one: Value, other: Value) -> bool:
    return type(one) is type(other) and one == other
