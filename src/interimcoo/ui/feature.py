"""The contract between a feature folder and the window: what a folder declares, without any Qt until a page is made."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import sqlmodel

    from interimcoo.ui.page import Page
    from interimcoo.ui.session import Session

Group = Literal["", "understand", "decide", "run", "prove", "bottom"]


@dataclass(frozen=True, slots=True)
class Badge:
    """The number at the right of a rail entry; `urgent` puts it on the bad tint."""

    text: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """A command of a page, shown in menus, palette and key sheet. `method` is the name of a method of the page.

    `text` is marked with N_. `key` is a Qt key sequence in portable text ("N", "Ctrl+P") or empty.
    """

    name: str
    text: str
    method: str
    key: str = ""
    icon: str = ""
    needs_selection: bool = False


@dataclass(frozen=True, slots=True)
class Feature:
    """One entry of the rail. `title` is marked with N_; `prefixes` are the record references it opens ("F" for F12)."""

    name: str
    title: str
    icon: str
    group: Group
    make_page: "Callable[[Session], Page]"
    shortcut: str = ""
    actions: tuple[ActionSpec, ...] = ()
    prefixes: tuple[str, ...] = ()
    badge: "Callable[[sqlmodel.Session, date], Badge | None] | None" = None
    ahead: "Callable[[sqlmodel.Session, date, str], object] | None" = None
    """reads beside the window what the page shows first (on a day, in a language), so that showing it finds it read"""
    search: "Callable[[sqlmodel.Session], list[tuple[str, str]]] | None" = None
    """records for the palette: (reference, title)"""
