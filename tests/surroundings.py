"""Where tests run: the folders of the project and of the references, and a clock that ticks."""

import os
from datetime import datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
REFERENCES = Path(os.environ.get("INTERIMCOO_REFERENCES", ROOT.parent / "shared"))


class TickingClock:
    """A clock that starts at a moment and moves one second at each look, so that histories are exact and ordered."""

    def __init__(self, start: datetime) -> None:
        self.moment = start

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment
