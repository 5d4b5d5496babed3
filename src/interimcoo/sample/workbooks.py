"""The client's workbooks through the product's own importer: read, propose, dry run, apply, grade."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from interimcoo.exchange.excel_in.reading import read_workbook
from interimcoo.features.imports.commands import GradeSource, apply_of
from interimcoo.features.imports.known import target_of
from interimcoo.features.imports.queries import dry_run, propose
from interimcoo.sample.days import Shipped
from interimcoo.text import resources

if TYPE_CHECKING:
    from interimcoo.store.engagement import Engagement

WORKBOOKS: Final = (
    Shipped("Leveransrapport_v37.xlsx", "B", "Weekly extract by controlling; dates of delivery are scanned."),
    Shipped("Production_readings_W37.xlsx", "A", "Straight from the machine system, with numerator and denominator."),
    Shipped("Kassation_stalltid.xlsx", "C", "Kept by hand from the shift log; one shift is often late."),
    Shipped("Personal_lager_manad.xlsx", "B", "Payroll and stock ledger, closed each month."),
)
PLAN: Final = Shipped("Action_plan_2026.xlsx", "B", "Programme office, version three.")


def import_workbook(engagement: "Engagement", shipped: Shipped, at: datetime) -> None:
    """Import the best proposal of a shipped workbook as one command, then grade its source."""
    workbook = read_workbook(resources() / "sample" / shipped.file)
    best = propose(workbook)[0]
    with engagement.reading() as db:
        run = dry_run(db, workbook, best.layouts[0], target_of(best.target))
    engagement.run(apply_of(workbook, run, at))
    engagement.run(GradeSource(shipped.file, shipped.grade, shipped.reason))
