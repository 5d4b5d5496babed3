"""The areas of the window: F6 walks them, Tab goes through them in the order of reading, whenever pages were made."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget


class Areas:
    """Rail, header, toolbar, content, inspector, status bar."""

    def __init__(self, whole: QWidget, areas: Sequence[QWidget], otherwise: Callable[[], None]) -> None:
        self._whole, self._areas, self._otherwise = whole, tuple(areas), otherwise

    def order(self) -> tuple[QWidget, ...]:
        """Everything that takes the focus by Tab, in the order it is reached."""
        found: list[list[QWidget]] = [[] for _area in self._areas]
        start = self._whole
        one = start.nextInFocusChain()
        while one is not None and one is not start:
            if _takes_tab(one):
                at = self._area_of(one)
                if at >= 0:
                    found[at].append(one)
            one = one.nextInFocusChain()
        return tuple(widget for area in found for widget in area)

    def step(self, forward: bool) -> bool:
        """Move the focus to the next or previous widget, round the ends."""
        order = self.order()
        if not order:
            return False
        now = self._now(order)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        at = order.index(now) if now is not None else (-1 if forward else 0)
        order[(at + (1 if forward else -1)) % len(order)].setFocus(reason)
        return True

    def walk(self, forward: bool = True) -> None:
        """F6: to the first widget of the next area that has one."""
        order = self.order()
        now = self._now(order)
        here = self._area_of(now) if now is not None else -1
        count = len(self._areas)
        for step in range(1, count + 1):
            at = (here + (step if forward else -step)) % count
            inside = [one for one in order if self._area_of(one) == at]
            if inside:
                inside[0].setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def area(self) -> int:
        """Which area has the focus; -1 for none."""
        now = self._whole.window().focusWidget()
        return self._area_of(now) if now is not None else -1

    def focus_content(self) -> None:
        """The focus goes into the content: to its list where it has one, else to the first thing that takes it."""
        inside = [one for one in self.order() if self._area_of(one) == 3]
        lists = [one for one in inside if isinstance(one, QAbstractItemView)]
        target = (lists or inside)[:1]
        if target:
            target[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._otherwise()

    def _now(self, order: Sequence[QWidget]) -> QWidget | None:
        now: QWidget | None = self._whole.window().focusWidget()
        while now is not None and now not in order:
            now = now.parentWidget()
        return now

    def _area_of(self, widget: QWidget | None) -> int:
        while widget is not None and widget is not self._whole:
            if widget in self._areas:
                # an inspector that slides over the content lies inside it
                return self._areas.index(widget)
            widget = widget.parentWidget()
        return -1


def _takes_tab(one: QWidget) -> bool:
    """A widget that hands the focus on (the line inside a combo box) is no place of its own: Tab would stay there."""
    reached = one.isVisible() and one.isEnabled() and bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return reached and one.focusProxy() is None
