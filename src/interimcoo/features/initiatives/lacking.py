"""What delivery needs of an initiative, in words: for the refusal of a command as for page and report."""

from typing import Final

from interimcoo.text import N_, translate

LACKING_WORDS: Final[dict[str, str]] = {
    "owner": N_("owner"),
    "KPI": N_("KPI"),
    "baseline": N_("baseline"),
    "target": N_("target"),
    "review date": N_("review date"),
}


def lacking_word(name: str, language: str) -> str:
    """One thing delivery needs, as it stands within a sentence."""
    said = translate(LACKING_WORDS[name], language)
    return said if said[:2].isupper() else said[:1].lower() + said[1:]
