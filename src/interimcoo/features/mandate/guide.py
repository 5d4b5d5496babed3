"""What the charter lacks and which gate comes next."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from interimcoo.domain.guidance import Severity, Step
from interimcoo.features.mandate import queries
from interimcoo.features.mandate.queries import CriterionRow, GateRow, MandateFacts, next_gate
from interimcoo.text import N_, Label

if TYPE_CHECKING:
    from sqlmodel import Session

_NEAR = timedelta(days=14)
_SECTIONS = (
    ("scope", N_("The charter has no scope"), N_("Say what the mandate covers.")),
    ("authority", N_("The charter has no authority"), N_("Say what may be decided, signed and bought.")),
    ("exclusions", N_("The charter has no exclusions"), N_("Say what is left to others.")),
)  # fmt: skip


_LACKING: Final = {
    ("kpi",): N_("It needs a KPI."),
    ("baseline",): N_("It needs a baseline."),
    ("target",): N_("It needs a target."),
    ("due",): N_("It needs a date."),
    ("baseline", "target"): N_("It needs baseline and target."),
    ("baseline", "due"): N_("It needs baseline and date."),
    ("target", "due"): N_("It needs target and date."),
    ("baseline", "target", "due"): N_("It needs baseline, target and date."),
}


@dataclass(frozen=True, slots=True)
class CharterFacts:
    """What the rules look at."""

    mandate: MandateFacts
    gates: tuple[GateRow, ...]
    criteria: tuple[CriterionRow, ...]


def steps(db: "Session", today: date) -> tuple[Step, ...]:
    """The steps of a day; none in a file without mandate."""
    mandate = queries.mandate(db)
    if mandate is None:
        return ()
    return rules(CharterFacts(mandate, queries.gates(db), queries.criteria(db)), today)


def rules(facts: CharterFacts, today: date) -> tuple[Step, ...]:
    """Charter gaps as "missing", the next gate as "do" when it is late or within two weeks, else as "missing"."""
    return (*_next_gate(facts.gates, today), *_gaps(facts))


def gaps(facts: CharterFacts) -> tuple[Label, ...]:
    """What the charter lacks, in the order it is read."""
    return tuple(step.title for step in _gaps(facts))


def _gaps(facts: CharterFacts) -> list[Step]:
    found = []
    if not facts.mandate.sponsor:
        found.append(
            _gap(N_("The mandate has no sponsor"), N_("Name the person who takes its decisions."), "sponsor", 10)
        )
    for at, (name, title, detail) in enumerate(_SECTIONS):
        if not getattr(facts.mandate, name).strip():
            found.append(_gap(title, detail, name, 11 + at))
    if not facts.criteria:
        found.append(
            _gap(
                N_("The charter has no success criterion"),
                N_("Say by which result the mandate is judged."),
                "criteria",
                15,
            )
        )
    for row in facts.criteria:
        lacking = row.lacking
        if lacking:
            found.append(
                Step(
                    "missing",
                    Label(N_("Success criterion {name} is not agreed yet"), {"name": row.text}),
                    Label(_LACKING.get(lacking, N_("Complete KPI, baseline, target and date."))),
                    "mandate",
                    record=f"criterion:{row.position}",
                    button=Label(N_("Complete")),
                    severity="warn",
                    rank=20 + row.position,
                    icon="certificate",
                )
            )
    return found


def _gap(title: str, detail: str, field: str, rank: int) -> Step:
    return Step(
        "missing",
        Label(title),
        Label(detail),
        "mandate",
        record=f"field:{field}",
        button=Label(N_("Write")),
        severity="warn",
        rank=rank,
        icon="file-certificate",
    )


def _next_gate(rows: tuple[GateRow, ...], today: date) -> list[Step]:
    gate = next_gate(rows)
    if gate is None:
        return []
    left = (gate.due - today).days
    severity: Severity
    if left < 0:
        text = N_("Gate {code} is {days} days late") if left < -1 else N_("Gate {code} is {days} day late")
        severity = "bad" if left <= -3 else "warn"
    elif left == 0:
        text, severity = N_("Gate {code} is due today"), "warn"
    else:
        text = N_("Gate {code} is due in {days} days") if left > 1 else N_("Gate {code} is due in {days} day")
        severity = "plain"
    return [
        Step(
            "do" if gate.due - today <= _NEAR else "missing",
            Label(text, {"code": gate.code, "days": abs(left)}),
            Label(gate.question),
            "mandate",
            record=gate.code,
            button=Label(N_("Open gate")),
            severity=severity,
            due=gate.due,
            rank=30,
            icon="certificate",
        )
    ]
