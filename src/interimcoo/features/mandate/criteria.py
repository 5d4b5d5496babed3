"""Commands for success criteria: results tied to a KPI with baseline, target and date."""

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from sqlmodel import select

from interimcoo.store.command import check_changed
from interimcoo.store.errors import Refused
from interimcoo.store.numbered import last_number
from interimcoo.store.people import kpi_id
from interimcoo.store.tables import SuccessCriterion
from interimcoo.text import N_, Label, _

if TYPE_CHECKING:
    from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class AddSuccessCriterion:
    """Add a result by which the mandate is judged."""

    text: str
    kpi: str = ""
    baseline: float | None = None
    target: float | None = None
    due: date | None = None
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Add success criterion {text}"), {"text": self.text.strip()})

    def apply(self, db: "Session") -> None:
        """Gives the next position; refuses an empty text and an unknown KPI."""
        if not self.text.strip():
            raise Refused(_("A success criterion needs a text."), _("Write the result in one sentence."))
        db.add(
            SuccessCriterion(
                position=last_number(db, SuccessCriterion.position) + 1,
                text=self.text.strip(),
                kpi_id=kpi_id(db, self.kpi),
                baseline=self.baseline,
                target=self.target,
                due=self.due,
            )
        )


@dataclass(frozen=True, slots=True)
class ChangeSuccessCriterion:
    """Change a success criterion; only the fields named in `changed` are written.

    Example: `ChangeSuccessCriterion(1, changed=("target",), target=92.0)`.
    """

    position: int
    changed: tuple[str, ...]
    text: str = ""
    kpi: str = ""
    baseline: float | None = None
    target: float | None = None
    due: date | None = None
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    def __post_init__(self) -> None:
        """Raises ValueError when `changed` names what is no field."""
        check_changed(self.changed, fields(self))

    @property
    def label(self) -> Label:
        return Label(N_("Change success criterion {position}"), {"position": self.position})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown criterion, an empty text and an unknown KPI."""
        criterion = _criterion(db, self.position)
        if "text" in self.changed:
            if not self.text.strip():
                raise Refused(_("A success criterion needs a text."), _("Write the result in one sentence."))
            criterion.text = self.text.strip()
        if "kpi" in self.changed:
            criterion.kpi_id = kpi_id(db, self.kpi)
        if "baseline" in self.changed:
            criterion.baseline = self.baseline
        if "target" in self.changed:
            criterion.target = self.target
        if "due" in self.changed:
            criterion.due = self.due
        db.add(criterion)


@dataclass(frozen=True, slots=True)
class RemoveSuccessCriterion:
    """Take a success criterion away."""

    position: int
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Remove success criterion {position}"), {"position": self.position})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown criterion."""
        db.delete(_criterion(db, self.position))


def _criterion(db: "Session", position: int) -> SuccessCriterion:
    found = db.exec(select(SuccessCriterion).where(SuccessCriterion.position == position)).first()
    if found is None:
        raise Refused(
            _("There is no success criterion {position}.").format(position=position), _("Choose one of the list.")
        )
    return found
