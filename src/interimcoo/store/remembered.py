"""Readings that are kept until something changes, so that home, badges, report and pages share one reading.

Example: `@remembered` above `def states(db, today)`: inside `Engagement.reading()` and `as_known` the same day gives
the same tuple until the next command, undo or redo; inside a command it is read each time.
"""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec, TypeVar

if TYPE_CHECKING:
    from sqlmodel import Session

P = ParamSpec("P")
T = TypeVar("T")
Kept = dict[object, object]
KEPT: Final = "interimcoo.kept"
"""where a session for queries carries what was read of the same state of the file"""


def remembered(query: "Callable[Concatenate[Session, P], T]") -> "Callable[Concatenate[Session, P], T]":
    """A query that depends on the file and its arguments alone; they are hashable, and nobody changes its result."""

    asked = signature(query)

    @wraps(query)
    def read(db: "Session", /, *args: P.args, **kwargs: P.kwargs) -> T:
        kept: Kept | None = db.info.get(KEPT)
        if kept is None:
            return query(db, *args, **kwargs)
        given = asked.bind(db, *args, **kwargs)
        given.apply_defaults()
        key = (query, given.args[1:], tuple(sorted(given.kwargs.items())))
        if key not in kept:
            kept[key] = query(db, *args, **kwargs)
        found: T = kept[key]  # type: ignore[assignment]  # what this query gave
        return found

    return read
