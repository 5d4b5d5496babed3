"""From short to long periods and from several units to one: each KPI by its own rule, a ratio only from its parts."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

Rule = Literal[
    "ratio", "event_mean", "balance_ratio", "turnover", "sum", "mean", "last", "min", "max", "median", "recompute"
]
Parts = tuple[float | None, float | None, float | None]
"""value, numerator, denominator of one reading"""
OF_PARTS: Final = frozenset({"ratio", "event_mean", "balance_ratio", "turnover"})
"""rules that need numerator and denominator"""
MONTHS_OF_YEAR: Final = 12


class DuplicateDates(ValueError):
    """Two rows of one date, and nobody has chosen what to do with them."""


@dataclass(frozen=True, slots=True)
class Aggregated:
    """The value of a longer period; `used` of the `given` readings went into it. Fewer than all: incomplete."""

    value: float | None
    numerator: float | None
    denominator: float | None
    used: int
    given: int

    @property
    def complete(self) -> bool:
        """Whether every reading was usable."""
        return self.used == self.given


def aggregate(rule: Rule, readings: Sequence[Parts], *, factor: float = 1.0, months: float = 1.0) -> Aggregated:
    """One value from the readings of a longer period, in time order; `months` is its length for yearly turnover.

    A group without any usable reading has no value, never 0. The rules median and recompute have none here: the first
    needs the single events, the second its components.
    """
    if rule in OF_PARTS:
        return _of_parts(rule, readings, factor, months)
    values = [value for value, _top, _bottom in readings if value is not None]
    if not values or rule in ("median", "recompute"):
        return Aggregated(None, None, None, 0, len(readings))
    if rule == "sum":
        found = math.fsum(values)
    elif rule == "mean":
        found = math.fsum(values) / len(values)
    elif rule == "last":
        found = values[-1]
    elif rule == "min":
        found = min(values)
    else:
        found = max(values)
    return Aggregated(found, None, None, len(values), len(readings))


def _of_parts(rule: Rule, readings: Sequence[Parts], factor: float, months: float) -> Aggregated:
    pairs = [(top, bottom) for _value, top, bottom in readings if top is not None and bottom]
    if not pairs:
        return Aggregated(None, None, None, 0, len(readings))
    bottom = math.fsum(pair[1] for pair in pairs)
    if rule in ("balance_ratio", "turnover"):
        bottom /= len(pairs)
    top = pairs[-1][0] if rule == "balance_ratio" else math.fsum(pair[0] for pair in pairs)
    if rule == "turnover":
        value = factor * top * (MONTHS_OF_YEAR / months) / bottom
    else:
        value = factor * top / bottom
    return Aggregated(value, top, bottom, len(pairs), len(readings))


def over_units(rule: Rule, readings: Sequence[Parts], *, factor: float = 1.0, additive: bool = False) -> Aggregated:
    """One value for several units of organisation in one period.

    Parts are summed before they are divided. Amounts (`additive`: counts, persons, money) are summed as well; without
    parts a rate of several units has no value.
    """
    if len(readings) == 1:
        value, top, bottom = readings[0]
        return Aggregated(value, top, bottom, int(value is not None), 1)
    pairs = [(value, top, bottom) for value, top, bottom in readings if top is not None and bottom]
    if pairs:
        return _of_parts("ratio", readings, factor, 1.0)
    if rule in ("max", "min"):
        return aggregate(rule, readings)
    if rule == "sum" or additive:
        return aggregate("sum", readings)
    return Aggregated(None, None, None, 0, len(readings))


def in_date_order(
    dates: Sequence[str], values: Sequence[float | None], how: Literal["mean", "sum", "last"] | None = None
) -> tuple[list[int], list[float | None]]:
    """(rows in date order, values in that order); rows of one date become one by `how`, else DuplicateDates."""
    order = sorted(range(len(dates)), key=lambda row: dates[row])
    if len(set(dates)) == len(dates):
        return order, [values[row] for row in order]
    if how is None:
        raise DuplicateDates
    groups: dict[str, list[Parts]] = {}
    first: dict[str, int] = {}
    for row in order:
        groups.setdefault(dates[row], []).append((values[row], None, None))
        first.setdefault(dates[row], row)
    return list(first.values()), [aggregate(how, group).value for group in groups.values()]
