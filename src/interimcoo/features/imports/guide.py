"""What the import advises: bring in the first workbook, look at rejected cells, grade the sources."""

from datetime import date
from typing import TYPE_CHECKING

from interimcoo.domain.guidance import Step
from interimcoo.features.imports import queries
from interimcoo.features.imports.queries import ImportEntry
from interimcoo.text import N_, Label

if TYPE_CHECKING:
    from sqlmodel import Session

RECENT_DAYS = 14
"""how long the rejected cells of an import are news"""


def steps(db: "Session", today: date) -> tuple[Step, ...]:
    """The steps of a day."""
    return rules(queries.imports(db), today)


def rules(entries: tuple[ImportEntry, ...], today: date) -> tuple[Step, ...]:
    """The first import as "missing", imports of the last two weeks as "changed", sources without grade as "missing"."""
    if not entries:
        return (
            Step(
                "missing",
                Label(N_("No workbook of the client is imported yet")),
                Label(N_("KPI values and task lists come from the client's own sheets.")),
                "imports",
                button=Label(N_("Import a sheet")),
                severity="warn",
                rank=35,
                icon="file-import",
            ),
        )
    found = [_news(entry) for entry in entries if (today - entry.at.date()).days <= RECENT_DAYS]
    ungraded = sorted({entry.file_name for entry in entries if not entry.trust_grade})
    found += [
        Step(
            "missing",
            Label(N_("Source {file} has no trust grade"), {"file": name}),
            Label(N_("Say how far its figures can be believed, and why.")),
            "imports",
            record=f"source:{name}",
            button=Label(N_("Grade")),
            severity="warn",
            rank=54,
            icon="certificate",
        )
        for name in ungraded
    ]
    return tuple(found)


def _news(entry: ImportEntry) -> Step:
    counts: dict[str, str | int] = {"new": entry.new, "changed": entry.changed, "rejected": entry.rejected}
    detail = (
        N_("{new} new, {changed} changed, {rejected} cells rejected with reason")
        if entry.rejected
        else N_("{new} new, {changed} changed, nothing rejected")
    )
    return Step(
        "changed",
        Label(N_("{file} imported"), {"file": entry.file_name}),
        Label(detail, counts),
        "imports",
        record=f"import:{entry.file_name}",
        button=Label(N_("Rejects")) if entry.rejected else Label(N_("Show")),
        severity="plain",
        rank=60,
        icon="file-import",
    )
