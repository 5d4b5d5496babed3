"""Matching the columns of a table to the fields of a target, each with a score and a reason in words."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from interimcoo.exchange.excel_in.headers import bare
from interimcoo.exchange.excel_in.layout import ColumnChoice
from interimcoo.exchange.excel_in.periods import period_of_cell
from interimcoo.exchange.excel_in.regions import Region
from interimcoo.exchange.excel_in.sheet import Cell, Sheet
from interimcoo.exchange.excel_in.target import Field, FieldType, Target
from interimcoo.exchange.excel_in.values import is_missing, number_of
from interimcoo.exchange.excel_in.words import fold, is_total
from interimcoo.text import N_, _

SURE: Final = 0.9
PROPOSE: Final = 0.6
_SAMPLE: Final = 50


def known_labels(target: Target) -> frozenset[str]:
    """All folded labels the target's fields go by."""
    return frozenset(fold(word) for field in target.fields for word in (field.label, field.key, *field.synonyms))


def proposed(
    sheet: Sheet,
    region: Region,
    target: Target,
    without: frozenset[str] = frozenset(),
    across: frozenset[int] = frozenset(),
) -> tuple[ColumnChoice, ...]:
    """What each column seems to be. Every field goes to its best column; what is not known stays ignored.

    `without`: fields that no column can be; `across`: columns that are periods and no fields.
    """
    scored: list[tuple[float, int, Field, str]] = []
    fields = [field for field in target.fields if field.key not in without]
    for column, label in region.labels.items():
        for field in fields if column not in across else ():
            score, reason = _score(fold(bare(label, column)), field)
            if score >= PROPOSE:
                scored.append((score, column, field, reason))
    scored.sort(key=lambda s: (-s[0], s[1]))
    taken: dict[int, tuple[Field, float, str]] = {}
    used: set[str] = set()
    for score, column, field, reason in scored:
        if column not in taken and field.key not in used:
            taken[column] = (field, score, reason)
            used.add(field.key)
    _by_values(sheet, region, [f for f in fields if f.needed and f.key not in used], taken, across)
    return tuple(
        ColumnChoice(column, label, taken[column][0].key, "", taken[column][1], taken[column][2])
        if column in taken
        else ColumnChoice(
            column, label, None, "", 0.0, _(N_("a total of other columns")) if is_total(label) else _(N_("not known"))
        )
        for column, label in sorted(region.labels.items())
    )


def is_named(label: str, field: Field) -> bool:
    """Whether a heading names the field itself, as "Value" does."""
    return _score(fold(label), field)[0] > 0


@lru_cache(maxsize=20_000)
def _score(folded: str, field: Field) -> tuple[float, str]:
    parts = {folded, *folded.split(" / ")}
    names = [fold(field.label), fold(field.key)]
    synonyms = [fold(s) for s in field.synonyms]
    if parts & set(names):
        return 1.0, _(N_("same heading"))
    if parts & set(synonyms):
        return 0.95, _(N_("a known word for it"))
    words = set(folded.replace("(", " ").replace(")", " ").replace("/", " ").split())
    for name in (*names, *synonyms):
        if len(name) > 3 and set(name.split()) <= words:
            return 0.85, _(N_("holds the words “{name}”")).format(name=name)
    near = any(_similar(folded, name) for name in (*names, *synonyms))
    return (0.8, _(N_("nearly the same heading"))) if near else (0.0, "")


def _similar(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) * 10 > 2 * max(len(one), len(other)):
        return False
    found = SequenceMatcher(None, one, other, autojunk=False)
    return found.quick_ratio() >= 0.9 and found.ratio() >= 0.9


def _by_values(
    sheet: Sheet,
    region: Region,
    needed: Iterable[Field],
    taken: dict[int, tuple[Field, float, str]],
    across: frozenset[int],
) -> None:
    """A needed field without a known heading: the one column whose values fit; of several texts the first."""
    for field in needed:
        fitting = [
            column
            for column, label in region.labels.items()
            if column not in taken
            and column not in across
            and not is_total(label)
            and share_of(sheet, region, column, field.type) >= 0.9
        ]
        if field.type == "text":
            fitting = fitting[:1]
        if len(fitting) == 1:
            taken[fitting[0]] = (field, 0.7, _(N_("the values fit")))


def share_of(sheet: Sheet, region: Region, column: int, kind: FieldType) -> float:
    """The share of a column's values that fit the field's type; text fits when the values differ."""
    cells = list(_column(sheet, region, column))
    if not cells:
        return 0.0
    if kind == "text":
        texts = [str(c.value) for c in cells if c.kind == "text" and not is_missing(c)]
        distinct = len(set(texts))
        return len(texts) / len(cells) if distinct * 2 > len(texts) else 0.0
    if kind == "period":
        return sum(1 for c in cells if period_of_cell(c)) / len(cells)
    return sum(1 for c in cells if number_of(c, "point").value is not None or is_missing(c)) / len(cells)


def _column(sheet: Sheet, region: Region, column: int) -> Iterable[Cell]:
    rows = [n for n in sheet.rows if region.first_data_row <= n <= region.last_data_row][:_SAMPLE]
    for n in rows:
        cell = sheet.rows[n].get(column)
        if cell is not None and n not in region.total_rows and n not in region.section_rows:
            yield cell
