"""Commands of the assessment: answers, rounds, findings; refusals and undo."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interimcoo.features.assessment import queries
from interimcoo.features.assessment.commands import (
    AddFinding,
    AskDimension,
    ChangeFinding,
    DecideFinding,
    NewRound,
    RemoveFinding,
    Score,
)
from interimcoo.features.initiatives.commands import AddInitiative
from interimcoo.features.mandate.commands import AddPerson, AddUnit, CreateMandate
from interimcoo.store.command import Command
from interimcoo.store.engagement import Engagement
from interimcoo.store.errors import Refused
from store.exact import content as rows_of
from surroundings import TickingClock

TODAY = date(2026, 9, 22)


def finding(engagement: Engagement, number: int = 1) -> queries.FindingRow:
    with engagement.reading() as db:
        return next(row for row in queries.findings(db) if row.number == number)


def add(engagement: Engagement, text: str = "Plan changes daily", **more: object) -> None:
    engagement.run(AddFinding(text, "D", "Planning log", TODAY, **more))  # type: ignore[arg-type]


def test_that_an_answer_is_kept_by_question_unit_and_respondent(engagement: Engagement) -> None:
    run = engagement.run
    run(AddUnit("Łódź", "site"))
    run(Score("D1", score=2, confidence="B"))
    run(Score("D1", "Łódź", "Shift lead", score=4))
    run(Score("D1", score=3, confidence="B", target=4, gesture="target"))
    with engagement.reading() as db:
        row = next(row for row in queries.questions(db) if row.code == "D1")
    assert row.scores == (3, 4)
    assert row.view("", "").target == 4
    assert row.view("Łódź", "Shift lead").score == 4
    assert row.view("Łódź", "").score is None


def test_that_an_empty_answer_is_taken_away(engagement: Engagement) -> None:
    before = rows_of(engagement)
    engagement.run(Score("D1", score=2))
    engagement.run(Score("D1"))
    assert rows_of(engagement) == before
    with engagement.reading() as db:
        assert queries.answers(db) == ()


def test_that_not_applicable_takes_the_score_with_it(engagement: Engagement) -> None:
    engagement.run(Score("D1", score=2, evidence="seen"))
    engagement.run(Score("D1", score=2, evidence="seen", not_applicable=True, gesture="not_applicable"))
    with engagement.reading() as db:
        (answer,) = queries.answers(db)
    assert (answer.score, answer.not_applicable, answer.evidence) == (None, True, "seen")


@pytest.mark.parametrize(
    ("command", "label"),
    [
        (Score("D2", "Łódź", "Sales lead", score=2), "Score D2, Łódź, Sales lead, 2"),
        (Score("D2", score=2), "Score D2, 2"),
        (Score("D2"), "Score D2, –"),
        (Score("D2", target=4, gesture="target"), "Set target of D2 to 4"),
        (Score("D2", confidence="C", gesture="confidence"), "Grade answer D2, C"),
        (Score("D2", not_applicable=True, gesture="not_applicable"), "Mark D2 as not applicable"),
        (AskDimension("D", "whole"), "Ask all questions of dimension D"),
        (DecideFinding(4, "defer", "later"), "Defer F4"),
        (ChangeFinding(4, costs=(1, 2, 3)), "Estimate cost of F4"),
    ],
)
def test_that_undo_labels_say_the_gesture(command: Command, label: str) -> None:
    assert command.label.words("en") == label


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (Score("D1", score=6), "between 0 and 5"),
        (Score("D1", target=-1), "between 0 and 5"),
        (Score("D1", confidence="E"), "one of A, B, C and D"),
        (Score("Z9", score=1), "no question Z9"),
        (Score("", score=1), "belongs to a question"),
        (Score("D1", "Paris", score=1), "no unit Paris"),
        (NewRound(date(2026, 8, 1)), "earlier than the one before"),
        (AskDimension("M", "whole"), "no dimension M"),
        (AddFinding(" ", "D", "x", TODAY), "needs a text"),
        (AddFinding("x", "DE", "x", TODAY), "one dimension"),
        (AddFinding("x", "", "x", TODAY), "one dimension"),
        (AddFinding("x", "D", " ", TODAY), "needs evidence"),
        (AddFinding("x", "D", "x", TODAY, evidence_grade="F"), "one of A, B, C and D"),
        (AddFinding("x", "D", "x", TODAY, question="Z9"), "no question Z9"),
        (AddFinding("x", "D", "x", TODAY, kpi="Z9"), "no KPI Z9"),
        (AddFinding("x", "D", "x", TODAY, cost_low=5, cost_likely=4), "rise from low"),
        (AddFinding("x", "D", "x", TODAY, cost_likely=-4), "rise from low"),
        (ChangeFinding(9, text="x"), "no finding F9"),
        (DecideFinding(9, "accept", "x"), "no finding F9"),
    ],
)
def test_that_what_cannot_be_is_refused_and_nothing_is_written(
    command: Command, says: str, engagement: Engagement
) -> None:
    before = rows_of(engagement)
    with pytest.raises(Refused, match=says):
        engagement.run(command)
    assert rows_of(engagement) == before


def test_that_a_dimension_is_asked_whole_and_back_with_its_answers_kept(engagement: Engagement) -> None:
    engagement.run(AskDimension("D", "whole"))
    engagement.run(Score("D7", score=1))
    engagement.run(AskDimension("D", "core"))
    with engagement.reading() as db:
        assert [row.code for row in queries.questions(db) if row.dimension == "D"] == ["D1", "D2"]
        assert queries.answers(db) == ()
    engagement.run(AskDimension("D", "whole"))
    with engagement.reading() as db:
        assert [answer.question for answer in queries.answers(db)] == ["D7"]
        assert len([row for row in queries.questions(db) if row.dimension == "D"]) == 8


def test_that_a_new_round_starts_empty_and_keeps_the_last(engagement: Engagement) -> None:
    engagement.run(Score("D1", score=2))
    engagement.run(NewRound(TODAY, "After 100 days"))
    with engagement.reading() as db:
        assert queries.answers(db) == ()
        assert [answer.score for answer in queries.answers(db, 1)] == [2]
    engagement.run(Score("D1", score=3))
    with engagement.reading() as db:
        assert [answer.score for answer in queries.answers(db, 1)] == [2]


def test_that_findings_are_numbered_and_ranked_by_money(engagement: Engagement) -> None:
    add(engagement, "small", cost_likely=100)
    add(engagement, "unknown")
    add(engagement, "large", cost_likely=500)
    with engagement.reading() as db:
        assert [row.reference for row in queries.findings(db)] == ["F3", "F1", "F2"]


def test_that_acting_needs_an_initiative_and_leaving_a_reason(engagement: Engagement) -> None:
    add(engagement)
    with pytest.raises(Refused, match="F1 has no initiative"):
        engagement.run(DecideFinding(1, "act"))
    for verdict in ("accept", "defer"):
        with pytest.raises(Refused, match="without a reason"):
            engagement.run(DecideFinding(1, verdict, "  "))  # type: ignore[arg-type]
    assert finding(engagement).loose
    engagement.run(DecideFinding(1, "accept", "Ends with the new shift plan"))
    assert not finding(engagement).loose
    engagement.run(DecideFinding(1, "open"))
    assert (finding(engagement).decision, finding(engagement).reason) == ("open", "")
    engagement.run(AddInitiative(name="Freeze rule", created_on=TODAY, findings=(1,)))
    engagement.run(DecideFinding(1, "act"))
    assert not finding(engagement).loose


def test_that_a_finding_that_leads_somewhere_stays(engagement: Engagement) -> None:
    add(engagement, "stays")
    add(engagement, "goes")
    engagement.run(AddInitiative(name="Freeze rule", created_on=TODAY, findings=(1,)))
    before = rows_of(engagement)
    with pytest.raises(Refused, match="F1 leads to an initiative"):
        engagement.run(RemoveFinding(1))
    assert rows_of(engagement) == before
    engagement.run(RemoveFinding(2))
    with engagement.reading() as db:
        assert [row.reference for row in queries.findings(db)] == ["F1"]


def test_that_a_changed_finding_keeps_what_is_not_named(engagement: Engagement) -> None:
    engagement.run(AddUnit("Łódź"))
    add(engagement, question="D1", unit="Łódź", cost_low=1, cost_likely=2, cost_high=3)
    engagement.run(ChangeFinding(1, evidence_grade="A"))
    row = finding(engagement)
    assert (row.question, row.unit, row.grade, row.cost_likely) == ("D1", "Łódź", "A", 2)
    engagement.run(ChangeFinding(1, question="", unit="", costs=(None, 7, None)))
    row = finding(engagement)
    assert (row.question, row.unit, row.cost_low, row.cost_likely) == ("", "", None, 7)


def test_that_respondents_are_roles_given_or_held(engagement: Engagement) -> None:
    engagement.run(AddPerson("Sofia Öberg", "Shift lead"))
    engagement.run(Score("D1", respondent="Buyer", score=1))
    with engagement.reading() as db:
        assert queries.respondents(db) == ("Buyer", "Shift lead")


scores = st.builds(
    Score,
    st.sampled_from(["A1", "D1", "D2", "K2"]),
    unit=st.sampled_from(["", "Łódź"]),
    respondent=st.sampled_from(["", "Buyer"]),
    score=st.one_of(st.none(), st.integers(0, 5)),
    target=st.one_of(st.none(), st.integers(0, 5)),
    confidence=st.sampled_from(["", "A", "D"]),
    evidence=st.sampled_from(["", "seen"]),
    not_applicable=st.booleans(),
)


@given(st.lists(scores, max_size=8))
def test_that_any_answers_are_undone_one_by_one(tmp_path_factory: pytest.TempPathFactory, given_: list[Score]) -> None:
    path = tmp_path_factory.mktemp("undo") / "x.icoo"
    engagement = Engagement.create(path, clock=TickingClock(datetime(2026, 9, 22, 8, 0, tzinfo=UTC)))
    engagement.run(CreateMandate("Kund", "turnaround", TODAY, 90))
    engagement.run(AddUnit("Łódź"))
    states = [rows_of(engagement)]
    for command in given_:
        engagement.run(command)
        states.append(rows_of(engagement))
    for state in reversed(states[:-1]):
        engagement.undo()
        assert rows_of(engagement) == state
    engagement.close()
