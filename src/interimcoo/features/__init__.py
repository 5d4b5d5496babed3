"""The features of the product, in the order of the rail. A new capability is one folder and one name here."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Final

FEATURES: Final[tuple[str, ...]] = (
    "home",
    "mandate",
    "assessment",
    "initiatives",
    "plan",
    "kpis",
    "actions",
    "reports",
    "imports",
)


def parts(name: str) -> Iterator[tuple[str, ModuleType]]:
    """(feature, module) of each feature with a file `name` ("guide", "report", "targets", "on_home"), in rail order."""
    for feature in FEATURES:
        module = f"interimcoo.features.{feature}.{name}"
        if find_spec(module) is not None:
            yield feature, import_module(module)
