"""The board report: what features say, cut to the page, in the words a person chose, and true to its figures."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from features.reports.board_engagement import CLIENT, TODAY, board_engagement
from interimcoo.exchange.blocks import SECTION_ORDER, Bullets, Report, SideBySide, SummaryParts, Tiles
from interimcoo.exchange.pdf.document import make_pdf, write_pdf
from interimcoo.exchange.shown import spoken
from interimcoo.exchange.walk import blocks, figures, tables
from interimcoo.features.mandate.commands import CreateMandate
from interimcoo.features.reports.board import Board, board, board_report
from interimcoo.features.reports.checks import body_pages, checks
from interimcoo.features.reports.commands import (
    ChangeComment,
    ChangePageLimit,
    ChangeTakeaway,
    ChangeTitle,
    IncludeSection,
    MoveSection,
    PlaceSection,
)
from interimcoo.features.reports.figures import expected
from interimcoo.features.reports.first_page import ASKS, CHANGED, TILES, WORRIES, first_page
from interimcoo.features.reports.guide import rules, steps
from interimcoo.features.reports.output import file_name
from interimcoo.features.reports.queries import MandateFacts
from interimcoo.store.engagement import Engagement
from interimcoo.store.errors import Refused
from surroundings import TickingClock

NOW = datetime(2026, 9, 22, 8, 41, tzinfo=UTC)


@pytest.fixture
def engagement(tmp_path: Path, clock: TickingClock) -> Iterator[Engagement]:
    made = board_engagement(tmp_path / "client.icoo", clock)
    yield made
    made.close()


def built(engagement: Engagement, language: str = "") -> Board:
    with engagement.reading() as db:
        return board(db, today=TODAY, now=NOW, revision=engagement.revision, language=language)


def names(engagement: Engagement) -> list[str]:
    return [one.name for one in built(engagement).sections]


def test_that_the_sections_stand_in_the_order_of_the_report_with_the_annex_last(engagement: Engagement) -> None:
    report = built(engagement).report
    body = [section.key for section in report.sections if not section.annex]
    assert body[0] == "summary"
    assert body == sorted(body, key=SECTION_ORDER.index)
    assert [section.annex for section in report.sections] == sorted(section.annex for section in report.sections)
    assert {"scorecard", "decisions"} <= set(body)
    assert {"method", "findings"} <= {section.key for section in report.sections if section.annex}


def test_that_the_report_names_client_author_month_and_classification(engagement: Engagement) -> None:
    report = built(engagement).report
    assert (report.organisation, report.author, report.classification) == (CLIENT, "Katarina Stråle", "Confidential")
    assert report.name == "Board report, Sep 2026"
    assert report.revision == engagement.revision
    assert file_name(report, TODAY, ".pdf") == f"2026-09-22 {CLIENT} Board report r{engagement.revision}.pdf"


def test_that_the_first_page_holds_tiles_and_the_lists_of_all_features(engagement: Engagement) -> None:
    summary = built(engagement).report.sections[0]
    tiles = next(block for block in blocks(summary) if isinstance(block, Tiles))
    assert len(tiles.tiles) == 2
    said = [spoken(line, "en") for block in blocks(summary) if isinstance(block, Bullets) for line in block.lines]
    assert any("Release the money for a spindle" in line for line in said)
    assert any("overdue" in line for line in said)


def test_that_the_lists_of_the_first_page_keep_their_limits_and_say_what_they_leave_out() -> None:
    lines = tuple(f"line {letter}" for letter in "abcdefg")
    parts = {"kpis": SummaryParts(changed=lines, worries=lines, asks=lines), "plan": SummaryParts(worries=("other",))}
    from interimcoo.exchange.blocks import Context

    section = first_page(parts, MandateFacts("X"), Context("en", TODAY, NOW))
    lists = [block for block in blocks(section) if isinstance(block, Bullets)]
    assert [len(block.lines) for block in lists] == [CHANGED, WORRIES, ASKS]
    assert "other" in lists[1].lines
    assert [block.head for block in lists] == ["What changed, 4 of 7", "What worries us, 3 of 8", "What we ask, 3 of 7"]
    assert TILES == 5


def test_that_the_whole_report_passes_the_check_of_the_references(
    engagement: Engagement, references: Path, tmp_path: Path
) -> None:
    path, wanted = tmp_path / "board.pdf", tmp_path / "figures.json"
    result = write_pdf(built(engagement).report, path)
    wanted.write_text(json.dumps(expected(result)), encoding="utf-8")
    tool = references / "tools" / "check_pdf.py"
    done = subprocess.run(
        [sys.executable, str(tool), str(path), "--locale", "en", "--expect", str(wanted)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_that_the_same_state_gives_the_same_file_and_a_change_another(engagement: Engagement) -> None:
    first, _result = make_pdf(built(engagement).report)
    again, _result = make_pdf(built(engagement).report)
    assert first == again
    engagement.run(ChangeTitle("summary", "A title of my own with 92.0", "Executive summary"))
    changed, _result = make_pdf(built(engagement).report)
    assert changed != first


def test_that_a_document_in_swedish_speaks_swedish_numbers(engagement: Engagement) -> None:
    report = built(engagement, "sv").report
    assert report.language == "sv"
    _data, result = make_pdf(report)
    shown = [figure.shown for figure in result.figures if isinstance(figure.value, float)]
    assert any("," in text for text in shown)
    assert not any("." in text for text in shown)


def test_that_a_title_of_ones_own_replaces_the_computed_one_until_it_is_emptied(engagement: Engagement) -> None:
    computed = spoken(built(engagement).report.sections[0].title, "en")
    engagement.run(ChangeTitle("summary", "  The board decides\n on 1 thing ", "Executive summary"))
    assert built(engagement).report.sections[0].title == "The board decides on 1 thing"
    engagement.undo()
    assert spoken(built(engagement).report.sections[0].title, "en") == computed
    engagement.redo()
    engagement.run(ChangeTitle("summary", "", "Executive summary"))
    assert spoken(built(engagement).report.sections[0].title, "en") == computed


def test_that_a_takeaway_and_a_comment_of_ones_own_are_printed(engagement: Engagement, tmp_path: Path) -> None:
    from interimcoo.features.reports.board import chart_name, charts_of

    depth = next(one for one in built(engagement).sections if one.section.key == "depth")
    chart = charts_of(depth.section)[0]
    engagement.run(ChangeTakeaway(chart_name(chart), "The freeze rule was lifted", chart.head))
    engagement.run(ChangeComment(depth.name, "Seen with the planners on Monday.", depth.section.kicker))
    changed = next(one for one in built(engagement).sections if one.name == depth.name)
    assert charts_of(changed.section)[0].takeaway == "The freeze rule was lifted"
    first = changed.section.blocks[0]
    assert isinstance(first, Bullets)
    assert first.lines == ("Seen with the planners on Monday.",)


def test_that_a_section_can_be_left_out_and_taken_in_again(engagement: Engagement) -> None:
    engagement.run(IncludeSection("kpis.scorecard", False, "Scorecard"))
    made = built(engagement)
    assert "scorecard" not in [section.key for section in made.report.sections]
    assert "kpis.scorecard" in [one.name for one in made.sections]
    engagement.run(IncludeSection("kpis.scorecard", True, "Scorecard"))
    assert "scorecard" in [section.key for section in built(engagement).report.sections]


def test_that_sections_move_within_their_part_and_between_body_and_annex(engagement: Engagement) -> None:
    before = names(engagement)
    engagement.run(PlaceSection("kpis.depth", False, "Performance in depth"))
    made = built(engagement)
    assert not next(one for one in made.sections if one.name == "kpis.depth").section.annex
    body = [one.name for one in made.sections if not one.section.annex]
    order = ("summary", *reversed(body[1:]))
    engagement.run(MoveSection("kpis.depth", order, "Performance in depth"))
    assert [one.name for one in built(engagement).sections if not one.section.annex] == list(order)
    engagement.undo()
    engagement.undo()
    assert names(engagement) == before


def test_that_the_summary_stays_first_and_in_the_report(engagement: Engagement) -> None:
    with pytest.raises(Refused, match="stands in every board report"):
        engagement.run(IncludeSection("summary", False, "Executive summary"))
    with pytest.raises(Refused, match="is the first page"):
        engagement.run(PlaceSection("summary", True, "Executive summary"))
    with pytest.raises(Refused, match="is the first page"):
        engagement.run(MoveSection("kpis.scorecard", ("kpis.scorecard", "summary"), "Scorecard"))
    with pytest.raises(Refused, match="in one place only"):
        engagement.run(MoveSection("kpis.scorecard", ("summary", "a", "a"), "Scorecard"))


@pytest.mark.parametrize("pages", [0, 15])
def test_that_a_page_limit_outside_its_range_is_refused(engagement: Engagement, pages: int) -> None:
    with pytest.raises(Refused, match="1 to 14 pages"):
        engagement.run(ChangePageLimit(pages))


def test_that_more_pages_than_the_limit_keep_the_report_from_being_written(engagement: Engagement) -> None:
    engagement.run(ChangePageLimit(1))
    made = built(engagement)
    _data, result = make_pdf(made.report)
    found = checks(made.report, result, made.settings)
    assert found[0].state == "off_track"
    assert found[0].text == f"{body_pages(result)} pages, 1 are allowed"
    assert "Scorecard" in found[0].detail
    engagement.run(ChangePageLimit(5))
    made = built(engagement)
    assert all(check.state != "off_track" for check in checks(made.report, result, made.settings))


def test_that_numbers_typed_by_hand_are_listed_unless_a_figure_has_them(engagement: Engagement) -> None:
    engagement.run(ChangeTitle("summary", "It stands at 92.0 and costs 4711 weeks", "Executive summary"))
    made = built(engagement)
    _data, result = make_pdf(made.report)
    listed = [check.detail for check in checks(made.report, result, made.settings) if check.state == "at_risk"]
    assert listed == ["4711"]


def test_that_every_figure_id_stands_for_one_value(engagement: Engagement) -> None:
    known: dict[str, object] = {}
    for figure in figures(built(engagement).report):
        assert known.setdefault(figure.id, figure.value) == figure.value
    assert len(known) > 40


def test_that_table_keys_are_names_excel_takes(engagement: Engagement) -> None:
    for _section, table in tables(built(engagement).report):
        assert table.key.startswith("tbl")
        assert table.key.isascii()
        assert table.key.isalnum()


@pytest.mark.parametrize("mandate", [False, True])
def test_that_an_empty_engagement_gives_a_short_report_that_says_what_is_missing(
    mandate: bool, references: Path, tmp_path: Path, clock: TickingClock
) -> None:
    engagement = Engagement.create(tmp_path / "empty.icoo", clock=clock)
    if mandate:
        engagement.run(CreateMandate(CLIENT, "growth", date(2026, 9, 1), 120))
    report = built(engagement).report
    engagement.close()
    path = tmp_path / "empty.pdf"
    result = write_pdf(report, path)
    assert result.pages <= 5
    assert "tblMissing" in [table.key for _section, table in tables(report)] or not mandate
    tool = references / "tools" / "check_pdf.py"
    done = subprocess.run([sys.executable, str(tool), str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_that_board_report_is_what_the_page_shows(engagement: Engagement) -> None:
    with engagement.reading() as db:
        report = board_report(db, today=TODAY, now=NOW, revision=engagement.revision)
    assert isinstance(report, Report)
    assert report == built(engagement).report
    assert any(isinstance(block, SideBySide) for block in report.sections[0].blocks)


def test_that_the_report_of_the_month_is_due_in_its_last_days_only() -> None:
    assert rules(date(2026, 9, 14), date(2026, 9, 22)) == ()
    due = rules(date(2026, 9, 14), date(2026, 9, 28))
    assert [(step.kind, step.due) for step in due] == [("do", date(2026, 9, 30))]
    assert rules(date(2026, 12, 28), date(2026, 12, 31))[0].due == date(2026, 12, 31)


def test_that_old_figures_are_named_before_a_report() -> None:
    old = rules(date(2026, 8, 3), date(2026, 9, 22))
    assert [(step.kind, step.title.words("en")) for step in old] == [
        ("missing", "The newest figures of the report are 50 days old")
    ]


def test_that_no_report_is_due_without_figures(tmp_path: Path, clock: TickingClock) -> None:
    engagement = Engagement.create(tmp_path / "empty.icoo", clock=clock)
    with engagement.reading() as db:
        assert steps(db, date(2026, 9, 30)) == ()
    engagement.close()
