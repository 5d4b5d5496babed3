"""Dates of a plan: calendar, data date, progress, milestones."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interimcoo.domain.dates import WorkingCalendar
from interimcoo.domain.plan.network import Link
from interimcoo.domain.plan.schedule import PlanTask, moved, schedule, slip

MONDAY = date(2026, 9, 7)
PLAIN = WorkingCalendar()


def day(n: int) -> date:
    return MONDAY + timedelta(days=n)


def test_that_a_chain_jumps_weekends_and_holidays() -> None:
    calendar = WorkingCalendar(frozenset({day(8)}))
    tasks = [PlanTask("a", 5), PlanTask("b", 3), PlanTask("m", 0)]
    plan = schedule(tasks, [Link("a", "b"), Link("b", "m")], calendar, MONDAY)
    assert (plan.dates["a"].start, plan.dates["a"].finish) == (day(0), day(4))
    assert (plan.dates["b"].start, plan.dates["b"].finish) == (day(7), day(10))
    assert plan.dates["m"].start == plan.dates["m"].finish == day(10)
    assert plan.critical_path() == ("a", "b", "m")


def test_that_work_that_has_not_begun_never_lies_before_the_data_date() -> None:
    plan = schedule([PlanTask("a", 2), PlanTask("b", 1)], [Link("a", "b")], PLAIN, MONDAY, day(9))
    assert (plan.dates["a"].start, plan.dates["a"].finish) == (day(9), day(10))
    assert plan.dates["a"].reason == "data date"
    assert plan.dates["b"].start == day(11)


def test_that_what_is_left_begins_at_the_data_date_and_facts_stay() -> None:
    tasks = [PlanTask("a", 5, done=0.5, actual_start=day(-3)), PlanTask("b", 1)]
    plan = schedule(tasks, [Link("a", "b")], PLAIN, MONDAY, day(1))
    assert plan.dates["a"].start == day(-3)
    assert plan.dates["a"].finish == day(3)  # 2.5 days are left from Tuesday: three begun days
    assert plan.dates["b"].start == day(4)


def test_that_a_finish_before_plan_lets_the_follower_come_earlier() -> None:
    tasks = [PlanTask("a", 5, actual_start=day(0), actual_finish=day(2), done=1.0), PlanTask("b", 1)]
    plan = schedule(tasks, [Link("a", "b")], PLAIN, MONDAY, day(3))
    assert plan.dates["b"].start == day(3)


def test_that_facts_on_a_weekend_are_shown_as_they_are() -> None:
    tasks = [PlanTask("a", 2, actual_start=day(5), actual_finish=day(6), done=1.0), PlanTask("b", 1)]
    plan = schedule(tasks, [Link("a", "b")], PLAIN, MONDAY, day(7))
    assert (plan.dates["a"].start, plan.dates["a"].finish) == (day(5), day(6))
    assert plan.dates["b"].start == day(7)


def test_that_progress_without_dates_counts_as_begun_and_ended_in_time() -> None:
    tasks = [PlanTask("a", 5, done=0.4), PlanTask("b", 2, done=1.0), PlanTask("c", 1)]
    plan = schedule(tasks, [Link("b", "c")], PLAIN, MONDAY, day(2))
    assert (plan.dates["a"].start, plan.dates["a"].finish) == (day(0), day(4))
    assert (plan.dates["b"].start, plan.dates["b"].finish) == (day(0), day(1))
    assert plan.dates["c"].start == day(2)


def test_that_a_milestone_with_its_own_date_stands_on_that_date() -> None:
    tasks = [PlanTask("a", 5), PlanTask("m", 0, not_before=day(7))]
    plan = schedule(tasks, [Link("a", "m")], PLAIN, MONDAY)
    assert plan.dates["m"].start == day(7)


def test_that_near_critical_tasks_are_told_apart() -> None:
    tasks = [PlanTask("long", 10), PlanTask("close", 6), PlanTask("far", 2)]
    plan = schedule(tasks, [], PLAIN, MONDAY)
    assert [plan.dates[key].near_critical for key in ("long", "close", "far")] == [False, True, False]
    assert [plan.dates[key].total_float for key in ("long", "close", "far")] == [0, 4, 8]


def test_that_moved_names_what_has_other_dates() -> None:
    links = [Link("a", "b")]
    before = schedule([PlanTask("a", 2), PlanTask("b", 1), PlanTask("c", 1)], links, PLAIN, MONDAY)
    after = schedule([PlanTask("a", 3), PlanTask("b", 1), PlanTask("c", 1)], links, PLAIN, MONDAY)
    assert moved(before, after) == ("a", "b")


def test_that_slip_counts_calendar_days() -> None:
    assert slip(date(2027, 2, 9), date(2027, 2, 2)) == 7
    assert slip(date(2027, 2, 1), date(2027, 2, 2)) == -1
    assert slip(None, date(2027, 2, 2)) == slip(date(2027, 2, 2), None) == 0


def test_that_a_plan_beyond_the_calendar_ends_with_it() -> None:
    plan = schedule([PlanTask("a", 5, not_before=date(9999, 12, 30))], [], PLAIN, date(9999, 12, 1))
    assert plan.finish == date.max


def test_that_an_empty_plan_has_no_end() -> None:
    plan = schedule([], [], PLAIN, MONDAY)
    assert plan.finish is None
    assert plan.critical_path() == ()


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[PlanTask[int]], list[Link[int]], WorkingCalendar, date]:
    count = draw(st.integers(1, 9))
    holidays = draw(st.frozensets(st.integers(0, 60).map(day), max_size=8))
    data = day(draw(st.integers(0, 25)))
    tasks = []
    for key in range(count):
        duration = draw(st.integers(0, 8))
        begun = draw(st.none() | st.integers(0, 25).map(day))
        begun = begun if begun is None or begun <= data else data
        ended = draw(st.booleans()) if begun is not None else False
        tasks.append(
            PlanTask(
                key,
                duration,
                draw(st.none() | st.integers(0, 30).map(day)),
                done=1.0 if ended else draw(st.sampled_from((0.0, 0.25, 0.5))) if begun is not None else 0.0,
                actual_start=begun,
                actual_finish=data if ended else None,
            )
        )
    pairs = draw(st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=12))
    return tasks, [Link(a, b) for a, b in pairs if a < b], WorkingCalendar(holidays), data


@given(plans())
def test_that_every_schedule_keeps_its_rules(
    drawn: tuple[list[PlanTask[int]], list[Link[int]], WorkingCalendar, date],
) -> None:
    tasks, links, calendar, data = drawn
    plan = schedule(tasks, links, calendar, MONDAY, data)
    for task in tasks:
        dates = plan.dates[task.key]
        assert dates.start <= dates.finish
        if task.actual_start is not None:
            assert dates.start == task.actual_start
        if task.actual_finish is not None:
            assert dates.finish == task.actual_finish
            assert not dates.critical
            continue
        if not task.started and task.duration:
            assert dates.start >= data
            assert calendar.is_working(dates.start)
            assert calendar.is_working(dates.finish)
            assert calendar.between(dates.start, dates.finish) == task.duration
            assert task.not_before is None or dates.start >= task.not_before
    for link in links:
        before, after = tasks[link.before], tasks[link.after]
        if not after.started and before.duration and after.duration:
            assert plan.dates[link.after].start > plan.dates[link.before].finish
    assert plan.finish == max(one.finish for one in plan.dates.values())


@pytest.mark.parametrize("size", [3000])
def test_that_thousands_of_linked_tasks_are_reckoned_without_recursion(size: int) -> None:
    tasks = [PlanTask(n, 1) for n in range(size)]
    plan = schedule(tasks, [Link(n, n + 1) for n in range(size - 1)], PLAIN, MONDAY)
    assert plan.dates[size - 1].finish == PLAIN.add(MONDAY, size - 1)
    assert all(one.critical for one in plan.dates.values())
