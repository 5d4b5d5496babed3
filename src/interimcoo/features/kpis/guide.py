"""What KPIs ask for: signals without action, misses in a row, missing owners, targets and values; and quiet as news."""

from datetime import date
from typing import TYPE_CHECKING, Final

from interimcoo import formats
from interimcoo.domain.guidance import Severity, Step
from interimcoo.exchange.shown import spoken
from interimcoo.features.kpis import queries, words
from interimcoo.features.kpis.figures import KpiFigures
from interimcoo.features.kpis.state import KpiState
from interimcoo.text import N_, Label, interface_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session


MOST_ALONE: Final = 2
"""more KPIs than this with one gap are told together"""
NAMED: Final = 4


def steps(db: "Session", today: date) -> tuple[Step, ...]:
    """The steps of a day; none in a file without KPIs."""
    return rules(queries.states(db, today))


def rules(states: "Sequence[KpiState]") -> tuple[Step, ...]:
    """Concerns and misses without corrective action to do; other signals and quiet as news; gaps as missing."""
    found: list[Step] = []
    for state in states:
        found += _to_do(state)
        found += _news(state)
    found += _missing(states)
    quiet = sum(state.variation == "common_cause" for state in states)
    measured = sum(state.last is not None for state in states)
    if quiet:
        found.append(
            Step(
                "changed",
                Label(N_("No signal in {n} of {total} KPIs"), {"n": quiet, "total": measured}),
                Label(N_("They vary as they always do; there is no reason to act on single values.")),
                "kpis",
                record="view:quiet",
                button=Label(N_("Show")),
                rank=80,
                icon="chart-line",
            )
        )
    return tuple(found)


def _to_do(state: KpiState) -> list[Step]:
    if not state.needs_action or state.last is None:
        return []
    if state.variation == "concern":
        detail, severity, rank = (
            Label(N_("Worse: {words}; no corrective action yet"), {"words": _brief(state)}),
            "concern",
            10,
        )
    else:
        text = N_("Missed its target {n} times in a row; no corrective action yet")
        detail, severity, rank = Label(text, {"n": state.standing.misses}), "warn", 20
    return [
        Step(
            "do",
            _named(state),
            detail,
            "actions",
            record=f"new:kpi={state.code};period={state.last.period}",
            button=Label(N_("New action")),
            severity=_severity(severity),
            rank=rank,
            icon="chart-line",
        )
    ]


def _news(state: KpiState) -> list[Step]:
    details = {
        "improvement": (N_("Better: {words}"), "improvement", 20),
        "concern": (N_("Worse: {words}"), "concern", 10),
        "special_high": (N_("Higher: {words}"), "plain", 30),
        "special_low": (N_("Lower: {words}"), "plain", 30),
    }
    if state.variation not in details or state.periods_late:
        return []
    detail, severity, rank = details[state.variation]
    return [
        Step(
            "changed",
            _named(state),
            Label(detail, {"words": _brief(state)}),
            "kpis",
            record=state.code,
            button=Label(N_("Open")),
            severity=_severity(severity),
            rank=rank,
            icon="chart-line",
        )
    ]


_GAPS: Final = (
    ("value", N_("{name} has no value yet"), N_("{n} KPIs have no value yet"), N_("Add values"), 30),
    ("old", N_("{name} has old values"), N_("{n} KPIs have old values"), N_("Add values"), 20),
    ("target", N_("{name} has no target"), N_("{n} KPIs have no target"), N_("Set target"), 40),
    ("owner", N_("{name} has no owner"), N_("{n} KPIs have no owner"), N_("Name owner"), 45),
)


def _missing(states: "Sequence[KpiState]") -> list[Step]:
    """A step for each gap of a KPI; many KPIs with the same gap are one step."""
    found = []
    for gap, alone, together, verb, rank in _GAPS:
        lacking = [state for state in states if gap in _gaps(state)]
        if len(lacking) > MOST_ALONE:
            names = ", ".join(state.name for state in lacking[:NAMED])
            more = len(lacking) - NAMED
            detail = (
                Label(N_("{names} and {n} more"), {"names": names, "n": more})
                if more > 0
                else Label("{names}", {"names": names})
            )
            found.append(_gap(Label(together, {"n": len(lacking)}), detail, "view:all", verb, rank))
            continue
        found += [_gap(Label(alone, {"name": one.name}), _detail(gap, one), one.code, verb, rank) for one in lacking]
    return found


def _gaps(state: KpiState) -> tuple[str, ...]:
    found = []
    if state.last is None and not words.by_unit_only(state):
        found.append("value")
    elif state.periods_late:
        found.append("old")
    if state.standing.target is None and state.direction != "target":
        found.append("target")
    if not state.owner:
        found.append("owner")
    return tuple(found)


def _detail(gap: str, state: KpiState) -> Label:
    match gap:
        case "value":
            return Label(N_("Import a sheet, or type the first values."))
        case "old":
            text = N_("The newest one is of {period}, {n} periods late.")
            return Label(text, {"period": state.points[-1].period, "n": state.periods_late})
        case "target":
            return Label(N_("Agree the value it should reach."))
        case _:
            return Label(N_("Name the person who answers for it."))


def _gap(title: Label, detail: Label, record: str, verb: str, rank: int) -> Step:
    return Step(
        "missing",
        title,
        detail,
        "kpis",
        record=record,
        button=Label(verb),
        severity="warn",
        rank=rank,
        icon="chart-line",
    )


def _named(state: KpiState) -> Label:
    """A KPI and its newest value, short enough for a line of home: "Schedule attainment 80.2%"."""
    value = state.last.value if state.last is not None else None
    shown = formats.with_unit(value, state.decimals, state.unit, interface_language(), state.currency)
    return Label(N_("{name} {value}"), {"name": state.name, "value": shown})


def _brief(state: KpiState) -> str:
    language = interface_language()
    return spoken(words.brief(KpiFigures(state, language)), language)


def _severity(name: str) -> Severity:
    known: dict[str, Severity] = {"concern": "concern", "warn": "warn", "improvement": "improvement"}
    return known.get(name, "plain")
