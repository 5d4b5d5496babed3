"""The forms of the mandate page: new mandate, success criterion, unit, person, closing of a gate."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from interimcoo.features.mandate.commands import (
    AddPerson,
    AddSuccessCriterion,
    AddUnit,
    ChangePerson,
    ChangeSuccessCriterion,
    CloseGate,
    CreateMandate,
)
from interimcoo.features.mandate.organisation import UNIT_KINDS
from interimcoo.features.mandate.queries import TYPE_NAMES, CriterionRow, GateRow, PersonRow
from interimcoo.store.command import Command
from interimcoo.text import _, interface_language
from interimcoo.ui.ask import asking
from interimcoo.ui.form import Choice, Day, Field, Form, FormDialog, Number, Person, Text
from interimcoo.ui.session import Session

Choices = Sequence[tuple[str, str]]
USUAL_DAYS = 180


def new_mandate(parent: QWidget, session: Session) -> FormDialog:
    """Client, type, start, length and contract days; everything else comes from the content."""
    form = Form(
        (
            Text("client", _("Client"), needed=True, wide=True),
            Choice("type", _("Mandate type"), [(key, _(words)) for key, words in TYPE_NAMES.items()], "turnaround"),
            Person("sponsor", _("Sponsor")),
            Day("start", _("Start"), session.today, needed=True),
            Number("length", _("Length in days"), USUAL_DAYS, needed=True),
            Number("days", _("Contract days")),
        ),
        columns=2,
    )

    def command() -> Command:
        return CreateMandate(
            client=form.text("client"),
            mandate_type=form.text("type"),
            start=form.day("start") or session.today,
            length_days=round(form.number("length") or 0),
            contract_days=round(form.number("days") or 0),
            sponsor=form.text("sponsor"),
            language=interface_language(),
            content_version=_content_version(),
        )

    return asking(parent, session, _("New mandate"), form, _("Create mandate"), command, width=560)


def criterion(parent: QWidget, session: Session, kpis: Choices, row: CriterionRow | None = None) -> FormDialog:
    """A new success criterion, or all fields of an old one."""
    known = row or CriterionRow(0, "", "", "", "", 1, None, None, None)
    form = Form(
        (
            Text(
                "text", _("Result"), known.text, needed=True, wide=True, hint=_("One sentence the sponsor would say.")
            ),
            _kpi_field(kpis, known.kpi),
            Number("baseline", _("Baseline"), known.baseline),
            Number("target", _("Target"), known.target),
            Day("due", _("Date"), known.due),
        )
    )

    def command() -> Command:
        fields = (form.text("text"), form.text("kpi"), form.number("baseline"), form.number("target"), form.day("due"))
        if row is None:
            return AddSuccessCriterion(*fields)
        return ChangeSuccessCriterion(row.position, ("text", "kpi", "baseline", "target", "due"), *fields)

    title = _("New success criterion") if row is None else _("Success criterion {n}").format(n=row.position)
    verb = _("Add success criterion") if row is None else _("Change success criterion")
    return asking(parent, session, title, form, verb, command)


def unit(parent: QWidget, session: Session, units: Sequence[str]) -> FormDialog:
    """A new unit of organisation."""
    form = Form(
        (
            Text("name", _("Name"), needed=True),
            Choice("kind", _("Kind"), [(key, _(words)) for key, words in UNIT_KINDS.items()], "department"),
            Choice("parent", _("Part of"), (("", "–"), *((name, name) for name in units)), "", needed=False),
        )
    )

    def command() -> Command:
        return AddUnit(form.text("name"), form.text("kind"), form.text("parent"))

    return asking(parent, session, _("New unit"), form, _("Add unit"), command)


def person(parent: QWidget, session: Session, units: Sequence[str], row: PersonRow | None = None) -> FormDialog:
    """A new person, or name, role and unit of a known one."""
    known = row or PersonRow("", "", "")
    form = Form(
        (
            Text("name", _("Name"), known.name, needed=True),
            Text("role", _("Role"), known.role),
            Choice("unit", _("Unit"), (("", "–"), *((name, name) for name in units)), known.unit, needed=False),
        )
    )

    def command() -> Command:
        name, role, where = form.text("name"), form.text("role"), form.text("unit")
        return AddPerson(name, role, where) if row is None else ChangePerson(row.name, name, role, where)

    title = _("New person") if row is None else row.name
    return asking(parent, session, title, form, _("Add person") if row is None else _("Change person"), command)


def close_gate(parent: QWidget, session: Session, row: GateRow, lacking: Sequence[str]) -> FormDialog:
    """The day a gate is closed; what the charter still lacks is said."""
    form = Form((Day("on", _("Closed on"), session.today, needed=True),))

    def command() -> Command:
        return CloseGate(row.code, form.day("on") or session.today)

    verb = _("Close gate {code}").format(code=row.code)
    dialog = asking(parent, session, f"{row.code} {row.name}", form, verb, command)
    said = [row.question]
    if lacking:
        said.append(_("Still open: {list}.").format(list="; ".join(lacking)))
    dialog.note.setText("\n".join(said))
    dialog.note.setVisible(True)
    return dialog


def _kpi_field(kpis: Choices, chosen: str) -> Field:
    choices = [("", _("No KPI yet")), *((code, f"{code} {name}") for code, name in kpis)]
    return Choice("kpi", _("KPI"), choices, chosen, needed=False)


def _content_version() -> str:
    from interimcoo.content import content_version

    return content_version()
