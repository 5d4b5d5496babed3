"""The change of dates that waits: it is written at once when it moves nothing else, else after its effect was seen."""

from datetime import date

from PySide6.QtCore import QObject, Qt, Signal

from interimcoo.features.plan import moving
from interimcoo.features.plan.moving import Wish
from interimcoo.features.plan.queries import PlanView, TaskRow
from interimcoo.features.plan.slip import SlipPanel
from interimcoo.features.plan.views import PlanFaces
from interimcoo.text import plural
from interimcoo.ui.session import Session


class Pending(QObject):
    """Asks, shows, writes or leaves one change of dates. `changed` tells that one came or went."""

    changed = Signal()

    def __init__(self, session: Session, faces: PlanFaces, panel: SlipPanel) -> None:
        super().__init__(panel)
        self.wish: Wish | None = None
        self._session, self._faces, self._panel = session, faces, panel
        self._view: PlanView | None = None

    def set_view(self, view: PlanView) -> None:
        """Another state of the plan: what waited is let go."""
        self._view = view
        self.leave()

    def step(self, task: TaskRow | None, days: int) -> None:
        """Move a task by working days, on from what is wished already."""
        if task is not None and self._view is not None:
            self._ask(task, moving.step(task, self.wish, days, self._view.stored.calendar))

    def stretch(self, task: TaskRow | None, days: int) -> None:
        """Change the length of a task by working days."""
        if task is not None:
            self._ask(task, moving.stretch(task, self.wish, days))

    def drop(self, number: int, day: date) -> None:
        """Let a task start on a day."""
        task = None if self._view is None else self._view.task(number)
        if task is not None and self._view is not None:
            self._ask(task, moving.dropped(task, day, self._view.stored.calendar))

    def drag_end(self, number: int, days: int) -> None:
        """Let a task end some days later or earlier than it does."""
        task = None if self._view is None else self._view.task(number)
        if task is not None and self._view is not None:
            self._ask(task, moving.dragged_length(task, days, self._view.stored.calendar))

    def accept(self) -> None:
        """Write the change that waits, with all it moves."""
        wish, view = self.wish, self._view
        task = None if wish is None or view is None else view.task(wish.number)
        if wish is None or view is None or task is None:
            return
        others = len(wish.effect(view).others)
        if self._session.run(wish.command(task, self._session.today)):
            self._session.toast(plural(others + 1, "{n} task moved", "{n} tasks moved"))
        self.leave()

    def leave(self) -> None:
        """Leave the plan as it is."""
        had, self.wish = self.wish is not None, None
        self._panel.hide()
        self._faces.bars.drawing.set_preview(None)
        if had:
            self._faces.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()

    def _ask(self, task: TaskRow, wish: Wish) -> None:
        view = self._view
        if view is None:
            return
        effect = wish.effect(view)
        unchanged = wish.start == task.start if wish.kind == "move" else wish.duration == task.duration
        if unchanged:
            self.leave()
            return
        if not effect.others:
            self.leave()
            self._session.run(wish.command(task, self._session.today))
            return
        self.wish = wish
        self._panel.show_preview(effect, wish.words(task))
        self._faces.bars.drawing.set_preview(effect)
        self.changed.emit()
