"""Screen and paper draw the same picture, primitive by primitive and block by block."""

import io
import subprocess
import sys

import chart_examples as examples
import numpy as np
import pypdfium2
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from interimcoo.charts import kinds, measure, on_paper, on_screen, palette
from interimcoo.charts.scene import (
    Circle,
    Hatch,
    Line,
    Polygon,
    Polyline,
    Rect,
    Scene,
    Text,
    hatch_lines,
)

SCALE = 3
BLOCK = 6

GALLERY = Scene(
    120.0,
    60.0,
    (
        Rect(4, 4, 50, 24, "wash", "ink", 1.0, 3.0),
        Hatch(60, 4, 40, 20, "ac", 3.0, 0.6),
        Polygon(((10, 30), (40, 34), (22, 52)), "improvement", "ink", 1.0, 0.5),
        Circle(60, 42, 9, "warn", "ink", 1.2),
        Polyline(((75, 30), (85, 52), (95, 34), (115, 50)), "bad", 2.0, (4, 2)),
        Line(4, 56, 116, 56, "brand", 1.5, (6, 3)),
        Text(44, 20, "Łódź −11.6%", 8.0, "semibold", "brand", "end"),
        Text(110, 28, "turned", 7.0, "regular", "ink", "start", 90),
    ),
)


def on_a_screen(scene: Scene, *, dark: bool = False) -> NDArray[np.int16]:
    """The scene as the screen paints it, in grey."""
    image = QImage(round(scene.width * SCALE), round(scene.height * SCALE), QImage.Format.Format_RGB32)
    image.fill(QColor(palette.colour("canvas", dark=dark)))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(SCALE, SCALE)
    on_screen.paint(painter, scene, dark=dark)
    painter.end()
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return rows[:, : grey.width()].astype(np.int16)


def on_a_page(scene: Scene) -> NDArray[np.int16]:
    """The scene as the PDF shows it, in grey."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(scene.width, scene.height), invariant=1)
    on_paper.paint(canvas, scene, 0.0, scene.height)
    canvas.showPage()
    canvas.save()
    document = pypdfium2.PdfDocument(written.getvalue())
    picture = document[0].render(scale=SCALE, grayscale=True).to_numpy()
    document.close()
    return picture.reshape(picture.shape[0], picture.shape[1]).astype(np.int16)


def blocks(picture: NDArray[np.int16]) -> NDArray[np.float64]:
    """Means of blocks of 6 by 6 pixels."""
    height, width = picture.shape[0] // BLOCK * BLOCK, picture.shape[1] // BLOCK * BLOCK
    cut = picture[:height, :width].reshape(height // BLOCK, BLOCK, width // BLOCK, BLOCK)
    return cut.mean(axis=(1, 3))


def differing(scene: Scene) -> float:
    """Share of blocks that differ by more than 40 of 255."""
    screen, page = blocks(on_a_screen(scene)), blocks(on_a_page(scene))
    rows, columns = min(screen.shape[0], page.shape[0]), min(screen.shape[1], page.shape[1])
    return float((np.abs(screen[:rows, :columns] - page[:rows, :columns]) > 40).mean())


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", [*examples.typical(), "mixed"])
def test_that_screen_and_paper_show_the_same_picture(name: str) -> None:
    chart = examples.mixed_bars() if name == "mixed" else examples.typical()[name]
    width = 720.0 if name.startswith("gantt") else 360.0
    limit = 0.01 if name.startswith("gantt") else 0.005
    assert differing(kinds.draw(chart, width)) <= limit


def test_that_every_primitive_looks_the_same_on_both(qapp: QApplication) -> None:
    assert differing(GALLERY) <= 0.01


def test_that_the_comparison_sees_a_missing_label(qapp: QApplication) -> None:
    scene = kinds.draw(examples.otif(), 360.0)
    fewer = Scene(scene.width, scene.height, tuple(one for one in scene.shapes if not isinstance(one, Text)))
    assert np.abs(blocks(on_a_screen(scene)) - blocks(on_a_page(fewer))).max() > 40


def test_that_words_are_as_wide_on_screen_as_measured(qapp: QApplication) -> None:
    words, size = "upper limit 84.6 Łódź", 40.0
    wide = measure.width(words, size)
    scene = Scene(wide, 50.0, (Text(0.0, 40.0, words, size),))
    columns = np.flatnonzero((on_a_screen(scene) < 200).any(axis=0)) / SCALE
    assert columns.min() < 0.12 * size
    assert wide - 0.12 * size < columns.max() < wide


def test_that_both_painters_measure_alike() -> None:
    from reportlab.pdfbase import pdfmetrics

    for weight in measure.faces():
        name = on_paper.font_name(weight)
        words = "Delivery 78.4% − Łódź Θεσσαλονίκη €1,234 → “Ж”"
        assert pdfmetrics.stringWidth(words, name, 7.0) == pytest.approx(measure.width(words, 7.0, weight), abs=0.02)


def test_that_the_dark_screen_uses_its_own_colours(qapp: QApplication) -> None:
    scene = kinds.draw(examples.heat(), 360.0)
    light, dark = on_a_screen(scene), on_a_screen(scene, dark=True)
    assert light[0, 0] == 255
    assert dark[0, 0] < 60
    assert palette.colour("heat1", dark=True) != palette.colour("heat1")


def test_that_hatches_stay_inside_their_rectangle() -> None:
    for x1, y1, x2, y2 in hatch_lines(Hatch(5.0, 6.0, 17.0, 9.0, "ac", 2.5)):
        assert all(5.0 <= x <= 22.0 for x in (x1, x2))
        assert all(6.0 <= y <= 15.0 for y in (y1, y2))
        assert x2 - x1 == pytest.approx(y1 - y2)


def test_that_paper_is_written_alike_each_time() -> None:
    def written() -> bytes:
        target = io.BytesIO()
        canvas = Canvas(target, pagesize=(560, 260), invariant=1)
        on_paper.paint(canvas, kinds.draw(examples.otif(), 560.0), 0.0, 260.0)
        canvas.save()
        return target.getvalue()

    assert written() == written()


_LOADED = """
import sys
import interimcoo.charts.kinds, interimcoo.charts.measure, interimcoo.charts.palette, interimcoo.charts.scale
print([name for name in ("PySide6", "reportlab", "numpy", "babel") if name in sys.modules])
"""
_HASHED = """
import sys, hashlib
sys.path.insert(0, sys.argv[1])
import chart_examples
from interimcoo.charts import kinds
print(hashlib.sha256(repr([kinds.draw(one, 380.0) for one in chart_examples.typical().values()]).encode()).hexdigest())
"""


def run(program: str, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True
    ).stdout.strip()


def test_that_kinds_load_no_painter() -> None:
    assert run(_LOADED) == "[]"


def test_that_two_processes_draw_the_same_scenes() -> None:
    folder = str(__file__).rpartition("/")[0]
    assert run(_HASHED, folder) == run(_HASHED, folder)
