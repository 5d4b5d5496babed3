"""Defects: a note in the program's own folder without any data of the client, and one dialog."""

import contextlib
import os
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final

from interimcoo import __version__
from interimcoo.store import data_folder

_LARGEST: Final = 512 * 1024


def details_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """What went wrong and where in the program: no message and no value, as both may hold data of the client."""
    lines = [f"interimcoo {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"]
    lines.append(f"{kind.__module__}.{kind.__qualname__}" if kind.__module__ != "builtins" else kind.__qualname__)
    for frame in traceback.extract_tb(trace):
        parts = Path(frame.filename).parts
        short = "/".join(parts[parts.index("interimcoo") :]) if "interimcoo" in parts else Path(frame.filename).name
        lines.append(f"  {short}:{frame.lineno} {frame.name}")
    return "\n".join(lines)


def log_file() -> Path:
    """Where defects are noted."""
    return data_folder() / "defects.log"


def note(details: str, now: datetime) -> None:
    """Add a defect to the log, readable by its owner alone; a full disk is no second defect."""
    path = log_file()
    with contextlib.suppress(OSError):
        if path.exists() and path.stat().st_size > _LARGEST:
            path.replace(path.with_suffix(".old"))
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as file:
            file.write(f"{now.isoformat(timespec='seconds')}\n{details}\n\n")


def install(tell: Callable[[str], None], clock: Callable[[], datetime]) -> Callable[[], None]:
    """Note every defect and tell it once, in any thread. Returns how to stop."""
    before, before_thread = sys.excepthook, threading.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before(kind, error, trace)
            return
        details = details_of(kind, trace)
        note(details, clock())
        tell(details)

    def thread_hook(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            hook(args.exc_type, args.exc_value, args.exc_traceback)

    sys.excepthook, threading.excepthook = hook, thread_hook

    def stop() -> None:
        sys.excepthook, threading.excepthook = before, before_thread

    return stop
