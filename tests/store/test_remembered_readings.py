"""Readings that are kept equal fresh ones after every command of the product, after its undo and its redo."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from command_story import STORY
from sqlmodel import Session, select

from interimcoo.exchange.blocks import Context
from interimcoo.features import parts
from interimcoo.features.home import queries as home
from interimcoo.features.kpis.queries import states
from interimcoo.features.mandate.commands import AddUnit, CreateMandate
from interimcoo.store.engagement import Engagement
from interimcoo.store.remembered import remembered
from interimcoo.store.tables import OrganisationUnit

TODAY = date(2026, 9, 22)
NOW = datetime(2026, 9, 22, 9, 0, tzinfo=UTC)


def _everything(db: Session) -> dict[str, object]:
    """What home, rail and report say: of all features, through the same queries as the pages."""
    context = Context("en", TODAY, NOW)
    found: dict[str, object] = {
        "home": (home.line(db), home.steps(db, TODAY), home.changes(db), home.tiles(db, TODAY, "en"))
    }
    for name, module in parts("report"):
        found[f"sections of {name}"] = module.sections(db, context)
        found[f"first page of {name}"] = module.summary(db, context) if hasattr(module, "summary") else None
    for name, module in parts("feature"):
        badge = module.FEATURE.badge
        found[f"badge of {name}"] = badge(db, TODAY) if badge is not None else None
    return found


def _compare(engagement: Engagement, what: str) -> None:
    with engagement.reading() as db:
        kept = _everything(db)
        db.info.clear()
        fresh = _everything(db)
    for name, value in fresh.items():
        assert kept[name] == value, f"{name} after {what}"


@pytest.fixture
def new(tmp_path: Path) -> Engagement:
    return Engagement.create(tmp_path / "story.icoo", clock=lambda: NOW)


def test_that_what_is_kept_equals_a_fresh_reading_after_every_command_undo_and_redo(new: Engagement) -> None:
    _compare(new, "nothing")
    for command in STORY:
        new.run(command)
        _compare(new, str(command))
    for _step in range(12):
        new.undo()
        _compare(new, "undo")
    for _step in range(12):
        new.redo()
        _compare(new, "redo")
    new.close()


def test_that_readings_share_one_result_until_something_changes(sample_copy: Path) -> None:
    engagement = Engagement.open(sample_copy, clock=lambda: NOW)
    with engagement.reading() as db:
        first = states(db, TODAY)
    with engagement.reading() as db:
        assert states(db, TODAY) is first
        assert states(db, date(2026, 9, 1)) is not first
    engagement.run(AddUnit("Passing"))
    with engagement.reading() as db:
        assert states(db, TODAY) is not first
    engagement.close()


def test_that_an_earlier_state_keeps_readings_of_its_own(new: Engagement) -> None:
    new.run(CreateMandate("Nordvik", "turnaround", date(2026, 9, 1), 180))
    with new.reading() as db:
        now = home.line(db)
        later = states(db, TODAY)
    with new.as_known(datetime(2026, 9, 1, tzinfo=UTC)) as past:
        assert home.line(past) is None
        assert states(past, TODAY) == ()
    assert now is not None
    assert later
    new.close()


def test_that_a_command_reads_what_it_has_just_written(new: Engagement) -> None:
    @remembered
    def names(db: Session) -> list[str]:
        return list(db.exec(select(OrganisationUnit.name)).all())

    seen: list[list[str]] = []

    class Twice(AddUnit):
        def apply(self, db: Session) -> None:
            seen.append(names(db))
            super().apply(db)
            db.flush()
            seen.append(names(db))

    new.run(Twice("Purchasing"))

    assert seen == [[], ["Purchasing"]]
    new.close()
