"""Standings of the assessment: means, spread, coverage, hearsay, the assessor apart from the respondents."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interimcoo.domain.assessment import Answer, alarms, differences, movement, profile, standing


def answer(
    question: str,
    score: int | None,
    *,
    unit: str = "",
    who: str = "",
    target: int | None = None,
    confidence: str = "B",
    na: bool = False,
) -> Answer:
    return Answer(question, question[0], unit, who, score, target, confidence, "", na)


def test_that_the_score_is_the_mean_of_the_answered_questions() -> None:
    found = standing("D", ["D1", "D2", "D3"], [answer("D1", 2), answer("D2", 3)])
    assert (found.score, found.lowest, found.answered, found.applicable) == (2.5, 2, 2, 3)


def test_that_units_weigh_the_same_whatever_their_number_of_respondents() -> None:
    given_ = [answer("A1", 1, unit="Łódź", who=role) for role in ("shift lead", "planner", "buyer")]
    given_.append(answer("A1", 5, unit="Göteborg", who="shift lead"))
    assert standing("A", ["A1"], given_).score == 3.0


@pytest.mark.parametrize(("answered", "shown"), [(1, False), (2, True), (3, True)])
def test_that_a_score_is_shown_from_half_of_the_applicable_questions(answered: int, shown: bool) -> None:
    codes = ["C1", "C2", "C3", "C4"]
    assert standing("C", codes, [answer(code, 3) for code in codes[:answered]]).shown is shown


def test_that_a_question_that_does_not_apply_leaves_the_count() -> None:
    found = standing("C", ["C1", "C2", "C3"], [answer("C1", 4), answer("C2", None, na=True)])
    assert (found.score, found.answered, found.applicable) == (4.0, 1, 2)


def test_that_a_question_scored_by_one_and_not_applicable_to_another_counts() -> None:
    given_ = [answer("C1", 4, unit="Łódź"), answer("C1", None, unit="Göteborg", na=True)]
    assert standing("C", ["C1"], given_).applicable == 1


def test_that_a_dimension_where_nothing_applies_has_no_score() -> None:
    found = standing("C", ["C1"], [answer("C1", None, na=True)])
    assert (found.score, found.applicable, found.basis) == (None, 0, "")


def test_that_assessor_and_respondents_are_kept_apart() -> None:
    given_ = [answer("B1", 1), answer("B1", 4, who="sales lead"), answer("B2", 5, who="sales lead")]
    found = standing("B", ["B1", "B2"], given_)
    assert (found.assessor, found.respondents, found.score, found.basis) == (1.0, 4.5, 1.0, "assessor")


def test_that_respondents_speak_where_the_assessor_has_answered_less_than_half() -> None:
    given_ = [answer("B1", 0), *(answer(code, 4, who="sales lead") for code in ("B1", "B2", "B3"))]
    found = standing("B", ["B1", "B2", "B3"], given_)
    assert (found.score, found.basis) == (4.0, "respondents")


def test_that_spread_compares_views_on_one_question_and_not_across_questions() -> None:
    given_ = [answer("K1", 1, unit="Łódź"), answer("K2", 5, unit="Łódź"), answer("K1", 3, unit="Göteborg")]
    found = standing("K", ["K1", "K2"], given_)
    assert found.spread == 2
    assert found.widest is not None
    assert (found.widest.low.unit, found.widest.high.unit) == ("Łódź", "Göteborg")


@pytest.mark.parametrize(("hearsay", "unproven"), [(2, False), (3, True)])
def test_that_more_than_forty_percent_hearsay_is_unproven(hearsay: int, unproven: bool) -> None:
    codes = [f"E{n}" for n in range(1, 6)]
    given_ = [answer(code, 3, confidence="D" if at < hearsay else "A") for at, code in enumerate(codes)]
    assert standing("E", codes, given_).unproven is unproven


def test_that_the_grade_is_that_of_the_worst_answer_that_counts() -> None:
    given_ = [
        answer("E1", 3, confidence="A"),
        answer("E2", 3, confidence="C"),
        answer("E1", 3, who="x", confidence="D"),
    ]
    assert standing("E", ["E1", "E2"], given_).grade == "C"
    assert standing("E", ["E1", "E2"], [*given_, answer("E2", 2, unit="Łódź", confidence="")]).grade == ""


def test_that_low_scores_on_safety_are_alarms_and_others_are_not() -> None:
    given_ = [answer("K1", 1), answer("K2", 2), answer("K3", 0), answer("D1", 0), answer("K4", 1, na=True)]
    assert [one.question for one in alarms(given_)] == ["K3", "K1"]


def test_that_movement_compares_what_is_printed() -> None:
    before = profile({"A1": "A", "B1": "B", "C1": "C", "D1": "D"}, [answer(q, 3) for q in ("A1", "B1", "C1")])
    now = [replace(before[0], score=3.04), replace(before[1], score=3.06), replace(before[2], score=2.9), before[3]]
    moved = movement(now, before)
    assert (moved.rose, moved.still, moved.fell, moved.compared) == (("B",), ("A",), ("C",), 3)


answers_of_one_dimension = st.lists(
    st.builds(
        answer,
        st.sampled_from(["F1", "F2", "F3", "F4"]),
        st.one_of(st.none(), st.integers(0, 5)),
        unit=st.sampled_from(["", "Göteborg", "Łódź"]),
        who=st.sampled_from(["", "planner", "buyer"]),
        target=st.one_of(st.none(), st.integers(0, 5)),
        confidence=st.sampled_from(["", "A", "B", "C", "D"]),
        na=st.booleans(),
    ),
    unique_by=lambda one: (one.question, one.unit, one.respondent),
    max_size=30,
)


@given(answers_of_one_dimension)
def test_that_a_score_lies_between_its_answers_and_is_shown_only_from_half(given_: list[Answer]) -> None:
    found = standing("F", ["F1", "F2", "F3", "F4"], given_)
    scored = [one for one in given_ if one.score is not None and not one.not_applicable]
    assert found.answered <= found.applicable <= 4
    if found.score is not None:
        basis = [one.score for one in scored if bool(one.respondent) == (found.basis == "respondents")]
        assert min(s for s in basis if s is not None) <= found.score <= max(s for s in basis if s is not None)
        own = {one.question for one in scored if bool(one.respondent) == (found.basis == "respondents")}
        assert Fraction(len(own), found.applicable) >= Fraction(1, 2)
    else:
        assert found.assessor is None
        assert found.respondents is None
    assert (found.lowest is None) == (not scored)
    assert found.spread <= 5
    assert found.spread == max((one.points for one in differences(given_)), default=0)


@given(answers_of_one_dimension, st.randoms())
def test_that_the_order_of_answers_does_not_matter(given_: list[Answer], chance: object) -> None:
    shuffled = list(given_)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    one, two = (standing("F", ["F1", "F2", "F3", "F4"], answers) for answers in (given_, shuffled))
    assert replace(one, widest=None) == replace(two, widest=None)
    assert one.spread == two.spread
