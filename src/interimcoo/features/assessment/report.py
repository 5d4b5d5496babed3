"""What the assessment gives to reports: profile and heat map, leading findings, the register, worries for page 1."""

from typing import TYPE_CHECKING

from interimcoo.domain.assessment import Standing
from interimcoo.exchange.blocks import (
    ChartBlock,
    Context,
    Figure,
    Note,
    Origin,
    Section,
    Sentence,
    SideBySide,
    SummaryParts,
    Table,
    Words,
)
from interimcoo.exchange.shown import spoken
from interimcoo.features.assessment import queries
from interimcoo.features.assessment.charts import (
    heat_figures,
    heat_map,
    heat_takeaway,
    numbers,
    radar,
    radar_takeaway,
)
from interimcoo.features.assessment.headline import count_figure, headline
from interimcoo.features.assessment.queries import FindingRow
from interimcoo.features.assessment.result import Result, read
from interimcoo.features.assessment.tables import findings_table, leading, scores_table
from interimcoo.features.assessment.worries import ask, worries
from interimcoo.text import N_, translate

if TYPE_CHECKING:
    from sqlmodel import Session

MOST_COLUMNS = 6


def sections(db: "Session", context: Context) -> tuple[Section, ...]:
    """The assessment on one page, and the register of findings with the table of scores as annex."""
    result, findings = read(db), queries.findings(db)
    currency, language = queries.currency(db), context.language
    found = []
    if result.total:
        found.append(_assessment(result, findings, currency, language))
    if findings or result.answered:
        found.append(_register(result, findings, currency, language))
    return tuple(found)


def summary(db: "Session", context: Context) -> SummaryParts:
    """Low scores on safety always, then unproven dimensions and wide spreads; what the round before changed."""
    result, findings = read(db), queries.findings(db)
    language = context.language
    asks: tuple[Words, ...] = ()
    loose = [row for row in findings if row.loose]
    if loose:
        money = sum(row.cost_likely or 0 for row in loose)
        asks = (ask(len(loose), money, queries.currency(db), language),)
    changed: tuple[Words, ...] = (headline(result, language),) if result.moved.compared else ()
    return SummaryParts(
        title=headline(result, language) if result.shown else None,
        title_rank=6,
        changed=changed,
        worries=worries(result, language),
        asks=asks,
    )


def _assessment(result: Result, findings: tuple[FindingRow, ...], currency: str, language: str) -> Section:
    blocks: list[SideBySide | Table | Note] = []
    if result.answered:
        heat, shape = heat_takeaway(result, language), radar_takeaway(result, language)
        heat_block = ChartBlock(
            translate(N_("Scores by dimension"), language),
            heat_map(result, spoken(heat, language), language, most=MOST_COLUMNS),
            heat,
            heat_figures(result, language, most=MOST_COLUMNS),
            anchor="assessment.scores",
        )
        radar_block = ChartBlock(
            translate(N_("Profile against target"), language),
            radar(result, spoken(shape, language), language),
            shape,
            tuple(figure for line in result.lines for figure in _axis_figures(line.whole, language)),
            anchor="assessment.profile",
        )
        blocks.append(SideBySide((8, 4), ((heat_block,), (radar_block,))))
    else:
        blocks.append(Note(translate(N_("Answer the core questions to see scores here."), language)))
    if findings:
        blocks.append(leading(findings, currency, language))
    return Section(
        key="assessment",
        kicker=translate(N_("Assessment"), language),
        title=headline(result, language),
        subtitle=subtitle(result, language),
        blocks=tuple(blocks),
        note=_note(result, language),
    )


def subtitle(result: Result, language: str) -> Sentence:
    """Scale, extent and round in one line."""
    slots: dict[str, Figure | str] = {
        "low": _scale(translate(N_("lowest score"), language), 0),
        "high": _scale(translate(N_("highest score"), language), 5),
        "n": count_figure("answered", translate(N_("Questions answered"), language), result.answered),
        "total": count_figure("questions", translate(N_("Questions asked"), language), result.total),
        "respondents": count_figure("respondents", translate(N_("Respondents"), language), result.respondents),
    }
    if result.held is None:
        return Sentence(translate(N_("Score {low} to {high}; {n} of {total} answered"), language), slots)
    slots["round"] = count_figure("round", translate(N_("Round"), language), result.held.number)
    slots["date"] = Figure("assessment.date", translate(N_("Date of the round"), language), result.held.held_on, "date")
    if result.respondents:
        text = N_("Score {low} to {high}; round {round}, {date}; {n} of {total} answered, {respondents} respondents")
        if result.respondents == 1:
            text = N_("Score {low} to {high}; round {round}, {date}; {n} of {total} answered, {respondents} respondent")
    else:
        text = N_("Score {low} to {high}; round {round}, {date}; {n} of {total} answered by the assessor")
    return Sentence(translate(text, language), slots)


def _scale(name: str, value: int) -> Figure:
    return Figure(f"assessment.scale.{value}", name, value, "count", origin=Origin("template"))


def _axis_figures(standing: Standing, language: str) -> tuple[Figure, ...]:
    own = numbers(standing, language)
    return (own.score, own.target)


def _note(result: Result, language: str) -> str:
    notes = [
        translate(
            N_("A score is the mean of the answered applicable questions, shown from half of them on."), language
        ),
        translate(N_("Spread is the largest difference between two answers to one question."), language),
    ]
    if any(line.whole.unproven for line in result.lines):
        notes.append(translate(N_("* unproven: too many answers rest on what one person said."), language))
    bases = {line.whole.basis for line in result.lines if line.whole.basis}
    if bases == {"respondents"}:
        notes.append(translate(N_("Scores are those of the respondents."), language))
    elif len(bases) > 1:
        text = N_("Scores are the assessor's, where there is none those of the respondents; the two are never mixed.")
        notes.append(translate(text, language))
    return " ".join(notes)


def register_title(findings: tuple[FindingRow, ...], language: str) -> Words:
    """How many findings there are, undecided and without follow-up; also the answer of the page's list."""
    undecided = sum(1 for row in findings if row.decision == "open")
    n = count_figure("findings", translate(N_("Findings"), language), len(findings))
    slots: dict[str, Figure | str] = {
        "n": n,
        "open": count_figure("findings.open", translate(N_("Findings without decision"), language), undecided),
        "loose": count_figure(
            "findings.loose",
            translate(N_("Findings without follow-up"), language),
            sum(1 for row in findings if row.loose),
        ),
    }
    if not findings:
        return translate(N_("No finding is recorded yet"), language)
    if len(findings) == 1:
        return Sentence(
            translate(N_("{n} finding, {open} without decision, {loose} without follow-up"), language), slots
        )
    return Sentence(translate(N_("{n} findings, {open} without decision, {loose} without follow-up"), language), slots)


def _register(result: Result, findings: tuple[FindingRow, ...], currency: str, language: str) -> Section:
    blocks: list[Table] = [findings_table(findings, currency, language)]
    if result.answered:
        blocks.append(scores_table(result, language))
    return Section(
        key="findings",
        kicker=translate(N_("Findings register"), language),
        title=register_title(findings, language),
        subtitle=translate(N_("Grouped by dimension; costs are likely amounts a year"), language),
        blocks=tuple(blocks),
        annex=True,
    )
