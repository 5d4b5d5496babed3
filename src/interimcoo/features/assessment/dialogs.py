"""The forms of the assessment page: finding, estimate, decision, respondent, round."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from interimcoo import formats
from interimcoo.domain.assessment import DIMENSIONS
from interimcoo.domain.money import minor_from_text, text_from_minor
from interimcoo.features.assessment.answer_panel import GRADE_WORDS
from interimcoo.features.assessment.commands import (
    AddFinding,
    ChangeFinding,
    DecideFinding,
    NewRound,
    Verdict,
)
from interimcoo.features.assessment.dimensions import full_name
from interimcoo.features.assessment.queries import FindingRow
from interimcoo.store.command import Command
from interimcoo.text import _, interface_language
from interimcoo.ui.ask import asking
from interimcoo.ui.form import Choice, Day, Field, Form, FormDialog, LongText, Text
from interimcoo.ui.session import Session

Choices = Sequence[tuple[str, str]]


def finding(
    parent: QWidget,
    session: Session,
    *,
    today: date,
    currency: str,
    units: Sequence[str],
    kpis: Choices,
    questions: Choices,
    known: FindingRow | None = None,
    question: str = "",
    dimension: str = "",
    unit: str = "",
    evidence: str = "",
    grade: str = "",
) -> FormDialog:
    """A new finding, or all that a known one says; `question` and what follows fill a new one."""
    digits = formats.currency_digits(currency)
    costs = (known.cost_low, known.cost_likely, known.cost_high) if known else (None, None, None)
    names = [(one, f"{one}  {full_name(one, interface_language())}") for one in DIMENSIONS]
    grades = [("", _("not graded")), *((key, _(words)) for key, words in GRADE_WORDS)]
    form = Form(
        (
            LongText(
                "text",
                _("Finding"),
                known.text if known else "",
                needed=True,
                hint=_("The gap in one sentence, with its size."),
            ),
            Choice("dimension", _("Dimension"), names, known.dimension if known else dimension or question[:1] or "A"),
            _choice("question", _("Question"), questions, known.question if known else question),
            _choice("unit", _("Unit"), [(one, one) for one in units], known.unit if known else unit),
            _choice("kpi", _("KPI"), kpis, known.kpi if known else ""),
            LongText(
                "evidence",
                _("Evidence"),
                known.evidence if known else evidence,
                needed=True,
                hint=_("The observation, document or figure that shows it."),
            ),
            Choice("grade", _("Trust in the evidence"), grades, known.grade if known else grade, needed=False),
            *_amounts(currency, costs),
        ),
        columns=2,
    )

    def command() -> Command:
        low, likely, high = _costs(form, digits)
        if known is None:
            return AddFinding(
                text=form.text("text"),
                dimension=form.text("dimension"),
                evidence=form.text("evidence"),
                recorded_on=today,
                evidence_grade=form.text("grade"),
                question=form.text("question"),
                kpi=form.text("kpi"),
                unit=form.text("unit"),
                cost_low=low,
                cost_likely=likely,
                cost_high=high,
            )
        return ChangeFinding(
            known.number,
            text=form.text("text"),
            dimension=form.text("dimension"),
            evidence=form.text("evidence"),
            evidence_grade=form.text("grade"),
            question=form.text("question"),
            kpi=form.text("kpi"),
            unit=form.text("unit"),
            costs=(low, likely, high),
        )

    title = _("New finding") if known is None else _("Change {finding}").format(finding=known.reference)
    return asking(
        parent, session, title, form, _("Add finding") if known is None else _("Change finding"), command, width=620
    )


def estimate(parent: QWidget, session: Session, row: FindingRow, currency: str) -> FormDialog:
    """What a finding costs a year: low, likely, high."""
    form = Form(_amounts(currency, (row.cost_low, row.cost_likely, row.cost_high)))
    digits = formats.currency_digits(currency)
    return asking(
        parent,
        session,
        _("What does {finding} cost a year?").format(finding=row.reference),
        form,
        _("Estimate cost"),
        lambda: ChangeFinding(row.number, costs=_costs(form, digits)),
        note=row.text,
    )


def decide(parent: QWidget, session: Session, row: FindingRow) -> FormDialog:
    """Act, accept or defer, with the reason."""
    answered = bool(row.initiatives)
    choices = (("act", _("Act: an initiative answers it")), ("accept", _("Accept it")), ("defer", _("Defer it")))
    form = Form(
        (
            Choice("decision", _("Decision"), choices, "act" if answered else "accept"),
            LongText("reason", _("Reason"), hint=_("Needed to accept or defer: who decided, and why.")),
        )
    )

    def command() -> Command:
        verdict: Verdict = "act"
        if form.text("decision") == "accept":
            verdict = "accept"
        elif form.text("decision") == "defer":
            verdict = "defer"
        return DecideFinding(row.number, verdict, form.text("reason"))

    title = _("Decide on {finding}").format(finding=row.reference)
    return asking(parent, session, title, form, _("Decide"), command, note=row.text)


def respondent(parent: QWidget, add: Callable[[str], None]) -> FormDialog:
    """Who else answers: a role, never a name."""
    form = Form((Text("role", _("Role"), needed=True, hint=_("A role, such as shift lead; never a name.")),))
    dialog = FormDialog(parent, _("New respondent"), form, _("Add respondent"))

    def accept() -> None:
        add(" ".join(form.text("role").split()))
        dialog.accept()

    dialog.wanted.connect(accept)
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def new_round(parent: QWidget, session: Session) -> FormDialog:
    """A new pass through the questions."""
    form = Form((Day("held_on", _("Date"), session.today, needed=True), Text("name", _("Name"))))
    return asking(
        parent,
        session,
        _("New assessment round"),
        form,
        _("Start round"),
        lambda: NewRound(form.day("held_on") or session.today, form.text("name")),
        note=_("The answers of the last round stay as they are; the profile shows both."),
    )


def _choice(key: str, name: str, choices: Choices, chosen: str) -> Field:
    """One of these or none; what is chosen already stays a choice though it is no longer offered."""
    kept = () if not chosen or chosen in dict(choices) else ((chosen, chosen),)
    return Choice(key, name, (("", "–"), *choices, *kept), chosen, needed=False)


def _amounts(currency: str, costs: tuple[int | None, int | None, int | None]) -> tuple[Field, ...]:
    digits = formats.currency_digits(currency)
    names = (
        ("low", _("Low ({currency} a year)")),
        ("likely", _("Likely ({currency} a year)")),
        ("high", _("High ({currency} a year)")),
    )
    return tuple(
        Text(
            key,
            name.format(currency=currency),
            text_from_minor(minor, digits),
            hint=_("As in 420,000 or 0.42m.") if key == "low" else "",
            check=lambda typed: _amount_problem(typed, digits),
        )
        for (key, name), minor in zip(names, costs, strict=True)
    )


def _amount_problem(typed: str, digits: int) -> str:
    try:
        minor = minor_from_text(typed, digits)
    except ValueError:
        return _("“{typed}” is not an amount. Type it as 420,000 or 0.42m.").format(typed=typed)
    return _("A cost is not negative.") if minor is not None and minor < 0 else ""


def _costs(form: Form, digits: int) -> tuple[int | None, int | None, int | None]:
    low, likely, high = (minor_from_text(form.text(key), digits) for key in ("low", "likely", "high"))
    return low, likely, high
