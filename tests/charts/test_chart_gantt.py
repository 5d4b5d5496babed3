"""The rules and the nevers of the plan on a time axis."""

from dataclasses import replace
from datetime import date, timedelta

import chart_examples as examples
import pytest
from scene_checks import box_of, texts, words

from interimcoo.charts import kinds
from interimcoo.charts.chart import Gantt, GanttRow
from interimcoo.charts.kinds.gantt import pages
from interimcoo.charts.scene import Line, Polygon, Polyline, Rect, Scene


def plan(**changes: object) -> Gantt:
    return replace(examples.gantt(), **changes)


def bars_of(scene: Scene) -> dict[int, Rect]:
    """The outlines of tasks by row."""
    return {
        shape.tag.index: shape
        for shape in scene.shapes
        if isinstance(shape, Rect) and shape.tag is not None and shape.tag.role == "task"
    }


def diamonds_of(scene: Scene) -> dict[int, Polygon]:
    return {
        shape.tag.index: shape
        for shape in scene.shapes
        if isinstance(shape, Polygon) and shape.tag is not None and shape.tag.role == "milestone"
    }


def test_that_bars_lie_at_their_dates_with_both_days_included() -> None:
    row = GanttRow("a", False, date(2026, 9, 8), date(2026, 9, 14))
    whole = GanttRow("b", False, date(2026, 9, 1), date(2026, 9, 30))
    chart = Gantt((row, whole), date(2026, 9, 1), date(2026, 9, 30), None, (), (), "t", "")
    bars = bars_of(kinds.draw(chart, 500.0))
    assert bars[0].w / bars[1].w == pytest.approx(7 / 30, abs=0.001)
    assert (bars[0].x - bars[1].x) / bars[1].w == pytest.approx(7 / 30, abs=0.001)


def test_that_the_solid_part_is_the_done_share_and_the_head_says_so() -> None:
    for chart in (plan(), examples.gantt(links=False)):
        scene = kinds.draw(chart, 760.0)
        outline = bars_of(scene)[1]
        solid = next(
            shape
            for shape in scene.shapes
            if isinstance(shape, Rect) and shape.tag is None and (shape.x, shape.y) == (outline.x, outline.y)
        )
        assert solid.w / outline.w == pytest.approx(0.7, abs=0.01)
        assert any("share done" in said for said in words(scene))
    untouched = plan(rows=tuple(replace(row, done=0.0) for row in plan().rows))
    assert not any("share done" in said for said in words(kinds.draw(untouched, 760.0)))


def test_that_the_share_done_is_said_even_in_a_narrow_head() -> None:
    assert "solid = share done" in words(kinds.draw(examples.gantt(links=False), 300.0))


def test_that_no_word_lies_on_a_bar() -> None:
    scene = kinds.draw(plan(), 760.0)
    for text in texts(scene):
        assert not [bar for bar in bars_of(scene).values() if box_of(bar).meets(box_of(text))], text


def test_that_the_baseline_lies_below_the_bar() -> None:
    scene = kinds.draw(plan(), 760.0)
    thin = [shape for shape in scene.shapes if isinstance(shape, Rect) and shape.fill == "py"]
    assert {shape.h for shape in thin} == {1.8}
    assert thin[0].y > bars_of(scene)[1].y + bars_of(scene)[1].h


def test_that_critical_tasks_are_orange_on_screen_and_underlined_on_paper() -> None:
    screen, paper = kinds.draw(plan(), 760.0), kinds.draw(examples.gantt(links=False), 760.0)
    assert bars_of(screen)[1].stroke == "concern"
    assert bars_of(screen)[12].stroke == "ac"
    assert bars_of(paper)[1].stroke == "ac"
    under = [
        shape for shape in paper.shapes if isinstance(shape, Line) and shape.width == 1.2 and shape.colour == "ink"
    ]
    assert len(under) == sum(row.critical for row in plan().rows)
    assert any("orange = critical" in said for said in words(screen))
    assert any("underlined = critical" in " ".join((*words(paper), *paper.shortened)) for _ in "x")


def test_that_links_are_drawn_on_screen_alone() -> None:
    screen = kinds.draw(plan(), 760.0)
    assert len([shape for shape in screen.shapes if isinstance(shape, Polyline)]) == len(plan().links)
    hidden = kinds.draw(plan(show_links=False), 760.0)
    assert not [shape for shape in hidden.shapes if isinstance(shape, Polyline)]
    assert bars_of(hidden).keys() == bars_of(screen).keys()


def test_that_a_link_ends_at_the_row_it_leads_to() -> None:
    scene = kinds.draw(plan(), 760.0)
    bars = bars_of(scene)
    first = next(shape for shape in scene.shapes if isinstance(shape, Polyline))
    assert first.points[0][0] == pytest.approx(bars[1].x + bars[1].w + 0.5, abs=0.1)
    assert bars[2].x <= first.points[-1][0] <= bars[2].x + bars[2].w
    assert first.points[-1][1] == pytest.approx(bars[2].y - 0.6, abs=0.1)


def test_that_links_to_nowhere_are_left_out() -> None:
    odd = plan(links=(examples.GanttLink(0, 1), examples.GanttLink(1, 1), examples.GanttLink(1, 99)))
    assert not [shape for shape in kinds.draw(odd, 760.0).shapes if isinstance(shape, Polyline)]


def test_that_milestones_are_filled_when_reached_or_to_come_and_hollow_when_missed() -> None:
    diamonds = diamonds_of(kinds.draw(plan(), 760.0))
    assert diamonds[10].fill == "improvement"  # past, reached
    assert (diamonds[11].fill, diamonds[11].stroke) == ("canvas", "bad")  # past, missed
    assert diamonds[8].fill == "concern"  # to come, critical
    assert diamonds_of(kinds.draw(examples.gantt(links=False), 760.0))[8].fill == "improvement"


def test_that_a_milestone_has_its_date_beside_it() -> None:
    scene = kinds.draw(plan(), 760.0)
    dated = next(text for text in texts(scene) if text.text == "30 Nov")
    diamond = box_of(diamonds_of(scene)[8])
    assert 0 < dated.x - diamond.right < 20


def test_that_today_is_a_line_with_its_name_in_the_head() -> None:
    scene = kinds.draw(plan(), 760.0)
    line = next(shape for shape in scene.shapes if isinstance(shape, Line) and shape.tag and shape.tag.role == "today")
    name = next(text for text in texts(scene) if text.text == "today")
    assert (line.colour, line.width) == ("bad", 0.9)
    assert abs(name.x + (box_of(name).right - name.x) / 2 - line.x1) < 1
    assert name.y < line.y1 + 1
    outside = plan(today=date(2030, 1, 1))
    assert "today" not in words(kinds.draw(outside, 760.0))


def test_that_gates_stand_at_their_dates_and_can_be_pointed_at() -> None:
    scene = kinds.draw(plan(), 760.0)
    marks = [shape.tag for shape in scene.shapes if shape.tag is not None and shape.tag.role == "mark"]
    assert [tag.words for tag in marks] == ["G2, 29 Sep 2026", "G3, 9 Oct 2026", "G4, 13 Nov 2026"]


@pytest.mark.parametrize(
    ("days", "expected", "absent"),
    [(15, "15", "W"), (100, "40", "52"), (400, "October", "40")],
)
def test_that_the_head_shows_days_weeks_or_months_by_span(days: int, expected: str, absent: str) -> None:
    chart = plan(last=date(2026, 9, 1) + timedelta(days=days), rows=(), links=(), marks=(), column_heads=())
    assert expected in words(kinds.draw(chart, 760.0))
    assert absent not in words(kinds.draw(chart, 760.0))


def test_that_months_are_named_in_the_language_and_january_says_its_year() -> None:
    chart = plan(last=date(2027, 3, 1))
    assert "oktober" in words(kinds.draw(chart, 760.0, language="sv"))
    assert "Jan 2027" in words(kinds.draw(chart, 760.0))


def test_that_columns_stand_beside_names_on_screen_and_right_of_the_bars_on_paper() -> None:
    screen, paper = kinds.draw(plan(), 760.0), kinds.draw(examples.gantt(links=False), 760.0)
    owner = next(text for text in texts(screen) if text.text == "Owner")
    assert box_of(owner).right < min(bar.x for bar in bars_of(screen).values())
    owner = next(text for text in texts(paper) if text.text == "Owner")
    assert owner.x > max(bar.x + bar.w for bar in bars_of(paper).values())


def test_that_every_task_can_be_pointed_at_from_top_to_bottom_even_without_dates() -> None:
    rows = (*plan().rows, GanttRow("Later", record="task:later"))
    scene = kinds.draw(plan(rows=rows), 760.0)
    roles = ("task", "milestone")
    tags = [shape.tag for shape in scene.shapes if shape.tag is not None and shape.tag.role in roles]
    assert {tag.index for tag in tags} == {at for at, row in enumerate(rows) if not row.group}
    assert {tag.record for tag in tags} == {row.record for row in rows if not row.group}
    assert all(tag.words for tag in tags)
    assert "Later, no dates yet" in [tag.words for tag in tags]
    assert "Causes 6 to 10, 21 Oct – 21 Nov 2026, 0% done" in [tag.words for tag in tags]


def test_that_rows_are_20_points_and_stay_between_18_and_24() -> None:
    def pitch(height: float | None) -> float:
        bars = bars_of(kinds.draw(plan(), 760.0, height))
        return bars[2].y - bars[1].y

    assert pitch(None) == pytest.approx(20, abs=0.02)
    assert pitch(10.0) == pytest.approx(18, abs=0.02)
    assert pitch(2000.0) == pytest.approx(24, abs=0.02)


def test_that_paper_takes_at_most_thirty_rows_a_page_and_repeats_the_group() -> None:
    group, task = GanttRow("G", True), GanttRow("t", False, date(2026, 9, 1), date(2026, 9, 9))
    chart = plan(rows=(group, *(replace(task, label=f"t{at}") for at in range(70))))
    parts = pages(chart)
    assert [len(part.rows) for part in parts] == [30, 30, 13]
    assert all(part.rows[0].group for part in parts)
    assert [row.label for part in parts for row in part.rows if not row.group] == [f"t{at}" for at in range(70)]
    assert all(not part.show_links for part in parts)


def test_that_no_page_ends_on_a_group_head() -> None:
    task = GanttRow("t", False, date(2026, 9, 1), date(2026, 9, 9))
    rows = (GanttRow("A", True), *(task,) * 28, GanttRow("B", True), task)
    parts = pages(plan(rows=rows))
    assert [part.rows[-1].group for part in parts] == [False, False]
    assert parts[1].rows[0].label == "B"


def test_that_bars_beyond_the_axis_are_cut_and_those_outside_left_out() -> None:
    chart = plan(first=date(2026, 9, 10), last=date(2026, 10, 10))
    bars = bars_of(kinds.draw(chart, 760.0))
    assert 3 not in bars
    assert bars[1].x == bars[5].x
