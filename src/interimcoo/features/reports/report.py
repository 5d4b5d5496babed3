"""What the reports page itself gives to the report: how its numbers are made and where they come from."""

from typing import TYPE_CHECKING, Final

from interimcoo import formats
from interimcoo.exchange.blocks import (
    Block,
    Bullets,
    Column,
    Context,
    Figure,
    Mark,
    Section,
    SideBySide,
    Table,
    TableRow,
)
from interimcoo.features.reports import queries
from interimcoo.features.reports.queries import ImportFacts, KpiDefinition
from interimcoo.text import N_, translate

if TYPE_CHECKING:
    from sqlmodel import Session

_RULES: Final = (
    (
        N_("Process limits"),
        N_(
            "Individuals charts: the limits are the mean and its distance to three standard deviations, estimated from "
            "the average moving range of the base period. A signal is a point outside, a run on one side, or a trend."
        ),
    ),
    (
        N_("Assessment"),
        N_(
            "A score is the mean of the answered applicable questions, from nobody to leading practice. "
            "It is shown only when half of the questions are answered."
        ),
    ),
    (
        N_("Notation"),
        N_(
            "Notation after IBCS: actual solid, plan outlined. Green and red mark only what helps or hurts the result, "
            "never without a sign or a shape. An en dash is no value; it is not zero."
        ),
    ),
)
_DIRECTIONS: Final = {"higher": N_("higher is better"), "lower": N_("lower is better"), "target": N_("near the target")}
_CADENCES: Final = {
    "day": N_("day"),
    "week": N_("week"),
    "month": N_("month"),
    "quarter": N_("quarter"),
    "year": N_("year"),
}
_SIGNS: Final = (
    (Mark("variation", "improvement", N_("improving beyond chance"), True, True), N_("Hold it.")),
    (Mark("variation", "concern", N_("worsening beyond chance"), False, False), N_("Find the cause.")),
    (Mark("variation", "common_cause", N_("no signal")), N_("Ordinary variation: leave it, or redesign the process.")),
    (Mark("assurance", "pass", N_("target safely met")), N_("The limits lie on the good side of the target.")),
    (Mark("assurance", "fail", N_("target out of reach today")), N_("The process must change first.")),
    (Mark("assurance", "inconsistent", N_("target hit and missed")), N_("The target lies inside the limits.")),
)


def sections(db: "Session", context: Context) -> tuple[Section, ...]:
    """Method and sources, as annex; without KPIs and imports only the rules and signs."""
    language = context.language
    blocks: list[Block] = [_rules(language), _signs(language)]
    known, runs = queries.definitions(db), queries.imports(db)
    if known:
        blocks.append(_definitions(known, language))
    blocks.append(_imports(runs, language))
    return (
        Section(
            key="method",
            kicker=translate(N_("Method and sources"), language),
            title=translate(N_("How each number is made, so that anyone can check it"), language),
            subtitle=translate(N_("Rules, signs, definitions and the imports the figures come from"), language),
            blocks=tuple(blocks),
            annex=True,
        ),
    )


def _rules(language: str) -> SideBySide:
    columns = tuple((Bullets(translate(head, language), (translate(text, language),)),) for head, text in _RULES)
    return SideBySide((4, 4, 4), columns)


def _signs(language: str) -> Table:
    rows = tuple(
        TableRow(
            (
                Mark(mark.kind, mark.value, translate(mark.words, language), mark.rising, mark.high),
                translate(mark.words, language),
                translate(text, language),
            )
        )
        for mark, text in _SIGNS
    )
    heads = (
        Column(translate(N_("Sign"), language), 0.6),
        Column(translate(N_("Meaning"), language), 3.0, strong=True),
        Column(translate(N_("What to do"), language), 6.0),
    )
    return Table("tblSigns", translate(N_("How to read the signs"), language), heads, rows)


def _definitions(known: tuple[KpiDefinition, ...], language: str) -> Table:
    heads = (
        Column(translate(N_("Code"), language), 0.8),
        Column(translate(N_("KPI"), language), 2.4, strong=True),
        Column(translate(N_("Definition"), language), 5.4),
        Column(translate(N_("Unit"), language), 1.0),
        Column(translate(N_("Period"), language), 0.8),
        Column(translate(N_("Direction"), language), 1.3),
    )
    rows = tuple(
        TableRow(
            (
                Figure(f"definition.{one.code}", one.name, one.code, "code"),
                one.name,
                one.definition or None,
                formats.unit_name(one.unit, language) or None,
                translate(_CADENCES.get(one.cadence, one.cadence), language),
                translate(_DIRECTIONS.get(one.direction, one.direction), language),
            ),
            anchor=f"definition.{one.code}",
        )
        for one in known
    )
    return Table("tblDefinitions", translate(N_("KPI definitions"), language), heads, rows)


def _imports(runs: tuple[ImportFacts, ...], language: str) -> Table:
    heads = (
        Column(translate(N_("Imported"), language), 1.4),
        Column(translate(N_("File"), language), 3.4, strong=True),
        Column(translate(N_("Sheet"), language), 2.0),
        Column(translate(N_("Rows read"), language), 0.9, "right"),
        Column(translate(N_("New"), language), 0.8, "right"),
        Column(translate(N_("Changed"), language), 0.8, "right"),
        Column(translate(N_("Left out"), language), 0.8, "right"),
        Column(translate(N_("Grade"), language), 0.7, "centre"),
    )
    rows = []
    for at, run in enumerate(reversed(runs), 1):
        grade = translate(N_("trust grade {grade}"), language).format(grade=run.grade)
        counts = (("read", run.read), ("new", run.new), ("changed", run.changed), ("rejected", run.rejected))
        rows.append(
            TableRow(
                (
                    Figure(f"import.{at}.at", run.file_name, run.at.date(), "date"),
                    run.file_name,
                    run.sheet,
                    *(Figure(f"import.{at}.{name}", f"{run.file_name}, {name}", n, "count") for name, n in counts),
                    Mark("trust", run.grade, grade if run.grade else translate(N_("not graded"), language)),
                )
            )
        )
    empty = translate(N_("Nothing is imported yet; all figures were typed."), language)
    return Table("tblSources", translate(N_("Imports"), language), heads, tuple(reversed(rows)), empty=empty)
