"""Guidance as data: what to decide or do now, what has changed, what is missing."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from interimcoo.text import Label

StepKind = Literal["do", "changed", "missing"]
Severity = Literal["bad", "warn", "concern", "improvement", "plain", "done"]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the home page, the gate list or the report's "missing" list, with the place where it is done.

    `rank` orders steps of one kind (lower first); `due` prints lateness; `button` is the verb of its gesture.
    """

    kind: StepKind
    title: Label
    detail: Label
    feature: str
    """name of the feature folder the button leads to"""
    record: str = ""
    """reference to open there ("F2", "LOG01", "A-018")"""
    button: Label | None = None
    severity: Severity = "plain"
    due: date | None = None
    rank: int = 50
    icon: str = ""
