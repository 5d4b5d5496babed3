"""What the user can change about the board report: titles, takeaways, comments, which sections stand where."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from sqlmodel import col, select

from interimcoo.features.reports.keys import PREFIX, SUMMARY
from interimcoo.store.errors import Refused
from interimcoo.store.tables import Preference
from interimcoo.text import N_, Label, _

if TYPE_CHECKING:
    from sqlmodel import Session

MOST_PAGES: Final = 14


@dataclass(frozen=True, slots=True)
class ChangeTitle:
    """Give a section a title of one's own; empty words bring back the computed one. `shown` names it in the history."""

    section: str
    title: str
    shown: str
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Change title of {section}"), {"section": self.shown})

    def apply(self, db: "Session") -> None:
        _keep(db, f"title:{self.section}", " ".join(self.title.split()))


@dataclass(frozen=True, slots=True)
class ChangeTakeaway:
    """Give a chart a takeaway of one's own; empty words bring back the computed one."""

    chart: str
    takeaway: str
    shown: str
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Change takeaway of {chart}"), {"chart": self.shown})

    def apply(self, db: "Session") -> None:
        _keep(db, f"takeaway:{self.chart}", " ".join(self.takeaway.split()))


@dataclass(frozen=True, slots=True)
class ChangeComment:
    """Write a comment above the blocks of a section; empty words take it away."""

    section: str
    comment: str
    shown: str
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Change comment of {section}"), {"section": self.shown})

    def apply(self, db: "Session") -> None:
        _keep(db, f"comment:{self.section}", self.comment.strip())


@dataclass(frozen=True, slots=True)
class IncludeSection:
    """Take a section into the report or leave it out."""

    section: str
    included: bool
    shown: str
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        text = N_("Include section {section}") if self.included else N_("Leave out section {section}")
        return Label(text, {"section": self.shown})

    def apply(self, db: "Session") -> None:
        """Refuses to leave out the summary."""
        if self.section == SUMMARY and not self.included:
            raise Refused(_("The summary stands in every board report."), _("Shorten it by its lists instead."))
        _keep(db, f"left_out:{self.section}", "" if self.included else "1")


@dataclass(frozen=True, slots=True)
class PlaceSection:
    """Move a section between the body and the annex."""

    section: str
    annex: bool
    shown: str
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        text = N_("Move section {section} to the annex") if self.annex else N_("Move section {section} to the body")
        return Label(text, {"section": self.shown})

    def apply(self, db: "Session") -> None:
        """Refuses to put the summary into the annex."""
        if self.section == SUMMARY and self.annex:
            raise Refused(_("The summary is the first page."), _("Move another section to the annex."))
        _keep(db, f"place:{self.section}", "annex" if self.annex else "body")


@dataclass(frozen=True, slots=True)
class MoveSection:
    """Put the sections into an order; `order` names all of them, `section` the one that was moved."""

    section: str
    order: tuple[str, ...]
    shown: str
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Move section {section}"), {"section": self.shown})

    def apply(self, db: "Session") -> None:
        """Refuses an order that does not begin with the summary, or names a section twice."""
        if self.order and self.order[0] != SUMMARY:
            raise Refused(_("The summary is the first page."), _("Move the section to a place below it."))
        if len(set(self.order)) != len(self.order):
            raise Refused(_("A section can stand in one place only."))
        _keep(db, "order:", ",".join(self.order))


@dataclass(frozen=True, slots=True)
class ChangePageLimit:
    """Set how many pages the body may have."""

    pages: int
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Change page limit to {pages}"), {"pages": self.pages})

    def apply(self, db: "Session") -> None:
        """Refuses fewer than 1 and more than 14 pages."""
        if not 1 <= self.pages <= MOST_PAGES:
            raise Refused(_("A board report has 1 to 14 pages before its annex."), _("Choose a number in this range."))
        _keep(db, "limit:", str(self.pages))


def _keep(db: "Session", key: str, value: str) -> None:
    """Keep a choice; without a value it is forgotten."""
    name = PREFIX + key
    row = db.exec(select(Preference).where(col(Preference.key) == name)).first()
    if not value:
        if row is not None:
            db.delete(row)
        return
    if row is None:
        row = Preference(key=name)
    row.value = value
    db.add(row)
