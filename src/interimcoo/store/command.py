"""What the user can change: a frozen value with a label and one apply(db)."""

from typing import TYPE_CHECKING, ClassVar, Protocol

from interimcoo.text import Label

if TYPE_CHECKING:
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
