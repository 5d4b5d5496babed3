"""The document as it was known at a moment: a copy in memory, with every later change taken back, newest first."""

import sqlite3
from datetime import datetime

from interimcoo.store.engine import connect_in_memory, table_of
from interimcoo.store.history import moment_text
from interimcoo.store.reversal import Recorded, Value, recorded
from interimcoo.store.tables import JOURNALLED

Fields = dict[str, Value]


def rewound(raw: sqlite3.Connection, moment: datetime) -> sqlite3.Connection:
    """A connection to that copy, for reading. Later actions are gone from its history too."""
    memory = connect_in_memory()
    try:
        raw.backup(memory)
        memory.execute("PRAGMA foreign_keys=OFF")
        memory.execute("BEGIN")
        cut = memory.execute("SELECT coalesce(max(n), 0) FROM action WHERE at <= ?", (moment_text(moment),)).fetchone()
        later = [line[0] for line in memory.execute("SELECT id FROM action WHERE n > ? ORDER BY n DESC", cut)]
        _put_back(memory, [change for action_id in later for change in recorded(memory, action_id)])
        memory.execute("DELETE FROM change WHERE action_id IN (SELECT id FROM action WHERE n > ?)", cut)
        memory.execute("DELETE FROM action WHERE n > ?", cut)
        memory.execute("UPDATE action SET undone_by = NULL WHERE undone_by NOT IN (SELECT id FROM action)")
        memory.execute("COMMIT")
        memory.execute("PRAGMA query_only=ON")
    except BaseException:
        memory.close()
        raise
    return memory


def _put_back(memory: sqlite3.Connection, changes: list[Recorded]) -> None:
    """Take all changes back at once: first what each row was, then every row anew, so that no code is in the way."""
    columns = {str(model.__tablename__): [c.name for c in table_of(model).columns] for model in JOURNALLED}
    rows: dict[str, dict[int, Fields | None]] = {}
    for change in changes:
        table = rows.setdefault(change.table, {})
        if change.row_id not in table:
            table[change.row_id] = _present(memory, change.table, change.row_id, columns[change.table])
        row = table[change.row_id]
        if change.op == "I":
            table[change.row_id] = None
        elif change.field is not None:
            row = {} if row is None else row
            row[change.field] = change.old
            table[change.row_id] = row
        elif row is None:
            table[change.row_id] = {}
    for name, table in rows.items():
        memory.executemany(f'DELETE FROM "{name}" WHERE id = ?', [(row_id,) for row_id in table])
    for name, table in rows.items():
        names = columns[name]
        quoted, marks = ", ".join(f'"{column}"' for column in names), ", ".join("?" * len(names))
        memory.executemany(
            f'INSERT INTO "{name}"({quoted}) VALUES ({marks})',
            [
                [row_id if column == "id" else row.get(column) for column in names]
                for row_id, row in table.items()
                if row is not None
            ],
        )


def _present(memory: sqlite3.Connection, table: str, row_id: int, names: list[str]) -> Fields | None:
    line = memory.execute(
        f'SELECT {", ".join(f"{chr(34)}{n}{chr(34)}" for n in names)} FROM "{table}" WHERE id = ?', (row_id,)
    )
    found = line.fetchone()
    return dict(zip(names, found, strict=True)) if found else None
