"""For every command of the product: how to draw one, and a place in a story in which it is granted.

A new command gets one line in `_DRAWN` (fields that need more than the pools below) and one in `STORY`; the tests fail
until it has both.
"""

import ast
import dataclasses
import inspect
import types
import typing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal, Union

from hypothesis import strategies as st

import interimcoo.features
from interimcoo.exchange.excel_in.sheet import Address
from interimcoo.exchange.excel_in.target import Options, Record, Value
from interimcoo.features import parts
from interimcoo.features.actions import commands as actions
from interimcoo.features.assessment import commands as assessment
from interimcoo.features.home import commands as home
from interimcoo.features.imports import commands as imports
from interimcoo.features.initiatives import commands as initiatives
from interimcoo.features.kpis import commands as kpis
from interimcoo.features.mandate import commands as mandate
from interimcoo.features.plan import commands as plan
from interimcoo.features.reports import commands as reports


def commands() -> dict[str, type]:
    """Every command of every feature: frozen dataclasses with `apply` in `commands.py`, and those it passes on."""
    found: dict[str, type] = {}
    for feature, module in parts("commands"):
        for name, thing in vars(module).items():
            if inspect.isclass(thing) and dataclasses.is_dataclass(thing) and hasattr(thing, "apply"):
                found[f"{feature}.{name}"] = thing
    return found


def declared() -> set[str]:
    """The names of all classes in the features' sources that have an `apply(self, db)`."""
    found = set()
    root = Path(interimcoo.features.__file__).parent
    for source in root.rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and any(_is_apply(part) for part in node.body):
                found.add(f"{source.relative_to(root).parts[0]}.{node.name}")
    return found


def _is_apply(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.FunctionDef) and node.name == "apply" and [a.arg for a in node.args.args] == ["self", "db"]
    )


MONDAY = date(2026, 9, 7)
MOMENT = datetime(2026, 9, 22, 9, 0, tzinfo=UTC)
_texts = st.sampled_from(["", "Late deliveries", "Åsa 東京", "a'; DROP TABLE kpi; --", "Zusatz\u00ad", "é vs e\u0301", "x" * 300]) | st.text(max_size=12)  # fmt: skip
_days = st.dates(date(2026, 8, 1), date(2027, 3, 31))
_numbers = st.integers(0, 5)
_money = st.none() | st.integers(-(10**6), 10**12)
_floats = st.none() | st.floats(allow_nan=False, width=64)
_codes = st.sampled_from(["", "K-01", "K-02", "LOG01", "FIN01", "no such"])
_units = st.sampled_from(["", "Purchasing", "Lines", "Stores", "no such"])
_people = st.sampled_from(["", "Bo Ek", "Åsa", "J. Lund"])
_grades = st.sampled_from(["", "A", "D", "Z"])
_sections = st.sampled_from(["summary", "scorecard", "plan"])
_periods = st.sampled_from([f"2026-W{week}" for week in range(30, 40)] + ["2026-09", "soon"])

_POOLS: dict[str, st.SearchStrategy[Any]] = {
    "kpi": _codes, "unit": _units, "parent": _units, "owner": _people, "sponsor": _people, "consultant": _people,
    "respondent": st.sampled_from(["", "COO", "Buyer"]), "confidence": _grades, "evidence_grade": _grades,
    "trust_grade": _grades, "grade": _grades, "dimension": st.sampled_from(["A", "C", "L", "X"]),
    "question": st.sampled_from(["", "A1", "C5", "Z99"]), "section": _sections, "chart": _sections,
    "period": _periods, "signal_period": _periods, "cadence": st.sampled_from(["week", "month", ""]),
    "direction": st.sampled_from(["", "higher", "lower", "up"]), "aggregation": st.sampled_from(["", "mean", "sum"]),
    "language": st.sampled_from(["en", "sv"]), "country": st.sampled_from(["SE", "DE"]), "currency": st.just("EUR"),
    "mandate_type": st.sampled_from(["turnaround", "growth", "vacancy", "none"]), "kind": st.sampled_from(["department", "site"]),
    "classification": st.sampled_from(["board", "internal", "secret"]), "decimals": st.none() | st.integers(-1, 4),
    "code": st.sampled_from(["", "K-01", "LOG02", "G1", "G2"]), "name": st.sampled_from(["", "Purchasing", "Bo Ek", "Lines", "Cost"]) | _texts,
    "new_name": st.none() | st.sampled_from(["", "Buying", "Bo Ekman"]),
}  # fmt: skip


def _of_type(hint: Any) -> st.SearchStrategy[Any]:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (Union, types.UnionType):
        return st.one_of(*(_of_type(part) for part in inner))
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        return st.lists(_of_type(inner[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*(_of_type(part) for part in inner))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _drawn(hint, {})
    plain: dict[Any, st.SearchStrategy[Any]] = {
        str: _texts, int: _numbers, float: _floats, bool: st.booleans(), date: _days, datetime: st.just(MOMENT),
        type(None): st.none(),
    }  # fmt: skip
    return plain[hint]


def _drawn(command: type, special: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    hints = typing.get_type_hints(command)
    names = [part.name for part in dataclasses.fields(command)]
    parts_: dict[str, st.SearchStrategy[Any]] = {}
    for name in names:
        if name in special:
            parts_[name] = special[name]
        elif name == "changed":
            known = [n for n in names if n not in ("changed", "number", "position")]
            parts_[name] = st.lists(st.sampled_from(known), min_size=1, max_size=3, unique=True).map(tuple)
        elif name in _POOLS:
            parts_[name] = _POOLS[name]
            if type(None) in typing.get_args(hints[name]):
                parts_[name] |= st.none()
        else:
            parts_[name] = _of_type(hints[name])
    return st.builds(command, **parts_)


def _records(values: list[float]) -> tuple[Record, ...]:
    return tuple(
        Record(
            row,
            {
                "kpi": Value("Scrap rate", Address(row, 1), "Scrap rate"),
                "period": Value(f"2026-W{29 + row}", Address(row, 2), f"v. {29 + row}"),
                "value": Value(value, Address(row, 3), str(value)),
            },
        )
        for row, value in enumerate(values, 1)
    )


def an_import(values: list[float]) -> imports.ApplyImport:
    """An import of weekly values of one KPI that it creates."""
    return imports.ApplyImport(
        "kpi_values", "scrap.xlsx", "ab" * 32, 1000, "Sheet1", "A1:C9", "{}", MOMENT, 3 * len(values), _records(values), (),
        Options(create_missing=True, unit="percent"),
    )  # fmt: skip


_values = st.floats(allow_nan=False, allow_infinity=False)
_DRAWN: dict[str, dict[str, st.SearchStrategy[Any]] | st.SearchStrategy[Any]] = {
    "home.MarkSeen": {"up_to": st.integers(0, 30)},
    "mandate.AddSuccessCriterion": {}, "mandate.ChangeSuccessCriterion": {}, "mandate.RemoveSuccessCriterion": {},
    "mandate.CloseGate": {}, "mandate.ReopenGate": {}, "mandate.AddPerson": {}, "mandate.AddUnit": {},
    "mandate.ChangePerson": {}, "mandate.RemovePerson": {}, "mandate.RemoveUnit": {},
    "mandate.RenameUnit": {"new_name": st.sampled_from(["", "Buying", "Purchasing"])},
    "mandate.CreateMandate": {"length_days": st.integers(-1, 200)},
    "mandate.ChangeMandate": {},
    "assessment.AddFinding": {}, "assessment.ChangeFinding": {}, "assessment.DecideFinding": {},
    "assessment.RemoveFinding": {}, "assessment.Score": {}, "assessment.NewRound": {}, "assessment.AskDimension": {},
    "initiatives.AddInitiative": {}, "initiatives.ChangeInitiative": {}, "initiatives.LinkFinding": {},
    "initiatives.UnlinkFinding": {}, "initiatives.RemoveInitiative": {}, "initiatives.MoveStage": {},
    "plan.LinkTasks": {"kind": st.sampled_from(["FS", "SS"])}, "plan.UnlinkTasks": {}, "plan.MoveTask": {"days": st.integers(-3, 3)},
    "plan.SetDuration": {}, "plan.SetProgress": {"percent": st.sampled_from([-1, 0, 40, 100])}, "plan.SetBaseline": {},
    "plan.UsePlanTemplate": {}, "plan.AddTask": {}, "plan.ChangeTask": {}, "plan.RemoveTask": {},
    "plan.ReorderTask": {},
    "kpis.AddMark": {}, "kpis.ExcludeReading": {}, "kpis.IncludeReading": {}, "kpis.JoinPhase": {},
    "kpis.RemoveMark": {}, "kpis.SplitPhase": {"baseline_points": st.sampled_from([None, 5, 12])},
    "kpis.AddReading": {}, "kpis.ChangeReading": {}, "kpis.RemoveReading": {}, "kpis.WriteReadings": {},
    "kpis.AddKpi": {}, "kpis.ChangeKpi": {}, "kpis.SetTarget": {}, "kpis.ArchiveKpi": {}, "kpis.RestoreKpi": {},
    "kpis.ChooseTiles": {"kpis": st.lists(_codes, max_size=3, unique=True).map(tuple)},
    "actions.AskDecision": {}, "actions.ChangeDecision": {}, "actions.ReopenDecision": {}, "actions.TakeDecision": {},
    "actions.AddAction": {"kind": st.sampled_from(["action", "corrective"])}, "actions.ChangeAction": {},
    "actions.MoveAction": {}, "actions.CloseAction": {}, "actions.DropAction": {}, "actions.ReopenAction": {},
    "actions.RemoveAction": {},
    "reports.ChangeTitle": {}, "reports.ChangeTakeaway": {}, "reports.ChangeComment": {}, "reports.IncludeSection": {},
    "reports.PlaceSection": {}, "reports.MoveSection": {}, "reports.ChangePageLimit": {},
    "imports.ApplyImport": st.lists(_values, max_size=6).map(an_import),
    "imports.SaveProfile": {}, "imports.GradeSource": {"source": st.sampled_from(["scrap.xlsx", "no such"])},
}  # fmt: skip


def registered() -> set[str]:
    """The names of the commands that have a strategy."""
    return set(_DRAWN)


def any_command() -> st.SearchStrategy[Any]:
    """Any command of any feature, likely or unlikely to be granted."""
    found = commands()
    drawn = []
    for name, special in _DRAWN.items():
        if name in found:
            drawn.append(_drawn(found[name], special) if isinstance(special, dict) else special)
    return st.one_of(drawn)


def _typed(week: int, value: float) -> kpis.TypedReading:
    return kpis.TypedReading(f"2026-W{week}", value)


STORY: tuple[Any, ...] = (
    mandate.CreateMandate("Nordvik", "turnaround", date(2026, 9, 1), 180, sponsor="Bo Ek", consultant="J. Lund"),
    mandate.ChangeMandate(site="Åmål", purpose="Deliver on time"),
    mandate.AddUnit("Purchasing"), mandate.AddUnit("Lines", "site", ""), mandate.AddUnit("Stores", parent="Lines"),
    mandate.RenameUnit("Stores", "Warehouse"), mandate.AddUnit("Passing"), mandate.RemoveUnit("Passing"),
    mandate.AddPerson("Åsa", "Buyer", "Purchasing"), mandate.ChangePerson("Åsa", role="Head of purchasing"),
    mandate.AddPerson("Passing"), mandate.RemovePerson("Passing"),
    mandate.CloseGate("G1", MONDAY), mandate.ReopenGate("G1"),
    kpis.AddKpi(name="Cost of delay", unit="days", cadence="week", owner="Åsa", target=5.0, target_from=MONDAY),
    kpis.AddKpi(name="Late orders", unit="percent", cadence="week"),
    kpis.ChangeKpi("K-01", definition="From order to invoice", owner=""),
    kpis.SetTarget("K-02", -0.0, MONDAY), kpis.ArchiveKpi("K-02"), kpis.RestoreKpi("K-02"),
    kpis.ChooseTiles(("K-02", "K-01")),
    kpis.AddReading("K-01", "2026-W30", 1e-310), kpis.AddReading("K-01", "2026-W31", 1.7976931348623157e308, unit="Lines"),
    kpis.AddReading("K-01", "2026-W32", 0.1 + 0.2), kpis.ChangeReading("K-01", "2026-W32", 3.0, note="typed"),
    kpis.WriteReadings("K-01", tuple(_typed(week, week / 3) for week in range(33, 47))),
    kpis.RemoveReading("K-01", "2026-W33"), kpis.ExcludeReading("K-01", "2026-W34", "strike"),
    kpis.IncludeReading("K-01", "2026-W34"), kpis.SplitPhase("K-01", "2026-W36", "new line"),
    kpis.JoinPhase("K-01", "2026-W36"), kpis.AddMark(MONDAY, "new line", "K-01"), kpis.RemoveMark(MONDAY, "new line", "K-01"),
    mandate.AddSuccessCriterion("On time above 95%", "K-01", 80.0, 95.0, MONDAY),
    mandate.ChangeSuccessCriterion(1, ("text",), text="On time"), mandate.RemoveSuccessCriterion(2),
    assessment.Score("A1", score=2, evidence="Walked the line", confidence="B"),
    assessment.Score("A1", unit="Lines", respondent="Buyer", score=4), assessment.NewRound(date(2026, 10, 5), "Second"),
    assessment.AskDimension("L", "none"),
    assessment.AddFinding("Late suppliers", "C", "Receipts of August", MONDAY, cost_low=1, cost_likely=2, cost_high=3, kpi="K-01"),
    assessment.AddFinding("No plan", "A", "None was shown", MONDAY), assessment.ChangeFinding(1, text="Suppliers are late"),
    assessment.DecideFinding(2, "defer", "After summer"), assessment.RemoveFinding(2),
    initiatives.AddInitiative("Supplier review", MONDAY, owner="Åsa", findings=(1,), kpi="K-01"),
    initiatives.ChangeInitiative(1, ("purpose",), purpose="Fewer late parts"), initiatives.UnlinkFinding(1, 1),
    initiatives.LinkFinding(1, 1), initiatives.MoveStage(1, "chartered"),
    initiatives.AddInitiative("Passing", MONDAY), initiatives.RemoveInitiative(2),
    plan.AddTask("Call suppliers", 1, "Åsa", 3), plan.AddTask("Sign", 1, "", 0, after=(1,)), plan.AddTask("Passing"),
    plan.ChangeTask(1, ("name",), name="Call all suppliers"), plan.LinkTasks(2, 3), plan.UnlinkTasks(2, 3),
    plan.MoveTask(3, date(2026, 10, 1), MONDAY), plan.SetDuration(1, 5), plan.SetProgress(1, 40, date(2026, 9, 22)),
    plan.ReorderTask(3, 1), plan.RemoveTask(3), plan.SetBaseline(1, MONDAY), plan.UsePlanTemplate(),
    actions.AddAction("Call Bo", MONDAY, owner="Bo Ek", due=MONDAY),
    actions.AddAction("Expedite", MONDAY, "corrective", "Åsa", date(2026, 9, 30), "K-01", "2026-W36", 1, 1),
    actions.ChangeAction(1, ("text",), text="Call Bo again"), actions.MoveAction(1, date(2026, 9, 29)),
    actions.CloseAction(1, date(2026, 9, 29), "He answered"), actions.ReopenAction(1),
    actions.DropAction(1, date(2026, 9, 30), "Not needed"), actions.AddAction("Passing", MONDAY), actions.RemoveAction(3),
    actions.AskDecision("Second shift", MONDAY, amount=12_000_000, owner="Bo Ek"),
    actions.ChangeDecision(1, ("text",), text="A second shift"), actions.TakeDecision(1, MONDAY, "Yes"), actions.ReopenDecision(1),
    reports.ChangeTitle("plan", "Where we stand", "Plan"), reports.ChangeTakeaway("scorecard", "Better", "Scorecard"),
    reports.ChangeComment("plan", "As agreed", "Plan"), reports.IncludeSection("plan", False, "Plan"),
    reports.PlaceSection("plan", True, "Plan"), reports.MoveSection("plan", ("summary", "plan"), "Plan"),
    reports.ChangePageLimit(9),
    an_import([1.5, -0.0, 1 / 3]), an_import([1.5, 2.5, 1 / 3, 4.0]), imports.GradeSource("scrap.xlsx", "B", "Counted"),
    imports.SaveProfile("Scrap", "kpi_values", ("vecka", "värde"), "{}"),
    home.MarkSeen(20),
)  # fmt: skip
"""A sequence in which every command of the product is granted at least once."""
