"""Numbers, money, dates and periods in a language: the same for screen, chart, PDF and log.

Symbols and month names are Babel's, the rules are ours: half up on decimals, grouped from 1,000 in every language,
no-break spaces, a real minus, ± for a signed zero, an en dash for no value. Babel is imported at the first use.
"""

from interimcoo.formats.dates import day, days_late, instant, month, period
from interimcoo.formats.habits import NBSP
from interimcoo.formats.numbers import MINUS, NO_VALUE, number, share, signed, size
from interimcoo.formats.units import currency_digits, difference, money, unit_name, with_unit

__all__ = [
    "MINUS", "NBSP", "NO_VALUE", "currency_digits", "day", "days_late", "difference", "instant", "money", "month",
    "number", "period", "share", "signed", "size", "unit_name", "with_unit",
]  # fmt: skip
