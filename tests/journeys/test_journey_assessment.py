"""From questions to a started initiative: answers by key, a finding, its initiative, delivery refused, then granted."""

from datetime import date

from PySide6.QtWidgets import QLabel

from interimcoo.features.assessment import queries
from interimcoo.features.assessment.page import AssessmentPage
from interimcoo.features.initiatives import queries as initiative_queries
from interimcoo.features.initiatives.page import InitiativesPage
from interimcoo.features.kpis import queries as kpi_queries
from interimcoo.features.kpis.state import KpiState
from journeys.hand import CTRL, DAY, KEY, Hand


def _initiative(hand: Hand) -> initiative_queries.InitiativeRow:
    (one,) = hand.session.read(initiative_queries.initiatives, DAY)
    assert isinstance(one, initiative_queries.InitiativeRow)
    return one


def _said(hand: Hand) -> str:
    """The words of the dialog in front."""
    return " ".join(one.text() for one in hand.dialog().findChildren(QLabel) if one.isVisible())


def _ask_for_delivery(hand: Hand) -> None:
    hand.key(KEY.Key_S)
    hand.fill(stage="Delivery")
    hand.key(KEY.Key_Return, CTRL)


def test_that_questions_lead_to_a_finding_and_the_finding_to_work_that_starts(hand: Hand) -> None:
    hand.begin("Nordvik Components AB", start="2026-08-31", length="180")
    hand.key(KEY.Key_2, CTRL)
    hand.on("assessment")
    page = hand.page
    assert isinstance(page, AssessmentPage)

    # one question in full, three more by their scores
    hand.key(KEY.Key_W)
    assert hand.focus() == "Questions"
    first = page.questions.current_code()
    for key in (KEY.Key_1, KEY.Key_C, KEY.Key_B, KEY.Key_G, KEY.Key_4, KEY.Key_E):
        hand.key(key)
    assert hand.focus() == "Evidence"
    hand.type("No board at the line; goals on the intranet")
    hand.tab_to("Questions")
    (given,) = hand.session.read(queries.answers)
    assert (given.question, given.score, given.target, given.confidence) == (first, 1, 4, "B")
    assert given.evidence == "No board at the line; goals on the intranet"
    for score in (KEY.Key_2, KEY.Key_3, KEY.Key_2):
        hand.key(KEY.Key_Return)
        hand.key(score)
    assert [one.score for one in hand.session.read(queries.answers)] == [1, 2, 3, 2]
    hand.key(KEY.Key_Z, CTRL)
    assert len(hand.session.read(queries.answers)) == 3
    hand.key(KEY.Key_Home)
    assert page.questions.current_code() == first

    # a finding from the first question: what was answered stands in it
    hand.key(KEY.Key_N)
    hand.fill(text="Nobody at the line knows the goals of the week", likely="420,000")
    hand.key(KEY.Key_Return, CTRL)
    hand.no_dialog()
    (finding,) = hand.session.read(queries.findings)
    assert (finding.reference, finding.question, finding.grade) == ("F1", first, "B")
    assert finding.evidence == "No board at the line; goals on the intranet"
    assert finding.cost_likely == 42_000_000

    # its initiative
    hand.command("Show findings")
    assert hand.focus() == "Findings"
    hand.press("Create initiative")
    hand.on_dialog("initiatives")
    hand.fill(name="Daily board at every line")
    hand.key(KEY.Key_Return, CTRL)
    hand.no_dialog()
    assert isinstance(hand.page, InitiativesPage)
    assert _initiative(hand).findings == (1,)

    # delivery is refused with the names of what is missing, and nothing is changed
    stage = _initiative(hand).stage
    hand.tab_to("Initiatives")
    _ask_for_delivery(hand)
    for part in ("owner", "KPI", "baseline", "target", "review date"):
        assert part in _said(hand), part
    assert _initiative(hand).stage == stage
    hand.key(KEY.Key_Escape)
    hand.no_dialog()

    # the charter is completed: owner, measure and review here, values and target at the KPI
    hand.key(KEY.Key_F2)
    hand.fill(owner="Maria Strandh", kpi="LOG01", start="2026-09-28", end="2026-11-30", review_on="2026-10-15")
    hand.key(KEY.Key_Return, CTRL)
    hand.no_dialog()
    _ask_for_delivery(hand)
    assert "owner" not in _said(hand)
    assert "baseline" in _said(hand)
    hand.key(KEY.Key_Escape)
    hand.no_dialog()
    hand.key(KEY.Key_5, CTRL)
    hand.on("kpis")
    hand.key(KEY.Key_Slash)
    hand.type("On time in full")
    hand.key(KEY.Key_Escape)
    hand.key(KEY.Key_F2)
    hand.type("92")
    hand.key(KEY.Key_Return)
    hand.until(lambda: _log01(hand).standing.target == 92.0)
    assert hand.page.breadcrumb() is None  # Enter ends the cell and opens nothing
    hand.key(KEY.Key_R)
    for value in ("78", "79", "77"):
        hand.until(lambda: hand.focus() == "Readings")
        hand.type(value)
        hand.key(KEY.Key_Return)
    hand.until(lambda: [point.value for point in _log01(hand).points][-3:] == [78.0, 79.0, 77.0])

    # now it starts
    hand.key(KEY.Key_3, CTRL)
    hand.on("initiatives")
    assert _initiative(hand).lacking == ()
    hand.tab_to("Initiatives")
    _ask_for_delivery(hand)
    hand.no_dialog()
    one = _initiative(hand)
    assert (one.stage, one.owner, one.review_on) == ("delivery", "Maria Strandh", date(2026, 10, 15))
    hand.key(KEY.Key_Z, CTRL)
    assert _initiative(hand).stage == stage


def _log01(hand: Hand) -> KpiState:
    state = hand.session.read(kpi_queries.state, "LOG01", DAY)
    assert state is not None
    return state
