"""What the window says about the open file: client, last data, confidentiality, and the summary for the recent list."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from interimcoo.shell.names import PHASES
from interimcoo.shell.recent import Recent
from interimcoo.text import _, interface_language

if TYPE_CHECKING:
    from sqlmodel import Session as Db

    from interimcoo.features.mandate.queries import ClientBlock


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What rail, title, status bar and recent list need; `block` None in a file without mandate."""

    block: "ClientBlock | None"
    last_period: str
    classification: str
    mandate_type: str
    site: str
    start: date | None
    end: date | None


def file_facts(db: "Db", today: date) -> FileFacts:
    """The facts of a day."""
    from sqlmodel import col, select

    from interimcoo.features.mandate import queries
    from interimcoo.store.tables import Reading

    mandate = queries.mandate(db)
    newest = select(Reading.period).where(col(Reading.first_day) <= today).order_by(col(Reading.first_day).desc())
    last = db.exec(newest.limit(1)).first()
    return FileFacts(
        block=queries.client_block(db, today),
        last_period=last or "",
        classification=mandate.classification if mandate is not None else "",
        mandate_type=mandate.mandate_type if mandate is not None else "",
        site=mandate.site if mandate is not None else "",
        start=mandate.start if mandate is not None else None,
        end=mandate.end if mandate is not None else None,
    )


def urgent_fact(db: "Db", today: date) -> str:
    """The most urgent thing to do, as one short sentence; empty on a calm day."""
    from interimcoo.features import parts

    language = interface_language()
    steps = [step for _name, guide in parts("guide") for step in guide.steps(db, today) if step.kind == "do"]
    order = {"bad": 0, "warn": 1, "concern": 2}
    steps.sort(key=lambda step: (order.get(step.severity, 3), step.rank))
    return str(steps[0].title.words(language)) if steps else ""


def summary(db: "Db", path: str, today: date, now: datetime) -> Recent:
    """What the welcome page will say about this file."""
    facts = file_facts(db, today)
    block = facts.block
    is_sample = block is not None and block.is_sample
    return Recent(
        path=path,
        client=block.client if block is not None else "",
        mandate_type=facts.mandate_type,
        site=facts.site,
        start=facts.start.isoformat() if facts.start is not None else "",
        end=facts.end.isoformat() if facts.end is not None else "",
        phase=block.phase if block is not None else "",
        fact=urgent_fact(db, today),
        opened=now.astimezone(UTC).isoformat(),
        is_sample=is_sample,
        as_of=today.isoformat() if is_sample else "",  # its day stands still
    )


def day_words(day: int, total: int, phase: str) -> str:
    """ "Day 23 of 180, diagnosis"; before the start and after the end it says so."""
    name = _(PHASES[phase]) if phase in PHASES else phase
    if total <= 0:
        return ""
    if day < 1:
        return _("Starts in {n} days").format(n=1 - day) if day < 0 else _("Starts tomorrow")
    if day > total:
        return _("Ended {n} days ago").format(n=day - total)
    said = _("Day {day} of {total}").format(day=day, total=total)
    return f"{said}, {name}" if name else said


def moment_words(moment: datetime, now: datetime) -> str:
    """The time of a moment of today ("08:41"), else its day ("21 Sep")."""
    local, here = moment.astimezone(), now.astimezone()
    if local.date() == here.date():
        return f"{local:%H:%M}"
    from interimcoo import formats

    return formats.day(local.date(), interface_language(), year=local.year != here.year)


def period_words(period: str) -> str:
    """ "Data to week 38"; "No data yet" without a reading."""
    if not period:
        return _("No data yet")
    from interimcoo import formats

    return _("Data to {period}").format(period=formats.period(period, interface_language()))
