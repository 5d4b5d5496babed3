"""What KPIs ask for: signals without action, misses in a row, missing owners, targets and values; and quiet as news."""

from datetime import date
from typing import TYPE_CHECKING

from interimcoo.domain.guidance import Severity, Step
from interimcoo.exchange.shown import spoken
from interimcoo.features.kpis import queries, words
from interimcoo.features.kpis.figures import KpiFigures
from interimcoo.features.kpis.state import KpiState
from interimcoo.text import N_, Label, interface_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session


def steps(db: "Session", today: date) -> tuple[Step, ...]:
    """The steps of a day; none in a file without KPIs."""
    return rules(queries.states(db, today))


def rules(states: "Sequence[KpiState]") -> tuple[Step, ...]:
    """Concerns and misses without corrective action to do; other signals and quiet as news; gaps as missing."""
    found: list[Step] = []
    for state in states:
        found += _to_do(state)
        found += _news(state)
        found += _missing(state)
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
        title, severity = N_("{name} got worse beyond chance, without corrective action"), "concern"
        detail = Label("{words}", {"words": _said(state)})
        rank = 10
    else:
        title, severity = N_("{name} missed its target {n} times in a row, without corrective action"), "warn"
        detail = Label(N_("Two misses in a row ask for a cause and an action."))
        rank = 20
    return [
        Step(
            "do",
            Label(title, {"name": state.name, "n": state.standing.misses}),
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
    titles = {
        "improvement": (N_("{name} improves beyond chance"), "improvement", 20),
        "concern": (N_("{name} gets worse beyond chance"), "concern", 10),
        "special_high": (N_("{name} lies higher than chance explains"), "plain", 30),
        "special_low": (N_("{name} lies lower than chance explains"), "plain", 30),
    }
    if state.variation not in titles or state.periods_late:
        return []
    title, severity, rank = titles[state.variation]
    return [
        Step(
            "changed",
            Label(title, {"name": state.name}),
            Label("{words}", {"words": _said(state)}),
            "kpis",
            record=state.code,
            button=Label(N_("Open chart")),
            severity=_severity(severity),
            rank=rank,
            icon="chart-line",
        )
    ]


def _missing(state: KpiState) -> list[Step]:
    found = []
    if state.last is None:
        found.append(
            (N_("{name} has no value yet"), N_("Import a sheet, or type the first values."), 30, N_("Add values"))
        )
    elif state.periods_late:
        found.append(
            (N_("{name} has old values"), N_("The newest one is of {period}, {n} periods late."), 20, N_("Add values"))
        )
    if state.standing.target is None and state.direction != "target":
        found.append((N_("{name} has no target"), N_("Agree the value it should reach."), 40, N_("Set target")))
    if not state.owner:
        found.append((N_("{name} has no owner"), N_("Name the person who answers for it."), 45, N_("Name owner")))
    last = state.points[-1].period if state.points else ""
    return [
        Step(
            "missing",
            Label(title, {"name": state.name}),
            Label(detail, {"period": last, "n": state.periods_late} if "{" in detail else {}),
            "kpis",
            record=state.code,
            button=Label(verb),
            severity="warn",
            rank=rank,
            icon="chart-line",
        )
        for title, detail, rank, verb in found
    ]


def _said(state: KpiState) -> str:
    language = interface_language()
    return spoken(words.takeaway(KpiFigures(state, language)), language)


def _severity(name: str) -> Severity:
    known: dict[str, Severity] = {"concern": "concern", "warn": "warn", "improvement": "improvement"}
    return known.get(name, "plain")
