"""Periods as clients write them (en, sv, de): weeks, months, quarters, halves, years, days, to the stored form."""

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from interimcoo.exchange.excel_in.sheet import Cell
from interimcoo.exchange.excel_in.words import MONTHS, fold

PeriodKind = Literal["day", "week", "month", "quarter", "half", "year"]

_WEEK: Final = r"(?:v|vecka|veckan|w|wk|week|kw|woche|uke|uge)\.?\s*"
_NAME: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR: Final = r"((?:19|20)\d\d)"
_SHORT: Final = r"((?:19|20)\d\d|\d\d)"
_GAP: Final = r"[\s\-/.,']*"
_FORMS: Final[tuple[tuple[str, PeriodKind, str], ...]] = (
    (rf"{_YEAR}{_GAP}{_WEEK}(\d\d?)", "week", "yn"),
    (rf"{_WEEK}(\d\d?){_GAP}{_YEAR}", "week", "ny"),
    (rf"{_WEEK}(\d\d?)[/\-]{_SHORT}", "week", "ny"),
    (rf"{_WEEK}{_SHORT}[\-/](\d\d?)", "week", "yn"),
    (rf"{_WEEK}(\d\d?)", "week", "n"),
    (rf"{_YEAR}{_GAP}({_NAME})\.?", "month", "yn"),
    (rf"({_NAME})\.?{_GAP}{_SHORT}", "month", "ny"),
    (rf"({_NAME})\.?", "month", "n"),
    (rf"{_YEAR}\s*[-/.m]\s*(0?[1-9]|1[0-2])", "month", "yn"),
    (rf"(0?[1-9]|1[0-2])\s*[-/.]\s*{_YEAR}", "month", "ny"),
    (rf"{_YEAR}(0[1-9]|1[0-2])", "month", "yn"),
    (rf"{_YEAR}{_GAP}(?:q|k|kv|kvartal|quartal|quarter)\.?\s*([1-4])", "quarter", "yn"),
    (rf"(?:q|k|kv|kvartal|quartal|quarter)\.?\s*([1-4]){_GAP}{_SHORT}", "quarter", "ny"),
    (r"(?:q|k|kv|kvartal|quartal|quarter)\.?\s*([1-4])", "quarter", "n"),
    (rf"([1-4])\.?\s*(?:quartal|kvartal|kvartalet|quarter){_GAP}{_SHORT}", "quarter", "ny"),
    (r"([1-4])\.?\s*(?:quartal|kvartal|kvartalet|quarter)", "quarter", "n"),
    (rf"{_YEAR}{_GAP}h([12])", "half", "yn"),
    (rf"h([12]){_GAP}{_SHORT}", "half", "ny"),
    (r"h([12])", "half", "n"),
    (_YEAR, "year", "y"),
)
"""pattern, kind, and which group is the year (y) and which the number (n)"""
_PATTERNS: Final = tuple((re.compile(pattern + r"\Z"), kind, order) for pattern, kind, order in _FORMS)
_FISCAL: Final = re.compile(r"(?:fy|gj)\s*((?:19|20)\d\d|\d\d)\Z|(?:19|20)\d\d\s*/\s*(\d\d|(?:19|20)\d\d)\Z")
_ISO_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ t]00:00(?::00)?)?\Z")
_DAY: Final = re.compile(r"(\d{1,2})[./\-](\d{1,2})[./\-](\d{4}|\d\d)\Z")
_COMPACT: Final = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)\Z")


@dataclass(frozen=True, slots=True)
class PeriodGuess:
    """A label read as a period; `year` is None when the label does not say one."""

    kind: PeriodKind
    number: int
    year: int | None
    day: date | None = None
    fiscal: bool = False

    def stored(self, year: int | None = None) -> str | None:
        """The stored form ("2026-W36"); None without a year from here or outside, or when it is no period."""
        chosen = self.year if self.year is not None else year
        if self.kind == "day":
            return self.day.isoformat() if self.day else None
        if chosen is None:
            return None
        if self.kind == "week":
            try:
                date.fromisocalendar(chosen, self.number, 1)
            except ValueError:
                return None
            return f"{chosen}-W{self.number:02d}"
        if self.kind == "month":
            return f"{chosen}-{self.number:02d}"
        if self.kind == "quarter":
            return f"{chosen}-Q{self.number}"
        if self.kind == "half":
            return f"{chosen}-H{self.number}"
        return f"FY{chosen}" if self.fiscal else f"{chosen}"


def period_of(text: str) -> PeriodGuess | None:
    """The period a label says, None for anything else. Joined labels ("2026 / v36") give the year from one part."""
    plain = fold(text)
    if not plain or len(plain) > 40:
        return None
    parts = [p for p in plain.split(" / ") if p]
    if len(parts) > 1:
        guesses = [period_of(part) for part in parts]
        year = next((g.number for g in guesses if g and g.kind == "year" and not g.fiscal), None)
        finer = next((g for g in reversed(guesses) if g and g.kind != "year"), None)
        if finer is not None:
            return PeriodGuess(finer.kind, finer.number, finer.year or year, finer.day, finer.fiscal)
        return next((g for g in guesses if g), None)
    day = day_of(plain, None)
    if day:
        return PeriodGuess("day", day.toordinal(), day.year, day)
    for pattern, kind, order in _PATTERNS:
        found = pattern.match(plain)
        if found:
            return _guess(kind, dict(zip(order, found.groups(), strict=True)))
    fiscal = _FISCAL.match(plain)
    if fiscal:
        year = _full_year(fiscal[1] or fiscal[2])
        return PeriodGuess("year", year, year, fiscal=True)
    return None


def _guess(kind: PeriodKind, said: dict[str, str]) -> PeriodGuess | None:
    year = _full_year(said["y"]) if "y" in said else None
    if kind == "year":
        return PeriodGuess("year", year or 0, year)
    number = MONTHS[said["n"]] if said["n"] in MONTHS else int(said["n"])
    if kind == "week" and not 1 <= number <= 53:
        return None
    return PeriodGuess(kind, number, year)


def _full_year(text: str) -> int:
    year = int(text)
    return year if year > 99 else 2000 + year if year <= 68 else 1900 + year


def day_of(text: str, day_first: bool | None) -> date | None:
    """A day from ISO, 20260914, 14.9.2026 or 14/9/2026; None for anything else and for an order that is not certain.

    `day_first` decides 03/04/2026; without it only days above 12, and dots (day first in all three languages), decide.
    """
    plain = fold(text)
    iso = _ISO_DAY.match(plain) or _COMPACT.match(plain)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    found = _DAY.match(plain)
    if found:
        first, second, year = int(found[1]), int(found[2]), _full_year(found[3])
        if day_first is None:
            day_first = True if first > 12 or "." in plain else False if second > 12 else None
        if day_first is None:
            return None
        return _day(year, second, first) if day_first else _day(year, first, second)
    words = re.match(rf"(?:den\s+)?(\d\d?)\.?\s+({_NAME})\.?\s+((?:19|20)\d\d)\Z", plain)
    return _day(int(words[3]), MONTHS[words[2]], int(words[1])) if words else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def period_of_cell(cell: Cell) -> PeriodGuess | None:
    """The period a cell says: a date, a year as a number, or a label."""
    value = cell.value
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return PeriodGuess("day", value.toordinal(), value.year, value)
    if cell.kind == "number" and isinstance(value, int | float):
        if float(value).is_integer() and 1900 <= value <= 2099:
            return PeriodGuess("year", int(value), int(value))
        return None
    return period_of(str(value)) if cell.kind == "text" else None


def settled(guesses: Sequence[PeriodGuess | None], year: int | None) -> list[str | None]:
    """The stored forms of labels that stand in one row or column.

    Days all on the first of a month become months, days seven apart become weeks. Where labels say no year, `year` is
    that of the last one; going back, a rising number means the year before.
    """
    days = [g.day for g in guesses if g and g.day]
    finer = [g for g in guesses if g]
    if days and len(days) == len(finer):
        coarse = _coarser(days)
        if coarse:
            return [coarse(g.day) if g and g.day else None for g in guesses]
    forms: list[str | None] = [None] * len(guesses)
    following: PeriodGuess | None = None
    current = year
    for place in range(len(guesses) - 1, -1, -1):
        guess = guesses[place]
        if guess is None:
            continue
        if guess.year is not None:
            current = guess.year if guess.kind != "year" else current
        elif following and following.kind == guess.kind and guess.number > following.number and current is not None:
            current -= 1
        forms[place] = guess.stored(current)
        following = guess
    return forms


def _coarser(days: Sequence[date]) -> Callable[[date], str] | None:
    distinct = sorted(set(days))
    if len(distinct) < 3:
        return None
    if all(d.day == 1 for d in distinct):
        return _month
    if len({d.weekday() for d in distinct}) == 1 and all(
        (b - a) % timedelta(days=7) == timedelta(0) for a, b in itertools.pairwise(distinct)
    ):
        return _week
    return None


def _month(day: date) -> str:
    return f"{day.year}-{day.month:02d}"


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def year_in(texts: Sequence[str]) -> int | None:
    """The latest year that titles above a table name, None when they name none."""
    years = [int(y) for text in texts for y in re.findall(r"(?<!\d)(20\d\d)(?!\d)", text)]
    return max(years) if years else None
