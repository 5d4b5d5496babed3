"""What the home page shows: the mandate's line of days, the steps of all features, the changes since the last visit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from sqlmodel import col, select

from interimcoo.domain.guidance import Step
from interimcoo.exchange.blocks import Tile
from interimcoo.features import parts
from interimcoo.store.tables import Action, Gate, Mandate, Person, SeenMark
from interimcoo.text import Label

if TYPE_CHECKING:
    from sqlmodel import Session

MOST_TILES: Final = 5


@dataclass(frozen=True, slots=True)
class GateMark:
    """A gate on the line of days."""

    code: str
    name: str
    due: date
    closed: bool


@dataclass(frozen=True, slots=True)
class MandateLine:
    """The mandate as a line of days."""

    mandate_type: str
    sponsor: str
    site: str
    start: date
    end: date
    contract_days: int
    gates: tuple[GateMark, ...]

    @property
    def next_gate(self) -> GateMark | None:
        """The first open gate; None when all are closed."""
        return next((gate for gate in self.gates if not gate.closed), None)


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """A command in the history since the last visit."""

    n: int
    at: datetime
    who: str
    label: Label


@dataclass(frozen=True, slots=True)
class Changes:
    """What was done since the changes were last marked as seen; `since` None: never marked."""

    since: datetime | None
    newest: int
    """number of the newest action of the file"""
    entries: tuple[ChangeEntry, ...]


def line(db: "Session") -> MandateLine | None:
    """The line of days; None in a file without mandate."""
    found = db.exec(select(Mandate, Person.name).outerjoin(Person, col(Person.id) == Mandate.sponsor_id)).first()
    if found is None:
        return None
    row, sponsor = found
    gates = db.exec(select(Gate).order_by(col(Gate.code)))
    return MandateLine(
        mandate_type=row.mandate_type,
        sponsor=sponsor or "",
        site=row.site,
        start=row.start,
        end=row.end,
        contract_days=row.contract_days,
        gates=tuple(GateMark(gate.code, gate.name, gate.due, gate.closed_on is not None) for gate in gates),
    )


def steps(db: "Session", today: date) -> tuple[Step, ...]:
    """The steps of all features: what is late first within a rank, then by due date, in the order of the rail."""
    found = list(_guided(db, today))
    return tuple(sorted(found, key=lambda step: (step.rank, step.due or date.max)))


def _guided(db: "Session", today: date) -> Iterator[Step]:
    for _feature, module in parts("guide"):
        given: tuple[Step, ...] = module.steps(db, today)
        yield from given


def changes(db: "Session", most: int = 200) -> Changes:
    """The commands since the mark that were not undone, newest first; marking as seen is no change."""
    mark = db.exec(select(SeenMark.action_n)).first() or 0
    newest = db.exec(select(Action.n).order_by(col(Action.n).desc()).limit(1)).first() or 0
    since = db.exec(
        select(Action.at)
        .where(Action.command == "MarkSeen", col(Action.undoes).is_(None), col(Action.undone_by).is_(None))
        .order_by(col(Action.n).desc())
        .limit(1)
    ).first()
    rows = db.exec(
        select(Action)
        .where(
            Action.n > mark,
            Action.command != "MarkSeen",
            col(Action.undoes).is_(None),
            col(Action.undone_by).is_(None),
        )
        .order_by(col(Action.n).desc())
        .limit(most)
    )
    entries = tuple(ChangeEntry(row.n, row.at, row.who, Label.from_json(row.label)) for row in rows)
    return Changes(since, newest, entries)


def ahead(db: "Session", today: date, language: str) -> None:
    """Read all that the page shows, so that showing it finds it read."""
    line(db)
    steps(db, today)
    changes(db)
    tiles(db, today, language)


def tiles(db: "Session", today: date, language: str) -> tuple[Tile, ...]:
    """The first tiles of the features that have some (`tiles` in a file `on_home`)."""
    found: list[Tile] = []
    for _feature, module in parts("on_home"):
        found.extend(module.tiles(db, today, language))
    return tuple(found[:MOST_TILES])
