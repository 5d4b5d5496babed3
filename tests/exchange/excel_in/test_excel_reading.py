"""Reading in the child process: the cells as they are, limits, cancel, and no trace of it afterwards."""

import json
import re
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path

import pytest

from exchange.excel_in.workbooks import book, compound, parts, sheet_xml, weekly, write
from interimcoo.exchange.excel_in.reading import read_workbook
from interimcoo.exchange.excel_in.sheet import Cancelled, CannotRead


def test_that_cells_come_as_they_are(tmp_path: Path) -> None:
    day, moment = date(2026, 9, 14), datetime(2026, 9, 14, 7, 31)
    rows = [["KPI", "Åäö", None, True], [1, 2.5, day, moment], [0.931, "=1+1", "12,5 %", "  x "]]
    found = read_workbook(book(tmp_path / "a.xlsx", rows, formats={"A3": "0.0%", "B3": "@"}))
    sheet = found.sheets[0]
    got = {(r, c): (cell.value, cell.kind) for r, row in sheet.rows.items() for c, cell in row.items()}
    assert got[1, 1] == ("KPI", "text")
    assert got[1, 4] == (True, "bool")
    assert got[2, 1] == (1, "number")
    assert got[2, 3] == (day, "date")
    assert got[2, 4] == (moment, "datetime")
    assert sheet.rows[3][1].fmt == "percent"
    assert got[3, 2] == ("", "no_result")
    assert (1, 3) not in got
    assert len(found.sha256) == 64
    assert found.size == (tmp_path / "a.xlsx").stat().st_size


def test_that_error_cells_and_numbers_that_are_none_are_errors(tmp_path: Path) -> None:
    rows = [["Value"], ["#DIV/0!"], ["#N/A"], [3]]
    sheet = read_workbook(book(tmp_path / "a.xlsx", rows)).sheets[0]
    assert [(sheet.rows[n][1].value, sheet.rows[n][1].kind) for n in (2, 3)] == [
        ("#DIV/0!", "error"),
        ("#N/A", "error"),
    ]
    odd = '<row r="1"><c r="A1"><v>NaN</v></c><c r="B1"><v>1E400</v></c><c r="C1"><v>5</v></c></row>'
    found = read_workbook(write(tmp_path / "b.xlsx", parts(sheet=sheet_xml(odd)))).sheets[0]
    assert [found.rows[1][c].kind for c in (1, 2, 3)] == ["error", "error", "number"]


def test_that_a_wrong_dimension_loses_no_rows(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 101))
    xml = sheet_xml(rows).replace("<sheetData>", '<dimension ref="A1:A1"/><sheetData>')
    sheet = read_workbook(write(tmp_path / "a.xlsx", parts(sheet=xml))).sheets[0]
    assert sum(int(str(row[1].value)) for row in sheet.rows.values()) == 5050


def test_that_a_cell_far_away_is_named_and_left_out(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    sheet = read_workbook(write(tmp_path / "a.xlsx", parts(sheet=sheet_xml(rows)))).sheets[0]
    assert sheet.used is not None
    assert sheet.used.text == "A1:A1"
    assert sheet.notices == ("XFD1048576 lies far outside the table and was left out.",)


def test_that_a_text_file_with_a_workbook_s_ending_is_read_as_csv(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("date;kpi;value\n2026-09-14;OTIF;93,4\n", encoding="utf-8")
    found = read_workbook(path)
    assert found.type == "csv"
    assert any("CSV" in notice and ".xlsx" in notice for notice in found.notices)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (compound("EncryptedPackage"), "password"),
        (b"PK\x03\x04 cut off", "damaged"),
        (b"\x00\x01" * 999, "not a spreadsheet"),
    ],
)
def test_that_a_refusal_of_the_child_reaches_the_person(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    with pytest.raises(CannotRead) as caught:
        read_workbook(path)
    assert says in caught.value.happened
    assert caught.value.remedy


def test_that_a_file_that_is_gone_is_an_answer(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="cannot be opened"):
        read_workbook(tmp_path / "gone.xlsx")


def test_that_cancel_ends_the_child_within_a_second(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [[n, n + 1, n + 2] for n in range(4000)])
    asked = []

    def cancelled() -> bool:
        asked.append(time.monotonic())
        return len(asked) > 2

    with pytest.raises(Cancelled):
        read_workbook(path, cancelled=cancelled)
    assert time.monotonic() - asked[-1] < 1.0


def test_that_the_time_limit_is_an_answer(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", weekly())
    with pytest.raises(CannotRead, match="was stopped"):
        read_workbook(path, seconds=0.0)


def test_that_progress_counts_the_rows(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [[n, f"row {n}"] for n in range(1, 5001)])
    seen: list[tuple[int, int]] = []
    read_workbook(path, progress=lambda done, expected: seen.append((done, expected)))
    assert [done for done, _expected in seen] == sorted(done for done, _expected in seen)
    assert max(done for done, _expected in seen) >= 4000


def test_that_every_hostile_file_gets_its_kind_of_answer(references: Path, tmp_path: Path) -> None:
    made = [sys.executable, str(references / "tools" / "make_hostile_workbooks.py"), str(tmp_path)]
    subprocess.run(made, check=True, capture_output=True)
    expected = json.loads((tmp_path / "expected.json").read_text(encoding="utf-8"))["files"]
    wrong = []
    for entry in expected:
        try:
            read_workbook(tmp_path / entry["file"])
        except CannotRead as error:
            words = f"{error.happened} {error.remedy}"
            lacking = [w for w in entry["words"] if not re.search(w.replace(".", r"\\."), words, re.IGNORECASE)]
            if entry["kind"] != "refuse" or lacking:
                wrong.append((entry["file"], words, lacking))
        else:
            if entry["kind"] == "refuse":
                wrong.append((entry["file"], "was read", []))
    assert not wrong
    assert len(expected) > 30


def test_that_a_stumble_of_the_library_leaves_no_cell_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    odd = '<row r="1"><c r="A1"><v>5</v></c><c r="B1" t="d"><v>SECRET-7f3a</v></c></row>'
    path = write(tmp_path / "a.xlsx", parts(sheet=sheet_xml(odd)))
    with pytest.raises(CannotRead) as refused:
        read_workbook(path)
    assert "reader: ValueError, " in caplog.text
    assert "SECRET-7f3a" not in caplog.text
    assert "SECRET-7f3a" not in str(refused.value)
