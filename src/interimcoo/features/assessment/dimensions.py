"""Names of the twelve dimensions at the lengths a table, a chart and a sentence need."""

from typing import Final

from interimcoo import content
from interimcoo.text import N_, translate

_SHORT: Final = {
    "A": N_("Direction"),
    "B": N_("Management rhythm"),
    "C": N_("Customer and promise"),
    "D": N_("Flow"),
    "E": N_("Quality"),
    "F": N_("Supply and stock"),
    "G": N_("Logistics"),
    "H": N_("People and leadership"),
    "I": N_("Cost and cash"),
    "J": N_("Data and systems"),
    "K": N_("Assets and safety"),
    "L": N_("Readiness to change"),
}
_AXES: Final = {
    "A": N_("Direction"),
    "B": N_("Rhythm"),
    "C": N_("Customer"),
    "D": N_("Flow"),
    "E": N_("Quality"),
    "F": N_("Supply"),
    "G": N_("Logistics"),
    "H": N_("People"),
    "I": N_("Cost"),
    "J": N_("Data"),
    "K": N_("Assets"),
    "L": N_("Readiness"),
}


def full_name(dimension: str, language: str) -> str:
    """The name as the content has it; the code for what is no dimension."""
    return next((entry.name for entry in content.dimensions(language) if entry.code == dimension), dimension)


def short_name(dimension: str, language: str) -> str:
    """The name for tables, at most 24 characters."""
    return translate(_SHORT[dimension], language) if dimension in _SHORT else dimension


def axis_name(dimension: str, language: str) -> str:
    """One word for the axis of the radar."""
    return translate(_AXES[dimension], language) if dimension in _AXES else dimension


def in_sentence(dimension: str, language: str, *, first: bool = False) -> str:
    """The short name inside a sentence: with a small letter, except as its first word."""
    name = short_name(dimension, language)
    return name if first else name[:1].lower() + name[1:]
