"""The command palette (Ctrl K): every command, record and page in three key presses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from interimcoo.shell.overlay import Overlay
from interimcoo.shell.palette_hits import HEADS, Hit, did_you_mean, find, places
from interimcoo.text import _, plural
from interimcoo.ui.icons import USUAL, paint_icon
from interimcoo.ui.theme import theme
from interimcoo.ui.words import IconLabel, key_cap, label, plain, spoken_key

HEAD: Final = 30
LINE: Final = 38
MOST_LINES: Final = 13
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Head:
    """A line that names a group."""

    words: str


class HitModel(QAbstractListModel):
    """Hits under the heads of their groups."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Hit | Head, ...] = ()
        self.typed = ""

    def set_hits(self, hits: Sequence[Hit], typed: str) -> None:
        """Show other hits."""
        self.beginResetModel()
        lines: list[Hit | Head] = []
        kind = ""
        for hit in hits:
            if hit.kind != kind:
                kind = hit.kind
                lines.append(Head(_(HEADS[hit.kind])))
            lines.append(hit)
        self.lines, self.typed = tuple(lines), typed
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self.lines[index.row()], Head):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        line = self.lines[index.row()] if index.isValid() else None
        if isinstance(line, Head):
            return line.words if role == Qt.ItemDataRole.DisplayRole else None
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = [line.text, line.context, line.reason, spoken_key(line.key) if line.key else ""]
            return ", ".join(part for part in said if part)
        if role == Qt.ItemDataRole.ToolTipRole and line.reason:
            return plain(line.reason)
        return None


class HitDelegate(QStyledItemDelegate):
    """Paints icon, words with the matching letters in bold, context, key."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        head = isinstance(_line(index), Head)
        return QSize(200, theme().px(HEAD if head else LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme()
        rect: QRect = option.rect
        line = _line(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, Head):
            painter.setFont(look.font("caption", 500))
            painter.setPen(look.colour("sub"))
            bottom = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
            painter.drawText(rect.adjusted(22, 0, -8, -7), int(bottom), line.words)
        elif line is not None:
            self._hit(painter, rect, option, index, line)
        painter.restore()

    def _hit(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index, line: Hit) -> None:
        look = theme()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("select"))
            painter.drawRoundedRect(rect.adjusted(8, 0, -8, 0), 6, 6)
        off = bool(line.reason)
        icon = QRect(rect.left() + 22, rect.center().y() - USUAL // 2, USUAL, USUAL)
        paint_icon(painter, icon, line.icon, "py" if off else "link" if line.kind == "command" else "sub")
        right = rect.right() - 22
        if line.key:
            right = _paint_key(painter, right, rect.center().y(), spoken_key(line.key)) - 10
        left = rect.left() + 52
        model = index.model()
        typed = model.typed if isinstance(model, HitModel) else ""
        bold = set(places(line, typed)) if typed else set()
        left = _paint_words(painter, QRect(left, rect.top(), right - left, rect.height()), line.text, bold, off)
        rest = line.reason or line.context
        if rest and right - left > 40:
            painter.setFont(look.font("small"))
            painter.setPen(look.colour("mute"))
            room = QRect(left + 10, rect.top(), right - left - 10, rect.height())
            shown = painter.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)


def _line(index: Index) -> Hit | Head | None:
    model = index.model()
    return model.lines[index.row()] if isinstance(model, HitModel) and index.isValid() else None


def _paint_key(painter: QPainter, right: int, middle: int, words: str) -> int:
    look = theme()
    font = look.font("caption")
    metrics = QFontMetrics(font)
    box = QRect(0, 0, metrics.horizontalAdvance(words) + 12, metrics.height() + 4)
    box.moveRight(right)
    box.moveTop(middle - box.height() // 2)
    painter.setPen(look.colour("rule"))
    painter.setBrush(look.colour("raised"))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(look.colour("sub"))
    painter.setFont(font)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
    return box.left()


def _paint_words(painter: QPainter, room: QRect, text: str, bold: set[int], off: bool) -> int:
    """Draw a line whose letters at `bold` are strong; returns where it ends."""
    look = theme()
    usual, strong = look.font("body"), look.font("strong")
    painter.setPen(look.colour("mute" if off else "ink"))
    left, at = room.left(), 0
    while at < len(text):
        end = at + 1
        while end < len(text) and (end in bold) == (at in bold):
            end += 1
        font = strong if at in bold else usual
        metrics, part = QFontMetrics(font), text[at:end]
        wide = metrics.horizontalAdvance(part)
        painter.setFont(font)
        if left + wide > room.right():
            part = metrics.elidedText(part, Qt.TextElideMode.ElideRight, room.right() - left)
            painter.drawText(QRect(left, room.top(), room.right() - left, room.height()), _MIDDLE, part)
            return room.right()
        painter.drawText(QRect(left, room.top(), wide + 4, room.height()), _MIDDLE, part)
        left, at = left + wide, end
    return left


_MIDDLE: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Field(QLineEdit):
    """The typed words; arrows and Enter go to the list."""

    def __init__(self, choose: Callable[[int], None], run: Callable[[], None]) -> None:
        super().__init__()
        self._choose, self._run = choose, run
        self.setProperty("role", "palette")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
        key = Qt.Key(event.key())
        if key in steps:
            self._choose(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run()
        else:
            super().keyPressEvent(event)


class Palette(Overlay):
    """Field, hits, foot line. `set_entries` gives what can be found."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries: tuple[Hit, ...] = ()
        self.recent: list[str] = []
        self.indexing = False
        self.field = Field(self.choose, self.run)
        self.field.setPlaceholderText(_("Search or run a command"))
        self.field.setAccessibleName(_("Search or run a command"))
        self.field.textChanged.connect(lambda _text: self._search())
        top = QHBoxLayout()
        top.setContentsMargins(20, 6, 18, 6)
        top.setSpacing(12)
        top.addWidget(IconLabel("search", "sub", 20))
        top.addWidget(self.field, 1)
        top.addWidget(key_cap("Esc"), 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(top)
        line = QFrame()
        line.setProperty("role", "hairline")
        self.column.addWidget(line)
        self.model = HitModel()
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(HitDelegate(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("Results"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.list.entered.connect(self.list.setCurrentIndex)
        self.list.clicked.connect(lambda _index: self.run())
        self.list.setProperty("role", "raisedlist")
        self.column.addSpacing(2)
        self.column.addWidget(self.list, 1)
        self.nothing = label("", "sub", wrap=True)
        self.nothing.setContentsMargins(22, 12, 22, 14)
        self.column.addWidget(self.nothing)
        self.column.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = QFrame()
        foot.setProperty("role", "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(18, 7, 18, 7)
        row.setSpacing(6)
        for keys, words in ((("Up", "Down"), _("choose")), (("Return",), _("run")),
                            ((">",), _("commands only")), (("#",), _("numbers"))):  # fmt: skip
            for key in keys:
                row.addWidget(key_cap(key), 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(label(words, "caption"))
            row.addSpacing(10)
        row.addStretch(1)
        self.count = label("", "caption")
        row.addWidget(self.count)
        return foot

    def set_entries(self, entries: Sequence[Hit], *, indexing: bool = False) -> None:
        """What can be found now; `indexing`: the records are still being read."""
        chosen = self.current()
        self._entries, self.indexing = tuple(entries), indexing
        self._search(keep=chosen.name if chosen is not None else "")

    def open(self) -> None:
        """Open empty, with the last commands and the pages."""
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self._search()
        super().open()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def hits(self) -> tuple[Hit, ...]:
        """What is found."""
        return tuple(line for line in self.model.lines if isinstance(line, Hit))

    def current(self) -> Hit | None:
        """The chosen line."""
        line = _line(self.list.currentIndex())
        return line if isinstance(line, Hit) else None

    def choose(self, step: int) -> None:
        """Choose another line, round the ends."""
        rows = [at for at, line in enumerate(self.model.lines) if isinstance(line, Hit)]
        if not rows:
            return
        now = self.list.currentIndex().row()
        at = rows.index(now) if now in rows else -1
        other = at + step
        if abs(step) == 1:
            other %= len(rows)
        self.list.setCurrentIndex(self.model.index(rows[min(max(0, other), len(rows) - 1)], 0))

    def run(self) -> None:
        """Run the chosen line; one that cannot be run now says why and stays."""
        hit = self.current()
        if hit is None:
            return
        if hit.reason:
            self._say(hit.reason)
            return
        if hit.kind == "command":
            self.recent = [hit.name, *(name for name in self.recent if name != hit.name)][:20]
        self.close_it()
        hit.run()

    def height_wanted(self) -> int:
        most = min(MOST_LINES * theme().px(LINE), self.height() - 140 - theme().px(98))
        lines = 0
        for one in self.model.lines:  # whole lines only
            high = theme().px(HEAD if isinstance(one, Head) else LINE)
            if lines + high > most:
                break
            lines += high
        nothing = self.nothing.sizeHint().height() if self.nothing.isVisibleTo(self) else 0
        return theme().px(54) + 6 + lines + nothing + theme().px(38)

    def _search(self, keep: str = "") -> None:
        typed = self.field.text()
        hits = find(self._entries, typed, self.recent)
        self.model.set_hits(hits, typed.lstrip(">#").strip())
        rows = [at for at, line in enumerate(self.model.lines) if isinstance(line, Hit)]
        same = [at for at in rows if keep and getattr(self.model.lines[at], "name", "") == keep]
        if rows:
            self.list.setCurrentIndex(self.model.index(same[0] if same else rows[0], 0))
        self.list.setVisible(bool(rows))
        self.count.setText(
            _("Records are being read") if self.indexing else plural(len(hits), "{n} result", "{n} results")
        )
        self._say("" if rows else self._no_hit(typed))

    def _no_hit(self, typed: str) -> str:
        said = _("Nothing found for “{typed}”.").format(typed=typed.strip())
        near = did_you_mean(self._entries, typed)
        return f"{said} {_('Did you mean {word}?').format(word=near)}" if near else said

    def _say(self, words: str) -> None:
        self.nothing.setText(words)
        self.nothing.setVisible(bool(words))
        if self.isVisible():
            self.place()
