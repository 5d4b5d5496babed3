"""Where the table is in a sheet: header rows, data rows, totals, sections and notes, as up to three proposals."""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log10
from typing import Final

from interimcoo.exchange.excel_in.headers import bare, flattened
from interimcoo.exchange.excel_in.periods import day_of, period_of, period_of_cell
from interimcoo.exchange.excel_in.sheet import Cell, Range, Sheet
from interimcoo.exchange.excel_in.values import is_missing, number_of
from interimcoo.exchange.excel_in.words import fold, is_total

_CANDIDATES: Final = 40
_SAMPLE: Final = 20
_MAX_HEADER: Final = 4
_GAP: Final = 2
"""so many empty rows may lie inside a table when what follows looks like it"""


@dataclass(frozen=True, slots=True)
class Region:
    """A proposal where the table is. `labels`: flattened header label by column; `score`: higher is better."""

    header_rows: tuple[int, ...]
    first_data_row: int
    last_data_row: int
    labels: dict[int, str]
    total_rows: frozenset[int]
    section_rows: frozenset[int]
    score: float
    repeated_rows: frozenset[int] = field(default_factory=frozenset)
    """rows inside the data that repeat the header"""

    @property
    def used(self) -> Range:
        """The box of header and data."""
        first = self.header_rows[0] if self.header_rows else self.first_data_row
        columns = self.labels or {1: ""}
        return Range(first, min(columns), self.last_data_row, max(columns))


def regions(sheet: Sheet, known: Collection[str] = ()) -> tuple[Region, ...]:
    """Up to three proposals, best first; none for a sheet without a table. `known`: folded labels a target knows."""
    looked = _Looked(sheet)
    scored = []
    for rows in _candidates(looked.numbers):
        found = _rated(looked, rows, known)
        if found:
            scored.append(found)
    scored.sort(key=lambda found: -found[0])
    return tuple(
        region_at(sheet, rows, first=body[0], last=body[1], score=score) for score, rows, body in _different(scored)
    )


def _candidates(numbers: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Runs of one to four rows near the top; one empty row may lie between two of them."""
    for place in range(min(_CANDIDATES, len(numbers) - 1)):
        for height in range(1, _MAX_HEADER + 1):
            rows = tuple(numbers[place : place + height])
            if len(rows) < height or place + height >= len(numbers) or rows[-1] - rows[0] > height:
                break
            yield rows


_Scored = tuple[float, tuple[int, ...], tuple[int, int]]


def _different(scored: Sequence[_Scored]) -> list[_Scored]:
    """The best three, of which at most two stand in the same place (they share their last header row)."""
    kept: list[_Scored] = []
    for found in scored:
        same = sum(1 for other in kept if other[1][-1] == found[1][-1])
        if same < 2:
            kept.append(found)
        if len(kept) == 3:
            break
    return kept


class _Looked:
    """What is asked of rows again and again, found out once."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.numbers = sorted(sheet.rows)
        self._numeric: dict[int, frozenset[int]] = {}
        self._plain: dict[int, int] = {}
        self._starts = [n for a, n in itertools.pairwise((-9, *self.numbers)) if n - a > 1]

    def numeric(self, row: int) -> frozenset[int]:
        """Columns of a row that hold numbers, dates, marks for no value, or texts that read as one of them."""
        found = self._numeric.get(row)
        if found is None:
            found = frozenset(c for c, cell in self.sheet.rows[row].items() if _value_like(cell))
            self._numeric[row] = found
        return found

    def plain(self, row: int) -> int:
        """How many cells of a row are values and no periods."""
        found = self._plain.get(row)
        if found is None:
            found = self._plain[row] = _plain_numbers(self, row)
        return found

    def block_end(self, row: int) -> int:
        """The last row of the run of rows without gap that a row stands in."""
        following = bisect_right(self._starts, row)
        if following == len(self._starts):
            return self.numbers[-1]
        return self.numbers[bisect_left(self.numbers, self._starts[following]) - 1]

    def after(self, row: int) -> int | None:
        """The next row with content."""
        place = bisect_right(self.numbers, row)
        return self.numbers[place] if place < len(self.numbers) else None


def _value_like(cell: Cell) -> bool:
    if cell.kind != "text":
        return True
    text = str(cell.value)
    if len(text) > 30:
        return False
    return is_missing(cell) or number_of(cell, "point").problem != "not a number" or day_of(text, True) is not None


def region_at(
    sheet: Sheet, header_rows: Sequence[int], first: int | None = None, last: int | None = None, score: float = 0.0
) -> Region:
    """The region with header rows chosen by a person; data rows follow from the sheet unless given too."""
    looked = _Looked(sheet)
    rows = tuple(header_rows)
    labels = flattened(sheet, rows)
    start = first or looked.after(max(rows, default=0)) or max(rows, default=0) + 1
    if last is None:
        last = _last_data_row(looked, start, labels) if start in sheet.rows else start
    inside = [n for n in looked.numbers if start <= n <= last]
    repeated = _repeated(looked, inside, labels, _numeric_columns(looked, start, labels))
    kept = [n for n in inside if n not in repeated]
    return Region(
        rows, start, last, labels, _totals(sheet, kept), _sections(sheet, kept, labels), round(score, 3), repeated
    )


def _rated(looked: _Looked, rows: tuple[int, ...], known: Collection[str]) -> _Scored | None:
    """How well these rows would do as the header, with the data rows that would follow."""
    sheet = looked.sheet
    if any(looked.plain(n) * 2 > len(sheet.rows[n]) for n in rows):
        return None  # mostly values: data, whatever else speaks for it
    labels = flattened(sheet, rows)
    start = looked.after(rows[-1])
    if start is None or len(labels) < 2:
        return None
    last = _last_data_row(looked, start, labels)
    sample = [n for n in looked.numbers[bisect_left(looked.numbers, start) :][: _SAMPLE * 2] if n <= last]
    body = [n for n in sample if len(sheet.rows[n]) > 1 or len(labels) < 3][:_SAMPLE]
    columns = {c for n in body for c in sheet.rows[n]}
    if not body or not columns:
        return None
    count = len(labels)
    agreeing = 0.0
    for column, text in labels.items():
        cells = [column in looked.numeric(n) for n in body if column in sheet.rows[n]]
        values = sum(cells) * 2 > len(cells)
        agreeing += 1.0 if (cells and values) or fold(text) in known else 0.4 if cells else 0.0
    size = bisect_right(looked.numbers, last) - bisect_left(looked.numbers, start)
    first = sheet.rows[body[0]]
    score = 3.0 * agreeing / count
    score += 2.0 * sum(1 for text in labels.values() if _is_known(text, known)) / count
    score += 1.5 * len(columns & labels.keys()) / len(columns)
    score += 2.0 * len({fold(t) for t in labels.values() if not t.endswith(")")} | _lettered(labels)) / count
    score += 1.0 * (len(first.keys() & labels.keys()) * 2 >= min(count, len(columns)) and bool(looked.numeric(body[0])))
    score += 0.5 * (sum(1 for text in labels.values() if period_of(text)) >= 3)
    score += min(2.5, 0.8 * log10(size * len(columns & labels.keys()) + 1)) - 0.5 * (size == 1)
    score -= _costs(looked, rows, labels, last)
    score -= 0.3 * (start - rows[-1] > 1)
    return score, rows, (start, last)


def _is_known(label: str, known: Collection[str]) -> bool:
    folded = fold(label)
    return folded in known or any(part in known for part in folded.split(" / "))


def _lettered(labels: Mapping[int, str]) -> set[str]:
    """Labels in brackets that are not the letters of a repeated one."""
    return {fold(t) for t in labels.values() if t.endswith(")") and not _repeat_mark(t)}


def _repeat_mark(label: str) -> bool:
    mark = label.rsplit(" (", 1)[-1].rstrip(")")
    return mark.isalpha() and mark.isupper() and len(mark) <= 3


def _costs(looked: _Looked, rows: tuple[int, ...], labels: Mapping[int, str], last: int) -> float:
    """What speaks against a header: numbers in it, data above it, rows that only title or divide the table."""
    sheet = looked.sheet
    cost = 0.0
    header_cells = sum(len(sheet.rows[n]) for n in rows)
    plain = sum(looked.plain(n) for n in rows)
    if plain:
        cost += 1.0 + 3.0 * plain / header_cells
    above = [n for n in range(rows[0] - 3, rows[0]) if all(row in sheet.rows for row in range(n, rows[0]))]
    cost += 1.5 * sum(
        1 for n in above if len(sheet.rows[n]) * 2 >= len(labels) and looked.plain(n) * 3 >= len(sheet.rows[n])
    )
    for at, n in enumerate(rows[:-1]):
        cost += 0.3 if _earns_its_place(sheet, rows[at:]) else 0.8
        if len(sheet.rows[n]) == 1 and not _groups(sheet, n, rows[-1]):
            cost += 1.5
    lowest = sheet.rows[rows[-1]]
    if len(rows) > 1 and len(lowest) == 1 and len(sheet.rows[rows[-2]]) > 2:
        single = sum(1 for n in looked.numbers if rows[-1] < n <= last and len(sheet.rows[n]) == 1)
        cost += 2.5 if single else 0.2  # more such rows follow: they divide the table
    below = looked.after(rows[-1])
    if below is not None and len(sheet.rows[below]) == 1 and len(labels) >= 3:
        single = sum(1 for n in looked.numbers if below < n <= last and len(sheet.rows[n]) == 1)
        cost += 0.0 if single else 1.0  # one such row alone is the last row of the header
    upper = rows[0]
    before = looked.numbers[bisect_left(looked.numbers, upper) - 1] if upper != looked.numbers[0] else None
    if before is not None and upper - before == 1 and _is_group_row(sheet, before, upper):
        cost += 0.8  # a group row above was left out
    return cost


def _earns_its_place(sheet: Sheet, rows: Sequence[int]) -> bool:
    """Whether the first of the rows names columns that the others leave unnamed or alike."""
    lower = flattened(sheet, rows[1:])
    both = flattened(sheet, rows)
    texts, joined = [fold(t) for t in lower.values()], [fold(t) for t in both.values()]
    alike = sum(_repeat_mark(t) for t in lower.values()) > sum(_repeat_mark(t) for t in both.values())
    return len(joined) > len(texts) or alike or _is_group_row(sheet, rows[0], rows[1])


def _is_group_row(sheet: Sheet, row: int, below: int) -> bool:
    """Whether the row names groups of the labels below: few texts over them, or one merged over several of them."""
    lower = sheet.rows.get(below, {})
    width = len(lower)
    upper = sheet.rows[row]
    if len(upper) >= 2 and len(upper) * 2 < width and upper.keys() <= lower.keys():
        return all(cell.kind == "text" for cell in upper.values())
    for box in sheet.merged:
        if box.first_row == row == box.last_row and box.first_column in sheet.rows[row]:
            covered = sum(1 for c in lower if box.first_column <= c <= box.last_column)
            if covered >= 2 and (covered < width or len(sheet.rows[row]) > 1):
                return True
    return False


def _groups(sheet: Sheet, row: int, lowest: int) -> bool:
    """Whether the single cell of a row groups columns below it (a title merged over the whole table does not)."""
    width = len(sheet.rows[lowest])
    return any(
        b.first_row == row and b.first_column in sheet.rows[row] and 1 < b.last_column - b.first_column + 1 < width
        for b in sheet.merged
    )


def _plain_numbers(looked: _Looked, row: int) -> int:
    """Cells of a row that are values and no period; periods count as labels when three of them rise."""
    cells = looked.sheet.rows[row]
    values = [c for c in looked.numeric(row) if not is_missing(cells[c])]
    guesses = [(c, period_of_cell(cells[c])) for c in sorted(values)]
    rising = [(g.year or 0, g.number) for _c, g in guesses if g]
    if len(rising) >= 3 and all(a < b for a, b in itertools.pairwise(rising)):
        return len(values) - len(rising)
    years = sum(1 for _c, g in guesses if g and g.kind == "year")
    merged = {b.first_column for b in looked.sheet.merged if b.first_row == row and b.last_column > b.first_column}
    grouping = sum(1 for c, g in guesses if g and g.kind == "year" and c in merged)
    return len(values) - (grouping if years == grouping else 0)


def _last_data_row(looked: _Looked, start: int, labels: Mapping[int, str]) -> int:
    """The last row of the table: it goes over a gap of up to two rows when what follows looks like its rows."""
    sheet = looked.sheet
    numeric = _numeric_columns(looked, start, labels)
    last = looked.block_end(start)
    while (following := looked.after(last)) is not None and following - last <= _GAP + 1:
        if not _continues(looked, following, labels, numeric):
            break
        last = looked.block_end(following)
    place = bisect_right(looked.numbers, last) - 1
    first = bisect_left(looked.numbers, start)
    while place > first and _is_foot(looked, looked.numbers[place], labels, numeric):
        place -= 1
    return looked.numbers[place] if sheet.rows else start


def _numeric_columns(looked: _Looked, start: int, labels: Mapping[int, str]) -> frozenset[int]:
    """Columns that mostly hold values in the first rows."""
    at = bisect_left(looked.numbers, start)
    rows = looked.numbers[at : at + _SAMPLE]
    found = set()
    for column in labels:
        cells = [column in looked.numeric(n) for n in rows if column in looked.sheet.rows[n]]
        if cells and sum(cells) * 2 > len(cells):
            found.add(column)
    return frozenset(found)


def _continues(looked: _Looked, row: int, labels: Mapping[int, str], numeric: frozenset[int]) -> bool:
    """Whether a row after a gap belongs to the table: like its rows, or dividing it with such a row below."""
    cells = looked.sheet.rows[row]
    if len(cells) == 1:
        following = looked.after(row)
        if following is None or following - row > 1 or len(looked.sheet.rows[following]) == 1:
            return False
        return _continues(looked, following, labels, numeric)
    if any(cell.kind == "text" and is_total(str(cell.value)) for cell in cells.values()):
        return bool(looked.numeric(row) & numeric)
    inside = cells.keys() & labels.keys()
    if len(inside) * 3 < len(labels):
        return False
    filled = inside & numeric
    if numeric and not looked.numeric(row) & numeric:
        return bool(_repeated(looked, [row], labels, numeric))  # texts where values stood: this header or another
    return len(filled & looked.numeric(row)) * 2 >= len(filled)


def _is_foot(looked: _Looked, row: int, labels: Mapping[int, str], numeric: frozenset[int]) -> bool:
    """Whether a last row is a note, a heading without rows, or only zeros that formulas left."""
    cells = looked.sheet.rows[row]
    if any(cell.kind == "text" and is_total(str(cell.value)) for cell in cells.values()):
        return False
    inside = cells.keys() & labels.keys()
    values = {c for c in looked.numeric(row) & numeric if not is_missing(cells[c])}
    if not values:
        few = len(inside) * (2 if len(numeric) > 1 else 3) < len(labels)
        return len(labels) >= 3 and (few or len(cells) == 1) and not looked.numeric(row) & numeric
    texts = [c for c in inside if c not in numeric and cells[c].shown.strip()]
    return not texts and numeric != labels.keys() and all(cells[c].value == 0 for c in values)


def _totals(sheet: Sheet, rows: list[int]) -> frozenset[int]:
    return frozenset(
        n
        for n in rows
        if any(
            cell.kind == "text" and is_total(str(cell.value)) for cell in itertools.islice(sheet.rows[n].values(), 4)
        )
        and any(cell.kind == "number" for cell in sheet.rows[n].values())
    )


def _sections(sheet: Sheet, rows: list[int], header: Mapping[int, str]) -> frozenset[int]:
    """Rows with one text cell and nothing else, inside a table of three columns or more."""
    if len(header) < 3:
        return frozenset()
    return frozenset(n for n in rows if len(sheet.rows[n]) == 1 and next(iter(sheet.rows[n].values())).kind == "text")


def _repeated(
    looked: _Looked, rows: Sequence[int], labels: Mapping[int, str], numeric: frozenset[int]
) -> frozenset[int]:
    """Rows that say the header once more."""
    if not numeric:
        return frozenset()
    probe = max(numeric)
    wanted = {c: fold(bare(text, c).split(" / ")[-1]) for c, text in labels.items()}
    found = set()
    for n in rows:
        cells = looked.sheet.rows[n]
        if probe not in cells or cells[probe].kind != "text" or probe in looked.numeric(n):
            continue
        same = sum(1 for c, cell in cells.items() if wanted.get(c) == fold(cell.shown))
        if same >= 2 and same * 4 >= len(cells) * 3:
            found.add(n)
    return frozenset(found)
