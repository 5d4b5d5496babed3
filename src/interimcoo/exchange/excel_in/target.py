"""What an import can fill: a list of fields, and how its records are compared with the store and written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from interimcoo.exchange.excel_in.sheet import Address

if TYPE_CHECKING:
    from sqlmodel import Session

FieldType = Literal["text", "number", "percent", "date", "period", "days", "links"]
"""percent: a share stored as a fraction of 1; days: a duration in working days; links: predecessors of a task"""
Typed = str | float | int | date | None
State = Literal["new", "changed", "unchanged", "rejected"]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a record holds. Synonyms (en, sv, de) are folded before comparing; label is marked with N_."""

    key: str
    label: str
    type: FieldType
    needed: bool = False
    synonyms: tuple[str, ...] = ()
    hint: str = ""
    """what to give when the file has no column for it, marked with N_"""


@dataclass(frozen=True, slots=True)
class Value:
    """A typed value with the cell it came from (None: a constant) and the text as shown there."""

    value: Typed
    cell: Address | None
    shown: str


@dataclass(frozen=True, slots=True)
class Record:
    """One record of the target as the file gives it; `row` is the row of the sheet it stands in."""

    row: int
    values: Mapping[str, Value]

    def get(self, key: str) -> Typed:
        """The typed value of a field, None where the file has none."""
        found = self.values.get(key)
        return found.value if found else None

    def text(self, key: str) -> str:
        """The value of a text field, empty where the file has none."""
        found = self.get(key)
        return "" if found is None else str(found)

    def number(self, key: str) -> float | None:
        """The value of a number field, None where the file has none."""
        found = self.get(key)
        return float(found) if isinstance(found, int | float) else None

    def day(self, key: str) -> date | None:
        """The value of a date field, None where the file has none."""
        found = self.get(key)
        return found if isinstance(found, date) else None


@dataclass(frozen=True, slots=True)
class Reject:
    """A cell that was not taken: where it stands, what it says, why not, and what to do."""

    cell: Address
    value: str
    reason: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a stored record whose value differs from the file's."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Planned:
    """What would happen to one record. `record_id` is the stored record it meets, None for a new one."""

    record: Record
    state: State
    name: str
    """what a person calls the record: "On time in full, 2026-W36" """
    changes: tuple[FieldChange, ...] = ()
    rejects: tuple[Reject, ...] = ()
    record_id: int | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """Choices that hold for a whole import."""

    create_missing: bool = True
    """KPIs, units of organisation, people and initiatives the engagement does not know are created"""
    unit: str = ""
    """unit code for KPIs that are created and have none in the file"""
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Planning:
    """The records with their fate, and what a person should know about the whole."""

    rows: tuple[Planned, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RunFacts:
    """The import a record is written by."""

    import_id: int
    source_id: int
    at: datetime
    options: Options


@dataclass(frozen=True, slots=True)
class StoredCell:
    """Which cell gave a stored field its value."""

    record_id: int
    field: str
    cell: Address
    shown: str


Planner = Callable[["Session", Sequence[Record], Options], Planning]
Writer = Callable[["Session", Sequence[Planned], RunFacts], Iterable[StoredCell]]


@dataclass(frozen=True, slots=True)
class Target:
    """What a feature takes from a client's sheet.

    `plan` compares records with the store and writes nothing; `write` stores the planned records that are new or
    changed and says which cell each value came from. `wide`: periods may stand across as columns; they become one
    record each with `period` from the heading and `value` from the cell. `one_of`: groups of fields of which one group
    must be there.
    """

    key: str
    title: str
    fields: tuple[Field, ...]
    plan: Planner
    write: Writer
    wide: bool = False
    one_of: tuple[tuple[str, ...], ...] = ()
    tables: frozenset[str] = field(default_factory=frozenset)

    def field(self, key: str) -> Field | None:
        """The field of that key, None when the target has none."""
        return next((f for f in self.fields if f.key == key), None)
