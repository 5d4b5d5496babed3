"""Where the table is in a sheet: header rows, data rows, totals, sections and notes, as up to three proposals."""

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from interimcoo.exchange.excel_in.periods import PeriodGuess, period_of, period_of_cell
from interimcoo.exchange.excel_in.sheet import Cell, Range, Sheet, letters
from interimcoo.exchange.excel_in.words import fold, is_total

_CANDIDATES: Final = 40
_SAMPLE: Final = 20
_MAX_HEADER: Final = 3


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

    @property
    def used(self) -> Range:
        """The box of header and data."""
        first = self.header_rows[0] if self.header_rows else self.first_data_row
        columns = self.labels or {1: ""}
        return Range(first, min(columns), self.last_data_row, max(columns))


def regions(sheet: Sheet, known: Collection[str] = ()) -> tuple[Region, ...]:
    """Up to three proposals, best first; none for a sheet without a table. `known`: folded labels a target knows."""
    numbers = sorted(sheet.rows)
    proposals = []
    for place, top in enumerate(numbers[:_CANDIDATES]):
        for height in range(1, _MAX_HEADER + 1):
            rows = tuple(range(top, top + height))
            if any(row not in sheet.rows for row in rows):
                break
            found = _proposal(sheet, numbers, place + height, rows, known)
            if found:
                proposals.append(found)
    proposals.sort(key=lambda p: -p.score)
    return tuple(proposals[:3])


def region_at(sheet: Sheet, header_rows: Sequence[int], first: int | None = None, last: int | None = None) -> Region:
    """The region with header rows chosen by a person; data rows follow from the sheet unless given too."""
    numbers = sorted(sheet.rows)
    rows = tuple(header_rows)
    after = max(rows, default=0)
    start = first or next((n for n in numbers if n > after), after + 1)
    labels = flattened(sheet, rows)
    data = [n for n in numbers if n >= start and (last is None or n <= last)]
    end = last or _last_data_row(sheet, data, labels)
    inside = [n for n in data if n <= end]
    return Region(rows, start, end, labels, _totals(sheet, inside), _sections(sheet, inside, labels), 0.0)


def flattened(sheet: Sheet, header_rows: Sequence[int]) -> dict[int, str]:
    """One label per column: merged and upper labels filled to the right, levels joined with " / ", repeats dropped."""
    if not header_rows:
        return {}
    levels = [_level(sheet, row, row == header_rows[-1]) for row in header_rows]
    labels: dict[int, str] = {}
    for column in sorted({c for level in levels for c in level}):
        parts: list[str] = []
        for level in levels:
            text = level.get(column, "")
            if text and text not in parts:
                parts.append(text)
        own = any(sheet.cell(row, column) is not None for row in header_rows)
        if parts and (own or _filled_below(sheet, header_rows[-1], column)):
            labels[column] = " / ".join(parts)
    repeated = [text for text in labels.values() if list(labels.values()).count(text) > 1] if len(labels) < 2000 else []
    seen: set[str] = set()
    for column, text in labels.items():
        if text in repeated and text in seen:
            labels[column] = f"{text} ({letters(column)})"
        seen.add(text)
    return labels


def _level(sheet: Sheet, row: int, lowest: bool) -> dict[int, str]:
    """The labels of one header row: merged ones fill their columns, upper ones go right over lower labels."""
    own = {column: " ".join(cell.shown.split()) for column, cell in sheet.rows.get(row, {}).items()}
    own = {column: text for column, text in own.items() if text}
    level = dict(own)
    for box in sheet.merged:
        if box.first_row <= row <= box.last_row and box.first_column != box.last_column:
            text = own.get(box.first_column, "") if row == box.first_row else ""
            if text and not _is_flag_merge(text):
                for column in range(box.first_column, min(box.last_column, box.first_column + 400) + 1):
                    level.setdefault(column, text)
    if not lowest and len(own) > 1:
        lower = sheet.rows.get(row + 1, {})
        merged = {
            c
            for b in sheet.merged
            if b.first_row <= row <= b.last_row
            for c in range(b.first_column, min(b.last_column, b.first_column + 400) + 1)
        }
        last = ""
        for column in range(min(own), max([*own, *lower]) + 1):
            if column in level:
                last = level[column] if column not in merged else ""
            elif last and column in lower and lower[column].shown.strip():
                level[column] = last
    return level


def _is_flag_merge(text: str) -> bool:
    """A period merged over its value and flag columns names the first column only."""
    guess = period_of(text)
    return guess is not None and guess.kind == "year"


def _filled_below(sheet: Sheet, row: int, column: int) -> bool:
    return any(column in sheet.rows.get(r, {}) for r in range(row + 1, row + 1 + _SAMPLE))


def _proposal(
    sheet: Sheet, numbers: list[int], below: int, rows: tuple[int, ...], known: Collection[str]
) -> Region | None:
    data = numbers[below:]
    header = flattened(sheet, rows)
    if not data or len(header) < 2:
        return None
    last = _last_data_row(sheet, data, header)
    inside = [n for n in data if n <= last]
    sample = inside[:_SAMPLE]
    columns = sorted({c for n in sample for c in sheet.rows[n]})
    if not sample or not columns:
        return None
    periods = sum(1 for text in header.values() if period_of(text))
    agreeing = 0
    for column, text in header.items():
        kinds = [sheet.rows[n][column].kind for n in sample if column in sheet.rows[n]]
        numeric = sum(k != "text" for k in kinds)
        agreeing += (bool(kinds) and numeric * 2 > len(kinds)) or fold(text) in known
    covered = sum(1 for c in columns if c in header) / len(columns)
    labels = len(header)
    score = 3.0 * agreeing / labels
    score += 2.0 * sum(1 for text in header.values() if fold(text) in known) / labels
    score += 1.5 * covered
    score += 1.0 * (len({fold(t) for t in header.values()}) == labels)
    first = sheet.rows[sample[0]]
    wide_enough = len(set(first) & set(header)) * 2 >= min(labels, len(columns))
    score += 1.0 * (wide_enough and any(c.kind != "text" for c in first.values()))
    score += 0.5 * (len(rows) > 1 and _merged_above(sheet, rows))
    score += 0.5 * (periods >= 3)
    score -= 2.0 * min(1, _plain_numbers(sheet, rows)) + 1.0 * (_plain_numbers(sheet, rows) > 2)
    score -= 1.5 * min(2, _data_like_above(sheet, numbers, rows[0], labels))
    score -= 0.5 * (len(rows) - 1)
    score -= 1.0 * (sample[0] - rows[-1] > 1)
    score -= 1.5 * sum(1 for row in rows[:-1] if len(sheet.rows[row]) == 1 and not _merged_row(sheet, row, rows))
    return Region(
        rows, inside[0], last, header, _totals(sheet, inside), _sections(sheet, inside, header), round(score, 3)
    )


def _merged_row(sheet: Sheet, row: int, rows: tuple[int, ...]) -> bool:
    """Whether the single cell of a row groups columns below it (a title merged over the whole table does not)."""
    width = len(sheet.rows[rows[-1]])
    return any(b.first_row == row and 1 < b.last_column - b.first_column + 1 < width for b in sheet.merged) or (
        len(rows) == 2 and sheet.rows[row].keys() == {1} and 1 in sheet.rows[rows[-1]]
    )


def _merged_above(sheet: Sheet, rows: tuple[int, ...]) -> bool:
    return any(b.first_row in rows[:-1] and b.last_column > b.first_column for b in sheet.merged)


def _plain_numbers(sheet: Sheet, rows: tuple[int, ...]) -> int:
    """Header cells that are numbers and no period; years count only when three of them rise by one."""
    found = 0
    for row in rows:
        cells = [c for c in sheet.rows[row].values() if c.kind == "number"]
        years = [int(c.value) for c in cells if _is_year(c)]  # type: ignore[arg-type]
        rising = len(years) >= 3 and all(b - a == 1 for a, b in itertools.pairwise(years))
        found += len(cells) - (len(years) if rising else 0)
    return found


def _is_year(cell: Cell) -> bool:
    guess: PeriodGuess | None = period_of_cell(cell)
    return guess is not None and guess.kind == "year"


def _data_like_above(sheet: Sheet, numbers: list[int], top: int, labels: int) -> int:
    return sum(
        1
        for n in numbers
        if n < top
        and len(sheet.rows[n]) * 2 >= labels
        and sum(c.kind == "number" and not _is_year(c) for c in sheet.rows[n].values()) * 3 >= len(sheet.rows[n])
    )


def _last_data_row(sheet: Sheet, data: list[int], header: dict[int, str]) -> int:
    """The last row of the table: a gap of two rows ends it, or one followed by a row that is a note or a new header."""
    last = 0
    for n in data:
        row = sheet.rows[n]
        if last and (n - last > 2 or (n - last == 2 and not _data_like(row, header))):
            break
        last = n
    kept = [n for n in data if n <= last]
    while len(kept) > 1 and _is_note(sheet.rows[kept[-1]], header):
        kept.pop()
    return kept[-1] if kept else (data[0] if data else 1)


def _data_like(row: dict[int, Cell] | object, header: dict[int, str]) -> bool:
    assert isinstance(row, dict)
    inside = [row[c] for c in row if c in header]
    if any(cell.kind == "text" and is_total(str(cell.value)) for cell in row.values()):
        return True
    return len(inside) * 3 >= len(header) and any(cell.kind != "text" for cell in inside)


def _is_note(row: object, header: dict[int, str]) -> bool:
    assert isinstance(row, dict)
    if len(header) < 3 or len(row) != 1:
        return False
    cell = next(iter(row.values()))
    return cell.kind == "text" and not is_total(str(cell.value))


def _totals(sheet: Sheet, rows: list[int]) -> frozenset[int]:
    return frozenset(
        n
        for n in rows
        if any(cell.kind == "text" and is_total(str(cell.value)) for cell in list(sheet.rows[n].values())[:4])
        and any(cell.kind == "number" for cell in sheet.rows[n].values())
    )


def _sections(sheet: Sheet, rows: list[int], header: dict[int, str]) -> frozenset[int]:
    """Rows with one text cell and nothing else, inside a table of three columns or more."""
    if len(header) < 3:
        return frozenset()
    return frozenset(n for n in rows if len(sheet.rows[n]) == 1 and next(iter(sheet.rows[n].values())).kind == "text")
