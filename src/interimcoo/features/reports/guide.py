"""What the reports advise: the report of the month in its last days, and newer figures where they are old."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from interimcoo.domain.guidance import Step
from interimcoo.features.reports import queries
from interimcoo.text import N_, Label

if TYPE_CHECKING:
    from sqlmodel import Session

LAST_DAYS: Final = 5
"""days before the end of a month in which its report is to be made"""
STALE: Final = timedelta(days=21)


def steps(db: "Session", today: date) -> tuple[Step, ...]:
    """The board report in the last days of a month; figures that are too old for one. Nothing without figures."""
    newest = queries.newest_reading(db)
    if newest is None or queries.mandate(db).start is None:
        return ()
    return rules(newest, today)


def rules(newest: date, today: date) -> tuple[Step, ...]:
    """`newest` is the first day of the newest period with a value."""
    found: list[Step] = []
    end = _month_end(today)
    if (end - today).days < LAST_DAYS:
        found.append(
            Step(
                "do",
                Label(N_("Board report of the month")),
                Label(N_("Look through the checks, then write the PDF and its Excel annex.")),
                "reports",
                button=Label(N_("Open report")),
                due=end,
                rank=60,
                icon="report-analytics",
            )
        )
    if today - newest > STALE:
        found.append(
            Step(
                "missing",
                Label(N_("The newest figures of the report are {days} days old"), {"days": (today - newest).days}),
                Label(N_("Import newer values before the report goes out.")),
                "imports",
                button=Label(N_("Import")),
                severity="warn",
                rank=61,
                icon="file-import",
            )
        )
    return tuple(found)


def _month_end(day: date) -> date:
    first_of_next = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return first_of_next - timedelta(days=1)
