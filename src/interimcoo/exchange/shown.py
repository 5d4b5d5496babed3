"""How a figure is printed, and how words with figures are said: the same on page, PDF, workbook and command line."""

from datetime import date

from interimcoo import formats
from interimcoo.exchange.blocks import Figure, Sentence, Words

NONE = "–"


def shown(figure: Figure, language: str) -> str:
    """The printed text of a figure in a language, with its unit where it carries one; an en dash for no value."""
    value = figure.value
    if value is None:
        return NONE
    if figure.kind == "money" and isinstance(value, int):
        return formats.money(value, figure.currency, language, compact=True)
    if figure.kind == "share" and isinstance(value, int | float):
        return formats.share(float(value), figure.decimals, language)
    if figure.kind == "date" and isinstance(value, date):
        return formats.day(value, language, year=True)
    if figure.kind == "period":
        return formats.period(str(value), language)
    if isinstance(value, int | float):
        signed = formats.signed if figure.kind == "signed" else formats.number
        return _with_unit(signed(value, figure.decimals, language), figure.unit, language)
    return str(value)


def spoken(words: Words, language: str) -> str:
    """Words with every figure in its slot printed; plain words as they are."""
    if isinstance(words, str):
        return words
    slots = {name: shown(slot, language) if isinstance(slot, Figure) else slot for name, slot in words.slots.items()}
    return words.template.format(**slots)


def figures_in(words: Words) -> tuple[Figure, ...]:
    """The figures a text prints, in the order of its slots."""
    if not isinstance(words, Sentence):
        return ()
    return tuple(slot for slot in words.slots.values() if isinstance(slot, Figure))


def _with_unit(number: str, unit: str, language: str) -> str:
    if not unit:
        return number
    if unit == "%":
        return f"{number}%" if language == "en" else f"{number}\u00a0%"
    return f"{number}\u00a0{unit}"
