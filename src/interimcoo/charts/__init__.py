"""Charts: one description, two painters."""
