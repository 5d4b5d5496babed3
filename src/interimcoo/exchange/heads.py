"""The heads of a report's table from their words and widths, in the language of the report."""

from collections.abc import Collection, Sequence

from interimcoo.exchange.blocks import Column
from interimcoo.text import translate


def table_heads(
    words: Sequence[str],
    widths: Sequence[float],
    language: str,
    *,
    right: Collection[int] = (),
    centre: Collection[int] = (),
) -> tuple[Column, ...]:
    """One column for each of the words (marked by N_); `right` and `centre` name columns by place, the first is 0.

    Widths are shares of the page. The first column is strong. ValueError when words and widths differ in number.
    """
    return tuple(
        Column(
            translate(head, language),
            width,
            "right" if at in right else "centre" if at in centre else "left",
            strong=at == 0,
        )
        for at, (head, width) in enumerate(zip(words, widths, strict=True))
    )
