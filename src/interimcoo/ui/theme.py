"""Colours, fonts and sizes of every widget: the tokens, light and dark, following the system or a setting.

Example: `theme().colour("brand")` is a QColor, `theme().font("section")` a QFont, `theme().px(34)` a row height at the
chosen text size; a widget that paints itself connects `theme().changed` to `update`.
"""

import json
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from interimcoo.text import resources
from interimcoo.ui.stylesheet import stylesheet

Scheme = Literal["system", "light", "dark"]
SCHEMES: Final[tuple[Scheme, ...]] = ("system", "light", "dark")
TEXT_SIZES: Final = (100, 110, 125, 150)
FUSION: Final = "has_fusion"
"""property of an application that was started with this style; setting it by name later loads all of QStyle"""

_WEIGHTS: Final = {400: QFont.Weight.Normal, 500: QFont.Weight.Medium, 600: QFont.Weight.DemiBold}
_DISPLAY_ROLES: Final = frozenset({"section", "page", "figure", "workshop_question"})
_ROLES: Final[tuple[tuple[QPalette.ColorRole, str], ...]] = (
    (QPalette.ColorRole.Window, "canvas"),
    (QPalette.ColorRole.Base, "canvas"),
    (QPalette.ColorRole.AlternateBase, "wash"),
    (QPalette.ColorRole.ToolTipBase, "wash"),
    (QPalette.ColorRole.ToolTipText, "ink"),
    (QPalette.ColorRole.Button, "raised"),
    (QPalette.ColorRole.Text, "ink"),
    (QPalette.ColorRole.WindowText, "ink"),
    (QPalette.ColorRole.ButtonText, "ink"),
    (QPalette.ColorRole.BrightText, "bad"),
    (QPalette.ColorRole.PlaceholderText, "mute"),
    (QPalette.ColorRole.Highlight, "select"),
    (QPalette.ColorRole.HighlightedText, "ink"),
    (QPalette.ColorRole.Link, "link"),
    (QPalette.ColorRole.LinkVisited, "link"),
    (QPalette.ColorRole.Accent, "focus"),
    (QPalette.ColorRole.Mid, "rule"),
    (QPalette.ColorRole.Midlight, "hair"),
    (QPalette.ColorRole.Light, "raised"),
    (QPalette.ColorRole.Dark, "field"),
    (QPalette.ColorRole.Shadow, "field"),
)


class Theme(QObject):
    """The look in force; one per application, reached by `theme()`."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("theme")
        tokens = json.loads((resources() / "tokens.json").read_text(encoding="utf-8"))
        self._sets: dict[str, dict[str, str]] = {"light": tokens["light"], "dark": tokens["dark"]}
        self._type: dict[str, list[int]] = tokens["type"]
        self._radius: dict[str, int] = tokens["radius"]
        self._app = app
        self._scheme: Scheme = "system"
        self._size = 100
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[str, QFont] = {}
        self.family, self.display_family = _families()
        if not app.property(FUSION):
            app.setStyle("Fusion")
        self._apply()
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def scheme(self) -> Scheme:
        """The setting: "system", "light" or "dark"."""
        return self._scheme

    @property
    def dark(self) -> bool:
        """Whether the dark set is in force."""
        if self._scheme == "system":
            return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._scheme == "dark"

    @property
    def text_size(self) -> int:
        """Text size in percent, 100 to 150."""
        return self._size

    def set_scheme(self, scheme: Scheme) -> None:
        """Choose light, dark, or that of the system; every widget repaints at once."""
        if scheme != self._scheme:
            self._scheme = scheme
            self._apply()

    def set_text_size(self, percent: int) -> None:
        """Choose the text size, kept within 100 to 150 percent."""
        percent = max(100, min(150, percent))
        if percent != self._size:
            self._size = percent
            self._apply()

    def colour(self, name: str) -> QColor:
        """The colour of a token in the set in force; raises KeyError for a name that is no token."""
        return self._colours[name]

    def hex(self, name: str) -> str:
        """The colour of a token as #RRGGBB."""
        return self._sets["dark" if self.dark else "light"][name]

    def px(self, size: int) -> int:
        """A length of the design at the chosen text size, in device-independent pixels."""
        return round(size * self._size / 100)

    def radius(self, name: str) -> int:
        """The corner radius of "cell", "control", "card", "palette" or "chip"."""
        return self._radius[name]

    def font(self, role: str, weight: int = 0) -> QFont:
        """The font of a role ("caption", "small", "body", "strong", "section", "page", "figure" …) with tabular digits.

        `weight` 400, 500 or 600 replaces that of the role.
        """
        key = f"{role}/{weight}"
        found = self._fonts.get(key)
        if found is None:
            size, _line, usual = self._type[role]
            found = QFont(self.display_family if role in _DISPLAY_ROLES else self.family)
            found.setPixelSize(self.px(size))
            found.setWeight(_WEIGHTS[weight or usual])
            found.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[key] = found
        return found

    def _follow_system(self, _scheme: Qt.ColorScheme) -> None:
        if self._scheme == "system":
            self._apply()

    def _apply(self) -> None:
        words = self._sets["dark" if self.dark else "light"]
        self._colours = {name: QColor(value) for name, value in words.items()}
        self._fonts.clear()
        palette = QPalette()
        for role, name in _ROLES:
            palette.setColor(role, self._colours[name])
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self._colours["mute"])
        self._app.setPalette(palette)
        self._app.setFont(self.font("body"))
        self._app.setStyleSheet(stylesheet(words, self._type, self._size, self.family, self.display_family))
        self.changed.emit()


def _families() -> tuple[str, str]:
    """Family names of text and titles, from the shipped fonts; those of the system where none are shipped."""
    plain, display = "", ""
    for path in sorted(Path(resources() / "fonts").glob("*.ttf")):
        if path.stem.endswith("-Bold"):
            continue  # the pages of reports use it, the screen does not
        number = QFontDatabase.addApplicationFont(str(path))
        families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        if families and "Display" in families[0].replace("-", " "):
            display = families[0]
        elif families:
            plain = plain or families[0]
    plain = plain or QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    return plain, display or plain


def theme() -> Theme:
    """The theme of the running application, made at the first call."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("a theme needs a QApplication")
    found = app.findChild(Theme, "theme", Qt.FindChildOption.FindDirectChildrenOnly)
    return found if isinstance(found, Theme) else Theme(app)
