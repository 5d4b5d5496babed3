"""Words of the portfolio: stages, what is lacking, and the answer sentence (page and report say the same)."""

from typing import Final

from interimcoo.exchange.blocks import Figure, Sentence
from interimcoo.features.initiatives.lacking import lacking_word
from interimcoo.features.initiatives.queries import FindingChoice, InitiativeRow
from interimcoo.text import N_, translate

STAGE_WORDS: Final[dict[str, str]] = {
    "idea": N_("Idea"),
    "chartered": N_("Chartered"),
    "approved": N_("Approved"),
    "delivery": N_("Delivery"),
    "delivered": N_("Delivered"),
    "benefit_confirmed": N_("Benefit confirmed"),
    "closed": N_("Closed"),
    "stopped": N_("Stopped"),
}
WEEKS_FROM: Final = 14
"""days from which a slip is said in weeks"""


def stage_words(stage: str, language: str) -> str:
    """The name of a stage."""
    return translate(STAGE_WORDS[stage], language)


def lacking_words(row: InitiativeRow, language: str) -> str:
    """What an initiative lacks for delivery, joined; empty when it lacks nothing."""
    return ", ".join(lacking_word(name, language) for name in row.lacking)


def counted(rows: tuple[InitiativeRow, ...]) -> tuple[InitiativeRow, ...]:
    """The initiatives the portfolio is judged by: more than an idea, and not stopped."""
    return tuple(row for row in rows if row.stage not in ("idea", "stopped"))


def worst(rows: tuple[InitiativeRow, ...]) -> InitiativeRow | None:
    """The initiative that slips most; None when none does."""
    late = [row for row in counted(rows) if row.slip_days > 0]
    return max(late, key=lambda row: (row.slip_days, -row.number), default=None)


def answer(rows: tuple[InitiativeRow, ...], findings: tuple[FindingChoice, ...], language: str) -> Sentence:
    """How many initiatives are done or on track, and the one that slips most."""

    def say(text: str) -> str:
        return translate(text, language)

    judged = counted(rows)
    if not judged:
        waiting = sum(1 for one in findings if one.decision in ("open", "act") and not one.answered)
        follow = Figure("initiatives.unanswered", say(N_("Findings without follow-up")), waiting, "count")
        ideas = Figure("initiatives.ideas", say(N_("Ideas")), sum(row.stage == "idea" for row in rows), "count")
        if rows and ideas.value:
            text = (
                N_("{ideas} idea, none chartered yet") if ideas.value == 1 else N_("{ideas} ideas, none chartered yet")
            )
            return Sentence(say(text), {"ideas": ideas})
        if waiting:
            text = N_("No initiative yet; {n} finding has no follow-up")
            return Sentence(
                say(text if waiting == 1 else N_("No initiative yet; {n} findings have no follow-up")), {"n": follow}
            )
        return Sentence(say(N_("No initiative yet")))
    good = sum(row.status in ("done", "on_track") for row in judged)
    slots: dict[str, Figure | str] = {
        "good": Figure("initiatives.good", say(N_("Initiatives done or on track")), good, "count"),
        "n": Figure("initiatives.count", say(N_("Initiatives beyond the idea")), len(judged), "count"),
    }
    late = worst(rows)
    if late is not None:
        slots["worst"] = named(late, language)
        slots["slip"] = slip_figure(late, language)
        words = (
            N_("{good} of {n} initiatives are done or on track; {worst} is {slip} late")
            if len(judged) > 1
            else N_("{good} of {n} initiative is done or on track; {worst} is {slip} late")
        )
        return Sentence(say(words), slots)
    lacking = sum(1 for row in judged if row.active and row.lacking)
    if lacking:
        slots["lacking"] = Figure(
            "initiatives.lacking", say(N_("Initiatives that lack what delivery needs")), lacking, "count"
        )
        words = (
            N_("{good} of {n} initiatives are done or on track; {lacking} lacks what delivery needs")
            if lacking == 1
            else N_("{good} of {n} initiatives are done or on track; {lacking} lack what delivery needs")
        )
        return Sentence(say(words), slots)
    return Sentence(say(N_("{good} of {n} initiatives are done or on track")), slots)


def slip_figure(row: InitiativeRow, language: str) -> Figure:
    """How late an initiative is: in days, from two weeks on in whole weeks."""
    label = translate(N_("Slip"), language)
    if row.slip_days >= WEEKS_FROM:
        unit = translate(N_("weeks"), language)
        return Figure(f"initiative.{row.reference}.slip_weeks", label, row.slip_days // 7, "count", unit=unit)
    unit = translate(N_("day") if row.slip_days == 1 else N_("days"), language)
    return Figure(f"initiative.{row.reference}.slip", label, row.slip_days, "count", unit=unit)


def named(row: InitiativeRow, language: str) -> Figure:
    """The name of an initiative as a figure, as it may hold digits."""
    return Figure(f"initiative.{row.reference}.name", translate(N_("Initiative"), language), row.name, "code")
