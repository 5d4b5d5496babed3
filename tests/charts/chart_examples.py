"""Chart values for the tests of drawings: typical ones, and those that stretch a layout."""

from datetime import date, timedelta
from random import Random

from interimcoo.charts.chart import (
    Bar,
    BarChart,
    Bullet,
    Chart,
    Event,
    Gantt,
    GanttLink,
    GanttRow,
    HeatMap,
    HeatRow,
    PointType,
    Radar,
    RadarSeries,
    Sparkline,
    SpcChart,
    SpcPhase,
    SpcPoint,
)

TODAY = date(2026, 9, 22)
LONG = "Delivery reliability of confirmed customer order lines in Göteborg, Łódź and Θεσσαλονίκη"
ALT = "Delivery lost 5.5 points in week 18 and has not come back. Control chart, weekly, 38 points."


def weekly(
    values: list[float | None], first: date = date(2025, 12, 29), flags: dict[int, PointType] | None = None
) -> tuple[SpcPoint, ...]:
    """Weekly points from a first Monday."""
    points = []
    for at, value in enumerate(values):
        day = first + timedelta(days=7 * at)
        week = day.isocalendar().week
        words = "" if value is None else f"Week {week}: {value:.1f}%"
        points.append(
            SpcPoint(day, f"W{week}", value, (flags or {}).get(at, "common"), False, words, f"reading:LOG01:{week}")
        )
    return tuple(points)


def otif() -> SpcChart:
    """38 weeks with two phases, a signal, target and two events."""
    noise = Random(7)
    values: list[float | None] = [round(86.2 + noise.gauss(0, 1.1), 1) for _ in range(17)]
    values += [round(80.7 + noise.gauss(0, 1.2), 1) for _ in range(18)] + [74.6, 77.2, 78.4]
    phases = (SpcPhase(0, 16, 86.2, 82.3, 90.0, "ok", 17), SpcPhase(17, 37, 80.7, 76.8, 84.6, "ok", 16))
    events = (Event(date(2026, 4, 27), "Planning parameters changed"), Event(date(2026, 8, 28), "Spindle 1 fails"))
    points = weekly(values, flags={35: "concern", 2: "improvement", 3: "improvement"})
    return SpcChart("On time in full", "%", 1, "higher", points, phases, 92.0, events, "Delivery lost 5.5 points", ALT)


def series(
    count: int, *, seed: int = 1, centre: float = 80.0, spread: float = 2.0, gaps: bool = False, limits: bool = True
) -> SpcChart:
    """A stable weekly series."""
    noise = Random(seed)
    values: list[float | None] = [centre + noise.gauss(0, spread) for _ in range(count)]
    if gaps:
        values = [None if at % 9 == 4 else value for at, value in enumerate(values)]
    status = "ok" if count >= 15 else "provisional" if count >= 6 else "not_enough_data"
    drawn = limits and count >= 6
    phase = SpcPhase(
        0, max(0, count - 1), centre if drawn else None, centre - 3 * spread if drawn else None,
        centre + 3 * spread if drawn else None, status, count,
    )  # fmt: skip
    flags: dict[int, PointType] = {count // 2: "concern", count // 3: "improvement"} if count >= 15 else {}
    points = weekly(values, date(2016, 1, 4), flags)
    return SpcChart("Uptime", "%", 1, "higher", points, (phase,) if count else (), centre + spread, (), "t", ALT)


def sparkline(count: int = 26) -> Sparkline:
    """The last weeks of a series."""
    chart = series(count)
    return Sparkline(chart.points, chart.phases, chart.target)


def bars() -> BarChart:
    """Bars of causes."""
    found = (
        Bar("Spindle failure", 31.0, "Line 3", "F2"),
        Bar("Late castings", 22.5, "one supplier", "F3"),
        Bar("Re-planning in the freeze window", 14.0, "", "F1"),
        Bar("Changeover over standard", 6.2, "Lines 1 and 2", "F5"),
    )
    return BarChart(found, "hours", 1, "Spindle failure costs most", ALT)


def mixed_bars() -> BarChart:
    """Bars on both sides of zero, one very long name."""
    found = (Bar("Price", 4.2), Bar(LONG, -11.6, LONG), Bar("Mix", 0.0), Bar("Volume", -0.3))
    return BarChart(found, "€m", 1, "Volume hurts", ALT)


def bullet() -> Bullet:
    return Bullet(81.9, 90.0, (85.0, 90.0), "higher", 1)


AXES = (
    "Direction", "Management rhythm", "Customer and promise", "Flow", "Quality", "Supply and stock", "Logistics",
    "People and leadership", "Cost and cash", "Data and systems", "Assets and safety", "Readiness to change",
)  # fmt: skip


def radar() -> Radar:
    """Twelve dimensions: now, baseline, target."""
    now = (2.5, 2.0, 2.3, 2.0, 2.7, 1.5, 2.7, 2.8, 2.8, 1.8, 3.0, 2.8)
    before = (2.0, 2.0, 2.0, 1.5, 2.5, 1.5, 2.0, 2.0, 2.2, 1.5, 2.5, 2.0)
    target = (4, 4, 4, 4, 4, 3, 4, 4, 4, 3, 4, 4)
    lines = (
        RadarSeries("now", "now", now),
        RadarSeries("June", "baseline", before),
        RadarSeries("target in 12 months", "target", tuple(float(value) for value in target)),
    )
    return Radar(AXES, lines, "Supply and data are weakest", ALT)


def heat() -> HeatMap:
    """Twelve dimensions by site."""
    scores = (
        "3223", "2213", "2223", "231-", "332-", "2112", "332-", "3323", "3224", "2212", "4314", "3323",
    )  # fmt: skip
    rows = tuple(
        HeatRow(
            "ABCDEFGHIJKL"[at], AXES[at], tuple(None if sign == "-" else float(sign) for sign in scores[at]),
            (f"{radar().series[0].values[at]:.1f}", "4", "1", "2 of 2"),
        )
        for at in range(12)
    )  # fmt: skip
    return HeatMap(
        ("Göteborg", "Łódź", "Thessaloníki", "Head office"), rows, "Supply and data are weakest", ALT, 0,
        ("All", "Target", "Spread", "Answered"),
    )  # fmt: skip


def gantt(*, links: bool = True) -> Gantt:
    """The plan of the sample: groups, tasks, milestones, gates."""

    def task(
        name: str, start: tuple[int, int], finish: tuple[int, int], owner: str, slack: int, done: float = 0.0,
        slip: int = 7,
    ) -> GanttRow:  # fmt: skip
        begins, ends = date(2026, *start), date(2026, *finish)
        back = timedelta(days=slip)
        return GanttRow(
            name, False, begins, ends, begins - back, ends - back, done, slack == 0, begins == ends,
            (owner, str(slack)), f"task:{name}",
        )  # fmt: skip

    rows = (
        GanttRow("I1 Freeze rule and planning rhythm", True),
        task("Rule agreed with sales", (9, 1), (9, 18), "A. Lindqvist", 0, 0.7, 3),
        task("Freeze live, Lines 1 and 2", (9, 19), (10, 5), "A. Lindqvist", 0, 0.0, 4),
        task("Freeze live, Łódź", (10, 20), (11, 9), "M. Wójcik", 0, 0.0, 8),
        GanttRow("I3 Line 3 recovery", True),
        task("Root cause with vendor", (9, 3), (9, 26), "M. Wójcik", 0, 0.6, 5),
        task("Buy and ship spindle", (9, 28), (11, 9), "J. Åkesson", 0, 0.0, 5),
        task("Install and release", (11, 11), (11, 24), "M. Wójcik", 0),
        task("Line 3 at 90%", (11, 30), (11, 30), "M. Wójcik", 0),
        GanttRow("I4 Scrap: top-ten causes", True),
        task("Audit of scrap booking", (9, 4), (9, 4), "E. Papadopoúlou", 4, 1.0, 0),
        task("List of causes", (9, 14), (9, 14), "E. Papadopoúlou", 4),
        task("Causes 1 to 5", (9, 1), (10, 6), "E. Papadopoúlou", 11, 0.45),
        task("Causes 6 to 10", (10, 21), (11, 21), "E. Papadopoúlou", 14),
    )
    joined = (GanttLink(1, 2), GanttLink(2, 3), GanttLink(5, 6), GanttLink(6, 7), GanttLink(7, 8), GanttLink(11, 12),
              GanttLink(12, 13)) if links else ()  # fmt: skip
    marks = (Event(date(2026, 9, 29), "G2"), Event(date(2026, 10, 9), "G3"), Event(date(2026, 11, 13), "G4"))
    return Gantt(
        rows, date(2026, 9, 1), date(2026, 12, 24), TODAY, marks, ("Owner", "Float, days"), "Ends 30 Nov", ALT, joined,
        links,
    )  # fmt: skip


def typical() -> dict[str, Chart]:
    """One of each kind, as people will see it."""
    return {
        "spc": otif(), "line": series(26, limits=False), "spark": sparkline(), "bar": bars(), "bullet": bullet(),
        "radar": radar(), "heat": heat(), "gantt": gantt(), "gantt_paper": gantt(links=False),
    }  # fmt: skip
