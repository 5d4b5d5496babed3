"""Labels at the right edge of a control chart: latest value, target, limits and mean, pushed apart."""

from dataclasses import replace
from typing import Final

from interimcoo.charts import measure
from interimcoo.charts.chart import SpcChart
from interimcoo.charts.kinds.draft import Draft, text_box
from interimcoo.charts.kinds.figures import value_words
from interimcoo.charts.kinds.labels import EdgeLabel, spread
from interimcoo.charts.kinds.spc_frame import COLOURS, Frame, latest, named
from interimcoo.charts.scene import Tag
from interimcoo.text import N_

GAP: Final = 8.0
_SPOTS: Final = (
    (0, -5.5), (0, 11.0), (1, 2.9), (-1, 2.9), (1, -5.5), (-1, -5.5), (1, 11.0), (-1, 11.0), (0, -14.0), (0, 19.5),
)  # fmt: skip
"""(side, rise of the baseline) of a value at its point, best first"""


def edge_labels(chart: SpcChart, language: str, narrow: bool) -> list[EdgeLabel]:
    """The labels with their values in place of positions; narrow charts print the values alone."""
    last = chart.phases[-1] if chart.phases else None
    wanted = (
        (chart.target, N_("target {value}"), 1, "bad"),
        (last.upper if last else None, N_("upper limit {value}"), 2, "sub"),
        (last.lower if last else None, N_("lower limit {value}"), 3, "sub"),
        (last.centre if last else None, N_("mean {value}"), 4, "sub"),
    )
    labels = []
    for value, text, rank, colour in wanted:
        if value is not None:
            words = value_words(value, chart.decimals, language) if narrow else named(text, value, chart, language)
            labels.append(EdgeLabel(words, value, rank, colour, weight="medium" if rank == 1 else "regular"))
    at = latest(chart)
    if at is not None:
        value, kind = chart.points[at].value or 0.0, chart.points[at].type
        colour = "ink" if kind == "common" else COLOURS[kind]
        labels.append(EdgeLabel(value_words(value, chart.decimals, language), value, 0, colour, 8.0, "semibold"))
    return labels


def draw_edge(draft: Draft, frame: Frame, labels: list[EdgeLabel]) -> None:
    """The labels right of the plot, with leaders where they moved; the latest value at its own point when that is not
    at the edge.
    """
    at, points = latest(frame.chart), frame.chart.points
    beside = at is not None and at == len(points) - 1 and frame.across.xs[at] > frame.across.right - 6
    right = frame.across.right
    placed = []
    for label in labels:
        if label.rank == 0 and at is not None and not beside:
            _at_point(draft, frame, at, label)
        elif measure.width(label.words, label.size, label.weight) > draft.width - right - GAP + 0.1:
            draft.left_out.append(label.words)
        else:
            placed.append(replace(label, at=frame.y.at(label.at)))
    kept, left_out = spread(placed, frame.top, frame.bottom)
    for label, y in kept:
        if abs(y - label.at) > 2:
            draft.line(right + 1, label.at, right + GAP - 2, y, label.colour, 0.4)
        tag = Tag(frame.chart.name, label.rank, "latest" if label.rank == 0 else "label")
        draft.text(right + GAP, y + label.size * 0.36, label.words, label.size, label.weight, label.colour, tag=tag)
    draft.left_out.extend(left_out)


def _at_point(draft: Draft, frame: Frame, at: int, label: EdgeLabel) -> None:
    """The latest value over, under or beside its own point, where no line runs through it."""
    x, y = frame.place(at)
    half = measure.width(label.words, label.size, label.weight) / 2
    lines = frame.lines()
    for side, rise in _SPOTS:
        middle = max(frame.across.left + half + 1, min(x + side * (half + 6), frame.across.right - half - 1))
        box = text_box(middle, y + rise, label.words, label.size, label.weight, "middle")
        inside = frame.top <= box.top and box.bottom <= frame.bottom - 1
        if inside and not any(box.crossed_by(*line, gap=0.8) for line in lines):
            tag = Tag(frame.chart.name, 0, "latest")
            draft.text(middle, y + rise, label.words, label.size, label.weight, label.colour, "middle", tag=tag)
            return
    draft.left_out.append(label.words)
