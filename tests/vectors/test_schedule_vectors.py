"""The network against answers known from elsewhere: every case in data/schedule that concerns one working calendar."""

import json
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from interimcoo.domain.dates import WorkingCalendar
from interimcoo.domain.plan.network import Circle, Link, Node, solve
from interimcoo.domain.plan.schedule import PlanTask, schedule

DATA = Path(__file__).parent / "data" / "schedule"
CASES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(DATA.glob("*.json"))}
NUMERIC = sorted(key for key, case in CASES.items() if case["kind"] == "cpm_numeric")
CALENDAR = sorted(key for key, case in CASES.items() if case["kind"] == "cpm_calendar")


def numeric_network(given: dict[str, Any]) -> tuple[list[Node[str]], list[Link[str]]]:
    if "generate" in given:
        made = given["generate"]
        assert made["shape"] == "chain"
        nodes = [Node(f"T{n}", made["duration"]) for n in range(made["tasks"])]
        return nodes, [Link(f"T{n}", f"T{n + 1}") for n in range(made["tasks"] - 1)]
    nodes = [Node(task["id"], task["duration"]) for task in given["tasks"]]
    return nodes, [Link(link["pred"], link["succ"], link["lag"], link["type"]) for link in given["links"]]


@pytest.mark.parametrize("name", NUMERIC)
def test_that_numeric_networks_give_the_known_times(name: str) -> None:
    case = CASES[name]
    nodes, links = numeric_network(case["input"])
    expected = case["expect"]
    if expected["error"]:
        with pytest.raises(Circle) as refused:
            solve(nodes, links)
        path = refused.value.path
        assert path[0] == path[-1]
        assert sorted(set(path)) == expected["cycle"]
        assert all(any((link.before, link.after) == pair for link in links) for pair in pairwise(path))
        return
    solution = solve(nodes, links)
    assert solution.finish == expected["finish"]
    for key, wanted in expected["tasks"].items():
        times = solution.times[key]
        found = {
            "ES": times.early_start, "EF": times.early_finish, "LS": times.late_start, "LF": times.late_finish,
            "TF": times.total_float, "FF": times.free_float, "critical": times.critical,
        }  # fmt: skip
        assert {name: found[name] for name in wanted} == wanted, key
    if "critical_count" in expected:
        assert sum(times.critical for times in solution.times.values()) == expected["critical_count"]


def calendar_of(given: dict[str, Any]) -> WorkingCalendar:
    off: set[date] = set()
    for first, last in given["calendar"]["non_working"]:
        day = date.fromisoformat(first)
        while day <= date.fromisoformat(last):
            off.add(day)
            day += timedelta(days=1)
    return WorkingCalendar(frozenset(off))


def first_day(moment: str, calendar: WorkingCalendar) -> date:
    """The day on which work that can start at a moment starts: after 17:00 it is the next working day."""
    at = datetime.fromisoformat(moment)
    return calendar.next_working(at.date() + timedelta(days=1) if at.hour >= 17 else at.date())


def last_day(moment: str, calendar: WorkingCalendar) -> date:
    """The day on which work that ends at a moment ends: at 08:00 it is the working day before."""
    at = datetime.fromisoformat(moment)
    return calendar.previous_working(at.date() - timedelta(days=1) if at.hour <= 8 else at.date())


@pytest.mark.parametrize("name", CALENDAR)
def test_that_calendar_networks_give_the_known_dates(name: str) -> None:
    case = CASES[name]
    given, expected = case["input"], case["expect"]
    calendar = calendar_of(given)
    days = {"d": 1, "w": case["settings"]["minutes_per_week"] // case["settings"]["minutes_per_day"]}
    tasks = [
        PlanTask(
            task["id"],
            task["duration"] * days[task["unit"]],
            date.fromisoformat(task["constraint_date"][:10]) if task["constraint"] else None,
        )
        for task in given["tasks"]
    ]
    links = [Link(link["pred"], link["succ"], link["lag"], link["type"]) for link in given["links"]]
    start = date.fromisoformat(given["project_start"][:10])
    if expected["error"]:
        with pytest.raises(Circle):
            schedule(tasks, links, calendar, start)
        return
    plan = schedule(tasks, links, calendar, start)
    assert plan.finish == last_day(expected["finish"], calendar)
    for task in tasks:
        wanted, found = expected["tasks"][task.key], plan.dates[task.key]
        assert found.total_float * case["settings"]["minutes_per_day"] == wanted["total_float_min"], task.key
        assert found.critical is wanted["critical"]
        if task.duration:
            assert found.start == first_day(wanted["start"], calendar), task.key
            assert found.finish == last_day(wanted["finish"], calendar), task.key
            assert found.late_start == first_day(wanted["late_start"], calendar), task.key
            assert found.late_finish == last_day(wanted["late_finish"], calendar), task.key
        else:
            assert found.start == found.finish == date.fromisoformat(wanted["start"][:10]), task.key


def test_that_every_case_of_the_folder_is_walked() -> None:
    assert len(NUMERIC) >= 25
    assert len(CALENDAR) >= 20
    assert len(NUMERIC) + len(CALENDAR) == len(CASES)


def test_that_the_cases_are_those_of_the_references(references: Path) -> None:
    for name, case in CASES.items():
        original = references / "vectors" / "schedule" / f"{name}.json"
        assert json.loads(original.read_text(encoding="utf-8")) == case
