"""How drawings print numbers: ticks with the decimals their step needs, values with those of the indicator."""

from collections.abc import Sequence
from math import isfinite
from typing import Final

from interimcoo.charts.scale import decimals_of
from interimcoo.formats import MINUS, number

_SCALES: Final = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k"))
_LONG: Final = 1e7
_BEYOND: Final = 1e15


def value_words(value: float, decimals: int, language: str) -> str:
    """A value with the decimals of its indicator; from ten million on in three figures and a power of ten."""
    if not isfinite(value):
        return number(None)
    if abs(value) < _LONG:
        return number(value, decimals, language)
    return _scaled((value,), language)[0] if abs(value) < _BEYOND else _scientific(value)


def tick_words(ticks: Sequence[float], decimals: int, language: str) -> tuple[str, ...]:
    """The labels of an axis: no more decimals than its step needs, thousands and millions where all are large."""
    largest = max((abs(tick) for tick in ticks), default=0.0)
    if largest >= _BEYOND:
        return tuple(_scientific(tick) for tick in ticks)
    if largest >= 1e5:
        return _scaled(ticks, language)
    needed = decimals_of(ticks)
    return tuple(number(tick, needed, language) for tick in ticks)


def _scaled(values: Sequence[float], language: str) -> tuple[str, ...]:
    largest = max(abs(value) for value in values)
    size, letter = next((one for one in _SCALES if largest >= one[0]), (1.0, ""))
    shown = [value / size for value in values]
    needed = decimals_of(shown, 3) if len(shown) > 1 else 2 if abs(shown[0]) < 10 else 1
    return tuple(f"{number(value, needed, language)}{letter}" if value else "0" for value in shown)


def _scientific(value: float) -> str:
    figure, _e, power = f"{value:.1e}".partition("e")
    return f"{figure}·10^{int(power)}".replace("-", MINUS) if value else "0"
