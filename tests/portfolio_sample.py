"""An engagement with findings, initiatives and a plan, for the tests of both pages and reports."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from interimcoo.features.assessment.commands import AddFinding
from interimcoo.features.initiatives.commands import AddInitiative, MoveStage
from interimcoo.features.kpis.commands import SetTarget
from interimcoo.features.kpis.reading_commands import AddReading
from interimcoo.features.mandate.commands import CreateMandate
from interimcoo.features.plan.commands import AddTask, LinkTasks, SetBaseline, SetProgress
from interimcoo.store.engagement import Engagement

START = date(2026, 8, 31)
TODAY = date(2026, 9, 22)
AGREED = date(2026, 9, 11)

# initiative, name, owner, working days, not before, starts after
TASKS = (
    (1, "Rule agreed with sales", "A. Lindqvist", 13, date(2026, 8, 31), 0),
    (1, "Freeze live, Lines 1 and 2", "A. Lindqvist", 12, None, 1),
    (1, "Freeze live, Łódź", "M. Wójcik", 15, None, 2),
    (2, "Root cause with vendor", "M. Wójcik", 17, date(2026, 9, 2), 0),
    (2, "Buy and ship spindle", "J. Åkesson", 30, None, 4),
    (2, "Install and release", "M. Wójcik", 10, None, 5),
    (2, "Line 3 runs at rate", "M. Wójcik", 0, None, 6),
    (3, "Causes 1 to 5", "E. Papadopoúlou", 25, date(2026, 8, 31), 0),
    (3, "Causes 6 to 10", "", 23, None, 8),
    (4, "Tender and audits", "J. Åkesson", 25, date(2026, 9, 21), 0),
    (4, "First parts approved", "J. Åkesson", 24, None, 10),
)
FINDINGS = (
    ("Orders are changed until the day before they start.", "D", 42_000_000),
    ("Line 3 stands still one shift in five.", "E", 140_000_000),
    ("Ten causes make two thirds of the scrap.", "F", 110_000_000),
    ("Castings come from one source with 40 days of delay.", "C", 160_000_000),
    ("No board in the press shop.", "H", None),
)


def empty(path: Path, clock: Callable[[], datetime]) -> Engagement:
    """A mandate of type change project and nothing else."""
    engagement = Engagement.create(path, clock=clock, who="test")
    engagement.run(
        CreateMandate("Nordvik Components AB", "change_project", START, 180, sponsor="H. Nordvik", consultant="K. Berg")
    )
    return engagement


_made: list[bytes] = []


def portfolio(path: Path, clock: Callable[[], datetime]) -> Engagement:
    """A copy of the portfolio, which is built once."""
    if not _made:
        first = built(path, clock)
        first.close()
        _made.append(path.read_bytes())
    path.write_bytes(_made[0])
    path.chmod(0o600)
    return Engagement.open(path, clock=clock, who="test")


def built(path: Path, clock: Callable[[], datetime]) -> Engagement:
    """Findings, four initiatives in three stages, eleven tasks with a baseline of 11 September."""
    engagement = empty(path, clock)
    for text, dimension, cost in FINDINGS:
        engagement.run(AddFinding(text, dimension, "Seen on the walk.", AGREED, "B", cost_likely=cost))
    for week in range(30, 38):
        engagement.run(AddReading("LOG01", f"2026-W{week}", 78.0 + week % 3))
    engagement.run(SetTarget("LOG01", 92.0, START))
    for number, (name, owner, kpi, value) in enumerate(
        (
            ("Freeze rule and planning rhythm", "A. Lindqvist", "LOG01", 190_000_000),
            ("Line 3 recovery", "M. Wójcik", "LOG01", 140_000_000),
            ("Scrap: top-ten causes", "E. Papadopoúlou", "", None),
            ("Castings: second source", "J. Åkesson", "", 160_000_000),
        ),
        start=1,
    ):
        engagement.run(
            AddInitiative(
                name,
                AGREED,
                f"Purpose of {name}.",
                owner,
                START,
                date(2026, 12, 18),
                (number,),
                kpi,
                value,
                date(2026, 10, 2) if kpi else None,
            )
        )
    engagement.run(MoveStage(1, "delivery"))
    engagement.run(MoveStage(2, "approved"))
    engagement.run(MoveStage(3, "chartered"))
    for initiative, name, owner, days, start, after in TASKS:
        engagement.run(AddTask(name, initiative, owner, days, start, (after,) if after else ()))
    engagement.run(SetBaseline(1, START))
    engagement.run(SetProgress(1, 75, TODAY, date(2026, 8, 31)))
    engagement.run(SetProgress(4, 60, TODAY, date(2026, 9, 2)))
    engagement.run(SetProgress(8, 45, TODAY, date(2026, 8, 31)))
    engagement.run(LinkTasks(3, 9))
    return engagement
