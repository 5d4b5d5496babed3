"""What a person should know about where a document lies: little room, a synchronised folder, a copy beside."""

import contextlib
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from interimcoo.store import identity
from interimcoo.store.engine import connect_for_reading
from interimcoo.store.errors import StoreError
from interimcoo.store.opening import hold, release
from interimcoo.text import N_, _

LEAST_FREE: Final = 200_000_000
_MOST_BESIDE: Final = 50
_SYNCHRONISED: Final = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "icloud": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to know: what it is, and what to do."""

    kind: Literal["room", "synchronised", "copy"]
    happened: str
    remedy: str


def notices_of(path: Path, document_id: int, copy_id: int) -> tuple[Notice, ...]:
    """What is to be told at the opening of a document; empty when nothing is."""
    found = [_little_room(path), _synchronised(path), _copy_beside(path, document_id, copy_id)]
    return tuple(notice for notice in found if notice is not None)


def _little_room(path: Path) -> Notice | None:
    try:
        free, size = shutil.disk_usage(path.parent).free, path.stat().st_size
    except OSError:
        return None
    if free >= max(LEAST_FREE, 2 * size):
        return None
    return Notice(
        "room",
        _(N_("There is little room left where {file} lies.")).format(file=path.name),
        _(N_("Make room, or save a copy on another disk.")),
    )


def _synchronised(path: Path) -> Notice | None:
    service = synchronised_by(path)
    if service is None:
        return None
    return Notice(
        "synchronised",
        _(N_("{file} lies in a folder that {service} synchronises.")).format(file=path.name, service=service),
        _(N_("Open it on one computer at a time, and let {service} finish first.")).format(service=service),
    )


def synchronised_by(path: Path) -> str | None:
    """The service that synchronises the folder, as far as its path tells."""
    for part in path.absolute().parts:
        plain = part.casefold()
        for name, service in _SYNCHRONISED.items():
            if plain == name or plain.startswith((f"{name} ", f"{name}-", f"{name}(")):
                return service
    return None


def _copy_beside(path: Path, document_id: int, copy_id: int) -> Notice | None:
    """A second copy of the same document in the folder, as a synchronising program leaves one after a conflict."""
    with contextlib.suppress(OSError):
        beside = sorted(p for p in path.parent.glob("*.icoo") if p.name != path.name)
        for other in beside[:_MOST_BESIDE]:
            with contextlib.suppress(StoreError, sqlite3.Error, ValueError, KeyError):
                meta = _meta_of(other)
                if int(meta[identity.DOCUMENT]) == document_id:
                    return _told(other, same=int(meta[identity.COPY]) == copy_id)
    return None


def _meta_of(other: Path) -> dict[str, str]:
    key = hold(other)  # raises for a file that is open here: a second handle would take its lock away
    try:
        identity.head_of(other)
        with contextlib.closing(connect_for_reading(other)) as raw:
            return identity.read_meta(raw)
    finally:
        release(key)


def _told(other: Path, *, same: bool) -> Notice:
    happened = (
        _(N_("{file} in the same folder is a second file of this engagement."))
        if same
        else _(N_("{file} in the same folder is a copy of this engagement."))
    )
    return Notice(
        "copy",
        happened.format(file=other.name),
        _(N_("Go on in one of them only; the history shows what each holds.")),
    )
