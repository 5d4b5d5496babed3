"""Rules that tell a special cause from chance: Making Data Count ("nhs"), Wheeler, and a basic set.

All rules work on a matrix with one series a row, excluded points already taken out, so that one pass serves every KPI.
A missing value (NaN) ends every pattern. Method: shared description of the KPI engine, section 3.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

RuleSet = Literal["nhs", "wheeler", "basic"]
Rule = Literal["outside", "trend", "two_in_three", "one_side", "three_of_four", "two_beyond_2s"]
Floats = NDArray[np.float64]
Signs = NDArray[np.int8]
Bools = NDArray[np.bool_]

RULES: Final[Mapping[RuleSet, tuple[Rule, ...]]] = {
    "nhs": ("outside", "trend", "two_in_three", "one_side"),
    "wheeler": ("outside", "three_of_four", "one_side"),
    "basic": ("outside", "trend", "two_beyond_2s", "one_side"),
}
"""the rules of each set, in the order in which they name a point"""


@dataclass(frozen=True, slots=True)
class Lines:
    """Points and lines of many series: `y` has one series a row, the others one number a row (NaN for none)."""

    y: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    lower_2s: Floats
    upper_2s: Floats
    tolerance: Floats
    """differences up to this count as ties"""


def flags(lines: Lines, rule_set: RuleSet, run_length: int, trend_points: int) -> dict[Rule, Signs]:
    """Per rule a matrix of the shape of `lines.y`: 1 flagged high or rising, -1 low or falling, 0 not flagged."""
    found: dict[Rule, Signs] = {}
    side = _sign(lines.y - lines.centre[:, None], lines.tolerance)
    for rule in RULES[rule_set]:
        match rule:
            case "outside":
                found[rule] = outside(lines)
            case "trend":
                found[rule] = _trend(lines, trend_points)
            case "one_side":
                found[rule] = np.where((side != 0) & (_run_lengths(side) >= run_length), side, 0).astype(np.int8)
            case "two_in_three":
                found[rule] = _two_in_three(lines, side)
            case "two_beyond_2s":
                found[rule] = _two_beyond(lines)
            case "three_of_four":
                found[rule] = _three_of_four(lines, side)
    return found


def outside(lines: Lines) -> Signs:
    """Points strictly beyond a limit."""
    return _beyond(lines, lines.lower, lines.upper)


def _beyond(lines: Lines, lower: Floats, upper: Floats) -> Signs:
    tolerance = lines.tolerance[:, None]
    with np.errstate(invalid="ignore"):
        above = lines.y > upper[:, None] + tolerance
        below = lines.y < lower[:, None] - tolerance
    return (above.astype(np.int8) - below.astype(np.int8)).astype(np.int8)


def _sign(difference: Floats, tolerance: Floats) -> Signs:
    with np.errstate(invalid="ignore"):
        above = difference > tolerance[:, None]
        below = difference < -tolerance[:, None]
    return (above.astype(np.int8) - below.astype(np.int8)).astype(np.int8)


def _run_lengths(signs: Signs) -> NDArray[np.int64]:
    """For every place the length of the run of equal signs it lies in."""
    if signs.shape[1] == 0:
        return np.zeros(signs.shape, np.int64)
    place = np.broadcast_to(np.arange(signs.shape[1]), signs.shape)
    change = signs[:, 1:] != signs[:, :-1]
    starts = np.where(np.pad(change, ((0, 0), (1, 0)), constant_values=True), place, 0)
    ends = np.where(np.pad(change, ((0, 0), (0, 1)), constant_values=True), place, signs.shape[1])
    first = np.maximum.accumulate(starts, axis=1)
    last = np.minimum.accumulate(ends[:, ::-1], axis=1)[:, ::-1]
    lengths: NDArray[np.int64] = last - first + 1
    return lengths


def _trend(lines: Lines, trend_points: int) -> Signs:
    """A point shared by two trends takes the direction of the later one."""
    found = np.zeros(lines.y.shape, np.int8)
    steps = _sign(np.diff(lines.y, axis=1), lines.tolerance)
    long = np.where((steps != 0) & (_run_lengths(steps) >= trend_points - 1), steps, 0)
    if long.shape[1]:
        found[:, 1:] = long
        found[:, :-1] = np.where(long != 0, long, found[:, :-1])
    return found


def _windows(mask: Bools, width: int) -> NDArray[np.int64]:
    """How many of each `width` neighbours are marked, at the place of the first."""
    total = np.cumsum(np.pad(mask.astype(np.int64), ((0, 0), (1, 0))), axis=1)
    counted: NDArray[np.int64] = total[:, width:] - total[:, :-width]
    return counted


def _spread(windows: Bools, width: int, columns: int) -> Bools:
    """Every place that lies in a marked window."""
    found = np.zeros((windows.shape[0], columns), np.bool_)
    for shift in range(width):
        found[:, shift : shift + windows.shape[1]] |= windows
    return found


def _two_in_three(lines: Lines, side: Signs) -> Signs:
    found = np.zeros(lines.y.shape, np.int8)
    if lines.y.shape[1] < 3:
        return found
    beyond, out = _beyond(lines, lines.lower_2s, lines.upper_2s), outside(lines)
    for sign in (1, -1):
        near = (beyond == sign) & (out == 0)
        windows = (_windows(side == sign, 3) == 3) & (_windows(near, 3) >= 2)
        found[near & _spread(windows, 3, lines.y.shape[1])] = sign
    return found


def _two_beyond(lines: Lines) -> Signs:
    found = np.zeros(lines.y.shape, np.int8)
    if lines.y.shape[1] < 3:
        return found
    beyond = _beyond(lines, lines.lower_2s, lines.upper_2s)
    present = _windows(~np.isnan(lines.y), 3) == 3
    for sign in (1, -1):
        near = beyond == sign
        windows = present & (_windows(near, 3) >= 2)
        found[near & _spread(windows, 3, lines.y.shape[1])] = sign
    return found


def _three_of_four(lines: Lines, side: Signs) -> Signs:
    """All four points of a window are marked, each with its own side; one on the centre takes that of the window."""
    found = np.zeros(lines.y.shape, np.int8)
    if lines.y.shape[1] < 4:
        return found
    half = _beyond(lines, (lines.centre + lines.lower) / 2, (lines.centre + lines.upper) / 2)
    present = _windows(~np.isnan(lines.y), 4) == 4
    for sign in (1, -1):
        windows = present & (_windows(half == sign, 4) >= 3)
        marked = _spread(windows, 4, lines.y.shape[1])
        found = np.where(marked, np.where(side != 0, side, sign), found).astype(np.int8)
    return found
