"""Small workbook files for tests, sound ones and broken ones, made part by part."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook

CONTENT = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override '
    'PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
RELS = (
    f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>'
)
BOOK = (
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    f'xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
BOOK_RELS = (
    f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_OFFICE}/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>'
)


def sheet_xml(rows: str, prolog: str = "") -> str:
    """The XML of a sheet with these rows."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?>{prolog}<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'


ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>KPI</t></is></c><c r="B1" t="inlineStr"><is><t>v36</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>OTIF</t></is></c><c r="B2"><v>93.4</v></c></row>'
)


def parts(**changed: str | bytes | None) -> dict[str, str | bytes]:
    """The parts of a sound workbook, some changed or taken out (None); names by short key."""
    names = {
        "content": "[Content_Types].xml",
        "rels": "_rels/.rels",
        "book": "xl/workbook.xml",
        "book_rels": "xl/_rels/workbook.xml.rels",
        "sheet": "xl/worksheets/sheet1.xml",
    }
    sound: dict[str, str | bytes | None] = {
        "content": CONTENT, "rels": RELS, "book": BOOK, "book_rels": BOOK_RELS, "sheet": sheet_xml(ROWS),
    }  # fmt: skip
    return {names.get(key, key): data for key, data in {**sound, **changed}.items() if data is not None}


def write(path: Path, made: Mapping[str, str | bytes]) -> Path:
    """Write a zip of parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in made.items():
            zipped.writestr(name, data)
    return path


def book(
    path: Path, rows: Sequence[Sequence[object]], *, sheet: str = "Data", formats: Mapping[str, str] | None = None
) -> Path:
    """Write a workbook of one sheet with openpyxl."""
    made = Workbook()
    page = made.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for address, code in (formats or {}).items():
        page[address].number_format = code
    made.save(path)
    return path


def bomb(megabytes: int) -> bytes:
    """A sheet of blanks that packs to almost nothing."""
    return sheet_xml(ROWS).replace("<sheetData>", "<sheetData>" + " " * (megabytes * 2**20)).encode()


def compound(stream: str, sectors: int = 4) -> bytes:
    """A compound file with one stream of that name; sound as far as its allocation table goes."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<I", header, 44, 1)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<I", header, 68, 0xFFFFFFFE)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFE] * (sectors - 2), *[0xFFFFFFFF] * (128 - sectors))
    entry = bytearray(128)
    name = (stream + "\0").encode("utf-16-le")
    entry[: len(name)] = name
    struct.pack_into("<H", entry, 64, len(name))
    entry[66] = 2
    directory = bytes(entry).ljust(512, b"\0")
    return bytes(header) + table + directory + b"\0" * 512 * (sectors - 2)


def weekly(weeks: int = 8) -> list[list[object]]:
    """A small sheet with weeks across, as rows."""
    head: list[object] = ["KPI", "Unit", "Target", *(f"2026-W{week:02d}" for week in range(30, 30 + weeks))]
    return [
        head,
        ["On time in full", "%", 92, *(90.5 - week for week in range(weeks))],
        ["Changeover time", "min", 35, *(40 + week for week in range(weeks))],
    ]


def as_bytes(made: Mapping[str, str | bytes]) -> bytes:
    """A zip of parts in memory."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zipped:
        for name, data in made.items():
            zipped.writestr(name, data)
    return buffer.getvalue()


MIDNIGHT = date(2026, 9, 14)
