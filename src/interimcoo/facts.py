"""What an engagement holds, in few words: for the command line and the end of the demo."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from sqlmodel import col, func, select

from interimcoo.exchange.blocks import Context, SummaryParts, Words
from interimcoo.exchange.shown import spoken
from interimcoo.features import parts
from interimcoo.features.mandate.queries import client_block, mandate
from interimcoo.store.tables import (
    ActionItem,
    Answer,
    Finding,
    ImportRun,
    Initiative,
    Kpi,
    Reading,
    Task,
)
from interimcoo.text import interface_language

if TYPE_CHECKING:
    from sqlmodel import Session

    from interimcoo.store.tables.columns import Row

_COUNTED: Final[tuple[tuple[str, type["Row"]], ...]] = (
    ("kpis", Kpi),
    ("readings", Reading),
    ("imports", ImportRun),
    ("answers", Answer),
    ("findings", Finding),
    ("initiatives", Initiative),
    ("tasks", Task),
    ("actions", ActionItem),
)


def facts_of(db: "Session", today: date) -> dict[str, str | int | None]:
    """Client, mandate type, day and phase, counts of what is recorded, last period with data."""
    facts, block = mandate(db), client_block(db, today)
    told: dict[str, str | int | None] = {
        "client": facts.client if facts else None,
        "mandate_type": facts.mandate_type if facts else None,
        "day": block.day if block else None,
        "days": block.total if block else None,
        "phase": block.phase if block else None,
    }
    for name, table in _COUNTED:
        told[name] = db.exec(select(func.count()).select_from(table)).one()
    told["last_period"] = db.exec(select(Reading.period).order_by(col(Reading.first_day).desc()).limit(1)).first()
    return told


def most_important(db: "Session", today: date, most: int = 5) -> tuple[str, ...]:
    """The sentences that the features offer to the first page of the report: headlines, worries, asks, news."""
    language = interface_language()
    context = Context(language, today, datetime(today.year, today.month, today.day, tzinfo=UTC))
    summaries: list[SummaryParts] = []
    for _feature, module in parts("report"):
        give = getattr(module, "summary", None)
        if give is not None:
            summaries.append(give(db, context))
    headlines = [(one.title_rank, one.title) for one in summaries if one.title is not None]
    found: list[Words] = [title for _rank, title in sorted(headlines, key=lambda pair: pair[0])]
    for name in ("worries", "asks", "changed"):
        for one in summaries:
            found.extend(getattr(one, name))
    return tuple(dict.fromkeys(spoken(words, language) for words in found))[:most]
