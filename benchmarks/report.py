"""From values to files: CPU time of a board report of twelve pages as PDF and as workbook, and the size of the PDF."""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.result import Result

RUNS = 3
PAGES = 12


def least(task: Callable[[], object]) -> float:
    """Seconds of CPU of a task: the least of several runs."""
    seconds = []
    for _ in range(RUNS):
        begun = time.process_time()
        task()
        seconds.append(time.process_time() - begun)
    return min(seconds)


def measure() -> list[Result]:
    """The report of the tests, which has every kind of block; figures are scaled to twelve pages."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    from exchange.pdf.rich_report import rich_report
    from interimcoo.exchange.excel_out.workbook import write_workbook
    from interimcoo.exchange.pdf.chart_pieces import scene_of
    from interimcoo.exchange.pdf.document import make_pdf

    def pdf() -> bytes:
        scene_of.cache_clear()
        return make_pdf(rich_report())[0]

    data, result = make_pdf(rich_report())
    with tempfile.TemporaryDirectory() as folder:
        sheet = least(lambda: write_workbook(rich_report(), Path(folder) / "annex.xlsx"))
    return [
        Result("report", "board report of 12 pages as PDF", least(pdf) * PAGES / result.pages, "s CPU", 1.0),
        Result("report", "the same made again with its drawings kept", least(lambda: make_pdf(rich_report())), "s CPU"),
        Result("report", "its size", len(data) * PAGES / result.pages / 1000, "kB", 800.0),
        Result("report", "its tables as workbook", sheet, "s CPU"),
    ]
