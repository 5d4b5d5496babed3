"""What a mandate begins with: its types, gates, the plan of 100 days, meetings and initiative templates."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from interimcoo.content.tables import items, rows

MANDATE_TYPES: Final = ("turnaround", "change_project", "growth", "vacancy")


@dataclass(frozen=True, slots=True)
class MandateTypeEntry:
    """One of the four kinds of mandate."""

    code: str
    name: str
    trigger: str
    first_tool: str
    home_headline: str
    assessment_mode: str
    report_rhythm: str
    typical_error: str
    gate_often_skipped: str
    starter_kpis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GateEntry:
    """A gate and the day of the mandate at which it is due, by mandate type (day 1 is its first day)."""

    code: str
    position: int
    name: str
    phase: str
    question: str
    decided_by_role: str
    due_days: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """A task of the plan of 100 days; `after` names tasks that start earlier."""

    code: str
    mandate_type: str
    phase: str
    gate: str
    day_from: int
    day_to: int
    continuous: bool
    task: str
    owner_role: str
    artefacts: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """One item of a meeting's agenda; `filled_from` is the code of the list that fills it."""

    position: int
    item: str
    minutes: int
    filled_from: str


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """A regular meeting with its agenda and where its open items go."""

    code: str
    name: str
    tier: int
    rhythm: str
    minutes: int
    chair_role: str
    participant_roles: tuple[str, ...]
    mandate_types: tuple[str, ...]
    escalates_to: str
    escalation_hours: int | None
    purpose: str
    outputs: str
    agenda: tuple[AgendaEntry, ...]


@dataclass(frozen=True, slots=True)
class TemplateEntry:
    """A ready initiative: where it helps, by which KPI it is led, and its steps."""

    code: str
    name: str
    purpose: str
    dimensions: tuple[str, ...]
    kpis: tuple[str, ...]
    weeks_min: int
    weeks_max: int
    roles: tuple[str, ...]
    benefit_type: str
    mandate_types: tuple[str, ...]
    usual_trap: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CharterEntry:
    """A ready line of a charter; `placeholders` are the names in braces in its text."""

    code: str
    mandate_type: str
    section: str
    """scope, authority, exclusion or success"""
    position: int
    title: str
    text: str
    kpis: tuple[str, ...]
    placeholders: tuple[str, ...]


@lru_cache(maxsize=4)
def mandate_types(language: str = "en") -> tuple[MandateTypeEntry, ...]:
    """The four mandate types."""
    return tuple(
        MandateTypeEntry(
            code=row["id"],
            name=row["name"],
            trigger=row["trigger"],
            first_tool=row["first_tool"],
            home_headline=row["home_headline"],
            assessment_mode=row["assessment_mode"],
            report_rhythm=row["report_rhythm"],
            typical_error=row["typical_error"],
            gate_often_skipped=row["gate_often_skipped"],
            starter_kpis=items(row["starter_kpi_ids"]),
        )
        for row in rows("mandate_types", language)
    )


@lru_cache(maxsize=4)
def gates(language: str = "en") -> tuple[GateEntry, ...]:
    """The six gates in order."""
    return tuple(
        GateEntry(
            code=row["id"],
            position=int(row["position"]),
            name=row["name"],
            phase=row["phase"],
            question=row["question"],
            decided_by_role=row["decided_by_role"],
            due_days=MappingProxyType({kind: int(row[f"due_day_{kind}"]) for kind in MANDATE_TYPES}),
        )
        for row in rows("gates", language)
    )


def plan_100_days(mandate_type: str, language: str = "en") -> tuple[PlanEntry, ...]:
    """The tasks of a mandate type and those of all, in the order of the table."""
    return tuple(
        PlanEntry(
            code=row["id"],
            mandate_type=row["mandate_type"],
            phase=row["phase"],
            gate=row["gate_id"],
            day_from=int(row["day_from"]),
            day_to=int(row["day_to"]),
            continuous=row["continuous"] == "1",
            task=row["task"],
            owner_role=row["owner_role"],
            artefacts=items(row["artefact_ids"]),
            after=items(row["after_ids"]),
        )
        for row in rows("plan_100_days", language)
        if row["mandate_type"] in ("all", mandate_type)
    )


def charter_templates(mandate_type: str, language: str = "en") -> tuple[CharterEntry, ...]:
    """The ready lines of a charter for a mandate type, in the order of the table."""
    return tuple(
        CharterEntry(
            code=row["id"],
            mandate_type=row["mandate_type"],
            section=row["section"],
            position=int(row["position"]),
            title=row["title"],
            text=row["text"],
            kpis=items(row["kpi_ids"]),
            placeholders=items(row["placeholders"]),
        )
        for row in rows("charter_templates", language)
        if row["mandate_type"] == mandate_type
    )


@lru_cache(maxsize=4)
def meetings(language: str = "en") -> tuple[MeetingEntry, ...]:
    """The meetings with their agendas."""
    agenda: dict[str, list[AgendaEntry]] = {}
    for row in rows("meeting_agenda", language):
        item = AgendaEntry(int(row["position"]), row["item"], int(row["minutes"]), row["filled_from"])
        agenda.setdefault(row["meeting_id"], []).append(item)
    return tuple(
        MeetingEntry(
            code=row["id"],
            name=row["name"],
            tier=int(row["tier"]),
            rhythm=row["rhythm"],
            minutes=int(row["minutes"]),
            chair_role=row["chair_role"],
            participant_roles=items(row["participant_role_ids"]),
            mandate_types=items(row["mandate_types"]),
            escalates_to=row["escalates_to"],
            escalation_hours=int(row["escalation_hours"]) if row["escalation_hours"] else None,
            purpose=row["purpose"],
            outputs=row["outputs"],
            agenda=tuple(sorted(agenda.get(row["id"], ()), key=lambda one: one.position)),
        )
        for row in rows("meetings", language)
    )


@lru_cache(maxsize=4)
def initiative_templates(language: str = "en") -> tuple[TemplateEntry, ...]:
    """The ready initiatives with their steps."""
    steps: dict[str, list[tuple[int, str]]] = {}
    for row in rows("initiative_template_steps", language):
        steps.setdefault(row["template_id"], []).append((int(row["position"]), row["text"]))
    return tuple(
        TemplateEntry(
            code=row["id"],
            name=row["name"],
            purpose=row["purpose"],
            dimensions=items(row["dimensions"]),
            kpis=items(row["kpi_ids"]),
            weeks_min=int(row["weeks_min"]),
            weeks_max=int(row["weeks_max"]),
            roles=items(row["role_ids"]),
            benefit_type=row["benefit_type"],
            mandate_types=items(row["mandate_types"]),
            usual_trap=row["usual_trap"],
            steps=tuple(text for _position, text in sorted(steps.get(row["id"], ()))),
        )
        for row in rows("initiative_templates", language)
    )
