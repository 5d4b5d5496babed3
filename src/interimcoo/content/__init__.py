"""The content that ships with the product: question bank, KPI library, gates, plans, meetings, templates.

A new mandate copies the rows it needs and keeps `content_version()`; later changes never reach a running mandate.
"""

from interimcoo.content.assessment import (
    AnchorEntry,
    DimensionEntry,
    QuestionEntry,
    anchors,
    assessment_subset,
    dimensions,
    questions,
)
from interimcoo.content.kpis import KpiEntry, departments, kpi_named, kpis, starter_kpis
from interimcoo.content.mandates import (
    AgendaEntry,
    CharterEntry,
    GateEntry,
    MandateTypeEntry,
    MeetingEntry,
    PlanEntry,
    TemplateEntry,
    charter_templates,
    gates,
    initiative_templates,
    mandate_types,
    meetings,
    plan_100_days,
)
from interimcoo.content.tables import content_version

__all__ = [
    "AgendaEntry", "AnchorEntry", "CharterEntry", "DimensionEntry", "GateEntry", "KpiEntry", "MandateTypeEntry",
    "MeetingEntry", "PlanEntry", "QuestionEntry", "TemplateEntry", "anchors", "assessment_subset",
    "charter_templates", "content_version", "departments", "dimensions", "gates", "initiative_templates", "kpi_named",
    "kpis", "mandate_types", "meetings", "plan_100_days", "questions", "starter_kpis",
]  # fmt: skip
