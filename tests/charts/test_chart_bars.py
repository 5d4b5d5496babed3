"""The rules and the nevers of horizontal bars and the bullet."""

from dataclasses import replace

import chart_examples as examples
import pytest
from scene_checks import box_of, texts, words

from interimcoo.charts import kinds
from interimcoo.charts.chart import BarChart, Bullet
from interimcoo.charts.scene import Line, Polygon, Rect, Scene


def bars_of(scene: Scene) -> list[Rect]:
    return [shape for shape in scene.shapes if isinstance(shape, Rect) and shape.tag and shape.tag.role == "bar"]


def test_that_bars_start_at_zero_and_are_as_long_as_their_values() -> None:
    scene = kinds.draw(examples.bars(), 380.0)
    (axis,) = [shape for shape in scene.shapes if isinstance(shape, Line)]
    drawn = bars_of(scene)
    assert {bar.x for bar in drawn} == {axis.x1}
    assert drawn[2].w / drawn[0].w == pytest.approx(14.0 / 31.0, abs=0.001)


def test_that_negative_bars_run_to_the_left_of_the_same_zero() -> None:
    scene = kinds.draw(examples.mixed_bars(), 380.0)
    (axis,) = [shape for shape in scene.shapes if isinstance(shape, Line)]
    price, long, mix, volume = bars_of(scene)
    assert price.x == axis.x1
    assert long.x + long.w == pytest.approx(axis.x1, abs=0.02)
    assert mix.w == 0
    assert volume.w > 0


def test_that_the_value_stands_at_the_outer_end_of_its_own_bar() -> None:
    scene = kinds.draw(examples.mixed_bars(), 380.0)
    values = [text for text in texts(scene) if text.tag is not None and text.tag.role == "value"]
    assert [text.text for text in values] == ["4.2", "−11.6", "0.0", "−0.3"]
    for text, bar, source in zip(values, bars_of(scene), examples.mixed_bars().bars, strict=True):
        box = box_of(text)
        assert bar.y <= (box.top + box.bottom) / 2 <= bar.y + bar.h
        gap = bar.x - box.right if source.value < 0 else box.left - (bar.x + bar.w)
        assert 2 <= gap <= 6


def test_that_bars_keep_the_given_order_and_say_name_value_and_note() -> None:
    tags = [bar.tag for bar in bars_of(kinds.draw(examples.bars(), 380.0)) if bar.tag]
    assert [tag.index for tag in tags] == [0, 1, 2, 3]
    assert tags[0].words == "Spindle failure: 31.0, Line 3"
    assert [tag.record for tag in tags] == ["F2", "F3", "F1", "F5"]


def test_that_without_bars_the_place_says_so() -> None:
    assert words(kinds.draw(BarChart((), "h", 1, "t", ""), 300.0)) == ["No values yet"]


def test_that_a_bullet_has_zero_on_its_scale_and_its_plan_as_a_tick() -> None:
    scene = kinds.draw(Bullet(40.0, 50.0, (20.0, 45.0), "higher"), 110.0)
    (bar,) = bars_of(scene)
    assert bar.x == 1.0
    assert bar.h == pytest.approx(scene.height / 3, abs=0.01)
    plan = next(shape for shape in scene.shapes if isinstance(shape, Rect) and shape.fill == "bad")
    assert plan.w == 1.8
    assert plan.x + 0.9 - bar.x == pytest.approx(bar.w * 50 / 40, abs=0.1)


@pytest.mark.parametrize(
    ("direction", "greys"), [("higher", ["py", "rule", "hair"]), ("lower", ["hair", "rule", "py"])]
)
def test_that_the_darkest_zone_lies_where_it_is_worst(direction: str, greys: list[str]) -> None:
    scene = kinds.draw(replace(examples.bullet(), direction=direction), 110.0)
    zones = [shape for shape in scene.shapes if isinstance(shape, Rect) and shape.tag is None]
    assert [zone.fill for zone in zones] == greys


@pytest.mark.parametrize("actual", [500.0, -500.0])
def test_that_a_bar_beyond_the_frame_ends_in_an_arrow_head(actual: float) -> None:
    scene = kinds.draw(replace(examples.bullet(), actual=actual), 110.0)
    heads = [shape for shape in scene.shapes if isinstance(shape, Polygon)]
    assert len(heads) == 1
    tip = heads[0].points[1][0]
    assert tip == (109.0 if actual > 0 else 1.0)


def test_that_a_bullet_within_its_frame_has_no_arrow_head() -> None:
    assert not [shape for shape in kinds.draw(examples.bullet(), 110.0).shapes if isinstance(shape, Polygon)]


def test_that_a_bullet_without_plan_and_zones_shows_the_actual_alone() -> None:
    scene = kinds.draw(Bullet(3.0, None, (), "lower"), 110.0)
    assert not [shape for shape in scene.shapes if isinstance(shape, Rect) and shape.fill == "bad"]
    assert bars_of(scene)[0].w > 80


def test_that_no_bar_wears_a_traffic_light() -> None:
    for chart in (examples.bars(), examples.mixed_bars()):
        fills = {getattr(shape, "fill", None) for shape in kinds.draw(chart, 380.0).shapes}
        assert fills == {"ac", None}
