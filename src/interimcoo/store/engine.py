"""The one connection to a document: its settings, its lock, and what its errors mean to a person."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import StaticPool
from sqlmodel import SQLModel

from interimcoo.store import tables
from interimcoo.store.errors import AlreadyOpen, Damaged, NotSaved, ReadOnly, Refused, StoreError
from interimcoo.text import N_, _

APPLICATION_ID: Final = 0x434F4F31
SCHEMA_VERSION: Final = 1
BUSY_MS: Final = 300
ALL_TABLES: Final = tables.JOURNALLED + tables.EXEMPT
_STATEMENTS: Final = 512

# (pragma, what is asked, what must be read back)
_SETTINGS: Final[tuple[tuple[str, str, object], ...]] = (
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
)
_FOR_WRITING: Final[tuple[tuple[str, str, object], ...]] = (
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "FULL", 2),
    *((("fullfsync", "ON", 1),) if sys.platform == "darwin" else ()),
)

_LOCKED: Final = N_("{file} is open already, in another window or program.")
_LOCKED_REMEDY: Final = N_("Close it there, then open it here.")
_FULL: Final = N_("The change was not saved: there is no room left where {file} lies.")
_FULL_REMEDY: Final = N_("Make room or save a copy elsewhere, then try again. What was saved before is safe.")
_WRITE_FAILED: Final = N_("The change was not saved: {file} could not be written.")
_WRITE_REMEDY: Final = N_("Check that the disk is connected and has room, or save a copy elsewhere. Then try again.")
_DAMAGED: Final = N_("{file} is damaged: a part of it cannot be read.")
_DAMAGED_REMEDY: Final = N_("Restore a backup, or save what can be read to a new file.")
_UNSAFE: Final = N_("{file} cannot be written safely here: the setting {setting} was not accepted.")
_UNSAFE_REMEDY: Final = N_("Copy the file to a local disk and open it there.")
_BAD_TEXT: Final = N_("The text holds a character that cannot be stored.")
_BAD_TEXT_REMEDY: Final = N_("Type the text again without it.")
_BAD_NUMBER: Final = N_("The number is too large to be stored.")
_BAD_NUMBER_REMEDY: Final = N_("Write a smaller number.")


def connect_for_writing(path: Path) -> sqlite3.Connection:
    """The locked connection to an existing file; raises AlreadyOpen, ReadOnly, NotSaved, Damaged.

    The lock is SQLite's own and exclusive: it ends with the process, whatever ends it.
    """
    raw = connect(path, "rw")
    try:
        with in_words(path):
            _settle(raw, _SETTINGS + _FOR_WRITING[1:], path)
            # The lock comes before the journal mode, which asks for the file.
            raw.execute("BEGIN EXCLUSIVE")
            raw.execute("COMMIT")
            _settle(raw, _FOR_WRITING[:1], path)
    except BaseException:
        raw.close()
        raise
    return raw


def connect_for_reading(path: Path) -> sqlite3.Connection:
    """A connection that leaves bytes and folder as they are; raises AlreadyOpen, Damaged."""
    raw = connect(path, "ro")
    try:
        with in_words(path):
            _settle(raw, _SETTINGS, path)
            raw.execute("PRAGMA query_only=ON")
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        raw.close()
        raise
    return raw


def connect_in_memory() -> sqlite3.Connection:
    """An empty database in memory with the same settings of behaviour."""
    raw = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False, cached_statements=_STATEMENTS)
    _settle(raw, _SETTINGS[1:], Path("memory"))
    return raw


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """A bare connection; mode is SQLite's ("ro", "rw"). Nothing is set and nothing is locked."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_MS / 1000,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=_STATEMENTS,
    )


def engine_of(raw: sqlite3.Connection, path: Path) -> Engine:
    """SQLAlchemy's engine over that one connection. Its exceptions and its log never hold a value of a row.

    What a person can act on (a full disk, a damaged file, a text that cannot be stored) arrives as a StoreError.
    """
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool, hide_parameters=True)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    @event.listens_for(engine, "handle_error")
    def _say(context: ExceptionContext) -> None:
        said = _said(context.original_exception, path)
        if isinstance(said, NotSaved) and raw.execute("PRAGMA query_only").fetchone()[0]:
            return  # a query that writes is a defect
        if said is not None:
            raise said

    return engine


def locked(path: Path) -> AlreadyOpen:
    """What to say when another window or program holds the file."""
    return AlreadyOpen(_(_LOCKED).format(file=path.name), _(_LOCKED_REMEDY))


def is_locked(path: Path) -> bool:
    """Whether another program holds a file, however damaged it is. Only for a file that this process has not open."""
    try:
        with closing(connect(path, "ro")) as raw:
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return False


def make_schema(raw: sqlite3.Connection) -> None:
    """Make the tables of the newest version in an empty database."""
    engine = engine_of(raw, Path("new"))
    with engine.begin() as connection:
        SQLModel.metadata.create_all(connection, tables=[table_of(model) for model in ALL_TABLES], checkfirst=False)
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")


def table_of(model: type[SQLModel]) -> Table:
    """SQLAlchemy's table of a model."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


def _settle(raw: sqlite3.Connection, settings: tuple[tuple[str, str, object], ...], path: Path) -> None:
    for name, asked, expected in settings:
        raw.execute(f"PRAGMA {name}={asked}").fetchall()
        got = raw.execute(f"PRAGMA {name}").fetchone()
        if got is None or got[0] != expected:
            raise ReadOnly(_(_UNSAFE).format(file=path.name, setting=name), _(_UNSAFE_REMEDY))


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn what the database says about the file or the disk into a sentence; a defect passes unchanged."""
    try:
        yield
    except sqlite3.Error as error:
        said = _said(error, path)
        if said is None:
            raise
        raise said from None


def _said(error: BaseException, path: Path) -> StoreError | None:
    if isinstance(error, UnicodeError):
        return Refused(_(_BAD_TEXT), _(_BAD_TEXT_REMEDY))
    if isinstance(error, OverflowError):
        return Refused(_(_BAD_NUMBER), _(_BAD_NUMBER_REMEDY))
    if not isinstance(error, sqlite3.Error):
        return None
    file = path.name
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return locked(path)
        case sqlite3.SQLITE_FULL:
            return NotSaved(_(_FULL).format(file=file), _(_FULL_REMEDY))
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return NotSaved(_(_WRITE_FAILED).format(file=file), _(_WRITE_REMEDY))
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return Damaged(_(_DAMAGED).format(file=file), _(_DAMAGED_REMEDY))
    return None
