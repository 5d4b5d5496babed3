"""The question bank of the operational assessment with its dimensions and anchors."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from interimcoo.content.tables import items, rows

_WHOLE_DIMENSIONS: Final = {"turnaround": "", "change_project": "ABHL", "growth": "CDFGL", "vacancy": ""}
"""dimensions asked in full by mandate type (assessment_mode of mandate_types.csv); empty: the quick set"""


@dataclass(frozen=True, slots=True)
class QuestionEntry:
    """One question: why it is asked, what to ask to see, whom to ask."""

    code: str
    dimension: str
    position: int
    core: bool
    text: str
    why_asked: str
    evidence: str
    sectors: tuple[str, ...]
    ask_roles: tuple[str, ...]
    kpis: tuple[str, ...]
    templates: tuple[str, ...]
    text_version: int


@dataclass(frozen=True, slots=True)
class DimensionEntry:
    """One of the twelve dimensions A to L."""

    code: str
    name: str
    guiding_question: str
    kpis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnchorEntry:
    """What a score means in a dimension; dimension "general" fits every question."""

    code: str
    dimension: str
    score: int
    text: str


@lru_cache(maxsize=4)
def questions(language: str = "en") -> tuple[QuestionEntry, ...]:
    """All 96 questions in order."""
    return tuple(
        QuestionEntry(
            code=row["id"],
            dimension=row["dimension"],
            position=int(row["position"]),
            core=row["core"] == "1",
            text=row["text"],
            why_asked=row["why_asked"],
            evidence=row["evidence"],
            sectors=items(row["sectors"]),
            ask_roles=items(row["ask_role_ids"]),
            kpis=items(row["kpi_ids"]),
            templates=items(row["template_ids"]),
            text_version=int(row["text_version"]),
        )
        for row in rows("assessment", language)
    )


@lru_cache(maxsize=4)
def dimensions(language: str = "en") -> tuple[DimensionEntry, ...]:
    """The twelve dimensions in order."""
    return tuple(
        DimensionEntry(row["id"], row["name"], row["guiding_question"], items(row["kpi_ids"]))
        for row in rows("assessment_dimensions", language)
    )


@lru_cache(maxsize=4)
def anchors(language: str = "en") -> tuple[AnchorEntry, ...]:
    """The words of the scores 0 to 5, by dimension."""
    return tuple(
        AnchorEntry(row["id"], row["dimension"], int(row["score"]), row["text"])
        for row in rows("assessment_anchors", language)
    )


def assessment_subset(mandate_type: str) -> tuple[str, ...]:
    """Codes of the questions a mandate of a type begins with; raises KeyError for no type."""
    whole = _WHOLE_DIMENSIONS[mandate_type]
    return tuple(entry.code for entry in questions() if (entry.dimension in whole if whole else entry.core))
