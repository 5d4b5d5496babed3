"""The document itself: identity, journal, what is only added, and the state of the window."""

from datetime import datetime

from sqlalchemy import Column, LargeBinary, PrimaryKeyConstraint
from sqlalchemy.types import UserDefinedType
from sqlmodel import Field, SQLModel

from interimcoo.store.tables.columns import ID, Instant, Row, words


class AnyValue(UserDefinedType[object]):
    """No declared type: SQLite keeps integer, real, text, blob or NULL as it comes."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        return ""


class Meta(SQLModel, table=True):
    """Identity of the file: document and copy id, its first version, min_reader, digests. Exempt from the journal."""

    __tablename__ = "meta"
    key: str = words(primary_key=True)
    value: str = words()


class Action(SQLModel, table=True):
    """One entry of the history: a command, or the undo of one."""

    __tablename__ = "action"
    id: int = Field(sa_type=ID, primary_key=True, sa_column_kwargs={"autoincrement": False})
    n: int = Field(unique=True)
    copy_id: int = Field(sa_type=ID)
    at: datetime = Field(sa_type=Instant)
    who: str = words()
    label: str = words()
    command: str = words()
    final: bool = False
    undoes: int | None = Field(default=None, sa_type=ID)
    undone_by: int | None = Field(default=None, sa_type=ID)


class Change(SQLModel, table=True):
    """One change inside an action, written by the triggers. `old` and `new` hold the very value: no declared type."""

    __tablename__ = "change"
    __table_args__ = (PrimaryKeyConstraint("action_id", "seq"), {"sqlite_with_rowid": False})
    action_id: int = Field(sa_type=ID)
    seq: int
    tbl: str = words()
    row_id: int = Field(sa_type=ID)
    op: str = words()
    field: str | None = words(None, nullable=True)
    old: object = Field(default=None, sa_column=Column("old", AnyValue()))
    new: object = Field(default=None, sa_column=Column("new", AnyValue()))

    model_config = {"arbitrary_types_allowed": True}


class Preference(Row, table=True):
    """A setting of this engagement (tiles of the home page, edited report titles); one row per key."""

    __tablename__ = "preference"
    key: str = words(unique=True)
    value: str = words()


class SeenMark(Row, table=True):
    """Up to which action the user has marked changes as seen; one row."""

    __tablename__ = "seen_mark"
    action_n: int = 0


class Blob(SQLModel, table=True):
    """Bytes by their SHA-256; only added. Exempt from the journal."""

    __tablename__ = "blob"
    sha256: str = words(primary_key=True)
    size: int = 0
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class WindowState(SQLModel, table=True):
    """Column widths, filters and the last place, per page. Exempt from the journal."""

    __tablename__ = "window_state"
    key: str = words(primary_key=True)
    value: str = words()
