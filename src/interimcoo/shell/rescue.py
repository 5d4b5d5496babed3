"""Save what can be read of a damaged file from the window: where to, in which order, and what is said afterwards."""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from interimcoo.shell import ask
from interimcoo.store.errors import NotSaved
from interimcoo.text import _
from interimcoo.ui.jobs import Progress
from interimcoo.ui.session import BannerText

if TYPE_CHECKING:
    from interimcoo.shell.loading import Loaded
    from interimcoo.shell.window import MainWindow
    from interimcoo.store.salvage import Salvaged


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be read, and where the new file goes. `document` is the one last seen there."""

    path: Path
    target: Path
    document: int | None
    who: str
    as_of: date | None


@dataclass(frozen=True, slots=True)
class Rescued:
    """The new file, open, and what was had back."""

    report: "Salvaged"
    loaded: "Loaded"


def ask_target(window: "MainWindow", path: Path) -> Path | None:
    """Where the new file goes, beside the damaged one unless the person says otherwise; None when they leave."""
    place = path.parent if os.access(path.parent, os.W_OK) else ask.documents()
    proposed = ask.free_name(place, _("{name}, saved").format(name=path.stem))
    return ask.save_as(window, _("Save what can be read"), proposed)


def let_go(window: "MainWindow", path: Path) -> bool:
    """Close the damaged file where it is open here; False while a change is being written."""
    session = window.session
    if session is None or session.engagement.path != path.absolute():
        return True
    if session.busy:
        window.say(BannerText("info", _("A change is being written."), _("Save what can be read when it has ended.")))
        return False
    window.close_engagement()
    return True


def rescue(order: Order, progress: Progress) -> Rescued:
    """Save what can be read, and open it. Raises StoreError; nothing is left then."""
    from interimcoo.shell.loading import Wanted, load
    from interimcoo.store.salvage import salvage

    try:
        report = salvage(order.path, order.target, document_id=order.document, replace=True, progress=progress)
    except OSError:
        raise NotSaved(
            _("{file} could not be read through.").format(file=order.path.name),
            _("Check that the disk is connected and that there is room on this computer, then try again."),
        ) from None
    return Rescued(report, load(Wanted(order.target, order.who, False, order.as_of)))


def told(path: Path, report: "Salvaged") -> BannerText:
    """What was read, taken from the backup, and lost."""
    from interimcoo.store.salvage_words import loss_sentence, read_sentence

    return BannerText(
        "success" if report.whole else "warning",
        _("{saved} holds what could be read of {file}.").format(saved=report.path.name, file=path.name),
        f"{read_sentence(report)} {loss_sentence(report)}",
        topic="salvage",
    )
