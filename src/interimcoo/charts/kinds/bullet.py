"""Bullet: actual against plan on grey zones, the darkest where it is worst for this indicator."""

from math import isfinite
from typing import Final

from interimcoo.charts.chart import Bullet
from interimcoo.charts.kinds.draft import Draft
from interimcoo.charts.kinds.figures import value_words
from interimcoo.charts.scale import Linear
from interimcoo.charts.scene import Scene, Tag
from interimcoo.text import N_, translate

HEIGHT: Final = 18.0
_GREYS: Final = ("py", "rule", "hair")


def draw(chart: Bullet, width: float, height: float | None, language: str) -> Scene:
    """The scene of a bullet; zero is always on its scale, a bar beyond the frame ends in an arrow head."""
    draft = Draft(width, height or HEIGHT)
    actual = chart.actual if isfinite(chart.actual) else 0.0
    plan = chart.plan if chart.plan is not None and isfinite(chart.plan) else None
    zones = sorted(zone for zone in chart.zones if isfinite(zone))
    low, high = _frame(actual, plan, zones)
    x = Linear(low, high, 1, width - 1)
    tall = draft.height * 0.72
    top = (draft.height - tall) / 2
    greys = _GREYS if chart.direction != "lower" else tuple(reversed(_GREYS))
    if chart.direction == "target" or not zones:
        greys = ("hair",) * 3
    edges = [low, *(min(max(zone, low), high) for zone in zones), high]
    greys = greys if len(zones) > 1 else (greys[0], greys[2])
    for at in range(len(edges) - 1):
        draft.rect(x.at(edges[at]), top, x.at(edges[at + 1]) - x.at(edges[at]), tall, greys[min(at, len(greys) - 1)])
    _actual(draft, chart, actual, plan, x, language)
    if plan is not None:
        mark = x.at(min(max(plan, low), high))
        said = f"{translate(N_('Plan'), language)}: {value_words(plan, chart.decimals, language)}"
        draft.rect(mark - 0.9, top - 0.6, 1.8, tall + 1.2, "bad", tag=Tag("bullet", 1, "plan", said))
    return draft.scene("")


def _frame(actual: float, plan: float | None, zones: list[float]) -> tuple[float, float]:
    """The scale: zero, plan and zones with room around them; an actual far beyond them does not stretch it."""
    others = [abs(value) for value in (*zones, *(() if plan is None else (plan,))) if value]
    reach = max(others) * 1.6 if others else abs(actual) * 1.15
    ends = (min(max(actual, -reach), reach), *zones, *(() if plan is None else (plan,)), 0.0)
    low, high = min(ends), max(ends)
    return (low * 1.1 if low < 0 else 0.0), (high * 1.1 if high > 0 else (0.0 if low < 0 else 1.0))


def _actual(draft: Draft, chart: Bullet, actual: float, plan: float | None, x: Linear, language: str) -> None:
    tall, middle = draft.height / 3, draft.height / 2
    words = f"{translate(N_('Actual'), language)}: {value_words(chart.actual, chart.decimals, language)}"
    if plan is not None:
        words += f", {translate(N_('Plan'), language).lower()} {value_words(plan, chart.decimals, language)}"
    tag = Tag("bullet", 0, "bar", words)
    beyond = actual > x.hi or actual < x.lo
    end = x.at(min(max(actual, x.lo), x.hi))
    zero, tip = x.at(0.0), 5.0 if beyond else 0.0
    inner = end - tip if actual > 0 else end + tip
    draft.rect(min(zero, inner), middle - tall / 2, abs(inner - zero), tall, "ac", tag=tag)
    if beyond:
        draft.polygon(((inner, middle - tall), (end, middle), (inner, middle + tall)), "ac", tag=tag)
