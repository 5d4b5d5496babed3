"""People, units of organisation and KPIs by the name a person uses for them: recorded once, found again."""

import unicodedata
from typing import TYPE_CHECKING

from sqlmodel import select

from interimcoo.store.errors import Refused
from interimcoo.store.tables import Kpi, OrganisationUnit, Person
from interimcoo.text import N_, _

if TYPE_CHECKING:
    from sqlmodel import Session

_UNKNOWN_KPI = N_("There is no KPI {code}.")
_UNKNOWN_UNIT = N_("There is no unit {name}.")


def person_id(db: "Session", name: str) -> int | None:
    """The key of the person of that name in any case, who is recorded when new; None for an empty name."""
    plain = " ".join(name.split())
    if not plain:
        return None
    known = db.exec(select(Person.id).where(Person.name == plain)).first()
    if known is not None:
        return known
    folded = _folded(plain)
    for found, spelt in db.exec(select(Person.id, Person.name)):
        if _folded(spelt) == folded:
            return found
    person = Person(name=plain)
    db.add(person)
    db.flush()
    return person.id


def unit_id(db: "Session", name: str) -> int | None:
    """The key of the unit of that name in any case; None for an empty name. Refuses an unknown one."""
    plain = " ".join(name.split())
    if not plain:
        return None
    known = db.exec(select(OrganisationUnit.id).where(OrganisationUnit.name == plain)).first()
    if known is None:
        folded = _folded(plain)
        for found, spelt in db.exec(select(OrganisationUnit.id, OrganisationUnit.name)):
            if _folded(spelt) == folded:
                return found
        raise Refused(_(_UNKNOWN_UNIT).format(name=plain), _("Add the unit on the mandate page first."))
    return known


def kpi_id(db: "Session", code: str) -> int | None:
    """The key of the KPI of that code; None for an empty code. Refuses an unknown one."""
    plain = code.strip()
    if not plain:
        return None
    known = db.exec(select(Kpi.id).where(Kpi.code == plain)).first()
    if known is None:
        raise Refused(_(_UNKNOWN_KPI).format(code=plain), _("Add the KPI first, or leave the field empty."))
    return known


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
