"""What may and may not be done with KPIs, readings and charts, and that each gesture is one undo step."""

from collections.abc import Sequence
from datetime import date

import pytest
from sqlmodel import select

from interimcoo.features.kpis import queries
from interimcoo.features.kpis.commands import (
    AddKpi,
    AddMark,
    AddReading,
    ArchiveKpi,
    ChangeKpi,
    ChangeReading,
    ChooseTiles,
    ExcludeReading,
    IncludeReading,
    JoinPhase,
    RemoveMark,
    RemoveReading,
    RestoreKpi,
    SetTarget,
    SplitPhase,
    TypedReading,
    WriteReadings,
)
from interimcoo.features.kpis.state import KpiState
from interimcoo.features.mandate.commands import AddUnit
from interimcoo.store.command import Command
from interimcoo.store.engagement import Engagement
from interimcoo.store.errors import Refused
from interimcoo.store.tables import Kpi, KpiTarget, Reading

TODAY = date(2026, 9, 22)


def state(engagement: Engagement, code: str = "LOG01", unit: str = "") -> KpiState:
    with engagement.reading() as db:
        found = queries.state(db, code, TODAY, unit)
    assert found is not None
    return found


def values(engagement: Engagement, code: str = "LOG01") -> list[tuple[str, float | None]]:
    return [(point.period, point.value) for point in state(engagement, code).points]


def week(number: int) -> str:
    return f"2026-W{number:02d}"


def write(engagement: Engagement, code: str, numbers: Sequence[float], first: int = 1) -> None:
    engagement.run(WriteReadings(code, tuple(TypedReading(week(first + at), one) for at, one in enumerate(numbers))))


def content(engagement: Engagement) -> object:
    with engagement.reading() as db:
        return queries.states(db, TODAY), queries.states(db, TODAY, archived=True)


def test_that_a_kpi_of_the_library_brings_its_definition(engagement: Engagement) -> None:
    engagement.run(AddKpi("QUA01", owner="M. Wójcik", target=95.0, target_from=TODAY))
    found = state(engagement, "QUA01")
    assert (found.name, found.unit, found.direction, found.aggregation) == (
        "First pass yield",
        "percent",
        "higher",
        "ratio",
    )
    assert (found.owner, found.standing.target, found.department) == ("M. Wójcik", 95.0, "Quality")
    undo = engagement.undo_label()
    assert undo is not None
    assert undo.words("en") == "Add KPI First pass yield"


def test_that_an_own_kpi_gets_the_next_code(engagement: Engagement) -> None:
    engagement.run(AddKpi(name="Pallets a shift", unit="pallets", direction="higher"))
    engagement.run(AddKpi(name="Pallets broken", unit="pallets", direction="lower"))
    assert (state(engagement, "K-02").name, state(engagement, "K-02").direction) == ("Pallets broken", "lower")


@pytest.mark.parametrize(
    "command",
    [
        AddKpi("LOG01"),
        AddKpi(name="on time in FULL"),
        AddKpi(name="   "),
        AddKpi(name="Speed", direction="sideways"),
        AddKpi(name="Speed", decimals=9),
        AddKpi(name="Speed", aggregation="guess"),
        ChangeKpi("NONE", name="x"),
        ChangeKpi("LOG01", name=" "),
        ChangeKpi("LOG01", name="Backlog age"),
        ChangeKpi("LOG01", unit="days"),
        ChangeKpi("LOG01", cadence="month"),
        ChangeKpi("LOG01", factor=0.0),
        SetTarget("LOG01", float("nan"), TODAY),
        SetTarget("LOG01", None, TODAY),
        SetTarget("NONE", 1.0, TODAY),
        AddReading("LOG01", "2026-W01", 1.0),
        AddReading("LOG01", "2026-09", 1.0),
        AddReading("LOG01", "week 9", 1.0),
        AddReading("LOG01", "2026-W40"),
        AddReading("LOG01", "2026-W40", float("inf")),
        AddReading("LOG01", "2026-W40", numerator=3.0),
        AddReading("LOG01", "2026-W40", numerator=3.0, denominator=0.0),
        AddReading("LOG01", "2026-W40", 1.0, unit="Nowhere"),
        ChangeReading("LOG01", "2026-W40", 1.0),
        RemoveReading("LOG01", "2026-W40"),
        ExcludeReading("LOG01", "2026-W01", "  "),
        IncludeReading("LOG01", "2026-W40"),
        SplitPhase("LOG01", "2026-W02", " "),
        SplitPhase("LOG01", "2026-W02", "New plan", 11),
        SplitPhase("LOG01", "2026-W01", "Nothing before it"),
        SplitPhase("LOG01", "soon", "New plan"),
        JoinPhase("LOG01", "2026-W02"),
        AddMark(TODAY, " "),
        AddMark(TODAY, "Fire", "NONE"),
        RemoveMark(TODAY, "Fire"),
        WriteReadings("LOG01", (TypedReading("2026-W05", 1.0), TypedReading("2026-W05", 2.0))),
        WriteReadings("LOG01", (TypedReading("2026-W05", 1.0), TypedReading("2026-W06", None, 1.0, 0.0))),
        ChooseTiles(("NONE",)),
        ChooseTiles(tuple(f"X{at}" for at in range(13))),
        ArchiveKpi("NONE"),
    ],
    ids=lambda command: f"{type(command).__name__}-{command.label.words('en')}",
)
def test_that_what_cannot_be_is_refused_with_a_remedy_and_nothing_changes(
    engagement: Engagement, command: Command
) -> None:
    write(engagement, "LOG01", [80.0, 81.0])
    before, revision = content(engagement), engagement.revision
    with pytest.raises(Refused) as refusal:
        engagement.run(command)
    assert refusal.value.happened.endswith(".")
    assert refusal.value.remedy.endswith(".")
    assert content(engagement) == before
    assert engagement.revision == revision


def test_that_every_gesture_is_undone_and_redone_exactly(engagement: Engagement) -> None:
    write(engagement, "LOG01", [80.0 + at % 3 for at in range(20)])
    gestures: list[Command] = [
        AddKpi(name="Pallets a shift", unit="pallets", owner="New Person", target=4.0, target_from=TODAY),
        ChangeKpi("LOG01", name="On time", owner="Another Person", decimals=2),
        SetTarget("LOG01", 92.0, TODAY),
        SetTarget("LOG01", 93.0, TODAY),
        SetTarget("LOG01", None, TODAY),
        AddReading("LOG01", week(21), numerator=9.0, denominator=10.0, note="Typed"),
        ChangeReading("LOG01", week(21), 88.0),
        ExcludeReading("LOG01", week(5), "Stock-taking"),
        IncludeReading("LOG01", week(5)),
        SplitPhase("LOG01", week(9), "New plan", 12),
        JoinPhase("LOG01", week(9)),
        AddMark(TODAY, "Spindle fails", "LOG01"),
        AddMark(TODAY, "Strike"),
        RemoveMark(TODAY, "Strike"),
        WriteReadings("LOG01", (TypedReading(week(22), 1.0), TypedReading(week(21)), TypedReading(week(1), 70.0))),
        RemoveReading("LOG01", week(22)),
        ChooseTiles(("LOG13", "LOG01")),
        ArchiveKpi("LOG13"),
        RestoreKpi("LOG13"),
    ]
    seen = [content(engagement)]
    for gesture in gestures:
        engagement.run(gesture)
        seen.append(content(engagement))
        assert seen[-1] != seen[-2], gesture
    for before in reversed(seen[:-1]):
        engagement.undo()
        assert content(engagement) == before
    for after in seen[1:]:
        engagement.redo()
        assert content(engagement) == after


def test_that_parts_give_the_value_by_the_factor(engagement: Engagement) -> None:
    engagement.run(AddReading("LOG01", week(3), numerator=45.0, denominator=60.0))
    point = state(engagement).points[0]
    assert (point.value, point.numerator, point.denominator) == (75.0, 45.0, 60.0)


def test_that_a_typed_value_replaces_the_parts(engagement: Engagement) -> None:
    engagement.run(AddReading("LOG01", week(3), numerator=45.0, denominator=60.0))
    engagement.run(ChangeReading("LOG01", week(3), 80.0))
    point = state(engagement).points[0]
    assert (point.value, point.numerator, point.denominator) == (80.0, None, None)


def test_that_the_first_values_decide_the_kind_of_periods(engagement: Engagement) -> None:
    engagement.run(AddReading("FIN13", "2026-Q2", 4.0))
    assert state(engagement, "FIN13").cadence == "quarter"
    with pytest.raises(Refused):
        engagement.run(AddReading("FIN13", "2026-07", 4.0))


def test_that_each_unit_has_its_own_value_of_a_period(engagement: Engagement) -> None:
    for unit in ("Göteborg", "Łódź"):
        engagement.run(AddUnit(unit, "site"))
    engagement.run(AddReading("LOG01", week(3), numerator=1.0, denominator=2.0, unit="Göteborg"))
    engagement.run(AddReading("LOG01", week(3), numerator=8.0, denominator=8.0, unit="Łódź"))
    assert state(engagement).points[0].value == 90.0
    assert state(engagement, unit="Łódź").points[0].value == 100.0
    engagement.run(AddReading("LOG01", week(3), 95.0))
    assert state(engagement).points[0].value == 95.0


def test_that_a_target_of_the_same_day_is_replaced(engagement: Engagement) -> None:
    for value in (90.0, 91.0):
        engagement.run(SetTarget("LOG01", value, TODAY))
    with engagement.reading() as db:
        assert [target.value for target in db.exec(select(KpiTarget)).all()] == [91.0]


def test_that_a_corrected_value_no_longer_claims_its_source(engagement: Engagement) -> None:
    engagement.run(AddReading("LOG01", week(3), 80.0))
    engagement.run(ChangeReading("LOG01", week(3), 80.0, note="Seen"))
    with engagement.reading() as db:
        reading = db.exec(select(Reading)).one()
        assert (reading.note, reading.value, reading.import_id) == ("Seen", 80.0, None)


def test_that_archiving_keeps_the_values(engagement: Engagement) -> None:
    write(engagement, "LOG01", [80.0, 81.0])
    engagement.run(ArchiveKpi("LOG01"))
    with engagement.reading() as db:
        assert "LOG01" not in {one.code for one in queries.states(db, TODAY)}
    with pytest.raises(Refused, match="Restore"):
        engagement.run(AddKpi("LOG01"))
    engagement.run(RestoreKpi("LOG01"))
    assert values(engagement) == [(week(1), 80.0), (week(2), 81.0)]


def test_that_a_name_is_taken_in_any_case_of_any_alphabet(engagement: Engagement) -> None:
    engagement.run(AddKpi(name="Återtag från kund"))
    with pytest.raises(Refused, match="There is a KPI ÅTERTAG FRÅN KUND already"):
        engagement.run(AddKpi(name="ÅTERTAG FRÅN KUND"))


def test_that_the_case_of_a_name_can_be_changed(engagement: Engagement) -> None:
    engagement.run(AddKpi(name="återtag från kund"))
    engagement.run(ChangeKpi("K-01", name="Återtag från kund"))
    with engagement.reading() as db:
        assert db.exec(select(Kpi.name).where(Kpi.code == "K-01")).one() == "Återtag från kund"
