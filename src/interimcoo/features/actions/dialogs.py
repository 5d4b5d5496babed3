"""The dialogs of the actions page: new and changed actions and decisions, another date, the line that ends one."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from interimcoo.features.actions.commands import (
    AddAction,
    AskDecision,
    ChangeAction,
    ChangeDecision,
    Kind,
    MoveAction,
)
from interimcoo.features.actions.queries import ActionRow, DecisionRow
from interimcoo.store.command import Command
from interimcoo.text import _
from interimcoo.ui.ask import run_from
from interimcoo.ui.form import Choice, Day, Form, FormDialog, LongText, Money, Person, Text
from interimcoo.ui.session import Session

Origins = Sequence[tuple[str, str]]


def new_action(
    parent: QWidget,
    session: Session,
    origins: Origins,
    names: Sequence[str],
    *,
    origin: str = "",
    period: str = "",
    added: Callable[[], object],
) -> FormDialog:
    """Ask for an action; with an origin that is a KPI or finding it starts as a corrective one."""
    corrective = bool(origin) and not _initiative(origin)
    form = Form(
        (
            Text("text", _("Action"), needed=True, hint=_("What is to be done, starting with a verb"), wide=True),
            Person("owner", _("Owner"), names=names, needed=corrective),
            Day("due", _("Due"), session.today + timedelta(days=14), needed=corrective),
            Choice("origin", _("Answers"), (("", _("Nothing recorded")), *_choices(origins)), origin, needed=False),
            Choice(
                "kind",
                _("Kind"),
                (("action", _("Action")), ("corrective", _("Corrective action"))),
                "corrective" if corrective else "action",
            ),
            Text("effect", _("Expected effect"), hint=_("What the figures should show, and when"), wide=True),
        ),
        columns=2,
    )
    title = _("New corrective action") if corrective else _("New action")
    dialog = FormDialog(parent, title, form, _("Add action"), width=560)

    def add() -> None:
        chosen = form.text("origin")
        kind: Kind = "corrective" if form.text("kind") == "corrective" else "action"
        command = AddAction(
            form.text("text"),
            session.today,
            kind,
            form.text("owner"),
            form.day("due"),
            kpi="" if _finding(chosen) or _initiative(chosen) else chosen,
            signal_period=period if chosen == origin else "",
            finding=_finding(chosen),
            initiative=_initiative(chosen),
            expected_effect=form.text("effect"),
        )
        run_from(dialog, session, command, added)

    dialog.wanted.connect(add)
    return dialog


def change_action(parent: QWidget, session: Session, row: ActionRow, names: Sequence[str]) -> FormDialog:
    """Change text, owner and expected effect."""
    form = Form(
        (
            Text("text", _("Action"), row.text, needed=True, wide=True),
            Person("owner", _("Owner"), row.owner, names=names, needed=row.kind == "corrective"),
            Text("expected_effect", _("Expected effect"), row.expected_effect, wide=True),
        ),
    )
    dialog = FormDialog(parent, _("Change {action}").format(action=row.reference), form, _("Change action"))

    def change() -> None:
        typed = {key: form.text(key) for key in ("text", "owner", "expected_effect")}
        changed = tuple(key for key, words in typed.items() if words.strip() != getattr(row, key))
        if not changed:
            dialog.accept()
            return
        run_from(dialog, session, ChangeAction(row.number, changed, **typed))

    dialog.wanted.connect(change)
    return dialog


def move_action(parent: QWidget, session: Session, row: ActionRow) -> FormDialog:
    """Give another date."""
    form = Form((Day("due", _("Due"), row.due or session.today + timedelta(days=7), needed=True),))
    dialog = FormDialog(parent, _("Move {action}").format(action=row.reference), form, _("Move date"), width=360)

    def move() -> None:
        due: date | None = form.day("due")
        if due is not None:
            run_from(dialog, session, MoveAction(row.number, due))

    dialog.wanted.connect(move)
    return dialog


def one_line(
    parent: QWidget,
    session: Session,
    title: str,
    field: tuple[str, str],
    verb: str,
    command: Callable[[str], Command],
    done: Callable[[], object],
) -> FormDialog:
    """Ask for the line that ends something (evidence, a reason, an outcome); `field` is its name and its hint."""
    name, hint = field
    form = Form((Text("line", name, needed=True, hint=hint),))
    dialog = FormDialog(parent, title, form, verb)
    dialog.wanted.connect(lambda: run_from(dialog, session, command(form.text("line")), done))
    return dialog


def ask_decision(
    parent: QWidget,
    session: Session,
    names: Sequence[str],
    currency: str,
    row: DecisionRow | None = None,
    done: Callable[[], object] | None = None,
) -> FormDialog:
    """Ask for a decision, or change what is asked."""
    form = Form(
        (
            Text("text", _("Decision"), row.text if row else "", needed=True, wide=True),
            LongText("recommendation", _("Recommendation and why"), row.recommendation if row else ""),
            Text("without_it", _("What happens without it"), row.without_it if row else "", wide=True),
            Person("owner", _("Who decides"), row.owner if row else "", names=names),
            Day("due", _("By"), row.due if row else None),
            Money("amount", _("Amount"), row.amount if row else None, currency=currency),
        ),
        columns=2,
    )
    title = _("Change {decision}").format(decision=row.reference) if row else _("Ask for a decision")
    dialog = FormDialog(parent, title, form, _("Change decision") if row else _("Ask for decision"), width=560)

    def store() -> None:
        texts = {key: form.text(key) for key in ("text", "recommendation", "without_it", "owner")}
        due, amount = form.day("due"), form.minor("amount")
        if row is None:
            run_from(dialog, session, AskDecision(**texts, asked_on=session.today, amount=amount, due=due), done)
            return
        changed = [key for key, words in texts.items() if words.strip() != getattr(row, key)]
        changed += [key for key, value in (("due", due), ("amount", amount)) if value != getattr(row, key)]
        if not changed:
            dialog.accept()
            return
        run_from(dialog, session, ChangeDecision(row.number, tuple(changed), **texts, amount=amount, due=due), done)

    dialog.wanted.connect(store)
    return dialog


def _choices(origins: Origins) -> tuple[tuple[str, str], ...]:
    return tuple((key, f"{key}  {title}") for key, title in origins)


def _finding(origin: str) -> int | None:
    return int(origin[1:]) if origin[:1] == "F" and origin[1:].isdigit() else None


def _initiative(origin: str) -> int | None:
    return int(origin[1:]) if origin[:1] == "I" and origin[1:].isdigit() else None
