"""What the user can change about the mandate: the charter here; criteria, gates, units and people beside it."""

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from sqlmodel import select

from interimcoo.features.mandate.criteria import AddSuccessCriterion, ChangeSuccessCriterion, RemoveSuccessCriterion
from interimcoo.features.mandate.gates import CloseGate, ReopenGate
from interimcoo.features.mandate.organisation import (
    AddPerson,
    AddUnit,
    ChangePerson,
    RemovePerson,
    RemoveUnit,
    RenameUnit,
)
from interimcoo.features.mandate.start import activate_questions, add_starter_kpis, fill, gate_due
from interimcoo.store.errors import Refused
from interimcoo.store.people import person_id
from interimcoo.store.tables import Gate, Mandate
from interimcoo.text import LANGUAGES, N_, Label, _

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = [
    "AddPerson", "AddSuccessCriterion", "AddUnit", "ChangeMandate", "ChangePerson", "ChangeSuccessCriterion",
    "CloseGate", "CreateMandate", "RemovePerson", "RemoveSuccessCriterion", "RemoveUnit", "RenameUnit", "ReopenGate",
]  # fmt: skip

MANDATE_TYPES: Final = ("turnaround", "change_project", "growth", "vacancy")
CLASSIFICATIONS: Final = ("internal", "confidential", "board")
LONGEST: Final = 3650
_FIELDS: Final[dict[str, str]] = {
    "client": N_("Change client"),
    "mandate_type": N_("Change mandate type"),
    "site": N_("Change site"),
    "sponsor": N_("Change sponsor"),
    "consultant": N_("Change consultant"),
    "start": N_("Change start"),
    "end": N_("Change end"),
    "contract_days": N_("Change contract days"),
    "currency": N_("Change currency"),
    "country": N_("Change country"),
    "language": N_("Change language of documents"),
    "classification": N_("Change confidentiality"),
    "purpose": N_("Change purpose"),
    "scope": N_("Change scope"),
    "exclusions": N_("Change exclusions"),
    "authority": N_("Change authority"),
}


@dataclass(frozen=True, slots=True)
class CreateMandate:
    """Begin a mandate: its charter, gates, starter KPIs, questions, first assessment round and draft criteria.

    `length_days` counts calendar days with the first and the last one; it sets the end and the date of the last gate.
    """

    client: str
    mandate_type: str
    start: date
    length_days: int
    contract_days: int = 0
    sponsor: str = ""
    consultant: str = ""
    currency: str = "EUR"
    country: str = "SE"
    language: str = "en"
    site: str = ""
    is_sample: bool = False
    content_version: str = ""
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Create mandate at {client}"), {"client": self.client.strip()})

    def apply(self, db: "Session") -> None:
        """Refuses an empty client, an unknown choice, a length out of range, and a second mandate in one file."""
        if db.exec(select(Mandate.id)).first() is not None:
            raise Refused(
                _("This engagement has a mandate already."), _("Create a new engagement for another mandate.")
            )
        if not 1 <= self.length_days <= LONGEST:
            raise Refused(
                _("A mandate lasts between one day and {most} days.").format(most=LONGEST),
                _("Write its length in days."),
            )
        mandate = Mandate(
            client=self.client.strip(),
            mandate_type=self.mandate_type,
            site=self.site.strip(),
            sponsor_id=person_id(db, self.sponsor),
            consultant=self.consultant.strip(),
            start=self.start,
            end=date.fromordinal(self.start.toordinal() + self.length_days - 1),
            contract_days=self.contract_days,
            currency=self.currency.strip().upper(),
            country=self.country.strip().upper(),
            language=self.language,
            is_sample=self.is_sample,
            content_version=self.content_version,
        )
        _check(mandate)
        db.add(mandate)
        db.flush()
        fill(db, mandate)


@dataclass(frozen=True, slots=True)
class ChangeMandate:
    """Change what the charter says; a field left None keeps what it has.

    Another start, end or type moves the due dates of open gates; another type adds its starter KPIs and questions and
    takes nothing away.
    """

    client: str | None = None
    mandate_type: str | None = None
    site: str | None = None
    sponsor: str | None = None
    consultant: str | None = None
    start: date | None = None
    end: date | None = None
    contract_days: int | None = None
    currency: str | None = None
    country: str | None = None
    language: str | None = None
    classification: str | None = None
    purpose: str | None = None
    scope: str | None = None
    exclusions: str | None = None
    authority: str | None = None
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        changed = [part.name for part in fields(self) if getattr(self, part.name) is not None]
        return Label(_FIELDS[changed[0]] if len(changed) == 1 else N_("Change charter"))

    def apply(self, db: "Session") -> None:
        """Refuses an empty client, an unknown choice, negative contract days, and an end before the start."""
        mandate = _mandate(db)
        for part in fields(self):
            value = getattr(self, part.name)
            if value is None:
                continue
            if part.name == "sponsor":
                mandate.sponsor_id = person_id(db, value)
            else:
                setattr(mandate, part.name, value.strip() if isinstance(value, str) else value)
        mandate.currency, mandate.country = mandate.currency.upper(), mandate.country.upper()
        _check(mandate)
        db.add(mandate)
        if self.start is not None or self.end is not None or self.mandate_type is not None:
            for gate in db.exec(select(Gate)).all():
                if gate.closed_on is None:
                    gate.due = gate_due(gate.code, mandate.mandate_type, mandate.start, mandate.end)
                    db.add(gate)
        if self.mandate_type is not None:
            add_starter_kpis(db, mandate)
            activate_questions(db, mandate.mandate_type)


def _mandate(db: "Session") -> Mandate:
    mandate = db.exec(select(Mandate)).first()
    if mandate is None:
        raise Refused(_("This engagement has no mandate yet."), _("Create the mandate first."))
    return mandate


def _check(mandate: Mandate) -> None:
    """Refuses a mandate that says what none can say."""
    if not mandate.client:
        raise Refused(_("A mandate needs a client."), _("Write the name of the client."))
    if mandate.mandate_type not in MANDATE_TYPES:
        raise Refused(
            _("There is no mandate type {name}.").format(name=mandate.mandate_type),
            _("Choose turnaround, change project, growth or vacancy."),
        )
    if mandate.classification not in CLASSIFICATIONS:
        raise Refused(
            _("There is no confidentiality {name}.").format(name=mandate.classification),
            _("Choose internal, confidential or board."),
        )
    if mandate.language not in LANGUAGES:
        raise Refused(
            _("Documents cannot be written in {name}.").format(name=mandate.language), _("Choose one of the list.")
        )
    if not (len(mandate.currency) == 3 and mandate.currency.isascii() and mandate.currency.isalpha()):
        raise Refused(
            _("{name} is not a currency.").format(name=mandate.currency or "–"),
            _("Write its three letters, as in EUR or SEK."),
        )
    if not (len(mandate.country) == 2 and mandate.country.isascii() and mandate.country.isalpha()):
        raise Refused(
            _("{name} is not a country.").format(name=mandate.country or "–"),
            _("Write its two letters, as in SE or DE."),
        )
    if mandate.end < mandate.start:
        raise Refused(_("The end lies before the start."), _("Choose an end on or after the start."))
    if mandate.contract_days < 0:
        raise Refused(_("Contract days cannot be negative."), _("Write how many days are agreed, or 0."))
