"""What a dry run says: counts, lists per category, reasons gathered, and the account of every cell."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from interimcoo import formats
from interimcoo.exchange.excel_in.plan import DryRun
from interimcoo.exchange.excel_in.sheet import Address
from interimcoo.exchange.excel_in.target import Planned, Reject
from interimcoo.text import N_, _, interface_language, plural

Category = Literal["new", "changed", "unchanged", "rejected", "ignored"]
CATEGORIES: Final[tuple[tuple[Category, str], ...]] = (
    ("new", N_("New")),
    ("changed", N_("Changed")),
    ("unchanged", N_("Unchanged")),
    ("rejected", N_("Rejected")),
    ("ignored", N_("Left out")),
)
MOST: Final = 10_000
_NAMED: Final = 4


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One record of the file and what would happen to it."""

    key: str
    name: str
    now: str
    old: str
    cell: str


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """Cells that share a reason."""

    key: str
    cells: int
    where: str
    value: str
    reason: str
    remedy: str


def counts(run: DryRun) -> dict[Category, int]:
    """How many of each category; cells for what was left out."""
    return {
        "new": run.new,
        "changed": run.changed,
        "unchanged": run.unchanged,
        "rejected": run.rejected,
        "ignored": sum(group.cells for group in run.ignored),
    }


def taken(run: DryRun) -> int:
    """Records that would be new or changed."""
    return run.new + run.changed


def number(count: int) -> str:
    """A count in the language of the interface."""
    return formats.number(count, 0, interface_language())


def headline(run: DryRun) -> str:
    """The result in one sentence."""
    if run.blocked:
        return run.blocked
    parts = [_("{count} new").format(count=number(run.new))]
    if run.changed:
        parts.append(_("{count} changed").format(count=number(run.changed)))
    if run.unchanged:
        parts.append(_("{count} unchanged").format(count=number(run.unchanged)))
    words = ", ".join(parts)
    if run.rejected:
        one, many = N_("{n} cell is rejected"), N_("{n} cells are rejected")
        words = f"{words}; {plural(run.rejected, one, many)}"
    return words


def account_words(run: DryRun) -> str:
    """The account of every cell of the table in one line."""
    account = run.account
    return _("{read} cells read = {stored} stored + {ignored} left out + {rejected} rejected").format(
        read=number(account.read),
        stored=number(account.stored),
        ignored=number(account.ignored),
        rejected=number(account.rejected),
    )


def planned_rows(run: DryRun, category: Category) -> tuple[PlannedRow, ...]:
    """The records of a category, at most the first 10,000."""
    found = (row for row in run.rows if row.state == category)
    return tuple(_planned(at, row) for at, row in zip(range(MOST), found, strict=False))


def _planned(at: int, row: Planned) -> PlannedRow:
    record = row.record
    main = next((record.values[k] for k in ("value", "numerator", "name") if k in record.values), None)
    cell = main.cell if main and main.cell else Address(record.row, 1)
    if row.changes:
        old = "; ".join(change.old or "–" for change in row.changes)
        now = "; ".join(change.new for change in row.changes)
    else:
        old, now = "", _values(row)
    return PlannedRow(str(at), row.name, now, old, cell.text)


def _values(row: Planned) -> str:
    values = row.record.values
    if "value" in values:
        return values["value"].shown
    if "numerator" in values and "denominator" in values:
        return f"{values['numerator'].shown} / {values['denominator'].shown}"
    shown = [f"{value.shown}" for key, value in values.items() if key not in ("name", "key")]
    return ", ".join(text for text in shown if text)


def rejected_rows(run: DryRun) -> tuple[ReasonRow, ...]:
    """Rejected cells gathered by reason, most cells first."""
    groups: dict[tuple[str, str], list[Reject]] = {}
    for reject in run.rejects:
        groups.setdefault((reject.reason, reject.remedy), []).append(reject)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[1][0].cell))
    return tuple(
        ReasonRow(
            key=f"{reason}|{remedy}",
            cells=len(members),
            where=first_of(member.cell.text for member in members),
            value=first_of(dict.fromkeys(member.value or _("empty") for member in members)),
            reason=_sentence(reason),
            remedy=remedy,
        )
        for (reason, remedy), members in ordered
    )


def ignored_rows(run: DryRun) -> tuple[ReasonRow, ...]:
    """Cells left out, gathered by reason."""
    return tuple(
        ReasonRow(str(at), group.cells, group.where, "", _sentence(group.reason), "")
        for at, group in enumerate(run.ignored)
    )


def first_of(texts: Iterable[str]) -> str:
    """The first few texts, the rest counted."""
    listed = list(texts)
    words = ", ".join(text[:60] for text in listed[:_NAMED])
    more = len(listed) - _NAMED
    return f"{words} {_('and {n} more').format(n=number(more))}" if more > 0 else words


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
