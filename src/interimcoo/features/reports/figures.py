"""Every figure a report prints, as data: for a reader's program, and as the list a check of the PDF expects."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from interimcoo.exchange.pdf.record import FigureConflict, PdfResult, PrintedFigure, numbers_in
from interimcoo.exchange.walk import figures

if TYPE_CHECKING:
    from interimcoo.exchange.blocks import Figure, Origin, Report

JsonValue = str | int | float | bool | None | list["JsonValue"] | dict[str, "JsonValue"]


def check_figures(report: "Report") -> None:
    """Raises FigureConflict when one figure id stands for two values, wherever in the report they are."""
    known: dict[str, Figure] = {}
    for figure in figures(report):
        first = known.setdefault(figure.id, figure)
        if first.value != figure.value:
            raise FigureConflict(f"{figure.id}: {first.value!r} and {figure.value!r}")


def as_json(result: PdfResult) -> dict[str, JsonValue]:
    """All figures with id, label, value, shown text, origin and pages; all numbers that are part of words or axes."""
    return {
        "pages": result.pages,
        "figures": [_figure(figure) for figure in result.figures],
        "numbers": [
            {"shown": number.shown, "kind": number.kind, "context": number.context, "pages": list(number.pages)}
            for number in result.numbers
        ],
    }


def expected(result: PdfResult) -> dict[str, JsonValue]:
    """The list that a check of the PDF reads: what must stand on which page, and every number that may stand there."""
    must: list[JsonValue] = []
    for figure in result.figures:
        text = figure.shown
        if isinstance(figure.value, str) and " " in text:
            continue  # somebody's words may run over a line
        must.append({"text": text, "page": figure.pages[0]})
    allowed = dict.fromkeys(number for text in _printed(result) for number in numbers_in(text))
    return {"must": must, "allowed_numbers": list(allowed)}


def _printed(result: PdfResult) -> Iterator[str]:
    for figure in result.figures:
        yield figure.shown
        yield from figure.also
    for number in result.numbers:
        yield number.shown


def _figure(figure: PrintedFigure) -> dict[str, JsonValue]:
    value = figure.value.isoformat() if isinstance(figure.value, date) else figure.value
    return {
        "id": figure.id,
        "label": figure.label,
        "value": value,
        "shown": figure.shown,
        "also": list(figure.also),
        "origin": _origin(figure.origin),
        "pages": list(figure.pages),
    }


def _origin(origin: "Origin") -> dict[str, JsonValue]:
    told: dict[str, JsonValue] = {"kind": origin.kind}
    for name in ("source", "sheet", "cells", "grade", "formula"):
        if getattr(origin, name):
            told[name] = str(getattr(origin, name))
    if origin.at is not None:
        told["at"] = origin.at.isoformat()
    return told
