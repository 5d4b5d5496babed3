"""Words for people: mark a text with N_, say it in the language of the interface with _, of a document with translate.

A text is its own key (English). Catalogues are `resources/i18n/<language>.json`, read when first needed.
Values go in with `str.format` slots, after translation: `_("{n} of {total} answered").format(n=3, total=24)`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("en", "sv")
_interface: str = "en"


def resources() -> Path:
    """The folder of what ships beside the code, in a checkout and in an installed wheel alike."""
    inside = Path(__file__).parent / "resources"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "resources"


def N_(text: str) -> str:
    """Mark a text for translation where it is declared; returns it unchanged."""
    return text


def _(text: str) -> str:
    """The text in the language of the interface."""
    return translate(text, _interface)


def plural(n: int, one: str, many: str, language: str | None = None) -> str:
    """The fitting form for n with its `{n}` slot filled, in the given language or that of the interface."""
    return translate(one if n == 1 else many, language or _interface).format(n=n)


def translate(text: str, language: str) -> str:
    """The text in a language ("en", "sv"); the English text where the catalogue has none."""
    return text if language == "en" else _catalogue(language).get(text, text)


def interface_language() -> str:
    """The language of the interface ("en" unless set)."""
    return _interface


def set_interface_language(language: str) -> None:
    """Choose the language of the interface; raises ValueError for one that is not shipped."""
    global _interface
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}")
    _interface = language


@lru_cache(maxsize=4)
def _catalogue(language: str) -> dict[str, str]:
    path = resources() / "i18n" / f"{language}.json"
    if not path.is_file():
        return {}
    loaded: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


@dataclass(frozen=True, slots=True)
class Label:
    """A source text marked with N_ and the values of its slots, put into words only when shown.

    Labels of actions are stored as JSON, so the history speaks any language.
    """

    text: str
    values: Mapping[str, str | int] = field(default_factory=dict)

    def words(self, language: str) -> str:
        """The label in a language, slots filled; a slot without value shows its name."""
        spoken = translate(self.text, language)
        for name, value in self.values.items():
            spoken = spoken.replace("{" + name + "}", str(value))
        return spoken

    def to_json(self) -> str:
        """The stored form."""
        return json.dumps({"text": self.text, "values": dict(self.values)}, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, stored: str) -> "Label":
        """The label from its stored form."""
        data = json.loads(stored)
        return cls(str(data["text"]), dict(data["values"]))
