"""The colours of drawings by name: paper and light screen share them, the dark screen has its own values."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from interimcoo.text import resources

_DARK_NAMES: Final[Mapping[str, str]] = {"improvement": "imp", "common": "grey"}


def colour(name: str, *, dark: bool = False) -> str:
    """The colour of a name as "#RRGGBB"; raises KeyError for a name that is no colour of a drawing."""
    return _sets()[dark][name]


def names() -> frozenset[str]:
    """Every name a scene may use."""
    return frozenset(_sets()[False])


@lru_cache(maxsize=1)
def _sets() -> tuple[Mapping[str, str], Mapping[str, str]]:
    tokens = json.loads((resources() / "tokens.json").read_text(encoding="utf-8"))
    light, dark, drawing = tokens["light"], tokens["dark"], tokens["drawing"]
    paper: dict[str, str] = {name: value for name, value in drawing.items() if name != "heat"}
    night: dict[str, str] = {name: dark[_DARK_NAMES.get(name, name)] for name in paper}
    for name in ("canvas", "band", "imptint"):
        paper[name], night[name] = light[name], dark[name]
    for step, value in enumerate(drawing["heat"], start=1):
        paper[f"heat{step}"], night[f"heat{step}"] = value, dark[f"h{step}"]
        paper[f"heat{step}t"], night[f"heat{step}t"] = light[f"h{step}t"], dark[f"h{step}t"]
    return paper, night
