"""Work before a page can be seen, beside the window: import the store, open the file, read what the window says."""

import contextlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from interimcoo.clock import Clock, clock_of, end_of, today
from interimcoo.shell.places import Places
from interimcoo.text import interface_language

if TYPE_CHECKING:
    from sqlmodel import Session as Db

    from interimcoo.shell.facts import FileFacts
    from interimcoo.shell.new_engagement import Wish
    from interimcoo.store.engagement import Engagement
    from interimcoo.ui.feature import Feature
    from interimcoo.ui.jobs import Progress

_WINDOW: Final = (
    "interimcoo.shell.workspace",
    "interimcoo.shell.watch",
    "interimcoo.shell.toast",
    "interimcoo.shell.instance",
    "interimcoo.charts.kinds.sparkline",
    "interimcoo.charts.on_screen",
)
"""what stands around every page, and what the first one is painted with"""
_importing: Final = threading.Lock()
"""two threads that import parts of the same library at once may see it half made; threads of jobs take turns"""


@dataclass(frozen=True, slots=True)
class Loaded:
    """An open engagement with what the window needs to show it. `day` is fixed for the sample and with --as-of."""

    engagement: "Engagement"
    features: "tuple[Feature, ...]"
    facts: "FileFacts"
    places: Places
    day: date
    fixed: bool
    moment: datetime | None = None
    """the end of the day whose knowledge is shown, when the file has later changes"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a file is to be opened."""

    path: Path
    who: str = ""
    read_only: bool = False
    as_of: date | None = None


def all_features() -> "tuple[Feature, ...]":
    """What every feature folder declares, in the order of the rail."""
    from interimcoo.features import parts

    return tuple(module.FEATURE for _name, module in parts("feature"))


def load(wanted: Wanted, first_page: str = "home") -> Loaded:
    """Open a file; raises what Engagement.open raises. Imports on the way the page that will be shown first."""
    with _importing:
        from interimcoo.store.engagement import Engagement

    clock = _Settable(clock_of(wanted.as_of))
    engagement = Engagement.open(wanted.path, clock=clock, who=wanted.who, read_only=wanted.read_only)
    moment = _moment(engagement, wanted.as_of)
    if moment is not None and not engagement.read_only:
        engagement.close()
        engagement = Engagement.open(wanted.path, clock=clock, who=wanted.who, read_only=True)
    try:
        return replace(_around(engagement, clock, wanted.as_of, first_page), moment=moment)
    except BaseException:
        engagement.close()
        raise


def create(wish: "Wish", who: str, as_of: date | None) -> Loaded:
    """Make an engagement with its mandate and open it; a file that could not be filled is taken away again."""
    with _importing:
        from interimcoo import content
        from interimcoo.features.mandate.commands import CreateMandate
        from interimcoo.store.engagement import Engagement

    clock = _Settable(clock_of(as_of))
    wish.path.parent.mkdir(parents=True, exist_ok=True)
    engagement = Engagement.create(wish.path, clock=clock, who=who)
    try:
        engagement.run(
            CreateMandate(
                client=wish.client,
                mandate_type=wish.mandate_type,
                start=wish.start,
                length_days=wish.length_days,
                contract_days=wish.contract_days,
                consultant=who,
                content_version=content.content_version(),
            )
        )
        return _around(engagement, clock, as_of, "home")
    except BaseException:
        engagement.close()
        wish.path.unlink(missing_ok=True)
        raise


def import_page(name: str) -> None:
    """Import the module of a page, so that showing it later costs no waiting."""
    _import(f"interimcoo.features.{name}.page")


def read_ahead(feature: "Feature", db: "Db", day: date) -> None:
    """Import the page of a feature and read what it shows first, so that the window finds it ready."""
    import_page(feature.name)
    if feature.ahead is not None:
        with _importing:  # queries import on their way
            feature.ahead(db, day, interface_language())


def import_pages(features: "Sequence[Feature]", progress: "Progress") -> None:
    """Import all pages."""
    for feature in features:
        progress(0, 0, "")  # ends here when the window is closed
        import_page(feature.name)


def read_pages(features: "Sequence[Feature]", engagement: "Engagement", day: date, progress: "Progress") -> None:
    """Read what all pages show first; what cannot be read is told when its page is shown."""
    from interimcoo.store.errors import StoreError

    for feature in features:
        progress(0, 0, "")  # ends here when the file is closed
        with contextlib.suppress(StoreError), engagement.reading() as db:
            read_ahead(feature, db, day)


def _import(module: str) -> None:
    with _importing:
        if find_spec(module) is not None:
            import_module(module)


class _Settable:
    """A clock whose day can be set once the file has said that it is the sample."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock

    def __call__(self) -> datetime:
        return self.clock()


def _around(engagement: "Engagement", clock: _Settable, as_of: date | None, first_page: str) -> Loaded:
    with _importing:
        from interimcoo.shell.facts import file_facts

    day, fixed = as_of or today(clock), as_of is not None
    with engagement.reading() as db:
        facts = file_facts(db, day)
        if as_of is None and facts.block is not None and facts.block.is_sample:
            day, fixed = sample_day() or day, True
            clock.clock = clock_of(day)
            facts = file_facts(db, day)
        for module in _WINDOW:
            _import(module)
    features = all_features()
    places = Places.load(engagement)
    by_name = {one.name: one for one in features}
    first = by_name.get(places.page) or by_name.get(first_page)
    if first is not None:
        with engagement.reading() as db:
            read_ahead(first, db, day)
    return Loaded(engagement, features, facts, places, day, fixed)


def _moment(engagement: "Engagement", as_of: date | None) -> datetime | None:
    """The end of a day, when the file has changes after it."""
    saved = engagement.last_saved
    if as_of is None or saved is None or saved <= end_of(as_of):
        return None
    return end_of(as_of)


def sample_day() -> date | None:
    """The day on which the sample client stands still; None in a program without sample."""
    if find_spec("interimcoo.sample") is None:
        return None
    day: date = import_module("interimcoo.sample").TODAY
    return day
