"""The mandate as a line of days with its gates and today."""

from datetime import date
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from interimcoo import formats
from interimcoo.features.home.queries import GateMark, MandateLine
from interimcoo.text import N_, _, interface_language
from interimcoo.ui.theme import theme

TYPES: Final[dict[str, str]] = {
    "turnaround": N_("Turnaround mandate"),
    "change_project": N_("Change project mandate"),
    "growth": N_("Growth mandate"),
    "vacancy": N_("Vacancy mandate"),
}
_LEFT: Final = 210
_RIGHT: Final = 190


class MandateStrip(QWidget):
    """Type and sponsor at the left, the days in the middle, the contract at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._line: MandateLine | None = None
        self._today = date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_line(self, line: MandateLine | None, today: date) -> None:
        """Show the mandate on a day."""
        self._line, self._today = line, today
        self.setVisible(line is not None)
        if line is not None:
            gate = line.next_gate
            said = [_(TYPES.get(line.mandate_type, "")), self._under(line), self._day_words(line)]
            if gate is not None:
                said.append(_("next gate {gate}, {day}").format(gate=gate.code, day=self._date(gate.due)))
            self.setAccessibleName(", ".join(part for part in said if part))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, theme().px(52))

    def paintEvent(self, event: QPaintEvent) -> None:
        line = self._line
        if line is None:
            return
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, right = look.px(_LEFT), look.px(_RIGHT)
        self._two(painter, 0, left - 12, _(TYPES.get(line.mandate_type, "")), self._under(line))
        if line.contract_days:
            days = formats.number(line.contract_days, 0, interface_language())
            self._two(painter, self.width() - right + 40, right - 40, days, _("contract days agreed"))
        self._paint_days(painter, line, float(left), float(self.width() - right - 10))

    def _paint_days(self, painter: QPainter, line: MandateLine, start: float, end: float) -> None:
        look = theme()
        middle, total = look.px(24), max(1, (line.end - line.start).days)

        def at(day: date) -> float:
            share = (day - line.start).days / total
            return start + 8 + (end - start - 16) * min(1.0, max(0.0, share))

        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("sunken"))
        painter.drawRoundedRect(QRectF(start, middle - 3, end - start, 6), 3, 3)
        painter.setBrush(look.colour("brand"))
        painter.drawRoundedRect(QRectF(start, middle - 3, max(0.0, at(self._today) - start), 6), 3, 3)
        for gate in line.gates:
            self._diamond(painter, QPointF(at(gate.due), middle), gate.closed)
        today = at(self._today)
        painter.setPen(QPen(look.colour("bad"), 2))
        painter.drawLine(QPointF(today, middle - 9), QPointF(today, middle + 9))
        self._words(painter, today, look.px(12), self._day_words(line), start, end, "bad", [])
        taken: list[tuple[float, float]] = []
        following = line.next_gate
        for one in sorted(line.gates, key=lambda gate: gate is not following):
            words = self._gate_words(one, one is following)
            self._words(painter, at(one.due), look.px(44), words, start, end, "", taken)

    def _diamond(self, painter: QPainter, centre: QPointF, closed: bool) -> None:
        look, r = theme(), 6.5
        painter.setPen(QPen(look.colour("imp" if closed else "field"), 1.2))
        painter.setBrush(look.colour("imp" if closed else "canvas"))
        x, y = centre.x(), centre.y()
        painter.drawPolygon(QPolygonF([QPointF(x, y - r), QPointF(x + r, y), QPointF(x, y + r), QPointF(x - r, y)]))

    def _words(
        self,
        painter: QPainter,
        x: float,
        base: int,
        words: str,
        start: float,
        end: float,
        colour: str,
        taken: list[tuple[float, float]],
    ) -> None:
        """Words centred at a place, kept inside the line; left out where they would touch earlier ones."""
        look = theme()
        font = look.font("caption", 600 if not taken else 400)
        wide = QFontMetrics(font).horizontalAdvance(words)
        left = min(max(start, x - wide / 2), end - wide)
        if any(left < b + 6 and left + wide > a - 6 for a, b in taken):
            return
        taken.append((left, left + wide))
        painter.setFont(font)
        painter.setPen(look.colour(colour or ("ink" if len(taken) == 1 else "sub")))
        painter.drawText(QPointF(left, base), words)

    def _two(self, painter: QPainter, left: int, width: int, first: str, second: str) -> None:
        look = theme()
        painter.setFont(look.font("section"))
        painter.setPen(look.colour("ink"))
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(QPointF(left, look.px(22)), painter.fontMetrics().elidedText(first, elide, width))
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("sub"))
        painter.drawText(QPointF(left, look.px(40)), painter.fontMetrics().elidedText(second, elide, width))

    def _under(self, line: MandateLine) -> str:
        parts = [_("Sponsor {name}").format(name=line.sponsor) if line.sponsor else _("No sponsor named"), line.site]
        return ", ".join(part for part in parts if part)

    def _day_words(self, line: MandateLine) -> str:
        day = (self._today - line.start).days + 1
        return _("day {n}").format(n=day) if day > 0 else _("starts {day}").format(day=self._date(line.start))

    def _gate_words(self, gate: GateMark, is_next: bool) -> str:
        return f"{gate.code} {self._date(gate.due)}" if is_next else gate.code

    def _date(self, day: date) -> str:
        return formats.day(day, interface_language())
