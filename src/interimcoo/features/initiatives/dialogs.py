"""The dialogs of the portfolio: new and changed initiatives, link to a finding, another stage."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from interimcoo.features.initiatives.commands import STAGES, AddInitiative, ChangeInitiative, LinkFinding, MoveStage
from interimcoo.features.initiatives.queries import FindingChoice, InitiativeRow, KpiChoice
from interimcoo.features.initiatives.words import lacking_words, stage_words
from interimcoo.text import _, interface_language
from interimcoo.ui.ask import run_from
from interimcoo.ui.form import Choice, Day, Field, Form, FormDialog, LongText, Money, Person, Text
from interimcoo.ui.session import Session

Done = Callable[[], object]
_SHOWN = 70
"""letters of a finding shown in a choice"""


def new_initiative(
    parent: QWidget,
    session: Session,
    findings: Sequence[FindingChoice],
    kpis: Sequence[KpiChoice],
    names: Sequence[str],
    currency: str,
    *,
    finding: int | None = None,
    added: Done | None = None,
) -> FormDialog:
    """Ask for an initiative; `finding` is the one it answers."""
    form = Form(
        (
            Text("name", _("Name"), needed=True, hint=_("What is to be reached, in a few words"), wide=True),
            replace(
                Choice(
                    "finding", _("Answers"), _finding_choices(findings), f"F{finding}" if finding else "", needed=False
                ),
                wide=True,
            ),
            *_facts(None, kpis, names, currency),
            LongText("purpose", _("Purpose")),
        ),
        columns=2,
    )
    dialog = FormDialog(parent, _("New initiative"), form, _("Add initiative"), width=600)

    def add() -> None:
        answered = form.text("finding")
        run_from(
            dialog,
            session,
            AddInitiative(
                form.text("name"),
                session.today,
                form.text("purpose"),
                form.text("owner"),
                form.day("start"),
                form.day("end"),
                (int(answered[1:]),) if answered else (),
                form.text("kpi"),
                form.minor("benefit_likely"),
                form.day("review_on"),
            ),
            added,
        )

    dialog.wanted.connect(add)
    return dialog


def change_initiative(
    parent: QWidget,
    session: Session,
    row: InitiativeRow,
    kpis: Sequence[KpiChoice],
    names: Sequence[str],
    currency: str,
) -> FormDialog:
    """Change the charter facts of an initiative; only what differs is written, as one step."""
    form = Form(
        (
            Text("name", _("Name"), row.name, needed=True, wide=True),
            *_facts(row, kpis, names, currency),
            LongText("purpose", _("Purpose"), row.purpose),
        ),
        columns=2,
    )
    dialog = FormDialog(parent, _("Change {initiative}").format(initiative=row.reference), form, _("Change"), width=600)

    def change() -> None:
        wanted = ChangeInitiative(
            row.number,
            (),
            form.text("name"),
            form.text("purpose"),
            form.text("owner"),
            form.day("start"),
            form.day("end"),
            form.day("review_on"),
            form.text("kpi"),
            form.minor("benefit_likely"),
        )
        fields = ("name", "purpose", "owner", "start", "end", "review_on", "kpi", "benefit_likely")
        changed = tuple(name for name in fields if getattr(wanted, name) != _stored(row, name))
        if not changed:
            dialog.accept()
            return
        values = {name: getattr(wanted, name) for name in changed}
        run_from(dialog, session, ChangeInitiative(row.number, changed, **values))

    dialog.wanted.connect(change)
    return dialog


def link_finding(
    parent: QWidget, session: Session, row: InitiativeRow, findings: Sequence[FindingChoice]
) -> FormDialog:
    """Say which finding an initiative answers."""
    open_ones = [one for one in findings if one.number not in row.findings]
    form = Form((Choice("finding", _("Finding"), _finding_choices(open_ones)[1:]),))
    dialog = FormDialog(
        parent,
        _("Link {initiative} to a finding").format(initiative=row.reference),
        form,
        _("Link"),
        note="" if open_ones else _("Every finding is linked to it already."),
        width=520,
    )
    dialog.primary.setEnabled(bool(open_ones))
    dialog.wanted.connect(lambda: run_from(dialog, session, LinkFinding(row.number, int(form.text("finding")[1:]))))
    return dialog


def move_stage(parent: QWidget, session: Session, row: InitiativeRow) -> FormDialog:
    """Choose another stage; what is missing for delivery stands below."""
    language = interface_language()
    at = STAGES.index(row.stage) if row.stage in STAGES else 0
    others = tuple((stage, stage_words(stage, language)) for stage in STAGES if stage != row.stage)
    following = STAGES[at + 1] if at + 1 < len(STAGES) - 1 else others[0][0]
    form = Form((Choice("stage", _("Stage"), others, following),))
    lacking = lacking_words(row, language)
    dialog = FormDialog(
        parent,
        _("Move {initiative} to another stage").format(initiative=row.reference),
        form,
        _("Move"),
        note=_("Missing for delivery: {what}.").format(what=lacking) if lacking else "",
    )

    def move() -> None:
        wanted = next(stage for stage in STAGES if stage == form.text("stage"))
        run_from(dialog, session, MoveStage(row.number, wanted))

    dialog.wanted.connect(move)
    return dialog


def _facts(
    row: InitiativeRow | None, kpis: Sequence[KpiChoice], names: Sequence[str], currency: str
) -> tuple[Field, ...]:
    measures = (("", _("None yet")), *((one.code, f"{one.code}  {one.name}") for one in kpis))
    return (
        Person("owner", _("Owner"), row.owner if row else "", names=names),
        Choice("kpi", _("KPI"), measures, row.kpi if row else "", needed=False),
        Day("start", _("Start"), row.start if row else None),
        Day("end", _("End"), row.end if row else None),
        Day("review_on", _("Review"), row.review_on if row else None),
        Money("benefit_likely", _("Likely benefit a year"), row.benefit_likely if row else None, currency=currency),
    )


def _stored(row: InitiativeRow, name: str) -> object:
    return getattr(row, name)


def _finding_choices(findings: Sequence[FindingChoice]) -> tuple[tuple[str, str], ...]:
    return (
        ("", _("No finding yet")),
        *((f"F{one.number}", f"F{one.number}  {_short(one.text)}") for one in findings),
    )


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1].rstrip()}…"
