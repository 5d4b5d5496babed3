"""Numbers of actions and decisions as people see them."""


def reference(kind: str, number: int) -> str:
    """The number of an action: A-018, or CA-018 for a corrective one."""
    return f"{'CA' if kind == 'corrective' else 'A'}-{number:03d}"


def decision_reference(number: int) -> str:
    """The number of a decision: D-01 (D1 is a question of the assessment)."""
    return f"D-{number:02d}"
