"""The KPIs on tiles: the chosen ones, then those in trouble; and what report and tiles have in common."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from interimcoo.exchange.blocks import Mark, Tile
from interimcoo.features.kpis import drawing, origins, queries
from interimcoo.features.kpis.figures import TYPED, KpiFigures, titled
from interimcoo.features.kpis.state import KpiState
from interimcoo.store.remembered import remembered
from interimcoo.text import N_, translate

if TYPE_CHECKING:
    from sqlmodel import Session

TILES: Final = 5
_VARIATION: Final = {
    "improvement": N_("improving beyond chance"),
    "concern": N_("getting worse beyond chance"),
    "special_high": N_("higher beyond chance"),
    "special_low": N_("lower beyond chance"),
    "common_cause": N_("no signal"),
    "not_enough_data": N_("too few values for limits"),
    "no_variation": N_("no variation"),
}
_TROUBLE: Final = {"concern": 0, "special_high": 2, "special_low": 2, "improvement": 4}


class Kpis:
    """The KPIs of a day with their figures."""

    def __init__(self, db: "Session", today: date, language: str) -> None:
        self.language = language
        self.states = queries.states(db, today)
        newest = {state.code: state.last.record for state in self.states if state.last is not None}
        known = origins.origins(db, [record for record in newest.values() if record])
        targets = origins.target_origins(db)
        self.figures = {
            state.code: KpiFigures(
                state, language, known.get(newest.get(state.code, 0), TYPED), targets.get(state.code, TYPED)
            )
            for state in self.states
        }

    def say(self, text: str) -> str:
        """A text in the language of the report."""
        return translate(text, self.language)


@remembered
def kpis_of(db: "Session", today: date, language: str) -> Kpis:
    """The KPIs of a day with their figures in a language."""
    return Kpis(db, today, language)


def tiles(db: "Session", today: date, language: str) -> tuple[Tile, ...]:
    """The chosen KPIs in their order, then those in trouble; of those with values."""
    kpis = kpis_of(db, today, language)
    return tuple(_tile(kpis, state) for state in [*chosen(kpis.states), *_rest(kpis.states)][:TILES])


def chosen(states: Sequence[KpiState]) -> list[KpiState]:
    """The KPIs with values that were chosen for tiles, in their order."""
    return sorted((state for state in states if state.weight and state.last is not None), key=lambda one: one.weight)


def _rest(states: Sequence[KpiState]) -> list[KpiState]:
    return [state for state in sorted(states, key=trouble) if not state.weight and state.last is not None]


def trouble(state: KpiState) -> tuple[int, int, str]:
    """Concerns first, then misses, other signals, the quiet, improvements, and those without values."""
    if state.last is None:
        return (9, 0, state.code)
    rank = _TROUBLE.get(state.variation, 3)
    if rank > 1 and state.standing.needs_action:
        rank = 1
    return (rank, -state.standing.misses, state.code)


def variation(kpis: Kpis, state: KpiState) -> Mark:
    """The mark of what the newest value says."""
    few = state.phase is None or state.phase.status in ("provisional", "not_enough_data")
    return Mark(
        "variation",
        state.variation,
        kpis.say(_VARIATION[state.variation]),
        rising=state.rising if state.has_signal else None,
        high=state.rising if state.has_signal else None,
        points=state.phase.base_points if few and state.phase is not None else 0,
    )


def _tile(kpis: Kpis, state: KpiState) -> Tile:
    figures = kpis.figures[state.code]
    has_target = state.standing.target is not None
    trend = drawing.sparkline(state, kpis.language)
    assert trend is not None
    return Tile(
        titled(state, kpis.language),
        figures.actual(),
        figures.target() if has_target else None,
        figures.delta() if has_target else None,
        state.standing.met,
        trend,
        variation(kpis, state),
        Mark("trust", state.grade, kpis.say(N_("trust grade {grade}")).format(grade=state.grade))
        if state.grade
        else None,
        f"kpi.{state.code}",
    )
