"""The scripted month: from the charter on day 1 to the signal of week 37 on day 23, in the order it happened."""

from itertools import count

from interimcoo import content
from interimcoo.features.actions.commands import (
    AddAction,
    AskDecision,
    CloseAction,
    MoveAction,
    TakeDecision,
)
from interimcoo.features.assessment.commands import AddFinding, DecideFinding, Score
from interimcoo.features.initiatives.commands import AddInitiative, ChangeInitiative, MoveStage
from interimcoo.features.kpis.commands import AddMark, ChangeKpi, ChooseTiles, SetTarget, SplitPhase
from interimcoo.features.mandate.commands import (
    AddPerson,
    AddUnit,
    ChangeMandate,
    ChangeSuccessCriterion,
    CloseGate,
    CreateMandate,
)
from interimcoo.features.plan.commands import SetBaseline, SetProgress
from interimcoo.sample import NAME, WHO
from interimcoo.sample.assessment import RESPONDENTS, SCORES, TARGETS, UNITS
from interimcoo.sample.days import START, Entry, moment, on
from interimcoo.sample.workbooks import PLAN, WORKBOOKS
from interimcoo.store.command import Command
from interimcoo.text import _

_MINUTES_A_DAY = 480
_CRITERIA = ((3, "LOG01", 78.4, 92.0), (4, "QUA03", 2.44, 2.0), (5, "SAF01", 1.6, 1.0))
"""drafts of the template that the client's figures can carry: position, KPI, baseline, target"""


def entries() -> tuple[Entry, ...]:
    """Every step with its moment; moments rise strictly, so that the history has one order."""
    return (
        *_day(1, _("Writing the charter"), _charter()),
        *_day(4, _("Closing gate G1"), (CloseGate("G1", on(4)),)),
        *_day(8, _("Asking the core questions"), _assessment()),
        *_day(11, _("Recording findings"), _findings()),
        *_day(12, _("Agreeing actions"), _first_actions()),
        *_day(16, _("Starting initiatives"), _initiatives()),
        Entry(moment(19, 14), _("Marking changes as seen"), mark_seen=True),
        *_imports(),
        *_day(22, _("Reading the figures"), _figures(), hour=9),
        *_day(22, _("Planning"), _plan(), hour=13),
        *_day(23, _("Following up"), _follow_up(), hour=6),
    )


def _day(day: int, words: str, commands: tuple[Command, ...], hour: int = 7) -> tuple[Entry, ...]:
    """Commands of one day, spread from an hour on."""
    step = max(1, min(6, (_MINUTES_A_DAY - (hour - 7) * 60) // max(1, len(commands))))
    start = moment(day, hour)
    minutes = count(0, step)
    return tuple(
        Entry(start.replace(hour=hour + at // 60, minute=at % 60), words, command)
        for at, command in zip(minutes, commands, strict=False)
    )


def _imports() -> tuple[Entry, ...]:
    reading = _("Importing {file}")
    return tuple(
        Entry(moment(22, 7, 45 + 3 * at), reading.format(file=shipped.file), workbook=shipped)
        for at, shipped in enumerate((*WORKBOOKS, PLAN))
    )


def _charter() -> tuple[Command, ...]:
    return (
        CreateMandate(
            NAME,
            "turnaround",
            START,
            180,
            contract_days=110,
            sponsor="Henrik Nordvik",
            consultant=WHO,
            currency="EUR",
            country="SE",
            site="Göteborg and Trollhättan",
            is_sample=True,
            content_version=content.content_version(),
        ),
        ChangeMandate(
            purpose="Bring delivery back to what customers were promised, and stop the fall of the result.",
            scope="Planning, purchasing, production, quality and logistics of both sites.",
            exclusions="Product development, sales organisation, and the group's accounts.",
            authority="Spends up to 50,000 euros a case; hires in operations; speaks with customers on dates.",
            classification="confidential",
        ),
        *(AddUnit(name, "department") for name in (*UNITS, "Purchasing", "Planning")),
        AddPerson("Henrik Nordvik", "Chief executive"),
        AddPerson("Maria Strandh", "Head of operations", "Planning"),
        AddPerson("Johan Sjödin", "Head of planning", "Planning"),
        AddPerson("Karin Dahlin", "Head of purchasing", "Purchasing"),
        AddPerson("Erik Wikner", "Production engineer", "Machining"),
        AddPerson("Anders Fransén", "Shift manager", "Assembly"),
        AddPerson("Lars Ekvall", "Improvement lead", "Assembly"),
        AddPerson("Petra Ljungby", "Customer service lead", "Logistics"),
        AddPerson("Håkan Nordin", "Head of machining", "Machining"),
    )


def _assessment() -> tuple[Command, ...]:
    found: list[Command] = []
    for question, (scores, confidence, evidence) in SCORES.items():
        target = TARGETS[question[0]]
        for unit, score in zip(UNITS, scores, strict=True):
            said = evidence if unit == UNITS[0] else ""
            found.append(Score(question, unit, "", score, target, confidence, said))
        for role, score in RESPONDENTS.get(question, ()):
            found.append(Score(question, "", role, score, target, "C"))
    return tuple(found)


def _findings() -> tuple[Command, ...]:
    day = on(11)
    return (
        AddFinding(
            "Delivery dates are promised without a look at the load of machining",
            "C",
            "Ten order promises traced; none was checked against capacity.",
            day,
            "A",
            "C2",
            unit="Planning",
            cost_low=90_000_000,
            cost_likely=140_000_000,
            cost_high=190_000_000,
        ),
        AddFinding(
            "The plan of the week is changed every day",
            "D",
            "Plan versions of three weeks compared; four in ten orders moved.",
            day,
            "B",
            "D2",
            unit="Machining",
            cost_low=40_000_000,
            cost_likely=70_000_000,
            cost_high=110_000_000,
        ),
        AddFinding(
            "Problems wait for the plant manager; no rule says when they go up",
            "B",
            "Observed in eleven morning talks on both sites.",
            day,
            "B",
            "B2",
            cost_low=15_000_000,
            cost_likely=30_000_000,
            cost_high=55_000_000,
        ),
        AddFinding(
            "A guard of a press is bridged with tape",
            "K",
            "Seen on the walk of the night shift; photo with the safety officer.",
            day,
            "A",
            "K1",
            unit="Machining",
        ),
        AddFinding(
            "Changeovers of machining take twice the time of the best shift",
            "D",
            "Shift log of the year; the spread between shifts is two to one.",
            day,
            "C",
            unit="Machining",
            cost_low=20_000_000,
            cost_likely=45_000_000,
            cost_high=60_000_000,
        ),
        AddFinding(
            "First agreed dates of suppliers are overwritten in the system",
            "F",
            "Change log of the purchasing system.",
            day,
            "B",
            "F2",
            unit="Purchasing",
            cost_low=10_000_000,
            cost_likely=25_000_000,
            cost_high=40_000_000,
        ),
        AddFinding(
            "Two setters and one planner have no deputy",
            "H",
            "Shift rosters and talks with both shift leads.",
            day,
            "C",
            "H1",
        ),
        AddFinding(
            "Eleven weekly reports are made by hand and hardly read",
            "J",
            "List of reports with hours and readers.",
            day,
            "",
            "J2",
            cost_low=4_000_000,
            cost_likely=8_000_000,
            cost_high=12_000_000,
        ),
    )


def _first_actions() -> tuple[Command, ...]:
    return (
        AddAction(
            "Restore the guard of the press and check all others", on(12), owner="Håkan Nordin", due=on(12), finding=4
        ),
        AddAction(
            "List all overdue order lines by age and customer", on(12), owner="Maria Strandh", due=on(15), finding=1
        ),
        AddAction("Agree a freeze rule for the plan with sales", on(12), owner="Johan Sjödin", due=on(15), finding=2),
        AddAction("Name deputies for setters and planner", on(12), owner="Anders Fransén", due=on(19), finding=7),
        AddAction("Write the rule when a problem goes up a level", on(12), owner="Lars Ekvall", due=on(24), finding=3),
        AddAction("Stop the reports nobody reads", on(12), owner="Petra Ljungby", due=on(32), finding=8),
        CloseAction(1, on(13), "Guard in place; walk of all presses signed by the safety officer."),
        DecideFinding(4, "accept", "Mended at once; the walk is repeated each month."),
    )


def _initiatives() -> tuple[Command, ...]:
    day = on(16)
    return (
        CloseAction(2, on(15), "List of overdue lines hangs in planning and is renewed each morning."),
        MoveAction(3, on(18)),
        AddInitiative(
            "Order promise rule",
            day,
            "Promise only dates that machining can keep.",
            "Johan Sjödin",
            on(15),
            on(100),
            (1,),
            "LOG01",
            90_000_000,
            on(40),
        ),
        AddInitiative(
            "Overdue order clearance",
            day,
            "Work off what customers wait for.",
            "Maria Strandh",
            on(8),
            on(60),
            (2,),
            "LOG13",
            30_000_000,
            on(36),
        ),
        AddInitiative(
            "Daily tier meetings and boards",
            day,
            "Problems are seen and decided the same day.",
            "Lars Ekvall",
            on(10),
            on(90),
            (3,),
            "",
            20_000_000,
            on(38),
        ),
        AddInitiative(
            "Changeover reduction",
            day,
            "The best shift's changeover on every line.",
            "Erik Wikner",
            on(22),
            on(110),
            (5,),
            "",
            35_000_000,
            on(50),
        ),
        AddInitiative("Supplier reliability programme", day, "", "Karin Dahlin", on(29), on(120), (6,)),
        *(MoveStage(number, "chartered") for number in (1, 2, 3, 4)),
    )


def _figures() -> tuple[Command, ...]:
    """Targets and owners, phases and marks, success criteria, and the stages that need measured KPIs."""
    owners = {
        "LOG01": "Maria Strandh", "LOG13": "Maria Strandh", "LOG03": "Johan Sjödin", "PUR01": "Karin Dahlin",
        "PRD04": "Johan Sjödin", "PRD01": "Håkan Nordin", "QUA01": "Anders Fransén", "QUA03": "Håkan Nordin",
        "PRD12": "Erik Wikner", "HRM03": "Anders Fransén", "SAF01": "Anders Fransén", "INV02": "Karin Dahlin",
    }  # fmt: skip
    return (
        *(ChangeKpi(code, owner=name) for code, name in owners.items()),
        SetTarget("PRD01", 68.0, START),
        SetTarget("QUA01", 97.0, START),
        SetTarget("QUA06", 5.0, START),
        SetTarget("QUA03", 2.2, START),
        SetTarget("PRD12", 30.0, START),
        SplitPhase("PRD01", "2026-W14", "New shift pattern in machining from week 14"),
        SplitPhase("PRD12", "2026-W14", "New tool carriers from week 14"),
        AddMark(on(1), "Mandate starts"),
        ChooseTiles(("LOG01", "LOG13", "PRD01", "QUA03", "PRD12")),
        *(
            ChangeSuccessCriterion(position, ("kpi", "baseline", "target", "due"), "", kpi, baseline, target, on(180))
            for position, kpi, baseline, target in _CRITERIA
        ),
        ChangeInitiative(3, ("kpi",), kpi="PRD04"),
        ChangeInitiative(4, ("kpi",), kpi="PRD12"),
        *(MoveStage(number, "delivery") for number in (1, 2, 3)),
    )


def _plan() -> tuple[Command, ...]:
    return (
        SetBaseline(1, on(22)),
        AskDecision(
            "Release money for a second source of castings",
            on(22),
            "Tooling is paid back in nine months; two quotes are in hand.",
            "Without it machining keeps waiting in two of five weeks.",
            18_000_000,
            "Henrik Nordvik",
            on(47),
        ),
        AskDecision(
            "Let planning refuse order dates that machining cannot keep",
            on(22),
            "The rule runs on one product family first.",
            "Without it each new order makes others late.",
            None,
            "Henrik Nordvik",
            on(33),
        ),
        AskDecision(
            "Move the weekly report to Friday noon", on(15), "Figures are final by then.", owner="Henrik Nordvik"
        ),
        TakeDecision(3, on(22), "Agreed by the chief executive."),
    )


def _follow_up() -> tuple[Command, ...]:
    return (
        SetProgress(3, 30, on(23)),
        AddAction(
            "Daily clearing of the ten oldest lines with planning and logistics",
            on(23),
            "corrective",
            "Maria Strandh",
            on(30),
            kpi="LOG01",
            signal_period="2026-W37",
            expected_effect="On time in full back inside its old limits within eight weeks",
        ),
        AddAction(
            "Check the order dates of all open lines with customers",
            on(23),
            "action",
            "Petra Ljungby",
            on(26),
            initiative=2,
        ),
    )
