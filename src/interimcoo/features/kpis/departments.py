"""The departments of the library, in words; a client's own department stays as it is written."""

from typing import Final

from interimcoo.text import N_

DEPARTMENTS: Final = (
    N_("Customer service"),
    N_("Finance"),
    N_("IT"),
    N_("Logistics"),
    N_("Maintenance"),
    N_("Order management"),
    N_("People"),
    N_("Production"),
    N_("Programme"),
    N_("Purchasing"),
    N_("Quality"),
    N_("Safety"),
)
