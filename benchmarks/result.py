"""One line of the benchmark table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """A measured figure with its target; `target` None is for information only. Lower is better."""

    area: str
    name: str
    value: float
    unit: str
    target: float | None = None

    @property
    def met(self) -> bool | None:
        """Whether the figure keeps its target; None without one."""
        return None if self.target is None else self.value <= self.target
