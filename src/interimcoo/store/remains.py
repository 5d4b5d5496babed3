"""Read every row that a damaged file still gives: from both ends of each hole inwards, halving the hole in between."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from interimcoo.store.engine import connect, make_schema

Value = int | float | str | bytes | None
Line = tuple[Value, ...]

_ENDS: Final = (-(2**63), 2**63 - 1)
_FINENESS: Final = 4
"""a hole is halved until it is a quarter of what a page holds"""
_DENSE: Final = (16, 50_000)
"""the lines of one action are numbered without gaps: between these widths a hole among them is halved too"""
_PAGE: Final = 4096
_HEAD: Final = 100
"""the first page has the head of the file before its own"""
_INNER_NODE: Final = 5
_PAIR: Final = 2**40
"""a key of two parts (action, number) is taken as one number"""


@dataclass(slots=True)
class Remains:
    """Rows by table and key, and the tables of which a part could not be read."""

    tables: dict[str, dict[tuple[Value, ...], Line]]
    damaged: list[str]


def read_remains(
    copy: Path,
    columns: Mapping[str, tuple[str, ...]],
    keys: Mapping[str, tuple[str, ...]],
    before_each: Callable[[], object] = lambda: None,
) -> Remains:
    """Read a private copy of a damaged file; it is changed where that helps reading.

    `before_each` is called before each table; what it raises ends the reading.
    """
    with contextlib.suppress(sqlite3.Error), contextlib.closing(connect(copy, "rw")) as raw:
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()  # rolls back what was cut off
    for whole in (False, True):
        if not _readable(copy):
            _mend_schema(copy, whole=whole)
    if not _readable(copy):
        return Remains({}, list(columns))
    remains = Remains({}, [])
    pages = max(1, copy.stat().st_size // _PAGE)
    with contextlib.closing(connect(copy, "ro")) as raw:
        raw.execute("PRAGMA cell_size_check=ON")
        raw.execute("PRAGMA trusted_schema=OFF")
        raw.execute("BEGIN")
        raw.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
        for name, names in columns.items():
            before_each()
            reader = _TableReader(raw, name, names, keys[name], pages)
            remains.tables[name] = reader.read()
            if reader.holes:
                remains.damaged.append(name)
    return remains


class _TableReader:
    def __init__(
        self, raw: sqlite3.Connection, name: str, names: tuple[str, ...], key: tuple[str, ...], pages: int
    ) -> None:
        self._raw, self._pages = raw, pages
        self._seen: list[int] = []
        self._pair = len(key) == 2 and name == "change"
        self._key = [names.index(part) for part in key]
        quoted = ", ".join(f'"{column}"' for column in names)
        order = "action_id, seq" if self._pair else "rowid"
        within = "(action_id, seq) > (?, ?) AND (action_id, seq) < (?, ?)" if self._pair else "rowid > ? AND rowid < ?"
        shown = "action_id, seq" if self._pair else "rowid, 0"
        self._upwards = f'SELECT {shown}, {quoted} FROM "{name}" WHERE {within} ORDER BY {order}'
        self._downwards = (
            self._upwards + " DESC"
            if not self._pair
            else self._upwards.replace(f"ORDER BY {order}", "ORDER BY action_id DESC, seq DESC")
        )
        self.rows: dict[tuple[Value, ...], Line] = {}
        self.holes = 0

    def read(self) -> dict[tuple[Value, ...], Line]:
        low, high = (end * _PAIR for end in _ENDS) if self._pair else _ENDS
        todo = [(low, high)]
        while todo:
            low, high = todo.pop()
            low, whole = self._scan(self._upwards, low, high, low)
            if whole:
                continue
            self.holes += 1
            high, whole = self._scan(self._downwards, low, high, high)
            if not whole and self._worth_halving(low, high):
                middle = (low + high) // 2
                todo += [(low, middle + 1), (middle, high)]
        return self.rows

    def _worth_halving(self, low: int, high: int) -> bool:
        first, last = (self._seen[0], self._seen[1]) if self._seen else (0, _ENDS[1] * (_PAIR if self._pair else 1))
        if high - low > max(1, (last - first) // (_FINENESS * self._pages)):
            return True
        same = self._pair and low // _PAIR == high // _PAIR
        return same and _DENSE[0] < high - low < _DENSE[1]

    def _scan(self, statement: str, low: int, high: int, reached: int) -> tuple[int, bool]:
        """(the key that was reached, whether the scan came to its end)."""
        bounds = (*divmod(low, _PAIR), *divmod(high, _PAIR)) if self._pair else (low, high)
        lines = self._lines(statement, bounds)
        while True:
            try:
                line = next(lines, None)
            except sqlite3.Error:
                return reached, False
            if line is None:
                return reached, True
            reached = line[0] * _PAIR + line[1] if self._pair else line[0]
            self._seen = [min(*self._seen[:1], reached), max(*self._seen[1:], reached)] if self._seen else [reached] * 2
            values = line[2:]
            if _sound(values):
                self.rows[tuple(values[place] for place in self._key)] = values
            else:
                self.holes += 1

    def _lines(self, statement: str, bounds: tuple[int, ...]) -> Iterator[tuple]:  # type: ignore[type-arg]
        yield from self._raw.execute(statement, bounds)


def _sound(values: Line) -> bool:
    """Texts never hold a NUL and are always UTF-8: a row with one was read over damage."""
    return not any(isinstance(v, str) and ("\0" in v or any("\ud800" <= c <= "\udfff" for c in v)) for v in values)


def _readable(copy: Path) -> bool:
    try:
        with contextlib.closing(connect(copy, "ro")) as raw:
            return bool(raw.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    except sqlite3.Error:
        return False


def _mend_schema(copy: Path, *, whole: bool) -> None:
    """Give a file whose first page is gone that of a new document: the tables of both begin at the same pages.

    With `whole` the other pages that describe the tables too, where the first page says that they lie alike.
    """
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        make_schema(made)
        fresh = bytearray(made.serialize())
    page = int.from_bytes(fresh[16:18], "big")
    damaged = bytearray(copy.read_bytes())
    if whole:
        parts = _children(fresh[:page])
        if _children(damaged[:page]) != parts:
            return
        for part in parts:
            place = slice((part - 1) * page, part * page)
            damaged[place] = fresh[place]
    else:
        first = fresh[:page]
        first[28:32] = (len(damaged) // page).to_bytes(4, "big")
        first[32:40] = bytes(8)  # no list of free pages
        damaged[:page] = first
    copy.write_bytes(bytes(damaged))


def _children(first: bytearray) -> tuple[int, ...]:
    """The pages below the first one, in order; empty when it has none."""
    if first[_HEAD] != _INNER_NODE:
        return ()
    count = int.from_bytes(first[_HEAD + 3 : _HEAD + 5], "big")
    places = [int.from_bytes(first[at : at + 2], "big") for at in range(_HEAD + 12, _HEAD + 12 + 2 * count, 2)]
    found = [int.from_bytes(first[at : at + 4], "big") for at in places if at + 4 <= len(first)]
    return (*found, int.from_bytes(first[_HEAD + 8 : _HEAD + 12], "big"))
