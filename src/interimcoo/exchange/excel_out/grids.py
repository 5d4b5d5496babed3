"""What the sheets hold: the tables of a report without their groups and drawings, its figures, its chart values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from interimcoo.charts.chart import BarChart, Bullet, Gantt, HeatMap, Radar, Sparkline, SpcChart
from interimcoo.exchange.blocks import ChartBlock, Figure, Report, Table, TableRow
from interimcoo.exchange.excel_out.cells import NOTHING, Value, figure_value, text_value, value_of
from interimcoo.exchange.shown import shown
from interimcoo.exchange.walk import blocks, figures, tables
from interimcoo.text import N_, translate

ORIGINS = {
    "imported": N_("imported"),
    "typed": N_("typed"),
    "computed": N_("computed"),
    "template": N_("template"),
}
"""how a figure came to be, in words"""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its name in words, the name of its table, heads and rows."""

    title: str
    table: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def grids(report: Report, pages: Mapping[str, Sequence[int]] | None = None) -> tuple[Grid, ...]:
    """The sheets of a report, in order. `pages` gives the pages of each figure id in the PDF beside the workbook."""
    found = [_table(table, report.language) for _section, table in tables(report)]
    found += _charts(report)
    found.append(_figures(report, pages or {}))
    names = _unique([grid.table for grid in found], "{name}{n}")
    return tuple(replace(grid, table=name) for grid, name in zip(found, names, strict=True))


def _table(table: Table, language: str) -> Grid:
    """The table as data: groups become a first column, columns of drawings are left out, heads are unique."""
    grouped = any(row.group for row in table.rows)
    kept = [at for at in range(len(table.columns)) if not _drawn(table.rows, at)]
    heads = [table.columns[at].head or translate(N_("Sign"), language) for at in kept]
    rows: list[tuple[Value, ...]] = []
    group = NOTHING
    for row in table.rows:
        if row.group:
            group = value_of(row.cells[0], language) if row.cells else NOTHING
            continue
        cells = [value_of(row.cells[at], language) if at < len(row.cells) else NOTHING for at in kept]
        rows.append((group, *cells) if grouped else tuple(cells))
    if grouped:
        heads.insert(0, translate(N_("Group"), language))
    return Grid(table.name, table.key, _unique(heads), tuple(rows))


def _drawn(rows: Sequence[TableRow], at: int) -> bool:
    return any(isinstance(row.cells[at], Sparkline | Bullet) for row in rows if not row.group and at < len(row.cells))


def _unique(words: Sequence[str], pattern: str = "{name} {n}") -> tuple[str, ...]:
    """Words that differ whatever their case: a later one of the same letters gets a number."""
    made: list[str] = []
    for word in words:
        name, n = word, 1
        while name.casefold() in {one.casefold() for one in made}:
            n += 1
            name = pattern.format(name=word, n=n)
        made.append(name)
    return tuple(made)


def _figures(report: Report, pages: Mapping[str, Sequence[int]]) -> Grid:
    """Each figure once, with its origin."""
    language = report.language
    heads = [
        N_("Figure"), N_("Label"), N_("Value"), N_("Printed as"), N_("Unit"), N_("Origin"), N_("Source"), N_("Sheet"),
        N_("Cells"), N_("Grade"), N_("Rule"),
    ]  # fmt: skip
    known: dict[str, Figure] = {}
    for figure in figures(report):
        known.setdefault(figure.id, figure)
    rows = []
    for figure in known.values():
        origin = figure.origin
        kind, formula = translate(ORIGINS[origin.kind], language), translate(origin.formula, language)
        texts = (kind, origin.source, origin.sheet, origin.cells, origin.grade, formula)
        row = (
            text_value(figure.id), text_value(figure.label), figure_value(figure), text_value(shown(figure, language)),
            text_value(figure.currency or figure.unit), *(text_value(text) for text in texts),
        )  # fmt: skip
        on = ", ".join(str(page) for page in pages.get(figure.id, ()))
        rows.append((*row, text_value(on)) if pages else row)
    if pages:
        heads.append(N_("Pages"))
    named = tuple(translate(head, language) for head in heads)
    return Grid(translate(N_("Figures"), language), "tblFigures", named, tuple(rows))


def _charts(report: Report) -> Iterator[Grid]:
    charts = [block for section in report.sections for block in blocks(section) if isinstance(block, ChartBlock)]
    points = tuple(row for block in charts for row in _points(block))
    plan = tuple(row for block in charts if isinstance(block.chart, Gantt) for row in _plan(block.chart))
    language = report.language
    if points:
        heads = (N_("Chart"), N_("Series"), N_("Point"), N_("Date"), N_("Value"), N_("Mean"), N_("Lower limit"),
                 N_("Upper limit"), N_("Target"))  # fmt: skip
        named = tuple(translate(head, language) for head in heads)
        yield Grid(translate(N_("Chart values"), language), "tblPoints", named, points)
    if plan:
        heads_of_plan = (N_("Task"), N_("Start"), N_("Finish"), N_("Baseline start"), N_("Baseline finish"), N_("Done"))
        named = tuple(translate(head, language) for head in heads_of_plan)
        yield Grid(translate(N_("Plan drawn"), language), "tblDrawnPlan", named, plan)


def _points(block: ChartBlock) -> Iterator[tuple[Value, ...]]:
    chart = block.chart
    name = text_value(block.head)
    match chart:
        case SpcChart():
            for at, point in enumerate(chart.points):
                phase = next((one for one in chart.phases if one.first <= at <= one.last), None)
                limits = (phase.centre, phase.lower, phase.upper) if phase is not None else (None, None, None)
                numbers = (_number(value, chart.decimals) for value in (point.value, *limits, chart.target))
                yield (name, text_value(chart.name), text_value(point.label), _day(point.at), *numbers)
        case BarChart():
            for bar in chart.bars:
                yield (
                    name,
                    NOTHING,
                    text_value(bar.label),
                    NOTHING,
                    _number(bar.value, chart.decimals),
                    *(NOTHING,) * 4,
                )
        case Radar():
            for series in chart.series:
                for axis, value in zip(chart.axes, series.values, strict=True):
                    row = (text_value(series.name), text_value(axis), NOTHING, _number(value, 1))
                    yield (name, *row, *(NOTHING,) * 4)
        case HeatMap():
            for line in chart.rows:
                for column, value in zip(chart.columns, line.values, strict=True):
                    row = (text_value(column), text_value(line.label), NOTHING, _number(value, chart.decimals))
                    yield (name, *row, *(NOTHING,) * 4)
        case Gantt():
            return


def _plan(chart: Gantt) -> Iterator[tuple[Value, ...]]:
    for row in chart.rows:
        if not row.group:
            dates = (row.start, row.finish, row.baseline_start, row.baseline_finish)
            share = Figure("", "", row.done, "share")
            yield (text_value(row.label), *(_day(day) for day in dates), figure_value(share))


def _number(value: float | None, decimals: int) -> Value:
    return figure_value(Figure("", "", value, "number", decimals))


def _day(value: date | None) -> Value:
    return figure_value(Figure("", "", value, "date"))
