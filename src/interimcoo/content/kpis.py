"""The KPI library: 124 measures with definition, parts, unit and the rule from short to long periods."""

from dataclasses import dataclass
from functools import lru_cache

from interimcoo.content.tables import items, number, rows


@dataclass(frozen=True, slots=True)
class KpiEntry:
    """One KPI of the library. `chart_type` is in small letters ("i", "p"), as the file stores it."""

    code: str
    name: str
    department: str
    definition: str
    numerator: str
    denominator: str
    factor: float
    unit: str
    direction: str
    aggregation: str
    chart_type: str
    cadence: str
    lead_lag: str
    board_letter: str
    typical_source: str
    reference_kind: str
    reference_text: str
    reference_low: float | None
    reference_high: float | None
    reference_source: str
    components: tuple[str, ...]


@lru_cache(maxsize=4)
def kpis(language: str = "en") -> tuple[KpiEntry, ...]:
    """The whole library in its order, names and definitions in a language."""
    return tuple(
        KpiEntry(
            code=row["id"],
            name=row["name"],
            department=row["department"],
            definition=row["definition"],
            numerator=row["numerator"],
            denominator=row["denominator"],
            factor=float(row["factor"]),
            unit=row["unit"],
            direction=row["direction"],
            aggregation=row["aggregation"],
            chart_type=row["chart_type"].lower(),
            cadence=row["cadence"],
            lead_lag=row["lead_lag"],
            board_letter=row["board_letter"],
            typical_source=row["typical_source"],
            reference_kind=row["reference_kind"],
            reference_text=row["reference_text"],
            reference_low=number(row["reference_low"]),
            reference_high=number(row["reference_high"]),
            reference_source=row["reference_source"],
            components=items(row["component_ids"]),
        )
        for row in rows("kpis", language)
    )


def kpi_named(name: str) -> KpiEntry | None:
    """The English entry of a code or of a name in English or Swedish, whatever its case; None for any other text."""
    return _by_name().get(_fold(name))


def departments() -> tuple[str, ...]:
    """The departments of the library in its order."""
    return tuple(dict.fromkeys(entry.department for entry in kpis()))


def starter_kpis(mandate_type: str) -> tuple[KpiEntry, ...]:
    """The KPIs a new mandate of a type begins with, the tiles of the home page first; raises KeyError for no type."""
    chosen = {row["id"]: items(row["starter_kpi_ids"]) for row in rows("mandate_types")}[mandate_type]
    by_code = {entry.code: entry for entry in kpis()}
    return tuple(by_code[code] for code in chosen)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, KpiEntry]:
    english = {entry.code: entry for entry in kpis()}
    found: dict[str, KpiEntry] = {}
    for language in ("sv", "en"):
        for entry in kpis(language):
            found[_fold(entry.name)] = english[entry.code]
    found.update({_fold(code): entry for code, entry in english.items()})
    return found


def _fold(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").casefold().split())
