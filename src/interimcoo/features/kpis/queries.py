"""What the KPI pages, the guide and the report show: all KPIs of a day in a handful of statements and one analysis."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from sqlmodel import col, select

from interimcoo.domain.kpi.scorecard import DatedTarget, standing
from interimcoo.domain.kpi.spc import Settings, analyse_all
from interimcoo.features.kpis.series import RawReading, kind_of, points_of, readings, series_of
from interimcoo.features.kpis.state import ActionRow, KpiState, MarkRow, PhaseBorder, last_day
from interimcoo.store.remembered import remembered
from interimcoo.store.tables import (
    ActionItem,
    Finding,
    ImportRun,
    Initiative,
    Kpi,
    KpiMark,
    KpiPhase,
    KpiTarget,
    Mandate,
    OrganisationUnit,
    Person,
    Reading,
    Source,
)

if TYPE_CHECKING:
    from sqlmodel import Session

SETTINGS: Final = Settings()
JUDGED: Final = 52
"""misses in a row are counted over at most so many periods"""


@remembered
def states(db: "Session", today: date, unit: str = "", *, archived: bool = False) -> tuple[KpiState, ...]:
    """All KPIs of a day by department in the library's order, then by code; of one unit of organisation where given.

    Values of periods that begin after the day are left out.
    """
    kpis = db.exec(
        select(Kpi, Person.name)
        .outerjoin(Person, col(Person.id) == Kpi.owner_id)
        .where(col(Kpi.archived).is_(archived))
        .order_by(col(Kpi.code))
    ).all()
    return _states(db, [(kpi, owner or "") for kpi, owner in kpis], today, unit)


def state(db: "Session", code: str, today: date, unit: str = "") -> KpiState | None:
    """One KPI of a day, archived or not; None when there is none of that code."""
    found = db.exec(
        select(Kpi, Person.name).outerjoin(Person, col(Person.id) == Kpi.owner_id).where(Kpi.code == code)
    ).first()
    if found is None:
        return None
    kpi, owner = found
    return _states(db, [(kpi, owner or "")], today, unit)[0]


def _states(db: "Session", kpis: Sequence[tuple[Kpi, str]], today: date, unit: str) -> tuple[KpiState, ...]:
    if not kpis:
        return ()
    one = kpis[0][0].id if len(kpis) == 1 else None
    raw = readings(db, today, one)
    units = {row.id: row.name for row in db.exec(select(OrganisationUnit)).all()}
    targets = _targets(db)
    borders = _borders(db)
    marks = _marks(db)
    grades = _grades(db)
    actions = _actions(db)
    initiatives, findings = _initiatives(db), _findings(db)
    currency = db.exec(select(Mandate.currency)).first() or ""
    points = {kpi.id: points_of(kpi, raw.get(kpi.id, ()), units, unit) for kpi, _owner in kpis}
    series = [
        series_of(kpi, points[kpi.id], borders.get(kpi.id, ()), targets.get(kpi.id, ()), today) for kpi, _owner in kpis
    ]
    found = []
    for (kpi, owner), given, answer in zip(kpis, series, analyse_all(series, SETTINGS), strict=True):
        shown, agreed = points[kpi.id], tuple(targets.get(kpi.id, ()))
        kind = kind_of(kpi, shown)
        pairs = [(last_day(kind, point.at), point.value) for point in shown[-JUDGED:]]
        newest = shown[answer.at].record if answer.at is not None else 0
        row = next((r for r in reversed(raw.get(kpi.id, ())) if r.record == newest), None) if newest else None
        grade, source = grades.get((row.source_id, row.import_id) if row else (None, None), ("", ""))
        found.append(
            KpiState(
                code=kpi.code,
                name=kpi.name,
                department=kpi.department,
                definition=kpi.definition,
                unit=kpi.unit,
                currency=currency,
                decimals=kpi.decimals,
                direction=given.direction,
                aggregation=kpi.aggregation,
                cadence=kind,
                factor=kpi.factor,
                weight=kpi.weight,
                owner=owner,
                archived=kpi.archived,
                points=shown,
                targets=agreed,
                borders=tuple(borders.get(kpi.id, ())),
                marks=tuple(sorted((*marks.get(kpi.id, ()), *marks.get(None, ())), key=lambda mark: mark.at)),
                actions=tuple(actions.get(kpi.id, ())),
                initiatives=tuple(initiatives.get(kpi.id, ())),
                findings=tuple(findings.get(kpi.id, ())),
                units=_with_values(raw.get(kpi.id, ()), units),
                analysis=answer,
                standing=standing(pairs, agreed, given.direction, today),
                grade=grade,
                source=source,
                today=today,
            )
        )
    return tuple(sorted(found, key=lambda one: (_place(one.department), one.department, one.code)))


def _with_values(raw: Sequence[RawReading], units: dict[int, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(units[row.unit_id] for row in raw if row.value is not None and row.unit_id in units))


def _place(department: str) -> int:
    from interimcoo.content import departments

    known = departments()
    return known.index(department) if department in known else len(known)


def _targets(db: "Session") -> dict[int, list[DatedTarget]]:
    found: dict[int, list[DatedTarget]] = {}
    for row in db.exec(select(KpiTarget).order_by(col(KpiTarget.valid_from), col(KpiTarget.id))):
        found.setdefault(row.kpi_id, []).append(DatedTarget(row.valid_from, row.value))
    return found


def _borders(db: "Session") -> dict[int, list[PhaseBorder]]:
    found: dict[int, list[PhaseBorder]] = {}
    for row in db.exec(select(KpiPhase).order_by(col(KpiPhase.first_day))):
        found.setdefault(row.kpi_id, []).append(PhaseBorder(row.first_day, row.baseline_points, row.reason))
    return found


def _marks(db: "Session") -> dict[int | None, list[MarkRow]]:
    found: dict[int | None, list[MarkRow]] = {}
    for row in db.exec(select(KpiMark).order_by(col(KpiMark.at), col(KpiMark.text))):
        found.setdefault(row.kpi_id, []).append(MarkRow(row.at, row.text, row.kpi_id is None))
    return found


def _grades(db: "Session") -> dict[tuple[int | None, int | None], tuple[str, str]]:
    """(grade, name of the source) by (source, import) as readings name them."""
    sources = {row.id: (row.trust_grade, row.name) for row in db.exec(select(Source)).all()}
    found: dict[tuple[int | None, int | None], tuple[str, str]] = {(key, None): said for key, said in sources.items()}
    for run_id, source_id in db.exec(select(ImportRun.id, ImportRun.source_id)):
        for key in (source_id, None):
            found[(key, run_id)] = sources.get(source_id, ("", ""))
    return found


def _actions(db: "Session") -> dict[int, list[ActionRow]]:
    rows = db.exec(
        select(ActionItem, Person.name)
        .outerjoin(Person, col(Person.id) == ActionItem.owner_id)
        .where(col(ActionItem.kpi_id).is_not(None), ActionItem.status != "dropped")
        .order_by(col(ActionItem.number))
    )
    found: dict[int, list[ActionRow]] = {}
    for row, owner in rows:
        reference = f"CA-{row.number:03d}" if row.kind == "corrective" else f"A-{row.number:03d}"
        found.setdefault(row.kpi_id or 0, []).append(
            ActionRow(reference, row.kind, row.text, owner or "", row.due, row.status, row.signal_period)
        )
    return found


def _initiatives(db: "Session") -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    live = select(Initiative).where(col(Initiative.kpi_id).is_not(None), Initiative.stage != "stopped")
    for row in db.exec(live.order_by(col(Initiative.number))):
        found.setdefault(row.kpi_id or 0, []).append((f"I{row.number}", row.name))
    return found


def _findings(db: "Session") -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    for row in db.exec(select(Finding).where(col(Finding.kpi_id).is_not(None)).order_by(col(Finding.number))):
        found.setdefault(row.kpi_id or 0, []).append((f"F{row.number}", row.text))
    return found


def people(db: "Session") -> tuple[str, ...]:
    """Names that can own a KPI."""
    return tuple(db.exec(select(Person.name).order_by(col(Person.name))).all())


def codes(db: "Session") -> frozenset[str]:
    """The codes of all KPIs, archived ones too."""
    return frozenset(db.exec(select(Kpi.code)).all())


def departments(db: "Session") -> tuple[str, ...]:
    """The departments that KPIs of the engagement name."""
    found = db.exec(select(Kpi.department).where(Kpi.department != "").distinct()).all()
    return tuple(sorted(found, key=lambda name: (_place(name), name)))


def units_with_values(db: "Session") -> tuple[str, ...]:
    """Units of organisation that have values of any KPI, in their order."""
    rows = db.exec(
        select(OrganisationUnit.name)
        .where(
            col(OrganisationUnit.id).in_(select(Reading.unit_id).where(col(Reading.unit_id).is_not(None)).distinct())
        )
        .order_by(col(OrganisationUnit.position), col(OrganisationUnit.name))
    )
    return tuple(rows.all())


def only_unit(db: "Session", code: str) -> str:
    """The unit of organisation that all values of a KPI belong to; empty when they are the client's or of several."""
    rows = db.exec(
        select(Reading.unit_id).join(Kpi, col(Kpi.id) == col(Reading.kpi_id)).where(Kpi.code == code).distinct()
    ).all()
    if len(rows) != 1 or rows[0] is None:
        return ""
    return db.exec(select(OrganisationUnit.name).where(OrganisationUnit.id == rows[0])).first() or ""


def mandate_type(db: "Session") -> str:
    """The type of the mandate, empty without one."""
    return db.exec(select(Mandate.mandate_type)).first() or ""


def names(db: "Session") -> list[tuple[str, str]]:
    """(code, name) of the KPIs that are shown, for the palette."""
    return list(db.exec(select(Kpi.code, Kpi.name).where(col(Kpi.archived).is_(False)).order_by(col(Kpi.code))).all())
