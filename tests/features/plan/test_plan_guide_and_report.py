"""What the plan says on the home page and in the report: rules, a drawing of at most 30 rows, recorded figures."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import portfolio_sample as sample
from interimcoo.charts.chart import Gantt
from interimcoo.charts.kinds import draw
from interimcoo.exchange.blocks import ChartBlock, Context, Report, Section, Table
from interimcoo.exchange.shown import shown, spoken
from interimcoo.exchange.walk import figures
from interimcoo.features.plan import guide, queries, report
from interimcoo.features.plan.commands import AddTask, SetBaseline, SetProgress
from interimcoo.features.plan.feature import FEATURE
from interimcoo.store.engagement import Engagement

Clock = Callable[[], datetime]
NOW = datetime(2026, 9, 22, 8, 0, tzinfo=UTC)


@pytest.fixture
def plan(tmp_path: Path, clock: Clock) -> Engagement:
    return sample.portfolio(tmp_path / "plan.icoo", clock)


def titles(engagement: Engagement, today: date = sample.TODAY) -> list[str]:
    with engagement.reading() as db:
        return [step.title.words("en") for step in guide.steps(db, today)]


def sections(engagement: Engagement, language: str = "en", today: date = sample.TODAY) -> tuple[Section, ...]:
    with engagement.reading() as db:
        return report.sections(db, Context(language, today, NOW))


def test_that_an_engagement_without_plan_is_led_to_the_template(tmp_path: Path, clock: Clock) -> None:
    bare = sample.empty(tmp_path / "bare.icoo", clock)
    assert titles(bare) == ["There is no plan yet"]
    nothing = Engagement.create(tmp_path / "nothing.icoo", clock=clock)
    assert titles(nothing) == []
    assert sections(bare) == ()
    with bare.reading() as db:
        assert report.summary(db, Context("en", sample.TODAY, NOW)).strip == ()
        assert FEATURE.badge is not None
        assert FEATURE.badge(db, sample.TODAY) is None


def test_that_late_work_owners_and_slip_are_named(plan: Engagement) -> None:
    found = titles(plan)
    assert found[0] == "T1 Rule agreed with sales"
    assert "The plan ends 8 days after its baseline" in found
    assert "T9 has no owner" in found
    assert "The plan has no baseline" not in found
    with plan.reading() as db:
        late = guide.steps(db, sample.TODAY)[0]
        assert FEATURE.badge is not None
        badge = FEATURE.badge(db, sample.TODAY)
        assert FEATURE.search is not None
        assert ("T1", "Rule agreed with sales") in FEATURE.search(db)
    assert (late.record, late.severity, late.due) == ("T1", "bad", date(2026, 9, 16))
    assert badge is not None
    assert (badge.text, badge.urgent) == ("1", True)


def test_that_each_step_goes_when_its_cause_has_gone(plan: Engagement) -> None:
    plan.run(SetProgress(1, 100, sample.TODAY))
    plan.run(SetBaseline(2, sample.TODAY))
    assert titles(plan) == ["T9 has no owner"]
    plan.run(AddTask("Later thought", owner="M. Wójcik"))
    assert "One task is not in the baseline" in titles(plan)


def test_that_more_late_tasks_are_counted(plan: Engagement) -> None:
    found = titles(plan, date(2026, 12, 1))
    assert sum(title.startswith("T") and "has no owner" not in title and "The" not in title for title in found) == 3
    assert any("more tasks are late" in title for title in found)


def test_that_the_section_tells_the_answer_and_draws_the_plan(plan: Engagement) -> None:
    first, register = sections(plan)
    with plan.reading() as db:
        view = queries.plan_view(db, sample.TODAY)
    assert (first.key, first.annex, register.annex) == ("portfolio", False, True)
    assert spoken(first.title, "en") == "The plan ends 4 Dec 2026, 8 days after its baseline; 1 of 11 tasks is late"
    block = first.blocks[0]
    assert isinstance(block, ChartBlock)
    assert isinstance(block.chart, Gantt)
    bars = [row for row in block.chart.rows if not row.group]
    assert [(row.record, row.start, row.finish, row.critical) for row in bars] == [
        (task.reference, task.start, task.finish, task.critical) for task in view.tasks
    ]
    assert "sets the end" in spoken(block.takeaway, "en")
    assert block.chart.alt == spoken(block.takeaway, "en")
    scene = draw(block.chart, 760.0)
    assert scene.height < 500
    table = register.blocks[0]
    assert isinstance(table, Table)
    assert table.key == "tblPlan"
    assert sum(not row.group for row in table.rows) == 11


def test_that_300_tasks_are_drawn_in_30_rows_with_the_pressing_ones(tmp_path: Path, clock: Clock) -> None:
    engagement = sample.empty(tmp_path / "many.icoo", clock)
    for number in range(1, 61):
        engagement.run(AddTask(f"Work {number}", duration_days=number))
    first, register = sections(engagement)
    block = first.blocks[0]
    assert isinstance(block, ChartBlock)
    assert isinstance(block.chart, Gantt)
    assert len(block.chart.rows) <= 30
    assert any(row.critical for row in block.chart.rows)
    assert "29 of 60 tasks are drawn" in spoken(block.takeaway, "en")
    table = register.blocks[0]
    assert isinstance(table, Table)
    assert len(table.rows) == 61


def test_that_every_number_has_its_figure_and_one_value(plan: Engagement) -> None:
    made = Report("r", "o", "a", "en", "confidential", NOW, 1, "s", sections(plan))
    values: dict[str, object] = {}
    for figure in figures(made):
        assert values.setdefault(figure.id, figure.value) == figure.value, figure.id
        assert shown(figure, "en")
    for section in made.sections:
        for words in (section.title, section.subtitle):
            template = words if isinstance(words, str) else words.template
            assert not any(letter.isdigit() for letter in template), template


@pytest.mark.parametrize("language", ["en", "sv"])
def test_that_the_report_speaks_the_language_asked_for(plan: Engagement, language: str) -> None:
    for section in sections(plan, language):
        assert "{" not in spoken(section.title, language)
        assert "{" not in spoken(section.subtitle, language)


def test_that_page_one_gets_end_and_worries(plan: Engagement) -> None:
    with plan.reading() as db:
        parts = report.summary(db, Context("en", sample.TODAY, NOW))
    ((label, words, share),) = parts.strip
    assert label == "Plan ends"
    assert spoken(words, "en") == "4 Dec 2026, +8 days against the baseline"
    assert share is not None
    assert 0 < share < 1
    assert [spoken(one, "en") for one in parts.worries] == [
        "The plan ends 4 Dec 2026, 8 days after its baseline; 1 of 11 tasks is late",
        "“Rule agreed with sales” is 6 days late",
    ]
