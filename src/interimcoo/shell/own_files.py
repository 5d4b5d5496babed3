"""Small JSON files in the program's own folder, readable by their owner alone, replaced as a whole."""

import json
import os
from pathlib import Path


def read_json(path: Path) -> object:
    """What a file holds; None when it is absent or not JSON."""
    try:
        found: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def write_json(path: Path, value: object) -> bool:
    """Replace a file at once, mode 0600; False when the disk does not take it (nothing of worth is lost then)."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(value, file, ensure_ascii=False, indent=1)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        return False
    return True
