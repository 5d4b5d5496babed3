"""What the mandate gives to reports: the strip of the first page, the results agreed, the gates."""

from datetime import date
from typing import TYPE_CHECKING

from interimcoo import formats
from interimcoo.exchange.blocks import (
    Cell,
    Context,
    Figure,
    Mark,
    Origin,
    Section,
    Sentence,
    Status,
    SummaryParts,
    Table,
    TableRow,
    Words,
)
from interimcoo.exchange.heads import table_heads
from interimcoo.exchange.typed import typed_day, typed_words
from interimcoo.features.mandate import queries
from interimcoo.features.mandate.headline import count, headline
from interimcoo.features.mandate.queries import (
    PHASES,
    TYPE_NAMES,
    ClientBlock,
    CriterionRow,
    GateRow,
    MandateFacts,
    next_gate,
)
from interimcoo.text import N_, translate

if TYPE_CHECKING:
    from sqlmodel import Session


def sections(db: "Session", context: Context) -> tuple[Section, ...]:
    """The agreed results and the gates, as annex; nothing in a file without mandate."""
    facts = queries.mandate(db)
    if facts is None:
        return ()
    language = context.language
    criteria, gates = queries.criteria(db), queries.gates(db)
    return (
        Section(
            key="method",
            kicker=translate(N_("Mandate"), language),
            title=headline(facts, criteria, language),
            subtitle=_subtitle(facts, language),
            blocks=(_criteria_table(criteria, language), _gates_table(gates, context)),
            annex=True,
        ),
    )


def summary(db: "Session", context: Context) -> SummaryParts:
    """The strip of the first page: day of the mandate and phase, the next gate; a late gate is a worry."""
    block, language = queries.client_block(db, context.today), context.language
    if block is None:
        return SummaryParts()
    gate = next_gate(queries.gates(db))
    day: tuple[str, Words, float | None] = (translate(N_("Mandate"), language), _day(block, language), _share(block))
    strip = [day]
    worries: tuple[Words, ...] = ()
    if gate is not None:
        due = Figure(f"gate.{gate.code}.due", f"{gate.code} {gate.name}", gate.due, "date", origin=Origin("typed"))
        sentence = Sentence(translate(N_("{gate}, due {date}"), language), {"gate": _gate_name(gate), "date": due})
        strip.append((translate(N_("Next gate"), language), sentence, None))
        late = (context.today - gate.due).days
        if late > 0:
            days = count(f"gate.{gate.code}.late", translate(N_("Days late"), language), late)
            text = N_("Gate {gate} is {days} days late") if late > 1 else N_("Gate {gate} is {days} day late")
            worries = (Sentence(translate(text, language), {"gate": _gate_name(gate), "days": days}),)
    return SummaryParts(worries=worries, strip=tuple(strip))


def _day(block: ClientBlock, language: str) -> Sentence:
    slots: dict[str, Figure | str] = {
        "day": count("mandate.day", translate(N_("Day of the mandate"), language), block.day),
        "total": count("mandate.days", translate(N_("Days of the mandate"), language), block.total),
        "phase": translate(PHASES.get(block.phase, block.phase), language),
    }
    if block.day < 1:
        start = N_("starts in {left} days, {phase}")
        slots["left"] = count("mandate.left", translate(N_("Days until the start"), language), 1 - block.day)
        return Sentence(translate(start, language), slots)
    if block.day > block.total:
        return Sentence(translate(N_("day {day}, after the agreed {total} days, {phase}"), language), slots)
    return Sentence(translate(N_("day {day} of {total}, {phase}"), language), slots)


def _share(block: ClientBlock) -> float:
    return min(1.0, max(0.0, block.day / block.total)) if block.total else 0.0


def _subtitle(facts: MandateFacts, language: str) -> Sentence:
    start = typed_day("mandate.start", translate(N_("Start"), language), facts.start)
    end = typed_day("mandate.end", translate(N_("End"), language), facts.end)
    slots: dict[str, Figure | str] = {
        "type": translate(TYPE_NAMES[facts.mandate_type], language),
        "start": start,
        "end": end,
    }
    if not facts.sponsor:
        return Sentence(translate(N_("{type}, {start} to {end}"), language), slots)
    slots["sponsor"] = facts.sponsor
    return Sentence(translate(N_("{type}, {start} to {end}; sponsor {sponsor}"), language), slots)


def _criteria_table(rows: tuple[CriterionRow, ...], language: str) -> Table:
    heads = (N_("Result"), N_("KPI"), N_("Unit"), N_("Baseline"), N_("Target"), N_("Date"))
    widths = (3.6, 2.8, 1.2, 0.9, 0.9, 1.1)
    body = []
    for row in rows:
        cells: tuple[Cell, ...] = (
            typed_words(f"criterion.{row.position}", translate(heads[0], language), row.text),
            f"{row.kpi} {row.kpi_name}".strip() or None,
            formats.unit_name(row.unit, language) or None,
            _value(row, "baseline", row.baseline, language),
            _value(row, "target", row.target, language),
            typed_day(f"criterion.{row.position}.due", row.text, row.due),
        )
        body.append(TableRow(cells, anchor=f"criterion.{row.position}"))
    return Table(
        "tblSuccessCriteria",
        translate(N_("Success criteria"), language),
        table_heads(heads, widths, language, right=(3, 4)),
        tuple(body),
        empty=translate(N_("No success criterion is agreed yet."), language),
    )


def _gates_table(rows: tuple[GateRow, ...], context: Context) -> Table:
    language = context.language
    heads = (N_("Gate"), N_("Question"), N_("Due"), N_("Closed on"), N_("State"))
    widths = (1.4, 5.2, 1.1, 1.1, 1.2)
    body = []
    for row in rows:
        cells: tuple[Cell, ...] = (
            _gate_name(row),
            row.question,
            typed_day(f"gate.{row.code}.due", row.name, row.due),
            typed_day(f"gate.{row.code}.closed", row.name, row.closed_on),
            _state(row, context.today, language),
        )
        body.append(TableRow(cells, anchor=f"gate.{row.code}"))
    return Table("tblGates", translate(N_("Gates"), language), table_heads(heads, widths, language), tuple(body))


def _state(row: GateRow, today: date, language: str) -> Mark:
    if row.closed_on is not None:
        status: Status = "done"
        words = N_("closed")
    elif row.due < today:
        status, words = "off_track", N_("late")
    else:
        status, words = "not_started", N_("open")
    return Mark("status", status, translate(words, language))


def _gate_name(row: GateRow) -> str:
    return f"{row.code} {row.name}"


def _value(row: CriterionRow, name: str, value: float | None, language: str) -> Figure | None:
    if value is None:
        return None
    words = {"baseline": N_("Baseline"), "target": N_("Target")}[name]
    label = f"{row.text}, {translate(words, language)}"
    return Figure(f"criterion.{row.position}.{name}", label, value, "number", row.decimals, origin=Origin("typed"))
