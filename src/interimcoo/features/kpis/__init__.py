"""KPIs: list, chart, limits and signals."""
