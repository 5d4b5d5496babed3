"""An engagement with figures for the board report: readings of two KPIs, a finding, an action, a decision."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar

from sqlmodel import Session, col, select

from interimcoo.features.mandate.commands import CreateMandate
from interimcoo.store.engagement import Clock, Engagement
from interimcoo.store.tables import ActionItem, Decision, Finding, Kpi, KpiTarget, Reading
from interimcoo.text import Label

TODAY = date(2026, 9, 22)
CLIENT = "Nordvik Components AB"


@dataclass(frozen=True, slots=True)
class FillBoard:
    """Thirty weeks of two KPIs, of which one falls, and one record of each other kind."""

    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label("Fill the board")

    def apply(self, db: Session) -> None:
        kpis = db.exec(select(Kpi).where(col(Kpi.archived).is_(False)).order_by(col(Kpi.code))).all()[:2]
        monday = date(2026, 3, 2)
        for at, kpi in enumerate(kpis):
            kpi.weight = at + 1
            kpi.cadence = "week"
            db.add(kpi)
            db.add(KpiTarget(kpi_id=kpi.id, valid_from=monday, value=92.0))
            for week in range(28):
                first = monday + timedelta(weeks=week)
                year, number, _day = first.isocalendar()
                value = 90.0 + (week * 7 % 5) * 0.4 - (12.0 if at == 0 and week > 22 else 0.0)
                db.add(Reading(kpi_id=kpi.id, period=f"{year}-W{number:02d}", first_day=first, value=value))
        db.add(
            Finding(number=1, text="Orders are re-planned in the freeze window", dimension="D", cost_likely=41_000_000)
        )
        db.add(ActionItem(number=1, text="Hold the daily meeting", created_on=TODAY, due=TODAY - timedelta(days=3)))
        db.add(
            Decision(number=1, text="Release the money for a spindle", due=TODAY + timedelta(days=20), asked_on=TODAY)
        )


def board_engagement(path: Path, clock: Clock, *, language: str = "en") -> Engagement:
    """A new engagement with a mandate and figures."""
    engagement = Engagement.create(path, clock=clock)
    engagement.run(
        CreateMandate(
            CLIENT, "turnaround", date(2026, 9, 1), 180, sponsor="Board chair", consultant="Katarina Stråle",
            language=language,
        )
    )  # fmt: skip
    engagement.run(FillBoard())
    return engagement
