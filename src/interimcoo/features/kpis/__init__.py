"""KPIs: definitions, targets, readings, control charts, and what they ask for."""
