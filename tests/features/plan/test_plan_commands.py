"""Commands of the plan: what they write, what they refuse, and that undo puts everything back."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import portfolio_sample as sample
from interimcoo.features.plan import queries
from interimcoo.features.plan.commands import (
    AddTask,
    ChangeTask,
    LinkTasks,
    MoveTask,
    RemoveTask,
    ReorderTask,
    SetBaseline,
    SetDuration,
    SetProgress,
    UnlinkTasks,
    UsePlanTemplate,
)
from interimcoo.features.plan.queries import PlanView
from interimcoo.store.command import Command
from interimcoo.store.engagement import Engagement
from interimcoo.store.errors import Refused
from store.exact import content as rows_of

TODAY = sample.TODAY
Clock = Callable[[], datetime]


@pytest.fixture
def plan(tmp_path: Path, clock: Clock) -> Engagement:
    return sample.portfolio(tmp_path / "plan.icoo", clock)


@pytest.fixture
def bare(tmp_path: Path, clock: Clock) -> Engagement:
    return sample.empty(tmp_path / "bare.icoo", clock)


def view(engagement: Engagement, today: date = TODAY) -> PlanView:
    with engagement.reading() as db:
        return queries.plan_view(db, today)


def refused(engagement: Engagement, command: Command) -> str:
    before = rows_of(engagement)
    with pytest.raises(Refused) as found:
        engagement.run(command)
    assert rows_of(engagement) == before
    assert found.value.remedy or "not linked" in found.value.happened
    return found.value.happened


def test_that_a_task_follows_what_it_starts_after(bare: Engagement) -> None:
    bare.run(AddTask("  Draw the line  ", owner="M. Wójcik", duration_days=3, not_before=date(2026, 10, 1)))
    bare.run(AddTask("Agree the line", duration_days=2, after=(1,)))
    tasks = view(bare).tasks
    assert [(task.reference, task.name, task.owner) for task in tasks] == [
        ("T1", "Draw the line", "M. Wójcik"),
        ("T2", "Agree the line", ""),
    ]
    assert (tasks[0].start, tasks[0].finish) == (date(2026, 10, 1), date(2026, 10, 5))
    assert (tasks[1].start, tasks[1].driver) == (date(2026, 10, 6), 1)


def test_that_public_holidays_of_the_country_are_days_off(bare: Engagement) -> None:
    bare.run(AddTask("Count the stock", duration_days=3, not_before=date(2026, 12, 23)))
    # Christmas Day and Boxing Day are on a Friday and a Saturday
    assert view(bare).tasks[0].finish == date(2026, 12, 28)


def test_that_a_task_without_date_starts_with_the_mandate_and_never_in_the_past(bare: Engagement) -> None:
    bare.run(AddTask("Meet the sponsor"))
    assert view(bare, date(2026, 8, 20)).tasks[0].start == sample.START
    assert view(bare).tasks[0].start == TODAY


def test_that_preparation_before_the_mandate_keeps_its_date(bare: Engagement) -> None:
    bare.run(AddTask("Ask for data", not_before=date(2026, 8, 24)))
    bare.run(AddTask("Meet the sponsor"))
    tasks = view(bare, date(2026, 8, 20)).tasks
    assert [task.start for task in tasks] == [date(2026, 8, 24), sample.START]


@pytest.mark.parametrize(
    ("command", "word"),
    [
        (AddTask("  "), "name"),
        (AddTask("A", duration_days=-1), "between 0"),
        (AddTask("A", duration_days=2601), "between 0"),
        (AddTask("A", initiative=99), "I99"),
        (AddTask("A", after=(99,)), "T99"),
        (ChangeTask(1, ("name",)), "name"),
        (ChangeTask(99, ("name",), "A"), "T99"),
        (ChangeTask(1, ("initiative",), initiative=99), "I99"),
        (ChangeTask(1, ("duration_days",), duration_days=9999), "between 0"),
        (SetDuration(5, 9999), "between 0"),
        (SetDuration(99, 3), "T99"),
        (SetProgress(5, 101, TODAY), "between 0 and 100"),
        (SetProgress(5, 50, TODAY, date(2026, 9, 23)), "future"),
        (SetProgress(5, 100, TODAY, date(2026, 9, 2), date(2026, 9, 1)), "before the start"),
        (SetProgress(5, 100, TODAY, actual_finish=date(2026, 9, 30)), "future"),
        (LinkTasks(1, 2), "already"),
        (LinkTasks(1, 99), "T99"),
        (LinkTasks(1, 2, 9999), "lag"),
        (UnlinkTasks(1, 5), "not linked"),
        (RemoveTask(99), "T99"),
        (ReorderTask(1, 99), "T99"),
        (SetBaseline(1, TODAY), "number 2"),
        (SetBaseline(3, TODAY), "number 2"),
        (MoveTask(1, date(2026, 10, 1), TODAY), "begun"),
        (MoveTask(10, date(2026, 9, 18), TODAY), "past"),
    ],
)
def test_that_refusals_say_what_is_wrong_and_change_nothing(plan: Engagement, command: Command, word: str) -> None:
    assert word in refused(plan, command)


def test_that_a_link_that_closes_a_circle_is_refused_with_its_path(plan: Engagement) -> None:
    assert "T7 → T4 → T5 → T6 → T7" in refused(plan, LinkTasks(7, 4))
    assert "T4 → T4" in refused(plan, LinkTasks(4, 4))


def test_that_another_lag_takes_the_place_of_the_old_link(plan: Engagement) -> None:
    before = view(plan).task(2)
    plan.run(LinkTasks(1, 2, 3))
    links = [link for link in view(plan).links if (link.before, link.after) == (1, 2)]
    assert [link.lag for link in links] == [3]
    after = view(plan).task(2)
    assert before is not None
    assert after is not None
    assert view(plan).stored.calendar.between(before.start, after.start) == 4


def test_that_a_move_earlier_than_the_links_allow_names_the_predecessor(plan: Engagement) -> None:
    assert "T4" in refused(plan, MoveTask(5, TODAY, TODAY))


def test_that_moving_back_to_where_the_links_put_it_takes_the_date_away(plan: Engagement) -> None:
    at = view(plan).task(5)
    assert at is not None
    plan.run(MoveTask(5, date(2026, 11, 2), TODAY, 32, "Buy and ship spindle"))
    moved = view(plan).task(5)
    assert moved is not None
    assert (moved.start, moved.not_before) == (date(2026, 11, 2), date(2026, 11, 2))
    plan.run(MoveTask(5, at.start, TODAY))
    back = view(plan).task(5)
    assert back is not None
    assert (back.start, back.not_before) == (at.start, None)


def test_that_a_move_onto_a_day_off_lands_on_the_next_working_day(plan: Engagement) -> None:
    plan.run(MoveTask(10, date(2026, 10, 3), TODAY))
    task = view(plan).task(10)
    assert task is not None
    assert task.start == date(2026, 10, 5)


def test_that_labels_name_the_task_and_the_days(plan: Engagement) -> None:
    move = MoveTask(9, date(2026, 11, 20), TODAY, 13, "Causes 6 to 10")
    assert move.label.words("en") == "Move Causes 6 to 10, 13 days"
    assert MoveTask(9, TODAY, TODAY, -1, "A").label.words("en") == "Move A, −1 day"
    assert LinkTasks(1, 2).label.words("en") == "Link T1 to T2"
    assert SetBaseline(2, TODAY).label.words("en") == "Set baseline 2"
    assert ChangeTask(3, ("owner",), owner="A").label.words("en") == "Change owner of T3"


def test_that_progress_records_facts_and_takes_them_back(plan: Engagement) -> None:
    plan.run(SetProgress(10, 100, TODAY, date(2026, 9, 21)))
    task = view(plan).task(10)
    assert task is not None
    assert (task.finished, task.start, task.finish, task.critical) == (True, date(2026, 9, 21), TODAY, False)
    follower = view(plan).task(11)
    assert follower is not None
    assert follower.start == date(2026, 9, 23)
    assert "finished" in refused(plan, SetDuration(10, 3))
    plan.run(SetProgress(10, 40, TODAY))
    task = view(plan).task(10)
    assert task is not None
    assert (task.finished, task.started, task.start) == (False, True, date(2026, 9, 21))
    plan.run(SetProgress(10, 0, TODAY))
    task = view(plan).task(10)
    assert task is not None
    assert (task.started, task.start) == (False, TODAY)


def test_that_progress_without_a_day_takes_the_planned_one(plan: Engagement) -> None:
    plan.run(SetProgress(10, 10, TODAY))
    task = view(plan).task(10)
    assert task is not None
    assert task.start == date(2026, 9, 21)


def test_that_a_baseline_keeps_the_dates_of_its_day(plan: Engagement) -> None:
    before = view(plan)
    assert (before.baseline_number, before.baseline_on) == (1, sample.START)
    assert before.slip_days > 0
    plan.run(SetBaseline(2, TODAY))
    after = view(plan)
    assert (after.baseline_number, after.baseline_on, after.slip_days) == (2, TODAY, 0)
    assert all((task.baseline_start, task.baseline_finish) == (task.start, task.finish) for task in after.tasks)
    plan.undo()
    assert view(plan).baseline_number == 1


def test_that_an_empty_plan_has_no_baseline_to_set(bare: Engagement) -> None:
    assert "no task" in refused(bare, SetBaseline(1, TODAY))


def test_that_order_in_the_list_can_change(plan: Engagement) -> None:
    plan.run(ReorderTask(3, 1))
    assert [task.number for task in view(plan).tasks][:3] == [3, 1, 2]
    plan.run(ReorderTask(3))
    assert [task.number for task in view(plan).tasks if task.initiative == 1] == [1, 2, 3]


def test_that_a_removed_task_takes_its_links_along(plan: Engagement) -> None:
    plan.run(RemoveTask(5, "Buy and ship spindle"))
    after = view(plan)
    assert after.task(5) is None
    assert not [link for link in after.links if 5 in (link.before, link.after)]


@pytest.mark.parametrize("kind", ["turnaround", "change_project", "growth", "vacancy"])
@pytest.mark.parametrize("language", ["en", "sv"])
def test_that_the_template_brings_a_plan_that_fits_its_days(
    kind: str, language: str, tmp_path: Path, clock: Clock
) -> None:
    from interimcoo.content import plan_100_days
    from interimcoo.features.mandate.commands import CreateMandate
    from interimcoo.features.plan.whole import template_day

    made = Engagement.create(tmp_path / "t.icoo", clock=clock)
    made.run(CreateMandate("Kund", kind, sample.START, 180, sponsor="H. Nordvik", consultant="K. Berg"))
    made.run(UsePlanTemplate(language))
    found = view(made, date(2026, 8, 20))
    entries = plan_100_days(kind, language)
    assert len(found.tasks) == len(entries)
    by_name = {task.name: task for task in found.tasks}
    for entry in entries:
        task = by_name[entry.task.rstrip(".")]
        assert task.start == found.stored.calendar.next_working(template_day(sample.START, entry.day_from)), entry.code
        assert task.finish <= max(task.start, template_day(sample.START, entry.day_to)), entry.code
        owner = {"sponsor": "H. Nordvik", "interim_coo": "K. Berg"}.get(entry.owner_role, "")
        assert task.owner == owner
    assert not found.ignored
    assert "already" in refused(made, UsePlanTemplate(language))


def test_that_the_template_needs_a_mandate(tmp_path: Path, clock: Clock) -> None:
    assert "mandate" in refused(Engagement.create(tmp_path / "n.icoo", clock=clock), UsePlanTemplate())


def test_that_unknown_fields_of_a_change_are_a_defect() -> None:
    with pytest.raises(ValueError, match="colour"):
        ChangeTask(1, ("colour",))


EVERY: tuple[Command, ...] = (
    AddTask("New work", 1, "New person", 4, date(2026, 10, 1), (3, 7)),
    ChangeTask(2, ("name", "owner", "initiative", "not_before", "duration_days"), "A", "B", None, TODAY, 9),
    MoveTask(9, date(2026, 12, 1), TODAY),
    SetDuration(6, 0),
    SetProgress(10, 100, TODAY),
    SetProgress(1, 0, TODAY),
    LinkTasks(11, 9, -2),
    UnlinkTasks(4, 5),
    RemoveTask(8),
    ReorderTask(11, 1),
    SetBaseline(2, TODAY),
    UsePlanTemplate("sv"),
)


@pytest.mark.parametrize("command", EVERY, ids=lambda command: type(command).__name__)
def test_that_every_command_is_one_step_that_undo_and_redo_repeat_exactly(plan: Engagement, command: Command) -> None:
    before = rows_of(plan)
    plan.run(command)
    after = rows_of(plan)
    assert after != before
    plan.undo()
    assert rows_of(plan) == before
    plan.redo()
    assert rows_of(plan) == after


@settings(max_examples=40)
@given(st.lists(st.sampled_from(EVERY), max_size=6))
def test_that_any_sequence_keeps_a_plan_that_can_be_reckoned(
    tmp_path_factory: pytest.TempPathFactory, commands: list[Command]
) -> None:
    moment = datetime.fromisoformat("2026-09-22T08:00:00+00:00")
    engagement = sample.portfolio(tmp_path_factory.mktemp("seq") / "p.icoo", lambda: moment)
    for command in commands:
        try:
            engagement.run(command)
        except Refused:
            continue
    found = view(engagement)
    assert not found.ignored
    for link in found.links:
        before, after = found.task(link.before), found.task(link.after)
        assert before is not None
        assert after is not None
        if link.kind == "FS" and not after.started and before.duration and after.duration and link.lag >= 0:
            assert after.start > before.finish
    engagement.close()


def test_that_a_circle_in_the_file_is_left_out_and_named(plan: Engagement) -> None:
    from sqlmodel import select

    from interimcoo.store.tables import Task, TaskLink
    from interimcoo.text import Label

    class Merge:
        final = False
        long = False
        label = Label("Merge")

        def apply(self, db):  # type: ignore[no-untyped-def]
            ids = {task.number: task.id for task in db.exec(select(Task)).all()}
            db.add(TaskLink(predecessor_id=ids[3], successor_id=ids[1]))

    plan.run(Merge())
    found = view(plan)
    assert len(found.ignored) == 1
    assert found.end is not None
    from interimcoo.features.plan import guide

    steps = guide.rules(found, mandate=True)
    assert any("circle" in step.title.words("en") for step in steps)
