"""One pass over the XML of a sheet: the facts that readers lose (errors, formulas without result, merges)."""

import math
from dataclasses import dataclass, field
from typing import Final

from interimcoo.exchange.excel_in.sheet import Address, Range, column_number

_MAX_LISTED: Final = 10_000
_MAX_MERGES: Final = 20_000


def local(name: str) -> str:
    """The name of an element without its prefix."""
    return name.rsplit(":", 1)[-1]


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What the pass found; addresses of at most 10,000 cells of each kind."""

    values: int = 0
    errors: dict[Address, str] = field(default_factory=dict)
    no_result: frozenset[Address] = frozenset()
    not_finite: dict[Address, str] = field(default_factory=dict)
    merged: tuple[Range, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    repeated_row: int = 0
    highest_string: int = -1
    last_row: int = 0
    last_column: int = 0


class SheetScan:
    """Handlers for expat that collect SheetFacts."""

    def __init__(self) -> None:
        self._row = 0
        self._column = 0
        self._kind = ""
        self._formula = False
        self._value: list[str] | None = None
        self._had_value = False
        self._values = 0
        self._last = (0, 0)
        self._errors: dict[Address, str] = {}
        self._no_result: set[Address] = set()
        self._not_finite: dict[Address, str] = {}
        self._merged: list[Range] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._repeated = 0
        self._string = -1

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = local(name)
        if name == "c":
            self._kind = attributes.get("t", "n")
            self._formula = self._had_value = False
            reference = attributes.get("r", "")
            self._column = _column_of(reference) if reference else self._column + 1
        elif name in ("v", "t"):
            self._value = []
        elif name == "f":
            self._formula = True
        elif name == "row":
            number = int(attributes["r"]) if attributes.get("r", "").isdigit() else self._row + 1
            if number <= self._row and not self._repeated:
                self._repeated = number
            self._row = number
            self._column = 0
            if attributes.get("hidden") in ("1", "true"):
                self._hidden_rows.add(number)
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            self._hidden_columns.update(range(first, min(last, 16_384) + 1))
        elif name == "mergeCell" and len(self._merged) < _MAX_MERGES:
            box = _range_of(attributes.get("ref", ""))
            if box:
                self._merged.append(box)

    def text(self, data: str) -> None:
        """Characters inside an element."""
        if self._value is not None:
            self._value.append(data)

    def end(self, name: str) -> None:
        """An element ends."""
        name = local(name)
        if name == "v" or (name == "t" and self._kind == "inlineStr"):
            text = "".join(self._value or ())
            self._value = None
            if text:
                self._note(text)
        elif name == "t":
            self._value = None
        elif name == "c" and self._formula and not self._had_value and self._kind != "str":
            self._keep(self._no_result)

    def _note(self, text: str) -> None:
        self._had_value = True
        self._values += 1
        self._last = (max(self._last[0], self._row), max(self._last[1], self._column))
        if self._kind == "s":
            if text.isdigit():
                self._string = max(self._string, int(text))
        elif self._kind == "e":
            if len(self._errors) < _MAX_LISTED:
                self._errors[Address(self._row, self._column)] = text
        elif self._kind == "n":
            try:
                finite = math.isfinite(float(text))
            except ValueError:
                finite = False
            if not finite and len(self._not_finite) < _MAX_LISTED:
                self._not_finite[Address(self._row, self._column)] = text

    def _keep(self, into: set[Address]) -> None:
        if len(into) < _MAX_LISTED:
            into.add(Address(self._row, self._column))

    def facts(self) -> SheetFacts:
        """What was found, once the part is through."""
        last_row, last_column = self._last
        return SheetFacts(
            values=self._values,
            errors=self._errors,
            no_result=frozenset(self._no_result),
            not_finite=self._not_finite,
            merged=tuple(m for m in self._merged if m.first_row <= last_row and m.first_column <= last_column),
            hidden_rows=frozenset(r for r in self._hidden_rows if r <= last_row),
            hidden_columns=frozenset(c for c in self._hidden_columns if c <= last_column),
            repeated_row=self._repeated,
            highest_string=self._string,
            last_row=last_row,
            last_column=last_column,
        )


def _column_of(reference: str) -> int:
    end = 0
    while end < len(reference) and not reference[end].isdigit():
        end += 1
    try:
        return column_number(reference[:end].replace("$", ""))
    except ValueError:
        return 1


def _range_of(reference: str) -> Range | None:
    first, _, last = reference.replace("$", "").partition(":")
    last = last or first
    try:
        rows = [int("".join(filter(str.isdigit, part))) for part in (first, last)]
    except ValueError:
        return None
    return Range(rows[0], _column_of(first), rows[1], _column_of(last))
