"""What the features give to the board report: their sections with their names, and their part of the first page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import TYPE_CHECKING, Final

from interimcoo.domain.guidance import Step
from interimcoo.exchange.blocks import SECTION_ORDER, Context, Section, SummaryParts
from interimcoo.features import parts

if TYPE_CHECKING:
    from sqlmodel import Session

BODY: Final = frozenset({"summary", "scorecard", "assessment", "portfolio", "decisions"})
"""the sections of the five pages; the others follow as annex unless a person moves them"""
FIRST_PAGE: Final = ("kpis", "plan", "actions", "initiatives", "assessment", "mandate")
"""the features in the order in which their lines are taken for the first page"""


@dataclass(frozen=True, slots=True)
class Given:
    """What one feature gives."""

    feature: str
    sections: tuple[Section, ...]
    summary: SummaryParts


@dataclass(frozen=True, slots=True)
class Gathered:
    """A section and its name, stable between builds: "kpis.scorecard", "assessment.findings"."""

    name: str
    section: Section
    further: bool = False
    """a section of its key stands before it"""

    @property
    def annex(self) -> bool:
        """Whether it stands in the annex unless a person moves it: all but the first section of each body page."""
        return self.section.annex or self.further or self.section.key not in BODY


def given(db: "Session", context: Context, feature: str, module: ModuleType) -> Given:
    """What a feature gives by its file `report`."""
    summary = module.summary(db, context) if hasattr(module, "summary") else SummaryParts()
    return Given(feature, tuple(module.sections(db, context)), summary)


def gather(db: "Session", context: Context) -> tuple[Given, ...]:
    """What all features give, in the order of the rail."""
    return tuple(given(db, context, feature, module) for feature, module in parts("report"))


def named(all_given: Sequence[Given]) -> tuple[Gathered, ...]:
    """The sections in the order of the report, each with its name."""
    found: list[Gathered] = []
    seen: set[str] = set()
    for one in all_given:
        count: dict[str, int] = {}
        for section in one.sections:
            count[section.key] = number = count.get(section.key, 0) + 1
            name = f"{one.feature}.{section.key}" + (f".{number}" if number > 1 else "")
            found.append(Gathered(name, section, section.key in seen))
            seen.add(section.key)
    return tuple(sorted(found, key=lambda one: (one.annex, SECTION_ORDER.index(one.section.key))))


def summaries(all_given: Sequence[Given]) -> dict[str, SummaryParts]:
    """What each feature gives to the first page, in the order in which it is taken."""
    by_feature = {one.feature: one.summary for one in all_given}
    order = [*FIRST_PAGE, *(feature for feature in by_feature if feature not in FIRST_PAGE)]
    return {feature: by_feature[feature] for feature in order if feature in by_feature}


def steps_missing(db: "Session", today: date) -> tuple[Step, ...]:
    """What the features name as missing, most important first; what this page itself advises is no news in a report."""
    found = [
        step
        for feature, module in parts("guide")
        if feature != "reports" and hasattr(module, "steps")
        for step in module.steps(db, today)
        if step.kind == "missing"
    ]
    return tuple(sorted(found, key=lambda step: step.rank))
