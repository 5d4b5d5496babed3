"""Work: initiatives, the plan, actions and decisions."""

from datetime import date

from interimcoo.store.tables.columns import Row, day, link, words


class Initiative(Row, table=True):
    """Bundle of work that answers findings."""

    __tablename__ = "initiative"
    number: int = 0
    """shown as I1, I2 …"""
    name: str = words()
    purpose: str = words()
    owner_id: int | None = link("person", required=False)
    stage: str = words("idea")
    """idea, chartered, approved, delivery, delivered, benefit_confirmed, closed, stopped"""
    start: date | None = day()
    end: date | None = day()
    review_on: date | None = day()
    kpi_id: int | None = link("kpi", required=False)
    benefit_likely: int | None = None
    """minor units of the mandate's currency a year"""
    created_on: date = day()


class InitiativeFinding(Row, table=True):
    """An initiative answers a finding."""

    __tablename__ = "initiative_finding"
    initiative_id: int = link("initiative", cascade=True)
    finding_id: int = link("finding", cascade=True)


class Task(Row, table=True):
    """Planned work. Its dates are computed from the links, never typed twice."""

    __tablename__ = "task"
    number: int = 0
    """shown as T1, T2 …"""
    key: str = words()
    """the client's own id in an imported list; empty otherwise"""
    name: str = words()
    initiative_id: int | None = link("initiative", required=False)
    owner_id: int | None = link("person", required=False)
    duration_days: int = 1
    """working days; 0 is a milestone"""
    not_before: date | None = day()
    """earliest start (SNET); empty: as soon as the links allow"""
    progress: int = 0
    """share done in parts per million"""
    actual_start: date | None = day()
    actual_finish: date | None = day()
    baseline_start: date | None = day()
    baseline_finish: date | None = day()
    position: int = 0


class TaskLink(Row, table=True):
    """Order between two tasks: the successor starts after the predecessor finished, plus lag in working days."""

    __tablename__ = "task_link"
    predecessor_id: int = link("task", cascade=True)
    successor_id: int = link("task", cascade=True)
    kind: str = words("FS")
    lag_days: int = 0


class ActionItem(Row, table=True):
    """Small agreed work with owner and date; corrective when it answers a signal or two misses."""

    __tablename__ = "action_item"
    number: int = 0
    """shown as A-001 (corrective: CA-001), unique over both kinds"""
    kind: str = words("action")
    """action, corrective"""
    text: str = words()
    owner_id: int | None = link("person", required=False)
    due: date | None = day()
    status: str = words("open")
    """open, done, dropped"""
    created_on: date = day()
    closed_on: date | None = day()
    evidence: str = words()
    """the line that closes it"""
    kpi_id: int | None = link("kpi", required=False)
    signal_period: str = words()
    finding_id: int | None = link("finding", required=False)
    initiative_id: int | None = link("initiative", required=False)
    expected_effect: str = words()
    times_moved: int = 0


class Decision(Row, table=True):
    """A decision asked of the sponsor or the board, or taken."""

    __tablename__ = "decision"
    number: int = 0
    """shown as D-01, D-02 …"""
    text: str = words()
    recommendation: str = words()
    without_it: str = words()
    amount: int | None = None
    """minor units of the mandate's currency"""
    owner_id: int | None = link("person", required=False)
    due: date | None = day()
    decided_on: date | None = day()
    outcome: str = words()
    asked_on: date = day()
