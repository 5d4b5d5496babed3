"""Names of the files a report is written to, and how a failure to write is said."""

from datetime import date
from pathlib import Path
from typing import Final

from interimcoo.exchange.blocks import Report
from interimcoo.text import _

LONGEST: Final = 120
_FORBIDDEN: Final = str.maketrans(dict.fromkeys('<>:"/\\|?*', "-"))


def file_name(report: Report, today: date, suffix: str) -> str:
    """ "2026-09-22 Nordvik Components AB Board report r128.pdf": a name every system takes, of at most 120 letters."""
    kind = report.name.partition(",")[0]
    words = f"{today.isoformat()} {report.organisation} {kind} r{report.revision}".translate(_FORBIDDEN)
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
    return plain[: LONGEST - len(suffix)].rstrip(" .") + suffix


def with_suffix(path: Path, suffix: str) -> Path:
    """The path with its ending, as people leave it out."""
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def cannot_write(path: Path) -> tuple[str, str]:
    """What happened and what to do when a file could not be written."""
    return (
        _("{name} could not be written.").format(name=path.name),
        _("It may be open in another program, or the folder takes no files. Close it or choose another name."),
    )
