"""Commands for the gates that close a phase: they close in order and can be reopened from the last one back."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from sqlmodel import col, select

from interimcoo.features.mandate.start import LAST_GATE
from interimcoo.store.errors import Refused
from interimcoo.store.tables import Gate
from interimcoo.text import N_, Label, _

if TYPE_CHECKING:
    from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class CloseGate:
    """Close a gate on a date; gates close in order."""

    code: str
    on: date
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Close gate {code}"), {"code": self.code})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown or closed gate, and one with an open gate before it (which is named)."""
        gate = _gate(db, self.code)
        if gate.closed_on is not None:
            raise Refused(_("Gate {code} is closed already.").format(code=self.code), _("Reopen it to close it anew."))
        for earlier in db.exec(select(Gate).order_by(col(Gate.code))).all():
            if earlier.code < self.code and earlier.closed_on is None:
                raise Refused(
                    _("Gate {code} cannot close before gate {earlier}.").format(code=self.code, earlier=earlier.code),
                    _("Close gate {earlier} first.").format(earlier=earlier.code),
                )
        gate.closed_on = self.on
        db.add(gate)


@dataclass(frozen=True, slots=True)
class ReopenGate:
    """Open a closed gate again, and with it none of the others."""

    code: str
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Reopen gate {code}"), {"code": self.code})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown gate, one that is open, and one with a closed gate after it."""
        gate = _gate(db, self.code)
        if gate.closed_on is None:
            raise Refused(_("Gate {code} is open.").format(code=self.code))
        for later in db.exec(select(Gate)).all():
            if later.code > self.code and later.closed_on is not None:
                raise Refused(
                    _("Gate {later} after it is closed.").format(later=later.code), _("Reopen the later gate first.")
                )
        gate.closed_on = None
        db.add(gate)


def _gate(db: "Session", code: str) -> Gate:
    gate = db.exec(select(Gate).where(Gate.code == code)).first()
    if gate is None:
        raise Refused(
            _("There is no gate {code}.").format(code=code), _("The gates are G1 to {last}.").format(last=LAST_GATE)
        )
    return gate
