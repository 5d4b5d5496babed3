"""Under which keys the choices for the board report are kept among the preferences of the engagement."""

from typing import Final

PREFIX: Final = "report.board."
SUMMARY: Final = "summary"
"""the name of the first section, which stands in every report"""
