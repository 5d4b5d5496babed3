"""Bring a document of an earlier version up to this one: whole, or not at all."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from interimcoo.store.errors import Damaged
from interimcoo.store.history import BARRIER
from interimcoo.text import N_, _

_VIOLATED: Final = N_("{file} could not be brought up to this version: {count} references point at nothing.")
_VIOLATED_REMEDY: Final = N_("Restore a backup, or save what can be read to a new file. The file was not changed.")


@dataclass(frozen=True, slots=True)
class Step:
    """What makes version `to` out of the one before it. Renamed tables and fields it renames in the journal too.

    `barrier`: the meaning of a field changed, so nothing done before can be undone after it.
    """

    to: int
    apply: Callable[[sqlite3.Connection], None]
    barrier: bool = False


def migrate(raw: sqlite3.Connection, steps: Sequence[Step], file: str) -> int:
    """Run the steps that the document lacks, in one transaction; returns its version. Back it up first.

    References are not enforced meanwhile: a rebuilt parent table would take its children with it. They are checked
    before the commit; Damaged when one points at nothing.
    """
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        raw.execute("BEGIN EXCLUSIVE")
        try:
            version = int(raw.execute("PRAGMA user_version").fetchone()[0])
            for step in sorted(steps, key=lambda step: step.to):
                if step.to != version + 1:
                    continue
                step.apply(raw)
                version = step.to
                raw.execute(f"PRAGMA user_version={version}")
                if step.barrier:
                    raw.execute(
                        "INSERT INTO meta(key, value) SELECT ?, coalesce(max(n), 0) FROM action WHERE true"
                        " ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                        (BARRIER,),
                    )
            raw.execute("DELETE FROM meta WHERE key = 'content_digest'")
            violations = len(raw.execute("PRAGMA foreign_key_check").fetchall())
            if violations:
                raise Damaged(_(_VIOLATED).format(file=file, count=violations), _(_VIOLATED_REMEDY))
            raw.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                raw.execute("ROLLBACK")
            raise
    finally:
        raw.execute("PRAGMA foreign_keys=ON")
    return version
