"""The inspector of the plan: facts of a task, why it lies where it lies, its links, and the sum of the plan."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from interimcoo import formats
from interimcoo.domain.plan.network import Link
from interimcoo.features.plan.columns import day_words, float_words, owner_words
from interimcoo.features.plan.drawing import span_words
from interimcoo.features.plan.queries import PlanView, TaskRow
from interimcoo.text import _, interface_language, plural
from interimcoo.ui.inspector import InspectorPanel
from interimcoo.ui.marks import Chip, MarkLabel
from interimcoo.ui.words import ElidedLabel, button, icon_button, label

Go = Callable[[str, str], object]
Do = Callable[[], object]


class TaskInspector(InspectorPanel):
    """Shows a task or the plan. `go(feature, record)` follows a link, `unlink(before, after)` takes one out."""

    def __init__(self, go: Go, unlink: Callable[[int, int], object], progress: Do, link: Do, edit: Do) -> None:
        super().__init__()
        self._go, self._unlink = go, unlink
        self._progress, self._link, self._edit = progress, link, edit

    def show_plan(self, view: PlanView) -> None:
        """The sum of the plan, while no task is selected."""
        self.begin(_("Plan"), "calendar-stats")
        slip = plural(abs(view.slip_days), "{n} day", "{n} days")
        late = _("{slip} late") if view.slip_days > 0 else _("{slip} early")
        baseline = "–"
        if view.baseline_on is not None:
            baseline = _("{n}, agreed {day}").format(n=view.baseline_number, day=day_words(view.baseline_on))
        self.facts(
            "",
            (
                (_("Ends"), day_words(view.end)),
                (_("Baseline"), baseline),
                (_("Slip"), late.format(slip=slip) if view.slip_days else "–"),
                (_("Tasks"), str(len(view.tasks))),
                (_("Critical"), str(len(view.critical))),
                (_("Late"), str(len(view.late))),
                (_("No owner"), str(len(view.without_owner))),
            ),
        )
        self.end()

    def show_task(self, task: TaskRow, view: PlanView) -> None:
        """One task."""
        language = interface_language()
        self.begin(task.reference, "calendar-event")
        self.section().addWidget(label(task.name, "strong", wrap=True))
        facts: list[tuple[str, str | QWidget]] = [(_("Owner"), owner_words(task))]
        if task.initiative is not None:
            facts.append((_("Initiative"), self._to("initiatives", f"I{task.initiative}", group_words(task))))
        length = _("milestone") if task.milestone else plural(task.duration, "{n} working day", "{n} working days")
        facts += [
            (_("Dates"), span_words(task.start, task.finish)),
            (_("Length"), length),
            (_("Done"), formats.share(task.done, 0, language)),
        ]
        if task.critical:
            facts.append((_("Float"), MarkLabel(Chip(_("critical, no float"), "concern"))))
        else:
            facts.append((_("Float, days"), float_words(task)))
        if task.baseline_start is not None and task.baseline_finish is not None:
            facts.append((_("Baseline"), span_words(task.baseline_start, task.baseline_finish)))
            facts.append((_("Slip"), self._slip(task)))
        if task.late_days:
            tone: Chip = Chip(formats.days_late(task.late_days, language), "bad" if task.late_days >= 3 else "warn")
            facts.append((_("Late"), MarkLabel(tone)))
        self.facts("", facts)
        self.words(_("Why here"), why_here(task, view))
        self._links(_("Starts after"), [(link, link.before) for link in view.before(task.number)], view)
        self._links(_("Followed by"), [(link, link.after) for link in view.after(task.number)], view)
        self.section()
        self.buttons(
            button(_("Progress"), "check", key="P", small=True, on_click=self._progress),
            button(_("Link"), "link", small=True, on_click=self._link),
            icon_button("pencil", _("Change the task"), key="F2", size=24, on_click=self._edit),
        )
        self.end()

    def _slip(self, task: TaskRow) -> str | QWidget:
        if not task.slip_days:
            return "–"
        days = plural(abs(task.slip_days), "{n} day", "{n} days")
        if task.slip_days < 0:
            return _("{days} early").format(days=days)
        return MarkLabel(Chip(_("{days} late").format(days=days), "bad" if task.slip_days >= 3 else "warn"))

    def _links(self, head: str, links: list[tuple[Link[int], int]], view: PlanView) -> None:
        inner = self.section(head)
        if not links:
            inner.addWidget(label(_("Nothing linked"), "sub"))
        for link, number in links:
            other = view.task(number)
            name = other.name if other is not None else ""
            words = f"T{number} {name}"
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(4)
            made = button(f"T{number}", kind="text", small=True, on_click=partial(self._go, "plan", f"T{number}"))
            made.setAccessibleName(words)
            row.addWidget(made)
            row.addWidget(ElidedLabel(name, "sub"), 1)
            if link.lag or link.kind != "FS":
                row.addWidget(label(lag_words(link), "caption"))
            row.addWidget(
                icon_button(
                    "x",
                    _("Take the link to {task} out").format(task=f"T{number}"),
                    size=24,
                    on_click=partial(self._unlink, link.before, link.after),
                )
            )
            inner.addWidget(line)

    def _to(self, feature: str, record: str, words: str) -> QWidget:
        shown = words if len(words) <= 28 else f"{words[:27].rstrip()}…"
        made = button(shown, kind="text", small=True, on_click=lambda: self._go(feature, record))
        made.setAccessibleName(words)
        return made


def group_words(task: TaskRow) -> str:
    """The initiative of a task by number and name."""
    return f"I{task.initiative} {task.initiative_name}"


def lag_words(link: Link[int]) -> str:
    """A lag, and a kind other than finish-start, in tight words."""
    kinds = {"SS": _("with its start"), "FF": _("with its finish"), "SF": _("finish after its start")}
    parts = [kinds[link.kind]] if link.kind in kinds else []
    if link.lag > 0:
        parts.append(plural(link.lag, "+{n} day", "+{n} days"))
    elif link.lag < 0:
        parts.append(plural(-link.lag, "{n} day early", "{n} days early"))
    return ", ".join(parts)


def why_here(task: TaskRow, view: PlanView) -> str:
    """What sets the dates of a task."""
    if task.finished:
        return _("It is finished; its dates are facts.")
    if task.reason == "link" and task.driver is not None:
        before = view.task(task.driver)
        name = before.name if before is not None else ""
        if task.started:
            return _("It has begun; what is left waits for {task} {name}.").format(task=f"T{task.driver}", name=name)
        return _("It follows {task} {name}.").format(task=f"T{task.driver}", name=name)
    if task.started:
        return _("It has begun; what is left is counted from today.")
    if task.reason == "data date":
        return _("It has not begun, so it starts today at the earliest.")
    if task.reason == "not before" and task.not_before is not None:
        return _("It does not start before {day}.").format(day=day_words(task.not_before))
    return _("It starts with the mandate.")
