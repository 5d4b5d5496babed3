"""The clock, read here and passed down: the real one, or one whose day stands still (`--as-of`)."""

from collections.abc import Callable
from datetime import UTC, date, datetime

Clock = Callable[[], datetime]


def real_clock() -> datetime:
    """Now, aware, in UTC."""
    return datetime.now(UTC)


def clock_of(day: date | None) -> Clock:
    """A clock that shows the time of now on a given day; the real one without a day."""
    if day is None:
        return real_clock

    def standing() -> datetime:
        local = real_clock().astimezone()
        return datetime.combine(day, local.timetz()).astimezone(UTC)

    return standing


def today(clock: Clock) -> date:
    """The day where the user is."""
    return clock().astimezone().date()


def end_of(day: date) -> datetime:
    """The last moment of a day where the user is, in UTC."""
    return datetime.combine(day, datetime.max.time()).astimezone().astimezone(UTC)
