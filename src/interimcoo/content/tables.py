"""The shipped tables as rows of text: English, with the Swedish words laid over by id."""

import csv
import hashlib
from functools import lru_cache
from typing import Final

from interimcoo.text import resources

_TRANSLATED: Final = ("sv",)


@lru_cache(maxsize=64)
def rows(table: str, language: str = "en") -> tuple[dict[str, str], ...]:
    """The rows of `resources/content/<table>.csv`; words of another language stand in where they are shipped.

    Do not change the rows: they are shared.
    """
    original = _read(f"{table}.csv")
    path = resources() / "content" / language / f"{table}.csv"
    if language not in _TRANSLATED or not path.is_file():
        return original
    words = {row["id"]: row for row in _read(f"{language}/{table}.csv")}
    return tuple({**row, **{k: v for k, v in words.get(row["id"], {}).items() if v}} for row in original)


@lru_cache(maxsize=1)
def content_version() -> str:
    """A short text that changes when any shipped table changes; a mandate keeps the one it was made from."""
    digest = hashlib.sha256()
    for path in sorted((resources() / "content").glob("*.csv")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return f"1-{digest.hexdigest()[:8]}"


def items(cell: str) -> tuple[str, ...]:
    """The parts of a list in one field."""
    return tuple(part for part in cell.split(";") if part)


def number(cell: str) -> float | None:
    """The number in a field, None for an empty one."""
    return float(cell) if cell else None


def _read(name: str) -> tuple[dict[str, str], ...]:
    with (resources() / "content" / name).open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))
