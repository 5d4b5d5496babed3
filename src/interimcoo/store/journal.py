"""The one journal: what every command changed, written by triggers made from the tables when a document opens.

The triggers are temporary, so the file holds no code. While no command runs they refuse every write.
"""

import sqlite3
from collections.abc import Iterator
from typing import Final

from sqlalchemy import Table

from interimcoo.store.engine import table_of
from interimcoo.store.tables import JOURNALLED

OUTSIDE: Final = "write outside a command"
KEEPS_ID: Final = "a row keeps its id"


def watch(raw: sqlite3.Connection) -> None:
    """Begin to journal on this connection."""
    raw.execute("CREATE TEMP TABLE cur(action_id INTEGER, seq INTEGER NOT NULL)")
    raw.execute("INSERT INTO cur VALUES (NULL, 0)")
    for model in JOURNALLED:
        for statement in triggers(table_of(model)):
            raw.execute(statement)


def triggers(table: Table) -> Iterator[str]:
    """The three statements that make a table's triggers."""
    name, text = _name(table.name), _text(table.name)
    fields = [column.name for column in table.columns if column.name != "id"]
    guard = f"SELECT RAISE(ABORT, {_text(OUTSIDE)}) WHERE (SELECT action_id FROM cur) IS NULL;"
    into = "INSERT INTO change(action_id, seq, tbl, row_id, op, field, old, new)"

    def make(event: str, body: str) -> str:
        trigger = _name(f"journal_{table.name}_{event.lower()}")
        return f"CREATE TEMP TRIGGER {trigger} AFTER {event} ON {name} BEGIN {guard} {body} END"

    yield make(
        "INSERT",
        f"{into} SELECT action_id, seq + 1, {text}, NEW.id, 'I', NULL, NULL, NULL FROM cur;"
        " UPDATE cur SET seq = seq + 1;",
    )
    differing = " UNION ALL ".join(
        f"SELECT action_id, seq + {number}, {text}, OLD.id, 'U', {_text(field)}, OLD.{_name(field)}, NEW.{_name(field)}"
        f" FROM cur WHERE OLD.{_name(field)} COLLATE BINARY IS NOT NEW.{_name(field)}"
        f" OR typeof(OLD.{_name(field)}) <> typeof(NEW.{_name(field)})"
        for number, field in enumerate(fields, 1)
    )
    yield make(
        "UPDATE",
        f"SELECT RAISE(ABORT, {_text(KEEPS_ID)}) WHERE OLD.id IS NOT NEW.id;"
        f" {into} {differing}; UPDATE cur SET seq = seq + {len(fields)};",
    )
    values = " UNION ALL ".join(
        f"SELECT action_id, seq + {number}, {text}, OLD.id, 'D', {_text(field)}, OLD.{_name(field)}, NULL"
        f" FROM cur WHERE OLD.{_name(field)} IS NOT NULL"
        for number, field in enumerate(fields, 2)
    )
    yield make(
        "DELETE",
        f"{into} SELECT action_id, seq + 1, {text}, OLD.id, 'D', NULL, NULL, NULL FROM cur;"
        f" {into} {values}; UPDATE cur SET seq = seq + {len(fields) + 1};",
    )


def rows_of(raw: sqlite3.Connection, action_id: int) -> dict[str, frozenset[int]]:
    """The rows an action changed, by table."""
    found: dict[str, set[int]] = {}
    for table, row_id in raw.execute("SELECT tbl, row_id FROM change WHERE action_id = ?", (action_id,)):
        found.setdefault(table, set()).add(row_id)
    return {table: frozenset(rows) for table, rows in found.items()}


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
