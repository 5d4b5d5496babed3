"""The text door and the breaking of lines: nothing is read as markup, nothing is lost, nothing is silent."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interimcoo.charts.measure import width as text_width
from interimcoo.exchange.blocks import Figure, Sentence
from interimcoo.exchange.pdf.fonts import coverage
from interimcoo.exchange.pdf.kit import BODY, CELL, TITLE, Span, clean, spans, unprintable
from interimcoo.exchange.pdf.lines import balanced, broken, one_line


def test_that_markup_is_kept_letter_by_letter() -> None:
    text = 'A <b>note</b> & <img src="file:///x"/> {0} %s &amp;'
    assert clean(text) == text
    assert "".join(span.text for span in spans(text, BODY, "en")) == text


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("a\x00b\x07c", "abc"),
        ("a\tb", "a b"),
        ("a\u200db\ufe0f", "ab"),
        ("\u202eright\u202c", "right"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("e\u0301", "é"),
        ("soft\u00adhyphen", "softhyphen"),
        ("lone \ud800", "lone "),
    ],
)
def test_that_signs_nobody_sees_are_dropped(given_text: str, kept: str) -> None:
    assert clean(given_text) == kept


@pytest.mark.parametrize("sign", ["😀", "東", "א", "م"])
def test_that_a_character_without_glyph_is_printed_as_its_code_and_named(sign: str) -> None:
    assert clean(f"x{sign}y") == f"x[U+{ord(sign):04X}]y"
    assert unprintable(f"x{sign}{sign}y") == (sign,)


def test_that_european_letters_and_signs_are_set_as_they_are() -> None:
    text = "Åsa Öberg, Łukasz Żółć, Ελένη Παπαδοπούλου, Дмитрий, ≤ ≥ ± × ÷ − Δ € → “”"
    assert clean(text) == text
    assert unprintable(text) == ()


@given(st.text(max_size=200))
def test_that_any_text_becomes_one_the_fonts_can_set(text: str) -> None:
    cleaned = clean(text)
    assert all(sign == "\n" or sign in coverage() for sign in cleaned)
    assert clean(cleaned) == cleaned


@given(st.text(alphabet="abc dé-–/0123456789", max_size=300), st.floats(20, 400))
def test_that_breaking_lines_loses_no_letter_and_keeps_the_width(text: str, width: float) -> None:
    lines = broken((Span(text, CELL),), width)
    printed = "".join(line.text for line in lines).replace(" ", "")
    assert printed == text.replace(" ", "")
    widest_sign = max((text_width(sign, 8, "regular") for sign in text), default=0.0)
    assert all(line.width <= max(width, widest_sign) + 0.01 for line in lines)


def test_that_a_word_wider_than_its_column_is_broken_not_cut() -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitän" * 3
    lines = broken((Span(word, CELL),), 90)
    assert "".join(line.text for line in lines) == word
    assert len(lines) > 3


def test_that_a_line_feed_begins_a_line() -> None:
    assert [line.text for line in broken((Span("one\ntwo\n\nthree", BODY),), 300)] == ["one", "two", "", "three"]


def test_that_a_title_is_set_in_lines_of_about_one_length() -> None:
    words = (
        "On time in full fell to 76.8%, 15.2 points under plan, and needs a decision of the board before October ends"
    )
    lines = balanced((Span(words, TITLE),), 762)
    assert len(lines) == 2
    assert abs(lines[0].width - lines[1].width) < 0.25 * lines[0].width


def test_that_a_figure_is_never_parted_and_carries_itself() -> None:
    figure = Figure("d", "By", date(2026, 10, 16), "date")
    found = spans(Sentence("Release it by {due}, not later", {"due": figure}), BODY, "en")
    assert [span.figure for span in found] == [None, figure, None]
    for width in range(40, 200, 7):
        lines = broken(found, width)
        if width > text_width("16 Oct 2026,", 9, "regular"):
            assert any("16\u00a0Oct\u00a02026" in line.text for line in lines)


def test_that_only_references_that_stand_in_the_report_are_linked() -> None:
    found = spans("F2 and F3 answer XF2 and F22", BODY, "en", {"F2": "finding.F2"})
    assert [(span.text, span.link) for span in found if span.link] == [("F2", "finding.F2")]
    assert one_line(found).text == "F2 and F3 answer XF2 and F22"
