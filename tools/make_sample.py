"""Write the workbooks of the sample client 'Nordvik Components AB' into a folder: same seed, same bytes.

    python tools/make_sample.py resources/sample

The client, its people and its figures are invented. Data end with ISO week 37 of 2026. What is planted where:

Leveransrapport_v37.xlsx, sheet Leverans: 5 KPIs, 78 weeks across (W12 2025 to W37 2026), Swedish
    mess    two title rows; years merged over the weeks; decimal comma texts; mean column "Snitt"; 3 section rows;
            3 Excel errors; 3 marks for no value; "Planuppfyllelse" twice (the second row repeats the first);
            2 notes below; hidden sheet "Rådata"
    story   on time in full falls from week 30 of 2026 on; overdue lines age; lead time grows; suppliers unchanged

Production_readings_W37.xlsx, sheet KPI data: long list, 3 KPIs, 104 weeks, English, numerator and denominator by
department (empty: the whole plant)
    mess    an export line above; 2 Excel errors; 1 text in place of a number; the last row repeats row 300;
            percent as fraction with format
    story   equipment effectiveness rises at week 14 of 2026; first pass yield steady

Kassation_stalltid.xlsx, sheet Veckor: 2 KPIs, 78 weeks across, Mondays as dates, Swedish
    mess    percent typed as number in 2025, as fraction with percent format in 2026; mean column; note below
    story   one scrap outlier in week 5 of 2026; changeovers shorter from week 14 of 2026 on

Personal_lager_manad.xlsx, sheet Månad: 4 KPIs, 23 months across (October 2024 to August 2026), Swedish
    mess    years merged above; a mean column after each year; comma texts with % beside real percent cells;
            1 mark for no value; note below
    story   absence follows the season; overtime doubles in summer 2026; few injuries

Action_plan_2026.xlsx, sheet Plan: 26 tasks with owners, initiatives and links, English
    mess    two title rows; 4 phase rows; dates as text in two forms; predecessors as number, list and with lag;
            1 unknown predecessor; 1 date that does not exist; 1 Excel error; note below
    story   stabilise, find the causes, change, hand over
"""

import datetime as dt
import io
import random
import re
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

STAMP = dt.datetime(2026, 9, 21, 7, 31)
HEAD = PatternFill("solid", fgColor="FFD9E2EC")
BOLD = Font(bold=True)
MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
Value = str | float | int | dt.date | None
Week = tuple[int, int]


def weeks(first: Week, last: Week) -> list[Week]:
    """ISO weeks from first to last, as (year, week)."""
    day, found = dt.date.fromisocalendar(*first, 1), []
    while day <= dt.date.fromisocalendar(*last, 1):
        year, week, _ = day.isocalendar()
        found.append((year, week))
        day += dt.timedelta(days=7)
    return found


def put(sheet: Worksheet, row: int, column: int, value: Value, form: str = "") -> None:
    """Write a cell with a number format."""
    cell = sheet.cell(row, column, value)
    if form:
        cell.number_format = form


def head(sheet: Worksheet, row: int, column: int, value: Value, form: str = "") -> None:
    """Write a heading, bold on a tint."""
    put(sheet, row, column, value, form)
    cell = sheet.cell(row, column)
    cell.font, cell.fill, cell.alignment = BOLD, HEAD, Alignment(horizontal="center", vertical="center")


def merge(sheet: Worksheet, first: tuple[int, int], last: tuple[int, int]) -> None:
    """Merge the cells from first to last, both (row, column)."""
    sheet.merge_cells(start_row=first[0], start_column=first[1], end_row=last[0], end_column=last[1])


def comma(value: float, digits: int = 1) -> str:
    """A number as Swedish text."""
    return f"{value:.{digits}f}".replace(".", ",")


def blank(title: str) -> tuple[Workbook, Worksheet]:
    """A workbook with one sheet and fixed properties."""
    book = Workbook()
    book.properties.creator = "Produktionscontrolling"
    book.properties.created = book.properties.modified = STAMP
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    return book, sheet


def save(book: Workbook, path: Path) -> None:
    """Save with fixed times, sorted parts and no compression, so that every machine writes the same bytes."""
    buffer = io.BytesIO()
    book.save(buffer)
    stamp = STAMP.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as kept:
        for name in sorted(made.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            data = made.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp, data)
            part = zipfile.ZipInfo(name, (2026, 9, 21, 7, 31, 0))
            part.create_system = 3
            part.external_attr = 0o600 << 16
            kept.writestr(part, data)


def on_time_in_full(week: Week, chance: random.Random) -> float:
    """Around 92.4 until week 29 of 2026, then week by week down to 78.4."""
    falling = (87.9, 86.4, 85.1, 83.6, 82.2, 80.7, 79.6, 78.4)
    drawn = round(92.4 + chance.gauss(0, 1.1), 1)
    return falling[week[1] - 30] if week >= (2026, 30) else drawn


def backlog_age(week: Week, chance: random.Random) -> int:
    """Line-days of overdue lines: around 1,240, from week 31 of 2026 up to 2,040."""
    rising = (1415, 1502, 1610, 1724, 1838, 1949, 2040)
    drawn = round(1240 + chance.gauss(0, 75))
    return rising[week[1] - 31] if week >= (2026, 31) else drawn


def lead_time(week: Week, chance: random.Random) -> float:
    """Days from order to acceptance: around 18.6, longer from week 32 of 2026 on."""
    late = 0.75 * (week[1] - 31) if week >= (2026, 32) else 0.0
    return round(18.6 + late + chance.gauss(0, 0.6), 1)


def supplier_delivery(week: Week, chance: random.Random) -> float:
    """Common cause around 90.4."""
    return round(90.4 + chance.gauss(0, 1.3), 1)


def schedule_attainment(week: Week, chance: random.Random) -> float:
    """Around 88, lower from week 31 of 2026 on."""
    return round((88.1 if week < (2026, 31) else 82.6) + chance.gauss(0, 1.5), 1)


DELIVERY = (
    ("LOGISTIK", (
        ("Leveranssäkerhet, rätt tid och rätt antal", "%", 92, on_time_in_full, "text"),
        ("Restorderstockens ålder", "raddagar", 1200, backlog_age, "number"),
        ("Ledtid för orderuppfyllelse", "dagar", 18, lead_time, "number"),
    )),
    ("INKÖP", (("Leverantörers leveranssäkerhet", "%", 92, supplier_delivery, "text"),)),
    ("PLANERING", (("Planuppfyllelse", "%", 90, schedule_attainment, "number"),)),
)  # fmt: skip


def delivery() -> Workbook:
    """Weekly delivery report, wide, Swedish."""
    chance = random.Random(3701)
    span = weeks((2025, 12), (2026, 37))
    book, sheet = blank("Leverans")
    put(sheet, 1, 1, "Nordvik Components AB – Leveransrapport")
    put(sheet, 2, 1, "Vecka 12 2025 till vecka 37 2026, uttag 2026-09-21 07:31 / Produktionscontrolling")
    sheet.cell(1, 1).font = BOLD
    merge(sheet, (1, 1), (1, 12))
    for column, words in enumerate(("Nyckeltal", "Enhet", "Mål"), 1):
        head(sheet, 4, column, words)
        merge(sheet, (4, column), (5, column))
    first = {year: 4 + next(at for at, week in enumerate(span) if week[0] == year) for year in (2025, 2026)}
    for at, (_year, week) in enumerate(span):
        head(sheet, 5, 4 + at, f"v{week}")
    mean = 4 + len(span)
    head(sheet, 4, first[2025], 2025)
    merge(sheet, (4, first[2025]), (4, first[2026] - 1))
    head(sheet, 4, first[2026], 2026)
    merge(sheet, (4, first[2026]), (4, mean - 1))
    head(sheet, 4, mean, "Snitt")
    merge(sheet, (4, mean), (5, mean))
    row, place = 6, {}
    for section, measures in DELIVERY:
        put(sheet, row, 1, section)
        sheet.cell(row, 1).font = BOLD
        row += 1
        for name, unit, goal, drawn, form in measures:
            place[name] = row
            values = [drawn(week, chance) for week in span]
            put(sheet, row, 1, name)
            put(sheet, row, 2, unit)
            put(sheet, row, 3, comma(goal) if form == "text" else goal)
            for at, value in enumerate(values):
                put(sheet, row, 4 + at, comma(value) if form == "text" else value, "" if form == "text" else "#,##0.0")
            put(sheet, row, mean, round(sum(values) / len(values), 1), "#,##0.0")
            row += 1
    for column in range(1, mean + 1):
        source = sheet.cell(place["Planuppfyllelse"], column)
        put(sheet, row, column, source.value, source.number_format)
    for name, week, mark in (
        ("Restorderstockens ålder", (2025, 33), "#REF!"),
        ("Ledtid för orderuppfyllelse", (2026, 3), "#DIV/0!"),
        ("Leverantörers leveranssäkerhet", (2026, 21), "#N/A"),
        ("Ledtid för orderuppfyllelse", (2025, 52), "-"),
        ("Leverantörers leveranssäkerhet", (2025, 29), "n/a"),
        ("Leverantörers leveranssäkerhet", (2025, 30), "n/a"),
    ):
        put(sheet, place[name], 4 + span.index(week), mark)
    put(sheet, row + 2, 1, "* Semesterstängt v29 och v30 2025, inga inleveranser mätta.")
    put(sheet, row + 3, 1, "Rätt tid = levererad komplett på bekräftat datum. Reklamationer ingår ej.")
    sheet.freeze_panes = "D6"
    sheet.column_dimensions["A"].width = 40
    raw = book.create_sheet("Rådata")
    raw.sheet_state = "hidden"
    for at, words in enumerate(("uttag", "ERP", "vy LEV_042"), 1):
        put(raw, at, 1, words)
    return book


def production() -> Workbook:
    """Long list of readings with numerator and denominator, by department, English."""
    chance = random.Random(3702)
    book, sheet = blank("KPI data")
    put(sheet, 1, 1, "KPI store extract 2026-09-21 07:45, week 38 2024 to week 37 2026; department empty = whole plant")
    heads = ("Week", "Department", "KPI", "Numerator", "Denominator", "Value", "Unit", "Comment")
    for column, words in enumerate(heads, 1):
        head(sheet, 3, column, words)
    row = 4
    for week in weeks((2024, 38), (2026, 37)):
        step = 4.6 if week >= (2026, 14) else 0.0
        shares = {"Machining": 61.2 + step + chance.gauss(0, 1.4), "Assembly": 71.5 + chance.gauss(0, 1.1)}
        hours = {"Machining": chance.randint(620, 660), "Assembly": chance.randint(410, 440)}
        yields = {"Machining": 95.6 + chance.gauss(0, 0.55), "Assembly": 96.9 + chance.gauss(0, 0.5)}
        units = {"Machining": chance.randint(9200, 10400), "Assembly": chance.randint(5200, 6000)}
        lines = [
            *_by_department("Overall equipment effectiveness", shares, hours),
            *_by_department("First pass yield", yields, units),
            ("", "Complaint rate", chance.randint(2, 7), chance.randint(560, 690), "per 1000 orders"),
        ]
        for department, name, top, bottom, unit in lines:
            period = f"{week[0]}-W{week[1]:02d}"
            for column, value in enumerate((period, department or None, name, top, bottom), 1):
                put(sheet, row, column, value)
            share = unit == "%"
            put(sheet, row, 6, top / bottom if share else round(top / bottom * 1000, 2), "0.0%" if share else "0.00")
            put(sheet, row, 7, unit)
            row += 1
    repeated = 300
    for column in range(1, 8):
        put(sheet, row, column, sheet.cell(repeated, column).value, sheet.cell(repeated, column).number_format)
    put(sheet, row, 8, "corrected?")
    put(sheet, 118, 6, "#DIV/0!")
    put(sheet, 402, 6, "#VALUE!")
    put(sheet, 511, 5, "ca 640")
    put(sheet, 90, 8, "Line 2 stopped two days")
    sheet.auto_filter.ref = f"A3:H{row}"
    sheet.freeze_panes = "A4"
    sheet.column_dimensions["C"].width = 32
    return book


def _by_department(name: str, shares: dict[str, float], wholes: dict[str, int]) -> list[tuple[str, str, int, int, str]]:
    """The whole plant first, then each department: numerator and denominator add up."""
    tops = {key: round(wholes[key] * min(shares[key], 100) / 100) for key in shares}
    plant = ("", name, sum(tops.values()), sum(wholes.values()), "%")
    return [plant, *((key, name, tops[key], wholes[key], "%") for key in shares)]


def scrap() -> Workbook:
    """Scrap and changeover by week, Mondays as headings, English names as in the plant system."""
    chance = random.Random(3703)
    span = weeks((2025, 12), (2026, 37))
    book, sheet = blank("Veckor")
    put(sheet, 1, 1, "Kassation och omställning, per vecka (måndag)")
    put(sheet, 2, 1, "Källa: skiftlogg linje 1–4")
    for column, words in enumerate(("Mätetal", "Enhet"), 1):
        head(sheet, 4, column, words)
    for at, week in enumerate(span):
        head(sheet, 4, 3 + at, dt.date.fromisocalendar(*week, 1), "yyyy-mm-dd")
    total = 3 + len(span)
    head(sheet, 4, total, "Medel")
    shares, minutes = [], []
    for week in span:
        drawn = round(2.42 + chance.gauss(0, 0.19), 2)
        shares.append(5.94 if week == (2026, 5) else drawn)
        minutes.append(round((42.3 if week < (2026, 14) else 33.8) + chance.gauss(0, 1.9), 1))
    put(sheet, 5, 1, "Kassationsandel")
    put(sheet, 5, 2, "%")
    put(sheet, 6, 1, "Omställningstid")
    put(sheet, 6, 2, "min")
    for at, week in enumerate(span):
        as_fraction = week[0] == 2026
        put(
            sheet,
            5,
            3 + at,
            round(shares[at] / 100, 4) if as_fraction else shares[at],
            "0.00%" if as_fraction else "0.00",
        )
        put(sheet, 6, 3 + at, minutes[at], "0.0")
    put(sheet, 5, total, round(sum(shares) / len(shares), 2), "0.00")
    put(sheet, 6, total, round(sum(minutes) / len(minutes), 1), "0.0")
    put(sheet, 8, 1, "2026 v5: spindelhaveri linje 2, två skift kasserade.")
    return book


def people() -> Workbook:
    """Monthly figures of people, safety and stock, months across under their years, a mean after each year."""
    chance = random.Random(3704)
    months = [(2024, m) for m in (10, 11, 12)] + [(2025, m) for m in range(1, 13)] + [(2026, m) for m in range(1, 9)]
    book, sheet = blank("Månad")
    put(sheet, 1, 1, "Nordvik Components AB")
    put(sheet, 2, 1, "Personal, säkerhet och lager per månad")
    for column, words in enumerate(("Nyckeltal", "Enhet", "Mål"), 1):
        head(sheet, 4, column, words)
        merge(sheet, (4, column), (5, column))
    season = (7.4, 7.8, 6.6, 5.4, 4.7, 4.3, 3.9, 4.4, 5.2, 5.9, 6.5, 6.9)
    hours = [chance.randint(30_200, 31_900) for _ in months]
    cases = {(2024, 11): 1, (2025, 5): 1, (2025, 10): 1, (2026, 2): 1, (2026, 6): 1}
    measures: tuple[tuple[str, str, float, str, list[float]], ...] = (
        ("Frånvaro", "%", 5.0, "percent", [round(season[m - 1] + chance.gauss(0, 0.3), 1) for _y, m in months]),
        ("Övertidsandel", "%", 4.0, "percent", [
            {(2026, 7): 6.8, (2026, 8): 7.6}.get(month, round(3.7 + chance.gauss(0, 0.4), 1)) for month in months
        ]),
        ("Registrerade arbetsskador", "per 100 anställda och år", 2.0, "number", [
            round(cases.get(month, 0) * 200_000 / hours[at], 1) for at, month in enumerate(months)
        ]),
        ("Lagerdagar", "dagar", 62, "number", [round(66 + 0.45 * at + chance.gauss(0, 1.2), 1) for at in range(23)]),
    )  # fmt: skip
    column, start, columns = 4, 4, []
    for at, (year, month) in enumerate(months):
        head(sheet, 5, column, MONTHS[month - 1])
        columns.append((column, at))
        column += 1
        if at + 1 == len(months) or months[at + 1][0] != year:
            head(sheet, 4, start, year)
            merge(sheet, (4, start), (4, column - 1))
            head(sheet, 4, column, f"Snitt {year}")
            merge(sheet, (4, column), (5, column))
            _means(sheet, column, [c for c in columns if start <= c[0] < column], measures)
            column += 1
            start = column
    for row, (name, unit, goal, form, values) in enumerate(measures, 6):
        put(sheet, row, 1, name)
        put(sheet, row, 2, unit)
        put(sheet, row, 3, goal)
        for place, at in columns:
            if form == "percent" and months[at][0] == 2025:
                put(sheet, row, place, comma(values[at]) + " %")
            elif form == "percent":
                put(sheet, row, place, round(values[at] / 100, 4), "0.0%")
            else:
                put(sheet, row, place, values[at], "0.0")
    put(sheet, 9, columns[8][0], "saknas")
    put(sheet, 11, 1, "Lagerdagar juni 2025 saknas: inventering pågick.")
    return book


def _means(
    sheet: Worksheet,
    column: int,
    columns: Sequence[tuple[int, int]],
    measures: Sequence[tuple[str, str, float, str, list[float]]],
) -> None:
    for row, measure in enumerate(measures, 6):
        values = [measure[4][at] for _place, at in columns]
        put(sheet, row, column, round(sum(values) / len(values), 1), "0.0")


OVERDUE = "Overdue order clearance"
TIERS = "Daily tier meetings and boards"
PROMISE = "Order promise rule"
CHANGEOVER = "Changeover reduction"
SUPPLIERS = "Supplier reliability programme"
RELEASE = "Release control and limit on work in process"
TASKS: tuple[tuple[str, tuple[tuple[int, str, str, str, Value, int, Value, float], ...]], ...] = (
    ("PHASE 1 – STABILISE", (
        (1, OVERDUE, "List and age all overdue lines", "Maria Strandh", dt.date(2026, 9, 7), 4, None, 1.0),
        (2, OVERDUE, "Agree a priority rule with sales", "Johan Sjödin", None, 3, 1, 1.0),
        (3, OVERDUE, "Run a daily clearing meeting", "Maria Strandh", None, 20, 2, 0.25),
        (4, OVERDUE, "Agree new dates with the ten largest customers", "Petra Ljungby", None, 10, "2", 0.3),
        (5, TIERS, "Choose the areas", "Lars Ekvall", "2026-09-09", 2, None, 1.0),
        (6, TIERS, "Pick five to seven measures", "Lars Ekvall", None, 3, 5, 1.0),
        (7, TIERS, "Lay out the board", "Anders Fransén", None, 4, 6, 0.5),
        (8, TIERS, "Train the leaders", "Anders Fransén", None, 5, "7", 0.0),
        (9, TIERS, "Run ten days with a coach", "Lars Ekvall", None, 10, 8, 0.0),
    )),
    ("PHASE 2 – FIND THE CAUSES", (
        (10, PROMISE, "Map how order dates are promised today", "Johan Sjödin", "14.9.2026", 6, None, 0.6),
        (11, PROMISE, "Measure capacity against order intake by line", "Håkan Nordin", None, 8, 10, 0.0),
        (12, PROMISE, "Write the promise rule", "Johan Sjödin", None, 5, "10;11", 0.0),
        (13, PROMISE, "Run the rule on one product family", "Johan Sjödin", None, 15, "12FS+2d", 0.0),
        (14, CHANGEOVER, "Film and time ten changeovers on line 2", "Erik Wikner", dt.date(2026, 9, 21), 8, None, 0.0),
        (15, CHANGEOVER, "Separate internal and external work", "Erik Wikner", None, 5, 14, 0.0),
        (16, SUPPLIERS, "Rank suppliers by late lines", "Karin Dahlin", "2026-09-28", 5, None, 0.0),
    )),
    ("PHASE 3 – CHANGE", (
        (17, CHANGEOVER, "Standard for line 2, trained on all shifts", "Erik Wikner", None, 12, 15, 0.0),
        (18, CHANGEOVER, "Roll out to lines 1, 3 and 4", "Anders Fransén", None, 25, "17FS+5d", 0.0),
        (19, SUPPLIERS, "Confirm dates with the twelve worst suppliers", "Karin Dahlin", None, 15, 16, 0.0),
        (20, SUPPLIERS, "Weekly call on open confirmations", "Karin Dahlin", None, 30, "19", 0.0),
        (21, PROMISE, "Roll the rule out to all families", "Johan Sjödin", None, 20, "13,11", 0.0),
        (22, RELEASE, "Set the limit for machining", "Håkan Nordin", None, 5, 12, 0.0),
        (23, RELEASE, "Release by the limit for six weeks", "Håkan Nordin", None, 30, 22, 0.0),
    )),
    ("PHASE 4 – HAND OVER", (
        (24, TIERS, "Audit the meetings", "Lars Ekvall", "2026-11-31", 5, "9FS+20d", 0.0),
        (25, "", "Prove the effect against the targets", "Maria Strandh", None, 10, "18;21;23", 0.0),
        (26, "", "Hand over to the permanent operations leader", "Maria Strandh", None, 5, "25;99", 0.0),
    )),
)  # fmt: skip


def action_plan() -> Workbook:
    """The task list of the programme office, English."""
    book, sheet = blank("Plan")
    put(sheet, 1, 1, "Nordvik Components AB – action plan, version 3")
    put(sheet, 2, 1, "Programme office, 2026-09-18. Durations in working days.")
    heads = ("No.", "Initiative", "Task", "Responsible", "Start", "Days", "Predecessors", "% complete", "Remark")
    for column, words in enumerate(heads, 1):
        head(sheet, 4, column, words)
    row = 5
    for phase, tasks in TASKS:
        put(sheet, row, 1, phase)
        sheet.cell(row, 1).font = BOLD
        row += 1
        for number, initiative, name, owner, start, days, before, done in tasks:
            for column, value in enumerate((number, initiative or None, name, owner, start, days, before), 1):
                put(sheet, row, column, value, "yyyy-mm-dd" if isinstance(value, dt.date) else "")
            put(sheet, row, 8, done, "0%")
            row += 1
    place = {sheet.cell(at, 1).value: at for at in range(5, row)}
    put(sheet, place[20], 8, "#REF!")
    put(sheet, place[14], 9, "two cameras ordered")
    put(sheet, row + 1, 1, "* Task 99 belongs to the IT plan and is followed there.")
    sheet.column_dimensions["B"].width = 34
    sheet.column_dimensions["C"].width = 44
    return book


BOOKS = {
    "Leveransrapport_v37.xlsx": delivery,
    "Production_readings_W37.xlsx": production,
    "Kassation_stalltid.xlsx": scrap,
    "Personal_lager_manad.xlsx": people,
    "Action_plan_2026.xlsx": action_plan,
}


def make(folder: Path) -> list[Path]:
    """Write all workbooks into a folder; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, build in BOOKS.items():
        save(build(), folder / name)
    return [folder / name for name in BOOKS]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for made in make(Path(sys.argv[1])):
        print(f"{made.name:32} {made.stat().st_size / 1000:6.0f} kB")
