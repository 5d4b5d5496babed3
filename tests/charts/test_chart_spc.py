"""The rules and the nevers of the control chart and the sparkline."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import chart_examples as examples
import pytest
from scene_checks import box_of, texts, words

from interimcoo.charts import kinds
from interimcoo.charts.chart import Event, SpcChart, SpcPhase
from interimcoo.charts.scene import Circle, Line, Polygon, Polyline, Rect, Scene, Text


def tagged(scene: Scene, role: str) -> list[object]:
    """The shapes of a role."""
    return [shape for shape in scene.shapes if shape.tag is not None and shape.tag.role == role]


def lines_at(scene: Scene, role: str) -> list[Line]:
    return [shape for shape in tagged(scene, role) if isinstance(shape, Line)]


def text_of(scene: Scene, said: str) -> Text:
    return next(text for text in texts(scene) if text.text == said)


def test_that_limits_mean_and_target_are_drawn_as_given_and_named_at_the_edge() -> None:
    scene = kinds.draw(examples.otif(), 560.0)
    assert {"upper limit 84.6", "lower limit 76.8", "mean 80.7", "target 92.0", "78.4"} <= set(words(scene))
    (target,) = lines_at(scene, "target")
    assert (target.colour, target.dash) == ("bad", (1.5, 1.5))
    named = text_of(scene, "target 92.0")
    assert abs(named.y - target.y1) < 5
    assert named.x > target.x2


def test_that_no_limit_is_computed_here() -> None:
    bare = replace(examples.otif(), phases=())
    scene = kinds.draw(bare, 560.0)
    assert tagged(scene, "limit") == []
    assert tagged(scene, "mean") == []
    assert not [shape for shape in scene.shapes if isinstance(shape, Rect) and shape.fill == "band"]


def test_that_each_phase_keeps_its_own_limits_with_a_step_between() -> None:
    scene = kinds.draw(examples.otif(), 560.0)
    first, second = (
        [line for line in lines_at(scene, "limit") if line.tag is not None and line.tag.index == at] for at in (0, 1)
    )
    assert {line.y1 for line in first}.isdisjoint({line.y1 for line in second})
    assert max(line.x2 for line in first) == min(line.x1 for line in second)
    assert {line.colour for line in first} == {"py"}
    assert {line.colour for line in second} == {"mute"}
    assert "phase 1, mean 86.2" in words(scene)
    assert "phase 2, mean 80.7" in words(scene)


def test_that_concern_and_improvement_differ_by_shape() -> None:
    points = tagged(kinds.draw(examples.otif(), 560.0), "point")
    concern = [shape for shape in points if getattr(shape, "fill", "") == "concern"]
    improvement = [shape for shape in points if getattr(shape, "fill", "") == "improvement"]
    assert len(concern) == 1
    assert isinstance(concern[0], Polygon)
    assert len(improvement) == 2
    assert all(isinstance(shape, Circle) for shape in improvement)


def test_that_an_excluded_point_is_hollow_and_a_neutral_signal_a_square() -> None:
    points = list(examples.otif().points)
    points[5] = replace(points[5], excluded=True)
    points[6] = replace(points[6], type="special")
    marks = tagged(kinds.draw(replace(examples.otif(), points=tuple(points)), 560.0), "point")
    assert marks[5].fill == "canvas"
    assert marks[5].stroke == "common"
    assert isinstance(marks[6], Rect)
    assert marks[6].fill == "ink"


@pytest.mark.parametrize(("count", "said"), [(4, "4 points, no limits yet"), (9, "provisional limits, 9 points")])
def test_that_few_points_are_said_so(count: int, said: str) -> None:
    scene = kinds.draw(examples.series(count), 420.0)
    assert said in words(scene)
    assert bool(lines_at(scene, "limit")) == (count >= 6)


def test_that_provisional_limits_have_a_dash_of_their_own() -> None:
    sure, unsure = (lines_at(kinds.draw(examples.series(n), 420.0), "limit")[0] for n in (20, 9))
    assert sure.dash
    assert unsure.dash
    assert sure.dash != unsure.dash


def test_that_gaps_stay_gaps() -> None:
    chart = examples.series(30, gaps=True)
    scene = kinds.draw(chart, 420.0)
    strokes = [shape for shape in scene.shapes if isinstance(shape, Polyline)]
    missing = sum(point.value is None for point in chart.points)
    assert len(tagged(scene, "point")) == 30 - missing
    assert len(strokes) == missing + 1
    assert sum(len(stroke.points) for stroke in strokes) == 30 - missing


@pytest.mark.parametrize("count", [2, 3, 9, 26, 53, 104, 520])
@pytest.mark.parametrize("width", [160.0, 300.0, 700.0])
def test_that_first_and_last_period_are_named_and_labels_stand_apart(count: int, width: float) -> None:
    chart = examples.series(count)
    scene = kinds.draw(chart, width)
    labels = [
        text for text in texts(scene) if text.tag is not None and text.tag.role == "tick" and text.text.startswith("W")
    ]
    assert labels[0].text == chart.points[0].label
    assert labels[-1].text == chart.points[-1].label
    boxes = [box_of(label) for label in labels]
    assert all(before.right + 5.9 <= after.left for before, after in pairwise(boxes))
    if len(labels) > 3:
        steps = [label.tag.index for label in labels if label.tag is not None]
        assert len({after - before for before, after in pairwise(steps[:-1])}) == 1


def test_that_points_stand_by_date_and_not_by_index() -> None:
    chart = examples.series(20)
    late = replace(chart, points=(*chart.points[:10], *chart.points[15:]))
    marks = tagged(kinds.draw(late, 420.0), "point")
    xs = [box_of(mark).left for mark in marks]  # type: ignore[arg-type]
    assert xs[10] - xs[9] > 5 * (xs[2] - xs[1])


def test_that_a_change_of_year_is_marked_by_iso_weeks() -> None:
    points = examples.weekly([80.0, 81.0] * 10, date(2025, 11, 3))
    scene = kinds.draw(replace(examples.otif(), points=points, phases=(), events=()), 420.0)
    assert {"2025", "2026"} <= set(words(scene))
    year = text_of(scene, "2026")
    first_week = next(at for at, point in enumerate(points) if point.label == "W1")
    marks = tagged(scene, "point")
    assert box_of(marks[first_week - 1]).right < year.x  # type: ignore[arg-type]


def test_that_labels_which_name_their_year_get_no_second_year() -> None:
    points = tuple(
        replace(point, at=date(2024 + at // 12, at % 12 + 1, 1), label=f"{2024 + at // 12}-{at % 12 + 1}")
        for at, point in enumerate(examples.series(20).points)
    )
    scene = kinds.draw(replace(examples.otif(), points=points, phases=(), events=()), 420.0)
    assert "2024" not in words(scene)


def test_that_the_target_never_lies_on_the_axis() -> None:
    for target in (60.0, 80.0, 120.0, 0.0, -5.0):
        scene = kinds.draw(replace(examples.series(20), target=target), 420.0)
        (line,) = lines_at(scene, "target")
        axis = max(shape.y1 for shape in scene.shapes if isinstance(shape, Line) and shape.colour == "rule")
        top = min(shape.y1 for shape in scene.shapes if isinstance(shape, Line) and shape.colour == "hair")
        assert axis - line.y1 >= 0.03 * (axis - top)


def test_that_the_lowest_tick_is_labelled_and_no_area_filled() -> None:
    scene = kinds.draw(examples.series(26, limits=False), 420.0)
    ticks = [text for text in texts(scene) if text.anchor == "end"]
    assert len(ticks) >= 3
    assert not [shape for shape in scene.shapes if isinstance(shape, Polygon) and len(shape.points) > 4]


def test_that_every_point_can_be_pointed_at_with_words_and_record_in_time_order() -> None:
    chart = examples.otif()
    tags = [shape.tag for shape in tagged(kinds.draw(chart, 560.0), "point")]  # type: ignore[attr-defined]
    assert [tag.index for tag in tags] == list(range(len(chart.points)))
    assert [tag.words for tag in tags] == [point.words for point in chart.points]
    assert [tag.record for tag in tags] == [point.record for point in chart.points]


def test_that_points_without_words_say_period_and_value() -> None:
    chart = replace(examples.otif(), points=tuple(replace(point, words="") for point in examples.otif().points))
    mark = tagged(kinds.draw(chart, 560.0, language="sv"), "point")[35]
    assert mark.tag.words == "W36: 74,6%"  # type: ignore[attr-defined]


def test_that_events_stand_at_their_date_on_every_chart() -> None:
    scene = kinds.draw(examples.otif(), 560.0)
    lines = lines_at(scene, "event")
    assert [line.tag.words for line in lines if line.tag] == [
        "Planning parameters changed, 27 Apr 2026", "Spindle 1 fails, 28 Aug 2026",
    ]  # fmt: skip
    assert [line.tag.index for line in lines if line.tag] == [17, 35]
    assert {"Planning parameters changed", "Spindle 1 fails"} <= set(words(scene))
    marks = [box_of(shape) for shape in tagged(scene, "point")]  # type: ignore[arg-type]
    assert abs(lines[0].x1 - (marks[17].left + marks[17].right) / 2) < 0.1


def test_that_an_event_outside_the_dates_is_not_drawn() -> None:
    scene = kinds.draw(replace(examples.otif(), events=(Event(date(2020, 1, 1), "Before"),)), 560.0)
    assert "Before" not in words(scene)
    assert lines_at(scene, "event") == []


def test_that_a_missing_end_prints_the_latest_value_at_its_own_point() -> None:
    chart = examples.otif()
    gap = replace(chart, points=(*chart.points[:-2], *(replace(point, value=None) for point in chart.points[-2:])))
    scene = kinds.draw(gap, 560.0)
    latest = next(text for text in texts(scene) if text.tag is not None and text.tag.role == "latest")
    mark = box_of(tagged(scene, "point")[-1])  # type: ignore[arg-type]
    assert latest.text == "74.6"
    assert (latest.size, latest.weight, latest.anchor) == (8.0, "semibold", "middle")
    assert abs(latest.x - (mark.left + mark.right) / 2) < 30


def test_that_labels_at_the_edge_are_pushed_apart_with_leaders_and_the_least_gives_way() -> None:
    chart = examples.otif()
    near = (SpcPhase(0, 37, 78.5, 78.2, 78.8),)
    scene = kinds.draw(replace(chart, phases=near, target=78.4), 560.0, 300.0)
    shown = [text for text in texts(scene) if text.tag is not None and text.tag.role in ("label", "latest")]
    kept = [text.text for text in shown if not text.text.startswith(("Pl", "Sp"))]
    assert "78.4" in kept
    assert "target 78.4" in kept
    assert [line for line in scene.shapes if isinstance(line, Line) and line.width == 0.4]
    assert "mean 78.5" in scene.shortened


def test_that_every_printed_number_is_a_figure_or_a_tick() -> None:
    chart = examples.otif()
    scene = kinds.draw(chart, 560.0)
    figures = {"92.0", "78.4", "86.2", "80.7", "84.6", "76.8", "1", "2"} | {point.label[1:] for point in chart.points}
    ticks = {text.text for text in texts(scene) if text.anchor == "end"}
    printed = {token for said in words(scene) for token in re.findall(r"\d+(?:\.\d+)?", said)}
    assert printed <= figures | ticks


def test_that_percentages_get_no_tick_over_100() -> None:
    points = examples.weekly([99.0, 100.0, 99.5, 100.0, 98.9, 99.2])
    scene = kinds.draw(SpcChart("Fill", "%", 1, "higher", points, (), 100.0, (), "t", ""), 420.0)
    ticks = [float(text.text) for text in texts(scene) if text.anchor == "end"]
    assert max(ticks) == 100.0


def test_that_an_empty_chart_says_what_will_stand_there() -> None:
    scene = kinds.draw(replace(examples.otif(), points=(), phases=()), 420.0)
    assert words(scene) == ["First value after the next import", "target 92.0"]


def test_that_dense_series_keep_their_flagged_points_visible() -> None:
    marks = tagged(kinds.draw(examples.series(520), 420.0), "point")
    plain = next(shape for shape in marks if getattr(shape, "fill", "") == "common")
    flagged = next(shape for shape in marks if getattr(shape, "fill", "") == "improvement")
    assert flagged.r >= 1.7 * plain.r


def test_that_a_sparkline_has_no_words_and_marks_only_flags_and_the_end() -> None:
    value = examples.sparkline(26)
    scene = kinds.draw(value, 100.0, 20.0)
    assert texts(scene) == []
    marks = [shape for shape in scene.shapes if isinstance(shape, Circle | Polygon)]
    flagged = sum(point.type != "common" for point in value.points)
    assert len(marks) == flagged + 1
    assert isinstance(marks[-1], Circle)
    assert marks[-1].r == 2.3
    assert scene.alt == ""


@pytest.mark.parametrize("count", [0, 1, 5])
def test_that_a_sparkline_under_six_points_prints_its_values(count: int) -> None:
    value = examples.sparkline(count)
    scene = kinds.draw(value, 200.0, 20.0)
    (text,) = texts(scene)
    assert len(text.text.split()) == max(1, count)
    assert not [shape for shape in scene.shapes if isinstance(shape, Polyline)]


def test_that_a_sparkline_keeps_gaps() -> None:
    chart = examples.series(30, gaps=True)
    scene = kinds.draw(examples.Sparkline(chart.points, (), None), 100.0, 20.0)
    missing = sum(point.value is None for point in chart.points)
    assert len([shape for shape in scene.shapes if isinstance(shape, Polyline)]) == missing + 1
