"""What the user can change about the mandate: charter, dates, people and units."""

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from sqlmodel import select

from interimcoo.features.mandate.criteria import AddSuccessCriterion, ChangeSuccessCriterion, RemoveSuccessCriterion
from interimcoo.features.mandate.start import LAST_GATE, activate_questions, add_starter_kpis, fill, gate_due
from interimcoo.store.errors import Refused
from interimcoo.store.people import person_id, unit_id
from interimcoo.store.tables import Gate, Mandate, OrganisationUnit, Person
from interimcoo.text import N_, Label, _

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = [
    "AddPerson", "AddSuccessCriterion", "AddUnit", "ChangeMandate", "ChangeSuccessCriterion", "CloseGate",
    "CreateMandate", "RemoveSuccessCriterion", "RenameUnit", "ReopenGate",
]  # fmt: skip

MANDATE_TYPES: Final = ("turnaround", "change_project", "growth", "vacancy")
CLASSIFICATIONS: Final = ("internal", "confidential", "board")
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
        """Refuses an empty client, an unknown type, a length below one day, and a second mandate in one file."""
        if db.exec(select(Mandate.id)).first() is not None:
            raise Refused(
                _("This engagement has a mandate already."), _("Create a new engagement for another mandate.")
            )
        if not self.client.strip():
            raise Refused(_("A mandate needs a client."), _("Write the name of the client."))
        if self.mandate_type not in MANDATE_TYPES:
            raise Refused(
                _("There is no mandate type {name}.").format(name=self.mandate_type),
                _("Choose turnaround, change project, growth or vacancy."),
            )
        if self.length_days < 1:
            raise Refused(_("A mandate lasts at least one day."), _("Write its length in days."))
        mandate = Mandate(
            client=self.client.strip(),
            mandate_type=self.mandate_type,
            site=self.site.strip(),
            sponsor_id=person_id(db, self.sponsor),
            consultant=self.consultant.strip(),
            start=self.start,
            end=date.fromordinal(self.start.toordinal() + self.length_days - 1),
            contract_days=self.contract_days,
            currency=self.currency,
            country=self.country,
            language=self.language,
            is_sample=self.is_sample,
            content_version=self.content_version,
        )
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
        """Refuses an empty client, an unknown type or classification, and an end before the start."""
        mandate = _mandate(db)
        for part in fields(self):
            value = getattr(self, part.name)
            if value is None:
                continue
            if part.name == "sponsor":
                mandate.sponsor_id = person_id(db, value)
            else:
                setattr(mandate, part.name, value.strip() if isinstance(value, str) else value)
        if not mandate.client:
            raise Refused(_("A mandate needs a client."), _("Write the name of the client."))
        if mandate.mandate_type not in MANDATE_TYPES or mandate.classification not in CLASSIFICATIONS:
            raise Refused(_("The charter has no such choice."), _("Choose one of the list."))
        if mandate.end < mandate.start:
            raise Refused(_("The end lies before the start."), _("Choose an end on or after the start."))
        db.add(mandate)
        if self.start is not None or self.end is not None or self.mandate_type is not None:
            for gate in db.exec(select(Gate)).all():
                if gate.closed_on is None:
                    gate.due = gate_due(gate.code, mandate.mandate_type, mandate.start, mandate.end)
                    db.add(gate)
        if self.mandate_type is not None:
            add_starter_kpis(db, mandate)
            activate_questions(db, mandate.mandate_type)


@dataclass(frozen=True, slots=True)
class AddUnit:
    """Add a site, department or line of the client to the tree of units."""

    name: str
    kind: str = "department"
    parent: str = ""
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Add unit {name}"), {"name": self.name.strip()})

    def apply(self, db: "Session") -> None:
        """Refuses an empty name, a name that is taken, and an unknown parent."""
        name = _free_unit_name(db, self.name)
        positions = db.exec(select(OrganisationUnit.position)).all()
        parent = unit_id(db, self.parent)
        db.add(OrganisationUnit(name=name, kind=self.kind, parent_id=parent, position=max(positions, default=0) + 1))


@dataclass(frozen=True, slots=True)
class RenameUnit:
    """Give a unit another name; what belongs to it stays with it."""

    name: str
    new_name: str
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Rename unit {name} to {new_name}"), {"name": self.name, "new_name": self.new_name.strip()})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown unit, an empty name and a name that is taken."""
        unit = db.get(OrganisationUnit, unit_id(db, self.name) or 0)
        if unit is None:
            raise Refused(_("There is no unit {name}.").format(name=self.name), _("Choose one of the list."))
        unit.name = _free_unit_name(db, self.new_name)
        db.add(unit)


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Record a person; somebody already known by that name gets the role and unit."""

    name: str
    role: str = ""
    unit: str = ""
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Add person {name}"), {"name": self.name.strip()})

    def apply(self, db: "Session") -> None:
        """Refuses an empty name and an unknown unit."""
        person = db.get(Person, person_id(db, self.name) or 0)
        if person is None:
            raise Refused(_("A person needs a name."), _("Write the name."))
        person.role = self.role.strip() or person.role
        person.unit_id = unit_id(db, self.unit) or person.unit_id
        db.add(person)


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
        for earlier in db.exec(select(Gate).order_by(Gate.code)).all():
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


def _mandate(db: "Session") -> Mandate:
    mandate = db.exec(select(Mandate)).first()
    if mandate is None:
        raise Refused(_("This engagement has no mandate yet."), _("Create the mandate first."))
    return mandate


def _gate(db: "Session", code: str) -> Gate:
    gate = db.exec(select(Gate).where(Gate.code == code)).first()
    if gate is None:
        raise Refused(
            _("There is no gate {code}.").format(code=code), _("The gates are G1 to {last}.").format(last=LAST_GATE)
        )
    return gate


def _free_unit_name(db: "Session", name: str) -> str:
    plain = " ".join(name.split())
    if not plain:
        raise Refused(_("A unit needs a name."), _("Write the name of the site, department or line."))
    if db.exec(select(OrganisationUnit.id).where(OrganisationUnit.name == plain)).first() is not None:
        raise Refused(_("There is a unit {name} already.").format(name=plain), _("Choose another name."))
    return plain
