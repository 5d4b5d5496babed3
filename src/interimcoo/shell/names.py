"""Names of mandate types, phases and degrees of secrecy, as the window says them."""

from typing import Final

from interimcoo.text import N_

PHASES: Final = {
    "entry": N_("entry"),
    "diagnosis": N_("diagnosis"),
    "proposal": N_("proposal"),
    "implementation": N_("implementation"),
    "exit": N_("exit"),
}
SECRECY: Final = {
    "internal": N_("Internal"),
    "confidential": N_("Confidential to sponsor"),
    "board": N_("Confidential to the board"),
}
MANDATE_TYPES: Final = {
    "turnaround": N_("Turnaround"),
    "change_project": N_("Change project"),
    "growth": N_("Unexpected growth"),
    "vacancy": N_("Sudden vacancy"),
}
