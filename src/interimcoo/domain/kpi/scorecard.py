"""A KPI against its target: signed distance, whether it helps, and misses in a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from interimcoo.domain.kpi.spc import Direction

ACT_AFTER: Final = 2
"""so many misses in a row ask for a corrective action"""


@dataclass(frozen=True, slots=True)
class DatedTarget:
    """A target that holds from a day on."""

    valid_from: date
    value: float


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest value against the target in force; `met` and `distance` None without one of the two or with a band."""

    value: float | None
    target: float | None
    distance: float | None
    met: bool | None
    misses: int
    """periods missed in a row up to the newest, each against the target of its own time"""

    @property
    def needs_action(self) -> bool:
        """Whether it was missed twice in a row."""
        return self.misses >= ACT_AFTER


def target_on(targets: Sequence[DatedTarget], day: date) -> float | None:
    """The target in force on a day; None before the first."""
    held = [target for target in targets if target.valid_from <= day]
    return max(held, key=lambda target: target.valid_from).value if held else None


def meets(value: float, target: float, direction: Direction) -> bool | None:
    """Whether a value reaches its target, the target itself included; None for a KPI that wants a band."""
    if direction == "target":
        return None
    return value >= target if direction == "higher" else value <= target


def standing(
    periods: Sequence[tuple[date, float | None]], targets: Sequence[DatedTarget], direction: Direction, today: date
) -> Standing:
    """The standing of (last day, value) pairs in time order. A period without value ends a row of misses."""
    value = next((value for _day, value in reversed(periods) if value is not None), None)
    target = target_on(targets, today)
    distance = value - target if value is not None and target is not None else None
    met = meets(value, target, direction) if value is not None and target is not None else None
    misses = 0
    for day, one in reversed(_without_open_end(periods)):
        agreed = target_on(targets, min(day, today))
        if one is None or agreed is None or meets(one, agreed, direction) is not False:
            break
        misses += 1
    return Standing(value, target, distance, met, misses)


def _without_open_end(periods: Sequence[tuple[date, float | None]]) -> Sequence[tuple[date, float | None]]:
    """The periods up to the newest value."""
    end = len(periods)
    while end and periods[end - 1][1] is None:
        end -= 1
    return periods[:end]
