"""The shipped fonts as the PDF embeds them, and which characters they can set."""

import json
import threading
from functools import lru_cache
from typing import Final

from interimcoo.charts.scene import Weight
from interimcoo.text import resources

NAMES: Final[dict[Weight, str]] = {
    "regular": "BoardInter-Regular",
    "medium": "BoardInter-Medium",
    "semibold": "BoardInter-SemiBold",
    "bold": "BoardInter-Bold",
    "display": "BoardInterDisplay-SemiBold",
}
_registering = threading.Lock()


def register() -> None:
    """Make the fonts known to reportlab, once per process; they are embedded as subsets of what a document prints."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    with _registering:
        known = set(pdfmetrics.getRegisteredFontNames())
        for name in NAMES.values():
            if name not in known:
                pdfmetrics.registerFont(TTFont(name, str(resources() / "fonts" / f"{name}.ttf")))


@lru_cache(maxsize=1)
def coverage() -> frozenset[str]:
    """The characters that every shipped weight can set."""
    faces = json.loads((resources() / "fonts" / "advances.json").read_text(encoding="utf-8"))
    return frozenset.intersection(*(frozenset(face["advances"]) for face in faces.values()))
