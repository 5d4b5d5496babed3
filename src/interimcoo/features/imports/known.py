"""The targets that features offer to an import."""

from interimcoo.exchange.excel_in.target import Target
from interimcoo.features import parts


def targets() -> tuple[Target, ...]:
    """All targets, in the order of the rail."""
    return tuple(target for _, module in parts("targets") for target in module.TARGETS)


def target_of(key: str) -> Target | None:
    """The target of that key ("kpi_values"), None when no feature offers it."""
    return next((target for target in targets() if target.key == key), None)
