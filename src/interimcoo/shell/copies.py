"""Copies of files that nobody holds open: complete, or not there at all; readable by their owner alone."""

import os
import shutil
from pathlib import Path
from typing import Final

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


def copy_file(source: Path, target: Path) -> None:
    """Copy a file; raises OSError when it cannot be written, and leaves nothing behind then."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with source.open("rb") as read, os.fdopen(os.open(beside, _NEW, 0o600), "wb") as write:
            shutil.copyfileobj(read, write)
            write.flush()
            os.fsync(write.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
