"""For every command of the product how to draw one.

A new command gets an entry in `_DRAWN` (with the fields that need more than the pools below) and a place in the story;
the tests fail until it has both.
"""

import ast
import dataclasses
import inspect
import types
import typing
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, Union

from command_story import MOMENT, an_import
from hypothesis import strategies as st

import interimcoo.features
from interimcoo.features import parts


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


_texts = st.sampled_from(
    ["", "Late deliveries", "Åsa 東京", "a'; DROP TABLE kpi; --", "Zusatz\u00ad", "é vs e\u0301", "x" * 300]
) | st.text(max_size=12)
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
    "kpi": _codes,
    "unit": _units,
    "parent": _units,
    "owner": _people,
    "sponsor": _people,
    "consultant": _people,
    "respondent": st.sampled_from(["", "COO", "Buyer"]),
    "confidence": _grades,
    "evidence_grade": _grades,
    "trust_grade": _grades,
    "grade": _grades,
    "dimension": st.sampled_from(["A", "C", "L", "X"]),
    "question": st.sampled_from(["", "A1", "C5", "Z99"]),
    "section": _sections,
    "chart": _sections,
    "period": _periods,
    "signal_period": _periods,
    "cadence": st.sampled_from(["week", "month", ""]),
    "direction": st.sampled_from(["", "higher", "lower", "up"]),
    "aggregation": st.sampled_from(["", "mean", "sum"]),
    "language": st.sampled_from(["en", "sv"]),
    "country": st.sampled_from(["SE", "DE"]),
    "currency": st.just("EUR"),
    "mandate_type": st.sampled_from(["turnaround", "growth", "vacancy", "none"]),
    "kind": st.sampled_from(["department", "site"]),
    "classification": st.sampled_from(["board", "internal", "secret"]),
    "decimals": st.none() | st.integers(-1, 4),
    "code": st.sampled_from(["", "K-01", "LOG02", "G1", "G2"]),
    "name": st.sampled_from(["", "Purchasing", "Bo Ek", "Lines", "Cost"]) | _texts,
    "new_name": st.none() | st.sampled_from(["", "Buying", "Bo Ekman"]),
}


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
        str: _texts,
        int: _numbers,
        float: _floats,
        bool: st.booleans(),
        date: _days,
        datetime: st.just(MOMENT),
        type(None): st.none(),
    }
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


_values = st.floats(allow_nan=False, allow_infinity=False)
_DRAWN: dict[str, dict[str, st.SearchStrategy[Any]] | st.SearchStrategy[Any]] = {
    "home.MarkSeen": {"up_to": st.integers(0, 30)},
    "mandate.AddSuccessCriterion": {},
    "mandate.ChangeSuccessCriterion": {},
    "mandate.RemoveSuccessCriterion": {},
    "mandate.CloseGate": {},
    "mandate.ReopenGate": {},
    "mandate.AddPerson": {},
    "mandate.AddUnit": {},
    "mandate.ChangePerson": {},
    "mandate.RemovePerson": {},
    "mandate.RemoveUnit": {},
    "mandate.RenameUnit": {"new_name": st.sampled_from(["", "Buying", "Purchasing"])},
    "mandate.CreateMandate": {"length_days": st.integers(-1, 200)},
    "mandate.ChangeMandate": {},
    "assessment.AddFinding": {},
    "assessment.ChangeFinding": {},
    "assessment.DecideFinding": {},
    "assessment.RemoveFinding": {},
    "assessment.Score": {},
    "assessment.NewRound": {},
    "assessment.AskDimension": {},
    "initiatives.AddInitiative": {},
    "initiatives.ChangeInitiative": {},
    "initiatives.LinkFinding": {},
    "initiatives.UnlinkFinding": {},
    "initiatives.RemoveInitiative": {},
    "initiatives.MoveStage": {},
    "plan.LinkTasks": {"kind": st.sampled_from(["FS", "SS"])},
    "plan.UnlinkTasks": {},
    "plan.MoveTask": {"days": st.integers(-3, 3)},
    "plan.SetDuration": {},
    "plan.SetProgress": {"percent": st.sampled_from([-1, 0, 40, 100])},
    "plan.SetBaseline": {},
    "plan.UsePlanTemplate": {},
    "plan.AddTask": {},
    "plan.ChangeTask": {},
    "plan.RemoveTask": {},
    "plan.ReorderTask": {},
    "kpis.AddMark": {},
    "kpis.ExcludeReading": {},
    "kpis.IncludeReading": {},
    "kpis.JoinPhase": {},
    "kpis.RemoveMark": {},
    "kpis.SplitPhase": {"baseline_points": st.sampled_from([None, 5, 12])},
    "kpis.AddReading": {},
    "kpis.ChangeReading": {},
    "kpis.RemoveReading": {},
    "kpis.WriteReadings": {},
    "kpis.AddKpi": {},
    "kpis.ChangeKpi": {},
    "kpis.SetTarget": {},
    "kpis.ArchiveKpi": {},
    "kpis.RestoreKpi": {},
    "kpis.ChooseTiles": {"kpis": st.lists(_codes, max_size=3, unique=True).map(tuple)},
    "actions.AskDecision": {},
    "actions.ChangeDecision": {},
    "actions.ReopenDecision": {},
    "actions.TakeDecision": {},
    "actions.AddAction": {"kind": st.sampled_from(["action", "corrective"])},
    "actions.ChangeAction": {},
    "actions.MoveAction": {},
    "actions.CloseAction": {},
    "actions.DropAction": {},
    "actions.ReopenAction": {},
    "actions.RemoveAction": {},
    "reports.ChangeTitle": {},
    "reports.ChangeTakeaway": {},
    "reports.ChangeComment": {},
    "reports.IncludeSection": {},
    "reports.PlaceSection": {},
    "reports.MoveSection": {},
    "reports.ChangePageLimit": {},
    "imports.ApplyImport": st.lists(_values, max_size=6).map(an_import),
    "imports.SaveProfile": {},
    "imports.GradeSource": {"source": st.sampled_from(["scrap.xlsx", "no such"])},
}


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
