"""One pure function per chart kind: value -> Scene. `draw` finds the kind of a value and imports it then."""

from typing import TYPE_CHECKING

from interimcoo.charts.chart import BarChart, Bullet, Chart, Gantt, HeatMap, Radar, Sparkline, SpcChart

if TYPE_CHECKING:
    from interimcoo.charts.scene import Scene


def draw(chart: Chart, width: float, height: float | None = None, *, language: str = "en") -> "Scene":
    """The scene of a chart at a width in points, and at the height its kind wants unless one is given.

    Kinds with rows become higher than `height` when their rows need it. Equal values give equal scenes.
    """
    match chart:
        case SpcChart():
            from interimcoo.charts.kinds import spc

            return spc.draw(chart, width, height, language)
        case Sparkline():
            from interimcoo.charts.kinds import sparkline

            return sparkline.draw(chart, width, height, language)
        case BarChart():
            from interimcoo.charts.kinds import bar

            return bar.draw(chart, width, height, language)
        case Bullet():
            from interimcoo.charts.kinds import bullet

            return bullet.draw(chart, width, height, language)
        case Radar():
            from interimcoo.charts.kinds import radar

            return radar.draw(chart, width, height, language)
        case HeatMap():
            from interimcoo.charts.kinds import heatmap

            return heatmap.draw(chart, width, height, language)
        case Gantt():
            from interimcoo.charts.kinds import gantt

            return gantt.draw(chart, width, height, language)
