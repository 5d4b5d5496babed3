"""The preview: the real PDF on white paper, in the colours of paper whatever the theme."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView

from interimcoo.text import _
from interimcoo.ui.theme import theme

STEPS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)


class Preview(QPdfView):
    """Pages one below the other on a desk; a new document takes the place of the old one at the same page."""

    page_changed = Signal(int)
    """number of the page in view, from 1"""
    zoom_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Preview of the report"))
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setPageSpacing(14)
        self.setFrameShape(QPdfView.Shape.NoFrame)
        self._document = QPdfDocument()
        self.pageNavigator().currentPageChanged.connect(lambda page: self.page_changed.emit(page + 1))
        theme().changed.connect(self._colour)
        self._colour()

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return self._document.pageCount()

    @property
    def percent(self) -> int:
        """The zoom, where the width decides that of the first page."""
        if self.zoomMode() == QPdfView.ZoomMode.Custom:
            return round(self.zoomFactor() * 100)
        if not self.pages:
            return 100
        points = self._document.pagePointSize(0).width()
        room = self.viewport().width() - self.documentMargins().left() - self.documentMargins().right()
        return max(1, round(room / (points * self.logicalDpiX() / 72.0) * 100))

    def show_pdf(self, data: bytes) -> None:
        """Show a document, at the page that was in view."""
        page = self.pageNavigator().currentPage()
        document = QPdfDocument()
        buffer = QBuffer(document)  # the document reads from it as long as it lives
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        self.setDocument(document)
        self._document.deleteLater()
        self._document = document
        self.go(min(page, document.pageCount() - 1) + 1)
        self.zoom_changed.emit()

    def go(self, page: int) -> None:
        """Bring a page into view."""
        if 1 <= page <= self.pages:
            self.pageNavigator().jump(page - 1, QPointF(), 0)

    def step(self, by: int) -> None:
        """The next page or the one before."""
        self.go(self.pageNavigator().currentPage() + 1 + by)

    def zoom(self, by: int) -> None:
        """Larger (1) or smaller (-1)."""
        now = self.percent / 100
        larger = [step for step in STEPS if step > now + 0.01]
        smaller = [step for step in STEPS if step < now - 0.01]
        target = (larger[0] if larger else STEPS[-1]) if by > 0 else (smaller[-1] if smaller else STEPS[0])
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        self.setZoomFactor(target)
        self.zoom_changed.emit()

    def fit(self) -> None:
        """As wide as there is room."""
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.zoom_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.zoomMode() == QPdfView.ZoomMode.FitToWidth:
            self.zoom_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.step(step)
            return
        super().keyPressEvent(event)

    def _colour(self) -> None:
        palette = self.palette()
        for role in (QPalette.ColorRole.Dark, QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, theme().colour("sunken"))
        self.setPalette(palette)
