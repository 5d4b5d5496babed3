"""The welcome page: recent engagements, a new mandate by its type, open, restore, the sample."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from interimcoo import __version__
from interimcoo.shell.app_mark import AppMark
from interimcoo.shell.names import MANDATE_TYPES
from interimcoo.text import N_, _
from interimcoo.ui.icons import SMALL, icon
from interimcoo.ui.theme import theme
from interimcoo.ui.words import IconLabel, button, key_cap, label

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QResizeEvent

    from interimcoo.shell.progress import ProgressStrip
    from interimcoo.shell.recent import Recent
    from interimcoo.shell.recent_list import RecentList
    from interimcoo.ui.banner import BannerStack
    from interimcoo.ui.jobs import Jobs

WIDEST: Final = 1272
_CARDS: Final = (
    ("turnaround", "trending-up", N_("Stop losses, restore delivery and cash")),
    ("change_project", "rocket", N_("Lead one large project to its benefit")),
    ("growth", "growth", N_("Keep the promise while volume rises")),
    ("vacancy", "user-question", N_("Step in tomorrow and drop nothing")),
)


@dataclass(frozen=True, slots=True)
class WelcomeGestures:
    """What the window does for the welcome page."""

    open_recent: "Callable[[Recent], object]"
    open_read_only: "Callable[[Recent], object]"
    find: "Callable[[Recent], object]"
    remove: "Callable[[Recent], object]"
    open_file: Callable[[], object]
    restore: Callable[[], object]
    new: Callable[[str], object]
    sample: Callable[[], object]


class Card(QPushButton):
    """A mandate type, with what it is for and the key that chooses it."""

    def __init__(self, key: str, icon_name: str, name: str, purpose: str) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAutoDefault(False)
        self.setAccessibleName(name)
        self.setAccessibleDescription(purpose)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 14, 16, 14)
        row.setSpacing(14)
        row.addWidget(IconLabel(icon_name, "link", 22), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        self.facts = label("", "caption")
        for one in (label(name, "cardtitle"), label(purpose, "sub"), self.facts):
            one.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            words.addWidget(one)
        words.addStretch(1)
        row.addLayout(words, 1)
        cap = key_cap(key)
        cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(cap, 0, Qt.AlignmentFlag.AlignTop)
        theme().changed.connect(self._fit)
        self._fit()

    def set_facts(self, words: str) -> None:
        """What comes with this type, counted in the content."""
        self.facts.setText(words)

    def _fit(self) -> None:
        self.setFixedHeight(theme().px(85))


class WelcomePage(QWidget):
    """Shown while no engagement is open."""

    def __init__(self, gestures: WelcomeGestures) -> None:
        super().__init__()
        self._do = gestures
        self.setProperty("area", "content")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._whole = whole
        self._banners: BannerStack | None = None
        self.progress: ProgressStrip | None = None
        self.recent: RecentList | None = None
        self._middle = QHBoxLayout()
        self._inside = QWidget()
        self._inside.setMaximumWidth(WIDEST)
        self._middle.addStretch(1)
        self._middle.addWidget(self._inside, 1000)
        self._middle.addStretch(1)
        whole.addLayout(self._middle, 1)
        whole.addWidget(self._status())
        self._column = QVBoxLayout(self._inside)
        self._column.setSpacing(0)
        self._column.addLayout(self._head())
        self._column.addSpacing(34)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(56)
        self._columns.addLayout(self._left(), 683)
        self._columns.addLayout(self._right(), 533)
        self._column.addLayout(self._columns)
        self._column.addStretch(1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(AppMark())
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label("interimcoo", "brandname"))
        words.addWidget(label(_("From the first walk to the signed handover, in one file per client"), "sub"))
        row.addLayout(words)
        row.addStretch(1)
        self.open_button = button(_("Open file"), "folder-open", key="Ctrl+O", on_click=self._do.open_file)
        self.restore_button = button(_("Restore a backup"), "archive", on_click=self._do.restore)
        row.addWidget(self.open_button)
        row.addWidget(self.restore_button)
        return row

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        head = QHBoxLayout()
        title = label(_("Recent engagements"), "section")
        title.setFixedHeight(theme().px(28))
        head.addWidget(title, 1)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter"))
        self.filter.setAccessibleName(_("Filter recent engagements"))
        self.filter.addAction(icon("search", "sub"), QLineEdit.ActionPosition.LeadingPosition)
        self.filter.setFixedWidth(theme().px(190))
        head.addWidget(self.filter)
        column.addLayout(head)
        column.addSpacing(8)
        self.filter.textChanged.connect(self._filter)
        self.nothing = label(_("Engagements you open appear here."), "sub", wrap=True)
        self.nothing.setContentsMargins(0, 10, 0, 12)
        self.sample = self._sample()
        self._left_column = column
        column.addWidget(self.nothing)
        column.addSpacing(20)
        column.addWidget(self.sample)
        column.addStretch(1)
        return column

    def _sample(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "banner")
        row = QHBoxLayout(frame)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(12)
        row.addWidget(IconLabel("school", "link", 20))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(_("New here? Try the sample engagement"), "strong"))
        words.addWidget(label(_("An invented client in its fourth week, with everything filled in."), "sub", wrap=True))
        row.addLayout(words, 1)
        self.sample_button = button(_("Try the sample"), "player-play", on_click=self._do.sample)
        row.addWidget(self.sample_button)
        return frame

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        head = label(_("Start a new mandate"), "section")
        head.setFixedHeight(theme().px(28))
        column.addWidget(head)
        column.addSpacing(8)
        self.cards: dict[str, Card] = {}
        for at, (kind, icon_name, purpose) in enumerate(_CARDS):
            card = Card(str(at + 1), icon_name, _(MANDATE_TYPES[kind]), _(purpose))
            card.clicked.connect(lambda _checked=False, kind=kind: self._do.new(kind))
            column.addWidget(card)
            column.addSpacing(12)
            self.cards[kind] = card
        note = _("Each type brings gates, questions and measures. Everything can be changed later.")
        column.addWidget(label(note, "small", wrap=True))
        column.addStretch(1)
        return column

    def _status(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("area", "status")
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(6)
        for name, words in (
            ("cloud-off", _("Works offline, no account")),
            ("lock", _("One file per client, nothing leaves this computer")),
        ):
            row.addWidget(IconLabel(name, "sub", SMALL))
            row.addWidget(label(words, "caption"))
            row.addSpacing(10)
        row.addStretch(1)
        row.addWidget(label(_("Version {version}").format(version=__version__), "caption"))
        bar.setFixedHeight(theme().px(28))
        return bar

    @property
    def banners(self) -> "BannerStack":
        """The banners above the page."""
        if self._banners is None:
            from interimcoo.ui.banner import BannerStack

            self._banners = BannerStack()
            self._whole.insertWidget(0, self._banners)
        return self._banners

    def watch(self, jobs: "Jobs") -> None:
        """Show the progress of jobs above the page."""
        from interimcoo.shell.progress import ProgressStrip

        self.progress = ProgressStrip(jobs)
        self._whole.insertWidget(0, self.progress)

    def set_recents(self, found: "Sequence[Recent]", now: "datetime") -> None:
        """Show the recent engagements; without any, the sample comes first."""
        self.filter.setVisible(len(found) > 3)
        self.nothing.setVisible(not found)
        self._left_column.removeWidget(self.sample)
        self._left_column.insertWidget(self._left_column.count() - 1 if found else 2, self.sample)
        if not found and self.recent is None:
            return
        shown = self.recent or self._make_recent()
        shown.set_recents(found, now)
        shown.setVisible(bool(found))
        if found:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_recent(self) -> "RecentList":
        from interimcoo.shell.recent_list import RecentList

        self.recent = RecentList()
        self.recent.opened.connect(self._open)
        self.recent.removed.connect(self._do.remove)
        self.recent.menu_wanted.connect(self._menu)
        self._left_column.insertWidget(2, self.recent)
        return self.recent

    def set_facts(self, facts: dict[str, str]) -> None:
        """What each mandate type brings, by type."""
        for kind, words in facts.items():
            self.cards[kind].set_facts(words)

    def _filter(self, typed: str) -> None:
        if self.recent is None:
            return
        self.recent.filter(typed)
        none = not self.recent.recent.shown
        self.nothing.setText(
            _("No engagement fits “{typed}”.").format(typed=typed) if none else _("Engagements you open appear here.")
        )
        self.nothing.setVisible(none)
        self.recent.setVisible(not none)

    def _missing(self, one: "Recent") -> bool:
        return self.recent is not None and self.recent.recent.missing(one)

    def _open(self, one: "Recent") -> None:
        (self._do.find if self._missing(one) else self._do.open_recent)(one)

    def _menu(self, one: "Recent", place: "QPoint") -> None:
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._missing(one):
            menu.addAction(_("Find the file"), lambda: self._do.find(one))
        else:
            menu.addAction(_("Open"), lambda: self._do.open_recent(one))
            menu.addAction(_("Open for reading only"), lambda: self._do.open_read_only(one))
        menu.addSeparator()
        menu.addAction(_("Remove from recent list"), lambda: self._do.remove(one))
        menu.popup(place)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        super().resizeEvent(event)
        side = 84 if self.width() >= 1400 else 56 if self.width() >= 1200 else 28
        top = 90 if self.height() >= 820 else 48 if self.height() >= 700 else 24
        across = max(0, side - max(0, self.width() - WIDEST) // 2)
        self._column.setContentsMargins(across, top, across, 12)
        self._columns.setSpacing(56 if self.width() >= 1400 else 36)
