"""The fields a form is made of: what each asks for, and the widgets that a line of text is not enough for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy

from interimcoo.text import _
from interimcoo.ui.icons import paint_icon
from interimcoo.ui.typed import parse_day

FieldKind = Literal["text", "long", "number", "money", "day", "choice", "person"]
Check = Callable[[str], str]
"""typed words -> a sentence that says what is wrong, or empty"""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form. `choices` are (key, words); `names` what a person field proposes; `wide`: both columns."""

    key: str
    name: str
    kind: FieldKind = "text"
    value: str | int | float | date | None = None
    needed: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()
    hint: str = ""
    unit: str = ""
    check: Check | None = None
    wide: bool = False
    read_only: bool = field(default=False)


def Text(
    key: str,
    name: str,
    value: str = "",
    *,
    needed: bool = False,
    hint: str = "",
    check: Check | None = None,
    wide: bool = False,
) -> Field:
    """A line of text."""
    return Field(key, name, "text", value, needed, hint=hint, check=check, wide=wide)


def LongText(key: str, name: str, value: str = "", *, needed: bool = False, hint: str = "") -> Field:
    """Several lines of text."""
    return Field(key, name, "long", value, needed, hint=hint, wide=True)


def Number(
    key: str, name: str, value: float | None = None, *, needed: bool = False, unit: str = "", check: Check | None = None
) -> Field:
    """A number, typed as the language writes it."""
    return Field(key, name, "number", value, needed, unit=unit, check=check)


def Money(key: str, name: str, minor: int | None = None, *, currency: str = "EUR", needed: bool = False) -> Field:
    """An amount in a currency; its value is minor units."""
    return Field(key, name, "money", minor, needed, unit=currency)


def Day(key: str, name: str, value: date | None = None, *, needed: bool = False) -> Field:
    """A date with a calendar; empty when not needed."""
    return Field(key, name, "day", value, needed)


def Choice(key: str, name: str, choices: Sequence[tuple[str, str]], value: str = "", *, needed: bool = True) -> Field:
    """One of several."""
    return Field(key, name, "choice", value, needed, choices=tuple(choices))


def Person(key: str, name: str, value: str = "", *, names: Sequence[str] = (), needed: bool = False) -> Field:
    """A person by name: known ones are proposed, new ones can be typed."""
    return Field(key, name, "person", value, needed, names=tuple(names))


class ChoiceField(QComboBox):
    """A drop-down that draws its arrow in the colour of the theme and ignores the wheel while unfocused.

    It is as wide as its column, however long its words are.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self.rect().adjusted(self.width() - 24, 0, -8, 0)
        paint_icon(
            QPainter(self), side.adjusted(0, (side.height() - 16) // 2, 0, -(side.height() - 16) // 2), "chevron-down"
        )

    def wheelEvent(self, event: QEvent) -> None:
        event.ignore()


class DayField(QLineEdit):
    """A date typed as "2026-09-22", "22.9.2026", "22 9 26" or "+7" (days from the start value); empty is no date."""

    def __init__(self, value: date | None) -> None:
        super().__init__()
        self._base = value
        self.set_day(value)
        self.setPlaceholderText(_("Year-month-day"))

    def set_day(self, value: date | None) -> None:
        """Show a date."""
        self.setText(value.isoformat() if value is not None else "")

    def day(self) -> date | None:
        """The typed date; None when empty. Raises ValueError when it is no date."""
        return parse_day(self.text(), self._base)
