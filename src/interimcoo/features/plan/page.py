"""Plan: tasks with owner and float beside their bars; every change of dates shows its effect before it is written."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from interimcoo import formats
from interimcoo.exchange.shown import spoken
from interimcoo.features.plan import dialogs, queries
from interimcoo.features.plan.answer import answer
from interimcoo.features.plan.axis import MONTH_ZOOM, WEEK_ZOOM, ZOOMS
from interimcoo.features.plan.commands import RemoveTask, ReorderTask, SetBaseline, UnlinkTasks, UsePlanTemplate
from interimcoo.features.plan.inspect import TaskInspector
from interimcoo.features.plan.moving import Wish
from interimcoo.features.plan.pending import Pending
from interimcoo.features.plan.queries import PlanView, TaskRow
from interimcoo.features.plan.slip import SlipPanel
from interimcoo.features.plan.views import PlanFaces
from interimcoo.text import _, interface_language, plural
from interimcoo.ui.empty import EmptyState
from interimcoo.ui.page import Page
from interimcoo.ui.session import Session
from interimcoo.ui.toolbar import Toolbar
from interimcoo.ui.words import disable

_ALL: Final = ""
_NONE: Final = "-"


class PlanPage(Page):
    """The plan as bars or as table, with the inspector of the selected task."""

    reads = frozenset({"task", "task_link", "initiative", "person", "mandate", "gate", "preference"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._view: PlanView = session.read(queries.plan_view, session.today)
        self._dialog: QDialog | None = None
        self._bar = Toolbar()
        self._segments = self._bar.segments(
            (("bars", _("Gantt")), ("table", _("Table"))), self._choose_face, _("View of the plan")
        )
        self._scale = self._bar.segments(
            (("week", _("Week")), ("month", _("Month"))), self._choose_scale, _("Scale of time")
        )
        self._scale.choose("week")
        self._initiative = self._bar.filter(_("Initiative"), ((_ALL, _("All")),), lambda _key: self._show())
        self._owner = self._bar.filter(_("Owner"), ((_ALL, _("All")),), lambda _key: self._show())
        self._bar.stretch()
        self._baseline = self._bar.action(_("Set baseline"), "pin", "B", on_click=self.set_baseline)
        self._bar.primary(_("New task"), "plus", "N", on_click=self.new_task)
        self.faces = PlanFaces()
        self.empty = self._empty_state()
        self.slip = SlipPanel(self.accept_wish, self.leave_wish)
        self.pending = Pending(session, self.faces, self.slip)
        self.pending.changed.connect(self.header_changed)
        self.body.setContentsMargins(14, 6, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(self.faces, 1)
        self.body.addWidget(self.slip)
        place = QVBoxLayout()
        place.setContentsMargins(6, 6, 20, 0)
        place.addWidget(self.empty)
        place.addStretch(1)
        self.body.addLayout(place)
        self.panel = TaskInspector(self._go, self._unlink, self.record_progress, self.link, self.edit)
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        bars = self.faces.bars
        for table in (bars.table, self.faces.facts):
            table.chosen.connect(self._chosen)
            table.opened.connect(self._opened)
        bars.drawing.clicked.connect(lambda number: bars.table.select_key(f"T{number}"))
        bars.drawing.opened.connect(lambda number: self.edit() if bars.table.select_key(f"T{number}") else None)
        bars.drawing.moved.connect(self.pending.drop)
        bars.drawing.stretched.connect(self.pending.drag_end)
        bars.drawing.zoomed.connect(self._zoomed)

    def _empty_state(self) -> EmptyState:
        return EmptyState(
            _("Tasks with their bars appear here."),
            _("The 100-day plan of the mandate type brings its tasks with dates and links; every one can be changed."),
            _("Use the 100-day plan"),
            self.use_template,
            icon_name="calendar-stats",
        )

    def title(self) -> str:
        return _("Plan")

    def context(self) -> str:
        if self._view.end is None:
            return ""
        end = formats.day(self._view.end, interface_language(), year=self._view.end.year != self.session.today.year)
        if self._view.baseline_end is None:
            return _("Ends {end}").format(end=end)
        base = formats.day(self._view.baseline_end, interface_language())
        return _("Ends {end}, baseline {base}").format(end=end, base=base)

    def answer(self) -> str:
        language = interface_language()
        return spoken(answer(self._view, language), language)

    def toolbar(self) -> QWidget:
        return self._bar

    def inspector(self) -> QWidget:
        return self.panel

    def hints(self) -> tuple[tuple[str, str], ...]:
        if self.pending.wish is not None:
            return (("Return", _("move all")), ("Esc", _("leave")))
        if not self._view.tasks:
            return (("N", _("new task")),)
        return (
            ("Right", _("a day later")),
            ("Ctrl+Right", _("longer")),
            ("P", _("progress")),
            ("Ctrl+L", _("link")),
            ("V", _("table")),
        )

    def refresh(self) -> None:
        self._view = self.session.read(queries.plan_view, self.session.today)
        self.pending.set_view(self._view)
        groups = dict.fromkeys(task.initiative for task in self._view.tasks)
        names = {task.initiative: task.initiative_name for task in self._view.tasks}
        self._initiative.set_choices(
            (
                (_ALL, _("All")),
                *((f"I{number}", f"I{number} {names[number]}") for number in groups if number is not None),
                *(((_NONE, _("No initiative")),) if None in groups and len(groups) > 1 else ()),
            )
        )
        owners = sorted({task.owner for task in self._view.tasks if task.owner}, key=str.casefold)
        lacking = ((_NONE, _("No owner")),) if self._view.without_owner else ()
        self._owner.set_choices(((_ALL, _("All")), *((name, name) for name in owners), *lacking))
        self._say_circles()
        self._show()

    def open_record(self, reference: str) -> bool:
        if reference.startswith("new:"):
            return self._open_new(reference.removeprefix("new:"))
        if reference.startswith("I"):
            self._initiative.choose(_ALL)
            self._owner.choose(_ALL)
            if any(f"I{task.initiative}" == reference for task in self._view.tasks):
                self._initiative.choose(reference)
            self._show()
            return True
        number = int(reference[1:]) if reference[:1] == "T" and reference[1:].isdigit() else 0
        task = self._view.task(number)
        if task is None:
            return False
        if not self._fits(task):
            self._initiative.choose(_ALL)
            self._owner.choose(_ALL)
            self._show()
        self.faces.table.select_key(reference)
        self.faces.bars.drawing.show_task(task)
        return True

    def selection(self) -> str:
        task = self.current()
        return "" if task is None else task.reference

    def state(self) -> dict[str, object]:
        return {
            "face": "table" if self.faces.shows_facts() else "bars",
            "zoom": self.faces.bars.drawing.zoom(),
            "initiative": self._initiative.chosen(),
            "owner": self._owner.chosen(),
            "all_links": self.faces.bars.drawing.all_links(),
            "current": self.faces.table.current_key(),
            "scroll": self.faces.table.verticalScrollBar().value(),
        }

    def restore(self, state: dict[str, object]) -> None:
        self._initiative.choose(str(state.get("initiative", _ALL)))
        self._owner.choose(str(state.get("owner", _ALL)))
        zoom, place = state.get("zoom"), state.get("scroll")
        if isinstance(zoom, int):
            self.faces.bars.drawing.set_zoom(zoom)
        self.faces.bars.drawing.set_all_links(state.get("all_links") is not False)
        self._set_face(state.get("face") == "table")
        self._show()
        self.faces.table.select_key(str(state.get("current", "")))
        if isinstance(place, int):
            self.faces.table.verticalScrollBar().setValue(place)

    def focus_filter(self) -> None:
        self._initiative.setFocus()

    def toggle_drawing(self) -> None:
        self._set_face(not self.faces.shows_facts())

    def current(self) -> TaskRow | None:
        """The selected task."""
        return self.faces.current()

    # commands of the page, named in feature.py

    def new_task(self) -> None:
        """Ask for a new task."""
        chosen = self._initiative.chosen()
        self._new(int(chosen[1:]) if chosen not in (_ALL, _NONE) else None)

    def edit(self) -> None:
        """Change the selected task."""
        task = self.current()
        if task is not None:
            self._open(dialogs.change_task(self, self.session, task, self.session.read(queries.choices)))

    def record_progress(self) -> None:
        """Record how much of the selected task is done."""
        task = self.current()
        if task is not None:
            self._open(dialogs.record_progress(self, self.session, task))

    def link(self) -> None:
        """Link the selected task to another one."""
        task = self.current()
        if task is not None:
            self._open(dialogs.link_task(self, self.session, task, self._view.tasks))

    def remove(self) -> None:
        """Take the selected task out of the plan."""
        task = self.current()
        if task is not None and self.session.run(RemoveTask(task.number, task.name)):
            self.session.toast(_("{task} removed").format(task=task.reference))

    def move_to(self) -> None:
        """Ask for the day the selected task is to start."""
        task = self.current()
        if task is not None:
            self._open(dialogs.move_to(self, task, lambda day: self.pending.drop(task.number, day)))

    def day_later(self) -> None:
        """Move the selected task a working day later."""
        self.pending.step(self.current(), 1)

    def day_earlier(self) -> None:
        """Move the selected task a working day earlier."""
        self.pending.step(self.current(), -1)

    def week_later(self) -> None:
        """Move the selected task five working days later."""
        self.pending.step(self.current(), 5)

    def week_earlier(self) -> None:
        """Move the selected task five working days earlier."""
        self.pending.step(self.current(), -5)

    def longer(self) -> None:
        """Make the selected task a working day longer."""
        self.pending.stretch(self.current(), 1)

    def shorter(self) -> None:
        """Make the selected task a working day shorter."""
        self.pending.stretch(self.current(), -1)

    def up_in_list(self) -> None:
        """Put the selected task before the one above it in its group."""
        self._reorder(-1)

    def down_in_list(self) -> None:
        """Put the selected task behind the one below it in its group."""
        self._reorder(1)

    def set_baseline(self) -> None:
        """Keep the dates of today as the next baseline."""
        number = queries.next_baseline(self._view)
        if self.session.run(SetBaseline(number, self.session.today)):
            self.session.toast(_("Baseline {n} set").format(n=number))

    def use_template(self) -> None:
        """Add the tasks of the 100-day plan of the mandate type."""
        if self.session.run(UsePlanTemplate(interface_language())):
            self.session.toast(plural(len(self._view.tasks), "{n} task in the plan", "{n} tasks in the plan"))

    def zoom_in(self) -> None:
        """Show a shorter time in more detail."""
        self.faces.bars.drawing.set_zoom(self.faces.bars.drawing.zoom() + 1)

    def zoom_out(self) -> None:
        """Show a longer time."""
        self.faces.bars.drawing.set_zoom(self.faces.bars.drawing.zoom() - 1)

    def show_today(self) -> None:
        """Scroll to today."""
        self.faces.bars.drawing.show_today()

    def toggle_links(self) -> None:
        """Show the links of all rows, or only those of the selected one."""
        drawing = self.faces.bars.drawing
        drawing.set_all_links(not drawing.all_links())

    def wish(self) -> Wish | None:
        """The change of dates that waits for an answer."""
        return self.pending.wish

    def accept_wish(self) -> None:
        """Write the change that waits, with all it moves."""
        self.pending.accept()

    def leave_wish(self) -> None:
        """Leave the plan as it is."""
        self.pending.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (
            self.faces.bars.drawing.cancel_drag() or self.pending.wish is not None
        ):
            self.leave_wish()
            return
        super().keyPressEvent(event)

    def _reorder(self, step: int) -> None:
        task = self.current()
        if task is None:
            return
        group = [one for one in self._view.tasks if one.initiative == task.initiative]
        at = group.index(task)
        if not 0 <= at + step < len(group):
            return
        following = group[at - 1] if step < 0 else group[at + 2] if at + 2 < len(group) else None
        self.session.run(ReorderTask(task.number, following.number if following is not None else None))

    def _unlink(self, before: int, after: int) -> None:
        if self.session.run(UnlinkTasks(before, after)):
            self.session.toast(_("{before} and {after} unlinked").format(before=f"T{before}", after=f"T{after}"))

    def _go(self, feature: str, record: str) -> None:
        if feature == "plan":
            self.open_record(record)
        else:
            self.session.navigate(feature, record)

    def _chosen(self, row: object) -> None:
        if row is not None and row is not self.current():
            return  # the face behind tells too
        if isinstance(row, TaskRow):
            if self.pending.wish is not None and self.pending.wish.number != row.number:
                self.leave_wish()
            self.panel.show_task(row, self._view)
            self.faces.bars.drawing.show_task(row)
        else:
            self.panel.show_plan(self._view)

    def _opened(self, _row: object) -> None:
        if self.pending.wish is not None:
            self.accept_wish()
        else:
            self.edit()

    def _choose_face(self, key: str) -> None:
        self._set_face(key == "table")

    def _set_face(self, facts: bool) -> None:
        self._segments.choose("table" if facts else "bars")
        self.leave_wish()
        self.faces.show_facts(facts)
        self._scale.setVisible(not facts)
        self._chosen(self.current())
        self.header_changed.emit()

    def _choose_scale(self, key: str) -> None:
        self.faces.bars.drawing.set_zoom(WEEK_ZOOM if key == "week" else MONTH_ZOOM)

    def _zoomed(self, step: int) -> None:
        self._scale.choose("week" if ZOOMS[step] >= ZOOMS[WEEK_ZOOM] else "month")

    def _fits(self, task: TaskRow) -> bool:
        wanted = self._initiative.chosen()
        if wanted != _ALL and wanted != (_NONE if task.initiative is None else f"I{task.initiative}"):
            return False
        owner = self._owner.chosen()
        return owner == _ALL or (not task.owner and not task.finished if owner == _NONE else task.owner == owner)

    def _show(self) -> None:
        tasks = [task for task in self._view.tasks if self._fits(task)]
        self.empty.setVisible(not self._view.tasks)
        self.faces.setVisible(bool(self._view.tasks))
        disable(self._baseline, "" if self._view.tasks else _("There is no task to keep as baseline."))
        self._baseline.setText(_("Set baseline {n}").format(n=queries.next_baseline(self._view)))
        self.faces.set_rows(tasks, self._view, self.answer())
        self._chosen(self.current())
        self.header_changed.emit()

    def _say_circles(self) -> None:
        if not self._view.ignored:
            self.session.clear_banner("plan-circle")
            return
        link = self._view.ignored[0]
        self.session.banner(
            "warning",
            _("The link from {before} to {after} closes a circle.").format(
                before=f"T{link.before}", after=f"T{link.after}"
            ),
            _("It is left out of the dates. Take it out, or another one on the way."),
            _("Take it out"),
            lambda: self._unlink(link.before, link.after),
            topic="plan-circle",
        )

    def _new(self, initiative: int | None) -> None:
        known = {task.number for task in self._view.tasks}

        def added() -> None:
            fresh = [task for task in self._view.tasks if task.number not in known]
            if fresh:
                self.open_record(fresh[-1].reference)

        self._open(
            dialogs.new_task(
                self,
                self.session,
                self.session.read(queries.choices),
                self._view.tasks,
                initiative=initiative,
                added=added,
            )
        )

    def _open_new(self, wish: str) -> bool:
        """Open the form for a task of an initiative ("initiative=I2"), or an empty one ("")."""
        name, _equals, reference = wish.partition("=")
        if not wish:
            self._new(None)
            return True
        number = int(reference[1:]) if name == "initiative" and reference[1:].isdigit() else 0
        if number not in dict(self.session.read(queries.choices).initiatives):
            return False
        self._new(number)
        return True

    def _open(self, dialog: QDialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
