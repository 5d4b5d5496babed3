"""Commands for decisions: asked of the sponsor or the board, taken with an outcome, opened again."""

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from sqlmodel import select

from interimcoo.features.actions.numbers import decision_reference
from interimcoo.store.command import check_changed
from interimcoo.store.errors import Refused
from interimcoo.store.numbered import last_number
from interimcoo.store.people import person_id
from interimcoo.store.tables import Decision
from interimcoo.text import N_, Label, _

if TYPE_CHECKING:
    from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class AskDecision:
    """Ask for a decision. `amount` is in minor units of the mandate's currency; `owner` is who decides."""

    text: str
    asked_on: date
    recommendation: str = ""
    without_it: str = ""
    amount: int | None = None
    owner: str = ""
    due: date | None = None
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Ask for decision {text}"), {"text": self.text.strip()})

    def apply(self, db: "Session") -> None:
        """Gives the next number; refuses an empty text."""
        _check_text(self.text)
        db.add(
            Decision(
                number=last_number(db, Decision.number) + 1,
                text=self.text.strip(),
                recommendation=self.recommendation.strip(),
                without_it=self.without_it.strip(),
                amount=self.amount,
                owner_id=person_id(db, self.owner),
                due=self.due,
                asked_on=self.asked_on,
            )
        )


@dataclass(frozen=True, slots=True)
class ChangeDecision:
    """Change what is asked; only the fields named in `changed` are written."""

    number: int
    changed: tuple[str, ...]
    text: str = ""
    recommendation: str = ""
    without_it: str = ""
    amount: int | None = None
    owner: str = ""
    due: date | None = None
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    def __post_init__(self) -> None:
        """Raises ValueError when `changed` names what is no field."""
        check_changed(self.changed, fields(self))

    @property
    def label(self) -> Label:
        return Label(N_("Change decision {decision}"), {"decision": decision_reference(self.number)})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown decision, one that is taken, and an empty text."""
        decision = _decision(db, self.number)
        if decision.decided_on is not None:
            raise Refused(
                _("{decision} is taken.").format(decision=decision_reference(self.number)),
                _("Reopen it to change what is asked."),
            )
        for name in self.changed:
            value = getattr(self, name)
            if name == "owner":
                decision.owner_id = person_id(db, self.owner)
            else:
                setattr(decision, name, value.strip() if isinstance(value, str) else value)
        _check_text(decision.text)
        db.add(decision)


@dataclass(frozen=True, slots=True)
class TakeDecision:
    """Record what was decided, and when."""

    number: int
    on: date
    outcome: str
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Take decision {decision}"), {"decision": decision_reference(self.number)})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown or taken decision, one without outcome, and a date before it was asked."""
        decision = _decision(db, self.number)
        if decision.decided_on is not None:
            raise Refused(
                _("{decision} is taken.").format(decision=decision_reference(self.number)), _("Reopen it first.")
            )
        if not self.outcome.strip():
            raise Refused(_("A decision needs an outcome."), _("Write what was decided and by whom."))
        if self.on < decision.asked_on:
            raise Refused(_("The decision was asked later than that."), _("Choose the day it was taken."))
        decision.decided_on, decision.outcome = self.on, self.outcome.strip()
        db.add(decision)


@dataclass(frozen=True, slots=True)
class ReopenDecision:
    """Ask a taken decision anew; its outcome stays as written until it is taken again."""

    number: int
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Reopen decision {decision}"), {"decision": decision_reference(self.number)})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown decision and one that is open."""
        decision = _decision(db, self.number)
        if decision.decided_on is None:
            raise Refused(_("{decision} is open.").format(decision=decision_reference(self.number)))
        decision.decided_on = None
        db.add(decision)


def _decision(db: "Session", number: int) -> Decision:
    found = db.exec(select(Decision).where(Decision.number == number)).first()
    if found is None:
        raise Refused(
            _("There is no decision {decision}.").format(decision=decision_reference(number)),
            _("Choose one of the list."),
        )
    return found


def _check_text(text: str) -> None:
    if not text.strip():
        raise Refused(_("A decision needs a text."), _("Write what is to be decided in one sentence."))
