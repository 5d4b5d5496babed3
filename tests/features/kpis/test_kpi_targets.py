"""What an import makes of readings: KPIs of the library, kinds of periods, targets with their cell, refusals."""

from datetime import UTC, date, datetime
from typing import ClassVar

import pytest
from sqlmodel import Session, select

from interimcoo.exchange.excel_in.sheet import Address
from interimcoo.exchange.excel_in.target import Options, Planning, Record, RunFacts, StoredCell, Value
from interimcoo.features.kpis import queries
from interimcoo.features.kpis.commands import AddReading, SetTarget
from interimcoo.features.kpis.targets import KPI_VALUES
from interimcoo.store.engagement import Engagement
from interimcoo.store.tables import ImportRun, KpiTarget, Source
from interimcoo.text import Label

TODAY = date(2026, 9, 22)


def record(row: int, **given: str | float) -> Record:
    return Record(
        row,
        {key: Value(value, Address(row, at), str(value)) for at, (key, value) in enumerate(given.items(), 1)},
    )


class Bring:
    """Plans and writes records as an import does."""

    final: ClassVar[bool] = False
    long: ClassVar[bool] = False
    label = Label("Import")

    def __init__(self, *records: Record, options: Options = Options()) -> None:  # noqa: B008 - a value
        self.records, self.options = records, options
        self.planning: Planning | None = None
        self.cells: list[StoredCell] = []

    def apply(self, db: Session) -> None:
        self.planning = KPI_VALUES.plan(db, self.records, self.options)
        source = db.exec(select(Source).where(Source.name == "Orders.xlsx")).first() or Source(name="Orders.xlsx")
        db.add(source)
        db.flush()
        at = datetime(2026, 9, 21, 7, 58, tzinfo=UTC)
        run = ImportRun(target="kpi_values", file_name="Orders.xlsx", source_id=source.id, at=at)
        db.add(run)
        db.flush()
        self.cells = list(KPI_VALUES.write(db, self.planning.rows, RunFacts(run.id, source.id, at, self.options)))


def bring(engagement: Engagement, *records: Record, options: Options | None = None) -> Bring:
    made = Bring(*records, options=options or Options())
    engagement.run(made)
    return made


def values(engagement: Engagement, code: str) -> dict[str, float | None]:
    with engagement.reading() as db:
        found = queries.state(db, code, TODAY)
    return {} if found is None else {point.period: point.value for point in found.points}


def states(made: Bring) -> list[str]:
    assert made.planning is not None
    return [row.state for row in made.planning.rows]


def reasons(made: Bring) -> list[str]:
    assert made.planning is not None
    return [reject.reason for row in made.planning.rows for reject in row.rejects]


def test_that_a_name_of_the_library_in_any_language_finds_its_kpi(engagement: Engagement) -> None:
    from interimcoo.content import kpis

    name = next(entry.name for entry in kpis("sv") if entry.code == "LOG01")
    made = bring(engagement, record(2, kpi=name, period="2026-W36", value=74.6))
    assert states(made) == ["new"]
    assert values(engagement, "LOG01") == {"2026-W36": 74.6}


def test_that_the_same_file_again_changes_nothing_and_another_value_is_a_change(engagement: Engagement) -> None:
    first = record(2, kpi="LOG01", period="2026-W36", value=74.6)
    bring(engagement, first)
    assert states(bring(engagement, first)) == ["unchanged"]
    again = bring(engagement, record(2, kpi="LOG01", period="2026-W36", value=75.0))
    assert states(again) == ["changed"]
    assert values(engagement, "LOG01") == {"2026-W36": 75.0}


def test_that_the_first_values_decide_the_kind_of_periods(engagement: Engagement) -> None:
    bring(engagement, record(2, kpi="FIN13", period="2026-Q2", value=4.0))
    with engagement.reading() as db:
        found = queries.state(db, "FIN13", TODAY)
    assert found is not None
    assert found.cadence == "quarter"
    later = bring(engagement, record(2, kpi="FIN13", period="2026-07", value=4.0))
    assert reasons(later) == ["the KPI has other periods"]


def test_that_a_target_of_the_file_holds_from_its_first_period_and_keeps_its_cell(engagement: Engagement) -> None:
    made = bring(
        engagement,
        record(2, kpi="LOG01", period="2026-W36", value=74.6, target=92.0),
        record(3, kpi="LOG01", period="2026-W35", value=80.0, target=92.0),
    )
    with engagement.reading() as db:
        target = db.exec(select(KpiTarget)).one()
    assert (target.valid_from, target.value) == (date(2026, 8, 24), 92.0)
    assert [cell.cell for cell in made.cells if cell.record_id == target.id] == [Address(3, 4)]
    bring(engagement, record(2, kpi="LOG01", period="2026-W37", value=77.0, target=92.0))
    with engagement.reading() as db:
        assert len(db.exec(select(KpiTarget)).all()) == 1


def test_that_an_older_target_of_a_file_does_not_replace_the_agreed_one(engagement: Engagement) -> None:
    engagement.run(SetTarget("LOG01", 95.0, date(2026, 9, 1)))
    bring(engagement, record(2, kpi="LOG01", period="2026-W20", value=80.0, target=90.0))
    with engagement.reading() as db:
        found = queries.state(db, "LOG01", TODAY)
    assert found is not None
    assert found.standing.target == 95.0


def test_that_parts_give_the_value(engagement: Engagement) -> None:
    bring(engagement, record(2, kpi="LOG01", period="2026-W36", numerator=3.0, denominator=4.0))
    assert values(engagement, "LOG01") == {"2026-W36": 75.0}


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ((record(2, kpi="LOG01", period="soon", value=1.0),), ["not a period"]),
        ((record(2, kpi="LOG01", period="2026-W36", numerator=1.0, denominator=0.0),), ["the denominator is 0"]),
        (
            (
                record(2, kpi="LOG01", period="2026-W36", value=1.0),
                record(3, kpi="log01", period="2026-W36", value=2.0),
            ),
            ["row 2 has another value for the same period"],
        ),
        (
            (
                record(2, kpi="LOG01", period="2026-W36", value=1.0),
                record(3, kpi="LOG01", period="2026-W36", value=1.0),
            ),
            ["repeats row 2"],
        ),
        (
            (record(2, kpi="LOG01", period="2026-W36", value=1.0), record(3, kpi="LOG01", period="2026-09", value=2.0)),
            ["the KPI has other periods"],
        ),
    ],
)
def test_that_a_bad_row_is_left_out_with_its_reason(
    engagement: Engagement, records: tuple[Record, ...], expected: list[str]
) -> None:
    made = bring(engagement, *records)
    assert reasons(made) == expected
    assert len(values(engagement, "LOG01")) == len(records) - len(expected)


def test_that_an_unknown_kpi_is_made_or_refused_as_chosen(engagement: Engagement) -> None:
    unknown = record(2, kpi="Pallets a shift", period="2026-W36", value=12.25, unit="st")
    assert reasons(bring(engagement, unknown, options=Options(create_missing=False))) == ["the KPI is not known"]
    made = bring(engagement, unknown)
    with engagement.reading() as db:
        found = queries.state(db, "K-01", TODAY)
    assert found is not None
    assert (found.name, found.unit, found.decimals, found.cadence) == ("Pallets a shift", "count", 2, "week")
    assert made.planning is not None
    assert any("Pallets a shift" in notice for notice in made.planning.notices)


def test_that_a_typed_value_and_an_import_meet_in_one_reading(engagement: Engagement) -> None:
    engagement.run(AddReading("LOG01", "2026-W36", 70.0))
    assert states(bring(engagement, record(2, kpi="LOG01", period="2026-W36", value=74.6))) == ["changed"]
    with engagement.reading() as db:
        found = queries.state(db, "LOG01", TODAY)
    assert found is not None
    assert found.source == "Orders.xlsx"
    assert values(engagement, "LOG01") == {"2026-W36": 74.6}
