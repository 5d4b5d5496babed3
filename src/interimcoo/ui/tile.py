"""A tile: label, trust grade, variation, figure, signed distance, sparkline; the whole tile is one button.

Example: `Tile("On time in full", "78.4", "%", distance="−13.6 against 92.0", distance_tone="bad", trust=Trust("B"),
variation=Variation("concern", falling=True), spark=sparkline_value, on_click=open_it)`.
"""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from interimcoo.charts.chart import Sparkline
from interimcoo.ui.chart_view import paint_sparkline
from interimcoo.ui.marks import Trust, Variation, paint_mark
from interimcoo.ui.theme import theme
from interimcoo.ui.words import plain


class Tile(QAbstractButton):
    """One measure in a row of tiles. `note` replaces the figure when there is none; `stale` shows it quietly."""

    def __init__(
        self,
        name: str,
        figure: str,
        unit: str = "",
        *,
        distance: str = "",
        distance_tone: str = "sub",
        trust: Trust | None = None,
        variation: Variation | None = None,
        spark: Sparkline | None = None,
        note: str = "",
        stale: bool = False,
        on_click: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._name, self._figure, self._unit = name, figure, unit
        self._distance, self._distance_tone = distance, distance_tone
        self._trust, self._variation, self._spark = trust, variation, spark
        self._note, self._stale = note, stale
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        spoken = [name, f"{figure} {unit}".strip() or note, distance]
        spoken += [variation.words if variation else "", trust.words if trust else ""]
        self.setAccessibleName(", ".join(part for part in spoken if part))
        self.setToolTip(plain(trust.reason) if trust and trust.reason else "")
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())

    def sizeHint(self) -> QSize:
        return QSize(theme().px(225), theme().px(84))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(150), theme().px(84))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("hover" if self.underMouse() else "wash"))
        painter.fillRect(0, 0, self.width(), 3, look.colour("brand"))
        inner = self.rect().adjusted(12, 9, -12, -7)
        right = inner.right()
        if self._variation is not None:
            paint_mark(painter, QRectF(right - 20, inner.top(), 20, 20), self._variation)
            right -= 27
        if self._trust is not None and self._trust.grade:
            paint_mark(painter, QRectF(right - 18, inner.top() + 1, 18, 18), self._trust)
            right -= 26
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("sub"))
        name = painter.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, right - inner.left())
        painter.drawText(inner.left(), inner.top(), right - inner.left(), 20, int(Qt.AlignmentFlag.AlignVCenter), name)
        if not self._figure:
            painter.drawText(
                inner.adjusted(0, 24, 0, 0), int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), self._note
            )
        else:
            self._paint_figure(painter)
        if self._spark is not None:
            wide = min(look.px(84), inner.width() // 2 - 12)
            if wide >= 40:
                paint_sparkline(
                    painter, QRectF(inner.right() - wide, inner.bottom() - look.px(36), wide, 30), self._spark
                )
        if self.hasFocus():
            painter.setPen(look.colour("focus"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))

    def _paint_figure(self, painter: QPainter) -> None:
        look = theme()
        inner = self.rect().adjusted(12, 9, -12, -7)
        painter.setFont(look.font("figure"))
        painter.setPen(look.colour("sub" if self._stale else "ink"))
        base = inner.top() + look.px(46)
        painter.drawText(inner.left(), base, self._figure)
        width = QFontMetrics(look.font("figure")).horizontalAdvance(self._figure)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("mute"))
        painter.drawText(inner.left() + width + 4, base, self._unit)
        painter.setPen(look.colour(self._distance_tone))
        painter.setFont(look.font("caption", 500))
        painter.drawText(inner.left(), inner.bottom(), self._distance)
