"""The engagement document."""

import os
import shutil
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

_A_DAY: Final = 86_400


def own_folder(*names: str) -> Path:
    """A folder below the program's own, every level of it open to its owner alone."""
    folder = data_folder()
    for name in names:
        folder /= name
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def sweep(now: datetime) -> None:
    """Remove copies of documents that a program which was killed has left in the own folder more than a day ago."""
    folder = data_folder()
    left = [*folder.glob("recover-*"), *folder.glob("salvage-*"), *(folder / "checks").glob("*")]
    for path in left:
        with suppress(OSError):
            if now.timestamp() - path.stat().st_mtime < _A_DAY:
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()


def data_folder() -> Path:
    """The program's own folder for backups and notes about files, made when missing and open to its owner alone."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    folder = base / "interimcoo"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
