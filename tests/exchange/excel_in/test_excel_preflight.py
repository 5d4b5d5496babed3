"""What is refused before any library sees it, each with a sentence that says what to do; and what is reported."""

import zipfile
from pathlib import Path

import pytest

from exchange.excel_in.workbooks import BOOK, ROWS, as_bytes, bomb, book, compound, parts, sheet_xml, write
from interimcoo.exchange.excel_in.preflight import MAX_PARTS, preflight
from interimcoo.exchange.excel_in.reader import open_workbook
from interimcoo.exchange.excel_in.refusal import Refusal
from interimcoo.exchange.excel_in.sheet import Address

DTD = '<!DOCTYPE x [<!ENTITY a "b">]>'


def refused(path: Path) -> tuple[str, str]:
    """The sentence and the remedy of a refusal."""
    with pytest.raises(Refusal) as caught:
        [list(rows) for _entry, rows in open_workbook(path).sheets]
    error = caught.value
    return error.happened.words("en"), error.remedy.words("en")


def test_that_a_sound_workbook_passes_and_its_sheets_are_listed(tmp_path: Path) -> None:
    found = preflight(write(tmp_path / "a.xlsx", parts()))
    assert found.type == "xlsx"
    assert [(s.name, s.state, s.facts.values) for s in found.sheets] == [("Data", "visible", 4)]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.xlsx", b"", "empty (0 bytes)"),
        ("a.xlsx", as_bytes(parts())[:-60], "damaged or incomplete"),
        ("a.xlsx", as_bytes(parts())[:300], "damaged or incomplete"),
        ("a.xlsx", bytes(range(256)) * 40, "not a spreadsheet"),
        ("a.xls", b"<html><body><table></table></body></html>", "web page (HTML) with the ending .xls"),
        ("a.xls", b"\xef\xbb\xbf<!DOCTYPE html><table></table>", "web page"),
        ("a.xml", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><W/>', "XML file of Excel 2003"),
        ("a.xlsx", compound("EncryptedPackage"), "protected by a password"),
        ("a.xls", compound("WordDocument"), "not a spreadsheet"),
        ("a.xls", compound("Workbook")[:900], "damaged or incomplete"),
        ("a.pdf", b"%PDF-1.7\n\x00\x01\x02\x03" + bytes(range(200)) * 20, "not a spreadsheet"),
        ("a.txt", b"a letter to the board\nwithout any columns\n", "not a spreadsheet"),
    ],
)  # fmt: skip
def test_that_what_is_no_sound_workbook_is_refused_in_a_sentence(
    tmp_path: Path, name: str, data: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    happened, remedy = refused(path)
    assert says in happened
    assert remedy.endswith(".")
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"sheet": None}, "sheet Data is missing"),
        ({"sheet": sheet_xml(ROWS, DTD)}, "document type declaration"),
        ({"book": BOOK.replace("?>", "?>" + DTD, 1)}, "document type declaration"),
        ({"docProps/core.xml": f'<?xml version="1.0"?>{DTD}<x/>'}, "document type declaration"),
        ({"sheet": f'<?xml version="1.0" encoding="utf-16"?>{DTD}<x/>'.encode("utf-16")}, "document type declaration"),
        ({"sheet": sheet_xml(ROWS + ROWS)}, "row 1 of sheet Data occurs twice"),
        ({"sheet": sheet_xml('<row r="1"><c r="A1" t="s"><v>3</v></c></row>')}, "points to a text that is not there"),
        ({"sheet": sheet_xml("<a>" * 70 + "</a>" * 70)}, "nested too deep"),
        ({"sheet": sheet_xml("<row")}, "damaged or incomplete"),
        ({"sheet": sheet_xml("")}, "no values"),
        ({"book": BOOK.replace('<sheet name="Data" sheetId="1" r:id="rId1"/>', "")}, "no sheets"),
        ({"sheet": bomb(40)}, "expands to more than 200 times"),
        ({"book": None}, "not a spreadsheet"),
    ],
)
def test_that_a_broken_or_hostile_package_is_refused_in_a_sentence(
    tmp_path: Path, changed: dict[str, str | bytes | None], says: str
) -> None:
    happened, remedy = refused(write(tmp_path / "a.xlsx", parts(**changed)))
    assert says in happened
    assert remedy.endswith(".")


def test_that_two_parts_of_the_same_name_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    made = parts()
    with zipfile.ZipFile(path, "w") as zipped:
        for name, data in made.items():
            zipped.writestr(name, data)
        zipped.writestr("XL\\worksheets\\Sheet1.xml", "<x/>")
    assert "same part twice" in refused(path)[0]


def test_that_too_many_parts_are_refused(tmp_path: Path) -> None:
    many = {f"xl/media/{n}.png": b"" for n in range(MAX_PARTS)}
    assert "more than 5000 parts" in refused(write(tmp_path / "a.xlsx", {**parts(), **many}))[0]


def test_that_names_of_parts_are_never_used_as_paths(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    path = write(inside / "a.xlsx", {**parts(), "../../evil.txt": b"x", "/etc/evil": b"x", "C:\\evil": b"x"})
    assert [entry.name for entry, _rows in open_workbook(path).sheets] == ["Data"]
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.xlsx", "inside"]


def test_that_what_the_readers_lose_is_noted(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1"><f>1+1</f></c><c r="C1"><v>NaN</v></c></row>'
        '<row r="3" hidden="1"><c r="A3"><v>1</v></c></row>'
    )
    path = write(tmp_path / "a.xlsx", parts(sheet=sheet_xml(rows)))
    facts = preflight(path).sheets[0].facts
    assert facts.errors == {Address(1, 1): "#REF!"}
    assert facts.no_result == {Address(1, 2)}
    assert facts.not_finite == {Address(1, 3): "NaN"}
    assert facts.hidden_rows == {3}


def test_that_macros_are_said_to_be_ignored(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsm", {**parts(), "xl/vbaProject.bin": b"x"})
    assert [n.words("en") for n in preflight(path).notices] == ["Macros are ignored and not run."]


def test_that_the_ending_of_the_name_decides_nothing(tmp_path: Path) -> None:
    path = book(tmp_path / "real.xls", [["KPI", "v36"], ["OTIF", 93.4]])
    assert open_workbook(path).type == "xlsx"
