"""The one sentence the assessment page opens with; it is also the title of the report's section."""

from interimcoo.domain.assessment import WIDE, Difference, Standing
from interimcoo.exchange.blocks import Figure, Origin, Sentence
from interimcoo.exchange.shown import spoken
from interimcoo.features.assessment.dimensions import in_sentence
from interimcoo.features.assessment.result import Result
from interimcoo.text import N_, translate

MOST_NAMED = 3
LONGEST = 110


def count_figure(id: str, label: str, value: int) -> Figure:
    """A counted figure of the assessment."""
    return Figure(f"assessment.{id}", label, value, "count")


def score_figure(standing: Standing, id: str, label: str, value: float | None) -> Figure:
    """A mean of a dimension with the grade of the answers it rests on."""
    origin = Origin("computed", grade=standing.grade, formula=N_("mean of the answered applicable questions"))
    return Figure(f"assessment.{standing.dimension}.{id}", label, value, "number", 1, origin=origin)


def headline(result: Result, language: str) -> Sentence:
    """What the round says, chosen by what is there: nothing answered, too little, movement, difference, the weakest."""
    for candidate in _candidates(result, language):
        if len(spoken(candidate, language)) <= LONGEST:
            return candidate
    return _answered(result, language, N_("{answered} of {total} questions are answered"))


def _candidates(result: Result, language: str) -> list[Sentence]:
    if not result.total:
        return [Sentence(translate(N_("No questions are asked in this engagement yet"), language))]
    if not result.answered:
        text = N_("No question is answered yet; {total} are waiting")
        return [_answered(result, language, text)]
    if not result.shown:
        text = N_("{answered} of {total} questions are answered; no dimension has half of its answers yet")
        return [_answered(result, language, text)]
    return [*_moved(result, language), *_differ(result, language), *_weakest(result, language)]


def _answered(result: Result, language: str, text: str) -> Sentence:
    return Sentence(
        translate(text, language),
        {
            "answered": count_figure("answered", translate(N_("Questions answered"), language), result.answered),
            "total": count_figure("questions", translate(N_("Questions asked"), language), result.total),
        },
    )


def _moved(result: Result, language: str) -> list[Sentence]:
    moved, before = result.moved, result.before
    if not moved.compared or before is None:
        return []
    slots: dict[str, Figure | str] = {
        "rose": count_figure("rose", translate(N_("Dimensions that rose"), language), len(moved.rose)),
        "n": count_figure("compared", translate(N_("Dimensions compared"), language), moved.compared),
        "date": Figure("assessment.before", translate(N_("Round before"), language), before.held_on, "date"),
        "still": count_figure("still", translate(N_("Dimensions that stood still"), language), len(moved.still)),
        "fell": count_figure("fell", translate(N_("Dimensions that fell"), language), len(moved.fell)),
    }
    named = []
    if moved.fell and len(moved.fell) <= MOST_NAMED:
        text = N_("{rose} of {n} dimensions rose since {date}; {names} fell")
        named.append(Sentence(translate(text, language), {**slots, "names": _list(moved.fell, language)}))
    elif not moved.fell and moved.still and len(moved.still) <= MOST_NAMED:
        text = N_("{rose} of {n} dimensions rose since {date}; {names} stood still")
        named.append(Sentence(translate(text, language), {**slots, "names": _list(moved.still, language)}))
    text = N_("{rose} of {n} dimensions rose since {date}, {still} stood still, {fell} fell")
    if not moved.still and not moved.fell:
        text = N_("{rose} of {n} dimensions rose since {date}")
    return [*named, Sentence(translate(text, language), slots)]


def _differ(result: Result, language: str) -> list[Sentence]:
    """The weakest, and where units differ by two points or more."""
    found: Difference | None = next(
        (one for one in result.wide if one.low.unit and one.high.unit != one.low.unit), None
    )
    weakest = result.shown[:1]
    if found is None or not found.high.unit or not weakest:
        return []
    text = N_("{weakest} is weakest at {score}; {low} sees {dimension} {points} points lower than {high}")
    points = count_figure(f"{found.question}.difference", translate(N_("Difference of views"), language), found.points)
    slots: dict[str, Figure | str] = {
        **_named(weakest[0], "weakest", "score", language),
        "low": found.low.unit,
        "high": found.high.unit,
        "dimension": in_sentence(result.dimension_of(found.question), language),
        "points": points,
    }
    return [Sentence(translate(text, language), slots)]


def _weakest(result: Result, language: str) -> list[Sentence]:
    shown = result.shown
    first = _named(shown[0], "first", "a", language)
    wide = [line.whole for line in result.lines if line.whole.spread >= WIDE]
    found = []
    if wide:
        differ = count_figure(
            "differing", translate(N_("Dimensions with a spread of two or more"), language), len(wide)
        )
        text = (
            N_("{first} is weakest at {a}; views differ by two points or more in {differ} dimensions")
            if len(wide) > 1
            else N_("{first} is weakest at {a}; views differ by two points or more in {differ} dimension")
        )
        found.append(Sentence(translate(text, language), {**first, "differ": differ}))
    if len(shown) > 1:
        second = _named(shown[1], "second", "b", language, inside=True)
        text = N_("{first} and {second} are weakest, at {a} and {b}")
        found.append(Sentence(translate(text, language), {**first, **second}))
    found.append(Sentence(translate(N_("{first} is weakest at {a}"), language), {**first}))
    return found


def _named(one: Standing, name: str, score: str, language: str, *, inside: bool = False) -> dict[str, Figure | str]:
    label = in_sentence(one.dimension, language, first=not inside)
    return {name: label, score: score_figure(one, "score", in_sentence(one.dimension, language, first=True), one.score)}


def _list(dimensions: tuple[str, ...], language: str) -> str:
    names = [in_sentence(one, language) for one in dimensions]
    if len(names) == 1:
        return names[0]
    joined = translate(N_("{some} and {last}"), language)
    return joined.format(some=", ".join(names[:-1]), last=names[-1])
