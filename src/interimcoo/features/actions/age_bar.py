"""The age of the open actions as one bar in four classes that add up to the total."""

from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from interimcoo.text import _
from interimcoo.ui.theme import theme

_COLOURS: Final = ("py", "py", "h2", "concern")
_GAP: Final = 3


class AgeBar(QWidget):
    """Four pieces with their count; the words below say the same as lengths and colours."""

    def __init__(self) -> None:
        super().__init__()
        self._counts = (0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_counts(self, counts: tuple[int, int, int, int]) -> None:
        """Show how many are 0 to 3, 4 to 7, 8 to 14 and over 14 days old."""
        self._counts = counts
        said = ", ".join(f"{count} {name}" for count, name in zip(counts, _names(), strict=True))
        self.setAccessibleName(_("Age of open actions: {ages}").format(ages=said))
        self.setVisible(sum(counts) > 0)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, theme().px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = [(n, name, colour) for n, name, colour in zip(self._counts, _names(), _COLOURS, strict=True) if n]
        if not shown:
            return
        look, painter = theme(), QPainter(self)
        strong, usual = look.font("small", 600), look.font("small")
        needed = [
            QFontMetrics(strong).horizontalAdvance(str(n)) + 4 + QFontMetrics(usual).horizontalAdvance(name) + 10
            for n, name, _colour in shown
        ]
        room = self.width() - _GAP * (len(shown) - 1)
        spare = max(0, room - sum(needed))
        total = sum(n for n, _name, _colour in shown)
        left = 0.0
        for (n, name, colour), least in zip(shown, needed, strict=True):
            wide = min(least, room / len(shown)) + spare * n / total if spare else room / len(shown)
            painter.fillRect(QRectF(left, 0, wide, look.px(8)), look.colour(colour))
            base = look.px(24)
            painter.setFont(strong)
            painter.setPen(look.colour("ink"))
            painter.drawText(round(left), base, str(n))
            after = round(left) + QFontMetrics(strong).horizontalAdvance(str(n)) + 4
            painter.setFont(usual)
            painter.setPen(look.colour("sub"))
            painter.drawText(after, base, name)
            left += wide + _GAP


def _names() -> tuple[str, str, str, str]:
    return (_("0 to 3 days"), _("4 to 7 days"), _("8 to 14 days"), _("over 14 days"))
