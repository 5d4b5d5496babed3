"""Words an importer knows in English, Swedish and German: months, totals, missing marks; and how labels are folded."""

import unicodedata
from functools import lru_cache
from typing import Final

MISSING: Final = frozenset(
    {"", "-", "–", "—", "−", ".", "..", "...", ":", "n/a", "na", "saknas", "k.a.", "e.a.", "i.u.", "null", "ej mätt"}
)
TOTALS: Final = frozenset(
    {
        "summa", "totalt", "delsumma", "medel", "medelvärde", "snitt", "genomsnitt", "ack", "ackumulerat", "summe",
        "gesamt", "zwischensumme", "mittelwert", "schnitt", "durchschnitt", "total", "totals", "subtotal", "sum",
        "gesamtsumme", "endsumme", "totalsumma", "slutsumma", "grand", "average", "avg", "mean",
        "ytd", "ø", "rullande 12",
    }
)  # fmt: skip
_MONTHS: Final = (
    ("jan", "january", "januari", "januar", "jänner"),
    ("feb", "february", "februari", "februar"),
    ("mar", "march", "mars", "märz", "mär", "mrz"),
    ("apr", "april"),
    ("may", "maj", "mai"),
    ("jun", "june", "juni"),
    ("jul", "july", "juli"),
    ("aug", "august", "augusti"),
    ("sep", "sept", "september"),
    ("oct", "okt", "october", "oktober"),
    ("nov", "november"),
    ("dec", "dez", "december", "dezember"),
)
MONTHS: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}


def fold(text: str) -> str:
    """A label for comparing: trimmed, case-folded, inner blanks to one, soft hyphens removed."""
    plain = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    return " ".join(plain.casefold().split())


@lru_cache(maxsize=20_000)
def is_total(text: str) -> bool:
    """Whether a label says total, sum or mean."""
    if len(text) > 60:
        return False
    folded = fold(text).rstrip(":.")
    return folded in TOTALS or folded.split(" ")[0].rstrip(":.") in TOTALS
