"""The columns of the portfolio: as a list, and by stage with what each initiative lacks."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from interimcoo import formats
from interimcoo.features.initiatives.commands import STAGES
from interimcoo.features.initiatives.queries import InitiativeRow
from interimcoo.features.initiatives.words import lacking_words, stage_words
from interimcoo.text import _, interface_language
from interimcoo.ui.column import Column
from interimcoo.ui.marks import Chip, Status, StatusName, Tone

_MARKS: Final[dict[str, StatusName]] = {
    "done": "done",
    "on_track": "on_track",
    "at_risk": "at_risk",
    "off_track": "off_track",
    "not_started": "open",
}
_TONES: Final[dict[str, Tone]] = {
    "idea": "plain",
    "chartered": "plain",
    "approved": "info",
    "delivery": "info",
    "delivered": "good",
    "benefit_confirmed": "good",
    "closed": "plain",
    "stopped": "warn",
}


def status_mark(row: InitiativeRow) -> Status:
    """The state of an initiative by shape and colour."""
    return Status(_MARKS[row.status])


def stage_chip(row: InitiativeRow) -> Chip:
    """The stage as a chip."""
    return Chip(stage_words(row.stage, interface_language()), _TONES[row.stage])


def day_words(value: date | None) -> str:
    """A date as said in a list; an en dash for none."""
    return "–" if value is None else formats.day(value, interface_language())


def findings_words(row: InitiativeRow) -> str:
    """The findings it answers ("F2, F4")."""
    return ", ".join(f"F{number}" for number in row.findings)


def slip_words(row: InitiativeRow) -> str:
    """Days behind the baseline or the agreed end, with sign; an en dash when it does not slip."""
    return formats.signed(row.slip_days, 0, interface_language()) if row.slip_days else "–"


def list_columns(currency: str) -> tuple[Column, ...]:
    """The list of the portfolio."""

    def estimate(row: InitiativeRow) -> str:
        return formats.money(row.benefit_likely, currency, interface_language(), compact=True)

    return (
        Column("status", "", "status", 26, mark=status_mark, sort=lambda row: _MARKS[row.status]),
        Column("number", _("No."), "text", 42, text=lambda row: row.reference),
        Column("name", _("Initiative"), strong=True, min_width=210),
        Column(
            "owner", _("Owner"), width=124, colour=_owner_colour, text=lambda row: row.owner or _("no owner"), rank=1
        ),
        Column("stage", _("Stage"), "chip", 108, mark=stage_chip, sort=lambda row: STAGES.index(row.stage)),
        Column("findings", _("Answers"), width=64, text=findings_words, rank=2),
        Column("kpi", _("KPI"), width=66, rank=4),
        Column("begins", _("Start"), width=60, text=lambda row: day_words(row.begins), rank=6),
        Column("forecast_end", _("Ends"), width=60, text=lambda row: day_words(row.forecast_end)),
        Column(
            "slip_days",
            _("Slip, days"),
            "number",
            66,
            text=slip_words,
            colour=lambda row: "bad" if row.status == "off_track" else "warntext" if row.slip_days else "",
        ),
        Column("benefit_likely", _("A year, likely"), "number", 82, text=estimate, rank=3),
        Column(
            "done",
            _("Done"),
            "number",
            52,
            text=lambda row: "–" if row.done is None else formats.share(row.done, 0, interface_language()),
            rank=5,
        ),
    )


def stage_columns(since: Mapping[int, date], today: date) -> tuple[Column, ...]:
    """The portfolio by stage: how long each stands there, and what it lacks for delivery."""

    def days(row: InitiativeRow) -> int:
        return max(0, (today - since.get(row.number, row.created_on)).days)

    return (
        Column("status", "", "status", 26, mark=status_mark, sort=lambda row: _MARKS[row.status]),
        Column("number", _("No."), "text", 42, text=lambda row: row.reference),
        Column("name", _("Initiative"), strong=True, min_width=210),
        Column(
            "owner", _("Owner"), width=130, colour=_owner_colour, text=lambda row: row.owner or _("no owner"), rank=2
        ),
        Column(
            "in_stage",
            _("In this stage, days"),
            "number",
            120,
            text=lambda row: formats.number(days(row), 0, interface_language()),
            sort=days,
        ),
        Column(
            "lacking",
            _("Missing for delivery"),
            width=230,
            text=lambda row: lacking_words(row, interface_language()) if _before_delivery(row) else "–",
            colour=lambda row: "warntext" if _before_delivery(row) and row.lacking else "",
            sort=lambda row: len(row.lacking) if _before_delivery(row) else 0,
        ),
        Column("review_on", _("Review"), width=70, text=lambda row: day_words(row.review_on), rank=3),
    )


def by_stage(row: InitiativeRow) -> str:
    """The head of the stage a row stands under."""
    return stage_words(row.stage, interface_language())


def _before_delivery(row: InitiativeRow) -> bool:
    return row.stage == "idea" or row.active


def _owner_colour(row: InitiativeRow) -> str:
    return "" if row.owner else "warntext"
