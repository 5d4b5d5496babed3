"""The engagement document."""

import os
import sys
from pathlib import Path


def own_folder(*names: str) -> Path:
    """A folder below the program's own, every level of it open to its owner alone."""
    folder = data_folder()
    for name in names:
        folder /= name
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder


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
