"""What the initiatives give to the report: the portfolio table with status and slip, and lines for page 1."""

from collections import Counter
from typing import TYPE_CHECKING, Final

from interimcoo.exchange.blocks import (
    Cell,
    Column,
    Context,
    Figure,
    Mark,
    Section,
    Sentence,
    Status,
    SummaryParts,
    Table,
    TableRow,
    Words,
)
from interimcoo.exchange.typed import typed_money, typed_words
from interimcoo.features.initiatives import queries
from interimcoo.features.initiatives.queries import InitiativeRow
from interimcoo.features.initiatives.words import answer, counted, lacking_words, slip_figure, stage_words, worst
from interimcoo.text import N_, translate

if TYPE_CHECKING:
    from sqlmodel import Session

_STATUS_WORDS: Final[dict[Status, str]] = {
    "done": N_("done"),
    "on_track": N_("on track"),
    "at_risk": N_("at risk"),
    "off_track": N_("off track"),
    "not_started": N_("not started"),
}


def sections(db: "Session", context: Context) -> tuple[Section, ...]:
    """The portfolio with all initiatives; nothing without any."""
    rows = queries.initiatives(db, context.today)
    if not rows:
        return ()
    language = context.language
    title = answer(rows, queries.finding_choices(db), language)
    return (
        Section(
            key="portfolio",
            kicker=translate(N_("Initiatives"), language),
            title=title,
            subtitle=_subtitle(rows, queries.currency(db), language),
            blocks=(_table(rows, queries.currency(db), language),),
            note=translate(
                N_("Slip is the forecast against the baseline of the plan, else against the agreed end."), language
            ),
        ),
    )


def summary(db: "Session", context: Context) -> SummaryParts:
    """The portfolio for the status strip; the initiative that slips most as a worry."""
    rows = queries.initiatives(db, context.today)
    judged = counted(rows)
    if not judged:
        return SummaryParts()
    language = context.language
    counts = Counter(row.status for row in judged)
    slots: dict[str, Figure | str] = {}
    parts = []
    for status, words in _STATUS_WORDS.items():
        if counts[status]:
            label = translate(words, language)
            slots[status] = Figure(f"initiatives.{status}", label, counts[status], "count")
            parts.append(f"{{{status}}} {label}")
    good = counts["done"] + counts["on_track"]
    late = worst(rows)
    worries: tuple[Words, ...] = ()
    if late is not None and late.status == "off_track":
        worries = (
            Sentence(
                translate(N_("Initiative {number}, {name}, is {slip} late"), language),
                {
                    "number": _code(late, language),
                    "name": typed_words(
                        f"initiative.{late.reference}.name", translate(N_("Initiative"), language), late.name
                    ),
                    "slip": slip_figure(late, language),
                },
            ),
        )
    return SummaryParts(
        title=answer(rows, queries.finding_choices(db), language),
        title_rank=5,
        worries=worries,
        strip=((translate(N_("Initiatives"), language), Sentence(", ".join(parts), slots), good / len(judged)),),
    )


def _subtitle(rows: tuple[InitiativeRow, ...], currency: str, language: str) -> Words:
    valued = [row.benefit_likely for row in counted(rows) if row.benefit_likely is not None]
    if not valued:
        return translate(N_("By number, with stage, dates and what is done; no benefit is estimated yet."), language)
    return Sentence(
        translate(N_("{n} with an estimate of {money} a year, likely, not confirmed."), language),
        {
            "n": Figure(
                "initiatives.valued", translate(N_("Initiatives with an estimate"), language), len(valued), "count"
            ),
            "money": Figure(
                "initiatives.benefit",
                translate(N_("Likely benefit a year"), language),
                sum(valued),
                "money",
                currency=currency,
            ),
        },
    )


def _table(rows: tuple[InitiativeRow, ...], currency: str, language: str) -> Table:
    heads = (
        Column("", 0.35, "centre"),
        Column(translate(N_("No."), language), 0.55),
        Column(translate(N_("Initiative"), language), 3.4, strong=True),
        Column(translate(N_("Owner"), language), 1.7),
        Column(translate(N_("Stage"), language), 1.3),
        Column(translate(N_("Answers"), language), 0.9),
        Column(translate(N_("KPI"), language), 0.9),
        Column(translate(N_("Start"), language), 1.2),
        Column(translate(N_("Ends"), language), 1.2),
        Column(translate(N_("Slip, days"), language), 0.8, "right"),
        Column(translate(N_("Done"), language), 0.7, "right"),
        Column(translate(N_("A year, likely"), language), 1.1, "right"),
        Column(translate(N_("Missing for delivery"), language), 1.9),
    )
    names = tuple(head.head for head in heads)
    return Table(
        "tblInitiatives",
        translate(N_("Initiatives"), language),
        heads,
        tuple(_row(row, names, currency, language) for row in rows),
    )


def _row(row: InitiativeRow, heads: tuple[str, ...], currency: str, language: str) -> TableRow:
    at = f"initiative.{row.reference}"
    findings = ", ".join(f"F{number}" for number in row.findings)
    lacking = lacking_words(row, language) if row.active or row.stage == "idea" else ""
    cells: tuple[Cell, ...] = (
        Mark("status", row.status, translate(_STATUS_WORDS[row.status], language)),
        _code(row, language),
        typed_words(f"{at}.name", heads[2], row.name),
        row.owner or translate(N_("no owner"), language),
        stage_words(row.stage, language),
        Figure(f"{at}.findings", heads[5], findings or None, "code"),
        Figure(f"{at}.kpi", heads[6], row.kpi or None, "code"),
        Figure(f"{at}.start", heads[7], row.begins, "date"),
        Figure(f"{at}.end", heads[8], row.forecast_end, "date"),
        Figure(f"{at}.slip_days", heads[9], row.slip_days or None, "signed"),
        Figure(f"{at}.done", heads[10], row.done, "share"),
        typed_money(f"{at}.benefit", heads[11], row.benefit_likely, currency),
        lacking or "–",
    )
    return TableRow(cells, anchor=at)


def _code(row: InitiativeRow, language: str) -> Figure:
    return Figure(f"initiative.{row.reference}", translate(N_("Number"), language), row.reference, "code")
