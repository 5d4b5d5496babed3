"""Key figures: limits, rules, state and aggregation."""
