"""The answer sentence of the actions: the same on the page and as title of the report's section."""

from typing import Final

from interimcoo.exchange.blocks import Figure, Sentence
from interimcoo.features.actions.queries import AGES, ActionRow, DecisionRow
from interimcoo.text import N_, translate

_OPEN: Final = {
    (False, False): N_("{open} open, none overdue"),
    (True, False): N_("{open} open, {late} overdue"),
    (False, True): N_("{open} open, none overdue; {old} older than two weeks"),
    (True, True): N_("{open} open, {late} overdue; {old} older than two weeks"),
}


def answer(rows: tuple[ActionRow, ...], language: str) -> Sentence:
    """How many actions are open, overdue and old."""
    opened = [row for row in rows if row.is_open]
    if not opened:
        return Sentence(translate(N_("No action is open"), language))
    late = sum(1 for row in opened if row.days_late)
    old = sum(1 for row in opened if row.age > AGES[-1])
    return Sentence(
        translate(_OPEN[bool(late), bool(old)], language),
        {
            "open": Figure("actions.open", translate(N_("Open actions"), language), len(opened), "count"),
            "late": Figure("actions.late", translate(N_("Overdue actions"), language), late, "count"),
            "old": Figure("actions.old", translate(N_("Actions older than two weeks"), language), old, "count"),
        },
    )


def decision_answer(rows: tuple[DecisionRow, ...], language: str) -> Sentence:
    """How many decisions are needed, and the first date."""
    opened = [row for row in rows if row.is_open]
    if not opened:
        return Sentence(translate(N_("No decision is asked"), language))
    count = Figure("decisions.open", translate(N_("Decisions asked"), language), len(opened), "count")
    first = min((row.due for row in opened if row.due is not None), default=None)
    if first is None:
        words = N_("{n} decision is needed") if len(opened) == 1 else N_("{n} decisions are needed")
        return Sentence(translate(words, language), {"n": count})
    template = translate(
        N_("{n} decision is needed, by {first}")
        if len(opened) == 1
        else N_("{n} decisions are needed; the first by {first}"),
        language,
    )
    due = Figure("decisions.first", translate(N_("First date of a decision"), language), first, "date")
    return Sentence(template, {"n": count, "first": due})
