"""The columns of the findings, on the page and below the result."""

from collections.abc import Callable, Mapping
from typing import Final, Literal

from interimcoo import formats
from interimcoo.features.assessment.dimensions import short_name
from interimcoo.features.assessment.queries import FindingRow
from interimcoo.text import _, interface_language
from interimcoo.ui.column import Column
from interimcoo.ui.marks import Chip, Trust

Letter = Literal["A", "B", "C", "D", ""]
GRADE_LETTERS: Final[Mapping[str, Letter]] = {"A": "A", "B": "B", "C": "C", "D": "D"}


def finding_columns(currency: Callable[[], str], *, whole: bool) -> tuple[Column, ...]:
    """Number, finding, dimension, evidence, money, what it leads to; `whole` adds unit and decision."""
    language = interface_language()

    def money(row: FindingRow) -> str:
        if row.cost_likely is None:
            return _("estimate")
        return formats.money(row.cost_likely, currency(), language, compact=True)

    middle = (
        Column("unit", _("Unit"), width=120, rank=3),
        Column("decision", _("Decision"), "chip", 88, mark=decision_chip, sort=lambda row: row.decision, rank=2),
    )
    return (
        Column("reference", _("No."), width=52, sort=lambda row: row.number, strong=True),
        Column("text", _("Finding"), min_width=310, colour=lambda _row: "ink"),
        Column(
            "dimension",
            _("Dimension"),
            width=160,
            rank=1,
            text=lambda row: f"{row.dimension} {short_name(row.dimension, language)}",
        ),
        Column("grade", _("Evidence"), "trust", 68, mark=trust, sort=lambda row: row.grade or "E"),
        *(middle if whole else ()),
        Column(
            "cost_likely",
            _("Likely a year"),
            "number",
            94,
            text=money,
            colour=lambda row: "link" if row.cost_likely is None else "",
            sort=lambda row: row.cost_likely,
        ),
        Column("leads", _("Leads to"), "chip", 170 if whole else 220, mark=leads_chip, sort=lambda row: row.loose),
    )


def trust(row: FindingRow) -> Trust:
    """The grade of the evidence, with the evidence as its reason."""
    return Trust(GRADE_LETTERS.get(row.grade, ""), row.evidence)


def decision_chip(row: FindingRow) -> Chip:
    """The decision in one word."""
    words, tone = {
        "act": (_("act"), "info"),
        "accept": (_("accepted"), "plain"),
        "defer": (_("deferred"), "plain"),
    }.get(row.decision, (_("open"), "warn"))
    return Chip(words, "info" if tone == "info" else "warn" if tone == "warn" else "plain")


def leads_chip(row: FindingRow) -> Chip:
    """The initiatives that answer it, or that nothing follows."""
    if row.initiatives:
        first, more = row.initiatives[0], len(row.initiatives) - 1
        words = f"{first.reference} {first.name}"
        return Chip(_("{words} and {n} more").format(words=words, n=more) if more else words, "info")
    if row.loose:
        return Chip(_("no follow-up"), "concern")
    return Chip(_("accepted") if row.decision == "accept" else _("deferred"))
