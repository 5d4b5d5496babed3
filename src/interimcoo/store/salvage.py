"""Save what can be read of a damaged document to a new file: from the file itself, a backup, and the journal.

The damaged file is only read. What is had back from where, and what is lost, is counted and named.
"""

import contextlib
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from interimcoo.store import backup as backups
from interimcoo.store import data_folder, digest, history, identity
from interimcoo.store.backup import Backup
from interimcoo.store.creation import exists, new_file, put_in_place
from interimcoo.store.engine import (
    ALL_TABLES,
    SCHEMA_VERSION,
    connect,
    connect_for_reading,
    in_words,
    is_locked,
    locked,
    make_schema,
    table_of,
)
from interimcoo.store.errors import Damaged, Refused, StoreError
from interimcoo.store.opening import hold, release
from interimcoo.store.remains import Line, Remains, Value, read_remains
from interimcoo.store.tables import JOURNALLED
from interimcoo.text import N_, _

_NOTHING: Final = N_("Nothing can be read from {file}, and there is no backup of it.")
_NOTHING_REMEDY: Final = N_("Look for a copy of the file elsewhere.")
_ITSELF: Final = N_("What is saved of {file} needs another name than the file itself.")
_OTHER_NAME: Final = N_("Choose another name.")
_STEPS: Final = (
    N_("Reading what the file still gives"),
    N_("Adding what the backup and the history have"),
    N_("Writing the new file"),
)

Progress = Callable[[int, int, str], object]

_COLUMNS: Final = {str(m.__tablename__): tuple(c.name for c in table_of(m).columns) for m in ALL_TABLES}
_NULLABLE: Final = {str(m.__tablename__): {c.name for c in table_of(m).columns if c.nullable} for m in ALL_TABLES}
_JOURNALLED: Final = frozenset(str(model.__tablename__) for model in JOURNALLED)
_HISTORY: Final = frozenset({"action", "change"})
_OWN: Final = frozenset({"meta", "window_state"})
"""what the file says of itself and how its window looked: nobody misses a row of it"""
_KEYS: Final = {str(m.__tablename__): tuple(c.name for c in table_of(m).primary_key.columns) for m in ALL_TABLES}


@dataclass(slots=True)
class Salvaged:
    """What was had back. `lost` names rows that the history speaks of and that are nowhere to be found."""

    path: Path
    read: int = 0
    """rows read from the damaged file itself"""
    filled: int = 0
    """rows taken from the backup, with the later changes of the history"""
    lost: list[tuple[str, int]] = field(default_factory=list)
    emptied: list[tuple[str, int, str]] = field(default_factory=list)
    """references to lost rows that were left empty"""
    unreadable: list[str] = field(default_factory=list)
    """tables of which a part could not be read"""
    backup: Backup | None = None
    proven: frozenset[str] = frozenset()
    """tables that are as they were when the file was last closed"""
    changed: list[str] = field(default_factory=list)
    """tables of which no row is lost, and which are not as they were when the file was last closed"""

    @property
    def lost_by_table(self) -> dict[str, int]:
        """How many rows of each table are lost, the most first."""
        return dict(Counter(table for table, _row in self.lost).most_common())

    @property
    def unsure(self) -> tuple[str, ...]:
        """Tables of which more may be missing than the history can tell."""
        parts = set(self.unreadable) - _OWN - self.proven
        return tuple(sorted(parts if parts & _HISTORY else parts - _JOURNALLED))

    @property
    def whole(self) -> bool:
        """Whether nothing is lost or changed, as far as anybody can tell."""
        return not self.lost and not self.unsure and not self.changed


def salvage(
    path: Path,
    target: Path,
    *,
    document_id: int | None = None,
    replace: bool = False,
    progress: Progress = lambda _n, _total, _words: None,
) -> Salvaged:
    """Save what can be had back of a closed document to `target`. Raises Damaged when that is nothing.

    The backups are those of the document, or of `document_id` where the file cannot say which it is. `progress` is
    told each step; what it raises ends the work, and nothing is left of it. Also raises Refused, AlreadyOpen, NotSaved.
    """
    if target.absolute() == path.absolute():
        raise Refused(_(_ITSELF).format(file=path.name), _(_OTHER_NAME))
    if target.exists() and not replace:
        raise exists(target)
    if not path.is_file():
        raise identity.absent(path)
    key = hold(path)
    try:
        if is_locked(path):
            raise locked(path)
        return _salvage(path, target, document_id, replace, progress)
    finally:
        release(key)


def _salvage(path: Path, target: Path, document_id: int | None, replace: bool, progress: Progress) -> Salvaged:
    with tempfile.TemporaryDirectory(dir=data_folder(), prefix="salvage-") as folder:
        copy = Path(folder) / "document"
        shutil.copyfile(path, copy)
        if identity.has_hot_journal(path):
            shutil.copyfile(identity.journal_of(path), identity.journal_of(copy))
        found = read_remains(copy, _COLUMNS, _KEYS, lambda: progress(0, len(_STEPS), _(_STEPS[0])))
    progress(1, len(_STEPS), _(_STEPS[1]))
    document = _document_id(found) or document_id
    kept = backups.newest_verified(document) if document else None
    spare = _whole(kept.path) if kept else Remains({}, [])
    if not any(found.tables.values()) and not any(spare.tables.values()):
        raise Damaged(_(_NOTHING).format(file=path.name), _(_NOTHING_REMEDY))
    report = Salvaged(target, unreadable=list(found.damaged), backup=kept)
    rows = _gather(found, spare, kept, report)
    progress(2, len(_STEPS), _(_STEPS[2]))
    with new_file(target) as beside:
        with in_words(target), contextlib.closing(connect(beside, "rw")) as raw:
            _write(raw, rows, found, spare, report)
        put_in_place(beside, target, replace=replace)
    return report


def _whole(path: Path) -> Remains:
    """All rows of a sound file."""
    tables: dict[str, dict[tuple[Value, ...], Line]] = {}
    try:
        with contextlib.closing(connect_for_reading(path)) as raw:
            for name, columns in _COLUMNS.items():
                names = ", ".join(f'"{column}"' for column in columns)
                places = [columns.index(key) for key in _KEYS[name]]
                lines = raw.execute(f'SELECT {names} FROM "{name}"').fetchall()
                tables[name] = {tuple(line[place] for place in places): line for line in lines}
    except (StoreError, sqlite3.Error):
        return Remains({}, [])
    return Remains(tables, [])


def _document_id(found: Remains) -> int | None:
    for line in found.tables.get("meta", {}).values():
        if line[0] == identity.DOCUMENT and str(line[1]).isdecimal():
            return int(str(line[1]))
    return None


def _gather(found: Remains, spare: Remains, kept: Backup | None, report: Salvaged) -> dict[str, list[Line]]:
    """All rows of the new file: those read, and what is missing from the backup brought up to date by the journal."""
    report.read = sum(len(lines) for lines in found.tables.values())
    rows = {name: dict(lines) for name, lines in found.tables.items()}
    for name, lines in spare.tables.items():
        if name in _JOURNALLED or (name in ("action", "meta", "change") and not found.damaged):
            continue
        for key, line in lines.items():
            if key not in rows.setdefault(name, {}):
                rows[name][key] = line
                report.filled += 1
    numbers = {line[0]: int(str(line[1])) for line in rows.get("action", {}).values()}
    rows["change"] = {key: line for key, line in rows.get("change", {}).items() if line[0] in numbers}
    changes = sorted(rows["change"].values(), key=lambda line: (numbers[line[0]], int(str(line[1]))))
    alive: set[tuple[str, int]] = set()
    later: dict[tuple[str, int], list[Line]] = {}
    for change in changes:
        key = (str(change[2]), int(str(change[3])))
        if change[4] == "I":
            alive.add(key)
        elif change[4] == "D":
            alive.discard(key)
        elif kept is not None and numbers[change[0]] > kept.actions:
            later.setdefault(key, []).append(change)
    for name, row_id in sorted(alive):
        if name not in _JOURNALLED or (row_id,) in rows.setdefault(name, {}):
            continue
        old = spare.tables.get(name, {}).get((row_id,))
        if old is None:
            report.lost.append((name, row_id))
            continue
        values = dict(zip(_COLUMNS[name], old, strict=True))
        for change in later.get((name, row_id), []):
            if str(change[5]) in values:
                values[str(change[5])] = change[7]
        rows[name][(row_id,)] = tuple(values.values())
        report.filled += 1
    return {name: list(lines.values()) for name, lines in rows.items()}


def _write(
    raw: sqlite3.Connection, rows: Mapping[str, list[Line]], found: Remains, spare: Remains, report: Salvaged
) -> None:
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("PRAGMA secure_delete=ON")
    make_schema(raw)
    raw.execute("BEGIN")
    for name, lines in rows.items():
        if name == "meta":
            continue
        columns = _COLUMNS[name]
        statement = (
            f'INSERT OR IGNORE INTO "{name}"({", ".join(chr(34) + c + chr(34) for c in columns)})'
            f" VALUES ({', '.join('?' * len(columns))})"
        )
        for line in lines:
            if not raw.execute(statement, line).rowcount and name in _JOURNALLED:
                report.lost.append((name, int(str(line[0]))))
    _mend_references(raw, report)
    newest = history.newest(raw)[0]
    said = {**identity.first_meta(), **_meta(spare), **_meta(found)}
    said |= {identity.COPY: identity.first_meta()[identity.COPY], history.BARRIER: str(newest)}
    digests = digest.digests(raw)
    _compare(digest.kept(_meta(found).get(digest.KEY)), digests, report)
    said[digest.KEY] = digest.stored(digests)
    for key, value in said.items():
        identity.write_meta(raw, key, value)
    raw.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
    raw.execute("COMMIT")


def _compare(closed: Mapping[str, str], now: Mapping[str, str], report: Salvaged) -> None:
    """What the digest of the last clean close proves of the tables, and what it denies."""
    report.proven = frozenset(table for table, value in closed.items() if now.get(table) == value)
    short = {table for table, _row in report.lost} | {table for table, _row, _field in report.emptied} | _OWN
    different = closed.keys() - report.proven - short
    report.changed = sorted(different - set(report.unsure))


def _meta(remains: Remains) -> dict[str, str]:
    return {str(line[0]): str(line[1]) for line in remains.tables.get("meta", {}).values()}


def _mend_references(raw: sqlite3.Connection, report: Salvaged) -> None:
    """Leave empty what points at lost rows; a row that cannot be without its parent is lost with it."""
    while violations := raw.execute("PRAGMA foreign_key_check").fetchall():
        for table, row_id, _parent, number in violations:
            name = next(
                line[3] for line in raw.execute(f'PRAGMA foreign_key_list("{table}")').fetchall() if line[0] == number
            )
            if name in _NULLABLE[table]:
                raw.execute(f'UPDATE "{table}" SET "{name}" = NULL WHERE id = ?', (row_id,))
                report.emptied.append((table, row_id, name))
            elif raw.execute(f'DELETE FROM "{table}" WHERE id = ?', (row_id,)).rowcount:
                report.lost.append((table, row_id))
