"""The journal holds every change exactly, whatever the values, and nothing gets past it."""

import math
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from exact import content
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel, select

from interimcoo.store.engagement import Engagement
from interimcoo.store.engine import table_of
from interimcoo.store.errors import Refused
from interimcoo.store.tables import EXEMPT, JOURNALLED, OrganisationUnit, Person
from interimcoo.text import Label

if TYPE_CHECKING:
    from sqlmodel import Session


def now() -> datetime:
    return datetime(2026, 9, 22, 8, tzinfo=UTC)


@dataclass(frozen=True)
class Raw:
    """Statements with their values, as one command; what the database refuses of them is skipped."""

    statements: tuple[tuple[str, tuple[Any, ...]], ...] = field(default=())
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label("Raw {n}", {"n": len(self.statements)})

    def apply(self, db: "Session") -> None:
        for statement, values in self.statements:
            with suppress(IntegrityError):
                db.connection().exec_driver_sql(statement, values)


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Engagement]:
    with closing(Engagement.create(tmp_path / "journal.icoo", clock=now)) as made:
        yield made


def test_that_every_table_is_journalled_or_exempt() -> None:
    listed = [str(model.__tablename__) for model in JOURNALLED + EXEMPT]
    assert sorted(listed) == sorted(SQLModel.metadata.tables)
    assert len(set(listed)) == len(listed)


def test_that_every_journalled_table_has_three_triggers_that_name_all_its_fields(document: Engagement) -> None:
    found = {
        (table, name.rsplit("_", 1)[1]): sql
        for name, table, sql in document._raw.execute(
            "SELECT name, tbl_name, sql FROM sqlite_temp_master WHERE type = 'trigger'"
        )
    }
    names = [str(model.__tablename__) for model in JOURNALLED]
    assert set(found) == {(name, event) for name in names for event in ("insert", "update", "delete")}
    for model in JOURNALLED:
        table = table_of(model)
        for column in table.columns:
            if column.name != "id":
                assert f'OLD."{column.name}"' in found[table.name, "update"]
                assert f'OLD."{column.name}"' in found[table.name, "delete"]


def test_that_the_file_itself_holds_no_code(document: Engagement) -> None:
    assert document._raw.execute("SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchone() == (
        0,
    )


@pytest.mark.parametrize("table", [str(model.__tablename__) for model in JOURNALLED])
def test_that_no_journalled_table_can_be_written_outside_a_command(document: Engagement, table: str) -> None:
    raw = document._raw
    raw.execute("PRAGMA foreign_keys=OFF")
    columns = list(SQLModel.metadata.tables[table].columns)
    names = ", ".join(f'"{column.name}"' for column in columns)
    with pytest.raises(sqlite3.IntegrityError, match="write outside a command"):
        raw.execute(f'INSERT INTO "{table}"({names}) VALUES ({", ".join("1" * len(columns))})')
    document.run(Raw(((f'INSERT INTO "{table}"({names}) VALUES ({", ".join("1" * len(columns))})', ()),)))
    for statement in (f'UPDATE "{table}" SET "{columns[1].name}" = 2', f'DELETE FROM "{table}"'):
        with pytest.raises(sqlite3.IntegrityError, match="write outside a command"):
            raw.execute(statement)
    assert raw.execute(f'SELECT count(*) FROM "{table}"').fetchone() == (1,)


def test_that_bulk_writes_past_the_objects_are_journalled_too(document: Engagement) -> None:
    many = tuple(("INSERT INTO person(id, name, role) VALUES (?, ?, '')", (n, f"P{n}")) for n in range(1, 501))
    document.run(Raw(many))
    changed = document.run(Raw((("UPDATE person SET role = 'buyer' WHERE id <= 300", ()),)))
    assert changed.tables == {"person"}
    assert changed.rows["person"] == frozenset(range(1, 301))


def test_that_a_row_keeps_its_id(document: Engagement) -> None:
    document.run(Raw((("INSERT INTO person(id, name, role) VALUES (7, 'Bo', '')", ()),)))
    document.run(Raw((("UPDATE person SET id = 8", ()),)))
    assert document._raw.execute("SELECT id FROM person").fetchall() == [(7,)]


def test_that_an_update_that_changes_nothing_leaves_no_line(document: Engagement) -> None:
    document.run(Raw((("INSERT INTO person(id, name, role) VALUES (7, 'Bo', '')", ()),)))
    changed = document.run(Raw((("UPDATE person SET name = 'Bo'", ()),)))
    assert changed.tables == frozenset()
    assert document.history()[0].changes == 0


def test_that_insert_or_replace_is_taken_back_exactly(document: Engagement) -> None:
    document.run(Raw((("INSERT INTO person(id, name, role) VALUES (7, 'Bo', 'x')", ()),)))
    before = content(document)
    document.run(Raw((("INSERT OR REPLACE INTO person(id, name, role) VALUES (8, 'Bo', 'y')", ()),)))
    after = content(document)
    assert "7" not in after["person"].split(",")[0]
    document.undo()
    assert content(document) == before
    document.redo()
    assert content(document) == after


def test_that_text_with_a_nul_character_is_refused_and_nothing_changes(document: Engagement) -> None:
    @dataclass(frozen=True)
    class AddNamed(Raw):
        name: str = "a\0b"

        def apply(self, db: "Session") -> None:
            db.add(OrganisationUnit(name="Before"))
            db.flush()
            db.add(Person(name=self.name))

    for name in ("a\0b", "lone \ud800 surrogate"):
        with pytest.raises(Refused, match="character that cannot be stored"):
            document.run(AddNamed(name=name))
    assert document.revision == 0
    with document.reading() as db:
        assert db.exec(select(OrganisationUnit)).all() == []


def test_that_text_is_stored_in_one_normal_form(document: Engagement) -> None:
    @dataclass(frozen=True)
    class AddComposed(Raw):
        def apply(self, db: "Session") -> None:
            db.add(Person(name="A\u030asa"))

    document.run(AddComposed())
    with document.reading() as db:
        assert db.exec(select(Person.name)).one() == "\u00c5sa"


def test_that_labels_are_stored_as_json_with_their_values(document: Engagement) -> None:
    document.run(Raw())
    assert document._raw.execute("SELECT label FROM action").fetchone() == ('{"text": "Raw {n}", "values": {"n": 0}}',)
    assert document.history()[0].label == Label("Raw {n}", {"n": 0})


_ids = st.integers(1, 6)
_values = (
    st.none()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.sampled_from([5e-324, -0.0, math.inf, -math.inf, 1e308, 0.1 + 0.2, 2.0**53 + 1, 1e15, 9007199254740993.0])
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    | st.sampled_from(["é", "e\u0301", "A", "a", "1", "1.0", "\0", "a\0b", "'; --"])
    | st.binary(max_size=6)
)
_WRITTEN = ("organisation_unit", "person", "kpi", "kpi_target", "reading", "kpi_mark", "task", "task_link")


@st.composite
def _statement(draw: st.DrawFn) -> tuple[str, tuple[Any, ...]]:
    table = SQLModel.metadata.tables[draw(st.sampled_from(_WRITTEN))]
    row_id = draw(_ids)
    columns = [column for column in table.columns if column.name != "id"]
    kind = draw(st.sampled_from(["INSERT", "INSERT", "INSERT OR REPLACE", "UPDATE", "UPDATE", "DELETE"]))
    if kind == "DELETE":
        return f'DELETE FROM "{table.name}" WHERE id = ?', (row_id,)
    if kind == "UPDATE":
        columns = draw(st.lists(st.sampled_from(columns), min_size=1, max_size=4, unique=True))
    values = []
    for column in columns:
        value = draw(_ids | st.none() if column.foreign_keys else _values)
        values.append(1 if value is None and not column.nullable else value)
    if kind == "UPDATE":
        sets = ", ".join(f'"{column.name}" = ?' for column in columns)
        return f'UPDATE "{table.name}" SET {sets} WHERE id >= ?', (*values, row_id)
    names = ", ".join(f'"{column.name}"' for column in columns)
    marks = ", ".join("?" * len(columns))
    return f'{kind} INTO "{table.name}"(id, {names}) VALUES (?, {marks})', (row_id, *values)


@settings(max_examples=60)
@given(actions=st.lists(st.lists(_statement(), max_size=12), min_size=1, max_size=6))
def test_that_any_values_are_undone_and_redone_in_value_and_type(
    actions: list[list[tuple[str, tuple[Any, ...]]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "raw.icoo"
        document = Engagement.create(path, clock=now)
        states = [content(document)]
        for statements in actions:
            document.run(Raw(tuple(statements)))
            states.append(content(document))
        document.close()
        document = Engagement.open(path, clock=now)
        for expected in reversed(states[:-1]):
            document.undo()
            assert content(document) == expected
        for expected in states[1:]:
            document.redo()
            assert content(document) == expected
        assert document.check().problems == ()
        document.close()
