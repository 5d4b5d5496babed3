"""What KPIs ask for on home, and what they give to the report; the page and the report say the same sentence."""

import json
import re
from dataclasses import asdict
from datetime import UTC, date, datetime

import pytest

from interimcoo.charts.chart import SpcChart
from interimcoo.domain.guidance import Step
from interimcoo.exchange.blocks import (
    ChartBlock,
    Context,
    Figure,
    Section,
    Sentence,
    SideBySide,
    SummaryParts,
    Table,
)
from interimcoo.exchange.shown import spoken
from interimcoo.features.actions.commands import AddAction
from interimcoo.features.kpis import guide, report
from interimcoo.features.kpis.commands import (
    ArchiveKpi,
    ChangeKpi,
    ChooseTiles,
    SetTarget,
    SplitPhase,
    TypedReading,
    WriteReadings,
)
from interimcoo.features.kpis.feature import FEATURE
from interimcoo.features.mandate.commands import AddUnit
from interimcoo.store.engagement import Engagement

TODAY = date(2026, 9, 22)
STEADY = [80.0, 82.0] * 12
STARTERS = ("FIN06", "FIN07", "FIN13", "LOG01", "LOG13", "PRD05", "QUA08", "SAF01", "PMO02", "PMO03")


def write(engagement: Engagement, code: str, numbers: list[float], last: int = 38) -> None:
    first = last - len(numbers) + 1
    rows = tuple(TypedReading(f"2026-W{first + at:02d}", one) for at, one in enumerate(numbers))
    engagement.run(WriteReadings(code, rows))


def steps(engagement: Engagement, kind: str) -> list[Step]:
    with engagement.reading() as db:
        return [step for step in guide.steps(db, TODAY) if step.kind == kind]


def titles(engagement: Engagement, kind: str) -> list[str]:
    return [step.title.words("en") for step in steps(engagement, kind)]


def context(language: str = "en") -> Context:
    return Context(language, TODAY, datetime(2026, 9, 22, 8, 0, tzinfo=UTC))


def sections(engagement: Engagement, language: str = "en") -> dict[str, Section]:
    with engagement.reading() as db:
        return {one.key: one for one in report.sections(db, context(language))}


def summary(engagement: Engagement) -> SummaryParts:
    with engagement.reading() as db:
        return report.summary(db, context())


def test_that_starters_without_anything_are_told_together(engagement: Engagement) -> None:
    assert titles(engagement, "missing") == [
        "10 KPIs have no value yet", "10 KPIs have no target", "10 KPIs have no owner",
    ]  # fmt: skip
    assert titles(engagement, "do") == []


def test_that_gaps_of_a_few_are_told_one_by_one_with_the_place_to_fill_them(engagement: Engagement) -> None:
    for code in STARTERS[2:]:
        engagement.run(ArchiveKpi(code))
    write(engagement, "FIN06", [5.0, 6.0], last=30)
    engagement.run(ChangeKpi("FIN06", owner="J. Åkesson"))
    found = {step.title.words("en"): step for step in steps(engagement, "missing")}
    assert set(found) == {
        "Weeks of cash has old values", "Weeks of cash has no target", "Cash forecast accuracy has no value yet",
        "Cash forecast accuracy has no target", "Cash forecast accuracy has no owner",
    }  # fmt: skip
    old = found["Weeks of cash has old values"]
    assert old.record == "FIN06"
    assert old.detail.words("en") == "The newest one is of 2026-W30, 7 periods late."


def test_that_a_concern_without_action_is_to_be_done_until_an_action_exists(engagement: Engagement) -> None:
    write(engagement, "LOG01", [*STEADY, 60.0])
    todo = steps(engagement, "do")
    assert [step.title.words("en") for step in todo] == ["On time in full 60.0%"]
    assert (todo[0].feature, todo[0].record) == ("actions", "new:kpi=LOG01;period=2026-W38")
    assert todo[0].detail.words("en") == "Worse: week 38 below its limit of 74.8; no corrective action yet"
    news = next(step for step in steps(engagement, "changed") if step.record == "LOG01")
    assert news.title.words("en") == "On time in full 60.0%"
    assert news.detail.words("en") == "Worse: week 38 below its limit of 74.8"
    badge = FEATURE.badge
    assert badge is not None
    with engagement.reading() as db:
        shown = badge(db, TODAY)
    assert shown is not None
    assert (shown.text, shown.urgent) == ("1", True)
    engagement.run(AddAction("Freeze the plan", TODAY, "corrective", "M. Wójcik", date(2026, 10, 2), kpi="LOG01"))
    assert titles(engagement, "do") == []
    with engagement.reading() as db:
        assert badge(db, TODAY) is None


def test_that_an_improvement_and_the_quiet_are_news(engagement: Engagement) -> None:
    write(engagement, "LOG01", [*STEADY, 99.0])
    write(engagement, "QUA08", STEADY)
    changed = {step.title.words("en"): step for step in steps(engagement, "changed")}
    assert set(changed) == {"On time in full 99.0%", "No signal in 1 of 2 KPIs"}
    better = changed["On time in full 99.0%"]
    assert better.severity == "improvement"
    assert better.detail.words("en") == "Better: week 38 above its limit of 87.0"
    assert changed["No signal in 1 of 2 KPIs"].record == "view:quiet"


def test_that_two_misses_in_a_row_are_to_be_done_but_not_while_the_kpi_improves(engagement: Engagement) -> None:
    engagement.run(SetTarget("LOG01", 120.0, date(2026, 9, 1)))
    write(engagement, "LOG01", STEADY)
    [step] = steps(engagement, "do")
    assert step.title.words("en") == "On time in full 82.0%"
    assert step.detail.words("en") == "Missed its target 3 times in a row; no corrective action yet"
    write(engagement, "LOG01", [99.0])
    assert titles(engagement, "do") == []


def test_that_a_kpi_with_values_by_unit_only_is_no_gap_and_says_so_in_the_scorecard(engagement: Engagement) -> None:
    for unit in ("Machining", "Assembly"):
        engagement.run(AddUnit(unit, "site"))
        engagement.run(WriteReadings("LOG01", (TypedReading("2026-W37", 80.0), TypedReading("2026-W38", 82.0)), unit))
    lacking = [step for step in steps(engagement, "missing") if "value" in step.title.words("en")]
    assert [step.title.words("en") for step in lacking] == ["9 KPIs have no value yet"]
    section = sections(engagement)["scorecard"]
    assert isinstance(section.title, Sentence)
    assert spoken(section.title, "en") == "None of 10 KPIs has a value of the whole client, 1 by unit only"
    [table] = section.blocks
    assert isinstance(table, Table)
    said = {row.anchor: row.cells[9] for row in table.rows if not row.group}
    by_unit, none = said["kpi.LOG01"], said["kpi.QUA08"]
    assert isinstance(by_unit, Sentence)
    assert isinstance(none, Sentence)
    assert spoken(by_unit, "en") == "By unit only: 2 units have values, the whole client has none"
    assert spoken(none, "en") == "No value yet"


def test_that_no_kpi_gives_no_section(engagement: Engagement) -> None:
    for code in STARTERS:
        engagement.run(ArchiveKpi(code))
    assert sections(engagement) == {}
    assert summary(engagement) == SummaryParts()
    assert steps(engagement, "missing") == []


def full(engagement: Engagement) -> None:
    write(engagement, "LOG01", [*STEADY, 60.0])
    write(engagement, "LOG13", [*STEADY, 60.0])
    write(engagement, "QUA08", STEADY)
    write(engagement, "PRD05", [80.0, 81.0, 79.0])
    write(engagement, "SAF01", [80.0] * 20)
    engagement.run(SetTarget("LOG01", 92.0, date(2026, 9, 1)))
    engagement.run(SplitPhase("QUA08", "2026-W26", "New supplier"))
    engagement.run(ChooseTiles(("QUA08", "LOG01")))


def test_that_the_scorecard_has_a_row_for_each_kpi_with_trouble_first(engagement: Engagement) -> None:
    full(engagement)
    section = sections(engagement)["scorecard"]
    assert spoken(section.title, "en") == (
        "1 of 10 KPIs is improving beyond chance, with 1 getting worse and 0 on target"
    )
    table = section.blocks[0]
    assert isinstance(table, Table)
    assert table.key == "tblKPI"
    rows = [row for row in table.rows if not row.group]
    assert len(rows) == 10
    assert all(len(row.cells) == len(table.columns) for row in table.rows)
    assert rows[0].anchor == "kpi.LOG01"
    actual, target, delta = rows[0].cells[2:5]
    assert isinstance(actual, Figure)
    assert isinstance(target, Figure)
    assert isinstance(delta, Figure)
    assert (actual.id, actual.value) == ("kpi.LOG01.actual", 60.0)
    assert (delta.value, delta.good) == (-32.0, False)
    said = rows[0].cells[9]
    assert isinstance(said, Sentence)
    assert spoken(said, "en") == "Worse beyond chance: week 38 lies below the lower limit of 74.8"


def test_that_the_depth_section_shows_four_charts_with_takeaway_alt_text_and_their_numbers(
    engagement: Engagement,
) -> None:
    full(engagement)
    section = sections(engagement)["depth"]
    charts = [
        block for side in section.blocks if isinstance(side, SideBySide) for column in side.columns for block in column
    ]
    assert len(charts) == 4
    for block in charts:
        assert isinstance(block, ChartBlock)
        assert isinstance(block.chart, SpcChart)
        assert spoken(block.takeaway, "en")
        assert 120 <= len(block.chart.alt) <= 400
        known = {round(figure.value, 6) for figure in block.figures if isinstance(figure.value, float)}
        phase = block.chart.phases[-1]
        for line in (phase.centre, phase.lower, phase.upper, block.chart.target, block.chart.points[-1].value):
            assert line is None or phase.lower is None or round(line, 6) in known
    first = charts[0]
    assert isinstance(first, ChartBlock)
    assert first.anchor == "kpi.LOG01.chart"


def test_that_the_first_page_gets_chosen_tiles_worries_and_the_worst_chart(engagement: Engagement) -> None:
    full(engagement)
    parts = summary(engagement)
    assert [tile.link for tile in parts.tiles][:2] == ["kpi.QUA08", "kpi.LOG01"]
    assert len(parts.tiles) == 5
    assert parts.tiles[1].delta_good is False
    assert spoken(parts.worries[0], "en") == "On time in full: 60.0 against 92.0; no action agreed yet"
    assert [spoken(one, "en") for one in parts.changed] == [
        "Backlog age: week 38 lies below the lower limit of 75",
        "On time in full: week 38 lies below the lower limit of 74.8",
    ]
    assert parts.title is not None
    assert parts.title_rank == 0
    assert spoken(parts.title, "en") == (
        "Backlog age improved to 60; On time in full got worse, to 60.0, and needs a decision"
    )
    assert [chart.anchor for chart in parts.charts] == ["kpi.LOG01.chart"]


@pytest.mark.parametrize("language", ["en", "sv"])
def test_that_every_id_has_one_value_and_no_words_hold_a_number_of_their_own(
    engagement: Engagement, language: str
) -> None:
    full(engagement)
    seen: dict[str, Figure] = {}

    def walk(value: object) -> None:
        if isinstance(value, Figure):
            assert seen.setdefault(value.id, value).value == value.value, value.id
        if isinstance(value, Sentence):
            assert not re.search(r"\d", re.sub(r"\{\w+\}", "", value.template)), value.template
        if isinstance(value, SpcChart):
            return
        for name in getattr(value, "__dataclass_fields__", ()):
            walk(getattr(value, name))
        if isinstance(value, dict):
            for part in value.values():
                walk(part)
        elif isinstance(value, tuple | list):
            for part in value:
                walk(part)

    for section in sections(engagement, language).values():
        walk(section)
    walk(summary(engagement))
    assert {"kpi.LOG01.actual", "kpi.LOG01.target", "kpi.count.total"} <= set(seen)


def test_that_the_same_day_gives_the_same_sections(engagement: Engagement) -> None:
    full(engagement)
    first, second = (
        json.dumps([asdict(one) for one in sections(engagement).values()], default=str) for _time in range(2)
    )
    assert first == second
