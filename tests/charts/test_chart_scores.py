"""The rules and the nevers of radar and heat map."""

from dataclasses import replace

import chart_examples as examples
import pytest
from scene_checks import box_of, texts, words

from interimcoo.charts import kinds
from interimcoo.charts.chart import HeatMap, HeatRow, Radar, RadarSeries
from interimcoo.charts.kinds.heatmap import step_of
from interimcoo.charts.scene import Circle, Line, Polygon, Rect


def test_that_axes_keep_the_order_of_the_dimensions_clockwise_from_the_top() -> None:
    dots = [shape for shape in kinds.draw(examples.radar(), 300.0).shapes if isinstance(shape, Circle)]
    assert [dot.tag.index for dot in dots if dot.tag] == list(range(12))
    assert dots[0].y == min(dot.y for dot in dots if dot.tag and dot.tag.index in (0, 6))
    assert dots[3].x > dots[9].x
    assert dots[0].tag is not None
    assert dots[0].tag.words == "Direction, now 2.5, June 2.0, target in 12 months 4.0"


def test_that_the_three_series_differ_without_colour() -> None:
    scene = kinds.draw(examples.radar(), 300.0)
    closed = [shape for shape in scene.shapes if isinstance(shape, Polygon) and shape.stroke in ("brand", "py")]
    dashed = [shape for shape in scene.shapes if isinstance(shape, Line) and shape.dash]
    assert {(shape.stroke, shape.width) for shape in closed} == {("brand", 1.7), ("py", 1.4)}
    assert len(dashed) == 13  # twelve edges and the sample in the legend
    assert {"now", "June", "target in 12 months"} <= set(words(scene))


def test_that_a_radar_takes_at_most_three_series_and_twelve_axes() -> None:
    radar = examples.radar()
    with pytest.raises(ValueError, match="at most 3 series"):
        kinds.draw(replace(radar, series=radar.series * 2), 300.0)
    with pytest.raises(ValueError, match="at most 12 axes"):
        kinds.draw(Radar(("a",) * 13, (), "t", ""), 300.0)
    with pytest.raises(ValueError, match="one value per axis"):
        kinds.draw(replace(radar, axes=radar.axes[:5]), 300.0)


def test_that_a_missing_score_opens_the_line() -> None:
    values = (None, *examples.radar().series[0].values[1:])
    scene = kinds.draw(replace(examples.radar(), series=(RadarSeries("now", "now", values),)), 300.0)
    assert len([shape for shape in scene.shapes if isinstance(shape, Circle)]) == 11
    assert len([shape for shape in scene.shapes if isinstance(shape, Line) and shape.width == 1.7]) == 11
    assert not [shape for shape in scene.shapes if isinstance(shape, Polygon) and shape.fill == "imptint"]


def test_that_ring_numbers_stand_off_the_lines_of_the_series() -> None:
    scene = kinds.draw(examples.radar(), 300.0)
    rings = [text for text in texts(scene) if text.size == 6.5]
    assert [text.text for text in rings] == ["5", "1"]
    dots = [box_of(shape) for shape in scene.shapes if isinstance(shape, Circle)]
    assert not [text for text in rings for dot in dots if box_of(text).meets(dot)]


def test_that_each_cell_carries_its_number_in_a_colour_of_its_score() -> None:
    scene = kinds.draw(examples.heat(), 420.0)
    cells = [shape for shape in scene.shapes if isinstance(shape, Rect) and shape.tag and shape.tag.role == "cell"]
    assert len(cells) == 48
    printed = texts(scene)
    for cell in cells:
        inside = [
            text for text in printed if cell.x <= text.x <= cell.x + cell.w and cell.y <= text.y <= cell.y + cell.h
        ]
        assert len(inside) == 1
        if inside[0].text == "–":
            assert cell.fill == "canvas"
            assert cell.dash
        else:
            assert cell.fill == f"heat{max(1, int(inside[0].text))}"
            assert inside[0].colour == f"{cell.fill}t"


def test_that_cells_can_be_walked_row_by_row_and_say_row_and_column() -> None:
    scene = kinds.draw(examples.heat(), 420.0)
    tags = [shape.tag for shape in scene.shapes if isinstance(shape, Rect) and shape.tag]
    assert [tag.index for tag in tags] == list(range(48))
    assert tags[0].words == "Direction, Göteborg: 3"
    assert tags[15].words == "Flow, Head office: no value"


@pytest.mark.parametrize(
    ("score", "step"), [(0, 1), (0.4, 1), (1, 1), (1.5, 2), (2.5, 3), (2.49, 2), (4.5, 5), (5, 5), (9, 5), (-1, 1)]
)
def test_that_a_mean_takes_the_colour_of_its_rounded_score(score: float, step: int) -> None:
    assert step_of(score) == step


def test_that_rows_and_columns_keep_their_order_and_heads_take_two_lines() -> None:
    columns = ("Plant in Göteborg with warehouse", "Łódź", "Thessaloníki", "Head office")
    scene = kinds.draw(replace(examples.heat(), columns=columns), 420.0)
    rows = [text.text for text in texts(scene) if text.text in examples.AXES]
    assert rows == list(examples.AXES)
    heads = [text for text in texts(scene) if text.tag is not None and text.tag.series == "heads"]
    assert len([text for text in heads if text.tag and text.tag.index == 0]) == 2
    assert len({text.y for text in heads if text.tag and text.tag.index > 0}) == 1


def test_that_figures_beside_the_cells_line_up_at_the_right() -> None:
    rows = tuple(HeatRow("A", "x", (1.0,), (figure,)) for figure in ("2.5", "10.0", "–"))
    scene = kinds.draw(HeatMap(("c",), rows, "t", "", 0, ("All",)), 300.0)
    beside = [text for text in texts(scene) if text.text in ("All", "2.5", "10.0", "–")]
    assert len({round(box_of(text).right, 1) for text in beside}) == 1


def test_that_blue_and_orange_never_become_red_and_green() -> None:
    fills = {shape.fill for shape in kinds.draw(examples.heat(), 420.0).shapes if isinstance(shape, Rect)}
    assert fills <= {"heat1", "heat2", "heat3", "heat4", "heat5", "canvas"}
