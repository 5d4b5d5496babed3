"""What the palette finds: commands, records and pages that fit the typed words, best first. Knows no widget."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, Literal

from interimcoo.text import N_
from interimcoo.ui.actions import fits, score

Kind = Literal["command", "record", "page"]
HEADS: Final[dict[Kind, str]] = {"command": N_("Commands"), "record": N_("Records"), "page": N_("Go to")}
MOST: Final[dict[Kind, int]] = {"command": 7, "record": 8, "page": 6}
RECENT: Final = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """One line: what it is, its words, where it belongs, its key, what it runs, and why it cannot be run now."""

    kind: Kind
    name: str
    text: str
    icon: str
    run: Callable[[], object]
    context: str = ""
    key: str = ""
    reason: str = ""
    fitting: bool = False
    """a command for the selection or the page in front"""

    @property
    def words(self) -> str:
        """What is searched."""
        return f"{self.text} {self.context}" if self.kind != "command" else self.text


def find(entries: Sequence[Hit], typed: str, recent: Sequence[str] = ()) -> tuple[Hit, ...]:
    """The hits in the order shown: an exact record number first, then group by group."""
    only, words = _mode(typed)
    if not words:
        return _untyped(entries, recent, only)
    found: list[Hit] = []
    exact = [one for one in entries if one.kind == "record" and _number(one.name) == _number(words)]
    if only != "command":
        found.extend(exact[:1])
    for kind in ("command", "record", "page"):
        if only and kind != only:
            continue
        hits = _fitting([one for one in entries if one.kind == kind and one not in found], words, only == "record")
        order = {name: at for at, name in enumerate(recent)}
        hits.sort(key=lambda one: (_rank(one, words), order.get(one.name, len(order)), one.text))
        found.extend(hits[: MOST[kind]])
    return tuple(found)


def did_you_mean(entries: Sequence[Hit], typed: str) -> str:
    """A word of the entries that is close to what was typed; empty without one."""
    known: dict[str, str] = {}
    for one in entries:
        for word in re.findall(r"\w{3,}", one.words):
            known.setdefault(word.casefold(), word)
    close = get_close_matches(_mode(typed)[1].casefold(), list(known), n=1, cutoff=0.7)
    return known[close[0]] if close else ""


def places(hit: Hit, typed: str) -> tuple[int, ...]:
    """The letters of the text that match, for bold."""
    found = fits(hit.words, _mode(typed)[1])
    return tuple(at for at in found or () if at < len(hit.text))


def _mode(typed: str) -> tuple[Kind | Literal[""], str]:
    words = typed.strip()
    if words.startswith(">"):
        return "command", words[1:].strip()
    if words.startswith("#"):
        return "record", words[1:].strip()
    return "", words


def _untyped(entries: Sequence[Hit], recent: Sequence[str], only: str) -> tuple[Hit, ...]:
    by_name = {one.name: one for one in entries if one.kind == "command"}
    last = [by_name[name] for name in recent if name in by_name][:RECENT]
    fitting = [one for one in entries if one.kind == "command" and one.fitting and one not in last]
    commands = [*last, *fitting[: max(0, RECENT - len(last))]]
    if only == "command":
        return tuple([*commands, *(one for one in by_name.values() if one not in commands)][:40])
    if only == "record":
        return tuple(one for one in entries if one.kind == "record")[:40]
    return (*commands, *(one for one in entries if one.kind == "page"))


def _fitting(entries: Sequence[Hit], words: str, numbers_only: bool) -> list[Hit]:
    """Entries that hold every typed word; letters in order only for commands and pages, where nothing else fits."""
    if numbers_only:
        return [one for one in entries if _number(one.name).startswith(_number(words))]
    parts = words.casefold().split()
    held = [one for one in entries if all(part in one.words.casefold() for part in parts)]
    if held or (entries and entries[0].kind == "record"):
        return held
    return [one for one in entries if fits(one.text, words) is not None]


def _rank(one: Hit, words: str) -> tuple[int, int, int, int]:
    in_title = 0 if fits(one.text, words) is not None else 1
    return (
        in_title,
        *score(one.text if not in_title else one.words, words)[:1],
        0 if one.fitting else 1,
        len(one.text),
    )


def _number(reference: str) -> str:
    """A record number without the signs people leave out: "A-018" and "a18" are the same."""
    plain = reference.casefold().replace("-", "").replace(" ", "")
    return re.sub(r"(?<=[a-z])0+(?=\d)", "", plain)
