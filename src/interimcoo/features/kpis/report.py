"""What KPIs give to reports: the scorecard, control charts in depth, and their part of the first page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from interimcoo.charts.chart import Bullet
from interimcoo.exchange.blocks import (
    Cell,
    ChartBlock,
    Column,
    Context,
    Figure,
    Mark,
    Section,
    Sentence,
    SideBySide,
    SummaryParts,
    Table,
    TableRow,
    Words,
)
from interimcoo.features.kpis import drawing, words
from interimcoo.features.kpis.figures import titled, unit_words
from interimcoo.features.kpis.on_home import Kpis, chosen, kpis_of, tiles, trouble, variation
from interimcoo.features.kpis.state import KpiState
from interimcoo.text import N_

if TYPE_CHECKING:
    from sqlmodel import Session

DEEP: Final = 4
_TABLE_NOTE: Final = N_(
    "Limits are the natural range of each KPI. Circle: better or no signal, diamond: worse; "
    "P, F and ? say whether the target lies outside or inside the limits."
)
_CHART_NOTE: Final = N_(
    "Control charts: line of values, mean, natural range, target. "
    "Blue circle: better beyond chance; orange diamond: worse."
)
_ASSURANCE: Final = {
    "pass": N_("target safely met"),
    "fail": N_("target out of reach today"),
    "inconsistent": N_("target hit and missed"),
    "none": N_("no target"),
    "not_enough_data": N_("too few values for limits"),
}


def sections(db: "Session", context: Context) -> tuple[Section, ...]:
    """Scorecard and depth; nothing in a file without KPIs."""
    kpis = kpis_of(db, context.today, context.language)
    if not kpis.states:
        return ()
    made = [
        Section(
            "scorecard",
            kpis.say(N_("Scorecard")),
            words.answer(kpis.states, context.language),
            _periods(kpis),
            (_table(kpis),),
            kpis.say(_TABLE_NOTE),
        )
    ]
    deep = _deep(kpis.states)
    if deep:
        made.append(
            Section(
                "depth",
                kpis.say(N_("Performance in depth")),
                words.takeaway(kpis.figures[deep[0].code]) if len(deep) == 1 else _depth_title(kpis, deep),
                kpis.say(_CHART_NOTE),
                _charts(kpis, deep),
            )
        )
    return tuple(made)


def summary(db: "Session", context: Context) -> SummaryParts:
    """Tiles by chosen order, signals as changes and worries, the chart of the worst concern (else of the best news)."""
    kpis = kpis_of(db, context.today, context.language)
    if not kpis.states:
        return SummaryParts()
    measured = [state for state in kpis.states if state.last is not None]
    worse = [state for state in sorted(measured, key=_first_chosen) if state.variation == "concern"]
    better = [state for state in measured if state.variation == "improvement"]
    missed = [state for state in measured if state.standing.needs_action and state not in worse]
    title, rank = _summary_title(kpis, better, worse)
    charts = (worse or better or chosen(measured) or measured)[:1]
    return SummaryParts(
        title=title,
        title_rank=rank,
        tiles=tiles(db, context.today, context.language),
        changed=tuple(_named(kpis, state) for state in [*better, *worse]),
        worries=tuple(_worry(kpis, state) for state in [*worse, *missed]),
        charts=tuple(_chart(kpis, state) for state in charts),
    )


def _summary_title(kpis: Kpis, better: Sequence[KpiState], worse: Sequence[KpiState]) -> tuple[Words | None, int]:
    if worse and better:
        best, worst = kpis.figures[better[0].code], kpis.figures[worse[0].code]
        text = N_("{best} improved to {best_actual}; {worst} got worse, to {worst_actual}, and needs a decision")
        slots: dict[str, Figure | str] = {
            "best": better[0].name,
            "best_actual": best.actual(),
            "worst": worse[0].name,
            "worst_actual": worst.actual(),
        }
        return Sentence(kpis.say(text), slots), 0
    if worse:
        worst = kpis.figures[worse[0].code]
        text = N_("{worst} got worse, to {worst_actual}, and needs a decision")
        return Sentence(kpis.say(text), {"worst": worse[0].name, "worst_actual": worst.actual()}), 1
    return words.answer(kpis.states, kpis.language), 3


def _first_chosen(state: KpiState) -> tuple[bool, int, tuple[int, int, str]]:
    """The KPIs that the mandate looks at first come first, in their order; the others by trouble."""
    return (state.weight == 0, state.weight, trouble(state))


def _deep(states: Sequence[KpiState]) -> list[KpiState]:
    """Two worst concerns, the best improvement, then the chosen and troubled ones up to four."""
    measured = [state for state in states if state.last is not None and len(state.points) > 1]
    order = sorted(measured, key=trouble)
    picked = [state for state in order if state.variation == "concern"][:2]
    picked += [state for state in order if state.variation == "improvement"][:1]
    weighted = sorted((state for state in order if state.weight), key=lambda state: state.weight)
    for state in [*order, *weighted]:
        if len(picked) < DEEP and state not in picked:
            picked.append(state)
    return sorted(picked, key=trouble)


def _depth_title(kpis: Kpis, deep: Sequence[KpiState]) -> Words:
    first, second = deep[0], deep[1]
    if not first.has_signal:
        text = N_("No signal in the leading KPIs: {name} varies around {mean}, {other} around {other_mean}")
        slots: dict[str, Figure | str] = {
            "name": first.name,
            "mean": kpis.figures[first.code].mean(),
            "other": second.name,
            "other_mean": kpis.figures[second.code].mean(),
        }
        if first.phase is None or first.phase.lower is None or second.phase is None or second.phase.lower is None:
            return _named(kpis, first)
        return Sentence(kpis.say(text), slots)
    return _named(kpis, first)


def _named(kpis: Kpis, state: KpiState) -> Sentence:
    """A KPI and what it says: "On time in full: week 36 lies below the lower limit of 76.8"."""
    figures = kpis.figures[state.code]
    signal = words.leading_signal(state)
    said = words.clause(figures, signal) if signal is not None else words.variation(figures)
    return Sentence("{kpi}: " + said.template, {"kpi": state.name, **said.slots})


def _worry(kpis: Kpis, state: KpiState) -> Sentence:
    figures = kpis.figures[state.code]
    if state.standing.target is None:
        return _named(kpis, state)
    slots: dict[str, Figure | str] = {
        "kpi": state.name,
        "actual": figures.actual(),
        "target": figures.target(),
    }
    if state.open_actions:
        slots["action"] = state.open_actions[0].reference
        return Sentence(kpis.say(N_("{kpi}: {actual} against {target}; {action} is under way")), slots)
    return Sentence(kpis.say(N_("{kpi}: {actual} against {target}; no action agreed yet")), slots)


def _periods(kpis: Kpis) -> Words:
    newest = [state for state in kpis.states if state.last is not None]
    if not newest:
        return kpis.say(N_("No values yet"))
    last = max(newest, key=lambda state: state.points[-1].at)
    assert last.last is not None
    text = N_("Newest values, up to {period}; trend over the newest values with natural range and target")
    return Sentence(kpis.say(text), {"period": kpis.figures[last.code].period(last.last)})


def _table(kpis: Kpis) -> Table:
    say = kpis.say
    columns = (
        Column(say(N_("KPI")), 2.5, strong=True),
        Column(say(N_("Period")), 0.9),
        Column(say(N_("Actual")), 0.9, "right", strong=True),
        Column(say(N_("Target")), 0.8, "right"),
        Column(say(N_("To target")), 0.8, "right"),
        Column(say(N_("Against target")), 1.1),
        Column(say(N_("Trend")), 1.5),
        Column(say(N_("Signal")), 0.7, "centre"),
        Column(say(N_("Reach")), 0.7, "centre"),
        Column(say(N_("What it says")), 4.2),
        Column(say(N_("Owner")), 1.3),
    )
    groups: dict[str, list[KpiState]] = {}
    for state in sorted(kpis.states, key=trouble):
        groups.setdefault(state.department or say(N_("Without department")), []).append(state)
    rows: list[TableRow] = []
    for name, members in groups.items():
        rows.append(TableRow((say(name), *(None,) * (len(columns) - 1)), group=True))
        rows += [_row(kpis, state) for state in members]
    return Table("tblKPI", say(N_("KPIs")), columns, tuple(rows), empty=say(N_("No KPI is chosen yet.")))


def _row(kpis: Kpis, state: KpiState) -> TableRow:
    figures = kpis.figures[state.code]
    last = state.last
    cells: tuple[Cell, ...] = (
        titled(state, kpis.language),
        figures.period(last) if last is not None else None,
        figures.actual(),
        figures.target() if state.standing.target is not None else None,
        figures.delta() if state.standing.distance is not None else None,
        _bullet(state),
        drawing.sparkline(state, kpis.language),
        variation(kpis, state),
        _assurance(kpis, state),
        words.variation(figures),
        state.owner or None,
    )
    return TableRow(cells, anchor=f"kpi.{state.code}")


def _bullet(state: KpiState) -> Bullet | None:
    last = state.last
    if last is None or last.value is None or state.standing.target is None:
        return None
    return Bullet(last.value, state.standing.target, (), state.direction, state.decimals)


def _assurance(kpis: Kpis, state: KpiState) -> Mark:
    value = state.analysis.assurance or "none"
    return Mark("assurance", value, kpis.say(_ASSURANCE[value]))


def _charts(kpis: Kpis, deep: Sequence[KpiState]) -> tuple[ChartBlock | SideBySide, ...]:
    blocks = [_chart(kpis, state) for state in deep]
    if len(blocks) == 1:
        return (blocks[0],)
    pairs = [blocks[at : at + 2] for at in range(0, len(blocks), 2)]
    return tuple(SideBySide((6, 6), ((pair[0],), tuple(pair[1:]))) for pair in pairs)


def _chart(kpis: Kpis, state: KpiState) -> ChartBlock:
    figures = kpis.figures[state.code]
    unit = unit_words(state, kpis.language)
    printed = [figures.actual()]
    if state.phase is not None and state.phase.lower is not None:
        printed += [figures.mean(), figures.lower(), figures.upper()]
    if state.standing.target is not None:
        printed.append(figures.target())
    return ChartBlock(
        f"{state.name}, {unit}" if unit else state.name,
        drawing.control_chart(state, kpis.language, drawing.PAPER_POINTS),
        words.takeaway(figures),
        tuple(printed),
        f"kpi.{state.code}.chart",
    )
