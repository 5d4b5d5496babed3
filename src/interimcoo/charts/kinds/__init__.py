"""One pure function per chart kind: value -> Scene. `draw` finds the kind of a value."""

from interimcoo.charts.chart import BarChart, Bullet, Chart, Gantt, HeatMap, Radar, Sparkline, SpcChart
from interimcoo.charts.kinds import bar, bullet, gantt, heatmap, radar, sparkline, spc
from interimcoo.charts.scene import Scene


def draw(chart: Chart, width: float, height: float | None = None, *, language: str = "en") -> Scene:
    """The scene of a chart at a width in points, and at the height its kind wants unless one is given.

    Kinds with rows become higher than `height` when their rows need it. Equal values give equal scenes.
    """
    match chart:
        case SpcChart():
            return spc.draw(chart, width, height, language)
        case Sparkline():
            return sparkline.draw(chart, width, height, language)
        case BarChart():
            return bar.draw(chart, width, height, language)
        case Bullet():
            return bullet.draw(chart, width, height, language)
        case Radar():
            return radar.draw(chart, width, height, language)
        case HeatMap():
            return heatmap.draw(chart, width, height, language)
        case Gantt():
            return gantt.draw(chart, width, height, language)
