"""The answer sentence of the plan: when it ends, against the baseline, what is late; the report says the same."""

from typing import Final

from interimcoo.exchange.blocks import Figure, Sentence
from interimcoo.features.plan.queries import PlanView
from interimcoo.text import N_, translate

_ENDS: Final[dict[str, str]] = {
    "none": N_("The plan ends {end}; it has no baseline yet"),
    "same": N_("The plan ends {end}, as in its baseline"),
    "late one": N_("The plan ends {end}, {slip} day after its baseline"),
    "late": N_("The plan ends {end}, {slip} days after its baseline"),
    "early one": N_("The plan ends {end}, {slip} day before its baseline"),
    "early": N_("The plan ends {end}, {slip} days before its baseline"),
}
_AND: Final[dict[str, str]] = {
    "late one": N_("{late} of {n} tasks is late"),
    "late": N_("{late} of {n} tasks are late"),
    "critical one": N_("{critical} of {n} tasks sets the end"),
    "critical": N_("{critical} of {n} tasks set the end"),
    "done": N_("all {n} tasks are done"),
}


def answer(view: PlanView, language: str) -> Sentence:
    """The state of the plan in one sentence."""
    if not view.tasks or view.end is None:
        return Sentence(translate(N_("There is no plan yet"), language))

    def say(text: str) -> str:
        return translate(text, language)

    if view.baseline_end is None:
        ends = "none"
    elif not view.slip_days:
        ends = "same"
    else:
        ends = ("late" if view.slip_days > 0 else "early") + (" one" if abs(view.slip_days) == 1 else "")
    late, critical = len(view.late), len(view.critical)
    if late:
        rest = "late one" if late == 1 else "late"
    elif critical:
        rest = "critical one" if critical == 1 else "critical"
    else:
        rest = "done"
    return Sentence(
        f"{say(_ENDS[ends])}; {say(_AND[rest])}",
        {
            "end": Figure("plan.end", say(N_("End of the plan")), view.end, "date"),
            "slip": Figure("plan.slip", say(N_("Slip of the end, days")), abs(view.slip_days), "count"),
            "late": Figure("plan.late", say(N_("Late tasks")), late, "count"),
            "critical": Figure("plan.critical", say(N_("Critical tasks")), critical, "count"),
            "n": Figure("plan.tasks", say(N_("Tasks")), len(view.tasks), "count"),
        },
    )
