"""Widths of words in points, from the advances of the shipped fonts; the only place that shortens or breaks a text.

Kerning and shaping are off on screen and on paper, so a width here is the width there.
"""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from interimcoo.charts.scene import Weight
from interimcoo.text import resources

ELLIPSIS: Final = "…"
_DROPPED: Final = frozenset({"Cf", "Cc", "Cs", "Cn", "Co"})


@dataclass(frozen=True, slots=True)
class Face:
    """One shipped font: its file, its PostScript name, and its measures in units of `em`."""

    file: Path
    name: str
    em: int
    cap: int
    missing: int
    advances: Mapping[str, int]


@lru_cache(maxsize=1)
def faces() -> Mapping[Weight, Face]:
    """The shipped fonts by weight."""
    folder = resources() / "fonts"
    table = json.loads((folder / "advances.json").read_text(encoding="utf-8"))
    return {
        weight: Face(folder / one["file"], one["name"], one["em"], one["cap"], one["missing"], one["advances"])
        for weight, one in table.items()
    }


def printable(text: str) -> str:
    """The text in characters the shipped fonts have: spaces for control characters, "[U+1F600]" for what they lack."""
    known = faces()["regular"].advances
    if all(sign in known for sign in text):
        return text
    composed = unicodedata.normalize("NFC", text)
    return "".join(sign if sign in known else _replaced(sign) for sign in composed)


def _replaced(sign: str) -> str:
    if sign.isspace():
        return " "
    if unicodedata.category(sign) in _DROPPED or 0xFE00 <= ord(sign) <= 0xFE0F:
        return ""
    return f"[U+{ord(sign):04X}]"


@lru_cache(maxsize=8192)
def width(text: str, size: float, weight: Weight = "regular") -> float:
    """Width of a text in points."""
    face = faces()[weight]
    missing = face.missing
    return sum(face.advances.get(sign, missing) for sign in text) * size / face.em


def cap_height(size: float, weight: Weight = "regular") -> float:
    """Height of a capital letter in points."""
    face = faces()[weight]
    return face.cap * size / face.em


def fit(text: str, size: float, weight: Weight = "regular", max_width: float = 0.0) -> tuple[str, bool]:
    """The text as it fits into a width, with an ellipsis when it had to be cut, and whether it was cut."""
    if width(text, size, weight) <= max_width:
        return text, False
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + ELLIPSIS, size, weight) <= max_width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS, True


def wrap(text: str, size: float, weight: Weight = "regular", max_width: float = 0.0, lines: int = 2) -> tuple[str, ...]:
    """The text on at most `lines` lines, broken at spaces; the last one is cut with an ellipsis when it must be."""
    words = text.split(" ")
    made: list[str] = []
    while words and len(made) < lines - 1:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size, weight) <= max_width:
            line = f"{line} {words.pop(0)}"
        made.append(line)
    if words:
        made.append(" ".join(words))
    return tuple(fit(line, size, weight, max_width)[0] for line in made)
