"""The one sentence the mandate page opens with; it is also the title of the report's section."""

from typing import Final

from interimcoo.exchange.blocks import Figure, Sentence
from interimcoo.features.mandate.queries import CriterionRow, MandateFacts
from interimcoo.text import N_, translate

SECTIONS: Final = (
    ("sponsor", N_("sponsor")),
    ("scope", N_("scope")),
    ("authority", N_("authority")),
    ("exclusions", N_("exclusions")),
)
"""the parts a charter cannot do without, with their words inside a sentence"""


def headline(facts: MandateFacts, criteria: tuple[CriterionRow, ...], language: str) -> Sentence:
    """Whether the charter is complete, or what it lacks and how many results are agreed in full."""
    lacking = [translate(words, language) for name, words in SECTIONS if not getattr(facts, name).strip()]
    agreed = sum(1 for row in criteria if not row.lacking)
    slots: dict[str, Figure | str] = {
        "list": _joined(lacking, language),
        "agreed": count("criteria.agreed", translate(N_("Results agreed in full"), language), agreed),
        "n": count("criteria", translate(N_("Results of the charter"), language), len(criteria)),
    }
    if lacking and not criteria:
        text = N_("The charter lacks {list} and names no result yet")
    elif lacking:
        text = N_("The charter lacks {list}; {agreed} of {n} results are agreed in full")
    elif not criteria:
        text = N_("The charter names no result yet")
    elif agreed < len(criteria):
        text = N_("{agreed} of {n} results are agreed with KPI, baseline, target and date")
    elif agreed == 1:
        text = N_("The charter is complete: {agreed} result is agreed with KPI, baseline, target and date")
    else:
        text = N_("The charter is complete: {agreed} results are agreed with KPI, baseline, target and date")
    return Sentence(translate(text, language), slots)


def count(id: str, label: str, value: int) -> Figure:
    """A counted figure of the mandate; `label` is in words already."""
    return Figure(id, label, value, "count")


def _joined(names: list[str], language: str) -> str:
    if len(names) < 2:
        return "".join(names)
    return translate(N_("{some} and {last}"), language).format(some=", ".join(names[:-1]), last=names[-1])
