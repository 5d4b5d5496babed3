"""An engagement as it was known at the end of a day (`--as-of`): everything can be read, nothing can be changed."""

from contextlib import ExitStack
from datetime import date, datetime
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from interimcoo.ui.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject
    from sqlmodel import Session as Db

    from interimcoo.store.engagement import Engagement
    from interimcoo.ui.settings import Settings

T = TypeVar("T")
P = ParamSpec("P")


class PastSession(Session):
    """Reads from the state of a moment; the file behind it is open for reading only."""

    def __init__(
        self, engagement: "Engagement", today: date, moment: datetime, *, settings: "Settings", parent: "QObject"
    ) -> None:
        super().__init__(engagement, today, settings=settings, parent=parent)
        self.moment = moment
        self._kept = ExitStack()
        self._db = self._kept.enter_context(engagement.as_known(moment))

    def read(self, query: "Callable[Concatenate[Db, P], T]", *args: P.args, **kwargs: P.kwargs) -> T:
        return query(self._db, *args, **kwargs)

    def close(self) -> None:
        self._kept.close()
        super().close()
