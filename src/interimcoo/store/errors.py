"""What can go wrong with a document in a way the user can act on: what happened and what to do."""

from dataclasses import dataclass


class StoreError(Exception):
    """A sentence that says what happened, and one that says what to do; both already in words."""

    def __init__(self, happened: str, remedy: str = "") -> None:
        super().__init__(f"{happened} {remedy}".strip())
        self.happened = happened
        self.remedy = remedy


class Refused(StoreError):
    """The command cannot be done as asked; nothing was changed."""


class NotAnEngagement(StoreError):
    """The file is something else."""


class NewerVersion(StoreError):
    """The file was made by a newer version of the program."""


class Tampered(StoreError):
    """The file holds what an engagement never holds (a trigger, a view, a changed table)."""


class Damaged(StoreError):
    """The file cannot be read whole."""


class AlreadyOpen(StoreError):
    """Another window or program holds the file."""


class ReadOnly(StoreError):
    """The file cannot be written."""


class NotSaved(StoreError):
    """The change could not be written (disk full, file taken away); it was rolled back."""


class Replaced(NotSaved):
    """Another program put another file in the place of the open one; nothing more is written to it."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field that an undo cannot put back."""

    table: str
    row_id: int
    field: str
    logged: object
    present: object
    changed_by: str
    changed_at: str


class UndoConflict(StoreError):
    """Later changes stand in the way of an undo; nothing was changed."""

    def __init__(self, happened: str, remedy: str, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__(happened, remedy)
        self.conflicts = conflicts
