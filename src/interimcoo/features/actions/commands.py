"""What the user can change about actions: add, change, move, close with evidence, drop, reopen, remove."""

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from sqlmodel import select

from interimcoo.features.actions.decisions import AskDecision, ChangeDecision, ReopenDecision, TakeDecision
from interimcoo.features.actions.numbers import reference
from interimcoo.store.command import check_changed
from interimcoo.store.errors import Refused
from interimcoo.store.numbered import finding_id, initiative_id, last_number
from interimcoo.store.people import kpi_id, person_id
from interimcoo.store.tables import ActionItem
from interimcoo.text import N_, Label, _

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = [
    "AddAction", "AskDecision", "ChangeAction", "ChangeDecision", "CloseAction", "DropAction", "MoveAction",
    "RemoveAction", "ReopenAction", "ReopenDecision", "TakeDecision",
]  # fmt: skip

Kind = Literal["action", "corrective"]
_FIELDS: Final[dict[str, str]] = {
    "text": N_("Change text of {action}"),
    "owner": N_("Change owner of {action}"),
    "expected_effect": N_("Change expected effect of {action}"),
}


@dataclass(frozen=True, slots=True)
class AddAction:
    """Agree an action. A corrective one answers a KPI or a finding and has owner and due date."""

    text: str
    created_on: date
    kind: Kind = "action"
    owner: str = ""
    due: date | None = None
    kpi: str = ""
    signal_period: str = ""
    finding: int | None = None
    initiative: int | None = None
    expected_effect: str = ""
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        text = N_("Add corrective action {text}") if self.kind == "corrective" else N_("Add action {text}")
        return Label(text, {"text": self.text.strip()})

    def apply(self, db: "Session") -> None:
        """Gives the next number; refuses an empty text, unknown records, and a corrective action without its parts."""
        if not self.text.strip():
            raise Refused(_("An action needs a text."), _("Write what is to be done, starting with a verb."))
        action = ActionItem(
            number=last_number(db, ActionItem.number) + 1,
            kind=self.kind,
            text=self.text.strip(),
            owner_id=person_id(db, self.owner),
            due=self.due,
            created_on=self.created_on,
            kpi_id=kpi_id(db, self.kpi),
            signal_period=self.signal_period,
            finding_id=finding_id(db, self.finding),
            initiative_id=initiative_id(db, self.initiative),
            expected_effect=self.expected_effect.strip(),
        )
        if self.kind == "corrective":
            _check_corrective(action)
        db.add(action)


@dataclass(frozen=True, slots=True)
class ChangeAction:
    """Change what an action says; only the fields named in `changed` are written. Its date has a command of its own."""

    number: int
    changed: tuple[str, ...]
    text: str = ""
    owner: str = ""
    expected_effect: str = ""
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    def __post_init__(self) -> None:
        """Raises ValueError when `changed` names what is no field."""
        check_changed(self.changed, fields(self))

    @property
    def label(self) -> Label:
        text = _FIELDS[self.changed[0]] if len(self.changed) == 1 else N_("Change {action}")
        return Label(text, {"action": f"A-{self.number:03d}"})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown action, an empty text, and a corrective action without owner."""
        action = _action(db, self.number)
        if "text" in self.changed:
            if not self.text.strip():
                raise Refused(_("An action needs a text."), _("Write what is to be done, starting with a verb."))
            action.text = self.text.strip()
        if "owner" in self.changed:
            action.owner_id = person_id(db, self.owner)
        if "expected_effect" in self.changed:
            action.expected_effect = self.expected_effect.strip()
        if action.kind == "corrective":
            _check_corrective(action)
        db.add(action)


@dataclass(frozen=True, slots=True)
class MoveAction:
    """Give an open action another due date; how often it was moved is counted."""

    number: int
    due: date
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Move {action} to {date}"), {"action": f"A-{self.number:03d}", "date": self.due.isoformat()})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown or ended action, and the date it has."""
        action = _open(db, self.number)
        if action.due == self.due:
            raise Refused(_("The action is due on that day already."), _("Choose another date."))
        if action.due is not None:
            action.times_moved += 1
        action.due = self.due
        db.add(action)


@dataclass(frozen=True, slots=True)
class CloseAction:
    """Close an action with one line of evidence: what is different now, and where to see it."""

    number: int
    on: date
    evidence: str
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Close {action}"), {"action": f"A-{self.number:03d}"})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown or ended action, and closing without evidence."""
        action = _open(db, self.number)
        if not self.evidence.strip():
            raise Refused(
                _("An action is closed with one line of evidence."),
                _("Write what is different now, and where to see it."),
            )
        action.status, action.closed_on, action.evidence = "done", self.on, self.evidence.strip()
        db.add(action)


@dataclass(frozen=True, slots=True)
class DropAction:
    """End an action that is not done after all, with the reason."""

    number: int
    on: date
    reason: str
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Drop {action}"), {"action": f"A-{self.number:03d}"})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown or ended action, and dropping without a reason."""
        action = _open(db, self.number)
        if not self.reason.strip():
            raise Refused(_("An action is dropped with a reason."), _("Write why it is not needed any more."))
        action.status, action.closed_on, action.evidence = "dropped", self.on, self.reason.strip()
        db.add(action)


@dataclass(frozen=True, slots=True)
class ReopenAction:
    """Open an ended action again; its evidence stays as written until it is closed anew."""

    number: int
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Reopen {action}"), {"action": f"A-{self.number:03d}"})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown action and one that is open."""
        action = _action(db, self.number)
        if action.status == "open":
            raise Refused(_("{action} is open.").format(action=reference(action.kind, action.number)))
        action.status, action.closed_on = "open", None
        db.add(action)


@dataclass(frozen=True, slots=True)
class RemoveAction:
    """Take an action out of the list, as if it had not been agreed."""

    number: int
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Delete {action}"), {"action": f"A-{self.number:03d}"})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown action."""
        db.delete(_action(db, self.number))


def _action(db: "Session", number: int) -> ActionItem:
    found = db.exec(select(ActionItem).where(ActionItem.number == number)).first()
    if found is None:
        raise Refused(
            _("There is no action {action}.").format(action=reference("action", number)), _("Choose one of the list.")
        )
    return found


def _open(db: "Session", number: int) -> ActionItem:
    action = _action(db, number)
    if action.status != "open":
        raise Refused(
            _("{action} is closed.").format(action=reference(action.kind, number)), _("Reopen it to change it.")
        )
    return action


def _check_corrective(action: ActionItem) -> None:
    lacking = []
    if action.kpi_id is None and action.finding_id is None:
        lacking.append(_("the KPI or finding it answers"))
    if action.owner_id is None:
        lacking.append(_("an owner"))
    if action.due is None:
        lacking.append(_("a due date"))
    if lacking:
        raise Refused(
            _("A corrective action needs {parts}.").format(parts=", ".join(lacking)),
            _("Fill in what is missing, or add it as an ordinary action."),
        )
