"""Home: the start of every day. What to decide or do now, what has changed, what is missing for the next gate."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from interimcoo import formats
from interimcoo.domain.guidance import Step
from interimcoo.features.home import queries
from interimcoo.features.home.answer import answer
from interimcoo.features.home.commands import MarkSeen
from interimcoo.features.home.queries import Changes, MandateLine
from interimcoo.features.home.step_list import Group, Item, StepList, item_of
from interimcoo.features.home.strip import MandateStrip
from interimcoo.features.home.tiles import TileRow
from interimcoo.store.tables import EXEMPT, JOURNALLED
from interimcoo.text import _, interface_language
from interimcoo.ui.empty import EmptyState
from interimcoo.ui.page import Page
from interimcoo.ui.session import Session
from interimcoo.ui.words import button, label

_MOST_OVERDUE = 4
_LOW = 700
"""content height below which tiles become one line of figures"""


class HomePage(Page):
    """Three columns of steps between the line of days and the tiles."""

    reads = frozenset(table.__tablename__ for table in (*JOURNALLED, *EXEMPT))
    shows_answer = True

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._line: MandateLine | None = None
        self._steps: tuple[Step, ...] = ()
        self._changes = Changes(None, 0, ())
        self.strip = MandateStrip()
        self.sentence = label("", "section", wrap=True)
        self.do = StepList(_("Decide or do now"))
        self.changed = StepList(_("What changed"))
        self.missing = StepList(_("Missing"))
        self._seen = button(_("Mark as seen"), kind="text", on_click=self.mark_seen)
        self.changed.head_row.addWidget(self._seen)
        self.tiles = TileRow(lambda code: self.session.navigate("kpis", code))
        self.body.addWidget(self.strip)
        self.body.addWidget(self.sentence)
        self.body.addWidget(self._columns(), 1)
        self.body.addWidget(self.tiles)
        self.refresh()

    def title(self) -> str:
        return _("Home")

    def context(self) -> str:
        return formats.day(self.session.today, interface_language(), weekday=True, year=True)

    def answer(self) -> str:
        return answer(self._line, self._steps, self.session.today)

    def hints(self) -> tuple[tuple[str, str], ...]:
        return (("D", _("due items")), ("C", _("changes")), ("G", _("gate list")), ("Return", _("run the item")))

    def refresh(self) -> None:
        today, language = self.session.today, interface_language()
        self._line = self.session.read(queries.line)
        self._steps = self.session.read(queries.steps, today)
        self._changes = self.session.read(queries.changes)
        self.strip.set_line(self._line, today)
        self.sentence.setText(self.answer())
        self._show_do()
        self._show_changes(language)
        self._show_missing(language)
        self.tiles.set_tiles(self.session.read(queries.tiles, today, language), self._import)
        self._order_tabs()
        self.header_changed.emit()

    def focus_due(self) -> None:
        """Put the focus on the first thing to do."""
        self.do.focus_first()

    def focus_changes(self) -> None:
        """Put the focus on the first change."""
        self.changed.focus_first()

    def focus_missing(self) -> None:
        """Put the focus on the first missing item."""
        self.missing.focus_first()

    def mark_seen(self) -> None:
        """Start the list of changes anew from now on."""
        if self._changes.entries and self.session.run(MarkSeen(self._changes.newest)):
            self.session.toast(_("Changes marked as seen"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tiles.set_low(self.height() < _LOW)

    def _order_tabs(self) -> None:
        """From left to right, the next step first; lines are made anew at each reading, so the order is too."""
        stops = [*self.do.stops(), self._seen, *self.changed.stops(), *self.missing.stops(), *self.tiles.stops()]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _columns(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("area", "content")
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        for one in (self.do, self.changed, self.missing):
            row.addWidget(one, 1, Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _show_do(self) -> None:
        today = self.session.today
        wanted = [step for step in self._steps if step.kind == "do"]
        late = [step for step in wanted if step.feature == "actions" and step.due is not None and step.due < today]
        items = tuple(item_of(step, today, self._run) for step in wanted if step not in late)
        overdue = Group(
            _("Overdue actions"),
            tuple(item_of(step, today, self._run) for step in late),
            _MOST_OVERDUE,
            _("All actions"),
            lambda: self.session.navigate("actions"),
        )
        calm = EmptyState(
            _("Nothing is due."), _("What needs a decision or an answer appears here, the most urgent first.")
        )
        self.do.set_items(items, highlight=bool(items), empty=calm, group=overdue)

    def _show_changes(self, language: str) -> None:
        told = tuple(item_of(step, self.session.today, self._run) for step in self._steps if step.kind == "changed")
        logged = tuple(
            Item(
                entry.label.words(language),
                ", ".join(part for part in (entry.who, formats.day(entry.at.date(), language)) if part),
                icon="note",
            )
            for entry in self._changes.entries
        )
        since = self._changes.since
        head = (
            _("Changed since {day}").format(day=formats.day(since.date(), language, weekday=True))
            if since
            else _("What changed")
        )
        self.changed.head.setText(head)
        self._seen.setVisible(bool(logged) and not self.session.read_only)
        self.changed.set_items(
            (*told, *logged),
            empty=EmptyState(_("Nothing has changed."), _("Signals, imports, moved dates and decisions appear here.")),
        )

    def _show_missing(self, language: str) -> None:
        items = tuple(item_of(step, self.session.today, self._run) for step in self._steps if step.kind == "missing")
        gate = self._line.next_gate if self._line is not None else None
        if gate is not None:
            self.missing.head.setText(_("Missing for {code}, {name}").format(code=gate.code, name=gate.name))
        else:
            self.missing.head.setText(_("Missing"))
        side = formats.day(gate.due, language) if gate is not None else ""
        self.missing.set_items(items, side=side, empty=EmptyState(_("Nothing is missing.")))

    def _run(self, step: Step) -> None:
        self.session.navigate(step.feature, step.record)

    def _import(self) -> None:
        self.session.navigate("imports")
