"""The answer sentence of the home page: the next gate, what is missing for it, what is overdue."""

from datetime import date

from interimcoo.domain.guidance import Step
from interimcoo.features.home.queries import MandateLine
from interimcoo.text import N_, _, plural


def answer(line: MandateLine | None, steps: tuple[Step, ...], today: date) -> str:
    """One sentence made from the data, in the language of the interface."""
    if line is None:
        return _("This engagement has no mandate yet")
    missing = sum(1 for step in steps if step.kind == "missing")
    late = sum(1 for step in steps if step.kind == "do" and step.due is not None and step.due < today)
    clauses = [_gate(line, today)]
    if missing:
        clauses.append(plural(missing, N_("{n} item is missing"), N_("{n} items are missing")))
    if late:
        clauses.append(plural(late, N_("{n} item is overdue"), N_("{n} items are overdue")))
    if not missing and not late:
        due = any(step.kind == "do" for step in steps)
        clauses.append(_("nothing is overdue") if due else _("nothing is due"))
    return "; ".join(clause for clause in clauses if clause)


def _gate(line: MandateLine, today: date) -> str:
    gate = line.next_gate
    if gate is None:
        return _("All gates are closed")
    left = (gate.due - today).days
    if left == 0:
        return _("Gate {gate} is due today").format(gate=gate.code)
    if left > 0:
        text = N_("Gate {gate} is due in {days} day") if left == 1 else N_("Gate {gate} is due in {days} days")
    else:
        text = N_("Gate {gate} is {days} day late") if left == -1 else N_("Gate {gate} is {days} days late")
    return _(text).format(gate=gate.code, days=abs(left))
