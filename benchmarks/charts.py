"""Layout and painting of drawings: CPU time of the least of several runs."""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from random import Random

from benchmarks.result import Result

RUNS = 15


def least(task: Callable[[], object]) -> float:
    """Milliseconds of CPU of the fastest of several runs."""
    best = float("inf")
    for _ in range(RUNS):
        begun = time.process_time()
        task()
        best = min(best, time.process_time() - begun)
    return best * 1000


def measure() -> list[Result]:
    """Control charts, plans and heat maps as pages show them, and the same painted on screen and paper."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPicture
    from reportlab.pdfgen.canvas import Canvas

    from interimcoo.charts import kinds, on_paper, on_screen
    from interimcoo.charts.chart import (
        Gantt,
        GanttLink,
        GanttRow,
        HeatMap,
        HeatRow,
        Sparkline,
        SpcChart,
        SpcPhase,
        SpcPoint,
    )  # fmt: skip

    app = QGuiApplication.instance() or QGuiApplication([])
    noise, first = Random(1), date(2016, 1, 4)

    def control(count: int) -> SpcChart:
        points = tuple(
            SpcPoint(first + timedelta(days=7 * at), f"W{at % 52 + 1}", 80 + noise.gauss(0, 2), record=f"r{at}")
            for at in range(count)
        )
        phase = SpcPhase(0, count - 1, 80.0, 74.0, 86.0, "ok", count)
        return SpcChart("Uptime", "%", 1, "higher", points, (phase,), 90.0, (), "", "")

    def plan(count: int) -> Gantt:
        days = [first + timedelta(days=at) for at in range(count + 20)]
        rows = tuple(
            GanttRow(
                f"Task {at} of the recovery of line 3",
                group=at % 8 == 0,
                start=days[at],
                finish=days[at + 19],
                baseline_start=days[at],
                baseline_finish=days[at + 14],
                done=0.3,
                critical=at % 5 == 0,
                columns=("A. Lindqvist", "4"),
            )
            for at in range(count)
        )
        links = tuple(GanttLink(at, at + 1) for at in range(1, count - 1))
        span = timedelta(days=count + 30)
        return Gantt(rows, first, first + span, first + span / 2, (), ("Owner", "Float"), "", "", links, True)

    scored = [
        HeatRow("A", f"Dimension {at}", tuple(noise.uniform(0, 5) for _ in range(8)), ("2.5",)) for at in range(24)
    ]
    heat = HeatMap(tuple(f"Site {at}" for at in range(8)), tuple(scored), "", "", 1, ("All",))
    long, usual, large = control(520), control(104), plan(200)
    small = replace(plan(30), links=(), show_links=False)
    sparks = [Sparkline(control(26).points, (), 90.0) for _ in range(40)]

    def painted(scene: on_screen.Scene) -> Callable[[], None]:
        image = QImage(int(scene.width), int(scene.height), QImage.Format.Format_ARGB32_Premultiplied)
        picture = QPicture()
        recorder = QPainter(picture)
        on_screen.paint(recorder, scene, dark=False)
        recorder.end()

        def paint() -> None:
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawPicture(0, 0, picture)
            painter.end()

        return paint

    def whole() -> None:
        scene = kinds.draw(long, 720.0)
        picture = QPicture()
        recorder = QPainter(picture)
        on_screen.paint(recorder, scene, dark=False)
        recorder.end()

    def paper() -> None:
        canvas = Canvas(BytesIO(), pagesize=(720, 300), invariant=1)
        on_paper.paint(canvas, kinds.draw(long, 720.0), 0.0, 300.0)
        canvas.save()

    figures = (
        ("control chart of 104 points, layout", lambda: kinds.draw(usual, 480.0), 5.0),
        ("control chart of 520 points, layout and recording", whole, 100.0),
        ("control chart of 104 points, repaint", painted(kinds.draw(usual, 480.0)), 2.0),
        ("control chart of 520 points, on paper", paper, 100.0),
        ("plan of 30 rows, layout", lambda: kinds.draw(small, 720.0), 10.0),
        ("plan of 200 rows with links, layout", lambda: kinds.draw(large, 900.0), 100.0),
        ("heat map of 24 by 8, layout", lambda: kinds.draw(heat, 480.0), 10.0),
        ("40 sparklines, layout", lambda: [kinds.draw(one, 100.0, 20.0) for one in sparks], 50.0),
    )
    results = [Result("charts", name, least(task), "ms CPU", target) for name, task, target in figures]
    del app
    return results
