"""Commands of the mandate: what they write, what they refuse, and that undo puts everything back."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interimcoo import content
from interimcoo.features.mandate import queries
from interimcoo.features.mandate.commands import (
    AddPerson,
    AddSuccessCriterion,
    AddUnit,
    ChangeMandate,
    ChangePerson,
    ChangeSuccessCriterion,
    CloseGate,
    CreateMandate,
    RemovePerson,
    RemoveSuccessCriterion,
    RemoveUnit,
    RenameUnit,
    ReopenGate,
)
from interimcoo.features.mandate.start import gate_due
from interimcoo.store.command import Command
from interimcoo.store.engagement import Engagement
from interimcoo.store.errors import Refused
from store.exact import content as rows_of

START = date(2026, 8, 31)


def bare(folder: Path, clock: object) -> Engagement:
    return Engagement.create(folder / "bare.icoo", clock=clock)  # type: ignore[arg-type]


def facts(engagement: Engagement) -> queries.MandateFacts:
    with engagement.reading() as db:
        found = queries.mandate(db)
    assert found is not None
    return found


@pytest.mark.parametrize("kind", ["turnaround", "change_project", "growth", "vacancy"])
def test_that_a_new_mandate_brings_what_its_type_needs(kind: str, tmp_path: Path, clock: object) -> None:
    engagement = bare(tmp_path, clock)
    engagement.run(CreateMandate("Kund", kind, START, 120, language="sv"))
    with engagement.reading() as db:
        gates, codes = queries.gates(db), [code for code, _name in queries.kpi_codes(db)]
        criteria = queries.criteria(db)
        from interimcoo.features.assessment.queries import questions, rounds

        asked, held = questions(db), rounds(db)
    assert [gate.code for gate in gates] == ["G1", "G2", "G3", "G4", "G5", "G6"]
    assert gates[-1].due == date(2026, 12, 28)
    assert set(codes) == {entry.code for entry in content.starter_kpis(kind)}
    assert {row.code for row in asked} == set(content.assessment_subset(kind))
    swedish = {entry.code: entry.text for entry in content.questions("sv")}
    assert all(row.text == swedish[row.code] for row in asked)
    assert [row.held_on for row in held] == [START]
    assert len(criteria) == 5
    assert all("{" not in row.text for row in criteria)
    drafts = [entry for entry in content.charter_templates(kind) if entry.section == "success"]
    assert criteria[0].kpi == drafts[0].kpis[0]
    engagement.close()


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (CreateMandate("  ", "turnaround", START, 180), "needs a client"),
        (CreateMandate("Kund", "takeover", START, 180), "no mandate type takeover"),
        (CreateMandate("Kund", "growth", START, 0), "between one day and"),
        (CreateMandate("Kund", "growth", START, 10**7), "between one day and"),
        (CreateMandate("Kund", "growth", START, 180, currency="kronor"), "not a currency"),
        (CreateMandate("Kund", "growth", START, 180, country="Sverige"), "not a country"),
        (CreateMandate("Kund", "growth", START, 180, language="tlh"), "cannot be written in"),
        (CreateMandate("Kund", "growth", START, 180, contract_days=-1), "cannot be negative"),
    ],
)
def test_that_a_mandate_that_cannot_be_is_refused_and_nothing_is_written(
    command: CreateMandate, says: str, tmp_path: Path, clock: object
) -> None:
    engagement = bare(tmp_path, clock)
    before = rows_of(engagement)
    with pytest.raises(Refused, match=says):
        engagement.run(command)
    assert rows_of(engagement) == before
    engagement.close()


def test_that_a_file_holds_one_mandate(engagement: Engagement) -> None:
    with pytest.raises(Refused, match="has a mandate already"):
        engagement.run(CreateMandate("Other AB", "growth", START, 90))


def test_that_a_command_needs_a_mandate(tmp_path: Path, clock: object) -> None:
    engagement = bare(tmp_path, clock)
    with pytest.raises(Refused, match="no mandate yet"):
        engagement.run(ChangeMandate(client="Kund"))
    engagement.close()


def test_that_one_changed_field_names_itself_in_the_history(engagement: Engagement) -> None:
    engagement.run(ChangeMandate(scope="Three sites"))
    assert engagement.history()[0].label.words("en") == "Change scope"
    assert facts(engagement).scope == "Three sites"
    assert facts(engagement).client == "Nordvik Components AB"


def test_that_another_end_moves_open_gates_and_leaves_closed_ones(engagement: Engagement) -> None:
    engagement.run(CloseGate("G1", date(2026, 9, 3)))
    engagement.run(ChangeMandate(start=date(2026, 9, 7), end=date(2026, 12, 6)))
    with engagement.reading() as db:
        due = {gate.code: gate.due for gate in queries.gates(db)}
    assert due["G1"] == date(2026, 9, 4)
    assert due["G2"] == date(2026, 10, 6)
    assert due["G5"] == date(2026, 12, 6)
    assert due["G6"] == date(2026, 12, 6)


def test_that_another_type_adds_and_takes_nothing_away(engagement: Engagement) -> None:
    with engagement.reading() as db:
        before = {code for code, _name in queries.kpi_codes(db)}
    engagement.run(ChangeMandate(mandate_type="growth"))
    with engagement.reading() as db:
        after = {code for code, _name in queries.kpi_codes(db)}
        from interimcoo.features.assessment.queries import questions

        asked = {row.code for row in questions(db)}
    assert after == before | {entry.code for entry in content.starter_kpis("growth")}
    assert asked == set(content.assessment_subset("turnaround")) | set(content.assessment_subset("growth"))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (ChangeMandate(client=" "), "needs a client"),
        (ChangeMandate(mandate_type="x"), "no mandate type"),
        (ChangeMandate(classification="secret"), "no confidentiality"),
        (ChangeMandate(end=date(2026, 8, 30)), "end lies before the start"),
        (ChangeMandate(contract_days=-3), "cannot be negative"),
    ],
)
def test_that_a_charter_that_cannot_be_is_refused(change: ChangeMandate, says: str, engagement: Engagement) -> None:
    before = rows_of(engagement)
    with pytest.raises(Refused, match=says):
        engagement.run(change)
    assert rows_of(engagement) == before


def test_that_gates_close_in_order_and_reopen_from_the_last(engagement: Engagement) -> None:
    run = engagement.run
    with pytest.raises(Refused, match="G2 cannot close before gate G1"):
        run(CloseGate("G2", START))
    run(CloseGate("G1", START))
    run(CloseGate("G2", START))
    with pytest.raises(Refused, match="closed already"):
        run(CloseGate("G2", START))
    with pytest.raises(Refused, match="Gate G2 after it is closed"):
        run(ReopenGate("G1"))
    run(ReopenGate("G2"))
    run(ReopenGate("G1"))
    with pytest.raises(Refused, match="G1 is open"):
        run(ReopenGate("G1"))
    with pytest.raises(Refused, match="no gate G9"):
        run(CloseGate("G9", START))


def test_that_people_and_units_are_recorded_once_whatever_the_case(engagement: Engagement) -> None:
    run = engagement.run
    run(AddUnit("Łódź", "site"))
    run(AddPerson("Maria Wójcik", "Head of production", "łódź"))
    run(AddPerson("maria  wójcik", unit="ŁÓDŹ"))
    with engagement.reading() as db:
        people = [row for row in queries.people(db) if row.name == "Maria Wójcik"]
    assert people == [queries.PersonRow("Maria Wójcik", "Head of production", "Łódź")]
    with pytest.raises(Refused, match="a unit Łódź already"):
        run(AddUnit("Łódź"))
    with pytest.raises(Refused, match="no unit Paris"):
        run(AddPerson("A. Other", unit="Paris"))
    with pytest.raises(Refused, match="no kind of unit"):
        run(AddUnit("Press", "machine"))


def test_that_what_is_in_use_stays(engagement: Engagement) -> None:
    run = engagement.run
    run(AddUnit("Łódź", "site"))
    run(AddUnit("Line 3", "line", "Łódź"))
    with pytest.raises(Refused, match="Łódź is in use"):
        run(RemoveUnit("Łódź"))
    run(RemoveUnit("Line 3"))
    run(RemoveUnit("Łódź"))
    with pytest.raises(Refused, match="sponsor or owns"):
        run(RemovePerson("Henrik Nordvik"))


def test_that_a_taken_name_is_refused(engagement: Engagement) -> None:
    run = engagement.run
    run(AddPerson("A. Mazur"))
    run(AddUnit("North"))
    run(AddUnit("South"))
    with pytest.raises(Refused, match="a person Henrik Nordvik already"):
        run(ChangePerson("A. Mazur", new_name="Henrik Nordvik"))
    with pytest.raises(Refused, match="a unit South already"):
        run(RenameUnit("North", "South"))
    run(RenameUnit("North", "North"))
    run(ChangePerson("A. Mazur", new_name="Anna Mazur", role="Works council", unit="South"))
    with engagement.reading() as db:
        assert queries.PersonRow("Anna Mazur", "Works council", "South") in queries.people(db)


def test_that_a_success_criterion_keeps_what_is_not_changed(engagement: Engagement) -> None:
    run = engagement.run
    run(AddSuccessCriterion("Backlog is gone", "LOG01", 10.0, 2.0, date(2026, 12, 18)))
    run(ChangeSuccessCriterion(6, ("target",), target=0.0))
    with engagement.reading() as db:
        row = queries.criteria(db)[-1]
    assert (row.text, row.kpi, row.baseline, row.target) == ("Backlog is gone", "LOG01", 10.0, 0.0)
    run(ChangeSuccessCriterion(6, ("target", "due")))
    with engagement.reading() as db:
        assert queries.criteria(db)[-1].lacking == ("target", "due")
    run(RemoveSuccessCriterion(6))
    with pytest.raises(Refused, match="no success criterion 6"):
        run(RemoveSuccessCriterion(6))
    with pytest.raises(Refused, match="no KPI LOG99"):
        run(AddSuccessCriterion("x", "LOG99"))


COMMANDS: tuple[Command, ...] = (
    ChangeMandate(client="Nordvik Group", start=date(2026, 9, 1), mandate_type="vacancy"),
    AddUnit("Łódź", "site"),
    RenameUnit("Łódź", "Łódź works"),
    AddPerson("Maria Wójcik", "Head of production", "Łódź works"),
    ChangePerson("Maria Wójcik", role="Site lead"),
    AddSuccessCriterion("Backlog is gone", "LOG13", 10.0, 2.0, date(2026, 12, 18)),
    ChangeSuccessCriterion(1, ("baseline", "target"), baseline=5.0, target=9.0),
    RemoveSuccessCriterion(2),
    CloseGate("G1", date(2026, 9, 4)),
    ReopenGate("G1"),
    RemovePerson("Maria Wójcik"),
    RemoveUnit("Łódź works"),
)


def test_that_undo_puts_back_every_state_and_redo_repeats_it(engagement: Engagement) -> None:
    states = [rows_of(engagement)]
    for command in COMMANDS:
        engagement.run(command)
        states.append(rows_of(engagement))
    for state in reversed(states[:-1]):
        engagement.undo()
        assert rows_of(engagement) == state
    for state in states[1:]:
        engagement.redo()
        assert rows_of(engagement) == state


@given(
    st.sampled_from(["turnaround", "change_project", "growth", "vacancy"]),
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.integers(1, 800),
)
def test_that_gates_fall_due_in_order_within_the_mandate(kind: str, start: date, days: int) -> None:
    end = date.fromordinal(start.toordinal() + days - 1)
    due = [gate_due(gate.code, kind, start, end) for gate in content.gates()]
    assert due[-1] == end
    assert all(start <= day <= end for day in due)
    assert due == sorted(due)
