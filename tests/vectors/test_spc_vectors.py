"""Exact answers for control charts, computed elsewhere: every case of the folders that this version covers."""

import json
import os
from pathlib import Path

import pytest

from interimcoo.domain.kpi.aggregate import DuplicateDates, Rule, aggregate, in_date_order
from interimcoo.domain.kpi.spc import Analysis, BaselineTooShort, Direction, PhaseStart, Series, Settings, analyse

HERE = Path(__file__).parent / "data"
ROOT = Path(os.environ.get("INTERIMCOO_VECTORS", HERE))
REAL = Path(os.environ.get("INTERIMCOO_REFERENCES", Path(__file__).parents[3] / "shared")) / "vectors-real"
DIRECTIONS: dict[str, Direction] = {"up": "higher", "down": "lower", "neutral": "target"}


def cases(folder: Path) -> list[dict]:
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.json"))]
    return [case for case in found if isinstance(case, dict) and case.get("schema") == "interimcoo-spc-case/1"]


def covered(case: dict) -> bool:
    """The individuals chart with its rule sets, and aggregation; other charts and runs analysis come later."""
    if case["kind"] == "aggregate":
        return True
    return (
        case["kind"] == "chart" and case["chart"] == "i" and case["settings"]["rule_set"] in ("nhs", "wheeler", "basic")
    )


ALL = cases(ROOT) + (cases(REAL / "spc") if REAL.is_dir() else [])
CHARTS = [case for case in ALL if covered(case) and case["kind"] == "chart"]
AGGREGATES = [case for case in ALL if covered(case) and case["kind"] == "aggregate"]


def close(found: float | None, wanted: float | None, tolerance: dict) -> bool:
    if found is None or wanted is None:
        return found is wanted
    difference, size = abs(found - wanted), max(abs(found), abs(wanted))
    absolute = tolerance["abs"] if size >= 1e-6 else 0.0
    return difference <= absolute or difference <= tolerance["rel"] * size


def answer(case: dict) -> Analysis:
    given, settings = case["input"], case["settings"]
    dates = given["dates"]
    values, excluded = given["values"], frozenset(given["exclude"])
    if dates is not None:
        order, values = in_date_order(dates, values, settings["aggregate"])
        if len(order) == len(dates):
            excluded = frozenset(at for at, row in enumerate(order) if row in excluded)
    series = Series(
        values=values,
        direction=DIRECTIONS.get(settings["improvement"], "higher"),
        target=settings["target"],
        excluded=excluded,
        phases=tuple(PhaseStart(one["start"], one["baseline_points"]) for one in settings["phases"]),
        centre=settings["center"],
        floor_at_zero=settings["floor_at_zero"],
    )
    return analyse(
        series,
        Settings(
            rule_set=settings["rule_set"],
            run_length=settings["run_length"],
            trend_points=settings.get("trend_points", 7),
            screen_ranges=settings["screen_ranges"],
            limit_factor=settings["limit_factor"],
            min_limit_points=settings["min_limit_points"],
            min_baseline_points=settings.get("min_baseline_points", 1),
            multiply=settings["multiply"],
        ),
    )


@pytest.mark.parametrize("case", CHARTS, ids=[case["id"] for case in CHARTS])
def test_that_a_chart_gives_the_known_answer(case: dict) -> None:
    expect = case["expect"]
    if expect["error"] is not None:
        error = {"duplicate_dates": DuplicateDates, "baseline_too_short": BaselineTooShort}[expect["error"]]
        with pytest.raises(error):
            answer(case)
        return
    found = answer(case)
    assert [phase.status for phase in found.phases] == expect["limits_status"]
    assert len(found.phases) - 1 == expect["phase_of_last"]
    names = {"center": "centre", "lower": "lower", "upper": "upper", "lower_2s": "lower_2s", "upper_2s": "upper_2s"}
    for key, name in names.items():
        wanted = expect[key]
        if isinstance(wanted, dict):
            lines, right = [getattr(phase, name) for phase in found.phases], wanted["by_phase"]
        else:
            lines, right = [getattr(found.phase_of(row), name) for row in range(len(found.values))], wanted
        assert len(lines) == len(right)
        assert all(close(one, other, case["tolerance"]) for one, other in zip(lines, right, strict=True)), (key, lines)
    if "plotted" in expect:
        pairs = zip(found.values, expect["plotted"], strict=True)
        assert all(close(one, other, case["tolerance"]) for one, other in pairs)
    for rule, rows in expect["signals"].items():
        assert list(found.flagged(rule)) == rows, rule
    if "cause" in expect:
        assert {str(row): label for row, label in found.labels.items()} == expect["cause"]
        assert {str(row): kind for row, kind in found.kinds.items()} == expect["point_type"]
        assert found.variation == expect["variation"]
        assert found.at == expect["variation_at"]
        assert found.latest_missing == expect["latest_missing"]
        assert found.assurance == expect["assurance"]


@pytest.mark.parametrize("case", AGGREGATES, ids=[case["id"] for case in AGGREGATES])
def test_that_an_aggregation_gives_the_known_answer(case: dict) -> None:
    given, settings = case["input"], case["settings"]
    rule: Rule = settings["method"]
    parts = given["denominators"] or [None] * len(given["groups"])
    groups: dict[str, list[tuple[float | None, float | None]]] = {}
    for group, top, bottom in zip(given["groups"], given["numerators"], parts, strict=True):
        groups.setdefault(group, []).append((top, bottom))
    assert [one["group"] for one in case["expect"]["periods"]] == list(groups)
    for wanted in case["expect"]["periods"]:
        pairs = groups[wanted["group"]]
        if rule == "ratio":
            found = aggregate(rule, [(None, top, bottom) for top, bottom in pairs], factor=settings.get("multiply", 1))
        else:
            found = aggregate(rule, [(value, None, None) for value, _none in pairs], factor=settings.get("multiply", 1))
        assert close(found.value, wanted["value"], case["tolerance"])
        assert close(found.numerator, wanted["numerator"], case["tolerance"])
        assert close(found.denominator, wanted["denominator"], case["tolerance"])
        assert (found.used, found.given) == (wanted["used"], wanted["given"])


def test_that_cases_are_there() -> None:
    assert len(CHARTS) >= 60
    assert len(AGGREGATES) >= 6


def test_that_order_and_sums_of_a_date_follow_the_choice() -> None:
    order, values = in_date_order(["2026-02-01", "2026-01-01"], [2.0, 1.0], None)
    assert order == [1, 0]
    assert values == [1.0, 2.0]
    assert in_date_order(["a", "a", "b"], [1.0, None, 3.0], "sum")[1] == [1.0, 3.0]
