"""A report built by hand from every kind of block, with the texts and figures of a real mandate's fourth week."""

# ruff: noqa: E501

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from interimcoo.charts.chart import (
    Bar,
    BarChart,
    Bullet,
    Event,
    Gantt,
    GanttRow,
    HeatMap,
    HeatRow,
    Radar,
    RadarSeries,
    Sparkline,
    SpcChart,
    SpcPhase,
    SpcPoint,
)
from interimcoo.exchange.blocks import (
    Bullets,
    ChartBlock,
    Column,
    Figure,
    Mark,
    Note,
    Origin,
    Report,
    Section,
    Sentence,
    SideBySide,
    Strip,
    Table,
    TableRow,
    Tile,
    Tiles,
)

FROZEN = datetime(2026, 9, 22, 8, 41, tzinfo=UTC)
TODAY = date(2026, 9, 22)
KPIS = (
    # code, name, unit, decimals, direction, base, spread, drift of the last weeks, target, owner, perspective
    ("LOG01", "On time in full", "%", 1, "higher", 84.0, 1.9, -6.0, 92.0, "A. Lindqvist", "Customer"),
    ("LOG02", "Order lead time", "days", 1, "lower", 23.4, 0.9, -2.6, 18.0, "A. Lindqvist", "Customer"),
    ("QUA03", "Customer claims", "a week", 0, "lower", 11.0, 2.4, 0.0, 6.0, "E. Papadopoúlou", "Customer"),
    ("PRO01", "Line 3 uptime", "%", 1, "higher", 87.0, 1.5, -5.6, 90.0, "M. Wójcik", "Process"),
    ("PRO02", "Equipment effectiveness, all lines", "%", 1, "higher", 58.4, 1.4, 3.9, 65.0, "M. Wójcik", "Process"),
    ("QUA01", "Scrap rate", "%", 2, "lower", 4.29, 0.21, -0.6, 3.50, "E. Papadopoúlou", "Process"),
    ("PRO05", "Changeover time", "min", 0, "lower", 74.0, 5.0, 0.0, 45.0, "M. Wójcik", "Process"),
    ("INV01", "Days of inventory", "days", 0, "lower", 71.0, 1.6, -6.0, 60.0, "J. Åkesson", "Cash"),
    ("FIN03", "Days sales outstanding", "days", 0, "lower", 57.0, 1.8, 0.0, 52.0, "J. Åkesson", "Cash"),
    ("PEO02", "Overtime, share of hours", "%", 1, "lower", 9.7, 0.6, 0.0, 6.0, "S. Öberg", "People"),
    ("PEO04", "Sickness absence", "%", 1, "lower", 6.5, 0.35, 0.0, 5.5, "S. Öberg", "People"),
    ("HSE01", "Near-miss reports", "a week", 0, "higher", 9.0, 2.0, 6.0, 20.0, "S. Öberg", "People"),
)
IMPORT = Origin("imported", "orders_week_38.xlsx", "Deliveries", "B4:B29", FROZEN - timedelta(days=1), "B")


def _series(code: str, base: float, spread: float, drift: float, decimals: int, direction: str) -> tuple[SpcPoint, ...]:
    random = Random(code)
    first = date(2026, 3, 30)
    good = (drift > 0) == (direction == "higher")
    points = []
    for week in range(25):
        late = week >= 17
        value = round(random.gauss(base + (drift if late else 0.0), spread), decimals)
        kind = ("improvement" if good else "concern") if late and drift else "common"
        points.append(SpcPoint(first + timedelta(weeks=week), f"W{14 + week}", value, kind))
    return tuple(points)


SERIES = {
    code: _series(code, base, spread, drift, dec, way) for code, _n, _u, dec, way, base, spread, drift, *_ in KPIS
}


def _phase(base: float, spread: float) -> SpcPhase:
    return SpcPhase(0, 24, base, base - 2.66 * spread, base + 2.66 * spread, "ok", 17)


def _value(code: str) -> float:
    value = SERIES[code][-1].value
    assert value is not None
    return value


def _spark(row: tuple) -> Sparkline:
    return Sparkline(SERIES[row[0]], (_phase(row[5], row[6]),), row[8])


def _actual(row: tuple, unit: bool = False) -> Figure:
    return Figure(
        f"kpi.{row[0]}.actual", row[1], _value(row[0]), "number", row[3], row[2] if unit else "", origin=IMPORT
    )


def _target(row: tuple) -> Figure:
    return Figure(f"kpi.{row[0]}.target", f"{row[1]}, plan", row[8], "number", row[3], origin=Origin("typed"))


def _good(row: tuple) -> bool:
    return (_value(row[0]) >= row[8]) == (row[4] == "higher")


def _delta(row: tuple, unit: bool = False) -> Figure:
    value = round(_value(row[0]) - row[8], row[3])
    suffix = {"%": "pp"}.get(row[2], "") if unit else ""
    return Figure(f"kpi.{row[0]}.delta", f"{row[1]}, against plan", value, "signed", row[3], suffix, good=_good(row))


def _variation(row: tuple) -> Mark:
    if not row[7]:
        return Mark("variation", "common_cause", "no signal")
    rising = row[7] > 0
    value = "improvement" if rising == (row[4] == "higher") else "concern"
    return Mark("variation", value, {"improvement": "improving", "concern": "worsening"}[value], rising, rising)


def _assurance(row: tuple) -> Mark:
    far = abs(row[8] - row[5] - row[7]) > 2.66 * row[6]
    if far and not _good(row):
        return Mark("assurance", "fail", "target out of reach today")
    return Mark("assurance", "inconsistent", "target hit and missed")


def _tile(row: tuple) -> Tile:
    return Tile(
        row[1], _actual(row, True), _target(row), _delta(row, True), _good(row), _spark(row), _variation(row),
        Mark("trust", "B", "trust grade B"), f"kpi.{row[0]}",
    )  # fmt: skip


def _chart(row: tuple, anchor: str = "") -> ChartBlock:
    actual = _actual(row, True)
    takeaway = Sentence(
        "{value} in week {week}, {delta} against plan; no single week explains it",
        {
            "value": actual,
            "delta": _delta(row, True),
            "week": Figure(f"kpi.{row[0]}.week", "Week of the latest value", 38, "count"),
        },
    )
    events = (Event(date(2026, 7, 27), "freeze rule"),) if row[0] in ("LOG01", "LOG02") else ()
    if row[0] == "PRO01":
        events = (Event(date(2026, 7, 27), "spindle 1 fails"),)
    chart = SpcChart(
        row[1], row[2], row[3], row[4], SERIES[row[0]], (_phase(row[5], row[6]),), row[8], events,
        "", f"{row[1]}, weekly control chart of 25 weeks, latest {_value(row[0])}, plan {row[8]}.",
    )  # fmt: skip
    limits = _phase(row[5], row[6])
    figures = tuple(
        Figure(f"kpi.{row[0]}.{name}", f"{row[1]}, {name}", value, "number", row[3])
        for name, value in (("centre", limits.centre), ("lower", limits.lower), ("upper", limits.upper))
    )
    return ChartBlock(f"{row[1]}, {row[2]}, weekly", chart, takeaway, (actual, _target(row), *figures), anchor)


FINDINGS = (
    (
        "Orders are re-planned inside the freeze window",
        "38% of 1,204 orders in weeks 30 to 38",
        "B Planning",
        "act",
        41_000_000,
    ),
    (
        "Line 3 has no spare spindle and no root cause of its failures",
        "31 hours lost in September, maintenance log",
        "C Production",
        "act",
        38_000_000,
    ),
    (
        "Castings come from one supplier without a price clause",
        "64% of spend, contract of 2021",
        "F Supply chain",
        "act",
        160_000_000,
    ),
    (
        "Master data: lead times are missing for 11% of items",
        "ERP extract of 14 September",
        "I IT and data",
        "act",
        12_000_000,
    ),
    (
        "Customer claims are closed without root cause",
        "17 of 41 claims, quality register",
        "E Quality",
        "open",
        22_000_000,
    ),
    (
        "Two of five plant managers hold the role ad interim",
        "Organisation chart, 1 September",
        "G People",
        "open",
        None,
    ),
    (
        "Safety stock is set by habit, not by variability",
        "Review of 60 A items with the planners",
        "F Supply chain",
        "accept",
        9_500_000,
    ),
    (
        "Credit limits are not enforced for group companies",
        "€0.9m over the limit at month end",
        "H Finance and cash",
        "defer",
        90_000_000,
    ),
    (
        "The changeover standard exists on 3 of 9 lines",
        "Gemba walks in weeks 33 to 38",
        "C Production",
        "act",
        26_000_000,
    ),
)
INITIATIVES = (
    ("Customer service", None),
    ("I1 Freeze rule and S&OP cadence", ("on_track", date(2026, 7, 13), date(2026, 11, 6), date(2026, 7, 13), date(2026, 10, 30), 0.72)),
    ("I2 Delivery control tower", ("done", date(2026, 7, 20), date(2026, 9, 18), date(2026, 7, 20), date(2026, 9, 20), 1.0)),
    ("Operations", None),
    ("I3 Line 3 recovery", ("off_track", date(2026, 8, 10), date(2027, 1, 11), date(2026, 8, 10), date(2026, 11, 16), 0.35)),
    ("I4 Scrap: the ten largest causes", ("on_track", date(2026, 7, 27), date(2026, 11, 30), date(2026, 7, 27), date(2026, 11, 30), 0.6)),
    ("I5 Shift model and overtime", ("at_risk", date(2026, 9, 1), date(2027, 1, 29), date(2026, 8, 20), date(2026, 12, 30), 0.2)),
    ("Cash and cost", None),
    ("I6 Inventory of slow movers", ("on_track", date(2026, 7, 8), date(2026, 12, 30), date(2026, 7, 8), date(2026, 12, 30), 0.55)),
    ("I7 Receivables", ("on_track", date(2026, 7, 8), date(2026, 10, 30), date(2026, 7, 8), date(2026, 10, 30), 0.8)),
    ("I8 Castings: second source", ("at_risk", date(2026, 8, 17), date(2027, 2, 10), date(2026, 8, 17), date(2027, 1, 18), 0.3)),
)  # fmt: skip
STATUS_WORDS = {"done": "done", "on_track": "on track", "at_risk": "at risk", "off_track": "off track"}


def money(key: str, label: str, minor: int | None) -> Figure | None:
    return None if minor is None else Figure(key, label, minor, "money", currency="EUR", origin=Origin("typed"))


def summary() -> Section:
    worst, best = KPIS[0], KPIS[4]
    asks = (
        ("D1", "Release €0.42m for a spare spindle and the overhaul of Line 3", date(2026, 10, 16)),
        ("D2", "Give the mandate to sign a second casting source", date(2026, 10, 30)),
        ("D3", "Name the date of the hand-over to the permanent COO", date(2026, 10, 30)),
    )
    lines = tuple(
        Sentence(
            "{number} {text}, by {due}",
            {
                "number": Figure(f"decision.{code}", "Number", code, "code"),
                "text": Figure(f"decision.{code}.text", "Decision", text, "code"),
                "due": Figure(f"decision.{code}.due", "By", due, "date"),
            },
        )
        for code, text, due in asks
    )
    changed = (
        Sentence("Overall equipment effectiveness is at {v}, up since week {w}; F9 and the work on changeovers came before",
                 {"v": _actual(best, True), "w": Figure("kpi.PRO02.since", "Week of the change", 31, "count")}),
        Sentence("Inventory stands at {v} against a plan of {p}", {"v": _actual(KPIS[7], True), "p": _target(KPIS[7])}),
        "I2 Delivery control tower is live in Göteborg and Łódź",
        "Overtime has not moved: ordinary variation around its mean",
    )  # fmt: skip
    worries = (
        Sentence("On time in full is at {v}, {d} against plan", {"v": _actual(worst, True), "d": _delta(worst, True)}),
        Sentence("Line 3 uptime fell to {v}; no spare spindle, no root cause yet (F2)", {"v": _actual(KPIS[3], True)}),
        "Castings rest on one supplier (F3)",
    )
    bars = tuple(
        Bar(label, value) for label, value in (
            ("I6 Inventory", 2.6), ("I1 Freeze rule", 1.9), ("I8 Second source", 1.6), ("I3 Line 3", 1.4),
            ("I7 Receivables", 1.2), ("I4 Scrap", 1.1), ("I2 Control tower", 0.8),
        )
    )  # fmt: skip
    chart = BarChart(bars, "€m", 1, "", "Likely benefit of seven initiatives a year, largest I6 Inventory.")
    benefit = ChartBlock(
        "Likely benefit of the initiatives, €m a year", chart,
        Sentence("{top} brings the most, {v} of {total} a year", {
            "top": "I6 Inventory",
            "v": Figure("initiative.I6.benefit", "Benefit of I6", 260_000_000, "money", currency="EUR"),
            "total": Figure("initiatives.benefit", "Benefit of all", 1_060_000_000, "money", currency="EUR"),
        }),
        tuple(Figure(f"chart.benefit.{at}", bar.label, bar.value, "number", 1) for at, bar in enumerate(bars)),
    )  # fmt: skip
    strip = Strip((
        ("Initiatives on track or done", Sentence("{n} of {m}", {"n": Figure("initiatives.good", "On track or done", 5, "count"), "m": Figure("initiatives.all", "Initiatives", 8, "count")}), 5 / 8),
        ("Actions closed", Sentence("{n} of {m}", {"n": Figure("actions.closed", "Closed actions", 14, "count"), "m": Figure("actions.all", "Actions", 31, "count")}), 14 / 31),
        ("Questions answered", Sentence("{n} of {m}", {"n": Figure("questions.answered", "Answered", 21, "count"), "m": Figure("questions.all", "Questions", 24, "count")}), 21 / 24),
        ("Day of the mandate", Sentence("{n} of {m}", {"n": Figure("mandate.day", "Day", 68, "count"), "m": Figure("mandate.days", "Days", 180, "count")}), 68 / 180),
    ))  # fmt: skip
    return Section(
        "summary", "Executive summary",
        Sentence("On time in full fell to {v}, {d} against plan, and needs a decision; equipment effectiveness rose to {b}",
                 {"v": _actual(worst, True), "d": _delta(worst, True), "b": _actual(best, True)}),
        Sentence("Interim COO report to the board, day {n} of {m}; weekly actuals to week {w}",
                 {"n": Figure("mandate.day", "Day", 68, "count"), "m": Figure("mandate.days", "Days", 180, "count"),
                  "w": Figure("data.week", "Last week with data", 38, "count")}),
        (
            Tiles(tuple(_tile(KPIS[at]) for at in (0, 3, 4, 7, 5))),
            SideBySide((4, 4, 4), ((Bullets("What changed", changed),), (Bullets("What worries us", worries),), (Bullets("What we ask of the board", lines, ask=True),))),
            SideBySide((6, 6), ((_chart(worst),), (benefit,))),
            strip,
        ),
        "Blue circle: improving beyond chance. Orange diamond: worsening. Grey wave: no signal. Dotted red line: plan.",
    )  # fmt: skip


def scorecard() -> Section:
    columns = (
        Column("KPI", 3.0, strong=True), Column("Unit", 0.7), Column("Actual", 0.9, "right", True), Column("Plan", 0.8, "right"),
        Column("Against plan", 0.9, "right"), Column("Bar against plan", 1.8), Column("Trend, 25 weeks", 2.1),
        Column("Variation", 0.9, "centre"), Column("Assurance", 0.9, "centre"), Column("What it means", 3.0), Column("Owner", 1.6),
    )  # fmt: skip
    rows: list[TableRow] = []
    group = ""
    for row in KPIS:
        if row[10] != group:
            group = row[10]
            rows.append(TableRow((group,), group=True))
        worst = min(row[8], row[5]) * 0.5
        zones = (worst, (worst + row[8]) / 2)
        bullet = Bullet(_value(row[0]), row[8], tuple(sorted(zones)), row[4], row[3])
        words = _variation(row).words
        means = {"improving": "Better than chance explains; hold it for eight weeks before the limits move",
                 "worsening": "Worse than chance explains; find the cause", "no signal": "Ordinary variation; redesign or leave"}[words]  # fmt: skip
        rows.append(
            TableRow((row[1], row[2], _actual(row), _target(row), _delta(row), bullet, _spark(row), _variation(row), _assurance(row), means, row[9]))
        )  # fmt: skip
    n = {name: sum(1 for row in KPIS if _variation(row).words == name) for name in ("improving", "worsening")}
    return Section(
        "scorecard", "KPI scorecard",
        Sentence("{n} of {all} KPIs improve beyond chance, {w} get worse; {p} meet plan", {
            "n": Figure("kpis.improving", "Improving", n["improving"], "count"), "all": Figure("kpis.all", "KPIs", len(KPIS), "count"),
            "w": Figure("kpis.worsening", "Worsening", n["worsening"], "count"),
            "p": Figure("kpis.on_plan", "On plan", sum(_good(row) for row in KPIS), "count"),
        }),
        "Weekly actuals; limits from the first 17 weeks; grey band: process limits, dotted red: plan",
        (Table("tblKPI", "KPI scorecard", columns, tuple(rows)),),
        "Assurance: P = limits on the good side of plan, F = on the bad side, ? = hit and miss. Bar: dark = actual, red tick = plan. Each bar has its own scale.",
    )  # fmt: skip


def depth() -> Section:
    charts = [_chart(KPIS[at], f"kpi.{KPIS[at][0]}") for at in (0, 3, 1, 9)]
    return Section(
        "depth", "Performance in depth",
        Sentence("On time in full fell from week {w}; Line 3 fell in the same week, and overtime did not move",
                 {"w": Figure("kpi.LOG01.since", "Week of the change", 31, "count")}),
        "Individuals charts, weekly; blue circle: improvement, orange diamond: concern, grey: common cause",
        (SideBySide((6, 6), ((charts[0],), (charts[1],))), SideBySide((6, 6), ((charts[2],), (charts[3],)))),
        annex=True,
    )  # fmt: skip


AREAS = (
    "Strategy",
    "Planning",
    "Production",
    "Maintenance",
    "Quality",
    "Supply chain",
    "People",
    "Finance and cash",
    "IT and data",
    "Safety",
)


def assessment() -> Section:
    now = (3.0, 2.2, 3.1, 2.0, 2.6, 1.4, 2.9, 3.2, 1.8, 3.6)
    sites = ("Göteborg", "Łódź", "Thessaloníki", "Head office")
    random = Random("sites")
    heat = tuple(
        HeatRow(chr(65 + at), area, tuple(None if random.random() < 0.08 else float(max(0, min(5, round(now[at] + random.gauss(0, 0.8))))) for _ in sites))
        for at, area in enumerate(AREAS)
    )  # fmt: skip
    figures = tuple(
        Figure(f"heat.{row.key}.{site}", f"{row.label}, {site}", value, "count")
        for row in heat for site, value in zip(sites, row.values, strict=True) if value is not None
    )  # fmt: skip
    radar = Radar(AREAS, (RadarSeries("Now", "now", now), RadarSeries("June", "baseline", tuple(v - 0.5 for v in now)), RadarSeries("Target", "target", (4.0,) * 10)),
                  "", "Profile of ten areas, lowest supply chain, highest safety.")  # fmt: skip
    columns = (
        Column("No.", 0.5, strong=True),
        Column("Finding", 4.6),
        Column("Area", 1.6),
        Column("Likely cost a year", 1.2, "right"),
        Column("Answered by", 2.4),
        Column("Owner", 1.5),
    )
    answers = (
        "I1 Freeze rule and S&OP cadence",
        "I3 Line 3 recovery",
        "I8 Castings: second source",
        "no follow-up",
        "no follow-up",
    )
    owners = ("A. Lindqvist", "M. Wójcik", "J. Åkesson", "E. Papadopoúlou", "E. Papadopoúlou")
    rows = tuple(
        TableRow((Figure(f"finding.F{at}", f"F{at}", f"F{at}", "code"), FINDINGS[at - 1][0], FINDINGS[at - 1][2], money(f"finding.F{at}.likely", "Likely cost", FINDINGS[at - 1][4]), answers[at - 1], owners[at - 1]))
        for at in range(1, 6)
    )  # fmt: skip
    low = Figure("assessment.F.now", "Supply chain", 1.4, "number", 1)
    return Section(
        "assessment", "Assessment",
        Sentence("All {n} areas rose since June; supply chain at {v} and data are the weakest", {"n": Figure("assessment.areas", "Areas", 10, "count"), "v": low}),
        "Score 0 to 5; 21 of 24 core questions answered, 42 interviews, 4 site visits",
        (
            SideBySide((5, 7), ((ChartBlock("Profile against June and target", radar, Sentence("Furthest from target: supply chain, {v}", {"v": low})),),
                                (ChartBlock("Score by site", HeatMap(sites, heat, "", "Scores of ten areas at four sites."), "Thessaloníki is lowest in six of its areas", figures, "assessment.scores"),))),
            Table("tblLeading", "Leading findings", columns, rows),
        ),
        "A score is the mean of the answered questions. A dash: fewer than half of them are answered.",
    )  # fmt: skip


def portfolio() -> Section:
    rows = []
    for label, facts in INITIATIVES:
        if facts is None:
            rows.append(GanttRow(label, group=True))
            continue
        status, start, finish, first, last, done = facts
        rows.append(
            GanttRow(
                label,
                False,
                start,
                finish,
                first,
                last,
                done,
                status == "off_track",
                columns=(f"{done:.0%}", STATUS_WORDS[status], "M. Wójcik"),
            )
        )
    rows.append(
        GanttRow(
            "M1 Gate 3: plan approved",
            start=date(2026, 10, 16),
            finish=date(2026, 10, 16),
            milestone=True,
            columns=("", "", ""),
        )
    )
    gantt = Gantt(
        tuple(rows),
        date(2026, 7, 1),
        date(2027, 3, 31),
        TODAY,
        (Event(date(2026, 10, 16), "G3"),),
        ("Done", "Status", "Owner"),
        "",
        "Plan of eight initiatives from July to March.",
    )
    figures = tuple(
        Figure(f"initiative.{label.split()[0]}.done", label, facts[5], "share") for label, facts in INITIATIVES if facts
    )
    reasons = Table(
        "tblOffTrack", "Initiatives that need attention",
        (Column("Initiative", 2.0, strong=True), Column("Status", 1.0), Column("Slip, weeks", 0.8, "right"), Column("Reason and next step", 5.0), Column("Owner", 1.4)),
        (
            TableRow(("I3 Line 3 recovery", Mark("status", "off_track", "off track"), Figure("initiative.I3.slip", "Slip", 8, "count"), "The vendor moved the slot for the spindle from October to December; D1 brings it back to November", "M. Wójcik")),
            TableRow(("I5 Shift model and overtime", Mark("status", "at_risk", "at risk"), Figure("initiative.I5.slip", "Slip", 4, "count"), "The union asks for a mediator; round 4 on 8 October", "S. Öberg")),
            TableRow(("I8 Castings: second source", Mark("status", "at_risk", "at risk"), Figure("initiative.I8.slip", "Slip", 3, "count"), "Tooling quote is late; two quotes are in hand", "J. Åkesson")),
        ),
    )  # fmt: skip
    return Section(
        "portfolio", "Initiatives and plan",
        Sentence("{n} of {m} initiatives are done or on track; Line 3 recovery is {w} weeks late", {
            "n": Figure("initiatives.good", "On track or done", 5, "count"), "m": Figure("initiatives.all", "Initiatives", 8, "count"),
            "w": Figure("initiative.I3.slip", "Slip", 8, "count")}),
        "Bar: current plan, solid part done; light bar: approved baseline; red line: today",
        (ChartBlock("Plan of the initiatives", gantt, "The end has moved by eight weeks; the critical work is the spindle", figures), reasons),
    )  # fmt: skip


def decisions() -> Section:
    columns = (
        Column("No.", 0.5, strong=True),
        Column("Decision", 3.4, strong=True),
        Column("Recommendation", 3.2),
        Column("Without it", 3.2),
        Column("Amount", 1.0, "right"),
        Column("Decides", 1.3),
        Column("By", 1.2, "right"),
    )
    facts = (
        ("D1", "Release €0.42m for a spare spindle and the overhaul of Line 3", "Approve: payback in 4 months", "The December plan loses 9% of volume; the vendor's slot lapses", 42_000_000, date(2026, 10, 16)),
        ("D2", "Give the mandate to sign a second casting source", "Approve within the price frame of the tender", "€1.6m a year stays at stake; one fire stops three plants", None, date(2026, 10, 30)),
        ("D3", "Name the date of the hand-over to the permanent COO", "Week 5 of next year; three finalists are known", "The search firm's exclusivity ends in November", None, date(2026, 10, 30)),
    )  # fmt: skip
    rows = tuple(
        TableRow((Figure(f"decision.{code}", "Number", code, "code"), Figure(f"decision.{code}.text", "Decision", text, "code"), why, without, money(f"decision.{code}.amount", "Amount", amount), "The board", Figure(f"decision.{code}.due", "By", due, "date")), anchor=f"decision.{code}")
        for code, text, why, without, amount, due in facts
    )  # fmt: skip
    next_days = Table(
        "tblNext", "Next 30 days",
        (Column("Date", 1.0), Column("What", 5.0, strong=True), Column("Owner", 2.0), Column("Belongs to", 1.0)),
        tuple(
            TableRow((Figure(f"next.{at}", "Date", TODAY + timedelta(days=3 * at + 2), "date"), what, "A. Lindqvist", ref))
            for at, (what, ref) in enumerate((("Freeze rule live in Łódź", "I1"), ("Vendor on site at Line 3", "I3"), ("Union, round four", "I5"), ("Decision on the spindle", "D1"), ("Root cause report, spindle", "I3"), ("Receivables handed to the CFO", "I7"), ("Board report", "D3")))
        ),
    )  # fmt: skip
    return Section(
        "decisions", "Decisions and next 30 days",
        Sentence("{n} decisions are needed, the first by {d}", {"n": Figure("decisions.open", "Open decisions", 3, "count"), "d": Figure("decision.D1.due", "By", date(2026, 10, 16), "date")}),
        "Each decision states what happens if nothing is decided.",
        (Table("tblDecisions", "Decisions asked", columns, rows), next_days),
    )  # fmt: skip


def actions() -> Section:
    texts = (
        "Hold the daily delivery meeting at 07:30 in all three plants",
        "Check the spindle bearings each shift until the spare is here",
        "Agree call-off dates with the castings supplier",
        "Clean the lead times of the first 400 A items",
        "Move the night changeover of Line 2 to the day team",
        "Write the standard for claims and train the six quality leads",
    )
    marks = (
        ("off_track", "overdue"),
        ("off_track", "overdue"),
        ("at_risk", "due today"),
        ("on_track", "due this week"),
        ("not_started", "due later"),
    )
    rows = []
    for at in range(14):
        value, words = marks[min(4, at // 3)]
        due = TODAY + timedelta(days=3 * at - 12)
        late = (TODAY - due).days if due < TODAY else None
        rows.append(TableRow((Mark("status", value, words), f"A-{at + 1:03}", Figure(f"action.A-{at + 1:03}.text", "Action", texts[at % 6], "code"), ("F1", "F2", "LOG01")[at % 3], ("A. Lindqvist", "M. Wójcik", "no owner")[at % 3], Figure(f"action.A-{at + 1:03}.due", "Due", due, "date"), None if late is None else Figure(f"action.A-{at + 1:03}.late", "Days late", late, "count")), anchor=f"action.A-{at + 1:03}"))  # fmt: skip
    columns = (
        Column("", 0.4, "centre"),
        Column("No.", 0.8, strong=True),
        Column("Action", 5.2),
        Column("From", 0.9),
        Column("Owner", 1.6),
        Column("Due", 1.3, "right"),
        Column("Days late", 1.0, "right"),
    )
    return Section(
        "actions", "Actions",
        Sentence("{n} actions are open, {late} of them overdue", {"n": Figure("actions.open", "Open actions", 14, "count"), "late": Figure("actions.late", "Overdue", 4, "count")}),
        "Open actions by due date; corrective actions answer a signal or a finding",
        (Table("tblActions", "Open actions", columns, tuple(rows)),), annex=True,
    )  # fmt: skip


def findings(times: int = 3) -> Section:
    columns = (
        Column("No.", 0.5, strong=True),
        Column("Finding", 4.0),
        Column("Evidence", 3.0),
        Column("Grade", 0.6, "centre"),
        Column("Likely a year", 1.0, "right"),
        Column("Decision", 0.9),
        Column("Leads to", 1.6),
    )
    rows: list[TableRow] = []
    number = 0
    for area in sorted({one[2] for one in FINDINGS}):
        rows.append(TableRow((area,), group=True))
        for _ in range(times):
            for text, evidence, where, decided, cost in FINDINGS:
                if where == area:
                    number += 1
                    code = f"F{number}"
                    rows.append(TableRow((Figure(f"finding.{code}", code, code, "code"), text, evidence, Mark("trust", "ABCD"[number % 4], f"trust grade {'ABCD'[number % 4]}"), money(f"register.{code}.likely", "Likely cost", cost), decided, ("I1", "I3", "no follow-up")[number % 3]), anchor=f"finding.{code}"))  # fmt: skip
    return Section(
        "findings", "Findings register",
        Sentence("{n} findings, {open} of them without a decision", {"n": Figure("findings.all", "Findings", number, "count"), "open": Figure("findings.open", "Open", 2 * times, "count")}),
        "Grouped by area; costs are likely amounts a year",
        (Table("tblFindings", "Findings", columns, tuple(rows)),), annex=True,
    )  # fmt: skip


def method() -> Section:
    columns = (
        Column("KPI", 2.4, strong=True),
        Column("Definition", 4.6),
        Column("Source", 1.8),
        Column("Latest", 0.8, "right"),
        Column("Mean", 0.8, "right"),
        Column("Lower limit", 0.8, "right"),
        Column("Upper limit", 0.8, "right"),
    )
    rows = tuple(
        TableRow((row[1], "Orders delivered complete on the first confirmed date ÷ orders due", "orders_week_38.xlsx", _actual(row), *(Figure(f"kpi.{row[0]}.{name}", f"{row[1]}, {name}", value, "number", row[3]) for name, value in (("centre", row[5]), ("lower", row[5] - 2.66 * row[6]), ("upper", row[5] + 2.66 * row[6])))), anchor=f"kpi.{row[0]}")
        for row in KPIS
    )  # fmt: skip
    return Section(
        "method", "Method and sources", "How each number is made, so that anyone can check it", "",
        (
            SideBySide((4, 4, 4), (
                (Bullets("Process limits", ("Individuals and moving range: mean ± 2.66 times the average moving range of the base period.",)),),
                (Bullets("Status of work", ("On track: the end is within 2 weeks of the baseline. At risk: 2 to 6 weeks. Off track: beyond.",)),),
                (Bullets("Notation", ("After IBCS: actual solid, plan outlined; green and red only for differences that help or hurt, never without sign.",)),),
            )),
            Table("tblDefinitions", "KPI definitions", columns, rows),
            Table("tblSigns", "How to read the signs", (Column("Sign", 1.0), Column("Meaning", 6.0)), (TableRow((Mark("variation", "improvement", "improving", True, True), "improving beyond chance")),)),
            Note("Differences are due to rounding."),
        ),
        annex=True,
    )  # fmt: skip


def rich_report(language: str = "en", times: int = 3) -> Report:
    """The whole report."""
    return Report(
        "Board report, September 2026", "Nordvik Components AB", "Katarina Stråle", language, "Confidential – Board only",
        FROZEN, 128, "Report of the interim COO to the board",
        (summary(), scorecard(), depth(), assessment(), portfolio(), decisions(), actions(), findings(times), method()),
    )  # fmt: skip


def small_report(*blocks: object, title: str = "1 KPI is on plan", **changes: object) -> Report:
    """A report of one section with the given blocks."""
    section = Section("scorecard", "Scorecard", title, "Weekly actuals", tuple(blocks))  # type: ignore[arg-type]
    return replace(rich_report(), sections=(section,), **changes)  # type: ignore[arg-type]
