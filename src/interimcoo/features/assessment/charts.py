"""The two drawings of the assessment as chart values: heat map and radar, the same for page and report."""

from dataclasses import dataclass

from interimcoo import formats
from interimcoo.charts.chart import HeatMap, HeatRow, Radar, RadarSeries
from interimcoo.domain.assessment import WIDE, Standing
from interimcoo.exchange.blocks import Figure, Sentence, Words
from interimcoo.exchange.shown import shown, spoken
from interimcoo.features.assessment.dimensions import axis_name, in_sentence, short_name
from interimcoo.features.assessment.headline import count_figure, score_figure
from interimcoo.features.assessment.result import ASSESSOR, Result
from interimcoo.text import N_, translate


@dataclass(frozen=True, slots=True)
class Numbers:
    """The figures of one dimension, each printed the same wherever it stands."""

    score: Figure
    target: Figure
    lowest: Figure
    spread: Figure
    answered: Figure
    applicable: Figure


def numbers(standing: Standing, language: str) -> Numbers:
    """The figures of a dimension as a whole."""
    name = in_sentence(standing.dimension, language, first=True)
    key = standing.dimension
    return Numbers(
        score=score_figure(standing, "score", name, standing.score),
        target=score_figure(standing, "target", translate(N_("Target"), language), standing.target),
        lowest=Figure(f"assessment.{key}.lowest", translate(N_("Lowest answer"), language), standing.lowest, "count"),
        spread=count_figure(f"{key}.spread", translate(N_("Spread"), language), standing.spread),
        answered=count_figure(f"{key}.answered", translate(N_("Questions answered"), language), standing.answered),
        applicable=count_figure(f"{key}.applicable", translate(N_("Applicable"), language), standing.applicable),
    )


def column_name(column: str, language: str) -> str:
    """The head of a column: a unit or role, the client as a whole, or the assessor."""
    if column == ASSESSOR:
        return translate(N_("Assessor"), language)
    return column or translate(N_("Whole client"), language)


def heat_map(result: Result, takeaway: str, language: str, *, most: int = 8) -> HeatMap:
    """Scores by dimension and column with all, target, lowest answer, spread and answered at the right."""
    columns = tuple(column_name(column, language) for column in result.columns[:most])
    heads: tuple[str, ...] = (N_("Target"), N_("Lowest"), N_("Spread"), N_("Answered"))
    if columns:
        heads = (N_("All"), *heads)
    rows = []
    for line in result.lines:
        own = numbers(line.whole, language)
        extras = [shown(own.target, language), shown(own.lowest, language), spread_words(line.whole, language)]
        extras.append(answered_words(line.whole, language))
        if columns:
            extras.insert(0, shown(own.score, language))
        values = tuple(cell.score for cell in line.cells[:most]) if columns else (line.whole.score,)
        rows.append(
            HeatRow(line.whole.dimension, short_name(line.whole.dimension, language), values, extras=tuple(extras))
        )
    return HeatMap(
        columns=columns or (translate(N_("All"), language),),
        rows=tuple(rows),
        takeaway=takeaway,
        alt=takeaway,
        decimals=1,
        extra_heads=tuple(translate(head, language) for head in heads),
    )


def heat_figures(result: Result, language: str, *, most: int = 8) -> tuple[Figure, ...]:
    """Every figure the heat map prints."""
    found: list[Figure] = []
    for line in result.lines:
        own = numbers(line.whole, language)
        found += [own.score, own.target, own.lowest, own.spread, own.answered, own.applicable]
        for column, cell in zip(result.columns[:most], line.cells[:most], strict=True):
            label = f"{in_sentence(cell.dimension, language, first=True)}, {column_name(column, language)}"
            found.append(score_figure(cell, f"unit.{column or 'whole'}", label, cell.score))
    return tuple(found)


def radar(result: Result, takeaway: str, language: str) -> Radar:
    """Now, target and the round before, by dimension; a series without any value is left out."""
    earlier = {one.dimension: one.score for one in result.earlier}
    lines = [line.whole for line in result.lines]
    series = [RadarSeries(translate(N_("now"), language), "now", tuple(one.score for one in lines))]
    targets = tuple(one.target for one in lines)
    if any(value is not None for value in targets):
        series.append(RadarSeries(translate(N_("target"), language), "target", targets))
    if result.before is not None:
        past = tuple(earlier.get(one.dimension) for one in lines)
        if any(value is not None for value in past):
            name = translate(N_("{date}"), language).format(date=formats.day(result.before.held_on, language))
            series.append(RadarSeries(name, "baseline", past))
    axes = tuple(axis_name(one.dimension, language) for one in lines)
    return Radar(axes, tuple(series), takeaway, takeaway)


def heat_takeaway(result: Result, language: str) -> Words:
    """What to see in the heat map: how many dimensions views differ on, or that there is nothing to see."""
    wide = [line.whole for line in result.lines if line.whole.spread >= WIDE]
    if not result.shown:
        return translate(N_("No dimension has half of its answers yet."), language)
    if not wide:
        return translate(N_("Views agree: no two answers to a question differ by two points or more."), language)
    largest = max(wide, key=lambda one: one.spread)
    text = N_("Views differ most on {dimension}, by {points} points.")
    return Sentence(
        translate(text, language),
        {
            "dimension": in_sentence(largest.dimension, language),
            "points": count_figure(f"{largest.dimension}.spread", translate(N_("Spread"), language), largest.spread),
        },
    )


def radar_takeaway(result: Result, language: str) -> Words:
    """What to see in the radar: the largest distance to target, or that no target is set."""
    gaps = [
        (one.whole.target - one.whole.score, one.whole)
        for one in result.lines
        if one.whole.target is not None and one.whole.score is not None
    ]
    if not gaps:
        return translate(N_("No dimension has both a score and a target yet."), language)
    gap, widest = max(gaps, key=lambda pair: pair[0])
    if gap <= 0:
        return translate(N_("Each dimension with a target has reached it."), language)
    text = N_("{dimension} is furthest from its target: {score} against {target}.")
    own = numbers(widest, language)
    slots: dict[str, Figure | str] = {"score": own.score, "target": own.target}
    slots["dimension"] = in_sentence(widest.dimension, language, first=True)
    return Sentence(translate(text, language), slots)


def spread_words(standing: Standing, language: str) -> str:
    """The spread as printed; an en dash where nothing is answered."""
    return formats.number(standing.spread, 0, language) if standing.answered else "–"


def answered_words(standing: Standing, language: str) -> str:
    """Answered of applicable, with the mark "unproven" where too much is hearsay."""
    words = translate(N_("{n} of {total}"), language).format(n=standing.answered, total=standing.applicable)
    return f"{words} *" if standing.unproven else words


def said(words: Words, language: str) -> str:
    """Words with their figures printed."""
    return spoken(words, language)
