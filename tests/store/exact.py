"""The exact content of the journalled tables, to compare states value by value and type by type."""

from sqlmodel import Session

from interimcoo.store.engagement import Engagement
from interimcoo.store.tables import JOURNALLED

Content = dict[str, str]


def content(document: Engagement) -> Content:
    """For each journalled table all its rows in the order of their keys; 1, 1.0 and '1' differ."""
    with document.reading() as db:
        return content_of(db)


def content_of(db: Session) -> Content:
    """The same, from a session."""
    found = {}
    for model in JOURNALLED:
        name = model.__tablename__
        found[name] = ascii(
            [tuple(row) for row in db.connection().exec_driver_sql(f'SELECT * FROM "{name}" ORDER BY id')]
        )
    return found
