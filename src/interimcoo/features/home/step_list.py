"""A list of steps: sign, title, detail, and the button that leads to the place where it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from interimcoo import formats
from interimcoo.domain.guidance import Step
from interimcoo.text import _, interface_language
from interimcoo.ui.marks import Chip, MarkLabel, Status
from interimcoo.ui.theme import theme
from interimcoo.ui.words import ElidedLabel, IconLabel, button, hairline, label

MOST: Final = 10
_COLOURS: Final[dict[str, str]] = {"concern": "concern", "improvement": "imp", "plain": "link", "done": "good"}
_MUCH_LATE: Final = 3


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list."""

    title: str
    detail: str
    severity: str = "plain"
    icon: str = ""
    button: str = ""
    late: int = 0
    run: Callable[[], object] | None = None


def item_of(step: Step, today: date, run: Callable[[Step], object]) -> Item:
    """A step in the language of the interface."""
    language = interface_language()
    late = max(0, (today - step.due).days) if step.due is not None else 0
    detail = step.detail.words(language)
    if step.due is not None:
        due = formats.day(step.due, language)
        detail = f"{detail}, {_('due {day}').format(day=due)}" if detail else _("due {day}").format(day=due)
    return Item(
        step.title.words(language),
        detail,
        step.severity,
        step.icon,
        step.button.words(language) if step.button is not None else "",
        late if step.kind == "do" else 0,
        lambda: run(step),
    )


@dataclass(frozen=True, slots=True)
class Group:
    """A second group of lines under a small head, with a link to all of them."""

    name: str
    items: tuple[Item, ...]
    most: int
    link: str
    go: Callable[[], object]


class StepRow(QFrame):
    """One line of 48 px; Enter or its button runs it."""

    def __init__(self, item: Item, *, highlight: bool = False) -> None:
        super().__init__()
        self.item = item
        self.setProperty("role", "highlight" if highlight else "step")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(part for part in (item.title, item.detail) if part))
        row = QHBoxLayout(self)
        row.setContentsMargins(*(12, 10, 12, 10) if highlight else (0, 6, 0, 6))
        row.setSpacing(9)
        if not highlight:
            row.addWidget(_sign(item), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        if highlight:
            words.addWidget(label(_("Next step"), "caption"))
        if highlight:
            words.addWidget(label(item.title, "strong", wrap=True))
        else:
            words.addWidget(ElidedLabel(item.title, "body"))
        if item.detail and highlight:
            words.addWidget(label(item.detail, "small", wrap=True))
        elif item.detail:
            words.addWidget(ElidedLabel(item.detail, "small"))
        row.addLayout(words, 1)
        if item.late:
            late = formats.days_late(item.late, interface_language())
            chip = Chip(late, "bad") if item.late >= _MUCH_LATE else Chip(late, "warn")
            row.addWidget(MarkLabel(chip), 0, Qt.AlignmentFlag.AlignTop)
        if item.button and item.run is not None:
            kind = "primary" if highlight else "" if not item.late else "text"
            key = "Return" if highlight else ""
            made = button(item.button, kind=kind, key=key, small=not highlight, on_click=item.run)
            made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            made.setAccessibleName(f"{item.button}: {item.title}")
            row.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.item.run is not None:
            self.item.run()
            return
        super().keyPressEvent(event)


class StepList(QWidget):
    """A head with a count, then at most ten lines; the rest is counted and can be shown."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._all = False
        self._items: tuple[Item, ...] = ()
        self._highlight = False
        self._extra: QWidget | None = None
        self._group: Group | None = None
        self.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        holder = QWidget()
        holder.setFixedHeight(theme().px(28))
        head = QHBoxLayout(holder)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(8)
        self.head = label(name, "section")
        self.count = MarkLabel(Chip("0"))
        head.addWidget(self.head)
        head.addWidget(self.count)
        head.addStretch(1)
        self.side = label("", "small")
        head.addWidget(self.side)
        self.head_row = head
        column.addWidget(holder)
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        column.addLayout(self._body)
        column.addStretch(1)

    def set_items(
        self,
        items: tuple[Item, ...],
        *,
        highlight: bool = False,
        side: str = "",
        empty: QWidget | None = None,
        group: Group | None = None,
    ) -> None:
        """Show lines; with `highlight` the first one is the next step. `empty` stands where there are none."""
        self._items, self._highlight, self._group = items, highlight, group
        total = len(items) + (len(group.items) if group is not None else 0)
        self.count.set_mark(Chip(formats.number(total, 0, interface_language())))
        self.count.setVisible(total > 0)
        self.side.setText(side)
        self._extra = empty
        self._fill()

    def rows(self) -> list[StepRow]:
        """The lines shown."""
        items = (self._body.itemAt(at) for at in range(self._body.count()))
        found = (item.widget() for item in items if item is not None)
        return [row for row in found if isinstance(row, StepRow)]

    def stops(self) -> list[QWidget]:
        """Everything of the list that takes the focus, from top to bottom."""
        items = (self._body.itemAt(at) for at in range(self._body.count()))
        found = [widget for item in items if item is not None and (widget := item.widget()) is not None]
        inner = [child for widget in found for child in (widget, *widget.findChildren(QPushButton))]
        return [one for one in inner if one.focusPolicy() & Qt.FocusPolicy.TabFocus]

    def focus_first(self) -> None:
        """Put the focus on the first line."""
        rows = self.rows()
        if rows:
            rows[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fill(self) -> None:
        clear(self._body)
        grouped = self._group.items[: self._group.most] if self._group is not None else ()
        if not self._items and not grouped:
            if self._extra is not None:
                self._body.addWidget(self._extra)
            return
        most = MOST - len(grouped) - 2 if grouped else MOST
        shown = self._items if self._all else self._items[:most]
        for at, item in enumerate(shown):
            first = at == 0 and self._highlight
            self._body.addWidget(StepRow(item, highlight=first))
            if first:
                self._body.addSpacing(4)
            else:
                self._body.addWidget(hairline())
        more = len(self._items) - len(shown)
        if more > 0 or (self._all and len(self._items) > most):
            words = _("Show {n} more").format(n=more) if more > 0 else _("Show fewer")
            made = button(words, kind="text", on_click=self._toggle)
            self._body.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)

        if self._group is not None and grouped:
            self._add_group(self._group, grouped)

    def _add_group(self, group: Group, items: tuple[Item, ...]) -> None:
        holder = QWidget()
        head = QHBoxLayout(holder)
        head.setContentsMargins(0, 8, 0, 0)
        total = len(group.items)
        count = _("{name}, {n} of {total}").format(name=group.name, n=len(items), total=total)
        head.addWidget(label(count if total > len(items) else group.name, "smallstrong"))
        head.addStretch(1)
        head.addWidget(button(group.link, kind="text", small=True, on_click=group.go))
        self._body.addWidget(holder)
        for item in items:
            self._body.addWidget(StepRow(item))
            self._body.addWidget(hairline())

    def _toggle(self) -> None:
        self._all = not self._all
        self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        rows = self.rows()
        focused = next((at for at, row in enumerate(rows) if row.hasFocus()), -1)
        if not step or focused < 0:
            super().keyPressEvent(event)
            return
        rows[min(max(0, focused + step), len(rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)


def clear(layout: QLayout) -> None:
    """Take away every widget of a layout."""
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()


def _sign(item: Item) -> QWidget:
    if item.severity == "bad":
        return MarkLabel(Status("off_track"), 15)
    if item.severity == "warn":
        return MarkLabel(Status("at_risk"), 15)
    if item.severity == "done":
        return MarkLabel(Status("done"), 15)
    made = IconLabel(item.icon or "info-circle", _COLOURS.get(item.severity, "sub"), theme().px(16))
    made.setAccessibleName(item.severity)
    return made
