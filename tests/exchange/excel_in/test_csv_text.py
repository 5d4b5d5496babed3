"""CSV: encodings, delimiters, open quotes."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interimcoo.exchange.excel_in.csv_text import decoded, delimiter_of, table

SWEDISH = "Datum;KPI;Värde\n2026-09-14;Omsättning;1 234,5\n2026-09-15;Åäö;2,5\n"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("cp1252", "cp1252"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_that_the_encoding_is_found(encoding: str, name: str) -> None:
    text, found = decoded(SWEDISH.encode(encoding))
    assert found == name
    assert text == SWEDISH


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_that_the_delimiter_is_found_beside_decimal_commas(sign: str) -> None:
    lines = [sign.join(("week", "kpi", "value")), *(sign.join((f"v{n}", "OTIF", f'"9{n % 10},5"')) for n in range(30))]
    assert delimiter_of("\n".join(lines)) == sign


def test_that_a_text_without_columns_has_no_delimiter() -> None:
    assert delimiter_of("a letter to the board\nwith some lines\nand no columns") is None


def test_that_a_sep_line_is_honoured_and_dropped() -> None:
    assert table("sep=|\na|b\n1|2\n") == ([["a", "b"], ["1", "2"]], ())


def test_that_an_open_quote_does_not_swallow_the_lines_below() -> None:
    found = table('a,b,c\n1,2,3\n"unclosed,2,3\n5,6,7\n8,9,10\n')
    assert found is not None
    rows, unclosed = found
    assert unclosed == (3,)
    assert rows[2] == ['"unclosed', "2", "3"]
    assert rows[3:] == [["5", "6", "7"], ["8", "9", "10"]]


def test_that_a_quoted_line_break_stays_inside_its_field() -> None:
    assert table('a;b\n"one\ntwo";3\n4;5\n') == ([["a", "b"], ["one\ntwo", "3"], ["4", "5"]], ())


BREAKS = "\0\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
FIELD = st.text(st.characters(codec="utf-8", exclude_characters=BREAKS), max_size=8)


@given(st.lists(st.lists(FIELD, min_size=3, max_size=3), min_size=2, max_size=12))
def test_that_what_csv_writes_is_read_back(rows: list[list[str]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(["a", "b", "c"])
    writer.writerows(rows)
    found = table("sep=;\n" + out.getvalue())
    assert found == ([["a", "b", "c"], *rows], ())


def test_that_a_file_full_of_open_quotes_loses_no_line() -> None:
    found = table("sep=,\n" + '"x,1\n' * 20_001)
    assert found is not None
    assert sum(field.count("x") for row in found[0] for field in row) == 20_001
