"""The tables the assessment gives to reports and workbooks."""

from interimcoo.domain.assessment import Standing
from interimcoo.exchange.blocks import Figure, Mark, Origin, Table, TableRow
from interimcoo.exchange.heads import table_heads
from interimcoo.exchange.typed import typed_words
from interimcoo.features.assessment.charts import numbers
from interimcoo.features.assessment.dimensions import in_sentence, short_name
from interimcoo.features.assessment.queries import FindingRow
from interimcoo.features.assessment.result import Result
from interimcoo.text import N_, translate

LEADING = 5
_DECISIONS = {
    "open": N_("open"),
    "act": N_("act"),
    "accept": N_("accepted"),
    "defer": N_("deferred"),
}


def leading(findings: tuple[FindingRow, ...], currency: str, language: str) -> Table:
    """The findings with most money at stake, with initiative and owner."""
    heads = (
        N_("No."),
        N_("Finding"),
        N_("Dimension"),
        N_("Evidence"),
        N_("Likely cost a year"),
        N_("Leads to"),
        N_("Owner"),
    )
    widths = (0.5, 4.2, 1.6, 0.8, 1.3, 2.2, 1.4)
    rows = []
    for row in findings[:LEADING]:
        owner = next((one.owner for one in row.initiatives if one.owner), "")
        rows.append(
            TableRow(
                (
                    _code(row),
                    _words(row, "text", heads[1], row.text, language),
                    f"{row.dimension} {short_name(row.dimension, language)}",
                    _grade(row.grade, language),
                    _cost(row, "likely", row.cost_likely, currency, language),
                    _words(row, "leads", heads[5], _leads(row, language), language),
                    owner or None,
                ),
                anchor=f"leading.{row.reference}",
            )
        )
    return Table(
        "tblLeadingFindings",
        translate(N_("Leading findings by money at stake"), language),
        table_heads(heads, widths, language, right=(4,), centre=(3,)),
        tuple(rows),
    )


def findings_table(findings: tuple[FindingRow, ...], currency: str, language: str) -> Table:
    """The register: all findings, grouped by dimension."""
    heads = (
        N_("No."), N_("Finding"), N_("Evidence"), N_("Grade"), N_("Unit"), N_("Low"), N_("Likely"), N_("High"),
        N_("Decision"), N_("Leads to"),
    )  # fmt: skip
    widths = (0.5, 3.1, 2.5, 0.6, 1.0, 0.8, 0.8, 0.8, 1.7, 1.8)
    rows: list[TableRow] = []
    for dimension in sorted({row.dimension for row in findings}):
        rows.append(TableRow((f"{dimension} {short_name(dimension, language)}",), group=True))
        for row in sorted(findings, key=lambda one: one.number):
            if row.dimension == dimension:
                verdict = translate(_DECISIONS[row.decision], language)
                decided = f"{verdict}: {row.reason}" if row.reason else verdict
                rows.append(
                    TableRow(
                        (
                            _code(row),
                            _words(row, "text", heads[1], row.text, language),
                            _words(row, "evidence", heads[2], row.evidence, language),
                            _grade(row.grade, language),
                            row.unit or None,
                            _cost(row, "low", row.cost_low, currency, language),
                            _cost(row, "likely", row.cost_likely, currency, language),
                            _cost(row, "high", row.cost_high, currency, language),
                            _words(row, "decision", heads[8], decided, language),
                            _words(row, "leads", heads[9], _leads(row, language), language),
                        ),
                        anchor=f"finding.{row.reference}",
                    )
                )
    return Table(
        "tblFindings",
        translate(N_("Findings"), language),
        table_heads(heads, widths, language, right=(5, 6, 7), centre=(3,)),
        tuple(rows),
        empty=translate(N_("No finding is recorded yet."), language),
    )


def scores_table(result: Result, language: str) -> Table:
    """Every dimension with its score, the two views apart, target, lowest answer and spread."""
    heads = (
        N_("Dimension"), N_("Score"), N_("Assessor"), N_("Respondents"), N_("Target"), N_("Lowest answer"),
        N_("Spread"), N_("Answered"), N_("Applicable"), N_("Grade"), N_("Remark"),
    )  # fmt: skip
    widths = (2.6, 0.8, 0.9, 1.1, 0.8, 1.1, 0.8, 0.9, 1.0, 0.7, 1.6)
    rows = []
    for line in result.lines:
        own, one = numbers(line.whole, language), line.whole
        label = in_sentence(one.dimension, language, first=True)
        key = f"assessment.{one.dimension}"
        rows.append(
            TableRow(
                (
                    f"{one.dimension} {short_name(one.dimension, language)}",
                    own.score,
                    Figure(f"{key}.assessor", label, one.assessor, "number", 1),
                    Figure(f"{key}.respondents", label, one.respondents, "number", 1),
                    own.target,
                    own.lowest,
                    own.spread,
                    own.answered,
                    own.applicable,
                    _grade(one.grade, language) if one.answered else None,
                    _remark(one, language) or None,
                ),
                anchor=key,
            )
        )
    return Table(
        "tblAssessment",
        translate(N_("Scores by dimension"), language),
        table_heads(heads, widths, language, right=tuple(range(1, 9)), centre=(9,)),
        tuple(rows),
    )


def _remark(one: Standing, language: str) -> str:
    if one.unproven:
        return translate(N_("unproven"), language)
    return "" if one.shown else translate(N_("too few answers"), language)


def _code(row: FindingRow) -> Figure:
    return Figure(f"finding.{row.reference}", row.reference, row.reference, "code", origin=Origin("typed"))


def _words(row: FindingRow, name: str, head: str, text: str, language: str) -> Figure | str:
    return typed_words(f"finding.{row.reference}.{name}", translate(head, language), text)


def _grade(grade: str, language: str) -> Mark:
    words = translate(N_("trust grade {grade}"), language).format(grade=grade)
    return Mark("trust", grade, words if grade else translate(N_("not graded"), language))


def _cost(row: FindingRow, name: str, minor: int | None, currency: str, language: str) -> Figure | None:
    if minor is None:
        return None
    origin = Origin("typed", grade=row.grade)
    label = translate(N_("Cost of {finding} a year"), language).format(finding=row.reference)
    return Figure(f"finding.{row.reference}.{name}", label, minor, "money", currency=currency, origin=origin)


def _leads(row: FindingRow, language: str) -> str:
    if row.initiatives:
        return ", ".join(f"{one.reference} {one.name}" for one in row.initiatives)
    return translate(N_("no follow-up"), language) if row.loose else ""
