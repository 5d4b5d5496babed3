"""Recent engagements: a small summary of each, kept in the program's own folder and never read from the files."""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from pathlib import Path

from interimcoo.shell.own_files import read_json, write_json
from interimcoo.store import data_folder

MOST = 12


@dataclass(frozen=True, slots=True)
class Recent:
    """What the welcome page says about one file. Dates are ISO texts, `opened` an instant in UTC."""

    path: str
    client: str = ""
    mandate_type: str = ""
    site: str = ""
    start: str = ""
    end: str = ""
    phase: str = ""
    fact: str = ""
    opened: str = ""
    is_sample: bool = False
    as_of: str = ""
    """the day on which the sample stands still"""
    document: str = ""
    """the id of the document: a damaged file may be unable to say which backups are its own"""

    @property
    def name(self) -> str:
        """The client, or the name of the file while it has none."""
        return self.client or Path(self.path).stem

    @property
    def exists(self) -> bool:
        """Whether the file is where it was."""
        return Path(self.path).is_file()

    def day(self, today: date) -> tuple[int, int]:
        """(day of the mandate, length in days); zeros without dates."""
        if not self.start or not self.end:
            return 0, 0
        first, last = date.fromisoformat(self.start), date.fromisoformat(self.end)
        now = date.fromisoformat(self.as_of) if self.as_of else today
        return (now - first).days + 1, (last - first).days + 1

    def opened_at(self) -> datetime | None:
        """When it was opened last."""
        try:
            return datetime.fromisoformat(self.opened)
        except ValueError:
            return None


def _file() -> Path:
    return data_folder() / "recent.json"


def recents() -> tuple[Recent, ...]:
    """The recent engagements, last opened first; entries that cannot be read are left out."""
    stored = read_json(_file())
    found: list[Recent] = []
    for entry in stored if isinstance(stored, list) else []:
        one = _recent(entry)
        if one is not None:
            found.append(one)
    return tuple(found[:MOST])


def _recent(entry: object) -> Recent | None:
    """An entry as it was written; None for anything else."""
    if not isinstance(entry, dict) or not isinstance(entry.get("path"), str) or not entry["path"]:
        return None
    known = {part.name: part.type for part in fields(Recent)}
    values = {name: value for name, value in entry.items() if name in known}
    if any(not isinstance(value, bool if name == "is_sample" else str) for name, value in values.items()):
        return None
    one = Recent(**values)
    try:
        one.day(date(2000, 1, 1))
    except ValueError:
        return None
    return one


def document_at(path: Path) -> int | None:
    """The document that was last seen at a path; None for a file that is not in the list."""
    found = next((one.document for one in recents() if one.path == str(path.absolute())), "")
    return int(found) if found.isdecimal() else None


def remember(one: Recent) -> None:
    """Put an engagement first in the list."""
    _write((one, *(other for other in recents() if other.path != one.path)))


def forget(path: str) -> None:
    """Take an engagement out of the list; its file stays."""
    _write(tuple(one for one in recents() if one.path != path))


def _write(entries: tuple[Recent, ...]) -> None:
    write_json(_file(), [asdict(one) for one in entries[:MOST]])
