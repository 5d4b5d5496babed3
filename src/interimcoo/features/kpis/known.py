"""Finding KPIs, readings and numbers for commands, and saying plainly when there is none."""

import math
from typing import TYPE_CHECKING

from sqlmodel import col, select

from interimcoo.domain.dates import Period
from interimcoo.store.errors import Refused
from interimcoo.store.people import unit_id
from interimcoo.store.tables import Kpi, Reading
from interimcoo.text import _

if TYPE_CHECKING:
    from sqlmodel import Session


def kpi_of(db: "Session", code: str) -> Kpi:
    """The KPI of a code; refuses an unknown one."""
    found = db.exec(select(Kpi).where(Kpi.code == code)).first()
    if found is None:
        raise Refused(_("There is no KPI {code}.").format(code=code), _("Choose one of the list."))
    return found


def reading_of(db: "Session", code: str, period: str, unit: str) -> Reading:
    """The reading of a KPI for a period and unit; refuses when there is none."""
    found = find_reading(db, kpi_of(db, code), period, unit_id(db, unit))
    if found is None:
        raise Refused(
            _("{code} has no value for {period}.").format(code=code, period=period), _("Add the value first.")
        )
    return found


def find_reading(db: "Session", kpi: Kpi, period: str, unit: int | None) -> Reading | None:
    """The reading of a KPI for a period and unit, None when there is none."""
    same_unit = col(Reading.unit_id).is_(None) if unit is None else Reading.unit_id == unit
    return db.exec(select(Reading).where(Reading.kpi_id == kpi.id, Reading.period == period, same_unit)).first()


def period_of(text: str) -> Period:
    """The period a person typed; refuses anything else."""
    try:
        return Period.parse(text.strip().upper())
    except ValueError:
        raise Refused(
            _("“{text}” is not a period.").format(text=text), _("Type it as 2026-W36, 2026-09, 2026-Q3 or 2026.")
        ) from None


def fitting_period(db: "Session", kpi: Kpi, text: str) -> Period:
    """A period of the kind the KPI has; the first reading decides the kind. Refuses another kind."""
    period = period_of(text)
    if period.kind == kpi.cadence:
        return period
    if db.exec(select(Reading.id).where(Reading.kpi_id == kpi.id)).first() is not None:
        raise Refused(
            _("{code} has other periods than {text}.").format(code=kpi.code, text=text),
            _("Type a period of the same kind as the other values."),
        )
    kpi.cadence = str(period.kind)
    db.add(kpi)
    return period


def numbers(
    kpi: Kpi, value: float | None, numerator: float | None, denominator: float | None
) -> tuple[float, float | None, float | None]:
    """(value, numerator, denominator) to be stored: parts give the value times the KPI's factor. Refuses no value,
    a part alone, a denominator of 0, and what is no finite number."""
    for given in (value, numerator, denominator):
        if given is not None and not math.isfinite(given):
            raise Refused(_("A value is a plain number."), _("Type a number."))
    if denominator == 0:
        raise Refused(
            _("The denominator is 0, so there is no value."), _("Leave the period out, or correct the denominator.")
        )
    if numerator is not None and denominator is not None:
        return numerator / denominator * kpi.factor, numerator, denominator
    if value is None:
        raise Refused(
            _("A reading needs a value, or numerator and denominator."), _("Type the value, or both of its parts.")
        )
    return value, None, None
