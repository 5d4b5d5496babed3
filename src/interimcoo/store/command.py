"""What the user can change: a frozen value with a label and one apply(db)."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, ClassVar, Protocol

from interimcoo.text import Label

if TYPE_CHECKING:
    from dataclasses import Field

    from sqlmodel import Session


class Command(Protocol):
    """One gesture of the user: one transaction, one action in the journal, one undo step.

    Implementations are frozen dataclasses in `features/*/commands.py`. `apply` reads and writes through `db` only;
    it never commits. It raises `store.errors.Refused` with a sentence when the wish cannot be granted.
    """

    final: ClassVar[bool] = False
    """True: undo stops here (lock a period, sign off the exit)."""
    long: ClassVar[bool] = False
    """True: runs on the store thread with progress (import, archive)."""

    @property
    def label(self) -> Label: ...

    def apply(self, db: "Session") -> None: ...


def check_changed(changed: Collection[str], parts: "Sequence[Field[object]]") -> None:
    """Raises ValueError when `changed` names what is no field of the command that changes a record.

    `parts` are the fields of the command: first what finds the record, then `changed`, then what can be changed.
    """
    if unknown := set(changed) - {part.name for part in parts[2:]}:
        raise ValueError(f"no such field: {sorted(unknown)}")
