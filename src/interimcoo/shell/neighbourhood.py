"""What is told once when a file has been opened: little room, a folder that is synchronised, a copy beside."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from interimcoo.shell.own_files import read_json, write_json
from interimcoo.store import data_folder
from interimcoo.text import _
from interimcoo.ui.jobs import Progress
from interimcoo.ui.session import BannerText, Session

if TYPE_CHECKING:
    from interimcoo.shell.window import MainWindow
    from interimcoo.store.place import Notice

_MOST: Final = 200


def look_around(window: "MainWindow", session: Session) -> None:
    """Look where the file lies, beside the window, and say what the person should know."""
    engagement = session.engagement

    def task(_progress: Progress) -> "tuple[Notice, ...]":
        return engagement.notices()

    def done(found: "tuple[Notice, ...]") -> None:
        folder = engagement.path.parent
        for notice in reversed(found):  # the last one said stands first
            if notice.kind != "synchronised" or _first_time(folder):
                window.say(_banner(window, notice))

    session.jobs.run("", task, done)


def _banner(window: "MainWindow", notice: "Notice") -> BannerText:
    if notice.kind == "room":
        return BannerText(
            "warning", notice.happened, notice.remedy, _("Save a copy"), window.save_copy, topic=notice.kind
        )
    return BannerText("info", notice.happened, notice.remedy, topic=notice.kind)


def _first_time(folder: Path) -> bool:
    """Whether a synchronised folder is used for the first time on this computer; it is noted as used."""
    note = data_folder() / "synchronised.json"
    found = read_json(note)
    known = [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
    if str(folder) in known:
        return False
    write_json(note, [str(folder), *known][:_MOST])
    return True
