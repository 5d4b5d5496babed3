"""Settings of the person: each key declared once with type, default and text."""

from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QByteArray, QSettings

from interimcoo.text import N_

T = TypeVar("T", str, int, bool, bytes)


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One key: its default (which gives the type), its text (marked with N_), and the choices where it is a choice."""

    key: str
    default: T
    text: str
    choices: tuple[tuple[T, str], ...] = ()


SCHEME: Final = Setting(
    "look/scheme",
    "system",
    N_("Colours"),
    (("system", N_("As the system")), ("light", N_("Light")), ("dark", N_("Dark"))),
)
TEXT_SIZE: Final = Setting(
    "look/text_size",
    100,
    N_("Text size"),
    ((100, N_("100%")), (110, N_("110%")), (125, N_("125%")), (150, N_("150%"))),
)
LANGUAGE: Final = Setting("language", "en", N_("Language"), (("en", "English"), ("sv", "Svenska")))
WHO: Final = Setting("who", "", N_("Your name in the history of the file"))
INSPECTOR: Final = Setting("window/inspector", True, N_("Inspector shown"))
GEOMETRY: Final = Setting("window/geometry", b"", N_("Place of the window"))
INSPECTOR_WIDTH: Final = Setting("window/inspector_width", 320, N_("Width of the inspector"))
LAST_FOLDER: Final = Setting("files/last_folder", "", N_("Folder last used"))

SETTINGS: Final[tuple[Setting[str] | Setting[int] | Setting[bool] | Setting[bytes], ...]] = (
    SCHEME,
    TEXT_SIZE,
    LANGUAGE,
    WHO,
    INSPECTOR,
    GEOMETRY,
    INSPECTOR_WIDTH,
    LAST_FOLDER,
)


class Settings:
    """Reads and writes the declared keys; a stored value of another type counts as absent."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "interimcoo", "interimcoo"
        )

    def get(self, setting: Setting[T]) -> T:
        """The value of a setting, its default where none is stored."""
        stored = self._store.value(setting.key)
        if stored is None:
            return setting.default
        kind = type(setting.default)
        if kind is bytes:
            return bytes(stored.data()) if isinstance(stored, QByteArray) else setting.default  # type: ignore[return-value]  # bytes only where the default is bytes
        if kind is bool:
            return str(stored).lower() == "true"
        try:
            value = kind(stored)
        except (TypeError, ValueError):
            return setting.default
        allowed = [choice for choice, _text in setting.choices]
        return value if not allowed or value in allowed else setting.default

    def set(self, setting: Setting[T], value: T) -> None:
        """Keep a value."""
        self._store.setValue(setting.key, QByteArray(value) if isinstance(value, bytes) else value)
