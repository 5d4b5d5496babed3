"""The result of a round, its sentence, its drawings, and what the assessment gives to reports and the guide."""

from datetime import UTC, date, datetime

import pytest

from interimcoo.charts.chart import HeatMap, Radar
from interimcoo.exchange.blocks import (
    ChartBlock,
    Context,
    Figure,
    Section,
    Sentence,
    SideBySide,
    Table,
    Words,
)
from interimcoo.exchange.shown import shown, spoken
from interimcoo.features.assessment import guide, queries, report
from interimcoo.features.assessment.commands import AddFinding, NewRound, Score
from interimcoo.features.assessment.feature import FEATURE
from interimcoo.features.assessment.headline import headline
from interimcoo.features.assessment.result import ASSESSOR, By, Result, read
from interimcoo.features.initiatives.commands import AddInitiative
from interimcoo.features.mandate.commands import AddPerson, AddUnit
from interimcoo.store.engagement import Engagement

TODAY = date(2026, 9, 22)
CONTEXT = Context("en", TODAY, datetime(2026, 9, 22, 9, 0, tzinfo=UTC))


def answer_core(
    engagement: Engagement, score: int, *, but: dict[str, int] | None = None, target: int | None = 4
) -> None:
    with engagement.reading() as db:
        codes = [row.code for row in queries.questions(db)]
    for code in codes:
        engagement.run(Score(code, score=(but or {}).get(code, score), target=target, confidence="B"))


def result(engagement: Engagement, by: By = "unit") -> Result:
    with engagement.reading() as db:
        return read(db, by)


def title(engagement: Engagement) -> str:
    return spoken(headline(result(engagement), "en"), "en")


def sections(engagement: Engagement) -> tuple[Section, ...]:
    with engagement.reading() as db:
        return report.sections(db, CONTEXT)


def chart(section: Section, kind: type) -> ChartBlock:
    side = next(block for block in section.blocks if isinstance(block, SideBySide))
    blocks = [one for column in side.columns for one in column if isinstance(one, ChartBlock)]
    return next(one for one in blocks if isinstance(one.chart, kind))


def table(section: Section, key: str) -> Table:
    return next(block for block in section.blocks if isinstance(block, Table) and block.key == key)


def say(words: Words) -> str:
    return spoken(words, "en")


def test_that_the_sentence_follows_what_is_there(engagement: Engagement) -> None:
    assert title(engagement) == "No question is answered yet; 24 are waiting"
    engagement.run(Score("A1", not_applicable=True))
    assert title(engagement) == "1 of 24 questions are answered; no dimension has half of its answers yet"
    engagement.run(Score("D1", score=1))
    assert title(engagement) == "Flow is weakest at 1.0"
    engagement.run(Score("J1", score=2))
    assert title(engagement) == "Flow and data and systems are weakest, at 1.0 and 2.0"
    engagement.run(Score("D1", respondent="Buyer", score=4))
    assert title(engagement) == "Flow is weakest at 1.0; views differ by two points or more in 1 dimension"


def test_that_the_sentence_names_the_units_that_differ(engagement: Engagement) -> None:
    for name, score in (("Göteborg", 4), ("Thessaloníki", 1)):
        engagement.run(AddUnit(name, "site"))
        engagement.run(Score("K1", name, score=score))
    engagement.run(Score("F1", "Göteborg", score=1))
    assert title(engagement) == (
        "Supply and stock is weakest at 1.0; Thessaloníki sees assets and safety 3 points lower than Göteborg"
    )


def test_that_a_long_name_of_a_unit_does_not_break_the_sentence(engagement: Engagement) -> None:
    for name, score in (("Göteborg " + "Kraftfahrzeug" * 8, 4), ("Łódź " + "Versicherung" * 8, 1)):
        engagement.run(AddUnit(name, "site"))
        engagement.run(Score("K1", name, score=score))
    assert len(title(engagement)) <= 110


def test_that_a_second_round_is_compared(engagement: Engagement) -> None:
    answer_core(engagement, 2)
    engagement.run(NewRound(TODAY))
    answer_core(engagement, 3, but={"K1": 2, "K2": 2})
    assert title(engagement) == "11 of 12 dimensions rose since 31 Aug 2026; assets and safety stood still"
    engagement.run(Score("K1", score=1))
    assert title(engagement) == "11 of 12 dimensions rose since 31 Aug 2026; assets and safety fell"
    names = {one.role: one.values for one in chart(sections(engagement)[0], Radar).chart.series}  # type: ignore[union-attr]
    assert names["baseline"][0] == 2.0
    assert names["now"][0] == 3.0
    assert names["target"][0] == 4.0


def test_that_no_template_holds_digits(engagement: Engagement) -> None:
    answer_core(engagement, 2, but={"K1": 0})
    engagement.run(AddFinding("x", "D", "seen", TODAY, cost_likely=5_00))
    with engagement.reading() as db:
        parts = report.summary(db, CONTEXT)
        found = report.sections(db, CONTEXT)
    said: list[Words] = [parts.title or "", *parts.worries, *parts.asks, *parts.changed]
    said += [one.title for one in found] + [one.subtitle for one in found]
    templates = [one.template for one in said if isinstance(one, Sentence)]
    assert templates
    without_slots = [template.replace("q0", "").replace("s0", "") for template in templates]
    assert not [one for one in without_slots if any(letter.isdigit() for letter in one)]


def test_that_the_heat_map_shows_units_in_their_order_and_the_rest_beside(engagement: Engagement) -> None:
    for name in ("Zell", "Arvika"):
        engagement.run(AddUnit(name, "site"))
    engagement.run(Score("D1", "Zell", score=1, target=3))
    engagement.run(Score("D1", "Arvika", score=4))
    block = chart(sections(engagement)[0], HeatMap)
    heat = block.chart
    assert isinstance(heat, HeatMap)
    assert heat.columns == ("Zell", "Arvika")
    row = next(row for row in heat.rows if row.key == "D")
    assert row.values == (1.0, 4.0)
    assert row.extras == ("2.5", "3.0", "1", "3", "1 of 2")
    assert say(block.takeaway) == "Views differ most on flow, by 3 points."


def test_that_every_number_of_the_drawings_is_a_figure(engagement: Engagement) -> None:
    engagement.run(AddUnit("Zell", "site"))
    answer_core(engagement, 3, but={"K1": 0, "D2": 5})
    engagement.run(Score("B1", "Zell", score=1, confidence="A"))
    block = chart(sections(engagement)[0], HeatMap)
    assert isinstance(block.chart, HeatMap)
    printed = {shown(figure, "en") for figure in block.figures}
    for row in block.chart.rows:
        cells = [f"{value:.1f}" for value in row.values if value is not None]
        numbers = [part for words in row.extras for part in words.split() if part[:1].isdigit()]
        assert set(cells + numbers) <= printed
    profile = chart(sections(engagement)[0], Radar)
    assert {shown(figure, "en") for figure in profile.figures} >= {"3.0", "1.5"}


def test_that_respondents_and_assessor_are_columns_of_their_own(engagement: Engagement) -> None:
    engagement.run(Score("D1", score=1))
    engagement.run(Score("D1", respondent="Buyer", score=4))
    found = result(engagement, "respondent")
    assert set(found.columns) == {ASSESSOR, "Buyer"}
    line = next(line for line in found.lines if line.whole.dimension == "D")
    assert {cell.score for cell in line.cells} == {1.0, 4.0}
    assert (line.whole.assessor, line.whole.respondents) == (1.0, 4.0)


def test_that_low_scores_on_safety_are_always_a_worry(engagement: Engagement) -> None:
    answer_core(engagement, 4)
    with engagement.reading() as db:
        assert report.summary(db, CONTEXT).worries == ()
    engagement.run(AddUnit("Thessaloníki", "site"))
    engagement.run(Score("K1", "Thessaloníki", "Shift lead", score=1))
    engagement.run(Score("K2", score=0))
    with engagement.reading() as db:
        worries = report.summary(db, CONTEXT).worries
    assert say(worries[0]) == "Assets and safety: K2 scores 0, K1 (Thessaloníki) scores 1"


def test_that_hearsay_is_a_worry(engagement: Engagement) -> None:
    engagement.run(Score("J1", score=3, confidence="D"))
    with engagement.reading() as db:
        worries = [say(one) for one in report.summary(db, CONTEXT).worries]
    assert worries == ["1 dimension is unproven, as too many answers rest on hearsay: data and systems"]


def test_that_findings_without_follow_up_are_asked_for_with_their_money(engagement: Engagement) -> None:
    engagement.run(AddFinding("Plan changes daily", "D", "log", TODAY, cost_likely=190_000_000))
    engagement.run(AddFinding("No owner", "B", "told", TODAY))
    with engagement.reading() as db:
        (ask,) = report.summary(db, CONTEXT).asks
    assert say(ask) == "Decide on 2 findings without follow-up; they are likely to cost €1.9m a year"
    engagement.run(AddInitiative(name="Freeze rule", created_on=TODAY, findings=(1,)))
    with engagement.reading() as db:
        (ask,) = report.summary(db, CONTEXT).asks
    assert say(ask) == "Decide on 1 finding without follow-up"


def test_that_the_register_groups_findings_and_says_what_they_lead_to(engagement: Engagement) -> None:
    engagement.run(
        AddFinding("Plan changes daily", "D", "log", TODAY, "B", cost_low=1_00, cost_likely=2_00, cost_high=3_00)
    )
    engagement.run(AddFinding("No owner", "B", "told", TODAY))
    engagement.run(AddInitiative(name="Freeze rule", created_on=TODAY, owner="A. Lind", findings=(1,)))
    first, register = sections(engagement)
    assert register.annex
    assert say(register.title).startswith("2 findings, ")
    rows = table(register, "tblFindings").rows
    assert [row.cells[0] for row in rows if row.group] == ["B Management rhythm", "D Flow"]
    by_anchor = {row.anchor: row for row in rows if row.anchor}
    leads = by_anchor["finding.F1"].cells[-1]
    assert isinstance(leads, Figure)
    assert shown(leads, "en") == "I1 Freeze rule"
    assert by_anchor["finding.F2"].cells[-1] == "no follow-up"
    amounts = [
        cell.value for cell in by_anchor["finding.F1"].cells if isinstance(cell, Figure) and cell.kind == "money"
    ]
    assert amounts == [1_00, 2_00, 3_00]
    assert table(first, "tblLeadingFindings").rows[0].cells[-1] == "A. Lind"


def test_that_every_table_row_fills_its_columns(engagement: Engagement) -> None:
    answer_core(engagement, 3)
    engagement.run(AddFinding("x", "D", "seen", TODAY))
    for section in sections(engagement):
        for block in section.blocks:
            if isinstance(block, Table):
                assert all(row.group or len(row.cells) == len(block.columns) for row in block.rows)
    assert len(table(sections(engagement)[1], "tblAssessment").rows) == 12


def test_that_no_name_of_a_respondent_reaches_a_report(engagement: Engagement) -> None:
    engagement.run(AddPerson("Zacharias Unverwechselbar", "Shift lead"))
    for role in ("Zacharias Unverwechselbar", "Shift lead"):
        engagement.run(Score("K1", respondent=role, score=0, evidence="Zacharias Unverwechselbar said so"))
    with engagement.reading() as db:
        everything = repr(report.sections(db, CONTEXT)) + repr(report.summary(db, CONTEXT))
    assert "Unverwechselbar" not in everything


def test_that_an_engagement_without_mandate_gives_nothing(tmp_path: object, clock: object) -> None:
    engagement = Engagement.create(tmp_path / "bare.icoo", clock=clock)  # type: ignore[operator, arg-type]
    assert sections(engagement) == ()
    with engagement.reading() as db:
        assert report.summary(db, CONTEXT).title is None
        assert guide.steps(db, TODAY) == ()
    engagement.close()


def test_that_everything_is_said_in_swedish_too(engagement: Engagement) -> None:
    answer_core(engagement, 3)
    with engagement.reading() as db:
        found = report.sections(db, Context("sv", TODAY, CONTEXT.now))
    heat = chart(found[0], HeatMap).chart
    assert isinstance(heat, HeatMap)
    assert heat.rows[0].values == (3.0,)


@pytest.mark.parametrize("answered", [0, 3, 24])
def test_that_guide_and_badge_count_open_core_questions(answered: int, engagement: Engagement) -> None:
    with engagement.reading() as db:
        codes = [row.code for row in queries.questions(db)]
    for code in codes[:answered]:
        engagement.run(Score(code, score=3))
    assert FEATURE.badge is not None
    with engagement.reading() as db:
        said = [step.title.words("en") for step in guide.steps(db, TODAY)]
        badge = FEATURE.badge(db, TODAY)
    if answered == 24:
        assert said == []
        assert badge is None
    else:
        assert said == [f"{24 - answered} of 24 core questions are unanswered"]
        assert badge is not None
        assert badge.text == f"{answered}/24"


def test_that_a_wide_spread_is_offered_as_a_finding_until_there_is_one(engagement: Engagement) -> None:
    engagement.run(Score("D1", respondent="Buyer", score=4))
    engagement.run(Score("D1", score=1))
    with engagement.reading() as db:
        (step,) = [step for step in guide.steps(db, TODAY) if step.kind == "do"]
    assert step.title.words("en") == "Views on D1 differ by 3 points"
    assert step.record == "new:question=D1"
    engagement.run(AddFinding("Buyer and assessor see the flow differently", "D", "scores", TODAY, "B", question="D1"))
    with engagement.reading() as db:
        kinds = [step.title.words("en") for step in guide.steps(db, TODAY) if step.kind == "do"]
    assert kinds == ["F1 has neither initiative nor decision"]
