"""The dry run: what an import would store, change, leave and reject, with an account of every cell."""

from dataclasses import dataclass

from interimcoo.exchange.excel_in.layout import Layout
from interimcoo.exchange.excel_in.target import Planned, Record, Reject


@dataclass(frozen=True, slots=True)
class Account:
    """Every cell with content in the region: stored, ignored by choice or rejected. `adds_up` must hold."""

    read: int
    stored: int
    ignored: int
    rejected: int

    @property
    def adds_up(self) -> bool:
        """Whether no cell was lost on the way; an import that does not add up is a defect and is not applied."""
        return self.read == self.stored + self.ignored + self.rejected


@dataclass(frozen=True, slots=True)
class Ignored:
    """Cells left out by choice: which, how many, why."""

    where: str
    cells: int
    reason: str


@dataclass(frozen=True, slots=True)
class DryRun:
    """What would happen; nothing is written yet."""

    target: str
    layout: Layout
    records: tuple[Record, ...]
    rows: tuple[Planned, ...]
    rejects: tuple[Reject, ...]
    ignored: tuple[Ignored, ...]
    missing: int
    """cells with a mark for "no value" or empty value cells that were skipped"""
    account: Account
    notices: tuple[str, ...]
    blocked: str = ""
    """why the import cannot be applied yet (a needed field has neither column nor constant); empty: it can"""

    @property
    def new(self) -> int:
        """Records the engagement does not have yet."""
        return sum(1 for row in self.rows if row.state == "new")

    @property
    def changed(self) -> int:
        """Records whose stored value differs."""
        return sum(1 for row in self.rows if row.state == "changed")

    @property
    def unchanged(self) -> int:
        """Records that are the same in store and file."""
        return sum(1 for row in self.rows if row.state == "unchanged")

    @property
    def rejected(self) -> int:
        """Cells that were rejected with a reason."""
        return len(self.rejects)
