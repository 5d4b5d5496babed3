"""Check a document for damage: behind the window on every opening, or at once on the command line."""

import contextlib
import hashlib
import json
import secrets
import sqlite3
import subprocess
import sys
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Literal

from interimcoo.store import digest, history, own_folder
from interimcoo.store.errors import StoreError
from interimcoo.store.opening import open_document
from interimcoo.text import N_, _, plural

_INTEGRITY: Final = N_("The file is damaged inside: {what}")
_REFERENCES: Final = (N_("{n} reference points at nothing."), N_("{n} references point at nothing."))
_DIGEST: Final = N_("The content is not what was written when the file was last closed ({tables}).")
_SPOILT: Final = (
    N_("{n} attachment is not what was attached."),
    N_("{n} attachments are not what was attached."),
)
_ATTACHED: Final = "SELECT sha256, content FROM blob"
_SECONDS: Final = 120
_FULL_EVERY: Final = timedelta(days=7)


class OpeningCheck:
    """The check behind the window. The document must not be written before `wait_copied` returns."""

    def __init__(self, path: Path, *, full: bool = False) -> None:
        self._copy = own_folder("checks") / secrets.token_hex(8)
        command = [sys.executable, "-P", "-m", "interimcoo.store.check_child", str(path), str(self._copy)]
        self._child = subprocess.Popen(
            [*command, "full" if full else "quick"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
        )  # fmt: skip
        self._copied, self._ended = threading.Event(), threading.Event()
        self._found: tuple[str, ...] = ()
        self._thread = threading.Thread(target=self._listen, name="check", daemon=True)
        self._thread.start()

    @property
    def ended(self) -> bool:
        """Whether the result is there."""
        return self._ended.is_set()

    def wait_copied(self) -> None:
        """Return once the child has its copy, or has given up."""
        self._copied.wait(_SECONDS)

    def problems(self) -> tuple[str, ...]:
        """What is wrong, in the database's words; empty when nothing is. Waits for the end."""
        self._ended.wait(_SECONDS)
        return self._found

    def stop(self) -> None:
        """End the child and remove its copy."""
        self._child.kill()
        self._thread.join()
        self._copy.unlink(missing_ok=True)

    def _listen(self) -> None:
        with self._child as child:
            assert child.stdout is not None
            for line in child.stdout:
                self._copied.set()
                with contextlib.suppress(ValueError):
                    said = json.loads(line)
                    if said["what"] == "checked":
                        self._found = tuple(said["found"])
        self._copied.set()
        self._ended.set()


def full_check_is_due(document_id: int, now: datetime) -> bool:
    """Whether the last full check of the document is a week old; if so, this moment is noted as that of the next."""
    note = own_folder("checked") / str(document_id)
    with contextlib.suppress(OSError, ValueError):
        if timedelta(0) <= now - datetime.fromisoformat(note.read_text(encoding="ascii")) < _FULL_EVERY:
            return False
    with contextlib.suppress(OSError):
        note.write_text(now.isoformat(), encoding="ascii")
        note.chmod(0o600)
    return True


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found. `problems` are sentences; `digest` compares with the last clean close."""

    ok: bool
    problems: tuple[str, ...]
    actions: int = 0
    rows: int = 0
    digest: Literal["same", "absent", "different"] = "absent"


def check(path: Path) -> CheckResult:
    """Check a closed document whole; nothing in it is changed."""
    try:
        opened = open_document(path, read_only=True)
    except StoreError as error:
        return CheckResult(False, (str(error),))
    except sqlite3.Error:
        return CheckResult(False, (_(_INTEGRITY).format(what="schema"),))
    with contextlib.closing(opened):
        return check_open(opened.raw)


def check_open(raw: sqlite3.Connection) -> CheckResult:
    """Check the document behind a connection."""
    problems: list[str] = []
    try:
        found = [line[0] for line in raw.execute("PRAGMA integrity_check(20)")]
        problems += [_(_INTEGRITY).format(what=text) for text in found if text != "ok"]
        violations = len(raw.execute("PRAGMA foreign_key_check").fetchall())
        if violations:
            problems.append(plural(violations, *_REFERENCES))
        different = digest.differing(raw)
        if different:
            problems.append(_(_DIGEST).format(tables=", ".join(different)))
        spoilt = sum(hashlib.sha256(content).hexdigest() != name for name, content in raw.execute(_ATTACHED))
        if spoilt:
            problems.append(plural(spoilt, *_SPOILT))
        rows, actions = sum(digest.counts(raw).values()), history.newest(raw)[0]
    except (sqlite3.Error, ValueError) as error:
        return CheckResult(False, (*problems, _(_INTEGRITY).format(what=type(error).__name__)))
    state: Literal["same", "absent", "different"] = (
        "absent" if different is None else "different" if different else "same"
    )
    return CheckResult(not problems, tuple(problems), actions, rows, state)
