"""From values and dates to positions: ticks at round numbers, and axes that keep their distance from the data."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, isfinite, log10
from typing import Final

_STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
_TINY: Final = 1e-9


def nice(lo: float, hi: float, n: int = 6) -> tuple[float, ...]:
    """Round numbers from `lo` to `hi`, at most `n` (6 gives 3 to 6): steps of 1, 2, 2.5 or 5 times a power of ten."""
    if not (isfinite(lo) and isfinite(hi)) or hi <= lo:
        return (lo,)
    power = floor(log10((hi - lo) / max(1, n)))
    for exponent in (power - 1, power, power + 1, power + 2):
        for base in _STEPS[:-1]:
            step = base * 10.0**exponent
            first, last = ceil(lo / step - _TINY), floor(hi / step + _TINY)
            if last - first + 1 <= n:
                digits = max(0, -exponent + 1)
                return tuple(round(at * step, digits) + 0.0 for at in range(first, last + 1))
    return (lo, hi)


def decimals_of(ticks: Sequence[float], most: int = 6) -> int:
    """How many decimals ticks need, so that each prints as itself."""
    for decimals in range(most):
        if all(abs(tick - round(tick, decimals)) <= 1e-9 * max(1.0, abs(tick)) for tick in ticks):
            return decimals
    return most


@dataclass(frozen=True, slots=True)
class Linear:
    """Values `lo` to `hi` on positions `start` to `end` (which may run downwards)."""

    lo: float
    hi: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The position of a value."""
        return self.start + (value - self.lo) / (self.hi - self.lo) * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Days:
    """Dates on positions; a single date stands in the middle."""

    first: date
    last: date
    start: float
    end: float

    def at(self, day: date) -> float:
        """The position of a date."""
        span = (self.last - self.first).days
        if span <= 0:
            return (self.start + self.end) / 2
        return self.start + (day - self.first).days / span * (self.end - self.start)


def domain(values: Iterable[float], lines: Iterable[float] = (), headroom: float = 0.05) -> tuple[float, float]:
    """Lowest and highest value of an axis for data and for lines that must not lie on its edges.

    Values that are never negative keep an axis from zero upwards unless a line lies at zero.
    """
    data, marks = [v for v in values if isfinite(v)], [v for v in lines if isfinite(v)]
    everything = data + marks
    if not everything:
        return 0.0, 1.0
    lo, hi = min(everything), max(everything)
    span = hi - lo
    if span <= 1e-9 * max(abs(lo), abs(hi)):
        span = max(abs(hi) * 0.2, 1e-6) if hi else 1.0
        lo, hi = lo - span / 2, hi + span / 2
        headroom = 0.0
    low, high = lo - headroom * span, hi + headroom * span
    if low < 0 <= min(everything) and min(marks, default=high) > headroom * span:
        low = 0.0
    return low, high
