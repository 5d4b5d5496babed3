"""The rows of the matching step: each column of the table with its first values, its field, and why."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from interimcoo.exchange.excel_in.columns import SURE
from interimcoo.exchange.excel_in.layout import ColumnChoice
from interimcoo.exchange.excel_in.periods import period_of
from interimcoo.exchange.excel_in.sheet import Cell, Sheet
from interimcoo.exchange.excel_in.target import Field, FieldType
from interimcoo.features.imports.draft import Draft
from interimcoo.text import N_, _, plural

READ_AS: Final[dict[FieldType, str]] = {
    "text": N_("text"),
    "number": N_("number"),
    "percent": N_("percent"),
    "date": N_("date"),
    "period": N_("period"),
    "days": N_("working days"),
    "links": N_("list of tasks"),
}
_SAMPLES: Final = 3


@dataclass(frozen=True, slots=True)
class MapRow:
    """One line: a column, or all the periods across together."""

    column: int
    letters: str
    label: str
    samples: str
    field: str | None
    field_words: str
    read_as: str
    reason: str
    sure: bool
    across: bool = False


def map_rows(draft: Draft, shown: Callable[[Cell], str]) -> tuple[MapRow, ...]:
    """The lines of a draft; none without a layout."""
    layout = draft.layout
    if layout is None:
        return ()
    across = [c for c in layout.columns if c.period and c.field == "value"]
    rows = [_across(across)] if across else []
    rows += [_row(draft, c, shown) for c in layout.columns if c not in across]
    return tuple(sorted(rows, key=lambda row: row.column))


def _row(draft: Draft, choice: ColumnChoice, shown: Callable[[Cell], str]) -> MapRow:
    field = draft.aim.field(choice.field) if choice.field else None
    return MapRow(
        column=choice.column,
        letters=choice.letters,
        label=choice.label,
        samples=", ".join(samples(draft.page, draft, choice.column, shown)),
        field=choice.field,
        field_words=field_words(field),
        read_as=_(READ_AS[field.type]) if field else "",
        reason=choice.reason,
        sure=choice.score >= SURE,
    )


def field_words(field: Field | None) -> str:
    """A field as the person reads it."""
    return _(field.label) if field else _("not read")


def _across(choices: list[ColumnChoice]) -> MapRow:
    first, last = choices[0], choices[-1]
    dated = [c.period for c in choices if (guess := period_of(c.period)) and guess.year is not None]
    named = (dated[0], dated[-1]) if dated else (first.label, last.label)
    return MapRow(
        column=first.column,
        letters=f"{first.letters}–{last.letters}",
        label=plural(len(choices), N_("{n} period across"), N_("{n} periods across")),
        samples=f"{named[0]} – {named[1]}",
        field="value",
        field_words=_("Value per period"),
        read_as=_("number"),
        reason=_("the headings are periods") if len(dated) == len(choices) else _("the year is not known"),
        sure=len(dated) == len(choices),
        across=True,
    )


def samples(sheet: Sheet, draft: Draft, column: int, shown: Callable[[Cell], str]) -> list[str]:
    """The first different values of a column."""
    layout = draft.layout
    found: list[str] = []
    if layout is None:
        return found
    for row in range(layout.first_data_row, min(layout.last_data_row, layout.first_data_row + 200) + 1):
        cell = sheet.cell(row, column)
        if cell is None or row in layout.total_rows or row in layout.section_rows:
            continue
        text = shown(cell)
        if text and text not in found:
            found.append(text)
        if len(found) == _SAMPLES:
            break
    return found


def headline(draft: Draft) -> str:
    """How many columns are matched, and how."""
    layout = draft.layout
    if layout is None:
        return ""
    matched = [c for c in layout.columns if c.field]
    unsure = sum(1 for c in matched if c.score < SURE)
    words = _("{known} of {columns} columns matched").format(known=len(matched), columns=len(layout.columns))
    if draft.profile:
        words = _("{words} by the profile {name}").format(words=words, name=draft.profile)
    if unsure:
        words = f"{words}; {plural(unsure, N_('{n} to check'), N_('{n} to check'))}"
    return words
