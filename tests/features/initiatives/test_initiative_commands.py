"""Commands of the portfolio: what they write, what they refuse, and that undo puts everything back."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

import portfolio_sample as sample
from interimcoo.features.initiatives import queries
from interimcoo.features.initiatives.commands import (
    AddInitiative,
    ChangeInitiative,
    LinkFinding,
    MoveStage,
    RemoveInitiative,
    UnlinkFinding,
)
from interimcoo.features.initiatives.queries import InitiativeRow
from interimcoo.features.plan.commands import SetBaseline, SetProgress
from interimcoo.store.command import Command
from interimcoo.store.engagement import Engagement
from interimcoo.store.errors import Refused
from store.exact import content as rows_of

Clock = Callable[[], datetime]
TODAY = sample.TODAY


@pytest.fixture
def portfolio(tmp_path: Path, clock: Clock) -> Engagement:
    return sample.portfolio(tmp_path / "p.icoo", clock)


def rows(engagement: Engagement, today: date = TODAY) -> dict[str, InitiativeRow]:
    with engagement.reading() as db:
        return {row.reference: row for row in queries.initiatives(db, today)}


def refused(engagement: Engagement, command: Command) -> str:
    before = rows_of(engagement)
    with pytest.raises(Refused) as found:
        engagement.run(command)
    assert rows_of(engagement) == before
    return f"{found.value.happened} {found.value.remedy}"


def test_that_an_initiative_decides_the_open_finding_it_answers(portfolio: Engagement) -> None:
    portfolio.run(AddInitiative(" Press shop board ", TODAY, owner="S. Öberg", findings=(5,)))
    row = rows(portfolio)["I5"]
    assert (row.name, row.owner, row.findings, row.stage, row.status) == (
        "Press shop board", "S. Öberg", (5,), "idea", "not_started",
    )  # fmt: skip
    with portfolio.reading() as db:
        finding = queries.finding_choices(db)[4]
    assert (finding.decision, finding.answered) == ("act", True)


@pytest.mark.parametrize(
    ("command", "word"),
    [
        (AddInitiative(" ", TODAY), "name"),
        (AddInitiative("A", TODAY, start=TODAY, end=date(2026, 9, 1)), "before the start"),
        (AddInitiative("A", TODAY, findings=(99,)), "F99"),
        (AddInitiative("A", TODAY, kpi="XXX99"), "XXX99"),
        (ChangeInitiative(99, ("name",), name="A"), "I99"),
        (ChangeInitiative(1, ("name",), name=""), "name"),
        (ChangeInitiative(1, ("end",), end=date(2026, 1, 1)), "before the start"),
        (ChangeInitiative(1, ("owner",)), "owner missing"),
        (ChangeInitiative(1, ("review_on",)), "review date missing"),
        (LinkFinding(1, 1), "already"),
        (LinkFinding(1, 99), "F99"),
        (UnlinkFinding(1, 2), "not linked"),
        (UnlinkFinding(1, 1), "only finding"),
        (MoveStage(4, "delivery"), "KPI, review date missing"),
        (MoveStage(99, "idea"), "I99"),
        (RemoveInitiative(1), "3 tasks"),
    ],
)
def test_that_refusals_say_what_is_wrong_and_change_nothing(portfolio: Engagement, command: Command, word: str) -> None:
    assert word in refused(portfolio, command)


def test_that_an_initiative_without_finding_stays_an_idea(portfolio: Engagement) -> None:
    portfolio.run(AddInitiative("Loose idea", TODAY))
    assert "stays an idea" in refused(portfolio, MoveStage(5, "chartered"))
    portfolio.run(LinkFinding(5, 5))
    portfolio.run(MoveStage(5, "chartered"))
    assert rows(portfolio)["I5"].stage == "chartered"


def test_that_delivery_names_baseline_and_target_that_lack(portfolio: Engagement) -> None:
    portfolio.run(AddInitiative("Scrap", TODAY, owner="A", findings=(3,), kpi="PMO01", review_on=TODAY))
    assert "baseline, target missing" in refused(portfolio, MoveStage(5, "delivery"))


def test_that_what_is_delivered_keeps_what_delivery_needs(portfolio: Engagement) -> None:
    portfolio.run(MoveStage(1, "delivered"))
    assert "owner missing" in refused(portfolio, ChangeInitiative(1, ("owner",)))


def test_that_slip_is_measured_against_the_baseline_of_its_tasks(portfolio: Engagement) -> None:
    row = rows(portfolio)["I1"]
    assert row.forecast_end == date(2026, 11, 3)
    assert row.slip_days == 11
    assert row.status == "off_track"
    assert rows(portfolio)["I2"].status == "at_risk"
    portfolio.run(SetBaseline(2, TODAY))
    assert {ref: row.slip_days for ref, row in rows(portfolio).items()} == {"I1": 0, "I2": 0, "I3": 0, "I4": 0}


def test_that_done_is_weighted_by_working_days(portfolio: Engagement) -> None:
    row = rows(portfolio)["I1"]
    assert row.done == pytest.approx(0.75 * 13 / (13 + 12 + 15))
    assert (row.tasks, row.tasks_done) == (3, 0)
    portfolio.run(SetProgress(1, 100, TODAY))
    assert rows(portfolio)["I1"].tasks_done == 1


def test_that_an_end_that_has_passed_without_tasks_is_late(portfolio: Engagement) -> None:
    portfolio.run(AddInitiative("No plan", date(2026, 9, 1), end=date(2026, 9, 10), findings=(5,)))
    portfolio.run(MoveStage(5, "approved"))
    assert rows(portfolio)["I5"].slip_days == 12
    portfolio.run(MoveStage(5, "stopped"))
    assert rows(portfolio)["I5"].slip_days == 0


def test_that_days_per_stage_come_from_the_history(tmp_path: Path) -> None:
    class Calendar:
        moment = datetime.fromisoformat("2026-09-01T08:00:00+00:00")

        def __call__(self) -> datetime:
            return self.moment

    clock = Calendar()
    engagement = sample.empty(tmp_path / "s.icoo", clock)
    from interimcoo.features.assessment.commands import AddFinding

    engagement.run(AddFinding("A gap", "D", "Seen.", date(2026, 9, 1)))
    engagement.run(AddInitiative("Close it", date(2026, 9, 1), findings=(1,)))
    clock.moment = datetime.fromisoformat("2026-09-08T08:00:00+00:00")
    engagement.run(MoveStage(1, "chartered"))
    clock.moment = datetime.fromisoformat("2026-09-18T08:00:00+00:00")
    engagement.run(MoveStage(1, "approved"))
    engagement.undo()
    engagement.redo()
    with engagement.reading() as db:
        spans = queries.stage_history(db, 1, TODAY)
        since = queries.in_stage_since(db)
    assert [(one.stage, one.days) for one in spans] == [("idea", 7), ("chartered", 10), ("approved", 4)]
    assert since == {1: date(2026, 9, 18)}


@pytest.mark.capability("S05")
def test_that_delivery_needs_owner_baseline_target_review_and_the_history_shows_days_per_stage(tmp_path: Path) -> None:
    from interimcoo.features.assessment.commands import AddFinding
    from interimcoo.features.kpis.commands import SetTarget
    from interimcoo.features.kpis.reading_commands import AddReading

    moment = [datetime.fromisoformat("2026-09-01T08:00:00+00:00")]
    engagement = sample.empty(tmp_path / "s.icoo", lambda: moment[0])
    engagement.run(AddFinding("A gap", "D", "Seen.", date(2026, 9, 1)))
    engagement.run(AddInitiative("Close it", date(2026, 9, 1), findings=(1,), kpi="LOG01"))
    lacking = ["owner", "baseline", "target", "review date"]
    for step in (
        ChangeInitiative(1, ("owner",), owner="M. Wójcik"),
        AddReading("LOG01", "2026-W35", 78.0),
        SetTarget("LOG01", 92.0, date(2026, 9, 1)),
        ChangeInitiative(1, ("review_on",), review_on=date(2026, 10, 1)),
    ):
        said = refused(engagement, MoveStage(1, "delivery"))
        assert all(name in said for name in lacking)
        engagement.run(step)
        lacking.pop(0)
    moment[0] = datetime.fromisoformat("2026-09-05T08:00:00+00:00")
    engagement.run(MoveStage(1, "chartered"))
    moment[0] = datetime.fromisoformat("2026-09-14T08:00:00+00:00")
    engagement.run(MoveStage(1, "delivery"))
    with engagement.reading() as db:
        spans = queries.stage_history(db, 1, TODAY)
    assert [(one.stage, one.days) for one in spans] == [("idea", 4), ("chartered", 9), ("delivery", 8)]
    assert sum(one.days for one in spans) == (TODAY - date(2026, 9, 1)).days


def test_that_an_idea_can_be_removed(portfolio: Engagement) -> None:
    portfolio.run(AddInitiative("Mistake", TODAY, findings=(5,)))
    portfolio.run(RemoveInitiative(5))
    assert "I5" not in rows(portfolio)


def test_that_labels_name_the_initiative(portfolio: Engagement) -> None:
    assert MoveStage(1, "delivery").label.words("en") == "Move I1 to delivery"
    assert ChangeInitiative(5, ("benefit_likely",)).label.words("en") == "Change estimate, I5"
    assert LinkFinding(9, 4).label.words("en") == "Link F4 to I9"
    with pytest.raises(ValueError, match="colour"):
        ChangeInitiative(1, ("colour",))


@pytest.mark.parametrize(
    "command",
    [
        AddInitiative("New", TODAY, "Why", "New person", TODAY, date(2026, 12, 1), (1, 5), "LOG01", 5_000_000, TODAY),
        ChangeInitiative(1, ("name", "owner", "start", "end"), "A", owner="B", start=TODAY, end=date(2027, 1, 1)),
        LinkFinding(1, 5),
        UnlinkFinding(4, 4),
        MoveStage(2, "delivery"),
        MoveStage(1, "stopped"),
    ],
    ids=lambda command: type(command).__name__,
)
def test_that_every_command_is_one_step_that_undo_and_redo_repeat_exactly(
    portfolio: Engagement, command: Command
) -> None:
    before = rows_of(portfolio)
    portfolio.run(command)
    after = rows_of(portfolio)
    assert after != before
    portfolio.undo()
    assert rows_of(portfolio) == before
    portfolio.redo()
    assert rows_of(portfolio) == after
