"""What the actions give to the report: decisions asked, actions open, and their lines for the first page."""

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
from interimcoo.exchange.typed import typed_day, typed_money, typed_words
from interimcoo.features.actions import queries
from interimcoo.features.actions.answer import answer, decision_answer
from interimcoo.features.actions.queries import ActionRow, DecisionRow
from interimcoo.text import N_, translate

if TYPE_CHECKING:
    from sqlmodel import Session

MOST: Final = 12
"""rows on the section's page; the register in the annex holds all"""
MOST_ASKS: Final = 3
_STATUS: Final[dict[str, tuple[Status, str]]] = {
    "overdue": ("off_track", N_("overdue")),
    "today": ("at_risk", N_("due today")),
    "week": ("on_track", N_("due this week")),
    "later": ("not_started", N_("due later")),
    "undated": ("at_risk", N_("no date")),
}


def sections(db: "Session", context: Context) -> tuple[Section, ...]:
    """The decisions asked and the open actions; a section without rows is left out."""
    asked = tuple(row for row in queries.decisions(db, context.today) if row.is_open)
    every = queries.actions(db, context.today)
    opened = tuple(row for row in every if row.is_open)
    found = []
    if asked:
        found.append(_decisions(asked, context))
    if opened:
        found.append(_actions(every, opened, context))
    if len(opened) > MOST:
        found.append(_register(every, opened, context))
    return tuple(found)


def summary(db: "Session", context: Context) -> SummaryParts:
    """Decisions as what is asked; overdue actions as a worry."""
    asked = [row for row in queries.decisions(db, context.today) if row.is_open]
    late = [row for row in queries.actions(db, context.today) if row.days_late]
    worries: tuple[Words, ...] = ()
    if late:
        worst = max(late, key=lambda row: (row.days_late, -row.number))
        template = (
            N_("{late} action is overdue: {worst}, {days} days")
            if len(late) == 1
            else N_("{late} actions are overdue, the latest by {days} days: {worst}")
        )
        worries = (
            Sentence(
                _say(template, context),
                {
                    "late": Figure("actions.late", _say(N_("Overdue actions"), context), len(late), "count"),
                    "worst": typed_words(f"action.{worst.reference}.text", _say(N_("Action"), context), worst.text),
                    "days": Figure(
                        f"action.{worst.reference}.late", _say(N_("Days late"), context), worst.days_late, "count"
                    ),
                },
            ),
        )
    return SummaryParts(asks=tuple(_ask(row, context) for row in asked[:MOST_ASKS]), worries=worries)


def _ask(row: DecisionRow, context: Context) -> Words:
    text = typed_words(f"decision.{row.reference}.text", _say(N_("Decision"), context), row.text)
    number = Figure(f"decision.{row.reference}", _say(N_("Number"), context), row.reference, "code")
    if row.due is None:
        return Sentence("{number} {text}", {"number": number, "text": text})
    due = Figure(f"decision.{row.reference}.due", _say(N_("By"), context), row.due, "date")
    return Sentence(_say(N_("{number} {text}, by {due}"), context), {"number": number, "text": text, "due": due})


def _decisions(rows: tuple[DecisionRow, ...], context: Context) -> Section:
    heads = (
        Column(_say(N_("No."), context), 0.6, strong=True),
        Column(_say(N_("Decision"), context), 3.6, strong=True),
        Column(_say(N_("Why, and what if not"), context), 4.6),
        Column(_say(N_("Amount"), context), 1.0, "right"),
        Column(_say(N_("Decides"), context), 1.6),
        Column(_say(N_("By"), context), 1.1),
    )
    table = Table(
        "tblDecisions",
        _say(N_("Decisions asked"), context),
        heads,
        tuple(
            TableRow(
                (
                    Figure(f"decision.{row.reference}", heads[0].head, row.reference, "code"),
                    typed_words(f"decision.{row.reference}.text", heads[1].head, row.text),
                    typed_words(
                        f"decision.{row.reference}.why",
                        heads[2].head,
                        " ".join(part for part in (row.recommendation, row.without_it) if part),
                    ),
                    typed_money(f"decision.{row.reference}.amount", heads[3].head, row.amount, row.currency),
                    row.owner,
                    typed_day(f"decision.{row.reference}.due", heads[5].head, row.due),
                ),
                anchor=f"decision.{row.reference}",
            )
            for row in rows
        ),
    )
    return Section(
        "decisions",
        _say(N_("Decisions asked"), context),
        decision_answer(rows, context.language),
        _say(N_("Each decision states what happens if nothing is decided."), context),
        (table,),
    )


def _actions(every: tuple[ActionRow, ...], rows: tuple[ActionRow, ...], context: Context) -> Section:
    more = len(rows) - MOST
    note: Words = ""
    if more > 0:
        note = Sentence(
            _say(N_("and {more} more, see the register of actions in the annex"), context),
            {"more": Figure("actions.more", _say(N_("Further open actions"), context), more, "count")},
        )
    return Section(
        "actions",
        _say(N_("Actions"), context),
        answer(every, context.language),
        _say(N_("Open actions by due date; corrective actions answer a signal or a finding."), context),
        (_table("tblActions" if more <= 0 else "tblActionsDue", rows[:MOST], context, note),),
    )


def _register(every: tuple[ActionRow, ...], rows: tuple[ActionRow, ...], context: Context) -> Section:
    return Section(
        "actions",
        _say(N_("Register of actions"), context),
        answer(every, context.language),
        _say(N_("All open actions by due date."), context),
        (_table("tblActions", rows, context, ""),),
        annex=True,
    )


def _table(key: str, rows: tuple[ActionRow, ...], context: Context, note: Words) -> Table:
    heads = (
        Column("", 0.35, "centre"),
        Column(_say(N_("No."), context), 0.8),
        Column(_say(N_("Action"), context), 5.0, strong=True),
        Column(_say(N_("From"), context), 1.0),
        Column(_say(N_("Owner"), context), 1.8),
        Column(_say(N_("Due"), context), 1.2),
        Column(_say(N_("Days late"), context), 0.9, "right"),
        Column(_say(N_("Age, days"), context), 0.9, "right"),
    )

    def row_of(row: ActionRow) -> TableRow:
        name, words = _STATUS[row.group]
        at = f"action.{row.reference}"
        late: Cell = Figure(f"{at}.late", heads[6].head, row.days_late or None, "count")
        return TableRow(
            (
                Mark("status", name, _say(words, context)),
                Figure(at, heads[1].head, row.reference, "code"),
                typed_words(f"{at}.text", heads[2].head, row.text),
                Figure(f"{at}.from", heads[3].head, row.source or None, "code"),
                row.owner or _say(N_("no owner"), context),
                typed_day(f"{at}.due", heads[5].head, row.due),
                late,
                Figure(f"{at}.age", heads[7].head, row.age, "count"),
            ),
            anchor=at,
        )

    return Table(key, _say(N_("Open actions"), context), heads, tuple(row_of(row) for row in rows), note=note)


def _say(text: str, context: Context) -> str:
    return translate(text, context.language)
