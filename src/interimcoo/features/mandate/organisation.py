"""Commands for the units of organisation and the people at the client, each recorded once."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from interimcoo.store.errors import Refused
from interimcoo.store.people import person_id, unit_id
from interimcoo.store.tables import OrganisationUnit, Person
from interimcoo.text import N_, Label, _

if TYPE_CHECKING:
    from sqlmodel import Session

UNIT_KINDS: Final = {"site": N_("site"), "department": N_("department"), "line": N_("line")}


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
        """Refuses an empty name, a name that is taken, an unknown kind and an unknown parent."""
        name = _free_unit_name(db, self.name)
        if self.kind not in UNIT_KINDS:
            raise Refused(
                _("There is no kind of unit {name}.").format(name=self.kind), _("Choose site, department or line.")
            )
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
        unit = _unit(db, self.name)
        unit.name = _free_unit_name(db, self.new_name, unit)
        db.add(unit)


@dataclass(frozen=True, slots=True)
class RemoveUnit:
    """Take a unit away to which nothing belongs."""

    name: str
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Remove unit {name}"), {"name": self.name})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown unit, and one that readings, answers, findings, people or other units belong to."""
        db.delete(_unit(db, self.name))
        try:
            db.flush()
        except IntegrityError:
            raise Refused(
                _("Unit {name} is in use.").format(name=self.name),
                _("Move or remove what belongs to it first, or give it another name."),
            ) from None


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
class ChangePerson:
    """Change name, role or unit of a person; a field left None keeps what it has."""

    name: str
    new_name: str | None = None
    role: str | None = None
    unit: str | None = None
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Change person {name}"), {"name": self.name})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown person, an empty name, a name that is taken, and an unknown unit."""
        person = _person(db, self.name)
        if self.new_name is not None:
            plain = " ".join(self.new_name.split())
            if not plain:
                raise Refused(_("A person needs a name."), _("Write the name."))
            other = db.exec(select(Person.id).where(Person.name == plain)).first()
            if other not in (None, person.id):
                raise Refused(
                    _("There is a person {name} already.").format(name=plain), _("Add what tells the two apart.")
                )
            person.name = plain
        if self.role is not None:
            person.role = self.role.strip()
        if self.unit is not None:
            person.unit_id = unit_id(db, self.unit)
        db.add(person)


@dataclass(frozen=True, slots=True)
class RemovePerson:
    """Take a person away who owns nothing."""

    name: str
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(N_("Remove person {name}"), {"name": self.name})

    def apply(self, db: "Session") -> None:
        """Refuses an unknown person, and one who is sponsor or owns a KPI, an initiative, a task or an action."""
        db.delete(_person(db, self.name))
        try:
            db.flush()
        except IntegrityError:
            raise Refused(
                _("{name} is sponsor or owns something.").format(name=self.name),
                _("Give it to somebody else first."),
            ) from None


def _unit(db: "Session", name: str) -> OrganisationUnit:
    unit = db.get(OrganisationUnit, unit_id(db, name) or 0)
    if unit is None:
        raise Refused(_("There is no unit {name}.").format(name=name or "–"), _("Choose one of the list."))
    return unit


def _person(db: "Session", name: str) -> Person:
    person = db.exec(select(Person).where(Person.name == name)).first()
    if person is None:
        raise Refused(_("There is no person {name}.").format(name=name or "–"), _("Choose one of the list."))
    return person


def _free_unit_name(db: "Session", name: str, renamed: OrganisationUnit | None = None) -> str:
    plain = " ".join(name.split())
    if not plain:
        raise Refused(_("A unit needs a name."), _("Write the name of the site, department or line."))
    other = db.exec(select(OrganisationUnit.id).where(OrganisationUnit.name == plain)).first()
    if other is not None and (renamed is None or other != renamed.id):
        raise Refused(_("There is a unit {name} already.").format(name=plain), _("Choose another name."))
    return plain
