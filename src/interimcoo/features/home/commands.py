"""What the user can change on the home page: up to where changes have been seen."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from sqlmodel import select

from interimcoo.store.errors import Refused
from interimcoo.store.tables import SeenMark
from interimcoo.text import N_, Label, _

if TYPE_CHECKING:
    from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class MarkSeen:
    """Mark what has changed as seen, up to the action of that number."""

    up_to: int
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Mark changes as seen"))

    def apply(self, db: "Session") -> None:
        """Refuses to move the mark backwards."""
        mark = db.exec(select(SeenMark)).first() or SeenMark()
        if self.up_to < mark.action_n:
            raise Refused(_("Later changes are marked as seen already."))
        mark.action_n = self.up_to
        db.add(mark)
