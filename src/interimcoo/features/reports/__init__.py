"""Reports: the board report as PDF and its tables as a workbook."""
