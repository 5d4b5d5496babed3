"""The open document: transactions, undo and redo, history, notices, threads."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from exact import content
from small_commands import (
    AddKpi,
    AddPerson,
    AddReading,
    Do,
    Import,
    LockPeriod,
    RemoveKpi,
    RemovePerson,
    SetRole,
)
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import select

from interimcoo.store.engagement import Changed, Engagement
from interimcoo.store.errors import Refused, Tampered, UndoConflict
from interimcoo.store.tables import Kpi, Person, Reading
from interimcoo.text import Label


@pytest.fixture
def document(tmp_path: Path, clock: Any) -> Iterator[Engagement]:
    with closing(Engagement.create(tmp_path / "a.icoo", clock=clock, who="Eva")) as made:
        yield made


def roles(document: Engagement) -> dict[str, str]:
    with document.reading() as db:
        return {person.name: person.role for person in db.exec(select(Person)).all()}


def test_that_a_command_is_one_action_with_its_moment_person_and_label(document: Engagement) -> None:
    changed = document.run(AddPerson("Bo"))
    assert (changed.n, changed.tables, changed.label) == (1, {"person"}, Label("AddPerson"))
    with document.reading() as db:
        assert changed.rows == {"person": frozenset(db.exec(select(Person.id)).all())}
    entry = document.history()[0]
    assert (entry.n, entry.who, entry.command, entry.changes) == (1, "Eva", "AddPerson", 1)
    assert entry.at == document.last_saved
    assert document.revision == 1


def test_that_a_refused_command_leaves_nothing_behind(document: Engagement) -> None:
    document.run(AddPerson("Bo"))
    before = content(document)

    def body(db: Any) -> None:
        db.add(Person(name="Half"))
        db.flush()
        raise Refused("No.")

    with pytest.raises(Refused, match="No"):
        document.run(Do(body))
    assert content(document) == before
    assert document.revision == 1
    assert len(document.history()) == 1
    document.run(AddPerson("After"))
    assert document.revision == 2


def test_that_a_defect_in_a_command_is_rolled_back_and_passed_on(document: Engagement) -> None:
    def body(db: Any) -> None:
        db.add(Person(name="Half"))
        db.flush()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        document.run(Do(body))
    with pytest.raises(IntegrityError):
        document.run(Do(lambda db: db.add_all([Person(name="Twin"), Person(name="Twin")])))
    assert roles(document) == {}


def test_that_a_key_that_is_taken_is_made_anew(document: Engagement) -> None:
    document.run(AddPerson("Bo"))
    with document.reading() as db:
        taken = db.exec(select(Person.id)).one()
    keys = iter([taken, taken, 12345])
    document.run(Do(lambda db: db.add(Person(id=next(keys), name="Åsa"))))
    assert roles(document) == {"Bo": "", "Åsa": ""}
    assert document.revision == 2


def test_that_a_cascade_counts_as_changed(document: Engagement) -> None:
    document.run(AddKpi("K", 5))
    changed = document.run(RemoveKpi("K"))
    assert changed.tables == {"kpi", "reading"}
    assert len(changed.rows["reading"]) == 5
    document.undo()
    with document.reading() as db:
        assert len(db.exec(select(Reading)).all()) == 5


def test_that_undo_and_redo_walk_the_list_and_a_new_action_ends_redo(document: Engagement) -> None:
    for role in ("a", "b", "c"):
        document.run(AddPerson(role))
    assert document.undo_labels() == (Label("AddPerson"),) * 3
    assert document.redo_label() is None
    document.undo()
    document.undo()
    assert set(roles(document)) == {"a"}
    assert document.redo_label() == Label("AddPerson")
    document.redo()
    assert set(roles(document)) == {"a", "b"}
    document.run(AddPerson("d"))
    assert document.redo_label() is None
    with pytest.raises(Refused, match="nothing to redo"):
        document.redo()
    document.undo()
    document.undo()
    document.undo()
    assert roles(document) == {}
    with pytest.raises(Refused, match="nothing to undo"):
        document.undo()


def test_that_history_is_never_rewritten(document: Engagement) -> None:
    document.run(AddPerson("Bo"))
    document.undo()
    document.redo()
    entries = document.history()
    assert [(e.n, e.command, e.undone, e.can_undo) for e in entries] == [
        (3, "Redo", False, False), (2, "Undo", True, False), (1, "AddPerson", False, True),
    ]  # fmt: skip
    assert (entries[0].undoes, entries[1].undoes) == (entries[1].id, entries[2].id)
    assert [e.n for e in document.history(most=1, before=3)] == [2]


def test_that_an_older_action_is_undone_while_later_ones_stay(document: Engagement) -> None:
    document.run(AddPerson("Bo"))
    document.run(AddPerson("Åsa"))
    first = document.history()[1]
    undone = document.undo_action(first.id)
    assert set(roles(document)) == {"Åsa"}
    with pytest.raises(Refused, match="undone already"):
        document.undo_action(first.id)
    document.undo_action(undone.action_id)
    assert set(roles(document)) == {"Åsa", "Bo"}
    with pytest.raises(Refused, match="its own line"):
        document.undo_action(document.history()[0].id)
    with pytest.raises(Refused, match="not in the history"):
        document.undo_action(1)


def test_that_a_field_changed_later_stands_in_the_way_with_who_and_when(document: Engagement) -> None:
    document.run(AddPerson("Bo", "buyer"))
    document.run(SetRole("Bo", "head"))
    later = document.run(SetRole("Bo", "chief"))
    at = document.last_saved
    before = content(document)
    with pytest.raises(UndoConflict) as caught:
        document.undo_action(document.history()[1].id)
    (conflict,) = caught.value.conflicts
    assert (conflict.table, conflict.field, conflict.logged, conflict.present) == ("person", "role", "head", "chief")
    assert conflict.changed_by == "Eva"
    assert at is not None
    assert conflict.changed_at == at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert content(document) == before
    assert document.revision == later.n


def test_that_a_row_changed_later_is_not_taken_away_unseen(document: Engagement) -> None:
    document.run(AddPerson("Bo"))
    document.run(SetRole("Bo", "head"))
    with pytest.raises(UndoConflict) as caught:
        document.undo_action(document.history()[1].id)
    assert [(c.field, c.present) for c in caught.value.conflicts] == [("role", "head")]


def test_that_a_row_others_refer_to_is_not_taken_away(document: Engagement) -> None:
    document.run(AddPerson("Bo"))
    document.run(AddKpi("K", owner="Bo"))
    with pytest.raises(UndoConflict) as caught:
        document.undo_action(document.history()[1].id)
    assert [(c.table, c.field) for c in caught.value.conflicts] == [("kpi", "owner_id")]


def test_that_an_undo_never_takes_later_rows_along_by_cascade(document: Engagement) -> None:
    document.run(AddKpi("K", 2))
    document.run(AddReading("K", "later"))
    with pytest.raises(UndoConflict) as caught:
        document.undo_action(document.history()[1].id)
    assert {(c.table, c.field) for c in caught.value.conflicts} == {("reading", "kpi_id")}
    with document.reading() as db:
        assert len(db.exec(select(Reading)).all()) == 3


def test_that_a_row_does_not_come_back_without_its_parent(document: Engagement) -> None:
    document.run(AddKpi("K"))
    document.run(AddReading("K", "p"))
    document.run(Do(lambda db: [db.delete(r) for r in db.exec(select(Reading)).all()]))
    document.run(RemoveKpi("K"))
    with pytest.raises(UndoConflict) as caught:
        document.undo_action(document.history()[1].id)
    assert [(c.table, c.field, c.present) for c in caught.value.conflicts] == [("reading", "kpi_id", None)]


def test_that_a_row_does_not_come_back_when_its_code_is_taken(document: Engagement) -> None:
    document.run(AddPerson("Bo"))
    document.run(RemovePerson("Bo"))
    document.run(AddPerson("Bo"))
    with pytest.raises(UndoConflict) as caught:
        document.undo_action(document.history()[1].id)
    assert [c.table for c in caught.value.conflicts] == ["person"]


def test_that_swapped_codes_are_undone(document: Engagement) -> None:
    document.run(AddKpi("A"))
    document.run(AddKpi("B"))
    before = content(document)

    def swap(db: Any) -> None:
        one, other = db.exec(select(Kpi).order_by(Kpi.code)).all()
        for kpi, code in ((one, "tmp"), (other, "A"), (one, "B")):
            kpi.code = code
            db.add(kpi)
            db.flush()

    document.run(Do(swap))
    assert content(document) != before
    document.undo()
    assert content(document) == before


def test_that_undo_stops_at_a_final_command(document: Engagement) -> None:
    document.run(AddPerson("Bo"))
    document.run(LockPeriod("locked"))
    document.run(AddPerson("After"))
    document.undo()
    assert document.undo_label() is None
    with pytest.raises(Refused, match="final"):
        document.undo()
    for entry in document.history():
        if entry.command in ("AddPerson", "LockPeriod") and not entry.undone:
            assert not entry.can_undo
            with pytest.raises(Refused, match="final"):
                document.undo_action(entry.id)
    document.redo()
    assert set(roles(document)) == {"Bo", "locked", "After"}


def test_that_undo_reaches_across_reopening(document: Engagement, clock: Any) -> None:
    document.run(AddPerson("Bo"))
    document.run(AddPerson("Åsa"))
    document.undo()
    document.close()
    with closing(Engagement.open(document.path, clock=clock)) as again:
        assert again.revision == 3
        again.redo()
        again.undo()
        again.undo()
        assert roles(again) == {}


def test_that_listeners_hear_of_each_commit_and_can_stop(document: Engagement) -> None:
    heard: list[Changed] = []

    def listen(changed: Changed) -> None:
        heard.append(changed)
        assert set(roles(document)) == {"Bo"}

    stop = document.subscribe(listen)
    changed = document.run(AddPerson("Bo"))
    with pytest.raises(Refused):
        document.redo()
    stop()
    stop()
    document.undo()
    assert heard == [changed]


def test_that_reading_writes_nothing_and_can_be_nested(document: Engagement) -> None:
    with document.reading() as db:
        with document.reading() as inner:
            assert inner is db
        with pytest.raises(OperationalError, match="readonly"):
            db.connection().exec_driver_sql("INSERT INTO window_state(key, value) VALUES ('a', 'b')")
    document.run(AddPerson("Bo"))


def test_that_commands_do_not_nest(document: Engagement) -> None:
    with pytest.raises(RuntimeError, match="inside"):
        document.run(Do(lambda _db: document.run(AddPerson("Inner"))))
    with pytest.raises(RuntimeError, match="its own session"):
        document.run(Do(lambda _db: document.reading().__enter__()))
    with document.reading(), pytest.raises(RuntimeError, match="inside"):
        document.run(AddPerson("Inner"))
    assert roles(document) == {}
    assert document.revision == 0


def test_that_one_thread_writes_while_others_wait(document: Engagement) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def slow(db: Any) -> None:
        db.add(Person(name="Slow"))
        db.flush()
        inside.set()
        go_on.wait(10)

    writing = threading.Thread(target=lambda: document.run(Do(slow)))
    writing.start()
    assert inside.wait(10)
    seen: list[dict[str, str]] = []
    reading = threading.Thread(target=lambda: seen.append(roles(document)))
    reading.start()
    reading.join(0.2)
    assert seen == []
    go_on.set()
    writing.join(10)
    reading.join(10)
    assert seen == [{"Slow": ""}]


def test_that_many_threads_lose_no_command(document: Engagement) -> None:
    def work(name: str) -> None:
        for n in range(10):
            document.run(AddPerson(f"{name}{n}"))

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(roles(document)) == 40
    assert [entry.n for entry in document.history()] == list(range(40, 0, -1))


def test_that_a_long_command_is_preceded_by_a_backup(document: Engagement) -> None:
    from interimcoo.store.backup import backups_of

    document.run(AddPerson("Bo"))
    document.run(Import("Imported"))
    (made,) = backups_of(document.document_id)
    assert (made.actions, made.verified) == (1, True)


def test_that_the_window_keeps_its_state_outside_the_history(document: Engagement, clock: Any) -> None:
    document.remember("widths", "1,2")
    document.remember("widths", "3,4")
    assert document.revision == 0
    document.close()
    with closing(Engagement.open(document.path, clock=clock)) as again:
        assert again.recall("widths") == "3,4"
        assert again.recall("other") == ""


def test_that_a_history_that_names_foreign_tables_is_refused_and_nothing_runs(document: Engagement) -> None:
    document.run(AddPerson("Bo"))
    hostile = "person; DROP TABLE kpi; --"
    for field, value in (("tbl", hostile), ("field", hostile), ("op", "X"), ("tbl", "meta")):
        kept = document._raw.execute(f"SELECT {field} FROM change").fetchone()
        document._raw.execute(f"UPDATE change SET {field} = ?", (value,))
        before = content(document)
        with pytest.raises(Tampered, match="history"):
            document.undo()
        assert content(document) == before
        document._raw.execute(f"UPDATE change SET {field} = ?", kept)
    document.undo()


def test_that_a_closed_document_says_so(document: Engagement) -> None:
    document.close()
    document.close()
    with pytest.raises(RuntimeError, match="closed"):
        document.run(AddPerson("Bo"))
    with pytest.raises(RuntimeError, match="closed"), document.reading():
        pass
