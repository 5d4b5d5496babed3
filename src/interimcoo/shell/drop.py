"""Dropping an engagement or a workbook on the window."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from interimcoo.text import _
from interimcoo.ui.icons import paint_icon
from interimcoo.ui.theme import theme

WORKBOOKS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt"})


def dropped_file(data: QMimeData) -> Path | None:
    """The one file that is being dropped, when it is an engagement or a workbook."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if len(paths) != 1 or not (is_engagement(paths[0]) or is_workbook(paths[0])):
        return None
    return paths[0]


def is_engagement(path: Path) -> bool:
    """Whether a name is that of an engagement."""
    return path.suffix.lower() == ".icoo"


def is_workbook(path: Path) -> bool:
    """Whether a name is that of something the importer reads."""
    return path.suffix.lower() in WORKBOOKS


class DropOverlay(QWidget):
    """Says what will happen while a file is held over the window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = ""
        self._icon = "file-import"
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_for(self, path: Path) -> None:
        """Cover the window with the words for a file."""
        opens = is_engagement(path)
        self.words = _("Drop to open") if opens else _("Drop to import")
        self._icon = "folder-open" if opens else "file-import"
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        tint = look.colour("select")
        tint.setAlphaF(0.9)
        painter.fillRect(self.rect(), tint)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(look.colour("selectbar"), 2)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.drawRoundedRect(self.rect().adjusted(16, 16, -16, -16), 10, 10)
        middle = self.rect().center()
        paint_icon(painter, QRect(middle.x() - 17, middle.y() - 46, 34, 34), self._icon, "link")
        painter.setFont(look.font("page"))
        painter.setPen(look.colour("brand"))
        painter.drawText(QRect(0, middle.y() - 2, self.width(), 40), int(Qt.AlignmentFlag.AlignCenter), self.words)
