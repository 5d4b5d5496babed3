"""What the assessment puts on the first page: worries and what is asked."""

from interimcoo.domain.assessment import SAFETY, Answer
from interimcoo.exchange.blocks import Figure, Origin, Sentence, Words
from interimcoo.features.assessment.dimensions import in_sentence
from interimcoo.features.assessment.headline import count_figure
from interimcoo.features.assessment.result import Result
from interimcoo.text import N_, translate


def worries(result: Result, language: str) -> tuple[Words, ...]:
    """Low scores on safety first, then what is unproven."""
    found: list[Words] = []
    if result.alarms:
        found.append(_alarm(result.alarms, language))
    unproven = [line.whole for line in result.lines if line.whole.unproven]
    if unproven:
        n = count_figure("unproven", translate(N_("Unproven dimensions"), language), len(unproven))
        names = ", ".join(in_sentence(one.dimension, language) for one in unproven[:3])
        text = N_("{n} dimensions are unproven, as too many answers rest on hearsay: {names}")
        if len(unproven) == 1:
            text = N_("{n} dimension is unproven, as too many answers rest on hearsay: {names}")
        found.append(Sentence(translate(text, language), {"n": n, "names": names}))
    return tuple(found)


def _alarm(alarms: tuple[Answer, ...], language: str) -> Sentence:
    """Scores of 0 or 1 on assets, safety and continuity, by question and unit."""
    worst: dict[tuple[str, str], int] = {}
    for answer in alarms:
        key = (answer.question, answer.unit)
        worst[key] = min(worst.get(key, 5), answer.score or 0)
    slots: dict[str, Figure | str] = {"dimension": in_sentence(SAFETY, language, first=True)}
    parts = []
    for at, ((question, unit), score) in enumerate(list(worst.items())[:3]):
        name = f"{question} ({unit})" if unit else question
        slots[f"q{at}"] = name
        slots[f"s{at}"] = Figure(
            f"assessment.{question}.{unit or 'whole'}.low", name, score, "count", origin=Origin("typed")
        )
        parts.append(
            translate(N_("{question} scores {score}"), language).format(question=f"{{q{at}}}", score=f"{{s{at}}}")
        )
    template = "{dimension}: " + ", ".join(parts)
    if len(worst) > 3:
        slots["more"] = count_figure("alarms.more", translate(N_("More low scores"), language), len(worst) - 3)
        template += translate(N_(" and {more} more"), language)
    return Sentence(template, slots)


def ask(n: int, money: int, currency: str, language: str) -> Sentence:
    """Asks for a decision on findings that lead to nothing."""
    slots: dict[str, Figure | str] = {
        "n": count_figure("findings.loose", translate(N_("Findings without follow-up"), language), n),
        "money": Figure(
            "assessment.findings.loose.money",
            translate(N_("Likely cost of findings without follow-up"), language),
            money,
            "money",
            currency=currency,
        ),
    }
    if money and n > 1:
        text = N_("Decide on {n} findings without follow-up; they are likely to cost {money} a year")
    elif money:
        text = N_("Decide on {n} finding without follow-up; it is likely to cost {money} a year")
    elif n > 1:
        text = N_("Decide on {n} findings without follow-up")
    else:
        text = N_("Decide on {n} finding without follow-up")
    return Sentence(translate(text, language), slots)
