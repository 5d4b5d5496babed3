"""What each language does its own way, beyond what Babel knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from babel import Locale

NBSP: Final = "\u00a0"


@dataclass(frozen=True, slots=True)
class Habits:
    """What a language does its own way; the words of a week and of large amounts are not in Babel."""

    week: str
    week_tight: str
    thousand: str
    million: str
    billion: str
    scale_gap: str
    percent_gap: str
    points: str
    money: str = "{sign}{amount}" + NBSP + "{symbol}"


ENGLISH: Final = Habits("week {n}", "W{n}", "k", "m", "bn", "", "", "pp", "{sign}{symbol}{amount}")
HABITS: Final[Mapping[str, Habits]] = {
    "en": ENGLISH,
    "sv": Habits("vecka {n}", "v{n}", "tn", "mn", "md", NBSP, NBSP, "pe"),
    "de": Habits("Woche {n}", f"KW{NBSP}{{n}}", "Tsd.", "Mio.", "Mrd.", NBSP, NBSP, "PP"),
    "pl": Habits("tydzień {n}", "T{n}", "tys.", "mln", "mld", NBSP, "", "p.p."),
}


def known(language: str) -> str:
    """The language when its habits are known, else English."""
    short = language.replace("_", "-").partition("-")[0].lower()
    return short if short in HABITS else "en"


def habits_of(language: str) -> Habits:
    """The habits of a language."""
    return HABITS[known(language)]


@lru_cache(maxsize=16)
def locale(language: str) -> "Locale":
    """Babel's data of a known language."""
    from babel import Locale

    return Locale.parse(language)
