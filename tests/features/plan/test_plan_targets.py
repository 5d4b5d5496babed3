"""What the plan takes from a sheet: tasks with links in three languages, and what it refuses."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from interimcoo.exchange.excel_in.sheet import Address
from interimcoo.exchange.excel_in.target import Options, Planning, Record, Typed, Value
from interimcoo.features.imports.commands import ApplyImport
from interimcoo.features.plan.targets import TASKS, parse_links
from interimcoo.store.engagement import Clock, Engagement
from interimcoo.store.tables import Initiative, Person, Task, TaskLink

NOW = datetime(2026, 9, 22, 8, 0, tzinfo=UTC)


@pytest.fixture
def engagement(tmp_path: Path, clock: Clock) -> Iterator[Engagement]:
    made = Engagement.create(tmp_path / "a.icoo", clock=clock)
    yield made
    made.close()


def task(row: int, **values: Typed) -> Record:
    return Record(row, {key: Value(v, Address(row, at), str(v)) for at, (key, v) in enumerate(values.items(), 1)})


def planned(engagement: Engagement, records: Sequence[Record], **options: object) -> Planning:
    with engagement.reading() as db:
        return TASKS.plan(db, records, Options(**options))  # type: ignore[arg-type]


def stored(engagement: Engagement, records: Sequence[Record]) -> None:
    engagement.run(ApplyImport("tasks", "a.xlsx", "", 1, "S", "A1:C9", "{}", NOW, 9, tuple(records), ()))


def links(engagement: Engagement) -> set[tuple[str, str, str, int]]:
    with engagement.reading() as db:
        names = {t.id: t.key or t.name for t in db.exec(select(Task)).all()}
        found = db.exec(select(TaskLink)).all()
    return {(names[one.predecessor_id], names[one.successor_id], one.kind, one.lag_days) for one in found}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3", [("3", "FS", 0)]),
        ("3;4", [("3", "FS", 0), ("4", "FS", 0)]),
        ("3, 4", [("3", "FS", 0), ("4", "FS", 0)]),
        ("3FS+2d", [("3", "FS", 2)]),
        ("12FS-1 dag", [("12", "FS", -1)]),
        ("3SS", [("3", "SS", 0)]),
        ("3EA", [("3", "FS", 0)]),
        ("3AS+2", [("3", "FS", 2)]),
        ("", []),
    ],
)
def test_that_predecessors_are_read_in_three_languages(text: str, found: list[tuple[str, str, int]]) -> None:
    read = parse_links(text)
    assert read is not None
    assert [(one.name, one.kind, one.lag) for one in read] == found


@pytest.mark.parametrize("text", ["3AA", "after task 3!", "3FS+"])
def test_that_what_means_two_things_or_nothing_is_not_read(text: str) -> None:
    assert parse_links(text) is None


def test_that_tasks_come_with_owner_initiative_dates_and_links(engagement: Engagement) -> None:
    rows = [
        task(1, key="1", name="Map", owner="Johan", initiative="Promise rule", start=date(2026, 9, 14), duration=6.0),
        task(2, key="2", name="Write", owner="Johan", initiative="promise rule", duration=5.0, predecessors="1FS+2d"),
        task(3, key="3", name="Try", start=date(2026, 10, 5), finish=date(2026, 10, 9), progress=0.25),
    ]
    stored(engagement, rows)
    with engagement.reading() as db:
        tasks = {t.key: t for t in db.exec(select(Task)).all()}
        assert [p.name for p in db.exec(select(Person)).all()] == ["Johan"]
        assert [i.name for i in db.exec(select(Initiative)).all()] == ["Promise rule"]
    assert (tasks["1"].not_before, tasks["1"].duration_days) == (date(2026, 9, 14), 6)
    assert (tasks["3"].duration_days, tasks["3"].progress) == (5, 250_000)
    assert [tasks[k].number for k in "123"] == [1, 2, 3]
    assert links(engagement) == {("1", "2", "FS", 2)}


def test_that_unknown_predecessors_and_circles_are_named_and_the_rest_holds(engagement: Engagement) -> None:
    rows = [
        task(1, key="1", name="A", predecessors="3"),
        task(2, key="2", name="B", predecessors="1;99"),
        task(3, key="3", name="C", predecessors="2"),
    ]
    planning = planned(engagement, rows)
    said = [r.reason for row in planning.rows for r in row.rejects]
    assert said[0] == "there is no task 99"
    assert said[1].startswith("the links go in a circle: ")
    assert [row.state for row in planning.rows] == ["new"] * 3
    stored(engagement, rows)
    assert len(links(engagement)) == 2


def test_that_a_finish_before_the_start_and_a_repeated_id_are_rejected(engagement: Engagement) -> None:
    rows = [
        task(1, key="1", name="A", start=date(2026, 9, 14), finish=date(2026, 9, 11)),
        task(2, key="2", name="B"),
        task(3, key="2", name="C"),
    ]
    planning = planned(engagement, rows)
    assert [row.state for row in planning.rows] == ["rejected", "new", "rejected"]
    assert [r.reason for row in planning.rows for r in row.rejects] == [
        "the finish lies before the start",
        "repeats row 2",
    ]


def test_that_the_next_version_of_a_list_changes_what_differs(engagement: Engagement) -> None:
    first = [task(1, key="1", name="A", duration=5.0), task(2, key="2", name="B", predecessors="1", owner="Eva")]
    stored(engagement, first)
    second = [task(1, key="1", name="A", duration=7.0), task(2, key="2", name="B", predecessors="1", owner="Eva")]
    planning = planned(engagement, second)
    assert [row.state for row in planning.rows] == ["changed", "unchanged"]
    assert [(c.field, c.old, c.new) for c in planning.rows[0].changes] == [("duration_days", "5", "7")]
    stored(engagement, second)
    assert links(engagement) == {("1", "2", "FS", 0)}


def test_that_a_task_may_follow_one_that_is_stored_already(engagement: Engagement) -> None:
    stored(engagement, [task(1, key="1", name="A")])
    stored(engagement, [task(1, key="2", name="B", predecessors="1")])
    assert links(engagement) == {("1", "2", "FS", 0)}
