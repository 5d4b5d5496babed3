"""What may and may not be done with actions and decisions, and that each gesture is one undo step."""

from datetime import date

import pytest

from interimcoo.features.actions import queries
from interimcoo.features.actions.commands import (
    AddAction,
    AskDecision,
    ChangeAction,
    ChangeDecision,
    CloseAction,
    DropAction,
    MoveAction,
    RemoveAction,
    ReopenAction,
    ReopenDecision,
    TakeDecision,
)
from interimcoo.features.assessment.commands import AddFinding
from interimcoo.store.engagement import Engagement
from interimcoo.store.errors import Refused

TODAY = date(2026, 9, 22)


def rows(engagement: Engagement) -> tuple[queries.ActionRow, ...]:
    with engagement.reading() as db:
        return queries.actions(db, TODAY)


def decisions(engagement: Engagement) -> tuple[queries.DecisionRow, ...]:
    with engagement.reading() as db:
        return queries.decisions(db, TODAY)


def add_finding(engagement: Engagement) -> None:
    engagement.run(AddFinding("The plan changes daily", "D", "Seen in planning", date(2026, 9, 4)))


def test_that_numbers_rise_over_both_kinds(engagement: Engagement) -> None:
    add_finding(engagement)
    engagement.run(AddAction("Agree a freeze rule", TODAY))
    engagement.run(AddAction("Clear lines daily", TODAY, "corrective", "M. Strandh", date(2026, 9, 30), finding=1))
    assert sorted(row.reference for row in rows(engagement)) == ["A-001", "CA-002"]


@pytest.mark.parametrize(
    ("lacking", "words"),
    [
        ({"owner": ""}, "an owner"),
        ({"due": None}, "a due date"),
        ({"finding": None}, "the KPI or finding it answers"),
    ],
)
def test_that_a_corrective_action_names_what_it_lacks(
    engagement: Engagement, lacking: dict[str, object], words: str
) -> None:
    add_finding(engagement)
    whole: dict[str, object] = {"owner": "M. Strandh", "due": date(2026, 9, 30), "finding": 1}
    with pytest.raises(Refused, match=words):
        engagement.run(AddAction("Clear lines daily", TODAY, "corrective", **(whole | lacking)))  # type: ignore[arg-type]
    assert rows(engagement) == ()


@pytest.mark.capability("D03")
def test_that_age_classes_add_up_and_closing_needs_evidence(engagement: Engagement) -> None:
    for days in (0, 3, 4, 7, 8, 14, 15, 90):
        engagement.run(AddAction(f"Action of {days} days", date.fromordinal(TODAY.toordinal() - days)))
    assert queries.age_classes(rows(engagement)) == (2, 2, 2, 2)
    with pytest.raises(Refused, match="evidence"):
        engagement.run(CloseAction(1, TODAY, "  "))
    assert sum(queries.age_classes(rows(engagement))) == 8
    engagement.run(CloseAction(1, TODAY, "Rule signed, hangs in planning"))
    found = rows(engagement)
    assert sum(queries.age_classes(found)) == 7 == sum(row.is_open for row in found)
    assert next(row for row in found if row.number == 1).evidence == "Rule signed, hangs in planning"


def test_that_moving_is_counted_from_the_second_date_on(engagement: Engagement) -> None:
    engagement.run(AddAction("Agree a freeze rule", TODAY))
    engagement.run(MoveAction(1, date(2026, 9, 25)))
    assert rows(engagement)[0].times_moved == 0
    engagement.run(MoveAction(1, date(2026, 10, 2)))
    assert (rows(engagement)[0].times_moved, rows(engagement)[0].due) == (1, date(2026, 10, 2))
    with pytest.raises(Refused, match="already"):
        engagement.run(MoveAction(1, date(2026, 10, 2)))


def test_that_an_ended_action_only_reopens(engagement: Engagement) -> None:
    engagement.run(AddAction("Agree a freeze rule", TODAY))
    engagement.run(DropAction(1, TODAY, "Sales left the process"))
    for command in (
        MoveAction(1, date(2026, 10, 2)),
        CloseAction(1, TODAY, "done"),
        DropAction(1, TODAY, "again"),
    ):
        with pytest.raises(Refused, match="closed"):
            engagement.run(command)
    engagement.run(ReopenAction(1))
    assert rows(engagement)[0].is_open
    with pytest.raises(Refused, match="open"):
        engagement.run(ReopenAction(1))


def test_that_changing_and_deleting_can_be_undone_one_by_one(engagement: Engagement) -> None:
    engagement.run(AddAction("Agree a freeze rule", TODAY, owner="J. Sjödin"))
    before = rows(engagement)
    engagement.run(ChangeAction(1, ("text", "owner"), text="Agree the rule", owner="M. Strandh"))
    assert (rows(engagement)[0].text, rows(engagement)[0].owner) == ("Agree the rule", "M. Strandh")
    engagement.run(RemoveAction(1))
    assert rows(engagement) == ()
    engagement.undo()
    engagement.undo()
    assert rows(engagement) == before


def test_that_unknown_records_are_refused_by_name(engagement: Engagement) -> None:
    with pytest.raises(Refused, match="F9"):
        engagement.run(AddAction("Do it", TODAY, finding=9))
    with pytest.raises(Refused, match="I9"):
        engagement.run(AddAction("Do it", TODAY, initiative=9))
    with pytest.raises(Refused, match="A-009"):
        engagement.run(CloseAction(9, TODAY, "done"))
    with pytest.raises(Refused, match="text"):
        engagement.run(AddAction(" ", TODAY))


def test_that_a_decision_is_asked_changed_taken_and_reopened(engagement: Engagement) -> None:
    engagement.run(AskDecision("Release money for a spindle", TODAY, amount=42_000_000, due=date(2026, 10, 16)))
    engagement.run(ChangeDecision(1, ("owner", "due"), owner="H. Nordvik", due=date(2026, 10, 9)))
    row = decisions(engagement)[0]
    assert (row.reference, row.owner, row.due, row.amount, row.currency) == (
        "D-01", "H. Nordvik", date(2026, 10, 9), 42_000_000, "EUR",
    )  # fmt: skip
    with pytest.raises(Refused, match="outcome"):
        engagement.run(TakeDecision(1, TODAY, ""))
    with pytest.raises(Refused, match="later"):
        engagement.run(TakeDecision(1, date(2026, 9, 1), "Agreed"))
    engagement.run(TakeDecision(1, TODAY, "Agreed by the board"))
    with pytest.raises(Refused, match="taken"):
        engagement.run(ChangeDecision(1, ("text",), text="Release more"))
    engagement.run(ReopenDecision(1))
    assert decisions(engagement)[0].is_open


@pytest.mark.parametrize(
    ("due", "group", "late"),
    [
        (date(2026, 9, 21), "overdue", 1),
        (date(2026, 9, 22), "today", 0),
        (date(2026, 9, 27), "week", 0),
        (date(2026, 9, 28), "later", 0),
        (None, "undated", 0),
    ],
)
def test_that_a_due_date_decides_the_group(engagement: Engagement, due: date | None, group: str, late: int) -> None:
    engagement.run(AddAction("Agree a freeze rule", date(2026, 9, 1), due=due))
    row = rows(engagement)[0]
    assert (row.group, row.days_late, row.age) == (group, late, 21)
