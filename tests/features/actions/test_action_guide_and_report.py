"""The answer sentence, the guide's steps and the report's sections of the actions."""

from datetime import UTC, date, datetime

from interimcoo.exchange.blocks import Context, Figure, Table
from interimcoo.exchange.shown import spoken
from interimcoo.features.actions import guide, queries, report
from interimcoo.features.actions.answer import answer, decision_answer
from interimcoo.features.actions.commands import AddAction, AskDecision, CloseAction
from interimcoo.store.engagement import Engagement

TODAY = date(2026, 9, 22)
CONTEXT = Context("en", TODAY, datetime(2026, 9, 22, 8, tzinfo=UTC))


def say(engagement: Engagement) -> str:
    with engagement.reading() as db:
        return spoken(answer(queries.actions(db, TODAY), "en"), "en")


def test_that_the_answer_follows_the_data(engagement: Engagement) -> None:
    assert say(engagement) == "No action is open"
    engagement.run(AddAction("Agree a rule", TODAY, owner="J. Sjödin", due=date(2026, 9, 30)))
    assert say(engagement) == "1 open, none overdue"
    engagement.run(AddAction("List the lines", date(2026, 9, 1), owner="J. Sjödin", due=date(2026, 9, 14)))
    assert say(engagement) == "2 open, 1 overdue; 1 older than two weeks"
    engagement.run(CloseAction(2, TODAY, "List hangs in planning"))
    assert say(engagement) == "1 open, none overdue"


def test_that_the_guide_tells_what_is_due_and_what_lacks_an_owner_or_date(engagement: Engagement) -> None:
    engagement.run(AddAction("Agree a rule", date(2026, 9, 1), owner="J. Sjödin", due=date(2026, 9, 18)))
    engagement.run(AddAction("Name a deputy", TODAY))
    engagement.run(AskDecision("Release money", TODAY, owner="H. Nordvik", due=date(2026, 10, 1)))
    with engagement.reading() as db:
        steps = guide.steps(db, TODAY)
    assert [(step.kind, step.title.words("en"), step.record, step.severity) for step in steps] == [
        ("do", "Decide: Release money", "D-01", "plain"),
        ("do", "Agree a rule", "A-001", "bad"),
        ("missing", "A-002 has neither owner nor date", "A-002", "warn"),
    ]


def test_that_the_report_lists_open_actions_and_puts_all_in_the_annex(engagement: Engagement) -> None:
    for n in range(15):
        engagement.run(AddAction(f"Action {n}", date(2026, 9, 1), owner="J. Sjödin", due=date(2026, 9, 30)))
    engagement.run(CloseAction(1, TODAY, "done"))
    with engagement.reading() as db:
        page, register = report.sections(db, CONTEXT)
    assert spoken(page.title, "en") == say(engagement) == spoken(register.title, "en")
    (table,) = (block for block in page.blocks if isinstance(block, Table))
    (whole,) = (block for block in register.blocks if isinstance(block, Table))
    assert (len(table.rows), len(whole.rows), register.annex) == (report.MOST, 14, True)
    assert spoken(table.note, "en") == "and 2 more, see the register of actions in the annex"


def test_that_a_decision_is_asked_on_the_first_page_with_its_date(engagement: Engagement) -> None:
    engagement.run(AskDecision("Release money for 2 spindles", TODAY, amount=42_000_000, due=date(2026, 10, 16)))
    with engagement.reading() as db:
        summary, sections = report.summary(db, CONTEXT), report.sections(db, CONTEXT)
        title = spoken(decision_answer(queries.decisions(db, TODAY), "en"), "en")
    assert [spoken(line, "en") for line in summary.asks] == ["D-01 Release money for 2 spindles, by 16 Oct 2026"]
    assert spoken(sections[0].title, "en") == title == "1 decision is needed, by 16 Oct 2026"
    (table,) = (block for block in sections[0].blocks if isinstance(block, Table))
    amount = table.rows[0].cells[3]
    assert isinstance(amount, Figure)
    assert (amount.value, amount.currency, amount.origin.kind) == (42_000_000, "EUR", "typed")


def test_that_nothing_open_gives_no_section(engagement: Engagement) -> None:
    with engagement.reading() as db:
        assert report.sections(db, CONTEXT) == ()
        assert report.summary(db, CONTEXT).worries == ()
