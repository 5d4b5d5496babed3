"""Apply, undo, provenance, profiles, grades and guidance of imports, on a real file."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from exchange.excel_in.workbooks import book, weekly
from interimcoo.exchange.excel_in.plan import DryRun
from interimcoo.exchange.excel_in.reading import read_workbook
from interimcoo.exchange.excel_in.sheet import Workbook
from interimcoo.features.imports import guide, queries
from interimcoo.features.imports.commands import ApplyImport, GradeSource, SaveProfile, apply_of
from interimcoo.features.imports.draft import begun
from interimcoo.features.imports.entries import imports
from interimcoo.features.imports.known import target_of
from interimcoo.store.engagement import Clock, Engagement
from interimcoo.store.errors import Refused
from interimcoo.store.tables import ImportCell, ImportRun, Kpi, KpiTarget, Reading

NOW = datetime(2026, 9, 22, 8, 0, tzinfo=UTC)
TODAY = date(2026, 9, 22)


@pytest.fixture
def engagement(tmp_path: Path, clock: Clock) -> Iterator[Engagement]:
    made = Engagement.create(tmp_path / "a.icoo", clock=clock)
    yield made
    made.close()


def tried(engagement: Engagement, workbook: Workbook) -> DryRun:
    best = queries.propose(workbook)[0]
    with engagement.reading() as db:
        return queries.dry_run(db, workbook, best.layouts[0], target_of(best.target))


def brought_in(engagement: Engagement, workbook: Workbook, grade: str = "") -> DryRun:
    run = tried(engagement, workbook)
    engagement.run(apply_of(workbook, run, engagement.now(), trust_grade=grade))
    return run


def readings(engagement: Engagement) -> dict[str, float | None]:
    with engagement.reading() as db:
        kpi = db.exec(select(Kpi.id).where(Kpi.code == "LOG01")).first()
        return dict(db.exec(select(Reading.period, Reading.value).where(Reading.kpi_id == kpi)).all())


def test_that_an_import_is_one_undo_step_and_redo_gives_the_same(tmp_path: Path, engagement: Engagement) -> None:
    workbook = read_workbook(book(tmp_path / "w.xlsx", weekly()))
    brought_in(engagement, workbook)
    stored = readings(engagement)
    assert stored["2026-W30"] == 90.5
    assert len(stored) == 8
    label = engagement.undo_label()
    assert label is not None
    assert label.words("en") == "Import w.xlsx, 16 rows"
    engagement.undo()
    assert readings(engagement) == {}
    with engagement.reading() as db:
        assert db.exec(select(ImportRun.id)).all() == []
    engagement.redo()
    assert readings(engagement) == stored


def test_that_the_second_file_changes_only_what_differs(tmp_path: Path, engagement: Engagement) -> None:
    brought_in(engagement, read_workbook(book(tmp_path / "w.xlsx", weekly())))
    rows = weekly(9)
    rows[1][4] = 11.5
    run = brought_in(engagement, read_workbook(book(tmp_path / "w.xlsx", rows)))
    assert (run.new, run.changed, run.unchanged) == (2, 1, 15)
    changed = next(row for row in run.rows if row.state == "changed")
    assert [(c.field, c.old, c.new) for c in changed.changes] == [("value", "89.5", "11.5")]
    assert readings(engagement)["2026-W31"] == 11.5
    engagement.undo()
    assert readings(engagement)["2026-W31"] == 89.5


def test_that_every_value_says_where_it_came_from(tmp_path: Path, engagement: Engagement) -> None:
    workbook = read_workbook(book(tmp_path / "w.xlsx", weekly()))
    brought_in(engagement, workbook, "B")
    with engagement.reading() as db:
        found = db.exec(select(Reading).where(Reading.period == "2026-W33", Reading.value == 87.5)).one()
        origin = queries.where_from(db, "reading", found.id)
        assert queries.where_from(db, "reading", 1) is None
    assert origin is not None
    assert (origin.file_name, origin.sheet, origin.cell, origin.shown) == ("w.xlsx", "Data", "G2", "87.5")
    assert (origin.trust_grade, origin.sha256) == ("B", workbook.sha256)


def test_that_targets_of_the_sheet_hold_from_the_first_period(tmp_path: Path, engagement: Engagement) -> None:
    brought_in(engagement, read_workbook(book(tmp_path / "w.xlsx", weekly())))
    with engagement.reading() as db:
        targets = db.exec(
            select(Kpi.code, KpiTarget.value, KpiTarget.valid_from).join(KpiTarget, KpiTarget.kpi_id == Kpi.id)  # type: ignore[arg-type]
        ).all()
    assert ("LOG01", 92.0, date(2026, 7, 20)) in targets


def test_that_two_rows_of_one_kpi_in_two_languages_are_not_stored_twice(tmp_path: Path, engagement: Engagement) -> None:
    rows = weekly()
    rows.append(["Leveranssäkerhet, rätt tid och rätt antal", "%", 92, *(50.5 for _ in range(8))])
    run = brought_in(engagement, read_workbook(book(tmp_path / "w.xlsx", rows)))
    assert run.new == 16
    assert {r.cell.row for r in run.rejects} == {4}
    assert readings(engagement)["2026-W30"] == 90.5


def test_that_nothing_is_imported_from_a_blocked_dry_run(tmp_path: Path, engagement: Engagement) -> None:
    workbook = read_workbook(book(tmp_path / "w.xlsx", weekly()))
    run = replace(tried(engagement, workbook), blocked="No column is kpi.")
    with pytest.raises(Refused, match="No column is kpi"):
        apply_of(workbook, run, NOW)


def test_that_an_import_without_a_storable_row_is_refused_and_leaves_nothing(engagement: Engagement) -> None:
    command = ApplyImport("kpi_values", "a.xlsx", "", 1, "S", "A1:B2", "{}", NOW, 4, (), ())
    with pytest.raises(Refused, match="No row of the table"):
        engagement.run(command)
    with pytest.raises(Refused, match="No feature takes"):
        engagement.run(replace(command, target="nothing"))
    with engagement.reading() as db:
        assert db.exec(select(ImportRun.id)).all() == []
        assert db.exec(select(ImportCell.field)).all() == []


def test_that_the_history_lists_imports_with_rejects_newest_first(tmp_path: Path, engagement: Engagement) -> None:
    rows = weekly()
    rows[2][5] = "ca 40"
    brought_in(engagement, read_workbook(book(tmp_path / "first.xlsx", rows)), "C")
    later = read_workbook(book(tmp_path / "second.xlsx", weekly(12)))
    run = tried(engagement, later)
    engagement.run(apply_of(later, run, datetime(2026, 9, 23, tzinfo=UTC)))
    with engagement.reading() as db:
        found = imports(db)
    assert [entry.file_name for entry in found] == ["second.xlsx", "first.xlsx"]
    assert found[1].rejects == (("F3", "ca 40", "not a number"),)
    assert (found[1].trust_grade, found[1].rejected) == ("C", 1)


def test_that_a_saved_profile_takes_the_next_file_with_the_same_headings(
    tmp_path: Path, engagement: Engagement
) -> None:
    rows = [
        ["Vad", "Enhet", "2026-W30", "2026-W31", "2026-W32"],
        ["On time in full", "%", 90, 91, 92],
        ["X", "%", 1, 2, 3],
    ]
    draft = begun(read_workbook(book(tmp_path / "a.xlsx", rows)))
    chosen = draft.with_field(2, None).with_constant("unit_name", "Borås")
    assert chosen.layout is not None
    labels = tuple(queries.headings(chosen.layout))
    for name in ("Weekly", "Weekly"):
        engagement.run(SaveProfile(name, chosen.target, labels, chosen.layout.to_json()))
    with pytest.raises(Refused, match="no name"):
        engagement.run(SaveProfile(" ", chosen.target, labels, "{}"))
    with engagement.reading() as db:
        saved = queries.profiles(db)
    assert [(p.name, p.version) for p in saved] == [("Weekly", 2)]
    rows[0][2:] = ["2026-W33", "2026-W34", "2026-W35"]
    again = begun(read_workbook(book(tmp_path / "b.xlsx", rows)), saved)
    assert again.profile == "Weekly"
    assert again.layout is not None
    assert {c.column: c.field for c in again.layout.columns}[2] is None
    assert again.layout.constants["unit_name"] == "Borås"
    rows[0][1] = "Einheit"
    assert begun(read_workbook(book(tmp_path / "c.xlsx", rows)), saved).profile == ""


def test_that_a_source_is_graded_with_a_reason(tmp_path: Path, engagement: Engagement) -> None:
    brought_in(engagement, read_workbook(book(tmp_path / "w.xlsx", weekly())))
    engagement.run(GradeSource("w.xlsx", "C", "kept by hand"))
    with engagement.reading() as db:
        assert queries.grade_of(db, "w.xlsx") == "C"
        assert queries.grade_of(db, "other.xlsx") is None
    with pytest.raises(Refused, match="A, B, C or D"):
        engagement.run(GradeSource("w.xlsx", "E"))
    with pytest.raises(Refused, match="not known"):
        engagement.run(GradeSource("other.xlsx", "A"))


def test_that_the_guide_asks_for_the_first_workbook_then_for_rejects_and_grades(
    tmp_path: Path, engagement: Engagement
) -> None:
    with engagement.reading() as db:
        assert [s.title.words("en") for s in guide.steps(db, TODAY)] == ["No workbook has been imported yet"]
    rows = weekly()
    rows[2][5] = "ca 40"
    brought_in(engagement, read_workbook(book(tmp_path / "w.xlsx", rows)))
    with engagement.reading() as db:
        said = [s.title.words("en") for s in guide.steps(db, TODAY)]
        assert [e.file_name for e in guide.waiting(db)] == ["w.xlsx"]
    assert said == ["w.xlsx: 1 cell was rejected", "1 source has no trust grade"]
    engagement.run(GradeSource("w.xlsx", "B"))
    brought_in(engagement, read_workbook(book(tmp_path / "w.xlsx", weekly())))
    with engagement.reading() as db:
        assert guide.steps(db, TODAY) == ()
