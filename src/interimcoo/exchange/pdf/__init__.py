"""The board report as a tagged PDF: blocks laid out on a grid, painted through reportlab's canvas."""
