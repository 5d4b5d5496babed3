"""The plan: tasks, links and computed dates."""
