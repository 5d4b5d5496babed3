"""Actions and decisions: everything promised, in one list."""
