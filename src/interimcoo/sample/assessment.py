"""The first assessment of the sample client: who was asked, what they said, what was seen."""

from typing import Final

UNITS: Final = ("Machining", "Assembly", "Logistics")
TARGETS: Final = {"A": 4, "B": 4, "C": 4, "D": 4, "E": 4, "F": 3, "G": 3, "H": 4, "I": 4, "J": 3, "K": 4, "L": 3}

SCORES: Final = {
    "A1": ((2, 3, 2), "B", "Five managers named nine different goals."),
    "A2": ((2, 2, 2), "B", "No list of projects with an owner exists."),
    "B1": ((2, 3, 2), "A", "Sat in on the morning talks; numbers are read out, nothing is decided."),
    "B2": ((1, 2, 2), "B", "Problems wait for the plant manager, often for weeks."),
    "C1": ((2, 2, 3), "A", "Counted against the last promised date; customers count the first."),
    "C2": ((1, 2, 1), "B", "Sales promises without a look at the load."),
    "D1": ((2, 3, 2), "A", "Followed one order: nineteen days, six hours of work."),
    "D2": ((1, 3, 2), "A", "Racks of castings before the presses."),
    "E1": ((3, 3, 3), "B", "Quality knows the three faults and their cost."),
    "E2": ((2, 3, 2), "C", "One problem solved for good could be shown."),
    "F1": ((2, 2, 1), "B", "The list of waiting jobs is made by telephone."),
    "F2": ((2, 2, 2), "B", "First agreed dates are not kept in the system."),
    "G1": ((3, 3, 2), "A", "Walked the dock on two mornings."),
    "G2": ((3, 3, 3), "C", "Wrong picks are reported by customers only."),
    "H1": ((2, 2, 3), "C", "Two setters and one planner, no deputies."),
    "H2": ((3, 3, 3), "D", "Told by the personnel office, not checked."),
    "J1": ((2, 2, 2), "A", "Traced three figures back to the first record."),
    "J2": ((2, 2, 2), "B", "Eleven reports by hand, most unread."),
    "K1": ((1, 3, 3), "A", "Guard of a press bridged with tape."),
    "L1": ((2, 2, 2), "C", "Two of three earlier projects faded out."),
    "L2": ((2, 2, 2), "C", "Machining breaks first."),
}  # fmt: skip
"""By question: scores of machining, assembly and logistics, confidence, evidence. Three questions still wait."""

RESPONDENTS: Final[dict[str, tuple[tuple[str, int], ...]]] = {
    "B2": (("Shift lead", 0), ("Plant manager", 3)),
    "C2": (("Sales lead", 3), ("Planner", 1)),
    "D2": (("Shift lead", 1), ("Plant manager", 2)),
    "H1": (("Personnel lead", 3), ("Shift lead", 2)),
}
"""By question: role and score of those who were asked besides."""
