"""The sections all features give, with their names, and what they give to the first page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
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
class Gathered:
    """A section and its name, stable between builds: "kpis.scorecard", "assessment.findings"."""

    name: str
    section: Section

    @property
    def annex(self) -> bool:
        """Whether it stands in the annex unless a person moves it."""
        return self.section.annex or self.section.key not in BODY


def gather(db: "Session", context: Context) -> tuple[Gathered, ...]:
    """The sections of all features in the order of the report."""
    found = list(_sections(db, context))
    return tuple(sorted(found, key=lambda one: (one.annex, SECTION_ORDER.index(one.section.key))))


def summaries(db: "Session", context: Context) -> dict[str, SummaryParts]:
    """What each feature gives to the first page, in the order in which it is taken."""
    given = {feature: module.summary(db, context) for feature, module in parts("report") if hasattr(module, "summary")}
    order = [*FIRST_PAGE, *(feature for feature in given if feature not in FIRST_PAGE)]
    return {feature: given[feature] for feature in order if feature in given}


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


def _sections(db: "Session", context: Context) -> Iterator[Gathered]:
    for feature, module in parts("report"):
        count: dict[str, int] = {}
        for section in module.sections(db, context):
            count[section.key] = count.get(section.key, 0) + 1
            number = count[section.key]
            name = f"{feature}.{section.key}" + (f".{number}" if number > 1 else "")
            yield Gathered(name, section)
