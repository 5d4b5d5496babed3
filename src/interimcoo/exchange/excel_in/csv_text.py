"""CSV: encoding by a short ladder, delimiter by constant count, values kept as text."""

import csv
from collections import Counter
from typing import Final

_DELIMITERS: Final = ";,\t|"
_SINGLE_BYTE: Final = ("cp1252", "cp850", "mac_roman", "cp1250")
_EXPECTED: Final = frozenset("åäöÅÄÖéüÜßØøÆæ")
_OPEN_LINES: Final = 20
csv.field_size_limit(1_000_000)


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: mark, strict UTF-8, UTF-16 without mark, then the single-byte ones."""
    if data.startswith(b"\xef\xbb\xbf"):
        return data.decode("utf-8-sig", "replace"), "utf-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), "utf-16"
    sample = data[:20_000]
    if sample[1::2].count(0) >= 0.3 * len(sample) / 2 and sample[::2].count(0) == 0:
        return data.decode("utf-16-le", "replace"), "utf-16"
    if sample[::2].count(0) >= 0.3 * len(sample) / 2 and sample[1::2].count(0) == 0:
        return data.decode("utf-16-be", "replace"), "utf-16"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        best = max(_SINGLE_BYTE, key=lambda name: _likeness(data, name))
        return data.decode(best, "replace"), best


def _likeness(data: bytes, encoding: str) -> float:
    beyond = [sign for sign in data.decode(encoding, "replace") if ord(sign) > 127]
    if not beyond:
        return 0.0
    return sum(2.0 if s in _EXPECTED else 1.0 if s.isalpha() else 0.0 for s in beyond) / len(beyond)


def delimiter_of(text: str) -> str | None:
    """The delimiter that most lines of the first 100 hold equally often; None: the text has no columns."""
    lines = [line for line in text.splitlines()[:100] if line.strip()]
    best, best_score = None, 0.0
    for sign in _DELIMITERS:
        counts = Counter(_outside_quotes(line, sign) for line in lines)
        counts.pop(0, None)
        if counts:
            count, often = counts.most_common(1)[0]
            score = often / len(lines) + min(count, 20) / 1000
            if often * 2 >= len(lines) and score > best_score:
                best, best_score = sign, score
    return best


def _outside_quotes(line: str, sign: str) -> int:
    return sum(part.count(sign) for part in line.split('"')[::2])


def table(text: str) -> tuple[list[list[str]], tuple[int, ...]] | None:
    """The rows of fields, values as text, and the lines whose quote is never closed; None when no delimiter is found.

    A first line `sep=X` is honoured. A quote that stays open for more than 20 lines or to the end is a plain character.
    """
    delimiter = None
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        delimiter, text = first.strip()[4], rest
    delimiter = delimiter or delimiter_of(text)
    if delimiter is None:
        return None
    lines = text.replace("\0", "").splitlines(keepends=True)
    rows: list[list[str]] = []
    unclosed = []
    at = 0
    while at < len(lines):
        end = _field_end(lines, at)
        if end is None:
            unclosed.append(at + 1)
            rows.extend(csv.reader([lines[at]], delimiter=delimiter, quoting=csv.QUOTE_NONE))
            end = at + 1
        else:
            read = list(csv.reader(lines[at:end], delimiter=delimiter, strict=False))
            rows.extend(read or [[]])
        at = end
    return rows, tuple(unclosed)


def _field_end(lines: list[str], at: int) -> int | None:
    """The line after the record that begins in a line; None when its quote stays open."""
    open_quotes = 0
    for end in range(at, min(len(lines), at + _OPEN_LINES + 1)):
        open_quotes += lines[end].count('"')
        if open_quotes % 2 == 0:
            return end + 1
    return None
