"""Reading a file in a child process with limits and cancel; the parent only sees checked values."""

import hashlib
import json
import logging
import queue
import subprocess
import sys
import threading
import time as clock
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Final, get_args

from interimcoo.exchange.excel_in import refusal
from interimcoo.exchange.excel_in.headers import MOST_COLUMNS
from interimcoo.exchange.excel_in.sheet import (
    Address,
    Cancelled,
    CannotRead,
    Cell,
    CellKind,
    CellValue,
    FormatClass,
    Range,
    Sheet,
    Workbook,
)  # fmt: skip
from interimcoo.text import N_, Label, _, plural

SECONDS: Final = 60.0
SILENCE: Final = 15.0
_FAR_ROWS: Final = 1000
_FAR_COLUMNS: Final = 200
_MOST_STRAY: Final = 5
_LOG: Final = logging.getLogger(__name__)
_KINDS: Final[dict[str, CellKind]] = {
    "t": "text", "n": "number", "d": "date", "m": "datetime", "c": "time", "b": "bool", "e": "error", "x": "no_result",
}  # fmt: skip
_FORMATS: Final = frozenset(get_args(FormatClass))


def read_workbook(
    path: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    seconds: float = SECONDS,
) -> Workbook:
    """The whole workbook; raises CannotRead with a sentence and a remedy, or Cancelled.

    `progress` gets rows read so far and rows expected (0: not known). The child process ends with the call, whatever
    happens; nothing is ever written.
    """
    try:
        size = path.stat().st_size
        digest = _sha256(path) if size <= 2**27 else ""
    except OSError as error:
        raise CannotRead(_(refusal.CANNOT_OPEN), _(refusal.CLOSE_IT)) from error
    builder = _Builder(path.name, digest, size)
    command = [sys.executable, "-P", "-m", "interimcoo.exchange.excel_in.child", str(path)]
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    ) as child:
        try:
            _listen(child, builder, progress, cancelled, seconds)
        finally:
            child.kill()
    return builder.workbook()


def _listen(
    child: "subprocess.Popen[str]",
    builder: "_Builder",
    progress: Callable[[int, int], None] | None,
    cancelled: Callable[[], bool] | None,
    seconds: float,
) -> None:
    lines: queue.Queue[str | None] = queue.Queue(maxsize=64)
    stopped = threading.Event()

    def pump() -> None:
        assert child.stdout is not None
        for line in child.stdout:
            while not stopped.is_set():
                try:
                    lines.put(line, timeout=0.2)
                    break
                except queue.Full:
                    continue
            if stopped.is_set():
                return
        if not stopped.is_set():
            lines.put(None)

    thread = threading.Thread(target=pump, daemon=True)
    thread.start()
    began = heard = clock.monotonic()
    try:
        while True:
            if cancelled and cancelled():
                raise Cancelled
            now = clock.monotonic()
            if now - began > seconds or (builder.started and now - heard > SILENCE):
                spent = round(min(now - began, seconds)) or 1
                raise CannotRead(_(refusal.TOOK_TOO_LONG).format(seconds=spent), _(refusal.SMALLER))
            try:
                line = lines.get(timeout=0.05)
            except queue.Empty:
                continue
            heard = clock.monotonic()
            if line is None:
                raise CannotRead(_(refusal.STOPPED), _(refusal.SMALLER))
            if builder.take(line):
                return
            if progress:
                progress(builder.rows_read, builder.rows_expected)
    finally:
        stopped.set()
        child.kill()
        thread.join(timeout=1)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Builder:
    """Puts the messages of the child together, checking each against what may come."""

    def __init__(self, file_name: str, sha256: str, size: int) -> None:
        self._file = (file_name, sha256, size)
        self._type = self._reader = ""
        self._notices: list[str] = []
        self._sheets: list[Sheet] = []
        self._head: dict[str, object] | None = None
        self._rows: dict[int, dict[int, Cell]] = {}
        self.started = False
        self.rows_read = 0
        self.rows_expected = 0

    def take(self, line: str) -> bool:
        """Take one message; True when it was the last. Raises CannotRead for a refusal or an unknown message."""
        self.started = True
        try:
            message = json.loads(line)
            kind = message["kind"]
            if kind == "rows":
                self._take_rows(message["rows"])
            elif kind == "file":
                self._type, self._reader = str(message["type"]), str(message["reader"])
                self._notices = [_words(n) for n in message["notices"]]
            elif kind == "sheet":
                self._finish()
                self._head = message
                self.rows_expected = self.rows_read + int(message["rows"])
            elif kind == "refused":
                if message.get("log"):
                    _LOG.warning("reader: %s", message["log"])
                raise CannotRead(_words(message["happened"]), _words(message["remedy"]))
            elif kind == "done":
                self._finish()
                return True
        except (ValueError, KeyError, TypeError) as error:
            raise CannotRead(_(refusal.STOPPED), _(refusal.SMALLER)) from error
        return False

    def _take_rows(self, rows: list[tuple[int, list[tuple[int, str, str, object]]]]) -> None:
        for number, cells in rows:
            self._rows[int(number)] = {int(c): _cell(kind, fmt, value) for c, kind, fmt, value in cells}
        self.rows_read += len(rows)

    def _finish(self) -> None:
        if self._head is None:
            return
        head, rows = self._head, self._rows
        self._head, self._rows = None, {}
        used = None
        stray = _stray(rows)
        if rows:
            used = Range(min(rows), min(min(r) for r in rows.values()), max(rows), max(max(r) for r in rows.values()))
        hidden_rows = _numbers(head["hidden_rows"])
        hidden_columns = _numbers(head["hidden_columns"])
        notices = [
            _(N_("{cell} lies far outside the table and was left out.")).format(cell=address.text) for address in stray
        ]
        if used is not None and used.last_column > MOST_COLUMNS:
            notices.append(
                _(N_("{count} columns; the first {limit} can be matched.")).format(
                    count=f"{used.last_column:,}", limit=MOST_COLUMNS
                )
            )
        if hidden_rows or hidden_columns:
            notices.append(
                _(N_("Hidden: {rows}, {columns}. They are read.")).format(
                    rows=plural(len(hidden_rows), N_("{n} row"), N_("{n} rows")),
                    columns=plural(len(hidden_columns), N_("{n} column"), N_("{n} columns")),
                )
            )
        merged = head["merged"]
        assert isinstance(merged, list)
        self._sheets.append(
            Sheet(
                name=str(head["name"]),
                state=str(head["state"]),
                rows=rows,
                used=used,
                merged=tuple(Range(*(int(n) for n in box)) for box in merged),
                hidden_rows=hidden_rows,
                hidden_columns=hidden_columns,
                notices=tuple(notices),
            )
        )

    def workbook(self) -> Workbook:
        """The workbook, once the last message was taken; raises CannotRead when no sheet holds a value."""
        if not any(sheet.rows for sheet in self._sheets):
            raise CannotRead(_(refusal.NO_VALUES), _(refusal.NEW_COPY))
        name, digest, size = self._file
        return Workbook(name, digest, size, self._type, self._reader, tuple(self._sheets), tuple(self._notices))


def _stray(rows: dict[int, dict[int, Cell]]) -> list[Address]:
    """Up to five cells more than 1,000 rows or 200 columns away from the rest; they are taken out of the rows."""
    found: list[Address] = []
    numbers = sorted(rows)
    for place in range(len(numbers) - 1, max(0, len(numbers) - _MOST_STRAY - 1), -1):
        if numbers[place] - numbers[place - 1] > _FAR_ROWS:
            found = [Address(n, c) for n in numbers[place:] for c in rows[n]]
    columns = sorted({c for row in rows.values() for c in row})
    for place in range(len(columns) - 1, max(0, len(columns) - _MOST_STRAY - 1), -1):
        if columns[place] - columns[place - 1] > _FAR_COLUMNS:
            far = set(columns[place:])
            found += [Address(n, c) for n, row in rows.items() for c in row if c in far and Address(n, c) not in found]
    if len(found) > _MOST_STRAY:
        return []
    for address in found:
        del rows[address.row][address.column]
        if not rows[address.row]:
            del rows[address.row]
    return sorted(found)


def _words(stored: str) -> str:
    """A label of the child in the language of the interface."""
    label = Label.from_json(stored)
    spoken = _(label.text)
    for name, value in label.values.items():
        spoken = spoken.replace("{" + name + "}", str(value))
    return spoken


def _numbers(listed: object) -> frozenset[int]:
    if not isinstance(listed, list):
        raise ValueError("not a list")
    return frozenset(int(n) for n in listed)


def _cell(code: str, fmt: str, value: object) -> Cell:
    kind = _KINDS[code]
    if fmt not in _FORMATS:
        raise ValueError(fmt)
    kept: CellValue
    if code == "d":
        kept = date.fromisoformat(str(value))
    elif code == "m":
        kept = datetime.fromisoformat(str(value))
    elif code == "c":
        kept = time.fromisoformat(str(value))
    elif isinstance(value, str | int | float | bool):
        kept = value
    else:
        raise ValueError("a cell without value")
    return Cell(kept, kind, fmt)  # type: ignore[arg-type]
