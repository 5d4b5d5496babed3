"""Badges of the rail, read one feature at a time between the events of the window, so that nothing waits for them."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, QTimer

from interimcoo.shell.rail import RailModel
from interimcoo.ui.feature import Feature
from interimcoo.ui.session import Session

CALM_MS = 40


class Badges(QObject):
    """Keeps the badges of a rail in step with the file, from the first `renew` on."""

    def __init__(self, session: Session, features: Sequence[Feature], rail: RailModel) -> None:
        super().__init__(rail)
        self._session, self._features, self._rail = session, features, rail
        self._left: Iterator[Feature] = iter(())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._next)
        session.changed.connect(self._on_changed)

    def renew(self) -> None:
        """Read all again, soon."""
        self._left = iter(self._features)
        self._timer.start(CALM_MS)

    def stop(self) -> None:
        """Read no more (the file is being closed)."""
        self._timer.stop()

    def _on_changed(self, _changed: object) -> None:
        self.renew()

    def _next(self) -> None:
        if self._session.busy:
            self._timer.start(5 * CALM_MS)
            return
        for feature in self._left:
            if feature.badge is None:
                continue
            self._rail.set_badge(feature.name, self._session.read(feature.badge, self._session.today))
            self._timer.start(0)
            return
