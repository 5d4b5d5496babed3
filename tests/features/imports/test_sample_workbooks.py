"""The sample client's workbooks: the generator writes the same bytes, and the importer finds what was planted."""

import importlib.util
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest
from sqlmodel import col, func, select

from interimcoo.exchange.excel_in.plan import DryRun
from interimcoo.exchange.excel_in.reading import read_workbook
from interimcoo.exchange.excel_in.sheet import Workbook
from interimcoo.features.imports import queries
from interimcoo.features.imports.commands import apply_of
from interimcoo.features.imports.known import target_of
from interimcoo.store.engagement import Clock, Engagement
from interimcoo.store.tables import Kpi, OrganisationUnit, Reading, Task, TaskLink
from interimcoo.text import resources

SAMPLE = resources() / "sample"
NOW = datetime(2026, 9, 22, 8, 0, tzinfo=UTC)


@pytest.fixture
def engagement(tmp_path: Path, clock: Clock) -> Iterator[Engagement]:
    made = Engagement.create(tmp_path / "nordvik.icoo", clock=clock)
    yield made
    made.close()


@pytest.fixture(scope="module")
def books() -> dict[str, Workbook]:
    """Every sample workbook as the importer reads it."""
    return {path.name: read_workbook(path) for path in sorted(SAMPLE.glob("*.xlsx"))}


def generator() -> ModuleType:
    path = Path(__file__).parents[3] / "tools" / "make_sample.py"
    spec = importlib.util.spec_from_file_location("make_sample", path)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules["make_sample"] = made
    spec.loader.exec_module(made)
    return made


def tried(engagement: Engagement, book: Workbook) -> DryRun:
    """The dry run of the first proposal, with nothing chosen by a person."""
    best = queries.propose(book)[0]
    with engagement.reading() as db:
        return queries.dry_run(db, book, best.layouts[0], target_of(best.target))


def imported(engagement: Engagement, book: Workbook) -> DryRun:
    run = tried(engagement, book)
    engagement.run(apply_of(book, run, NOW, trust_grade="B"))
    return run


def test_that_the_generator_writes_the_shipped_bytes(tmp_path: Path) -> None:
    made = generator().make(tmp_path)
    assert sorted(path.name for path in made) == sorted(path.name for path in SAMPLE.glob("*.xlsx"))
    for path in made:
        assert path.read_bytes() == (SAMPLE / path.name).read_bytes(), path.name


def test_that_the_delivery_report_gives_its_weeks_and_its_planted_mess(
    engagement: Engagement, books: dict[str, Workbook]
) -> None:
    book = books["Leveransrapport_v37.xlsx"]
    assert [p.sheet for p in queries.propose(book)] == ["Leverans"]
    run = tried(engagement, book)
    assert run.layout.shape == "wide"
    assert run.layout.header_rows == (4, 5)
    assert run.layout.section_rows == {6, 10, 12}
    assert (run.new, run.rejected, run.missing) == (5 * 78 - 6, 3 + 78, 3)
    errors = {r.cell.text: r.value for r in run.rejects if r.reason.startswith("Excel error")}
    assert errors == {"Y8": "#REF!", "AU9": "#DIV/0!", "BM11": "#N/A"}
    assert {r.cell.row for r in run.rejects if r.reason == "repeats row 13"} == {14}
    assert "column “Snitt” is a total" in {i.reason for i in run.ignored}
    assert run.account.adds_up


def test_that_on_time_in_full_falls_from_week_30(engagement: Engagement, books: dict[str, Workbook]) -> None:
    imported(engagement, books["Leveransrapport_v37.xlsx"])
    with engagement.reading() as db:
        kpi = db.exec(select(Kpi).where(Kpi.code == "LOG01")).one()
        rows = db.exec(select(Reading).where(Reading.kpi_id == kpi.id).order_by(col(Reading.first_day))).all()
    values = {row.period: row.value for row in rows}
    assert (kpi.unit, kpi.direction, kpi.cadence) == ("percent", "higher", "week")
    assert len(values) == 78
    assert values["2026-W30"] == 87.9
    assert values["2026-W37"] == 78.4
    assert min(v for period, v in values.items() if v is not None and period < "2026-W30") > 88


def test_that_the_long_list_gives_parts_and_departments(engagement: Engagement, books: dict[str, Workbook]) -> None:
    run = imported(engagement, books["Production_readings_W37.xlsx"])
    assert {r.cell.text: r.reason for r in run.rejects} == {
        "F118": "Excel error #DIV/0!",
        "F402": "Excel error #VALUE!",
        "E511": "not a number",
        "F732": "repeats row 300",
    }
    assert run.new == 104 * 7 - 3
    with engagement.reading() as db:
        units = set(db.exec(select(OrganisationUnit.name)).all())
        kpi = db.exec(select(Kpi).where(Kpi.code == "PRD01")).one()
        rows = db.exec(select(Reading).where(Reading.kpi_id == kpi.id, col(Reading.unit_id).is_(None))).all()
    assert units == {"Machining", "Assembly"}
    values = {row.period: row for row in rows}
    late = values["2026-W20"]
    assert late.numerator is not None
    assert late.denominator is not None
    assert late.value == pytest.approx(late.numerator / late.denominator * 100, abs=0.01)
    before = [r.value for p, r in values.items() if r.value is not None and p < "2026-W14"]
    after = [r.value for p, r in values.items() if r.value is not None and p >= "2026-W14"]
    assert sum(after) / len(after) - sum(before) / len(before) > 2


def test_that_dates_as_headings_are_weeks_and_both_percent_forms_are_one_scale(
    engagement: Engagement, books: dict[str, Workbook]
) -> None:
    run = imported(engagement, books["Kassation_stalltid.xlsx"])
    assert (run.new, run.rejected) == (156, 0)
    with engagement.reading() as db:
        kpi = db.exec(select(Kpi).where(Kpi.code == "QUA03")).one()
        values = dict(db.exec(select(Reading.period, Reading.value).where(Reading.kpi_id == kpi.id)).all())
    outlier = values.pop("2026-W05")
    assert outlier == 5.94
    assert all(value is not None and 1.5 < value < 3.5 for value in values.values())


def test_that_months_under_their_years_are_read_and_means_stay_out(
    engagement: Engagement, books: dict[str, Workbook]
) -> None:
    run = imported(engagement, books["Personal_lager_manad.xlsx"])
    assert (run.new, run.rejected, run.missing) == (4 * 23 - 1, 0, 1)
    assert sum(i.cells for i in run.ignored if "Snitt" in i.reason) == 12
    with engagement.reading() as db:
        kpi = db.exec(select(Kpi).where(Kpi.code == "HRM03")).one()
        values = dict(db.exec(select(Reading.period, Reading.value).where(Reading.kpi_id == kpi.id)).all())
    assert min(values) == "2024-10"
    assert max(values) == "2026-08"
    assert all(value is not None and 3 < value < 9 for value in values.values())


def test_that_the_action_plan_gives_tasks_links_and_its_planted_faults(
    engagement: Engagement, books: dict[str, Workbook]
) -> None:
    run = imported(engagement, books["Action_plan_2026.xlsx"])
    assert run.target == "tasks"
    assert run.new == 24
    assert {r.cell.text: r.reason for r in run.rejects} == {
        "H27": "Excel error #REF!",
        "E32": "not a valid date",
        "G34": "there is no task 99",
    }
    with engagement.reading() as db:
        tasks = {task.key: task for task in db.exec(select(Task)).all()}
        links = db.exec(select(TaskLink)).all()
        names = {task.id: key for key, task in tasks.items()}
    assert tasks["1"].not_before is not None
    assert tasks["10"].not_before is not None
    assert tasks["10"].not_before.isoformat() == "2026-09-14"
    assert tasks["3"].progress == 250_000
    found = {(names[link.predecessor_id], names[link.successor_id], link.lag_days) for link in links}
    assert ("12", "13", 2) in found
    assert {("10", "12", 0), ("11", "12", 0)} <= found
    assert ("25", "26", 0) in found


def test_that_all_five_go_in_and_come_out_again(engagement: Engagement, books: dict[str, Workbook]) -> None:
    for book in books.values():
        imported(engagement, book)
    with engagement.reading() as db:
        assert len(db.exec(select(Kpi.code)).all()) == 14
        assert all(code[0] != "K" for code in db.exec(select(Kpi.code)).all())
        readings = db.exec(select(func.count()).select_from(Reading)).one()
    assert readings > 1300
    for _book in books:
        engagement.undo()
    with engagement.reading() as db:
        assert db.exec(select(Kpi.id)).all() == []
        assert db.exec(select(Task.id)).all() == []
