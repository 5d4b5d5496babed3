"""Every drawing, typical or stretched, keeps its words apart, inside, uncrossed, and in the colours of the palette."""

from dataclasses import replace
from datetime import date, timedelta

import chart_examples as examples
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scene_checks import crossed, faults, outside, overlaps, strange_colours, texts, unrounded, words

from interimcoo.charts import kinds
from interimcoo.charts.chart import (
    Bar,
    BarChart,
    Chart,
    Event,
    Gantt,
    GanttLink,
    GanttRow,
    HeatMap,
    HeatRow,
    Radar,
    RadarSeries,
    SpcChart,
    SpcPhase,
)
from interimcoo.charts.scene import Line

LANGUAGES = ("en", "sv", "de", "pl")


def stretched() -> dict[str, Chart]:
    """Data that strain a layout."""
    otif = examples.otif()
    crowd = tuple(Event(date(2026, 1, 5) + timedelta(days=9 * at), f"{examples.LONG} {at}") for at in range(14))
    flat = examples.weekly([5.0] * 20)
    huge = examples.weekly([(-1) ** at * 3.2e14 * at for at in range(30)])
    long_rows = tuple(replace(row, label=f"{examples.LONG} {row.label}") for row in examples.gantt().rows)
    last_gap = (*otif.points[:-3], *(replace(point, value=None) for point in otif.points[-3:]))
    return {
        "spc one point": examples.series(1), "spc two": examples.series(2), "spc empty": examples.series(0),
        "spc nine": examples.series(9), "spc gaps": examples.series(60, gaps=True), "spc 520": examples.series(520),
        "spc crowd": replace(otif, events=crowd), "spc last gap": replace(otif, points=last_gap),
        "spc flat": replace(otif, points=flat, phases=(SpcPhase(0, 19, 5.0, None, None, "no_variation"),), target=5.0),
        "spc huge": replace(otif, points=huge, phases=(), target=-1e15, unit="kr"),
        "spc many phases": replace(
            otif, phases=tuple(SpcPhase(at, min(37, at + 5), 80.0 + at, 76.0, 94.0 + at) for at in range(0, 38, 6))
        ),
        "bars": examples.mixed_bars(), "bars none": replace(examples.bars(), bars=()),
        "bars huge": BarChart((Bar("a", -9e18), Bar("b", 4e18, "note")), "kr", 0, "t", ""),
        "radar long": replace(examples.radar(), axes=(examples.LONG,) * 12),
        "radar gap": replace(
            examples.radar(), series=(RadarSeries("now", "now", (None, *examples.radar().series[0].values[1:])),)
        ),
        "radar none": Radar((), (), "t", ""),
        "radar two": Radar(("a", "b"), (RadarSeries("n", "now", (1, 5)),), "t", ""),
        "heat long": replace(
            examples.heat(), columns=(examples.LONG,) * 9,
            rows=tuple(HeatRow("XX", examples.LONG, (1.0,) * 9, ("2.5", "4", "1", "2 of 2")) for _ in range(5)),
        ),
        "heat empty": HeatMap((), (), "t", ""),
        "gantt long": replace(examples.gantt(), rows=long_rows),
        "gantt years": replace(examples.gantt(), first=date(2024, 1, 15), last=date(2030, 3, 1)),
        "gantt days": replace(examples.gantt(), first=date(2026, 9, 14), last=date(2026, 10, 2)),
        "gantt one day": replace(examples.gantt(), first=examples.TODAY, last=examples.TODAY),
        "gantt empty": replace(examples.gantt(), rows=(), links=()),
        "gantt crowd": replace(
            examples.gantt(), marks=tuple(replace(one, at=one.at + timedelta(days=230)) for one in crowd)
        ),
    }  # fmt: skip


CASES = {**examples.typical(), **stretched()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [240.0, 380.0, 760.0])
@pytest.mark.parametrize("name", CASES)
def test_that_no_drawing_has_a_fault(name: str, width: float, language: str) -> None:
    scene = kinds.draw(CASES[name], width, language=language)
    assert faults(scene) == []
    assert scene.width == width


@pytest.mark.parametrize("name", ["spc", "spark", "radar", "bar", "heat", "gantt", "bullet", "spc many phases"])
@pytest.mark.parametrize(("width", "height"), [(160.0, 100.0), (300.0, 140.0), (900.0, 420.0)])
def test_that_a_drawing_keeps_to_a_given_height(name: str, width: float, height: float) -> None:
    scene = kinds.draw(CASES[name], width, height)
    assert outside(scene) == []
    assert overlaps(scene) == []
    assert scene.height >= height


@pytest.mark.parametrize("name", CASES)
def test_that_equal_values_give_equal_scenes(name: str) -> None:
    again = {**examples.typical(), **stretched()}[name]
    assert again is not CASES[name]
    assert kinds.draw(again, 420.0) == kinds.draw(CASES[name], 420.0)


@pytest.mark.parametrize("name", CASES)
def test_that_shortened_words_are_kept_in_full(name: str) -> None:
    scene = kinds.draw(CASES[name], 380.0)
    cut = [text for text in words(scene) if text.endswith("…")]
    assert not cut or scene.shortened


@pytest.mark.parametrize("name", examples.typical())
def test_that_the_alternative_text_is_that_of_the_value(name: str) -> None:
    chart = examples.typical()[name]
    assert kinds.draw(chart, 380.0).alt == getattr(chart, "alt", "")


amounts = st.floats(-1e12, 1e12).map(lambda value: round(value, 3)) | st.floats(-100, 100) | st.just(7.0)
labels = st.text(st.sampled_from("abcdeÅß Łódź%-–.,123ΩЖ\t中"), min_size=1, max_size=60)


@st.composite
def control_charts(draw: st.DrawFn) -> SpcChart:
    values = draw(
        st.lists(st.none() | amounts, min_size=1, max_size=60)
        | st.builds(lambda v, n: [v] * n, amounts, st.integers(1, 600))
    )
    points = examples.weekly(values, draw(st.dates(date(2000, 1, 3), date(2030, 1, 1))))
    known = [value for value in values if value is not None] or [0.0]
    middle, half = sum(known) / len(known), (max(known) - min(known)) / 2 + 1
    cut = draw(st.integers(0, len(values) - 1))
    status = draw(st.sampled_from(["ok", "provisional", "no_variation", "not_enough_data"]))
    limits = status in ("ok", "provisional")
    phases = [
        SpcPhase(
            cut, len(values) - 1, middle, middle - half if limits else None, middle + half if limits else None, status
        )
    ]
    if cut:
        phases.insert(0, SpcPhase(0, cut - 1, middle - half / 3, middle - half, middle))
    days = st.dates(points[0].at, points[-1].at)
    events = tuple(draw(st.lists(st.builds(Event, days, labels), max_size=5)))
    return SpcChart(
        draw(labels), draw(st.sampled_from(["%", "days", ""])), draw(st.integers(0, 3)), "higher", points,
        tuple(phases) if draw(st.booleans()) else (), draw(st.none() | amounts), events, "t", examples.ALT,
    )  # fmt: skip


@settings(max_examples=120)
@given(control_charts(), st.sampled_from([160.0, 240.0, 333.0, 520.0, 900.0]), st.sampled_from(LANGUAGES))
def test_that_any_series_makes_a_clean_control_chart(chart: SpcChart, width: float, language: str) -> None:
    assert faults(kinds.draw(chart, width, language=language)) == []


@st.composite
def plans(draw: st.DrawFn) -> Gantt:
    first = draw(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
    span = draw(st.sampled_from([0, 5, 20, 60, 180, 400, 3000]))
    day = st.integers(-10, span + 10).map(lambda n: first + timedelta(days=n))
    rows = []
    for _ in range(draw(st.integers(0, 12))):
        start = draw(st.none() | day)
        finish = None if start is None else start + timedelta(days=draw(st.integers(0, max(1, span // 2))))
        rows.append(
            GanttRow(
                draw(labels), draw(st.booleans()), start, finish, start, finish, draw(st.floats(0, 1)),
                draw(st.booleans()), start is not None and start == finish, (draw(labels), "12"),
            )
        )  # fmt: skip
    links = st.builds(GanttLink, st.integers(0, 11), st.integers(0, 11))
    marks = tuple(draw(st.lists(st.builds(Event, day, labels), max_size=5)))
    return Gantt(
        tuple(rows), first, first + timedelta(days=span), draw(st.none() | day), marks, ("Owner", "Float"), "t", "",
        tuple(draw(st.lists(links, max_size=6))), draw(st.booleans()),
    )  # fmt: skip


@settings(max_examples=120)
@given(plans(), st.sampled_from([320.0, 520.0, 900.0]), st.sampled_from(LANGUAGES))
def test_that_any_plan_makes_a_clean_drawing(chart: Gantt, width: float, language: str) -> None:
    assert faults(kinds.draw(chart, width, language=language)) == []


scores = st.none() | st.floats(0, 5)


@settings(max_examples=80)
@given(
    st.lists(labels, min_size=1, max_size=12), st.lists(labels, max_size=8), st.data(),
    st.sampled_from([260.0, 420.0, 700.0]),
)  # fmt: skip
def test_that_any_scores_make_clean_drawings(
    axes: list[str], columns: list[str], data: st.DataObject, width: float
) -> None:
    rows = tuple(
        HeatRow("ABCDEFGHIJKL"[at], axis, tuple(data.draw(scores) for _ in columns), ("2.5", "2 of 2"))
        for at, axis in enumerate(axes)
    )
    heat = HeatMap(tuple(columns), rows, "t", "", data.draw(st.integers(0, 1)), ("All", "Answered"))
    assert faults(kinds.draw(heat, width)) == []
    lines = tuple(
        RadarSeries(data.draw(labels), role, tuple(data.draw(scores) for _ in axes))
        for role in data.draw(st.lists(st.sampled_from(["now", "baseline", "target"]), max_size=3))
    )
    assert faults(kinds.draw(Radar(tuple(axes), lines, "t", ""), width)) == []


@settings(max_examples=80)
@given(st.lists(st.builds(Bar, labels, amounts, st.just("") | labels), max_size=15), st.sampled_from([200.0, 380.0]))
def test_that_any_bars_make_a_clean_drawing(bars: list[Bar], width: float) -> None:
    assert faults(kinds.draw(BarChart(tuple(bars), "h", 1, "t", ""), width)) == []


def test_that_the_checks_of_this_test_find_faults() -> None:
    scene = kinds.draw(examples.bars(), 380.0)
    moved = [replace(text, x=400.0) for text in texts(scene)]
    doubled = replace(scene, shapes=(*scene.shapes, *moved, texts(scene)[0]))
    assert outside(doubled) != []
    assert overlaps(doubled) != []
    word = texts(scene)[0]
    through = Line(0.0, word.y - 2, 380.0, word.y - 2, "ink")
    assert crossed(replace(scene, shapes=(*scene.shapes, through))) != []
    assert strange_colours(replace(scene, shapes=(replace(through, colour="pink"),))) != []
    assert unrounded(replace(scene, shapes=(replace(through, x1=1 / 3),))) != []
