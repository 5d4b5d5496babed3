"""Where figures come from: sources, imports, their profiles and cell references."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from interimcoo.store.tables.columns import ID, Instant, Row, link, words


class Source(Row, table=True):
    """File, system or person that gives data, with its trust grade (A to D, empty: not graded)."""

    __tablename__ = "source"
    name: str = words(unique=True)
    kind: str = words("file")
    trust_grade: str = words()
    reason: str = words()


class ImportRun(Row, table=True):
    """One applied import: the file, what was read, and the counts of its dry run."""

    __tablename__ = "import_run"
    target: str = words()
    file_name: str = words()
    sha256: str = words()
    size: int = 0
    sheet: str = words()
    region: str = words()
    source_id: int = link("source")
    at: datetime = Field(sa_type=Instant)
    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    layout: str = words()
    """JSON: header rows, columns and constants that were used"""
    rejects: str = words()
    """JSON: list of {cell, value, reason}"""


class ImportProfile(Row, table=True):
    """A saved layout of a client sheet, proposed when the next file looks alike."""

    __tablename__ = "import_profile"
    name: str = words()
    version: int = 1
    target: str = words()
    fingerprint: str = words()
    layout: str = words()


class ImportCell(SQLModel, table=True):
    """Which cell a stored value came from; only added, no foreign key. Exempt from the journal."""

    __tablename__ = "import_cell"
    import_id: int = Field(sa_type=ID, primary_key=True)
    record_id: int = Field(sa_type=ID, primary_key=True, index=True)
    field: str = words(primary_key=True)
    row: int = 0
    column: int = 0
    shown: str = words()
