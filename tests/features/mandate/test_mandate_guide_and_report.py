"""The client block, the guide's steps and what the mandate gives to reports."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interimcoo.exchange.blocks import Context, Figure, Sentence, SummaryParts, Table, Words
from interimcoo.exchange.shown import shown, spoken
from interimcoo.features.mandate import guide, queries, report
from interimcoo.features.mandate.commands import (
    ChangeMandate,
    ChangeSuccessCriterion,
    CloseGate,
    CreateMandate,
    RemoveSuccessCriterion,
)
from interimcoo.features.mandate.feature import FEATURE
from interimcoo.store.engagement import Engagement

TODAY = date(2026, 9, 22)


def context(today: date = TODAY, language: str = "en") -> Context:
    return Context(language, today, datetime(2026, 9, 22, 9, 0, tzinfo=UTC))


def steps(engagement: Engagement, today: date = TODAY) -> list[str]:
    with engagement.reading() as db:
        return [step.title.words("en") for step in guide.steps(db, today)]


def summary(engagement: Engagement, today: date = TODAY) -> SummaryParts:
    with engagement.reading() as db:
        return report.summary(db, context(today))


def say(words: Words) -> str:
    return spoken(words, "en")


@pytest.mark.parametrize(
    ("today", "day", "phase"),
    [
        (date(2026, 8, 24), -6, "preparation"),
        (date(2026, 8, 30), 0, "preparation"),
        (date(2026, 8, 31), 1, "entry"),
        (date(2026, 9, 22), 23, "entry"),
        (date(2027, 3, 1), 183, "entry"),
    ],
)
def test_that_the_client_block_says_day_and_phase(today: date, day: int, phase: str, engagement: Engagement) -> None:
    with engagement.reading() as db:
        block = queries.client_block(db, today)
    assert block == queries.ClientBlock("Nordvik Components AB", "NC", day, 180, phase, False, 110)


def test_that_the_phase_follows_the_gates(engagement: Engagement) -> None:
    phases = []
    for code in ("G1", "G2", "G3", "G4", "G5", "G6"):
        engagement.run(CloseGate(code, TODAY))
        with engagement.reading() as db:
            block = queries.client_block(db, TODAY)
        assert block is not None
        phases.append(block.phase)
    assert phases == ["diagnosis", "proposal", "implementation", "implementation", "exit", "exit"]


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Nordvik Components AB", "NC"), ("åkesson", "Å"), ("(3M) Works", "W"), ("– –", "–"), ("4 Seasons", "4S")],
)
def test_that_initials_are_letters(name: str, letters: str) -> None:
    assert queries.initials(name) == letters


def test_that_a_file_without_mandate_says_nothing(tmp_path: object, clock: object) -> None:
    engagement = Engagement.create(tmp_path / "bare.icoo", clock=clock)  # type: ignore[operator, arg-type]
    with engagement.reading() as db:
        assert queries.client_block(db, TODAY) is None
        assert guide.steps(db, TODAY) == ()
        assert report.sections(db, context()) == ()
        assert report.summary(db, context()) == SummaryParts()
    engagement.close()


def test_that_the_charter_gaps_are_named_until_they_are_filled(engagement: Engagement) -> None:
    said = steps(engagement)
    assert "The charter has no scope" in said
    assert "The charter has no authority" in said
    assert "Success criterion Cash is not agreed yet" in said
    engagement.run(ChangeMandate(scope="Three sites", authority="€50,000", exclusions="Prices"))
    engagement.run(ChangeSuccessCriterion(1, ("baseline", "target", "due"), baseline=5, target=9, due=TODAY))
    said = steps(engagement)
    assert not [one for one in said if one.startswith("The charter")]
    assert "Success criterion Cash is not agreed yet" not in said
    for position in range(1, 6):
        engagement.run(RemoveSuccessCriterion(position))
    assert "The charter has no success criterion" in steps(engagement)


def test_that_each_gap_says_what_it_needs(engagement: Engagement) -> None:
    engagement.run(ChangeSuccessCriterion(1, ("baseline", "target"), baseline=5, target=9))
    with engagement.reading() as db:
        found = [step for step in guide.steps(db, TODAY) if step.record == "criterion:1"]
    assert [step.detail.words("en") for step in found] == ["It needs a date."]


@given(st.integers(-30, 30))
def test_that_the_next_gate_is_due_late_or_far_as_the_calendar_says(left: int) -> None:
    gate = queries.GateRow("G2", "Diagnosis", "diagnosis", "Do we know?", TODAY + timedelta(days=left), None)
    (step,) = guide._next_gate((gate,), TODAY)
    said = step.title.words("en")
    assert step.kind == ("do" if left <= 14 else "missing")
    if left < 0:
        assert said == f"Gate G2 is {-left} day{'s' if left < -1 else ''} late"
        assert step.severity == ("bad" if left <= -3 else "warn")
    elif left == 0:
        assert said == "Gate G2 is due today"
    else:
        assert said == f"Gate G2 is due in {left} day{'s' if left > 1 else ''}"


def test_that_the_badge_shows_a_late_gate_only(engagement: Engagement) -> None:
    assert FEATURE.badge is not None
    with engagement.reading() as db:
        assert FEATURE.badge(db, date(2026, 9, 4)) is None
        badge = FEATURE.badge(db, date(2026, 9, 5))
    assert badge is not None
    assert (badge.text, badge.urgent) == ("G1", True)


def test_that_the_strip_says_day_phase_and_next_gate(engagement: Engagement) -> None:
    engagement.run(CloseGate("G1", date(2026, 9, 4)))
    parts = summary(engagement)
    assert [(label, say(words)) for label, words, _share in parts.strip] == [
        ("Mandate", "day 23 of 180, diagnosis"),
        ("Next gate", "G2 Diagnosis, due 29 Sep 2026"),
    ]
    assert parts.strip[0][2] == pytest.approx(23 / 180)
    assert parts.worries == ()
    late = summary(engagement, date(2026, 10, 1))
    assert [say(words) for words in late.worries] == ["Gate G2 Diagnosis is 2 days late"]


def test_that_the_strip_speaks_before_the_start_and_after_the_end(engagement: Engagement) -> None:
    assert say(summary(engagement, date(2026, 8, 24)).strip[0][1]) == "starts in 7 days, preparation"
    assert say(summary(engagement, date(2027, 3, 1)).strip[0][1]) == "day 183, after the agreed 180 days, entry"


def test_that_the_section_lists_results_and_gates_with_their_figures(engagement: Engagement) -> None:
    engagement.run(ChangeSuccessCriterion(3, ("baseline", "target", "due"), baseline=71.4, target=92, due=TODAY))
    with engagement.reading() as db:
        (section,) = report.sections(db, context())
    assert say(section.title) == "The charter lacks scope, authority and exclusions; 1 of 5 results are agreed in full"
    results, gates = (block for block in section.blocks if isinstance(block, Table))
    cells = results.rows[2].cells
    assert [shown(cell, "en") for cell in cells if isinstance(cell, Figure)] == ["71.4", "92.0", "22 Sep 2026"]
    assert len(gates.rows) == 6
    assert all(len(row.cells) == len(results.columns) for row in results.rows)
    assert all(len(row.cells) == len(gates.columns) for row in gates.rows)


def test_that_titles_hold_no_digits_outside_figures(engagement: Engagement) -> None:
    with engagement.reading() as db:
        (section,) = report.sections(db, context())
    assert isinstance(section.title, Sentence)
    assert not any(letter.isdigit() for letter in section.title.template)


def test_that_an_engagement_in_growth_starts_with_its_own_results(tmp_path: object, clock: object) -> None:
    engagement = Engagement.create(tmp_path / "growth.icoo", clock=clock)  # type: ignore[operator, arg-type]
    engagement.run(CreateMandate("Kund", "growth", TODAY, 90))
    with engagement.reading() as db:
        assert queries.criteria(db)[0].text == "Promise"
    engagement.close()
