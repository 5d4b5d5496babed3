"""The child process that reads a file: JSON lines out, limits of memory set before any library is loaded."""

import json
import sys
import traceback
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from interimcoo.exchange.excel_in.refusal import Refusal

MEMORY: Final = 2**30
_BLOCK: Final = 2000
_CODES: Final = {
    "text": "t", "number": "n", "date": "d", "datetime": "m", "time": "c", "bool": "b", "error": "e", "no_result": "x",
}  # fmt: skip


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's time limit is the only one
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _say(**message: object) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=False, allow_nan=False))
    sys.stdout.write("\n")
    sys.stdout.flush()


def run(path: Path) -> None:
    """Read the file and write messages: phase, file, sheet, rows, end of sheet, done; or one refusal."""
    from interimcoo.exchange.excel_in import refusal
    from interimcoo.exchange.excel_in.reader import Row, open_workbook

    def sent(rows: Iterator[Row]) -> None:
        block: list[list[object]] = []
        for number, cells in rows:
            block.append([number, [[c, _CODES[v.kind], v.fmt, _plain(v.value)] for c, v in cells.items()]])
            if len(block) == _BLOCK:
                _say(kind="rows", rows=block)
                block = []
        if block:
            _say(kind="rows", rows=block)

    try:
        _say(kind="phase", phase="check")
        found = open_workbook(path, lambda name: _say(kind="phase", phase="check"))
        _say(kind="file", type=found.type, reader=found.reader, notices=[n.to_json() for n in found.notices])
        for entry, rows in found.sheets:
            facts = entry.facts
            _say(
                kind="sheet",
                name=entry.name,
                state=entry.state,
                values=facts.values,
                rows=facts.last_row,
                merged=[list(box) for box in facts.merged],
                hidden_rows=sorted(facts.hidden_rows),
                hidden_columns=sorted(facts.hidden_columns),
            )
            sent(rows)
        _say(kind="done")
    except refusal.Refusal as refused:
        _refused(refused)
    except MemoryError:
        _refused(refusal.refuse(refusal.TOO_MUCH_MEMORY, refusal.SMALLER))
    except Exception as error:  # a library's stumble over a file is an answer, not the end of the program
        _refused(refusal.refuse(refusal.DAMAGED, refusal.NEW_COPY), _place(error))


def _place(error: Exception) -> str:
    """The kind of an error and where it arose: its own words may hold what stands in the file."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}, {Path(frame.filename).name}:{frame.lineno}"


def _refused(refused: "Refusal", log: str = "") -> None:
    _say(kind="refused", happened=refused.happened.to_json(), remedy=refused.remedy.to_json(), log=log)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime | time) else value


if __name__ == "__main__":
    _limit_memory()
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    run(Path(sys.argv[1]))
