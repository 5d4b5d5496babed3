"""What the palette can find: commands at once, records read one feature at a time while it is open."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from interimcoo.shell.palette_hits import Hit
from interimcoo.shell.window_actions import page_actions
from interimcoo.text import _
from interimcoo.ui.actions import Action
from interimcoo.ui.feature import Feature

if TYPE_CHECKING:
    from interimcoo.shell.desk import Desk
    from interimcoo.shell.palette import Palette
    from interimcoo.shell.window import MainWindow


class PaletteSource(QObject):
    """Keeps the records it has read until the file changes."""

    def __init__(self, window: "MainWindow", desk: "Desk") -> None:
        super().__init__(desk)
        self._window, self._desk = window, desk
        self._records: dict[str, tuple[Hit, ...]] = {}
        self._left: Iterator[Feature] = iter(())
        self._palette: Palette | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._next)

    def forget(self) -> None:
        """The file has changed: read the records again at the next opening."""
        self._records = {}

    def serve(self, palette: "Palette") -> None:
        """Give the palette what is known, and read the rest."""
        self._palette = palette
        missing = [one for one in self._window.features if one.search is not None and one.name not in self._records]
        self._left = iter(missing)
        palette.set_entries(self._entries(), indexing=bool(missing))
        if missing:
            self._timer.start(0)

    def _entries(self) -> tuple[Hit, ...]:
        commands = [self._hit(one, fitting=True) for one in self._desk.page_actions]
        commands += [self._hit(one) for one in self._desk.actions if one.in_palette]
        here = self._window.workspace.current if self._window.workspace is not None else ""
        for feature in self._window.features:
            if feature.name != here:
                commands += [self._hit(one) for one in page_actions(self._window, feature)]
        pages = [self._hit(one, page=True) for one in self._desk.actions if one.name.startswith("page-")]
        records = [hit for hits in self._records.values() for hit in hits]
        return (*commands, *records, *pages)

    def _hit(self, action: Action, *, fitting: bool = False, page: bool = False) -> Hit:
        context = _("page") if page else action.context if not fitting else ""
        return Hit(
            kind="page" if page else "command",
            name=action.name,
            text=action.text,
            icon=action.icon or "arrow-right",
            run=action.run,
            context=context,
            key=action.key,
            reason=action.reason(),
            fitting=fitting,
        )

    def _next(self) -> None:
        session, palette = self._window.session, self._palette
        if session is None or palette is None or not palette.isVisible():
            return
        if session.busy:
            self._timer.start(100)
            return
        feature = next(self._left, None)
        if feature is None:
            palette.set_entries(self._entries())
            return
        if feature.search is not None:
            found = session.read(feature.search)
            self._records[feature.name] = tuple(self._record(feature, name, title) for name, title in found)
        self._timer.start(0)

    def _record(self, feature: Feature, reference: str, title: str) -> Hit:
        return Hit(
            kind="record",
            name=reference,
            text=f"{reference} {title}" if reference.isascii() and reference not in title else title,
            icon=feature.icon,
            run=lambda: self._window.go(feature.name, reference),
            context=_(feature.title),
        )
