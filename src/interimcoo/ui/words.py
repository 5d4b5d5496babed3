"""Words on the screen: labels that never read markup, key caps, buttons with names.

Example: `label(_("Owner"), "small")`, `button(_("New KPI"), "plus", kind="primary", key="N")`, `key_cap("Ctrl K")`.
"""

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyleOptionButton,
    QToolButton,
    QWidget,
)

from interimcoo.text import _
from interimcoo.ui.icons import SMALL, USUAL, icon, paint_icon
from interimcoo.ui.theme import theme

BLANK: Final = "\u00a0"
GAP: Final = 4
"""added between the icon and the words of a button"""
SHRUNK: Final = 60
"""how narrow a link may become"""


_PLACES = re.compile(r"(?<=[_./\\-])(?=\w)|(?<=\w{8})(?=\w{4})")
"""behind a sign inside a word, and in runs of letters that are too long for a line"""


def label(text: str = "", role: str = "body", *, wrap: bool = False) -> QLabel:
    """A plain-text label in a role of the type scale ("caption", "small", "body", "strong", "section", "page" …)."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        made.setMinimumWidth(40)
    return made


def beside(link: QWidget, text: str) -> QLabel:
    """Words that may wrap beside a link: their first line stands level with it."""
    made = label(text, "body", wrap=True)
    link.ensurePolished()
    made.setContentsMargins(0, max(0, (link.sizeHint().height() - theme().px(18)) // 2), 0, 0)
    return made


def breakable(text: str, longest: int = 16) -> str:
    """The text with places inside its long words where a narrow label may break the line."""
    return " ".join(word if len(word) <= longest else _PLACES.sub("\u200b", word) for word in text.split(" "))


def set_role(widget: QWidget, role: str, name: str = "role") -> None:
    """Change the role (or another property) that the style sheet reads, and show it at once."""
    widget.setProperty(name, role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class ElidedLabel(QLabel):
    """One line that ends with an ellipsis when it is too long and tells the whole in its tooltip."""

    def __init__(self, text: str = "", role: str = "body") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + 4, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(plain(self.text()) if shown != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


def plain(text: str) -> str:
    """A tooltip text that Qt shows letter by letter, even when a cell of a client's sheet looks like markup."""
    return text if not GuiQt.mightBeRichText(text) else text.replace("<", "‹").replace(">", "›")


def spoken_key(key: str) -> str:
    """A key sequence as people write it: "Ctrl K", "Shift A", "?"."""
    native = QKeySequence(key, QKeySequence.SequenceFormat.PortableText)
    text = native.toString(QKeySequence.SequenceFormat.NativeText) if native.count() else key
    names = {"Return": "Enter", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Escape": "Esc"}
    parts = [*text[:-2].split("+"), "+"] if text.endswith("++") else text.split("+") if text != "+" else ["+"]
    return " ".join(names.get(part, part) for part in parts if part)


def key_cap(key: str, *, on_brand: bool = False) -> QLabel:
    """A small frame with the name of a key."""
    return label(spoken_key(key), "keyonbrand" if on_brand else "key")


class Button(QPushButton):
    """A button that shows its key in a small cap right of its words."""

    def __init__(self, text: str, key: str = "") -> None:
        super().__init__(text)
        self._key = spoken_key(key) if key else ""
        self._shrinks = False
        self._folded, self._words = False, text
        self._room = 0
        if key:
            self.setToolTip(plain(f"{text} ({self._key})"))

    def setText(self, text: str) -> None:
        self._words = text
        super().setText("" if self._folded else text)

    def fold(self, folded: bool) -> None:
        """Show the icon alone, the words in the tooltip; or all of it again."""
        if folded == self._folded or self.icon().isNull():
            return
        self._folded = folded
        super().setText("" if folded else self._words)
        if not self.toolTip() or self.toolTip() == plain(self._words):
            self.setToolTip(plain(self._words) if folded else "")

    def _cap_width(self) -> int:
        if not self._key or self._folded:
            return 0
        return QFontMetrics(theme().font("caption")).horizontalAdvance(self._key) + 10

    def sizeHint(self) -> QSize:
        usual = super().sizeHint()
        return QSize(usual.width() + (self._cap_width() + 8 if self._cap_width() else 0), usual.height())

    def minimumSizeHint(self) -> QSize:
        wanted = self.sizeHint()
        return QSize(min(wanted.width(), SHRUNK), wanted.height()) if self._shrinks else wanted

    def shrink(self) -> None:
        """Let words that come from the user end with an ellipsis where room is short; the tooltip has them whole."""
        self._shrinks = True
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        if self._room:
            option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self._room)
        if self._cap_width():
            blank = QFontMetrics(self.font()).horizontalAdvance(BLANK) or 4
            option.text = self.text() + BLANK * round((self._cap_width() + 8) / blank)

    def paintEvent(self, event: QPaintEvent) -> None:
        lacking = self.sizeHint().width() - self.width() if self._shrinks else 0
        if lacking > 0:
            self._room = max(1, self.fontMetrics().horizontalAdvance(self.text()) - lacking)
            self.setToolTip(plain(self.text()))
        super().paintEvent(event)
        self._room = 0
        if not self._cap_width():
            return
        cap = self._cap_width()
        painter = QPainter(self)
        primary = self.property("kind") == "primary" and self.isEnabled()
        height = QFontMetrics(theme().font("caption")).height() + 3
        frame = QRectF(self.width() - cap - 11.5, (self.height() - height) / 2 + 0.5, cap, height - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme().colour("onbrand" if primary else "rule"))
        painter.drawRoundedRect(frame, 4, 4)
        painter.setPen(theme().colour("onbrand" if primary else "sub"))
        painter.setFont(theme().font("caption"))
        painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), self._key)


def button(
    text: str,
    icon_name: str = "",
    *,
    kind: str = "",
    key: str = "",
    small: bool = False,
    on_click: Callable[[], object] | None = None,
    why: str = "",
) -> Button:
    """A button that starts with a verb. `kind` "primary", "text" or ""; `key` is shown in it, `why` disables it."""
    made = Button(text, key)
    made.setProperty("kind", kind)
    made.setProperty("small", small)
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor if kind == "text" else Qt.CursorShape.ArrowCursor)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    if icon_name:
        made.setIcon(icon(icon_name, {"primary": "onbrand", "text": "link"}.get(kind, "sub")))
        side = SMALL if small else USUAL
        made.setIconSize(QSize(side + GAP if text else side, side))
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    if why:
        disable(made, why)
    return made


def disable(widget: QWidget, why: str) -> None:
    """Switch a control off and say why in its tooltip and accessible description."""
    widget.setEnabled(not why)
    widget.setToolTip(plain(why))
    widget.setAccessibleDescription(why)


def icon_button(
    icon_name: str, name: str, *, key: str = "", size: int = 30, on_click: Callable[[], object] | None = None
) -> QToolButton:
    """A square button of an icon alone; its name (and key) is tooltip and accessible name."""
    made = QToolButton()
    made.setIcon(icon(icon_name, "sub", "link"))
    made.setIconSize(QSize(SMALL if size < 28 else USUAL, SMALL if size < 28 else USUAL))
    made.setFixedSize(theme().px(size), theme().px(size))
    made.setAccessibleName(name)
    made.setToolTip(plain(f"{name} ({spoken_key(key)})" if key else name))
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


class IconLabel(QWidget):
    """An icon beside words that already say it; follows the theme and the scale of the screen."""

    def __init__(self, name: str, colour: str = "sub", size: int = USUAL) -> None:
        super().__init__()
        self._name, self._colour = name, colour
        self.setFixedSize(size, size)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_icon(self, name: str, colour: str = "") -> None:
        """Show another icon, in another colour when given."""
        self._name, self._colour = name, colour or self._colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_icon(QPainter(self), self.rect(), self._name, self._colour)


def icon_label(name: str, colour: str = "sub", size: int = USUAL) -> IconLabel:
    """An icon beside words that already say it."""
    return IconLabel(name, colour, size)


def hairline() -> QFrame:
    """A line between blocks."""
    made = QFrame()
    made.setProperty("role", "hairline")
    made.setFixedHeight(1)
    return made


def initials(name: str) -> str:
    """The first letters of the first two words of a name."""
    return "".join(word[0] for word in name.split()[:2]).upper() or "–"


def no_value() -> str:
    """What an empty cell shows."""
    return "–"


def of_total(n: int, total: int) -> str:
    """A count of hits of all."""
    return _("{n} of {total}").format(n=n, total=total)
