"""Records by the number people call them by: the next number of a list, a finding or an initiative found again."""

from typing import TYPE_CHECKING

from sqlmodel import func, select

from interimcoo.store.errors import Refused
from interimcoo.store.tables import Finding, Initiative
from interimcoo.text import _

if TYPE_CHECKING:
    from sqlmodel import Session


def last_number(db: "Session", column: int) -> int:
    """The highest whole number of a column, written as `Task.number`; 0 for an empty table."""
    return db.exec(select(func.max(column))).first() or 0


def finding_of(db: "Session", number: int) -> Finding:
    """The finding of a number; refuses one that is not there."""
    finding = db.exec(select(Finding).where(Finding.number == number)).first()
    if finding is None:
        raise Refused(_("There is no finding {finding}.").format(finding=f"F{number}"), _("Choose one of the list."))
    return finding


def finding_id(db: "Session", number: int | None) -> int | None:
    """The key of the finding of a number; None for none. Refuses one that is not there."""
    return None if number is None else finding_of(db, number).id


def initiative_of(db: "Session", number: int) -> Initiative:
    """The initiative of a number; refuses one that is not there."""
    initiative = db.exec(select(Initiative).where(Initiative.number == number)).first()
    if initiative is None:
        raise Refused(
            _("There is no initiative {initiative}.").format(initiative=f"I{number}"), _("Choose one of the list.")
        )
    return initiative


def initiative_id(db: "Session", number: int | None) -> int | None:
    """The key of the initiative of a number; None for none. Refuses one that is not there."""
    return None if number is None else initiative_of(db, number).id
