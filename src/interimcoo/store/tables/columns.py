"""Column types of the file format: each says how a value is stored."""

import secrets
import unicodedata
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import BigInteger, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

ID: Final = BigInteger().with_variant(Integer, "sqlite")
_EPOCH: Final = date(1970, 1, 1)


def new_id() -> int:
    """A random key of 63 bits, never 0, unique across copies without a server."""
    return secrets.randbits(63) or 1


class Day(TypeDecorator[date]):
    """A date as whole days since 1970-01-01."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> int | None:
        return None if value is None else (value - _EPOCH).days

    def process_result_value(self, value: int | None, dialect: Dialect) -> date | None:
        return None if value is None else _EPOCH + timedelta(days=value)


class Instant(TypeDecorator[datetime]):
    """An aware moment as ISO 8601 text in UTC with microseconds and Z."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.strptime(value, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


class Words(TypeDecorator[str]):
    """Text in Unicode NFC; a NUL character is refused."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if "\0" in value:
            raise UnicodeError("text with a NUL character")
        return unicodedata.normalize("NFC", value)


class Row(SQLModel):
    """A row of the document: its key is random, so copies merge without renumbering."""

    # Rows are not validated by pydantic, so its validators need not be built at every start.
    model_config = {"defer_build": True}

    id: int = Field(default_factory=new_id, sa_type=ID, primary_key=True, sa_column_kwargs={"autoincrement": False})


def words(default: Any = "", **more: Any) -> Any:
    """A text column, empty unless given."""
    return Field(default=default, sa_type=Words, **more)


def day(default: Any = None, **more: Any) -> Any:
    """A date column that may be empty."""
    return Field(default=default, sa_type=Day, nullable=True, **more)


def link(target: str, *, cascade: bool = False, required: bool = True, index: bool = True) -> Any:
    """A reference to another row: the row it names cannot go, or takes this one with it (cascade)."""
    more: Any = {"sa_type": ID, "foreign_key": f"{target}.id", "index": index}
    if cascade:
        more["ondelete"] = "CASCADE"
    return Field(**more) if required else Field(default=None, nullable=True, **more)
