"""The Tabler icons of the program, drawn in a colour of the theme at the scale of the screen.

Example: `button.setIcon(icon("plus", "onbrand"))`; the icon follows a change of theme without being set again.
"""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from interimcoo.text import resources
from interimcoo.ui.theme import theme

SMALL = 15
USUAL = 17


def icon(name: str, colour: str = "sub", on: str = "") -> QIcon:
    """The icon of a name in a token colour; `on` is the colour while checked. Unknown names raise FileNotFoundError."""
    _source(name)
    return QIcon(_Engine(name, colour, on or colour))


def pixmap(name: str, colour: str = "sub", size: int = USUAL, ratio: float = 1.0) -> QPixmap:
    """The icon as picture of `size` device-independent pixels for a screen of that ratio."""
    return _rendered(name, theme().hex(colour), round(size * ratio), ratio)


def paint_icon(painter: QPainter, rect: QRect | QRectF, name: str, colour: str = "sub") -> None:
    """Draw an icon into a rectangle, crisp at the scale of the painter's device."""
    ratio = painter.device().devicePixelRatio() if painter.device() is not None else 1.0
    side = round(min(rect.width(), rect.height()))
    left, top = rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2
    painter.drawPixmap(QPoint(round(left), round(top)), pixmap(name, colour, side, ratio))


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _rendered(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode())).render(painter)
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def _with_gap(drawn: QPixmap, size: QSize, ratio: float) -> QPixmap:
    """The icon at the left of a wider picture: the room at its right is the gap to the words of a button."""
    wide = QPixmap(size)
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(QPoint(0, 0), drawn)
    painter.end()
    return wide


class _Engine(QIconEngine):
    """Looks the colour up when it paints, so that one QIcon serves both themes and every scale."""

    def __init__(self, name: str, colour: str, on: str) -> None:
        super().__init__()
        self._name, self._colour, self._on = name, colour, on

    def _token(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode == QIcon.Mode.Disabled:
            return "py"
        return self._on if state == QIcon.State.On else self._colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint_icon(painter, rect, self._name, self._token(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        drawn = _rendered(self._name, theme().hex(self._token(mode, state)), min(size.width(), size.height()), scale)
        return drawn if size.width() <= size.height() else _with_gap(drawn, size, scale)

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._colour, self._on)
