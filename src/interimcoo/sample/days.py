"""The days of the story: what happens at which moment."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from interimcoo.store.command import Command

START: Final = date(2026, 8, 31)
TODAY: Final = date(2026, 9, 22)
"""day 23 of 180"""


@dataclass(frozen=True, slots=True)
class Shipped:
    """A workbook of the sample client with the trust grade of its source and the reason for it."""

    file: str
    grade: str
    reason: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of the story: a command, or a workbook to import; `words` say it while the sample is made."""

    at: datetime
    words: str
    command: "Command | None" = None
    workbook: Shipped | None = None
    mark_seen: bool = False
    """mark all changes until then as seen on the home page"""


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of the mandate: its day 1 is 31 August 2026; hours in UTC."""
    at = date.fromordinal(START.toordinal() + day - 1)
    return datetime(at.year, at.month, at.day, hour, minute, tzinfo=UTC)


def on(day: int) -> date:
    """The date of a day of the mandate."""
    return date.fromordinal(START.toordinal() + day - 1)
