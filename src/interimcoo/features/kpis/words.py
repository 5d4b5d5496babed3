"""What a KPI says, in sentences made by rule from its figures; the same on page, home and report."""

from collections.abc import Sequence
from typing import Final

from interimcoo import formats
from interimcoo.domain.kpi.rules import RULES
from interimcoo.domain.kpi.spc import Signal
from interimcoo.exchange.blocks import Figure, Sentence
from interimcoo.exchange.shown import spoken
from interimcoo.features.kpis.figures import KpiFigures, unit_words
from interimcoo.features.kpis.queries import SETTINGS
from interimcoo.features.kpis.state import KpiState
from interimcoo.text import N_, translate

RELEVEL_AFTER: Final = 8
_CLAUSES: Final[dict[tuple[str, bool], str]] = {
    ("outside", True): N_("{period} lies above the upper limit of {limit}"),
    ("outside", False): N_("{period} lies below the lower limit of {limit}"),
    ("trend", True): N_("{n} values in a row rise, from {period} on"),
    ("trend", False): N_("{n} values in a row fall, from {period} on"),
    ("two_in_three", True): N_("values lie close to the upper limit of {limit}, from {period} on"),
    ("two_in_three", False): N_("values lie close to the lower limit of {limit}, from {period} on"),
    ("one_side", True): N_("{n} values in a row lie above the mean of {mean}, from {period} on"),
    ("one_side", False): N_("{n} values in a row lie below the mean of {mean}, from {period} on"),
}
_RUNS: Final[dict[tuple[str, bool], str]] = {
    ("outside", True): N_("{n} values in a row lie above the upper limit of {limit}, from {period} on"),
    ("outside", False): N_("{n} values in a row lie below the lower limit of {limit}, from {period} on"),
}
"""clauses of rules that mark one point or several"""
_CARDS: Final[dict[tuple[str, bool], str]] = {
    ("outside", True): N_("above the upper limit of {limit}"),
    ("outside", False): N_("below the lower limit of {limit}"),
    ("trend", True): N_("one of {n} rising values"),
    ("trend", False): N_("one of {n} falling values"),
    ("two_in_three", True): N_("close to the upper limit of {limit}"),
    ("two_in_three", False): N_("close to the lower limit of {limit}"),
    ("one_side", True): N_("one of {n} values above the mean of {mean}"),
    ("one_side", False): N_("one of {n} values below the mean of {mean}"),
}
_BRIEF: Final[dict[tuple[str, bool], str]] = {
    ("outside", True): N_("{period} above its limit of {limit}"),
    ("outside", False): N_("{period} below its limit of {limit}"),
    ("trend", True): N_("{n} rising values in a row"),
    ("trend", False): N_("{n} falling values in a row"),
    ("two_in_three", True): N_("close to the upper limit of {limit}"),
    ("two_in_three", False): N_("close to the lower limit of {limit}"),
    ("one_side", True): N_("{n} in a row above the mean of {mean}"),
    ("one_side", False): N_("{n} in a row below the mean of {mean}"),
}
_BRIEF_RUNS: Final[dict[tuple[str, bool], str]] = {
    ("outside", True): N_("{n} in a row above the limit of {limit}"),
    ("outside", False): N_("{n} in a row below the limit of {limit}"),
}
"""a signal in the few words that a line of home has room for"""
_LEAD: Final = {
    "improvement": N_("Better beyond chance: "),
    "concern": N_("Worse beyond chance: "),
    "special_high": N_("Changed beyond chance: "),
    "special_low": N_("Changed beyond chance: "),
}


def leading_signal(state: KpiState, row: int | None = None) -> Signal | None:
    """The signal that names a row (the newest point unless given), None where it is common cause."""
    at = state.analysis.at if row is None else row
    for rule in RULES[SETTINGS.rule_set]:
        for signal in reversed(state.analysis.signals):
            if signal.rule == rule and at in signal.rows:
                return signal
    return None


def clause(figures: KpiFigures, signal: Signal) -> Sentence:
    """A signal as a clause: "week 36 lies below the lower limit of 76.8"."""
    key = (signal.rule, signal.high)
    return _filled(figures, signal, _RUNS.get(key, _CLAUSES[key]) if len(signal.rows) > 1 else _CLAUSES[key])


def brief(figures: KpiFigures) -> Sentence:
    """The signal of the newest point in a few words: "week 37 below its limit of 82.0"."""
    signal = leading_signal(figures.state)
    if signal is None:
        return variation(figures)
    key = (signal.rule, signal.high)
    return _filled(figures, signal, _BRIEF_RUNS.get(key, _BRIEF[key]) if len(signal.rows) > 1 else _BRIEF[key])


def by_unit_only(state: KpiState) -> int:
    """How many units have values of a KPI that has none for the whole client; 0 where there is one, or none at all."""
    return len(state.units) if state.last is None and state.points else 0


def _filled(figures: KpiFigures, signal: Signal, template: str) -> Sentence:
    state, first = figures.state, signal.rows[0]
    slots: dict[str, Figure | str] = {}
    if "{period}" in template:
        slots["period"] = figures.period(state.points[first])
    if "{limit}" in template:
        slots["limit"] = figures.line_at(first, upper=signal.high)
    if "{mean}" in template:
        slots["mean"] = figures.mean_at(first)
    if "{n}" in template:
        name = f"{signal.rule}.{state.points[first].period}"
        slots["n"] = figures.count(name, N_("values in a row"), len(signal.rows))
    return Sentence(translate(template, figures.language), slots)


def variation(figures: KpiFigures) -> Sentence:
    """What the newest point says, as a sentence without its full stop."""
    state, language = figures.state, figures.language
    if units := by_unit_only(state):
        return Sentence(
            translate(N_("By unit only: {n} unit has values, the whole client has none"), language)
            if units == 1
            else translate(N_("By unit only: {n} units have values, the whole client has none"), language),
            {"n": figures.count("units", N_("units with values"), units)},
        )
    if state.last is None or state.phase is None:
        return Sentence(translate(N_("No value yet"), language))
    if state.phase.status == "not_enough_data":
        return Sentence(
            translate(N_("{n} values so far, limits come with {least}"), language)
            if state.phase.base_points != 1
            else translate(N_("{n} value so far, limits come with {least}"), language),
            {
                "n": figures.count("points", N_("values of the phase"), state.phase.base_points),
                "least": figures.count("least", N_("values needed for limits"), SETTINGS.min_limit_points),
            },
        )
    if state.phase.status == "no_variation":
        return Sentence(
            translate(N_("No variation in the data: every value is {value}"), language), {"value": figures.actual()}
        )
    signal = leading_signal(state)
    if signal is not None:
        said = clause(figures, signal)
        return Sentence(translate(_LEAD[state.analysis.variation], language) + said.template, said.slots)
    return Sentence(translate(N_("No signal: ordinary variation around {mean}"), language), {"mean": figures.mean()})


def assurance(figures: KpiFigures) -> Sentence | None:
    """What can be expected against the target, as a sentence without its full stop; None where nothing can be said."""
    state, language = figures.state, figures.language
    higher = state.direction == "higher"
    limit = {"target": figures.target(), "limit": figures.upper() if higher else figures.lower()}
    near = {"target": figures.target(), "limit": figures.lower() if higher else figures.upper()}
    match state.analysis.assurance:
        case "fail":
            text = (
                N_("the target of {target} is out of reach, as the upper limit is {limit}")
                if higher
                else N_("the target of {target} is out of reach, as the lower limit is {limit}")
            )
            return Sentence(translate(text, language), dict(limit))
        case "pass":
            text = (
                N_("the target of {target} is safely met, as the lower limit is {limit}")
                if higher
                else N_("the target of {target} is safely met, as the upper limit is {limit}")
            )
            return Sentence(translate(text, language), dict(near))
        case "inconsistent":
            text = N_("the target of {target} lies inside the limits and is hit and missed by chance")
            return Sentence(translate(text, language), {"target": figures.target()})
        case _:
            return None


def other_level(figures: KpiFigures) -> Sentence | None:
    """The hint to begin a new phase, once eight or more values up to the newest lie on one side; without full stop."""
    signal = leading_signal(figures.state)
    if signal is None or signal.rule not in ("outside", "one_side") or len(signal.rows) < RELEVEL_AFTER:
        return None
    text = N_("the process runs at another level from {period} on; if the cause is known, begin a new phase there")
    return Sentence(translate(text, figures.language), {"period": figures.period(figures.state.points[signal.rows[0]])})


def takeaway(figures: KpiFigures) -> Sentence:
    """One sentence: what the chart shows, and what can be expected against the target."""
    said, expected = variation(figures), assurance(figures)
    return said if expected is None else joined((said, expected), "; ")


def meaning(figures: KpiFigures) -> Sentence:
    """The inspector's few sentences: signal, expectation, misses in a row, provisional limits, gaps."""
    state, language = figures.state, figures.language
    parts = [_stopped(variation(figures))]
    if (expected := assurance(figures)) is not None:
        parts.append(_stopped(Sentence(capital(expected.template), expected.slots)))
    if (level := other_level(figures)) is not None:
        parts.append(_stopped(Sentence(capital(level.template), level.slots)))
    if state.standing.needs_action:
        parts.append(
            Sentence(
                translate(N_("Missed {n} times in a row."), language),
                {"n": figures.count("misses", N_("misses in a row"), state.standing.misses)},
            )
        )
    if state.phase is not None and state.phase.status == "provisional":
        parts.append(
            Sentence(
                translate(N_("The limits are provisional, from {n} values."), language),
                {"n": figures.count("points", N_("values of the phase"), state.phase.base_points)},
            )
        )
    if state.analysis.latest_missing and not by_unit_only(state):
        parts.append(Sentence(translate(N_("The latest value is missing."), language)))
    last = state.last
    if last is not None and last.used < last.given:
        parts.append(
            Sentence(
                translate(N_("Incomplete: {used} of {given} units have a usable value."), language),
                {
                    "used": figures.count("used", N_("units with a value"), last.used),
                    "given": figures.count("given", N_("units"), last.given),
                },
            )
        )
    return joined(parts, " ")


def answer(states: Sequence[KpiState], language: str) -> Sentence:
    """The sentence the KPI page opens with and the scorecard is titled by."""
    total = len(states)
    if not states:
        return Sentence(translate(N_("No KPI is chosen yet"), language))
    n = _count("total", N_("KPIs"), total, language)
    by_unit = sum(by_unit_only(state) > 0 for state in states)
    if by_unit and not any(state.last for state in states):
        return Sentence(
            translate(N_("None of {n} KPIs has a value of the whole client, {units} by unit only"), language),
            {"n": n, "units": _count("units", N_("KPIs with values by unit only"), by_unit, language)},
        )
    if not any(state.last for state in states):
        return Sentence(translate(N_("None of {n} KPIs has a value yet"), language), {"n": n})
    improving = sum(state.variation == "improvement" for state in states)
    worse = sum(state.variation == "concern" for state in states)
    met = sum(state.standing.met is True for state in states)
    slots: dict[str, Figure | str] = {
        "n": n,
        "improving": _count("improving", N_("KPIs that improve beyond chance"), improving, language),
        "worse": _count("concern", N_("KPIs that get worse beyond chance"), worse, language),
        "met": _count("met", N_("KPIs that meet their target"), met, language),
    }
    if not any(state.standing.target is not None for state in states):
        text = (
            N_("{improving} of {n} KPIs is improving beyond chance, with {worse} getting worse; none has a target")
            if improving == 1
            else N_(
                "{improving} of {n} KPIs are improving beyond chance, with {worse} getting worse; none has a target"
            )
        )
        return Sentence(translate(text, language), {key: slots[key] for key in ("n", "improving", "worse")})
    text = (
        N_("{improving} of {n} KPIs is improving beyond chance, with {worse} getting worse and {met} on target")
        if improving == 1
        else N_("{improving} of {n} KPIs are improving beyond chance, with {worse} getting worse and {met} on target")
    )
    return Sentence(translate(text, language), slots)


def joined(sentences: Sequence[Sentence], between: str) -> Sentence:
    """Several sentences as one; slots of one name stay apart."""
    template: list[str] = []
    slots: dict[str, Figure | str] = {}
    for at, one in enumerate(sentences):
        template.append(one.template.format(**{name: "{" + f"{name}_{at}" + "}" for name in one.slots}))
        slots |= {f"{name}_{at}": slot for name, slot in one.slots.items()}
    return Sentence(between.join(template), slots)


def period_words(period: str, language: str) -> str:
    """A period at the start of a sentence or head: "Week 36"."""
    return capital(formats.period(period, language))


def hover(state: KpiState, row: int, language: str) -> str:
    """The card of a point: period and value, then why it is marked, then the target."""
    point = state.points[row]
    value = formats.with_unit(point.value, state.decimals, state.unit, language, state.currency)
    said = [f"{period_words(point.period, language)}: {value}"]
    if point.excluded:
        said.append(translate(N_("left out of the limits: {reason}"), language).format(reason=point.excluded))
    signal = leading_signal(state, row)
    if signal is not None:
        card = _CARDS[(signal.rule, signal.high)]
        said.append(spoken(_filled(KpiFigures(state, language), signal, card), language))
    if state.standing.target is not None:
        target = formats.number(state.standing.target, state.decimals, language)
        said.append(translate(N_("target {value}"), language).format(value=target))
    if point.note:
        said.append(point.note)
    return ", ".join(said)


def alt(state: KpiState, points: int, language: str) -> str:
    """The chart for those who cannot see it: takeaway, kind, subject, unit, number of points, latest value, target."""
    figures = KpiFigures(state, language)
    said = [spoken(takeaway(figures), language)]
    unit = unit_words(state, language)
    kind = translate(N_("Control chart of {name}{unit}, {n} points"), language)
    said.append(kind.format(name=state.name, unit=f" ({unit})" if unit else "", n=points))
    if state.last is not None:
        latest = translate(N_("Latest value {value} in {period}"), language)
        value = formats.number(state.last.value, state.decimals, language)
        said.append(latest.format(value=value, period=formats.period(state.last.period, language)))
    if state.standing.target is not None:
        target = translate(N_("target {value}, difference {difference}"), language)
        said.append(
            capital(target).format(
                value=formats.number(state.standing.target, state.decimals, language),
                difference=formats.signed(state.standing.distance, state.decimals, language),
            )
        )
    return capital(". ".join(said)) + "."


def capital(words: str) -> str:
    """Words that begin a sentence; a slot stays as it is."""
    return words[:1].upper() + words[1:]


def _stopped(one: Sentence) -> Sentence:
    return Sentence(one.template + ".", one.slots)


def _count(name: str, what: str, n: int, language: str) -> Figure:
    """A figure that counts KPIs of the engagement."""
    return Figure(f"kpi.count.{name}", translate(what, language), n, "count")
