"""Work before a page can be seen, beside the window: import the store, open the file, read what the window says."""

import threading
from dataclasses import dataclass, replace
from datetime import date, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from interimcoo.clock import Clock, clock_of, end_of, today
from interimcoo.shell.places import Places

if TYPE_CHECKING:
    from sqlmodel import Session as Db

    from interimcoo.shell.facts import FileFacts
    from interimcoo.shell.new_engagement import Wish
    from interimcoo.store.engagement import Engagement
    from interimcoo.ui.feature import Feature

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
    module = f"interimcoo.features.{name}.page"
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
        _make_ready(db, day)
    features = all_features()
    places = Places.load(engagement)
    names = {one.name for one in features}
    import_page(places.page if places.page in names else first_page)
    return Loaded(engagement, features, facts, places, day, fixed)


def _moment(engagement: "Engagement", as_of: date | None) -> datetime | None:
    """The end of a day, when the file has changes after it."""
    saved = engagement.last_saved
    if as_of is None or saved is None or saved <= end_of(as_of):
        return None
    return end_of(as_of)


def _make_ready(db: "Db", day: date) -> None:
    """Import beside the window what the first page asks of every feature, and what is large below it."""
    from interimcoo import formats
    from interimcoo.features import parts
    from interimcoo.store.plan import stored_plan
    from interimcoo.text import interface_language

    for name in ("guide", "report"):
        with _importing:
            tuple(parts(name))
    formats.day(day, interface_language())
    stored_plan(db, day)  # its calendar of public holidays is kept


def sample_day() -> date | None:
    """The day on which the sample client stands still; None in a program without sample."""
    if find_spec("interimcoo.sample") is None:
        return None
    day: date = import_module("interimcoo.sample").TODAY
    return day
