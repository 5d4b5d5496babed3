"""The columns of the KPI list."""

from interimcoo import formats
from interimcoo.features.kpis import drawing, marks, words
from interimcoo.features.kpis.figures import unit_words
from interimcoo.features.kpis.state import KpiState
from interimcoo.text import _, interface_language
from interimcoo.ui.column import Column
from interimcoo.ui.marks import Chip, Mark


def kpi_columns() -> tuple[Column, ...]:
    """Name, newest value, target, distance, trend, signal, reach, trust, owner, action."""
    return (
        Column(
            "name", _("KPI"), note=lambda row: unit_words(row, interface_language()), min_width=150, tip=_definition
        ),
        Column(
            "actual",
            _("Newest"),
            "number",
            66,
            text=_actual,
            sort=_actual_key,
            colour=_freshness,
            tip=_age,
            strong=True,
        ),
        Column("period", _("Period"), "text", 78, text=_period, sort=_last_day, rank=3),
        Column("target", _("Target"), "number", 60, text=_target, sort=lambda row: row.standing.target, edit=True),
        Column(
            "distance",
            _("To target"),
            "signed",
            68,
            text=_distance,
            sort=lambda row: row.standing.distance,
            colour=_tone,
        ),
        Column("spark", _("Newest 26"), "spark", 92, spark=lambda row: drawing.sparkline(row, interface_language())),
        Column(
            "variation", _("Signal"), "variation", 116, mark=_variation, sort=lambda row: row.variation, tip=_meaning
        ),
        Column(
            "assurance", _("Reach"), "assurance", 46, mark=_assurance, sort=lambda row: row.analysis.assurance or ""
        ),
        Column("trust", _("Trust"), "trust", 42, mark=_trust, sort=lambda row: row.grade),
        Column("owner", _("Owner"), "text", 96, rank=2),
        Column("action", _("Action"), "chip", 74, mark=_action, sort=lambda row: not row.needs_action, rank=1),
    )


def _actual(row: KpiState) -> str:
    return formats.number(row.last.value, row.decimals, interface_language()) if row.last is not None else ""


def _actual_key(row: KpiState) -> float | None:
    return row.last.value if row.last is not None else None


def _freshness(row: KpiState) -> str:
    return "sub" if row.periods_late else ""


def _age(row: KpiState) -> str:
    if row.last is None:
        return _meaning(row)
    said = words.period_words(row.last.period, interface_language())
    if row.periods_late:
        return _("{period}, {n} periods late").format(period=said, n=row.periods_late)
    return said


def _period(row: KpiState) -> str:
    return formats.period(row.last.period, interface_language(), tight=True) if row.last is not None else ""


def _last_day(row: KpiState) -> object:
    return row.last.at if row.last is not None else None


def _target(row: KpiState) -> str:
    value = row.standing.target
    return formats.number(value, row.decimals, interface_language()) if value is not None else ""


def _distance(row: KpiState) -> str:
    value = row.standing.distance
    return formats.signed(value, row.decimals, interface_language()) if value is not None else ""


def _tone(row: KpiState) -> str:
    if row.standing.met is None:
        return "sub"
    return "good" if row.standing.met else "bad"


def _variation(row: KpiState) -> Mark | None:
    if units := words.by_unit_only(row):
        return Chip(_("by unit only: {n}").format(n=units))
    return marks.variation(row)


def _assurance(row: KpiState) -> Mark | None:
    return marks.assurance(row)


def _trust(row: KpiState) -> Mark | None:
    return marks.trust(row)


def _action(row: KpiState) -> Mark | None:
    if row.open_actions:
        first = row.open_actions[0]
        late = first.due is not None and first.due < row.today
        return Chip(first.reference, "bad" if late else "concern" if first.kind == "corrective" else "plain")
    return Chip(_("needed"), "warn") if row.needs_action else None


def _definition(row: KpiState) -> str:
    return f"{row.code} {row.name}. {row.definition}".strip()


def _meaning(row: KpiState) -> str:
    from interimcoo.exchange.shown import spoken
    from interimcoo.features.kpis.figures import KpiFigures

    language = interface_language()
    return spoken(words.takeaway(KpiFigures(row, language)), language)
