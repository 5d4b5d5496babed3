"""The process that checks a document behind the window, on a copy it makes first; says what it found in JSON lines."""

import json
import os
import shutil
import sqlite3
import sys
from pathlib import Path


def run(path: Path, copy: Path, full: bool) -> None:
    """Say "copied" once the document may be written again, then the problems; the copy is removed."""
    try:
        handle = os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with path.open("rb") as source, os.fdopen(handle, "wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
        _say("copied", [])
        _say("checked", problems(copy, full))
    except OSError as error:
        _say("failed", [error.strerror or "unreadable"])
    finally:
        copy.unlink(missing_ok=True)


def problems(copy: Path, full: bool) -> list[str]:
    """What the database's own check says; empty when nothing is wrong."""
    try:
        raw = sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            raw.execute("PRAGMA cell_size_check=ON")
            found = [line[0] for line in raw.execute(f"PRAGMA {'integrity_check' if full else 'quick_check'}")]
            if full:
                found += [f"{line[0]}: {line[2]}" for line in raw.execute("PRAGMA foreign_key_check")]
        finally:
            raw.close()
    except sqlite3.Error as error:
        return [str(error)]
    return [text for text in found if text != "ok"][:20]


def _say(what: str, found: list[str]) -> None:
    sys.stdout.write(json.dumps({"what": what, "found": found}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "full")
