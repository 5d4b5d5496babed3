"""The type of a file by its content; the ending of the name decides nothing."""

import struct
from pathlib import Path
from typing import Final, Literal

from interimcoo.exchange.excel_in import refusal
from interimcoo.exchange.excel_in.refusal import refuse

FileKind = Literal["zip", "xls", "csv"]

MAX_FILE: Final = 100 * 2**20
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE: Final = 0xFFFFFFFA
"""sector numbers from here on are marks, not sectors"""


def kind_of(path: Path) -> FileKind:
    """What the content says: a zip (preflight goes on from there), a compound file with a workbook, or text.

    Raises Refusal for everything else.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise refuse(refusal.CANNOT_OPEN, refusal.CLOSE_IT) from error
    if size == 0:
        raise refuse(refusal.EMPTY, refusal.NEW_COPY)
    if size > MAX_FILE:
        raise refuse(refusal.TOO_BIG, refusal.SMALLER, limit=MAX_FILE // 2**20)
    if head.startswith(b"PK"):
        return "zip"
    if head.startswith(_COMPOUND):
        _check_compound(path.read_bytes())
        return "xls"
    if head.startswith((b"\x09\x08", b"\x09\x04", b"\x09\x02")):
        raise refuse(refusal.NOT_A_SPREADSHEET, refusal.SAVE_AS)
    _refuse_markup(head, path.suffix)
    if not _is_text(head):
        raise refuse(refusal.NOT_A_SPREADSHEET, refusal.CHOOSE_ANOTHER)
    return "csv"


def _refuse_markup(head: bytes, ending: str) -> None:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = head.decode("utf-16", "replace")
    else:
        start = head.decode("utf-8-sig", "replace")
    start = start.lstrip().lower()
    if start.startswith("<?xml"):
        if "schemas-microsoft-com:office:spreadsheet" in start or "progid=" in start:
            raise refuse(refusal.OLD_XML, refusal.SAVE_AS)
        after = start[start.find("?>") + 2 :].lstrip()
        start = after if after.startswith(("<html", "<!doctype html")) else "<xml"
    if start.startswith(("<html", "<table", "<!doctype html", "<head", "<body", "<meta", "<style")):
        raise refuse(refusal.WEB_PAGE, refusal.SAVE_AS, ending=ending or "-")
    if start.startswith("<"):
        raise refuse(refusal.NOT_A_SPREADSHEET, refusal.CHOOSE_ANOTHER)


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    odd, even = head[1::2].count(0), head[::2].count(0)
    if max(odd, even) >= 0.3 * (len(head) / 2) and min(odd, even) == 0:
        return True  # UTF-16 without its mark
    control = sum(1 for byte in head if byte < 32 and byte not in (9, 10, 13, 12))
    return control <= max(3, len(head) // 100)


def _check_compound(data: bytes) -> None:
    """Every sector of the allocation table lies in the file, and a workbook stream is there; refuses a password."""
    damaged = refuse(refusal.DAMAGED, refusal.NEW_COPY)
    if len(data) < 1536:
        raise damaged
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):
        raise damaged
    sector = 1 << shift
    count = max(0, (len(data) - 1) // sector)  # the header takes the place of one sector
    tables = [n for n in struct.unpack_from("<109I", data, 76) if n < _FREE]
    following, steps = struct.unpack_from("<I", data, 68)[0], 0
    while following < _FREE and steps <= count:
        if (following + 2) * sector > len(data):
            raise damaged
        numbers = struct.unpack_from(f"<{sector // 4}I", data, (following + 1) * sector)
        tables += [n for n in numbers[:-1] if n < _FREE]
        following, steps = numbers[-1], steps + 1
    chain: list[int] = []
    for number in tables:
        if (number + 2) * sector > len(data):
            raise damaged
        chain += struct.unpack_from(f"<{sector // 4}I", data, (number + 1) * sector)
    if not chain or any(n >= count for n in chain if n < _FREE):
        raise damaged
    if any(mark != 0xFFFFFFFF for mark in chain[count:]):
        raise damaged
    names = _stream_names(data, chain, sector)
    if "EncryptedPackage" in names:
        raise refuse(refusal.PASSWORD, refusal.PASSWORD_REMEDY)
    if not names & {"Workbook", "Book", "WORKBOOK", "BOOK"}:
        raise refuse(refusal.NOT_A_SPREADSHEET, refusal.CHOOSE_ANOTHER)


def _stream_names(data: bytes, chain: list[int], sector: int) -> set[str]:
    names: set[str] = set()
    at, steps = struct.unpack_from("<I", data, 48)[0], 0
    while at < len(chain) and steps <= len(chain):
        block = data[(at + 1) * sector : (at + 2) * sector]
        for place in range(0, len(block) - 127, 128):
            length = struct.unpack_from("<H", block, place + 64)[0]
            if 2 <= length <= 64:
                names.add(block[place : place + length - 2].decode("utf-16-le", "replace"))
        at, steps = chain[at], steps + 1
    return names
