"""Own check of a zipped workbook before any library sees it: limits, damage, and the facts the readers lose."""

import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.parsers import expat

from interimcoo.exchange.excel_in import refusal
from interimcoo.exchange.excel_in.refusal import refuse
from interimcoo.exchange.excel_in.sheet_scan import SheetFacts, SheetScan, local
from interimcoo.text import N_, Label

MAX_UNPACKED: Final = 400 * 2**20
MAX_PARTS: Final = 5000
MAX_RATIO: Final = 200
RATIO_FROM: Final = 10 * 2**20
MAX_DEPTH: Final = 64
MAX_STRINGS: Final = 2_000_000
_BLOCK: Final = 1 << 16
_CHART_SHEETS: Final = ("chartsheet", "dialogsheet", "macrosheet")


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it, with what the pass over its part found (xlsx only)."""

    name: str
    state: str
    facts: SheetFacts


@dataclass(slots=True)
class Preflight:
    """What is known of a zipped workbook before reading: its type, sheets and notices."""

    type: str
    sheets: list[SheetEntry] = field(default_factory=list)
    notices: list[Label] = field(default_factory=list)
    unpacked: int = 0


def preflight(path: Path, progress: Callable[[str], None] = lambda name: None) -> Preflight:
    """Check the zip and, for xlsx, every sheet; raises Refusal with the sentence of the case.

    Sizes are counted while unpacking, never taken from the zip's own figures; nothing is written to disk.
    """
    try:
        # the file is closed here even when a refusal leaves a part half read
        with path.open("rb") as file, zipfile.ZipFile(file) as zipped:
            return _checked(zipped, progress)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, UnicodeDecodeError) as error:
        raise refuse(refusal.DAMAGED, refusal.NEW_COPY) from error
    except RuntimeError as error:  # zipfile's way to say that a part is encrypted
        raise refuse(refusal.PASSWORD, refusal.PASSWORD_REMEDY) from error


def _checked(zipped: zipfile.ZipFile, progress: Callable[[str], None]) -> Preflight:
    parts = zipped.infolist()
    if len(parts) > MAX_PARTS:
        raise refuse(refusal.PARTS, refusal.SMALLER, limit=MAX_PARTS)
    names: dict[str, zipfile.ZipInfo] = {}
    for part in parts:
        folded = part.filename.replace("\\", "/").casefold()
        if folded in names:
            raise refuse(refusal.TWICE, refusal.NEW_COPY, part=part.filename)
        if part.flag_bits & 0x1:
            raise refuse(refusal.PASSWORD, refusal.PASSWORD_REMEDY)
        names[folded] = part
    kind = _kind(zipped, names)
    found = Preflight(kind)
    scans: dict[str, SheetFacts] = {}
    workbook = _Workbook()
    relations = _Relations()
    strings = 0
    for folded, part in names.items():
        xml = folded.endswith((".xml", ".rels"))
        blocks = _blocks(zipped, part, found)
        if kind != "xlsx" or not xml:
            _sees_markup(blocks) if kind == "ods" and xml else _drain(blocks)
        elif folded == "xl/workbook.xml":
            _parse(blocks, workbook.start, None, None)
        elif folded == "xl/_rels/workbook.xml.rels":
            _parse(blocks, relations.start, None, None)
        elif folded.startswith("xl/worksheets/") and "/_rels/" not in folded:
            progress(part.filename)
            scan = SheetScan()
            _parse(blocks, scan.start, scan.end, scan.text)
            scans[folded] = scan.facts()
        elif folded == "xl/sharedstrings.xml":
            counter = _Counter("si")
            _parse(blocks, counter.start, None, None)
            strings = counter.count
            if strings > MAX_STRINGS:
                raise refuse(refusal.DAMAGED, refusal.SMALLER)
        else:
            _sees_markup(blocks)
    if kind == "xlsx":
        _list_sheets(found, names, workbook, relations, scans, strings)
    return found


def _kind(zipped: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo]) -> str:
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "mimetype" in names:
        with zipped.open(names["mimetype"]) as part:
            if part.read(200).startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
                return "ods"
    raise refuse(refusal.NOT_A_SPREADSHEET, refusal.CHOOSE_ANOTHER)


def _blocks(zipped: zipfile.ZipFile, part: zipfile.ZipInfo, found: Preflight) -> Iterator[bytes]:
    """The part in blocks, counted against the limits while it unpacks."""
    size = 0
    packed = max(1, part.compress_size)
    with zipped.open(part) as stream:
        while block := stream.read(_BLOCK):
            size += len(block)
            found.unpacked += len(block)
            if found.unpacked > MAX_UNPACKED:
                raise refuse(refusal.BOMB, refusal.SMALLER, limit=MAX_UNPACKED // 2**20)
            if size > RATIO_FROM and size / packed > MAX_RATIO:
                raise refuse(refusal.RATIO, refusal.SMALLER, limit=MAX_RATIO)
            yield block


def _drain(blocks: Iterator[bytes]) -> None:
    for _block in blocks:
        pass


def _parse(
    blocks: Iterator[bytes],
    start: Callable[[str, dict[str, str]], None] | None,
    end: Callable[[str], None] | None,
    text: Callable[[str], None] | None,
) -> None:
    """Run expat over a part: refuses a document type, deep nesting and broken XML."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    depth = 0

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise refuse(refusal.DEEP, refusal.NEW_COPY)
        if start:
            start(name, attributes)

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end:
            end(name)

    def declared(*_: object) -> None:
        raise refuse(refusal.DTD, refusal.NEW_COPY)

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.StartDoctypeDeclHandler = declared
    if text:
        parser.CharacterDataHandler = text
    try:
        for block in blocks:
            parser.Parse(block, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise refuse(refusal.DAMAGED, refusal.NEW_COPY) from error


def _sees_markup(blocks: Iterator[bytes]) -> None:
    _parse(blocks, None, None, None)


@dataclass(slots=True)
class _Workbook:
    """The list of sheets of xl/workbook.xml."""

    sheets: list[tuple[str, str, str]] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if local(name) == "sheet":
            relation = next((v for k, v in attributes.items() if local(k) == "id" and ":" in k), "")
            self.sheets.append((attributes.get("name", ""), attributes.get("state", "visible"), relation))


@dataclass(slots=True)
class _Relations:
    """Which part each relation of the workbook names, and its type."""

    targets: dict[str, tuple[str, str]] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            self.targets[attributes.get("Id", "")] = (full.replace("\\", "/").casefold(), attributes.get("Type", ""))


@dataclass(slots=True)
class _Counter:
    """How often an element occurs."""

    element: str
    count: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if local(name) == self.element:
            self.count += 1


def _list_sheets(
    found: Preflight,
    names: dict[str, zipfile.ZipInfo],
    workbook: _Workbook,
    relations: _Relations,
    scans: dict[str, SheetFacts],
    strings: int,
) -> None:
    if not workbook.sheets:
        raise refuse(refusal.NO_SHEETS, refusal.NEW_COPY)
    for name, state, relation in workbook.sheets:
        part, kind = relations.targets.get(relation, ("", ""))
        if kind.rsplit("/", 1)[-1] in _CHART_SHEETS or "/chartsheets/" in part or "/dialogsheets/" in part:
            continue
        if part not in names:
            raise refuse(refusal.DAMAGED_SHEET, refusal.NEW_COPY, sheet=name)
        facts = scans.get(part, SheetFacts())
        if facts.repeated_row:
            raise refuse(refusal.DAMAGED_ROWS, refusal.NEW_COPY, sheet=name, row=facts.repeated_row)
        if facts.highest_string >= strings:
            raise refuse(refusal.DAMAGED_STRINGS, refusal.NEW_COPY)
        found.sheets.append(SheetEntry(name, state, facts))
    if any(name.endswith("vbaproject.bin") for name in names):
        found.notices.append(Label(N_("Macros are ignored and not run.")))
    if any(name.startswith("xl/externallinks/") for name in names):
        found.notices.append(Label(N_("Some values come from another workbook; the last saved values are used.")))
