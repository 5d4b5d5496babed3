"""Trust grades: how far a source, an answer (its confidence) or a piece of evidence can be believed.

A seen or taken from the primary system, B document, C told or counted by two, D told by one; empty: not graded.
"""

from collections.abc import Iterable
from typing import Final

GRADES: Final = ("A", "B", "C", "D", "")
"""best first; "not graded" ranks below D"""


def rank(grade: str) -> int:
    """The place of a grade, 0 (A) to 4 (not graded). Raises ValueError for what is no grade."""
    if grade not in GRADES:
        raise ValueError(f"not a trust grade: {grade!r}")
    return GRADES.index(grade)


def worst(grades: Iterable[str]) -> str:
    """The grade of a figure made from several sources: that of the worst; "" (not graded) of none at all."""
    return max(grades, key=rank, default="")


def best(grades: Iterable[str]) -> str:
    """The grade of a finding with several pieces of evidence: that of the best; "" of none at all."""
    return min(grades, key=rank, default="")
