"""What the KPI feature takes from a sheet: matching by name in two languages, units, targets, and its refusals."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from interimcoo.exchange.excel_in.sheet import Address
from interimcoo.exchange.excel_in.target import Options, Planning, Record, Typed, Value
from interimcoo.features.imports.commands import ApplyImport
from interimcoo.features.kpis.targets import KPI_VALUES
from interimcoo.store.engagement import Clock, Engagement
from interimcoo.store.tables import Kpi, OrganisationUnit, Reading

NOW = datetime(2026, 9, 22, 8, 0, tzinfo=UTC)


@pytest.fixture
def engagement(tmp_path: Path, clock: Clock) -> Iterator[Engagement]:
    made = Engagement.create(tmp_path / "a.icoo", clock=clock)
    yield made
    made.close()


def record(row: int, **values: Typed) -> Record:
    """A record whose values stand in one row, one column each."""
    cells = {key: Value(value, Address(row, at), str(value)) for at, (key, value) in enumerate(values.items(), 1)}
    return Record(row, cells)


def planned(engagement: Engagement, records: Sequence[Record], **options: object) -> Planning:
    with engagement.reading() as db:
        return KPI_VALUES.plan(db, records, Options(**options))  # type: ignore[arg-type]


def stored(engagement: Engagement, records: Sequence[Record], options: Options | None = None) -> None:
    engagement.run(
        ApplyImport("kpi_values", "a.xlsx", "", 1, "S", "A1:C9", "{}", NOW, 9, tuple(records), (), options or Options())
    )


def test_that_a_library_kpi_is_found_by_code_and_by_name_in_both_languages(engagement: Engagement) -> None:
    names = ("LOG01", "on time in full", "Leveranssäkerhet, rätt tid och rätt antal")
    stored(engagement, [record(n, kpi=name, period=f"2026-W3{n}", value=90.0) for n, name in enumerate(names, 1)])
    with engagement.reading() as db:
        kpis = db.exec(select(Kpi)).all()
    assert [(k.code, k.name, k.unit, k.direction, k.cadence) for k in kpis] == [
        ("LOG01", "On time in full", "percent", "higher", "week")
    ]


def test_that_a_free_kpi_gets_a_code_and_the_unit_of_the_sheet(engagement: Engagement) -> None:
    rows = [
        record(1, kpi="Open orders", period="2026-W30", value=14.0, unit="st"),
        record(2, kpi="Own score", period="2026-W30", value=1.25),
    ]
    stored(engagement, rows, Options(unit="points"))
    with engagement.reading() as db:
        kpis = {k.name: (k.code, k.unit, k.decimals) for k in db.exec(select(Kpi)).all()}
    assert kpis == {"Open orders": ("K-01", "count", 0), "Own score": ("K-02", "points", 2)}


def test_that_unknown_kpis_are_rejected_when_nothing_may_be_created(engagement: Engagement) -> None:
    planning = planned(engagement, [record(1, kpi="Own score", period="2026-W30", value=1.0)], create_missing=False)
    assert [row.state for row in planning.rows] == ["rejected"]
    assert planning.rows[0].rejects[0].reason == "the KPI is not known"


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"period": "v36", "value": 1.0}, "not a period"),
        ({"period": "2026-W30", "numerator": 3.0, "denominator": 0.0}, "the denominator is 0"),
    ],
)
def test_that_a_broken_reading_is_rejected_with_its_reason(
    engagement: Engagement, values: dict[str, Typed], reason: str
) -> None:
    planning = planned(engagement, [record(1, kpi="LOG01", **values)])
    assert [r.reason for r in planning.rows[0].rejects] == [reason]


def test_that_weeks_and_months_of_one_kpi_do_not_mix(engagement: Engagement) -> None:
    rows = [record(1, kpi="LOG01", period="2026-W30", value=1.0), record(2, kpi="LOG01", period="2026-08", value=2.0)]
    assert [row.state for row in planned(engagement, rows).rows] == ["new", "rejected"]
    stored(engagement, rows[:1])
    again = planned(engagement, [rows[1]])
    assert again.rows[0].rejects[0].reason == "the KPI has other periods"


def test_that_the_same_period_twice_is_told_apart_by_equal_and_other_value(engagement: Engagement) -> None:
    rows = [record(n, kpi="LOG01", period="2026-W30", value=v) for n, v in enumerate((1.0, 1.0, 2.0), 1)]
    said = [row.rejects[0].reason for row in planned(engagement, rows).rows if row.rejects]
    assert said == ["repeats row 1", "row 1 has another value for the same period"]


def test_that_a_value_follows_from_its_parts_with_the_factor_of_the_kpi(engagement: Engagement) -> None:
    stored(engagement, [record(1, kpi="QUA06", period="2026-W30", numerator=5.0, denominator=625.0)])
    with engagement.reading() as db:
        found = db.exec(select(Reading)).one()
    assert found.value == pytest.approx(8.0)
    assert (found.numerator, found.denominator, found.first_day) == (5.0, 625.0, date(2026, 7, 20))


def test_that_units_of_organisation_are_found_again(engagement: Engagement) -> None:
    stored(engagement, [record(1, kpi="LOG01", period="2026-W30", value=1.0, unit_name="Assembly")])
    rows = [record(1, kpi="LOG01", period="2026-W30", value=2.0, unit_name="ASSEMBLY")]
    assert [(row.state, row.changes[0].old) for row in planned(engagement, rows).rows] == [("changed", "1")]
    stored(engagement, rows)
    with engagement.reading() as db:
        assert db.exec(select(OrganisationUnit.name)).all() == ["Assembly"]
        assert db.exec(select(Reading.value)).all() == [2.0]
