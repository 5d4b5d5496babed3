"""The tables of the document; together they are the file format, version 1.

Every table stands in JOURNALLED (undo, history, change notice) or in EXEMPT; a test fails on one in neither list.
"""

from typing import Final

from interimcoo.store.tables.assessment import Answer, AssessmentRound, Finding, Question
from interimcoo.store.tables.document import Action, Blob, Change, Meta, Preference, SeenMark, WindowState
from interimcoo.store.tables.imports import ImportCell, ImportProfile, ImportRun, Source
from interimcoo.store.tables.kpis import Kpi, KpiMark, KpiPhase, KpiTarget, Reading
from interimcoo.store.tables.mandate import Gate, Mandate, OrganisationUnit, Person, SuccessCriterion
from interimcoo.store.tables.work import ActionItem, Decision, Initiative, InitiativeFinding, Task, TaskLink

JOURNALLED: Final = (
    Mandate, SuccessCriterion, Gate, OrganisationUnit, Person,
    Source, ImportRun, ImportProfile,
    Kpi, KpiTarget, KpiPhase, KpiMark, Reading,
    Question, AssessmentRound, Answer, Finding,
    Initiative, InitiativeFinding, Task, TaskLink, ActionItem, Decision,
    Preference, SeenMark,
)  # fmt: skip
EXEMPT: Final = (Meta, Action, Change, Blob, ImportCell, WindowState)

__all__ = [
    "EXEMPT", "JOURNALLED", "Action", "ActionItem", "Answer", "AssessmentRound", "Blob", "Change", "Decision",
    "Finding", "Gate", "ImportCell", "ImportProfile", "ImportRun", "Initiative", "InitiativeFinding", "Kpi",
    "KpiMark", "KpiPhase",
    "KpiTarget", "Mandate", "Meta", "OrganisationUnit", "Person", "Preference", "Question", "Reading", "SeenMark",
    "Source", "SuccessCriterion", "Task", "TaskLink", "WindowState",
]  # fmt: skip
