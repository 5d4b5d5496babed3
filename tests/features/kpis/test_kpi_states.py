"""A KPI as the pages see it: series with gaps, targets of their time, signals, age, origin, and words made from it."""

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interimcoo.exchange.blocks import Figure
from interimcoo.exchange.shown import spoken
from interimcoo.features.kpis import drawing, origins, queries, words
from interimcoo.features.kpis.commands import (
    AddKpi,
    AddMark,
    AddReading,
    ExcludeReading,
    SetTarget,
    SplitPhase,
    TypedReading,
    WriteReadings,
)
from interimcoo.features.kpis.figures import KpiFigures
from interimcoo.features.kpis.state import KpiState, gap
from interimcoo.store.engagement import Engagement
from interimcoo.store.tables import ImportCell, ImportRun, Reading, Source
from interimcoo.text import Label

TODAY = date(2026, 9, 22)
STEADY = [80.0, 82.0] * 12


def week(number: int) -> str:
    return f"2026-W{number:02d}"


def write(engagement: Engagement, numbers: list[float], first: int = 1, code: str = "LOG01") -> None:
    engagement.run(WriteReadings(code, tuple(TypedReading(week(first + at), one) for at, one in enumerate(numbers))))


def state(engagement: Engagement, code: str = "LOG01", today: date = TODAY) -> KpiState:
    with engagement.reading() as db:
        found = queries.state(db, code, today)
    assert found is not None
    return found


def says(found: KpiState) -> str:
    return spoken(words.meaning(KpiFigures(found, "en")), "en")


def test_that_a_week_without_value_is_a_gap_and_ends_no_earlier_pattern(engagement: Engagement) -> None:
    write(engagement, STEADY[:10])
    write(engagement, STEADY[:10], first=13)
    found = state(engagement)
    assert [point.value for point in found.points][10:12] == [None, None]
    assert found.analysis.kinds[10] == "missing"
    assert found.phase is not None
    assert found.phase.ranges == 18


def test_that_days_off_are_no_gap() -> None:
    assert gap("day", date(2026, 9, 18), date(2026, 9, 21)) == 0
    assert gap("week", date(2026, 12, 28), date(2027, 1, 11)) == 1
    assert gap("month", date(2026, 11, 1), date(2027, 1, 1)) == 1
    assert gap("year", date(2024, 1, 1), date(2025, 1, 1)) == 0


def test_that_values_after_the_day_are_not_known_yet(engagement: Engagement) -> None:
    write(engagement, [80.0, 81.0, 82.0], first=37)
    assert [point.period for point in state(engagement, today=date(2026, 9, 18)).points] == [week(37), week(38)]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([], "No value yet."),
        ([80.0], "1 value so far, limits come with 6."),
        ([80.0, 81.0, 80.0, 82.0], "4 values so far, limits come with 6."),
        ([80.0] * 20, "No variation in the data: every value is 80.0."),
        (STEADY, "No signal: ordinary variation around 81.0."),
        (STEADY[:8], "No signal: ordinary variation around 81.0. The limits are provisional, from 8 values."),
        ([*STEADY, 60.0], "Worse beyond chance: week 25 lies below the lower limit of 74.8."),
        ([*STEADY, 99.0], "Better beyond chance: week 25 lies above the upper limit of 87.0."),
    ],
)
def test_that_the_meaning_says_what_the_chart_shows(
    engagement: Engagement, numbers: list[float], expected: str
) -> None:
    if numbers:
        write(engagement, numbers)
    assert says(state(engagement)) == expected


@pytest.mark.parametrize(
    ("code", "target", "expected"),
    [
        ("LOG01", 92.0, "The target of 92.0 is out of reach, as the upper limit is 86.3."),
        ("LOG01", 70.0, "The target of 70.0 is safely met, as the lower limit is 75.7."),
        ("LOG01", 81.0, "The target of 81.0 lies inside the limits and is hit and missed by chance."),
        ("PRD11", 70.0, "The target of 70.0 is out of reach, as the lower limit is 75.7."),
        ("PRD11", 92.0, "The target of 92.0 is safely met, as the upper limit is 86.3."),
    ],
)
def test_that_the_target_is_said_against_the_limits(
    engagement: Engagement, code: str, target: float, expected: str
) -> None:
    if code == "PRD11":
        engagement.run(AddKpi(code))
    write(engagement, STEADY, code=code)
    engagement.run(SetTarget(code, target, TODAY))
    found = state(engagement, code)
    assert f"No signal: ordinary variation around 81.0. {expected}" == says(found)


def test_that_eight_values_at_another_level_bring_the_hint_of_a_new_phase(engagement: Engagement) -> None:
    write(engagement, [*STEADY, *[95.0, 96.0] * 4])
    assert "The process runs at another level from week 25 on; if the cause is known, begin a new phase there." in says(
        state(engagement)
    )
    engagement.run(SplitPhase("LOG01", week(25), "Freeze rule"))
    assert "another level" not in says(state(engagement))


def test_that_two_misses_in_a_row_are_said_and_ask_for_action(engagement: Engagement) -> None:
    write(engagement, [*STEADY, 80.0, 79.0], first=13)
    engagement.run(SetTarget("LOG01", 81.0, date(2026, 9, 1)))
    found = state(engagement)
    assert found.needs_action
    assert "Missed 2 times in a row." in says(found)
    assert found.standing.misses == 2


def test_that_a_kpi_that_wants_a_band_has_neither_reach_nor_misses(engagement: Engagement) -> None:
    engagement.run(AddKpi(name="Stock", unit="days", direction="target"))
    write(engagement, [*STEADY, 60.0], code="K-01")
    engagement.run(SetTarget("K-01", 90.0, date(2026, 1, 1)))
    found = state(engagement, "K-01")
    assert (found.analysis.assurance, found.standing.met, found.needs_action) == (None, None, False)
    assert says(found).startswith("Changed beyond chance: week 25 lies below")


@pytest.mark.parametrize(("newest", "late"), [(39, 0), (38, 0), (37, 0), (36, 1), (30, 7)])
def test_that_age_counts_periods_that_have_ended(engagement: Engagement, newest: int, late: int) -> None:
    write(engagement, [80.0, 81.0], first=newest - 1)
    assert state(engagement).periods_late == late


def test_that_the_answer_counts_what_the_list_shows(engagement: Engagement) -> None:
    def answer() -> str:
        with engagement.reading() as db:
            return spoken(words.answer(queries.states(db, TODAY), "en"), "en")

    assert answer() == "None of 10 KPIs has a value yet"
    write(engagement, [*STEADY, 99.0])
    assert answer() == "1 of 10 KPIs is improving beyond chance, with 0 getting worse; none has a target"
    write(engagement, [*STEADY, 99.0], code="LOG13")
    engagement.run(SetTarget("LOG01", 90.0, TODAY))
    assert answer() == "1 of 10 KPIs is improving beyond chance, with 1 getting worse and 1 on target"
    assert spoken(words.answer((), "en"), "en") == "No KPI is chosen yet"


def test_that_a_chart_carries_phases_notes_and_the_words_of_its_points(engagement: Engagement) -> None:
    write(engagement, [*STEADY, *[95.0, 96.0] * 6, 70.0])
    engagement.run(SplitPhase("LOG01", week(25), "Freeze rule"))
    engagement.run(AddMark(date(2026, 9, 7), "Strike"))
    engagement.run(ExcludeReading("LOG01", week(3), "Stock-taking"))
    engagement.run(SetTarget("LOG01", 92.0, TODAY))
    chart = drawing.control_chart(state(engagement), "en")
    assert [(phase.first, phase.last) for phase in chart.phases] == [(0, 23), (24, 36)]
    assert [event.text for event in chart.events] == ["Freeze rule", "Strike"]
    assert chart.points[2].excluded
    assert chart.points[2].words == "Week 3: 80.0%, left out of the limits: Stock-taking, target 92.0"
    assert chart.points[-1].type == "concern"
    assert chart.points[-1].words.startswith("Week 37: 70.0%, below the lower limit of ")
    assert chart.alt.startswith(chart.takeaway)
    assert 120 <= len(chart.alt) <= 400
    small = drawing.control_chart(state(engagement), "en", 10)
    assert [(phase.first, phase.last) for phase in small.phases] == [(0, 9)]
    assert len(small.points) == 10
    spark = drawing.sparkline(state(engagement), "en")
    assert spark is not None
    assert len(spark.points) == 26
    assert drawing.sparkline(state(engagement, "LOG13"), "en") is None


class _Bring:
    """Puts an imported value into the file."""

    final = long = False
    label = Label("Import")

    def apply(self, db) -> None:  # type: ignore[no-untyped-def]
        source = Source(name="Orders", kind="file", trust_grade="B", reason="Document")
        db.add(source)
        db.flush()
        run = ImportRun(
            target="kpi_values", file_name="Orders_W36.xlsx", sheet="Delivery", source_id=source.id,
            at=datetime(2026, 9, 21, 7, 58, tzinfo=UTC),
        )  # fmt: skip
        db.add(run)
        db.flush()
        reading = db.exec(queries.select(Reading)).one()
        reading.source_id, reading.import_id = source.id, run.id
        db.add(reading)
        for field, column in (("numerator", 3), ("denominator", 8)):
            db.add(ImportCell(import_id=run.id, record_id=reading.id, field=field, row=9, column=column, shown="7"))


def test_that_an_imported_value_leads_to_its_cells_and_a_typed_one_says_so(engagement: Engagement) -> None:
    engagement.run(AddReading("LOG01", week(36), numerator=7.0, denominator=9.0))
    record = state(engagement).points[0].record
    with engagement.reading() as db:
        assert origins.origins(db, [record])[record].kind == "typed"
    engagement.run(_Bring())
    with engagement.reading() as db:
        origin = origins.origins(db, [record])[record]
        cells = origins.cells_of(db, [record])[record]
    assert (origin.kind, origin.source, origin.sheet, origin.cells, origin.grade) == (
        "imported", "Orders_W36.xlsx", "Delivery", "C9, H9", "B",
    )  # fmt: skip
    assert [(field, cell) for field, cell, _shown in cells.cells] == [("numerator", "C9"), ("denominator", "H9")]
    assert state(engagement).grade == "B"


def test_that_figures_keep_their_names_and_say_how_they_were_made(engagement: Engagement) -> None:
    write(engagement, STEADY)
    engagement.run(SetTarget("LOG01", 92.0, TODAY))
    figures = KpiFigures(state(engagement), "en")
    made = [figures.actual(), figures.target(), figures.delta(), figures.mean(), figures.lower(), figures.upper()]
    assert [figure.id for figure in made] == [
        f"kpi.LOG01.{name}" for name in ("actual", "target", "delta", "mean", "lower", "upper")
    ]
    assert [figure.value for figure in made[:4]] == [82.0, 92.0, -10.0, 81.0]
    assert made[2].kind == "signed"
    assert made[2].good is False
    assert [figure.origin.kind for figure in made] == ["typed", "typed", *["computed"] * 4]
    assert all(figure.origin.formula for figure in made if figure.origin.kind == "computed")


TEMPLATES = [*words._CLAUSES.values(), *words._CARDS.values(), *words._RUNS.values(), *words._LEAD.values()]


@pytest.mark.parametrize("template", TEMPLATES)
def test_that_no_template_holds_a_digit_of_its_own(template: str) -> None:
    assert not any(letter.isdigit() for letter in template)


@given(st.lists(st.one_of(st.none(), st.integers(0, 400).map(lambda n: n / 2)), max_size=30))
def test_that_words_never_fail_and_every_number_in_them_is_a_figure(numbers: list[float | None]) -> None:
    from interimcoo.domain.kpi.scorecard import DatedTarget, standing
    from interimcoo.domain.kpi.spc import Series, analyse
    from interimcoo.features.kpis.state import Point

    points = tuple(Point(week(at + 1), date.fromisocalendar(2026, at + 1, 1), one) for at, one in enumerate(numbers))
    targets = (DatedTarget(date(2026, 1, 1), 100.0),)
    answer = analyse(Series(numbers, target=100.0))
    pairs = [(point.at, point.value) for point in points]
    found = KpiState(
        "LOG01", "On time", "Logistics", "", "percent", "", 1, "higher", "mean", "week", 1.0, 0, "", False, points,
        targets, (), (), (), (), (), (), answer, standing(pairs, targets, "higher", TODAY), "", "", TODAY,
    )  # fmt: skip
    for sentence in (words.meaning(KpiFigures(found, "sv")), words.takeaway(KpiFigures(found, "en"))):
        outside = re.sub(r"\{\w+\}", "", sentence.template)
        assert not any(letter.isdigit() for letter in outside)
        assert "None" not in spoken(sentence, "en")
        assert all(isinstance(slot, Figure) for slot in sentence.slots.values())
    assert drawing.control_chart(found, "sv").alt
