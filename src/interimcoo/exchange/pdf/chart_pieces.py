"""A chart with its head and takeaway: drawn at the width of its place, sliced where it is taller than a page."""

from dataclasses import dataclass, replace
from functools import lru_cache

from interimcoo.charts.chart import BarChart, Chart, Gantt, HeatMap, Radar, SpcChart
from interimcoo.charts.kinds import draw
from interimcoo.charts.scene import Scene
from interimcoo.exchange.blocks import ChartBlock
from interimcoo.exchange.pdf.ink import Ink
from interimcoo.exchange.pdf.kit import HEAD, TAKEAWAY, clean, figure_span
from interimcoo.exchange.pdf.layout import GROUP, HEIGHT, Desk, Piece
from interimcoo.exchange.pdf.layout import HEAD as HEAD_GAP
from interimcoo.exchange.pdf.lines import Line

LOWEST = 98.0
ROWS_ON_A_PAGE = 30
_BODY = HEIGHT - 60.0


@dataclass(frozen=True, slots=True)
class ChartHead:
    """The lines above a chart."""

    head: tuple[Line, ...]
    takeaway: tuple[Line, ...]

    @property
    def height(self) -> float:
        """Height with the gap below."""
        return len(self.head) * HEAD.leading + len(self.takeaway) * TAKEAWAY.leading + HEAD_GAP


@lru_cache(maxsize=256)
def scene_of(chart: Chart, width: float, height: float | None, language: str) -> Scene:
    """The drawing of a chart; the same chart at the same size is worked out once."""
    return draw(chart, width, height, language=language)


def head_of(block: ChartBlock, width: float, desk: Desk) -> ChartHead:
    """Head and takeaway, wrapped."""
    return ChartHead(desk.lines(block.head, HEAD, width), desk.lines(block.takeaway, TAKEAWAY, width))


def heights(chart: Chart, width: float, stretch: float) -> tuple[float | None, float]:
    """(height asked for, greatest height allowed); None leaves the height to the rows of the chart."""
    if isinstance(chart, SpcChart):
        most = max(LOWEST, width / 1.8)
        return min(most, max(LOWEST, min(width / 2.5, 190.0) * stretch)), most
    if isinstance(chart, Radar):
        most = max(150.0, min(width, 330.0))
        return min(most, max(150.0, min(width / 1.25, 240.0) * stretch)), most
    return None, 0.0


def chart_pieces(
    block: ChartBlock, width: float, desk: Desk, *, head_height: float = 0.0, extra: float = 0.0
) -> list[Piece]:
    """The chart as one piece; as several with its head repeated when it has more rows than a page takes.

    `head_height` sets the height of head and takeaway, so that charts side by side begin on one line; `extra` points
    are given to a chart that may grow.
    """
    head = head_of(block, width, desk)
    chart = block.chart
    asked, most = heights(chart, width, desk.stretch)
    if asked is not None:
        asked = round(min(most, asked + extra), 1)
    parts = _slices(chart, scene_of(chart, width, asked, desk.language).height)
    pieces = []
    for at, part in enumerate(parts):
        scene = scene_of(part, width, asked, desk.language)
        if asked is None and len(parts) == 1 and desk.stretch != 1.0:
            wanted = round(min(scene.height * min(desk.stretch, 1.18 if isinstance(part, Gantt) else 1.3), _BODY), 1)
            scene = scene_of(part, width, wanted, desk.language)
        pieces.append(_piece(block, head, scene, width, desk, first=at == 0, head_height=head_height))
    return pieces


def _piece(
    block: ChartBlock, head: ChartHead, scene: Scene, width: float, desk: Desk, *, first: bool, head_height: float
) -> Piece:
    top = max(head.height, head_height)
    alt = clean(" ".join(part for part in (block.chart.alt or scene.alt, *scene.shortened) if part))

    def paint(ink: Ink, x: float, y: float) -> None:
        if first:
            ink.anchor(block.anchor, y)
        ink.lines("H2", head.head, x, y, HEAD.leading)
        below = y + len(head.head) * HEAD.leading
        ink.lines("P", head.takeaway, x, below, TAKEAWAY.leading)
        ink.figure(scene, x, y + top, alt)
        for figure in block.figures:
            ink.record.figure(
                figure, figure_span(figure, TAKEAWAY, desk.language).text.replace("\u00a0", " "), ink.page
            )

    return Piece(top + scene.height, paint, gap=GROUP)


def _slices(chart: Chart, height: float) -> list[Chart]:
    """The chart in parts that each fit a page, rows kept in order; a group head never ends a part."""
    if not isinstance(chart, Gantt | HeatMap | BarChart):
        return [chart]
    rows = len(chart.bars) if isinstance(chart, BarChart) else len(chart.rows)
    most = ROWS_ON_A_PAGE if height <= _BODY else min(ROWS_ON_A_PAGE, max(4, int(rows * (_BODY - 40) / height)))
    if rows <= most and height <= _BODY:
        return [chart]
    parts: list[Chart] = []
    even = -(-rows // -(-rows // most))
    at = 0
    while at < rows:
        end = min(rows, at + even)
        if isinstance(chart, Gantt):
            while end < rows and end - 1 > at and chart.rows[end - 1].group:
                end -= 1
            parts.append(replace(chart, rows=chart.rows[at:end], links=()))
        elif isinstance(chart, HeatMap):
            parts.append(replace(chart, rows=chart.rows[at:end]))
        else:
            parts.append(replace(chart, bars=chart.bars[at:end]))
        at = end
    return parts
