"""What the import advises: bring in the first workbook, look at rejected cells, grade the sources."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from sqlmodel import col, select

from interimcoo.domain.guidance import Step
from interimcoo.features.imports.entries import ImportEntry, imports
from interimcoo.store.tables import Source
from interimcoo.text import N_, Label

if TYPE_CHECKING:
    from sqlmodel import Session


_ONE_REJECTED: Final = N_("{file}: {count} cell was rejected")
_REJECTED: Final = N_("{file}: {count} cells were rejected")


@dataclass(frozen=True, slots=True)
class ImportFacts:
    """What the rules look at."""

    imports: tuple[ImportEntry, ...]
    ungraded: tuple[str, ...]
    """names of sources without grade"""


def steps(db: "Session", today: date) -> tuple[Step, ...]:
    """The steps of a day."""
    names = db.exec(select(Source.name).where(Source.trust_grade == "").order_by(col(Source.name))).all()
    return rules(ImportFacts(imports(db), tuple(names)))


def rules(facts: ImportFacts) -> tuple[Step, ...]:
    """The first workbook; the newest import of each file with rejected cells; sources without grade."""
    if not facts.imports:
        return (
            Step(
                "missing",
                Label(N_("No workbook has been imported yet")),
                Label(N_("A weekly KPI sheet or a task list of the client brings the first figures.")),
                "imports",
                button=Label(N_("Import")),
                severity="warn",
                rank=12,
                icon="file-import",
            ),
        )
    found = [
        Step(
            "missing",
            Label(
                _ONE_REJECTED if entry.rejected == 1 else _REJECTED,
                {"file": entry.file_name, "count": entry.rejected},
            ),
            Label(N_("See why, mend them in the sheet and import it again.")),
            "imports",
            record=f"import:{entry.id}",
            button=Label(N_("Look")),
            rank=60,
            icon="file-import",
        )
        for entry in newest(facts.imports)
        if entry.rejected
    ]
    if facts.ungraded:
        count = len(facts.ungraded)
        text = N_("{count} source has no trust grade") if count == 1 else N_("{count} sources have no trust grade")
        used = next((str(e.id) for e in facts.imports if e.file_name in facts.ungraded), "")
        found.append(
            Step(
                "missing",
                Label(text, {"count": count}),
                Label(N_("The grade A to D travels with every figure into the report: {names}."),
                      {"names": ", ".join(facts.ungraded[:4])}),
                "imports",
                record=f"import:{used}" if used else "",
                button=Label(N_("Grade")),
                rank=40,
                icon="certificate",
            )
        )  # fmt: skip
    return tuple(found)


def newest(imports: tuple[ImportEntry, ...]) -> tuple[ImportEntry, ...]:
    """The newest import of each file and sheet."""
    found: dict[tuple[str, str], ImportEntry] = {}
    for entry in imports:
        kept = found.get((entry.file_name, entry.sheet))
        if kept is None or entry.at > kept.at:
            found[entry.file_name, entry.sheet] = entry
    return tuple(found.values())


def waiting(db: "Session") -> tuple[ImportEntry, ...]:
    """Newest imports of each file that left rejected cells."""
    return tuple(entry for entry in newest(imports(db)) if entry.rejected)
