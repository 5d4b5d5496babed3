"""Steps from one file version to the next, one module each: `to_2.py` holds what makes version 2 out of version 1.

Nothing but SQL and plain Python stands in a step: the models speak of the newest version only.
"""

from typing import Final

from interimcoo.store.migrate import Step

STEPS: Final[tuple[Step, ...]] = ()
