"""What a person typed, as cells of a report: words, days and amounts, each with where it comes from."""

from datetime import date
from typing import Final

from interimcoo.exchange.blocks import Figure, Origin

TYPED: Final = Origin("typed")


def typed_words(id: str, label: str, text: str) -> Figure | str:
    """Typed words; as a figure when they hold digits, so that no number is printed without its record."""
    return Figure(id, label, text, "code", origin=TYPED) if any(letter.isdigit() for letter in text) else text


def typed_day(id: str, label: str, value: date | None) -> Figure:
    """A typed day; without a value it is printed as an en dash."""
    return Figure(id, label, value, "date", origin=TYPED)


def typed_money(id: str, label: str, minor: int | None, currency: str) -> Figure:
    """A typed amount in minor units of its currency; without a value it is printed as an en dash."""
    return Figure(id, label, minor, "money", currency=currency, origin=TYPED)
