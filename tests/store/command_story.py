"""A story in which every command of the product is granted at least once."""

from datetime import UTC, date, datetime
from typing import Any

from interimcoo.exchange.excel_in.sheet import Address
from interimcoo.exchange.excel_in.target import Options, Record, Value
from interimcoo.features.actions import commands as actions
from interimcoo.features.assessment import commands as assessment
from interimcoo.features.home import commands as home
from interimcoo.features.imports import commands as imports
from interimcoo.features.initiatives import commands as initiatives
from interimcoo.features.kpis import commands as kpis
from interimcoo.features.mandate import commands as mandate
from interimcoo.features.plan import commands as plan
from interimcoo.features.reports import commands as reports

MONDAY = date(2026, 9, 7)
MOMENT = datetime(2026, 9, 22, 9, 0, tzinfo=UTC)


def _records(values: list[float]) -> tuple[Record, ...]:
    return tuple(
        Record(
            row,
            {
                "kpi": Value("Scrap rate", Address(row, 1), "Scrap rate"),
                "period": Value(f"2026-W{29 + row}", Address(row, 2), f"v. {29 + row}"),
                "value": Value(value, Address(row, 3), str(value)),
            },
        )
        for row, value in enumerate(values, 1)
    )


def an_import(values: list[float]) -> imports.ApplyImport:
    """An import of weekly values of one KPI that it creates."""
    return imports.ApplyImport(
        "kpi_values",
        "scrap.xlsx",
        "ab" * 32,
        1000,
        "Sheet1",
        "A1:C9",
        "{}",
        MOMENT,
        3 * len(values),
        _records(values),
        (),
        Options(create_missing=True, unit="percent"),
    )


def _typed(week: int, value: float) -> kpis.TypedReading:
    return kpis.TypedReading(f"2026-W{week}", value)


STORY: tuple[Any, ...] = (
    mandate.CreateMandate("Nordvik", "turnaround", date(2026, 9, 1), 180, sponsor="Bo Ek", consultant="J. Lund"),
    mandate.ChangeMandate(site="Åmål", purpose="Deliver on time"),
    mandate.AddUnit("Purchasing"),
    mandate.AddUnit("Lines", "site", ""),
    mandate.AddUnit("Stores", parent="Lines"),
    mandate.RenameUnit("Stores", "Warehouse"),
    mandate.AddUnit("Passing"),
    mandate.RemoveUnit("Passing"),
    mandate.AddPerson("Åsa", "Buyer", "Purchasing"),
    mandate.ChangePerson("Åsa", role="Head of purchasing"),
    mandate.AddPerson("Passing"),
    mandate.RemovePerson("Passing"),
    mandate.CloseGate("G1", MONDAY),
    mandate.ReopenGate("G1"),
    kpis.AddKpi(name="Cost of delay", unit="days", cadence="week", owner="Åsa", target=5.0, target_from=MONDAY),
    kpis.AddKpi(name="Late orders", unit="percent", cadence="week"),
    kpis.ChangeKpi("K-01", definition="From order to invoice", owner=""),
    kpis.SetTarget("K-02", -0.0, MONDAY),
    kpis.ArchiveKpi("K-02"),
    kpis.RestoreKpi("K-02"),
    kpis.ChooseTiles(("K-02", "K-01")),
    kpis.AddReading("K-01", "2026-W30", 1e-310),
    kpis.AddReading("K-01", "2026-W31", 1.7976931348623157e308, unit="Lines"),
    kpis.AddReading("K-01", "2026-W32", 0.1 + 0.2),
    kpis.ChangeReading("K-01", "2026-W32", 3.0, note="typed"),
    kpis.WriteReadings("K-01", tuple(_typed(week, week / 3) for week in range(33, 47))),
    kpis.RemoveReading("K-01", "2026-W33"),
    kpis.ExcludeReading("K-01", "2026-W34", "strike"),
    kpis.IncludeReading("K-01", "2026-W34"),
    kpis.SplitPhase("K-01", "2026-W36", "new line"),
    kpis.JoinPhase("K-01", "2026-W36"),
    kpis.AddMark(MONDAY, "new line", "K-01"),
    kpis.RemoveMark(MONDAY, "new line", "K-01"),
    mandate.AddSuccessCriterion("On time above 95%", "K-01", 80.0, 95.0, MONDAY),
    mandate.ChangeSuccessCriterion(1, ("text",), text="On time"),
    mandate.RemoveSuccessCriterion(2),
    assessment.Score("A1", score=2, evidence="Walked the line", confidence="B"),
    assessment.Score("A1", unit="Lines", respondent="Buyer", score=4),
    assessment.NewRound(date(2026, 10, 5), "Second"),
    assessment.AskDimension("L", "none"),
    assessment.AddFinding(
        "Late suppliers", "C", "Receipts of August", MONDAY, cost_low=1, cost_likely=2, cost_high=3, kpi="K-01"
    ),
    assessment.AddFinding("No plan", "A", "None was shown", MONDAY),
    assessment.ChangeFinding(1, text="Suppliers are late"),
    assessment.DecideFinding(2, "defer", "After summer"),
    assessment.RemoveFinding(2),
    initiatives.AddInitiative("Supplier review", MONDAY, owner="Åsa", findings=(1,), kpi="K-01"),
    initiatives.ChangeInitiative(1, ("purpose",), purpose="Fewer late parts"),
    initiatives.UnlinkFinding(1, 1),
    initiatives.LinkFinding(1, 1),
    initiatives.MoveStage(1, "chartered"),
    initiatives.AddInitiative("Passing", MONDAY),
    initiatives.RemoveInitiative(2),
    plan.AddTask("Call suppliers", 1, "Åsa", 3),
    plan.AddTask("Sign", 1, "", 0, after=(1,)),
    plan.AddTask("Passing"),
    plan.ChangeTask(1, ("name",), name="Call all suppliers"),
    plan.LinkTasks(2, 3),
    plan.UnlinkTasks(2, 3),
    plan.MoveTask(3, date(2026, 10, 1), MONDAY),
    plan.SetDuration(1, 5),
    plan.SetProgress(1, 40, date(2026, 9, 22)),
    plan.ReorderTask(3, 1),
    plan.RemoveTask(3),
    plan.SetBaseline(1, MONDAY),
    plan.UsePlanTemplate(),
    actions.AddAction("Call Bo", MONDAY, owner="Bo Ek", due=MONDAY),
    actions.AddAction("Expedite", MONDAY, "corrective", "Åsa", date(2026, 9, 30), "K-01", "2026-W36", 1, 1),
    actions.ChangeAction(1, ("text",), text="Call Bo again"),
    actions.MoveAction(1, date(2026, 9, 29)),
    actions.CloseAction(1, date(2026, 9, 29), "He answered"),
    actions.ReopenAction(1),
    actions.DropAction(1, date(2026, 9, 30), "Not needed"),
    actions.AddAction("Passing", MONDAY),
    actions.RemoveAction(3),
    actions.AskDecision("Second shift", MONDAY, amount=12_000_000, owner="Bo Ek"),
    actions.ChangeDecision(1, ("text",), text="A second shift"),
    actions.TakeDecision(1, MONDAY, "Yes"),
    actions.ReopenDecision(1),
    reports.ChangeTitle("plan", "Where we stand", "Plan"),
    reports.ChangeTakeaway("scorecard", "Better", "Scorecard"),
    reports.ChangeComment("plan", "As agreed", "Plan"),
    reports.IncludeSection("plan", False, "Plan"),
    reports.PlaceSection("plan", True, "Plan"),
    reports.MoveSection("plan", ("summary", "plan"), "Plan"),
    reports.ChangePageLimit(9),
    an_import([1.5, -0.0, 1 / 3]),
    an_import([1.5, 2.5, 1 / 3, 4.0]),
    imports.GradeSource("scrap.xlsx", "B", "Counted"),
    imports.SaveProfile("Scrap", "kpi_values", ("vecka", "värde"), "{}"),
    home.MarkSeen(20),
)
