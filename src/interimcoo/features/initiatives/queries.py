"""What the initiatives page and the portfolio report show."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlmodel import col, select

from interimcoo.exchange.blocks import Status
from interimcoo.store.tables import (
    Finding,
    Initiative,
    InitiativeFinding,
    Kpi,
    KpiTarget,
    Mandate,
    Person,
    Reading,
)

if TYPE_CHECKING:
    from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """An initiative with what it answers and how far it is. `done` is a share 0 to 1, None without tasks."""

    number: int
    name: str
    purpose: str
    owner: str
    stage: str
    start: date | None
    end: date | None
    review_on: date | None
    kpi: str
    kpi_name: str
    has_baseline: bool
    has_target: bool
    benefit_likely: int | None
    created_on: date
    findings: tuple[int, ...]
    tasks: int
    tasks_done: int
    done: float | None
    forecast_end: date | None
    """latest computed finish of its tasks, else the end as agreed"""
    slip_days: int
    """calendar days by which the forecast lies behind the baseline (or the agreed end); 0 when on time or early"""
    status: Status

    @property
    def reference(self) -> str:
        """The number as shown ("I1")."""
        return f"I{self.number}"

    @property
    def active(self) -> bool:
        """Whether somebody works on it: neither finished nor stopped, and more than an idea."""
        return self.stage in ("chartered", "approved", "delivery")

    @property
    def lacking(self) -> tuple[str, ...]:
        """What it lacks for delivery: "owner", "KPI", "baseline", "target", "review date"."""
        needs = (
            ("owner", bool(self.owner)),
            ("KPI", bool(self.kpi)),
            ("baseline", self.has_baseline),
            ("target", self.has_target),
            ("review date", self.review_on is not None),
        )
        return tuple(name for name, there in needs if not there)


@dataclass(frozen=True, slots=True)
class FindingChoice:
    """A finding an initiative can answer."""

    number: int
    text: str
    decision: str
    answered: bool


@dataclass(frozen=True, slots=True)
class KpiChoice:
    """A KPI an initiative can be measured by."""

    code: str
    name: str
