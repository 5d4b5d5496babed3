"""The marks of a KPI on the screen: variation, assurance, trust."""

from interimcoo.features.kpis.state import KpiState
from interimcoo.text import _
from interimcoo.ui.marks import Assurance, Trust, Variation, VariationKind

_KINDS: dict[str, VariationKind] = {
    "improvement": "improvement",
    "concern": "concern",
    "special_high": "special",
    "special_low": "special",
}


def variation(state: KpiState) -> Variation | None:
    """What the newest point says; None without any value."""
    phase = state.phase
    if phase is None:
        return None
    if phase.status == "not_enough_data":
        return Variation("few", points=phase.base_points)
    points = phase.base_points if phase.status == "provisional" else 0
    return Variation(_KINDS.get(state.analysis.variation, "common"), falling=not state.rising, points=points)


def assurance(state: KpiState) -> Assurance | None:
    """Whether the target lies outside the limits; None where nothing can be said."""
    match state.analysis.assurance:
        case "pass":
            return Assurance("P")
        case "fail":
            return Assurance("F")
        case "inconsistent":
            return Assurance("?")
        case _:
            return None


def trust(state: KpiState) -> Trust | None:
    """The grade of the source of the newest value; None without value or grade."""
    if state.last is None or state.grade not in ("A", "B", "C", "D"):
        return None
    return Trust(state.grade, _("Source: {name}").format(name=state.source))  # type: ignore[arg-type]
