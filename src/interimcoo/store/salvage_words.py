"""What a person is told of a salvaged document: what was read, what came from the backup, and what is lost.

Example: `read_sentence(report)` gives "4,812 rows were read; 12 were taken from the backup of 22 Sep 2026, 09:31."
"""

from typing import Final

from interimcoo.formats import instant, number
from interimcoo.store.salvage import Salvaged
from interimcoo.text import N_, _, interface_language

NAMES: Final = {
    "mandate": (N_("{n} mandate"), N_("{n} mandates")),
    "success_criterion": (N_("{n} success criterion"), N_("{n} success criteria")),
    "gate": (N_("{n} gate"), N_("{n} gates")),
    "organisation_unit": (N_("{n} unit of the organisation"), N_("{n} units of the organisation")),
    "person": (N_("{n} person"), N_("{n} people")),
    "source": (N_("{n} source"), N_("{n} sources")),
    "import_run": (N_("{n} import"), N_("{n} imports")),
    "import_profile": (N_("{n} saved layout of a sheet"), N_("{n} saved layouts of sheets")),
    "kpi": (N_("{n} KPI"), N_("{n} KPIs")),
    "kpi_target": (N_("{n} target of a KPI"), N_("{n} targets of KPIs")),
    "kpi_phase": (N_("{n} phase of a KPI"), N_("{n} phases of KPIs")),
    "kpi_mark": (N_("{n} note on a chart"), N_("{n} notes on charts")),
    "reading": (N_("{n} reading"), N_("{n} readings")),
    "question": (N_("{n} question"), N_("{n} questions")),
    "assessment_round": (N_("{n} round of the assessment"), N_("{n} rounds of the assessment")),
    "answer": (N_("{n} answer"), N_("{n} answers")),
    "finding": (N_("{n} finding"), N_("{n} findings")),
    "initiative": (N_("{n} initiative"), N_("{n} initiatives")),
    "initiative_finding": (N_("{n} link of an initiative"), N_("{n} links of initiatives")),
    "task": (N_("{n} task"), N_("{n} tasks")),
    "task_link": (N_("{n} link of a task"), N_("{n} links of tasks")),
    "action_item": (N_("{n} action"), N_("{n} actions")),
    "decision": (N_("{n} decision"), N_("{n} decisions")),
    "preference": (N_("{n} setting of this engagement"), N_("{n} settings of this engagement")),
    "seen_mark": (N_("{n} mark of what was seen"), N_("{n} marks of what was seen")),
    "action": (N_("{n} change in the history"), N_("{n} changes in the history")),
    "change": (N_("{n} line of the history"), N_("{n} lines of the history")),
    "blob": (N_("{n} attachment"), N_("{n} attachments")),
    "import_cell": (N_("{n} cell of an import"), N_("{n} cells of imports")),
    "meta": (N_("{n} note about the file"), N_("{n} notes about the file")),
    "window_state": (N_("{n} state of the window"), N_("{n} states of the window")),
}
"""one row and several rows of each table"""


def counted(table: str, n: int) -> str:
    """ "3 readings" """
    one, many = NAMES[table]
    return _(one if n == 1 else many).format(n=number(n, 0, interface_language()))


def read_sentence(report: Salvaged) -> str:
    """What was read and what was taken from the backup."""
    read = _counted_rows(report.read, N_("{n} row was read"), N_("{n} rows were read"))
    if report.backup is None:
        return _("{read}; there was no backup to add from.").format(read=read)
    at = report.backup.at
    when = instant(at, interface_language(), zone=at.astimezone().tzinfo)
    filled = _counted_rows(report.filled, N_("{n} was"), N_("{n} were"))
    return _("{read}; {filled} taken from the backup of {time} and the history.").format(
        read=read, filled=filled, time=when
    )


def loss_sentence(report: Salvaged) -> str:
    """What is lost."""
    said = []
    if report.lost:
        rows = ", ".join(counted(table, n) for table, n in report.lost_by_table.items())
        said.append(_("Lost: {rows}.").format(rows=rows))
    if report.emptied:
        said.append(
            _counted_rows(
                len(report.emptied),
                N_("{n} reference to them was left empty."),
                N_("{n} references to them were left empty."),
            )
        )
    if report.unsure:
        parts = ", ".join(_plain(table) for table in report.unsure)
        said.append(_("More may be missing that cannot be counted: {parts}.").format(parts=parts))
    if report.changed:
        parts = ", ".join(_plain(table) for table in report.changed)
        said.append(_("Not as they were when the file was last closed: {parts}. Compare them.").format(parts=parts))
    return " ".join(said) or _("No row is lost.")


def _counted_rows(n: int, one: str, many: str) -> str:
    return _(one if n == 1 else many).format(n=number(n, 0, interface_language()))


def _plain(table: str) -> str:
    """ "readings" """
    return _(NAMES[table][1]).format(n="").strip()
