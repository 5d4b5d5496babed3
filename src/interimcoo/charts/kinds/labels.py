"""Where labels go: pushed apart along an edge, thinned along a time axis; the least important gives way."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from interimcoo.charts import measure
from interimcoo.charts.scene import Weight

PITCH: Final = 8.2
FARTHEST: Final = 12.0
CALM: Final = 15.0
NEAREST: Final = 6.0


@dataclass(frozen=True, slots=True)
class EdgeLabel:
    """A label that belongs to a position on an edge. Rank 0 is most important and hardly moves."""

    words: str
    at: float
    rank: int
    colour: str
    size: float = 7.0
    weight: Weight = "regular"


def spread(
    labels: Sequence[EdgeLabel], low: float, high: float
) -> tuple[tuple[tuple[EdgeLabel, float], ...], list[str]]:
    """The labels with their places between `low` and `high`, a pitch apart and at most 12 points from their position,
    and the words of those that had to be left out, least important first.
    """
    kept = sorted(labels, key=lambda label: (label.at, label.rank))
    left_out: list[str] = []
    while kept:
        places = _apart(kept, low, high)
        far = any(abs(place - label.at) > FARTHEST for label, place in zip(kept, places, strict=True))
        if not far and places[0] >= low - 0.01 and places[-1] <= high + 0.01:
            return tuple(zip(kept, places, strict=True)), left_out
        weakest = max(kept, key=lambda label: label.rank)
        kept.remove(weakest)
        left_out.append(weakest.words)
    return (), left_out


def _apart(labels: Sequence[EdgeLabel], low: float, high: float) -> list[float]:
    """Least squares places a pitch apart: neighbours that would touch form a block around their weighted mean."""
    blocks: list[tuple[float, float, int]] = []
    for at, label in enumerate(labels):
        weight = 50.0 if label.rank == 0 else 1.0
        block = (weight, weight * (label.at - at * PITCH), 1)
        while blocks and blocks[-1][1] / blocks[-1][0] >= block[1] / block[0]:
            before = blocks.pop()
            block = (before[0] + block[0], before[1] + block[1], before[2] + block[2])
        blocks.append(block)
    top = high - (len(labels) - 1) * PITCH
    starts = [min(max(total / weight, low), max(low, top)) for weight, total, count in blocks for _one in range(count)]
    return [start + at * PITCH for at, start in enumerate(starts)]


@dataclass(frozen=True, slots=True)
class AxisLabel:
    """A label under a time axis with its left edge already inside the drawing."""

    index: int
    words: str
    left: float


def along(places: Sequence[tuple[float, str]], low: float, high: float) -> tuple[AxisLabel, ...]:
    """First and last label, and every k-th between: k as small as leaves a calm gap, or at least 6 points.

    Labels stand centred at their position, moved inside `low` to `high` at the ends.
    """
    if not places:
        return ()
    placed = []
    for at, (x, words) in enumerate(places):
        wide = measure.width(words, 7.0)
        placed.append((AxisLabel(at, words, min(max(x - wide / 2, low), max(low, high - wide))), wide))
    calm = _thinned(placed, CALM)
    return calm if len(calm) > 3 else _thinned(placed, NEAREST)


def _thinned(placed: list[tuple[AxisLabel, float]], gap: float) -> tuple[AxisLabel, ...]:
    first, (last, _wide) = placed[0], placed[-1]
    if len(placed) == 1 or first[0].left + first[1] + gap > last.left:
        return (last,)
    for step in range(1, len(placed)):
        chosen = [one for one in placed[:-1:step] if one[0].index == 0 or one[0].left + one[1] + gap <= last.left]
        if all(a[0].left + a[1] + gap <= b[0].left for a, b in pairwise(chosen)):
            return (*(label for label, _wide in chosen), last)
    return first[0], last
