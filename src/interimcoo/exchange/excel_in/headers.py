"""Header rows to labels: merged and upper labels go over their columns, levels are joined, repeats get a letter."""

from collections.abc import Sequence

from interimcoo.exchange.excel_in.sheet import Sheet, letters

MOST_COLUMNS = 512
"""so many columns can be matched; those beyond stay without heading"""
_BELOW = 20
_WIDEST = 400
"""a merge is filled over at most so many columns"""


def flattened(sheet: Sheet, header_rows: Sequence[int]) -> dict[int, str]:
    """One label per column: levels joined with " / ", repeats inside a label dropped, repeated labels with letters."""
    if not header_rows:
        return {}
    levels = [_level(sheet, row, header_rows[at + 1 :]) for at, row in enumerate(header_rows)]
    labels: dict[int, str] = {}
    for column in sorted({c for level in levels for c in level})[:MOST_COLUMNS]:
        parts: list[str] = []
        for level in levels:
            text = level.get(column, "")
            if text and text not in parts:
                parts.append(text)
        own = any(sheet.cell(row, column) is not None for row in header_rows)
        if parts and (own or _filled_below(sheet, header_rows[-1], column)):
            labels[column] = " / ".join(parts)
    seen: set[str] = set()
    for column, text in labels.items():
        if text in seen:
            labels[column] = f"{text} ({letters(column)})"
        seen.add(text)
    return labels


def bare(label: str, column: int) -> str:
    """The label without the letters that `flattened` gave a repeated one."""
    return label.removesuffix(f" ({letters(column)})")


def _level(sheet: Sheet, row: int, lower: Sequence[int]) -> dict[int, str]:
    """The labels of one header row; `lower` are the header rows below it."""
    own = {c: text for c, cell in sheet.rows.get(row, {}).items() if (text := " ".join(cell.shown.split()))}
    level = dict(own)
    merged: set[int] = set()
    for box in sheet.merged:
        if not box.first_row <= row <= box.last_row or box.first_column == box.last_column:
            continue
        columns = range(box.first_column, min(box.last_column, box.first_column + _WIDEST) + 1)
        merged.update(columns)
        if row != box.first_row or not own.get(box.first_column):
            continue
        below = any(c in sheet.rows.get(n, {}) for n in lower for c in columns)
        if below:  # a label merged over columns of which none has a label of its own names the first alone
            for column in columns:
                level.setdefault(column, own[box.first_column])
    if lower and own:
        _to_the_right(sheet, level, own, merged, lower)
    return level


def _to_the_right(
    sheet: Sheet, level: dict[int, str], own: dict[int, str], merged: set[int], lower: Sequence[int]
) -> None:
    """An upper label that is not merged goes over the columns beside it that only have a label below."""
    if len(own) < 2:
        return
    filled = {c for n in lower for c, cell in sheet.rows.get(n, {}).items() if cell.shown.strip()}
    last = ""
    for column in range(min(own), max([*own, *filled]) + 1):
        if column in level:
            last = level[column] if column not in merged else ""
        elif last and column in filled:
            level[column] = last
        elif column not in filled:
            last = ""


def _filled_below(sheet: Sheet, row: int, column: int) -> bool:
    return any(column in sheet.rows.get(r, {}) for r in range(row + 1, row + 1 + _BELOW))
