"""Whether the open file is still the one that stands under its name: a synchronising folder may have replaced it."""

import subprocess
import sys
from pathlib import Path
from typing import Final

from interimcoo.store.errors import Replaced
from interimcoo.text import N_, _

_GONE: Final = N_("{file} is no longer where it was opened; nothing more is written to it.")
_GONE_REMEDY: Final = N_("Save what is open as a copy, or move the file back.")
_REPLACED: Final = N_("Another program has replaced {file} while it was open; nothing more is written to it.")
_REPLACED_REMEDY: Final = N_("Save what is open as a copy, then open both and compare them.")
_SECONDS: Final = 10
# The bytes are read by a child: in this process, closing a second handle would drop the lock of the first.
_READ_COUNTER: Final = """
import sqlite3, sys
from pathlib import Path
raw = sqlite3.connect(Path(sys.argv[1]).as_uri() + "?mode=ro&immutable=1", uri=True)
print(raw.execute("SELECT value FROM meta WHERE key = 'change_counter'").fetchone()[0])
"""


class Presence:
    """What was seen of the open file last; `note` after each own write, `check` before the next."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = self._look()

    def note(self) -> None:
        """Remember the file as it is now."""
        self._seen = self._look()

    def check(self, counter: int) -> None:
        """Raise Replaced when another file stands there, or other bytes in it; `counter` counts our changes."""
        found = self._look()
        if found is None:
            raise Replaced(_(_GONE).format(file=self._path.name), _(_GONE_REMEDY))
        if found == self._seen:
            return
        if self._seen is None or found[:3] != self._seen[:3] or _counter_in(self._path) != counter:
            raise Replaced(_(_REPLACED).format(file=self._path.name), _(_REPLACED_REMEDY))
        self._seen = found  # only its time was touched

    def _look(self) -> tuple[int, int, int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def _counter_in(path: Path) -> int | None:
    try:
        said = subprocess.run(
            [sys.executable, "-P", "-c", _READ_COUNTER, str(path)],
            capture_output=True, text=True, timeout=_SECONDS, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        return int(said.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
