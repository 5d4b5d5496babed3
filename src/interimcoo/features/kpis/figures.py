"""The figures of a KPI with stable names and their origin: the same in sentence, table, tile and chart."""

from dataclasses import dataclass, field

from interimcoo import formats
from interimcoo.exchange.blocks import Figure, Origin
from interimcoo.features.kpis.state import KpiState, Point
from interimcoo.text import N_, translate

TYPED = Origin("typed")
_LIMITS = N_("mean ± 2.66 × average moving range")


@dataclass(frozen=True, slots=True)
class KpiFigures:
    """Makes the figures of one KPI in a language. Values carry no unit: it stands in heads and names."""

    state: KpiState
    language: str
    origin: Origin = field(default_factory=lambda: TYPED)
    """of the newest value"""
    target_origin: Origin = field(default_factory=lambda: TYPED)

    def actual(self) -> Figure:
        """The newest value that counts."""
        last = self.state.last
        return self._number("actual", N_("actual"), last.value if last else None, self.origin)

    def target(self) -> Figure:
        """The target in force."""
        return self._number("target", N_("target"), self.state.standing.target, self.target_origin)

    def delta(self) -> Figure:
        """The signed distance from the target."""
        standing = self.state.standing
        return Figure(
            f"kpi.{self.state.code}.delta",
            self._label(N_("distance to target")),
            standing.distance,
            "signed",
            self.state.decimals,
            origin=Origin("computed", formula=translate(N_("actual − target"), self.language)),
            good=standing.met,
        )

    def mean(self) -> Figure:
        """The centre line of the newest phase."""
        return self._line("mean", N_("mean"), self.state.phase.centre if self.state.phase else None)

    def lower(self) -> Figure:
        """The lower limit of the newest phase."""
        return self._line("lower", N_("lower limit"), self.state.phase.lower if self.state.phase else None)

    def upper(self) -> Figure:
        """The upper limit of the newest phase."""
        return self._line("upper", N_("upper limit"), self.state.phase.upper if self.state.phase else None)

    def line_at(self, row: int, *, upper: bool) -> Figure:
        """A limit of the phase that a row lies in."""
        phase = self.state.analysis.phase_of(row)
        if phase == self.state.phase:
            return self.upper() if upper else self.lower()
        number = self.state.analysis.phases.index(phase) + 1
        side = "upper" if upper else "lower"
        return self._line(f"{side}.{number}", N_("limit of an earlier phase"), phase.upper if upper else phase.lower)

    def mean_at(self, row: int) -> Figure:
        """The centre line of the phase that a row lies in."""
        phase = self.state.analysis.phase_of(row)
        if phase == self.state.phase:
            return self.mean()
        number = self.state.analysis.phases.index(phase) + 1
        return self._line(f"mean.{number}", N_("mean of an earlier phase"), phase.centre)

    def value(self, point: Point) -> Figure:
        """The value of one period."""
        if point is self.state.last:
            return self.actual()
        return self._number(f"value.{point.period}", N_("value"), point.value, Origin("computed"))

    def period(self, point: Point) -> Figure:
        """A period of the series, in words."""
        label = self._label(N_("period"))
        return Figure(f"kpi.{self.state.code}.period.{point.period}", label, point.period, "period")

    def count(self, name: str, what: str, n: int) -> Figure:
        """A number of points or periods."""
        return Figure(f"kpi.{self.state.code}.{name}", self._label(what), n, "count")

    def _number(self, name: str, what: str, value: float | None, origin: Origin) -> Figure:
        return Figure(
            f"kpi.{self.state.code}.{name}", self._label(what), value, "number", self.state.decimals, origin=origin
        )

    def _line(self, name: str, what: str, value: float | None) -> Figure:
        return self._number(name, what, value, Origin("computed", formula=translate(_LIMITS, self.language)))

    def _label(self, what: str) -> str:
        return f"{self.state.name}, {translate(what, self.language)}"


def unit_words(state: KpiState, language: str) -> str:
    """The printed unit of a KPI."""
    return formats.unit_name(state.unit, language, state.currency)


def titled(state: KpiState, language: str) -> str:
    """Name and unit: "Order lead time, days"."""
    unit = unit_words(state, language)
    return f"{state.name}, {unit}" if unit else state.name
