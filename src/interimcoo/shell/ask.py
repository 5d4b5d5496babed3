"""Questions to the user about files: one place for the system's own file dialogs."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from interimcoo.text import _

ENDING = ".icoo"


def documents() -> Path:
    """Where new engagements go: the documents of the user."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(place) if place else Path.home()
    return folder if folder.is_dir() else Path.home()


def open_file(parent: QWidget, folder: str) -> Path | None:
    """An engagement to open; None when the user leaves."""
    name, _kind = QFileDialog.getOpenFileName(
        parent, _("Open an engagement"), folder or str(documents()), _("Engagements (*.icoo);;All files (*)")
    )
    return Path(name) if name else None


def save_as(parent: QWidget, title: str, proposed: Path) -> Path | None:
    """Where a copy goes; the dialog has asked before it replaces a file."""
    name, _kind = QFileDialog.getSaveFileName(parent, title, str(proposed), _("Engagements (*.icoo)"))
    if not name:
        return None
    path = Path(name)
    return path if path.suffix.lower() == ENDING else path.with_name(path.name + ENDING)


def folder(parent: QWidget, title: str, now: str) -> Path | None:
    """A folder."""
    name = QFileDialog.getExistingDirectory(parent, title, now)
    return Path(name) if name else None


def free_name(place: Path, stem: str) -> Path:
    """A path in a folder that no file has yet: the stem, else with a number."""
    plain = "".join(" " if letter in '<>:"/\\|?*' or ord(letter) < 32 else letter for letter in stem)
    plain = " ".join(plain.split()).strip(". ")[:80] or _("Engagement")
    if plain.casefold() in _RESERVED:
        plain = f"{plain} {_('engagement')}"
    path, n = place / f"{plain}{ENDING}", 2
    while path.exists():
        path, n = place / f"{plain} {n}{ENDING}", n + 1
    return path


_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
