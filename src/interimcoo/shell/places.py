"""Where the user was in an engagement: page, filters and selections, widths; kept in the file, outside its history."""

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from interimcoo.store.engagement import Engagement

State = dict[str, object]
KEY: Final = "window"


@dataclass(slots=True)
class Places:
    """The last place in one engagement. `pages` holds what each page gave as its state."""

    page: str = ""
    pages: dict[str, State] = field(default_factory=dict)
    inspector: dict[str, bool] = field(default_factory=dict)
    widths: dict[str, int] = field(default_factory=dict)

    @classmethod
    def load(cls, engagement: "Engagement") -> "Places":
        """The last place; a fresh one when none is known."""
        made = cls()
        try:
            stored = json.loads(engagement.recall(KEY) or "{}")
        except ValueError:
            return made
        if not isinstance(stored, dict):
            return made
        page = stored.get("page")
        made.page = page if isinstance(page, str) else ""
        made.pages = {name: state for name, state in _part(stored, "pages").items() if isinstance(state, dict)}
        made.inspector = {name: on for name, on in _part(stored, "inspector").items() if isinstance(on, bool)}
        made.widths = {name: w for name, w in _part(stored, "widths").items() if type(w) is int and 200 <= w <= 900}
        return made

    def save(self, engagement: "Engagement") -> None:
        """Keep it in the file; a file that takes no changes keeps nothing."""
        kept = {"page": self.page, "pages": self.pages, "inspector": self.inspector, "widths": self.widths}
        words = json.dumps(kept, ensure_ascii=False, sort_keys=True)
        if words != engagement.recall(KEY):
            engagement.remember(KEY, words)


def _part(stored: dict[str, object], name: str) -> dict[str, object]:
    part = stored.get(name)
    return part if isinstance(part, dict) else {}
