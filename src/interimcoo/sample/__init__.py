"""The sample client: its workbooks through the real importer, then a scripted month of work through the real commands.

The invented client is Nordvik Components AB. `make_sample` writes the engagement as it stands on `TODAY`.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from interimcoo.sample.days import TODAY

if TYPE_CHECKING:
    from interimcoo.sample.days import Entry
    from interimcoo.store.engagement import Engagement

__all__ = ["NAME", "TODAY", "WHO", "make_sample"]

NAME: Final = "Nordvik Components AB"
WHO: Final = "Anna Berg"
Progress = Callable[[int, int, str], None]


class StoryClock:
    """The clock of the scripted month: it stands still until the story moves it."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


def make_sample(path: Path, *, progress: Progress | None = None, replace: bool = False) -> None:
    """Write the sample engagement to a file; `progress(n, total, words)` is called at each step.

    Raises StoreError where the file cannot be made (it exists and `replace` is False, no room), CannotRead when a
    shipped workbook cannot be read. A sample that was not finished leaves no file.
    """
    from interimcoo.sample import story
    from interimcoo.store.engagement import Engagement

    entries = story.entries()
    clock = StoryClock(entries[0].at)
    engagement = Engagement.create(path, clock=clock, who=WHO, replace=replace)
    done = False
    try:
        for n, entry in enumerate(entries):
            if progress is not None:
                progress(n, len(entries), entry.words)
            clock.moment = entry.at
            _do(engagement, entry)
        done = True
    finally:
        engagement.close()
        if not done:
            path.unlink(missing_ok=True)


def _do(engagement: "Engagement", entry: "Entry") -> None:
    from interimcoo.features.home.commands import MarkSeen
    from interimcoo.sample.workbooks import import_workbook

    if entry.workbook is not None:
        import_workbook(engagement, entry.workbook, entry.at)
    if entry.mark_seen:
        engagement.run(MarkSeen(engagement.revision))
    if entry.command is not None:
        engagement.run(entry.command)
