"""The program around the pages."""

import sys

import PySide6.QtCore  # noqa: F401 - brings what is spared


def _spare_reading_sources() -> None:
    """Keep PySide from reading the source of every module to see whether it asks for snake_case names; none does.

    It would read those of all libraries that are imported later, too.
    """
    support = sys.modules.get("shibokensupport.feature")
    if support is not None and hasattr(support, "_mod_uses_pyside"):
        setattr(support, "_mod_uses_pyside", lambda _module: True)  # noqa: B010 - a name of theirs, not typed


_spare_reading_sources()
