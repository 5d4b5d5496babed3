"""The pictures of the guide: pages of the real window on the sample client, and the first page of its board report."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QSettings, QSize
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from interimcoo.features.imports.page import ImportPage
from interimcoo.features.reports.page import ReportsPage
from interimcoo.sample import TODAY
from interimcoo.shell.loading import Wanted, load
from interimcoo.shell.program import application, warm
from interimcoo.shell.window import MainWindow
from interimcoo.ui.session import Session
from interimcoo.ui.settings import Settings
from interimcoo.ui.theme import theme

if TYPE_CHECKING:
    from interimcoo.ui.page import Page

ROOT: Final = Path(__file__).parents[2]
WORKBOOK: Final = ROOT / "resources" / "sample" / "Leveransrapport_v37.xlsx"
FOLDER: Final = ROOT / "docs" / "guide" / "pictures"
WINDOW: Final = (1440, 900)
PAPER: Final = (1440, 1018)
PATIENCE_S: Final = 60


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of the window: its name, and how the window comes to show it."""

    name: str
    show: Callable[[MainWindow], object]


def sizes() -> dict[str, tuple[int, int]]:
    """Every picture with its width and height."""
    return {**{shot.name: WINDOW for shot in SHOTS}, "welcome": WINDOW, "board-report": PAPER}


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture, and the keys the page hinted at when it was taken."""

    picture: Image.Image
    hints: tuple[tuple[str, str], ...] = ()


def taken(sample: Path, folder: Path) -> Iterator[tuple[str, Taken]]:
    """Each page by name as the program shows it now; `folder` takes what the window leaves behind."""
    application()
    settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    window = MainWindow(settings=settings, as_of=TODAY)
    window.choose_scheme("light")
    window.resize(*WINDOW)
    window.show()
    warm(window)
    loaded = load(Wanted(sample, "Anna Berg", as_of=TODAY))
    window.show_session(Session(loaded.engagement, TODAY, settings=settings, parent=window), loaded.features)
    try:
        _calm(window)
        window.back_up()
        for shot in SHOTS:
            shot.show(window)
            _calm(window)
            yield shot.name, Taken(_picture(window.grab()), _page(window).hints())
        yield "board-report", Taken(_first_sheet(window, folder / "board-report.pdf"))
        window.close_engagement()
        _calm(window)
        yield "welcome", Taken(_picture(window.grab()))
    finally:
        window.close()
        theme().set_scheme("system")


def small(picture: Image.Image) -> bytes:
    """The picture as a PNG file of one byte a pixel."""
    target = io.BytesIO()
    few = picture.quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE)
    few.save(target, "PNG", optimize=True)
    return target.getvalue()


def difference(one: Image.Image, other: Image.Image) -> float:
    """How far two pictures differ when seen from afar: 0 the same, 255 black against white."""
    far = (120, 75)
    seen = [picture.convert("RGB").resize(far, Image.Resampling.BOX).tobytes() for picture in (one, other)]
    return sum(abs(a - b) for a, b in zip(*seen, strict=True)) / len(seen[0])


def _picture(shown: QPixmap | QImage) -> Image.Image:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    shown.save(buffer, "PNG")
    seen = Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(paper, seen).convert("RGB")


def _first_sheet(window: MainWindow, path: Path) -> Image.Image:
    from interimcoo.exchange.pdf.document import write_pdf
    from interimcoo.features.reports.board import board_report

    session = window.session
    assert session is not None
    saved = session.engagement.last_saved
    assert saved is not None
    revision = session.engagement.revision
    write_pdf(session.read(board_report, today=TODAY, now=saved, revision=revision), path)
    document = QPdfDocument()
    document.load(str(path))
    sheet = document.render(0, QSize(*PAPER))
    document.close()
    return _picture(sheet)


def _questions(window: MainWindow) -> None:
    window.go("assessment", "question:B1")


def _kpi(window: MainWindow) -> None:
    window.go("kpis", "LOG01")


def _report(window: MainWindow) -> None:
    window.go("reports")
    page = _page(window)
    assert isinstance(page, ReportsPage)
    _until(lambda: not page.renewing and page.result is not None)


def _import(window: MainWindow) -> None:
    window.go("imports", f"file:{WORKBOOK}")
    page = _page(window)
    assert isinstance(page, ImportPage)
    _until(lambda: page.wizard.draft is not None)


def _page(window: MainWindow) -> "Page":
    assert window.workspace is not None
    page = window.workspace.page()
    assert page is not None
    return page


def _until(true: Callable[[], bool]) -> None:
    until = monotonic() + PATIENCE_S
    while not true():
        assert monotonic() < until, "the page did not come"
        QApplication.processEvents()


def _calm(window: MainWindow) -> None:
    """Let the window finish what it has begun, and paint."""
    _until(lambda: not window.jobs.running)
    until = monotonic() + 0.3
    while monotonic() < until:
        QApplication.processEvents()
    _until(lambda: not window.jobs.running)
    QApplication.processEvents()


SHOTS: Final = (
    Shot("home", lambda window: window.go("home")),
    Shot("mandate", lambda window: window.go("mandate")),
    Shot("assessment", lambda window: window.go("assessment")),
    Shot("questions", _questions),
    Shot("initiatives", lambda window: window.go("initiatives")),
    Shot("plan", lambda window: window.go("plan")),
    Shot("kpi", _kpi),
    Shot("actions", lambda window: window.go("actions")),
    Shot("reports", _report),
    Shot("import", _import),
)
