"""Individuals charts of all KPIs at once: limits per phase, special causes, variation and assurance.

Method: shared description of the KPI engine, sections 1 to 4 (I chart with moving-range screening).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np

from interimcoo.domain.kpi.rules import RULES, Bools, Floats, Lines, Rule, RuleSet, flags, outside

Direction = Literal["higher", "lower", "target"]
LimitsStatus = Literal["ok", "provisional", "not_enough_data", "no_variation"]
PointKind = Literal["common_cause", "improvement", "concern", "special_high", "special_low", "missing", "excluded"]
Variation = Literal["improvement", "concern", "special_high", "special_low", "common_cause", "not_enough_data"]
Assurance = Literal["pass", "fail", "inconsistent", "not_enough_data"]

SCREEN: Final = 3.267
"""ranges of at least this many times the mean range are left out"""
FULL_POINTS: Final = 15
"""limits of fewer base points are provisional"""
TIE: Final = 1e-12
_SUFFIX: Final = {"trend": ("trend_down", "trend_up")}


class BaselineTooShort(ValueError):
    """A frozen baseline of fewer points than the settings allow."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How limits and rules are computed; the defaults are those of the product."""

    rule_set: RuleSet = "nhs"
    run_length: int = 7
    trend_points: int = 7
    screen_ranges: bool = True
    limit_factor: float = 2.66
    min_limit_points: int = 6
    min_baseline_points: int = 12
    multiply: float = 1.0


@dataclass(frozen=True, slots=True)
class PhaseStart:
    """A phase begins at a row; with `baseline_points` only its first rows determine the limits."""

    start: int = 0
    baseline_points: int | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One KPI in time order: None is a missing value. `excluded` are rows a person left out of the limits."""

    values: Sequence[float | None]
    direction: Direction = "higher"
    target: float | None = None
    excluded: frozenset[int] = frozenset()
    phases: tuple[PhaseStart, ...] = (PhaseStart(),)
    centre: float | None = None
    floor_at_zero: bool = False


@dataclass(frozen=True, slots=True)
class Phase:
    """The rows `first` to `last` with their lines; `dropped` of `ranges` moving ranges were screened out."""

    first: int
    last: int
    centre: float | None
    lower: float | None
    upper: float | None
    lower_2s: float | None
    upper_2s: float | None
    status: LimitsStatus
    base_points: int
    ranges: int
    dropped: int
    tolerance: float
    """differences up to this are ties"""


@dataclass(frozen=True, slots=True)
class Signal:
    """A special cause: a rule and the rows that belong to it. `high`: values high or rising."""

    rule: Rule
    high: bool
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """The answer for one KPI. `at` is the row that `variation` and `assurance` speak of, None without any value."""

    values: tuple[float | None, ...]
    phases: tuple[Phase, ...]
    signals: tuple[Signal, ...]
    labels: Mapping[int, str]
    """row to the name of its leading rule with its side ("outside_low", "trend_up")"""
    kinds: Mapping[int, PointKind]
    """every row that is not common cause"""
    variation: Variation
    at: int | None
    latest_missing: bool
    assurance: Assurance | None

    def phase_of(self, row: int) -> Phase:
        """The phase a row lies in; raises IndexError beyond the series."""
        for phase in self.phases:
            if phase.first <= row <= phase.last:
                return phase
        raise IndexError(row)

    def flagged(self, rule: Rule) -> tuple[int, ...]:
        """All rows a rule marks, in order."""
        return tuple(sorted({row for signal in self.signals if signal.rule == rule for row in signal.rows}))


@dataclass(slots=True)
class _Segment:
    """A phase of a series with excluded rows taken out; `rows` are their places in the series."""

    series: int
    first: int
    last: int
    rows: np.ndarray
    base: np.ndarray
    excluded: list[int]
    y: Floats
    marks: dict[Rule, dict[int, int]] = field(default_factory=dict)
    phase: Phase | None = None


def analyse(series: Series, settings: Settings = Settings()) -> Analysis:
    """The answer for one KPI; raises BaselineTooShort."""
    return analyse_all((series,), settings)[0]


def analyse_all(many: Sequence[Series], settings: Settings = Settings()) -> tuple[Analysis, ...]:
    """The answers for many KPIs in one pass, in their order; raises BaselineTooShort."""
    arrays = [np.array(one.values, dtype=np.float64) * settings.multiply for one in many]
    segments: list[list[_Segment]] = [_segments(at, one, arrays[at], settings) for at, one in enumerate(many)]
    by_width: dict[int, list[_Segment]] = {}
    for parts in segments:
        for part in parts:
            by_width.setdefault(max(1, len(part.y) - 1).bit_length(), []).append(part)
    for group in by_width.values():
        _judge(group, many, settings)
    return tuple(_answer(one, arrays[at], segments[at], settings) for at, one in enumerate(many))


def _segments(at: int, one: Series, values: Floats, settings: Settings) -> list[_Segment]:
    starts = {0: None} | {max(0, phase.start): phase.baseline_points for phase in one.phases}
    order = sorted(start for start in starts if start < len(values))
    found = []
    for place, first in enumerate(order):
        after = order[place + 1] if place + 1 < len(order) else len(values)
        baseline = starts[first]
        if baseline is not None and baseline < settings.min_baseline_points:
            raise BaselineTooShort(baseline)
        kept = [row for row in range(first, after) if row not in one.excluded] if one.excluded else range(first, after)
        rows = np.array(kept, dtype=np.int64)
        base = rows < (first + baseline if baseline is not None else after)
        excluded = sorted(row for row in one.excluded if first <= row < after)
        found.append(_Segment(at, first, after - 1, rows, base, excluded, values[rows]))
    return found


def _judge(group: list[_Segment], many: Sequence[Series], settings: Settings) -> None:
    """Limits and rule marks of segments of like width, as one matrix."""
    width = max(len(part.y) for part in group)
    y = np.full((len(group), width), np.nan)
    base = np.zeros((len(group), width), np.bool_)
    largest = np.zeros(len(group))
    for at, part in enumerate(group):
        y[at, : len(part.y)] = part.y
        base[at, : len(part.y)] = part.base
    with np.errstate(invalid="ignore"):
        largest = np.max(np.abs(np.nan_to_num(y)), axis=1, initial=0.0)
    tolerance = TIE * largest
    lines, phases = _limits(group, many, y, base & ~np.isnan(y), tolerance, settings)
    marks = flags(lines, settings.rule_set, settings.run_length, settings.trend_points)
    for at, part in enumerate(group):
        part.phase = phases[at]
        part.marks = {rule: {} for rule in marks}
    for rule, signs in marks.items():
        for at, column in zip(*(places.tolist() for places in np.nonzero(signs)), strict=True):
            group[at].marks[rule][int(group[at].rows[column])] = int(signs[at, column])


def _limits(
    group: list[_Segment], many: Sequence[Series], y: Floats, base: Bools, tolerance: Floats, settings: Settings
) -> tuple[Lines, list[Phase]]:
    count = base.sum(axis=1)
    ranges = np.abs(np.diff(y, axis=1))
    usable = base[:, 1:] & base[:, :-1]
    mean_range = _means(ranges, usable)
    kept = usable
    if settings.screen_ranges:
        with np.errstate(invalid="ignore"):
            kept = usable & ((ranges < SCREEN * mean_range[:, None]) | (mean_range[:, None] == 0))
    average = _means(ranges, kept)
    given = [many[part.series].centre for part in group]
    centre = _means(y, base)
    for at, supplied in enumerate(given):
        if supplied is not None:
            centre[at] = supplied * settings.multiply
    enough = (count >= settings.min_limit_points) & (usable.sum(axis=1) > 0)
    with np.errstate(invalid="ignore"):
        flat = average * settings.limit_factor <= tolerance
    reach = np.where(enough & ~flat, settings.limit_factor * average, np.nan)
    lines = Lines(
        y=y,
        centre=np.where(np.isnan(reach), np.nan, centre),
        lower=centre - reach,
        upper=centre + reach,
        lower_2s=centre - reach * 2 / 3,
        upper_2s=centre + reach * 2 / 3,
        tolerance=tolerance,
    )
    for at, part in enumerate(group):
        if many[part.series].floor_at_zero:
            lines.lower[at], lines.lower_2s[at] = np.fmax(lines.lower[at], 0.0), np.fmax(lines.lower_2s[at], 0.0)
            if math.isnan(reach[at]):
                lines.lower[at] = lines.lower_2s[at] = np.nan
    dropped = usable.sum(axis=1) - kept.sum(axis=1)
    phases = []
    for at, part in enumerate(group):
        status: LimitsStatus = "ok" if count[at] >= FULL_POINTS else "provisional"
        if not enough[at]:
            status = "not_enough_data"
        elif flat[at]:
            status = "no_variation"
        phases.append(
            Phase(
                first=part.first,
                last=part.last,
                centre=_plain(centre[at]),
                lower=_plain(lines.lower[at]),
                upper=_plain(lines.upper[at]),
                lower_2s=_plain(lines.lower_2s[at]),
                upper_2s=_plain(lines.upper_2s[at]),
                status=status,
                base_points=int(count[at]),
                ranges=int(usable[at].sum()),
                dropped=int(dropped[at]) if enough[at] else 0,
                tolerance=float(tolerance[at]),
            )
        )
    return lines, phases


def _means(matrix: Floats, mask: Bools) -> Floats:
    """The mean of the masked places of each row from exactly rounded sums, NaN where there is none."""
    filled = np.where(mask, matrix, 0.0)
    counts = mask.sum(axis=1)
    sums = [math.fsum(row) for row in filled.tolist()]
    return np.array([total / n if n else math.nan for total, n in zip(sums, counts.tolist(), strict=True)])


def _plain(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _answer(one: Series, values: Floats, parts: list[_Segment], settings: Settings) -> Analysis:
    phases = tuple(part.phase for part in parts if part.phase is not None)
    labels: dict[int, str] = {}
    signals: list[Signal] = []
    for part in parts:
        for rule in RULES[settings.rule_set]:
            marked = dict(part.marks[rule])
            if rule == "outside":
                marked |= _excluded_outside(part, values)
            for row, sign in marked.items():
                labels.setdefault(row, _label(rule, sign))
            signals.extend(_grouped(rule, marked, part))
    kinds: dict[int, PointKind] = {row: _kind(label, one.direction) for row, label in labels.items()}
    missing = np.nonzero(np.isnan(values))[0].tolist()
    kinds |= dict.fromkeys((row for row in one.excluded if row < len(values)), "excluded")
    kinds |= dict.fromkeys(missing, "missing")
    at = next((row for row in range(len(values) - 1, -1, -1) if kinds.get(row) not in ("missing", "excluded")), None)
    phase = next((p for p in phases if at is not None and p.first <= at <= p.last), None)
    variation: Variation = "not_enough_data"
    if at is not None and phase is not None and phase.status in ("ok", "provisional"):
        variation = _kind(labels[at], one.direction) if at in labels else "common_cause"  # type: ignore[assignment]
    return Analysis(
        values=tuple(None if math.isnan(value) else value for value in values.tolist()),
        phases=phases,
        signals=tuple(sorted(signals, key=lambda signal: (signal.rows[0], signal.rows[-1]))),
        labels=labels,
        kinds=kinds,
        variation=variation,
        at=at,
        latest_missing=bool(missing) and missing[-1] == len(values) - 1,
        assurance=_assurance(one, phase),
    )


def _excluded_outside(part: _Segment, values: Floats) -> dict[int, int]:
    """Excluded points are still compared with the limits, so that excluding cannot hide one."""
    phase = part.phase
    if phase is None or phase.lower is None or phase.upper is None or not part.excluded:
        return {}
    y = values[part.excluded]
    largest = np.nanmax(np.abs(np.concatenate((y, part.y))), initial=0.0)
    signs = outside(
        Lines(
            y[None, :],
            np.array([phase.centre], dtype=np.float64),
            np.array([phase.lower]),
            np.array([phase.upper]),
            np.array([phase.lower]),
            np.array([phase.upper]),
            np.array([TIE * largest]),
        )
    )[0]
    return {row: int(sign) for row, sign in zip(part.excluded, signs, strict=True) if sign}


def _grouped(rule: Rule, marked: Mapping[int, int], part: _Segment) -> list[Signal]:
    """Neighbouring rows of one side belong to one signal; an excluded row outside is a signal of its own."""
    if not marked:
        return []
    left_out = [row for row in marked if row in part.excluded]
    if left_out:
        rest = {row: sign for row, sign in marked.items() if row not in part.excluded}
        return [*(Signal(rule, marked[row] > 0, (row,)) for row in left_out), *_grouped(rule, rest, part)]
    place = {int(row): at for at, row in enumerate(part.rows.tolist())}
    found: list[list[int]] = []
    for row in sorted(marked):
        last = found[-1][-1] if found else None
        if (
            last is not None
            and marked[last] == marked[row]
            and _joined(rule, place[row] - place[last], part.y, place[row])
        ):
            found[-1].append(row)
        else:
            found.append([row])
    return [Signal(rule, marked[rows[0]] > 0, tuple(rows)) for rows in found]


def _joined(rule: Rule, distance: int, y: Floats, at: int) -> bool:
    """Whether a marked row belongs to the signal before it; two in three may leave one point between."""
    if rule in ("two_in_three", "two_beyond_2s"):
        return distance == 1 or (distance == 2 and not math.isnan(y[at - 1]))
    return distance == 1


def _label(rule: Rule, sign: int) -> str:
    if rule in _SUFFIX:
        return _SUFFIX[rule][sign > 0]
    return f"{rule}_{'high' if sign > 0 else 'low'}"


def _kind(label: str, direction: Direction) -> PointKind:
    high = label.endswith(("_high", "_up"))
    if direction == "target":
        return "special_high" if high else "special_low"
    return "improvement" if high == (direction == "higher") else "concern"


def _assurance(one: Series, phase: Phase | None) -> Assurance | None:
    if one.target is None or one.direction == "target":
        return None
    if phase is None or phase.lower is None or phase.upper is None:
        return "not_enough_data"
    if one.target > phase.upper + phase.tolerance:
        return "fail" if one.direction == "higher" else "pass"
    if one.target < phase.lower - phase.tolerance:
        return "pass" if one.direction == "higher" else "fail"
    return "inconsistent"
