"""The stepper of the import: numbered circles, done steps with a tick; a step that is done can be reopened."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from interimcoo.text import _
from interimcoo.ui.icons import paint_icon
from interimcoo.ui.theme import theme

_CIRCLE = 20
_GAP = 8
_LINE = 28


class Stepper(QWidget):
    """Steps from left to right; `wanted` names one that was clicked or reached by arrow keys and Enter."""

    wanted = Signal(int)

    def __init__(self, steps: Sequence[str]) -> None:
        super().__init__()
        self._steps = tuple(steps)
        self._current = 0
        self._reached = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)
        self.show_step(0, 0)

    def show_step(self, current: int, reached: int) -> None:
        """Show a step as current; steps up to `reached` can be opened."""
        self._current, self._reached = current, reached
        self.setAccessibleName(
            _("Step {n} of {total}: {name}").format(n=current + 1, total=len(self._steps), name=self._steps[current])
        )
        self.update()

    def current(self) -> int:
        """The step shown."""
        return self._current

    def sizeHint(self) -> QSize:
        return QSize(self._places()[-1][1], theme().px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().px(32))

    def _places(self, narrow: bool = False) -> list[tuple[int, int]]:
        """Left and right of each step; in a narrow window only the current one says its name."""
        look = theme()
        left, found = 2, []
        for at, words in enumerate(self._steps):
            font = look.font("body", 600 if at == self._current else 400)
            named = not narrow or at == self._current
            wide = look.px(_CIRCLE) + (_GAP + self._advance(font, words) if named else 0)
            found.append((left, left + wide))
            left += wide + 2 * _GAP + _LINE
        return found

    def _advance(self, font: object, words: str) -> int:
        from PySide6.QtGui import QFont, QFontMetrics

        assert isinstance(font, QFont)
        return QFontMetrics(font).horizontalAdvance(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        narrow = self._places()[-1][1] > self.width()
        places = self._places(narrow)
        side = look.px(_CIRCLE)
        top = (self.height() - side) / 2
        for at, (left, right) in enumerate(places):
            circle = QRectF(left, top, side, side)
            done, here = at < self._current, at == self._current
            painter.setPen(QPen(look.colour("field"), 1) if not (done or here) else Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("imp" if done else "brand") if done or here else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5))
            if done:
                paint_icon(painter, circle.adjusted(3, 3, -3, -3).toRect(), "check", "onbrand")
            else:
                painter.setPen(look.colour("onbrand" if here else "sub"))
                painter.setFont(look.font("caption", 600))
                painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), str(at + 1))
            if not narrow or here:
                painter.setFont(look.font("body", 600 if here else 400))
                painter.setPen(look.colour("ink" if here else "sub"))
                words = QRectF(left + side + _GAP, 0, right - left - side - _GAP + 4, self.height())
                painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self._steps[at])
            if at + 1 < len(places):
                painter.setPen(QPen(look.colour("rule"), 1))
                middle = self.height() / 2
                painter.drawLine(int(right + _GAP), int(middle), int(right + _GAP + _LINE), int(middle))
        if self.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            left, right = places[self._current]
            painter.drawRoundedRect(QRectF(left - 3, 2, right - left + 8, self.height() - 4), 6, 6)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        narrow = self._places()[-1][1] > self.width()
        for at, (left, right) in enumerate(self._places(narrow)):
            if left <= event.position().x() <= right and at <= self._reached:
                self.wanted.emit(at)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and not event.modifiers() and 0 <= self._current + step <= self._reached:
            self.wanted.emit(self._current + step)
            return
        super().keyPressEvent(event)
