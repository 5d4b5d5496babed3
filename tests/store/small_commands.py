"""Commands for tests of the store itself: each changes one thing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from sqlmodel import col, delete, select

from interimcoo.store.tables import Kpi, Person, Reading
from interimcoo.text import Label

if TYPE_CHECKING:
    from sqlmodel import Session


@dataclass(frozen=True)
class _Small:
    final: ClassVar[bool] = False
    long: ClassVar[bool] = False

    @property
    def label(self) -> Label:
        return Label(type(self).__name__)


@dataclass(frozen=True)
class AddPerson(_Small):
    """Record a person."""

    name: str
    role: str = ""

    def apply(self, db: "Session") -> None:
        db.add(Person(name=self.name, role=self.role))


@dataclass(frozen=True)
class SetRole(_Small):
    """Change one field."""

    name: str
    role: str

    def apply(self, db: "Session") -> None:
        person = db.exec(select(Person).where(Person.name == self.name)).one()
        person.role = self.role
        db.add(person)


@dataclass(frozen=True)
class RemovePerson(_Small):
    """Take a person away."""

    name: str

    def apply(self, db: "Session") -> None:
        db.delete(db.exec(select(Person).where(Person.name == self.name)).one())


@dataclass(frozen=True)
class AddKpi(_Small):
    """Add a KPI with that many readings and an owner."""

    code: str
    readings: int = 0
    owner: str = ""

    def apply(self, db: "Session") -> None:
        owner = db.exec(select(Person.id).where(Person.name == self.owner)).first()
        kpi = Kpi(code=self.code, name=self.code, owner_id=owner)
        db.add(kpi)
        db.flush()
        for n in range(self.readings):
            db.add(Reading(kpi_id=kpi.id, period=f"{n:05d}", value=n / 3))


@dataclass(frozen=True)
class AddReading(_Small):
    """Add one reading to a KPI."""

    code: str
    period: str

    def apply(self, db: "Session") -> None:
        kpi = db.exec(select(Kpi).where(Kpi.code == self.code)).one()
        db.add(Reading(kpi_id=kpi.id, period=self.period, value=1.0))


@dataclass(frozen=True)
class RemoveKpi(_Small):
    """Take a KPI away, and its readings with it."""

    code: str

    def apply(self, db: "Session") -> None:
        db.exec(delete(Kpi).where(col(Kpi.code) == self.code))


@dataclass(frozen=True)
class LockPeriod(AddPerson):
    """Something that is final."""

    final: ClassVar[bool] = True


@dataclass(frozen=True)
class Import(AddPerson):
    """Something long."""

    long: ClassVar[bool] = True


@dataclass(frozen=True)
class Do(_Small):
    """Whatever the test wants."""

    body: "Callable[[Session], object]"

    def apply(self, db: "Session") -> None:
        self.body(db)
