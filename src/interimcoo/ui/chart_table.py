"""The facts of a chart as rows of words, for the table behind every drawing."""

from dataclasses import dataclass
from typing import Final

from interimcoo.charts.chart import BarChart, Bullet, Chart, Gantt, HeatMap, Radar, Sparkline, SpcChart
from interimcoo.formats import day, number, share
from interimcoo.text import N_, translate

_POINT_WORDS: Final = {
    "improvement": N_("improvement"),
    "concern": N_("concern"),
    "special": N_("special cause"),
    "common": N_("no signal"),
}


@dataclass(frozen=True, slots=True)
class FactRow:
    """One row: words, what they sort by, and the record behind them."""

    cells: tuple[str, ...]
    keys: tuple[object, ...]
    record: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Heads and rows."""

    heads: tuple[str, ...]
    rows: tuple[FactRow, ...]


def facts(chart: Chart, language: str) -> Facts:
    """The same facts as the drawing of the chart, in words of a language."""

    def say(text: str) -> str:
        return translate(text, language)

    match chart:
        case SpcChart() | Sparkline():
            return _series(chart, language)
        case BarChart():
            rows = tuple(
                FactRow(
                    (bar.label, number(bar.value, chart.decimals, language), bar.note),
                    (bar.label, bar.value, bar.note),
                    bar.record,
                )
                for bar in chart.bars
            )
            return Facts((say(N_("Name")), chart.unit or say(N_("Value")), say(N_("Note"))), rows)
        case Bullet():
            cells = (say(N_("Actual")), number(chart.actual, chart.decimals, language))
            plan = (say(N_("Plan")), number(chart.plan, chart.decimals, language))
            rows = (FactRow(cells, (0, chart.actual)), FactRow(plan, (1, chart.plan)))
            return Facts((say(N_("Figure")), say(N_("Value"))), rows)
        case Radar():
            heads = (say(N_("Dimension")), *(one.name for one in chart.series))
            rows = tuple(
                FactRow(
                    (axis, *(number(one.values[at], 1, language) for one in chart.series)),
                    (axis, *(one.values[at] for one in chart.series)),
                )
                for at, axis in enumerate(chart.axes)
            )
            return Facts(heads, rows)
        case HeatMap():
            heads = (say(N_("Row")), *chart.columns, *chart.extra_heads)
            rows = tuple(
                FactRow(
                    (
                        f"{row.key} {row.label}".strip(),
                        *(number(value, chart.decimals, language) for value in row.values),
                        *row.extras,
                    ),
                    (row.label, *row.values, *row.extras),
                )
                for row in chart.rows
            )
            return Facts(heads, rows)
        case Gantt():
            return _plan(chart, language)


def _series(chart: SpcChart | Sparkline, language: str) -> Facts:
    decimals = chart.decimals if isinstance(chart, SpcChart) else 1
    heads = (N_("Period"), N_("Value"), N_("Target"), N_("Lower limit"), N_("Mean"), N_("Upper limit"), N_("Signal"))
    rows = []
    for at, point in enumerate(chart.points):
        phase = next((one for one in chart.phases if one.first <= at <= one.last), None)
        values: tuple[float | None, ...] = (
            point.value,
            chart.target,
            phase.lower if phase is not None else None,
            phase.centre if phase is not None else None,
            phase.upper if phase is not None else None,
        )
        signal = translate(_POINT_WORDS[point.type], language) if point.value is not None else ""
        words = tuple(number(value, decimals, language) for value in values)
        rows.append(FactRow((point.label, *words, signal), (point.at, *values, signal), point.record))
    return Facts(tuple(translate(head, language) for head in heads), tuple(rows))


def _plan(chart: Gantt, language: str) -> Facts:
    heads = (N_("Task"), N_("Start"), N_("Finish"), N_("Baseline finish"), N_("Done"), N_("Critical"))
    rows = []
    for row in chart.rows:
        if row.group:
            continue
        dates = (row.start, row.finish, row.baseline_finish)
        words = tuple(day(one, language) if one is not None else "–" for one in dates)
        critical = translate(N_("critical"), language) if row.critical else "–"
        cells = (row.label, *words, share(row.done, 0, language), critical)
        rows.append(FactRow(cells, (row.label, *dates, row.done, critical), row.record))
    return Facts(tuple(translate(head, language) for head in heads), tuple(rows))
